"""Records of a few reports of a large book, with what people decided put in place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from tollbook.hand import put_in_place
from tollbook.ledger import Ledger
from tollbook.ledger.carry_over import also_named, as_carried, carry_over
from tollbook.ledger.fetching import Readout
from tollbook.record import Decision, in_force
from tollbook.record.decided import AddedClaim, decode
from tollbook.record.ids import added_claim_id
from tollbook.record.vocabulary import Verb
from tollbook.tally.grounds import Records

Log = tuple[Decision, ...]

_OF_PAPER: frozenset[Verb] = frozenset({"note", "withhold"})
"""Verbs that change no figure."""

_IN_PART: frozenset[Verb] = _OF_PAPER | {
    *("accept", "reject", "unsure", "reopen", "correct", "stance", "scope"),
    *("same", "different", "split", "merge"),
    *("place", "date", "actor", "toll", "transition"),
}
"""Verbs of decisions that change what a few reports tell, and no more."""


class DecidedPart:
    """Fetches records once and puts decisions in place.

    :param log: all decisions of the book.
    :ivar founders: the claims that ids of incidents named in the log were issued to, with the ids.
    :ivar added: the claims that people added; ``adds_totals``: whether any was a running total.
    """

    def __init__(self, ledger: Ledger, log: Sequence[Decision]) -> None:
        self._fetch = ledger.fetching
        self._ledger = ledger
        self._log = tuple(log)
        self._read: dict[str, Readout] = {}
        self._before: dict[str, Readout] = {}
        self.founders = self._issued_to()
        self.added = {added_claim_id(d.id) for d in log if d.verb == "add"}
        self.adds_totals = any(map(_adds_a_total, log))

    def _issued_to(self) -> dict[str, str]:
        """The claims that ids of incidents named in the log were issued to."""
        named = {i for d in self._log for i in (d.subject, *also_named(d.verb, d.after))}
        for decision in self._log:
            if decision.verb == "add" and decision.after is not None:
                value = decode("add", decision.after)
                named |= {value.incident or ""} if isinstance(value, AddedClaim) else set()
        return self._fetch.founders({own for own in named if own.startswith("inc_")})

    def carried(self, *logs: Sequence[Decision]) -> list[Log]:
        """Logs, or their beginnings, each with its subjects of now."""
        named = {i for d in self._log for i in (d.subject, *also_named(d.verb, d.after))}
        there = self._fetch.report_of([i for i in named if i.startswith("clm_")])
        anchors = {d.anchor.capture for d in self._log if d.anchor and d.subject not in there}
        needed = {*there.values(), *self._fetch.captured(anchors).values()}
        read = self.read(needed)
        others = {*self._fetch.held(named), *self.founders.values(), *self.added}
        claims = [claim for each in read for claim in each.claims]
        reports = [each.report for each in read]
        found = []
        for log in logs:
            now = carry_over(log, claims, reports, others=others, redirects={})
            found.append(as_carried(log, now))
        return found

    def about(self, changed: Iterable[Decision]) -> set[str] | None:
        """Reports whose records change with these decisions, or whose incidents do.

        None: it cannot be told from a few: claims are added, a source is declared.
        """
        named: set[str] = set()
        for d in changed:
            if d.verb not in _IN_PART:
                return None
            if d.verb in _OF_PAPER or d.subject.startswith("acc_"):
                continue
            named |= {d.subject, *also_named(d.verb, d.after), *also_named(d.verb, d.before)}
        if named & self.added:
            return None
        founders = {claim for claim, incident in self.founders.items() if incident in named}
        reports = {own for own in named if own.startswith("rep_")}
        return reports | set(self._fetch.report_of(named | founders).values())

    def tied_by_people(self) -> set[str]:
        """Reports of all claims that people tied or parted."""
        named: set[str] = set(self.founders)
        for d in self._log:
            if d.verb in ("same", "different", "split", "merge"):
                named |= {d.subject, *also_named(d.verb, d.after), *also_named(d.verb, d.before)}
        return set(self._fetch.report_of(named).values())

    def read(self, reports: Iterable[str], *, before: bool = False) -> list[Readout]:
        """All about some reports, as read.

        :param before: as they were before they were resolved anew.
        """
        wanted = sorted(set(reports))
        self._read |= self._fetch.readouts([own for own in wanted if own not in self._read])
        known = self._read | self._before if before else self._read
        return [known[own] for own in wanted if own in known]

    def resolved_anew(self, reports: Iterable[str]) -> None:
        """These are to be fetched again; as they were they are still at hand."""
        for own in reports:
            if own in self._read:
                self._before.setdefault(own, self._read.pop(own))

    def records(
        self,
        reports: Collection[str],
        log: Log,
        copies: Mapping[str, str],
        *,
        before: bool = False,
    ) -> Records | None:
        """All about some reports, as decided; None: an actor was named that others have to know.

        :param copies: of these reports and all that they copy or are copied by.
        :param before: as they were before they were resolved anew.
        """
        read = self.read(reports, before=before)
        mine = {claim.id for each in read for claim in each.claims}
        mine |= {mention.id for each in read for mention in each.mentions}
        if any(d.verb == "actor" and d.subject in mine for d in in_force(list(log))):
            return None
        decided = put_in_place(
            tuple(each.report for each in read),
            tuple(claim for each in read for claim in each.claims),
            tuple(mention for each in read for mention in each.mentions),
            tuple(r for each in read for r in each.resolutions),
            log,
            issued=self.founders,
        )
        statements = tuple(s for each in read for s in each.statements)
        return Records(
            decided.reports,
            decided.claims,
            statements,
            decided.resolutions,
            decided.rulings,
            copies,
        )


def _adds_a_total(decision: Decision) -> bool:
    if decision.verb != "add" or decision.after is None:
        return False
    value = decode("add", decision.after)
    return isinstance(value, AddedClaim) and value.scope == "cumulative"
