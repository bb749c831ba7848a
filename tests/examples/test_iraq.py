"""The worked example against what a careful recorder books from it.

Each expectation has a name such as ``claim:nasiriyah-wire-killed``. Those in ``gaps.toml`` are
known not to be met yet; one that is met must leave that list.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import math
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tollbook.book import Book
from tollbook.intake import read_ged_table
from tollbook.publish.ged import export_ged
from tollbook.record.ged import order_faults
from tollbook.record.ids import report_id

REPOSITORY = Path(__file__).resolve().parent.parent.parent
PAGES = REPOSITORY / "examples" / "iraq-october-2019"
EXPECTED = tomllib.loads(PAGES.with_suffix(".expected.toml").read_text("utf-8"))
GAPS: dict[str, str] = tomllib.loads((Path(__file__).parent / "gaps.toml").read_text("utf-8"))[
    "gaps"
]
CLAIMS = {
    claim["id"]: (report, claim)
    for report in EXPECTED["reports"]
    for claim in report.get("claims", [])
}
STATEMENTS = {
    row["id"]: (report, row)
    for report in EXPECTED["reports"]
    for row in report.get("statements", [])
}
TIME_LIMIT_SECONDS = 300

Record = dict[str, Any]


def named(kind: str, names: Iterable[str]) -> list[Any]:
    """One test parameter a name; those listed as gaps are expected to fail."""
    rows = []
    for name in names:
        known_as = f"{kind}:{name}"
        gap = GAPS.get(known_as)
        marks = [pytest.mark.xfail(reason=gap, strict=True)] if gap else []
        rows.append(pytest.param(name, id=known_as, marks=marks))
    return rows


def with_field(field: str) -> list[Any]:
    return named(field, [name for name, (_, claim) in CLAIMS.items() if field in claim])


def plain(text: str) -> str:
    return " ".join(text.replace("’", "'").split()).casefold()


def tollbook(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tollbook", *arguments],
        cwd=REPOSITORY,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        timeout=TIME_LIMIT_SECONDS,
        check=False,
    )


@dataclass(frozen=True)
class Booked:
    """The ``--json`` document of the example, and how to find things in it."""

    document: Record
    book: Path

    def report(self, file: str) -> Record:
        data = (PAGES / file).read_bytes()
        if file.endswith(".gz"):
            data = gzip.decompress(data)
        wanted = report_id(hashlib.sha256(data).hexdigest())
        (found,) = [r for r in self.document["reports"] if r["id"] == wanted]
        return found

    def places_of(self, file: str, words: str) -> list[tuple[int, int]]:
        """Where words stand in a report's text, however its lines are broken."""
        pattern = r"\s+".join(re.escape(word) for word in words.split())
        found = [hit.span() for hit in re.finditer(pattern, self.report(file)["text"])]
        assert found, f"{words!r} is not in the text of {file}"
        return found

    def claims_at(self, file: str, words: str) -> list[Record]:
        """Claims of a report whose evidence, first or repeated, overlaps the words."""
        places = self.places_of(file, words)
        report = self.report(file)["id"]
        return [
            claim
            for claim in self.document["claims"]
            if claim["report"] == report
            and any(
                at["start"] < end and start < at["end"]
                for at in [claim, *claim["repeats"]]
                for start, end in places
            )
        ]

    def claim(self, name: str) -> Record | None:
        """The claim that a recorder's claim stands for: same words, harm and bounds."""
        report, wanted = CLAIMS[name]
        for claim in self.claims_at(report["file"], wanted["words"]):
            bounds = [claim["count"][bound] for bound in ("low", "best", "high")]
            if claim["harm"] == wanted["harm"] and bounds == bounds_of(wanted):
                return claim
        return None

    def sure_claim(self, name: str) -> Record:
        claim = self.claim(name)
        if claim is None:
            pytest.skip(f"claim:{name} is not booked")
        return claim

    def incident(self, name: str) -> Record:
        """The incident that most of the recorder's claims are in."""
        wanted = next(i for i in EXPECTED["incidents"] if i["id"] == name)
        ids = {claim["id"] for claim in map(self.claim, wanted["claims"]) if claim}
        found = max(self.document["incidents"], key=lambda i: len(ids & set(i["claims"])))
        assert ids & set(found["claims"]), "none of its claims is in an incident"
        return found


