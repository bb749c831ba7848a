"""``tollbook run``: what it prints, its exit codes, what bad input does to it."""

from __future__ import annotations

import errno
import json
import os
import sqlite3
from pathlib import Path

import jsonschema
import pytest

from fake_rooms import page
from tollbook.ledger import Ledger
from tollbook.publish.schema import json_schema

ARABIC = (
    "قال مسؤولون إن ثلاثة متظاهرين قتلوا في مدينة الناصرية جنوبي العراق يوم الجمعة خلال "
    "احتجاجات واسعة، وأضافوا أن عشرات آخرين أصيبوا بجروح نقلوا على إثرها إلى المستشفى."
)


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_summary_and_the_next_command(tollbook, pages: Path) -> None:
    result = tollbook("run", pages)
    assert result.exit_code == 0
    text = flat(result.stdout)
    assert text.startswith("Read 2 reports into book (2 new, 0 already there).")
    assert "5 Oct 2019, Nasiriyah, Iraq" in text
    assert "9 Oct 2019, Amara, Iraq" in text
    assert "Next: tollbook why inc_" in text
    assert "\x1b" not in result.stdout


def test_run_again_changes_nothing(filled, pages: Path, reader) -> None:
    with Ledger.open(Path("book")) as ledger:
        before = ledger.derived_digest()
    asked = len(reader.asked)
    result = filled("run", pages)
    assert result.exit_code == 0
    assert "Nothing new: 2 documents already in book." in flat(result.stdout)
    with Ledger.open(Path("book")) as ledger:
        assert ledger.derived_digest() == before
    assert len(reader.asked) == asked


def test_one_more_page_is_the_only_one_read(filled, pages: Path, reader) -> None:
    (pages / "c.html").write_text(
        page("At night 2 people were killed in Amara.", title="Three shot", day="2019-12-01")
    )
    asked = len(reader.asked)
    result = filled("run", pages)
    assert "Read 1 report into book (1 new, 2 already there)." in flat(result.stdout)
    assert len(reader.asked) == asked + 1


def test_json_is_one_document_and_nothing_else(tollbook, pages: Path) -> None:
    result = tollbook("run", pages, "--json")
    assert result.exit_code == 0
    document = json.loads(result.stdout)
    jsonschema.Draft202012Validator(json_schema()).validate(document)
    assert [len(document[k]) for k in ("reports", "claims", "incidents")] == [2, 2, 2]
    assert "Next: tollbook why" in result.stderr
    again = tollbook("run", pages, "--json")
    assert json.loads(again.stdout) == document


def test_what_a_library_prints_stays_out_of_the_document(tollbook, pages: Path, reader) -> None:
    reader.on_read = lambda report: print("chatter")  # noqa: T201 - the point of the test
    result = tollbook("run", pages, "--json")
    assert json.loads(result.stdout)["claims"]
    assert "chatter" in result.stderr


def test_quiet_says_nothing(tollbook, pages: Path) -> None:
    result = tollbook("run", pages, "--quiet")
    assert (result.exit_code, result.output) == (0, "")


def test_the_book_goes_where_it_is_told(tollbook, pages: Path, monkeypatch) -> None:
    assert "--book iraq" in tollbook("run", pages, "--book", "iraq").stdout
    assert Path("iraq/book.db").exists()
    monkeypatch.setenv("TOLLBOOK_BOOK", "elsewhere")
    tollbook("run", pages)
    assert Path("elsewhere/book.db").exists()
    assert not Path("book").exists()


def test_no_path_brings_the_book_up_to_date(filled, reader) -> None:
    reader.version = "2"
    result = filled("run")
    assert result.exit_code == 0
    assert "Brought book up to date: 2 reports read." in flat(result.stdout)


# Set aside: exit code 1, the rest of the batch done.


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.html", b"", "it is empty"),
        ("binary.html", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(300), "binary.html"),
        ("program.html", b"\x7fELF\x02\x01\x01" + bytes(500), "program.html"),
        ("large.html", b"<p>" + b"and more words " * 9000, "larger"),
        ("wire.jsonl", b'{"text": "4 people were killed in Amara."}\nno JSON\n', "wire.jsonl:2"),
        (
            "arabic.html",
            page(ARABIC, title="ثلاثة قتلى في احتجاجات").replace('"en"', '"ar"').encode(),
            "no reader for Arabic yet",
        ),
    ],
)
def test_bad_files(tollbook, pages: Path, name: str, content: bytes, said: str) -> None:
    Path("book").mkdir()
    Path("book/tollbook.toml").write_text("max_bytes = 100000\n")
    (pages / name).write_bytes(content)
    result = tollbook("run", pages)
    assert result.exit_code == 1, result.output
    text = flat(result.stdout)
    # a long path is broken at the line's end, in the middle of a name
    assert "".join(said.split()) in "".join(text.split())
    assert "1 was set aside." in text
    assert "9 Oct 2019, Amara, Iraq" in text
    assert "5 Oct 2019, Nasiriyah, Iraq" in text
    documents = json.loads(tollbook("run", pages, "--json").stdout)
    (aside,) = documents["set_aside"]
    assert all(aside[key] for key in ("what", "why", "where", "next"))


