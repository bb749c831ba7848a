"""All harms of a parsed sentence: every trigger word handed to the pattern of its frames.

A pattern is a function from a trigger token to hits. It only looks at the tree and the words
around; what a hit amounts to (scope, speaker, modality) is decided in
:mod:`tollbook.read.assemble`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from tollbook.read.acts import intransitive, light, suffer, transitive, violence
from tollbook.read.attacks import attack, fire_on, struck_with
from tollbook.read.blows import blow, maimed
from tollbook.read.differences import is_difference
from tollbook.read.frames import Frame, Pattern, by_form
from tollbook.read.hit import Hit, with_some
from tollbook.read.listed import with_listed
from tollbook.read.phrases import Phrases
from tollbook.read.states import body, lives, state
from tollbook.read.totals import count_noun, noun, number_of, toll
from tollbook.read.totals_brought import brought_to
from tollbook.read.words import word_set
from tollbook.read.wounds import (
    condition,
    fares,
    sent_to_hospital,
    some_fatally,
    struck,
    with_wounds,
)
from tollbook.record.report import left_out

if TYPE_CHECKING:
    from spacy.tokens import Token

_PATTERNS: dict[Pattern, Callable[[Token, Frame, Phrases], Iterator[Hit]]] = {
    "transitive": transitive,
    "violence": violence,
    "intransitive": intransitive,
    "state": state,
    "noun": noun,
    "count_noun": count_noun,
    "toll": toll,
    "lives": lives,
    "body": body,
    "suffer": suffer,
    "light": light,
    "attack": attack,
    "fire_on": fire_on,
    "struck_with": struck_with,
    "number_of": number_of,
    "brought_to": brought_to,
    "struck": struck,
    "with_wounds": with_wounds,
    "condition": condition,
    "fares": fares,
    "sent": sent_to_hospital,
    "fatally": some_fatally,
    "blow": blow,
    "maimed": maimed,
}


# frames of harm of which one may die: who did is told of once
_MAY_KILL = frozenset({"shoot", "beat", "hit", "suffer", "blow", "with wounds", "shooting"})


_TAKEN = frozenset({"abducted", "missing", "detained"})


def hits(phrases: Phrases) -> list[Hit]:
    """All harms that the frames find in a sentence, in the order of their triggers."""
    found: list[Hit] = []
    table = by_form()
    for token in phrases.doc:
        for frame in table.get(token.lower_, ()):
            found.extend(_PATTERNS[frame.pattern](token, frame, phrases))
    counted = [
        with_some(h, phrases)
        for h in found
        if not (left_out(phrases.text[: h.trigger.idx]) or is_difference(h, phrases.text))
    ]
    return list(with_listed(_without_doubles(counted), phrases))


def _without_doubles(found: list[Hit]) -> list[Hit]:
    """Of several hits on the same people and harm in one sentence the first, the most telling."""
    kept: list[Hit] = []
    for hit in found:
        same = [k for k in kept if _same_people(k, hit)]
        if not any(k.harm == hit.harm or _already_dead(hit, k) for k in same):
            kept.append(hit)
    kept = [h for h in kept if not _is_free(h)]
    return [h for h in kept if not any(_died_of_it(h, k) or _found_dead(h, k) for k in kept)]


def _same_people(a: Hit, b: Hit) -> bool:
    if a.people is None or b.people is None:
        return False
    return a.people.start < b.people.end and b.people.start < a.people.end


def _already_dead(hit: Hit, told: Hit) -> bool:
    """ "killed three people who were shot": the shot are the dead."""
    return (
        hit.harm == "injured"
        and hit.frame.name in {*_MAY_KILL, "wounded"}
        and told.harm == "killed"
        and told.frame.pattern != "toll"
    )


def _found_dead(hit: Hit, told: Hit) -> bool:
    """ "The bodies of ten abducted villagers were found", "of the clerk who was abducted": what
    they had suffered before, and no figure."""
    people = told.people
    if hit.harm not in _TAKEN or told.harm != "killed" or people is None:
        return False
    return people.start <= hit.trigger.idx < people.end or _same_people(hit, told)


def _is_free(hit: Hit) -> bool:
    """ "Eight abducted pupils escape", "37 kidnapped children freed": no more were abducted."""
    word = hit.trigger
    freed = word_set("cues", "freed")
    head = word.head
    if hit.harm not in _TAKEN or word.dep_ != "amod":
        return False
    return head.head.lower_ in freed or any(c.lower_ in freed for c in head.rights)


def _died_of_it(hit: Hit, told: Hit) -> bool:
    """ "was shot ... and died", "a man wounded on Sunday died": he is not among the injured."""
    return (
        hit.harm == "injured"
        and (hit.frame.name in _MAY_KILL or told.frame.pattern == "intransitive")
        and told.harm == "killed"
        and _same_people(hit, told)
    )
