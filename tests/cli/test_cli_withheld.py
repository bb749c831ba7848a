"""A withheld name in no output of any command, in any spelling; redact and purge as commands."""

from __future__ import annotations

import json
import re
import shutil
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote

import pytest
from click.testing import CliRunner, Result

from fake_rooms import FakeAtlas, FakeReader, page
from tollbook import read, resolve
from tollbook.book import Book
from tollbook.cli import cli
from tollbook.cli.commands import _COMMANDS
from tollbook.publish.export import FORMATS
from tollbook.publish.ged import ged_csv
from tollbook.record import (
    Lexicon,
    Perpetrator,
    Reading,
    Report,
    SetAside,
    Speaker,
    Statement,
    VictimGroup,
)
from tollbook.record.ged import GedRow
from tollbook.record.ids import record_id

NAME = "Zuléika Quorn"
TELLING = re.compile(r"zuleika|quorn")


class NamingReader(FakeReader):
    """Puts the name into every field that can hold one."""

    def read(self, report: Report, lexicon: Lexicon) -> Reading:
        made = super().read(report, lexicon)
        start = report.text.find(NAME)
        span = report.span(start, start + len(NAME))
        claims = tuple(
            replace(
                claim,
                said_by=(
                    *claim.said_by,
                    Speaker(f"{NAME}'s uncle", "said", "relative", "asserts", "third_party", span),
                ),
                victims=(VictimGroup(f"{NAME} and others", names=(NAME,), span=span),),
                perpetrators=(Perpetrator("the Quorn clan", "alleged"),),
                target="QUORN'S house",
                means=("a Quorn gun",),
            )
            for claim in made.claims
        )
        return replace(
            made,
            claims=claims,
            statements=(
                Statement(
                    record_id("stm", report.id),
                    report.id,
                    "denial",
                    span,
                    ("report", f"the late {NAME}"),
                    claims[0].id if claims else None,
                    (f"Mr. {NAME.upper()}",),
                ),
            ),
            set_aside=(SetAside(f"of {NAME}", "Zuleika-Quorn again", report.id, "see Z. Quorn"),),
        )


