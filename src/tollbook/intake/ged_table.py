"""A UCDP GED table as CSV, read into typed rows: line breaks in cells, mixed dates, lists.

Every column is typed (:mod:`tollbook.record.ged`). A row with a cell that does not fit its column
is set aside as a whole, named, and stops nothing. Figures out of order are kept and said.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from tollbook.errors import UsageError
from tollbook.intake.charset import decode
from tollbook.record import SetAside
from tollbook.record.ged import GED_COLUMNS, ForeignIncident, GedRow, order_faults
from tollbook.record.ged_cells import UnfitCell, typed
from tollbook.record.ids import record_id

GED_TABLE = "text/csv; form=ged"
"""Media type of a capture that holds such a table: it gives no report."""


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
        # one article list may be longer than csv's default; other tables are read after this one
        csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
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
            yield number, GedRow(**{name: typed(name, cells[i]) for name, i in at.items()})
        except UnfitCell as fault:
            yield SetAside(f"row {number}", str(fault), where, "mend the cell and import again")
