"""CSV that goes out: RFC 4180, with cells that a spreadsheet would run as a formula made harmless.

A text that begins with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return is a formula to a
spreadsheet (OWASP, "CSV Injection"). An apostrophe is put before it, which a spreadsheet shows as
text; :func:`unguarded` takes it off again, so that nothing is lost. Numbers are never touched.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeAlias

CsvCell: TypeAlias = "str | int | float | bool | date | Sequence[object] | None"

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def guarded(text: str) -> str:
    """The text so that no spreadsheet runs it."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text as it was before :func:`guarded`."""
    return text[1:] if _GUARDED.match(text) else text


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
