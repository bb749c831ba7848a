"""What each person did, week by week: from the log, and what they coded by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from tollbook.record import Decision, in_force
from tollbook.record.coding import Coded
from tollbook.view import View


@dataclass(frozen=True, slots=True)
class WeekDoc:
    """One person's week.

    :ivar week: ISO year and week, of UTC ("2026-W18").
    :ivar decisions: all of that week, undone ones and undoing too.
    :ivar records: different subjects.
    :ivar undone: of these decisions, how many are not in force any more.
    :ivar coded: items coded by hand in second coding, each once.
    :ivar verbs: verb to number.
    """

    week: str
    person: str
    decisions: int
    records: int
    undone: int
    coded: int
    verbs: dict[str, int]


@dataclass(frozen=True, slots=True)
class WorkDoc:
    """All weeks, the newest first; and what still waits."""

    weeks: list[WeekDoc]
    claims: int
    claims_decided: int


def work_done(view: View, coded: Iterable[Coded]) -> WorkDoc:
    """What each person did in each week, and how many claims anybody has decided on.

    :param coded: all that was coded by hand, as the book keeps it.
    """
    standing = {decision.id for decision in in_force(view.decisions)}
    by_week: dict[tuple[str, str], list[Decision]] = defaultdict(list)
    for decision in view.decisions:
        by_week[_week_of(decision.decided_at), decision.decided_by].append(decision)
    items: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in coded:
        items[_week_of(one.coded_at), one.coder].add(one.item)
    weeks = [
        _week(week, person, by_week.get((week, person), []), len(items[week, person]), standing)
        for week, person in sorted(by_week.keys() | items.keys(), key=lambda key: key[1])
    ]
    weeks.sort(key=lambda one: one.week, reverse=True)
    subjects = {d.subject for d in view.decisions if d.id in standing and d.verb != "undo"}
    decided = sum(claim.id in subjects for claim in view.claims)
    return WorkDoc(weeks, len(view.claims), decided)


def _week_of(when: datetime) -> str:
    year, week, _ = when.astimezone(UTC).isocalendar()
    return f"{year}-W{week:02}"


def _week(week: str, person: str, made: list[Decision], coded: int, standing: set[str]) -> WeekDoc:
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
        coded,
        dict(sorted(verbs.items(), key=lambda kv: (-kv[1], kv[0]))),
    )
