"""A reader and an atlas small enough to know by heart, for tests of what lies around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from tollbook.record import (
    Claim,
    Count,
    Lexicon,
    Mention,
    Place,
    Published,
    Reading,
    Report,
    Resolution,
    Speaker,
    When,
)
from tollbook.record.ids import record_id
from tollbook.record.vocabulary import Harm

_KILLED = re.compile(r"(\d+) people were killed in ([A-Z][a-z]+)")
PLACES = {
    "Nasiriyah": Place("gn:98854", "Nasiriyah", 31.058, 46.257, "IQ", "IQ.09", "city", 8.0),
    "Amara": Place("gn:99071", "Amara", 31.84, 47.14, "IQ", "IQ.14", "city", 8.0),
}


class FakeReader:
    """Finds "N people were killed in Place"; counts how often it was asked."""

    name = "fake"
    in_process = True  # tests look at what it was asked
    harm: Harm = "killed"

    def __init__(self, version: str = "1", on_read: Callable[[Report], None] | None = None) -> None:
        self.version = version
        self.on_read = on_read
        self.asked: list[str] = []

    def read(self, report: Report, lexicon: Lexicon) -> Reading:
        self.asked.append(report.id)
        if self.on_read is not None:
            self.on_read(report)
        claims, mentions = [], []
        for found in _KILLED.finditer(report.text):
            place = report.span(found.start(2), found.end(2))
            whole = (found.start(), found.end())
            claims.append(
                Claim(
                    id=record_id("clm", report.id, found.start(), self.harm),
                    report=report.id,
                    harm=self.harm,
                    count=Count.exact(int(found.group(1)), found.group(1)),
                    scope="incident",
                    modality="fact",
                    said_by=(Speaker("report", None, "report", "asserts", "unknown"),),
                    evidence=report.span(*whole),
                    sentence=whole,
                    rule="fake",
                    reader=f"{self.name} {self.version}",
                    places=(place,),
                )
            )
            mentions.append(
                Mention(
                    record_id("men", report.id, place.start),
                    report.id,
                    "place",
                    place,
                    whole,
                    (0, len(report.text)),
                )
            )
        return Reading(report.id, f"{self.name} {self.version}", tuple(claims), (), tuple(mentions))


class FakeAtlas:
    """Knows two towns; everything happened on the day of the report."""

    def __init__(self, version: str = "fake places 1") -> None:
        self.version = version
        self.lexicon = Lexicon()
        self.asked: list[tuple[str, date | None]] = []

    def resolve(
        self,
        report: Report,
        claims: Sequence[Claim],
        mentions: Sequence[Mention],
        published: Published | None,
    ) -> tuple[Resolution, ...]:
        self.asked.append((report.id, published.start if published else None))
        made = []
        for record in (*claims, *mentions):
            span = record.places[0] if isinstance(record, Claim) else record.span
            basis = "clause" if isinstance(record, Claim) else "mention"
            place = PLACES.get(span.quote)
            reasons = ("in the list",) if place else ("not in the list",)
            made.append(
                Resolution(record.id, "place", span, 1.0 if place else 0.0, basis, reasons, place)
            )
        if published is not None:
            when = When(published.start, published.end, "day", "the report's date")
            made += [
                Resolution(claim.id, "time", None, 1.0, "report", ("its date",), when=when)
                for claim in claims
            ]
        return tuple(made)


def page(words: str, *, title: str = "Unrest goes on in the south", day: str = "2019-10-05") -> str:
    """A small news page."""
    return (
        f'<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta property="article:published_time" content="{day}T09:00:00Z">'
        '<meta property="og:site_name" content="Example Wire"></head>'
        f"<body><nav><a href='/'>Home</a> <a href='/n'>News</a></nav>"
        f"<article><h1>{title}</h1><p>{words}</p>"
        "<p>The street was closed for the rest of the day, and shops in the centre of the town "
        "did not open until the evening, people who live there told the paper.</p>"
        "</article></body></html>"
    )
