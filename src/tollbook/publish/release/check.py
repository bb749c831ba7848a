"""``tollbook verify RELEASE``: whether a release is what it says, without the book."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import msgspec

from tollbook.errors import UsageError
from tollbook.ledger.verify import Finding
from tollbook.publish.csv_text import cell
from tollbook.publish.release.files import columns
from tollbook.publish.release.headline import balances
from tollbook.publish.release.rows import FORMAT, TABLES, FigureRow, Row, TollRow
from tollbook.settings import has_book

SUMS = "SHA256SUMS"
_LINE = re.compile(r"([0-9a-f]{64})  (\S(?:.*\S)?)")
_AGAIN = "get the release again from where it was published"
_MOST = 20
_Rows = dict[str, list[Row]]


def is_release(folder: Path) -> bool:
    """Whether a release lies here, whole or not."""
    return (folder / "release.json").is_file() or (folder / SUMS).is_file()


def check_release(folder: Path) -> list[Finding]:
    """Everything that is wrong with a release; empty where nothing is.

    :raises UsageError: no release lies here.
    """
    if not is_release(folder):
        a_book = has_book(folder)
        raise UsageError(
            "this is a book, not a release" if a_book else "there is no release here",
            value=str(folder),
            where="release.json and SHA256SUMS",
            next=f"tollbook verify --book {folder}"
            if a_book
            else "name the folder that tollbook release made",
        )
    findings = list(sums_wrong(folder))
    if findings:
        return findings  # what was changed cannot be read as if it were not
    try:
        about = json.loads((folder / "release.json").read_text("utf-8"))
        if about["format"] != FORMAT:
            return []  # of another tollbook, whose tables have other columns
        rows = _rows(folder)
        for check in (_csv_alike, _keys, _leads, _figures, _totals, _site):
            found = list(check(folder, rows, about))
            findings += found[:_MOST]
            if len(found) > _MOST:
                more = f"and {len(found) - _MOST:,} more like these"
                findings.append(Finding(found[-1].what, more, found[-1].where, _AGAIN))
    except (ValueError, LookupError, TypeError, OSError, msgspec.MsgspecError) as fault:
        findings.append(Finding("tables", f"they cannot be read: {fault}", str(folder), _AGAIN))
    return findings


def said_of(folder: Path) -> str:
    """A whole release in one line."""
    about = json.loads((folder / "release.json").read_text("utf-8"))
    counts = about["counts"]
    other = about["format"] != FORMAT
    beyond = f"; made by tollbook {about['tollbook']}, only the files are checked" if other else ""
    files = len((folder / SUMS).read_text("utf-8").splitlines())
    return (
        f"release {about['name']} of {about['date']}: {files:,} files, "
        f"{counts['incidents']:,} incidents, {counts['figures']:,} figures, "
        f"{counts['accounts']:,} stated totals{beyond}"
    )


def sums_wrong(folder: Path) -> Iterator[Finding]:
    """Files that are missing, too many or changed."""
    listing = folder / SUMS
    if not listing.is_file():
        yield Finding(SUMS, "it is missing", str(folder), _AGAIN)
        return
    listed: dict[str, str] = {}
    for line in listing.read_text("utf-8", "replace").splitlines():
        match = _LINE.fullmatch(line)
        path = match.group(2) if match else ""
        if match is None or path.startswith(("/", "\\")) or ".." in Path(path).parts:
            yield Finding(SUMS, f"this line cannot be used: {line[:80]}", str(listing), _AGAIN)
            return
        listed[path] = match.group(1)
    there = {
        p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file() or p.is_symlink()
    }
    for path in sorted(set(listed) - there):
        yield Finding(path, "the file is missing", str(folder), _AGAIN)
    for path in sorted(there - set(listed) - {SUMS}):
        yield Finding(path, "the file does not belong to the release", str(folder), "remove it")
    for path in sorted(there & set(listed)):
        file = folder / path
        if file.is_symlink() or hashlib.sha256(file.read_bytes()).hexdigest() != listed[path]:
            yield Finding(path, "the file was changed", str(file), _AGAIN)


def _rows(folder: Path) -> _Rows:
    """Every table, typed: a word outside its vocabulary is refused here."""
    found: _Rows = {}
    for table, definition in TABLES.items():
        decode = msgspec.json.Decoder(definition.row).decode
        with (folder / "tables" / f"{table}.jsonl").open("rb") as lines:
            found[table] = [decode(line) for line in lines]
    return found


def _csv_alike(folder: Path, rows: _Rows, about: dict[str, object]) -> Iterator[Finding]:
    for table, mine in rows.items():
        file = folder / "tables" / f"{table}.csv"
        names = columns(table)
        told = list(csv.reader(io.StringIO(file.read_text("utf-8"), newline="")))
        same = [[cell(getattr(row, name)) for name in names] for row in mine]
        if told != [list(names), *same]:
            yield Finding(f"{table}.csv", "it differs from the JSON lines", str(file), _AGAIN)


def _keys(folder: Path, rows: _Rows, about: dict[str, object]) -> Iterator[Finding]:
    for table, definition in TABLES.items():
        told: set[tuple[object, ...]] = set()
        for row in rows[table] if definition.key else ():
            key = tuple(getattr(row, name) for name in definition.key)
            if key in told:
                yield _wrong(table, key, "the row is there twice")
            told.add(key)


def _leads(folder: Path, rows: _Rows, about: dict[str, object]) -> Iterator[Finding]:
    for table, definition in TABLES.items():
        for column, other in definition.leads:
            there = {getattr(row, "id") for row in rows[other]}  # noqa: B009 - rows of all kinds
            for row in rows[table]:
                value = getattr(row, column)
                if value is not None and value not in there:
                    yield _wrong(table, (value,), f"{column} leads to no row of {other}")


def _figures(folder: Path, rows: _Rows, about: dict[str, object]) -> Iterator[Finding]:
    used = {
        (f.incident, f.harm)
        for f in rows["figures"]
        if isinstance(f, FigureRow) and f.used and f.quote
    }
    for row in rows["tolls"]:
        if not isinstance(row, TollRow):
            continue
        known = [n for n in (row.min, row.best, row.max) if n is not None]
        key = (row.incident, row.harm)
        if known != sorted(known) or any(n < 0 for n in known):
            yield _wrong("tolls", key, "min, best and max are out of order")
        if known and key not in used and not row.decided:
            yield _wrong("tolls", key, "no figure with words bears it out")


def _totals(folder: Path, rows: _Rows, about: dict[str, object]) -> Iterator[Finding]:
    counts = {table: len(mine) for table, mine in rows.items()}
    if about.get("counts") != counts:
        yield Finding("release.json", "its counts are not those of the tables", "counts", _AGAIN)
    sums = [asdict(b) for b in balances([t for t in rows["tolls"] if isinstance(t, TollRow)])]
    if about.get("balances") != sums:
        yield Finding("release.json", "its sums are not those of the tolls", "balances", _AGAIN)


def _site(folder: Path, rows: _Rows, about: dict[str, object]) -> Iterator[Finding]:
    """The site tells of the same incidents: in its index, and a page for each."""
    site = folder / "site"
    if not site.is_dir():
        return
    index = (site / "data" / "index.js").read_text("utf-8")
    told = json.loads(index.removeprefix('TB.take("index",').rstrip().removesuffix(");"))
    if told["n"] != len(rows["incidents"]):
        yield Finding("site", "its index has another number of incidents", "data/index.js", _AGAIN)
    wanted = {f"{getattr(row, 'id')}.html" for row in rows["incidents"]}  # noqa: B009
    wanted |= {f"{getattr(row, 'old')}.html" for row in rows["redirects"]}  # noqa: B009
    for name in sorted(wanted ^ {page.name for page in (site / "incident").iterdir()}):
        why = "the page is missing" if name in wanted else "no incident has this page"
        yield Finding(f"site/incident/{name}", why, str(site), _AGAIN)


def _wrong(table: str, key: tuple[object, ...], why: str) -> Finding:
    return Finding(" ".join(str(part) for part in key), why, f"tables/{table}.jsonl", _AGAIN)
