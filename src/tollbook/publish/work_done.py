"""What each person did, week by week: from the log alone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from tollbook.record import Decision, in_force
from tollbook.view import View


@dataclass(frozen=True, slots=True)
class WeekDoc:
    """One person's week.

    :ivar week: ISO year and week, of UTC ("2026-W18").
    :ivar decisions: all of that week, undone ones and undoing too.
    :ivar records: different subjects.
    :ivar undone: of these decisions, how many are not in force any more.
    :ivar verbs: verb to number.
    """

    week: str
    person: str
    decisions: int
    records: int
    undone: int
    verbs: dict[str, int]


@dataclass(frozen=True, slots=True)
class WorkDoc:
    """All weeks, the newest first; and what still waits."""

    weeks: list[WeekDoc]
    claims: int
    claims_decided: int


def work_done(view: View) -> WorkDoc:
    """What each person did in each week, and how many claims anybody has decided on."""
    standing = {decision.id for decision in in_force(view.decisions)}
    by_week: dict[tuple[str, str], list[Decision]] = defaultdict(list)
    for decision in view.decisions:
        year, week, _ = decision.decided_at.isocalendar()
        by_week[f"{year}-W{week:02}", decision.decided_by].append(decision)
    weeks = [
        _week(week, person, made, standing)
        for (week, person), made in sorted(by_week.items(), key=lambda kv: kv[0][1])
    ]
    weeks.sort(key=lambda one: one.week, reverse=True)
    subjects = {d.subject for d in view.decisions if d.id in standing and d.verb != "undo"}
    decided = sum(claim.id in subjects for claim in view.claims)
    return WorkDoc(weeks, len(view.claims), decided)


def _week(week: str, person: str, made: list[Decision], standing: set[str]) -> WeekDoc:
    verbs: dict[str, int] = {}
    for decision in made:
        verbs[decision.verb] = verbs.get(decision.verb, 0) + 1
    undone = sum(d.id not in standing and d.verb != "undo" for d in made)
    return WeekDoc(
        week,
        person,
        len(made),
        len({d.subject for d in made}),
        undone,
        dict(sorted(verbs.items(), key=lambda kv: (-kv[1], kv[0]))),
    )
