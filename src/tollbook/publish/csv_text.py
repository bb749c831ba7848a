"""CSV that goes out: RFC 4180, with cells that a spreadsheet would run as a formula made harmless
(:mod:`tollbook.record.spreadsheet`). Numbers are never touched.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeAlias

from tollbook.record.spreadsheet import guarded

CsvCell: TypeAlias = "str | int | float | bool | date | Sequence[object] | None"


def cell(value: CsvCell, *, between: str = ";") -> str:
    """One cell: unknown is empty, days are ISO 8601, lists are parted by ``between``."""
    match value:
        case None:
            return ""
        case str():
            return guarded(value)
        case bool():
            return "True" if value else "False"
        case int():
            return str(value)
        case float():
            return repr(value)
        case date():
            return value.isoformat()
        case _:
            return guarded(between.join(str(each) for each in value))


def csv_bytes(
    header: Sequence[str], rows: Iterable[Sequence[CsvCell]], *, between: str = ";"
) -> bytes:
    """A whole file in UTF-8, one header line; line breaks stand inside quoted cells."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(header)
    for row in rows:
        writer.writerow([cell(value, between=between) for value in row])
    return out.getvalue().encode("utf-8")
