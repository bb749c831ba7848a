"""ACLED-shaped and PLOVER-shaped events, by a type table that a person wrote.

Which sub-type an incident is, is a coder's judgement and follows from no claim. So these two forms
exist only where ``hand/types.toml`` says how: rules in order, the first that fits holds, and what
fits none is set aside.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import msgspec

from tollbook import __version__
from tollbook.errors import UsageError
from tollbook.publish.csv_text import CsvCell, csv_bytes
from tollbook.publish.document import NOTICE
from tollbook.publish.ged.accused import asserted
from tollbook.publish.ged.event import figures_of
from tollbook.publish.ged.side import Side
from tollbook.publish.spared import Spared
from tollbook.record import Claim, Incident, geo_precision
from tollbook.resolve.states import states
from tollbook.settings import written_toml
from tollbook.view import View

Form = Literal["acled", "plover"]

ACLED: Final = (
    "event_id_cnty", "event_date", "year", "time_precision", "event_type", "sub_event_type",
    "actor1", "actor2", "civilian_targeting", "iso", "region", "country", "admin1", "location",
    "latitude", "longitude", "geo_precision", "source", "notes", "fatalities",
)  # fmt: skip


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rule of ``hand/types.toml``; what is empty fits all.

    :ivar event / mode: what an incident that fits is called.
    :ivar harm / means / victims / actors: at least one of these must be told of it: harms, means,
        statuses of victims, kinds of actors.
    """

    event: str
    mode: str = ""
    harm: list[str] = []
    means: list[str] = []
    victims: list[str] = []
    actors: list[str] = []


class TypeTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Rules for either form, in the order in which they are tried."""

    acled: list[Rule] = []
    plover: list[Rule] = []


@dataclass(frozen=True, slots=True)
class _Facts:
    claims: Sequence[Claim]
    sides: Sequence[Side]
    kinds: frozenset[str]
    spared: Spared


def load_types(hand: Path, form: Form) -> Sequence[Rule]:
    """The rules that a person wrote for a form.

    :raises UsageError: there are none, or the file cannot be used.
    """
    path = hand / "types.toml"
    said = (
        f'write {path} with rules such as: [[{form}]] event = "..." mode = "..." harm = ["killed"]'
    )
    if not path.exists():
        raise UsageError(
            f"events of this form ({form}) need a type table that a person wrote",
            where=str(path),
            next=said,
        )
    try:
        table = msgspec.convert(written_toml(path, "the type table", next=said), TypeTable)
    except msgspec.ValidationError as fault:
        raise UsageError(
            f"the type table cannot be used: {fault}", where=str(path), next=said
        ) from fault
    rules: list[Rule] = getattr(table, form)
    if not rules:
        raise UsageError(f"the type table has no rules for {form}", where=str(path), next=said)
    return rules


def typed_files(view: View, form: Form, rules: Sequence[Rule]) -> dict[str, bytes]:
    """Events of the incidents that a rule fits; the others listed with the reason."""
    rows, aside = [], []
    spared = Spared(view)
    for incident in view.incidents:
        facts = _facts(view, incident, spared)
        rule = next((r for r in rules if _fits(r, facts)), None)
        day = incident.when.start if incident.when else None
        if rule is None:
            aside.append((incident.id, "no rule of the type table fits it"))
        elif day is None or not incident.places:
            aside.append((incident.id, "its day or place is not known"))
        else:
            rows.append((incident, facts, rule))
    whose = "ACLED" if form == "acled" else "PLOVER"
    readme = (
        f"Computed by tollbook {__version__} after the published rules of {whose}, typed by the "
        f"book's own hand/types.toml; not {whose} data.\n{NOTICE}.\nPolicy: {view.policy}.\n"
    )
    if form == "acled":
        main = {"events.csv": csv_bytes(ACLED, [_acled(view, *row) for row in rows])}
    else:
        lines = [msgspec.json.encode(_plover(view, *row)) for row in rows]
        main = {"events.jsonl": b"".join(line + b"\n" for line in lines)}
    return main | {
        "set-aside.csv": csv_bytes(("incident", "why"), aside),
        "README.txt": readme.encode("utf-8"),
    }


def _facts(view: View, incident: Incident, spared: Spared) -> _Facts:
    claims = [view.claim_by_id[c] for c in incident.claims if c in view.claim_by_id]
    state = states().get(incident.places[0].country or "") if incident.places else None
    sides = asserted(view, incident.perpetrators, state) if state else []
    kinds = {a.kind for p in incident.perpetrators if (a := view.actor_by_id.get(p.actor or ""))}
    kinds |= {"government" for side in sides if side.is_state}
    return _Facts(claims, sides, frozenset(kinds), spared)


def _fits(rule: Rule, facts: _Facts) -> bool:
    statuses = {g.status for c in facts.claims for g in c.victims}
    means = {m for c in facts.claims for m in c.means}
    there: tuple[tuple[list[str], set[str] | frozenset[str]], ...] = (
        (rule.harm, {c.harm for c in facts.claims}),
        (rule.means, means),
        (rule.victims, {str(s) for s in statuses}),
        (rule.actors, facts.kinds),
    )
    return all(not asked or not told.isdisjoint(asked) for asked, told in there)


def _acled(view: View, incident: Incident, facts: _Facts, rule: Rule) -> tuple[CsvCell, ...]:
    when, place = incident.when, incident.places[0]
    start, end = (when.start, when.end) if when else (None, None)
    days = (end - start).days + 1 if start and end else None
    toll = incident.toll("killed")
    state = states().get(place.country or "")
    civilians = any(g.status == "civilian" for c in facts.claims for g in c.victims)
    return (
        incident.id,
        start,
        start.year if start else None,
        None if days is None else 1 if days == 1 else 2 if days <= 7 else 3,
        rule.event,
        rule.mode or None,
        facts.sides[0].name if facts.sides else None,
        facts.sides[1].name if len(facts.sides) > 1 else None,
        "Civilian targeting" if civilians else None,
        None,
        state.region if state else None,
        state.name if state else None,
        None,
        place.name,
        place.lat,
        place.lon,
        geo_precision(place),
        "; ".join(dict.fromkeys(facts.spared.outlet(r) or "" for r in view.reports_of(incident))),
        f"{incident.grade}; policy {view.policy}",
        figures_of(toll)[1] if toll else 0,
    )


def _plover(view: View, incident: Incident, facts: _Facts, rule: Rule) -> Mapping[str, object]:
    when, place = incident.when, incident.places[0]
    killed, injured = incident.toll("killed"), incident.toll("injured")
    return {
        "id": incident.id,
        "date": when.start if when else None,
        "enddate": when.end if when else None,
        "actor": [side.name for side in facts.sides],
        "recipient": sorted(
            {facts.spared.party(g.text, [c.report]) for c in facts.claims for g in c.victims}
        ),
        "event": [rule.event],
        "mode": [rule.mode] if rule.mode else [],
        "event_loc": {"name": place.name, "lat": place.lat, "lon": place.lon},
        "size": {
            "dead": killed.best if killed else None,
            "injured": injured.best if injured else None,
        },
        "cite_info": [r.url or r.id for r in view.reports_of(incident)],
    }
