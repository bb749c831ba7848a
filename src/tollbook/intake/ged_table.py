"""A UCDP GED table as CSV, read into typed rows: line breaks in cells, mixed dates, lists.

Every column is typed (:mod:`tollbook.record.ged`). A row with a cell that does not fit its column
is set aside as a whole, named, and stops nothing. Figures out of order are kept and said.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tollbook.errors import UsageError
from tollbook.intake.charset import decode
from tollbook.record import SetAside
from tollbook.record.ged import GED_COLUMNS, CellKind, ForeignIncident, GedRow, order_faults
from tollbook.record.ids import record_id
from tollbook.record.spreadsheet import unguarded

GED_TABLE = "text/csv; form=ged"
"""Media type of a capture that holds such a table: it gives no report."""

_EXCEL_ZERO = date(1899, 12, 30)
"""Day number 0 of spreadsheets, as it holds from 1 March 1900 on."""
_EXCEL_DAYS = range(10_000, 100_000)  # 1927 to 2173: a year alone is no day number
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?$")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})$")
_NUMBER = re.compile(r"-?\d+(?:\.0+)?$")
_NOTHING = {"", "NA", "N/A", "NaN", "nan", "NULL", "null", "None"}
_YES_NO = {"true": True, "1": True, "1.0": True, "false": False, "0": False, "0.0": False}


@dataclass(frozen=True, slots=True)
class GedTable:
    """What came of a table's bytes.

    :ivar rows: number of the row (from 1, the header not counted) and the row.
    :ivar set_aside: rows that could not be typed.
    :ivar in_order: whether the header has the 49 columns, in order, and no other.
    """

    rows: tuple[tuple[int, GedRow], ...]
    set_aside: tuple[SetAside, ...]
    in_order: bool


def read_ged_table(data: bytes, origin: str) -> GedTable:
    """The rows of a table.

    :param origin: where the bytes are from, for errors.
    :raises UsageError: it lacks columns of UCDP GED, or is no CSV in a known encoding.
    """
    text = decode(data, html=False).text
    try:
        csv.field_size_limit(len(text) + 1)  # one article list may be longer than csv's default
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
        header = [name.strip().lstrip("\ufeff").lower() for name in next(lines, [])]
        missing = [name for name in GED_COLUMNS if name not in header]
        if missing:
            raise UsageError(
                f"this is no table of UCDP GED: {len(missing)} of its 49 columns are missing",
                value=", ".join(missing[:8]) + (", ..." if len(missing) > 8 else ""),
                where=origin,
                next="give the CSV of UCDP GED as it is, with its header line",
            )
        made = list(_rows(lines, header, origin))
    except csv.Error as fault:
        raise UsageError(
            f"this CSV cannot be read: {fault}",
            where=origin,
            next="save it again as CSV in UTF-8 with a header line",
        ) from fault
    return GedTable(
        tuple(each for each in made if not isinstance(each, SetAside)),
        tuple(each for each in made if isinstance(each, SetAside)),
        tuple(header) == tuple(GED_COLUMNS),
    )


def foreign_incidents(
    data: bytes, capture: str, recorder: str, origin: str
) -> tuple[ForeignIncident, ...]:
    """The incidents of a table that the book has taken in, each row kept as it is.

    :param capture: digest of the bytes.
    :raises UsageError: as :func:`read_ged_table`.
    """
    return tuple(
        ForeignIncident(
            record_id("for", capture, number), capture, number, recorder, row, order_faults(row)
        )
        for number, row in read_ged_table(data, origin).rows
    )


def _delimiter(text: str) -> str:
    """The sign between the header's columns; commas unless there are more of another."""
    head = text.partition("\n")[0]
    return max(",;\t", key=lambda sign: (head.count(sign), sign == ","))


def _rows(
    lines: Iterator[list[str]], header: list[str], origin: str
) -> Iterator[tuple[int, GedRow] | SetAside]:
    at = {name: header.index(name) for name in GED_COLUMNS}
    number = 0
    for cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        number += 1
        where = f"{origin}, row {number}"
        if len(cells) != len(header):
            yield SetAside(
                f"row {number}",
                f"it has {len(cells)} cells, the header {len(header)}",
                where,
                "look for a quotation mark that was lost in this row or the one before",
            )
            continue
        try:
            yield number, GedRow(**{name: _typed(name, cells[i]) for name, i in at.items()})
        except _Unfit as fault:
            yield SetAside(f"row {number}", str(fault), where, "mend the cell and import again")


class _Unfit(ValueError):
    """A cell that does not fit its column."""


def _typed(name: str, raw: str) -> Any:
    kind = GED_COLUMNS[name]
    try:
        return _READ[kind](raw)
    except ValueError as fault:
        raise _Unfit(f"{name} holds {raw[:60]!r}: {fault}") from fault


def _text(raw: str) -> str | None:
    return unguarded(raw) or None


def _whole(raw: str) -> int | None:
    raw = raw.strip()
    if raw in _NOTHING:
        return None
    if not _NUMBER.match(raw):
        raise ValueError("not a whole number")
    return int(raw.partition(".")[0])


def _real(raw: str) -> float | None:
    raw = raw.strip()
    if raw in _NOTHING:
        return None
    value = float(raw)
    if value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124 - not a number
        raise ValueError("not a number")
    return value


def _yes_no(raw: str) -> bool | None:
    raw = raw.strip()
    if raw in _NOTHING:
        return None
    if raw.lower() not in _YES_NO:
        raise ValueError("neither true nor false")
    return _YES_NO[raw.lower()]


def day_of(raw: str) -> date | None:
    """A day as ISO 8601 (with or without a time), as 21.2.2026, or as a spreadsheet's number.

    "2/3/2026" is no day: nobody can tell which of the two is the month.

    :raises ValueError: it is none of these.
    """
    raw = raw.strip()
    if raw in _NOTHING:
        return None
    if found := _ISO.match(raw):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _DOTTED.match(raw):
        return date(int(found[3]), int(found[2]), int(found[1]))
    if _NUMBER.match(raw) and int(raw.partition(".")[0]) in _EXCEL_DAYS:
        return _EXCEL_ZERO + timedelta(days=int(raw.partition(".")[0]))
    raise ValueError("not a day: write it as 2026-02-21")


def _days(raw: str) -> tuple[str, ...]:
    """A list of days; what is no day stays as it stands."""
    if not raw.strip():
        return ()
    return tuple(_day_or_text(part) for part in unguarded(raw).split(";"))


def _day_or_text(raw: str) -> str:
    try:
        day = day_of(raw)
    except ValueError:
        return raw.strip()
    return day.isoformat() if day else ""


def _codes(raw: str) -> tuple[int, ...]:
    if raw.strip() in _NOTHING:
        return ()
    numbers = [_whole(part) for part in re.split(r"[;,]", raw) if part.strip()]
    return tuple(n for n in numbers if n is not None)


_READ: Mapping[CellKind, Callable[[str], object]] = {
    "text": _text,
    "whole": _whole,
    "real": _real,
    "yes_no": _yes_no,
    "day": day_of,
    "days": _days,
    "codes": _codes,
}
