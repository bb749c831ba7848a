"""The flow through the rooms: capture, report, reading, resolution, tally; into a book or not.

Every step looks first at what the book already holds and works only on what is new or was made
by an older part. A batch commits as it goes, what it did in a second together, so that whatever
stops it leaves a book that can be opened and gone on with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from tollbook import intake, read, resolve, tally
from tollbook.batch import Atlas, Batch, Parts, Reader, at_a_time, opening_reports, read_one
from tollbook.bounded import extracting, within_bounds
from tollbook.dated import effective_dates
from tollbook.followed import follows_now, up_to_date
from tollbook.hand import AsDecided, put_in_place
from tollbook.in_part import tallied_in_part
from tollbook.kept_parts import Keeping
from tollbook.kept_texts import KeepingTexts
from tollbook.ledger import Ledger
from tollbook.ledger.carry_over import as_carried, carry_over
from tollbook.ledger.parts import WholeParts
from tollbook.progress import SILENT, Progress
from tollbook.record import (
    EVERYTHING,
    Account,
    Charter,
    Claim,
    Decision,
    Mention,
    Report,
    Resolution,
    SetAside,
    Statement,
)
from tollbook.record.ids import account_id, added_claim_id
from tollbook.resolve.brought_forward import brought_forward
from tollbook.settings import Settings
from tollbook.tally.reckoning import Keeper

_AT_ONCE = 500  # reports held while their words are resolved


_PATIENCE_S = 30
"""How long a run waits for the book: a decision works its figures out in less."""


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class RunReport:
    """What one run did.

    :ivar found: documents found in the paths given, each once whatever its copies of bytes.
    :ivar new: of those, not in the book before.
    :ivar already: of those, in the book before.
    :ivar read: reports that a reader read in this run.
    :ivar copies: reports of the book that copy another.
    :ivar left: reports still to be read (a run was interrupted, or a reader failed on them).
    :ivar set_asides: files, records and reports among those given that could not be read.
    :ivar earlier: captures of earlier runs that still give no report.
    """

    book: Path
    found: int
    new: int
    already: int
    read: int
    copies: int
    left: int
    set_asides: tuple[SetAside, ...]
    earlier: tuple[SetAside, ...] = ()
    interrupted: bool = False


@dataclass(frozen=True, slots=True)
class Workings:
    """All that was worked out from some reports in memory."""

    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
    statements: tuple[Statement, ...]
    mentions: tuple[Mention, ...]
    resolutions: tuple[Resolution, ...]
    copies: Mapping[str, str]
    tallied: tally.Tallied
    set_aside: tuple[SetAside, ...]


def run(
    paths: Sequence[Path],
    book: Path,
    settings: Settings,
    *,
    progress: Progress = SILENT,
    clock: Callable[[], datetime] = utc_now,
    reader: Reader | None = None,
    atlas: Atlas | None = None,
) -> RunReport:
    """Take in what lies at ``paths`` and bring the whole book up to date.

    With no paths the book itself is brought up to date (after an upgrade or an interrupted run).
    Interrupted, the report being read is dropped, the rest is kept and tallied.

    :param reader: None: the one that ``settings`` name.
    :param atlas: None: the gazetteer and registry installed, with the book's own ``hand/``.
    :raises NothingToRead: none of the paths can be read; no book is made then.
    :raises BookError: the book cannot be opened or written (NewerBook, BookInUse, StorageFull).
    :raises MissingPart: the reader, its model or a policy's data is not installed.
    :raises UsageError: the policy or reader named is not known, the charter cannot be used.
    """
    # Raises at once where nothing is readable, before a book is made.
    arriving = intake.items(paths, max_bytes=settings.max_bytes) if paths else iter(())
    policy = tally.load_policy(settings.policy, hand=book / "hand")
    tally.load_charter(book / "hand")
    opened = Ledger.open(book, create=True, patience=_PATIENCE_S)
    with opened as ledger, extracting(settings) as extractor:
        batch = Batch(ledger, progress, clock, extractor)
        parts: Parts | None = None
        interrupted = False
        try:
            batch.take(arriving)
            batch.extract()
            batch.remember(paths)
            parts = Parts(
                reader
                or within_bounds(
                    read.load_reader(settings.reader, settings, book / "hand"), settings
                ),
                atlas or resolve.Atlas.open(hand=book / "hand", on_build=progress.note),
            )
            batch.read(parts)
        except KeyboardInterrupt:
            interrupted = True
        if not up_to_date(ledger, policy):
            atlas = parts.atlas if parts else None
            if atlas is None or tallied_in_part(ledger, policy, atlas) is None:
                settle(ledger, policy, atlas=atlas, progress=progress)
        return _report(batch, book, interrupted=interrupted)


def settle(
    ledger: Ledger,
    policy: tally.Policy,
    *,
    atlas: Atlas | None = None,
    progress: Progress = SILENT,
) -> tally.Tallied:
    """Work out again everything that follows from what the book holds, and store it.

    The book's charter is read from its ``hand/charter.toml``.

    :param atlas: None: places, days and actors stay as they were resolved before.
    :raises UsageError: the charter cannot be used.
    """
    begun, texts = utc_now(), KeepingTexts()
    copies: Mapping[str, str] = copies_in(ledger, texts)
    if atlas is not None:
        reports = dated_reports(ledger)
        _resolve_changed(ledger, reports, copies, atlas, progress=progress)
    progress.stage("Adding up", None)
    # read before the decisions are: one that comes in between is heard by the next tally
    follows, keeping = follows_now(ledger, policy), Keeping()
    keeping.parts.texts = texts.whole
    tallied, copies = reckon(ledger, policy, copies, keeper=keeping)
    ledger.issue(tallied.issued, tallied.redirects)
    ledger.put_tally(
        tallied.incidents,
        tallied.accounts,
        tallied.set_aside,
        copies,
        policy=policy.name,
        begun=begun,
        follows=(follows, _without_those_of(keeping.parts, tallied.accounts)),
    )
    return tallied


def copies_in(ledger: Ledger, keeper: KeepingTexts | None = None) -> dict[str, str]:
    """Which reports copy which. Rows of one table read alike and are no copies.

    :param keeper: takes down what copies are found by later.
    """
    opening = opening_reports(ledger)
    return dict(intake.copy_groups([r for r in ledger.reports() if r.id not in opening], keeper))


def reckon(
    ledger: Ledger,
    policy: tally.Policy,
    copies: Mapping[str, str] | None = None,
    *,
    keeper: Keeper | None = None,
) -> tuple[tally.Tallied, Mapping[str, str]]:
    """What the book's claims add up to by a policy, and which reports copy which; stores nothing.

    :param copies: which reports copy which; None: not known yet.
    :param keeper: takes down what a part of it is found by later.
    :raises UsageError: the charter cannot be used.
    """
    charter = tally.load_charter(ledger.folder / "hand")
    if copies is None:
        copies = copies_in(ledger)
    decided = as_decided(ledger)
    tallied = tally.tally(
        decided.reports,
        decided.claims,
        ledger.statements(),
        decided.resolutions,
        decided.rulings,
        copies=copies,
        issued=ledger.issued(),
        policy=policy,
        charter=charter,
        keeper=keeper,
    )
    return _without_added_totals(tallied, decided), copies


def _without_those_of(parts: WholeParts, accounts: Sequence[Account]) -> WholeParts:
    """Without windows of totals that people added: these have no account."""
    there = {account.id for account in accounts}
    return replace(parts, windows=[w for w in parts.windows if w.account in there])


def as_decided(ledger: Ledger) -> AsDecided:
    """The book's records with what people decided put in place."""
    reports, claims, decisions = ledger.reports(), ledger.claims(), ledger.decisions()
    issued = ledger.issued()
    mentions = ledger.mentions() if decisions else []
    others = {record.id for group in (reports, mentions) for record in group}
    others |= set(issued.values()) | {account_id(claim.id) for claim in claims}
    others |= {added_claim_id(d.id) for d in decisions if d.verb == "add"}
    carried = carry_over(decisions, claims, reports, others=others, redirects={})
    return put_in_place(
        reports,
        claims,
        mentions,
        ledger.resolutions(),
        as_carried(decisions, carried),
        issued=issued,
    )


