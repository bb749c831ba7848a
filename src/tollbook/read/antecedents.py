"""Whom a "they" or "he" stands for: the subject of the sentence before.

Only where that sentence stands in the same paragraph, its subject are people of the same number,
and it only tells what they did ("Two brothers left home. They were shot dead"). What is taken
over is named in ``inherited``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tollbook.read.attribution import speech
from tollbook.read.coordination import conjuncts, people_of
from tollbook.read.draft import Draft
from tollbook.read.hit import Hit
from tollbook.read.people import People
from tollbook.read.phrases import Phrases
from tollbook.read.roles import phrase
from tollbook.read.sentences import Sentence
from tollbook.read.sides import of_their_side
from tollbook.read.tree import VERBAL, by_agents, children, is_passive, objects_of, own_subjects
from tollbook.read.words import word_set
from tollbook.read.written import group_as_written
from tollbook.record import Lexicon, Perpetrator, Report

if TYPE_CHECKING:
    from spacy.tokens import Token

_ONE = frozenset({"he", "she"})
_MANY = frozenset({"they"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})


@dataclass(frozen=True, slots=True)
class Before:
    """A parsed sentence in which an antecedent may stand."""

    sentence: Sentence
    phrases: Phrases


def with_antecedent(
    draft: Draft,
    hit: Hit,
    before: Before | None,
    own: Before,
    *,
    told: Sequence[Draft],
    report: Report,
    lexicon: Lexicon,
) -> Draft:
    """The draft with victims, or who did it, from the sentence before where a pronoun says so.

    :param before: the sentence parsed last; None: there is none.
    :param own: the sentence of the hit; :param told: the drafts of the sentences before.
    """
    if draft.kind == "pronoun" and not draft.quantified:
        taken = _object_before(hit, own.phrases)
        if taken is not None:
            return _with_victims(draft, taken, own, report)
    if before is None or not _adjoins(before.sentence, draft):
        return draft
    if draft.kind == "pronoun" and not draft.quantified:
        known = any(d.harm == draft.harm and d.count.positive for d in told)
        found = None if known else _subject(before.phrases, passive=True)
        return draft if found is None else _with_victims(draft, found[1], before, report)
    if not draft.perpetrators and _in_that_deed(hit):
        doers = _who_attacked(before.phrases, lexicon)
        return _with_doers(draft, doers[0], before, report) if doers else draft
    agents = {agent.lower_ for agent in hit.agents}
    if not draft.perpetrators and agents & (_ONE | _MANY):
        found = _subject(before.phrases, passive=False)
        if found is not None and _agrees(agents, found[1]) and _of_their_sex(agents, found[1]):
            return _with_doers(draft, found[0], before, report)
    return draft


def _object_before(hit: Hit, phrases: Phrases) -> People | None:
    """ "Gunmen took 13 men from a bus and shot them": the 13, its object."""
    verb = hit.trigger
    if not any(c.lower_ == "them" for c in children(verb, "dobj")):
        return None
    while verb.dep_ == "conj" and verb.head.tag_ in VERBAL and not own_subjects(verb):
        verb = verb.head
        for token in children(verb, "dobj"):
            people = people_of(token, phrases)
            if people is not None and people.kind == "number":
                return people
    return None


def _in_that_deed(hit: Hit) -> bool:
    """ "Seven died in the ambush", "59 were killed in the strikes": what was told."""
    if hit.people is None or hit.people.kind == "definite":
        return False
    deeds = objects_of(hit.trigger, "in", "during", "by") + by_agents(hit.trigger)
    known = word_set("means", "doings")
    return any(
        t.lower_ in known
        and {c.lower_ for c in t.lefts} <= _DEFINITE
        and any(t.lefts)
        and not any(c.dep_ in {"prep", "relcl", "acl"} for c in t.rights)
        for t in deeds
    )


def _who_attacked(phrases: Phrases, lexicon: Lexicon) -> list[Token]:
    """Who a sentence says attacked: an armed "by", or the subject of a verb of attack."""
    armed = word_set("people", "armed") | word_set("people", "actors")
    attacking = word_set("roles", "aimed_verbs") | word_set("cues", "deeds", "firing")
    root = next((t for t in phrases.doc if t.head == t), None)
    if root is None or root.lower_ in speech():
        return []
    if is_passive(root):
        return [t for t in by_agents(root) if t.lower_ in armed or lexicon.is_actor(t.text)]
    if root.lower_ not in attacking:
        return []
    return [t for t in own_subjects(root) if t.lower_ in armed or lexicon.is_actor(t.text)]


def _adjoins(sentence: Sentence, draft: Draft) -> bool:
    return sentence.paragraph == draft.paragraph and draft.sentence_index - sentence.index == 1


def _subject(phrases: Phrases, *, passive: bool) -> tuple[Token, People] | None:
    """The people who are the subject of the main clause; None where others speak of them."""
    root = next((t for t in phrases.doc if t.head == t), None)
    if root is None or root.lower_ in speech():
        return None
    if is_passive(root) and not passive:
        return None
    for token in own_subjects(root):
        people = people_of(token, phrases)
        if people is not None and people.kind not in {"pronoun", "none"}:
            return token, people
    return None


def _agrees(agents: set[str], people: People) -> bool:
    one = people.count.is_exact and people.count.low == 1
    return one if agents & _ONE else not one


def _of_their_sex(agents: set[str], people: People) -> bool:
    """ "Her boyfriend ran. She fired": not the boyfriend."""
    sexes = {g.sex for g in people.groups}
    return not (("she" in agents and sexes == {"male"}) or ("he" in agents and sexes == {"female"}))


def _with_victims(draft: Draft, people: People, before: Before, report: Report) -> Draft:
    """ "They" are as many as the people just told of, where their number is known."""
    if not people.count.quantified or people.count.low == 1:
        return draft
    offset = before.sentence.start
    return replace(
        draft,
        count=people.count,
        kind=people.kind if people.kind == "named" else "number",
        heads=people.heads,
        names=people.names,
        victims=tuple(group_as_written(g, report, offset) for g in people.groups),
        inherited=tuple(dict.fromkeys((*draft.inherited, "victims", "count"))),
    )


def _with_doers(draft: Draft, token: Token, before: Before, report: Report) -> Draft:
    """ "Gunmen and bombers attacked a camp. They killed 23": both did."""
    doers = []
    for member in conjuncts(token):
        span = phrase(member, before.sentence.start)
        words = before.phrases.text[span.start - before.sentence.start :][: len(span.quote)]
        doers.append(Perpetrator(words, "stated", report.span(span.start, span.end)))
    if of_their_side(draft, doers):
        return draft
    inherited = tuple(dict.fromkeys((*draft.inherited, "perpetrators")))
    return replace(draft, perpetrators=tuple(doers), inherited=inherited)
