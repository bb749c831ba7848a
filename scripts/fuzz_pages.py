"""Throws bytes at intake and the rules reader, guided by what they reach; see scripts/fuzz.

The first byte says what the rest claims to be: a page, a text, a line of JSON. Anything raised,
any quote that does not stand in its text, any page without a report and without a reason is a
find. The corpus begins with the smaller pages of scripts/nasty_pages.py.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["tollbook.intake", "tollbook.read", "tollbook.record"]):
    from tollbook import intake
    from tollbook.batch import read_one, speaks
    from tollbook.read import RulesReader
    from tollbook.record import EMPTY_LEXICON, Lexicon, SetAside

from nasty_pages import NASTY

KINDS = (intake.HTML, intake.TEXT, intake.JSONL)
ENDINGS = (".html", ".txt", ".jsonl")
LARGEST_SEED = 4_000


class Find(Exception):
    """Something that a page may never bring about."""


class _Names:
    """Stands in for the atlas: knows no actor and no place."""

    lexicon: Lexicon = EMPTY_LEXICON
    version = "none"


READER = RulesReader()


def throw(data: bytes) -> None:
    """One page: extracted, and read where there is text.

    :raises Find: for what a page may never bring about.
    """
    if not data:
        return
    kind, data = data[0] % len(KINDS), data[1:]
    item = intake.Item.of("fuzzed" + ENDINGS[kind], data, KINDS[kind])
    made = intake.extract_all(item, sequence=1)
    if made.report is None and not made.set_aside:
        raise Find("no report, and no reason")
    if made.report is None or not speaks(READER, made.report.language):
        return
    reading = read_one(made.report, READER, _Names())
    if isinstance(reading, SetAside):
        raise Find(reading.why)


def seed(corpus: Path) -> None:
    """Puts the smaller nasty pages in front of the corpus."""
    for name, make in NASTY.items():
        ending = Path(name).suffix
        data = make()
        if ending in ENDINGS and len(data) <= LARGEST_SEED:
            whole = bytes([ENDINGS.index(ending)]) + data
            (corpus / Path(name).stem).write_bytes(whole)


if __name__ == "__main__":
    folders = [Path(a) for a in sys.argv[1:] if not a.startswith("-")]
    if folders:
        seed(folders[0])
    READER.prepare()
    atheris.Setup(sys.argv, throw)
    atheris.Fuzz()
