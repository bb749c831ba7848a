"""The words that linking and lineages go by, from ``words.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from sys import intern

from tollbook.record.text import fold
from tollbook.record.vocabulary import Harm

_WORD = re.compile(r"[a-z0-9]+")

FROM_AFAR = frozenset({"from_the_air", "shelling", "explosive"})
_AT_HAND = frozenset({"blades_and_hands", "crowd_control"})


@dataclass(frozen=True)
class PassedCues:
    """Patterns that tell of people who had suffered another harm before they died.

    :ivar gate: one of these words stands in every text that the others match.
    :ivar of_them / how: by that harm; see :mod:`tollbook.tally.passed`.
    :ivar more: sets them apart from others who had died so before.
    """

    gate: re.Pattern[str]
    of_them: dict[Harm, re.Pattern[str]]
    how: dict[Harm, re.Pattern[str]]
    more: re.Pattern[str]


@dataclass(frozen=True)
class HourCues:
    """What tells the hour of an event; see :mod:`tollbook.tally.hours`.

    :ivar clock: groups ``hour``, ``minute`` and ``half`` ("3.30 p.m."), ``hour24`` and
        ``minute24`` ("15:30") or ``word`` ("noon").
    :ivar by_word: the hour that such a word stands for.
    :ivar parts: words for a part of the day, and the hours that it may be, as bits; the first to
        stand in a text counts.
    """

    clock: re.Pattern[str]
    by_word: dict[str, int]
    parts: tuple[tuple[re.Pattern[str], int], ...]


@dataclass(frozen=True)
class Words:
    """Word lists as folded sets.

    :ivar agencies: folded words of an agency's name -> the name as it signs.
    :ivar family_of: a perpetrator's word -> the side it names.
    :ivar means_of: a word -> the family of means it belongs to.
    :ivar untelling: words that almost every claim has.
    :ivar people: words for people who are attacked.
    :ivar no_person: words that stand in no person's full name.
    :ivar over_a_deed: what says of an arrest that it is over a deed.
    :ivar clause_ends: where a clause surely ends.
    :ivar still: what says that those alone are counted who still are hurt, missing or held.
    :ivar gravely: what says that those alone are counted who are gravely hurt.
    """

    generic_speaker: frozenset[str]
    speaker_noise: frozenset[str]
    agencies: dict[frozenset[str], str]
    agency_credit: re.Pattern[str]
    nondescript: frozenset[str]
    gunmen: frozenset[str]
    family_of: dict[str, str]
    means_of: dict[str, str]
    untelling: frozenset[str]
    people: frozenset[str]
    no_person: frozenset[str]
    over_a_deed: re.Pattern[str]
    clause_ends: re.Pattern[str]
    still: re.Pattern[str]
    gravely: re.Pattern[str]
    passed: PassedCues
    hours: HourCues


@cache
def words() -> Words:
    """The lists, read once."""
    raw = tomllib.loads((resources.files(__package__) / "words.toml").read_text("utf-8"))
    names = "|".join(re.escape(name) for name in sorted(raw["agencies"], key=len, reverse=True))
    return Words(
        generic_speaker=frozenset(raw["generic_speaker"]),
        speaker_noise=frozenset(raw["speaker_noise"]),
        agencies={frozenset(tokens(name)): name for name in raw["agencies"]},
        agency_credit=re.compile(
            rf"\(({names})\)|^\W*({names})\s*[-\u2013\u2014]|[-\u2013\u2014]\s*({names})\W*$"
        ),
        nondescript=frozenset(raw["nondescript"]),
        gunmen=frozenset(raw["gunmen"]),
        family_of={word: side for side, given in raw["families"].items() for word in given},
        means_of={word: kind for kind, given in raw["means"].items() for word in given},
        untelling=frozenset(raw["untelling"]),
        people=frozenset(raw["people"]),
        no_person=frozenset(raw["no_person"]),
        over_a_deed=_any(raw["over_a_deed"]),
        clause_ends=re.compile(raw["clause_ends"]),
        still=re.compile(raw["still"], re.IGNORECASE),
        gravely=re.compile(raw["gravely"], re.IGNORECASE),
        passed=PassedCues(
            _any(raw["passed"]["gate"]),
            {harm: _any(cues) for harm, cues in raw["passed"]["of_them"].items()},
            {harm: _any(cues) for harm, cues in raw["passed"]["how"].items()},
            _any(raw["passed"]["more"]),
        ),
        hours=HourCues(
            re.compile(raw["hours"]["clock"], re.IGNORECASE),
            raw["hours"]["by_word"],
            tuple((_any(part["words"]), _bits(part["hours"])) for part in raw["hours"]["part"]),
        ),
    )


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    """Any of the patterns, as whole words."""
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE)


def _bits(spans: Iterable[tuple[int, int]]) -> int:
    """Hours of the day as bits, each span from its first to before its last."""
    return sum(1 << hour for low, high in spans for hour in range(low, high))


@lru_cache(maxsize=1 << 16)
def tokens(text: str) -> tuple[str, ...]:
    """The folded words of a name or phrase, in order ("the Interior Ministry" -> two words)."""
    return tuple(map(intern, _WORD.findall(fold(text))))


def content_words(texts: Iterable[str]) -> frozenset[str]:
    """Words of four letters or more that may tell one event from another."""
    untelling = words().untelling
    return frozenset(
        intern(word)
        for text in texts
        for word in _WORD.findall(text.casefold())
        if len(word) >= 4 and word not in untelling
    )


def means_families(phrases: Iterable[str]) -> frozenset[str]:
    """The families of means that phrases name ("sniper fire" -> shooting); empty: none known."""
    known = words().means_of
    return frozenset(known[word] for phrase in phrases for word in tokens(phrase) if word in known)


def unlike_means(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether families of means are such as nobody mixes up: knives, and shells.

    Shots are taken for an explosion, a blast for an air strike; empty families say nothing.
    """
    if not mine or not theirs:
        return False
    return (mine <= _AT_HAND and theirs <= FROM_AFAR) or (theirs <= _AT_HAND and mine <= FROM_AFAR)
