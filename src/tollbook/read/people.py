"""Noun phrases that stand for people: how many, and who; one phrase, without its conjuncts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from tollbook.read.axes import group_of, noun_of, years_in
from tollbook.read.frames import by_form
from tollbook.read.numbers import NumberPhrase
from tollbook.read.phrases import Phrases
from tollbook.read.tree import left_edge
from tollbook.read.words import nouns, table, word_set
from tollbook.record import Count, Span, VictimGroup

if TYPE_CHECKING:
    from spacy.tokens import Token

Kind = Literal["number", "named", "indefinite", "definite", "pronoun", "plural", "none"]

ADDITIONAL = re.compile(
    r"\b(?:another|others?|additional|further|second|third|fourth|(?<!or )(?<!no )more(?! than))\b",
    re.IGNORECASE,
)
_PERSON_SUFFIX = re.compile(
    r"(?:[a-z]{3}(?:ers?|ors?|ists?|ians?|men|man|woman|women|eers?|ites?|nauts?)|ese|ees?)$"
)
_DEFINITE_BEFORE = re.compile(r"\b(?:the|all|those|these)\s+(?:other\s+|remaining\s+)?$")
_MORE_AFTER = re.compile(r"\s+(?:more|others?)\b")
_OTHER_BEFORE = re.compile(r"\b(?:another|other)\s+$")
_SINGULAR = frozenset({"NN", "NNP"})
_NAMES = frozenset({"NNP", "NNPS"})
_SEVERAL = 2
_OF_THEM = frozenset({"whom", "them"})
_ORDINALS = frozenset({
    "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"
})  # fmt: skip
_NO_PERSON = frozenset({"ORG", "GPE", "LOC", "FAC", "PRODUCT", "EVENT", "DATE", "TIME"})
# tags of words that head a number phrase without an "of" ("12", "dozens", "all three")
_NUMBER_HEADS = frozenset({"CD", "NNS", "NN", "JJ", "DT", "RB", "JJS", "NNP", "PRP", "JJR"})


@dataclass(frozen=True, slots=True)
class People:
    """Who a noun phrase stands for.

    :ivar kind: how they are introduced; "none": nobody ("no one").
    :ivar heads: head nouns, lower case, for matching a later "the protesters".
    :ivar parts: groups counted inside ("including two police officers").
    :ivar additional: told to come on top of others ("another three").
    :ivar partitive: told to be part of a group named before ("two of the dead").
    :ivar attackers: how many of them are called attackers, None: nobody is.
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


def only_counted(
    text: str, start: int, end: int, count: Count, kind: Kind, *, additional: bool = False
) -> People:
    """People of whom the words say nothing but how many ("12", "no casualties")."""
    words = text[start:end]
    group = VictimGroup(words, count=count, span=Span(start, end, words))
    heads = frozenset({"people"})
    return People(count, (group,), kind, start, end, heads, additional=additional)


def member_of(token: Token, phrases: Phrases) -> People | None:
    """The people that ``token`` heads, without its conjuncts; None where it is no people."""
    doc = phrases.doc
    left = left_edge(token)
    if doc[left].lower_ == "dead" and left < token.i:
        left += 1  # "shot dead three shopkeepers"
    words = [t.lower_ for t in doc[left : token.i + 1]]
    start, end = doc[left].idx, token.idx + len(token)
    quote = phrases.text[start:end]
    shared = _shared_out(token)
    if shared is not None:
        return member_of(shared, phrases)
    if token.lower_ in _ORDINALS and "a" in words:
        one = Count.exact(1, quote)
        return only_counted(phrases.text, start, end, one, "indefinite", additional=True)
    if token.lower_ in _ORDINALS and words[:1] == ["the"] and token.tag_ == "JJ":
        one = Count.exact(1, quote)  # "two were shot ... the third died": of those told of
        return only_counted(phrases.text, start, end, one, "definite")
    additional = bool(ADDITIONAL.search(quote))
    number = phrases.number_at(token)
    if number is not None:
        return _number_headed(token, number, phrases, additional)
    if not _is_person(token, phrases):
        return None
    return _noun_headed(token, left, words, phrases, additional)


def _shared_out(token: Token) -> Token | None:
    """ "a third of the 60", "all but two of the 14": what is shared, whose number says the rest."""
    if token.lower_ == "all":
        but = (c for c in token.rights if c.lower_ == "but")
        holders = [o for b in but for o in b.rights if o.dep_ == "pobj"]
    elif token.lower_ in table("numbers")["fractions"]["words"]:
        holders = [token]
    else:
        return None
    found = (_counted_by(holder) for holder in holders)
    return next((t for t in found if t is not None), None)


