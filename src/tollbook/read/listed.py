"""Numbers in a list over places: "three in Basra, two in Najaf and another in Kut".

The verb stands once; each number has a place of its own. The parser ties them to one another in
ways that tell nothing, so they are read from the words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tollbook.read.frames import by_form
from tollbook.read.hit import Hit
from tollbook.read.ordinals import ordinals
from tollbook.read.people import People, only_counted
from tollbook.read.phrases import Phrases
from tollbook.read.placed import Listed, listed_with_place, names_place
from tollbook.read.tree import VERBAL
from tollbook.read.word_lists import PatternList
from tollbook.record import Count
from tollbook.record.marks import LISTED_BY_PLACE

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_HAS_PLACE = PatternList("figures", "placed", "has_place")
_ANOTHER = PatternList("figures", "listed", "another")
_NO_KIND = frozenset({"of", "them", "whom", "more", "others", "a", "further"})
_INCLUDING = PatternList("figures", "listed", "including")


def with_listed(found: list[Hit], phrases: Phrases) -> Iterator[Hit]:
    """The hits, and behind each those that its list goes on with, each at another place."""
    listed = listed_with_place(phrases)
    for hit in found:
        yield hit
        if (one := _and_another(hit, phrases)) is not None:
            yield one
        if hit.people is None or hit.frame.pattern == "toll":
            continue
        ahead = [n for n in listed if _goes_on(hit, hit.people, n, found, phrases)]
        placed = [n for n in ahead if _is_placed(hit.people, n, phrases)]
        # "six were killed: three in Basra, two in Najaf": the first has none before it
        including = bool(ahead) and _INCLUDING.search(phrases.text[: ahead[0].start]) is not None
        breaks_down = including or ahead[:1] != placed[:1]
        if breaks_down and _is_within(ahead, hit.people):
            placed = ahead
        elif including:
            placed = []  # "six were killed in Basra, including two in Zubair": two of the six
        for number in placed:
            people = _of_one_kind(hit.people, _counted(number, phrases))
            yield replace(hit, people=people, rule=LISTED_BY_PLACE)


def _and_another(hit: Hit, phrases: Phrases) -> Hit | None:
    """ "Four died at once and a fifth the next morning": one more, whose verb is left out."""
    people = hit.people
    if people is None or not people.count.is_exact or people.kind != "number":
        return None
    words = phrases.text[max(people.end, hit.trigger.idx + len(hit.trigger)) :]
    match = _ANOTHER.match(words)
    if match is None or ordinals().get(match["nth"].casefold()) != (people.count.low or 0) + 1:
        return None
    start = len(phrases.text) - len(words) + match.start("one")
    at = start, start + len(match["one"])
    one = Count.exact(1, match["one"])
    another = only_counted(phrases.text, *at, one, "indefinite", additional=True)
    return replace(hit, people=another, rule="and another")


def _of_one_kind(told: People, listed: People) -> People:
    """ "Six protesters in Basra and two in Najaf": two protesters."""
    words = listed.groups[0]
    bare = len(set(words.text.casefold().split()) - _NO_KIND) <= 1
    if not bare or len(told.groups) != 1:
        return listed
    group = replace(told.groups[0], text=words.text, count=words.count, span=words.span, names=())
    return replace(listed, groups=(group,), heads=told.heads)


def _is_placed(people: People, number: Listed, phrases: Phrases) -> bool:
    """Whether those told of before a number have a place of their own."""
    between = phrases.text[people.end : number.start]
    return any(names_place(m["place"]) for m in _HAS_PLACE.finditer(between))


def _is_within(listed: Sequence[Listed], people: People) -> bool:
    """Whether a number may be the sum of two or more listed after it."""
    numbers = [n.count.low or 0 for n in listed]
    return len(numbers) > 1 and people.count.quantified and sum(numbers) <= (people.count.low or 0)


def _goes_on(hit: Hit, people: People, number: Listed, found: list[Hit], phrases: Phrases) -> bool:
    """Whether a number is told of the same harm, though its verb is left out."""
    if number.start < people.end or number.count.shape == "zero":
        return False
    others = (h.people for h in found if h.people is not None)
    if any(p.start < number.end and number.start < p.end for p in others):
        return False
    doc = phrases.doc
    triggers = by_form()
    told = (t for t in doc if people.start <= t.idx < number.start and t.lower_ in triggers)
    if any(t.i != hit.trigger.i and t.tag_ in VERBAL for t in told):
        return False
    return not _has_verb(number, doc, hit.trigger)


def _has_verb(number: Listed, doc: Doc, trigger: Token) -> bool:
    """Whether a verb follows of which the number is the subject ("two in Najaf were held")."""
    for token in doc:
        if token.idx < number.end:
            continue
        if token.text in {",", ";", "and", "but", "after", "when", "while"}:
            return False
        if token.tag_ in VERBAL and token.i != trigger.i:
            governs = any(c.i == trigger.i for c in token.children) or token.head.i == trigger.i
            return not governs
    return False


def _counted(number: Listed, phrases: Phrases) -> People:
    text = phrases.text
    end = number.start + len(text[number.start : number.end].rstrip())
    return only_counted(text, number.start, end, number.count, "number")
