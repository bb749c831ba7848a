"""What the words of a noun phrase say of people: status, role, sex and age group.

The four axes are independent of one another: a "girl" is female and a child, and no more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tollbook.read.numbers import value_of
from tollbook.read.words import Noun, nouns
from tollbook.record import Count, Span, VictimGroup
from tollbook.record.vocabulary import AgeGroup, Sex, VictimStatus

_CIVILIAN = frozenset({"civilian", "civilians", "non-combatant"})
_FORCES = frozenset({"forces", "force"})
_ARMED = frozenset({"security", "armed", "police", "army", "special"})


_YEARS_OLD = re.compile(
    r"(?<![\w-])(?P<n>[\w-]+?)[ -](?P<unit>year|month|week|day)s?[ -]olds?(?![\w-])", re.IGNORECASE
)
_AGE_AFTER = re.compile(
    r"\s*(?:,\s*(?:aged?\s+)?(\d{1,2})\s*(?:,|$)|\((\d{1,2})\)|,?\s+aged? (\d{1,2})\b)"
)
_OF_AGE = 18
"""Years from which on somebody is no child (Convention on the Rights of the Child, article 1)."""


def years_in(words: str) -> frozenset[int]:
    """The ages in years that "a 12-year-old" and its like give; months and less are 0."""
    found = ((m["n"], m["unit"].casefold()) for m in _YEARS_OLD.finditer(words))
    ages = ((value_of(n), unit) for n, unit in found)
    return frozenset(n if unit == "year" else 0 for n, unit in ages if n is not None)


def years_of(text: str, start: int, end: int) -> frozenset[int]:
    """The ages told of the people at ``text[start:end]``: inside, or right after ("Ali, 24,")."""
    after = _AGE_AFTER.match(text, end)
    told = frozenset(int(n) for n in after.groups() if n) if after else frozenset()
    return years_in(text[start:end]) | told


def noun_of(word: str) -> Noun | None:
    """The noun for people that ``word`` (lower case) is, or ends with after a hyphen."""
    known = nouns()
    return known.get(word) or known.get(word.rsplit("-", 1)[-1])


def _listed(joined: Sequence[str]) -> list[str]:
    return [words for words in reversed(joined) if words in nouns()]


def group_of(
    text: str,
    start: int,
    end: int,
    count: Count,
    *,
    words: Sequence[str],
    names: tuple[str, ...] = (),
) -> VictimGroup:
    """The people at ``text[start:end]``, on the axes that ``words`` put them on.

    :param words: the words of the phrase, lower case, in order; the last noun gives the role.
    """
    if len(words) > 1 and "paramilitary" in words[:-1] and _of_forces(words):
        words = [w for w in words if w != "paramilitary"]  # "two paramilitary rangers"
    joined = [f"{a}-{b}" for a, b in pairwise(words)]  # "aid worker" is listed as "aid-worker"
    known = [n for n in map(noun_of, [*_listed(joined), *reversed(words)]) if n is not None]
    sections = frozenset(s for n in known for s in n.sections)
    quote = text[start:end]
    years = frozenset[int]().union(*(years_in(w) for w in words))
    return VictimGroup(
        quote,
        _status(sections, frozenset(words)),
        next((n.role for n in known if n.role), None),
        _sex(sections),
        _age(sections) if not years else "child" if max(years) < _OF_AGE else "adult",
        count,
        Span(start, end, quote),
        names,
    )


def _of_forces(words: Sequence[str]) -> bool:
    found = (noun_of(w) for w in words)
    return any(n is not None and "security" in n.sections for n in found)


def _status(sections: frozenset[str], words: frozenset[str]) -> VictimStatus:
    if "civilian" in sections or words & _CIVILIAN:
        return "civilian"
    if "combatant" in sections and "former" not in words:
        return "combatant"
    if "security" in sections or (words & _FORCES and words & _ARMED):
        return "security"
    return "civilian" if "child" in sections else "unknown"


def _sex(sections: frozenset[str]) -> Sex:
    female, male = "female" in sections, "male" in sections
    if female and male:
        return "mixed"
    return "female" if female else "male" if male else "unknown"


def _age(sections: frozenset[str]) -> AgeGroup:
    if "child" in sections:
        return "child"
    if "elderly" in sections:
        return "elderly"
    # "mother" and "son" say no age; "woman" and "man" do
    return "adult" if sections & {"female", "male"} and "kin" not in sections else "unknown"
