"""The answer to "how do you know?" for one claim, field by field."""

from __future__ import annotations

from dataclasses import dataclass

from tollbook.publish.assemble_reports import candidates_of
from tollbook.publish.decided_words import decision_in_words
from tollbook.publish.summary import incident_heading
from tollbook.publish.wording import (
    MODALITY,
    SCOPE,
    STAKE,
    SURETY,
    VERDICT,
    chain_in_words,
    claim_in_words,
    count_in_words,
    harm_in_words,
    marked_quote,
    place_in_words,
    report_in_words,
    speaker_in_words,
    statement_in_words,
    toll_in_words,
    when_in_words,
)
from tollbook.record import (
    Claim,
    Report,
    Resolution,
    VictimGroup,
)
from tollbook.record.text import squeeze
from tollbook.view import View


@dataclass(frozen=True, slots=True)
class Point:
    """One statement of an explanation, with what supports it below it."""

    words: str
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Points under a heading."""

    heading: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why the book says what it says. Words between « and » are the evidence."""

    id: str
    kind: str
    title: str
    sections: tuple[Section, ...]


def explain_claim(view: View, claim: Claim) -> Explanation:
    """Which words and rule gave each field, what they resolve to, and what came of it."""
    report = view.report_by_id[claim.report]
    sections = [
        Section("In the words of the report", evidence(claim, report)),
        Section("Who says so", speakers(claim)),
        Section("What it was read as", _fields(view, claim)),
        Section("Which words and rule gave it", _rules(claim)),
        Section("Denied, blamed, doubted", statements(view, claim)),
        Section("Where, when and who, worked out", _resolutions(view, claim)),
        Section("What came of it", _outcome(view, claim)),
        Section("Decisions of people", decisions(view, claim.id)),
    ]
    return explanation(claim.id, "claim", claim_in_words(claim), sections)


def explanation(id: str, kind: str, title: str, sections: list[Section]) -> Explanation:
    return Explanation(id, kind, title, tuple(s for s in sections if s.points))


def evidence(claim: Claim, report: Report) -> tuple[Point, ...]:
    below = [report_in_words(report)]
    if report.url:
        below.append(report.url)
    below += [f'said again: "{squeeze(span.quote)}"' for span in claim.repeats]
    return (Point(f'"{marked_quote(claim, report)}"', tuple(below)),)


def speakers(claim: Claim) -> tuple[Point, ...]:
    """Who told whom, the first to speak first; the report's own voice only where it is alone."""
    named = [s for s in claim.said_by if s.kind != "report"]
    if not named:
        return (Point(chain_in_words(claim.said_by)),)
    links = [
        Point(f"{speaker_in_words(s)}: {s.kind.replace('_', ' ')}; {STAKE[s.stake]}")
        for s in reversed(named)
    ]
    if len(named) > 1:
        links.insert(0, Point(chain_in_words(claim.said_by)))
    return tuple(links)


def _fields(view: View, claim: Claim) -> tuple[Point, ...]:
    points = [
        Point(claim_in_words(claim)),
        Point(f"scope {claim.scope}: {SCOPE[claim.scope]}"),
        Point(f"modality {claim.modality}: {MODALITY[claim.modality]}"),
    ]
    points += [Point(f"victims: {_group(group)}") for group in claim.victims]
    for perpetrator in claim.perpetrators:
        found = view.actor(claim, perpetrator)
        name = f" = {found.actor.name}" if found and found.actor else ""
        by = SURETY[perpetrator.surety]
        points.append(Point(f"done: {by} {squeeze(perpetrator.text)}{name}"))
    points += [Point(f"ordered by: {squeeze(who)}") for who in claim.ordered_by]
    if claim.means:
        points.append(Point(f"means: {', '.join(claim.means)}"))
    if claim.cause:
        points.append(Point(f"cause: {claim.cause}"))
    if claim.past:
        points.append(Point("told as background, not as today's event"))
    if claim.includes.attackers is not None:
        points.append(Point(f"attackers inside the figure: {claim.includes.attackers:,}"))
    points += [Point(f"inside the figure: {_group(part)}") for part in claim.includes.parts]
    if claim.part_of:
        points.append(Point(f"already counted inside {claim.part_of}: never added to it"))
    if claim.adds_to:
        points.append(Point(f"comes on top of {claim.adds_to}"))
    return tuple(points)


