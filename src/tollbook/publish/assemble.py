"""From a view of the book to the ``--json`` document."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from tollbook import __version__
from tollbook.publish import document as doc
from tollbook.publish.assemble_reports import claim_doc, period_doc, report_doc, when_doc
from tollbook.publish.charter_words import charter_in_words
from tollbook.record import (
    Account,
    Claim,
    Incident,
    SetAside,
    Step,
    Toll,
)
from tollbook.view import View

_encoder = msgspec.json.Encoder()


def document_of(view: View, extra: Iterable[SetAside] = ()) -> doc.Document:
    """The whole book.

    :param extra: what the run at hand could not read; not stored in the book.
    """
    aside = dict.fromkeys([*extra, *view.set_asides])
    return doc.Document(
        tollbook=__version__,
        policy=view.policy,
        notice=doc.NOTICE,
        charter=charter_in_words(view.charter),
        reports=[report_doc(view, report) for report in view.reports],
        claims=[claim_doc(view, claim) for claim in claims_in_order(view)],
        incidents=[incident_doc(view, incident) for incident in newest_first(view.incidents)],
        accounts=[account_doc(account) for account in accounts_in_order(view)],
        set_aside=[doc.SetAsideDoc(a.what, a.why, a.where, a.next) for a in aside],
    )


def to_bytes(record: object, *, indent: int = 0) -> bytes:
    """JSON of a document or a part of it, with a line end."""
    raw = _encoder.encode(record)
    return (msgspec.json.format(raw, indent=indent) if indent else raw) + b"\n"


def claims_in_order(view: View) -> list[Claim]:
    """As they stand in the reports, reports in order of arrival."""
    return [
        claim
        for report in view.reports
        for claim in sorted(
            view.claims_of_report.get(report.id, ()), key=lambda c: (c.evidence.start, c.id)
        )
    ]


def newest_first(incidents: Iterable[Incident]) -> list[Incident]:
    """By latest possible day, newest first; the undated last; then by id."""
    return sorted(incidents, key=newest_key)


def newest_key(incident: Incident) -> tuple[int, int, str]:
    """What :func:`newest_first` orders by."""
    when = incident.when
    end = (when.end or when.start) if when else None
    start = (when.start or when.end) if when else None
    return (
        -end.toordinal() if end else 0,
        -start.toordinal() if start else 0,
        incident.id,
    )


def accounts_in_order(view: View) -> list[Account]:
    """As their claims stand in the reports."""

    def place(account: Account) -> tuple[int, int, int, str, str]:
        claim = view.claim_by_id.get(account.claim)
        if claim is None or claim.report not in view.report_by_id:
            return (1, 0, 0, "", account.id)
        arrived = view.arrival_of(claim.report)
        return (0, arrived, claim.evidence.start, claim.id, account.id)

    return sorted(view.accounts, key=place)


def incident_doc(view: View, incident: Incident) -> doc.IncidentDoc:
    return doc.IncidentDoc(
        id=incident.id,
        when=when_doc(incident.when),
        places=[
            doc.IncidentPlaceDoc(p.id, p.name, p.lat, p.lon, p.country, p.level, p.radius_km)
            for p in incident.places
        ],
        claims=list(incident.claims),
        perpetrators=[
            doc.IncidentActorDoc(
                a.text, view.actor_name(a.actor), a.surety, list(a.said_by), list(a.claims)
            )
            for a in incident.perpetrators
        ],
        grade=incident.grade,
        tolls={toll.harm: toll_doc(toll) for toll in incident.tolls},
        contested=incident.contested,
        links=[doc.LinkDoc(x.claim, x.other, x.score, list(x.reasons)) for x in incident.links],
        transitions=[
            doc.TransitionDoc(t.moved_from, t.moved_to, t.low, t.high, t.by, list(t.claims), t.why)
            for t in incident.transitions
        ],
    )


def toll_doc(toll: Toll) -> doc.TollDoc:
    own = toll.overruled
    return doc.TollDoc(
        min=toll.min,
        best=toll.best,
        max=toll.max,
        open_above=toll.open_above,
        lineages=toll.lineages,
        articles=toll.articles,
        policy=toll.policy,
        approximate=toll.approximate,
        figures=[doc.FigureDoc(f.claim, f.used, f.reason, f.lineage) for f in toll.figures],
        decided=list(toll.decided),
        notes=list(toll.notes),
        overruled=doc.OverruledDoc(own.min, own.best, own.max, own.open_above) if own else None,
        lineages_most=toll.lineages_most,
    )


def account_doc(account: Account) -> doc.AccountDoc:
    stated = account.stated
    return doc.AccountDoc(
        id=account.id,
        claim=account.claim,
        harm=account.harm,
        area=account.area,
        period=period_doc(account.period),
        stated=doc.StatedDoc(stated.low, stated.best, stated.high),
        surely=doc.SumDoc(account.surely.min, account.surely.max),
        maybe=doc.SumDoc(account.maybe.min, account.maybe.max),
        verdict=account.verdict,
        arithmetic=list(account.arithmetic),
        inside=list(account.inside),
        possibly_inside=list(account.possibly_inside),
        speaker=account.speaker,
        only=list(account.only),
        after=_step_doc(account.after) if account.after else None,
    )


def _step_doc(step: Step) -> doc.StepDoc:
    return doc.StepDoc(
        account=step.account,
        days=period_doc(step.days),
        low=step.low,
        high=step.high,
        surely=doc.SumDoc(step.surely.min, step.surely.max),
        maybe=doc.SumDoc(step.maybe.min, step.maybe.max),
    )
