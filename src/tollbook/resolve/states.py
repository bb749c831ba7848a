"""Countries as conflict data counts them: Gleditsch-Ward numbers, UCDP's names, its regions.

``data/states.csv`` holds facts: ISO 3166-1 code, number in the list of independent states by
Gleditsch and Ward, and the name that UCDP prints. A territory has the number of the state that
UCDP puts it under. ``checked`` says what a row was held against: ``ged``, UCDP's Candidate
file 26.0.2; ``list``, a second list of the numbers; empty: neither.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_ALSO = {340: "RS"}
"""Serbia since 2006 in the list itself; UCDP goes on with Yugoslavia's 345."""

_REGIONS = (  # UCDP's regions are ranges of these numbers; Turkey and Egypt are Middle East
    (range(2, 200), "Americas"),
    (range(200, 400), "Europe"),
    (range(400, 627), "Africa"),
    (range(630, 700), "Middle East"),
    (range(700, 1000), "Asia"),
)


@dataclass(frozen=True, slots=True)
class State:
    """A state: Gleditsch-Ward number, UCDP's name and region."""

    gwno: int
    name: str
    region: str


@cache
def states() -> Mapping[str, State]:
    """ISO 3166-1 alpha-2 -> state."""
    text = files("tollbook.resolve").joinpath("data/states.csv").read_text("utf-8")
    return {
        row["iso"]: State(int(row["gwno"]), row["name"], region_of(int(row["gwno"])))
        for row in csv.DictReader(text.splitlines())
    }


@cache
def iso_of_gwno() -> Mapping[int, str]:
    """Gleditsch-Ward number -> ISO code of the state itself, territories left out."""
    found = dict(_ALSO)
    territories = {"PS", "EH", "HK", "MO", "GL", "PR", "GU", "GF", "GP", "MQ", "RE", "YT", "NC"}
    for iso, state in states().items():
        if iso not in territories | {"PF", "GI"}:
            found[state.gwno] = iso
    return found


def region_of(gwno: int) -> str:
    """UCDP's region by number.

    :raises ValueError: no state has this number.
    """
    for numbers, region in _REGIONS:
        if gwno in numbers:
            return region
    raise ValueError(f"no state has the number {gwno}")