def dated_reports(ledger: Ledger) -> list[Report]:
    """The book's reports, with dates as people corrected them: "on Friday" counts from these."""
    reports = ledger.reports()
    decided = {r.id: r for r in as_decided(ledger).reports} if ledger.decisions() else {}
    return [replace(r, published=decided.get(r.id, r).published) for r in reports]


def dates_moved(ledger: Ledger) -> bool:
    """Whether a report's words would resolve to other days now than they did."""
    dates = effective_dates(dated_reports(ledger), copies_in(ledger))
    known = ledger.resolved_with()
    return any(of in known and known[of][1] != day for of, day in dates.items())


def _without_added_totals(tallied: tally.Tallied, decided: AsDecided) -> tally.Tallied:
    """A running total that a person added is kept and shown; it is held against nothing yet."""
    added = [account for account in tallied.accounts if account.claim in decided.added]
    if not added:
        return replace(tallied, set_aside=(*tallied.set_aside, *decided.set_aside))
    aside = tuple(
        SetAside(
            "running total added by hand",
            "it is kept and shown; only totals that a reader found are held against the incidents",
            account.claim,
            f"tollbook show {account.claim}",
        )
        for account in added
    )
    kept = tuple(account for account in tallied.accounts if account not in added)
    return replace(
        tallied, accounts=kept, set_aside=(*tallied.set_aside, *decided.set_aside, *aside)
    )


