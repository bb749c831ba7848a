"""Each suite on a tiny gold set of its own sentences, read by a stub reader."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from stubs import stub_bench

from tollbook.errors import UsageError
from tollbook.evals import EvalReport, Gold, load_suite, run_suite, suite_names
from tollbook.evals.gunfire import stands_in
from tollbook.evals.suites import muc4
from tollbook.evals.suites.pages import runs_shared
from tollbook.evals.towns import town_names
from tollbook.read.recase import truecase
from tollbook.record.text import fold

Line = Mapping[str, object]


def measure(
    folder: Path, suite: str, files: Mapping[str, Sequence[Line]], *, limit: int | None = None
) -> EvalReport:
    for name, lines in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return run_suite(load_suite(suite), Gold(folder), limit=limit, bench=stub_bench())


def note(id: str, text: str, killed: int | None, injured: int | None = None) -> Line:
    return {"id": id, "source": "cidb", "text": text, "killed": killed, "injured": injured}


def strike(id: str, text: str, low: int | None, high: int | None) -> Line:
    return {
        "id": id,
        "source": "dronestream",
        "text": text,
        "killed": None,
        "killed_min": low,
        "killed_max": high,
    }


def counts(folder: Path, *notes: Line, limit: int | None = None) -> EvalReport:
    return measure(folder, "counts", {"victim_counts/counts.jsonl": notes}, limit=limit)


def test_there_is_a_suite_for_each_module() -> None:
    assert {"counts", "police", "airwars", "gva", "muc4"} <= set(suite_names())
    for name in suite_names():
        assert load_suite(name).name == name


def test_an_unknown_suite_names_those_there_are() -> None:
    with pytest.raises(UsageError, match="no suite") as fault:
        load_suite("conuts")
    assert "counts" in str(fault.value.next)


def test_counts_exact_where_the_gold_is_positive(tmp_path: Path) -> None:
    report = counts(
        tmp_path,
        note("a", "3 killed at a market.", 3, 0),
        note("b", "3 killed at a market and 2 injured.", 4, 2),
        note("c", "Nobody counted.", None, 1),
    )
    assert report.metrics["killed_exact_positive"] == 0.5
    assert report.metrics["injured_exact_positive"] == 0.5
    assert report.metrics["zero_kept"] is None
    assert report.items == 3


def test_counts_zero_is_kept_unless_somebody_is_invented(tmp_path: Path) -> None:
    report = counts(
        tmp_path,
        note("a", "A bomb was found.", 0),
        note("b", "A bomb was found; a man threatened to kill.", 0),
        note("c", "An old story: 2 killed in 1950.", 0),
    )
    assert report.metrics["zero_kept"] == pytest.approx(2 / 3, abs=1e-4)
    assert report.metrics["zero_kept_hard"] == 0.5
    assert [o.ok for o in report.outcomes] == [True, True, False]


def test_counts_ranges_and_open_ends(tmp_path: Path) -> None:
    report = counts(
        tmp_path,
        strike("a", "4 killed in a strike.", 4, 4),
        strike("b", "At least 4 killed in a strike.", 4, 4),
        strike("c", "4 killed in a strike.", 4, 7),
        strike("d", "At least 4 killed in a strike.", 4, None),
    )
    assert report.metrics["range_equal"] == 0.5
    assert report.metrics["range_jaccard"] == pytest.approx((1 + 0 + 0.25 + 1) / 4, abs=1e-4)
    assert report.metrics["range_equal_stated"] == 0.5
    assert report.metrics["range_jaccard_stated"] == pytest.approx((1 + 1 + 0.25) / 4, abs=1e-4)


def test_counts_leaves_other_sources_and_numbers_repeated_ids(tmp_path: Path) -> None:
    report = counts(
        tmp_path, strike("a", "1 killed.", 1, 1), strike("a", "2 killed.", 2, 2), note("x", "", 0),
        {"id": "z", "source": "acledR", "text": "5 killed.", "killed": 5},
    )  # fmt: skip
    assert [o.id for o in report.outcomes] == ["a/range", "a#2/range", "x/killed"]


def test_limit_takes_the_first_by_md5(tmp_path: Path) -> None:
    notes = [note(str(i), f"{i} killed.", i) for i in range(1, 9)]
    few = counts(tmp_path, *notes, limit=3)
    more = counts(tmp_path, *notes, limit=5)
    assert few.items == 3
    assert [o.id for o in more.outcomes[:3]] == [o.id for o in few.outcomes]
    assert few.data_digest == more.data_digest


def test_a_reader_that_fails_is_told_and_scores_as_silence(tmp_path: Path) -> None:
    report = counts(tmp_path, note("a", "CRASH 1 killed.", 1), note("b", "1 killed.", 1))
    assert report.metrics["killed_exact_positive"] == 0.5
    assert len(report.faults) == 1
    assert "stub fault" in report.faults[0]


def test_police_sentences_and_documents(tmp_path: Path) -> None:
    text = "mobs ran. 2 killed by police. 3 killed by rebels. police fired."
    sentences = [
        ("mobs ran.", []),
        ("2 killed by police.", ["KILL"]),
        ("3 killed by rebels.", []),
        ("police fired.", ["KILL", "FORCE"]),
    ]
    article = {
        "doc_id": 7,
        "date": "2002-03-01",
        "text": text,
        "doc_labels": ["KILL"],
        "sentences": [{"id": i, "text": t, "labels": ls} for i, (t, ls) in enumerate(sentences)],
    }
    quiet = {"doc_id": 8, "text": "calm.", "doc_labels": [], "sentences": []}
    report = measure(tmp_path, "police", {"india_police/dev.jsonl": [article, quiet]})
    assert report.metrics == {
        "sentence_f1": pytest.approx(2 / 3, abs=1e-4),
        "sentence_p": 1.0,
        "sentence_r": 0.5,
        "document_f1": 1.0,
        "document_p": 1.0,
        "document_r": 1.0,
    }
    assert [o.id for o in report.outcomes if not o.ok] == ["7/3"]
    assert report.items == 2


def test_airwars_toll_and_place(tmp_path: Path) -> None:
    def page(id: str, text: str, low: int | None, high: int | None, lat: float | None) -> Line:
        lon = None if lat is None else 34.466
        killed = {"civ_killed_min": low, "civ_killed_max": high}
        return {"id": id, "narrative": text, "lat": lat, "lon": lon, **killed}

    report = measure(
        tmp_path,
        "airwars",
        {
            "airwars_gaza/incidents.jsonl": [
                page("a", "At least 2 killed in Gaza.", 2, 3, 31.51),
                page("b", "2 killed in Gaza.", 2, 2, 31.6),
                page("c", "Nothing is said.", 1, 1, None),
                page("d", "5 killed.", None, None, 31.5),
            ]
        },
    )
    assert report.items == 3
    assert report.metrics == {
        "killed_min_exact": pytest.approx(2 / 3, abs=1e-4),
        "killed_max_exact": pytest.approx(1 / 3, abs=1e-4),
        "killed_jaccard": pytest.approx(0.5, abs=1e-4),
        "place_5km": 0.5,
    }


def gva_files(stories: Sequence[tuple[str, str, str]]) -> Mapping[str, Sequence[Line]]:
    """Stories as (document, incident, text); all in one town and month."""
    incidents = sorted({incident for _, incident, _ in stories})
    return {
        "gun_violence/incidents.jsonl": [
            {
                "incident_id": i,
                "date": "2015-05-03",
                "state": "Ohio",
                "city": "Toledo",
                "n_killed": 1,
                "n_injured": 2,
            }
            for i in incidents
        ],
        "gun_violence/documents.jsonl": [
            {
                "doc_id": doc,
                "incident_id": incident,
                "title": "Shots",
                "dct": "2015-05-04",
                "text": text,
                "text_ok": True,
                "dup_text_other_incident": False,
            }
            for doc, incident, text in stories
        ],
    }


def test_gva_documents(tmp_path: Path) -> None:
    files = gva_files(
        [
            ("d1", "i1", "1 killed and 2 injured."),
            ("d2", "i1", "1 killed; more were hurt."),
        ]
    )
    metrics = measure(tmp_path, "gva", files).metrics
    assert metrics["doc_killed_exact"] == 1.0
    assert metrics["doc_injured_exact"] == 1.0  # the second text does not say "2"
    assert metrics["doc_date_exact"] == 0.0
    assert metrics["doc_city"] == 0.0
    assert metrics["b3_f1"] is None  # one incident: nothing to tell apart


def test_gva_linking_against_singletons(tmp_path: Path) -> None:
    files = gva_files(
        [
            ("d1", "i1", "1 killed and 2 injured."),
            ("d2", "i1", "Nothing to read here."),
            ("d3", "i2", "Nothing to read there."),
        ]
    )
    metrics = measure(tmp_path, "gva", files).metrics
    alone = 2 * (2 / 3) / (1 + 2 / 3)
    assert metrics["b3_f1_singleton"] == pytest.approx(0.8, abs=1e-4)
    assert metrics["b3_f1_date_city"] == pytest.approx(alone, abs=1e-4)
    assert metrics["b3_f1_hard"] is None
    assert metrics["incident_killed_exact"] == 1.0


@pytest.mark.parametrize(
    ("number", "text", "stands"),
    [
        (2, "Two men were shot.", True),
        (2, "Nobody in 2015 was shot.", False),
        (13, "13 dead", True),
        (0, "No one was hurt", True),
        (1, "A man was shot", False),
    ],
)
def test_whether_a_number_stands_in_a_text(number: int, text: str, stands: bool) -> None:
    assert stands_in(number, text) is stands


def test_names_of_a_town() -> None:
    assert town_names("St. Louis (Overland)") == {fold("St. Louis"), fold("Overland")}


def message(id: str, text: str, *templates: Line) -> Line:
    dateline = {"date": "1990-02-18"}
    return {"docid": id, "text": text, "dateline": dateline, "templates": list(templates)}


def template(harm: str, low: int, *, exact: bool = True, optional: bool = False) -> Line:
    toll = {"min": low, "max": low if exact else None, "exact": exact}
    return {"optional": optional, "toll": {harm: toll}}


def test_muc4_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(muc4, "model_rank", lambda _: {"killed": 1}.get)
    messages = [
        message("m1", "3 KILLED.", template("killed", 3)),
        message("m2", "4 KILLED.", template("killed", 5)),
        message("m3", "2 KILLED.", template("killed", 2, exact=False)),
        message("m4", "6 KILLED.", template("killed", 6, optional=True)),
        message("m5", "NOTHING.", template("killed", 7, optional=True)),
        message("m6", "1 KILLED."),
    ]
    metrics = measure(tmp_path, "muc4", {"muc4/tst1.jsonl": messages}).metrics
    # told: m1 right, m2 wrong, m4 right (optional), m6 wrong; to be found: m1, m2, m4
    assert metrics["killed_doc_f1"] == pytest.approx(
        2 * (2 / 4) * (2 / 3) / (2 / 4 + 2 / 3), abs=1e-4
    )
    assert metrics["killed_doc_f1_upper"] == metrics["killed_doc_f1"]
    assert metrics["injured_doc_f1"] is None
    assert metrics["gtt_f1"] == 0.0
    assert metrics["perp_org_f1"] is None


RANKS = {
    "the": 3, "The": 22, "THE": 1024, "killed": 720, "Killed": 20852, "may": 152, "May": 358,
    "bogota": 99000, "Bogota": 47000, "FMLN": 152827, "were": 40, "Were": 900,
}  # fmt: skip


@pytest.mark.parametrize(
    ("upper", "mixed"),
    [
        ("THE FMLN KILLED THE MAYOR OF BOGOTA.", "The FMLN killed the Mayor of Bogota."),
        ("THEY WERE KILLED. THE ARMY", "They were killed. The Army"),
        ("14 MAY 90. IT MAY", "14 May 90. It may"),
        ("FIVE U.S. CITIZENS MAY", "Five U.S. Citizens may"),
    ],
)
def test_truecase(upper: str, mixed: str) -> None:
    ranks = {**RANKS, "of": 5, "Of": 300}
    assert truecase(upper, ranks.get) == mixed
    assert len(truecase(upper, ranks.get)) == len(upper)


def page(folder: Path, name: str, html: str, **gold: str) -> Line:
    pages = folder / "html_pages" / "pages"
    pages.mkdir(parents=True, exist_ok=True)
    (pages / f"{name}.html.gz").write_bytes(gzip.compress(html.encode()))
    return {"file": f"pages/{name}.html.gz", **gold}


STORY = "The ferry left the harbour at noon with ninety people, and all of them came home. " * 8
HTML = (
    "<html><head><title>Ferry</title>"
    '<meta property="article:published_time" content="2019-10-05T08:00:00Z"></head>'
    f"<body><article><h1>Ferry</h1><p>{STORY}</p></article></body></html>"
)


def test_pages_and_their_dates(tmp_path: Path) -> None:
    lines = [
        page(tmp_path, "a", HTML, set="scrapinghub", gold_body=STORY),
        page(tmp_path, "b", HTML, set="htmldate_mediacloud_news", gold_date="2019-10-05"),
        page(tmp_path, "c", HTML, set="htmldate_mediacloud_news", gold_date="2019-10-06"),
        page(
            tmp_path, "d", "<html></html>", set="htmldate_mediacloud_news", gold_date="2019-10-06"
        ),
    ]
    files: dict[str, Sequence[Line]] = {"html_pages/manifest.jsonl": lines}
    assert measure(tmp_path, "pages", files).metrics["body_f1"] == pytest.approx(1.0, abs=0.01)
    files["muc4/tst1.jsonl"] = []
    dates = measure(tmp_path, "date", files).metrics
    assert dates["pages_published_exact"] == pytest.approx(1 / 3, abs=1e-4)
    assert dates["pages_published_precision"] == 0.5
    assert dates["muc4_exact"] is None


@pytest.mark.parametrize(
    ("gold", "predicted", "precision", "recall"),
    [
        ("a b c d e", "a b c d e", 1.0, 1.0),
        ("a b c d e", "a b c d", 1.0, 0.5),
        ("a b c d", "x a b c d", 0.5, 1.0),
        ("a b", "a b", 1.0, 1.0),
        ("a b c d", "", 0.0, 0.0),
        ("", "", 1.0, 1.0),
    ],
)
def test_runs_of_four_words(gold: str, predicted: str, precision: float, recall: float) -> None:
    assert runs_shared(gold, predicted) == (precision, recall)


def test_the_figures_do_not_depend_on_the_number_of_processes(tmp_path: Path) -> None:
    days = ["2019-10-05", "2019-10-06", "2019-10-05"]
    lines = [
        page(tmp_path, f"p{i}", HTML, set="htmldate_mediacloud_news", gold_date=day)
        for i, day in enumerate(days)
    ]
    files = {"html_pages/manifest.jsonl": lines, "muc4/tst1.jsonl": []}
    one = measure(tmp_path, "date", files)
    two = run_suite(load_suite("date"), Gold(tmp_path), jobs=2)
    assert two.metrics == one.metrics
    assert two.outcomes == one.outcomes
    assert two.reader.startswith("rules ")
