"""Names of outlets that a page proves by using them in two places: in its title and elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tollbook.intake.bylines import dated_byline
from tollbook.intake.furniture import furniture, plain
from tollbook.intake.prose import tidy
from tollbook.record.text import fold

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SEPARATOR = re.compile(r"\s+[|\-–—•·:»«›/]+\s+|\s*[|»›]\s*|:\s+")
"""What stands between a headline and a site's name in a title."""

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NOT_SHOWN = frozenset({"title", "script", "style", "noscript", "template", "option", "textarea"})
_HOME = re.compile(r"^(?:https?://[^/\s]+)?/?(?:index\.\w{3,5})?$", re.I)
_RIGHTS = re.compile(r"(?:©|\(c\)|\bcopyright\b)[\s\d,–-]*(?:by\s+)?(?P<name>[^\d\s].*)", re.I)
_MAX_LINE = 300
_MAX_NAME_WORDS = 8


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows, folded to compare it.

    :ivar headings: h1 to h6.
    :ivar lines: these, and what stands alone in an element that is no link.
    :ivar home: words of links to the site's front page.
    :ivar bylines: names beside a date on a line of their own.
    :ivar rights: what stands after a copyright sign.
    """

    headings: frozenset[str]
    lines: frozenset[str]
    home: frozenset[str]
    bylines: frozenset[str]
    rights: tuple[str, ...]

    def is_outlet(self, name: str) -> bool:
        """Whether the page uses a part of its title as the name of an outlet.

        As the words of a link to its front page, after a copyright sign, or both as a masthead and
        beside the date in a byline. Words of menus alone ("World News") are no name.
        """
        if not 1 <= len(name.split()) <= _MAX_NAME_WORDS:
            return False
        if all(plain(word) in furniture().breadcrumbs for word in name.split()):
            return False
        wanted = fold(name)
        if wanted in self.home or (wanted in self.lines and wanted in self.bylines):
            return True
        return any(line == wanted or line.startswith(wanted + " ") for line in self.rights)


def read_shown(tree: HtmlElement) -> Shown:
    """What a page shows in single elements, in one walk over it."""
    headings: set[str] = set()
    lines: set[str] = set()
    home: set[str] = set()
    bylines: set[str] = set()
    rights: list[str] = []
    for element in tree.iter():
        tag = element.tag
        if not isinstance(tag, str) or tag in _NOT_SHOWN:
            continue
        line = _line(element, whole=tag in _HEADINGS or tag == "a")
        if tag == "a":
            if line and _HOME.match((element.get("href") or "#").strip()):
                home.add(fold(line))
            continue
        if line:
            lines.add(fold(line))
            if tag in _HEADINGS:
                headings.add(fold(line))
            if (name := dated_byline(line)) is not None:
                bylines.add(fold(name))
        rights += (
            fold(found["name"]) for text in _texts(element) if (found := _RIGHTS.search(text))
        )
    return Shown(
        frozenset(headings), frozenset(lines), frozenset(home), frozenset(bylines), tuple(rights)
    )


def _line(element: HtmlElement, *, whole: bool) -> str:
    text = element.text_content() if whole else element.text or ""
    return tidy(text) if len(text) <= 2 * _MAX_LINE else ""


def _texts(element: HtmlElement) -> Iterator[str]:
    for text in (element.text, element.tail):
        if text and len(text) <= _MAX_LINE:
            yield tidy(text)


def parts_of(title: str) -> Iterator[tuple[str, str]]:
    """A title cut at each separator: (what would be kept, what dropped), either way round."""
    for cut in SEPARATOR.finditer(title):
        before, after = title[: cut.start()].strip(), title[cut.end() :].strip()
        if before and after:
            yield before, after
            yield after, before


def outlet_in_title(title: str, shown: Shown) -> tuple[str, str] | None:
    """Headline and outlet of a title where the page shows the headline alone and proves the
    outlet's name (:meth:`Shown.is_outlet`); None: it doesn't."""
    for kept, dropped in parts_of(title):
        if fold(kept) in shown.lines and len(kept.split()) > 1 and shown.is_outlet(dropped):
            return kept, dropped
    return None


def headline_shown(title: str, shown: Shown) -> str | None:
    """The part of a title (three words and more) that the page shows as a heading, or as a line of
    its own, where it doesn't show the other part so, too; None: no part, or both."""
    for lines in (shown.headings, shown.lines):
        for kept, dropped in parts_of(title):
            if len(kept.split()) > 2 and fold(kept) in lines and fold(dropped) not in lines:
                return kept
    return None
