"""A recorder's own row as a text of its own: one line for each column, so that words can be quoted.

Opening entries are brought forward from a table that a recorder kept before the book. Each row is a
report; every claim from it quotes the line that says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tollbook.record.ged import GED_COLUMNS, GedRow
from tollbook.record.ged_cells import UnfitCell, plain, typed
from tollbook.record.report import Span
from tollbook.record.text import squeeze

OPENING = "application/x-ndjson; form=ged-row"
"""Media type of a capture that holds one row of a table, brought forward."""

RULE = "brought forward"
READER = "brought-forward 1"
"""What the claims of such a row are made by."""

_LINE = re.compile(r"^(\w+): (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class OpeningEntry:
    """What a capture of one row holds, as JSON.

    :ivar recorder: whose table it was.
    :ivar name: what the recorder calls the row: its id, or "row 12".
    """

    recorder: str
    name: str
    row: GedRow


@dataclass(frozen=True, slots=True)
class OpeningRow:
    """A row read back from its text.

    :ivar lines: column -> the words ``column: value``; ``values``: the value alone.
    """

    row: GedRow
    lines: Mapping[str, Span]
    values: Mapping[str, Span]


def lines_of(row: GedRow) -> list[str]:
    """The lines of a row's text, columns in order; what is not known is left out."""
    cells = {name: plain(getattr(row, name)) for name in GED_COLUMNS}
    return [f"{name}: {squeeze(text)}" for name, text in cells.items() if text.strip()]


def opening_text(recorder: str, name: str, row: GedRow) -> tuple[str, str]:
    """Title and text of a row's report.

    :param name: what the recorder calls the row: its id, or its number.
    """
    title = f"Brought forward: {squeeze(recorder)}, {squeeze(name)}"
    return title, "\n\n".join([title, *lines_of(row)])


def opening_row(text: str) -> OpeningRow | None:
    """The row that a text holds; None: it holds none that can be typed."""
    cells: dict[str, str] = {}
    lines: dict[str, Span] = {}
    values: dict[str, Span] = {}
    for found in _LINE.finditer(text):
        name = found[1]
        if name in GED_COLUMNS and name not in cells:
            cells[name] = found[2]
            lines[name] = Span(found.start(), found.end(), found[0])
            values[name] = Span(found.start(2), found.end(2), found[2])
    try:
        row = GedRow(**{name: typed(name, raw) for name, raw in cells.items()})
    except UnfitCell:
        return None
    return OpeningRow(row, lines, values) if "best" in cells else None


def side_words(found: OpeningRow, sides: Sequence[str]) -> dict[str, Span]:
    """The words for each side: its name; the whole line where both have one name (XXX475)."""
    names = [found.values[side].quote for side in ("side_a", "side_b") if side in found.values]
    alike = len(set(names)) < len(names)
    spans = found.lines if alike else found.values
    return {side: spans[side] for side in sides if side in spans}
