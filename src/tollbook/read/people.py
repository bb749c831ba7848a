"""Noun phrases that stand for people: how many, and who on the four victim axes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from tollbook.read.numbers import NumberPhrase
from tollbook.read.words import Noun, nouns, word_set
from tollbook.record import Count, Span, VictimGroup, add_counts
from tollbook.record.vocabulary import AgeGroup, Sex, VictimStatus

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Kind = Literal["number", "named", "indefinite", "definite", "pronoun", "plural", "none"]

_ONE = frozenset("he she him her himself herself i me someone somebody anyone who".split())
_MANY = frozenset("they them themselves we us those".split())
_PRONOUNS = frozenset("he she him her himself herself they them themselves we us i me".split())
_RELATIVE = frozenset("who whom that which".split())
_LEFT = frozenset(
    "det amod nummod quantmod compound poss predet advmod nmod case punct neg npadvmod".split()
)
_DEFINITE = frozenset("the this that these those both all his her their its our".split())
ADDITIONAL = re.compile(
    r"\b(?:another|others?|additional|further|second|third|fourth|(?<!or )(?<!no )more(?! than))\b",
    re.I,
)
_PERSON_SUFFIX = re.compile(
    r"(?:[a-z]{3}(?:ers?|ors?|ists?|ians?|men|man|woman|women|eers?|ites?|nauts?)|ese|ees?)$"
)
_NOT_SUFFIX = frozenset(
    """number numbers order orders power powers tower towers river rivers water center centre
    other others border weather winter summer dinner paper matter letter member-state quarter tractor
    sector motor doctor-ate helicopter computer trailer container cancer fever virus list lists terror
    horror error corridor floor door fighter-jet corner shelter disaster sister-ship career four
    manner trigger murder murders disorder november december october september fire tremor three
    committee referee-call minister-ial under over after never however dollar checkpoint chapter
    carrier bunker launcher barrier tanker cruiser flyer weapon charter cluster explosion""".split()
)


_ORDINALS = frozenset("second third fourth fifth sixth".split())


@dataclass(frozen=True, slots=True)
class People:
    """Who a noun phrase stands for.

    :ivar kind: how they are introduced; "none": nobody ("no one").
    :ivar additional: told to come on top of others ("another three").
    :ivar partitive: told to be part of a group named before ("two of the dead").
    :ivar attackers: how many of them are called attackers, None: nobody is.
    :ivar heads: head nouns, lower case, for matching a later "the protesters".
    """

    count: Count
    groups: tuple[VictimGroup, ...]
    kind: Kind
    start: int
    end: int
    heads: frozenset[str]
    names: tuple[str, ...] = ()
    parts: tuple[VictimGroup, ...] = ()
    additional: bool = False
    partitive: bool = False
    attackers: int | None = None


@dataclass(slots=True)
class Phrases:
    """A parsed sentence with its number phrases, ready for questions about noun phrases."""

    doc: Doc
    numbers: Sequence[NumberPhrase]
    persons: frozenset[int] = field(default_factory=frozenset)
    groups_of_people: frozenset[int] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        self.persons = frozenset(t.i for e in self.doc.ents if e.label_ == "PERSON" for t in e)
        self.groups_of_people = frozenset(
            t.i for e in self.doc.ents if e.label_ == "NORP" for t in e
        )

    def number_at(self, token: Token) -> NumberPhrase | None:
        """The number phrase that this token is part of."""
        start, end = token.idx, token.idx + len(token)
        return next((n for n in self.numbers if n.core_start < end and start < n.core_end), None)

    def number_before(self, token: Token) -> NumberPhrase | None:
        """The number phrase that counts the noun ``token``: the last inside its left part."""
        left = left_edge(token)
        start = self.doc[left].idx
        found = [n for n in self.numbers if n.core_end <= token.idx and n.core_end > start]
        if not found:
            return None
        last = found[-1]
        between = self.doc.text[last.core_end : token.idx]
        return last if not re.search(r"[,;:]\s|\band\b", between) else None


def left_edge(token: Token) -> int:
    """Index of the first token of the noun phrase headed by ``token``, its left part only."""
    edge = token.i
    for child in token.lefts:
        if child.dep_ in _LEFT:
            edge = min(edge, left_edge(child))
    return edge


def conjuncts(token: Token) -> Iterator[Token]:
    """The members of a coordination that starts at ``token``, in order, itself first."""
    yield token
    for child in token.rights:
        if child.dep_ == "conj":
            yield from conjuncts(child)
        elif child.dep_ == "appos" and _lists_on(token, child):
            yield from conjuncts(child)


def _lists_on(token: Token, child: Token) -> bool:
    """Whether an apposition is really the next member of a list ("a man, his wife and ...")."""
    listed = any(c.dep_ == "conj" for c in child.rights)
    return listed and child.lower_ in nouns() and token.tag_ in {"NN", "NNP"}


def _is_person_noun(token: Token, phrases: Phrases) -> bool:
    word = token.lower_
    if word in word_set("people", "not_people"):
        return False
    if word in nouns() or word in _PRONOUNS or word in _MANY or word in _ONE:
        return True
    if token.i in phrases.persons or token.i in phrases.groups_of_people:
        return True
    if token.ent_type_ in {"ORG", "GPE", "LOC", "FAC", "PRODUCT", "EVENT", "DATE", "TIME"}:
        return False
    hyphen = word.rsplit("-", 1)[-1]
    if hyphen != word and (hyphen in nouns() or hyphen == "old"):
        return True
    if token.tag_ in {"NNS", "NN"} and word not in _NOT_SUFFIX:
        return bool(_PERSON_SUFFIX.search(word))
    return False


def _noun(word: str) -> Noun | None:
    known = nouns()
    return known.get(word) or known.get(word.rsplit("-", 1)[-1])


def _axes(words: set[str]) -> tuple[VictimStatus, str | None, Sex, AgeGroup]:
    """Status, role, sex and age group that the words of a noun phrase say."""
    known = [n for n in (_noun(w) for w in words) if n]
    sections = {s for n in known for s in n.sections}
    forces = words & {"forces", "force"} and words & {
        "security",
        "armed",
        "police",
        "army",
        "special",
    }
    status: VictimStatus = "unknown"
    if "civilian" in sections or words & {"civilian", "civilians", "non-combatant"}:
        status = "civilian"
    elif "combatant" in sections and not words & {"former", "alleged-ex"}:
        status = "combatant"
    elif "security" in sections or forces:
        status = "security"
    elif "child" in sections:
        status = "civilian"
    sex: Sex = "unknown"
    female, male = "female" in sections, "male" in sections
    if female or male:
        sex = "mixed" if female and male else "female" if female else "male"
    age: AgeGroup = "unknown"
    if "child" in sections:
        age = "child"
    elif "elderly" in sections:
        age = "elderly"
    elif (female or male) and "kin" not in sections:
        age = "adult"
    role = next((n.role for n in known if n.role), None)
    return status, role, sex, age


def _named_count(token: Token, phrases: Phrases) -> tuple[int, tuple[str, ...]]:
    ent = next((e for e in phrases.doc.ents if e.start <= token.i < e.end), None)
    name = ent.text if ent is not None else token.text
    return 1, (name,)


def _span_text(doc: Doc, start: int, end: int) -> str:
    return doc[start : end + 1].text


def _head_people(token: Token, phrases: Phrases) -> People | None:
    """One member of a coordination, without its conjuncts."""
    doc = phrases.doc
    word = token.lower_
    own = phrases.number_at(token)
    left = left_edge(token)
    if doc[left].lower_ == "dead" and left < token.i:
        left += 1  # "shot dead three shopkeepers"
    words = {doc[i].lower_ for i in range(left, token.i + 1)}
    additional = bool(ADDITIONAL.search(doc[left : token.i + 1].text))
    if word in _ORDINALS and "a" in words:
        span = Span(doc[left].idx, token.idx + len(token), doc[left : token.i + 1].text)
        one = Count.exact(1, span.quote)
        return People(
            one,
            (VictimGroup(span.quote, count=one, span=span),),
            "indefinite",
            span.start,
            span.end,
            frozenset({"people"}),
            additional=True,
        )
    if own is not None:
        return _number_headed(token, own, phrases, additional)
    if not _is_person_noun(token, phrases):
        return None
    start, end = doc[left].idx, token.idx + len(token)
    number = phrases.number_before(token)
    count: Count
    names: tuple[str, ...] = ()
    kind: Kind
    noun = _noun(word)
    definite = bool(words & _DEFINITE)
    if number is not None:
        start = min(start, number.start)
        count = number.count
        kind = "none" if count.shape == "zero" else "definite" if definite else "number"
        if count.shape in {"vague"} and noun and "collective" in noun.sections:
            count = Count.vague(count.raw)
    elif "no" in words:
        count, kind = Count.exact(0, doc.text[start:end]), "none"
    elif word in _PRONOUNS or word in _MANY or word in _ONE:
        single = word in _ONE
        count = Count.exact(1, token.text) if single else Count.plural(token.text)
        kind = "pronoun" if word in _PRONOUNS else "definite" if word == "those" else "indefinite"
    elif token.i in phrases.persons and (noun is None or token.tag_ in {"NNP", "NNPS"}):
        n, names = _named_count(token, phrases)
        count, kind = Count.exact(n, names[0]), "named"
    else:
        of_number = _of_number(token, phrases)
        plural = token.tag_ in {"NNS", "NNPS"} or (noun is not None and noun.number is None)
        collective = noun is not None and "collective" in noun.sections
        if of_number is not None:
            count = of_number
        elif noun is not None and noun.number not in (None, 1):
            count = Count.exact(noun.number or 1, doc.text[start:end])
        elif collective and noun is not None and noun.number is None:
            count = Count.plural(doc.text[start:end])
        elif plural:
            count = Count.plural(doc.text[start:end])
        else:
            count = Count.exact(1, doc.text[start:end])
        kind = "definite" if definite else "plural" if count.shape == "plural" else "indefinite"
        if "poss" in {c.dep_ for c in token.lefts} and noun and "kin" in noun.sections:
            kind = "indefinite"
    if word in {"member", "members"}:
        words |= {t.lower_ for c in token.rights if c.lower_ == "of" for t in c.subtree}
    status, role, sex, age = _axes(words)
    if word in {"he", "him", "himself"}:
        sex = "male"
    elif word in {"she", "her", "herself"}:
        sex = "female"
    return People(
        count=count,
        groups=(
            VictimGroup(
                doc.text[start:end],
                status,
                role,
                sex,
                age,
                count,
                Span(start, end, doc.text[start:end]),
                names,
            ),
        ),
        kind=kind,
        start=start,
        end=end,
        heads=frozenset({noun.lemma if noun else word}),
        names=names,
        additional=additional,
        attackers=_attackers(token, count),
    )


def _attackers(token: Token, count: Count) -> int | None:
    noun = _noun(token.lower_)
    if noun is None or "attacker" not in noun.sections or token.lower_ in {"herself"}:
        return None
    return count.low


def _of_number(token: Token, phrases: Phrases) -> Count | None:
    """ "a family of five", "a group of 12 protesters": the number after "of"."""
    for prep in token.rights:
        if prep.dep_ == "prep" and prep.lower_ == "of":
            for obj in prep.rights:
                number = phrases.number_at(obj) or phrases.number_before(obj)
                if number is not None and obj.dep_ == "pobj" and number.count.positive:
                    return replace(number.count, raw=number.count.raw)
    return None


def _number_headed(
    token: Token, number: NumberPhrase, phrases: Phrases, additional: bool
) -> People | None:
    """ "12 were killed", "dozens of protesters", "two of the dead", "three others"."""
    doc = phrases.doc
    end = max(token.idx + len(token), number.core_end)
    words = {token.lower_}
    partitive = False
    heads = {"people"}
    head: Token | None = None
    for prep in list(token.rights):
        if prep.lower_ == "of" and prep.dep_ == "prep":
            head = next((o for o in prep.rights if o.dep_ == "pobj"), None)
    if head is not None:
        if not _is_person_noun(head, phrases) and phrases.number_at(head) is None:
            return None
        left = left_edge(head)
        inner = {doc[i].lower_ for i in range(left, head.i + 1)}
        words |= inner
        partitive = bool(inner & _DEFINITE) and number.count.shape not in {"vague"}
        noun = _noun(head.lower_)
        heads = {noun.lemma if noun else head.lower_}
        end = head.idx + len(head)
    elif token.tag_ not in {"CD", "NNS", "NN", "JJ", "DT", "RB", "JJS", "NNP", "PRP", "JJR"}:
        return None
    before = doc.text[max(0, number.start - 12) : number.start].casefold()
    definite = bool(re.search(r"\b(?:the|all|those|these)\s+$", before))
    kind: Kind = "none" if number.count.shape == "zero" else "definite" if definite else "number"
    status, role, sex, age = _axes(words)
    text = doc.text[number.start : end]
    following = doc.text[end : end + 8].casefold()
    return People(
        count=number.count,
        groups=(
            VictimGroup(text, status, role, sex, age, number.count, Span(number.start, end, text)),
        ),
        kind=kind,
        start=number.start,
        end=end,
        heads=frozenset(heads),
        additional=additional
        or bool(re.match(r"\s+(?:more|others?)\b", following))
        or bool(re.search(r"\b(?:another|other)\s+$", before)),
        partitive=partitive,
    )


_INCLUDING = frozenset("including include included among".split())


def _of_them(phrases: Phrases, start: int) -> list[VictimGroup]:
    """ "seven of them women", "of whom three were women": parts named after the whole."""
    text = phrases.doc.text
    found = []
    for token in phrases.doc:
        if token.idx < start or token.lower_ not in {"them", "whom"} or token.i == 0:
            continue
        before = [n for n in phrases.numbers if start <= n.start and 0 <= token.idx - n.end <= 6]
        after = [n for n in phrases.numbers if 0 < n.start - token.idx <= 8]
        number = before[-1] if before else after[0] if after else None
        if number is None:
            continue
        rest = re.match(
            r"(?:\s+of)?(?:\s+(?:them|whom))?,?(?:\s+(?:were|was|are))?\s+(?:an?\s+|the\s+)?(?P<who>[\w-]+(?:\s+[\w-]+)?)",
            text[number.end :],
        )
        if rest is None:
            continue
        words = rest["who"].split()
        who = next((w for w in words if w.casefold() in nouns()), None)
        if who is None:
            continue
        end = number.end + rest.end("who")
        status, role, sex, age = _axes({w.casefold() for w in words})
        quote = text[number.start : end]
        found.append(
            VictimGroup(quote, status, role, sex, age, number.count, Span(number.start, end, quote))
        )
    return found


def _parts(token: Token, phrases: Phrases) -> tuple[VictimGroup, ...]:
    """Groups counted inside: "12 people, including two police officers", "seven of them women"."""
    found: list[VictimGroup] = _of_them(phrases, token.idx)
    for child in token.rights:
        if child.lower_ == "including" and child.dep_ in {"prep", "acl", "advcl"}:
            for obj in child.rights:
                if obj.dep_ in {"pobj", "dobj"}:
                    for member in conjuncts(obj):
                        people = _head_people(member, phrases)
                        if people:
                            found.extend(people.groups)
    return tuple(found)


def people_of(token: Token, phrases: Phrases) -> People | None:
    """Who the noun phrase headed by ``token`` stands for; None where it is no people."""
    members = [p for p in (_head_people(t, phrases) for t in conjuncts(token)) if p is not None]
    first = _head_people(token, phrases)
    if first is None or not members:
        return None
    parts = _parts(token, phrases)
    counted = first.count.low is not None and first.count.low > 1 and first.kind == "number"
    rest = members[1:]
    if counted and rest and all(m.kind in {"named", "plural"} for m in rest):
        # "two men, Ahmed Ali and Omar Khan", "ten people, civilians and soldiers alike"
        parts = parts + tuple(g for m in rest for g in m.groups)
        members = members[:1]
    if len(members) == 1:
        return replace(first, parts=parts)
    positive = [m for m in members if m.kind != "none"]
    if not positive:
        return first
    text = phrases.doc.text
    start, end = min(m.start for m in members), max(m.end for m in members)
    count = add_counts([m.count for m in positive], text[start:end])
    kinds = {m.kind for m in positive}
    attackers = [m.attackers for m in positive if m.attackers is not None]
    return People(
        count=count,
        groups=tuple(g for m in positive for g in m.groups),
        kind="named" if kinds == {"named"} else "number",
        start=start,
        end=end,
        heads=frozenset().union(*(m.heads for m in positive)),
        names=tuple(n for m in positive for n in m.names),
        parts=parts,
        additional=positive[0].additional,
        partitive=first.partitive,
        attackers=sum(attackers) if attackers else None,
    )
