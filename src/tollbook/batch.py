"""One batch on its way into the book: archived, extracted, read; never stopped by one bad file."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeVar

from tollbook import intake
from tollbook.errors import TollbookError
from tollbook.ledger import Ledger
from tollbook.progress import Progress
from tollbook.read.brought_forward import BroughtForward
from tollbook.record import (
    Capture,
    Claim,
    Decision,
    Lexicon,
    Mention,
    Published,
    Reading,
    Report,
    Resolution,
    SetAside,
)
from tollbook.record import ids as record_ids
from tollbook.record.opening import OPENING

_LINE = re.compile(r":\d+$")
_AT_ONCE = 500  # reports held while they are read, or before they are written
_SECONDS, _BYTES = 1.0, 1 << 25  # what is held before it is written is no more than this
_Made = TypeVar("_Made")


class Reader(Protocol):
    """What the pipeline needs of a reader.

    Optional: ``prepare()``, which loads what is slow to load; ``in_process``, True for one that
    cannot be forked (it holds a GPU, say) and is therefore not bounded in time and memory;
    ``languages``, English where absent; ``repeatable``, False for one that may read the same text
    differently each time: its readings are kept for ever and taken up by a rebuild.
    """

    name: str
    version: str

    def read(self, report: Report, lexicon: Lexicon) -> Reading: ...


class Atlas(Protocol):
    """What the pipeline needs of a resolver."""

    lexicon: Lexicon
    version: str

    def resolve(
        self,
        report: Report,
        claims: Sequence[Claim],
        mentions: Sequence[Mention],
        published: Published | None,
    ) -> tuple[Resolution, ...]: ...


@dataclass(frozen=True, slots=True)
class Parts:
    """The reader and the atlas of one run."""

    reader: Reader
    atlas: Atlas


def opening_reports(ledger: Ledger) -> frozenset[str]:
    """Ids of reports that are rows of a recorder's own table, imported as such.

    Told by the capture's media type, never by the text: no page can pass for one.
    """
    rows = ledger.fetching.captured_as(OPENING)
    return frozenset(record_ids.report_id(sha256) for sha256 in rows)


class Batch:
    """One run's way through the book; counts as it goes."""

    def __init__(
        self,
        ledger: Ledger,
        progress: Progress,
        clock: Callable[[], datetime],
        extractor: intake.Extractor = intake.extract_all,
    ) -> None:
        self.ledger = ledger
        self._extract_all = extractor
        self.progress = progress
        self.clock = clock
        self.given: dict[str, bool] = {}  # digest -> new to the book
        self.read_now = 0
        self.notes: dict[str, tuple[SetAside, ...]] = {}  # of each report extracted now
        self.aside: list[SetAside] = []
        self.earlier: list[SetAside] = []
        self.files_aside: list[SetAside] = []
        self.no_report: list[tuple[str, SetAside]] = []

    def take(self, arriving: Iterable[intake.Item | SetAside]) -> None:
        """Archive the bytes of everything before anything is read from them."""
        self.progress.stage("Taking in", None)
        purged = self.ledger.destroying.purged()
        for some in at_a_time(arriving):
            with self.ledger.together():
                for item in some:
                    self._take(item, purged)

    def _take(self, item: intake.Item | SetAside, purged: Mapping[str, Decision]) -> None:
        if isinstance(item, SetAside):
            self.aside.append(item)
            self.files_aside.append(item)
            self.progress.step(item.where)
            return
        if item.sha256 in purged:
            self.aside.append(_purged(item.origin, purged[item.sha256]))
            self.progress.step(item.origin)
            return
        is_new = self.ledger.capture(item.sha256) is None
        self.ledger.take(
            item.sha256,
            item.data,
            media_type=item.media_type,
            origin=item.origin,
            record=item.record,
            taken_at=self.clock(),
        )
        self.given.setdefault(item.sha256, is_new)
        self.progress.step(item.origin)

    def extract(self, *, again: bool = False) -> None:
        """Make reports of captures that have none, or one by an older extractor.

        :param again: of all captures.
        """
        ledger = self.ledger
        left = ledger.captures() if again else ledger.due.extraction(intake.EXTRACTOR)
        # rows of others are no reports
        due = [capture for capture in left if capture.media_type != intake.GED_TABLE]
        self.progress.stage("Extracting text", len(due))
        extracted = (
            (each, self._extract_all(self._item(each), sequence=each.sequence)) for each in due
        )
        for some in at_a_time(extracted):
            with ledger.together():
                for capture, made in some:
                    self._put(capture, made)

    def _put(self, capture: Capture, made: intake.Extraction) -> None:
        """A capture's report, or why there is none."""
        (self.aside if capture.sha256 in self.given else self.earlier).extend(made.set_aside)
        if made.report is not None:
            self.ledger.put_report(made.report, extractor=intake.EXTRACTOR)
            self.notes[made.report.id] = made.set_aside
        else:
            self.ledger.drop_report(record_ids.report_id(capture.sha256))
            self.no_report += [(capture.sha256, aside) for aside in made.set_aside]
        self.progress.step(capture.origin)

    def remember(self, paths: Sequence[Path]) -> None:
        """Keep in the book what gave no report; of earlier files, those that lie elsewhere.

        To be called when all that lies at ``paths`` was taken in and extracted: what is not set
        aside again was read, or is gone. A path that is not there is not kept.
        """
        elsewhere = [aside for aside in self.ledger.unread(files=True) if not _under(aside, paths)]
        there = [aside for aside in self.files_aside if _file_of(aside).exists()]
        self.ledger.put_unread(self.no_report, list(dict.fromkeys(elsewhere + there)))

    def _item(self, capture: Capture) -> intake.Item:
        data = self.ledger.capture_bytes(capture.sha256)
        return intake.Item(capture.origin, data, capture.media_type, capture.record, capture.sha256)

    def read(self, parts: Parts, *, again: bool = False) -> None:
        """Read every report that this reader, with these names, has not read.

        :param again: every report.
        """
        reader, atlas = parts.reader, parts.atlas
        fetch = self.ledger.fetching
        opening = opening_reports(self.ledger)
        of_rows = Parts(BroughtForward(), atlas)

        def parts_for(report: str) -> Parts:
            return of_rows if report in opening else parts

        def made_by(report: str) -> tuple[str, str]:
            return signature(parts_for(report).reader), atlas.version

        if again:
            due = fetch.report_ids()
        else:
            left = self.ledger.due.reading(signature(reader), atlas.version)
            due = [own for own, *by in left if tuple(by) != made_by(own)]
        self.progress.stage("Reading", len(due))

        def readings() -> Iterator[tuple[Report, Reading | SetAside]]:
            for report in self._one_by_one(due):
                reading = self._reading(report, parts_for(report.id), again=again)
                if not isinstance(reading, SetAside):
                    notes, by = self._notes_of(report), made_by(report.id)[0]
                    reading = replace(reading, reader=by, set_aside=notes + reading.set_aside)
                self.progress.step(report.title or report.id)
                yield report, reading

        for some in at_a_time(readings()):
            with self.ledger.together():
                for report, reading in some:
                    if isinstance(reading, SetAside):
                        self.aside.append(reading)
                        continue
                    self.ledger.put_reading(reading, lexicon_version=atlas.version)
                    self.read_now += speaks(parts_for(report.id).reader, report.language)
        # Said again on every run that is given the page, though the book holds it already.
        given = fetch.languages(self.given.keys())
        unread = fetch.reports([own for own, lang in given.items() if not speaks(reader, lang)])
        self.aside += map(_no_reader, sorted(unread.values(), key=lambda r: (r.sequence, r.id)))

    def _one_by_one(self, reports: Sequence[str]) -> Iterator[Report]:
        """Reports by id, some at a time."""
        for start in range(0, len(reports), _AT_ONCE):
            some = reports[start : start + _AT_ONCE]
            found = self.ledger.fetching.reports(some)
            yield from (found[own] for own in some)

    def _reading(self, report: Report, parts: Parts, *, again: bool) -> Reading | SetAside:
        """What the reader says; of one that would say something else each time, what it said."""
        reader, version = parts.reader, parts.atlas.version
        if getattr(reader, "repeatable", True) or not speaks(reader, report.language):
            return read_one(report, reader, parts.atlas)
        kept = None if again else self.ledger.kept_reading(report, signature(reader), version)
        if kept is not None:
            return kept
        made = read_one(report, reader, parts.atlas)
        if isinstance(made, SetAside):
            return made
        made = replace(made, reader=signature(reader))
        self.ledger.keep_reading(report, made, lexicon_version=version)
        return made

    def _notes_of(self, report: Report) -> tuple[SetAside, ...]:
        """What the extractor could not make out in a report; kept in the book with its reading."""
        if report.id not in self.notes:  # extracted in an earlier run, now read again
            capture = self.ledger.capture(report.capture)
            made = self._extract_all(self._item(capture)) if capture else None
            self.notes[report.id] = made.set_aside if made else ()
        return self.notes[report.id]


