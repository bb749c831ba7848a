"""The queue of a view: what needs a person, with its questions, and what each record is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from tollbook.batch import language_name
from tollbook.publish.summary import incident_heading
from tollbook.publish.wording import (
    claim_in_words,
    count_in_words,
    harm_in_words,
    toll_in_words,
)
from tollbook.record import Account, Claim, Incident, Report, Resolution
from tollbook.record.text import squeeze
from tollbook.record.vocabulary import Verb
from tollbook.tally.queue import Considered, Question, Settled, Waiting, queue
from tollbook.view import View

__all__ = ["Question", "QueueDoc", "Waiting", "headline", "queue_docs", "queue_of", "record_kind"]

_KINDS = {
    "clm": "claim",
    "inc": "incident",
    "acc": "account",
    "rep": "report",
    "dec": "decision",
}


@dataclass(frozen=True, slots=True)
class QueueDoc:
    """One record that waits for a person.

    :ivar record: what it is, in words.
    :ivar people: how many it tells of at most; None: not known.
    :ivar points: what the order goes by.
    """

    id: str
    kind: str
    record: str
    questions: tuple[Question, ...]
    people: int | None
    points: float


def queue_of(view: View) -> tuple[Waiting, ...]:
    """What needs a person, most useful first."""
    return queue(
        considered(
            view,
            reports=view.reports,
            claims=view.claims,
            resolutions=view.resolutions,
            incidents=view.incidents,
            accounts=view.accounts,
            settled=settled_in(view),
        )
    )


def settled_in(view: View) -> Settled:
    """Verbs of the decisions in force on each record."""
    settled: dict[str, list[Verb]] = defaultdict(list)
    for carried in view.carried:
        if carried.subject is not None:
            settled[carried.subject].append(carried.decision.verb)
    return settled


def unread_in(view: View) -> frozenset[str]:
    """Ids of reports that no reader here reads."""
    return view.unread


def considered(
    view: View,
    *,
    reports: Sequence[Report] = (),
    claims: Sequence[Claim] = (),
    resolutions: Sequence[Resolution] = (),
    incidents: Sequence[Incident] = (),
    accounts: Sequence[Account] = (),
    settled: Settled,
    decisions: bool = True,
) -> Considered:
    """What the queue is made from, of some records or of all.

    :param decisions: whether to ask about decisions too.
    """
    view.about_to_show("set_asides", [claim.id for claim in claims])
    asides = [aside for claim in claims for aside in view.asides_of_claim.get(claim.id, ())]
    if decisions:
        asides += view.contradicted
    unread = view.unread if reports else frozenset[str]()
    return Considered(
        reports,
        claims,
        resolutions,
        incidents,
        accounts,
        asides,
        settled,
        {o.decision.id: o.why for o in view.orphans} if decisions else {},
        {
            r.id: language_name(r.language)
            for r in reports
            if r.id in unread and r.language is not None
        },
        view.copies,
    )


def queue_docs(view: View, waiting: tuple[Waiting, ...]) -> list[QueueDoc]:
    """The queue as it is printed, and as JSON."""
    return [
        QueueDoc(
            w.subject,
            record_kind(w.subject),
            headline(view, w.subject),
            w.questions,
            w.people,
            w.points,
        )
        for w in waiting
    ]


def record_kind(id: str) -> str:
    """ "claim", for an id that begins with "clm_"."""
    return _KINDS.get(id[:3], "record")


def headline(view: View, id: str) -> str:
    """What a record is, on one line; its id where the view does not hold it."""
    kind = record_kind(id)  # no book is asked for a record by another's id
    if kind == "claim" and id in view.claim_by_id:
        claim = view.claim_by_id[id]
        return f'{claim_in_words(claim)}: "{squeeze(claim.evidence.quote)}"'
    if kind == "incident" and id in view.incident_by_id:
        incident = view.incident_by_id[id]
        tolls = "; ".join(f"{harm_in_words(t.harm)} {toll_in_words(t)}" for t in incident.tolls)
        return f"{incident_heading(incident, view)}: {tolls or 'no figure'}"
    if kind == "account" and id in view.account_by_id:
        account = view.account_by_id[id]
        where = account.area or "area not said"
        return f"total, {harm_in_words(account.harm)} {count_in_words(account.stated)}; {where}"
    if kind == "report" and id in view.report_by_id:
        report = view.report_by_id[id]
        return squeeze(report.title) if report.title else squeeze(report.text[:80])
    for decision in view.decisions:
        if decision.id == id:
            return f"{decision.verb} {decision.subject}"
    return id
