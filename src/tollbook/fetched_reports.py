"""Of a large book, reports with what was read in them, looked up when they are asked for.

Each report with its claims is put in place as people decided, alone, and masked, as the view of the
whole book has them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar

from tollbook.bundle import Bundle, Fetched, carried_in, not_read
from tollbook.hand.put_in_place import put_in_place
from tollbook.ledger import Ledger
from tollbook.ledger.carry_over import Carried, as_carried
from tollbook.ledger.fetching import Readout
from tollbook.record import (
    Charter,
    Claim,
    Decision,
    Mention,
    Report,
    Resolution,
    SetAside,
    Statement,
)
from tollbook.record.decided import ActorSet, decode
from tollbook.record.ids import added_claim_id
from tollbook.record.withheld import Mask
from tollbook.view import View, ids_in

_V = TypeVar("_V")
HELD = 4_000  # reports whose records stay at hand


class FetchedReports(View):
    """Reports and what was read in them; all else is in :class:`~tollbook.fetched.FetchedView`.

    It is of one moment for as long as nobody writes to the book.

    :param whole: reads all records, masked.
    :param asides: all that was set aside, nothing masked.
    """

    def __init__(
        self,
        ledger: Ledger,
        mask: Mask,
        *,
        policy: str,
        charter: Charter,
        whole: Callable[[], View],
        asides: Callable[[], Iterable[Any]],
    ) -> None:
        own = self.__dict__
        own["_ledger"], own["_fetch"], own["_mask"] = ledger, ledger.fetching, mask
        own["policy"], own["charter"] = policy, charter
        own["_read_whole"], own["_read_asides"] = whole, asides
        own["redirects"], own["copies"] = ledger.redirects(), ledger.copies()
        own["_bundles"], own["_reports_of"], own["_incidents"] = {}, {}, {}
        own["_incidents_of"], own["_asides"], own["_known_carried"] = {}, {}, {}

    # --- all records, where nothing less will do

    def __getattribute__(self, name: str) -> Any:
        """The long lists are read when they are asked for; the class's own are empty."""
        if name in _WHOLE and name not in object.__getattribute__(self, "__dict__"):
            self.__dict__[name] = self._long(name)
        return object.__getattribute__(self, name)

    def _long(self, name: str) -> Any:
        match name:
            case "decisions":
                return self._shown_decisions()
            case "set_asides":
                return self.shown(self._read_asides(), self._mask)
            case "accounts":
                return tuple(self._every_account())
            case "as_read":
                return Fetched(lambda ids: self._in_bundles(ids, "as_read"), self._decided_claims)
            case "as_resolved":
                find = self._in_bundles
                return Fetched(lambda ids: find(ids, "as_resolved"), self._decided_claims)
            case _:
                return getattr(self._whole, name)

    @cached_property
    def _whole(self) -> View:
        read: Callable[[], View] = self._read_whole
        return read()

    # --- decisions, and what they are about now

    @cached_property
    def _log(self) -> tuple[Decision, ...]:
        return tuple(self._ledger.decisions())

    @cached_property
    def _added(self) -> dict[str, str]:
        """Claims that people added to the report that they stand in; "": a note of its own."""
        return {
            added_claim_id(d.id): d.subject if d.subject.startswith("rep_") else ""
            for d in self._log
            if d.verb == "add"
        }

    @cached_property
    def _carried_unmasked(self) -> tuple[Carried, ...]:
        return carried_in(self._fetch, self._log, self._added, self.redirects, self._known_carried)

    @cached_property
    def _decided_in(self) -> dict[str, list[Decision]]:
        """The decisions that put something in place in a report, by its id; "": in notes."""
        found: dict[str, list[Decision]] = {}
        log = as_carried(self._log, self._carried_unmasked)
        wanted = [d.subject for d in log if not d.subject.startswith("rep_")]
        there = {**self._report_of(wanted), **self._added}
        for decision in log:
            subject = decision.subject
            report = subject if subject.startswith("rep_") else there.get(subject)
            if report is None and decision.verb == "add":
                report = ""
            if report is not None:
                found.setdefault(report, []).append(decision)
        return found

    @cached_property
    def _declared(self) -> list[Decision]:
        """Decisions on sources change who speaks in every report; undoes are needed to tell."""
        return [d for d in self._log if d.verb in ("source", "undo")]

    def _decided_claims(self) -> Iterable[str]:
        return (own for report in self._decided_in for own in self._bundle(report).as_read)

    def _shown_decisions(self) -> tuple[Decision, ...]:
        mask = self._mask
        if not mask:
            return self._log
        return tuple(mask.record(d, parts=self._decision_tells(d)) for d in self._log)

    def _decision_tells(self, decision: Decision) -> bool:
        if decision.verb == "withhold" or self._tells(decision.subject):
            return True
        if decision.anchor is None:
            return False
        found = self._fetch.captured([decision.anchor.capture])
        return any(self._tells(report) for report in found.values())

    @cached_property
    def carried(self) -> tuple[Carried, ...]:
        if not self._mask:
            return self._carried_unmasked
        return tuple(
            Carried(self.decision_by_id[c.decision.id], c.how, c.subject, self._mask.text(c.why))
            for c in self._carried_unmasked
        )

    # --- reports with what was read in them

    def _bundle(self, report: str) -> Bundle:
        return self._fetch_bundles((report,))[report]

    def _fetch_bundles(self, reports: Collection[str]) -> dict[str, Bundle]:
        held: dict[str, Bundle] = self._bundles
        found = {own: held[own] for own in reports if own in held}
        missing = [own for own in dict.fromkeys(reports) if own not in found]
        if missing:
            made = {own: self._made(read) for own, read in self._fetch.readouts(missing).items()}
            if "" in missing:
                made[""] = self._made(None)
            if len(held) + len(made) > HELD:
                held.clear()
            held.update(made)
            found.update(made)
        return found

    def _made(self, read: Readout | None) -> Bundle:
        own = self._decided_in.get(read.report.id if read else "", ())
        decisions = sorted({d.id: d for d in (*own, *self._declared)}.values(), key=_in_order)
        decided = put_in_place(
            (read.report,) if read else (),
            read.claims if read else (),
            read.mentions if read else (),
            (*read.resolutions, *self._known(own)) if read else (),
            decisions,
            issued={},
        )
        return Bundle(decided, read, self._mask)

    def _known(self, decisions: Iterable[Decision]) -> Iterator[Resolution]:
        """Actors of the registry that decisions name, so that they are known in every report."""
        ids = [i for d in decisions if d.verb == "actor" for i in _words_of(d)]
        for actor in self._fetch.actors(ids).values():
            yield Resolution("", "actor", None, 1.0, "decision", (), actor=actor)

    @cached_property
    def _notes(self) -> dict[str, Report]:
        """Reports that people typed."""
        return self._bundle("").reports if "" in self._decided_in else {}

    def all_report_ids(self) -> list[str]:
        """Ids of all reports in order of arrival, and of notes."""
        return [*self._fetch.report_ids(), *self._notes]

    def drawn_reports(self, seed: int, size: int) -> list[Report]:
        """So many reports by chance, those people typed apart; the same seed gives the same again.

        Ids are digests of what was captured: those that follow upon any point are a random sample,
        each report about as likely as another where many are drawn.
        """
        start = "rep_" + hashlib.sha256(f"reports {seed}".encode()).hexdigest()[:16]
        ids = self._fetch.reports_from(start, size)
        self.about_to_show("reports", ids)
        return [self.report_by_id[own] for own in ids]

    @property
    def note_ids(self) -> frozenset[str]:
        """Ids of reports that people typed."""
        return frozenset(self._notes)

    def is_note(self, report: str) -> bool:
        return report in self._notes

    def homes_of(self, ids: Collection[str]) -> dict[str, str]:
        """Claims, statements and mentions to the reports that they stand in; "": in a note."""
        return self._report_of(ids)

    def _report_of(self, ids: Collection[str]) -> dict[str, str]:
        known: dict[str, str] = self._reports_of
        found = {own: known[own] for own in ids if own in known}
        missing = [own for own in dict.fromkeys(ids) if own not in found]
        if missing:
            added = {own: self._added[own] for own in missing if own in self._added}
            made = {**self._fetch.report_of([i for i in missing if i not in added]), **added}
            if len(known) > 50 * HELD:
                known.clear()
            known.update(made)
            found.update(made)
        return found

    def _in_bundles(self, ids: Sequence[str], part: str) -> dict[str, Any]:
        """Records by id, of one part of the bundles that they are in."""
        there = self._report_of(ids)
        bundles = self._fetch_bundles(set(there.values()))
        parts = {own: getattr(bundles[r], part) for own, r in there.items() if r in bundles}
        return {own: part[own] for own, part in parts.items() if own in part}

    def _of_reports(self, ids: Sequence[str], part: str) -> dict[str, Any]:
        """For reports, all records of one part."""
        found = {}
        for own in ids:
            bundle = self._home(own)
            records = list(getattr(bundle, part).values()) if bundle else []
            some = [r for r in records if r.report == own] if own in self._notes else records
            if some:
                found[own] = some
        return found

    def _home(self, report: str) -> Bundle | None:
        if report in self._notes:
            return self._bundle("")
        return self._fetch_bundles((report,)).get(report)

    def _found_reports(self, ids: Sequence[str]) -> dict[str, Report]:
        homes = {own: self._home(own) for own in ids}
        return {own: home.reports[own] for own, home in homes.items() if home is not None}

    def _ids_of(self, part: str) -> Callable[[], Iterable[str]]:
        return lambda: (record.id for record in getattr(self, part))

    @cached_property
    def report_by_id(self) -> Mapping[str, Report]:
        return Fetched(self._found_reports, self._fetch.report_ids)

    @cached_property
    def claim_by_id(self) -> Mapping[str, Claim]:
        return Fetched(lambda ids: self._in_bundles(ids, "claims"), self._ids_of("claims"))

    @cached_property
    def statement_by_id(self) -> Mapping[str, Statement]:
        return Fetched(lambda ids: self._in_bundles(ids, "statements"), self._ids_of("statements"))

    @cached_property
    def claims_of_report(self) -> Mapping[str, list[Claim]]:
        return Fetched(lambda ids: self._of_reports(ids, "claims"), self._fetch.report_ids)

    @cached_property
    def asides_of_claim(self) -> Mapping[str, Sequence[SetAside]]:
        return Fetched(self._found_asides_of_claims, self._ids_of("claims"))

    def _found_asides_of_claims(self, ids: Sequence[str]) -> dict[str, Sequence[SetAside]]:
        held: dict[str, list[SetAside]] = self._asides
        missing = [own for own in dict.fromkeys(ids) if own not in held]
        if missing:
            if len(held) > 20 * HELD:
                held.clear()
                missing = list(dict.fromkeys(ids))
            held.update((own, []) for own in missing)
            for aside in self.shown(self._fetch.set_asides(missing), self._mask):
                if aside.claim is not None:
                    held.setdefault(aside.claim, []).append(aside)
        return {own: held[own] for own in ids if held.get(own)}

    @cached_property
    def asides_of_report(self) -> Mapping[str, list[SetAside]]:
        return Fetched(self._found_asides, self._fetch.report_ids)

    def _found_asides(self, ids: Sequence[str]) -> dict[str, list[SetAside]]:
        asides = list(self._fetch.set_asides(ids))
        unread = [own for own in ids if own not in self._fetch.read_among(ids)]
        asides += [
            not_read(each.report, self._ledger.folder)
            for each in self._fetch.readouts(unread).values()
        ]
        found: dict[str, list[SetAside]] = {}
        for aside in self.shown(asides, self._mask):
            found.setdefault(aside.where.partition(" at ")[0], []).append(aside)
        return found

    @property
    def contradicted(self) -> Iterable[SetAside]:
        return self.shown(self._fetch.contradicted(), self._mask)

    @cached_property
    def unread(self) -> frozenset[str]:
        found: frozenset[str] = self._fetch.unread_languages()
        return found

    def claims_there(self, ids: Collection[str]) -> set[str]:
        return set(self._report_of(ids))

    @cached_property
    def statements_of_report(self) -> Mapping[str, list[Statement]]:
        return Fetched(lambda ids: self._of_reports(ids, "statements"), self._fetch.report_ids)

    @cached_property
    def mentions_of_report(self) -> Mapping[str, list[Mention]]:
        return Fetched(lambda ids: self._of_reports(ids, "mentions"), self._fetch.report_ids)

    @cached_property
    def resolutions_of(self) -> Mapping[str, list[Resolution]]:
        return Fetched(lambda ids: self._in_bundles(ids, "resolutions"), self._ids_of("claims"))

    def shown(self, asides: Iterable[Any], mask: Mask) -> tuple[Any, ...]:
        if not mask:
            return tuple(asides)
        return tuple(
            mask.record(each, parts=any(map(self._tells, ids_in(each.where)))) for each in asides
        )

    def _any_tells(self, claims: Collection[str]) -> bool:
        return bool(self._mask) and any(map(self._tells, claims))

    def _tells(self, id: str) -> bool:
        """Whether a record tells a withheld name or rests on what does."""
        match id[:4]:
            case "inc_":
                incident = self._fetch.incidents((id,)).get(id)
                return incident is not None and any(map(self._tells, incident.claims))
            case "acc_":
                account = self._fetch.accounts((id,)).get(id)
                return account is not None and self._tells(account.claim)
            case "rep_":
                home = self._home(id)
                return home is not None and home.tells
            case "dec_":
                made = next((d for d in self._log if d.id == id), None)
                return made is not None and self._decision_tells(made)
        report = self._report_of((id,)).get(id)
        return report is not None and self._fetch_bundles((report,))[report].tells


_WHOLE = frozenset(
    {
        "reports",
        "claims",
        "statements",
        "mentions",
        "resolutions",
        "incidents",
        "accounts",
        "decisions",
        "set_asides",
        "as_read",
        "as_resolved",
    }
)
"""Fields that are not read until they are asked for."""


def _in_order(decision: Decision) -> int:
    return decision.sequence


def _words_of(decision: Decision) -> Iterator[str]:
    value = decode("actor", decision.after) if decision.after else None
    if isinstance(value, ActorSet) and value.actor:
        yield value.actor
