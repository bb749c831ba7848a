"""Victims that the tree does not tie to the word of harm: read from the words beside it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tollbook.read.coordination import people_of
from tollbook.read.frames import Frame, by_form
from tollbook.read.hit import Hit, first_people, numbered
from tollbook.read.people import People, only_counted
from tollbook.read.phrases import Phrases
from tollbook.read.tree import VERBAL, children, own_subjects
from tollbook.record import add_counts
from tollbook.record.vocabulary import Harm

if TYPE_CHECKING:
    from spacy.tokens import Token

# tags of a word that can be said of the number before it: not "three shooting survivors"
_SAID_OF = frozenset({"VBD", "VBN", "VBP", "VB", "JJ"})
_AMONG = re.compile(r"\bamong(?:st)?\s+(?:the\s+)?$", re.IGNORECASE)
_BETWEEN_NUMBER_AND_VERB = re.compile(
    r"\s+(?:(?:were|was|are|people|persons|dead|have been|others|more|reported|reportedly)\s+)"
    r"{0,3}"
)
_AFTER_NUMBER = re.compile(
    r"\s*(?:$|[.,;:]|in\b|and\b|at\b|on\b|people|persons|others?\b|more\b|of\b)"
)


def whole_of_parts(token: Token, frame: Frame, phrases: Phrases, harm: Harm) -> Hit | None:
    """ "Women among 12-14 killed": the number is the whole, the subject a part of it."""
    number = phrases.number_right_before(token)
    if number is None or not _AMONG.search(phrases.text[: number.start]):
        return None
    hit = numbered(token, frame, number, phrases, harm)
    named = own_subjects(token) or own_subjects(token.head) or own_subjects(token.head.head)
    inside = first_people([t for t in named if t.idx < number.start], phrases)
    if hit.people is None or inside is None:
        return hit
    return replace(hit, people=replace(hit.people, parts=inside.groups))


def along_with(verb: Token, people: People, phrases: Phrases) -> People:
    """ "was killed with two others": those after "with" or "along with" were killed too."""
    for prep in children(verb, "prep"):
        if prep.lower_ not in {"with", "alongside", "along"}:
            continue
        holders = [prep, *(c for c in prep.children if c.lower_ == "with")]
        for obj in (o for h in holders for o in children(h, "pobj")):
            more = people_of(obj, phrases)
            if more is not None and _counted_besides(more, people):
                return _together(people, more, phrases.text)
    return people


def _counted_besides(more: People, people: People) -> bool:
    """Whether ``more`` are victims of their own: not a crowd, and not who did it."""
    if more.start < people.end or more.kind in {"plural", "none"}:
        return False
    return not more.attackers and more.count.positive


def _together(people: People, more: People, text: str) -> People:
    return replace(
        people,
        count=add_counts([people.count, more.count], text[people.start : more.end]),
        groups=(*people.groups, *more.groups),
        end=more.end,
        heads=people.heads | more.heads,
        names=(*people.names, *more.names),
        kind="number",
    )


def nearby_number(token: Token, phrases: Phrases) -> People | None:
    """ "6 shot", "killing at least 12": a number right beside the verb that no noun follows."""
    text = phrases.text
    verb_end = token.idx + len(token)
    for number in phrases.numbers:
        between = text[number.end : token.idx]
        leads = (
            token.tag_ in _SAID_OF
            and number.end <= token.idx
            and _BETWEEN_NUMBER_AND_VERB.fullmatch(between)
        )
        follows = (
            number.start >= verb_end
            and not text[verb_end : number.start].strip()
            and _AFTER_NUMBER.match(text[number.end :])
        )
        if leads or follows:
            return only_counted(
                text,
                number.start,
                number.end,
                number.count,
                "none" if number.count.shape == "zero" else "number",
                additional="others" in between or "more" in between,
            )
    return None


def counted_before(token: Token, phrases: Phrases) -> People | None:
    """A counted noun before "were killed" that the parser tied to something else.

    "on Saturday, October 21, 2023, nine civilians, including six children, were killed": the
    last counted people before the verb that stand under no "including".
    """
    if not any(c.lower_ in {"was", "were", "been"} for c in children(token, "auxpass", "aux")):
        return None
    inside = {
        t.i
        for listing in token.doc[: token.i]
        if listing.lower_ in {"including", "among"}
        for t in listing.subtree
    }
    triggers = by_form()
    for left in reversed(range(token.i)):
        word = token.doc[left]
        if word.lower_ in triggers and word.tag_ in VERBAL:
            return None
        if word.i not in inside and word.tag_ in {"NNS", "NN"} and phrases.number_before(word):
            people = people_of(word, phrases)
            if people is not None:
                return people
    return None
