"""Our own collection of paragraphs, for pages that the extractor cannot or should not take.

Used for short pages (extractors take them for furniture), very large ones (they would take
minutes) and pages nested too deeply for a parser. Time grows with the page's size alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tollbook.intake.furniture import ends_a_sentence
from tollbook.intake.prose import tidy

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "footer",
        "aside",
        "form",
        "button",
        "select",
        "option",
        "textarea",
        "svg",
        "iframe",
        "object",
        "video",
        "audio",
        "figure",
        "figcaption",
        "menu",
        "dialog",
        "head",
        "title",
        "h1",
    ]
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "dl",
        "dd",
        "dt",
        "blockquote",
        "pre",
        "table",
        "tr",
        "td",
        "th",
        "body",
        "center",
        "address",
        "details",
        "summary",
        "hr",
    ]
)
_BOX = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|breadcrumbs?|share|sharing|social|cookie|consent|gdpr|banner|"
    r"related|recommended|newsletter|subscribe|promo|advert|ads?|sidebar|footer|comments?|popup|"
    r"modal|caption|tags|toolbar)(?:$|[\s_-])",
    re.I,
)
_INLINE_TAG = re.compile(
    r"</?(?!(?:article|main|p|h[1-6]|nav|footer|aside|form|title|meta|link|script|style|head|body|"
    r"html|time|header)\b)([a-z][\w:-]{0,30})\b[^<>]*>",
    re.I,
)
_MANY_BREAKS = re.compile(r"<br>(?:\s*<br>)+")
_ANY_TAG = re.compile(r"<[!/?a-z][^<>]*>", re.I)
_SCRIPT = re.compile(r"<(script|style)\b[^<>]*>", re.I)
_BREAKS = frozenset(
    [
        "div",
        "section",
        "li",
        "ul",
        "ol",
        "table",
        "tr",
        "td",
        "th",
        "br",
        "blockquote",
        "dd",
        "dt",
        "hr",
        "pre",
    ]
)


_SURE_TO_FIND = 20  # shorter blocks may stand in a text by chance


@dataclass(frozen=True, slots=True)
class Block:
    """Words between two block tags.

    :ivar linked: how many of its characters stand in links.
    :ivar main: whether it lies in ``article`` or ``main``.
    :ivar paragraph: whether its tag is ``p``.
    """

    text: str
    linked: int
    main: bool
    paragraph: bool


def flatten(page: str) -> str:
    """A page without its inline and box tags, so that no parser meets its depth."""
    flat = _INLINE_TAG.sub(lambda t: "<br>" if t.group(1).lower() in _BREAKS else " ", page)
    return _MANY_BREAKS.sub("<br><br>", flat)


def strip_tags(page: str) -> str:
    """The bare words of a page that no parser takes, a line per tag that broke the flow."""
    return re.sub(r"[ \t]*\n\s*", "\n\n", _ANY_TAG.sub("\n", _without_scripts(page)))


def _without_scripts(page: str) -> str:
    """Without scripts and styles; one that is never closed runs to the end, as in a browser."""
    low = page.lower()
    kept: list[str] = []
    done = 0
    while opening := _SCRIPT.search(page, done):
        kept.append(page[done : opening.start()])
        closing = low.find(f"</{opening.group(1).lower()}", opening.end())
        if closing < 0:
            return "".join(kept)
        done = closing
    return "".join(kept) + page[done:]


def collect(tree: HtmlElement) -> list[str]:
    """The paragraphs of a page's article, as far as tags tell it.

    Those in ``article`` or ``main`` where they hold some text, else those of the page; ``p``
    elements where there are any, else any block that ends like a sentence; lists of links left out.
    """
    blocks = [b for b in blocks_of(tree, boxes=False) if b.linked <= 0.5 * len(b.text)]
    for wanted in (
        [b for b in blocks if b.main and b.paragraph],
        [b for b in blocks if b.main],
        [b for b in blocks if b.paragraph],
        blocks,
    ):
        told = [b.text for b in wanted if ends_a_sentence(b.text) or len(b.text) >= 80]
        if sum(len(t) for t in told) >= 80:
            return told
    return [b.text for b in blocks if ends_a_sentence(b.text)]


def split_at_blocks(merged: str, blocks: list[Block]) -> list[str]:
    """A paragraph that an extractor merged from several, parted where the page parts its blocks.

    Each block that stands in ``merged`` word for word, in the page's order, becomes a paragraph;
    so does what lies between two of them. No character but white space is lost.
    """
    parts: list[str] = []
    done = 0
    for block in blocks:
        if len(block.text) < _SURE_TO_FIND:
            continue
        start = merged.find(block.text, done)
        if start >= 0:
            parts += [merged[done:start].strip(), block.text]
            done = start + len(block.text)
    parts.append(merged[done:].strip())
    return [p for p in parts if p]


def blocks_of(tree: HtmlElement, *, boxes: bool) -> list[Block]:
    """The words between block tags, in the page's order.

    :param boxes: whether menus, share buttons, cookie notices and the like are walked, too.
    """
    return _Collector(boxes=boxes).collect(tree)


class _Collector:
    """One walk over a tree, without recursion."""

    def __init__(self, *, boxes: bool) -> None:
        self.boxes = boxes
        self.found: list[Block] = []
        self.words: list[str] = []
        self.linked = 0
        self.breaks = 0
        self.inside = {"a": 0, "p": 0, "article": 0, "main": 0}

    def collect(self, tree: HtmlElement) -> list[Block]:
        from lxml import etree  # noqa: PLC0415 - slow to load

        self.half = 0.5 * len(tree.text_content())
        walk = etree.iterwalk(tree, events=("start", "end"))
        for event, element in walk:
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "end":
                self._leave(tag)
                self._add(element.tail)
            elif not tag or tag in _SKIPPED or (not self.boxes and self._is_box(element)):
                # The end event of what is skipped still comes.
                walk.skip_subtree()
                self._enter(tag)
            else:
                self._enter(tag)
                self._add(element.text)
        self._flush()
        return self.found

    def _enter(self, tag: str) -> None:
        if tag in _BLOCKS or tag in _SKIPPED:
            self._flush()
        if tag in self.inside:
            self.inside[tag] += 1
        if tag == "br" and self.words:
            self.breaks += 1
            if self.breaks > 1 or ends_a_sentence(tidy("".join(self.words))):
                self._flush()
            self.words.append(" ")

    def _leave(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._flush()
        if tag in self.inside:
            self.inside[tag] -= 1

    def _add(self, text: str | None) -> None:
        if not text:
            return
        self.words.append(text)
        if text.strip():
            self.breaks = 0
            self.linked += len(text.strip()) if self.inside["a"] else 0

    def _flush(self) -> None:
        text = tidy("".join(self.words)) if self.words else ""
        if text:
            main = self.inside["article"] > 0 or self.inside["main"] > 0
            self.found.append(Block(text, self.linked, main, self.inside["p"] > 0))
        self.words.clear()
        self.linked = 0

    def _is_box(self, element: HtmlElement) -> bool:
        """Whether an element is named like furniture; one with half of the page's text is not."""
        if element.tag in ("body", "article", "main", "html"):
            return False
        names = (element.get("class") or "", element.get("id") or "", element.get("role") or "")
        if not _BOX.search(" ".join(names)):
            return False
        return bool(len(element.text_content()) < self.half)
