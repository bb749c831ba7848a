"""Plain text: lines back to paragraphs, and the headline where there is one.

Text saved from a page has lost its markup, so what is left of menus and headings is told by where
it stands and whether it repeats.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from tollbook.intake.bylines import (
    dated_byline,
    names_an_office,
    said_again,
    without_outlet_lines,
)
from tollbook.intake.furniture import (
    clear,
    ends_a_sentence,
    furniture,
    is_furniture,
    plain,
    without_lead,
)
from tollbook.intake.prose import tidy
from tollbook.intake.published import published_in_lines
from tollbook.intake.stamps import is_only_a_stamp
from tollbook.record import Published

_CRUMB = re.compile(r"\s*[>»›/|→]\s*")
_BYLINE = re.compile(r"^(?:by|from|reporting by|edited by|written by)\s", re.I)
_ABBREVIATION = re.compile(r"\b(?:[A-Z]\.){2,}$")
_MAX_CRUMBS = 8
_MAX_HEADLINE_WORDS = 30
_MAX_HEAD = 600  # characters of a first line with menu words and a headline
# a line that ends so is not done: "149 civilians and" / "8 guards were killed"
_UNFINISHED = re.compile(
    r"(?:,|\b(?:and|or|but|of|on|in|at|to|by|from|for|with|than|that|the|a|an))$"
)
_WRAP_WIDTHS = range(45, 121)  # columns at which mail, wire and terminal texts are wrapped


@dataclass(frozen=True, slots=True)
class FlatText:
    """A plain text taken apart.

    :ivar title: None: no line is surely the headline.
    :ivar source: the masthead above the headline; None: there is none that the text confirms.
    """

    title: str | None
    paragraphs: list[str]
    published: Published | None
    source: str | None = None


def read_flat_text(text: str, *, title: str | None = None) -> FlatText:
    """Headline, paragraphs and date of a plain text.

    :param title: a headline that is known already; None: look for one in the text.
    """
    paragraphs = [p for raw in paragraphs_of(text) if (p := tidy(raw))]
    if paragraphs:
        paragraphs[0] = without_lead(paragraphs[0])
    source = _masthead(paragraphs) if title is None else None
    if source is not None:
        paragraphs = paragraphs[1:]
    elif title is None and _stands_above_headline(paragraphs):
        paragraphs[:2] = paragraphs[1], paragraphs[0]
    published = published_in_lines(paragraphs)
    start = 0
    while start < len(paragraphs) and (
        not paragraphs[start]
        or is_furniture(paragraphs[start])
        or is_only_a_stamp(paragraphs[start])
    ):
        start += 1
    rest = paragraphs[start:]
    if title is None:
        title, rest = _take_headline(rest)
    cleared = clear(without_outlet_lines(rest, source), title)
    return FlatText(title, cleared, published, source)


def _masthead(paragraphs: list[str]) -> str | None:
    """The outlet or office that a letterhead names: its name, a headline, a date; else None.

    The name, or a part of it between commas, must be said again below ("the Ministry of Health
    said"): a headline in capital letters is not.
    """
    if not names_an_office(paragraphs[0] if paragraphs else ""):
        return None
    if not _stands_above_headline(paragraphs):
        return None
    dated = any(is_only_a_stamp(p) or dated_byline(p) is not None for p in paragraphs[2:4])
    return paragraphs[0] if dated else None


def _stands_above_headline(paragraphs: list[str]) -> bool:
    """Whether the first line is a masthead or a dateline, and the headline the second."""
    if len(paragraphs) < 3:
        return False
    first, second, *others = paragraphs
    if not _is_headline(second) or is_only_a_stamp(second) or dated_byline(second) is not None:
        return False
    if dated_byline(first) is not None:
        return True
    return names_an_office(first) and said_again(first, "\n".join([second, *others]))


def paragraphs_of(text: str) -> list[str]:
    """Paragraphs of a text, lines that were wrapped at a column joined again.

    A break is a wrap where the next line's first word would not have fitted into the column.
    Texts in which most breaks inside blocks are such were wrapped; in others every line is a
    paragraph, but for a break in the middle of a sentence.
    """
    blocks = [
        [line.rstrip() for line in block.split("\n") if line.strip()]
        for block in re.split(r"\n[ \t\r\f\v]*\n", re.sub(r"\r\n?|\u2028|\u2029|\f", "\n", text))
    ]
    width = _wrap_width(blocks)
    return [p for block in blocks for p in _joined(block, width)]


def _wrap_width(blocks: list[list[str]]) -> int | None:
    """The column at which a text was wrapped; None: it was not."""
    breaks = [
        (len(line), len(following.split(maxsplit=1)[0]))
        for block in blocks
        for line, following in pairwise(block)
        if not following[:1].isspace()
    ]
    lengths = [len(line) for block in blocks for line in block]
    if len(breaks) < 3 or not lengths:
        return None
    width = max(lengths)
    full = sum(1 for length, word in breaks if length + 1 + word > width)
    return width if width in _WRAP_WIDTHS and full >= 0.7 * len(breaks) else None


def _joined(lines: list[str], width: int | None) -> list[str]:
    paragraphs: list[str] = []
    before = ""
    for line in lines:
        if paragraphs and _goes_on(before, line, width):
            glue = "" if re.search(r"\w-$", before) and line[:1].islower() else " "
            paragraphs[-1] += glue + line.strip()
        else:
            paragraphs.append(line.strip())
        before = line
    return paragraphs


def _goes_on(before: str, line: str, width: int | None) -> bool:
    """Whether ``line`` continues the paragraph of the line before it."""
    if line[:1].isspace() and not before[:1].isspace():
        return False
    inside = not ends_a_sentence(before) and (
        line.lstrip()[:1].islower() or _UNFINISHED.search(before) is not None
    )
    if width is None:
        return inside and len(before) >= 40
    return inside or len(before) + 1 + len(line.split(maxsplit=1)[0]) > width


def _take_headline(paragraphs: list[str]) -> tuple[str | None, list[str]]:
    """The headline and what is left; the menu words before it and its repetition are dropped."""
    if len(paragraphs) < 2 or len(paragraphs[0]) > _MAX_HEAD:
        return None, paragraphs
    first, second = paragraphs[0], paragraphs[1]
    if len(second) <= _MAX_HEAD and _is_headline(second) and _repeats(first, second):
        return second, paragraphs[2:]
    crumbs = _CRUMB.split(first)
    if len(crumbs) > 2 and plain(crumbs[0]) in furniture().breadcrumbs and _is_headline(crumbs[-1]):
        return crumbs[-1], paragraphs[1:]
    bare = _without_menu_words(first)
    if _is_headline(bare):
        return bare, paragraphs[1:]
    return None, paragraphs


def _repeats(first: str, second: str) -> bool:
    """Whether the first line is the headline again: alone, after menu words, or before a site."""
    one, two = plain(first), plain(second)
    if one == two:
        return True
    if len(two.split()) < 3:
        return False
    before = one.removesuffix(two)
    if before != one:
        return len(before.split()) <= _MAX_CRUMBS and not ends_a_sentence(before.strip())
    after = one.removeprefix(two)
    return after != one and len(after.split()) <= _MAX_CRUMBS and after.lstrip()[:1] in "|-:>/"


def _without_menu_words(line: str) -> str:
    """Without menu words in front, where they begin with "Home" and a headline is left."""
    words = line.split()
    if len(words) < 5 or plain(words[0]) not in ("home", "homepage"):
        return line
    left = 1
    while left < min(len(words), _MAX_CRUMBS) and plain(words[left]) in furniture().breadcrumbs:
        left += 1
    return " ".join(words[left:]) if left > 1 and len(words) - left >= 3 else line


def _is_headline(line: str) -> bool:
    """Whether a first line is a headline: short, more than a word, no sentence, no byline."""
    words = line.split()
    if not 2 <= len(words) <= _MAX_HEADLINE_WORDS or _BYLINE.match(line):
        return False
    if line[-1] in ",;:" or re.match(r"^[^a-z]{3,40}(?:\([^)]{2,40}\))?\s?[-–—]{1,2}\s", line):
        return False
    if ends_a_sentence(line):
        return line.rstrip("\"'”’»)")[-1] in "?!" or bool(_ABBREVIATION.search(line))
    return True
