"""Who is named in a story: full names, and of these the ones printed with an age.

A person named with an age is a private person whose fate the story tells: the victim or the
accused. Offices, speakers and bodies are named in many stories, so they are left out. The names
are compared and never printed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from sys import intern

from tollbook.record.text import fold
from tollbook.tally.words import words

_WORD = r"[A-Z][A-Za-z'\u2019\-]*[a-z]"
_NAME = re.compile(
    rf"\b{_WORD}(?:[ \n]+[A-Z]\.)?(?:[ \n]+(?:(?:de|la|al|bin|ibn|abu|van|el) )?{_WORD})+"
)
_AGE_AFTER = re.compile(
    r"(?:, |\s\()(?:(?:aged|age|an?|who was) )?\d{1,3}(?:[,.;)]|-year|\s(?:of|was|years)\b)"
)
_AGE_BEFORE = re.compile(r"(?:\d-year-old|\baged \d+,?)\s+$")
_REACH = 20  # characters before a name in which its age may stand


@dataclass(frozen=True, slots=True)
class Named:
    """Folded full names.

    :ivar aged: those printed with an age.
    :ivar others: the rest.
    """

    aged: frozenset[str]
    others: frozenset[str]


NOBODY = Named(frozenset(), frozenset())


def named(texts: Iterable[str], known: Collection[str] = ()) -> Named:
    """The people named in pieces of text.

    :param known: folded names of places, bodies and speakers, which are left out.
    """
    strangers = words().no_person
    aged: set[str] = set()
    others: set[str] = set()
    for text in texts:
        for found in _NAME.finditer(text):
            name = intern(fold(found.group()))
            if name in known or not strangers.isdisjoint(name.split()):
                continue
            before = text[max(0, found.start() - _REACH) : found.start()]
            if _AGE_AFTER.match(text, found.end()) or _AGE_BEFORE.search(before):
                aged.add(name)
            else:
                others.add(name)
    if not aged and not others:
        return NOBODY
    return Named(frozenset(aged), frozenset(others - aged))


_ARTICLE = r"(?:[AaEe](?:[ldnrstz]|sh|dh)[- ])?"
_NO_KIN = r"(?!(?:The|An?|His|Her|Their|Its|This|That|Our|My|One|Another|Each|Every)\b)"
_KIN = rf"{_NO_KIN}(?:(?:Abu|Bin|Ibn|Umm|Bani) )?{_ARTICLE}[A-Z][\w\u2019'-]+"
_FAMILIES = re.compile(
    rf"\b({_KIN}(?: {_KIN})?)(?:['\u2019]s)? (?:famil(?:y|ies)|clan|household|home|house)\b"
    r"|\b(?:famil(?:y|ies)|home|house|residence) (?:of|belonging to)(?: the)? "
    rf"({_KIN}(?: {_KIN}){{0,3}})"
)
_SHORTEST = 3


def families(sentences: Iterable[str], known: Collection[str]) -> frozenset[str]:
    """The families whose members or homes sentences tell of: the last word of each name, folded.

    :param known: folded names of places, bodies and speakers, which are left out.
    """
    strangers = words().no_person
    apart = {word for name in known for word in name.split()}
    found: set[str] = set()
    for sentence in sentences:
        for match in _FAMILIES.finditer(sentence):
            name = fold((match[1] or match[2]).removesuffix("'s").removesuffix("\u2019s")).split()
            if not name or len(name[-1]) < _SHORTEST or name[-1] in apart:
                continue
            if strangers.isdisjoint(name):
                found.add(intern(name[-1]))
    return frozenset(found)