@pytest.mark.parametrize(
    "content",
    [
        page("Today 4 people were killed in Amara.").replace(
            "<article>", "<div>" * 30_000 + "<article>"
        ),
        page("Today 4 people were killed in Amara.").replace("<p>", "<b>" * 5_000 + "<p>"),
    ],
    ids=["divs", "bolds"],
)
def test_deeply_nested_tags(tollbook, pages: Path, content: str) -> None:
    (pages / "deep.html").write_text(content)
    result = tollbook("run", pages)
    assert result.exit_code in (0, 1), result.output
    assert "9 Oct 2019, Amara, Iraq" in flat(result.stdout)
    assert "5 Oct 2019, Nasiriyah, Iraq" in flat(result.stdout)


def test_broken_utf8_and_a_wrong_declared_charset(tollbook, pages: Path) -> None:
    text = page("Today 4 people were killed in Amara, near the café of Ḥabbūbī — “the old one”.")
    (pages / "broken.html").write_bytes(text.encode().replace(b"street was", b"street \xffwas"))
    wrong = text.replace("utf-8", "windows-1256").replace("killed in Amara", "killed in Nasiriyah")
    (pages / "wrong.html").write_text(wrong)
    result = tollbook("run", pages, "--json")
    assert result.exit_code == 1
    document = json.loads(result.stdout)
    assert len(document["claims"]) == 4
    assert ["could not be read" in aside["why"] for aside in document["set_aside"]] == [True]
    wrong_report = next(r for r in document["reports"] if "killed in Nasiriyah, near" in r["text"])
    assert "Ḥabbūbī" in wrong_report["text"]


def test_a_missing_path_beside_a_good_one(tollbook, pages: Path) -> None:
    result = tollbook("run", pages, "nowhere.html")
    assert result.exit_code == 1
    assert "nowhere.html" in result.stdout


def test_a_page_without_harm_is_no_fault(tollbook, pages: Path) -> None:
    for old in pages.iterdir():
        old.unlink()
    (pages / "calm.html").write_text(page("The mayor opened a new bridge over the river today."))
    result = tollbook("run", pages)
    assert result.exit_code == 0
    assert "No incident is told of in these reports." in flat(result.stdout)


def test_a_reader_that_fails_on_one_page(tollbook, pages: Path, reader) -> None:
    def fail(report) -> None:
        if report.title == "Shots on the river bank":
            raise ValueError("out of words")

    reader.on_read = fail
    result = tollbook("run", pages)
    assert result.exit_code == 1
    text = flat(result.stdout)
    assert "ValueError: out of words" in text
    assert "5 Oct 2019, Nasiriyah, Iraq" in text


# What gave no report is told later, too, until it is read or gone.


def aside_in_book(tollbook) -> dict[str, str]:
    rows = json.loads(tollbook("list", "set-aside", "--json").stdout)
    return {row["where"]: row["why"] for row in rows}


MENU_ONLY = "<html><body><nav><a href='/'>Home</a></nav></body></html>"


@pytest.fixture
def with_two_unread(tollbook, pages: Path) -> None:
    (pages / "empty.html").write_text("")
    (pages / "menu.html").write_text(MENU_ONLY)
    assert tollbook("run", pages, "nowhere.html").exit_code == 1


@pytest.mark.usefixtures("with_two_unread")
def test_set_asides_of_files_are_kept(tollbook, pages: Path) -> None:
    kept = aside_in_book(tollbook)
    assert {Path(where).name for where in kept} == {"empty.html", "menu.html"}
    (pages.parent / "other.html").write_text(page("Today 4 people were killed in Amara."))
    assert tollbook("run", "other.html").exit_code == 0
    assert aside_in_book(tollbook) == kept
    assert tollbook("run", Path("pages") / "a.html").exit_code == 0
    assert tollbook("run").exit_code == 0
    assert aside_in_book(tollbook) == kept


@pytest.mark.usefixtures("with_two_unread")
@pytest.mark.parametrize("path", ["pages", "pages/empty.html", "./pages/../pages/empty.html"])
def test_a_file_read_later_is_set_aside_no_more(tollbook, pages: Path, path: str) -> None:
    (pages / "empty.html").write_text(page("Today 4 people were killed in Amara."))
    tollbook("run", path)
    assert {Path(where).name for where in aside_in_book(tollbook)} == {"menu.html"}


@pytest.mark.usefixtures("with_two_unread")
def test_a_file_that_is_gone_is_set_aside_no_more(tollbook, pages: Path) -> None:
    (pages / "empty.html").unlink()
    assert tollbook("run", "pages").exit_code == 1
    assert {Path(where).name for where in aside_in_book(tollbook)} == {"menu.html"}


def test_a_broken_line_is_kept_with_its_number(tollbook, pages: Path) -> None:
    wire = pages / "wire.jsonl"
    wire.write_text('{"text": "4 people were killed in Amara."}\nno JSON\n')
    tollbook("run", pages)
    assert [where.rpartition("/")[2] for where in aside_in_book(tollbook)] == ["wire.jsonl:2"]
    wire.write_text('{"text": "4 people were killed in Amara."}\n')
    tollbook("run", wire)
    assert aside_in_book(tollbook) == {}


