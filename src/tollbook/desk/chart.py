"""The chart of an incident's figures: a line for each claim, by source, on one scale.

Positions are per cent of the chart's width, so that the picture is drawn by the browser at any
size and needs no script. Nothing is said by colour alone: each line has its source and its state
in words beside it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tollbook.publish.wording import count_in_words, harm_in_words, sources_in_words, toll_in_words
from tollbook.record import Claim, Figure, Incident, Toll
from tollbook.record.text import squeeze
from tollbook.record.vocabulary import SpeakerKind
from tollbook.view import View

SIDES: Mapping[SpeakerKind, str] = {
    "official": "state",
    "military": "state",
    "police": "state",
    "medic": "care",
    "ngo": "care",
    "international": "care",
    "witness": "people",
    "relative": "people",
    "media": "press",
    "report": "press",
    "party": "party",
    "armed_group": "party",
    "anonymous": "nobody",
    "unknown": "nobody",
}
"""Which colour a kind of speaker has."""

SIDE_WORDS = {
    "state": "state, army, police",
    "care": "medics, monitors",
    "people": "witnesses, relatives",
    "press": "the report itself, media",
    "party": "parties, armed groups",
    "nobody": "not known",
}

_NUMBER = re.compile(r"(?:about |up to |not )?[\d,]+\b")
_REPORT = re.compile(r"\breport (rep_[0-9a-f]+)\b")  # how one without an outlet is named
_STEPS = (1, 2, 5)
_TICKS = 5


@dataclass(frozen=True, slots=True)
class Bar:
    """One claim's figure on the scale, in per cent; None: that part is not known.

    :ivar open: whether there may be more.
    """

    left: float
    width: float
    dot: float | None
    open: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A claim in the chart.

    :ivar state: what became of its figure, in words.
    :ivar who: its last speaker, with the outlet.
    """

    claim: str
    who: str
    side: str
    kind: str
    words: str
    quote: str
    outlet: str
    day: date | None
    used: bool
    state: str
    bar: Bar | None


@dataclass(frozen=True, slots=True)
class Lineage:
    """The claims that go back to one source."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A number or a day on a scale."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Point:
    """A figure at the day it was told, in per cent of width and height from the top left."""

    x: float
    y: float
    claim: str
    side: str
    used: bool
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The figures of one harm.

    :ivar band: least, best and most on the scale; None: there is none.
    :ivar apart: parts of other figures, and copies: no figures of their own.
    :ivar over_time: figures by the day they were told; empty where all are of one day.
    """

    harm: str
    words: str
    sources: str
    toll: Toll
    lineages: tuple[Lineage, ...]
    apart: tuple[Line, ...]
    ticks: tuple[Tick, ...]
    band: tuple[float | None, float | None, float | None]
    over_time: tuple[Point, ...]
    days: tuple[Tick, ...]


def charts(view: View, incident: Incident) -> tuple[Chart, ...]:
    """A chart for each harm that has a toll."""
    return tuple(chart(view, toll) for toll in incident.tolls)


def chart(view: View, toll: Toll) -> Chart:
    """The figures of a toll, used ones first, then as they were told."""
    known = [(f, view.claim_by_id[f.claim]) for f in toll.figures if f.claim in view.claim_by_id]
    top = _top([n for _, c in known for n in _numbers(c)] + [toll.max or 0, toll.best or 0])
    by_source: dict[str, list[Line]] = defaultdict(list)
    apart: list[Line] = []
    for figure, claim in known:
        line = _line(view, figure, claim, top)
        repeats = figure.reason.startswith(("the same words", "a part of"))
        if repeats or not figure.lineage:
            apart.append(line)
        else:
            by_source[figure.lineage].append(line)
    lineages = [
        Lineage(_named(view, name), tuple(sorted(lines, key=_line_order)))
        for name, lines in by_source.items()
    ]
    told = [line for lineage in lineages for line in lineage.lines]
    points, days = _over_time(view, told, top)
    return Chart(
        harm_in_words(toll.harm),
        toll_in_words(toll),
        sources_in_words(toll),
        toll,
        tuple(sorted(lineages, key=lambda s: (not any(x.used for x in s.lines), s.name))),
        tuple(sorted(apart, key=_line_order)),
        tuple(Tick(round(100 * n / top, 2), f"{n:,}") for n in _ticks(top)),
        (_at(toll.min, top), _at(toll.best, top), _at(toll.max, top)),
        points,
        days,
    )


