"""The report as a whole: inheritance, restatements, parts, additions, rivals."""

from __future__ import annotations

from typing import Any

import pytest
from read_cases import NAMES, Read, only, row

from tollbook.record import Claim


def told(claims: list[Claim]) -> list[tuple[int | None, str]]:
    """Each claim's floor with its relation to the others: alone, part of one, or on top of one."""
    return [
        (c.count.low, "part" if c.part_of else "adds" if c.adds_to else "alone") for c in claims
    ]


RELATIONS: list[Any] = [
    row(
        "Bomb kills nine in Hilla",
        "A bomb killed nine people in Hilla on Friday, police said.\n\nThe nine were killed "
        "at once.",
        [(9, "alone")],
        id="headline, lede and body are one",
    ),
    row(
        "Gunmen kill three in Kut",
        "Gunmen shot dead three shopkeepers in Kut on Monday. The three men were closing up.",
        [(3, "alone")],
        id="headline and lede are one",
    ),
    row(
        None,
        "Leila Mansour, a teacher, was shot dead in Basra on Monday. She was killed by gunmen.",
        [(1, "alone")],
        id="a pronoun is nobody new",
    ),
    row(
        None,
        "Soldiers killed five people in the camp on Sunday. Another three people died in hospital.",
        [(5, "alone"), (3, "adds")],
        id="another three come on top",
    ),
    row(
        None,
        "Soldiers killed five people in the camp on Sunday. Two of the dead were children killed"
        " at home.",
        [(5, "alone"), (2, "part")],
        id="two of the dead are part",
    ),
    row(
        None,
        "Nine people were killed in the raid. Two women were killed in a kitchen.",
        [(9, "alone"), (2, "part")],
        id="fewer of them later are part",
    ),
    row(
        None,
        "Two men died of their wounds on Monday, raising the toll of Friday's attack to five.",
        [(2, "part"), (5, "alone")],
        id="deaths inside a new toll",
    ),
    row(
        None,
        "Police said four people were killed in the raid. Residents said nine people were killed"
        " in the raid.",
        [(4, "alone"), (9, "alone")],
        id="two speakers are rivals",
    ),
    row(
        None,
        "At least nine people were killed in the raid on Monday. Initial reports said that four"
        " people were killed.",
        [(9, "alone"), (4, "part")],
        id="a first count is inside the last one",
    ),
    row(
        None,
        "At first a nurse said that four people had been killed, but later the mayor said that"
        " nine people had been killed.",
        [(4, "part"), (9, "alone")],
        id="each side of a turn has words of its own",
    ),
    row(
        None,
        "Nine people were reported killed in the raid. A nurse said nine people were killed. The"
        " mayor said six people were killed.",
        [(9, "alone"), (6, "part")],
        id="what the report says itself rivals nothing it quotes",
    ),
    row(
        None,
        "At least 30 people were killed in the raid. At least three guards were killed at the"
        " gate.",
        [(30, "alone"), (3, "part")],
        id="two bounds are no restatement",
    ),
    row(
        None,
        "Up to 15 people were killed in the raid. The mayor said 11 people were killed.",
        [(None, "alone"), (11, "alone")],
        id="a ceiling holds no parts",
    ),
    row(
        None,
        "At least 12 people were killed in the raid on Monday. Residents said that the death toll"
        " was 70.",
        [(12, "alone"), (70, "alone")],
        id="bounds of the report beside a higher toll",
    ),
    row(
        None,
        "A bomb killed three people in Basra on Monday. A bomb killed three people in Mosul on"
        " Tuesday.",
        [(3, "alone"), (3, "alone")],
        id="day and place keep apart",
    ),
    row(
        None,
        "A mine killed two soldiers near Kut. An interpreter was also killed.",
        [(2, "alone"), (1, "adds")],
        id="one also killed comes on top",
    ),
    row(
        None,
        "A bomb killed two guards at the gate. About ten minutes later, a suicide bomber in the"
        " crowd blew up, killing nine clerks.",
        [(2, "alone"), (9, "adds")],
        id="a later attack is another",
    ),
    row(
        None,
        "A bomb killed nine people in the market. Two hours later, three of them were buried"
        " after the nine were killed.",
        [(9, "alone")],
        id="later, but no other attack",
    ),
    row(
        None,
        "He shot and killed a clerk before killing himself.",
        [(1, "alone"), (1, "adds")],
        id="who kills himself is not his victim",
    ),
    row(
        None,
        "Six protesters and a policeman were killed in Kut on Sunday. The policeman was killed"
        " first.",
        [(7, "alone"), (1, "part")],
        id="the policeman is one of the seven",
    ),
    row(
        None,
        "Three in Basra and two in Najaf were killed on Sunday.",
        [(3, "alone"), (2, "alone")],
        id="a list of places",
    ),
    row(
        None,
        "Two farmers were killed in Nasiriyah, Iraq, and three in Arak, Iran.",
        [(2, "alone"), (3, "alone")],
        id="a number whose verb is left out",
    ),
    row(
        "Police: 13-year-old boy dies in Kut",
        "A boy has died in Kut.",
        [(1, "alone")],
        id="a label is no victim",
    ),
]


@pytest.mark.parametrize(("title", "body", "relations"), RELATIONS)
def test_relations(
    read: Read, title: str | None, body: str, relations: list[tuple[int | None, str]]
) -> None:
    assert told(only(read(body, title, NAMES), "killed")) == relations


def test_what_is_said_twice_keeps_both_places(read: Read) -> None:
    (claim,) = read("A bomb killed nine people in Hilla on Friday.", "Bomb kills nine").claims
    assert claim.evidence.quote == "killed nine people"
    assert [r.quote for r in claim.repeats] == ["kills nine"]


