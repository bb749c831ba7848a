"""What needs a person, and why, most useful first: the one order that desk and command go by.

A record waits with questions. Each question has a weight (how wrong a figure may be while it is
open), and what hangs on it is how many people the record tells of: a question about two hundred
dead comes before the same question about two. Weights are ours, not fitted.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from tollbook.record import (
    Account,
    Claim,
    Incident,
    Report,
    Resolution,
    SetAside,
    Toll,
)
from tollbook.record.text import squeeze
from tollbook.record.vocabulary import Verb

Code = Literal[
    "orphan",
    "contradicted",
    "unusual_figure",
    "contested",
    "figures_apart",
    "total_falls",
    "total_exceeded",
    "unclear_scope",
    "several_places",
    "unread_language",
    "denied",
    "same_day_and_place",
    "no_day",
    "no_place",
    "several_actors",
    "undated_report",
    "incidents_missing",
]
"""Kinds of question, in the order of their weight."""

CODES: tuple[Code, ...] = get_args(Code)

WEIGHTS: Mapping[Code, int] = {
    "orphan": 100,
    "contradicted": 95,
    "unusual_figure": 90,
    "contested": 80,
    "figures_apart": 70,
    "total_falls": 60,
    "total_exceeded": 58,
    "unclear_scope": 55,
    "several_places": 50,
    "unread_language": 45,
    "denied": 40,
    "same_day_and_place": 35,
    "no_day": 30,
    "no_place": 28,
    "several_actors": 20,
    "undated_report": 18,
    "incidents_missing": 10,
}

_NAMED = 3  # perpetrators in a question
_APART_TIMES, _APART_PEOPLE = 1.5, 5  # figures that differ by both are worth a look

Settled = Mapping[str, Collection[Verb]]
"""Verbs of the decisions in force on each record."""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that a person should decide, in words."""

    code: Code
    words: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A record that waits for a person.

    :ivar subject: its id: of a claim, incident, account, report or decision.
    :ivar people: how many it tells of at most; None: no number is known.
    :ivar points: what the order goes by; no probability.
    """

    subject: str
    questions: tuple[Question, ...]
    people: int | None
    points: float


@dataclass(frozen=True, slots=True)
class Considered:
    """What the queue is made from: derived records, and which of them people have decided on.

    :ivar orphans: ids of decisions that no record is found for, each with the reason.
    :ivar languages: report id to the name of its language, of reports that no reader read.
    :ivar copies: report id to the report that it copies; a copy asks nothing of its own.
    """

    reports: Sequence[Report] = ()
    claims: Sequence[Claim] = ()
    resolutions: Sequence[Resolution] = ()
    incidents: Sequence[Incident] = ()
    accounts: Sequence[Account] = ()
    set_asides: Sequence[SetAside] = ()
    settled: Settled = field(default_factory=dict)
    orphans: Mapping[str, str] = field(default_factory=dict)
    languages: Mapping[str, str] = field(default_factory=dict)
    copies: Mapping[str, str] = field(default_factory=dict)


def queue(of: Considered) -> tuple[Waiting, ...]:
    """Every record with an open question; the same for any order of what it is made from."""
    known = {claim.id: claim for claim in of.claims}
    asked: dict[str, list[Question]] = defaultdict(list)
    people: dict[str, int | None] = {}
    for claim in of.claims:
        people[claim.id] = _told(claim)
    for subject, question in (
        *_of_decisions(of),
        *_of_claims(of),
        *_of_incidents(of, known),
        *_of_twins(of),
        *_of_accounts(of),
        *_of_reports(of, known),
    ):
        asked[subject].append(question)
    people |= {incident.id: _most(incident) for incident in of.incidents}
    people |= {account.id: account.stated.nearest for account in of.accounts}
    waiting = [
        Waiting(
            own, tuple(sorted(found, key=_weight)), people.get(own), _points(found, people, own)
        )
        for own, found in asked.items()
    ]
    return tuple(sorted(waiting, key=lambda w: (-w.points, w.subject)))


def _weight(question: Question) -> tuple[int, str]:
    return (-WEIGHTS[question.code], question.words)


def _points(found: Iterable[Question], people: Mapping[str, int | None], own: str) -> float:
    lives = math.log10(10 + (people.get(own) or 0))
    return round(sum(WEIGHTS[q.code] for q in found) * lives, 3)


def _told(claim: Claim) -> int | None:
    known = [n for n in (claim.count.low, claim.count.best, claim.count.high) if n is not None]
    return max(known, default=None)


def _most(incident: Incident) -> int | None:
    known = [n for t in incident.tolls for n in (t.min, t.best, t.max) if n is not None]
    return max(known, default=None)


def _of_decisions(of: Considered) -> Iterable[tuple[str, Question]]:
    for decision, why in of.orphans.items():
        yield decision, Question("orphan", f"orphaned decision: {why}")
    for aside in of.set_asides:
        if aside.what == "decision that others contradict":
            yield aside.where, Question("contradicted", aside.why)


def _of_claims(of: Considered) -> Iterable[tuple[str, Question]]:
    judged = {own for own, verbs in of.settled.items() if {"accept", "reject", "unsure"} & {*verbs}}
    open_claims = {c.id: c for c in of.claims if c.id not in judged and c.report not in of.copies}
    for aside in of.set_asides:
        if aside.claim in open_claims and aside.what == "unusual figure":
            yield aside.claim, Question("unusual_figure", aside.why)
    inside = {claim for incident in of.incidents for claim in incident.claims}
    for claim in open_claims.values():
        if claim.scope == "unclear":
            words = "scope unclear: one event, or a running total?"
            yield claim.id, Question("unclear_scope", words)
        last = claim.said_by[-1]
        if last.stance == "denies":
            yield claim.id, Question("denied", f"denied by {squeeze(last.speaker)}")
    placed = {r.subject for r in of.resolutions if r.kind == "place" and r.place is not None}
    for r in of.resolutions:
        if r.subject not in open_claims or r.subject not in inside:
            continue
        quote = f'"{squeeze(r.span.quote)}"' if r.span else "it"
        if r.kind == "place" and len(r.candidate_places) > 1 and r.subject not in placed:
            n = len(r.candidate_places)
            yield r.subject, Question("several_places", f"{quote} may be any of {n} places")
        if r.kind == "actor" and len(r.candidate_actors) > 1 and r.actor is None:
            n = len(r.candidate_actors)
            yield r.subject, Question("several_actors", f"{quote} may be any of {n} actors")


def _of_incidents(of: Considered, known: Mapping[str, Claim]) -> Iterable[tuple[str, Question]]:
    for incident in of.incidents:
        verbs = {*of.settled.get(incident.id, ())}
        if "unsure" in verbs:
            continue
        if incident.contested and "actor" not in verbs:
            yield incident.id, Question("contested", f"who did it is contested: {_named(incident)}")
        for toll in incident.tolls:
            if "toll" not in verbs:
                yield from _apart(incident.id, toll, known, of.settled)
        if not incident.tolls:
            continue
        when = incident.when
        if (when is None or not when.interval.known) and "date" not in verbs:
            yield incident.id, Question("no_day", "no day is known")
        if not incident.places and "place" not in verbs:
            yield incident.id, Question("no_place", "no place is known for certain")


def _of_twins(of: Considered) -> Iterable[tuple[str, Question]]:
    """Incidents of one day and one place that nobody has told apart: the smaller ones ask."""
    parting = {"different", "split", "unsure"}
    alike: dict[tuple[date, str], list[Incident]] = defaultdict(list)
    for incident in of.incidents:
        when = incident.when
        if when is None or when.start is None or when.start != when.end:
            continue
        if incident.places and incident.tolls:
            alike[(when.start, incident.places[0].id)].append(incident)
    for twins in alike.values():
        largest, *others = sorted(twins, key=lambda i: (-(_most(i) or 0), i.id))
        for other in others:
            told = {v for own in (other.id, *other.claims) for v in of.settled.get(own, ())}
            if not told & parting:
                figures = "; ".join(
                    f"{t.harm.replace('_', ' ')} {t.in_words()}" for t in largest.tolls
                )
                words = f"another incident of this day and place: {figures}"
                yield other.id, Question("same_day_and_place", words)


def _named(incident: Incident) -> str:
    names = list(dict.fromkeys(squeeze(a.text) for a in incident.perpetrators))
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def _apart(
    incident: str, toll: Toll, known: Mapping[str, Claim], settled: Settled
) -> Iterable[tuple[str, Question]]:
    """Whether independent sources give figures that no rule should choose between unseen."""
    given: dict[str, tuple[int, str]] = {}
    for figure in toll.figures:
        claim = known.get(figure.claim)
        if not figure.used or claim is None or not claim.count.quantified or not figure.lineage:
            continue
        number = claim.count.nearest
        if number is not None:
            before = given.get(figure.lineage)
            if before is None or number > before[0]:
                given[figure.lineage] = (number, figure.claim)
    if len(given) < 2:
        return
    (low, least), (high, most) = min(given.values()), max(given.values())
    both = all("accept" in settled.get(claim, ()) for claim in (least, most))
    if both or high < low * _APART_TIMES or high - low < _APART_PEOPLE:
        return
    harm = toll.harm.replace("_", " ")
    words = f"independent sources say {low:,} and {high:,} {harm}"
    yield incident, Question("figures_apart", words)


def _of_accounts(of: Considered) -> Iterable[tuple[str, Question]]:
    judged = {"accept", "reject", "unsure"}
    for account in of.accounts:
        verbs = {*of.settled.get(account.id, ()), *of.settled.get(account.claim, ())}
        if verbs & judged:
            continue
        last = account.arithmetic[-1].removeprefix("so ") if account.arithmetic else ""
        match account.verdict:
            case "contradicts_earlier":
                words = "the same speaker gave a higher total before"
                yield account.id, Question("total_falls", words)
            case "over_documented":
                words = f"more is documented here than was stated: {last}"
                yield account.id, Question("total_exceeded", words)
            case "incidents_missing":
                yield account.id, Question("incidents_missing", f"incidents are missing: {last}")
            case _:
                pass


def _of_reports(of: Considered, known: Mapping[str, Claim]) -> Iterable[tuple[str, Question]]:
    telling = {claim.report for claim in known.values()}
    for report in of.reports:
        if report.id in of.copies or "note" in of.settled.get(report.id, ()):
            continue
        if report.id in of.languages and report.id not in telling:
            words = f"in {of.languages[report.id]}, which no reader here reads: add what it says"
            yield report.id, Question("unread_language", words)
        if report.published is None and report.id in telling:
            yield report.id, Question("undated_report", "the report has no date")
