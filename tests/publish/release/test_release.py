"""A release: whole or not there, the same bytes again, checked anywhere, held against the last."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from canary_book import Canary, containing, words
from frictionless import Package

from tollbook.book import Book
from tollbook.cli.commands import cli
from tollbook.errors import CheckFailed, UsageError
from tollbook.ledger import Ledger
from tollbook.publish.release import make, written
from tollbook.publish.release.check import check_release
from tollbook.publish.release.codebook import columns_of
from tollbook.publish.release.make import Made, release
from tollbook.publish.release.profile import Gates, Profile, load_profile
from tollbook.publish.release.rows import TABLES
from tollbook.record import Incident
from tollbook.record.ids import record_id


def as_put(ledger: Ledger) -> list[Incident]:
    """The canary's incidents in the order it put them: the book gives them by day and id."""
    of = {
        (i.tolls[0].min, i.places[0].id.startswith("dec:")): i
        for i in ledger.incidents()
        if i.tolls
    }
    return [of[5, False], of[3, False], of[1, False], of[2, False], of[1, True]]


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("book") / "book"
    Canary(folder)
    with Book.open(folder) as book:
        release(book, "first", Profile(), containing=containing)
    return folder


@pytest.fixture
def folder(once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(once, tmp_path / "book"))


def made(folder: Path, name: str, profile: Profile | None = None) -> Made:
    with Book.open(folder) as book:
        return release(book, name, profile or Profile(), containing=containing)


def first(folder: Path) -> Path:
    return folder / "out" / "releases" / "first"


def lines(there: Path, table: str) -> list[dict[str, str]]:
    text = (there / "tables" / f"{table}.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_the_same_book_gives_the_same_bytes(folder: Path) -> None:
    there = first(folder)
    before = contents(there)
    shutil.rmtree(there)
    again = made(folder, "first")
    assert contents(there) == before
    assert again.before is None


def test_it_is_never_changed(folder: Path) -> None:
    with pytest.raises(UsageError, match="releases are never changed"):
        made(folder, "first")
    assert all(not p.stat().st_mode & 0o222 for p in first(folder).rglob("*") if p.is_file())


@pytest.mark.parametrize("name", ["", "../x", "a/b", ".hidden", "x" * 80, "a b"])
def test_names_that_are_none(folder: Path, name: str) -> None:
    with pytest.raises(UsageError, match="is named with"):
        made(folder, name)


def test_the_data_package_is_valid(folder: Path) -> None:
    report = Package(str(first(folder) / "datapackage.json")).validate()
    assert report.flatten(["type", "message"]) == []
    assert len(Package(str(first(folder) / "datapackage.json")).resources) == len(TABLES)


def test_every_column_is_explained() -> None:
    for table in TABLES:
        for column in columns_of(table):
            assert column.description.endswith((".", "]")), (table, column.name)


def test_every_page_says_what_it_is(folder: Path) -> None:
    there = first(folder)
    for name in ("README.md", "codebook.md", "policy.md", "method.md", "CITATION.cff"):
        text = (there / name).read_text("utf-8")
        assert "computed by tollbook after" in text.lower(), name
        assert "not " in text
    about = json.loads((there / "release.json").read_text("utf-8"))
    assert about["date"] == "2024-05-03"
    assert about["notice"].startswith("documented deaths: a floor")


def test_a_gate_that_does_not_hold_leaves_nothing(folder: Path) -> None:
    with pytest.raises(CheckFailed, match="nothing was released") as told:
        made(folder, "second", Profile(gates=Gates(least_incidents=99)))
    assert "least: 5 incidents, at least 99 wanted" in str(told.value)
    assert told.value.exit_code == 3
    assert [p.name for p in (folder / "out" / "releases").iterdir()] == ["first"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("by Yusuf Qixwithheld", "a withheld name"),
        ("QIXWITHHELD, Yusuf", "a private name"),
        ("yusuf%20qixwithheld", "a withheld name"),
        ("Y. Qixwithheld", "a withheld name"),
        ("Yusuf&#32;Q\u00edxwithheld", "a withheld name"),
        ("#yusufqixwithheld", "a withheld name"),
        ("Qjxspelling", "a withheld name"),
        ("nadia qaxdead", "a private name"),
        ("Dana Qkxreviewer", "a private name"),
        ("clm_0123456789abcdef", "an id of a record"),
    ],
)
@pytest.mark.parametrize("file", ["tables/changes.csv", "method.md", "codebook.md"])
def test_a_name_in_any_byte_stops_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, text: str, kind: str, file: str
) -> None:
    whole: Callable[..., frozenset[str]] = written.write_release

    def leaky(part: Path, *given: object) -> frozenset[str]:
        ours = whole(part, *given)
        with (part / file).open("a", encoding="utf-8") as out:
            out.write(f'"{text}"\n')
        return ours

    monkeypatch.setattr(make, "write_release", leaky)
    with pytest.raises(CheckFailed) as told:
        made(folder, "second")
    assert kind in str(told.value)
    assert text not in str(told.value)
    assert [p.name for p in (folder / "out" / "releases").iterdir()] == ["first"]