def test_where_they_were_taken_parts_nobody_from_the_figure(read: Read) -> None:
    text = (
        "Four people were shot in Kut on Sunday.\n\nA man of 26 was shot in the eye and driven by "
        "a friend to a clinic in Hilla. A woman was shot in the leg."
    )
    assert told(only(read(text, None, NAMES), "injured")) == [
        (4, "alone"),
        (1, "part"),
        (1, "part"),
    ]


def test_four_shot_behind_a_label(read: Read) -> None:
    reading = read("Police were called to a cafe.", "KPD: 4 shot in Kut", NAMES)
    assert told(only(reading, "injured")) == [(4, "alone")]


def test_who_says_so_before_the_colon_of_a_headline(read: Read) -> None:
    (claim,) = read("The road was closed.", "Police: two clerks shot dead in Kut", NAMES).claims
    assert [(s.speaker, s.kind) for s in claim.said_by[1:]] == [("Police", "police")]


def test_a_town_before_the_colon_of_a_headline_is_where_it_was(read: Read) -> None:
    (claim,) = read("The road was closed.", "Basra: two clerks shot dead", NAMES).claims
    assert [p.quote for p in claim.places] == ["Basra"]


def test_a_total_said_twice_is_one_balance(read: Read) -> None:
    reading = read(
        "Over 180 people have been killed in the protests since 1 October.",
        "Over 180 killed in protests",
    )
    assert [(c.count.low, c.scope, len(c.repeats)) for c in reading.claims] == [
        (181, "cumulative", 1)
    ]


def test_part_and_addition_point_to_claims_of_the_same_report(read: Read) -> None:
    claims = read("Soldiers killed five people on Sunday. Another three people died.").claims
    assert claims[1].adds_to == claims[0].id
    assert claims[0].part_of is None


INHERITED: list[Any] = [
    row(
        "Gunmen stormed a clinic in Kut on Monday. Two nurses were killed.",
        "killed",
        ("Gunmen",),
        id="the attack of the sentence before",
    ),
    row(
        "Rebels attacked a village near Kirkuk. These gunmen also abducted two shepherds.",
        "abducted",
        ("Rebels", "These gunmen"),
        id="these gunmen",
    ),
    row(
        "The governor dispatched riot police to the square. This led to the killing of protesters.",
        "killed",
        ("riot police",),
        id="this led to",
    ),
    row(
        "A gunman opened fire in a cafe in Basra. He killed two waiters.",
        "killed",
        ("A gunman",),
        id="he",
    ),
]


@pytest.mark.parametrize(("text", "harm", "perpetrators"), INHERITED)
def test_perpetrators_from_the_sentence_before_are_marked(
    read: Read, text: str, harm: str, perpetrators: tuple[str, ...]
) -> None:
    (claim,) = only(read(text, lexicon=NAMES), harm)
    assert tuple(p.text for p in claim.perpetrators) == perpetrators
    assert "perpetrators" in claim.inherited


def test_nobody_is_blamed_across_paragraphs(read: Read) -> None:
    reading = read("Gunmen stormed a clinic in Kut on Monday.\n\nTwo men were killed in Basra.")
    (claim,) = only(reading, "killed")
    assert claim.perpetrators == ()
    assert claim.inherited == ()


def test_who_gave_the_order_and_who_says_so_are_inherited(read: Read) -> None:
    reading = read(
        "A doctor said that the governor dispatched riot police to the square. "
        "This led to the killing of protesters."
    )
    (claim,) = only(reading, "killed")
    assert claim.ordered_by == ("the governor",)
    assert [s.speaker for s in claim.said_by] == ["report", "A doctor"]
    assert set(claim.inherited) == {"perpetrators", "ordered_by", "said_by"}


def test_acts_listed_under_including_are_ways_and_parts_not_claims(read: Read) -> None:
    reading = read(
        "Militias are killing activists, including shooting at marchers and storming offices."
    )
    assert [c.harm for c in reading.claims] == ["killed", "attacked"]
    assert {c.scope for c in reading.claims} == {"generic"}


def test_words_that_point_back_are_set_aside_not_dropped(read: Read) -> None:
    reading = read("Six people were killed in the raid. Those killed were buried on Sunday.")
    assert len(reading.claims) == 1
    assert [a.why for a in reading.set_aside] == [
        "points back at people told of elsewhere; no figure of its own"
    ]


def test_semicolons_keep_day_and_place_apart(read: Read) -> None:
    text = (
        "Some 40 people died on the first day of the marches; in Mosul 25 people were killed on"
        " 28 November; the ministry gave its own figures in Basra by the end of the month."
    )
    first, second = read(text, lexicon=NAMES).claims
    assert [p.quote for p in first.places] == []
    assert [t.quote for t in first.times] == ["on the first day"]
    assert [p.quote for p in second.places] == ["Mosul"]
    assert [t.quote for t in second.times] == ["on 28 November"]


def test_what_stands_before_a_semicolon_may_tell_where(read: Read) -> None:
    text = "On Friday troops stormed Basra; three people were killed."
    (claim,) = only(read(text, lexicon=NAMES), "killed")
    assert [p.quote for p in claim.places] == ["Basra"]
    assert [t.quote for t in claim.times] == ["On Friday"]


def test_two_days_in_one_sentence_are_two_events(read: Read) -> None:
    text = "Nine people were killed on Monday, and four were killed on Tuesday."
    assert told(list(read(text).claims)) == [(9, "alone"), (4, "alone")]