def lies_in(place: Record, town: str) -> bool:
    """Whether a place is the town, or a bridge or square in it (within 15 km, on flat ground)."""
    if place["lat"] is None or place["lon"] is None:
        return False
    lat, lon = EXPECTED["towns"][town]
    north_km = 111.2 * (place["lat"] - lat)
    east_km = 111.2 * math.cos(math.radians(lat)) * (place["lon"] - lon)
    return math.hypot(north_km, east_km) <= 15


def bounds_of(wanted: Record) -> list[int | None]:
    if wanted["harm"] == "attacked":
        return [None, None, None]
    return [wanted.get(bound) for bound in ("low", "best", "high")]


@pytest.fixture(scope="module")
def booked(tmp_path_factory: pytest.TempPathFactory) -> Booked:
    book = tmp_path_factory.mktemp("example") / "book"
    ended = tollbook("run", str(PAGES), "--book", str(book), "--json")
    assert ended.returncode == 0, ended.stderr
    return Booked(json.loads(ended.stdout), book)


def test_gaps_name_things_that_are_expected() -> None:
    kinds = {"speaker", "perpetrator", "where", "when", "area", "period", "stance"}
    names = {f"claim:{name}" for name in CLAIMS} | {f"statement:{name}" for name in STATEMENTS}
    names |= {f"{kind}:{n}" for n, (_, claim) in CLAIMS.items() for kind in kinds & set(claim)}
    for incident in EXPECTED["incidents"]:
        names |= {f"{kind}:{incident['id']}" for kind in ("incident", "toll", "blamed")}
    names |= {f"account:{row['claim']}" for row in EXPECTED["accounts"]}
    names |= {f"page:{report['file']}" for report in EXPECTED["reports"]}
    names |= {f"invented:{report['file']}" for report in EXPECTED["reports"]}
    assert set(GAPS) - names == set()


def test_every_page_is_read(booked: Booked) -> None:
    files = sorted(path.name for path in PAGES.iterdir())
    assert files == [report["file"] for report in EXPECTED["reports"]]
    assert len(booked.document["reports"]) == len(files)
    assert {report["language"] for report in booked.document["reports"]} == {"en"}


@pytest.mark.parametrize("file", named("page", [r["file"] for r in EXPECTED["reports"]]))
def test_a_page_has_its_date_source_and_original(booked: Booked, file: str) -> None:
    wanted = next(r for r in EXPECTED["reports"] if r["file"] == file)
    report = booked.report(file)
    if "published" in wanted:
        assert report["published"]["start"] == report["published"]["end"] == wanted["published"]
    if wanted.get("undated"):
        assert report["published"] is None
    if "source" in wanted:
        assert report["source"] == wanted["source"]
    original = booked.report(wanted["copies"])["id"] if "copies" in wanted else None
    assert report["copies_of"] == original
    furniture = ("cookie", "Subscribe", "Share", "Read next", "You may also like", "newsletter")
    assert [words for words in furniture if words in report["text"]] == []


@pytest.mark.parametrize("name", named("claim", CLAIMS))
def test_a_claim_is_booked(booked: Booked, name: str) -> None:
    report, wanted = CLAIMS[name]
    claim = booked.claim(name)
    if claim is None and wanted.get("optional"):
        pytest.skip("another careful recorder leaves it out, too")
    near = [
        (c["harm"], c["count"], c["quote"])
        for c in booked.claims_at(report["file"], wanted["words"])
    ]
    assert claim is not None, f"at these words there are: {near}"
    assert claim["scope"] == wanted["scope"]


@pytest.mark.parametrize("name", with_field("speaker"))
def test_a_claim_has_its_speaker(booked: Booked, name: str) -> None:
    said_by = booked.sure_claim(name)["said_by"]
    assert said_by[0]["kind"] == "report"
    assert plain(CLAIMS[name][1]["speaker"]) in plain(said_by[-1]["speaker"])


@pytest.mark.parametrize("name", with_field("stance"))
def test_a_claim_has_its_stance(booked: Booked, name: str) -> None:
    assert booked.sure_claim(name)["said_by"][-1]["stance"] == CLAIMS[name][1]["stance"]


