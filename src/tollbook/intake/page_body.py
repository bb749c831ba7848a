"""The article's paragraphs out of a page's markup."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from tollbook.intake.furniture import ends_a_sentence
from tollbook.intake.paragraphs import blocks_of, collect, flatten, split_at_blocks, strip_tags
from tollbook.intake.prose import tidy

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_ELEMENTS = 30_000
"""Pages with more elements are collected by our own rule: the extractor needs about 0.1 ms for
each, and the largest news pages measured have 6,000."""

MOST_ELEMENTS = 250_000
"""Pages with more elements are set aside: they would keep a batch waiting for half a minute."""

_SHORT = 300
_MOST_OF_IT = 0.6
_FEWEST_WORDS = 8  # fewer, and no sentence among them: a menu, not an article
_MERGED = 1000  # characters: longer "paragraphs" are several, parted by line breaks in the page
_LIST_MARK = re.compile(r"^[-–•*]\s+(?=\S)")
_ROW = re.compile(r"^\|?(?:\s*-{3,}\s*\|)+\s*-*\s*$")


def load() -> None:
    """Loads what is slow to load, which the first page would else wait for."""
    import trafilatura  # noqa: F401, PLC0415 - and with it lxml


def parse(page: str) -> tuple[HtmlElement | None, bool]:
    """The tree of a page, and whether it was whole before it was flattened.

    None: no parser can take it (see :func:`bare_paragraphs`). A tree of lxml stops at 256 levels
    and silently loses what is deeper, hence the look at its log.
    """
    tree = _parsed(page)
    if tree is not None and tree[1]:
        return tree[0], True
    tree = _parsed(flatten(page))
    if tree is not None and tree[1]:
        return tree[0], False
    return None, False


def _parsed(page: str) -> tuple[HtmlElement, bool] | None:
    from lxml import etree  # noqa: PLC0415 - slow to load
    from lxml.html import HTMLParser, document_fromstring  # noqa: PLC0415 - slow to load

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        # Bytes, because lxml refuses text that holds an encoding declaration.
        tree = document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    whole = not any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    return tree, whole


def count_elements(tree: HtmlElement) -> int:
    return sum(1 for _ in tree.iter())


def article_paragraphs(tree: HtmlElement, *, whole: bool) -> list[str]:
    """The article's paragraphs in order; empty where there is none.

    trafilatura first (``fast``: its own rules without the fallback extractors, which score better
    on news pages and cost half), without comments; our own collection where it finds nothing or
    little and we find clearly more, and for pages that are too large or too deep for it.
    """
    if not whole or count_elements(tree) > MAX_ELEMENTS:
        return collect(tree)
    told = _by_trafilatura(tree)
    if any(len(p) > _MERGED for p in told):
        blocks = blocks_of(tree, boxes=True)
        told = [
            part for p in told for part in (split_at_blocks(p, blocks) if len(p) > _MERGED else [p])
        ]
    if sum(len(p) for p in told) >= _SHORT:
        return told
    own = collect(tree)
    mine, theirs = sum(len(p) for p in own), sum(len(p) for p in told)
    # of a very short page the extractor gives all words in one line, headline and byline among them
    fused = len(told) == 1 and mine >= _MOST_OF_IT * theirs
    best = own if mine > 1.3 * theirs or fused else told
    words = sum(len(p.split()) for p in best)
    return best if words >= _FEWEST_WORDS or any(ends_a_sentence(p) for p in best) else []


def bare_paragraphs(page: str) -> list[str]:
    """Paragraphs of a page that no parser takes: what is left without its tags, sentences only."""
    lines = (tidy(line) for line in strip_tags(page).split("\n\n"))
    return [line for line in lines if ends_a_sentence(line) and len(line.split()) > 3]


def _by_trafilatura(tree: HtmlElement) -> list[str]:
    from trafilatura import bare_extraction  # noqa: PLC0415 - slow to load

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    document = bare_extraction(
        tree, fast=True, include_comments=False, include_tables=True, include_images=False
    )
    if document is None:
        return []
    text = getattr(document, "text", None) or ""
    paragraphs: list[str] = []
    for raw in text.split("\n"):
        line = tidy(_LIST_MARK.sub("", raw))
        if not line or _ROW.match(line):
            continue
        if paragraphs and _mid_sentence(paragraphs[-1], line):
            paragraphs[-1] += " " + line
        else:
            paragraphs.append(line)
    return paragraphs


def _mid_sentence(before: str, line: str) -> bool:
    """Whether a line break (a ``br`` in the page) splits a sentence."""
    return len(before) >= 40 and before[-1].isalnum() and line[:1].islower()
