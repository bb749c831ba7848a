"""Bytes that nobody wrote: pages, texts and records of any make give a report or a reason."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from tollbook import intake
from tollbook.batch import speaks
from tollbook.intake import HTML, JSONL, TEXT, Item
from tollbook.read import RulesReader
from tollbook.record import EMPTY_LEXICON

_FEW = settings(max_examples=60, deadline=None, derandomize=True, database=None)
_READ = settings(_FEW, max_examples=20)

_MARKUP = st.sampled_from(
    [
        *("<p>", "</p>", "<article>", "</article>", "<table><tr><td>", "</table>", "<!--", "-->"),
        *("<script>", "</script>", "<title>", "</title>", "<br", "<![CDATA[", "]]>", "&#0;"),
        *("&#xD800;", "&#x110000;", "&amp;lt;", "&nosuch;", "<svg><style>", "<template>", "\0"),
        *('<meta charset="utf-7">', '<time datetime="2021-02-30">', '<html lang="xx-', "\ufeff"),
    ]
)
_WORDS = st.sampled_from(
    [
        *("Gunmen killed ", "three people ", "in Basra ", "on Friday. ", "police said", ", ", ". "),
        *("at least ", "1,000,000 ", "-3 ", "two of whom ", "No one was ", "injured ", "\u201c"),
        *("(", ")", "\u2014", "including ", "a total of ", "bringing the toll to ", "\n\n", "3-0 "),
        *("\u0663\u0664 ", "\u00bd ", "1/0 ", "1e9 ", "IV ", "nine hundred ninety-nine million "),
    ]
)
_PAGE = st.lists(_MARKUP | _WORDS | st.text(max_size=12), max_size=40).map("".join)


def _item(text: str, kind: str) -> Item:
    return Item.of("made", text.encode("utf-8", "surrogatepass"), kind)


@_FEW
@given(st.binary(max_size=600), st.sampled_from([HTML, TEXT, JSONL]))
def test_any_bytes(data: bytes, kind: str) -> None:
    made = intake.extract_all(Item.of("made", data, kind), sequence=1)
    assert made.report is not None or made.set_aside


@_FEW
@given(_PAGE)
def test_any_page_gives_the_same_report_twice(page: str) -> None:
    first, again = (intake.extract_all(_item(page, HTML), sequence=1) for _ in range(2))
    assert first == again
    assert first.report is not None or first.set_aside
    if first.report is not None:
        first.report.text.encode("utf-8")  # no half character is left in it
        assert "\0" not in first.report.text


_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | _PAGE,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=4,
)
_FIELD = st.sampled_from(["text", "title", "url", "published", "source", "id", "other"])


@_FEW
@given(st.dictionaries(_FIELD, _VALUE))
def test_any_record(fields: dict[str, object]) -> None:
    made = intake.extract_all(_item(json.dumps(fields), JSONL), sequence=1)
    assert made.report is not None or made.set_aside


def test_any_text_is_read() -> None:
    reader = RulesReader()

    @_READ
    @given(st.lists(_WORDS | st.text(max_size=8), max_size=40).map("".join))
    def read(text: str) -> None:
        report = intake.extract_all(_item(text, TEXT), sequence=1).report
        if report is None or not speaks(reader, report.language):
            return
        reading = reader.read(report, EMPTY_LEXICON)
        for claim in reading.claims:
            assert claim.evidence.holds_in(report.text)
            assert claim.count.low is None or claim.count.low >= 0

    read()