def _named(view: View, lineage: str) -> str:
    """A source's name; that of a report without an outlet is its title."""
    report = view.report_by_id.get(lineage.removeprefix("report "))
    return f"{squeeze(report.title)} (itself)" if report and report.title else lineage


def named_by_title(view: View, words: str) -> str:
    """Words in which a report without an outlet is named by its title, where it has one."""

    def named(found: re.Match[str]) -> str:
        report = view.report_by_id.get(found[1])
        return f'"{squeeze(report.title)}"' if report and report.title else found[0]

    return _REPORT.sub(named, words)


def _line(view: View, figure: Figure, claim: Claim, top: int) -> Line:
    report = view.report_by_id[claim.report]
    last = claim.said_by[-1]
    who = "the report itself" if last.kind == "report" else squeeze(last.speaker)
    published = report.published
    return Line(
        claim.id,
        who,
        SIDES[last.kind],
        "" if last.kind == "report" else last.kind.replace("_", " "),
        count_in_words(claim.count),
        squeeze(view.report_by_id[claim.report].text[claim.sentence[0] : claim.sentence[1]])
        or squeeze(claim.evidence.quote),
        report.source or report.title or report.id,
        published.end if published else None,
        figure.used,
        named_by_title(view, _state(figure.reason)),
        _bar(claim, top),
    )


def _state(reason: str) -> str:
    """What became of a figure, without the words for who said it: they stand beside it."""
    head, colon, tail = reason.partition(": ")
    return tail if colon and _NUMBER.match(head) else reason


def _line_order(line: Line) -> tuple[bool, date, str]:
    return (not line.used, line.day or date.max, line.claim)


def _numbers(claim: Claim) -> list[int]:
    return [n for n in (claim.count.low, claim.count.best, claim.count.high) if n is not None]


def _top(numbers: Iterable[int]) -> int:
    """Where the scale ends: a little past the highest figure."""
    highest = max(numbers, default=0)
    return max(round(highest * 1.1), highest + 1, 2)


def _at(number: int | None, top: int) -> float | None:
    return None if number is None else round(100 * min(number, top) / top, 2)


def _bar(claim: Claim, top: int) -> Bar | None:
    count = claim.count
    if not count.says_something:
        return None
    low, high = count.low, count.high
    start = low if low is not None else count.best if count.best is not None else 0
    end = high if high is not None else start if count.best is None else count.best
    left, right = _at(start, top) or 0.0, _at(end, top) or 0.0
    dot = count.best if count.best is not None else low if high is None else None
    return Bar(left, round(right - left, 2), _at(dot, top), high is None and low is not None)


def _ticks(top: int) -> list[int]:
    step = 1
    while top / step > _TICKS:
        tens = 10 ** (len(str(step)) - 1)
        following = [s * tens for s in (*_STEPS, 10) if s * tens > step]
        step = following[0]
    return list(range(0, top + 1, step))


def _over_time(
    view: View, lines: Sequence[Line], top: int
) -> tuple[tuple[Point, ...], tuple[Tick, ...]]:
    """Figures by the day they were told; nothing where that is one day."""
    dated = [(line.day, line) for line in lines if line.day is not None]
    days = sorted({day for day, _ in dated})
    if len(days) < 2:
        return (), ()
    first, span = days[0], (days[-1] - days[0]).days

    def across(day: date) -> float:
        return round(9 + 87 * (day - first).days / span, 2)

    points = []
    for day, line in sorted(dated, key=lambda pair: (pair[0], pair[1].claim)):
        number = view.claim_by_id[line.claim].count.nearest
        if number is not None:
            y = round(86 - 80 * min(number, top) / top, 2)
            words = f"{day}: {line.words}, {line.who}"
            points.append(Point(across(day), y, line.claim, line.side, line.used, words))
    shown = days if len(days) <= 6 else [days[0], days[len(days) // 2], days[-1]]
    return tuple(points), tuple(Tick(across(day), f"{day.day} {day:%b}") for day in shown)
