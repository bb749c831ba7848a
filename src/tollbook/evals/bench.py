"""The parts under measurement, set up once per process, and documents made ready for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tollbook import pipeline, read, resolve, tally
from tollbook.batch import Atlas, Reader, signature
from tollbook.evals.kept import KeptAtlas, KeptReader
from tollbook.record import (
    Claim,
    Incident,
    Lexicon,
    Mention,
    Published,
    Reading,
    Report,
    Resolution,
    Span,
)
from tollbook.record import ids as record_ids
from tollbook.settings import Settings


class RememberingReader:
    """A reader that reads each report once, however often a case asks."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._readings: dict[str, Reading] = {}
        self.name = reader.name
        self.version = reader.version

    def read(self, report: Report, lexicon: Lexicon) -> Reading:
        reading = self._readings.get(report.id)
        if reading is None:
            reading = self._reader.read(report, lexicon)
            self._readings[report.id] = reading
        return reading

    def forget(self) -> None:
        self._readings.clear()


class RememberingAtlas:
    """An atlas that resolves each report once for each date it is counted from."""

    def __init__(self, atlas: Atlas) -> None:
        self._atlas = atlas
        self._resolved: dict[tuple[str, Published | None], tuple[Resolution, ...]] = {}
        self.lexicon = atlas.lexicon
        self.version = atlas.version

    def resolve(
        self,
        report: Report,
        claims: Sequence[Claim],
        mentions: Sequence[Mention],
        published: Published | None,
    ) -> tuple[Resolution, ...]:
        key = (report.id, published)
        if key not in self._resolved:
            self._resolved[key] = self._atlas.resolve(report, claims, mentions, published)
        return self._resolved[key]

    def forget(self) -> None:
        self._resolved.clear()


@dataclass(slots=True)
class Bench:
    """A reader and an atlas, and what went wrong while they were measured.

    :ivar model: name of the spaCy pipeline, for suites that need its word list.
    :ivar faults: what a reader failed on since the list was last emptied.
    """

    reader: RememberingReader
    atlas: RememberingAtlas
    model: str = Settings().model
    faults: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, reader: Reader, atlas: Atlas, model: str = Settings().model) -> Bench:
        """These parts, wrapped so that no report is read twice."""
        return cls(RememberingReader(reader), RememberingAtlas(atlas), model)

    @classmethod
    def open(cls, settings: Settings, kept: Path | None = None) -> Bench:
        """The reader that the settings name, with the installed gazetteer and registry.

        :param kept: folder of readings and resolutions kept from run to run; None: all is read
            anew.
        :raises MissingPart: the reader or its model is not installed.
        """
        reader: Reader = read.load_reader(settings.reader, settings)
        atlas: Atlas = resolve.Atlas.open()
        if kept is not None:
            reader, atlas = KeptReader(reader, atlas.version, kept), KeptAtlas(atlas, kept)
        return cls.of(reader, atlas, settings.model)

    @property
    def signature(self) -> str:
        return signature(self.reader)

    def work_out(self, reports: Sequence[Report], policy: tally.Policy) -> pipeline.Workings:
        """The whole flow in memory over these reports."""
        workings = pipeline.work_out(reports, self.reader, self.atlas, policy)
        for aside in workings.set_aside:
            fault = f"{aside.where}: {aside.why}"
            if "failed on it" in aside.why and fault not in self.faults:
                self.faults.append(fault)
        return workings

    def forget(self) -> None:
        """Drop what was read and resolved: the next case has other documents."""
        self.faults.clear()
        self.reader.forget()
        self.atlas.forget()


def document(
    id: str,
    text: str,
    *,
    title: str | None = None,
    published: date | None = None,
    url: str | None = None,
) -> Report:
    """A gold text as a report: title line first, and nothing else that the gold knows.

    :param published: the document's own date, where the set gives one; never an event's date.
    """
    body_start = 0
    if title:
        body_start = len(title) + 2
        text = f"{title}\n\n{text}"
    digest = record_ids.digest_of(id, text)
    return Report(
        id=record_ids.report_id(digest),
        capture=digest,
        title=title or None,
        text=text,
        language="en",
        source=None,
        url=url,
        published=Published(published, published, "given") if published else None,
        body_start=body_start,
    )


def said_at(claim: Claim) -> tuple[Span, ...]:
    """Everywhere that a report says what the claim says, the claim's own words first."""
    return (claim.evidence, *claim.repeats)


def sentences_of(report: Report, claims: Sequence[Claim], limit: int = 3) -> str:
    """The sentences that the first claims stand in, for the items file."""
    seen: list[str] = []
    for claim in sorted(claims, key=lambda c: c.evidence.start):
        sentence = report.text[slice(*claim.sentence)].strip()
        if sentence not in seen:
            seen.append(sentence)
    return " // ".join(seen[:limit]) or report.text[:300]


def own_incidents(workings: pipeline.Workings) -> list[Incident]:
    """The incidents that reports are about: not those told only as background.

    "In retaliation for the killing of a cleric last year": that killing is booked, with its own
    date where it has one, but it is not what the report tells.
    """
    past = {c.id for c in workings.claims if c.past}
    return [i for i in workings.tallied.incidents if not past.issuperset(i.claims)]


def first_incidents(workings: pipeline.Workings) -> dict[str, Incident]:
    """By report: the incident it is about, that of its first claim that has a figure.

    A report none of whose claims entered an incident is left out.
    """
    holding = {
        claim: incident for incident in workings.tallied.incidents for claim in incident.claims
    }
    first: dict[str, Incident] = {}
    for claim in sorted(workings.claims, key=lambda c: (c.report, _first_said(c), c.id)):
        if claim.counts and claim.report not in first and claim.id in holding:
            first[claim.report] = holding[claim.id]
    return first


def _first_said(claim: Claim) -> int:
    """Where the report first says it: a merged claim's own words may stand far below the lede."""
    return min(span.start for span in said_at(claim))
