"""Figures of several towns in one report: none is a part of another, and none is lost."""

from __future__ import annotations

from datetime import date

import pytest

from tollbook import tally
from tollbook.pipeline import work_out
from tollbook.read import RulesReader
from tollbook.record import Published, Report
from tollbook.resolve import Atlas

DAY = date(2024, 5, 4)


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("Five soldiers were killed in Kut. Three guards were killed in Amarah.", [3, 5]),
        ("Five people were killed in Kut.\n\nThree people were killed in Amarah.", [3, 5]),
        ("Three people were killed in Kut.\n\nThree people were killed in Amarah.", [3, 3]),
        ("Five men were killed in Kut. Three men were also killed in Amarah.", [3, 5]),
        ("A bomb killed five in Kut. Gunmen killed two in Basra. A mine killed one in Amarah.",
         [1, 2, 5]),
        # who did it is of a unit, and the killed were in Kut
        ("Men of the same unit killed five traders in Kut. Three women were killed in Amarah.",
         [3, 5]),
        # a quarter and a crossing that no gazetteer has
        ("In Kut, three traders were killed in the Qurmiya estate. In Amarah, a student was killed"
         " in the town centre.", [1, 3]),
        # a river is crossed, and soldiers are no fishermen
        ("Across the Tigris river, five fishermen were killed in Kut. Three soldiers died at"
         " Qurmiya, south of Amarah.", [3, 5]),
        # two churches are two places, and one died where so many died
        ("At least 93 died at St Mark's Church in Negombo, and 28 at the Ebenezer Church in"
         " Batticaloa.", [28, 93]),
        # a later day is another event
        ("Five traders were killed in Kut. A week later, three were killed there.", [3, 5]),
        ("Five traders were shot dead in Kut. The next day, soldiers killed three more.", [3, 5]),
        ("Five traders were killed in Kut. A week later, shells hit the market there. Three died.",
         [3, 5]),
        # the day of the picture above it
        ("A van killed 84 people in Kut on 3 May 2024. Twelve of them were nurses.\n\nFlowers lie"
         " where a van killed 84 people on 4 May 2024.", [84]),
        ("A van killed four people in Kut on 3 May 2024.\n\nA van killed four people in Kut on"
         " 4 May 2024.", [4, 4]),
        # what is said or shown on a later day is of what was told before
        ("Five traders were killed in Kut. The next day, officials said six were killed.", [6]),
        ("At least five were killed by a strike in Kut. The next day users shared a video of the"
         " strike. It claimed the lives of six.", [6]),
        ("At least three were killed by a strike in Kut. A second strike was counted separately."
         " Residents said that 12 were killed.", [12]),
        # what an army says of its enemy's dead holds none of those that others tell of
        ("The army said it killed 20 fighters in Kut.\n\nFour traders died in the market there.",
         [4]),
        # the same event, or a part of it
        ("Five traders were killed in Kut on Friday. The next day the toll rose to seven.", [7]),
        ("Five traders were killed in Kut on Friday. The next day, three bodies were found.", [5]),
        ("Twelve people were killed in Baghdad. Five of them died in Sadr City.", [12]),
        ("Twelve people were killed in Baghdad. Five people died in Sadr City.", [12]),
        ("Twelve people were killed in Wasit. Five people died in Kut.", [12]),
        ("Five people were killed in Nasiriyah. Five people died in Nassiriya, medics said.", [5]),
        ("Five soldiers were killed in Kut. The five soldiers came from Amarah.", [5]),
        ("Five people were killed in Kut. Two died at a hospital in Amarah.", [5]),
        ("Four were found dead in Kut. A fourth person, Karim Aziz of the Tigris quarter in"
         " Amarah, was also found dead.", [4]),
    ],
)  # fmt: skip
def test_the_dead_of_several_towns(
    atlas: Atlas, reader: RulesReader, text: str, dead: list[int]
) -> None:
    report = Report("rep_1", "0" * 64, None, text, "en", None, None, Published(DAY, DAY, "given"))
    found = work_out([report], reader, atlas, tally.load_policy("default")).tallied.incidents
    killed = (incident.toll("killed") for incident in found)
    assert sorted(toll.best or 0 for toll in killed if toll is not None) == dead
