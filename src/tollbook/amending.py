"""After a decision that changes no claim's words, the figures it touches; all others stay.

Which decisions these are is not taken from their verbs alone: the records are put in place without
and with what was decided since the last tally, and only where nothing but standings and what was
set of incidents differs is a part reckoned. The part is reckoned twice, as it was and as it is: had
the first not given what the book holds, nothing is changed and the whole book is tallied.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from tollbook import tally
from tollbook.decided_part import DecidedPart, Log
from tollbook.followed import rules_of
from tollbook.kept_parts import kept_books, kept_places, kept_window, number_of
from tollbook.ledger import Ledger
from tollbook.ledger.figures import Follows
from tollbook.ledger.parts import ChangedParts
from tollbook.moved_accounts import moved_accounts
from tollbook.pipeline import utc_now
from tollbook.record import Decision, Incident, SetAside, in_force
from tollbook.record.vocabulary import Verb
from tollbook.tally.account import Booked
from tollbook.tally.again import Again, incidents_again
from tollbook.tally.grounds import Records, Rules, entered_by
from tollbook.tally.retraction import given_by

LIGHT: frozenset[Verb] = frozenset(
    {
        *("accept", "reject", "unsure", "reopen", "note", "withhold"),
        *("place", "date", "actor", "toll", "transition"),
    }
)
"""Verbs that may leave all claims and groups as they are."""


@dataclass(frozen=True, slots=True)
class Amended:
    """Incidents that a decision may have changed, as they were and as they are."""

    before: tuple[Incident, ...] = ()
    after: tuple[Incident, ...] = ()


def amend(ledger: Ledger, policy: tally.Policy) -> Amended | None:
    """Bring the figures up to date with what was decided since the last tally, in part.

    :returns: None: only a tally of the whole book can tell; nothing was written.
    :raises UsageError: the charter cannot be used.
    :raises BookInUse: a run is writing to the book.
    """
    rules = Rules(policy, tally.load_charter(ledger.folder / "hand"))
    followed = ledger.followed()
    if followed is None or followed.rules != rules_of(policy, rules.charter):
        return None
    if ledger.parts.untallied():
        return None
    return _Amending(ledger, rules, followed).done()


class _Amending:
    """One amendment: the log without and with what came last, and the records that it is about."""

    def __init__(self, ledger: Ledger, rules: Rules, followed: Follows) -> None:
        self._ledger = ledger
        self._fetch = ledger.fetching
        self._rules = rules
        self._followed = followed
        self._begun = utc_now()
        self._log = ledger.decisions()
        self._decided = DecidedPart(ledger, self._log)

    def done(self) -> Amended | None:
        now = self._log[-1].sequence if self._log else 0
        logs = self._logs()
        if logs is None:
            return None
        before, after = logs
        changed = set(in_force(before)) ^ set(in_force(after))
        touched = self._touched(changed)
        if touched is None:
            return None
        found = self._redone(touched, before, after)
        if found is None:
            return None
        incidents, accounts = found
        written = self._ledger.change_tally(
            incidents={each.incident.id: each.incident for each in incidents},
            accounts={each.account.id: each.account for each in accounts},
            set_asides=_waiting(incidents),
            copies={},
            begun=self._begun,
            follows=(self._followed, replace(self._followed, decision=now)),
            parts=ChangedParts(
                windows=[kept_window(each) for each in accounts],
                documented=kept_books((None, each.inside) for each in incidents),
                places=kept_places((each.inside for each in incidents), accounts),
            ),
        )
        if written is None:
            return None
        return Amended(tuple(touched), tuple(each.incident for each in incidents))

    def _logs(self) -> tuple[Log, Log] | None:
        """The log up to the last tally, and all of it, each with its subjects of now.

        None: what was decided may be about the whole book, or about words that moved.
        """
        then = [d for d in self._log if d.sequence <= self._followed.decision]
        changed = set(in_force(then)) ^ set(in_force(self._log))
        if any(d.verb not in LIGHT for d in changed):
            return None
        before, after = self._decided.carried(then, self._log)
        return before, after

    def _touched(self, changed: Iterable[Decision]) -> list[Incident] | None:
        """The incidents that these decisions are about; None: one is about words of a claim."""
        founders: dict[str, str] = {}
        for claim, incident in self._decided.founders.items():
            founders.setdefault(incident, claim)
        about: set[str] = set()
        for decision in changed:
            subject = decision.subject
            if decision.verb in ("note", "withhold") or subject.startswith("acc_"):
                continue
            if subject.startswith("inc_"):
                about |= {founders[subject]} if subject in founders else set()
            elif subject.startswith("clm_") and decision.verb not in ("place", "date", "actor"):
                about.add(subject)
            else:
                return None
        if about & self._decided.added:
            return None
        found = self._fetch.incidents(set(self._fetch.incident_of(about).values()))
        return [found[own] for own in sorted(found)]

    def _redone(
        self,
        touched: Sequence[Incident],
        before: Log,
        after: Log,
    ) -> tuple[list[Again], list[Booked]] | None:
        """The incidents and the accounts that they change, reckoned again."""
        own = {claim for incident in touched for claim in incident.claims}
        reports = self._fetch.report_of(own)
        if len(reports) < len(own):  # a claim that somebody added stands among them
            return None
        was, now = self._records(set(reports.values()), before, after)
        if was is None or now is None or not _alike(was, now):
            return None
        asked = {given for part in (was, now) for given in self._given(own, part)}
        taking_back = self._ledger.parts.taken_back_in(asked)
        was, now = self._records({*reports.values(), *taking_back}, before, after)
        if was is None or now is None or not _alike(was, now):
            return None
        then = incidents_again(touched, was, self._rules)
        made = incidents_again(touched, now, self._rules)
        if then is None or made is None or [a.incident for a in then] != list(touched):
            return None
        pairs = [(was.inside, now.inside) for was, now in zip(then, made, strict=True)]
        accounts = moved_accounts(self._ledger, pairs)
        return None if accounts is None else (made, accounts)

    def _records(
        self, reports: set[str], before: Log, after: Log
    ) -> tuple[Records | None, Records | None]:
        copies = self._fetch.copies_around(reports)
        every = {*reports, *copies, *copies.values()}
        was, now = (self._decided.records(every, log, copies) for log in (before, after))
        return was, now

    def _given(self, claims: Set[str], records: Records) -> set[int]:
        """What has to be taken back for figures of these claims to stand no longer."""
        entries = entered_by(records, self._rules).incidents
        return {number_of(g) for e in entries if e.id in claims for g in given_by(e)}


def _alike(was: Records, now: Records) -> bool:
    """Whether nothing differs but standings that raise or clear a figure, and incidents' own."""
    return (was.reports, was.claims, was.resolutions) == (
        now.reports,
        now.claims,
        now.resolutions,
    ) and all(
        getattr(was.rulings, name) == getattr(now.rulings, name)
        for name in ("rejected", "together", "apart", "as_read")
    )


def _waiting(incidents: Iterable[Again]) -> Mapping[str, Sequence[SetAside]]:
    found: defaultdict[str, list[SetAside]] = defaultdict(list)
    for each in incidents:
        for where, asides in each.waiting.items():
            found[where].extend(asides)
    return found
