"""What the claims add up to: incidents, their tolls, and accounts of the running totals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tollbook.record.claim import Perpetrator
from tollbook.record.count import Count
from tollbook.record.interval import Interval, When
from tollbook.record.resolution import Place
from tollbook.record.vocabulary import Grade, Harm, Verdict


@dataclass(frozen=True, slots=True)
class Figure:
    """One claim's part in a toll: used or set aside, and why.

    :ivar claim: the claim's id.
    :ivar used: whether it moved min, best or max.
    :ivar reason: in words a reader of ``tollbook why`` understands.
    :ivar lineage: key of the primary source it goes back to.
    """

    claim: str
    used: bool
    reason: str
    lineage: str


@dataclass(frozen=True, slots=True)
class Overruled:
    """What the policy gives where a person decided otherwise; None: it gives none."""

    min: int | None
    best: int | None
    max: int | None
    open_above: bool


@dataclass(frozen=True, slots=True)
class Toll:
    """How many, for one incident and harm, by a policy that has a name.

    Always ``min <= best <= max`` where known. ``open_above`` says that the true number may be
    higher than ``max`` because a source used said "at least"; it is printed "or more".

    :ivar lineages: independent primary sources proven among the figures (a minimum).
    :ivar lineages_most: how many they may be at most: each name another body, each speaker without
        a name another person; None: worked out by an earlier version.
    :ivar articles: reports that carry the figure, copies included.
    :ivar decided: ids of the decisions that set or moved it; empty: it is the policy's.
    :ivar notes: what these decisions say, in words.
    :ivar overruled: the policy's own figure where decisions changed it; None: it stands.
    """

    harm: Harm
    min: int | None
    best: int | None
    max: int | None
    open_above: bool
    lineages: int
    articles: int
    policy: str
    figures: tuple[Figure, ...]
    approximate: bool = False
    decided: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    overruled: Overruled | None = None
    lineages_most: int | None = None

    def in_words(self) -> str:
        """As printed: "25 to 32 or more", "about 230", "1", "not known"."""
        if self.min is None and self.max is None:
            return "not known"
        if self.min == self.max:
            text = f"about {self.min:,}" if self.approximate else f"{self.min:,}"
        elif self.min is None:
            text = f"up to {self.max:,}"
        elif self.max is None:
            return f"{self.min:,} or more"
        else:
            text = f"{self.min:,} to {self.max:,}"
        return f"{text} or more" if self.open_above else text


@dataclass(frozen=True, slots=True)
class IncidentActor:
    """A perpetrator of an incident, with who says so; several side by side when contested."""

    text: str
    actor: str | None
    surety: str
    said_by: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Why a claim was put with another of its incident: the score and its reasons."""

    claim: str
    other: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Transition:
    """Victims of an incident who passed from one harm to another, as reports tell.

    The injured who died of their wounds, the missing who were found dead.

    :ivar low / high: how many: so many surely, and so many at most.
    :ivar by: the day of the first report that tells of it; None: it is undated.
    :ivar claims: the claims that tell of it.
    :ivar why: the rule, in words.
    """

    moved_from: Harm
    moved_to: Harm
    low: int
    high: int
    by: date | None
    claims: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Incident:
    """Claims linked as one event. Derived; only its id is kept for ever.

    :ivar transitions: what reports tell of it; those that people decided are in the tolls' notes.
    """

    id: str
    claims: tuple[str, ...]
    when: When | None
    places: tuple[Place, ...]
    perpetrators: tuple[IncidentActor, ...]
    contested: bool
    grade: Grade
    tolls: tuple[Toll, ...]
    links: tuple[Link, ...] = ()
    transitions: tuple[Transition, ...] = ()

    def toll(self, harm: Harm) -> Toll | None:
        return next((t for t in self.tolls if t.harm == harm), None)


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of tolls: of their stated least and of their stated most.

    Tolls that are open above ("or more") enter with the most that is stated of them; that the
    sum is open then is said in the account's arithmetic. Tolls with no stated most enter no sum.

    :ivar max: None: not known.
    """

    min: int
    max: int | None


@dataclass(frozen=True, slots=True)
class Step:
    """From one running total to the next of the same speaker, and what happened between.

    :ivar account: the earlier total's account.
    :ivar days: the days between: after the earlier total's last, to the later one's last.
    :ivar low / high: how many more the two totals imply, in people; None: no bound follows
        (after "more than 100" any part of a later 120 may have been counted before).
    :ivar surely / maybe: what the incidents of these days document, as in an account.
    """

    account: str
    days: Interval
    low: int | None
    high: int | None
    surely: Sum
    maybe: Sum


@dataclass(frozen=True, slots=True)
class Account:
    """A balance (a stated running total) held against the incidents it should cover.

    :ivar speaker: who the total goes back to, as printed; empty: worked out before tollbook
        kept it.
    :ivar only: what its victims are limited to ("civilian", "protester"); empty: people.
    :ivar after: the same speaker's total before it, where there is one that it can follow.
    """

    id: str
    claim: str
    harm: Harm
    area: str | None
    period: Interval | None
    stated: Count
    surely: Sum
    maybe: Sum
    verdict: Verdict
    arithmetic: tuple[str, ...]
    inside: tuple[str, ...] = ()
    possibly_inside: tuple[str, ...] = ()
    speaker: str = ""
    only: tuple[str, ...] = ()
    after: Step | None = None


__all__ = [
    "Account",
    "Figure",
    "Incident",
    "IncidentActor",
    "Link",
    "Overruled",
    "Perpetrator",
    "Step",
    "Sum",
    "Toll",
    "Transition",
]
