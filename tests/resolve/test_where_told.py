"""From a sentence to where its event was: reader and resolver together, in sentences of our own."""

from __future__ import annotations

from datetime import date

import pytest

from tollbook.read import RulesReader
from tollbook.record import Published, Report
from tollbook.record.vocabulary import PlaceRelation
from tollbook.resolve import Atlas

DAY = Published(date(2023, 10, 7), date(2023, 10, 7), "given")


@pytest.mark.parametrize(
    ("text", "place", "relation"),
    [
        # who speaks, who is blamed, whose people: no places of the event
        ("Baghdad denied that its troops killed three men in Nasiriyah.", "Nasiriyah", "at"),
        ("Tehran said three soldiers were killed in Basra.", "Basra", "at"),
        ("Washington condemned the attack that killed three men in Mosul.", "Mosul", "at"),
        ("Moscow blamed Kyiv for shelling that killed three men in Donetsk.", "Donetsk", "at"),
        ("Three men were killed in northern Gaza, Berlin said.", "Gaza Strip", "at"),
        ("Three men were killed in St. Petersburg, Russia.", "Saint Petersburg", "at"),
        ("Iraqi forces killed three men in Kut.", "Kut", "at"),
        ("Three Lebanese were killed in an Israeli strike on Tyre.", "Tyre", "at"),
        ("Three men from Kut were killed in Karbala.", "Karbala", "at"),
        # teams and persons
        ("Three fans were killed as Barcelona played in Cairo.", "Cairo", "at"),
        ("Gunmen killed Jordan Testman, 34, in Basra.", "Basra", "at"),
        ("Sheikh Omar Basra was among three men killed in Najaf.", "Najaf", "at"),
        # how it lies to the place named
        ("Three men were killed 12 km north of Basra, Iraq.", "Basra", "away"),
        ("Three men were killed near Fallujah, Iraq.", "Fallujah", "near"),
        ("Three men were killed outside Mogadishu.", "Mogadishu", "near"),
        ("Three men were killed on the outskirts of Goma.", "Goma", "near"),
        ("Three men were killed in villages around Djibo, Burkina Faso.", "Djibo", "near"),
        ("Three men were killed on the road between Baghdad and Mosul.", "Baghdad", "between"),
        ("Three men were killed on the Kirkuk-Tikrit highway in Iraq.", "Kirkuk", "between"),
        ("Three men were killed in the north of Mali.", "Mali", "at"),
        ("Three men were killed in Kut, 160 km southeast of Baghdad.", "Kut", "at"),
        (
            "Forces killed 38 men in raids across the West Bank. Six were from the town of Dura.",
            "West Bank",
            "at",
        ),
        # where somebody died in a deed, not where he was brought
        ("BAGHDAD, October 7, 2023 - Three men died in Friday's bombing in Kut.", "Kut", "at"),
        ("BAGHDAD, October 7, 2023 - Three men died in clashes in Karbala.", "Karbala", "at"),
        # finer than a town
        ("Three men were killed at the Jumhuriya Bridge in Baghdad.", "Jumhuriya Bridge", "at"),
        ("Three men were killed on Haifa Street in Baghdad.", "Haifa Street", "at"),
        ("Three men were killed at a market in Sadr City, Baghdad.", "Sadr City", "at"),
        ("Three men were killed in Balata camp in Nablus.", "Balata refugee camp", "at"),
    ],
)
def test_where_it_was(
    atlas: Atlas, reader: RulesReader, text: str, place: str, relation: PlaceRelation
) -> None:
    report = Report("rep_1", "0" * 64, None, text, "en", None, None, DAY, 1, 0)
    reading = reader.read(report, atlas.lexicon)
    killed = {c.id for c in reading.claims if c.harm == "killed"}
    found = atlas.resolve(report, reading.claims, reading.mentions, DAY)
    places = [r.place for r in found if r.kind == "place" and r.subject in killed and r.place]
    assert {(p.name, p.relation) for p in places} == {(place, relation)}
