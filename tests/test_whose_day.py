"""Whose day a day is, from sentence to incident: that of an arrest, of other news, of other harm.

Published on Saturday 4 May 2024. Each sentence was written with what a recorder would date by it.
"""

from __future__ import annotations

from datetime import date

import pytest

from tollbook.read import RulesReader
from tollbook.record import Published, Report
from tollbook.record.vocabulary import Harm
from tollbook.resolve import Atlas

SATURDAY = date(2024, 5, 4)
THURSDAY = date(2024, 5, 2)
MONDAY = date(2024, 4, 29)


def days(atlas: Atlas, reader: RulesReader, text: str) -> dict[Harm, set[date | None]]:
    """The one day of each harm told; None: no single day."""
    report = Report(
        "rep_1", "0" * 64, None, text, "en", None, None,
        Published(SATURDAY, SATURDAY, "given"),
    )  # fmt: skip
    reading = reader.read(report, atlas.lexicon)
    found: dict[Harm, set[date | None]] = {}
    for claim in reading.claims:
        for r in atlas.resolve(report, reading.claims, reading.mentions, report.published):
            if r.subject == claim.id and r.kind == "time" and r.when is not None:
                one = r.when.start if r.when.start == r.when.end else None
                found.setdefault(claim.harm, set()).add(one)
    return found


@pytest.mark.parametrize(
    ("text", "hurt", "held"),
    [
        ("In all, 200 people were injured and 105 arrested on Thursday.", THURSDAY, THURSDAY),
        ("On Thursday, 200 people were injured and 105 arrested.", THURSDAY, THURSDAY),
        (
            "At least 30 protesters were wounded and dozens were detained in Kut on Thursday.",
            THURSDAY, THURSDAY,
        ),
        ("Police arrested 105 marchers and injured 20 on Thursday.", THURSDAY, THURSDAY),
        ("Police injured 20 marchers and arrested 105 on Thursday.", THURSDAY, THURSDAY),
        (
            "Police shot dead three protesters and arrested 40 others on Thursday.",
            THURSDAY, THURSDAY,
        ),
        (
            "Three protesters were killed, 40 wounded and 105 arrested in clashes on Thursday.",
            THURSDAY, THURSDAY,
        ),
        (
            "More than 100 people were injured and over 200 people were arrested on Thursday "
            "during protests across the country.",
            THURSDAY, THURSDAY,
        ),
        (
            "Security forces killed two marchers and detained 30 in Kut on Thursday.",
            THURSDAY, THURSDAY,
        ),
        (
            "Forty people were hurt and ten arrested on Thursday when police broke up a march.",
            THURSDAY, THURSDAY,
        ),
        (
            "Police said 12 officers were injured and 37 people arrested on Thursday night.",
            THURSDAY, THURSDAY,
        ),
        (
            "Sixty people were injured in Kut, and 30 more were arrested on Thursday.",
            THURSDAY, THURSDAY,
        ),
        ("Seven people died and 60 were arrested in the clashes on Thursday.", THURSDAY, THURSDAY),
        (
            "Eleven demonstrators were wounded and several others taken into custody on Thursday.",
            THURSDAY, THURSDAY,
        ),
        # two days
        ("Twelve people were injured on Monday; 105 were arrested on Thursday.", MONDAY, THURSDAY),
        ("Twelve people were injured on Monday and 105 arrested on Thursday.", MONDAY, THURSDAY),
        ("Twelve people were injured on Monday. On Thursday 105 were arrested.", MONDAY, THURSDAY),
        ("On Monday 12 people were injured, and on Thursday 105 were arrested.", MONDAY, THURSDAY),
        # held over a deed: the arrest's day says nothing of the deed's
        ("Two men were arrested on Thursday over the shooting that killed a woman.", None, None),
        ("A suspect in the killing of three people was arrested on Thursday.", None, None),
        ("Five people were killed and a suspect was arrested on Thursday.", None, None),
        ("The man accused of killing two officers was arrested on Thursday.", None, None),
        ("A woman was killed and her husband was arrested on Thursday.", None, None),
        ("Fifteen people were injured and the driver was arrested on Thursday.", None, None),
        ("A man was shot dead and two men were arrested on Thursday.", None, None),
        (
            "Three people were killed and four suspects were detained, police said on Thursday.",
            None, None,
        ),
        (
            "Nine people were wounded in the blast, and the two bombers were arrested on Thursday.",
            None, None,
        ),
        ("Twelve people were injured and 105 arrested, the ministry said on Thursday.", None, None),
    ],
)  # fmt: skip
def test_whose_day_the_day_of_an_arrest_is(
    atlas: Atlas, reader: RulesReader, text: str, hurt: date | None, held: date | None
) -> None:
    found = days(atlas, reader, text)
    of_hurt = {day for harm in ("killed", "injured") for day in found.get(harm, ())}
    assert of_hurt == {hurt}
    if held is not None:
        assert found.get("detained") == {held}


