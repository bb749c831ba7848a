"""What was set aside, by what it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from tollbook.record import SetAside

_Item = TypeVar("_Item")
_Key = TypeVar("_Key")


class SetAsides:
    """The part of :class:`~tollbook.view.View` that is about what was not read or not counted."""

    set_asides: tuple[SetAside, ...]

    @cached_property
    def asides_of_claim(self) -> Mapping[str, Sequence[SetAside]]:
        """Why a claim enters no figure, of those that the tally set aside."""
        of_claims = (aside for aside in self.set_asides if aside.claim is not None)
        return grouped(of_claims, lambda aside: aside.claim or "")

    def aside_of(self, claim: str) -> SetAside | None:
        """The last of these of a claim; None: nothing was set aside of it."""
        return next(iter(reversed(self.asides_of_claim.get(claim, ()))), None)

    @cached_property
    def asides_of_report(self) -> Mapping[str, list[SetAside]]:
        """What was set aside of a report's words, by its id: not claims, and not as a whole."""
        return grouped(self.set_asides, lambda aside: aside.where.partition(" at ")[0])

    @property
    def contradicted(self) -> Iterable[SetAside]:
        """Decisions that others contradict."""
        return (a for a in self.set_asides if a.what == "decision that others contradict")

    @property
    def unread(self) -> frozenset[str]:
        """Ids of reports that no reader here reads."""
        return frozenset(a.where for a in self.set_asides if a.why.startswith("no reader for"))


def grouped(items: Iterable[_Item], key: Callable[[_Item], _Key]) -> dict[_Key, list[_Item]]:
    """Items by key, each group in the order given; an unknown key has none."""
    grouped: defaultdict[_Key, list[_Item]] = defaultdict(list)
    for item in items:
        grouped[key(item)].append(item)
    return grouped
