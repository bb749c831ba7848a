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

    A tie joins whole groups after all else is joined, so that what was linked to either stays;
    a parting is a conflict from the start. Where ties and partings contradict each other, the
    later decision was heard first and the earlier is left out.
    """

    def __init__(
        self, rulings: Rulings = NO_RULINGS, twins: Iterable[tuple[Entry, Entry]] = ()
    ) -> None:
        original = {copy.id: first.id for copy, first in twins}
        self._together = [
            (original.get(tie.one, tie.one), original.get(tie.other, tie.other), tie)
            for tie in rulings.together
        ]
        self._apart: defaultdict[str, set[str]] = defaultdict(set)
        for tie in rulings.apart:
            one, other = original.get(tie.one, tie.one), original.get(tie.other, tie.other)
            self._apart[one].add(other)
            self._apart[other].add(one)

    @property
    def part_any(self) -> bool:
        return bool(self._apart)

    def part(self, mine: Iterable[str], theirs: Collection[str]) -> bool:
        """Whether a person parted any claim of one group from any of the other."""
        if not self._apart:
            return False
        return any(not self._apart[claim].isdisjoint(theirs) for claim in mine if claim in self)

    def __contains__(self, claim: str) -> bool:
        return claim in self._apart

    def joins(self, groups: Sequence[Collection[str]]) -> tuple[list[int], Mapping[int, list[Tie]]]:
        """Which group each group becomes a part of, and the ties that did it.

        :param groups: ids of the claims of each, none in two groups.
        :returns: for each group the number of the one it belongs to now (its own or a lower
            one); for each of these the ties inside it.
        """
        home = {claim: number for number, group in enumerate(groups) for claim in group}
        leads = list(range(len(groups)))
        members = {number: set(group) for number, group in enumerate(groups)}
        heard: dict[int, list[Tie]] = defaultdict(list)
        for one, other, tie in reversed(self._together):
            if one not in home or other not in home:
                continue
            a, b = sorted((_lead(leads, home[one]), _lead(leads, home[other])))
            if a != b:
                if self.part(members[a], members[b]):
                    continue
                leads[b] = a
                members[a] |= members.pop(b)
                heard[a] += heard.pop(b, [])
            heard[a].append(tie)
        return [_lead(leads, number) for number in range(len(groups))], heard


def _lead(leads: Sequence[int], number: int) -> int:
    while leads[number] != number:
        number = leads[number]
    return number


def crossed(mine: Sequence[Entry], theirs: Sequence[Entry], ties: Ties) -> bool:
    """Whether a person parted a claim of one from a claim of the other."""
    return any(ties.part((a.id,), (b.id,)) for a, b in product(mine, theirs))


def unheard(rulings: Rulings, events: Iterable[Iterable[str]]) -> list[SetAside]:
    """Ties and partings that do not hold, because others decided later contradict them.

    :param events: ids of the claims of each event.
    """
    home = {claim: number for number, claims in enumerate(events) for claim in claims}
    found: list[SetAside] = []
    for ties, one_event, decided in (
        (rulings.together, False, "are of one incident"),
        (rulings.apart, True, "are of two incidents"),
    ):
        for tie in ties:
            a, b = home.get(tie.one), home.get(tie.other)
            if a is not None and b is not None and (a == b) is one_event:
                found.append(
                    SetAside(
                        "decision that others contradict",
                        f"{tie.said.who} decided that {tie.one} and {tie.other} {decided}; what "
                        "was decided later of these or of claims beside them says otherwise",
                        tie.said.decision,
                        f"tollbook decide undo {tie.said.decision}",
                    )
                )
    return found


NO_TIES = Ties()
