"""Other recorders' tables: taken into the book, and their rows as the bytes give them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from tollbook import intake
from tollbook.errors import NothingToRead, UsageError
from tollbook.ledger import Ledger
from tollbook.pipeline import utc_now
from tollbook.record import SetAside
from tollbook.record.codec import to_json
from tollbook.record.ged import (
    GED_COLUMNS,
    ForeignIncident,
    ForeignTable,
    GedRow,
    order_faults,
)
from tollbook.record.opening import OPENING, OpeningEntry
from tollbook.record.withheld import Mask

UCDP = "UCDP GED"

_Record = TypeVar("_Record", ForeignIncident, GedRow)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import took in.

    :ivar new: False: the book had these bytes before, under the recorder named then.
    :ivar faults: kinds of faults that rows have, and how many rows; the rows are kept as they are.
    :ivar set_aside: rows that could not be typed.
    """

    table: ForeignTable
    new: bool
    rows: int
    faults: dict[str, int]
    set_aside: tuple[SetAside, ...]


@dataclass(frozen=True, slots=True)
class TableFile:
    """A table as it was read from a file, before it is in any book."""

    path: Path
    data: bytes
    table: intake.GedTable


def read_file(path: Path) -> TableFile:
    """A file with a table of UCDP GED's columns.

    :raises NothingToRead: the file is not there or cannot be read.
    :raises UsageError: it is no such table.
    """
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise NothingToRead(
            f"the table cannot be read: {fault.strerror or fault}",
            value=str(path),
            where=str(Path.cwd()),
            next="give a CSV file that is there and that you may read",
        ) from fault
    return TableFile(path, data, intake.read_ged_table(data, str(path)))


def import_ged(
    ledger: Ledger,
    file: TableFile,
    *,
    recorder: str = UCDP,
    clock: Callable[[], datetime] = utc_now,
) -> Imported:
    """Take a table into the book as foreign incidents.

    The bytes are kept as a capture; the rows follow from them and enter no toll.

    :raises UsageError: the book has these bytes as a report.
    :raises BookError: the book cannot be written.
    """
    item = intake.Item.of(str(file.path), file.data, intake.GED_TABLE)
    capture = ledger.take(
        item.sha256,
        item.data,
        media_type=item.media_type,
        origin=item.origin,
        record=None,
        taken_at=clock(),
    )
    if capture.media_type != intake.GED_TABLE:
        raise UsageError(
            "the book has these bytes already, as a report",
            value=item.sha256,
            where=capture.origin,
            next="import the table into another book",
        )
    table = ForeignTable(item.sha256, recorder, "ged", clock())
    new = ledger.foreign.note(table)
    if not new:
        table = next(t for t in ledger.foreign.all() if t.capture == item.sha256)
    found = Counter(
        fault.partition(":")[0] for _, row in file.table.rows for fault in order_faults(row)
    )
    return Imported(table, new, len(file.table.rows), dict(found), file.table.set_aside)


def take_opening(
    ledger: Ledger,
    file: TableFile,
    *,
    recorder: str,
    clock: Callable[[], datetime] = utc_now,
) -> int:
    """Take a recorder's own table in as opening entries: each row a capture of its own.

    The next run reads them; nothing else is worked out here. The same row again is taken once.

    :returns: how many rows were new to the book.
    :raises BookError: the book cannot be written.
    """
    new = 0
    for number, row in file.table.rows:
        name = f"row {number}" if row.id is None else str(row.id)
        data = to_json(OpeningEntry(recorder, name, row)).encode("utf-8")
        item = intake.Item.of(f"{file.path}:{number}", data, OPENING, number)
        new += ledger.capture(item.sha256) is None
        ledger.take(
            item.sha256,
            data,
            media_type=OPENING,
            origin=item.origin,
            record=number,
            taken_at=clock(),
        )
    return new


def foreign_of(ledger: Ledger, *, recorder: str | None = None) -> tuple[ForeignIncident, ...]:
    """The foreign incidents of a book, table by table in the order taken in.

    :param recorder: only those of this one, as it was named; None: all.
    """
    there = {capture.sha256: capture for capture in ledger.captures()}
    return tuple(
        incident
        for table in ledger.foreign.all()
        if table.capture in there and recorder in (None, table.recorder)
        for incident in intake.foreign_incidents(
            ledger.capture_bytes(table.capture),
            table.capture,
            table.recorder,
            there[table.capture].origin,
        )
    )


def masked_row(record: _Record, row: GedRow, mask: Mask) -> _Record:
    """A record of a table with withheld names masked: their parts too where its row tells one."""
    if not mask:
        return record
    cells = (getattr(row, name) for name in GED_COLUMNS)
    texts = [text for cell in cells for text in (cell if isinstance(cell, tuple) else (cell,))]
    tells = any(mask.holds(text) for text in texts if isinstance(text, str))
    return mask.record(record, parts=tells)
