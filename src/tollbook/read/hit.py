"""A hit: one harm that one frame finds in one sentence, and hits whose victims are a number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tollbook.read.coordination import at_least_its_parts, people_of
from tollbook.read.frames import Frame
from tollbook.read.numbers import NumberPhrase
from tollbook.read.people import ADDITIONAL, Kind, People, only_counted
from tollbook.read.phrases import Phrases
from tollbook.read.tree import children, objects_of, own_subjects
from tollbook.record import Count
from tollbook.record.vocabulary import Harm

if TYPE_CHECKING:
    from spacy.tokens import Token

_NO = re.compile(r"\b(?:no|without(?: any)?|zero)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_NO_REPORTS = re.compile(
    r"\bno\s+(?:\w+\s+){0,3}(?:reports?|word|news|information|details)\s+"
    r"(?:\w+\s+){0,3}(?:of|on|about)\s+(?:any\s+)?(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)
_OF = ("to", "among", "amongst", "of")
AMONG = re.compile(r"\b(?P<among>among(?:st)?)\s+(?:the\s+)?$", re.IGNORECASE)
"""What stands before a number of people, some of whom are named."""
_THOSE = frozenset({"those", "people", "victims", "dead", "killed", "injured", "wounded"})
_NO_WINDOW = 40  # characters before the noun in which a "no" may stand


@dataclass(frozen=True, slots=True)
class Hit:
    """One harm found by one frame in one sentence.

    :ivar harm: the frame's, or what the words around it make of it ("shot dead").
    :ivar people: who was harmed; None for an attack, which has a target instead.
    :ivar agents: tokens of who did it; :ivar target: token of what was attacked.
    :ivar negated: told not to have happened, or not reported.
    :ivar rule: how the tree or the words gave the people, as ``why`` prints it.
    """

    frame: Frame
    harm: Harm
    trigger: Token
    people: People | None
    agents: tuple[Token, ...] = ()
    target: Token | None = None
    negated: bool = False
    rule: str = ""


def numbered(token: Token, frame: Frame, number: NumberPhrase, phrases: Phrases, harm: Harm) -> Hit:
    """The number before the trigger counts the victims ("12 dead", "14 deaths")."""
    text = phrases.text
    start, end = number.start, token.idx + len(token)
    before = text[max(0, start - 10) : start].casefold()
    kind: Kind = "definite" if before.endswith("the ") else "number"
    if number.count.shape == "zero":
        kind = "none"
    additional = bool(ADDITIONAL.search(before + text[start:end]))
    people = only_counted(text, start, end, number.count, kind, additional=additional)
    return Hit(frame, harm, token, people, rule="number before the word")


def asserted_none(token: Token, frame: Frame, phrases: Phrases) -> Hit | None:
    """ "no casualties" is nobody; "no reports of casualties" says nothing."""
    text = phrases.text
    low, end = max(0, token.idx - _NO_WINDOW), token.idx + len(token)
    window = text[low : token.idx]
    reports = _NO_REPORTS.search(window)
    none = reports or _NO.search(window)
    if none is None:
        return None
    raw = text[low + none.start() : end]
    unsaid = reports is not None or _only_reported(token)
    count = Count.not_reported(raw) if unsaid else Count.exact(0, raw)
    people = only_counted(text, low + none.start(), end, count, "none")
    of_them = first_people(objects_of(token, *_OF) or objects_of(token.head, *_OF), phrases)
    if of_them is not None:
        # "no injuries to soldiers" says nothing of others
        groups = tuple(replace(g, count=count) for g in of_them.groups)
        people = replace(people, groups=groups, heads=of_them.heads, kind="none", partitive=True)
    return Hit(frame, frame.harm, token, people, rule="nobody")


def _only_reported(token: Token) -> bool:
    """ "no casualties were reported": that nobody was hurt is not said."""
    return token.head.lower_ in {"reported", "known", "confirmed", "recorded"} or any(
        c.lower_ in {"reported", "known", "confirmed"} for c in token.rights
    )


def first_people(tokens: Iterable[Token], phrases: Phrases) -> People | None:
    """The first of these noun phrases that stands for people; None where none does."""
    tokens = list(tokens)
    for token in [*(a for t in tokens for a in _among(t, phrases)), *tokens]:
        people = people_of(token, phrases)
        if people is not None:
            return people
    return None


def _among(token: Token, phrases: Phrases) -> list[Token]:
    """ "A man and two women were among those killed": the subject, not "those".

    Not of "were among nine people killed": there the nine are told of.
    """
    if token.lower_ in _THOSE and phrases.number_before(token) is None:
        prep = token.head
        if prep.lower_ in {"among", "amongst"} and prep.dep_ == "prep":
            return own_subjects(prep.head)
    return []


def with_some(hit: Hit, phrases: Phrases) -> Hit:
    """ "Two men were among nine killed", "up to 20 killed, including two girls": the nine are told
    of, with these as parts of them; a most alone is at least as many as its parts."""
    people = hit.people
    if people is None or people.kind == "none":
        return hit
    named = _named_among(people, phrases)
    if people.count.low is None:
        named += _included(hit.trigger)
    inside = [found for t in named if (found := people_of(t, phrases)) is not None]
    parts = people.parts + tuple(group for some in inside for group in some.groups)
    return replace(hit, people=at_least_its_parts(replace(people, parts=parts)))


def _named_among(people: People, phrases: Phrases) -> list[Token]:
    """Who is said to be among a number of people."""
    among = AMONG.search(phrases.text[: people.start])
    if among is None:
        return []
    head = next(t for t in phrases.doc if t.idx >= among.start("among")).head
    return own_subjects(head) if head.tag_[0] == "V" else [head]


def _included(trigger: Token) -> list[Token]:
    """Who stands under an "including" behind the word of harm."""
    lists = [c for c in children(trigger, "prep") if c.lower_ == "including" and c.i > trigger.i]
    return [obj for listing in lists for obj in children(listing, "pobj")]
