"""Who stands on which side of a row, and which of UCDP's three kinds of violence it is.

1 state-based: a government is one of two armed sides; 2 non-state: neither is; 3 one-sided: an
armed actor against civilians (codebook 22.1, 2 and 5.2). A row needs an actor that some report
names and asserts; without one it cannot be put under a dyad.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tollbook.publish.ged.accused import asserted
from tollbook.publish.ged.side import CIVILIANS, Side, government_of
from tollbook.publish.ged.victims import Victims
from tollbook.record import Incident
from tollbook.record.ged import Violence
from tollbook.resolve.states import State
from tollbook.view import View

CHECK_DYAD = "Check dyad"
CHECK_TYPE = "Check type of violence"
"""Words of UCDP's own column ``code_status`` in its Candidate files."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides of a row.

    :ivar attacker: whether side a or side b is the one that the reports name as the killer.
    :ivar checks: what a person should look at, in UCDP's words.
    """

    violence: Violence
    a: Side
    b: Side
    attacker: str
    checks: tuple[str, ...] = ()

    @property
    def dyad(self) -> str:
        return f"{self.a.name} - {self.b.name}"


def sides_of(view: View, incident: Incident, victims: Victims, state: State) -> Sides | None:
    """The sides of an incident; None: no report asserts an armed actor.

    :param state: the state that it happened in: whose police and soldiers those killed are taken
        for, where nothing else is said.
    """
    named = asserted(view, incident.perpetrators, state)
    if not named:
        return None
    killer, *others = named
    return two_sides(
        killer,
        [] if incident.contested else others,
        victims,
        state,
        checks=(CHECK_DYAD,) if incident.contested else (),
    )


def two_sides(
    killer: Side,
    others: Sequence[Side],
    victims: Victims,
    state: State,
    *,
    checks: tuple[str, ...] = (),
) -> Sides:
    """The sides, given who killed, who else took part and who died."""
    fought = victims.clash or victims.fighters > 0 or bool(victims.party)
    foe = next((s for s in (*victims.party, *others) if s.name != killer.name), None)
    if foe is None and fought:
        if victims.security and not killer.is_state:
            foe = government_of(state)
        else:
            foe, checks = Side(f"Unnamed side in {state.name}"), (*checks, CHECK_DYAD)
    if foe is None or (not fought and killer.is_state == foe.is_state):
        if not victims.civilians:
            checks = (*checks, CHECK_TYPE)
        return Sides(3, killer, Side(CIVILIANS), "a", tuple(dict.fromkeys(checks)))
    if fought and not victims.clash and victims.fighters < victims.unknown + victims.civilians:
        checks = (*checks, CHECK_TYPE)  # more of the dead are not known to have fought
    checks = tuple(dict.fromkeys(checks))
    if not killer.is_state and not foe.is_state:
        return Sides(2, killer, foe, "a", checks)
    if killer.is_state:
        return Sides(1, killer, foe, "a", checks)
    return Sides(1, foe, killer, "b", checks)
