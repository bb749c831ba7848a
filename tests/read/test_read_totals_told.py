"""Totals of a month, of a day and those that a figure brings to a number; whose and when."""

from __future__ import annotations

import pytest
from read_cases import Read

from tollbook.record import Claim, Lexicon


def _of(claims: tuple[Claim, ...], figure: int) -> Claim:
    (found,) = (c for c in claims if c.count.nearest == figure)
    return found


TOTALS = [
    (
        "Between 1 and 31 March, partners recorded the deaths of 143 civilians in Diyala. In Wasit,"
        " 87 people were killed during the month.",
        87,
        "killed",
        "Between 1 and 31 March",
    ),
    # text, figure, harm, words of its period
    ("The mission says 703 people were killed in February.", 703, "killed", "in February"),
    ("The number of civilians killed in May was 468.", 468, "killed", "in May"),
    (
        "Some 41 people have been killed in the past 24 hours, bringing the total since 7"
        " May to 31,923,"
        " the ministry said.",
        31_923,
        "killed",
        "since 7 May",
    ),
    (
        "At least 41 people have been killed in the past 24 hours, bringing the total since"
        " 7 May to"
        " 31,923, the ministry said.",
        41,
        "killed",
        "in the past 24 hours",
    ),
    (
        "At least 41 people were killed in the past 24 hours, bringing the total since 7"
        " May to 900, the"
        " ministry said. A further 102 were wounded, raising the number of injured to 2,096.",
        2_096,
        "injured",
        "since 7 May",
    ),
    (
        "State media say 12 people have been killed nationwide since 4 June. A rights group"
        " said 106"
        " protesters had been killed in 21 cities over the same period.",
        106,
        "killed",
        "since 4 June",
    ),
    (
        "A total of 867 people were killed in May, the mission said. In Nineveh, 92 people"
        " were killed.",
        92,
        "killed",
        "in May",
    ),
]


@pytest.mark.parametrize(("text", "figure", "harm", "period"), TOTALS)
def test_a_total_and_its_period(read: Read, text: str, figure: int, harm: str, period: str) -> None:
    claim = _of(read(text).claims, figure)
    assert (claim.scope, claim.harm) == ("cumulative", harm)
    assert claim.period is not None
    assert claim.period.quote == period


SINGLE = [
    ("In February, a bomber killed 17 people outside a bank.", 17),
    ("In May, 40 recruits were killed when a bomb hit their bus.", 40),
    ("Soldiers said they had killed 50 gunmen in the past 24 hours.", 50),
    ("Siege ends, 12 dead.", 12),
]


@pytest.mark.parametrize(("text", "figure"), SINGLE)
def test_one_event_is_no_total(read: Read, text: str, figure: int) -> None:
    assert _of(read(text).claims, figure).scope == "incident"


def test_who_counts_a_month_counts_its_parts(read: Read) -> None:
    text = (
        "A total of 867 people were killed in May, the United Nations said. In Nineveh, 92"
        " people were"
        " killed."
    )
    assert _of(read(text).claims, 92).said_by[-1].speaker == "the United Nations"


def test_losses_brought_to_a_number_are_of_the_harm_just_told(read: Read) -> None:
    text = "Two soldiers were wounded on Friday, bringing the total since 4 May to 37."
    assert _of(read(text).claims, 37).harm == "injured"


def test_a_number_behind_a_date_is_no_end_of_a_range(read: Read) -> None:
    text = "Six people were killed, bringing the total since October 7 to 31,923."
    assert _of(read(text).claims, 31_923).count.is_exact


def test_what_a_figure_leaves_out_is_no_harm_and_no_place(read: Read) -> None:
    claims = read(
        "Some 703 people were killed in February, not counting casualties in Anbar."
    ).claims
    (claim,) = claims
    assert not any(p.quote == "Anbar" for p in claim.places)
    assert claim.area is None


def test_bringing_to_a_number_the_number_of(read: Read) -> None:
    text = "The executions bring to 15 the number of people put to death this month."
    assert _of(read(text).claims, 15).scope == "cumulative"


def test_a_place_that_records_dead_is_none_of_them(read: Read) -> None:
    (claim,) = read("Salahuddin recorded 44 killed.").claims
    assert claim.count.low == 44


def test_a_headline_that_a_total_repeats_tells_of_no_incident(read: Read) -> None:
    body = (
        "A total of 759 people were killed in Iraq in July 2016, the mission said. Baghdad was the"
        " worst affected province, with 513 killed."
    )
    names = Lexicon(place_name=lambda name: "country" if name == "Iraq" else "town")
    claim = _of(read(body, title="759 killed in July", lexicon=names).claims, 513)
    assert claim.scope == "cumulative"
    assert claim.period is not None
    assert claim.period.quote == "in July 2016"


def test_bodies_that_were_burned_are_nobody_hurt(read: Read) -> None:
    text = "A bomb killed nine people in Kut. Many of the bodies were burned beyond recognition."
    assert {c.harm for c in read(text).claims} == {"killed"}