@pytest.mark.parametrize("name", with_field("perpetrator"))
def test_a_claim_has_its_perpetrator(booked: Booked, name: str) -> None:
    named_ones = [plain(p["text"]) for p in booked.sure_claim(name)["perpetrators"]]
    assert any(plain(CLAIMS[name][1]["perpetrator"]) in text for text in named_ones), named_ones


@pytest.mark.parametrize("name", with_field("where"))
def test_a_claim_has_its_place(booked: Booked, name: str) -> None:
    places = booked.sure_claim(name)["places"]
    assert any(lies_in(place, CLAIMS[name][1]["where"]) for place in places), places


@pytest.mark.parametrize("name", with_field("when"))
def test_a_claim_has_its_days(booked: Booked, name: str) -> None:
    when = booked.sure_claim(name)["when"]
    assert when is not None
    assert [when["start"], when["end"]] == CLAIMS[name][1]["when"]


@pytest.mark.parametrize("name", with_field("area"))
def test_a_total_has_its_area(booked: Booked, name: str) -> None:
    assert booked.sure_claim(name)["area"] == CLAIMS[name][1]["area"]


@pytest.mark.parametrize("name", with_field("period"))
def test_a_total_has_its_period(booked: Booked, name: str) -> None:
    period = booked.sure_claim(name)["period"]
    assert period is not None
    assert [period["start"], period["end"]] == CLAIMS[name][1]["period"]


@pytest.mark.parametrize("name", named("statement", STATEMENTS))
def test_a_statement_is_kept(booked: Booked, name: str) -> None:
    report, wanted = STATEMENTS[name]
    places = booked.places_of(report["file"], wanted["words"])
    statements = booked.report(report["file"])["statements"]
    found = [
        s
        for s in statements
        if s["kind"] == wanted["kind"]
        and any(s["start"] < end and start < s["end"] for start, end in places)
    ]
    assert found, f"there are: {[(s['kind'], s['quote']) for s in statements]}"
    if "party" in wanted:
        parties = [plain(party) for s in found for party in (*s["parties"], *s["said_by"])]
        assert any(plain(wanted["party"]) in party for party in parties), parties


@pytest.mark.parametrize("file", named("invented", [r["file"] for r in EXPECTED["reports"]]))
def test_no_figure_is_made_up(booked: Booked, file: str) -> None:
    """Every number booked from a page, of two and more, is one that a recorder books from it.

    Copies are held to what is booked from their original.
    """
    wanted = next(r for r in EXPECTED["reports"] if r["file"] == file)
    told_by = [r for r in EXPECTED["reports"] if r["file"] in (file, wanted.get("copies"))]
    told = [(c["harm"], bounds_of(c)) for r in told_by for c in r.get("claims", [])]
    report = booked.report(file)
    extra = []
    for claim in booked.document["claims"]:
        if claim["report"] != report["id"] or claim["modality"] in ("hypothetical", "future"):
            continue
        bounds = [claim["count"][bound] for bound in ("low", "best", "high")]
        vague = claim["count"]["shape"] in ("vague", "plural", "some")
        says_number = not vague and any(bound is not None and bound > 1 for bound in bounds)
        denied = claim["said_by"][-1]["stance"] in ("denies", "retracts")
        if says_number and not denied and (claim["harm"], bounds) not in told:
            extra.append((claim["harm"], bounds, claim["quote"]))
    assert extra == []
    if wanted.get("no_harm"):
        assert [c["quote"] for c in booked.document["claims"] if c["report"] == report["id"]] == []
    for words in wanted.get("never", []):
        if words in report["text"]:
            told_here = booked.claims_at(file, words)
            assert [c["quote"] for c in told_here if c["modality"] in ("fact", "reported")] == []


INCIDENTS = {incident["id"]: incident for incident in EXPECTED["incidents"]}


@pytest.mark.parametrize("name", named("incident", INCIDENTS))
def test_claims_of_one_event_are_one_incident(booked: Booked, name: str) -> None:
    wanted, found = INCIDENTS[name], booked.incident(name)
    apart = [
        claim_name
        for claim_name in wanted["claims"]
        if (claim := booked.claim(claim_name)) and claim["id"] not in found["claims"]
    ]
    assert apart == []
    strangers = {
        claim["id"]
        for other in EXPECTED["incidents"]
        if other["id"] != name
        for claim in map(booked.claim, other["claims"])
        if claim
    }
    assert strangers & set(found["claims"]) == set()
    originals = {
        claim["report"] for claim in booked.document["claims"] if claim["id"] in found["claims"]
    } - {report["id"] for report in booked.document["reports"] if report["copies_of"]}
    assert len(originals) >= wanted["reports_at_least"]
    if "where" in wanted:
        assert any(lies_in(place, wanted["where"]) for place in found["places"])
    if "when" in wanted:
        assert [found["when"]["start"], found["when"]["end"]] == wanted["when"]


