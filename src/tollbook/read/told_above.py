"""What sentences before a figure, in its paragraph, say of day and place: it tells events apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tollbook.read.day_and_place import day_opening, days_of
from tollbook.read.draft import Draft
from tollbook.read.sequel import tells_of_a_deed
from tollbook.read.where_when import said_in
from tollbook.record import Span


def with_days_above(drafts: Sequence[Draft], text: str, places: Sequence[Span]) -> list[Draft]:
    """The drafts, those without words of time with the day that their paragraph gave before, those
    without a place with that of the deed told right before.

    Also where it is the day that a paragraph opens with, if others open with another.

    "On 10 June, forces shot four people dead. Eight others were hurt": none of those of 6 June. "A
    drone hit a market in Kut. Six people died": in Kut, and none of those of Hilla.

    :param text: the report's; :param places: names of places in it.
    """
    drafts = [_with_place_above(d, text, places) for d in drafts]
    opened = _days_opened(drafts, text)
    out: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: d.order):
        above = [
            d
            for d in out
            if d.paragraph == draft.paragraph
            and d.scope == draft.scope == "incident"
            and not (d.headline or d.past or d.before_it)
        ]
        bare = not draft.times and not draft.past and draft.kind not in {"definite", "pronoun"}
        days = days_of(above[-1]) if above and bare else frozenset()
        if bare and not above and draft.scope == "incident" and not draft.headline:
            days = opened.get(draft.paragraph, frozenset())
        out.append(replace(draft, days_above=days) if days else draft)
    return out


def _days_opened(drafts: Sequence[Draft], text: str) -> dict[tuple[int, int], frozenset[str]]:
    """Of a bulletin the paragraphs that open with a day of their own, each with that day.

    "On Friday, a bomb exploded in a mosque. Four died": none of those of the Sunday before.
    """
    paragraphs = {d.paragraph for d in drafts if not d.headline}
    days = {p: day for p in paragraphs if (day := day_opening(text, p[0]))}
    return days if len(set(days.values())) > 1 else {}


def _with_place_above(draft: Draft, text: str, places: Sequence[Span]) -> Draft:
    start = draft.paragraph[0]
    if draft.places or draft.headline or draft.scope != "incident" or start >= draft.sentence[0]:
        return draft
    above = [p for p in places if start <= p.start < draft.sentence[0]]
    last = max((p.start for p in above), default=start)
    if not above or not tells_of_a_deed(text, start, draft.sentence[0]):
        return draft
    there = tuple(p for p in above if p.start == last)
    if said_in(text, above) != said_in(text, there):
        return draft  # of several places it may be any
    return replace(draft, places_above=there, said_in=draft.said_in | said_in(text, there))