# Could not start or go on: exit code 2.


def error_of(result) -> dict:
    error = json.loads(result.stdout)["error"]
    assert set(error) == {"message", "value", "where", "next"}
    return error


def test_no_readable_path(tollbook) -> None:
    result = tollbook("run", "nowhere")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "nowhere" in result.stderr
    assert not Path("book").exists()
    failed = tollbook("run", "nowhere", "--json")
    assert failed.exit_code == 2
    assert error_of(failed)["value"] == "nowhere"


def test_no_path_and_no_book(tollbook) -> None:
    result = tollbook("run")
    assert result.exit_code == 2
    assert "at least one path" in result.stderr
    assert error_of(tollbook("run", "--json"))["message"]


def test_a_newer_book(filled, pages: Path) -> None:
    connection = sqlite3.connect("book/book.db")
    with connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    result = filled("run", pages)
    assert result.exit_code == 2
    assert "later" in result.stderr or "newer" in result.stderr
    assert error_of(filled("run", pages, "--json"))["next"]


def test_settings_that_cannot_be_used(tollbook, pages: Path) -> None:
    Path("book").mkdir()
    Path("book/tollbook.toml").write_text("polcy = 'default'\n")
    result = tollbook("run", pages, "--json")
    assert result.exit_code == 2
    assert error_of(result)["value"] == "polcy"


@pytest.mark.parametrize("place", ["bytes", "book"])
def test_a_full_disk(tollbook, pages: Path, monkeypatch, place: str) -> None:
    tollbook("run", pages / "a.html")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "book")

    if place == "bytes":
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr(Ledger, "put_tally", full)
        monkeypatch.setattr(Ledger, "change_tally", full)
    result = tollbook("run", pages, "--json")
    assert result.exit_code == 2
    assert "room" in error_of(result)["message"]
    monkeypatch.undo()


def test_a_fault_of_our_own_ends_with_2_and_asks_for_a_report(
    tollbook, pages: Path, monkeypatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(Ledger, "put_tally", fail)
    result = tollbook("run", pages, "--json")
    assert result.exit_code == 2
    assert "ZeroDivisionError" in error_of(result)["message"]
    assert "Traceback" in result.stderr


def test_interrupted(tollbook, pages: Path, reader) -> None:
    def stop(report) -> None:
        if report.title == "Shots on the river bank":
            raise KeyboardInterrupt

    reader.on_read = stop
    result = tollbook("run", pages)
    assert result.exit_code == 130
    assert "1 report left to read. Run the same command again to go on." in flat(result.stdout)
    assert "5 Oct 2019, Nasiriyah, Iraq" in flat(result.stdout)
    reader.on_read = None
    assert tollbook("run", pages).exit_code == 0


# the charter


def test_a_charter_is_written_when_asked_for_and_never_overwritten(tollbook, pages, folder) -> None:
    assert tollbook("run", "--charter").exit_code == 0
    file = folder / "book" / "hand" / "charter.toml"
    assert "[territory]" in file.read_text()
    file.write_text("title = 'Nasiriyah, early October'\n[period]\nend = 2019-10-05\n")
    result = tollbook("run", "--charter", pages)
    assert result.exit_code == 0
    assert "is there already" in result.stderr
    assert "Nasiriyah, early October" in result.stdout
    assert "a floor, not an estimate" in result.stdout


def test_claims_outside_are_kept_and_marked_and_enter_no_figure(tollbook, pages, folder) -> None:
    tollbook("run", "--charter", "--quiet", pages)
    (folder / "book" / "hand" / "charter.toml").write_text("[period]\nend = 2019-10-05\n")
    document = json.loads(tollbook("run", "--json").stdout)
    marks = {claim["count"]["best"]: claim["set_aside"] for claim in document["claims"]}
    why = "outside the charter: period (2019-10-09, after 2019-10-05)"
    assert marks == {3: None, 5: why}
    assert len(document["incidents"]) == 1
    assert why in tollbook("list", "set-aside", "--csv").stdout
    outside = next(c["id"] for c in document["claims"] if c["set_aside"])
    assert "after 2019-10-05" in " ".join(tollbook("why", outside).stdout.split())
    assert "by 5 Oct 2019" in tollbook("info").stdout


def test_a_charter_that_does_not_fit_stops_the_run(tollbook, pages, folder) -> None:
    hand = folder / "book" / "hand"
    hand.mkdir(parents=True)
    (hand / "charter.toml").write_text("[territory]\ncountries = ['Iraq']\n")
    result = tollbook("run", pages)
    assert result.exit_code == 2
    assert "'Iraq' is no country code" in result.stderr
    assert not (folder / "book" / "book.db").exists()


def test_a_charter_that_cannot_be_written(tollbook, folder) -> None:
    (folder / "book").write_text("a file")
    result = tollbook("run", "--charter")
    assert result.exit_code == 2
