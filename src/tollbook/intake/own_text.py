"""What of a report's words is its own: without credits, and without what many pages carry.

A page brings more than its story: sign-up forms, boxes of a newsletter, teasers. Two pages that
share nothing but these are no copies. Such standing text is told by where else it stands.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from tollbook.intake.bylines import dated_byline, dateline_of
from tollbook.intake.figures import is_figure, is_number, without_days, words_of
from tollbook.intake.furniture import ends_a_sentence, furniture
from tollbook.intake.prose import PARAGRAPH
from tollbook.intake.stamps import is_only_a_stamp
from tollbook.record import Published, Report

SHINGLE = 4
"""Words in a shingle."""

LONGEST_REPRINT_DAYS = 31
"""Within this many days a story is carried under other headlines; text that comes back later under
another one is a site's own."""

STANDING = 3
"""Unlike pages that carry a paragraph: it is no story's."""

_UNLIKE = 0.5  # share of the shorter page's shingles under which two pages are unlike
_CREDIT_WORDS = 25
_TELLING_LETTERS = 4  # shorter words of a headline tell nothing of its subject
_STEM = 5  # letters in which "killed" and "killing" agree

_CREDIT = re.compile(
    r"^(?:[(\[][^()\[\]]*[)\]]\.?|(?:additional )?(?:reporting|writing|editing|source|agencies"
    r"|with (?:files|agency|agencies|inputs?|reporting))\b.*)$",
    re.I | re.S,
)
# "Qalat, October 5 (Wire): "
_WITH_AGENCY = re.compile(r"^[^\W\d_][^\n().!?]{0,60}\([^()]{2,40}\)\s?(?::|[-–—]{1,2})(?:\s|$)")


@dataclass(frozen=True, slots=True)
class OwnText:
    """A report's words, folded, to compare it with others.

    :ivar words: the body without byline, dateline and credit, each paragraph once, and without
        standing paragraphs at its beginning and end.
    :ivar own: how many words stand in paragraphs that are its own.
    :ivar shingles: those of its own paragraphs.
    :ivar paragraphs: its own paragraphs of some length.
    :ivar headline: the title's words, numbers apart.
    :ivar title_numbers: the numbers in its title.
    """

    id: str
    words: tuple[str, ...]
    own: int
    shingles: frozenset[str]
    paragraphs: frozenset[str]
    headline: tuple[str, ...]
    title_numbers: frozenset[str]
    published: Published | None

    def figures(self) -> int:
        return sum(1 for word in self.words if is_figure(word))


def shingles_of(words: Sequence[str]) -> frozenset[str]:
    last = max(1, len(words) - SHINGLE + 1)
    return frozenset(" ".join(words[i : i + SHINGLE]) for i in range(last) if words)


def days_apart(one: Published | None, other: Published | None) -> int | None:
    """The fewest days that can lie between two dates; None: one is unknown."""
    if one is None or other is None:
        return None
    return max(0, (one.start - other.end).days, (other.start - one.end).days)


def standing_in(pages: Sequence[Page]) -> set[str]:
    """The paragraphs that are standing text."""
    carriers: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        for paragraph in page.paragraphs:
            carriers[paragraph].append(page)
    return {paragraph for paragraph, found in carriers.items() if is_standing(found)}


def is_standing(carriers: Sequence[Page]) -> bool:
    """Whether a paragraph is standing text, by all pages that carry it.

    It is where pages that are unlike each other carry it, three of them at least; or where three
    pages with three headlines do, more than a month apart.
    """
    return len(carriers) >= STANDING and (_come_back(carriers) or unlike(carriers))


@dataclass(frozen=True, slots=True)
class Page:
    """A report's paragraphs, folded, each once; and what pages are compared by."""

    report: Report
    paragraphs: tuple[str, ...]
    headline: tuple[str, ...]
    shingles: frozenset[str]


def page_of(report: Report) -> Page:
    told = _without_credits(report.text[report.body_start :].split(PARAGRAPH))
    folded = tuple(dict.fromkeys(" ".join(words_of(p)) for p in told))
    kept = tuple(p for p in folded if p)
    headline = tuple(words_of(report.title or ""))
    return Page(report, kept, headline, shingles_of(" ".join(kept).split()))