def _is_person(token: Token, phrases: Phrases) -> bool:
    word = token.lower_
    if word in word_set("people", "not_people"):
        return False
    if word in nouns() or _is_pronoun(token):
        return True
    if token.i in phrases.persons or token.i in phrases.groups_of_people:
        return True
    if years_in(word):
        return True  # "a 12-year-old"
    if token.tag_ not in {"NNS", "VBZ"} and any(years_in(c.lower_) for c in token.lefts):
        return True  # "19-year-old Omar Haddad"; not "8-year-old fires shot"
    if _is_counted_name(token, phrases):
        return True
    if token.ent_type_ in _NO_PERSON:
        return False
    last = word.rsplit("-", 1)[-1]
    if last != word and last in nouns():
        return True  # "a passer-by"
    if token.tag_ in {"NNS", "NN"} and word not in word_set("people", "not_by_suffix"):
        return bool(_PERSON_SUFFIX.search(word))
    return False


def _is_counted_name(token: Token, phrases: Phrases) -> bool:
    """ "Five alleged TTP", "six al-Shabaab": an organisation with a number is its members."""
    number = phrases.number_before(token) if token.tag_ in _NAMES else None
    if number is None or (number.count.low or 0) < _SEVERAL:
        return False
    words = phrases.doc[left_edge(token) : token.i]
    hedged = any(t.lower_ in word_set("numbers", "hedges") for t in words)
    return token.ent_type_ in {"ORG", "NORP"} or (hedged and token.ent_type_ not in _NO_PERSON)


def _is_pronoun(token: Token) -> bool:
    word = token.lower_ if token.text != "US" else token.text
    return any(word in word_set("people", "pronouns", key) for key in ("one", "many", "personal"))


def _noun_headed(
    token: Token, left: int, words: Sequence[str], phrases: Phrases, additional: bool
) -> People:
    """ "three men", "a teacher", "the protesters", "Ali Hassan", "no civilians", "they"."""
    start, end = phrases.doc[left].idx, token.idx + len(token)
    number = phrases.number_before(token)
    if number is not None and number.count.raw.casefold() == "both" and token.tag_ in _SINGULAR:
        number = None  # "both Haddad and the driver"
    names: tuple[str, ...] = ()
    count: Count
    kind: Kind
    if number is not None:
        start = min(start, number.start)
        count, kind = number.count, _kind_of_number(number.count, _is_definite(words))
    elif "no" in words:
        count, kind = Count.exact(0, phrases.text[start:end]), "none"
    elif _is_pronoun(token):
        count, kind = _pronoun(token)
    elif _is_name(token, phrases):
        names = (_name_at(token, phrases),)
        count, kind = Count.exact(1, names[0]), "named"
    else:
        count = _common_count(token, phrases, phrases.text[start:end])
        kind = _common_kind(token, words, count)
    # of "the mayor's bodyguard" the mayor says nothing
    of = {t.i for c in token.lefts if c.dep_ == "poss" and c.tag_ != "PRP$" for t in c.subtree}
    said = [w for i, w in enumerate(words, left) if i not in of]
    if token.lower_ in {"member", "members"}:
        # "members of the security forces" are what the forces are
        said += [t.lower_ for c in token.rights if c.lower_ == "of" for t in c.subtree]
    group = group_of(phrases.text, start, end, count, words=said, names=names)
    noun = noun_of(token.lower_)
    return People(
        count=count,
        groups=(_with_sex_of_pronoun(group, token.lower_),),
        kind=kind,
        start=start,
        end=end,
        heads=frozenset({noun.lemma if noun else token.lower_}),
        names=names,
        additional=additional,
        attackers=_attackers(token, count),
    )


def _is_definite(words: Sequence[str]) -> bool:
    return not word_set("people", "definite").isdisjoint(words)


def _kind_of_number(count: Count, definite: bool) -> Kind:
    if count.shape == "zero":
        return "none"
    return "definite" if definite else "number"


def _pronoun(token: Token) -> tuple[Count, Kind]:
    word = token.lower_
    one = word in word_set("people", "pronouns", "one")
    count = Count.exact(1, token.text) if one else Count.plural(token.text)
    if word in word_set("people", "pronouns", "personal"):
        return count, "pronoun"
    return count, "definite" if word == "those" else "indefinite"


