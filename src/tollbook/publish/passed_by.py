"""Sentences in which nothing was read, a random sample of them, and what it says of the rest.

The population is every sentence of five words or more, in reports that a reader reads and that copy
no other, in which no claim has its words. Of a large book these are looked for in a random part of
its reports. People judge a sample of them: does it tell of harm to
people that the book should hold? The share that does estimates what the reader misses. A judgement
is a ``note`` on the book, so that it is in the log, with who and when, and can be taken back.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tollbook.publish.queue import unread_in
from tollbook.read.sentences import split_sentences
from tollbook.record import Claim, Decision, Report
from tollbook.record.decided import Noted, decode
from tollbook.record.text import squeeze
from tollbook.view import View

WORDS = 5
_Z = 1.959964  # of a standard normal, for an interval of 95 %
_SAID = re.compile(r"sentence (rep_[0-9a-f]{16}:\d+-\d+#[0-9a-f]{8}): (harm|no harm)")


@dataclass(frozen=True, slots=True)
class Passed:
    """A sentence in which nothing was read.

    :ivar key: report, place and digest of its words: of another text it is another sentence.
    """

    report: str
    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class Population:
    """The sentences in which nothing was read, of a book or of a random part of its reports.

    :ivar looked_at: reports that were gone through, of ``reports`` in all.
    """

    sentences: tuple[Passed, ...]
    looked_at: int
    reports: int

    @property
    def whole(self) -> bool:
        """Whether these are all that there are."""
        return self.looked_at == self.reports

    @property
    def size(self) -> int:
        """How many there are in the book: counted, or as the part of it has them."""
        if self.whole:
            return len(self.sentences)
        return round(len(self.sentences) * self.reports / self.looked_at)


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a judged sample says of all sentences that were passed by.

    :ivar share: of the judged ones that tell of harm; None: none is judged.
    :ivar low / high: ends of the 95 % interval of the share, by Wilson.
    """

    population: Population
    judged: int
    harm: int
    share: float | None
    low: float | None
    high: float | None

    def in_words(self) -> str:
        """ "3 of 50 tell of harm: 6 %, between 2 % and 16 %; of 1,204 sentences 25 to 195"."""
        if self.share is None or self.low is None or self.high is None:
            return f"None of {self._of()} is judged yet."
        least, most = (round(end * self.population.size) for end in (self.low, self.high))
        return (
            f"{self.harm:,} of {self.judged:,} judged tell of harm that was not read: "
            f"{self.share:.1%}, between {self.low:.1%} and {self.high:.1%} (95 %, Wilson). "
            f"Of {self._of()} passed by that is {least:,} to {most:,}."
        )

    def _of(self) -> str:
        there = self.population
        if there.whole:
            return f"all {there.size:,} sentences"
        return (
            f"about {there.size:,} sentences (as {there.looked_at:,} of {there.reports:,} reports, "
            "drawn by chance, have them)"
        )


def passed_by(view: View, reports: Iterable[Report]) -> tuple[Passed, ...]:
    """Every sentence of these reports in which nothing was read, in their order."""
    unread = unread_in(view)
    found: list[Passed] = []
    for report in reports:
        if report.id in unread or report.id in view.copies:
            continue
        spans = _spans(view.claims_of_report.get(report.id, ()))
        for sentence in split_sentences(report.text, report.body_start):
            words = report.text[sentence.start : sentence.end]
            if len(words.split()) < WORDS:
                continue
            if any(start < sentence.end and sentence.start < end for start, end in spans):
                continue
            digest = hashlib.sha256(squeeze(words).encode()).hexdigest()[:8]
            key = f"{report.id}:{sentence.start}-{sentence.end}#{digest}"
            found.append(Passed(report.id, sentence.start, sentence.end, key))
    return tuple(found)


def _spans(claims: Iterable[Claim]) -> list[tuple[int, int]]:
    spans = []
    for claim in claims:
        spans.append(claim.sentence)
        spans += [(span.start, span.end) for span in (claim.evidence, *claim.repeats)]
    return spans


def sample(population: Sequence[Passed], size: int, seed: int) -> list[Passed]:
    """So many of them, in an order that only the seed and the sentences decide.

    The same seed gives the same sentences again; where the book grows, those that stay keep their
    order among each other.
    """

    def drawn(one: Passed) -> str:
        return hashlib.sha256(f"{seed} {one.key}".encode()).hexdigest()

    return sorted(population, key=drawn)[:size]


def judgement(key: str, *, harm: bool) -> str:
    """A judgement as the text of a note."""
    return f"sentence {key}: {'harm' if harm else 'no harm'}"


def judgements(decisions: Iterable[Decision]) -> Mapping[str, bool]:
    """Sentences judged, by their keys; the last judgement in force holds.

    :param decisions: those in force.
    """
    found: dict[str, bool] = {}
    for decision in decisions:
        if decision.verb == "note" and decision.subject == "book":
            said = _SAID.fullmatch(_text(decision).strip())
            if said is not None:
                found[said[1]] = said[2] == "harm"
    return found


def _text(decision: Decision) -> str:
    value = decode("note", decision.after) if decision.after else None
    return value.text if isinstance(value, Noted) else decision.reason or ""


def estimate(
    drawn: Iterable[Passed], judged: Mapping[str, bool], population: Population
) -> Estimate:
    """What the judged ones of a sample of a population say."""
    told = [judged[one.key] for one in drawn if one.key in judged]
    n, harm = len(told), sum(told)
    if not n:
        return Estimate(population, 0, 0, None, None, None)
    low, high = wilson(harm, n)
    return Estimate(population, n, harm, harm / n, low, high)


def wilson(k: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share, k of n (Wilson 1927).

    :param n: at least 1.
    """
    share = k / n
    middle = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z / (1 + _Z**2 / n) * math.sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
    return (max(0.0, middle - half) if k else 0.0, min(1.0, middle + half) if k < n else 1.0)
