"""A view of a large book that looks up what it is asked for, and holds no more.

It says the same as the view of the whole book; a test holds that. What can only be answered from
all records (:attr:`View.claims`, say) is read whole when it is asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property

from tollbook.bundle import Fetched
from tollbook.errors import NotFound
from tollbook.fetched_reports import HELD, FetchedReports
from tollbook.ledger.carry_over import Carried, also_named
from tollbook.nearby import Points, PointsNow
from tollbook.record import Account, Actor, Claim, Decision, Incident, Place, Report
from tollbook.view import Found

_PREFIXES = ("rep_", "clm_", "inc_", "acc_", "dec_", "stm_", "men_")


class FetchedView(FetchedReports):
    """See the module. It is of one moment for as long as nobody writes to the book."""

    # --- of the moment before

    def take_over(self, before: FetchedView, records: Collection[str]) -> None:
        """Takes over what an earlier view has at hand and what did not change since.

        :param records: ids of what was written since, and of what set-asides are about.
        """
        if before._mask != self._mask or "_log" not in before.__dict__:
            return
        mine = self.__dict__
        last = before._log[-1].sequence if before._log else 0
        mine["_log"] = (*before._log, *self._ledger.decisions_after(last))
        new = self._with_undone(self._log[len(before._log) :])
        named = {each.split(maxsplit=1)[0] for each in records if each}
        touched = {own for own in named if own.startswith("rep_")} | {""}
        inside = [own for own in named if own.startswith(("clm_", "stm_", "men_"))]
        touched.update(self._fetch.report_of(inside).values())
        if self.redirects == before.redirects:
            homes = before._reports_of
            mine["_known_carried"] = {
                each.decision.id: each
                for each in before._carried_unmasked
                if not self._may_move(each, named, touched, homes)
            }
        if any(d.verb in ("source", "withhold", "redact", "purge") for d in new):
            return
        subjects = {d.subject for d in new} | {i for d in new for i in also_named(d.verb, d.after)}
        decided_in = {own for own in subjects if own.startswith("rep_")}
        decided_in.update(self._fetch.report_of(list(subjects)).values())
        decided_in.update(self._added.get(own, "") for own in subjects)
        dirty = touched | decided_in
        mine["_bundles"] = {r: b for r, b in before._bundles.items() if r not in dirty}
        mine["_reports_of"] = {c: r for c, r in before._reports_of.items() if r not in dirty}
        gone = {own for own in named if own.startswith("inc_")}
        mine["_incidents"] = {i: r for i, r in before._incidents.items() if i not in gone}
        known = self._reports_of
        mine["_incidents_of"] = {
            c: i for c, i in before._incidents_of.items() if i not in gone and c in known
        }
        mine["_asides"] = {c: a for c, a in before._asides.items() if c not in named and c in known}

    def _may_move(
        self, carried: Carried, named: Set[str], touched: Set[str], homes: Mapping[str, str]
    ) -> bool:
        """Whether a decision may be about another record after these were written."""
        decision = carried.decision
        about = {
            decision.subject,
            *also_named(decision.verb, decision.after),
        }
        if carried.how != "id" or not about.isdisjoint(named):
            return True
        claims = [own for own in about if own.startswith(("clm_", "stm_", "men_"))]
        return any(homes.get(own, "") in touched for own in claims)

    def _with_undone(self, new: Sequence[Decision]) -> list[Decision]:
        """Decisions, and those that they take back."""
        found, left = list(new), [d.subject for d in new if d.verb == "undo"]
        while left:
            about = left.pop()
            undone = [d for d in self._log if about in (d.id, d.batch)]
            found += undone
            left += [d.subject for d in undone if d.verb == "undo"]
        return found

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

    def _every_account(self) -> Iterable[Account]:
        found = self._found_accounts(self._fetch.account_ids())
        self.about_to_show("claims", [account.claim for account in found.values()])
        return found.values()

    def arrival_of(self, report: str) -> int:
        if self.is_note(report):
            return 2**62 + sorted(self._notes).index(report)
        return self.report_by_id[report].sequence

    @property
    def by_hand(self) -> Sequence[Claim]:
        return [self.claim_by_id[own] for own in self._added if own in self.claim_by_id]

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
        return self._found_incidents(self.points.near(incident, days)).values()

    @property
    def points(self) -> PointsNow:
        """Where incidents lie; none until :meth:`know_points`."""
        known: PointsNow = self.__dict__.get("_points", PointsNow(Points()))
        return known

    def know_points(self, points: PointsNow) -> None:
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
            case "set_asides":
                self._found_asides_of_claims(ids)
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
