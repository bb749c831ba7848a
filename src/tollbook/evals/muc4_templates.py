"""MUC-4's templates beside our incidents: who did it, where and when, and all slots together."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

import msgspec

from tollbook.evals.bench import own_incidents
from tollbook.evals.gtt import Entity, Filled, entity
from tollbook.evals.muc4_days import Dated, Fill, incident_of, is_right
from tollbook.evals.suite import Mark, Outcome
from tollbook.pipeline import Workings
from tollbook.record import Claim, Incident, IncidentActor, Resolution
from tollbook.record.text import fold

_NAME = re.compile(
    r"\b[A-Z][\w'-]*(?:\s+(?:(?:of|de|del|la|and|for|the)\s+)*[A-Z][\w'-]*)*"
    r"(?:\s+(?:army|police|armed forces|forces|military|battalion))?\b"
    r"|\b(?:army|police|armed forces)\b"
)
_LEADING = re.compile(
    r"^(?:the|an?|some|several|unidentified|alleged|suspected|\d+|two|three|four|five|members|"
    r"elements|group|of)\s+",
    re.IGNORECASE,
)
_BOMBING = re.compile(r"\b(?:bomb|explo|dynamit|blast|grenade|mine|detonat)\w*", re.IGNORECASE)
_BURNING = re.compile(r"\b(?:burn|arson|set fire|torch|fire bomb)\w*", re.IGNORECASE)


Slot = list[Fill] | str | None
"""The fills of a slot; None: nothing; "*": it does not apply."""


class Level(msgspec.Struct, frozen=True):
    """One level of a place: "SAN SALVADOR", a CITY."""

    name: str
    kind: str | None = None


class Template(Dated, frozen=True):
    """A template with the slots that are asked for."""

    perp_ind_id: Slot = None
    perp_org_id: Slot = None
    phys_tgt_id: Slot = None
    hum_tgt_name: Slot = None
    inc_instr_id: Slot = None
    loc_parsed: tuple[tuple[tuple[Level, ...], ...], ...] = ()

    @property
    def organisations(self) -> list[Entity]:
        return _entities(self.perp_org_id)

    @property
    def places(self) -> frozenset[str]:
        """Names of where it was, folded: all below the country; the country where that is all."""
        levels = [level for fill in self.loc_parsed for place in fill for level in place]
        below = {fold(one.name) for one in levels if one.kind != "COUNTRY"}
        return frozenset(below or {fold(one.name) for one in levels})

    @property
    def filled(self) -> Filled:
        """As the simplified form of five roles has it."""
        kinds = [word.casefold() for fill in self.inc_type or () for word in fill.v]
        return Filled(
            " / ".join(kinds),
            tuple(_entities(self.perp_ind_id)),
            tuple(_entities(self.perp_org_id)),
            tuple(_entities(self.phys_tgt_id)),
            tuple(_entities(self.hum_tgt_name)),
            tuple(_entities(self.inc_instr_id)),
        )


def _entities(slot: Slot) -> list[Entity]:
    fills = slot if isinstance(slot, list) else []
    return [found for fill in fills if (found := entity(fill.v))]


def organisations(
    doers: Iterable[IncidentActor], resolutions: Iterable[Resolution]
) -> list[Entity]:
    """Organisations among those said to have done it: what the registry knows, else names."""
    known = {
        r.span.quote: r.actor.name
        for r in resolutions
        if r.kind == "actor" and r.actor is not None and r.span is not None
    }
    found: dict[str, list[str]] = {}
    for doer in doers:
        named = [words for words in known if words in doer.text]
        if doer.actor is not None:
            printed = [words for words, name in known.items() if name == doer.text]
            found.setdefault(fold(doer.text), []).extend((doer.text, *printed))
        for words in named or _NAME.findall(_bare(doer.text)):
            found.setdefault(fold(known.get(words, words)), []).append(words)
    return [tuple(dict.fromkeys(one)) for names in found.values() if (one := entity(names))]


def _bare(words: str) -> str:
    while (shorter := _LEADING.sub("", words)) != words:
        words = shorter
    # a capital that only starts the sentence makes no name
    return words.casefold() if words.istitle() and len(words.split()) == 1 else words


def doers_of(incident: Incident, arrested: Collection[str] = frozenset()) -> list[IncidentActor]:
    """Who is said to have done it, nobody twice; not who is only said not to have.

    :param arrested: ids of claims of arrests, whose doers are the police.
    """
    arrested = frozenset(arrested)
    once: dict[str, IncidentActor] = {}
    for doer in incident.perpetrators:
        if doer.surety != "denied" and not arrested.issuperset(doer.claims or {""}):
            once.setdefault(doer.text.casefold(), doer)
    return list(once.values())


def _who_had_it_done(incident: Incident, workings: Workings) -> list[IncidentActor]:
    """Who is said to have ordered it: the gold has them among those who did it."""
    claims = [c for c in workings.claims if c.id in incident.claims]
    return [IncidentActor(by, None, "stated", (), (c.id,)) for c in claims for by in c.ordered_by]


def filled_by(incident: Incident, workings: Workings) -> Filled:
    """One of our incidents as a template of five roles."""
    claims = [c for c in workings.claims if c.id in incident.claims]
    doers = doers_of(incident)
    orgs = organisations(doers, workings.resolutions)
    names = {mention for one in orgs for mention in one}
    people = [entity([_bare(d.text)]) for d in doers]
    targets = {c.target.casefold(): entity([_bare(c.target)]) for c in claims if c.target}
    victims = {n.casefold(): entity([n]) for c in claims for v in c.victims for n in v.names}
    weapons = {m.casefold(): entity([m]) for c in claims for m in c.means}
    return Filled(
        _kind(claims),
        tuple(p for p in people if p and not names.issuperset(p)),
        tuple(orgs),
        tuple(t for t in targets.values() if t and t not in victims.values()),
        tuple(v for v in victims.values() if v),
        tuple(w for w in weapons.values() if w),
    )


def _kind(claims: Sequence[Claim]) -> str:
    if any(c.harm == "abducted" for c in claims):
        return "kidnapping"
    words = " ".join(" ".join((*c.means, c.evidence.quote)) for c in claims)
    if _BURNING.search(words):
        return "arson"
    return "bombing" if _BOMBING.search(words) else "attack"


def predicted(workings: Workings) -> list[Filled]:
    """Our incidents as templates; those told only as background are none."""
    return [filled_by(incident, workings) for incident in own_incidents(workings)]


def judge_template(id: str, template: Template, workings: Workings) -> Outcome:
    """Who, when and where of one template, asked only where one of our incidents is it."""
    incident = incident_of(template, workings)
    marks = [] if template.optional else [Mark("template_found", float(incident is not None))]
    told: list[Entity] = []
    place: str | None = None
    when = None
    right = incident is not None
    if incident is not None:
        arrests = [c.id for c in workings.claims if c.harm == "detained"]
        places = {m.span.quote for m in workings.mentions if m.kind == "place"}
        doers = [*doers_of(incident, arrests), *_who_had_it_done(incident, workings)]
        told = organisations([d for d in doers if d.text not in places], workings.resolutions)
        gold = template.organisations
        hits = sum(any(set(t) & set(g) for g in gold) for t in told)
        found = sum(any(set(t) & set(g) for t in told) for g in gold)
        marks += [Mark("perp_org_p", hits, len(told))] if told else []
        marks += [Mark("perp_org_r", found, len(gold))] if gold else []
        right = hits == len(told) and found == len(gold)
        when = incident.when
        dated = when is not None and (when.start is not None or when.end is not None)
        day = is_right(template.date_iso, when)
        marks += [Mark("date_p", float(day))] if dated and template.date_iso else []
        marks += [Mark("date_r", float(day))] if template.date_iso else []
        place = incident.places[0].name if incident.places else None
        there = place is not None and fold(place) in template.places
        marks += [Mark("place_p", float(there))] if place and template.places else []
        marks += [Mark("place_r", float(there))] if template.places else []
    return Outcome(
        id,
        {
            "perp_org": "; ".join("/".join(g) for g in template.organisations),
            "place": "; ".join(sorted(template.places)),
        },
        {
            "perp_org": "; ".join("/".join(t) for t in told),
            "place": place,
            "start": when.start.isoformat() if when and when.start else None,
            "end": when.end.isoformat() if when and when.end else None,
        },
        right,
        "",
        tuple(marks),
    )
