"""From an item's bytes to a report: text without furniture, title, outlet, address, date."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version
from typing import Protocol

from tollbook.intake.bylines import without_outlet_lines
from tollbook.intake.charset import Decoded, decode
from tollbook.intake.flat_text import read_flat_text
from tollbook.intake.furniture import clear
from tollbook.intake.item import HTML, JSONL, Item
from tollbook.intake.jsonl import parse_record
from tollbook.intake.language import language_of
from tollbook.intake.moments import one_moment
from tollbook.intake.page_body import (
    MOST_ELEMENTS,
    article_paragraphs,
    bare_paragraphs,
    count_elements,
    parse,
)
from tollbook.intake.page_head import read_head
from tollbook.intake.prose import assemble, tidy
from tollbook.intake.published import published_on
from tollbook.intake.stamps import read_stamp
from tollbook.record import Published, Report, SetAside
from tollbook.record.codec import from_json
from tollbook.record.ids import report_id
from tollbook.record.opening import OPENING, OpeningEntry, opening_text

_RULES = 3
"""Number of our own rules; raised whenever they give another text for the same bytes."""

EXTRACTOR = f"trafilatura {version('trafilatura')} / tollbook {_RULES}"
"""Name and version that go into derived rows: another one means extract again."""


MAX_TEXT = 1_000_000
"""Characters of a report's text; the parser of the rules reader takes no more either."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What came of an item.

    :ivar report: None: nothing to read, and the last of ``set_aside`` says why.
    :ivar set_aside: parts that could not be read (broken characters, a date with two readings).
    """

    report: Report | None
    set_aside: tuple[SetAside, ...]


class Extractor(Protocol):
    """What makes a report of an item: :func:`extract_all`, or the same within bounds."""

    def __call__(self, item: Item, *, sequence: int = 0) -> Extraction: ...


@dataclass(frozen=True, slots=True)
class _Parts:
    title: str | None
    paragraphs: list[str]
    source: str | None = None
    url: str | None = None
    published: Published | None = None
    set_aside: tuple[SetAside, ...] = ()


def extract(item: Item, *, sequence: int = 0) -> Report | SetAside:
    """The report an item holds, or why it holds none. Never raises for bad content.

    The same bytes give the same report always: nothing here reads a clock, the path or the network.

    :param sequence: arrival order of the item's capture.
    """
    extraction = extract_all(item, sequence=sequence)
    return extraction.report or extraction.set_aside[-1]


def extract_all(item: Item, *, sequence: int = 0) -> Extraction:
    """As :func:`extract`, with what could not be read beside a report."""
    if item.media_type == OPENING:
        return _from_opening(item, sequence)
    try:
        parts = _parts(item)
    except (ValueError, RecursionError, MemoryError, AttributeError, TypeError, KeyError) as fault:
        # Other people's pages meet other people's parsers: one page never ends the batch.
        why = f"the extractor failed on it: {type(fault).__name__}: {fault}"
        return Extraction(None, (_aside(item, why, "save its text as .txt and give that"),))
    if isinstance(parts, SetAside):
        return Extraction(None, (parts,))
    text, body_start = assemble(parts.title, parts.paragraphs)
    if not any(c.isalnum() for c in text[body_start:]):
        why = "no article text was found in it"
        return Extraction(
            None, (*parts.set_aside, _aside(item, why, "save its text as .txt and give that"))
        )
    if len(text) > MAX_TEXT:
        why = f"its text has {len(text):,} characters; no news report has more than {MAX_TEXT:,}"
        return Extraction(None, (_aside(item, why, "give its articles one by one"),))
    report = Report(
        id=report_id(item.sha256),
        capture=item.sha256,
        title=parts.title,
        text=text,
        language=language_of(text[body_start:]) or language_of(text),
        source=parts.source,
        url=parts.url,
        published=parts.published,
        sequence=sequence,
        body_start=body_start,
    )
    return Extraction(report, parts.set_aside)


def _from_opening(item: Item, sequence: int) -> Extraction:
    """A row of a recorder's own table: its columns as lines, so that claims can quote them."""
    try:
        row = from_json(item.data.decode("utf-8"), OpeningEntry)
    except (ValueError, UnicodeDecodeError) as fault:
        return Extraction(None, (_aside(item, f"it is no row: {fault}", "import it again", "row"),))
    title, text = opening_text(row.recorder, row.name, row.row)
    report = Report(
        id=report_id(item.sha256),
        capture=item.sha256,
        title=title,
        text=text,
        language="en",
        source=row.recorder,
        url=None,
        published=None,
        sequence=sequence,
        body_start=len(title) + 2,
    )
    return Extraction(report, ())


def _parts(item: Item) -> _Parts | SetAside:
    if item.media_type == JSONL:
        return _from_record(item)
    decoded = decode(item.data, html=item.media_type == HTML)
    parts = _from_page(item, decoded.text) if item.media_type == HTML else _from_text(decoded.text)
    if isinstance(parts, SetAside):
        return parts
    return _Parts(
        parts.title,
        parts.paragraphs,
        parts.source,
        parts.url,
        parts.published,
        _unreadable(item, decoded),
    )


def _from_page(item: Item, page: str) -> _Parts | SetAside:
    tree, whole = parse(page)
    if tree is None:
        return _Parts(None, clear(bare_paragraphs(page), None))
    if (elements := count_elements(tree)) > MOST_ELEMENTS:
        why = f"it has {elements:,} elements; no article has more than {MOST_ELEMENTS:,}"
        return _aside(item, why, "save the article's text as .txt and give that")
    head = read_head(tree)
    published = published_on(tree, head)
    told = without_outlet_lines(article_paragraphs(tree, whole=whole), head.source)
    paragraphs = clear(told, head.title)
    return _Parts(head.title, paragraphs, head.source, head.url, published)


def _from_text(text: str) -> _Parts:
    flat = read_flat_text(text)
    return _Parts(flat.title, flat.paragraphs, flat.source, published=flat.published)


def _from_record(item: Item) -> _Parts | SetAside:
    record = parse_record(item.data)
    if isinstance(record, str):
        return _aside(item, record, "mend the line: one JSON object with a text")
    notes = _unreadable(item, Decoded(record.text, "utf-8", record.text.count("\ufffd")))
    given: Published | None = None
    if record.published and record.published.strip():
        days = read_stamp(record.published)
        if days:
            at = one_moment([record.published], days[0])
            given = Published(days[0], days[1], "given", at)
        else:
            why = f"the date {record.published.strip()[:60]!r} cannot be read, or has two readings"
            to_do = "write it as 2019-10-05, or 2019-10 for a month"
            notes += (_aside(item, why, to_do, "published date"),)
    flat = read_flat_text(record.text, title=tidy(record.title or "") or None)
    return _Parts(
        flat.title,
        flat.paragraphs,
        tidy(record.source or "") or flat.source,
        (record.url or "").strip() or None,
        given or flat.published,
        notes,
    )


def _unreadable(item: Item, decoded: Decoded) -> tuple[SetAside, ...]:
    if not decoded.replaced:
        return ()
    count = decoded.replaced
    many = "character" if count == 1 else "characters"
    why = f"{count} {many} could not be read as {decoded.charset}"
    to_do = "nothing needed if the text reads well; else fetch the page again"
    return (_aside(item, why, to_do, "characters"),)


def _aside(item: Item, why: str, to_do: str, what: str | None = None) -> SetAside:
    kind = "JSONL line" if item.media_type == JSONL else "file"
    return SetAside(what=what or kind, why=why, where=item.origin, next=to_do)