def at_a_time(made: Iterable[_Made]) -> Iterator[list[_Made]]:
    """What is made within a second, to be put on the disk together.

    Where making fails, or somebody stops it, what was made before comes first.
    """
    held: list[_Made] = []
    since, weight = time.monotonic(), 0
    try:
        for each in made:
            held.append(each)
            weight += len(each.data) if isinstance(each, intake.Item) else 0
            if len(held) >= _AT_ONCE or weight >= _BYTES or time.monotonic() - since >= _SECONDS:
                yield held
                held, since, weight = [], time.monotonic(), 0
    except (Exception, KeyboardInterrupt):
        if held:
            yield held
        raise
    if held:
        yield held


def _purged(origin: str, decision: Decision) -> SetAside:
    """Why a page that was purged is not taken in again."""
    on = f"{decision.decided_at:%Y-%m-%d}"
    return SetAside(
        what=origin,
        why=f"it was purged from the book on {on}: {decision.reason or '(reason destroyed)'}",
        where=origin,
        next=f"nothing; tollbook show {decision.id} says who decided it",
    )


def _file_of(aside: SetAside) -> Path:
    """The file of a set-aside; of a line of a JSONL file ("path:12"), that file."""
    named = Path(aside.where)
    return named if named.exists() else Path(_LINE.sub("", aside.where))


