"""Whether day or place keep two drafts of one report apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from difflib import SequenceMatcher

from tollbook.read.draft import Draft
from tollbook.read.relate import TOTALS, heads_fit, share_name
from tollbook.read.words import word_set
from tollbook.record import Span
from tollbook.record.lexicon import PlaceName
from tollbook.record.marks import LISTED_BY_PLACE

_SPELLED_ALIKE = 0.8  # of two spellings of one town's name: what they share of their letters
_OPENING = 2  # sentences with a headline's, in which a story says what the headline is of
_SHORT = 3  # letters of a word that tells no place from another ("al", "abu", "the")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_MONTH_ALONE = re.compile(
    rf"(?:in|during|throughout)\s+(?:early\s+|mid-?|late\s+)?{_MONTH}[a-z]*\.?(?:\s+\d{{4}})?"
    r"|(?:in\s+)?(?:last (?:month|year)|\d{4})",
    re.IGNORECASE,
)
_DAY = re.compile(
    rf"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    rf"|{_MONTH}[a-z]*\.?\s+\d{{1,2}}(?!\d)|\d{{1,2}}\s+{_MONTH})",
    re.IGNORECASE,
)

_OPENS = re.compile(
    rf"\W*(?:(?:early|late|later|also|and)\s+)?(?:on\s+)?(?:the\s+(?:night|morning|evening)\s+of\s+)?"
    rf"(?={_DAY.pattern})",
    re.IGNORECASE,
)
"""What may stand before a day with which a paragraph opens."""


def apart(a: Draft, b: Draft, level: Callable[[str], PlaceName]) -> bool:
    """Whether day or place keep two drafts apart.

    A country contains other places, and so may a region. But paragraphs that each give a day and
    a place of their own ("in Bauchi on Friday", "in Yenagoa on Friday") tell of two events even
    where one of the names is also a region's; the tally, which knows what lies in what, puts
    them together where they are one after all.

    :param level: what a place name is in the gazetteer.
    """
    if _one_death(a, b):
        return a.past != b.past
    if _by_words(a, b, level) or _of_another_month(a, b) or _of_another_month(b, a):
        return True
    days_a, days_b = days_of(a), days_of(b)
    if days_a and days_b and not days_a & days_b and not _in_one_toll(a, b):
        return True
    if a.past != b.past:
        return True
    if _heads(a, b) or _heads(b, a):
        return False  # the places of a headline
    if _in_another_town(a, b, level):
        return True
    far = a.paragraph != b.paragraph and bool(days_a or days_b)
    if far and days_a and days_b and not (a.additional or b.additional):
        return _elsewhere(a, b, level, ("country",))
    return (far or a.sentence == b.sentence) and _elsewhere(a, b, level, ("country", "region"))


def _by_words(a: Draft, b: Draft, level: Callable[[str], PlaceName]) -> bool:
    """Whether the words themselves say that it was another event, whenever and wherever."""
    if a.separate and b.sentence_index < a.sentence_index and not b.headline:
        return True
    if a.section and b.section and a.section != b.section:
        return True
    if a.before_it != b.before_it and a.sentence == b.sentence:
        return True
    return _listed_elsewhere(a, b, level)


def _listed_elsewhere(a: Draft, b: Draft, level: Callable[[str], PlaceName]) -> bool:
    """ "Two in Kut and one in Hilla": also where both names are those of regions as well."""
    if a.sentence != b.sentence or not (a.places and b.places) or a.partitive or b.partitive:
        return False
    if LISTED_BY_PLACE not in a.rule and LISTED_BY_PLACE not in b.rule:
        return False
    mine, theirs = (d.places[0].quote.casefold() for d in (a, b))
    return level(mine) == level(theirs) and not _share_words(frozenset({mine}), frozenset({theirs}))


def _heads(head: Draft, other: Draft) -> bool:
    """ "Kut mourns teenager shot dead" over "a student was shot dead in Hay Jihad on Sunday": a
    headline's place may be that of the story, or hold the body's."""
    if not head.headline or other.headline or other.sentence_index > _OPENING or head.separate:
        return False
    told = any(p.start in head.said_in for p in head.places)
    return head.harm == other.harm and head.n == other.n and not (told or days_of(head))


def _in_another_town(new: Draft, old: Draft, level: Callable[[str], PlaceName]) -> bool:
    """Whether two sentences of the body each say first in which town it was, and not in the same.

    "Five soldiers were killed in Kut. Three guards were killed in Amarah": the three are none of
    the five. Whether one town lies in the other is for the tally to say.
    """
    if new.sentence == old.sentence or new.headline or old.headline or new.partitive:
        return False
    there = old.places or old.places_above
    if new.kind in {"definite", "pronoun"} or not new.places or not there:
        return False
    mine, theirs = _first_named(new, new.places, level), _first_named(old, there, level)
    if mine is None or theirs is None:
        return False
    if "no" in {level(mine), level(theirs)} and heads_fit(new, old):
        return False  # a name that no gazetteer has may be that of a hall or a street of the town
    alike = SequenceMatcher(None, mine, theirs).ratio() >= _SPELLED_ALIKE
    return not alike and not _share_words(frozenset({mine}), frozenset({theirs}))


def _first_named(
    draft: Draft, places: Sequence[Span], level: Callable[[str], PlaceName]
) -> str | None:
    """The town that a draft names first for where it was, behind a quarter that the gazetteer lacks
    ("in the Qurmiya estate in Kut"); None: it names none first."""
    names = []
    for place in places:
        known = level(place.quote.casefold()) != "no"
        if place.start in draft.named_beside or (known and place.start not in draft.said_in):
            break
        if place.start in draft.said_in:
            names.append(place.quote.casefold())
        if known:
            break
    if not names or level(names[-1]) not in {"town", "small", "no"}:
        return None
    return names[-1]


def _elsewhere(a: Draft, b: Draft, level: Callable[[str], PlaceName], but: Collection[str]) -> bool:
    """Whether two drafts name places that have no word in common.

    :param but: levels of names that may hold another place, and so tell nothing.
    """
    mine, theirs = (
        frozenset(
            n
            for p in d.places
            if level(n := p.quote.casefold()) not in but and p.start not in d.named_beside
        )
        for d in (a, b)
    )
    return bool(mine and theirs) and not _share_words(mine, theirs)


def _one_death(a: Draft, b: Draft) -> bool:
    """ "Jan Berg was killed today ... Berg, who left the front on 9 March, was killed": once."""
    killed = a.harm == b.harm == "killed"
    return killed and len(a.names) == len(b.names) == 1 and share_name(a, b)


def _in_one_toll(a: Draft, b: Draft) -> bool:
    """ "Two died on Monday, raising the toll of Friday's attack to five": two days, one figure."""
    return a.sentence == b.sentence and bool({a.pattern, b.pattern} & TOTALS)


def days_named(draft: Draft) -> frozenset[str]:
    """The day that a draft names first."""
    found = next((m for t in draft.times if (m := _DAY.search(t.quote))), None)
    return frozenset({found.group().casefold()} if found else ())


def day_opening(text: str, start: int) -> frozenset[str]:
    """The day that opens a paragraph at ``start``, as of :func:`days_named`; empty: none."""
    before = _OPENS.match(text, start)
    day = _DAY.match(text, before.end()) if before else None
    return frozenset({day.group().casefold()} if day else ())


def days_of(draft: Draft) -> frozenset[str]:
    """The day that a draft names, else the one that its paragraph named before it."""
    return days_named(draft) or draft.days_above


def _of_another_month(a: Draft, b: Draft) -> bool:
    """Whether one is told of a month alone ("in February") and the other of a day, say "Thursday".

    In a sentence of its own, so that "since February" beside a day says nothing.
    """
    if a.sentence == b.sentence or not a.times or days_named(a):
        return False
    news = bool(days_named(b)) or (not b.times and a.paragraph != b.paragraph)
    return news and all(_MONTH_ALONE.fullmatch(t.quote) for t in a.times)


def _share_words(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether two sets of names have one in common, or a word ("al-Shati", "Al Shati Camp")."""
    kinds = word_set("means", "targets")  # "St Mary's Church" and "Zion Church" are two
    words, others = (
        {w for name in names for w in name.replace("-", " ").split() if len(w) > _SHORT} - kinds
        for names in (mine, theirs)
    )
    return bool(mine & theirs or words & others)
