"""A report that comes, tallied with what it touches: all else in the book stays as it is.

What a report tells is looked up in the blocks it falls in; the tellings that it is tied to, with
all that are tied to these, are grouped anew and their incidents reckoned, and the accounts these
are inside of are changed by their shares. The part is reckoned as it was, too: had it not given
what the book holds, nothing is changed and the whole book is tallied. So it is wherever this cannot
tell.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Set
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime

from tollbook import tally
from tollbook.batch import Atlas, opening_reports
from tollbook.dated import effective_dates
from tollbook.decided_part import DecidedPart, Log
from tollbook.followed import rules_of
from tollbook.kept_parts import (
    given_in,
    kept_books,
    kept_places,
    kept_taken_back,
    kept_telling,
    kept_window,
    number_of,
)
from tollbook.kept_texts import LateTexts
from tollbook.ledger import Ledger
from tollbook.ledger.figures import Follows
from tollbook.ledger.parts import ChangedParts
from tollbook.ledger.windows import KeptTakenBack
from tollbook.record import Incident, in_force
from tollbook.tally.entry import Entry
from tollbook.tally.grounds import Rules
from tollbook.tally.part import Part, Reckoned
from tollbook.tally.telling import Telling
from tollbook.ties_in_part import MANY, Retied, tied_anew
from tollbook.totals_in_part import Opened, totals_in_part

_MANY_TOLD = 2_000
"""Tellings of which a source takes figures back, from which on all is tallied."""

_FEW, _SHARE = 5, 20
"""So many reports are always few; more are where the book has this many times as many."""


@dataclass(frozen=True, slots=True)
class Touched:
    """The incidents that were reckoned, as they were and as they are."""

    before: tuple[Incident, ...] = ()
    after: tuple[Incident, ...] = ()


def tallied_in_part(
    ledger: Ledger,
    policy: tally.Policy,
    atlas: Atlas | None,
    opening: Callable[[], Atlas] | None = None,
) -> Touched | None:
    """Bring the figures up to date with what came and was decided since the last tally.

    :param atlas: None: no words are to be resolved, or one is to be opened where some have to be.
    :param opening: opens one; None: where words have to be resolved it is left undone.
    :returns: None: only a tally of the whole book can tell; no figure was written.
    :raises UsageError: the charter cannot be used.
    :raises BookInUse: another run is writing to the book.
    """
    rules = Rules(policy, tally.load_charter(ledger.folder / "hand"))
    followed, new = ledger.followed(), ledger.parts.untallied()
    if followed is None or followed.rules != rules_of(policy, rules.charter):
        return None
    few = max(_FEW, ledger.due.reports() // _SHARE)
    if len(new) > min(few, MANY) or ledger.parts.told_in(new):
        return None
    if atlas is not None and ledger.due.resolving(atlas.version):
        return None

    def fitting() -> Atlas | None:
        opened = atlas if atlas is not None or opening is None else opening()
        if opened is not atlas and opened is not None and ledger.due.resolving(opened.version):
            return None
        return opened

    return _InPart(ledger, rules, followed, frozenset(new)).done(fitting)


class _InPart:
    """One tally of a part: ``new`` reports, with all that copy them or that they copy."""

    def __init__(
        self, ledger: Ledger, rules: Rules, followed: Follows, new: frozenset[str]
    ) -> None:
        self._ledger = ledger
        self._fetch, self._parts = ledger.fetching, ledger.parts
        self._rules = rules
        self._followed = followed
        self._new = new
        self._begun = datetime.now(UTC)
        log = ledger.decisions()
        self._last = log[-1].sequence if log else 0
        self._decided = DecidedPart(ledger, log)
        heard = [d for d in log if d.sequence <= followed.decision]
        self._then, self._now = self._decided.carried(heard, log)
        self._always = self._decided.tied_by_people()
        self._texts = LateTexts(ledger)
        self._changed = self._texts.copies
        self._groups: set[str] = set()
        self._totals: tuple[Opened, Opened] = ({}, {})

    def done(self, opening: Callable[[], Atlas | None]) -> Touched | None:
        """The incidents touched, when the figures were brought up to date."""
        decided = set(in_force(list(self._then))) ^ set(in_force(list(self._now)))
        about = self._decided.about(decided)
        new = self._fetch.reports(self._new).values()
        in_order = sorted(new, key=lambda report: (report.sequence, report.id))
        if about is None or not all(self._texts.come(report) for report in in_order):
            return None
        self._groups = self._closed({*self._new, *about, *self._changed})
        was = self._as_it_was(self._groups)
        if was is None or not self._resolved(opening):
            return None
        now = self._as_it_is(self._groups)
        if now is None:
            return None
        self._totals = was.totals(self._groups), now.totals(self._groups)
        if self._decided.adds_totals and self._totals[0] != self._totals[1]:
            return None
        removed = {key: told for key, told in was.told.items() if told.report in self._groups}
        come = {key: told for key, told in now.told.items() if told.report in self._groups}
        if removed.keys() != self._parts.told_in(self._groups).keys():
            return None
        retied = tied_anew(
            self._parts, removed, come, lambda homes: self._as_it_is(self._groups | homes)
        )
        told_of = self._told_of(was, now)
        if retied is None or len(told_of) > _MANY_TOLD:
            return None
        return self._reckoned(removed.keys(), come, retied, told_of)

    # --- which reports

    def _copies(self, reports: Collection[str], *, now: bool) -> dict[str, str]:
        """Who copies whom around some reports."""
        around = self._texts if now else self._fetch
        return around.copies_around(reports)

    def _closed(self, reports: Set[str]) -> set[str]:
        """Reports with all that are of a group of copies with them, or were."""
        found = set(reports)
        for now in (False, True, False):
            copies = self._copies(found, now=now)
            firsts = {copies.get(own, own) for own in found}
            found |= firsts | {own for own, first in copies.items() if first in firsts}
        return found

    def _as_it_was(self, reports: Set[str]) -> Part | None:
        every = self._closed({*reports, *self._always}) - self._new
        return self._part(every, self._then, self._copies(every, now=False), before=True)

    def _as_it_is(self, reports: Set[str]) -> Part | None:
        every = self._closed({*reports, *self._always})
        return self._part(every, self._now, self._copies(every, now=True))

    def _part(
        self,
        reports: Collection[str],
        log: Log,
        copies: Mapping[str, str],
        *,
        before: bool = False,
    ) -> Part | None:
        records = self._decided.records(reports, log, copies, before=before)
        return None if records is None else Part(records, self._rules)

    def _resolved(self, opening: Callable[[], Atlas | None]) -> bool:
        """Resolves what is new, and what counts from another date than before; False: that is not
        for a part to do."""
        records = self._decided.records(self._groups, self._now, {})
        if records is None or opening_reports(self._ledger) & self._new:
            return False
        here = {r.id: r for r in records.reports if r.id in self._groups}
        dates = effective_dates(list(here.values()), self._copies(self._groups, now=True))
        read, known = self._fetch.read_among(here), self._fetch.resolved_by(here)
        due = [own for own in sorted(read) if own not in known or known[own][1] != dates[own]]
        if not due:
            return True
        atlas = opening()
        if atlas is None:
            return False
        self._parts.expect(due)
        for each in self._decided.read(due):
            own = each.report.id
            report = replace(each.report, published=here[own].published)
            found = atlas.resolve(report, each.claims, each.mentions, dates[own])
            self._ledger.put_resolutions(
                own, found, atlas_version=atlas.version, published=dates[own]
            )
        self._decided.resolved_anew(due)
        return True

    # --- which tellings

    def _told_of(self, was: Part, now: Part) -> set[str]:
        """Tellings of which a source takes a figure back now and did not, or did and does not."""
        before, after = (part.retractions(self._groups) for part in (was, now))
        changed = [
            entry
            for own in before.keys() | after.keys()
            if not _said_alike(before.get(own), after.get(own))
            for entry in (before.get(own), after.get(own))
            if entry is not None
        ]
        blocks = {kept.source for kept in kept_taken_back(changed)}
        return set().union(*self._parts.in_blocks(blocks).values())

    def _reckoned(
        self,
        removed: Set[str],
        come: Mapping[str, Telling],
        retied: Retied,
        told_of: Set[str],
    ) -> Touched | None:
        """Reckons the incidents of all that is touched, and puts them in the book."""
        keys = retied.with_all_tied(self._parts, {*removed, *come, *retied.moved, *told_of})
        taking_back: set[str] = set()
        while True:
            homes = {*self._parts.reports_of(keys).values(), *taking_back}
            was = self._as_it_was((homes | self._groups) - self._new)
            now = self._as_it_is(homes | self._groups)
            if was is None or now is None:
                return None
            then, there = keys - (come.keys() - removed), keys - (removed - come.keys())
            if not then <= was.told.keys() or not there <= now.told.keys():
                return None
            told = [*(was.told[key] for key in then), *(now.told[key] for key in there)]
            asked = {number_of(given) for each in told for given in given_in(each)}
            found = self._parts.taken_back_in(asked)
            if not found <= homes | self._groups:
                taking_back |= found
                continue
            old = self._incidents_of(then, was)
            more = self._beside(keys, old, was, now)
            if not more <= keys:
                keys = retied.with_all_tied(self._parts, keys | more)
                continue
            if self._decided.added & {c for key in there for c in now.claims_of[key]}:
                return None
            before = self._parts.ties_of(then)
            register, homeless = self._register(now), self._elsewhere(now, old)
            held = was.reckoned(
                then,
                [tie for tie in before if tie[0] in then and tie[1] in then],
                register,
                elsewhere=homeless,
                of=self._groups - self._new,
            )
            if held.incidents != old:
                return None
            gone = removed | come.keys()
            tied = [
                (a, b, score)
                for a, b, score in before
                if not {a, b} & gone and {a, b} <= there and (a, b) not in retied.untied
            ]
            tied += [(a, b, score) for (a, b), score in retied.tied.items()]
            made = now.reckoned(there, tied, register, elsewhere=homeless, of=self._groups)
            more = self._of_orphans(keys, held, made, was, now)
            if more <= keys:
                return self._put(removed, come, retied, held, made)
            keys = retied.with_all_tied(self._parts, keys | more)

    def _incidents_of(self, keys: Set[str], was: Part) -> dict[str, Incident]:
        """The incidents that tellings are in, as the book holds them."""
        claims = {claim for key in keys for claim in was.claims_of[key]}
        return self._fetch.incidents(set(self._fetch.incident_of(claims).values()))

    def _beside(
        self, keys: Set[str], old: Mapping[str, Incident], was: Part, now: Part
    ) -> set[str]:
        """Tellings that are of one incident with these, or decided on together with them."""
        claims = {claim for each in old.values() for claim in each.claims}
        found = set(self._parts.reports_of(claims))
        for together in (*was.tied_by_people(), *now.tied_by_people()):
            if together & keys:
                found |= together
        return found

    def _register(self, now: Part) -> dict[str, str]:
        return self._fetch.issued_to([claim.id for claim in now.records.claims])

    def _elsewhere(self, now: Part, old: Mapping[str, Incident]) -> set[str]:
        """Claims of these reports that are in other incidents."""
        homes = self._fetch.incident_of([claim.id for claim in now.records.claims])
        return {claim for claim, incident in homes.items() if incident not in old}

    def _of_orphans(
        self, keys: Set[str], held: Reckoned, made: Reckoned, was: Part, now: Part
    ) -> set[str]:
        """Tellings of the reports of claims that hold an id and are in no incident: which incident
        has the id depends on all that the report tells of."""
        report_of = {claim.id: claim.report for claim in now.records.claims}
        touched = {part.told[k].report for part in (was, now) for k in keys if k in part.told}
        touched |= {
            report_of[claim]
            for part in (was, now)
            for key in keys & part.told.keys()
            for claim in part.claims_of[key]
        }
        homes = {report_of[claim] for claim in held.out | made.out} & touched
        return {
            part.telling_of[claim]
            for part in (was, now)
            for claim in part.telling_of
            if report_of.get(claim) in homes
        }

    # --- into the book

    def _put(
        self,
        removed: Set[str],
        come: Mapping[str, Telling],
        retied: Retied,
        held: Reckoned,
        made: Reckoned,
    ) -> Touched | None:
        every = sorted(held.books.keys() | made.books.keys())
        pairs = [(held.books.get(own), made.books.get(own)) for own in every]
        accounts = totals_in_part(self._ledger, pairs, *self._totals)
        now = self._as_it_is(self._groups)
        if accounts is None or now is None:
            return None
        booked = [each for each in accounts.values() if each is not None]
        taken_back: dict[str, list[KeptTakenBack]] = {own: [] for own in self._groups}
        for kept in kept_taken_back(now.retractions(self._groups).values()):
            taken_back[kept.report].append(kept)
        written = self._ledger.change_tally(
            incidents={own: made.incidents.get(own) for own in every},
            accounts={own: each.account if each else None for own, each in accounts.items()},
            set_asides={
                where: made.asides.get(where, ()) for where in {*held.asides, *made.asides}
            },
            copies=self._changed,
            begun=self._begun,
            follows=(self._followed, replace(self._followed, decision=self._last)),
            parts=ChangedParts(
                gone=removed,
                come=[kept_telling(told) for _, told in sorted(come.items())],
                untied=retied.untied,
                tied=[(a, b, score) for (a, b), score in retied.tied.items()],
                windows=[kept_window(each) for each in booked],
                documented=kept_books(pairs),
                places=kept_places(made.books.values(), booked),
                taken_back=taken_back,
                texts=self._texts.texts,
                tallied=self._groups,
            ),
            issue=(made.issued, made.redirects),
        )
        if written is None:
            return None
        return Touched(tuple(held.incidents.values()), tuple(made.incidents.values()))


def _said_alike(one: Entry | None, other: Entry | None) -> bool:
    """Whether two entries say the same, down to what their words were resolved to."""
    if one is None or other is None:
        return one is other
    return all(getattr(one, each.name) == getattr(other, each.name) for each in fields(Entry))
