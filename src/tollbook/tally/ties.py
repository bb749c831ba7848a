"""What people decided about which claims go together: must-link and cannot-link, obeyed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import product

from tollbook.record import NO_RULINGS, Rulings, SetAside
from tollbook.record.rulings import Tie
from tollbook.tally.entry import Entry


class Ties:
    """Pairs of claims that a person tied or parted.

    A parting is a conflict from the start; a tie joins whole groups after all else is joined, so
    that what was linked to either stays. Where they contradict each other, be it about other
    claims of the same two groups, the later decision holds and the earlier is left out.
    """

    def __init__(
        self, rulings: Rulings = NO_RULINGS, twins: Iterable[tuple[Entry, Entry]] = ()
    ) -> None:
        original = {copy.id: first.id for copy, first in twins}
        decided = [(tie, True) for tie in rulings.together]
        decided += [(tie, False) for tie in rulings.apart]
        # the latest first; ids keep what was decided at once in a fixed order
        decided.sort(key=lambda d: (-d[0].order, not d[1], d[0].one, d[0].other))
        self._decided = [
            (original.get(tie.one, tie.one), original.get(tie.other, tie.other), tie, one_event)
            for tie, one_event in decided
        ]
        self._apart: defaultdict[str, set[str]] = defaultdict(set)
        for one, other, _, one_event in self._decided:
            if not one_event:
                self._apart[one].add(other)
                self._apart[other].add(one)

    @property
    def part_any(self) -> bool:
        return bool(self._apart)

    def part(self, mine: Iterable[str], theirs: Collection[str]) -> bool:
        """Whether a person parted any claim of one group from any of the other."""
        return _parted(self._apart, mine, theirs)

    def inside(self, claims: Collection[str]) -> tuple[Tie, ...]:
        """The ties that hold within one event.

        :param claims: all of it; what was decided of it, and holds, is in one event.
        """
        return tuple(
            tie
            for one, other, tie, one_event in self._decided
            if one_event and one in claims and other in claims
        )

    def joins(self, groups: Sequence[Collection[str]]) -> tuple[list[int], Mapping[int, list[Tie]]]:
        """Which group each group becomes a part of, and the ties that did it.

        :param groups: ids of the claims of each, none in two groups.
        :returns: for each group the number of the one it belongs to now (its own or a lower
            one); for each of these the ties inside it.
        """
        home = {claim: number for number, group in enumerate(groups) for claim in group}
        leads = list(range(len(groups)))
        members: dict[int, set[str]] = {}
        heard: dict[int, list[Tie]] = defaultdict(list)
        apart: defaultdict[str, set[str]] = defaultdict(set)
        for one, other, tie, one_event in self._decided:
            if one not in home or other not in home:
                continue
            a, b = sorted((_lead(leads, home[one]), _lead(leads, home[other])))
            if not one_event:
                if a != b:
                    apart[one].add(other)
                    apart[other].add(one)
                continue
            if a != b:
                mine, theirs = (members.setdefault(n, set(groups[n])) for n in (a, b))
                if _parted(apart, mine, theirs):
                    continue
                leads[b] = a
                mine |= members.pop(b)
                heard[a] += heard.pop(b, [])
            heard[a].append(tie)
        return [_lead(leads, number) for number in range(len(groups))], heard


def _parted(apart: Mapping[str, set[str]], mine: Iterable[str], theirs: Collection[str]) -> bool:
    if not apart:
        return False
    return any(claim in apart and not apart[claim].isdisjoint(theirs) for claim in mine)


def _lead(leads: Sequence[int], number: int) -> int:
    while leads[number] != number:
        number = leads[number]
    return number


def crossed(mine: Sequence[Entry], theirs: Sequence[Entry], ties: Ties) -> bool:
    """Whether a person parted a claim of one from a claim of the other."""
    return any(ties.part((a.id,), (b.id,)) for a, b in product(mine, theirs))


def unheard(rulings: Rulings, events: Iterable[Iterable[str]]) -> list[SetAside]:
    """Ties and partings that do not hold, because others decided later contradict them.

    One line for each decision: a split parts many claims at once.

    :param events: ids of the claims of each event.
    """
    home = {claim: number for number, claims in enumerate(events) for claim in claims}
    found: dict[tuple[str, str], list[Tie]] = defaultdict(list)
    for ties, one_event, decided in (
        (rulings.together, False, "are of one incident"),
        (rulings.apart, True, "are of two incidents"),
    ):
        for tie in ties:
            a, b = home.get(tie.one), home.get(tie.other)
            if a is not None and b is not None and (a == b) is one_event:
                found[tie.said.decision, decided].append(tie)
    return [_contradicted(ties, decided) for (_, decided), ties in found.items()]


def _contradicted(ties: Sequence[Tie], decided: str) -> SetAside:
    tie = min(ties, key=lambda t: (t.one, t.other))
    more = f" (and {len(ties) - 1} more pairs)" if len(ties) > 1 else ""
    return SetAside(
        "decision that others contradict",
        f"{tie.said.who} decided that {tie.one} and {tie.other}{more} {decided}; what "
        "was decided later of these or of claims beside them says otherwise",
        tie.said.decision,
        f"tollbook decide undo {tie.said.decision}",
    )


NO_TIES = Ties()