def work_in(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Makes a folder the one that commands work in, with rooms that name."""
    patch.chdir(folder)
    patch.setattr(read, "load_reader", lambda *_: NamingReader())
    opened = SimpleNamespace(open=lambda **_: FakeAtlas())
    patch.setattr(resolve, "Atlas", opened, raising=False)
    patch.setenv("TOLLBOOK_BY", "Ada")
    patch.setenv("COLUMNS", "80")  # narrow: names are broken over lines


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with pages that tell the name, in text, title, address and file name."""
    work_in(tmp_path, monkeypatch)
    return write_pages(tmp_path)


def write_pages(folder: Path) -> Path:
    pages = folder / "pages"
    pages.mkdir()
    words = (
        f"It is known that 3 people were killed in Nasiriyah near the house of {NAME}. "
        "Quorn, 34, was a baker. Others call her Zule\u0301ika Quo\u0308rn. "
    )
    address = '<link rel="canonical" href="https://a.example/zul%C3%A9ika-quorn-shot"></head>'
    for file, number in (("zuleika-quorn.html", 3), ("b.html", 4)):
        text = page(
            words.replace("3 people", f"{number} people"),
            title=f"A long headline that goes on and on about {NAME} and what she said",
            day=f"2019-10-0{number}",
        )
        (pages / file).write_text(text.replace("</head>", address), "utf-8")
    (pages / "ZULEIKA_QUORN.html").write_bytes(b"\x00\x01 binary")
    (pages / "lines.jsonl").write_text(
        f'{{"text": "{NAME} {"x" * 40}", "url": 3}}\nno json {NAME}\n'
    )
    row = GedRow(
        source_headline=f"{NAME} is dead", where_coordinates="the Quorn house", best=4, low=4,
        high=4, side_a="Quorn's men", latitude=31.0, longitude=46.2, date_start=date(2019, 10, 4),
        source_article=f'"Post,2019-10-04,{NAME}"', date_end=date(2019, 10, 4), source_date=(NAME,),
    )  # fmt: skip
    (folder / "book" / "hand").mkdir(parents=True)
    rules = "".join(f'[[{form}]]\nevent = "E"\n' for form in ("acled", "plover"))
    (folder / "book" / "hand" / "types.toml").write_text(rules)
    (folder / "zuleika-quorn.csv").write_bytes(ged_csv([row]))
    return pages


def tollbook(*arguments: str, code: int = 0) -> Result:
    result = CliRunner().invoke(cli, list(arguments))
    assert result.exit_code == code, result.output
    return result


def spellings_in(output: bytes) -> list[str]:
    """What of the name stands in an output, however it is written or broken."""
    text = unquote(output.decode("utf-8", "replace"))
    text = text.encode().decode("unicode_escape", "replace") + text if "\\u" in text else text
    flat = "".join(
        c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c)
    )
    squeezed = re.sub(r"[^a-z0-9]+", "", flat)  # a table may have broken it over two lines
    return TELLING.findall(flat) + TELLING.findall(squeezed)


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of such pages with a book of them, and decisions that tell the name too; then the
    name is withheld."""
    folder = tmp_path_factory.mktemp("withheld")
    with pytest.MonkeyPatch.context() as patch:
        work_in(folder, patch)
        write_pages(folder)
        tollbook("run", "pages", "--quiet", code=1)
        with Book.open("book") as opened:
            first, second = opened.claims()[:2]
            incident = opened.incidents()[0].id
        tollbook("decide", "accept", first.id, "--by", f"{NAME} herself")
        tollbook("decide", "note", incident, "--reason", f"the hospital has {NAME}")
        tollbook("decide", "reject", second.id, "--reason", "Quorn denies it")
        assert spellings_in(tollbook("list", "reports", "--json").stdout_bytes)
        reason = f"{NAME} asked for it"
        tollbook("withhold", NAME, "--spelling", "Zuleika Quörn", "--reason", reason)
    return folder


@pytest.fixture
def book(made_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Book:
    """That book, in a copy of the folder to work in."""
    shutil.copytree(made_once, tmp_path, dirs_exist_ok=True)
    work_in(tmp_path, monkeypatch)
    return Book.open("book")


def commands_of(book: Book) -> dict[str, list[list[str]]]:
    """Every way to make tollbook print something of the book."""
    ids = [r.id for r in (*book.reports(), *book.claims(), *book.incidents(), *book.decisions())]
    ids += [r.id for r in (*book.statements(), *book.mentions())]
    kinds = ["claims", "incidents", "reports", "accounts", "set-aside", "decisions", "orphans"]
    some = book.decisions()[1].id
    return {
        "run": [
            ["run", "pages"],
            ["run", "pages", "--json"],
            ["run", "pages/nothing-of-zuleika-quorn"],
        ],
        "list": [["list", k, f] for k in kinds for f in ("--table", "--csv", "--json")]
        + [["list", k, "--json", "--as-of", "1"] for k in kinds]
        + [["list", "claims", "--limit", "1", "--json"]],
        "show": [["show", i, *j] for i in ids for j in ([], ["--json"])],
        "why": [["why", i, *j] for i in ids for j in ([], ["--json"])],
        "tally": [
            ["tally", *how, *j]
            for how in ([], ["--policy", "ibc-like"], ["--compare", "default,ibc-like"])
            for j in ([], ["--json"])
        ],
        "plot": [["plot", kind] for kind in ("balances", "timeline", "map", "sources")],
        "import": [
            ["import", "ged", "zuleika-quorn.csv", "--recorder", f"Friends of {NAME}"],
            ["import", "ged", "zuleika-quorn.csv", "--json"],
            ["import", "ged", "no-zuleika-quorn.csv"],
        ],
        "compare": [
            ["compare", "book", "zuleika-quorn.csv", *j] for j in ([], ["--json"], ["--limit", "0"])
        ]
        + [
            ["compare", f"book:Friends of {NAME}", "book"],
            ["compare", "book", "zuleika-quorn.nothing"],
            ["export", "ged", "--foreign", f"Friends of {NAME}", "--out", "exported/foreign"],
        ],
        "export": [["export", form, "--out", f"exported/{form}"] for form in FORMATS],
        "accounts": [["accounts", *j] for j in ([], ["--json"])],
        "queue": [["queue"], ["queue", "--json"], ["queue", "--ask", NAME]],
        "desk": [["desk", "--host", f"{NAME}.invalid", "--port", "1"]],  # its pages: tests/desk
        "decide": [
            ["decide", "note", book.claims()[0].id, "--reason", f"again {NAME}"],
            ["decide", "note", book.claims()[0].id, "--reason", f"again {NAME}", "--json"],
            ["decide", "note", NAME, "--reason", "no such record"],
            ["decide", "note", NAME, "--reason", "no such record", "--json"],
        ],
        "read": [["read", "--all"], ["read", "--all", "--json"]],
        "rebuild": [["rebuild"], ["rebuild", "--json"]],
        "log": [
            ["log", "show"],
            ["log", "show", "--json"],
            ["log", "export"],
            ["log", "import", "pages/zuleika-quorn.html"],
        ],
        "verify": [["verify"], ["verify", "--json"]],
        "backup": [["backup", "safe-zuleika-quorn"], ["backup", "safe-zuleika-quorn"]],
        "restore": [["restore", "safe-zuleika-quorn", "--book", "again-zuleika-quorn"]],
        "copy": [
            ["copy", "book", "copied-zuleika-quorn"],
            ["copy", "book", "copied-zuleika-quorn"],
            ["copy", "book", "postgresql://zuleika-quorn:x@localhost:1/x"],
        ],
        "sample": [["sample", "--out", "zuleika-quorn.csv"]] * 2,
        "agreement": [
            ["agreement", "zuleika-quorn.csv", "--machine", "--resamples", "10", *j]
            for j in ([], ["--json"])
        ],
        "progress": [["progress", *j] for j in ([], ["--json"])],
        "user": [
            ["user", "add", NAME, "--no-password", "--role", "admin"],
            ["user", "add", NAME, "--no-password", "--role", "admin"],
            *([["user", "list", *j] for j in ([], ["--json"])]),
            ["user", "role", NAME, "admin"],
            ["user", "token", "add", NAME, "--label", f"for {NAME}"],
            *([["user", "token", "list", *j] for j in ([], ["--json"])]),
            *([["user", "sign-ins", *j] for j in ([], ["--json"])]),
            ["user", "disable", NAME],
        ],
        "grant": [["grant", NAME], ["grant", NAME, "--json"]],
        "release": [["release", "2019-12"], ["release", "zuleika-quorn", "--json"]],
        "withhold": [["withhold", NAME, "--reason", "x"], ["withhold", "...", "--reason", NAME]],
        "redact": [
            ["redact", some, "--field", "reason", "--reason", f"it had {NAME}"],
            ["redact", NAME, "--field", "reason", "--reason", "x", "--json"],
        ],
        "purge": [
            ["purge", NAME, "--reason", "x"],
            ["purge", book.reports()[-1].id, "--reason", f"{NAME} asked", "--json"],
            ["run", "pages"],
            ["list", "set-aside"],
        ],
        "info": [["info"], ["info", "--json"]],
        "doctor": [["doctor"], ["doctor", "--json"]],
        "schema": [["schema"]],
        "gazetteer": [],  # prints nothing of a book
        "eval": [],  # prints nothing of a book
    }


def test_no_output_of_any_command_tells_the_name(book: Book) -> None:
    ways = commands_of(book)
    assert set(ways) == set(_COMMANDS), "a new command: say here how it is asked"
    printed = 0
    for lines in ways.values():
        for line in lines:
            result = CliRunner().invoke(cli, line)
            assert not result.exception or isinstance(result.exception, SystemExit), line
            telling = [n for n in result.output.splitlines() if spellings_in(n.encode())]
            assert telling == [], line
            assert spellings_in(result.stdout_bytes) == [], (line, result.stdout)
            assert spellings_in(result.stderr_bytes) == [], (line, result.stderr)
            printed += "█" in result.output
    written = [path for path in Path("exported").rglob("*") if path.is_file()]
    assert len(written) >= len(FORMATS)
    assert [path for path in written if spellings_in(path.read_bytes())] == []
    assert printed > 30  # something was there to be masked
    book.close()


def test_no_record_in_a_notebook_tells_the_name(book: Book) -> None:
    with book:
        groups = (
            book.reports(), book.claims(), book.statements(), book.mentions(), book.incidents(),
            book.accounts(), book.decisions(), book.set_asides(), book.captures(),
            book.incidents(policy="ibc-like"), [book.claim(book.claims()[0].id)],
            [book.report(book.reports()[0].id)],
        )  # fmt: skip
        for group in groups:
            telling = [each for each in group if spellings_in(repr(each).encode())]
            assert telling == []
        report, claim = book.reports()[0], book.claims()[0]
        assert claim.evidence.holds_in(report.text)


def test_an_export_without_the_name_is_whole_and_one_with_it_goes_to_a_file(
    book: Book,
) -> None:
    book.close()
    lines = tollbook("log", "export").stdout
    Path("part.jsonl").write_text(lines, "utf-8")
    tollbook("verify", "--log", "part.jsonl")
    assert "not printed" in tollbook("log", "export", "--with-withheld", code=2).stderr
    tollbook("log", "export", "--with-withheld", "--to", "all.jsonl")
    assert NAME in Path("all.jsonl").read_text("utf-8")


def test_undone_the_name_is_shown_again(book: Book) -> None:
    with book:
        withheld = next(d for d in book.decisions() if d.verb == "withhold")
    tollbook("decide", "undo", withheld.id, "--reason", "published by herself")
    assert spellings_in(tollbook("list", "reports", "--json").stdout_bytes)


def test_other_spellings_are_listed_until_they_are_withheld_too(told: Path) -> None:
    (told / "c.html").write_text(page("Zulaykha Qurn saw that 9 people were killed in Amara."))
    tollbook("run", "pages", "--quiet", code=1)
    first = tollbook("withhold", NAME, "--reason", "x")
    assert "  Zulaykha Qurn\n" in first.stderr
    again = tollbook("withhold", NAME, "--spelling", "Zulaykha Qurn", "--reason", "x")
    assert "Zulaykha" not in again.output


def test_a_name_from_standard_input(told: Path) -> None:
    tollbook("run", "pages", "--quiet", code=1)
    result = CliRunner().invoke(cli, ["withhold", "-", "--reason", "x"], input=f"{NAME}\n")
    assert result.exit_code == 0
    assert spellings_in(tollbook("list", "reports", "--json").stdout_bytes) == []


def test_redacting_and_purging(book: Book) -> None:
    with book:
        note = next(d for d in book.decisions() if d.verb == "note")
        report = book.reports()[0]
        sha256 = report.capture
    assert (
        "gone for good"
        in tollbook("redact", note.id, "--field", "reason", "--reason", "it named her").stdout
    )
    assert (
        "no such words"
        in tollbook("redact", note.id, "--field", "before", "--reason", "x", code=2).stderr
    )
    shown = json.loads(tollbook("log", "show", "--json").stdout)
    assert [d["reason"] for d in shown if d["id"] == note.id] == [None]
    made = json.loads(tollbook("purge", report.id, "--reason", "a court's order", "--json").stdout)
    assert made["decision"]["verb"] == "purge"
    assert any(change["after"] is None for change in made["changes"])
    assert not (Path("book/captures") / sha256[:2] / sha256[2:]).exists()
    again = tollbook("run", "pages", code=1)
    assert "purged from the book on" in " ".join(again.stdout.split())
    tollbook("verify")
    with Book.open("book") as opened:
        assert report.id not in {r.id for r in opened.reports()}
