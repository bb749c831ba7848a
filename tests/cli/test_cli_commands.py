"""Every command but run: its output, its help, its refusals."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import jsonschema
import pytest

import tollbook as library
from fake_rooms import FakeAtlas
from tollbook import intake, resolve
from tollbook.cli.commands import cli
from tollbook.record import Claim


def claims_of(book: str = "book") -> list[Claim]:
    with library.open(book) as opened:
        return opened.claims()


def incident_of(claim: Claim, book: str = "book") -> str:
    with library.open(book) as opened:
        return next(i.id for i in opened.incidents() if claim.id in i.claims)


# help


def test_help_lists_the_commands(tollbook) -> None:
    result = tollbook("--help")
    assert result.exit_code == 0
    for name in ("run", "list", "show", "why", "decide", "info", "doctor", "schema"):
        assert f"  {name}" in result.stdout
    assert "Exit codes" in result.stdout


@pytest.mark.parametrize("name", list(cli.places))
def test_every_command_has_help_with_an_example_and_every_option_has_help(tollbook, name) -> None:
    result = tollbook(name, "--help")
    assert result.exit_code == 0
    assert "Example" in result.stdout
    command = cli.get_command(None, name)
    assert command.help
    assert cli.places[name].help == " ".join(command.help.split("\n\n")[0].split())
    for option in command.params:
        if option.param_type_name == "option":
            assert option.help, option.name


def test_every_command_that_looks_at_a_book_takes_book() -> None:
    for name in ("run", "list", "show", "why", "decide", "info", "doctor"):
        options = {option.name for option in cli.get_command(None, name).params}
        assert "book" in options


def test_version(tollbook) -> None:
    assert tollbook("--version").stdout == f"tollbook {library.__version__}\n"


def test_an_unknown_command_names_the_nearest(tollbook) -> None:
    result = tollbook("lsit")
    assert result.exit_code == 2
    assert "Did you mean 'tollbook list'?" in result.stderr
    assert json.loads(tollbook("lsit", "--json").stdout)["error"]["next"] == "tollbook --help"


@pytest.mark.parametrize(("word", "meant"), [("trace", "why"), ("publish", "release")])
def test_a_word_for_another_command_names_what_is_meant(tollbook, word: str, meant: str) -> None:
    assert f"Did you mean 'tollbook {meant}'?" in tollbook(word).stderr


def test_no_command_is_named_that_is_unlike(tollbook) -> None:
    assert "Did you mean" not in tollbook("reduce").stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_json_that_cannot_be_written_ends_with_words(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tollbook", "list", "claims", "--json", "--book", "nobook"]
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, text=True, cwd=tmp_path, check=False
        )
    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr
    assert "there is no such folder" in ended.stderr


def test_an_unknown_option_is_a_usage_error(tollbook) -> None:
    result = tollbook("list", "claims", "--hram", "killed")
    assert result.exit_code == 2
    assert "--harm" in result.stderr


# list


def test_list_as_table_json_and_csv(filled) -> None:
    table = filled("list", "incidents")
    assert table.exit_code == 0
    assert "Nasiriyah, Iraq" in table.stdout
    documents = json.loads(filled("list", "incidents", "--json").stdout)
    rows = list(csv.DictReader(io.StringIO(filled("list", "incidents", "--csv").stdout)))
    assert {d["id"] for d in documents} == {row["id"] for row in rows}
    assert sorted(row["best"] for row in rows) == ["3", "5"]
    assert filled("list", "incidents", "--table").stdout == table.stdout


@pytest.mark.parametrize("kind", ["claims", "incidents", "reports", "accounts", "decisions"])
@pytest.mark.parametrize("form", ["--table", "--json", "--csv"])
def test_every_list_in_every_form(filled, kind: str, form: str) -> None:
    result = filled("list", kind, form)
    assert result.exit_code == 0
    assert result.stdout


def test_list_filters(filled) -> None:
    assert json.loads(filled("list", "claims", "--harm", "injured", "--json").stdout) == []
    assert len(json.loads(filled("list", "claims", "--harm", "killed", "--json").stdout)) == 2
    assert len(json.loads(filled("list", "reports", "--source", "WIRE", "--json").stdout)) == 2
    assert filled("list", "reports", "--source", "nobody").stdout == "No reports here.\n"


def test_list_set_aside(filled, pages: Path) -> None:
    assert filled("list", "set-aside").stdout == "No set-aside here.\n"


def test_ids_are_whole_in_a_narrow_table(filled, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    table = filled("list", "claims").stdout
    for claim in claims_of():
        assert claim.id in table
    assert max(len(line) for line in table.splitlines()) <= 60


# show, why


def test_show_a_record(filled) -> None:
    claim = claims_of()[0]
    result = filled("show", claim.id)
    assert result.exit_code == 0
    assert f"id: {claim.id}" in result.stdout
    assert "best: 3" in result.stdout
    assert "when:" in result.stdout
    assert "period: not known" in result.stdout
    assert "means: none" in result.stdout
    assert json.loads(filled("show", claim.id, "--json").stdout)["id"] == claim.id


@pytest.mark.parametrize("kind", ["reports", "incidents"])
def test_show_other_kinds(filled, kind: str) -> None:
    record = json.loads(filled("list", kind, "--json").stdout)[0]
    assert json.loads(filled("show", record["id"], "--json").stdout) == record


def test_why_explains_a_claim(filled) -> None:
    claim = claims_of()[0]
    result = filled("why", claim.id)
    assert result.exit_code == 0
    assert "«3 people were killed in Nasiriyah»" in result.stdout
    assert claim.report in result.stdout
    assert "rule fake, by fake 1" in result.stdout
    assert "Nasiriyah, Iraq" in result.stdout
    assert incident_of(claim) in result.stdout


def test_why_explains_an_incident_by_the_beginning_of_its_id(filled) -> None:
    claim = claims_of()[0]
    incident = incident_of(claim)
    result = filled("why", incident[:12])
    assert result.exit_code == 0
    assert result.stdout.startswith(incident)
    assert claim.id in result.stdout
    as_json = json.loads(filled("why", incident, "--json").stdout)
    assert as_json["kind"] == "incident"


def test_why_of_two_claims_gives_every_piece_of_evidence_with_its_points(filled) -> None:
    one, other = claims_of()[0], claims_of()[-1]
    result = filled("why", one.id, other.id)
    assert result.exit_code == 0
    assert f"{one.id} and {other.id}" in result.stdout
    assert "before anything is known" in result.stdout
    made = json.loads(filled("why", one.id, other.id, "--json").stdout)
    assert made["kind"] == "pair"
    heading = made["sections"][1]["heading"]
    points = [p["words"] for p in made["sections"][1]["points"] if p["words"][:1] in "+-"]
    total = round(sum(float(words.split()[0]) for words in points), 2)
    assert "forbidden" in heading or f"{total:+.2f} points" in heading


def test_why_of_two_incidents_and_what_cannot_be_compared(filled) -> None:
    incidents = json.loads(filled("list", "incidents", "--json").stdout)
    one = incidents[0]["id"]
    twice = filled("why", one, one[:12])
    assert twice.exit_code == 2
    assert "the two ids are of one record" in twice.stderr
    refused = filled("why", one, claims_of()[0].report)
    assert refused.exit_code == 2
    assert "two claims or incidents" in refused.stderr


def test_why_of_a_report_says_what_to_do(filled) -> None:
    report = claims_of()[0].report
    result = filled("why", report)
    assert result.exit_code == 2
    assert f"tollbook show {report}" in result.stderr


@pytest.mark.parametrize("command", ["show", "why"])
def test_an_unknown_id_names_close_ones(filled, command: str) -> None:
    claim = claims_of()[0]
    typo = claim.id[:-1] + ("0" if claim.id[-1] != "0" else "1")
    result = filled(command, typo)
    assert result.exit_code == 2
    assert claim.id in result.stderr
    error = json.loads(filled(command, typo, "--json").stdout)["error"]
    assert error["value"] == typo
    assert claim.id in error["next"]


def test_an_id_that_several_begin_with(filled) -> None:
    result = filled("show", "clm_")
    assert result.exit_code == 2
    assert "several records" in result.stderr


def test_no_book_is_an_error_with_a_way_on(tollbook) -> None:
    for command in (["list", "claims"], ["show", "x"], ["why", "x"], ["info"]):
        result = tollbook(*command)
        assert result.exit_code == 2
        assert "tollbook run" in result.stderr


# decide


def test_a_rejected_claim_changes_the_figures_and_undo_brings_them_back(filled) -> None:
    claim = next(c for c in claims_of() if c.count.best == 3)
    incident = incident_of(claim)
    rejected = filled("decide", "reject", claim.id, "--reason", "a rumour", "--by", "A. Recorder")
    assert rejected.exit_code == 0
    assert "by A. Recorder" in rejected.stdout
    assert f"{incident}  killed: 3 (1 report, 1 independent source proven) ->" in rejected.stdout
    with library.open("book") as opened:
        assert claim.id not in {c for i in opened.incidents() for c in i.claims if i.tolls}
        (decision,) = opened.decisions()
    assert "reject by A. Recorder" in filled("why", claim.id).stdout
    undone = filled("decide", "undo", decision.id, "--reason", "it was none", "--by", "B. Editor")
    assert undone.exit_code == 0
    assert "-> 3 (1 report" in undone.stdout
    with library.open("book") as opened:
        assert sorted(i.toll("killed").best for i in opened.incidents()) == [3, 5]
        assert incident in {i.id for i in opened.incidents()}
        assert len(opened.decisions()) == 2
        assert opened.ledger.check_chain() is None


def test_a_decision_survives_a_run(filled, pages: Path, reader) -> None:
    claim = next(c for c in claims_of() if c.count.best == 3)
    filled("decide", "reject", claim.id, "--reason", "a rumour")
    reader.version = "2"
    filled("run", pages)
    with library.open("book") as opened:
        assert [t.best for i in opened.incidents() for t in i.tolls] == [5]


def test_a_note_changes_no_figure(filled) -> None:
    claim = claims_of()[0]
    result = filled("decide", "note", claim.id, "--reason", "asked the hospital")
    assert result.exit_code == 0
    assert "No figure changes." in result.stdout


def test_decide_as_json(filled) -> None:
    claim = claims_of()[0]
    result = filled("decide", "reject", claim.id, "--reason", "no", "--json", "--by", "A")
    document = json.loads(result.stdout)
    assert document["decision"]["subject"] == claim.id
    assert document["decision"]["anchor"]["quote"] == claim.evidence.quote
    assert document["changes"][0]["before"]["best"] == claim.count.best


def test_who_decides_comes_from_the_environment(filled, monkeypatch) -> None:
    claim = claims_of()[0]
    monkeypatch.setenv("TOLLBOOK_BY", "C. Archive")
    assert "by C. Archive" in filled("decide", "accept", claim.id).stdout
    monkeypatch.delenv("TOLLBOOK_BY")
    monkeypatch.setenv("LOGNAME", "dora")
    assert "by dora" in filled("decide", "accept", claims_of()[1].id).stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("reject", "CLAIM"),
        ("note", "CLAIM"),
        ("reject", "INCIDENT", "--reason", "x"),
        ("undo", "CLAIM", "--reason", "x"),
        ("reject", "clm_nothing", "--reason", "x"),
        ("forget", "CLAIM"),
    ],
)
def test_decisions_that_are_refused(filled, arguments: tuple[str, ...]) -> None:
    claim = claims_of()[0]
    named = {"CLAIM": claim.id, "INCIDENT": incident_of(claim)}
    result = filled("decide", *(named.get(a, a) for a in arguments))
    assert result.exit_code == 2
    assert result.stderr
    with library.open("book") as opened:
        assert opened.decisions() == []


# info, schema, doctor


def test_info_counts(filled) -> None:
    result = filled("info")
    assert result.exit_code == 0
    lines = dict(line.split("  ", 1) for line in result.stdout.splitlines())
    assert {k: lines[k].strip() for k in ("captures", "claims", "incidents", "reader")} == {
        "captures": "2",
        "claims": "2",
        "incidents": "2",
        "reader": "fake 1",
    }
    assert json.loads(filled("info", "--json").stdout)["published"] == "5-9 Oct 2019"


def test_schema_is_a_schema(tollbook) -> None:
    schema = json.loads(tollbook("schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"] == "urn:tollbook:schema:book:1"


@pytest.fixture
def quick_doctor(monkeypatch) -> None:
    """The doctor without loading the model, which has a test of its own."""
    from tollbook.cli import checkup  # noqa: PLC0415

    fine = checkup.Finding("part", "ok", "there")
    monkeypatch.setattr(checkup, "_model", lambda settings: fine)


@pytest.mark.usefixtures("quick_doctor")
def test_doctor_of_a_sound_book(filled) -> None:
    result = filled("doctor")
    assert result.exit_code == 0, result.output
    assert "All is well." in result.stdout
    assert "captures unchanged" in result.stdout
    assert json.loads(filled("doctor", "--json").stdout)["ok"] is True


@pytest.mark.usefixtures("quick_doctor")
def test_doctor_finds_a_changed_capture(filled) -> None:
    capture = next(p for p in Path("book/captures").rglob("*") if p.is_file())
    capture.chmod(0o644)
    capture.write_bytes(b"other bytes")
    result = filled("doctor")
    assert result.exit_code == 3
    assert "1 thing is wrong." in result.stdout
    assert "next:" in result.stdout


@pytest.mark.usefixtures("quick_doctor")
@pytest.mark.parametrize(
    ("part", "said"),
    [
        (None, ()),
        ("reader", ("2 reports were read by another version",)),
        ("atlas", ("2 reports were given places and names by another version",)),
        ("extractor", ("2 reports were taken from their pages by another version",)),
    ],
)
def test_doctor_tells_what_older_versions_read(
    filled, reader, monkeypatch, part: str | None, said: tuple[str, ...]
) -> None:
    if part == "reader":
        reader.version = "2"
    elif part == "atlas":
        later = SimpleNamespace(open=lambda **_: FakeAtlas("fake places 2"))
        monkeypatch.setattr(resolve, "Atlas", later)
    elif part == "extractor":
        monkeypatch.setattr(intake, "EXTRACTOR", "another 9")
    result = filled("doctor")
    assert result.exit_code == 0, result.output
    notes = [line for line in result.stdout.splitlines() if line.startswith("note")]
    assert len(notes) == len(said)
    assert all(words in note for words, note in zip(said, notes, strict=True))
    assert result.stdout.count("next: tollbook run --book book") == len(said)
    filled("run")
    assert "another version" not in filled("doctor").stdout


@pytest.mark.usefixtures("quick_doctor")
def test_doctor_without_a_book(tollbook) -> None:
    assert tollbook("doctor").exit_code == 0
    assert tollbook("doctor", "--book", "nowhere").exit_code == 3


@pytest.mark.usefixtures("reader")
def test_doctor_finds_a_missing_model(folder: Path) -> None:
    from tollbook.cli.checkup import _model  # noqa: PLC0415
    from tollbook.settings import Settings  # noqa: PLC0415

    found = _model(Settings(model="no_such_model"))
    assert found.state == "wrong"
    assert found.next == "pip install no-such-model"


def test_doctor_finds_settings_that_cannot_be_used(filled) -> None:
    Path("book/tollbook.toml").write_text("policy = 'guesswork'\n")
    from tollbook.cli.checkup import _policy  # noqa: PLC0415
    from tollbook.settings import Settings  # noqa: PLC0415

    assert _policy(Settings(policy="guesswork"), Path("book")).state == "wrong"


def test_list_orphans(filled, reader) -> None:
    claim = claims_of()[0]
    filled("decide", "reject", claim.id, "--reason", "a rumour")
    assert filled("list", "orphans").stdout == "No orphans here.\n"
    reader.version, reader.harm = "2", "injured"
    assert filled("run").exit_code == 0
    (orphan,) = json.loads(filled("list", "orphans", "--json").stdout)
    assert (orphan["decision"]["subject"], orphan["subject"]) == (claim.id, None)
    assert "a rumour" in filled("list", "orphans").stdout
    assert "list orphans" in filled("doctor").stdout


def ids_of(result) -> list[str]:
    assert result.exit_code == 0, result.output
    return [document["id"] for document in json.loads(result.stdout)]


@pytest.mark.parametrize(
    ("chosen", "places"),
    [
        (["--place", "AMARA"], {"Amara"}),
        (["--place", "nowhere"], set()),
        (["--scope", "incident"], {"Amara", "Nasiriyah"}),
        (["--scope", "cumulative"], set()),
        (["--since", "2019-10-06"], {"Amara"}),
        (["--until", "2019-10-05"], {"Nasiriyah"}),
        (["--since", "2019-10-05", "--until", "2019-10-09"], {"Amara", "Nasiriyah"}),
        (["--since", "2019-10-10"], set()),
        (["--limit", "1", "--since", "2019-10-06", "--harm", "killed"], {"Amara"}),
        (["--source", "wire", "--place", "nasi"], {"Nasiriyah"}),
    ],
)
def test_every_list_chooses_alike(filled, chosen: list[str], places: set[str]) -> None:
    claims = json.loads(filled("list", "claims", *chosen, "--json").stdout)
    assert {place["name"] for claim in claims for place in claim["places"]} == places
    incidents = json.loads(filled("list", "incidents", *chosen, "--json").stdout)
    assert {place["name"] for i in incidents for place in i["places"]} == places
    assert {claim["incident"] for claim in claims} == {i["id"] for i in incidents}
    reports = ids_of(filled("list", "reports", *chosen, "--json"))
    assert set(reports) == {claim["report"] for claim in claims}


def test_list_no_more_than_so_many(filled) -> None:
    for kind in ("claims", "incidents", "reports"):
        both = ids_of(filled("list", kind, "--json"))
        assert ids_of(filled("list", kind, "--limit", "1", "--json")) == both[:1]
    assert filled("list", "claims", "--limit", "0").exit_code == 2
    wrong = filled("list", "claims", "--since", "soon")
    assert wrong.exit_code == 2
    assert "'soon' is no day; write it as 2019-10-05" in wrong.output


def test_as_of_a_decision_or_a_day(filled) -> None:
    claim = claims_of()[0]
    incident = incident_of(claim)
    filled("decide", "reject", claim.id, "--reason", "a rumour")
    assert incident not in filled("list", "incidents").stdout
    assert incident in filled("list", "incidents", "--as-of", "0").stdout
    assert "Nasiriyah" in filled("show", incident, "--as-of", "0").stdout
    assert "3" in filled("why", incident, "--as-of", "0").stdout
    assert filled("show", incident, "--as-of", "1").exit_code == 2
    assert filled("list", "reports", "--as-of", "2001-01-01").stdout == "No reports here.\n"
    assert len(ids_of(filled("list", "claims", "--as-of", "2999-01-01", "--json"))) == 2
    for wrong, words in (("soon", "neither the number of a decision"), ("9", "no decision with")):
        result = filled("list", "claims", "--as-of", wrong)
        assert result.exit_code == 2
        assert words in result.stderr
