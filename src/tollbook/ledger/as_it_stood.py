"""The book as it stood at an earlier moment: what came later is not there; nothing is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import NoReturn, TypeAlias, TypeVar

from tollbook.errors import BookError, UsageError
from tollbook.ledger.figures import Follows, Written
from tollbook.ledger.folder import open_store
from tollbook.ledger.ledger import Ledger
from tollbook.ledger.parts import WholeParts
from tollbook.ledger.store import Store
from tollbook.record import (
    Account,
    Capture,
    Claim,
    Decision,
    Incident,
    Mention,
    Published,
    Report,
    Resolution,
    SetAside,
    Statement,
)
from tollbook.record.vocabulary import Harm, Scope

Moment: TypeAlias = int | date
"""A decision's number: that and those before it hold, of all captures. Or a day: the decisions
taken and the captures that had arrived when it ended (UTC)."""

_OfReport = TypeVar("_OfReport", Claim, Statement, Mention)


@dataclass(slots=True)
class _Tally:
    """What was worked out for the moment; held here, since nothing may be written."""

    policy: str
    incidents: list[Incident]
    accounts: list[Account]
    set_aside: list[SetAside]
    copies: dict[str, str]


class AsItStood(Ledger):
    """A ledger that shows what there was at a moment.

    Reports were read by today's reader: readings are worked out again, not kept. Names that are
    withheld or destroyed today stay so. Figures are worked out by whoever opens it and put here
    (:meth:`put_tally`), in memory.
    """

    def __init__(self, store: Store, moment: Moment) -> None:
        super().__init__(store)
        self.moment = moment
        self._ends: datetime | None = None
        if not isinstance(moment, int):
            self._ends = datetime.combine(moment + timedelta(days=1), time(), UTC)
        self._tally: _Tally | None = None
        self._redirects: dict[str, str] = {}
        self._resolved: dict[str, tuple[list[Resolution], tuple[str, Published | None]]] = {}
        kept = [c.sha256 for c in super().captures() if self._before(c.taken_at)]
        self._captures = frozenset(kept)
        self._reports = frozenset(r.id for r in super().reports() if r.capture in self._captures)

    @classmethod
    def at(cls, folder: Path, moment: Moment) -> AsItStood:
        """Opens the book in ``folder`` as it stood.

        :raises BookError: as :meth:`Ledger.open`.
        :raises UsageError: for the number of a decision that there is not yet.
        """
        ledger = cls(open_store(Path(folder), create=False, write=False), moment)
        there = len(Ledger.decisions(ledger))
        if isinstance(moment, int) and not 0 <= moment <= there:
            ledger.close()
            raise UsageError(
                "there is no decision with this number",
                value=str(moment),
                where=f"{folder}: the log has {there}",
                next="tollbook log show names them; 0 is before the first",
            )
        return ledger

    def _before(self, when: datetime) -> bool:
        return self._ends is None or when < self._ends

    # --- what there was

    def capture(self, sha256: str) -> Capture | None:
        return super().capture(sha256) if sha256 in self._captures else None

    def captures(self) -> list[Capture]:
        return [c for c in super().captures() if c.sha256 in self._captures]

    def unread(self, *, files: bool = False) -> list[SetAside]:
        """None: the list is of the last run, whatever was set aside before."""
        return []

    def report(self, id: str) -> Report | None:
        return super().report(id) if id in self._reports else None

    def reports(self) -> list[Report]:
        return [r for r in super().reports() if r.id in self._reports]

    def extractors(self) -> dict[str, str]:
        return {r: v for r, v in super().extractors().items() if r in self._reports}

    def readers(self) -> dict[str, tuple[str, str]]:
        return {r: v for r, v in super().readers().items() if r in self._reports}

    def claims(
        self,
        *,
        harm: Harm | None = None,
        scope: Scope | None = None,
        source: str | None = None,
        limit: int | None = None,
    ) -> list[Claim]:
        return self._of(super().claims(harm=harm, scope=scope, source=source))[:limit]

    def claim(self, id: str) -> Claim | None:
        found = super().claim(id)
        return found if found is not None and found.report in self._reports else None

    def statements(self) -> list[Statement]:
        return self._of(super().statements())

    def mentions(self) -> list[Mention]:
        return self._of(super().mentions())

    def _of(self, records: Sequence[_OfReport]) -> list[_OfReport]:
        return [record for record in records if record.report in self._reports]

    def resolved_with(self) -> dict[str, tuple[str, Published | None]]:
        stored = {r: v for r, v in super().resolved_with().items() if r in self._reports}
        return stored | {report: made for report, (_, made) in self._resolved.items()}

    def resolutions(self) -> list[Resolution]:
        report_of = {claim.id: claim.report for claim in self.claims()}
        report_of |= {mention.id: mention.report for mention in self.mentions()}
        stored = [
            resolution
            for resolution in super().resolutions()
            if report_of.get(resolution.subject, "") not in {"", *self._resolved}
        ]
        return stored + [made for found, _ in self._resolved.values() for made in found]

    def issued(self) -> dict[str, str]:
        later = {claim.id for claim in super().claims() if claim.report not in self._reports}
        return {claim: i for claim, i in super().issued().items() if claim not in later}

    def decisions(self) -> list[Decision]:
        log = super().decisions()
        if isinstance(self.moment, int):
            return log[: self.moment]
        return [decision for decision in log if self._before(decision.decided_at)]

    # --- what it added up to, held in memory

    def put_resolutions(
        self,
        report_id: str,
        resolutions: Sequence[Resolution],
        *,
        atlas_version: str,
        published: Published | None,
    ) -> None:
        self._resolved[report_id] = (list(resolutions), (atlas_version, published))

    def issue(
        self, issued: Sequence[tuple[str, str]], redirects: Sequence[tuple[str, str]]
    ) -> None:
        """Enters nothing: an id given to the past is no id of the book."""
        self._redirects = dict(redirects)

    def redirects(self) -> dict[str, str]:
        return super().redirects() | self._redirects

    def put_tally(
        self,
        incidents: Sequence[Incident],
        accounts: Sequence[Account],
        set_aside: Sequence[SetAside],
        copies: Mapping[str, str],
        *,
        policy: str,
        begun: datetime | None = None,
        follows: tuple[Follows, WholeParts] | None = None,
    ) -> Written:
        """Keeps them in memory: nothing in the book changes."""
        self._tally = _Tally(policy, list(incidents), list(accounts), list(set_aside), dict(copies))
        return Written()

    def followed(self) -> None:
        """No part of the figures of a moment is changed alone."""

    def tallied_with(self) -> str | None:
        return None if self._tally is None else self._tally.policy

    def incidents(self) -> list[Incident]:
        return [] if self._tally is None else self._tally.incidents

    def accounts(self) -> list[Account]:
        return [] if self._tally is None else self._tally.accounts

    def copies(self) -> dict[str, str]:
        return {} if self._tally is None else self._tally.copies

    def set_asides(self) -> list[SetAside]:
        return self._readings.set_asides(self._reports) + (
            [] if self._tally is None else self._tally.set_aside
        )

    def decide(self, *_: object, **__: object) -> NoReturn:
        raise _past()

    def decide_batch(self, *_: object, **__: object) -> NoReturn:
        raise _past()


def _past() -> BookError:
    return BookError(
        "nothing can be decided in the book as it stood",
        next="leave out --as-of: decisions are appended to the book as it is",
    )
