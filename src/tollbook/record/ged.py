"""A row of a table in the form of UCDP GED: 49 typed columns, in order.

The columns are those of UCDP's own schema; what they hold is in the UCDP GED codebook 22.1 and in
``docs/export.md``. None is an empty cell: not known, or not given.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Final, Literal

CellKind = Literal["whole", "real", "text", "day", "days", "yes_no", "codes"]
"""What a column holds. ``days``: texts, days as ISO 8601 where they are days; ``codes``: whole
numbers, several in one cell parted by semicolons."""

Violence = Literal[1, 2, 3]
"""1 state-based, 2 non-state, 3 one-sided."""


@dataclass(frozen=True, slots=True)
class GedRow:
    """One row. Counts are people; days are the earliest and latest possible.

    :ivar number_of_sources: reports consulted; -1: not recorded.
    :ivar where_prec: 1 exact point ... 7 sea or air; ``date_prec``: 1 one day ... 5 over a month.
    :ivar best: the sum of the four columns before it.
    :ivar gwnoa / gwnob: Gleditsch-Ward numbers of the states on either side.
    """

    id: int | None = None
    relid: str | None = None
    year: int | None = None
    active_year: bool | None = None
    code_status: str | None = None
    type_of_violence: int | None = None
    conflict_dset_id: str | None = None
    conflict_new_id: int | None = None
    conflict_name: str | None = None
    dyad_dset_id: str | None = None
    dyad_new_id: int | None = None
    dyad_name: str | None = None
    side_a_dset_id: str | None = None
    side_a_new_id: int | None = None
    side_a: str | None = None
    side_b_dset_id: str | None = None
    side_b_new_id: int | None = None
    side_b: str | None = None
    number_of_sources: int | None = None
    source_article: str | None = None
    source_office: str | None = None
    source_date: tuple[str, ...] = ()
    source_headline: str | None = None
    source_original: str | None = None
    where_prec: int | None = None
    where_coordinates: str | None = None
    where_description: str | None = None
    adm_1: str | None = None
    adm_2: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geom_wkt: str | None = None
    priogrid_gid: int | None = None
    country: str | None = None
    country_id: int | None = None
    region: str | None = None
    event_clarity: int | None = None
    date_prec: int | None = None
    date_start: date | None = None
    date_end: date | None = None
    deaths_a: int | None = None
    deaths_b: int | None = None
    deaths_civilians: int | None = None
    deaths_unknown: int | None = None
    best: int | None = None
    high: int | None = None
    low: int | None = None
    gwnoa: tuple[int, ...] = ()
    gwnob: tuple[int, ...] = ()


_KINDS: Final[dict[str, CellKind]] = {
    "int | None": "whole",
    "float | None": "real",
    "str | None": "text",
    "date | None": "day",
    "bool | None": "yes_no",
    "tuple[str, ...]": "days",
    "tuple[int, ...]": "codes",
}

GED_COLUMNS: Final[dict[str, CellKind]] = {f.name: _KINDS[str(f.type)] for f in fields(GedRow)}
"""The 49 columns in order, with what each holds."""

GED_CODES: Final[dict[str, range]] = {
    "type_of_violence": range(1, 4),
    "where_prec": range(1, 8),
    "date_prec": range(1, 6),
    "event_clarity": range(1, 3),
}
"""Columns that hold a code, and the codes there are."""


@dataclass(frozen=True, slots=True)
class ForeignIncident:
    """An incident as another recorder has it: a row of that recorder's table, kept as it is.

    Derived from a capture (the table's bytes); it enters no toll and no account of the book.

    :ivar id: ``for_...``, from the capture and the row's number.
    :ivar capture: digest of the table's bytes.
    :ivar number: which row, from 1, the header not counted.
    :ivar recorder: whose table it is, as the one who imported it says.
    :ivar faults: what of the row breaks the table's own rules, in words; the row stays as it is.
    """

    id: str
    capture: str
    number: int
    recorder: str
    row: GedRow
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ForeignTable:
    """Another recorder's table that the book has taken in.

    :ivar capture: digest of its bytes.
    :ivar recorder: whose it is, as the one who imported it said.
    :ivar form: what columns it has: ``ged``.
    """

    capture: str
    recorder: str
    form: str
    imported_at: datetime


def order_faults(row: GedRow) -> tuple[str, ...]:
    """What of a row's figures, codes and days breaks the rules of the table, in words."""
    found = []
    low, best, high = row.low, row.best, row.high
    for less, more, said in (
        (low, best, "low is above best"),
        (best, high, "best is above high"),
        (low, high, "low is above high"),
    ):
        if less is not None and more is not None and less > more:
            found.append(f"{said}: {less} and {more}")
    parts = (row.deaths_a, row.deaths_b, row.deaths_civilians, row.deaths_unknown)
    if best is not None and None not in parts and sum(p or 0 for p in parts) != best:
        found.append(f"best is {best} and its parts come to {sum(p or 0 for p in parts)}")
    if row.date_start and row.date_end and row.date_start > row.date_end:
        found.append(f"it ends ({row.date_end}) before it starts ({row.date_start})")
    for name, codes in GED_CODES.items():
        code = getattr(row, name)
        if code is not None and code not in codes:
            found.append(f"{name} is {code}, not {codes.start} to {codes.stop - 1}")
    return tuple(found)


__all__ = [
    "GED_CODES",
    "GED_COLUMNS",
    "CellKind",
    "ForeignIncident",
    "ForeignTable",
    "GedRow",
    "Violence",
    "order_faults",
]
