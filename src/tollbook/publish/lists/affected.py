"""Which records of a large book look otherwise after others changed and decisions were taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from tollbook.fetched import FetchedView
from tollbook.ledger.carry_over import also_named
from tollbook.publish.lists.asked import Asked
from tollbook.publish.lists.index import ListIndex
from tollbook.publish.lists.keeping import Kept
from tollbook.publish.lists.patched import PatchedList
from tollbook.record import Decision, Incident
from tollbook.record.decided import SourceDeclared, decode
from tollbook.record.text import squeeze
from tollbook.record.vocabulary import Verb

_EVERYTHING: frozenset[Verb] = frozenset({"withhold", "redact", "purge"})
_MOST_TWINS = 400


@dataclass(frozen=True)
class Affected:
    """Ids of records to be looked at again.

    :ivar reports: with all that is read in them.
    :ivar twins: incidents of the day and place of one that changed, which ask for each other.
    :ivar decisions: taken, or taken back.
    """

    reports: frozenset[str]
    incidents: frozenset[str]
    twins: frozenset[str]
    accounts: frozenset[str]
    decisions: frozenset[str]


def affected_by(
    kept: Kept, view: FetchedView, records: Iterable[str], new: Sequence[Decision]
) -> Affected | None:
    """What looks otherwise now; None: anything may.

    :param records: ids of what was written since, and of what set-asides are about.
    :param new: decisions taken since.
    """
    taken = _with_undone(view, new)
    if any(d.verb in _EVERYTHING for d in taken):
        return None
    named = {record.split(maxsplit=1)[0] for record in records if record}
    for decision in taken:
        named.add(decision.subject)
        named.update(also_named(decision.verb, decision.after))
    inside = [own for own in named if own.startswith(("clm_", "stm_", "men_"))]
    reports = {own for own in named if own.startswith("rep_")}
    reports |= {report for report in view.homes_of(inside).values() if report}
    reports |= view.note_ids ^ kept.notes
    if view.note_ids and any(d.verb in ("add", "undo") for d in new):
        reports |= view.note_ids
    for decision in taken:
        if decision.verb == "source" and decision.after is not None:
            reports |= _speaking(kept, view, decision.after)
    view.about_to_show("reports", sorted(reports))
    claims = {c.id for own in reports for c in view.claims_of_report.get(own, ())}
    claims.update(own for own in inside if own.startswith("clm_"))
    view.about_to_show("claims", sorted(claims))
    incidents = {own for own in named if own.startswith("inc_")}
    accounts = {own for own in named if own.startswith("acc_")}
    for own in claims:
        incident, account = view.incident_of_claim.get(own), view.account_of_claim.get(own)
        incidents.update((incident.id,) if incident else ())
        accounts.update((account.id,) if account else ())
    return Affected(
        frozenset(reports),
        frozenset(incidents),
        frozenset(_twins(kept, view, incidents)),
        frozenset(accounts),
        frozenset(d.id for d in taken),
    )


def _with_undone(view: FetchedView, new: Sequence[Decision]) -> list[Decision]:
    """Decisions taken, and those that they take back."""
    found = {decision.id: decision for decision in new}
    left = [decision for decision in new if decision.verb == "undo"]
    while left:
        about = left.pop().subject
        for decision in view.decisions:
            if about in (decision.id, decision.batch) and decision.id not in found:
                found[decision.id] = decision
                if decision.verb == "undo":
                    left.append(decision)
    return list(found.values())


def _speaking(kept: Kept, view: FetchedView, after: str) -> set[str]:
    """Reports of an outlet, and those in which it speaks."""
    value = decode("source", after)
    if not isinstance(value, SourceDeclared):
        return set()
    reports = kept.lists["reports"].ids_of(Asked("reports", (("source", squeeze(value.outlet)),)))
    claims: set[str] = set()
    for name in filter(None, (value.outlet, value.parent)):
        claims.update(kept.lists["claims"].ids_of(Asked("claims", words=name)))
    return {*reports, *view.homes_of(sorted(claims)).values()} - {""}


def _twins(kept: Kept, view: FetchedView, incidents: Iterable[str]) -> set[str]:
    """Incidents of the same day and place as one of these is now, or was before."""
    found: set[str] = set()
    of_list = kept.lists["incidents"]
    for own in sorted(incidents):
        before = kept.day_and_place(own)
        if before is not None:
            found |= _of_day(of_list, *before)
        now = view.incident_by_id.get(own)
        if now is not None and (there := _day_and_place(now)) is not None:
            found |= _of_day(of_list, *there)
    return found


def _of_day(incidents: ListIndex | PatchedList, day: date, place: str) -> set[str]:
    asked = Asked("incidents", (("place", place),), since=day, until=day)
    return set(islice(incidents.ids_of(asked), _MOST_TWINS))


def _day_and_place(incident: Incident) -> tuple[date, str] | None:
    when = incident.when
    if when is None or when.start is None or when.start != when.end or not incident.places:
        return None
    return when.start, incident.places[0].name
