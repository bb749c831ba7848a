"""Between reports: the injured who died since, the missing and the taken who were found dead.

A report that tells of such deaths alone ("two of the wounded died") gives no figure of all the
dead. It is added to the figures given before it, and its dead are taken off the figures of the
injured given before it. Where the words do not say whether an earlier count of the dead held them,
they raise the most alone, and lower the least alone of the injured.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tollbook.record import Transition
from tollbook.record.vocabulary import TOLL_HARMS, Harm
from tollbook.tally.died_later import (
    Death,
    Fall,
    dead_then,
    deaths_in,
    falls_in,
    is_after,
    people_in,
)
from tollbook.tally.lineage import root_of
from tollbook.tally.points import Points
from tollbook.tally.policy import Policy
from tollbook.tally.stated import Stated
from tollbook.tally.telling import Telling

Base = Callable[[Sequence[Stated]], Points | None]
"""What figures come to by the policy; None: they give no best figure."""


@dataclass(frozen=True, slots=True)
class Transitions:
    """All that the reports of one event tell of people who passed from one harm to another.

    :ivar deaths: in the order in which they were told.
    :ivar dead_then: report id -> those killed that it gives beside its injured.
    :ivar dead_now: the best figure of those killed; None: not known, or not worked out yet.
    """

    deaths: tuple[Death, ...] = ()
    falls: tuple[Fall, ...] = ()
    dead_then: Mapping[str, int] = field(default_factory=dict)
    dead_now: int | None = None

    @property
    def alone(self) -> frozenset[str]:
        """Ids of the claims that are no figure of all the dead."""
        return frozenset(d.entry.id for d in self.deaths if d.alone)

    def without(self, harms: Collection[Harm]) -> Transitions:
        """Those from other harms: a person decided how many passed from these."""
        if not harms:
            return self
        here = "injured" not in harms
        return Transitions(
            tuple(d for d in self.deaths if d.moved_from not in harms),
            self.falls if here else (),
            self.dead_then if here else {},
        )

    def on_top(self, stated: Sequence[Stated], base_of: Base) -> list[Stated]:
        """The figures of the dead, with those who died since added to those given before.

        :param stated: figures of all the dead.
        """
        found = list(stated)
        for death in self.deaths:
            if not death.alone:
                continue
            told = [d for d in self.deaths if d.alone and not is_after(d.as_of, death.as_of)]
            before = [s for s in stated if _given_before(s, death)]
            base = base_of(before)
            sure = death.sure
            if base is None or base.best is None:
                sure, base = (
                    False,
                    base_of([s for s in stated if not is_after(s.as_of, death.as_of)]),
                )
            if base is None or base.low is None or base.best is None:
                low, high = people_in(told, sure=True)
                opened = death.points.open_above
                found.append(_stated(death, Points(low, low, high, open_above=opened), ""))
                continue
            low, high = people_in(told)
            note = f"{_count(low, high)}, on top of {base.in_words()} told of before"
            opened = base.open_above or death.points.open_above
            tops = [s.points.top for s in before if not s.points.vague]
            if not sure or min(tops, default=base.best) + low <= base.best:
                # those told of may hold them: where none was told of earlier, or the dead rose
                told_of = base.in_words()
                note = f"{_count(low, high)}; whether the {told_of} told of hold them is not said"
                points = Points(None, None, base.high + high, open_above=opened)
                found.append(_stated(death, points, note))
                continue
            points = Points(
                base.low + low,
                base.best + low,
                base.high + high,
                open_above=opened,
                approximate=base.approximate,
            )
            why = f"{_count(low, high)} after it was given: {points.in_words()} with them"
            gone = {s.key for s in before}
            gone |= {s.key for s in found if s.on_top and s.points.top < points.top}
            found = [
                replace(s, overtaken=s.overtaken or why) if s.key in gone else _told_again(s, base)
                for s in found
            ]
            found.append(_stated(death, points, note))
        return found

    def less(self, harm: Harm, stated: Stated) -> Stated:
        """A figure of another harm, with those who died after it was given taken off."""
        for fall in self.falls:
            if harm == "injured" and stated.lead.id in fall.before:
                why = (
                    f"{fall.number} of them died: those killed rose by as many as the injured "
                    f"fell ({fall.by})"
                )
                return replace(stated, overtaken=why)
        mine = [d for d in self.deaths if d.moved_from == harm]
        report, start = stated.lead.claim.report, stated.lead.claim.evidence.start
        then = self.dead_then.get(report)
        # who gives the dead of before gives the injured of before, however late
        now = self.dead_now
        old = then is not None and now is not None and then + people_in(mine)[0] <= now and mine
        since, maybe = [], []
        for d in mine:
            if d.entry.claim.report == report:
                # where it is no plain number the reader took them off already
                told_after = d.sure and d.alone and d.entry.claim.evidence.start > start
                since += [d] if told_after and stated.lead.claim.count.is_exact else []
            elif old or is_after(d.as_of, stated.as_of):
                since.append(d)
            elif not is_after(stated.as_of, d.as_of):
                maybe.append(d)
        low, _ = people_in(since)
        _, high = people_in([d for d in mine if d in since or d in maybe])
        maybe = [*since, *maybe]
        if not high:
            return replace(stated, note=self._silent(harm, stated)) if not mine else stated
        points, told = stated.points, ", ".join(d.entry.id for d in maybe)
        shifted = Points(
            None if points.low is None else max(points.low - high, 0),
            None if points.best is None else max(points.best - low, 0),
            max(points.high - low, 0),
            open_above=points.open_above,
            approximate=points.approximate,
            vague=points.vague,
        )
        less = f"less {low}" if low == high else f"less {low} to {high}"
        note = f"{points.in_words()}, {less} who died since ({told})"
        return replace(stated, points=shifted, note="; ".join(filter(None, (stated.note, note))))

    def _silent(self, harm: Harm, stated: Stated) -> str:
        """What a figure of the injured leaves open where more were killed than it knew of."""
        then = self.dead_then.get(stated.lead.claim.report)
        if harm != "injured" or then is None or self.dead_now is None or self.dead_now <= then:
            return stated.note
        more = min(self.dead_now - then, stated.points.high)
        open_ = (
            f"it knew of {then} killed, and they are {self.dead_now}: up to {more} of these may be "
            "among them, which no report says"
        )
        return "; ".join(filter(None, (stated.note, open_)))

    def records(self) -> Iterator[Transition]:
        """What is told of each harm, for the incident."""
        for harm in TOLL_HARMS:
            mine = [d for d in self.deaths if d.moved_from == harm]
            if mine:
                low, high = people_in(mine)
                by = min((d.as_of for d in mine if d.as_of), default=None)
                number = f"{low}" if low == high else f"{low} to {high}"
                why = f"{number} of those {_named(harm)} died"
                yield Transition(
                    harm, "killed", low, high, by, tuple(sorted(d.entry.id for d in mine)), why
                )
        against: dict[tuple[str, ...], Fall] = {}
        for fall in self.falls:  # several reports may have told of the injured before
            most = against.setdefault(fall.claims, fall)
            against[fall.claims] = max(most, fall, key=lambda f: f.number)
        for fall in against.values():
            why = (
                f"{fall.number} of those injured died: those killed rose by as many as the injured "
                "fell"
            )
            yield Transition(
                "injured", "killed", fall.number, fall.number, fall.by, fall.claims, why
            )


def transitions(
    tellings: Sequence[Telling],
    policy: Policy,
    unsure: Container[str] = frozenset(),
    gone: Container[str] = frozenset(),
) -> Transitions:
    """What the reports of one event tell of people who passed from one harm to another.

    :param unsure / gone: as in :func:`tollbook.tally.died_later.deaths_in`.
    """
    if policy.died_later == "apart":
        return Transitions()
    entries = [e for t in tellings for e in t.entries]
    deaths = tuple(deaths_in(entries, policy, unsure, gone))
    words = any(d.moved_from == "injured" for d in deaths)
    return Transitions(deaths, () if words else tuple(falls_in(tellings)), dead_then(tellings))


def _stated(death: Death, points: Points, note: str) -> Stated:
    entry = death.entry
    return Stated(entry, points, root_of(entry.claim, entry.original), note=note, on_top=True)


def _told_again(stated: Stated, base: Points) -> Stated:
    """A figure given later that is the one of before: it sets the least, and not the best."""
    points = stated.points
    if stated.on_top or points.best is None or not points.low == points.best == base.best:
        return stated
    note = "; ".join(filter(None, (stated.note, "the count of before, as it seems, told again")))
    return replace(stated, points=replace(points, best=None), note=note)


def _given_before(stated: Stated, death: Death) -> bool:
    if stated.lead.claim.report == death.entry.claim.report:
        return True
    return is_after(death.as_of, stated.as_of)


def _count(low: int, high: int) -> str:
    number = f"{low}" if low == high else f"{low} to {high}"
    return f"{number} died"


def _named(harm: Harm) -> str:
    return harm.replace("_", " ")