def _without_credits(paragraphs: list[str]) -> list[str]:
    """Without date lines and a dateline at the beginning and a credit at the end."""
    start = 0
    while start < min(3, len(paragraphs) - 1) and (
        is_only_a_stamp(paragraphs[start]) or dated_byline(paragraphs[start]) is not None
    ):
        start += 1
    kept = paragraphs[start:]
    for i, paragraph in enumerate(kept[:2]):
        loose = _WITH_AGENCY.match(paragraph)
        dateline = loose.group() if loose else dateline_of(paragraph)
        if dateline and _says_nothing(dateline):
            kept[i] = paragraph[len(dateline) :]
            break
    while len(kept) > 1 and len(kept[-1].split()) <= _CREDIT_WORDS and _is_credit(kept[-1]):
        kept.pop()
    return kept


def _says_nothing(line: str) -> bool:
    """Whether a dateline or credit holds neither a figure (days apart) nor a word of harm."""
    words = without_days(tuple(words_of(line)))
    return not any(is_figure(w) or w in furniture().never_caption for w in words)


def _is_credit(paragraph: str) -> bool:
    if not _CREDIT.match(paragraph) or not _says_nothing(paragraph):
        return False
    return paragraph[0] in "([" or not ends_a_sentence(paragraph)


def _come_back(pages: Sequence[Page]) -> bool:
    """Whether pages with three headlines carry it, more than a month apart."""
    if len({page.headline for page in pages}) < STANDING:
        return False
    dates = [page.report.published for page in pages if page.report.published]
    if len(dates) < STANDING:
        return False
    first = min(dates, key=lambda d: d.end)
    last = max(dates, key=lambda d: d.start)
    return (last.start - first.end).days > LONGEST_REPRINT_DAYS


def unlike(pages: Sequence[Page]) -> bool:
    """Whether three of the pages share less than half of their words with each other.

    The longest first: a page that holds nothing but the paragraph is like all of them.
    """
    apart: list[Page] = []
    for page in sorted(pages, key=lambda p: (-len(p.shingles), p.report.id)):
        if all(
            len(page.shingles & other.shingles)
            < _UNLIKE * min(len(page.shingles), len(other.shingles))
            for other in apart
        ):
            apart.append(page)
            if len(apart) == STANDING:
                return True
    return False


def own_text(page: Page, standing: Collection[str]) -> OwnText:
    told = list(page.paragraphs)
    while told and told[-1] in standing:
        told.pop()
    while told and told[0] in standing:
        told.pop(0)
    own = [p for p in told if p not in standing]
    words = [w for p in own for w in p.split()]
    return OwnText(
        id=page.report.id,
        words=tuple(w for p in told for w in p.split()),
        own=len(words),
        shingles=shingles_of(words),
        paragraphs=frozenset(p for p in own if len(p.split()) >= 3 * SHINGLE),
        headline=tuple(w for w in page.headline if not is_number(w)),
        title_numbers=frozenset(w for w in page.headline if is_number(w)),
        published=page.report.published,
    )


def shares_subject(one: OwnText, other: OwnText) -> bool:
    """Whether a headline of the two has a word in common with the first one's text.

    Without headlines that say something there is no telling: True.
    """
    stems = {_stem(w) for text in (one, other) for w in text.headline if _tells(w)}
    return len(stems) < 2 or any(_stem(w) in stems for w in one.words if _tells(w))


def same_headline(one: OwnText, other: OwnText) -> bool:
    """Whether the headlines are alike, or one of them is not known."""
    if not one.headline or not other.headline or one.headline == other.headline:
        return True
    mine, theirs = " ".join(one.headline), " ".join(other.headline)
    return mine in theirs or theirs in mine


def _tells(word: str) -> bool:
    return len(word) >= _TELLING_LETTERS and not is_figure(word)


def _stem(word: str) -> str:
    return word[:_STEM]