def work_out(
    reports: Sequence[Report],
    reader: Reader,
    atlas: Atlas,
    policy: tally.Policy,
    *,
    decisions: Sequence[Decision] = (),
    charter: Charter = EVERYTHING,
) -> Workings:
    """The same flow in memory, with no book: for evals and for notebooks."""
    copies = intake.copy_groups(reports)
    dates = effective_dates(reports, copies)
    claims: list[Claim] = []
    statements: list[Statement] = []
    mentions: list[Mention] = []
    resolutions: list[Resolution] = []
    aside: list[SetAside] = []
    for report in reports:
        reading = read_one(report, reader, atlas)
        if isinstance(reading, SetAside):
            aside.append(reading)
            continue
        claims += reading.claims
        statements += reading.statements
        mentions += reading.mentions
        aside += reading.set_aside
        resolutions += atlas.resolve(report, reading.claims, reading.mentions, dates[report.id])
    decided = put_in_place(reports, claims, mentions, resolutions, decisions, issued={})
    tallied = tally.tally(
        decided.reports,
        decided.claims,
        statements,
        decided.resolutions,
        decided.rulings,
        copies=copies,
        issued={},
        policy=policy,
        charter=charter,
    )
    return Workings(
        tuple(reports),
        tuple(claims),
        tuple(statements),
        tuple(mentions),
        tuple(resolutions),
        copies,
        tallied,
        tuple(aside) + tallied.set_aside,
    )


def _report(batch: Batch, book: Path, *, interrupted: bool) -> RunReport:
    ledger = batch.ledger
    new = sum(batch.given.values())
    return RunReport(
        book=book,
        found=len(batch.given),
        new=new,
        already=len(batch.given) - new,
        read=batch.read_now,
        copies=ledger.due.copies(),
        left=ledger.due.unread(),
        set_asides=tuple(batch.aside),
        earlier=tuple(batch.earlier),
        interrupted=interrupted,
    )


def _resolve_changed(
    ledger: Ledger,
    reports: Sequence[Report],
    copies: Mapping[str, str],
    atlas: Atlas,
    *,
    progress: Progress,
) -> None:
    dates = effective_dates(reports, copies)
    readers, known = ledger.readers(), ledger.resolved_with()
    due = [
        report
        for report in reports
        if report.id in readers and known.get(report.id) != (atlas.version, dates[report.id])
    ]
    progress.stage("Finding places and days", len(due))
    if not due:
        return
    opening, registry = opening_reports(ledger), getattr(atlas, "registry", None)

    def resolved() -> Iterator[tuple[str, tuple[Resolution, ...]]]:
        for start in range(0, len(due), _AT_ONCE):
            some = due[start : start + _AT_ONCE]
            read = ledger.fetching.readouts([report.id for report in some])
            for report in some:
                own = read[report.id]
                if report.id in opening:
                    yield report.id, brought_forward(report, own.claims, registry)
                else:
                    day = dates[report.id]
                    yield report.id, atlas.resolve(report, own.claims, own.mentions, day)
                progress.step(report.title or report.id)

    for some in at_a_time(resolved()):
        with ledger.together():
            for own, found in some:
                ledger.put_resolutions(
                    own, found, atlas_version=atlas.version, published=dates[own]
                )