def _under(aside: SetAside, paths: Sequence[Path]) -> bool:
    file = Path(os.path.abspath(_file_of(aside)))  # noqa: PTH100 - ".." has to go, links to stay
    return any(file.is_relative_to(os.path.abspath(path)) for path in paths)  # noqa: PTH100


def read_one(report: Report, reader: Reader, atlas: Atlas) -> Reading | SetAside:
    """One report's reading. A fault of the reader is set aside; it must not stop a batch."""
    if not speaks(reader, report.language):
        return Reading(report.id, signature(reader), set_aside=(_no_reader(report),))
    try:
        return _proven(reader.read(report, atlas.lexicon), report)
    except TollbookError:
        raise  # a model that is missing fails every report alike
    except Exception as fault:  # noqa: BLE001 - a reader may be anybody's code
        return SetAside(
            what=report.title or report.id,
            why=f"the reader {reader.name} failed on it ({type(fault).__name__}: {fault})",
            where=report.id,
            next="run again after an upgrade; please report the fault with the page",
        )


def _proven(reading: Reading, report: Report) -> Reading:
    """The reading, with every quote found in the report's text.

    :raises ValueError: for a record of another report, a repeated id, words that do not stand
        where the reader says: a fault of the reader, and no claim may rest on it.
    """
    groups = (
        [(claim.id, claim.report, claim.evidence) for claim in reading.claims],
        [(statement.id, statement.report, statement.span) for statement in reading.statements],
        [(mention.id, mention.report, mention.span) for mention in reading.mentions],
    )
    for group in groups:
        if len({record for record, _, _ in group}) != len(group):
            raise ValueError("two records have one id")
        for record, of_report, span in group:
            if of_report != report.id:
                raise ValueError(f"{record} is of another report")
            if not span.holds_in(report.text):
                raise ValueError(f"the words of {record} do not stand at {span.start}-{span.end}")
    return reading


def signature(reader: Reader) -> str:
    """The reader's name and version, as derived rows carry it."""
    return f"{reader.name} {reader.version}"


def speaks(reader: Reader, language: str | None) -> bool:
    """Whether the reader reads this language. Where it could not be told, reading is tried."""
    return language is None or language in getattr(reader, "languages", ("en",))


def _no_reader(report: Report) -> SetAside:
    name = language_name(report.language or "")
    return SetAside(
        what=report.title or report.id,
        why=f"no reader for {name} yet",
        where=report.id,
        next="it is kept in the book and will be read once a reader for it is installed",
    )


def language_name(code: str) -> str:
    """The English name of a language; the code itself where it has none in CLDR."""
    from babel import Locale  # noqa: PLC0415 - seldom needed, slow to load

    return Locale("en").languages.get(code) or f"the language {code!r}"
