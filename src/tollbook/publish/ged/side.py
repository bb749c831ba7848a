"""A side of a row, as UCDP names it: a state's forces are its government."""

from __future__ import annotations

from dataclasses import dataclass

from tollbook.record import Actor
from tollbook.resolve.states import State, states

STATE_KINDS = frozenset({"government", "state_force", "police"})
ARMED_KINDS = STATE_KINDS | {"armed_group", "militia", "party", "international"}
"""Kinds of the registry that can be a side; media and NGOs cannot."""

CIVILIANS = "Civilians"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a row.

    :ivar states: Gleditsch-Ward numbers, where it is a government.
    :ivar actor: id in the registry; None: civilians, or a side that nobody names.
    :ivar is_state: whether it is a government, named or not.
    """

    name: str
    states: tuple[int, ...] = ()
    actor: str | None = None
    is_state: bool = False


def side_of(actor: Actor) -> Side:
    """An actor as UCDP names a side."""
    state = states().get(actor.country or "")
    if actor.kind in STATE_KINDS and state is not None:
        return government_of(state, actor.id)
    return Side(actor.name, (), actor.id, actor.kind in STATE_KINDS)


def government_of(state: State, actor: str | None = None) -> Side:
    """A state as a side."""
    return Side(f"Government of {state.name}", (state.gwno,), actor, is_state=True)
