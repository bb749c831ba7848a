"""Bulletins, communiqués and figures that others give: what is counted, by whom, of which event."""

from __future__ import annotations

from datetime import date

import pytest
from read_cases import NAMES, Read

from tollbook.record import Claim, Lexicon
from tollbook.record.interval import Published
from tollbook.record.marks import SUM_OF_TOLD

MONDAY = Published(date(2020, 6, 15), date(2020, 6, 15), "given")


def _of(claims: tuple[Claim, ...], harm: str) -> list[int | None]:
    return [c.count.best if c.count.best is not None else c.count.low for c in claims
            if c.harm == harm]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        # each number with its own word for harm
        ("The commission documented 41 civilians killed and 63 injured in 19 incidents across"
         " Iraq.", [41], [63]),
        ("Monitors recorded 41 civilians killed and 63 wounded in May.", [41], [63]),
        # by how many one count differs from another
        ("In May, 30 people were killed, 12 deaths fewer than in April.", [30], []),
        ("In March, 30 people were killed, five more than in February.", [30], []),
        ("There was an increase of 12 deaths. Four people were killed in Kut.", [4], []),
        ("Three more people died in Kut.", [3], []),
        # a number that it was not
        ("Fifty-five people died in the bombing in Kut, not 58, an officer said.", [55], []),
        ("Nobody died in Kut.", [0], []),
        # a verb that the tagger takes for a noun
        ("Gunmen on a motorcycle shot dead a midwife in Kut.", [1], []),
        # who is only named as one of the dead before
        ("Four worshippers died in Kut, the imam among them, and eight were injured.", [4], [8]),
        # no zero
        ("Thirteen people were killed in Kut. None of the killings has led to a trial.", [13], []),
    ],
)  # fmt: skip
def test_what_is_counted(read: Read, text: str, killed: list[int], injured: list[int]) -> None:
    claims = read(text, lexicon=NAMES, published=MONDAY).claims
    assert (_of(claims, "killed"), _of(claims, "injured")) == (killed, injured)


def test_paragraphs_that_open_with_days_tell_of_one_event_each(read: Read) -> None:
    body = (
        "On Sunday, a mine hit a taxi in Kut. A couple and their two children were killed.\n\n"
        "On Friday, a bomb exploded in a mosque in Hilla. Four worshippers died."
    )
    claims = read(body, lexicon=NAMES, published=MONDAY).claims
    assert _of(claims, "killed") == [4, 4]
    assert not any(c.part_of or c.adds_to for c in claims)


def test_a_headline_without_a_number_over_several_days_is_none_of_their_figures(
    read: Read,
) -> None:
    body = (
        "On 2 June, two brothers were shot dead in Kut.\n\n"
        "On 9 June, four farmers were killed by gunmen in Hilla."
    )
    claims = read(body, "Killings of farmers and herders in June", NAMES, MONDAY).claims
    told = [(c.count.best, c.scope, c.part_of) for c in claims if c.count.best]
    assert told == [(2, "incident", None), (4, "incident", None)]


GIVEN = [
    # the second sentence, who, its kind, least and most
    ("Residents put the figure at more than 40.", "Residents", "witness", (41, None)),
    ("The defence ministry gave the number as 71.", "The defence ministry", "official", (71, 71)),
    ("One hospital put the total at up to 18.", "One hospital", "medic", (None, 18)),
]


@pytest.mark.parametrize(("words", "who", "kind", "bounds"), GIVEN)
def test_another_body_gives_a_figure_of_the_harm_just_told(
    read: Read, words: str, who: str, kind: str, bounds: tuple[int | None, int | None]
) -> None:
    claims = read(f"Officials said 12 people died in Kut on Monday. {words}", lexicon=NAMES).claims
    _, given = claims
    assert (given.harm, given.count.low, given.count.high) == ("killed", *bounds)
    assert [(s.speaker, s.kind) for s in given.said_by[1:]] == [(who, kind)]
    assert [p.quote for p in given.places] == ["Kut"]
    assert given.part_of is None


@pytest.mark.parametrize(
    "words",
    [
        "Residents put the figure at more than 40 million dinars.",
        "The mayor put the figure of a saint at 5 Market Street.",
        "The council set the number at 12 on a door.",
    ],
)
def test_a_figure_of_something_else_is_none(read: Read, words: str) -> None:
    claims = read(f"Officials said 12 people died in Kut on Monday. {words}", lexicon=NAMES).claims
    assert len(claims) == 1


def test_an_earlier_figure_of_another_body_is_a_first_count(read: Read) -> None:
    text = "At least 13 people were killed in Kut on Friday, Human Rights Watch said. The mayor had put the figure at three."  # noqa: E501
    claims = {c.count.low: c for c in read(text, lexicon=NAMES).claims}
    assert claims[3].part_of == claims[13].id


def test_what_a_body_has_counted_after_a_total_is_its_total(read: Read) -> None:
    text = (
        "Twelve people have died in Iraq since 25 May, the president said. The rights office has"
        " counted 22 dead."
    )
    claims = read(text, lexicon=NAMES, published=MONDAY).claims
    assert [(c.count.best, c.scope) for c in claims] == [(12, "cumulative"), (22, "cumulative")]


