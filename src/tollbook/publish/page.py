"""Plain lines for people: headings, paragraphs and labelled rows that keep to the width."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

_NARROWEST = 20  # columns that text always gets, however deep it is indented

_LABELS = 10  # columns for labels, more where one is longer


class Page:
    """Prints to a console; bold where there is one, the same words where there is none.

    No line ends in blanks, and nothing is said by colour or weight alone.
    """

    def __init__(self, console: Console) -> None:
        self.console = console

    def blank(self) -> None:
        self.console.print()

    def heading(self, words: str) -> None:
        self.blank()
        self.line(words, style="bold underline")

    def line(self, words: str, *, indent: int = 0, style: str = "") -> None:
        """A paragraph; evidence between « and » is bold as well."""
        text = Text(words, style=style)
        text.highlight_regex("«[^»]*»", style="bold")
        self._hang(text, " " * indent, indent)

    def rows(self, rows: Sequence[tuple[str, str]], *, indent: int) -> None:
        """Label and words, the words in one column; an empty label goes on with the last."""
        wide = max((cell_len(label) for label, _ in rows), default=0)
        wide = max(wide, _LABELS) + 2  # blocks under each other line up
        for label, words in rows:
            lead = " " * indent + label + " " * (wide - cell_len(label))
            self._hang(Text(words), lead, indent + wide)

    def _hang(self, text: Text, lead: str, indent: int) -> None:
        width = max(self.console.width - indent, _NARROWEST)
        for number, line in enumerate(text.wrap(self.console, width, overflow="fold")):
            line.rstrip()
            before = lead if number == 0 else " " * indent
            self.console.print(Text.assemble(before, line), soft_wrap=True)