@pytest.mark.parametrize("beside", [True, False])
def test_a_part_of_a_name_stops_it_beside_the_report_that_tells_the_name(
    folder: Path, monkeypatch: pytest.MonkeyPatch, beside: bool
) -> None:
    whole: Callable[..., frozenset[str]] = written.write_release
    with Book.open(folder) as book:
        killed, wounded, *_ = as_put(book.ledger)
        public = book.ledger.public_ids.given()
    page = f"site/incident/{public[killed.id if beside else wounded.id]}.html"

    def leaky(part: Path, *given: object) -> frozenset[str]:
        ours = whole(part, *given)
        with (part / page).open("a", encoding="utf-8") as out:
            out.write("<p>the house of Qixwithheld</p>")
        return ours

    monkeypatch.setattr(make, "write_release", leaky)
    if not beside:  # a family name alone may be anybody's
        made(folder, "second")
        return
    with pytest.raises(CheckFailed, match="no withheld or private name"):
        made(folder, "second")
    assert not (folder / "out" / "releases" / "second").exists()


def test_what_was_changed_is_found(folder: Path) -> None:
    there = first(folder)
    assert check_release(there) == []
    file = there / "tables" / "tolls.csv"
    file.chmod(0o644)
    file.write_bytes(file.read_bytes().replace(b",5,", b",4,"))
    (there / "more.txt").write_text("x")
    (there / "method.md").unlink()
    assert {(f.what, f.why) for f in check_release(there)} == {
        ("method.md", "the file is missing"),
        ("more.txt", "the file does not belong to the release"),
        ("tables/tolls.csv", "the file was changed"),
    }


@pytest.mark.parametrize(
    ("file", "old", "new", "why"),
    [
        ("tables/tolls.jsonl", '"best":5', '"best":50', "differs from the JSON lines"),
        ("tables/incidents.jsonl", '"grade":"weak"', '"grade":"firm"', "cannot be read"),
        ("release.json", '"min": 7', '"min": 70', "sums are not those"),
        ("release.json", '"incidents": 5', '"incidents": 6', "counts are not those"),
    ],
)
def test_tables_that_disagree_are_found_where_the_sums_were_made_anew(
    folder: Path, file: str, old: str, new: str, why: str
) -> None:
    there = first(folder)
    path = there / file
    path.chmod(0o644)
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    resummed(there)
    assert any(why in finding.why for finding in check_release(there))


def resummed(there: Path) -> None:
    """As if the release had been made so."""
    sums = there / "SHA256SUMS"
    sums.chmod(0o644)
    files = sorted(str(p.relative_to(there)) for p in there.rglob("*") if p.is_file())
    sums.write_bytes(make._sums(there, [f for f in files if f != "SHA256SUMS"]))


def test_a_release_of_another_tollbook_is_checked_by_its_files_and_followed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = first(folder)
    about = there / "release.json"
    about.chmod(0o644)
    text = about.read_text("utf-8").replace('"format": 1', '"format": 0')
    about.write_text(text, "utf-8")
    (there / "tables" / "decisions.jsonl").unlink()
    (there / "tables" / "redirects.jsonl").chmod(0o644)
    resummed(there)
    assert run("verify", there) == 0
    assert "only the files are checked" in capsys.readouterr().out
    assert made(folder, "second").before == "first"
    about.write_text("[]", "utf-8")
    resummed(there)
    assert [finding.what for finding in check_release(there)] == ["tables"]


def test_changes_and_permalinks(folder: Path) -> None:
    """An incident grows, one is merged into another, one goes, one comes."""
    with Book.open(folder) as book:
        ledger = book.ledger
        killed, wounded, held, raped, noted = as_put(ledger)
        public = ledger.public_ids.given()
        ledger.issue([], [(held.id, killed.id)])
        toll = replace(killed.tolls[0], max=9)
        grown = replace(killed, claims=(*killed.claims, *held.claims), tolls=(toll,))
        ledger.put_tally([grown, wounded, noted], ledger.accounts(), [], {}, policy="default")
    second = made(folder, "second")
    assert second.before == "first"
    there = Path(second.folder)
    rows = lines(there, "changes")
    told = {(row["what"], row["incident"], row["field"]): row for row in rows}
    grew = told["changed", public[killed.id], "killed"]
    assert (grew["before"], grew["after"]) == ("5", "5 to 9, best 5")
    assert told["merged", public[held.id], ""]["after"] == public[killed.id]
    assert told["removed", public[raped.id], ""]["after"] == ""
    assert len(told) == len(rows) == 3
    leads = lines(there, "redirects")
    assert {(row["old"], row["new"], row["since"]) for row in leads} == {
        (public[held.id], public[killed.id], "second"),
        (public[raped.id], None, "second"),
    }
    third = Path(made(folder, "third").folder)
    assert (third / "tables" / "redirects.jsonl").read_bytes() == (
        there / "tables" / "redirects.jsonl"
    ).read_bytes()
    assert "No incident was added, changed" in (third / "changes.md").read_text("utf-8")


