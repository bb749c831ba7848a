"""What the words of a noun phrase say of people: status, role, sex and age group.

The four axes are independent of one another: a "girl" is female and a child, and no more.
"""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.read.words import Noun, nouns
from tollbook.record import Count, Span, VictimGroup
from tollbook.record.vocabulary import AgeGroup, Sex, VictimStatus

_CIVILIAN = frozenset({"civilian", "civilians", "non-combatant"})
_FORCES = frozenset({"forces", "force"})
_ARMED = frozenset({"security", "armed", "police", "army", "special"})


def noun_of(word: str) -> Noun | None:
    """The noun for people that ``word`` (lower case) is, or ends with after a hyphen."""
    known = nouns()
    return known.get(word) or known.get(word.rsplit("-", 1)[-1])


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
    known = [n for n in map(noun_of, reversed(words)) if n is not None]
    sections = frozenset(s for n in known for s in n.sections)
    quote = text[start:end]
    return VictimGroup(
        quote,
        _status(sections, frozenset(words)),
        next((n.role for n in known if n.role), None),
        _sex(sections),
        _age(sections),
        count,
        Span(start, end, quote),
        names,
    )


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
