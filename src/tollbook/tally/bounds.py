"""What lies outside a book's charter, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from tollbook.record import EVERYTHING, Charter, Place
from tollbook.tally.geography import covers

if TYPE_CHECKING:
    from tollbook.tally.entry import Entry

OUTSIDE = "outside the charter"


@dataclass(frozen=True, slots=True)
class Bounds:
    """A charter made ready to hold claims against."""

    charter: Charter = EVERYTHING

    def outside(self, entry: Entry, whole: Entry | None = None) -> str | None:
        """Why a claim surely lies outside the charter; None: it does not.

        :param whole: the claim whose figure it is a part of, where that one is counted. Who the
            part were decides nothing then: it adds nothing, and policies take it off the whole.
        """
        reasons = (self._of_harm(entry), self._of_time(entry), self._where(entry))
        victims = iter(()) if whole is not None else self._of_victims(entry)
        return next(chain(*reasons, victims), None)

    def _of_harm(self, entry: Entry) -> Iterator[str]:
        claim = entry.claim
        if claim.harm not in self.charter.harms:
            counted = ", ".join(h.replace("_", " ") for h in self.charter.harms)
            yield f"harm (it tells of {claim.harm.replace('_', ' ')}; counted are {counted})"
        if self.charter.causes.leaves_out(claim.cause):
            yield f"cause ({claim.cause or 'direct violence'})"

    def _of_time(self, entry: Entry) -> Iterator[str]:
        when = entry.period if entry.claim.scope == "cumulative" else entry.when
        period = self.charter.period
        if when is not None and not when.interval.overlaps(period):
            told = when.start or when.end
            early = period.start and when.end and when.end < period.start
            than = f"before {period.start}" if early else f"after {period.end}"
            yield f"period ({told}, {than})"

    def _of_victims(self, entry: Entry) -> Iterator[str]:
        victims = entry.claim.victims
        wanted = self.charter.statuses
        said = {group.status for group in victims}
        if wanted and said and "unknown" not in said and said.isdisjoint(wanted):
            yield f"victims (status {' and '.join(sorted(said))})"
        roles = {group.role for group in victims}
        named = sorted(role for role in roles if role is not None)
        others = bool(named) and None not in roles and set(named).isdisjoint(self.charter.roles)
        if self.charter.roles and others:
            yield f"victims (role {' and '.join(named)})"

    def _where(self, entry: Entry) -> Iterator[str]:
        territory = _territory(self.charter)
        places = (*entry.places, *entry.candidates)
        if entry.claim.scope == "cumulative":
            places = (*entry.area, *entry.area_candidates) or places
        if territory and places and all(covers(territory, p) == "outside" for p in places):
            yield f"territory ({places[0].name})"


@cache
def _territory(charter: Charter) -> tuple[Place, ...]:
    """Countries and provinces as places that hold others by their codes."""
    countries = [
        Place(f"charter:{code}", code, None, None, code, None, "country", 0.0)
        for code in charter.countries
    ]
    provinces = [
        Place(f"charter:{code}", code, None, None, code[:2], code, "province", 0.0)
        for code in charter.provinces
    ]
    return (*countries, *provinces)
