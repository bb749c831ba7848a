"""Airwars incident narratives to civilians killed and place, policy ``airwars-like``.

A page tells of one incident and may mention others beside it: the page's own is the incident
of the first figure it gives.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from tollbook import tally
from tollbook.evals.bench import Bench, document, first_incidents, sentences_of
from tollbook.evals.gold import Gold
from tollbook.evals.measures import Total, distance_km, range_jaccard, total
from tollbook.evals.suite import Mark, Metric, Outcome, Suite
from tollbook.record import Place

NEAR_KM = 5.0


class Row(msgspec.Struct, frozen=True):
    """A line of incidents.jsonl, as far as it is used."""

    id: str
    narrative: str
    civ_killed_min: int | None = None
    civ_killed_max: int | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One incident page."""

    id: str
    row: Row


def load(gold: Gold) -> list[Page]:
    """The pages that state how many civilians were killed."""
    rows = gold.rows("airwars_gaza/incidents.jsonl", Row)
    return [Page(row.id, row) for row in rows if row.civ_killed_min is not None]


def solve(page: Page, bench: Bench) -> list[Outcome]:
    """Toll and place of the page's own incident."""
    report = document(page.id, page.row.narrative)
    workings = bench.work_out([report], tally.load_policy("airwars-like"))
    incident = first_incidents(workings).get(report.id)
    killed = [c for c in workings.claims if c.harm == "killed"]
    sentence = sentences_of(report, killed)
    figure = total([incident] if incident else [], "killed")
    place = incident.places[0] if incident and incident.places else None
    return [judge_toll(page, figure, sentence), *judge_place(page, place, sentence)]


def judge_toll(page: Page, figure: Total, sentence: str) -> Outcome:
    """Least and most; of "12 or more" the stated maximum, 12, is compared."""
    gold = (page.row.civ_killed_min, page.row.civ_killed_max)
    low, high = figure.min == gold[0], figure.max == gold[1]
    return Outcome(
        f"{page.id}/killed",
        {"min": gold[0], "max": gold[1]},
        {"min": figure.min, "max": figure.max, "open_above": figure.open_above},
        low and high,
        sentence,
        (
            Mark("killed_min_exact", float(low)),
            Mark("killed_max_exact", float(high)),
            Mark("killed_jaccard", range_jaccard(gold, (figure.min, figure.max))),
        ),
    )


def judge_place(page: Page, place: Place | None, sentence: str) -> list[Outcome]:
    """Whether the incident's first place lies within 5 km; nothing where the page gives none."""
    lat, lon = page.row.lat, page.row.lon
    if lat is None or lon is None:
        return []
    apart = None
    if place is not None and place.lat is not None and place.lon is not None:
        apart = round(distance_km((lat, lon), (place.lat, place.lon)), 1)
    near = apart is not None and apart <= NEAR_KM
    return [
        Outcome(
            f"{page.id}/place",
            {"lat": lat, "lon": lon},
            {"place": place.name if place else None, "km": apart},
            near,
            sentence,
            (Mark("place_5km", float(near)),),
        )
    ]


SUITE = Suite(
    name="airwars",
    about="narratives of air strikes: civilians killed, least and most, and where",
    files=("airwars_gaza/incidents.jsonl",),
    metrics=(
        Metric("killed_min_exact"),
        Metric("killed_max_exact"),
        Metric("killed_jaccard"),
        Metric("place_5km"),
    ),
    load=load,
    solve=solve,
)
