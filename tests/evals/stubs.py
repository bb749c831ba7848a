"""A reader and an atlas small enough to know by heart, for testing how suites score."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tollbook.evals.bench import Bench
from tollbook.record import (
    EMPTY_LEXICON,
    Claim,
    Count,
    Lexicon,
    Mention,
    Perpetrator,
    Place,
    Published,
    Reading,
    Report,
    Resolution,
    Speaker,
)
from tollbook.record.ids import record_id

_CLAIM = re.compile(
    r"(?P<atleast>at least )?(?P<n>\d+) (?P<harm>killed|injured)(?: by (?P<who>police|rebels))?",
    re.IGNORECASE,
)


class DigitsReader:
    """Reads "3 killed", "at least 3 injured", "1 killed by police"; fails on "CRASH"."""

    name = "digits"
    version = "0"

    def __init__(self) -> None:
        self.times_read = 0

    def read(self, report: Report, lexicon: Lexicon) -> Reading:
        self.times_read += 1
        if "CRASH" in report.text:
            raise ValueError("stub fault")
        claims = []
        for found in _CLAIM.finditer(report.text):
            n, who = int(found["n"]), found["who"]
            evidence = report.span(found.start(), found.end())
            claims.append(
                Claim(
                    id=record_id("clm", report.id, found.start()),
                    report=report.id,
                    harm="killed" if found["harm"].lower() == "killed" else "injured",
                    count=Count.at_least(n) if found["atleast"] else Count.exact(n),
                    scope="incident",
                    modality="fact",
                    said_by=(Speaker("report", None, "report", "asserts", "unknown"),),
                    evidence=evidence,
                    sentence=(evidence.start, evidence.end),
                    rule="digits",
                    reader="digits 0",
                    perpetrators=(Perpetrator(who, "stated"),) if who else (),
                )
            )
        return Reading(report.id, "digits 0", tuple(claims))


GAZA = Place("my:gaza", "Gaza", 31.5, 34.466, "PS", None, "city", 5.0)


class OnePlace:
    """Every claim of a text that says "Gaza" happened there; nothing else is resolved."""

    lexicon = EMPTY_LEXICON
    version = "one place"

    def resolve(
        self,
        report: Report,
        claims: Sequence[Claim],
        mentions: Sequence[Mention],
        published: Published | None,
    ) -> tuple[Resolution, ...]:
        if "Gaza" not in report.text:
            return ()
        return tuple(
            Resolution(claim.id, "place", None, 1.0, "report", ("stub",), place=GAZA)
            for claim in claims
        )


def stub_bench() -> Bench:
    return Bench.of(DigitsReader(), OnePlace())
