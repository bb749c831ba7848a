"""People told of together: "a man, his wife and two sons", and the parts of a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from tollbook.read.axes import group_of
from tollbook.read.numbers import NumberPhrase
from tollbook.read.people import People, member_of
from tollbook.read.phrases import Phrases
from tollbook.read.words import nouns
from tollbook.record import VictimGroup, add_counts

if TYPE_CHECKING:
    from spacy.tokens import Token

_WHO = re.compile(
    r"(?:\s+of)?(?:\s+(?:them|whom))?,?(?:\s+(?:were|was|are))?\s+(?:an?\s+|the\s+)?"
    r"(?P<who>[\w-]+(?:\s+[\w-]+)?)"
)


def people_of(token: Token, phrases: Phrases) -> People | None:
    """Who the noun phrase headed by ``token`` stands for; None where it is no people."""
    first = member_of(token, phrases)
    if first is None:
        return None
    others = (member_of(t, phrases) for t in conjuncts(token) if t.i != token.i)
    rest = [p for p in others if p is not None]
    parts = _parts(token, phrases)
    counted = first.count.low is not None and first.count.low > 1 and first.kind == "number"
    if counted and rest and all(m.kind in {"named", "plural"} for m in rest):
        # "two men, Ahmed Ali and Omar Khan", "ten people, civilians and soldiers alike"
        parts += tuple(g for m in rest for g in m.groups)
        rest = []
    if first.count.low == 1 and _is_named_so(first, rest, phrases):
        # "one person, the engineer Ahmed Ali"
        parts += tuple(g for m in rest for g in m.groups)
        rest = []
    if not rest:
        return replace(first, parts=parts)
    return _all_of([first, *rest], parts, phrases)


def _is_named_so(one: People, rest: list[People], phrases: Phrases) -> bool:
    """Whether a single person is followed by a name in apposition, and by nobody else."""
    if len(rest) != 1 or rest[0].kind != "named" or one.names:
        return False
    return phrases.text[one.end : rest[0].start].strip() == ","


def _all_of(members: list[People], parts: tuple[VictimGroup, ...], phrases: Phrases) -> People:
    """The members of a coordination as one, their counts added up."""
    positive = [m for m in members if m.kind != "none"]
    if not positive:
        return members[0]
    start, end = min(m.start for m in members), max(m.end for m in members)
    attackers = [m.attackers for m in positive if m.attackers is not None]
    return People(
        count=add_counts([m.count for m in positive], phrases.text[start:end]),
        groups=tuple(g for m in positive for g in m.groups),
        kind="named" if all(m.kind == "named" for m in positive) else "number",
        start=start,
        end=end,
        heads=frozenset().union(*(m.heads for m in positive)),
        names=tuple(n for m in positive for n in m.names),
        parts=parts,
        additional=positive[0].additional,
        partitive=members[0].partitive,
        attackers=sum(attackers) if attackers else None,
    )


def conjuncts(token: Token) -> Iterator[Token]:
    """The members of a coordination that starts at ``token``, in order, itself first."""
    yield token
    for child in token.rights:
        if child.dep_ == "conj" or (child.dep_ == "appos" and _lists_on(token, child)):
            yield from conjuncts(child)


def _lists_on(token: Token, child: Token) -> bool:
    """Whether an apposition is really the next member of a list ("a man, his wife and ...")."""
    listed = any(c.dep_ == "conj" for c in child.rights)
    return listed and child.lower_ in nouns() and token.tag_ in {"NN", "NNP"}


def _parts(token: Token, phrases: Phrases) -> tuple[VictimGroup, ...]:
    """Groups counted inside: "12 people, including two police officers", "seven of them women"."""
    found = _of_them(phrases, token.idx)
    for child in token.rights:
        if child.lower_ != "including" or child.dep_ not in {"prep", "acl", "advcl"}:
            continue
        listed = (o for o in child.rights if o.dep_ in {"pobj", "dobj"})
        for member in (m for o in listed for m in conjuncts(o)):
            people = member_of(member, phrases)
            if people is not None:
                found.extend(people.groups)
    return tuple(found)


def _of_them(phrases: Phrases, start: int) -> list[VictimGroup]:
    """ "seven of them women", "of whom three were women": parts named after the whole."""
    found = []
    for token in phrases.doc:
        if token.idx < start or token.lower_ not in {"them", "whom"} or token.i == 0:
            continue
        number = _number_beside(token, phrases, start)
        who = _WHO.match(phrases.text, number.end) if number is not None else None
        if number is None or who is None:
            continue
        words = who["who"].casefold().split()
        if any(w in nouns() for w in words):
            end = who.end("who")
            found.append(group_of(phrases.text, number.start, end, number.count, words=words))
    return found


def _number_beside(token: Token, phrases: Phrases, start: int) -> NumberPhrase | None:
    """The number of "three of them", or of "of whom three"."""
    before = [n for n in phrases.numbers if start <= n.start and 0 <= token.idx - n.end <= 6]
    after = [n for n in phrases.numbers if 0 < n.start - token.idx <= 8]
    return before[-1] if before else after[0] if after else None