@pytest.mark.parametrize(
    ("text", "harm", "day"),
    [
        # what a clause between subject and verb says of somebody
        (
            "The leader of the band, which laid down its arms on Monday, was shot dead.",
            "killed", None,
        ),
        (
            "Omar Basri, whose party won the vote on Monday, was shot dead on Thursday.",
            "killed", THURSDAY,
        ),
        ("Omar Basri, who was shot on Monday, died on Thursday.", "killed", MONDAY),
        ("Two marchers who gathered on Thursday were shot dead by police.", "killed", THURSDAY),
        # harm that only says which person is meant
        ("On Thursday police freed the man who was kidnapped in Kut.", "abducted", None),
        (
            "People who came home on Thursday confirmed it, said Omar Basri, who was kidnapped "
            "near Kut and later freed.",
            "abducted", None,
        ),
        ("On Thursday gunmen abducted Omar Basri, who was freed on Friday.", "abducted", THURSDAY),
        (
            "The council elected a chief on Thursday. He replaces the assassinated Omar Basri.",
            "killed", None,
        ),
        # a death that is told, though it has an article
        (
            "A rebel column attacked a farm near Kut on Thursday, an agency said.\n\nThe army said "
            "that the attack, which resulted in the death of a civilian, had been repelled.",
            "killed", THURSDAY,
        ),
        # a list of events has no day of its own
        (
            "On 4 April two men were abducted in Kut. On 9 April a judge was abducted in Amarah. "
            "On 12 April a boy was abducted in Basra.\n\nOmar Rahim was murdered in a jail.",
            "killed", None,
        ),
    ],
)  # fmt: skip
def test_whose_day_another_day_of_the_sentence_is(
    atlas: Atlas, reader: RulesReader, text: str, harm: Harm, day: date | None
) -> None:
    assert days(atlas, reader, text).get(harm) == {day}


FRESH = [
    ("Around 60 people were hurt and more than 300 were rounded up on Thursday, medics said.",
     "injured", THURSDAY),
    ("Police fired on the crowd, killing four and detaining 80, on Thursday.", "killed", THURSDAY),
    ("Four marchers died and 80 were held on Thursday.", "killed", THURSDAY),
    ("On Monday troops shot dead four men; on Thursday they arrested 80 others.", "killed", MONDAY),
    ("A teacher was stabbed to death and her former pupil was detained on Thursday.", "killed",
     None),
    ("Nine people were shot on Monday night, and a 19-year-old man was arrested on Thursday.",
     "injured", MONDAY),
    ("The mayor, who took office on Monday, was gunned down on Thursday.", "killed", THURSDAY),
    ("The convoy, which had left Basra on Monday, was ambushed and six guards were killed.",
     "killed", None),
    ("The trial of a man accused of killing two pilgrims will open on Thursday.", "killed", None),
    ("Two pilgrims were killed on Monday. The trial opened on Thursday.", "killed", MONDAY),
    ("Thousands attended a memorial on Thursday for six miners killed in an attack.", "killed",
     None),
    ("Guards on Thursday identified a body found on Monday as that of a missing teacher.",
     "killed", None),
    ("Schools that closed after three pupils were killed on Monday will reopen on Thursday.",
     "killed", MONDAY),
    ("He succeeded the murdered governor on Thursday.", "killed", None),
    ("The rebels executed Omar Basri on Thursday.", "killed", THURSDAY),
    ("The army executed prisoners on Thursday.", "killed", THURSDAY),
    ("The men abducted on Thursday were farmers.", "abducted", THURSDAY),
    ("The governor was murdered on Thursday; his deputy was sworn in on Friday.", "killed",
     THURSDAY),
]  # fmt: skip


@pytest.mark.parametrize(("text", "harm", "day"), FRESH)
def test_whose_day_it_is_in_sentences_written_later(
    atlas: Atlas, reader: RulesReader, text: str, harm: Harm, day: date | None
) -> None:
    assert days(atlas, reader, text).get(harm) == {day}