def test_an_id_stays_from_release_to_release(folder: Path) -> None:
    def ids(name: str) -> list[str]:
        return [row["id"] for row in lines(folder / "out" / "releases" / name, "incidents")]

    made(folder, "second")
    assert ids("second") == ids("first")


def test_the_release_before_is_the_last_of_the_chain(folder: Path) -> None:
    assert made(folder, "b").before == "first"
    assert made(folder, "a").before == "b"
    shutil.copytree(first(folder), folder / "kept")
    there = first(folder)
    shutil.move(there, folder / "moved")
    shutil.move(folder / "moved", there)  # a younger folder, and no later release
    assert made(folder, "c").before == "a"
    with Book.open(folder) as book:
        told = release(book, "d", Profile(), containing=containing, previous=folder / "kept").before
    assert told == "first"


def test_a_release_before_that_was_changed_is_no_ground(folder: Path) -> None:
    file = first(folder) / "method.md"
    file.chmod(0o644)
    file.write_text("x")
    with pytest.raises(CheckFailed, match="the release before"):
        made(folder, "second")


def test_the_day_can_be_given(folder: Path) -> None:
    with Book.open(folder) as book:
        there = release(book, "dated", Profile(), containing=containing, on=date(2025, 1, 2))
    assert json.loads((Path(there.folder) / "release.json").read_text())["date"] == "2025-01-02"


def test_a_broken_quote_stops_it(folder: Path) -> None:
    with Book.open(folder) as book:
        view = book.unmasked()
        claim = view.claims[0]
        bad = replace(claim, evidence=words(view.report_by_id[claim.report], claim.evidence.quote))
        object.__setattr__(bad.evidence, "start", claim.evidence.start + 1)
        from tollbook.publish.release.gates import Facts, pass_gates  # noqa: PLC0415
        from tollbook.publish.release.outgoing import Outgoing  # noqa: PLC0415

        facts = Facts(
            view=replace(view, claims=(bad,)), out=Outgoing({}), profile=Profile(), tallied=False,
            unread=3, chain_breaks_at="dec_x", decisions_cut=2,
        )  # fmt: skip
        held = {gate.name: gate.holds for gate in pass_gates(facts)}
    assert held == {
        "chain": False, "figures_current": False, "all_read": False, "spans": False,
        "evidence": True, "order": True, "least": False,
    }  # fmt: skip


# --- profiles


def test_profiles_are_read(tmp_path: Path) -> None:
    assert load_profile(tmp_path) == Profile()
    (tmp_path / "profiles.toml").write_text(
        '[default]\ntitle = "T"\n'
        "[partners]\nnames_of_the_dead = true\n[partners.gates]\nunread = 3\n"
    )
    assert load_profile(tmp_path).title == "T"
    partners = load_profile(tmp_path, "partners")
    assert partners.names_of_the_dead
    assert partners.gates.unread == 3
    assert partners.name == "partners"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[default]\ncolour = 1\n", "names something unknown"),
        ("[default]\nquote_words = 0\n", "quote_words"),
        ("[default]\nquote = 'all'\n", "cannot be used"),
        ("[default]\nfinest_place = 'house'\n", "cannot be used"),
        ("title = 'x'\n", "stands outside any profile"),
        ("[default\n", "not valid TOML"),
        ("[other]\n", ""),
    ],
)
def test_profiles_that_cannot_be_used(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "profiles.toml").write_text(text)
    if not said:
        assert load_profile(tmp_path) == Profile()
        with pytest.raises(UsageError, match="no profile of this name"):
            load_profile(tmp_path, "partner")
        return
    with pytest.raises(UsageError, match=said):
        load_profile(tmp_path)


# --- the command line


def run(*args: object) -> int:
    with pytest.raises(SystemExit) as ended:
        cli.main([str(arg) for arg in args])
    return int(ended.value.code or 0)


def test_release_and_verify_by_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("release", "second", "--book", folder) == 0
    assert "Released second: 5 incidents" in capsys.readouterr().out
    there = folder / "out" / "releases" / "second"
    elsewhere = shutil.copytree(there, folder.parent / "elsewhere")
    assert run("verify", elsewhere) == 0
    assert "release second of 2024-05-03" in capsys.readouterr().out
    (elsewhere / "README.md").chmod(0o644)
    (elsewhere / "README.md").write_text("x")
    assert run("verify", elsewhere) == 3
    assert "README.md: the file was changed" in capsys.readouterr().out
    assert run("verify", folder.parent) == 2
    (folder / "hand").mkdir()
    (folder / "hand" / "profiles.toml").write_text("[default.gates]\nleast_reports = 99\n")
    assert run("release", "third", "--book", folder) == 3
    assert not (folder / "out" / "releases" / "third").exists()


def test_ids_of_records_are_not_public(once: Path) -> None:
    with Book.open(once) as book:
        given = book.ledger.public_ids.given()
    assert record_id("inc", "x")[:4] == "inc_"
    assert all(len(public) == 11 and "_" not in public for public in given.values())
