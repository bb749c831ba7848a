"""Tables of incidents printed in a report: "Date | Place | Killed | Injured", a row an event.

A table is a line of headings that name a harm and a place or a day, and the lines under it with
as many cells, parted by bars or tabs. What a row says is read from its cells alone; rows are not
parsed. A cell that is empty or 0 says nothing, as lists of incidents leave out what is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tollbook.read.kinds import kind_of
from tollbook.read.numbers import find_numbers
from tollbook.read.words import pattern, per_words, table
from tollbook.record import Claim, Count, Lexicon, Perpetrator, Report, Span, Speaker
from tollbook.record.ids import record_id
from tollbook.record.marks import ANOTHER_EVENT, TABLE_ROW
from tollbook.record.vocabulary import Harm, Surety

_LINE = re.compile(r"[^\n]+")
_FEWEST = 3  # columns of a table
_HARMS: Final[tuple[Harm, ...]] = ("killed", "injured", "abducted", "missing", "detained")
_SUSPECTED = re.compile(r"(?:suspected|alleged|presumed|likely|possibly|probable)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its words, and its cells by what their column is of.

    :ivar total: whether it sums up the rows above.
    """

    line: Span
    cells: dict[str, Span]
    total: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table of incidents in a report: where it starts and ends, and its rows."""

    start: int
    end: int
    rows: tuple[Row, ...]

    def holds(self, at: int) -> bool:
        """Whether a position of the text lies in it."""
        return self.start <= at < self.end


@per_words
def _columns() -> dict[str, re.Pattern[str]]:
    words = table("tables")["columns"]
    around = words["around"]
    kinds = (*_HARMS, "place", "unit", "date", "actor", "source")
    return {kind: re.compile(around.replace(".+?", words[kind]), re.IGNORECASE) for kind in kinds}


def _empty() -> re.Pattern[str]:
    return pattern("tables", "columns", "empty")


def _total() -> re.Pattern[str]:
    return pattern("tables", "columns", "total", after=r"\b")


def tables_in(text: str) -> list[Table]:
    """The tables of incidents in a report's text, in order."""
    found: list[Table] = []
    heads: list[str | None] | None = None
    rows: list[Row] = []
    start = end = 0
    for line in _LINE.finditer(text):
        cells = _cells(line)
        new = _headings(cells)
        other = heads is not None and not _FEWEST <= len(cells) <= len(heads)
        if new is not None or other:
            found += [Table(start, end, tuple(rows))] if rows else []
            heads, rows, start = new, [], line.start()
        elif heads is not None:
            rows.append(_row(line, cells, heads))
            end = line.end()
    return [*found, Table(start, end, tuple(rows))] if rows else found


def _cells(line: re.Match[str]) -> list[Span | None]:
    """The cells of a line, white space trimmed, None where one is empty; a bar at each end frames
    them."""
    words = line.group().strip(" ")
    at = line.start() + len(line.group()) - len(line.group().lstrip(" "))
    if words.startswith("|") and words.endswith("|"):
        words, at = words[1:-1], at + 1
    parts = re.split(r"[|\t]", words)
    found: list[Span | None] = []
    for part in parts if len(parts) > 1 else ():
        inner = part.strip()
        start = at + len(part) - len(part.lstrip())
        found.append(Span(start, start + len(inner), inner) if inner else None)
        at += len(part) + 1
    return found


def _headings(cells: Sequence[Span | None]) -> list[str | None] | None:
    """What each column is of; None: the line heads no table of incidents."""
    if len(cells) < _FEWEST:
        return None
    kinds: list[str | None] = []
    for cell in cells:
        words = cell.quote if cell is not None else ""
        fits = (k for k, p in _columns().items() if p.fullmatch(words) and k not in kinds)
        kinds.append(next(fits, None))
    harm = any(k in _HARMS for k in kinds)
    return kinds if harm and ("place" in kinds or "unit" in kinds or "date" in kinds) else None


def _row(line: re.Match[str], cells: Sequence[Span | None], heads: Sequence[str | None]) -> Row:
    # cells that are missing at the end of a line are empty
    told = {
        kind: cell
        for kind, cell in zip(heads, cells, strict=False)
        if kind is not None and cell is not None and not _empty().fullmatch(cell.quote)
    }
    words = line.group().strip()
    start = line.start() + len(line.group()) - len(line.group().lstrip())
    first = next((c.quote for c in cells if c is not None), "")
    return Row(Span(start, start + len(words), words), told, _total().match(first) is not None)


def claims_in(
    tables: Sequence[Table], report: Report, lexicon: Lexicon, reader: str
) -> list[Claim]:
    """One claim for each harm that a row counts; a row of sums gives running totals.

    :param reader: name and version of the reader.
    """
    rows = [row for found in tables for row in found.rows]
    return [claim for row in rows for claim in _claims(row, report, lexicon, reader)]


def named_in(tables: Sequence[Table]) -> list[Span]:
    """The cells that name a place, which need no other words to be one."""
    rows = [row for found in tables for row in found.rows if not row.total]
    return [row.cells[kind] for row in rows for kind in ("place", "unit") if kind in row.cells]


def _claims(row: Row, report: Report, lexicon: Lexicon, reader: str) -> Iterator[Claim]:
    said_by = _said_by(row, lexicon)
    for harm in _HARMS:
        cell = row.cells.get(harm)
        count = _count(cell.quote) if cell is not None else None
        if cell is None or count is None:
            continue
        yield Claim(
            id=record_id("clm", report.id, harm, row.line.start, row.line.end, cell.quote),
            report=report.id,
            harm=harm,
            count=count,
            scope="cumulative" if row.total else "incident",
            modality="fact" if len(said_by) == 1 else "reported",
            said_by=said_by,
            evidence=row.line,
            sentence=(row.line.start, row.line.end),
            rule=f"{TABLE_ROW}: total" if row.total else f"{TABLE_ROW}: cell, {ANOTHER_EVENT}",
            reader=reader,
            perpetrators=() if row.total else _doers(row),
            places=tuple(row.cells[k] for k in ("place", "unit") if k in row.cells)[:1],
            times=tuple(row.cells[k] for k in ("date",) if k in row.cells),
        )


def _count(cell: str) -> Count | None:
    """What a cell counts; None: nobody, or it is no number."""
    plain = cell.strip()
    if re.fullmatch(r"\d[\d,]*\+", plain):
        plain = f"{plain[:-1]} or more"
    numbers = find_numbers(plain, ())
    if not numbers or numbers[0].count.shape == "zero" or not numbers[0].count.positive:
        return None
    return numbers[0].count if numbers[0].count.nearest else None


def _said_by(row: Row, lexicon: Lexicon) -> tuple[Speaker, ...]:
    own = Speaker("report", None, "report", "asserts", "unknown")
    cell = row.cells.get("source")
    if cell is None or row.total:
        return (own,)
    kind = kind_of(cell.quote, lexicon)
    return (own, Speaker(cell.quote, "source", kind, "asserts", "third_party", cell))


def _doers(row: Row) -> tuple[Perpetrator, ...]:
    cell = row.cells.get("actor")
    if cell is None:
        return ()
    surety: Surety = "alleged" if _SUSPECTED.match(cell.quote) else "stated"
    return (Perpetrator(cell.quote, surety, cell),)
