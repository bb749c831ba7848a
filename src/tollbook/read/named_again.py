"""Figures that name the attack they are of: "raised the toll of the market bombing to 31".

Such a sentence gives neither day nor place; they are those of the attack told before that its words
name: by what was hit ("the market strike"), by its day ("Tuesday's ambush"), or, where somebody
claims it or brings its toll up to date, the one told last ("responsibility for the attack").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tollbook.read.day_and_place import days_of
from tollbook.read.draft import Draft
from tollbook.read.relate import TOTALS
from tollbook.read.word_lists import PatternList
from tollbook.record import Span

_NAMED = PatternList("events", "named_again", "named")
_CLAIMS = PatternList("events", "named_again", "claims")
_SAYS_LITTLE = PatternList("events", "named_again", "says_little")
"""Words before "attack" that do not tell which it was."""
_DAY = PatternList("events", "named_again", "day")


def named_again(drafts: Sequence[Draft], text: str, places: Sequence[Span]) -> list[Draft]:
    """The drafts, with day and place of the attack that they name, where they say neither.

    :param text: the report's; :param places: names of places in it.
    """
    out: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: d.order):
        told = _told_of(draft, out, text) if _asks(draft, text) else None
        out.append(draft if told is None else _with(draft, told, text, places))
    return out


def _asks(draft: Draft, text: str) -> bool:
    if draft.headline or draft.scope != "incident" or draft.past or draft.places:
        return False
    return (
        draft.pattern in TOTALS
        or _by_target(draft, text)
        or _CLAIMS.search(text, *draft.sentence) is not None
    )


def _by_target(draft: Draft, text: str) -> bool:
    """ "The envoy condemned the raid on the prison": a deed told of before, by what was hit."""
    before = text[draft.sentence[0] : draft.evidence.start].rstrip().casefold()
    named = draft.rule.endswith("attack on") and before.endswith((" the", " this", " that"))
    return named and bool(draft.target) and not draft.times


def _told_of(draft: Draft, told: Sequence[Draft], text: str) -> Draft | None:
    named = _NAMED.search(text, *draft.sentence)
    by_target = _by_target(draft, text)
    if named is None and not by_target:
        return None
    before = [
        d
        for d in told
        if d.scope == "incident"
        and not (d.headline or d.past or d.before_it or d.partitive)
        and d.sentence_index < draft.sentence_index
        and d.count.shape != "zero"
    ]
    if by_target or named is None:
        hit = (draft.target or "").split()[-1]
        close = [d for d in before if _names(hit, text[slice(*d.sentence)]) and _has_where(d)]
        placed = [d.places for d in close if d.places]
        return replace(close[-1], places=placed[-1] if placed else ()) if close else None
    day = _DAY.match(named["by"])
    if day is not None:
        before = [d for d in before if day.group().casefold() in days_of(d)]
    elif any(_DAY.search(t.quote) for t in draft.times):
        return None
    words = [w for w in named["what"].split() if not _SAYS_LITTLE.fullmatch(w)]
    what = words[-1] if words else None
    if what is not None:
        close = [d for d in before if _names(what, text[slice(*d.sentence)])]
        before = close or [d for d in before if _speaks_of(what, d, text)]
    elif day is None and draft.section:
        before = [d for d in before if d.section == draft.section]
    return before[-1] if before else None


def _has_where(draft: Draft) -> bool:
    return bool(draft.times or draft.places)


def _speaks_of(word: str, draft: Draft, text: str) -> bool:
    """Whether the sentences of a paragraph up to a figure speak of a thing."""
    return _names(word, text[draft.paragraph[0] : draft.sentence[1]])


def _names(word: str, words: str) -> bool:
    stem = re.escape(word.removesuffix("s"))
    return re.search(rf"\b{stem}s?\b", words, re.IGNORECASE) is not None


def _with(draft: Draft, told: Draft, text: str, places: Sequence[Span]) -> Draft:
    where = told.places or tuple(
        p for p in places if told.paragraph[0] <= p.start and p.end <= told.sentence[1]
    )
    fields = ["times"] * bool(told.times) + ["places"] * bool(where)
    return replace(
        draft,
        times=told.times or draft.times,
        days_above=told.days_above,
        places=where,
        section=told.section,
        inherited=tuple(dict.fromkeys((*draft.inherited, *fields))),
    )
