"""Who is asserted to have done it, as sides that a row can name, the best founded first."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tollbook.publish.ged.side import ARMED_KINDS, Side, government_of, side_of
from tollbook.record import IncidentActor
from tollbook.record.text import fold, squeeze
from tollbook.resolve.countries import demonyms
from tollbook.resolve.states import State, states
from tollbook.view import View

_FIRM = ("stated", "self_claimed", "alleged", "accused")
"""Sureties by which a report asserts an actor; who only denies is not asserted."""

_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class _Words:
    forces: re.Pattern[str]
    not_these: frozenset[str]


@cache
def _words() -> _Words:
    text = files("tollbook.publish").joinpath("data/state_forces.toml").read_text("utf-8")
    data = tomllib.loads(text)
    phrases = sorted(data["forces"], key=len, reverse=True)
    joined = "|".join(re.escape(phrase) for phrase in phrases)
    return _Words(re.compile(rf"\b(?:{joined})\b"), frozenset(data["not_these"]))


def asserted(view: View, actors: Iterable[IncidentActor], home: State) -> list[Side]:
    """The sides that reports assert; empty: none that the registry knows, and no state's forces.

    :param home: the state that it happened in: "the police" are taken for its police.
    """
    found: list[tuple[int, int, int, str, Side]] = []
    for actor in actors:
        if actor.surety not in _FIRM:
            continue
        side = _side(view, actor, home)
        if side is not None:
            firm, told = _FIRM.index(actor.surety), -len(actor.claims)
            found.append((firm, told, _position(view, actor), side.name, side))
    return list({side.name: side for *_, side in sorted(found, key=lambda f: f[:4])}.values())


def _position(view: View, actor: IncidentActor) -> int:
    """Where an actor stands among those that the first of its claims names."""
    claim = view.claim_by_id.get(actor.claims[0]) if actor.claims else None
    if claim is None:
        return 0
    for n, perpetrator in enumerate(claim.perpetrators):
        resolved = view.actor(claim, perpetrator)
        known = resolved.actor.id if resolved and resolved.actor else None
        if actor.actor is not None and known == actor.actor:
            return n
        if actor.actor is None and perpetrator.text == actor.text:
            return n
    return len(claim.perpetrators)


def _side(view: View, actor: IncidentActor, home: State) -> Side | None:
    words = fold(squeeze(actor.text))
    record = view.actor_by_id.get(actor.actor or "") or view.actor_by_words.get(words)
    if record is not None:
        return side_of(record) if record.kind in ARMED_KINDS else None
    state = state_forces(words, home)
    return government_of(state) if state else None


def state_forces(words: str, home: State) -> State | None:
    """The state whose forces the words name: of the people they call them by, else ``home``.

    :param words: folded ("the security forces", "turkish soldiers").
    :returns: None: they name no state's forces, or not for certain whose.
    """
    known = _words()
    said = _WORD.findall(words)
    if not known.forces.search(words) or known.not_these & set(said):
        return None
    peoples = {iso for word in said for iso in demonyms().get(word, ())}
    if not peoples:
        return home
    found = {states()[iso] for iso in peoples if iso in states()}
    return found.pop() if len(found) == 1 else None
