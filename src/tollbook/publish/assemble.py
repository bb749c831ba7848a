"""From a view of the book to the ``--json`` document."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from tollbook import __version__
from tollbook.publish import document as doc
from tollbook.publish.wording import place_in_words
from tollbook.record import (
    Account,
    Claim,
    Count,
    Incident,
    Interval,
    Mention,
    Place,
    Report,
    Resolution,
    SetAside,
    Span,
    Statement,
    Toll,
    VictimGroup,
    When,
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
        reports=[report_doc(view, report) for report in view.reports],
        claims=[claim_doc(view, claim) for claim in claims_in_order(view)],
        incidents=[incident_doc(incident) for incident in newest_first(view.incidents)],
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

    def key(incident: Incident) -> tuple[int, int, str]:
        when = incident.when
        end = (when.end or when.start) if when else None
        start = (when.start or when.end) if when else None
        return (
            -end.toordinal() if end else 0,
            -start.toordinal() if start else 0,
            incident.id,
        )

    return sorted(incidents, key=key)


def accounts_in_order(view: View) -> list[Account]:
    """As their claims stand in the reports."""
    place = {claim.id: n for n, claim in enumerate(claims_in_order(view))}
    return sorted(view.accounts, key=lambda a: (place.get(a.claim, len(place)), a.id))


def report_doc(view: View, report: Report) -> doc.ReportDoc:
    published = report.published
    return doc.ReportDoc(
        id=report.id,
        title=report.title,
        text=report.text,
        language=report.language,
        source=report.source,
        url=report.url,
        published=doc.PublishedDoc(published.start, published.end, published.basis)
        if published
        else None,
        copies_of=view.copies.get(report.id),
        statements=[
            statement_doc(statement)
            for statement in sorted(
                view.statements_of_report.get(report.id, ()), key=lambda s: (s.span.start, s.id)
            )
        ],
        mentions=[
            mention_doc(view, mention)
            for mention in sorted(
                view.mentions_of_report.get(report.id, ()),
                key=lambda m: (m.span.start, m.span.end, m.kind, m.id),
            )
        ],
    )


def statement_doc(statement: Statement) -> doc.StatementDoc:
    return doc.StatementDoc(
        id=statement.id,
        kind=statement.kind,
        quote=statement.span.quote,
        start=statement.span.start,
        end=statement.span.end,
        said_by=list(statement.said_by),
        about=statement.about,
        parties=list(statement.parties),
    )


def mention_doc(view: View, mention: Mention) -> doc.MentionDoc:
    found = next((r for r in view.resolutions_of.get(mention.id, ())), None)
    place = found.place if found else None
    name = place.name if place else None
    if found and found.actor:
        name = found.actor.name
    if found and found.when:
        name = found.when.basis
    return doc.MentionDoc(
        kind=mention.kind,
        text=mention.span.quote,
        start=mention.span.start,
        end=mention.span.end,
        name=name,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        country=place.country if place else None,
        candidates=candidates_of(found),
    )


def candidates_of(found: Resolution | None) -> list[str]:
    """Names of what the words may be; empty where they are resolved."""
    if found is None or found.place or found.actor or found.when:
        return []
    places = [place_in_words(place) for place in found.candidate_places]
    return list(dict.fromkeys(places + [actor.name for actor in found.candidate_actors]))


def claim_doc(view: View, claim: Claim) -> doc.ClaimDoc:
    when = view.time(claim)
    incident = view.incident_of_claim.get(claim.id)
    return doc.ClaimDoc(
        id=claim.id,
        report=claim.report,
        harm=claim.harm,
        count=count_doc(claim.count),
        scope=claim.scope,
        area=_area(view, claim),
        period=_period(view, claim),
        modality=claim.modality,
        said_by=[
            doc.SpeakerDoc(s.speaker, s.verb, s.kind, s.stance, s.stake) for s in claim.said_by
        ],
        victims=[_victims(group) for group in claim.victims],
        perpetrators=_perpetrators(view, claim),
        ordered_by=list(claim.ordered_by),
        target=claim.target,
        means=list(claim.means),
        places=_places(view, claim),
        when=when_doc(when.when if when else None),
        includes=doc.IncludesDoc(
            claim.includes.attackers, [_victims(group) for group in claim.includes.parts]
        ),
        inherited=list(claim.inherited),
        quote=claim.evidence.quote,
        start=claim.evidence.start,
        end=claim.evidence.end,
        rule=claim.rule,
        reader=claim.reader,
        cause=claim.cause,
        past=claim.past,
        part_of=claim.part_of,
        adds_to=claim.adds_to,
        repeats=[doc.WordsDoc(s.quote, s.start, s.end) for s in claim.repeats],
        incident=incident.id if incident else None,
    )


def count_doc(count: Count) -> doc.CountDoc:
    return doc.CountDoc(count.low, count.best, count.high, count.shape, count.raw)


def when_doc(when: When | None) -> doc.WhenDoc | None:
    return doc.WhenDoc(when.start, when.end, when.precision, when.basis) if when else None


def _area(view: View, claim: Claim) -> str | None:
    for resolution in view.places(claim, "area"):
        if resolution.place:
            return resolution.place.name
    return claim.area.quote if claim.area else None


def _period(view: View, claim: Claim) -> doc.PeriodDoc | None:
    found = view.time(claim, "period")
    return _period_doc(found.when.interval) if found and found.when else None


def _period_doc(interval: Interval | None) -> doc.PeriodDoc | None:
    if interval is None or not interval.known:
        return None
    return doc.PeriodDoc(interval.start, interval.end)


def _victims(group: VictimGroup) -> doc.VictimsDoc:
    return doc.VictimsDoc(
        text=group.text,
        status=group.status,
        role=group.role,
        sex=group.sex,
        age=group.age,
        count=count_doc(group.count) if group.count else None,
    )


def _perpetrators(view: View, claim: Claim) -> list[doc.PerpetratorDoc]:
    made = []
    for perpetrator in claim.perpetrators:
        found = view.actor(claim, perpetrator)
        made.append(
            doc.PerpetratorDoc(
                text=perpetrator.text,
                actor=found.actor.name if found and found.actor else None,
                surety=perpetrator.surety,
                candidates=candidates_of(found),
            )
        )
    return made


def _places(view: View, claim: Claim) -> list[doc.PlaceDoc]:
    """Resolved places first said first; words that nothing was resolved for stay words."""
    resolved = view.places(claim)
    spoken = {resolution.span for resolution in resolved}
    left: list[tuple[Span | None, Resolution | None]] = [
        (span, None) for span in claim.places if span not in spoken
    ]
    return [
        _place_doc(span, resolution)
        for span, resolution in [*((r.span, r) for r in resolved), *left]
    ]


def _place_doc(span: Span | None, found: Resolution | None) -> doc.PlaceDoc:
    place: Place | None = found.place if found else None
    return doc.PlaceDoc(
        text=span.quote if span else None,
        name=place.name if place else None,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        country=place.country if place else None,
        level=place.level if place else None,
        radius_km=place.radius_km if place else None,
        candidates=candidates_of(found),
    )


def incident_doc(incident: Incident) -> doc.IncidentDoc:
    return doc.IncidentDoc(
        id=incident.id,
        when=when_doc(incident.when),
        places=[
            doc.IncidentPlaceDoc(p.id, p.name, p.lat, p.lon, p.country, p.level, p.radius_km)
            for p in incident.places
        ],
        claims=list(incident.claims),
        perpetrators=[
            doc.IncidentActorDoc(a.text, a.actor, a.surety, list(a.said_by), list(a.claims))
            for a in incident.perpetrators
        ],
        grade=incident.grade,
        tolls={toll.harm: toll_doc(toll) for toll in incident.tolls},
        contested=incident.contested,
        links=[doc.LinkDoc(x.claim, x.other, x.score, list(x.reasons)) for x in incident.links],
    )


def toll_doc(toll: Toll) -> doc.TollDoc:
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
    )


def account_doc(account: Account) -> doc.AccountDoc:
    stated = account.stated
    return doc.AccountDoc(
        id=account.id,
        claim=account.claim,
        harm=account.harm,
        area=account.area,
        period=_period_doc(account.period),
        stated=doc.StatedDoc(stated.low, stated.best, stated.high),
        surely=doc.SumDoc(account.surely.min, account.surely.max),
        maybe=doc.SumDoc(account.maybe.min, account.maybe.max),
        verdict=account.verdict,
        arithmetic=list(account.arithmetic),
        inside=list(account.inside),
        possibly_inside=list(account.possibly_inside),
    )
