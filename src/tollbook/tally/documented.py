"""Incidents as accounts see them: their days, their tolls, and what these are limited to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tollbook.record import Claim, Incident, Toll
from tollbook.record.vocabulary import TOLL_HARMS, Harm
from tollbook.tally.balance import Axes, axes_of, doers_in
from tollbook.tally.telling import FAR_OFF, LONG_AGO


@dataclass(frozen=True, slots=True, eq=False)
class Documented:
    """An incident as accounts see it.

    :ivar axes: for each harm, what every claim of it says of its victims, and who did it.
    :ivar tolls: for each harm the toll that counts towards totals of it.
    :ivar first / last: its days as day numbers, far out where not known. Deaths belong to the
        date of the incident that caused them.
    """

    incident: Incident
    axes: Mapping[Harm, Axes]
    tolls: Mapping[Harm, Toll]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Counting:
    """What of an incident counts towards totals of one harm, in people.

    :ivar incident: its id.
    :ivar first / last: its days, as of :class:`Documented`.
    :ivar axes: what every claim of the harm says of its victims.
    """

    incident: str
    first: int
    last: int
    low: int
    high: int
    open_above: bool
    axes: Axes


def counting(book: Documented, harm: Harm) -> Counting | None:
    """What of an incident counts towards totals of a harm; None: nothing that has a most."""
    toll = book.tolls.get(harm)
    if toll is None or toll.max is None:
        return None
    own = book.axes.get(toll.harm, frozenset())
    low, most = toll.min or 0, toll.max
    return Counting(book.incident.id, book.first, book.last, low, most, toll.open_above, own)


def documented(incident: Incident, claims: Iterable[Claim]) -> Documented:
    """An incident with what each of its tolls is limited to.

    :param claims: the incident's, copies of them left out.
    """
    by_harm: dict[Harm, list[Axes]] = defaultdict(list)
    for claim in claims:
        by_harm[claim.harm].append(axes_of(claim))
    tolls = {harm: toll for harm in TOLL_HARMS if (toll := _toll(incident, harm)) is not None}
    doers = doers_in(incident.perpetrators)
    axes = {harm: frozenset.intersection(*said) | doers for harm, said in by_harm.items()}
    when = incident.when
    first = when.start.toordinal() if when and when.start else LONG_AGO
    last = when.end.toordinal() if when and when.end else FAR_OFF
    return Documented(incident, axes, tolls, first, last)


def _toll(incident: Incident, harm: Harm) -> Toll | None:
    """The incident's toll of a harm; for killed or injured together, the two where apart."""
    own = incident.toll(harm)
    if own is not None or harm != "killed_or_injured":
        return own
    parts = [t for t in (incident.toll("killed"), incident.toll("injured")) if t is not None]
    highs = [t.max for t in parts if t.max is not None]
    if not parts or len(highs) < len(parts):
        return None
    return Toll(
        harm=parts[0].harm,
        min=sum(t.min or 0 for t in parts),
        best=None,
        max=sum(highs),
        open_above=any(t.open_above for t in parts),
        lineages=min(t.lineages for t in parts),
        articles=max(t.articles for t in parts),
        policy=parts[0].policy,
        figures=(),
    )
