"""From what the reports state to one toll, by a policy, with a reason for every figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tollbook.record import Figure, SetAside, Toll
from tollbook.record.vocabulary import Harm
from tollbook.tally.case import Case, Come, Grounds
from tollbook.tally.entry import Entry
from tollbook.tally.lineage import Root, at_most, lineages
from tollbook.tally.points import Points
from tollbook.tally.policy import Policy
from tollbook.tally.sides import by_side
from tollbook.tally.stated import Said, Stated, said


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A toll, and what of it waits for a person."""

    toll: Toll
    waiting: tuple[SetAside, ...] = ()


def reckon(
    harm: Harm, entries: Sequence[Entry], others: frozenset[str], grounds: Grounds, policy: Policy
) -> Reckoned:
    """The toll of one event and harm.

    :param entries: the event's claims of that harm, copies' twins apart.
    :param others: ids of the event's claims of other harms.
    """
    alone = grounds.passed.alone
    alone |= {e.id for e in entries if e.claim.part_of in alone}
    by_report: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.id not in alone:
            by_report[entry.claim.report].append(entry)
    told = [said(mine, others, policy) for _, mine in sorted(by_report.items())]
    stated = [s for report in told for s in report.stated]
    if harm == "killed":
        stated = grounds.passed.on_top(stated, lambda s: _points(harm, s, grounds, policy))
    else:
        stated = [grounds.passed.less(harm, s) for s in stated]
    stated.sort(key=lambda s: s.key)
    lineage = lineages(s.root for s in stated)
    come = _come_to(harm, stated, grounds, policy)
    reports = {e.claim.report for e in entries}
    copies = {copy.claim.report for copy, _ in grounds.twins}
    figures = (*come.figures, *_left_out(told), *_copied(stated, grounds, lineage))
    toll = Toll(
        harm=harm,
        min=come.low,
        best=come.best,
        max=come.high,
        open_above=come.open_above,
        lineages=len({lineage[s.root] for s in stated}),
        articles=len(reports) + len(copies),
        policy=policy.name,
        figures=tuple(sorted(figures, key=lambda f: f.claim)),
        approximate=come.approximate,
        lineages_most=at_most((s.root, s.lead.original.id) for s in stated),
    )
    return Reckoned(toll, come.waiting)


def _come_to(harm: Harm, stated: Sequence[Stated], grounds: Grounds, policy: Policy) -> Come:
    """What figures come to: those of each side by themselves, then added."""
    lineage = lineages(s.root for s in stated)
    sides = by_side(stated, policy)
    if not sides:
        return Case(harm, stated, grounds, policy, lineage).sum()
    found = [
        (name, Case(harm, mine, grounds, policy, lineage).sum()) for name, mine in sides.items()
    ]
    firm = any(come.low is not None for _, come in found)
    return Come(
        sum(come.low or 0 for _, come in found) if firm else None,
        sum(come.best or 0 for _, come in found) if firm else None,
        sum(come.high or 0 for _, come in found),
        open_above=any(come.open_above for _, come in found),
        approximate=any(come.approximate for _, come in found),
        figures=tuple(
            replace(figure, reason=f"{figure.reason}; of {name} alone, others are added")
            for name, come in found
            for figure in come.figures
        ),
        waiting=tuple(each for _, come in found for each in come.waiting),
    )


def _points(
    harm: Harm, stated: Sequence[Stated], grounds: Grounds, policy: Policy
) -> Points | None:
    """What figures come to, as one figure; None: nothing is known of the most."""
    come = _come_to(harm, sorted(stated, key=lambda s: s.key), grounds, policy)
    if come.high is None:
        return None
    return Points(
        come.low,
        come.best,
        come.high,
        open_above=come.open_above,
        approximate=come.approximate,
    )


def _left_out(told: Sequence[Said]) -> list[Figure]:
    return [
        Figure(claim, False, why, "") for report in told for claim, why in report.left_out.items()
    ]


def _copied(
    stated: Sequence[Stated], grounds: Grounds, lineage: Mapping[Root, str]
) -> list[Figure]:
    roots = {s.key: lineage[s.root] for s in stated}
    return [
        Figure(
            copy.id,
            False,
            f"the same words as {first.id}, in a copy of its report: no further source",
            roots.get(first.id, ""),
        )
        for copy, first in grounds.twins
    ]
