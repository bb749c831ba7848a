"""The figures of one harm weighed by a policy: which count, which raise the most, which do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tollbook.record import Figure, Rulings, SetAside
from tollbook.record.vocabulary import Harm
from tollbook.tally.entry import Entry
from tollbook.tally.figure import Numbers, figures_of, role
from tollbook.tally.lineage import Root, last_speaker
from tollbook.tally.partial import parts_of
from tollbook.tally.points import is_one_person
from tollbook.tally.policy import Policy
from tollbook.tally.refusal import aside
from tollbook.tally.stated import Stated
from tollbook.tally.transitions import Transitions
from tollbook.tally.words import tokens

_MANY = 3
"""Victims from which on a report of one of them is taken for no count."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a reckoning needs to know besides the claims.

    :ivar start: the first day of the event; None: not known.
    :ivar twins: copies' claims of this event, each with its entry in the original.
    :ivar rulings: claims that a person accepted never wait; those that one is unsure of raise
        the most alone.
    :ivar taken_back: claims that their source took back, with the reason.
    :ivar passed: who died after having suffered another harm.
    """

    start: date | None
    twins: tuple[tuple[Entry, Entry], ...]
    rulings: Rulings
    taken_back: Mapping[str, str] = field(default_factory=dict)
    passed: Transitions = field(default_factory=Transitions)


@dataclass(frozen=True, slots=True)
class Come:
    """What figures come to by a policy.

    :ivar low / best / high: in people; None: the figures say nothing of it.
    :ivar figures: each claim's part.
    :ivar waiting: what waits for a person.
    """

    low: int | None
    best: int | None
    high: int | None
    open_above: bool = False
    approximate: bool = False
    figures: tuple[Figure, ...] = ()
    waiting: tuple[SetAside, ...] = ()


def _leads(stated: Stated) -> bool:
    """Whether its report has the figure in its headline: the one that it stands by."""
    claim, body = stated.lead.claim, stated.lead.report.body_start
    return any(span.start < body for span in (claim.evidence, *claim.repeats))


class Case:
    """Figures being weighed: each figure ends as kept, as a mere upper bound, or set aside."""

    def __init__(
        self,
        harm: Harm,
        stated: Sequence[Stated],
        grounds: Grounds,
        policy: Policy,
        lineage: Mapping[Root, str],
    ) -> None:
        self.harm = harm
        self.stated = stated
        self.grounds = grounds
        self.policy = policy
        self.lineage = lineage
        self.aside: dict[str, str] = {}
        self.upper: dict[str, str] = {}
        self.waiting: list[SetAside] = []

    # -- which figures count -------------------------------------------------------------

    def weigh(self) -> None:
        """Apply what people decided, then the policy's rules in their order."""
        self._taken_back()
        self._overtaken()
        self._doubted()
        self._by_stake()
        self._in_part()
        self._replaced()
        self._nobody()
        self._early()
        self._single()
        self._wordy()
        self._unreasonable()

    def _kept(self) -> list[Stated]:
        return [s for s in self.stated if s.key not in self.aside and s.key not in self.upper]

    def _standing(self) -> list[Stated]:
        return [s for s in self.stated if s.key not in self.aside]

    def _taken_back(self) -> None:
        for s in self.stated:
            if s.key in self.grounds.taken_back and s.key not in self.grounds.rulings.accepted:
                self.aside[s.key] = self.grounds.taken_back[s.key]

    def _overtaken(self) -> None:
        for s in self.stated:
            if s.overtaken and s.key not in self.grounds.rulings.accepted:
                self.aside[s.key] = s.overtaken
            elif s.on_top and s.points.low is None:
                self.upper[s.key] = "it raises the most alone"

    def _doubted(self) -> None:
        for s in self.stated:
            said = self.grounds.rulings.unsure.get(s.key)
            if said is not None:
                self.upper[s.key] = f"{said.who} is unsure of it: it raises the most alone"

    def _by_stake(self) -> None:
        for s in self.stated:
            if last_speaker(s.lead.claim).stance == "doubts":
                self.upper[s.key] = f"{s.root.name} doubts it: it raises the most alone"
            elif s.stake == "enemy_losses":
                self.upper[s.key] = (
                    f"{s.root.name} speaks of its enemy's dead: it raises the most alone"
                )
            elif self._partisan(s) and not self._seconded(s):
                self.upper[s.key] = (
                    f"{s.root.name} takes part in the conflict and no independent source says "
                    "as many: it raises the most alone"
                )

    def _partisan(self, s: Stated) -> bool:
        if self.policy.party_alone == "stands":
            return False
        if s.kind not in self.policy.partisan or s.stake in ("own_losses", "own_doing"):
            return False
        name = set(tokens(s.root.name))
        return not any(set(tokens(body)) <= name for body in self.policy.recorders)

    def _seconded(self, s: Stated) -> bool:
        return any(
            t.points.top >= s.points.top or t.points.admits(s.points.top)
            for t in self.stated
            if self.lineage[t.root] != self.lineage[s.root] and not self._partisan(t)
            if t.stake != "enemy_losses" and not t.points.vague
        )

    def _replaced(self) -> None:
        """A named source's newer figure replaces its older; "at least" corrects nothing."""
        by_source: dict[str, list[Stated]] = defaultdict(list)
        for s in self._kept():
            if s.root.named and s.as_of is not None:
                by_source[self.lineage[s.root]].append(s)
        for mine in by_source.values():
            for old in mine:
                newer = [
                    n
                    for n in mine
                    if n.as_of > old.as_of  # type: ignore[operator]  # dated by the filter above
                    and not n.points.vague
                    and n.points.top != old.points.top
                    and (n.points.top > old.points.top or not n.points.open_above)
                ]
                if newer:
                    last = max(newer, key=lambda n: (n.as_of, n.points.top, n.key))
                    self.aside[old.key] = (
                        f"its source gave {last.points.in_words()} later ({last.as_of})"
                    )

    def _nobody(self) -> None:
        some = [s for s in self._standing() if not s.points.is_zero]
        if some:
            for s in self._standing():
                if s.points.is_zero:
                    self.aside[s.key] = f"others say that there were victims ({some[0].who()})"

    def _early(self) -> None:
        if not self.policy.early_hours:
            return
        start = self.grounds.start or min((s.as_of for s in self.stated if s.as_of), default=None)
        if start is None:
            return
        kept = self._kept()
        for s in kept:
            if s.as_of is None or (s.as_of - start).days * 24 > self.policy.early_hours:
                continue
            later = [
                t
                for t in kept
                if t.as_of and t.as_of > s.as_of and t.points.top > s.points.top
                if not t.points.vague
            ]
            if later:
                last = max(later, key=lambda t: (t.points.top, t.key))
                self.aside[s.key] = (
                    f"an early count, {s.as_of}: {last.points.in_words()} was given later "
                    f"({last.who()})"
                )

    def _single(self) -> None:
        """Who tells of one victim does not say that there was one, where others count many."""
        many = [s for s in self._kept() if not s.points.vague and s.points.top >= _MANY]
        if many:
            for s in self._kept():
                if not s.adds and not s.on_top and is_one_person(s.lead.claim):
                    self.aside[s.key] = (
                        f"it tells of one of them; {many[0].points.in_words()} was given by "
                        f"{many[0].who()}"
                    )

    def _in_part(self) -> None:
        self.aside.update(parts_of(self.harm, self._kept()))

    def _wordy(self) -> None:
        numbers = [s for s in self._kept() if not s.points.vague]
        if numbers:
            for s in self._standing():
                if s.points.vague:
                    self.aside[s.key] = f"a word without a number; {numbers[0].who()} gives one"

    def _unreasonable(self) -> None:
        times, people = self.policy.unreasonable_times, self.policy.unreasonable_people
        standing = [s for s in self._standing() if not s.points.vague]
        if not times or len(standing) < 2:
            return
        top = max(s.points.high for s in standing)
        highest = [s for s in standing if s.points.high == top]
        sources = {self.lineage[s.root] for s in highest}
        rest = [s for s in standing if self.lineage[s.root] not in sources]
        if len(sources) > 1 or not rest:
            return
        following = max(s.points.high for s in rest)
        if top <= times * following or top - following < people:
            return
        for s in highest:
            if s.key in self.grounds.rulings.accepted:
                continue
            why = (
                f"{top:,} is over {times} times the next figure ({following:,}) and rests on one "
                "source: it waits for a person"
            )
            self.aside[s.key] = why
            self.waiting.append(
                aside(s.lead.claim, "unusual figure", why, f"tollbook decide accept {s.key}")
            )

    # -- what they come to ---------------------------------------------------------------

    def sum(self) -> Come:
        """Least, best and most of the figures that count; the rules are applied first."""
        self.weigh()
        low, best, high = numbers = self._numbers()
        standing = self._standing()
        return Come(
            low,
            best,
            high,
            open_above=any(s.points.open_above and s.points.high == high for s in standing),
            approximate=any(s.points.approximate and s.points.best == best for s in standing),
            figures=tuple(self._figures(numbers)),
            waiting=tuple(self.waiting),
        )

    def _numbers(self) -> tuple[int | None, int | None, int | None]:
        standing = self._standing()
        if not standing:
            return None, None, None
        firm = [s.points for s in self._kept() if s.points.low is not None]
        high = max(s.points.high for s in standing)
        if not firm:
            floor = 0 if self.policy.alone == "zero" else None
            return floor, floor, high
        low = min(p.low or 0 for p in firm)
        if self.policy.single_figure:
            return low, low, low
        best = min(max(self._best(low), low), high)
        return low, best, max(high, best)

    def _best(self, least: int) -> int:
        """The best figure by the policy's rule; the least, where the words give ceilings alone."""
        kept = [s for s in self._kept() if s.points.best is not None]
        if not kept:
            return least
        by_number: dict[int, list[Stated]] = defaultdict(list)
        for s in kept:
            by_number[s.points.best or 0].append(s)
        match self.policy.best:
            case "lowest":
                return min(by_number)
            case "most_reliable":
                return min(by_number, key=lambda n: (self._rank(by_number[n]), n))
            case "best_supported":
                pass
        return min(
            by_number,
            key=lambda n: (
                -len({self.lineage[s.root] for s in by_number[n]}),
                self._rank(by_number[n]),
                -max((s.as_of.toordinal() for s in by_number[n] if s.as_of), default=0),
                not any(map(_leads, by_number[n])),
                n,
            ),
        )

    def _rank(self, stated: Sequence[Stated]) -> int:
        return min(self.policy.rank(s.kind) for s in stated)

    # -- in words ------------------------------------------------------------------------

    def _figures(self, numbers: Numbers) -> list[Figure]:
        figures: list[Figure] = []
        for s in self.stated:
            part = f"set aside, {self.aside[s.key]}" if s.key in self.aside else None
            part = part or self.upper.get(s.key) or role(s.points, numbers)
            figures += figures_of(s, s.key not in self.aside, part, self.lineage[s.root])
        return figures
