"""Gates: what must hold before anything goes out. A gate that does not hold stops the release."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tollbook.errors import CheckFailed
from tollbook.publish.release.outgoing import Outgoing
from tollbook.publish.release.profile import Profile
from tollbook.publish.release.rows import FigureRow, IncidentRow, ReportRow, TollRow
from tollbook.view import View

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Gate:
    """One condition, with what was found against it.

    :ivar name: as written in ``release.json``.
    :ivar says: what must hold, in words.
    :ivar found: what does not; empty: the gate holds.
    :ivar next: what to do.
    """

    name: str
    says: str
    found: tuple[str, ...] = ()
    next: str = ""

    @property
    def holds(self) -> bool:
        return not self.found


@dataclass(frozen=True, slots=True)
class Facts:
    """What gates look at. The view is the book's own, before the profile."""

    view: View
    out: Outgoing
    profile: Profile
    tallied: bool
    unread: int
    chain_breaks_at: str | None
    decisions_cut: int


_Check = Callable[[Facts], Iterator[str]]


def _chain(facts: Facts) -> Iterator[str]:
    if facts.chain_breaks_at is not None:
        yield f"the chain breaks at {facts.chain_breaks_at}"
    if facts.decisions_cut:
        yield f"{facts.decisions_cut} decisions are missing at the end of the log"


def _settled(facts: Facts) -> Iterator[str]:
    if not facts.tallied:
        yield "the figures are not worked out"


def _unread(facts: Facts) -> Iterator[str]:
    if facts.unread > facts.profile.gates.unread:
        yield f"{facts.unread} reports are not read yet"


def _spans(facts: Facts) -> Iterator[str]:
    texts = facts.view.report_by_id
    for claim in facts.view.claims:
        report = texts.get(claim.report)
        if report is None or not claim.evidence.holds_in(report.text):
            yield claim.id
    for said in facts.view.statements:
        report = texts.get(said.report)
        if report is None or not said.span.holds_in(report.text):
            yield said.id


def _evidence(facts: Facts) -> Iterator[str]:
    told = {
        (row.incident, row.harm)
        for row in facts.out.of("figures")
        if isinstance(row, FigureRow) and row.used and row.quote.strip()
    }
    for row in facts.out.of("tolls"):
        known = isinstance(row, TollRow) and (row.min, row.max) != (None, None)
        if not isinstance(row, TollRow) or row.decided or not known:
            continue
        if (row.incident, row.harm) not in told:
            yield f"{row.incident} {row.harm}"


def _order(facts: Facts) -> Iterator[str]:
    for row in facts.out.of("tolls"):
        if isinstance(row, TollRow):
            known = [n for n in (row.min, row.best, row.max) if n is not None]
            if known != sorted(known) or any(n < 0 for n in known):
                yield f"{row.incident} {row.harm}"


def _enough(facts: Facts) -> Iterator[str]:
    least = facts.profile.gates
    incidents = sum(isinstance(row, IncidentRow) for row in facts.out.of("incidents"))
    reports = sum(isinstance(row, ReportRow) for row in facts.out.of("reports"))
    if incidents < least.least_incidents:
        yield f"{incidents} incidents, at least {least.least_incidents} wanted"
    if reports < least.least_reports:
        yield f"{reports} reports, at least {least.least_reports} wanted"


_GATES: tuple[tuple[str, str, str, _Check], ...] = (
    ("chain", "the log of decisions is whole", "tollbook verify", _chain),
    ("figures_current", "the figures are those of the book as it stands", "tollbook run", _settled),
    ("all_read", "every report that arrived is read", "tollbook run", _unread),
    ("spans", "every quote stands in its report", "tollbook read", _spans),
    (
        "evidence",
        "every figure has the words it rests on, or a person's decision",
        "tollbook why ID",
        _evidence,
    ),
    ("order", "min, best and max are in order", "please report it", _order),
    ("least", "there is enough to publish", "see [NAME.gates] in hand/profiles.toml", _enough),
)


def pass_gates(facts: Facts) -> list[Gate]:
    """Every gate with what was found against it."""
    return [Gate(name, says, tuple(check(facts)), then) for name, says, then, check in _GATES]


def stop_unless_all_hold(gates: Sequence[Gate], where: str) -> None:
    """:raises CheckFailed: naming every gate that does not hold; nothing goes out then."""
    failed = [gate for gate in gates if not gate.holds]
    if not failed:
        return
    lines = []
    for gate in failed:
        shown = "; ".join(gate.found[:_SHOWN])
        more = len(gate.found) - _SHOWN
        lines.append(f"{gate.name}: {shown}" + (f" and {more} more" if more > 0 else ""))
    raise CheckFailed(
        "nothing was released: " + "; ".join(f"it must hold that {gate.says}" for gate in failed),
        value="\n         ".join(lines),
        where=where,
        next="; ".join(dict.fromkeys(gate.next for gate in failed)),
    )
