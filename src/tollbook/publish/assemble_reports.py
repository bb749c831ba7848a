"""From reports and claims of a view to their part of the ``--json`` document."""

from __future__ import annotations

from tollbook.publish import report_document as doc
from tollbook.publish.wording import place_in_words
from tollbook.record import (
    Claim,
    Count,
    Interval,
    Mention,
    Place,
    Report,
    Resolution,
    Span,
    Statement,
    VictimGroup,
    When,
)
from tollbook.view import View


def report_doc(view: View, report: Report) -> doc.ReportDoc:
    published = report.published
    return doc.ReportDoc(
        id=report.id,
        title=report.title,
        text=report.text,
        language=report.language,
        source=report.source,
        url=report.url,
        published=doc.PublishedDoc(
            published.start, published.end, published.basis, published.confidence, published.at
        )
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
        disputes=statement.disputes,
    )


def mention_doc(view: View, mention: Mention) -> doc.MentionDoc:
    found = next((r for r in view.resolutions_of.get(mention.id, ())), None)
    place = found.place if found else None
    name = place.name if place else None
    if found and found.actor:
        name = found.actor.name
    if found and found.when:
        name = _iso(found.when)
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


def _iso(when: When) -> str | None:
    """ISO 8601: a day, or start/end with ".." for an end that is not known."""
    if not when.interval.known:
        return None
    if when.start == when.end:
        return str(when.start)
    return f"{when.start or '..'}/{when.end or '..'}"


def candidates_of(found: Resolution | None) -> list[str]:
    """Names of what the words may be; empty where they are resolved."""
    if found is None or found.place or found.actor or found.when:
        return []
    places = [place_in_words(place) for place in found.candidate_places]
    return list(dict.fromkeys(places + [actor.name for actor in found.candidate_actors]))


def claim_doc(view: View, claim: Claim) -> doc.ClaimDoc:
    when = view.time(claim)
    incident = view.incident_of_claim.get(claim.id)
    aside = view.aside_of(claim.id)
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
        set_aside=aside.why if aside else None,
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
    return period_doc(found.when.interval) if found and found.when else None


def period_doc(interval: Interval | None) -> doc.PeriodDoc | None:
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
