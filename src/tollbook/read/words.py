"""The English of the rules reader, read once from its data files.

All word lists live in ``data/en``: another language is another folder and a parser. What the
users of a book add to them (:mod:`tollbook.read.own`) is put in force by :func:`use`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from tollbook.read.own import NOTHING, Own, add_words

_DATA = files("tollbook.read") / "data" / "en"
_SECTIONS = (
    "plain",
    "civilian",
    "female",
    "male",
    "child",
    "kin",
    "elderly",
    "youth",
    "security",
    "combatant",
    "attacker",
)
"""The lists of people.toml that say something of whom their nouns stand for."""


_Made = TypeVar("_Made", bound=Callable[..., Any])
_forget: list[Callable[[], None]] = []
_in_force = [NOTHING]


def per_words(make: _Made) -> _Made:
    """Keep what a function makes of the words, until others come into force."""
    kept: Any = cache(make)
    _forget.append(kept.cache_clear)
    made: _Made = kept
    return made


def use(own: Own) -> None:
    """Put the words of one book in force. One reader reads at a time in a process."""
    if _in_force[0].digest != own.digest:
        _in_force[0] = own
        for forget in _forget:
            forget()


def in_force() -> Own:
    """What the users add, as :func:`use` last said."""
    return _in_force[0]


@per_words
def table(name: str) -> Any:
    """The parsed TOML file ``data/en/NAME.toml``, with the words that users add.

    :raises UsageError: for words of users that do not fit into the list.
    """
    ours = tomllib.loads((_DATA / f"{name}.toml").read_text("utf-8"))
    return add_words(ours, name, _in_force[0])


def frame_files() -> list[tuple[str, Mapping[str, object]]]:
    """(file, parsed contents) of every frame family, in name order, and then those of users."""
    folder = _DATA / "frames"
    found = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    ours = [(f.name, tomllib.loads(f.read_text("utf-8"))) for f in found]
    return [*ours, *_in_force[0].frames]


@per_words
def word_set(name: str, section: str, key: str = "words") -> frozenset[str]:
    """A list of words as a set; a string in the data is split at white space."""
    value = table(name)[section][key]
    return frozenset(value.split() if isinstance(value, str) else value)


@per_words
def pattern(
    name: str, section: str, key: str, *, before: str = "", after: str = ""
) -> re.Pattern[str]:
    """What meets any pattern of a list, in capitals or not.

    A ``{list}`` in a pattern stands for any of that list: of its own section, else of the file's
    section ``shared``; ``{file.section}`` for the words of another file.

    :param before: a pattern that has to stand before it; :param after: one behind it.
    :raises ValueError: where a pattern has a ``{list}`` that there is not.
    """
    return re.compile(f"{before}{_any_of(name, section, key)}{after}", re.IGNORECASE)


_LIST = re.compile(r"\{([a-z_]+)(?:\.([a-z_]+))?\}")


def _any_of(name: str, section: str, key: str) -> str:
    """A list as one expression, with the lists that its patterns use filled in."""
    lists = {**table(name).get("shared", {}), **table(name)[section]}

    def filled(match: re.Match[str]) -> str:
        used, of = match.groups()
        if of is not None:
            return f"(?:{'|'.join(sorted(map(re.escape, word_set(used, of))))})"
        if used not in lists or used == key:
            raise ValueError(f"[{section}] of {name}.toml has {{{used}}} in {key}: no such list")
        return _any_of(name, section, used)

    value = lists[key]
    return f"(?:{_LIST.sub(filled, value if isinstance(value, str) else '|'.join(value))})"


@dataclass(frozen=True)
class Noun:
    """What a noun for people says.

    :ivar number: people it stands for: 1 singular, 2 or more fixed ("couple"), None plural or
        collective of unknown size.
    """

    lemma: str
    number: int | None
    sections: frozenset[str]
    role: str | None


def _plurals(word: str) -> list[str]:
    special = table("people")["plurals"]["words"].get(word)
    if special:
        return list(special.split())
    if word.endswith("man"):
        return [word[:-3] + "men"]
    if word.endswith("woman"):
        return [word[:-5] + "women"]
    if word.endswith("y") and word[-2] not in "aeiou":
        return [word[:-1] + "ies"]
    if word.endswith(("s", "x", "ch", "sh")):
        return [word + "es"]
    return [word + "s"]


@per_words
def nouns() -> dict[str, Noun]:
    """Every form of every noun for people (lower case) -> what it says."""
    people = table("people")
    sections = _listed()
    same_form = word_set("people", "same_form")
    roles = {w: role for role, words in people["roles"].items() for w in words.split()}
    found: dict[str, Noun] = {}
    for word, inside in sections.items():
        number = None if word in same_form else 1
        found[word] = Noun(word, number, inside, roles.get(word))
    # a plural by rule stands against a word listed ("policemen"), so that it has its singular
    for word, inside in sections.items():
        if word not in same_form:
            for form in _plurals(word):
                if form not in sections or form not in same_form:
                    found[form] = Noun(word, None, inside, roles.get(word))
    found.update(_collective(found, roles))
    for word, said in people["mass"].items():
        section = frozenset({said["section"]})
        found[word] = Noun(said["lemma"], None, section, said.get("role"))
    return found


def _listed() -> dict[str, frozenset[str]]:
    """Every noun as listed -> the sections it stands in, in the order of the file."""
    found: dict[str, frozenset[str]] = {}
    for section in _SECTIONS:
        for word in table("people")[section]["words"].split():
            found[word] = found.get(word, frozenset()) | {section}
    return found


def _collective(known: Mapping[str, Noun], roles: Mapping[str, str]) -> dict[str, Noun]:
    """Singular nouns for more than one person, and their plurals."""
    of_many = frozenset({"collective"})
    found: dict[str, Noun] = {}
    for word, number in table("people")["collective"]["words"].items():
        old = known.get(word)
        inside = (old.sections if old else frozenset()) | of_many
        found[word] = Noun(word, number or None, inside, old.role if old else roles.get(word))
        if number or word in word_set("people", "collective", "without_plural"):
            continue
        for form in _plurals(word):
            if form not in known:
                found.setdefault(form, Noun(word, None, of_many, None))
    return found
