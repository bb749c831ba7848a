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
        # so many did not die where they were brought to
        ("Police said that 93 people died in Basra, Iraq.", "Basra", "at"),
        ("Three men died in clashes in Hama.", "Ḩamāh", "at"),
        ("A man was shot in Zubair and died in Basra.", "Zubair", "at"),
        # what the words put it in or near, whatever bears its name elsewhere
        (
            "Three men were killed in Rashidiya, on the northern edge of Baghdad.",
            "Rashidiya, near Baghdad",
            "near",
        ),
        ("Three men were killed in the village of Togou, in central Mali.", "Togou, in Mali", "at"),
        (
            "Three men were killed in Santa Rosa, in Cauca, in Colombia.",
            "Santa Rosa, in Cauca",
            "at",
        ),
        ("Three men were killed in Mukilteo, in Seattle.", "Mukilteo", "at"),
        ("Three men were killed in Solhan, in Yagha province in Burkina Faso.", "Solhan", "at"),
        ("Three men were killed in Halabja, in Sulaymaniyah province.", "Halabja", "at"),
        ("In Damascus, a bomb killed three men in the Yarmouk camp.", "Yarmouk camp", "at"),
        ("Three men were killed in Al-Qaim, near the border with Syria.", "Husaybah", "at"),
        # a village that the gazetteer lacks, in the country, province or town of the same words
        ("In Mali, three men were killed near Qurmiya.", "Qurmiya, in Mali", "at"),
        (
            "Three men were killed in Qurmiya, a village of 800 people in Zorba township, Magway"
            " region.",
            "Qurmiya, in Magway",
            "at",
        ),
        ("In Kisumu, three men were killed in the Qurmiya estate.", "Qurmiya, in Kisumu", "at"),
        (
            "A farmer was killed in the fields of Qurmiya, east of Zahle.",
            "Qurmiya, near Zahlé",
            "away",
        ),
        ("Three men were killed in Tchoma Bangou, in Niger.", "Tchoma Bangou, in Niger", "at"),
        ("A boy died in Balata camp, in Nablus.", "Balata refugee camp", "at"),
        # a way of which one end or the place itself is in no gazetteer
        ("Three men were killed on the road between Dori and Qurmiya.", "Dori", "between"),
        (
            "Three men were killed in Qurmiya, on the road from Nairobi to Thika.",
            "Qurmiya, near Nairobi",
            "between",
        ),
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
        ("Three people died in Karbala on Friday, officials in Baghdad said.", "Karbala", "at"),
        (
            "Three people were shot in Karbala; two men died in a hospital in Najaf.",
            "Karbala",
            "at",
        ),
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


@pytest.mark.parametrize("who", ["the Kenya Red Cross", "Kenya TV", "Kenya Human Rights Watch"])
def test_the_country_in_a_bodys_name_is_a_candidate_and_no_place(
    atlas: Atlas, reader: RulesReader, who: str
) -> None:
    text = f"A man was shot dead at a roadblock on Friday, {who} said."
    report = Report("rep_1", "0" * 64, None, text, "en", None, None, DAY, 1, 0)
    reading = reader.read(report, atlas.lexicon)
    (claim,) = reading.claims
    (found,) = (
        r
        for r in atlas.resolve(report, reading.claims, reading.mentions, DAY)
        if r.kind == "place" and r.subject == claim.id
    )
    assert found.place is None
    assert [p.name for p in found.candidate_places] == ["Kenya"]
    assert "has 'Kenya' in its name" in found.reasons[0]


def test_what_was_there_was_not_where_only_the_bearing_is_from(
    atlas: Atlas, reader: RulesReader
) -> None:
    text = "Five men were killed in Balad, north of Baghdad, on Friday. Six were wounded there."
    report = Report("rep_1", "0" * 64, None, text, "en", None, None, DAY, 1, 0)
    reading = reader.read(report, atlas.lexicon)
    found = atlas.resolve(report, reading.claims, reading.mentions, DAY)
    claims = {c.id for c in reading.claims}
    places = {r.subject: r.place and r.place.name for r in found if r.kind == "place"}
    assert [places[c] for c in claims] == ["Balad", "Balad"]
