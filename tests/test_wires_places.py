"""Whole reports heavy in places: villages no gazetteer has, quarters of capitals, borders, ways.

Each was written, and where a careful recorder puts its dead, before it was read; the share right at
the first run is in docs/whole_reports.md. A row with a reason must fail: when it is learnt, the
mark has to go.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tollbook.read import RulesReader
from tollbook.record import Published, Report
from tollbook.resolve import Atlas

FOLDER = Path(__file__).parent / "wires_places"
SAHEL, ESTATES, UNIONS = (
    ("sahel", "2022-02-14"),
    ("estates", "2023-07-13"),
    ("two-unions", "2021-05-08"),
)
BORDERS, TOWNSHIPS = ("borders", "2014-03-09"), ("townships", "2021-12-10")


def _row(*values: Any, gap: str = "") -> Any:
    marks = [pytest.mark.xfail(reason=gap, strict=True)] if gap else []
    return pytest.param(*values, marks=marks)


WHERE = [
    # report, who, place, country, first-order unit, relation
    _row(SAHEL, "nine people", "Tamtiguel, near Gorom-Gorom", "BF", None, "away"),
    _row(SAHEL, "five traders", "Dori", "BF", None, "between"),
    _row(SAHEL, "four herders", "Boulkessi, in Mali", "ML", None, "at"),
    _row(SAHEL, "Three volunteers", "Djibo", "BF", None, "near"),
    _row(SAHEL, "A woman", "Silgadji, in Burkina Faso", "BF", None, "at"),
    _row(ESTATES, "Two people", "Kayole, in Kenya", "KE", None, "at"),
    _row(ESTATES, "one", "Mathare, in Kenya", "KE", None, "at"),
    _row(ESTATES, "Another man", "Githurai, near Nairobi", "KE", None, "between"),
    _row(ESTATES, "Six", "Nairobi", "KE", None, "at",
         gap="the other end of the way named before is taken for where the six were"),
    _row(ESTATES, "three protesters", "Kondele, in Kisumu", "KE", None, "at"),
    _row(ESTATES, "a student", "Nakuru", "KE", None, "at"),
    _row(UNIONS, "Four farmers", "La Uni\u00f3n", "CO", "CO.20", "at"),
    _row(UNIONS, "two policemen", "La Uni\u00f3n", "CO", "CO.02", "at"),
    _row(UNIONS, "a community leader", "Santa Rosa, in Cauca", "CO", "CO.09", "at"),
    _row(UNIONS, "A bus driver", "Pasto", "CO", None, "between",
         gap="the bus driver is not read as another dead"),
    _row(BORDERS, "Four people", "Wadi Khaled, in Lebanon", "LB", None, "at"),
    _row(BORDERS, "Earlier two refugees", "Ain al-Hilweh", "LB", None, "at"),
    _row(BORDERS, "three children", "Yarmouk camp", "SY", None, "at"),
    _row(BORDERS, "A farmer", "Kfar Zabad, near Zahl\u00e9", "LB", None, "away"),
    _row(BORDERS, "two soldiers", "Nassib, in Syria", "SY", None, "at",
         gap="nothing says what an unknown crossing lies in, so another paragraph's town is taken"),
    _row(TOWNSHIPS, "Eleven people", "Don Taw, in Myanmar", "MM", None, "at",
         gap="a report of two countries has no home for a village that no gazetteer has"),
    _row(TOWNSHIPS, "three men", "Kin Ma, in Magway", "MM", "MM.15", "at"),
    _row(TOWNSHIPS, "five protesters", "Kyimyindaing, in Yangon", "MM", None, "at"),
    _row(TOWNSHIPS, "a woman", "Mae Sot", "TH", None, "at"),
    _row(TOWNSHIPS, "Two soldiers", "Loikaw", "MM", None, "away"),
]  # fmt: skip


@pytest.mark.parametrize(("wire", "who", "place", "country", "unit", "relation"), WHERE)
def test_where_each_was(  # noqa: PLR0917 - the columns of the table
    atlas: Atlas, reader: RulesReader, wire: tuple[str, str], who: str, place: str,
    country: str, unit: str | None, relation: str,
) -> None:  # fmt: skip
    name, day = wire
    text = (FOLDER / f"{name}.txt").read_text("utf-8")
    told = Published(date.fromisoformat(day), date.fromisoformat(day), "given")
    title = text.partition("\n\n")[0]
    report = Report("rep_1", "0" * 64, title, text, "en", None, None, told, 1, len(title) + 2)
    reading = reader.read(report, atlas.lexicon)
    claims = {c.id for c in reading.claims if c.harm != "attacked" and c.victims[0].text == who}
    found = [
        r.place
        for r in atlas.resolve(report, reading.claims, reading.mentions, told)
        if r.kind == "place" and r.place is not None and r.subject in claims
    ]
    assert {(p.name, p.country, p.relation) for p in found} == {(place, country, relation)}
    assert unit is None or {p.admin1 for p in found} == {unit}
