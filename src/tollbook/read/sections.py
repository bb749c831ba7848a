"""What is told under headings of days happened on the day of its heading, unless its own words say
another day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tollbook.read.day_headings import Section
from tollbook.read.draft import Draft
from tollbook.read.many_events import SUM_OF_EVENTS
from tollbook.read.relate import TOTALS
from tollbook.read.sentences import Sentence
from tollbook.read.word_lists import PatternList
from tollbook.record import Span
from tollbook.record.marks import ANOTHER_EVENT

_BY_ONE = 1_000  # sections told one by one are numbered from here

_IN_DAY = PatternList("events", "sections", "in_day")
"""A time of day, which does not say on which day."""
_OTHER_DAY = PatternList("events", "sections", "other_day")
_PARTED = PatternList("events", "sections", "hours_later")
_ONE_DAY = PatternList("events", "sections", "one_day")
_OPENS_ONE = PatternList("events", "sections", "opens_one")
"""What opens a paragraph on one of the events summed up before: which of them, or when."""


def under_headings(drafts: Sequence[Draft], sections: Sequence[Section]) -> list[Draft]:
    """The drafts, those of a section with its day where their words give none.

    A toll that is brought up to date there ("raised the toll of the market bombing to 31") is that
    of an event told before, and is left as it is.
    """
    return [_under(d, sections) for d in drafts] if sections else list(drafts)


def _under(draft: Draft, sections: Sequence[Section]) -> Draft:
    at = draft.sentence[0]
    n, section = next(
        ((n, s) for n, s in enumerate(sections, 1) if s.start <= at < s.end), (0, None)
    )
    if section is None or draft.headline or draft.scope != "incident" or draft.past:
        return draft
    if draft.pattern in TOTALS or draft.points_back:
        return draft
    if any(not _in_day(t.quote) for t in draft.times):
        return draft
    if section.day is None:
        return replace(draft, section=n)
    inherited = tuple(dict.fromkeys((*draft.inherited, "times")))
    return replace(draft, section=n, times=(section.day, *draft.times), inherited=inherited)


def _in_day(words: str) -> bool:
    """Whether words only say at what time of some day, or hours after what was told before."""
    if _PARTED.search(words):
        return True
    return _IN_DAY.fullmatch(words.strip()) is not None and _OTHER_DAY.search(words) is None


def _is_day(time: Span) -> bool:
    return _ONE_DAY.search(time.quote) is not None and not time.quote.lower().startswith("since")


def told_one_by_one(
    drafts: Sequence[Draft], sentences: Sequence[Sentence], text: str
) -> list[Draft]:
    """The drafts of a report that sums up several events and then tells one in each paragraph.

    "Three were killed in four shootings. The first happened at 8 p.m. ... An hour later two women
    were hurt ... Shortly before midnight ...": what such a paragraph tells is of no other.
    """
    sums = [
        d for d in drafts if d.scope == "cumulative" and SUM_OF_EVENTS.search(text, *d.sentence)
    ]
    if not sums:
        return list(drafts)
    days = [t for d in sums for t in (*d.times, *((d.period,) if d.period else ())) if _is_day(t)]
    openers = [
        s
        for s in sentences
        if not s.headline
        and text[s.paragraph[0] : s.start].strip() == ""
        and _OPENS_ONE.match(text, s.start, s.end)
    ]
    told = {s.paragraph for s in openers} & {d.paragraph for d in drafts if d.scope == "incident"}
    if len(told) < 2:
        return list(drafts)
    number = {p: n for n, p in enumerate(sorted(told), _BY_ONE)}
    first = {
        p: min(d.sentence[0] for d in drafts if d.paragraph == p and d.scope == "incident")
        for p in told
    }
    out: list[Draft] = []
    for draft in drafts:
        if draft.paragraph not in told or draft.scope != "incident" or draft.points_back:
            out.append(draft)
            continue
        one = replace(draft, section=number[draft.paragraph])
        if days and all(_in_day(t.quote) for t in draft.times):
            inherited = tuple(dict.fromkeys((*draft.inherited, "times")))
            one = replace(one, times=(days[0], *draft.times), inherited=inherited)
        if draft.sentence[0] == first[draft.paragraph] and ANOTHER_EVENT not in draft.rule:
            one = replace(one, separate=True, rule=f"{draft.rule}, {ANOTHER_EVENT}")
        out.append(one)
    return out
