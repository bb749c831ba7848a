"""A report that comes, tallied with what it touches: all else in the book stays as it is.

What a report tells is looked up in the blocks it falls in; the tellings that it is tied to, with
all that are tied to these, are grouped anew and their incidents reckoned, and the accounts these
are inside of are changed by their shares. The part is reckoned as it was, too: had it not given
what the book holds, nothing is changed and the whole book is tallied. So it is wherever this cannot
tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime

from tollbook import tally
from tollbook.batch import Atlas, opening_reports
from tollbook.dated import effective_dates
from tollbook.decided_part import DecidedPart, Log
from tollbook.followed import rules_of
from tollbook.kept_parts import InTables, kept_telling, kept_window
from tollbook.kept_texts import LateTexts
from tollbook.ledger import Ledger
from tollbook.ledger.figures import Follows
from tollbook.ledger.parts import ChangedParts
from tollbook.moved_accounts import moved_accounts
from tollbook.record import Incident, in_force
from tollbook.tally.entry import Entry
from tollbook.tally.grounds import Rules
from tollbook.tally.link import score_of
from tollbook.tally.part import Part, Reckoned
from tollbook.tally.postings import Blocks
from tollbook.tally.telling import Telling

_MANY = 500
"""Reports, or tellings of blocks that became too common, from which on all is tallied."""

_FEW, _SHARE = 5, 20
"""So many reports are always few; more are where the book has this many times as many."""

_Tied = dict[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class Touched:
    """The incidents that were reckoned, as they were and as they are."""

    before: tuple[Incident, ...] = ()
    after: tuple[Incident, ...] = ()


def tallied_in_part(ledger: Ledger, policy: tally.Policy, atlas: Atlas | None) -> Touched | None:
    """Bring the figures up to date with what came and was decided since the last tally.

    :param atlas: None: no words are to be resolved; where some have to be, it is left undone.
    :returns: None: only a tally of the whole book can tell; no figure was written.
    :raises UsageError: the charter cannot be used.
    :raises BookInUse: another run is writing to the book.
    """
    rules = Rules(policy, tally.load_charter(ledger.folder / "hand"))
    followed, new = ledger.followed(), ledger.parts.untallied()
    if followed is None or followed.rules != rules_of(policy, rules.charter):
        return None
    few = max(_FEW, ledger.due.reports() // _SHARE)
    if len(new) > min(few, _MANY) or ledger.parts.told_in(new):
        return None
    if atlas is not None and ledger.parts.unlike(atlas.version):
        return None
    return _InPart(ledger, rules, followed, frozenset(new)).done(atlas)


@dataclass(frozen=True, slots=True)
class _Retied:
    """Ties that changed.

    :ivar tied: new ones, with their scores; ``untied``: pairs whose old tie is none any more.
    :ivar moved: tellings that did not change and yet meet others than before.
    """

    tied: _Tied
    untied: frozenset[tuple[str, str]]
    moved: frozenset[str]


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
        self._always = self._decided.tied_by_people() | self._decided.taking_back()
        self._texts = LateTexts(ledger)
        self._changed = self._texts.copies
        self._groups: set[str] = set()

    def done(self, atlas: Atlas | None) -> Touched | None:
        """The incidents touched, when the figures were brought up to date."""
        decided = set(in_force(list(self._then))) ^ set(in_force(list(self._now)))
        about = self._decided.about(decided)
        new = self._fetch.reports(self._new).values()
        in_order = sorted(new, key=lambda report: (report.sequence, report.id))
        if about is None or not all(self._texts.come(report) for report in in_order):
            return None
        self._groups = self._closed({*self._new, *about, *self._changed})
        was = self._as_it_was(self._groups)
        if was is None or not self._resolved(atlas):
            return None
        now = self._as_it_is(self._groups)
        if now is None or not _alike(was, now):
            return None
        removed = {key: told for key, told in was.told.items() if told.report in self._groups}
        come = {key: told for key, told in now.told.items() if told.report in self._groups}
        if removed.keys() != self._parts.told_in(self._groups).keys():
            return None
        retied = self._retied(removed, come)
        return None if retied is None else self._reckoned(removed.keys(), come, retied)

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
        return self._part(every, self._then, self._copies(every, now=False))

    def _as_it_is(self, reports: Set[str]) -> Part | None:
        every = self._closed({*reports, *self._always})
        return self._part(every, self._now, self._copies(every, now=True))

    def _part(self, reports: Collection[str], log: Log, copies: Mapping[str, str]) -> Part | None:
        records = self._decided.records(reports, log, copies)
        return None if records is None else Part(records, self._rules)

    def _resolved(self, atlas: Atlas | None) -> bool:
        """Resolves what is new, and what counts from another date than before; False: that is not
        for a part to do."""
        records = self._decided.records(self._groups, self._now, {})
        if records is None or opening_reports(self._ledger) & self._new:
            return False
        here = {r.id: r for r in records.reports if r.id in self._groups}
        dates = effective_dates(list(here.values()), self._copies(self._groups, now=True))
        read, known = self._fetch.read_among(here), self._fetch.resolved_by(here)
        due = [
            own
            for own in sorted(read)
            if own not in known
            or known[own][1] != dates[own]
            or (atlas is not None and known[own][0] != atlas.version)
        ]
        if atlas is None:
            return not due
        self._parts.expect(due)
        for each in self._decided.read(due):
            own = each.report.id
            report = replace(each.report, published=here[own].published)
            found = atlas.resolve(report, each.claims, each.mentions, dates[own])
            self._ledger.put_resolutions(
                own, found, atlas_version=atlas.version, published=dates[own]
            )
        self._decided.forget(due)
        return True

    # --- which tellings

    def _retied(
        self, removed: Mapping[str, Telling], come: Mapping[str, Telling]
    ) -> _Retied | None:
        """The ties of what is new; None: too much of the rest meets others than before."""
        blocks = Blocks(InTables(self._parts))
        moved: set[str] = set()
        for telling in removed.values():
            moved |= blocks.remove(telling)
        for telling in come.values():
            moved |= blocks.add(telling)
        moved -= removed.keys() | come.keys()
        partners = {key: blocks.partners(telling) for key, telling in come.items()}
        near = set().union(moved, *partners.values()) - come.keys()
        homes = self._parts.reports_of(near)
        if len(moved) > _MANY or homes.keys() != near:
            return None
        part = self._as_it_is(self._groups | set(homes.values()))
        if part is None or not near <= part.told.keys():
            return None
        pairs = {_pair(key, other) for key, found in partners.items() for other in found}
        for key in moved:
            met = blocks.partners(part.told[key]) & moved
            pairs |= {_pair(key, other) for other in met}
        tied: _Tied = {}
        for one, other in sorted(pairs):
            first, second = part.told[one], part.told[other]
            score = score_of(first, second, part.context.scorer, part.ties)
            if score is not None and score >= part.context.scorer.weights.threshold:
                tied[one, other] = score
        untied = {(a, b) for a, b, _ in self._parts.ties_of(moved) if {a, b} <= moved}
        return _Retied(tied, frozenset(untied), frozenset(moved))

    def _tied_with(self, keys: Set[str], retied: _Retied) -> set[str]:
        """Tellings with all that ties hold together with them, as it was or is."""
        fresh: defaultdict[str, set[str]] = defaultdict(set)
        for one, other in retied.tied:
            fresh[one].add(other)
            fresh[other].add(one)
        found, ahead = set(keys), set(keys)
        while ahead:
            beside = {own for a, b, _ in self._parts.ties_of(ahead) for own in (a, b)}
            beside |= {own for key in ahead for own in fresh[key]}
            ahead = beside - found
            found |= ahead
        return found

    def _reckoned(
        self, removed: Set[str], come: Mapping[str, Telling], retied: _Retied
    ) -> Touched | None:
        """Reckons the incidents of all that is touched, and puts them in the book."""
        keys = self._tied_with({*removed, *come, *retied.moved}, retied)
        while True:
            homes = set(self._parts.reports_of(keys).values())
            was = self._as_it_was((homes | self._groups) - self._new)
            now = self._as_it_is(homes | self._groups)
            if was is None or now is None:
                return None
            then, there = keys - (come.keys() - removed), keys - (removed - come.keys())
            if not then <= was.told.keys() or not there <= now.told.keys():
                return None
            old = self._incidents_of(then, was)
            more = self._beside(keys, old, was, now)
            if not more <= keys:
                keys = self._tied_with(keys | more, retied)
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
            keys = self._tied_with(keys | more, retied)

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
        retied: _Retied,
        held: Reckoned,
        made: Reckoned,
    ) -> Touched | None:
        every = sorted(held.books.keys() | made.books.keys())
        accounts = moved_accounts(
            self._ledger, [(held.books.get(own), made.books.get(own)) for own in every]
        )
        if accounts is None:
            return None
        written = self._ledger.change_tally(
            incidents={own: made.incidents.get(own) for own in every},
            accounts={each.account.id: each.account for each in accounts},
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
                windows=[kept_window(each) for each in accounts],
                texts=self._texts.texts,
                tallied=self._groups,
            ),
            issue=(made.issued, made.redirects),
        )
        if written is None:
            return None
        return Touched(tuple(held.incidents.values()), tuple(made.incidents.values()))


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _alike(was: Part, now: Part) -> bool:
    """Whether totals, and what sources take back, are as they were: others depend on them."""

    def said(entries: Sequence[Entry]) -> list[tuple[object, ...]]:
        return [tuple(getattr(e, each.name) for each in fields(Entry)) for e in entries]

    def carried(part: Part) -> list[int]:
        return [part.carried[e.id] for e in part.entered.balances]

    return (
        said(was.entered.balances) == said(now.entered.balances)
        and carried(was) == carried(now)
        and said(was.entered.retractions) == said(now.entered.retractions)
    )