@pytest.mark.parametrize(
    ("text", "stake"),
    [
        ("A spokesman for Islamic State said 17 soldiers had died in Kut.", "enemy_losses"),
        ("A spokesman for Islamic State denied that its fighters had used homes and said 17"
         " soldiers had died in Kut.", "enemy_losses"),
        ("Islamic State said two of its fighters had died in Kut.", "own_losses"),
        ("The enemy left 31 dead in Kut.", "enemy_losses"),
        ("Our forces killed 31 enemy soldiers in Kut.", "enemy_losses"),
    ],
)  # fmt: skip
def test_who_speaks_of_its_enemys_dead(read: Read, text: str, stake: str) -> None:
    (claim,) = (c for c in read(text, lexicon=NAMES).claims if c.harm == "killed")
    assert claim.said_by[-1].stake == stake


def test_abducted_people_found_dead_are_counted_dead(read: Read) -> None:
    claims = read(
        "Gunmen abducted seven teachers in Kut on Monday. The bodies of three of them were found on"
        " Wednesday.",
        "Bodies of three abducted teachers found",
        NAMES,
    ).claims
    assert (_of(claims, "killed"), _of(claims, "abducted")) == ([3], [7])


def test_what_an_army_says_of_fighters_is_not_what_a_medic_counts(read: Read) -> None:
    claims = read(
        "Between 60 and 70 people died, according to medics; the army said it had killed fighters.",
        lexicon=NAMES,
    ).claims
    (medics,) = (c for c in claims if c.count.high == 70)
    assert [s.speaker for s in medics.said_by[1:]] == ["medics"]
    assert medics.perpetrators == ()


@pytest.mark.parametrize(
    ("text", "title", "abducted"),
    [
        ("The children were freed on Sunday.", "Eight abducted pupils escape in Kut", []),
        ("Gunmen abducted 45 pupils in Kut on Monday.", None, [45]),
        ("The body of a clerk who was abducted on Monday was found in Kut.", None, []),
        ("Gunmen abducted 45 pupils in Kut. Residents put the number at 60.", None, [45, 60]),
    ],
)
def test_who_was_taken(read: Read, text: str, title: str | None, abducted: list[int]) -> None:
    assert _of(read(text, title, NAMES).claims, "abducted") == abducted


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("Various family members (6+) were killed in Kut.", (6, None)),
        ("Civilians (3-5) were killed in Kut.", (3, 5)),
        ("Several farmers (7) were killed in Kut.", (7, 7)),
        ("Six farmers (2 women) were killed in Kut.", (6, 6)),
    ],
)
def test_a_number_in_brackets(read: Read, text: str, bounds: tuple[int, int | None]) -> None:
    (claim,) = read(text, lexicon=NAMES).claims
    assert (claim.count.low, claim.count.high) == bounds


def test_a_total_that_adds_up_the_events_told_says_so(read: Read) -> None:
    body = (
        "Forty-nine people have been killed in two attacks in Iraq, officials said. On Thursday,"
        " gunmen killed 34 soldiers in Kut.\n\nOn Friday, fifteen farmers were shot dead in Hilla."
    )
    claims = {c.count.best: c for c in read(body, lexicon=NAMES, published=MONDAY).claims
              if c.harm == "killed"}  # fmt: skip
    assert SUM_OF_TOLD in claims[49].rule
    assert SUM_OF_TOLD not in claims[34].rule


def test_who_reports_before_a_colon_is_the_speaker(read: Read) -> None:
    (claim,) = read(
        "Since 7 May, 55 people have died in Iraq, the Ombudsman's Office reports: 54 civilians"
        " in clashes and one officer.",
        lexicon=NAMES,
        published=MONDAY,
    ).claims[:1]
    assert [s.speaker for s in claim.said_by[1:]] == ["the Ombudsman's Office"]


def test_a_number_of_dead_put_without_a_place_is_of_those_told_before(read: Read) -> None:
    text = (
        "At least 17 people were killed in a drone strike in Kut on Monday, aid workers said. A"
        " spokesman put the number of dead at 20."
    )
    _, given = read(text, lexicon=NAMES, published=MONDAY).claims
    assert [p.quote for p in given.places] == ["Kut"]
    assert "places" in given.inherited


def test_who_gave_a_figure_of_dead_is_its_speaker(read: Read) -> None:
    text = "Shells killed 12 people in Kut, medics said. The Observatory gave a figure of 13 dead."
    claims = {c.count.best: c for c in read(text, lexicon=NAMES).claims}
    assert [s.speaker for s in claims[13].said_by[1:]] == ["The Observatory"]


def test_what_somebody_had_said_earlier_is_a_first_count(read: Read) -> None:
    text = (
        "Nine soldiers were killed in Kut on Monday, the army said. The president had earlier"
        " spoken of seven dead."
    )
    claims = {c.count.best: c for c in read(text, lexicon=NAMES).claims}
    assert claims[7].part_of == claims[9].id


def test_a_list_of_regions_has_no_total_in_its_first(read: Read) -> None:
    provinces = Lexicon(actors={}, place_name=lambda name: "region")
    text = "Three people died in the Kut region, two in the Hilla region and one in the Arak region"
    claims = read(text, lexicon=provinces, published=MONDAY).claims
    assert [(c.count.best, c.scope) for c in claims] == [(n, "incident") for n in (3, 2, 1)]
