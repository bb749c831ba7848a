"""People told of together: "a man, his wife and two sons", and the parts of a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from tollbook.read.axes import group_of
from tollbook.read.frames import by_form
from tollbook.read.numbers import NumberPhrase
from tollbook.read.people import People, member_of
from tollbook.read.phrases import Phrases
from tollbook.read.placed import listed_with_place
from tollbook.read.tree import children, left_edge
from tollbook.read.words import nouns, word_set
from tollbook.record import Count, VictimGroup, add_counts

if TYPE_CHECKING:
    from spacy.tokens import Token

_IN_BRACKETS = re.compile(
    r"\s*\((?P<low>\d{1,3})(?:(?P<more>\+| or more)|\s?[-\u2013]\s?(?P<high>\d{1,3}))?\)"
)
_ANYBODY = frozenset({"person", "people", "civilian", "member", "victim", "individual"})
_NEXT_WORD = re.compile(r"\s+(?P<word>[a-z]+)")
_AFTER = frozenset({"after", "before", "since", "until", "when"})
_WHO = re.compile(
    r"(?:\s+of)?(?:\s+(?:them|whom))?,?(?:\s+(?:were|was|are))?\s+(?:an?\s+|the\s+)?"
    r"(?P<who>[\w-]+(?:\s+[\w-]+)?)"
)


def people_of(token: Token, phrases: Phrases) -> People | None:
    """Who the noun phrase headed by ``token`` stands for; None where it is no people."""
    found = _people_of(token, phrases)
    return None if found is None else at_least_its_parts(_counted_in_brackets(found, phrases.text))


def _counted_in_brackets(people: People, text: str) -> People:
    """ "Several family members (6+)", "civilians (3-5) were killed": the number behind the noun."""
    match = _IN_BRACKETS.match(text, people.end)
    if match is None or people.count.shape not in {"plural", "vague"}:
        return people
    low, raw = int(match["low"]), text[people.start : match.end()]
    count = Count.exact(low, raw)
    if match["more"]:
        count = Count.at_least(low, raw)
    elif match["high"] and int(match["high"]) > low:
        count = Count.between(low, int(match["high"]), raw)
    return replace(people, count=count, kind="number", end=match.end()) if low > 1 else people


def at_least_its_parts(people: People) -> People:
    """ "Up to 20, including at least 14 clerks": no fewer than those who are counted in it."""
    count = people.count
    if count.low is not None or count.high is None:
        return people
    told = sum(p.count.low or 0 for p in people.parts if p.count is not None)
    if not 0 < told <= count.high:
        return people
    return replace(people, count=replace(count, low=told))


def _people_of(token: Token, phrases: Phrases) -> People | None:
    first = member_of(token, phrases)
    if first is None:
        return None
    first = _with_apposed_names(token, first, phrases)
    elsewhere = [n.start for n in listed_with_place(phrases) if n.start > first.start]
    others = (member_of(t, phrases) for t in conjuncts(token) if t.i != token.i)
    rest = [p for p in others if p is not None and not any(p.start <= s < p.end for s in elsewhere)]
    if _harm_behind(first, phrases):
        rest = [p for p in rest if not _says_its_harm(p, phrases)]
    taken = _taken_for_a_time(token, first, phrases)
    if taken is not None:
        return _all_of([taken, first, *rest], (), phrases)
    parts = _parts(token, phrases)
    if rest and _breaks_down(token, first, rest):
        # "nine people, among them four women": told twice, by the list and by "among them"
        listed = () if parts else tuple(g for m in rest for g in m.groups)
        return replace(first, parts=parts + listed)
    counted = first.count.low is not None and first.count.low > 1 and first.kind == "number"
    if counted and rest and all(m.kind in {"named", "plural"} for m in rest):
        # "two men, Ahmed Ali and Omar Khan", "ten people, civilians and soldiers alike"
        parts += tuple(g for m in rest for g in m.groups)
        rest = []
    ranged = up_to(first, rest)
    if ranged is not None:
        return replace(ranged, parts=parts)
    if first.count.low == 1 and _is_named_so(first, rest, phrases):
        # "one person, the engineer Ahmed Ali"
        parts += tuple(g for m in rest for g in m.groups)
        rest = []
    if not rest:
        return replace(first, parts=parts)
    return _all_of([first, *rest], parts, phrases)


def _says_its_harm(people: People, phrases: Phrases) -> bool:
    """ "9,511 killed and 17,206 injured": each number with the word for what befell it."""
    bare = len(phrases.text[people.start : people.end].split()) == 1
    return bare and _harm_behind(people, phrases)


def _harm_behind(people: People, phrases: Phrases) -> bool:
    """ "41 civilians killed": whether a word for harm stands right behind."""
    behind = _NEXT_WORD.match(phrases.text, people.end)
    return behind is not None and behind["word"].casefold() in by_form()


def _taken_for_a_time(token: Token, first: People, phrases: Phrases) -> People | None:
    """ "A year after 15 inmates and two guards were killed": the 15, whom the parser ties to
    "after"; None: nobody stands so."""
    at = left_edge(token)
    if at < 3 or token.doc[at - 1].lower_ != "and" or first.kind != "number":
        return None
    before = token.doc[at - 2]
    after = before.head
    if before.dep_ != "pobj" or after.lower_ not in _AFTER or left_edge(before) != after.i + 1:
        return None
    other = member_of(before, phrases)
    return other if other is not None and other.kind == "number" else None


def those_before(people: People, holders: list[Token], phrases: Phrases) -> People | None:
    """ "3 officers, 5 attackers dead": those whom a headline lists first, whom the parse takes for
    something else."""
    last = holders[0] if len(holders) == 1 else None
    if last is None or last.dep_ != "appos" or not (_counted(last) and _counted(last.head)):
        return None
    before = member_of(last.head, phrases)
    listed = before is not None and phrases.text[before.end : people.start].strip() == ","
    return before if listed else None


def up_to(first: People, rest: list[People]) -> People | None:
    """ "At least 52 civilians and up to 68 civilians": one number, with both of its ends."""
    if len(rest) != 1 or first.count.low is None or rest[0].additional:
        return None
    most = rest[0].count
    if most.shape != "at_most" or most.high is None or most.high <= first.count.low:
        return None
    if not (first.heads == rest[0].heads or first.heads | rest[0].heads <= _ANYBODY):
        return None
    count = Count.between(first.count.low, most.high, first.count.raw)
    return replace(first, count=count, end=max(first.end, rest[0].end))


def _is_named_so(one: People, rest: list[People], phrases: Phrases) -> bool:
    """Whether a single person is followed by a name in apposition, and by nobody else."""
    if len(rest) != 1 or one.names or rest[0].additional:
        return False
    if rest[0].kind != "named" and not (one.heads <= _ANYBODY and rest[0].count.low == 1):
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


def _breaks_down(token: Token, first: People, rest: list[People]) -> bool:
    """ "ten people, six men and four women": the list says who the ten were.

    Where it counts them all and each may be one of them ("two brothers, a teacher and a
    driver"; not "three men, two women and a child"), or where the first noun is one for any
    people.
    """
    if first.count.low is None or first.count.low < 2 or first.kind != "number":
        return False
    counted = sum(m.count.low or 0 for m in rest)
    behind_comma = token.i + 1 < len(token.doc) and token.nbor().text == ","
    if first.heads <= word_set("people", "whole"):
        apposed = any(c.dep_ == "appos" for c in token.rights)
        return apposed or (behind_comma and counted == first.count.low)
    if counted != first.count.low:
        return False
    return not any(_differ(first.groups[0], g) for m in rest for g in m.groups)


def _differ(whole: VictimGroup, group: VictimGroup) -> bool:
    """Whether these can be none of those: "three men, two women", "three soldiers, two pupils"."""
    told = (
        (whole.sex, group.sex),
        (whole.age, group.age),
        (whole.status, group.status),
    )
    return any("unknown" not in pair and pair[0] != pair[1] for pair in told)


def conjuncts(token: Token) -> Iterator[Token]:
    """The members of a coordination that starts at ``token``, in order, itself first.

    What stands in brackets is no member ("eight workers (five Danes), two guards and a cook"),
    but the list may go on behind it.
    """
    yield token
    beside = _second_subject(token)
    if beside is not None:
        yield from conjuncts(beside)
    for child in token.rights:
        if any(c.dep_ == "dobj" for c in child.children):
            continue  # "two porters and wounded ten": a verb taken for a member
        if _is_office(token, child) or _names_some(child) or _is_denied(child):
            continue
        if child.dep_ == "conj" or (child.dep_ == "appos" and _lists_on(token, child)):
            inside = _in_brackets(token, child)
            yield from (t for t in conjuncts(child) if not (inside and _in_brackets(token, t)))
        elif child.dep_ == "appos":
            yield from _after_apposition(token, child)


def _second_subject(token: Token) -> Token | None:
    """ "A candidate and two of his aides were shot": to the parser two subjects of one verb."""
    if token.dep_ not in {"nsubj", "nsubjpass"}:
        return None
    last = token.right_edge
    others = (c for c in token.head.lefts if c.dep_ == token.dep_ and c.i > token.i)
    found = next((c for c in others if c.left_edge.i == last.i + 1), None)
    listed = any(t.is_punct or t.lower_ == "including" for t in token.doc[token.i : last.i])
    joined = last.lower_ == "and" and last.head == token and not listed
    return found if joined else None


def _names_some(child: Token) -> bool:
    """Whether an apposition says who some of the people before it are ("among them a woman")."""
    if child.dep_ not in {"appos", "conj"}:
        return False
    among = (p for p in children(child, "prep") if p.lower_ in {"among", "amongst"})
    return any(o.lower_ in {"them", "whom"} for p in among for o in children(p, "pobj"))


def _is_denied(child: Token) -> bool:
    """ "Eighteen people, and not 19, were killed": a number that is told not to be the one."""
    first = child.left_edge
    return first.lower_ == "not" or (first.i > 0 and first.nbor(-1).lower_ == "not")


def _is_office(token: Token, child: Token) -> bool:
    """ "Jan Berg, party leader and former mayor": what he is, for nothing brings anybody in."""
    if token.tag_ != "NNP" or child.dep_ not in {"conj", "appos"} or child.tag_ != "NN":
        return False
    if token.doc[token.i + 1].text != "," or children(token, "cc"):
        return False
    return not children(child, "det", "poss", "nummod")


def _lists_on(token: Token, child: Token) -> bool:
    """Whether an apposition is really the next member of a list ("a man, his wife and ...")."""
    if child.tag_ not in {"NN", "NNS", "NNP", "NNPS"} or _after_colon(token, child):
        return False
    listed = any(c.dep_ == "conj" for c in child.rights)
    if _counted(token) and (_counted(child) or (listed and _new(child))):
        more = any(c.i > child.i and c.dep_ in {"conj", "appos"} for c in token.rights)
        return listed or more or _in_brackets(token, child) or _clause_goes_on(child)
    if not (listed and child.lower_ in nouns() and token.tag_ in {"NN", "NNP"}):
        return False
    if token.tag_ == "NNP" and any(
        c.dep_ == "conj" and c.tag_ == "NN" and not list(c.lefts) for c in child.rights
    ):
        return False  # "Ali Hassan, a teacher and poet"
    return not _is_one(token)


def _is_one(token: Token) -> bool:
    """ "Jan Berg, a clerk and a father of two, was killed": the verb says that it is one."""
    return token.dep_ in {"nsubj", "nsubjpass"} and any(
        c.dep_ in {"aux", "auxpass"} and c.lower_ in {"was", "is", "has"}
        for c in token.head.children
    )


def _after_colon(token: Token, child: Token) -> bool:
    """ "four children: a son and a daughter ...": who they were, and nobody else."""
    return any(t.text == ":" for t in token.doc[token.i : child.i])


def _counted(token: Token) -> bool:
    return any(c.dep_ == "nummod" for c in token.lefts)


def _new(token: Token) -> bool:
    """Whether the words bring somebody new ("a cook", "three clerks", "his wife")."""
    return any(
        c.dep_ == "nummod" or c.tag_ == "PRP$" or c.lower_ in {"a", "an"} for c in token.lefts
    )


def _clause_goes_on(token: Token) -> bool:
    """ "seven civilians, three children and wounded ten": no comma closes an apposition."""
    after = token.doc[token.right_edge.i + 1 : token.right_edge.i + 3]
    words = [t for t in after if not t.is_punct]
    return bool(words) and (words[0].lower_ == "and" or words[0].tag_ in {"VBD", "VBG"})


def _after_apposition(token: Token, child: Token) -> Iterator[Token]:
    """ "a diplomat, Jan Berg, and three clerks": the list goes on behind the name."""
    if token.tag_ not in {"NN", "NNP"}:
        return
    last = child
    while True:
        for other in (c for c in last.rights if c.dep_ == "conj"):
            if _counted(other) or (last.ent_type_ == "PERSON" and _new(other)):
                yield from conjuncts(other)
        deeper = [c for c in last.rights if c.dep_ == "appos"]
        if not deeper:
            return
        last = deeper[0]


def _in_brackets(start: Token, token: Token) -> bool:
    """Whether a bracket opened after ``start`` is still open at ``token``."""
    between = [t.text for t in start.doc[start.i : token.i]]
    return between.count("(") > between.count(")")


def _with_apposed_names(token: Token, people: People, phrases: Phrases) -> People:
    """ "the teacher Leila Mansour", "two brothers, Ali and Omar Nasser": with their names."""
    if people.names or not people.count.is_exact or len(people.groups) != 1:
        return people
    apposed = (c for c in token.rights if c.dep_ == "appos" and c.i in phrases.persons)
    tokens = [t for c in apposed for t in conjuncts(c) if t.i in phrases.persons]
    names = tuple(phrases.doc[left_edge(t) : t.i + 1].text for t in tokens)
    if not names or len(names) != people.count.low:
        return people
    kind = "named" if people.kind == "definite" else people.kind
    return replace(people, names=names, groups=(replace(people.groups[0], names=names),), kind=kind)


def _parts(token: Token, phrases: Phrases) -> tuple[VictimGroup, ...]:
    """Groups counted inside: "12 people, including two police officers", "seven of them women"."""
    found = _of_them(phrases, token.idx)
    for child in token.rights:
        if _names_some(child):  # "three civilians, among them a woman and her son"
            some = (member_of(member, phrases) for member in conjuncts(child))
            told = [g.span for g in found if g.span is not None]
            named = [g for people in some if people is not None for g in people.groups]
            found.extend(
                g for g in named if g.span is None or not any(g.span.overlaps(t) for t in told)
            )
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