@pytest.mark.parametrize("name", named("toll", INCIDENTS))
def test_an_incident_has_its_tolls(booked: Booked, name: str) -> None:
    wanted, found = INCIDENTS[name], booked.incident(name)
    for harm in ("killed", "injured"):
        for bound, (least, most) in wanted.get(harm, {}).items():
            figure = found["tolls"][harm][bound]
            assert figure is not None, (harm, bound)
            assert least <= figure <= most, (harm, bound)
    if "open_above" in wanted:
        assert found["tolls"]["killed"]["open_above"] is wanted["open_above"]


@pytest.mark.parametrize("name", named("blamed", INCIDENTS))
def test_an_incident_names_who_is_said_to_have_done_it(booked: Booked, name: str) -> None:
    wanted, found = INCIDENTS[name], booked.incident(name)
    named_ones = [plain(actor["text"]) for actor in found["perpetrators"]]
    for words in wanted.get("perpetrators", []):
        assert any(plain(words) in text for text in named_ones), named_ones
    if "contested" in wanted:
        assert found["contested"] is wanted["contested"]


def test_copies_count_once(booked: Booked) -> None:
    killed = booked.incident("nasiriyah")["tolls"]["killed"]
    assert killed["articles"] > killed["lineages"]


def test_a_withdrawn_figure_moves_nothing(booked: Booked) -> None:
    withdrawn = booked.sure_claim("correction-withdrawn")
    for incident in booked.document["incidents"]:
        for toll in incident["tolls"].values():
            assert withdrawn["id"] not in [f["claim"] for f in toll["figures"] if f["used"]]


def test_a_total_joins_no_incident(booked: Booked) -> None:
    inside = {claim for incident in booked.document["incidents"] for claim in incident["claims"]}
    totals = [
        c["quote"]
        for c in booked.document["claims"]
        if c["scope"] == "cumulative" and c["id"] in inside
    ]
    assert totals == []


@pytest.mark.parametrize("name", named("account", [row["claim"] for row in EXPECTED["accounts"]]))
def test_a_total_is_held_against_the_incidents(booked: Booked, name: str) -> None:
    (wanted,) = [row for row in EXPECTED["accounts"] if row["claim"] == name]
    claim = booked.sure_claim(name)
    accounts = [a for a in booked.document["accounts"] if a["claim"] == claim["id"]]
    assert len(accounts) == 1
    assert accounts[0]["verdict"] in wanted["verdicts"], accounts[0]["arithmetic"]
    assert accounts[0]["arithmetic"]


def test_a_second_run_changes_nothing(booked: Booked) -> None:
    again = tollbook("run", str(PAGES), "--book", str(booked.book), "--json")
    assert again.returncode == 0, again.stderr
    assert json.loads(again.stdout) == booked.document


def test_the_table_of_ucdps_columns_adds_up_to_the_incidents(booked: Booked) -> None:
    with Book.open(booked.book) as book:
        view = book.view_by("ucdp-like")
    made = export_ged(view)
    told = {i.id: t for i in view.incidents if (t := i.toll("killed")) and (t.max or t.min)}
    rows = [*made.rows, *made.unlocated]
    assert {row.told.parent for row in rows} == set(told)
    for parent, toll in told.items():
        mine = [row.ged for row in rows if row.told.parent == parent]
        assert sum(row.best or 0 for row in mine) == toll.best
        assert sum(row.low or 0 for row in mine) == toll.min
    assert [order_faults(row.ged) for row in rows if order_faults(row.ged)] == []
    assert all(row.told.reasons for row in made.unlocated)
    read = read_ged_table(made.files()["ged.csv"], "ged.csv")
    assert [row for _, row in read.rows] == [row.ged for row in made.rows]
    assert made.rows  # "the security forces" are an actor that can be named