def _is_name(token: Token, phrases: Phrases) -> bool:
    """Whether a token in a personal name is the name itself, not a noun beside it ("teacher")."""
    if token.i not in phrases.persons:
        return False
    return noun_of(token.lower_) is None or token.tag_ in {"NNP", "NNPS"}


def _name_at(token: Token, phrases: Phrases) -> str:
    entity = next((e for e in phrases.doc.ents if e.start <= token.i < e.end), None)
    return entity.text if entity is not None else token.text


def _common_count(token: Token, phrases: Phrases, quote: str) -> Count:
    """How many a common noun without a number stands for."""
    of_number = _number_after_of(token, phrases)
    if of_number is not None:
        return of_number
    noun = noun_of(token.lower_)
    if noun is not None and noun.number is not None and noun.number != 1:
        return Count.exact(noun.number, quote)
    if token.tag_ in {"NNS", "NNPS"} or (noun is not None and noun.number is None):
        return Count.plural(quote)
    return Count.exact(1, quote)


def _common_kind(token: Token, words: Sequence[str], count: Count) -> Kind:
    noun = noun_of(token.lower_)
    if noun is not None and "kin" in noun.sections and any(c.dep_ == "poss" for c in token.lefts):
        return "indefinite"  # "his wife" is new to the report, for all the "his"
    if _is_definite(words):
        return "definite"
    return "plural" if count.shape == "plural" else "indefinite"


def _number_after_of(token: Token, phrases: Phrases) -> Count | None:
    """ "a family of five", "a group of 12 protesters": the number after "of".

    Not the children in "a father of two", nor the age of "a cook of 26".
    """
    noun = noun_of(token.lower_)
    if noun is not None and ("kin" in noun.sections or noun.number == 1):
        return None
    for prep in token.rights:
        if prep.dep_ != "prep" or prep.lower_ != "of":
            continue
        for obj in prep.rights:
            number = phrases.number_at(obj) or phrases.number_before(obj)
            if number is not None and obj.dep_ == "pobj" and number.count.positive:
                return number.count
    return None


def _with_sex_of_pronoun(group: VictimGroup, word: str) -> VictimGroup:
    if word in {"he", "him", "himself"}:
        return replace(group, sex="male")
    if word in {"she", "her", "herself"}:
        return replace(group, sex="female")
    return group


def _attackers(token: Token, count: Count) -> int | None:
    noun = noun_of(token.lower_)
    if noun is None or "attacker" not in noun.sections or token.lower_ == "herself":
        return None
    return count.low


def _number_headed(
    token: Token, number: NumberPhrase, phrases: Phrases, additional: bool
) -> People | None:
    """ "12 were killed", "dozens of protesters", "two of the dead", "three others"."""
    end = max(token.idx + len(token), number.core_end)
    words = [token.lower_]
    heads = frozenset({"people"})
    partitive = False
    counted = _counted_by(token)
    if counted is not None:
        those = counted.lower_ in by_form() and any(c.lower_ == "those" for c in counted.lefts)
        # "one of those shot", "five were hit, two of whom died"
        of_them = counted.lower_ in _OF_THEM
        person = those or of_them or _is_person(counted, phrases)
        if not person and phrases.number_at(counted) is None:
            return None
        inner = [t.lower_ for t in phrases.doc[left_edge(counted) : counted.i + 1]]
        words += inner
        partitive = of_them or (_is_definite(inner) and number.count.shape != "vague")
        noun = noun_of(counted.lower_)
        heads = heads if of_them else frozenset({noun.lemma if noun else counted.lower_})
        end = counted.idx + len(counted)
    elif token.tag_ not in _NUMBER_HEADS:
        return None
    before = phrases.text[max(0, number.start - 20) : number.start].casefold()
    following = phrases.text[end : end + 8].casefold()
    return People(
        count=number.count,
        groups=(group_of(phrases.text, number.start, end, number.count, words=words),),
        kind=_kind_of_number(number.count, bool(_DEFINITE_BEFORE.search(before))),
        start=number.start,
        end=end,
        heads=heads,
        additional=additional
        or bool(_MORE_AFTER.match(following))
        or bool(_OTHER_BEFORE.search(before)),
        partitive=partitive,
        attackers=_attackers(counted, number.count) if counted is not None else None,
    )


def _counted_by(token: Token) -> Token | None:
    """What a number counts after "of" ("dozens of protesters", "two of the dead")."""
    counted: Token | None = None
    for prep in token.rights:
        if prep.lower_ == "of" and prep.dep_ == "prep":
            counted = next((o for o in prep.rights if o.dep_ == "pobj"), None)
    return counted
