"""The registry of actors: names as newspapers print them, to organisations with an id.

``data/actors.toml`` is the registry; a user's ``hand/actors.toml`` in the same form adds to it.
It holds organisations only. A description ("masked gunmen") is in it nowhere, and stays what it
is: words.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from pathlib import Path

from tollbook.errors import UsageError
from tollbook.record import Actor
from tollbook.record.text import clean_for_parsing, fold, fold_hard, squeeze
from tollbook.resolve.countries import named_country
from tollbook.settings import written_toml

_ACRONYM = 5  # letters; shorter forms are matched as printed
_HEADS = re.compile(
    r" (?:groups?|militias?|(?:paramilitary )?alliance|(?:paramilitary|military) (?:force|group)s?"
    r"|fighters?|militants?"
    r"|rebels?|guerrillas?|movement|organi[sz]ation|forces?|troops|mercenaries|members?|gunmen"
    r"|insurgents|militiamen|rescuers"
    r"|(?:security|intelligence|spy) agency"
    r"|terrorists?|terrorist group|jihadists?|militant group|extremists?"
    r"|soldiers|units?|brigades?|network|leaders?|commanders?|news agency|agency"
    r"|factions?|remnants|auxiliaries|jihadis|operatives|troopers|personnel"
    r"|(?:traditional )?hunters|gang"
    r"|(?:dissident|rebel|armed|militant|criminal|insurgent|separatist|guerrilla) group)$",
    re.IGNORECASE,
)
_OWNED = re.compile(
    r"(?:'s|(?<=s)')(?: (?:security|special|elite|ground|local|[A-Z][a-z]+(?:ish|ian|ese|i)))?$"
)
"""What is left of "the Red Front's Kurdish fighters" behind its name."""
_FRONT = re.compile(
    r"^(?:the|an?|its|their|some|several|two|three|four|five|six|\d+|(?:un)?identified|alleged"
    r"|suspected|presumed"
    r"|(?:a )?(?:members?|fighters|militants|forces|elements|guerrillas|rebels|insurgents|soldiers"
    r"|troops|gunmen|terrorists|officers|agents|units|personnel|men|group|column"
    r"|supporters) (?:of|from)"
    r"|(?:(?-i:[A-Z]\w+) )?[\w.]+(?:-\w+)?-(?:backed|led|aligned|supported|allied|linked|based"
    r"|dominated|affiliated|run)"
    r"|so-called|self-styled|pro-(?:iran(?:ian)?|government|turkish|russian)|shi'?[ai]te?|sunni|kurdish|powerful|elite"
    r"|plainclothes|international|separatist|armed|group"
    r"|(?-i:(?:[A-Z][\w.-]+ ){0,2}(?:al-)?[A-Z][\w.-]+'s)"
    r"|(?:mainly|mostly|largely|predominantly) [\w'-]+|muslim|christian"
    r"|hardline|paramilitary|militant|extremist|rebel|jihadist|islamist|terrorist|banned|outlawed"
    r"|al-qaeda-linked|is-linked) ",
    re.IGNORECASE,
)
_CALLED = re.compile(r"\b(?:known as|called|named|calling itself)(?: the)? (.+)$")
_NAME = r"((?:al-)?[A-Z].*)$"
_KIND_THEN_NAME = re.compile(
    r"^[^,]*\b(?:group|movement|militia|organi[sz]ation|cartel|gang|faction|militants|rebels|fighters"
    rf"|guerrillas|army|party) {_NAME}"
)
_OF_NAME = re.compile(
    r"^(?:[\w'-]+ ){0,3}(?:members|fighters|militants|rebels|insurgents|soldiers|troops|gunmen"
    r"|guerrillas|elements|militiamen|remnants|units|mercenaries|faction)"
    rf" (?:of|from|with|belonging to)(?: the)? {_NAME}"
)
_OTHERS = re.compile(
    r"\b(?:former|ex|anti|rival|dissident|breakaway|splinter|opposed|defect\w*|fighting|against"
    r"|families|relatives)\b",
    re.IGNORECASE,
)
"""Words that say that somebody else is meant ("former members of ...")."""


@dataclass(frozen=True, slots=True)
class Affiliation:
    """Since and until when an actor was its parent's, by a statement that is named.

    :ivar since / until: None: not stated.
    """

    parent: str
    since: date | None
    until: date | None
    source: str


@dataclass(frozen=True)
class Registry:
    """Look-up of actors by surface form.

    :ivar surfaces: form as printed -> actor, for readers (one actor per form).
    :ivar by_id: id -> actor.
    :ivar shared: folded forms that count only where the report is about the actor's country.
    :ivar affiliations: id -> what is known of when the actor's parent was its parent, for those
        whose day was stated.
    """

    surfaces: Mapping[str, Actor]
    by_id: Mapping[str, Actor]
    shared: frozenset[str]
    affiliations: Mapping[str, Affiliation]
    _heads: Mapping[str, tuple[Actor, ...]] = field(repr=False)
    _printed: Mapping[str, tuple[Actor, ...]] = field(repr=False)
    _folded: Mapping[str, tuple[Actor, ...]] = field(repr=False)
    _hard: Mapping[str, tuple[Actor, ...]] = field(repr=False)

    def find(self, words: str, countries: frozenset[str] = frozenset()) -> Found:
        """The actor that ``words`` name, or what they may name.

        Tried in turn: the words as they are, folded for spelling, without a word before or after
        that only describes ("Iran-backed ...", "... militia"), folded loosely, and the acronym
        or full name in brackets.

        :param countries: ISO codes the report is about: decide between namesakes.
        """
        text = squeeze(clean_for_parsing(words)).strip(" ,.;:'\"")
        text = text.removesuffix("'s").removesuffix("'")
        for form, why in _forms(text):
            for actors, how in (
                (self._printed.get(form, ()), ""),
                (self._by_fold(form), ""),
                (self._by_hard_fold(form, countries), "loosely"),
            ):
                found = self._choose(form, actors, countries, why or how)
                if found is not None:
                    return found
        return (
            self._of_country(text, countries)
            or self._head(text, countries)
            or Found(None, (), "not in the registry")
        )

    def _of_country(self, text: str, countries: frozenset[str]) -> Found | None:
        """ "Mali's army", "the Malian army": of the country that the words themselves name."""
        for head, actors in self._heads.items():
            whose = text.removesuffix(f" {head}")
            if whose == text:
                continue
            whose = re.sub(r"^the |'s?$", "", whose, flags=re.IGNORECASE)
            lands = frozenset(named_country(whose))
            lands = lands & countries if len(lands) > 1 else lands
            near = tuple(a for a in actors if a.country in lands)
            if len(near) == 1:
                return Found(near[0], (), f"'{head}' of {near[0].country}")
        return None

    def _head(self, text: str, countries: frozenset[str]) -> Found | None:
        """ "The army": that of the one country the report is about; of several, all may be it."""
        bare = re.sub(r"^(?:the|its|their) ", "", text, flags=re.IGNORECASE)
        heads = self._heads.get(bare) or self._heads.get(bare.lower(), ())
        near = tuple(a for a in heads if a.country in countries)
        if not near:
            return None
        if len(near) == len(countries) == 1:
            return Found(near[0], (), f"'{text}' in a report about {near[0].country} alone")
        return Found(None, near, f"'{text}' may be that of any country the report names")

    def _by_fold(self, form: str) -> tuple[Actor, ...]:
        # A short form is an acronym and counts only as printed; "Amal" is not "amal".
        return self._folded.get(fold(form), ()) if len(form) > _ACRONYM else ()

    def _by_hard_fold(self, form: str, countries: frozenset[str]) -> tuple[Actor, ...]:
        """Loosely the same name; elsewhere than in its country it may be another's."""
        found = self._hard.get(fold_hard(form), ()) if len(form) > _ACRONYM + 2 else ()
        return tuple(a for a in found if not countries or a.country in {None, *countries})

    def _choose(
        self, form: str, actors: tuple[Actor, ...], countries: frozenset[str], how: str
    ) -> Found | None:
        if not actors:
            return None
        near = tuple(a for a in actors if a.country in countries)
        note = f" ({how})" if how else ""
        if fold(form) in self.shared and not near:
            return Found(None, actors, f"'{form}' is a name that others carry too")
        if len(near or actors) == 1:
            return Found((near or actors)[0], (), f"'{form}' is in the registry{note}")
        return Found(None, near or actors, f"'{form}' may be any of these{note}")


