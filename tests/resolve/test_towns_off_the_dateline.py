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
