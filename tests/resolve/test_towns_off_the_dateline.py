"""Towns that the words name plainly, though the report is written from another."""

from __future__ import annotations

from datetime import date

import pytest

from tollbook.read import RulesReader
from tollbook.record import Published, Report
from tollbook.resolve import Atlas

DAY = Published(date(2023, 10, 7), date(2023, 10, 7), "given")


@pytest.mark.parametrize(
    ("title", "body", "places"),
    [
        # a small town of another province, a headline that names none
        (
            "Bombs kill nine on southern Philippine island",
            "ZAMBOANGA, Philippines, October 6, 2023 - Two bombs exploded in the town of Jolo in"
            " the southern Philippines on Friday, killing nine people, the military said.",
            {"Jolo"},
        ),
        # a country's province in one phrase
        (
            "Seven men shot dead",
            "BOGOTA, October 6, 2023 - Seven men were shot dead on Friday beside a road in the"
            " municipality of Argelia in Colombia's Cauca province, the army said.",
            {"Argelia"},
        ),
        # who counts them is not where it was
        (
            "Twenty people shot dead",
            "CAIRO, October 6, 2023 - Twenty people were shot dead close to Khan Younis on Friday"
            " morning, according to Nasser Hospital.",
            {"Khan Younis"},
        ),
        # of a town and what it lies in
        (
            "Two girls killed in Daraa countryside",
            "Two girls were killed on Friday when shells fell on the outskirts of the town of Nawa"
            " in the western countryside of Daraa, an office in Daraa reported.",
            {"Nawá"},
        ),
    ],
)
def test_where_it_was(
    reader: RulesReader, atlas: Atlas, title: str, body: str, places: set[str]
) -> None:
    report = Report(
        id="rep_0000000000000000",
        capture="0" * 64,
        title=title,
        text=f"{title}\n\n{body}",
        language="en",
        source=None,
        url=None,
        published=DAY,
        sequence=1,
        body_start=len(title) + 2,
    )
    reading = reader.read(report, atlas.lexicon)
    killed = {c.id for c in reading.claims if c.harm == "killed"}
    found = atlas.resolve(report, reading.claims, reading.mentions, DAY)
    named = [r for r in found if r.kind == "place" and r.subject in killed and r.place is not None]
    assert {r.place.name for r in named if r.place is not None} == places
    assert {r.subject for r in named} == killed


def test_the_day_on_which_a_toll_rose_is_not_the_attacks(reader: RulesReader, atlas: Atlas) -> None:
    text = "The number of people killed in an assault in Kut rose to 24 on Friday, a minister said."
    report = Report("rep_1", "0" * 64, None, text, "en", None, None, DAY, 1, 0)
    reading = reader.read(report, atlas.lexicon)
    (killed,) = (c.id for c in reading.claims if c.harm == "killed")
    found = atlas.resolve(report, reading.claims, reading.mentions, DAY)
    (when,) = (r.when for r in found if r.kind == "time" and r.subject == killed)
    assert when is not None
    assert when.start is None or when.start < when.end


def test_the_day_of_a_region_is_its_towns(reader: RulesReader, atlas: Atlas) -> None:
    text = (
        "Forces killed four people in the occupied West Bank on Friday, the ministry said. Two men"
        " were shot dead in Qabatiya, it said."
    )
    report = Report("rep_1", "0" * 64, None, text, "en", None, None, DAY, 1, 0)
    reading = reader.read(report, atlas.lexicon)
    found = atlas.resolve(report, reading.claims, reading.mentions, DAY)
    two = {c.id for c in reading.claims if c.count.low == 2}
    (when,) = (r.when for r in found if r.kind == "time" and r.subject in two)
    assert when is not None
    assert when.start == when.end == date(2023, 10, 6)