@dataclass(frozen=True, slots=True)
class Found:
    """What a name came to: an actor, or candidates, and why."""

    actor: Actor | None
    candidates: tuple[Actor, ...]
    reason: str


def _forms(text: str) -> list[tuple[str, str]]:
    """The ways to read a name, each with what was done to it."""
    forms = [(text, "")]
    bracket = re.fullmatch(r"(.+?) \((?:or |the |also known as )?([^()]+)\)(.*)", text)
    if bracket:
        rest = bracket[3].strip()  # "Revolutionary Guards (IRGC) Quds Force" is the Quds Force
        forms += [(bracket[1] + bracket[3], "")] + ([(rest, "")] if rest else [])
        forms += [(bracket[1], ""), (bracket[2], "in brackets")]
    inside = (p.search(text) for p in (_CALLED, _KIND_THEN_NAME, _OF_NAME))
    if not _OTHERS.search(text):
        forms += [(found[1], "named in a description") for found in inside if found]
    for form, _ in tuple(forms):
        fronts = [form]
        while (shorter := _FRONT.sub("", fronts[-1])) != fronts[-1]:
            fronts.append(shorter)
        heads = []
        for bare in fronts:
            while (shorter := _OWNED.sub("", _HEADS.sub("", bare))) != bare:
                heads.append(bare := shorter)
        forms += [(bare, "without what describes it") for bare in (*fronts[1:], *heads)]
    return forms


