"""The English of the rules reader, read once from its data files.

All word lists live in ``data/en``: another language is another folder and a parser.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_DATA = files("tollbook.read") / "data" / "en"


@cache
def table(name: str) -> Any:
    """The parsed TOML file ``data/en/NAME.toml``."""
    return tomllib.loads((_DATA / f"{name}.toml").read_text("utf-8"))


def frame_files() -> list[tuple[str, str]]:
    """(file name, text) of every frame family, in name order."""
    folder = _DATA / "frames"
    found = [f for f in folder.iterdir() if f.name.endswith(".toml")]
    return [(f.name, f.read_text("utf-8")) for f in sorted(found, key=lambda f: f.name)]


@cache
def word_set(name: str, section: str, key: str = "words") -> frozenset[str]:
    """A list of words as a set; a string in the data is split at white space."""
    value = table(name)[section][key]
    return frozenset(value.split() if isinstance(value, str) else value)


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


_SAME_FORM = {"dead", "injured", "wounded", "others", "ones", "children", "elderly", "displaced"}


@cache
def nouns() -> dict[str, Noun]:
    """Every form of every noun for people (lower case) -> what it says."""
    people = table("people")
    sections: dict[str, set[str]] = {}
    for (
        section
    ) in "plain civilian female male child kin elderly youth security combatant attacker".split():
        for word in word_set("people", section):
            sections.setdefault(word, set()).add(section)
    roles = {w: role for role, ws in people["roles"].items() for w in ws.split()}
    found: dict[str, Noun] = {}
    for word, inside in sections.items():
        number = None if word in _SAME_FORM else 1
        found[word] = Noun(word, number, frozenset(inside), roles.get(word))
    for word, inside in sections.items():
        if word in _SAME_FORM:
            continue
        for form in _plurals(word):
            if form not in sections or form not in _SAME_FORM:
                found[form] = Noun(word, None, frozenset(inside), roles.get(word))
    for word, number in people["collective"]["words"].items():
        known = found.get(word)
        found[word] = Noun(
            word,
            number or None,
            (known.sections if known else frozenset()) | {"collective"},
            known.role if known else roles.get(word),
        )
        if number == 0 and word not in _SAME_FORM and not word.endswith(("s", "e", "l", "c")):
            for form in _plurals(word):
                found.setdefault(form, Noun(word, None, frozenset({"collective"}), None))
    for word in ("police", "troops", "personnel"):
        found[word] = Noun(word, None, frozenset({"security"}), roles.get(word, "police"))
    found["troops"] = Noun("troop", None, frozenset({"security"}), "army")
    found["personnel"] = Noun("personnel", None, frozenset({"plain"}), None)
    return found
