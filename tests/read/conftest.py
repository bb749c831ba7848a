"""How tests of the reader read."""

from __future__ import annotations

import pytest
from read_cases import Read, report_of

from tollbook.read import RulesReader
from tollbook.record import EMPTY_LEXICON, Lexicon, Reading
from tollbook.record.interval import Published


@pytest.fixture(scope="session")
def read(reader: RulesReader) -> Read:
    """Read a text with the given headline, names and date; nothing is known by default."""

    def reading_of(
        body: str,
        title: str | None = None,
        lexicon: Lexicon = EMPTY_LEXICON,
        published: Published | None = None,
    ) -> Reading:
        return reader.read(report_of(body, title, published), lexicon)

    return reading_of
