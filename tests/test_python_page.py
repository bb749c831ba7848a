"""docs/python.md is a notebook that runs; its tables; what they say without their packages."""

from __future__ import annotations

import datetime
import doctest
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import tollbook
from fake_rooms import FakeAtlas, FakeReader, page
from test_docs import _environment, shown_in
from tollbook import pipeline
from tollbook.book import Book
from tollbook.errors import MissingPart, UsageError
from tollbook.records import Records
from tollbook.settings import Settings

MAKERS = {"to_pandas": "pandas", "to_polars": "polars", "to_arrow": "arrow"}


@pytest.fixture
def notebook(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The page's text, in a folder where its shell commands have been run."""
    text = (repository / "docs" / "python.md").read_text("utf-8")
    for command, _ in shown_in(text):
        subprocess.run(
            ["bash", "-c", command], cwd=tmp_path, env=_environment(), check=True, timeout=300
        )
    monkeypatch.chdir(tmp_path)
    return "\n\n".join(re.findall(r"^```pycon\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))


def test_the_page_runs(notebook: str) -> None:
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    case = doctest.DocTestParser().get_doctest(notebook, {}, "docs/python.md", None, 0)
    said: list[str] = []
    result = doctest.DocTestRunner(optionflags=flags).run(case, out=said.append)
    assert result.attempted > 10
    assert result.failed == 0, "".join(said)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("tables")
    (made / "a.html").write_text(page("At dawn 3 people were killed in Nasiriyah."))
    pipeline.run(
        [made / "a.html"], made / "book", Settings(), reader=FakeReader(), atlas=FakeAtlas()
    )
    return made / "book"


@pytest.fixture
def book(folder: Path, tmp_path: Path) -> Book:
    shutil.copytree(folder, tmp_path / "book")
    with tollbook.open(tmp_path / "book") as opened:
        yield opened


@pytest.mark.parametrize("kind", ["claims", "incidents", "accounts", "reports"])
def test_the_three_tables_of_a_kind_agree(book: Book, kind: str) -> None:
    records: Records[object] = getattr(book, kind)()
    table = records.table()
    names = [column.name for column in table.columns]
    assert table.columns == records.columns
    assert [dict(zip(names, row, strict=True)) for row in table.rows] == (
        records.to_arrow().to_pylist()
    )
    assert records.to_polars().rows() == [tuple(cell for cell in row) for row in table.rows]
    frame = records.to_pandas()
    assert list(frame.columns) == names
    assert len(frame) == len(table.rows)


def test_types_are_kept_and_unknown_is_missing(book: Book) -> None:
    frame = book.claims().to_pandas()
    assert (frame["low"].dtype, frame["cause"].isna().all()) == ("Int64", True)
    assert frame["from"].dt.date.tolist() == [datetime.date(2019, 10, 5)]
    empty = book.accounts().to_pandas()
    assert (len(empty), str(empty["low"].dtype)) == (0, "Int64")


def test_records_are_a_sequence(book: Book) -> None:
    claims = book.claims()
    assert claims == list(claims) == book.claims()
    assert claims != book.incidents()
    assert (claims[0], list(claims[:1])) == (next(iter(claims)), [claims[0]])
    assert "1 records" in repr(claims)
    assert book.claims(harm="injured") == []
    assert len(book.claims(scope="incident")) == 1


def test_another_policy_is_for_that_call_alone(book: Book) -> None:
    (own,) = book.incidents()
    (other,) = book.incidents(policy="ibc-like")
    assert (own.id, own.tolls[0].policy) == (other.id, "default")
    assert other.tolls[0].policy == "ibc-like"
    assert book.incidents(policy="ibc-like").table().rows[0][-1] == "ibc-like"
    assert book.accounts(policy="ibc-like") == []
    assert book.ledger.tallied_with() == "default"
    with pytest.raises(UsageError):
        book.incidents(policy="nobody's")


@pytest.mark.parametrize("method", MAKERS)
def test_a_package_that_is_missing_is_named_with_its_extra(
    book: Book, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = "pyarrow" if method == "to_arrow" else MAKERS[method]
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingPart) as caught:
        getattr(book.claims(), method)()
    assert f"tollbook[{MAKERS[method]}]" in (caught.value.next or "")


def test_importing_tollbook_loads_nothing_heavy() -> None:
    heavy = ("spacy", "sqlalchemy", "pandas", "polars", "pyarrow", "click", "numpy", "msgspec")
    code = f"import sys, tollbook; print([m for m in {heavy!r} if m in sys.modules])"
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert said.stdout.strip() == "[]"
