"""Working a book out again from what it keeps: after a change of parts, or to prove that it can be.

Captures, decisions and the register of ids are kept for ever; everything else follows from them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from tollbook import read, resolve, tally
from tollbook.batch import Atlas, Batch, Parts, Reader
from tollbook.bounded import extracting, within_bounds
from tollbook.ledger import Ledger
from tollbook.ledger.carry_over import Carried
from tollbook.pipeline import settle, utc_now
from tollbook.progress import SILENT, Progress
from tollbook.record import Claim, Incident, SetAside
from tollbook.settings import Settings
from tollbook.view import View


@dataclass(frozen=True, slots=True)
class MadeBy:
    """What a book's derived records were made by, and how many reports by each.

    :ivar policy: None: there were no figures.
    """

    extractors: Mapping[str, int]
    readers: Mapping[str, int]
    places_and_names: Mapping[str, int]
    policy: str | None


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came of dropping everything derived and working it out again.

    :ivar before / after: digest over all derived records.
    :ivar set_asides: reports and captures that could not be read now.
    """

    before: str
    after: str
    made_before: MadeBy
    made_now: MadeBy
    reports: int
    claims: int
    set_asides: tuple[SetAside, ...]

    @property
    def same(self) -> bool:
        return self.before == self.after

    @property
    def explained(self) -> bool:
        """Whether a difference is to be expected: other parts made what was there before."""
        return self.made_before != self.made_now


@dataclass(frozen=True, slots=True)
class Moved:
    """What differs after a book's captures were read again.

    :ivar read: reports read.
    :ivar new / gone: claims, by arrival of their report.
    :ivar changed: claims of one id as they were and as they are; the reader's version aside.
    :ivar carried: every decision in force, with what it is about now.
    :ivar before / after: incidents, to compare their tolls.
    :ivar set_asides: reports and captures that could not be read.
    """

    read: int
    new: tuple[Claim, ...]
    gone: tuple[Claim, ...]
    changed: tuple[tuple[Claim, Claim], ...]
    carried: tuple[Carried, ...]
    before: tuple[Incident, ...]
    after: tuple[Incident, ...]
    set_asides: tuple[SetAside, ...]


def rebuild(
    book: Path,
    settings: Settings,
    *,
    progress: Progress = SILENT,
    clock: Callable[[], datetime] = utc_now,
    reader: Reader | None = None,
    atlas: Atlas | None = None,
) -> Rebuilt:
    """Drop every derived record of a book and work it out again.

    Stopped in the middle, it leaves a book that the next run goes on with.

    :param reader: None: the one that ``settings`` name.
    :param atlas: None: the gazetteer and registry installed, with the book's own ``hand/``.
    :raises BookError: no book, or it cannot be written (BookInUse where a run has it).
    :raises MissingPart: a reader, model or data is not installed; nothing is dropped then.
    """
    with Ledger.open(book, write=True) as ledger, extracting(settings) as extractor:
        policy = tally.load_policy(settings.policy, hand=book / "hand")
        parts = _parts(book, settings, progress, reader, atlas)
        before, made_before = ledger.derived_digest(), made_by(ledger)
        ledger.drop_derived()
        batch = Batch(ledger, progress, clock, extractor)
        batch.extract()
        batch.remember(())
        batch.read(parts)
        settle(ledger, policy, atlas=parts.atlas, progress=progress)
        return Rebuilt(
            before=before,
            after=ledger.derived_digest(),
            made_before=made_before,
            made_now=made_by(ledger),
            reports=len(ledger.extractors()),
            claims=len(ledger.claims()),
            set_asides=(*batch.aside, *batch.earlier),
        )


def read_again(
    book: Path,
    settings: Settings,
    *,
    all_of_it: bool = True,
    progress: Progress = SILENT,
    clock: Callable[[], datetime] = utc_now,
    reader: Reader | None = None,
    atlas: Atlas | None = None,
) -> Moved:
    """Extract and read a book's captures again, and tell what moved.

    :param all_of_it: False: only what was made by other versions than those installed.
    :raises BookError: as :func:`rebuild`; MissingPart too.
    """
    with Ledger.open(book, write=True) as ledger, extracting(settings) as extractor:
        policy = tally.load_policy(settings.policy, hand=book / "hand")
        parts = _parts(book, settings, progress, reader, atlas)
        claims, incidents = ledger.claims(), ledger.incidents()
        batch = Batch(ledger, progress, clock, extractor)
        batch.extract(again=all_of_it)
        batch.remember(())
        batch.read(parts, again=all_of_it)
        settle(ledger, policy, atlas=parts.atlas, progress=progress)
        now = ledger.claims()
        were, are = {c.id: c for c in claims}, {c.id: c for c in now}
        view = View(
            reports=tuple(ledger.reports()),
            claims=tuple(now),
            statements=tuple(ledger.statements()),
            mentions=tuple(ledger.mentions()),
            incidents=tuple(ledger.incidents()),
            accounts=tuple(ledger.accounts()),
            decisions=tuple(ledger.decisions()),
            redirects=ledger.redirects(),
        )
        return Moved(
            read=batch.read_now,
            new=tuple(c for c in now if c.id not in were),
            gone=tuple(c for c in claims if c.id not in are),
            changed=tuple((were[c.id], c) for c in now if c.id in were and _moved(were[c.id], c)),
            carried=view.carried,
            before=tuple(incidents),
            after=view.incidents,
            set_asides=(*batch.aside, *batch.earlier),
        )


def made_by(ledger: Ledger) -> MadeBy:
    """What the derived records of a book were made by."""
    readers = ledger.readers().values()
    return MadeBy(
        extractors=dict(Counter(ledger.extractors().values())),
        readers=dict(Counter(reader for reader, _ in readers)),
        places_and_names=dict(
            Counter(
                [names for _, names in readers]
                + [atlas for atlas, _ in ledger.resolved_with().values()]
            )
        ),
        policy=ledger.tallied_with(),
    )


def _parts(
    book: Path,
    settings: Settings,
    progress: Progress,
    reader: Reader | None,
    atlas: Atlas | None,
) -> Parts:
    return Parts(
        reader
        or within_bounds(read.load_reader(settings.reader, settings, book / "hand"), settings),
        atlas or resolve.Atlas.open(hand=book / "hand", on_build=progress.note),
    )


def _moved(was: Claim, now: Claim) -> bool:
    """Whether a claim says something else; that another version read it is no difference."""
    return replace(was, reader=now.reader) != now
