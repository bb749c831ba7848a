"""The ledger: the book's folder, opened; everything that may be stored in it or asked of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from tollbook.ledger.arrivals import Arrivals
from tollbook.ledger.codings import Codings
from tollbook.ledger.destroy import Destroying
from tollbook.ledger.documented import Documents
from tollbook.ledger.due import Due
from tollbook.ledger.excerpt import Excerpt, excerpt
from tollbook.ledger.fetching import Fetching
from tollbook.ledger.folder import open_store
from tollbook.ledger.foreign import ForeignTables
from tollbook.ledger.kept_lists import KeptLists
from tollbook.ledger.log import DecisionLog
from tollbook.ledger.log_lines import proven, to_lines
from tollbook.ledger.parts import PartsOfFigures
from tollbook.ledger.people import People
from tollbook.ledger.public_ids import PublicIds
from tollbook.ledger.readings import Readings
from tollbook.ledger.store import Store
from tollbook.ledger.tallied import TalliedBook
from tollbook.ledger.texts import KeptTexts
from tollbook.record import (
    Anchor,
    Capture,
    Choice,
    Claim,
    Decision,
    Mention,
    Published,
    Reading,
    Report,
    Resolution,
    SetAside,
    Statement,
)
from tollbook.record.decided import Withheld
from tollbook.record.vocabulary import Harm, Scope, Verb
from tollbook.record.wanted import Wanted


class Ledger(TalliedBook):
    """A book's store. Every method is one transaction: whole and on the disk, or not at all.

    All methods raise :class:`~tollbook.errors.BookError` or one of its kinds where the file or
    disk fails. Methods that write captures or derived rows take the book's writing lock first
    and keep it until :meth:`close` (:class:`~tollbook.errors.BookInUse` where another run has
    it); reading and :meth:`decide` never need it.

    :ivar destroying: redacts decisions and purges captures.
    :ivar public_ids: the ids under which records go out.
    :ivar foreign: which captures hold another recorder's table.
    :ivar people: who may open the desk, and who came in when.
    :ivar codings: what coders coded by hand, blind to each other.
    :ivar fetching: a few records of a large book, by their keys.
    :ivar lists: lists that were worked out and are kept until anything changes.
    :ivar due: what a run has still to do.
    :ivar parts: what a part of the figures is found by; ``texts``: what copies are;
        ``documents``: incidents as totals see them.
    """

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._arrivals = Arrivals(store)
        self._readings = Readings(store)
        self._log = DecisionLog(store)
        self.destroying = Destroying(store, self._arrivals.files)
        self.public_ids = PublicIds(store)
        self.foreign = ForeignTables(store)
        self.people = People(store)
        self.codings = Codings(store)
        self.fetching = Fetching(store)
        self.lists = KeptLists(store)
        self.parts = PartsOfFigures(store)
        self.texts = KeptTexts(store)
        self.documents = Documents(store)
        self.due = Due(store)

    @classmethod
    def open(
        cls, folder: Path, *, create: bool = False, write: bool = False, patience: float = 0
    ) -> Ledger:
        """Opens the book in ``folder``; brings an older one up to date.

        :param create: makes the book where there is none yet; implies ``write``.
        :param write: takes the writing lock now instead of at the first writing call.
        :param patience: seconds to wait for it; a decision's figures are soon worked out.
        :raises NewerBook: where a later tollbook made it.
        :raises BookInUse: where another run is writing to it and this one would.
        :raises BookError: where there is no book, or none can be made or opened.
        :raises StorageFull: where there is no room to make it.
        """
        return cls(open_store(Path(folder), create=create, write=write, patience=patience))

    @property
    def folder(self) -> Path:
        return self._store.folder

    def close(self) -> None:
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def together(self) -> AbstractContextManager[None]:
        """While it lasts, captures, reports, readings and resolutions go to the disk at once, when
        it ends. It is to be short: decisions wait for it.

        :raises BookInUse: where another run is writing to the book.
        """
        return self._store.together()

    # --- captures: kept for ever

    def take(
        self,
        sha256: str,
        data: bytes,
        *,
        media_type: str,
        origin: str,
        record: int | None,
        taken_at: datetime,
    ) -> Capture:
        """Keeps the bytes and numbers them; the same bytes again give the first capture back.

        A further place at which the same bytes are found is noted beside it (:meth:`origins`).

        :raises BookError: where the bytes do not have this digest, or the file that is there
            under their name holds other bytes.
        """
        return self._arrivals.take(
            sha256, data, media_type=media_type, origin=origin, record=record, taken_at=taken_at
        )

    def capture(self, sha256: str) -> Capture | None:
        return self._arrivals.one(sha256)

    def capture_bytes(self, sha256: str) -> bytes:
        """The bytes, rehashed on the way.

        :raises NotFound: where no capture has this digest.
        :raises BookError: where the file is missing or broken.
        """
        return self._arrivals.bytes_of(sha256)

    def captures(self) -> list[Capture]:
        """All captures in their order of arrival, but those that were purged."""
        return self._arrivals.all()

    def origins(self, sha256: str) -> list[str]:
        """Every place these bytes were found, the first one first."""
        return self._arrivals.origins(sha256)

    def put_unread(
        self, captured: Sequence[tuple[str, SetAside]], files: Sequence[SetAside]
    ) -> None:
        """Replaces the list of what gave no report, for later runs to show.

        :param captured: digests of captures, each with why no report came of it.
        :param files: files and lines that were not taken in; ``where`` is their path.
        """
        self._arrivals.put_unread(captured, files)

    def unread(self, *, files: bool = False) -> list[SetAside]:
        """What gave no report: files first, then captures.

        :param files: only what was not taken in.
        """
        return self._arrivals.unread(files=files)

    # --- reports and readings: derived

    def put_report(self, report: Report, *, extractor: str) -> None:
        """Stores or replaces the report; where its text changed, its reading goes."""
        self._readings.put_report(report, extractor)

    def drop_report(self, id: str) -> None:
        """Takes out a report that its capture does not give any more, with all read in it."""
        self._readings.drop_report(id)

    def report(self, id: str) -> Report | None:
        return self._readings.report(id)

    def reports(self) -> list[Report]:
        """All reports in their order of arrival."""
        return self._readings.reports()

    def extractors(self) -> dict[str, str]:
        """Report id to the extractor that made the report."""
        return self._readings.extractors()

    def put_reading(self, reading: Reading, *, lexicon_version: str) -> None:
        """Replaces all that was read in the report, and drops what it had resolved to.

        Where a claim goes that the present figures rest on, the figures go with it until the
        next :meth:`put_tally` (:meth:`tallied_with` is None then).

        :raises NotFound: where the report is not in the book.
        """
        self._readings.put_reading(reading, lexicon_version)

    def keep_reading(self, report: Report, reading: Reading, *, lexicon_version: str) -> None:
        """Keeps for ever what a reader said that would not say the same of the same text again."""
        self._readings.keep(report, reading, lexicon_version)

    def kept_reading(self, report: Report, reader: str, lexicon_version: str) -> Reading | None:
        """The last reading kept of this very text by this reader with these names; None: none."""
        return self._readings.kept(report, reader, lexicon_version)

    def readers(self) -> dict[str, tuple[str, str]]:
        """Report id to reader and lexicon version; a report that is not in it is not read yet."""
        return self._readings.readers()

    def claims(
        self,
        *,
        harm: Harm | None = None,
        scope: Scope | None = None,
        source: str | None = None,
        limit: int | None = None,
    ) -> list[Claim]:
        """Claims by arrival of their report, then as read; filters that are None let all pass."""
        return self._readings.claims(harm=harm, scope=scope, source=source, limit=limit)

    def excerpt(self, wanted: Wanted) -> Excerpt:
        """Claims chosen, with the records that a list of them shows; quick in a large book."""
        with self._store.reading() as c:
            return excerpt(c, wanted)

    def claim(self, id: str) -> Claim | None:
        return self._readings.claim(id)

    def statements(self) -> list[Statement]:
        return self._readings.statements()

    def mentions(self) -> list[Mention]:
        return self._readings.mentions()

    def put_resolutions(
        self,
        report_id: str,
        resolutions: Sequence[Resolution],
        *,
        atlas_version: str,
        published: Published | None,
    ) -> None:
        """Replaces what the report's words resolve to.

        :param published: the date that was counted from; None: undated.
        :raises NotFound: where the report has not been read.
        """
        self._readings.put_resolutions(report_id, resolutions, atlas_version, published)

    def resolved_with(self) -> dict[str, tuple[str, Published | None]]:
        """Report id to atlas version and the date counted from, of reports resolved so far."""
        return self._readings.resolved_with()

    def resolutions(self) -> list[Resolution]:
        return self._readings.resolutions()

    # --- decisions: kept for ever

    def decide(
        self,
        verb: Verb,
        subject: str,
        *,
        decided_by: str,
        reason: str | None,
        anchor: Anchor | None = None,
        before: str | None = None,
        after: str | None = None,
        decided_at: datetime,
        seen: int | None = None,
    ) -> Decision:
        """Appends a decision; when this returns, it is on the disk.

        Which verb takes which kind of record is in :data:`tollbook.record.decision.SUBJECTS`.

        :param reason: required but for ``accept`` and ``note``; of a note it is the text, unless
            ``after`` is.
        :param before / after: JSON text of the verb's payload (:mod:`tollbook.record.decided`).
        :param anchor: None: made from the claim's words, where the subject is a claim.
        :param seen: number of the last decision when the person looked; None: it is not asked.
        :raises DecidedMeanwhile: where somebody else decided on the record after ``seen``.
        :raises NotFound: where no record has the subject's id.
        :raises UsageError: for a missing reason, name or value, a value that does not fit, a
            subject of the wrong kind, a decision that is undone already, a time without zone.
        """
        choice = Choice(verb, subject, reason, before, after, anchor)
        return self._log.decide(
            [choice], decided_by=decided_by, decided_at=decided_at, together=False, seen=seen
        )[0]

    def decide_batch(
        self,
        choices: Sequence[Choice],
        *,
        decided_by: str,
        decided_at: datetime,
        seen: int | None = None,
    ) -> list[Decision]:
        """Appends decisions that belong together: all or none of them, and undone together.

        :returns: the decisions, each with the same ``batch``, which ``undo`` takes as its subject.
        :raises NotFound: or UsageError, as :meth:`decide`; nothing is appended then.
        """
        return self._log.decide(
            choices, decided_by=decided_by, decided_at=decided_at, together=True, seen=seen
        )

    def decisions(self) -> list[Decision]:
        """The whole log, undone decisions too (:func:`tollbook.record.in_force` drops those)."""
        return self._log.decisions()

    def last_decision(self) -> int:
        """The last decision's number; 0: none was taken."""
        return self._log.last()

    def decisions_after(self, number: int) -> list[Decision]:
        """The decisions that follow the one of this number."""
        return self._log.decisions(number)

    def withheld(self) -> list[Withheld]:
        """The names that no output may show now."""
        return self._log.withheld()

    def check_chain(self) -> Decision | None:
        """The first decision that was changed or does not follow the one before; None: whole.

        A log cut at its end is whole as far as it goes: :mod:`tollbook.ledger.verify` tells.
        """
        return self._log.check()

    def decisions_cut(self) -> int:
        """How many decisions are missing from the end of the log; 0: none."""
        return self._log.cut_at_end()

    def export_log(self, *, without: Mapping[str, Collection[str]] | None = None) -> Iterator[str]:
        """The log as JSON lines: each decision's canonical JSON, digest and sealed texts; and a
        line that closes the log.

        :param without: decision id to the fields whose texts are left out; None: all are told.
        """
        return to_lines(self._log.links(), without or {})

    def import_log(self, lines: Iterable[str]) -> int:
        """Takes in what another copy of this book's log has decided since; returns how many.

        :raises CheckFailed: where the lines are no whole log, or one that forked from this one;
            nothing is taken in then.
        """
        return self._log.take_in(proven(lines))
