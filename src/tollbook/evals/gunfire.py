"""One gun violence incident against what was found: numbers, day and town."""

from __future__ import annotations

import datetime as dt
import re

import msgspec

from tollbook.evals.measures import Total, total
from tollbook.evals.suite import Mark, Outcome
from tollbook.evals.towns import towns
from tollbook.record import Incident as FoundIncident
from tollbook.record import When
from tollbook.record.vocabulary import Harm

_WORDS = (
    ("zero", "no", "none", "nobody"),
    ("one",),
    ("two",),
    ("three",),
    ("four",),
    ("five",),
    ("six",),
    ("seven",),
    ("eight",),
    ("nine",),
    ("ten",),
    ("eleven",),
    ("twelve", "dozen"),
)


class Incident(msgspec.Struct, frozen=True):
    """A line of incidents.jsonl, as far as it is used."""

    incident_id: str
    date: str
    state: str
    city: str
    n_killed: int
    n_injured: int

    @property
    def day(self) -> dt.date:
        return dt.date.fromisoformat(self.date)

    def number(self, harm: Harm) -> int:
        """People killed or injured, a shooter among them."""
        return self.n_killed if harm == "killed" else self.n_injured


def stands_in(number: int, text: str) -> bool:
    """Whether the number stands in the text, in digits or as its word."""
    words = _WORDS[number] if number < len(_WORDS) else ()
    pattern = "|".join((str(number), *words))
    return re.search(rf"\b(?:{pattern})\b", text, re.IGNORECASE) is not None


def judge_document(
    id: str, text: str, gold: Incident, found: FoundIncident | None, sentence: str
) -> list[Outcome]:
    """Everything asked of a document by itself."""
    outcomes = []
    harms: tuple[Harm, ...] = ("killed", "injured")
    for harm in harms:
        outcomes += judge_number(
            f"{id}/{harm}",
            f"doc_{harm}_exact",
            gold.number(harm),
            total([found] if found else [], harm),
            text=text,
            sentence=sentence,
        )
    when = found.when if found else None
    days = {0: "doc_date_exact", 1: "doc_date_1d"}
    outcomes += judge_day(f"{id}/date", days, gold.day, when, sentence)
    place = found.places[0] if found and found.places else None
    right = towns().is_town(place, gold.city, gold.state)
    within = towns().is_within(place, gold.city, gold.state)
    outcomes.append(
        Outcome(
            f"{id}/city",
            {"city": gold.city, "state": gold.state},
            {"place": place.name if place else None},
            right,
            sentence,
            (Mark("doc_city", float(right)), Mark("doc_city_within", float(within))),
        )
    )
    return outcomes


def judge_number(
    id: str, metric: str, gold: int, figure: Total, *, text: str, sentence: str
) -> list[Outcome]:
    """One number; nothing where it does not stand in the text."""
    if not stands_in(gold, text):
        return []
    right = figure.best == gold
    return [
        Outcome(
            id,
            {"number": gold},
            {"best": figure.best, "min": figure.min, "max": figure.max},
            right,
            sentence,
            (Mark(metric, float(right)),),
        )
    ]


def judge_day(
    id: str, metrics: dict[int, str], gold: dt.date, when: When | None, sentence: str
) -> list[Outcome]:
    """The day: every day that we allow must lie within so many days of the gold's.

    :param metrics: days of slack -> name of the metric.
    """
    marks = []
    for slack, metric in metrics.items():
        near = dt.timedelta(days=slack)
        inside = (
            when is not None
            and when.start is not None
            and when.end is not None
            and gold - near <= when.start
            and when.end <= gold + near
        )
        marks.append(Mark(metric, float(inside)))
    right = all(mark.hit == mark.of for mark in marks)
    predicted = {
        "start": when.start.isoformat() if when and when.start else None,
        "end": when.end.isoformat() if when and when.end else None,
        "basis": when.basis if when else None,
    }
    return [Outcome(id, {"date": gold.isoformat()}, {**predicted}, right, sentence, tuple(marks))]


def date_city_key(found: FoundIncident | None) -> str | None:
    """The day and first place of an incident as a cluster's name; None where one is unknown."""
    if found is None or found.when is None or not found.places:
        return None
    if found.when.start is None or found.when.start != found.when.end:
        return None
    return f"{found.when.start.isoformat()} {found.places[0].id}"
