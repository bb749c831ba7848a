"""What people set of an incident: its place, day, perpetrator and figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tollbook.record import IncidentActor, Overruled, Place, Rulings, Toll, When
from tollbook.record.rulings import Culprit, IncidentRuling, Said, TollRuling, TransitionRuling
from tollbook.record.vocabulary import TOLL_HARMS, Harm
from tollbook.tally.blame import Blame


def ruling_on(claims: Sequence[str], rulings: Rulings) -> IncidentRuling:
    """What was decided of the incident that these claims are in.

    An incident is known by the claim that its id was issued for; where several were merged, what
    was decided of a later one holds.
    """
    inside = set(claims)
    found = IncidentRuling()
    for claim, own in rulings.incidents.items():
        if claim in inside:
            found = IncidentRuling(
                own.place or found.place,
                own.when or found.when,
                own.culprit or found.culprit,
                {**found.tolls, **own.tolls},
                found.transitions + own.transitions,
            )
    return found


def ruled_when(ruling: IncidentRuling, when: When | None) -> When | None:
    return ruling.when or when


def ruled_places(ruling: IncidentRuling, places: tuple[Place, ...]) -> tuple[Place, ...]:
    return (ruling.place,) if ruling.place else places


def ruled_blame(culprit: Culprit | None, blame: Blame) -> Blame:
    """The perpetrator that a person set, beside nobody else."""
    if culprit is None:
        return blame
    if culprit.actor is None:
        return Blame((), contested=False, accepted=False)
    who = IncidentActor(culprit.actor, culprit.actor, culprit.surety, (culprit.said.who,), ())
    return Blame((who,), contested=False, accepted=blame.accepted)


def ruled_tolls(ruling: IncidentRuling, tolls: Sequence[Toll], policy: str) -> tuple[Toll, ...]:
    """The tolls with people moved between harms, then with the figures that a person set.

    The policy's own figure is kept beside each that differs from it.
    """
    by_harm = {toll.harm: toll for toll in tolls}
    for transition in ruling.transitions:
        _move(by_harm, transition, policy)
    for harm, decided in ruling.tolls.items():
        by_harm[harm] = _set(by_harm.get(harm) or _none_yet(harm, policy), decided)
    return tuple(by_harm[harm] for harm in TOLL_HARMS if harm in by_harm)


def _move(by_harm: dict[Harm, Toll], moved: TransitionRuling, policy: str) -> None:
    when = f" on {moved.on}" if moved.on else ""
    names = f"{_named(moved.moved_from)} to {_named(moved.moved_to)}{when}"
    note = f"{moved.count} moved from {names} ({moved.said.words})"
    before = by_harm.get(moved.moved_from)
    if before is not None:
        by_harm[moved.moved_from] = _shifted(before, -moved.count, note, moved.said)
    after = by_harm.get(moved.moved_to) or _none_yet(moved.moved_to, policy)
    by_harm[moved.moved_to] = _shifted(after, moved.count, note, moved.said)


def _shifted(toll: Toll, by: int, note: str, said: Said) -> Toll:
    def shift(value: int | None) -> int | None:
        if value is None:
            return by if by > 0 and toll.max is None else None
        return max(value + by, 0)

    return replace(
        toll,
        min=shift(toll.min),
        best=shift(toll.best),
        max=shift(toll.max),
        decided=(*toll.decided, said.decision),
        notes=(*toll.notes, note),
        overruled=toll.overruled or _as_it_was(toll),
    )


def _set(toll: Toll, decided: TollRuling) -> Toll:
    return replace(
        toll,
        min=decided.min,
        best=decided.best,
        max=decided.max,
        open_above=decided.open_above,
        approximate=False,
        decided=(*toll.decided, decided.said.decision),
        notes=(*toll.notes, f"set by {decided.said.words}"),
        overruled=toll.overruled or _as_it_was(toll),
    )


def _as_it_was(toll: Toll) -> Overruled:
    return Overruled(toll.min, toll.best, toll.max, toll.open_above)


def _none_yet(harm: Harm, policy: str) -> Toll:
    return Toll(harm, None, None, None, False, 0, 0, policy, ())


def _named(harm: Harm) -> str:
    return harm.replace("_", " ")
