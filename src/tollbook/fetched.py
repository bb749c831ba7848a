"""A view of a large book that looks up what it is asked for, and holds no more.

It says the same as the view of the whole book; a test holds that. What can only be answered from
all records (:attr:`View.claims`, say) is read whole when it is asked for.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from heapq import nsmallest
from math import cos, radians

import msgspec

from tollbook.errors import NotFound
from tollbook.fetched_reports import HELD, Fetched, FetchedReports
from tollbook.record import Account, Actor, Incident, Place, Report
from tollbook.view import Found

_PREFIXES = ("rep_", "clm_", "inc_", "acc_", "dec_", "stm_", "men_")


_DEGREES = 0.6  # of latitude: sixty kilometres and some more
_NEAREST = 400


class Points(msgspec.Struct, frozen=True):
    """Where incidents lie, from south to north.

    :ivar dated: whether first and last day are known.
    """

    lats: tuple[float, ...] = ()
    lons: tuple[float, ...] = ()
    ids: tuple[str, ...] = ()
    dated: tuple[bool, ...] = ()

    @classmethod
    def of(cls, incidents: Iterable[Incident]) -> Points:
        found = sorted(
            (place.lat, place.lon, i.id, _is_dated(i))
            for i in incidents
            for place in i.places
            if place.lat is not None and place.lon is not None
        )
        return cls(*map(tuple, zip(*found, strict=True))) if found else cls()

    @classmethod
    def joined(cls, parts: Iterable[Points]) -> Points:
        found = sorted(row for p in parts for row in zip(*msgspec.structs.astuple(p), strict=True))
        return cls(*map(tuple, zip(*found, strict=True))) if found else cls()

    def near(self, places: Iterable[Place], *, undated_only: bool) -> list[str]:
        """The incidents that lie within sixty kilometres, and some beyond; 400 at most."""
        found: list[tuple[float, str]] = []
        for place in places:
            if place.lat is None or place.lon is None:
                continue
            start = bisect_left(self.lats, place.lat - _DEGREES)
            end = bisect_right(self.lats, place.lat + _DEGREES)
            narrow = max(cos(radians(place.lat)), 0.01)
            for at in range(start, end):
                if undated_only and self.dated[at]:
                    continue
                east = abs(self.lons[at] - place.lon)
                far = min(east, 360 - east) * narrow
                if far <= _DEGREES:
                    found.append((abs(self.lats[at] - place.lat) + far, self.ids[at]))
        return [own for _, own in nsmallest(_NEAREST, found)]


def _is_dated(incident: Incident) -> bool:
    when = incident.when
    return when is not None and when.start is not None and when.end is not None


class FetchedView(FetchedReports):
    """See the module. It is of one moment for as long as nobody writes to the book."""

    # --- what it adds up to

    def _found_incidents(self, ids: Sequence[str]) -> dict[str, Incident]:
        known: dict[str, Incident] = self._incidents
        found = {own: known[own] for own in ids if own in known}
        missing = [own for own in dict.fromkeys(ids) if own not in found]
        if missing:
            made = {
                own: self._mask.record(each, parts=self._any_tells(each.claims))
                for own, each in self._fetch.incidents(missing).items()
            }
            if len(known) > 5 * HELD:
                known.clear()
            known.update(made)
            found.update(made)
        return found

    def _incident_of(self, ids: Sequence[str]) -> dict[str, Incident]:
        known: dict[str, str] = self._incidents_of
        missing = [own for own in ids if own not in known]
        if missing:
            if len(known) > 50 * HELD:
                known.clear()
            known.update(self._fetch.incident_of(missing))
            known.update(
                {own: self._incident_of_added.get(own, "") for own in missing if own in self._added}
            )
        there = {own: known[own] for own in ids if known.get(own)}
        found = self._found_incidents(list(dict.fromkeys(there.values())))
        return {own: found[i] for own, i in there.items() if i in found}

    @cached_property
    def _incident_of_added(self) -> dict[str, str]:
        """Claims that people added stand in no table of links."""
        found = {}
        for some in _parts_of(self._fetch.incident_ids()):
            for own, incident in self._fetch.incidents(some).items():
                found.update({c: own for c in incident.claims if c in self._added})
        return found

    def _found_accounts(self, ids: Sequence[str]) -> dict[str, Account]:
        return {
            own: self._mask.record(each, parts=self._any_tells((each.claim,)))
            for own, each in self._fetch.accounts(ids).items()
        }

    def _account_of(self, ids: Sequence[str]) -> dict[str, Account]:
        there = self._fetch.account_of(ids)
        found = self._found_accounts(list(there.values()))
        return {claim: found[own] for claim, own in there.items()}

    @cached_property
    def incident_by_id(self) -> Mapping[str, Incident]:
        return Fetched(self._found_incidents, self._fetch.incident_ids)

    @cached_property
    def incident_of_claim(self) -> Mapping[str, Incident]:
        return Fetched(self._incident_of, self._ids_of("claims"))

    @cached_property
    def account_by_id(self) -> Mapping[str, Account]:
        return Fetched(self._found_accounts, self._fetch.account_ids)

    @cached_property
    def account_of_claim(self) -> Mapping[str, Account]:
        return Fetched(self._account_of, self._ids_of("claims"))

    @cached_property
    def actor_by_id(self) -> Mapping[str, Actor]:
        def fetch(ids: Sequence[str]) -> dict[str, Actor]:
            return {own: self._mask.record(a) for own, a in self._fetch.actors(ids).items()}

        return Fetched(fetch, lambda: ())

    @cached_property
    def place_by_id(self) -> Mapping[str, Place]:
        def fetch(ids: Sequence[str]) -> dict[str, Place]:
            found = self._fetch.places(ids)
            if len(found) < len(ids):
                found = {**self._places_decided, **found}
            return {own: self._mask.record(found[own]) for own in ids if own in found}

        return Fetched(fetch, lambda: ())

    @cached_property
    def _places_decided(self) -> dict[str, Place]:
        """Places that people put in place, which no table of resolutions has."""
        bundles = self._fetch_bundles(list(self._decided_in))
        every = (r for b in bundles.values() for of in b.resolutions.values() for r in of)
        return {r.place.id: r.place for r in every if r.place is not None}

    def reports_of(self, incident: Incident) -> list[Report]:
        there = self._report_of(incident.claims)
        self._fetch_bundles(set(there.values()))
        reports = {self.claim_by_id[own].report for own in there if own in self.claim_by_id}
        found = (self.report_by_id[own] for own in reports if own in self.report_by_id)
        return sorted(found, key=lambda r: (r.sequence, r.id))

    def incidents_near(self, incident: Incident, days: int) -> Iterable[Incident]:
        when = incident.when
        found: list[str] = []
        dated = when is not None and when.start is not None and when.end is not None
        if when is not None and when.start is not None and when.end is not None:
            first, last = _earlier(when.start, days), _later(when.end, days)
            found = self._fetch.incidents_between(first, last)
        found += self.points.near(incident.places, undated_only=dated)
        return self._found_incidents(list(dict.fromkeys(found))).values()

    @property
    def points(self) -> Points:
        """Where incidents lie; none until :meth:`know_points`."""
        known: Points = self.__dict__.get("_points", Points())
        return known

    def know_points(self, points: Points) -> None:
        """Where all incidents lie, for those that lie near one."""
        self.__dict__["_points"] = points

    def about_to_show(self, kind: str, ids: Sequence[str]) -> None:
        match kind:
            case "claims":
                self._incident_of(ids)
                self._fetch_bundles(set(self._report_of(ids).values()))
            case "statements":
                self._fetch_bundles(set(self._report_of(ids).values()))
            case "incidents":
                self._found_incidents(ids)
            case "reports":
                self._fetch_bundles([own for own in ids if own not in self._notes])
            case _:
                pass

    # --- looking up and masking

    def find(self, id: str, *, where: str) -> Found:
        survivor = self.incident_now(id) if id in self.redirects else None
        record = survivor or self._one(id)
        if record is not None:
            return record
        near: list[str] = []
        if id:
            starts = (id,) if "_" in id else tuple(f"{prefix}{id}" for prefix in _PREFIXES)
            near = [own for start in starts for own in self._fetch.beginning(start, 3)]
            near += [d.id for d in self.decisions if d.id.startswith(starts)]
            near += [own for own in self._added if own.startswith(starts)]
        only = self._one(near[0]) if len(set(near)) == 1 else None
        if only is not None:
            return only
        raise NotFound(
            "several records have an id that begins so" if near else "no record has this id",
            value=id,
            where=where,
            next=f"one of these? {', '.join(near[:5])}"
            if near
            else "see the ids: tollbook list incidents",
        )

    def _one(self, id: str) -> Found | None:
        groups: tuple[Mapping[str, Found], ...] = (
            self.report_by_id,
            self.claim_by_id,
            self.incident_by_id,
            self.account_by_id,
            self.decision_by_id,
            self.statement_by_id,
            Fetched(lambda ids: self._in_bundles(ids, "mentions"), lambda: ()),
        )
        return next((group[id] for group in groups if id in group), None)


def _parts_of(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), HELD):
        yield ids[start : start + HELD]


def _earlier(day: date, days: int) -> date:
    return day - timedelta(days=min(days, (day - date.min).days))


def _later(day: date, days: int) -> date:
    return day + timedelta(days=min(days, (date.max - day).days))