def _spellings(name: str) -> set[str]:
    """A name with and without apostrophes, "defence" and "organisation" either way, and with either
    joint after an Arabic article."""
    bare = name.split(" (", maxsplit=1)[0]
    found = {bare, bare.replace("'", "")} if not bare.endswith("'") else {bare}
    found |= {form.replace("Defence", "Defense") for form in found}
    found |= {form.replace("Defense", "Defence") for form in found}
    found |= {form.replace("isation", "ization") for form in found}
    found |= {form.replace("ization", "isation") for form in found}
    for form in tuple(found):
        found.add(re.sub(r"\b([Aa]l|[Aa]s|[Aa]sh|[Aa]d|[Aa]n)-(?=[A-Z])", r"\1 ", form))
    return found


def _rows(given: Mapping[str, object], where: str) -> list[dict[str, object]]:
    rows = given.get("actors", [])
    if not isinstance(rows, list):
        raise UsageError(
            "the actors are not a list", value=str(rows)[:80], where=where,
            next='write it as actors = [{ id = "...", name = "...", kind = "armed_group" }]',
        )  # fmt: skip
    for row in rows:
        if not isinstance(row, dict) or not {"id", "name", "kind"} <= row.keys():
            raise UsageError(
                "an actor needs id, name and kind", value=str(row)[:80], where=where,
                next='write it as { id = "...", name = "...", kind = "armed_group" }',
            )  # fmt: skip
    return list(rows)


def load_registry(hand: Path | None = None) -> Registry:
    """The registry, with the user's own ``actors.toml`` in the folder ``hand`` over it.

    :raises UsageError: for a user's file that cannot be read, is no TOML or lacks a field.
    """
    ours = files("tollbook.resolve").joinpath("data/actors.toml").read_text("utf-8")
    rows = _rows(tomllib.loads(ours), "actors.toml")
    own = hand / "actors.toml" if hand is not None else None
    if own is not None and own.exists():
        given = written_toml(own, "the list of actors", next="mend the file")
        rows += _rows(given, str(own))
    surfaces: dict[str, Actor] = {}
    printed: dict[str, dict[str, Actor]] = {}
    by_id: dict[str, Actor] = {}
    folded: dict[str, dict[str, Actor]] = {}
    hard: dict[str, dict[str, Actor]] = {}
    shared: set[str] = set()
    heads: dict[str, list[Actor]] = {}
    affiliations: dict[str, Affiliation] = {}
    for row in rows:
        actor = Actor(
            str(row["id"]), str(row["name"]), str(row["kind"]),
            str(row["country"]) if row.get("country") else None,
            str(row["parent"]) if row.get("parent") else None,
        )  # fmt: skip
        by_id[actor.id] = actor
        for head in _strings(row.get("heads")):
            heads.setdefault(head, []).append(actor)
        if row.get("parent_source"):
            affiliations[actor.id] = _affiliation(row)
        shared |= {fold(n) for n in _strings(row.get("shared"))}
        if " (" in actor.name:  # "National Guard (Suwayda)": others have one, too
            shared.add(fold(actor.name.split(" (", maxsplit=1)[0]))
        for name in (actor.name, *_strings(row.get("variants"))):
            for form in _spellings(name):
                surfaces.setdefault(form, actor)
                printed.setdefault(form, {})[actor.id] = actor
                if len(form) > _ACRONYM:
                    folded.setdefault(fold(form), {})[actor.id] = actor
                if len(form) > _ACRONYM + 2:
                    hard.setdefault(fold_hard(form), {})[actor.id] = actor
    return Registry(
        surfaces, by_id, frozenset(shared), affiliations,
        {k: tuple(v) for k, v in heads.items()},
        {k: tuple(v.values()) for k, v in printed.items()},
        {k: tuple(v.values()) for k, v in folded.items()},
        {k: tuple(v.values()) for k, v in hard.items()},
    )  # fmt: skip


def _affiliation(row: Mapping[str, object]) -> Affiliation:
    """
    :raises UsageError: for a day that is none.
    """
    days: list[date | None] = []
    for key in ("parent_since", "parent_until"):
        said = row.get(key)
        try:
            days.append(date.fromisoformat(str(said)) if said else None)
        except ValueError as fault:
            raise UsageError(
                f"{key} is no day", value=str(said), where=f"actor {row['id']}",
                next="write it as 2016-11-26",
            ) from fault  # fmt: skip
    return Affiliation(str(row.get("parent", "")), days[0], days[1], str(row["parent_source"]))


def _strings(value: object) -> list[str]:
    return [str(v) for v in value] if isinstance(value, list) else []
