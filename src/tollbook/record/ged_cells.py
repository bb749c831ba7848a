"""Cells of a UCDP GED table as text, to typed values and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from tollbook.record.ged import GED_COLUMNS, CellKind
from tollbook.record.spreadsheet import unguarded

_EXCEL_ZERO = date(1899, 12, 30)
"""Day number 0 of spreadsheets, as it holds from 1 March 1900 on."""
_EXCEL_DAYS = range(10_000, 100_000)  # 1927 to 2173: a year alone is no day number
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?$")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})$")
_NUMBER = re.compile(r"-?\d+(?:\.0+)?$")
_NOTHING = {"", "NA", "N/A", "NaN", "nan", "NULL", "null", "None"}
_YES_NO = {"true": True, "1": True, "1.0": True, "false": False, "0": False, "0.0": False}


class UnfitCell(ValueError):
    """A cell that does not fit its column."""


def typed(name: str, raw: str) -> Any:
    """A cell's value by its column.

    :raises UnfitCell: it does not fit.
    """
    kind = GED_COLUMNS[name]
    try:
        return _READ[kind](raw)
    except ValueError as fault:
        raise UnfitCell(f"{name} holds {raw[:60]!r}: {fault}") from fault


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


def plain(value: object) -> str:
    """A typed value as the text of its cell; what is not known is empty."""
    match value:
        case None:
            return ""
        case tuple():
            return ";".join(map(str, value))
        case float():
            return repr(value)
        case _:
            return str(value)
