"""Some incidents reckoned again, while which claims are one incident stays as it is.

A decision that changes no claim's words (a figure accepted, a toll set) changes the incident it is
about. That follows from a few records, which are handed over here; what comes of it is what the
tally of the whole book gives, or nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tollbook.record import Incident, SetAside
from tollbook.tally.documented import Documented, documented
from tollbook.tally.event import Event, event
from tollbook.tally.grounds import Records, Rules, context_of, entered_by, twins_of
from tollbook.tally.link import Cluster, Linkage
from tollbook.tally.refusal import where_is
from tollbook.tally.telling import tellings
from tollbook.tally.ties import Ties


@dataclass(frozen=True, slots=True)
class Again:
    """An incident reckoned again.

    :ivar inside: as accounts see it.
    :ivar waiting: what waits for a person, by where it stands: every claim of it is named.
    """

    incident: Incident
    inside: Documented
    waiting: Mapping[str, tuple[SetAside, ...]]


def incidents_again(
    incidents: Iterable[Incident], records: Records, rules: Rules
) -> list[Again] | None:
    """Incidents of the same claims as before, reckoned by these rules and rulings.

    :param records: all reports of their claims, and all in which a source takes a figure back.
    :returns: None: their claims do not make up these incidents any more.
    """
    entered = entered_by(records, rules)
    twins, _ = twins_of(entered)
    context = context_of(entered, twins, records, rules)
    ties = Ties(records.rulings, entered.twins)
    home = {e.id: told for told in tellings(entered.incidents, ties) for e in told.entries}
    found: list[Again] = []
    for incident in incidents:
        told = {home[own].key: home[own] for own in incident.claims if own in home}
        mine = tuple(told[key] for key in sorted(told))
        if not mine:
            return None
        best = Linkage(mine, context.scorer, ties).best(range(len(mine)))
        made = event(Cluster(mine, ties.inside(set(incident.claims)), best), context)
        if made.claims != incident.claims:
            return None
        found.append(_again(made, incident.id))
    return found


def _again(made: Event, id: str) -> Again:
    incident = made.as_incident(id)
    claims = [entry.claim for entry in made.entries]
    waiting = {
        where_is(claim): tuple(s for s in made.waiting if s.where == where_is(claim))
        for claim in (*claims, *(copy.claim for copy, _ in made.twins))
    }
    return Again(incident, documented(incident, claims), waiting)