def _group(group: VictimGroup) -> str:
    axes = [f"status {group.status}", group.role or ""]
    axes += [axis for axis in (group.sex, group.age) if axis != "unknown"]
    number = f"{count_in_words(group.count)}, " if group.count else ""
    return f'"{squeeze(group.text)}" ({number}{", ".join(axis for axis in axes if axis)})'


def _rules(claim: Claim) -> tuple[Point, ...]:
    points = [Point(f"claim: rule {claim.rule}, by {claim.reader}")]
    for why in claim.why:
        words = f'from "{squeeze(why.span.quote)}", ' if why.span else ""
        inherited = " (inherited from an earlier mention)" if why.field in claim.inherited else ""
        points.append(Point(f"{why.field}: {words}rule {why.rule}{inherited}"))
    explained = {why.field for why in claim.why}
    points += [
        Point(f"{name}: inherited from an earlier mention")
        for name in claim.inherited
        if name not in explained
    ]
    return tuple(points)


def statements(view: View, claim: Claim) -> tuple[Point, ...]:
    """What its report says that bears on the claim: denials, blame, doubts, evidence."""
    return tuple(
        Point(
            f"{statement_in_words(said.kind, said.disputes)}, by "
            f"{squeeze(said.said_by[-1]) if said.said_by[1:] else 'the report itself'}",
            (f'"{squeeze(said.span.quote)}"',),
        )
        for said in sorted(
            view.statements_of_report.get(claim.report, ()), key=lambda s: (s.span.start, s.id)
        )
        if said.about == claim.id
    )


def _resolutions(view: View, claim: Claim) -> tuple[Point, ...]:
    return tuple(
        Point(_resolved(resolution), resolution.reasons)
        for resolution in view.resolutions_of.get(claim.id, ())
    )


def _resolved(found: Resolution) -> str:
    role = f" ({found.role})" if found.role else ""
    words = f'"{squeeze(found.span.quote)}"' if found.span else "no words of its own"
    if found.place:
        place = found.place
        answer = f"{place_in_words(place)} ({place.level}, within {place.radius_km:g} km)"
    elif found.when:
        answer = f"{when_in_words(found.when)} ({found.when.precision}; {found.when.basis})"
    elif found.actor:
        answer = found.actor.name
    elif candidates := candidates_of(found):
        answer = f"ambiguous: {'; '.join(candidates)}"
    else:
        answer = "not known"
    return f"{found.kind}{role}: {words} is {answer} [{found.basis}, {found.score:.2f}]"


def _outcome(view: View, claim: Claim) -> tuple[Point, ...]:
    points = [
        Point(
            f"{'used' if figure.used else 'not used'} for {harm_in_words(toll.harm)} "
            f"{toll_in_words(toll)} of {incident.id}",
            (figure.reason,),
        )
        for incident, toll, figure in view.figures_of(claim.id)
    ]
    incident = view.incident_of_claim.get(claim.id)
    if incident is not None and not points:
        points.append(Point(f"part of {incident.id} ({incident_heading(incident)}), in no figure"))
    account = view.account_of_claim.get(claim.id)
    if account is not None:
        points.append(Point(f"account {account.id}: {VERDICT[account.verdict]}"))
    points += [
        Point(f"set aside: {aside.why}", (aside.next,) if aside.next else ())
        for aside in view.asides_of_claim.get(claim.id, ())
    ]
    return tuple(points) or (Point("it enters no figure"),)


def decisions(view: View, subject: str) -> tuple[Point, ...]:
    """What people decided on a record, who, when and why; and what the reader had read."""
    points = [
        Point(decision_in_words(decision), (decision.reason,) if decision.reason else ())
        for decision in view.decisions_on(subject)
    ]
    read = view.as_read.get(subject)
    if read is not None:
        points.append(Point(f"as read: {claim_in_words(read)}", _differing(view, read)))
    points += [
        Point(f"as resolved by the machine: {_resolved(found)}")
        for found in view.as_resolved.get(subject, ())
    ]
    return tuple(points)


def _differing(view: View, read: Claim) -> tuple[str, ...]:
    """The fields of a claim that people changed, as the reader had them."""
    mine, now = _fields(view, read), _fields(view, view.claim_by_id[read.id])
    there = {point.words for point in now}
    return tuple(point.words for point in mine[1:] if point.words not in there)
