"""Numbers in words: the whole table of the design, and what is no number of people."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from read_cases import Case, Read, case, check, row

from tollbook.read.numbers import find_numbers, value_of

Bounds = tuple[int | None, int | None, int | None]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("seven", 7),
        ("nineteen", 19),
        ("forty-two", 42),
        ("ninety nine", 99),
        ("a hundred", 100),
        ("one hundred and six", 106),
        ("two hundred", 200),
        ("three thousand", 3_000),
        ("three thousand and forty", 3_040),
        ("twelve hundred", 1_200),
        ("1,204", 1_204),
        ("12,000,000", 12_000_000),
        ("2.5 million", 2_500_000),
        ("a dozen", 12),
        ("three dozen", 36),
        ("two score", 40),
        ("half a dozen", 6),
        ("Seventeen", 17),
        ("farmers", None),
        ("", None),
    ],
)
def test_value_of_words(words: str, value: int | None) -> None:
    assert value_of(words) == value


def phrases(text: str) -> list[tuple[str, Bounds]]:
    return [(n.count.raw, (n.count.low, n.count.best, n.count.high)) for n in find_numbers(text)]


BOUNDED: list[Any] = [
    row("12", (12, 12, 12), id="12"),
    row("twelve", (12, 12, 12), id="twelve"),
    row("a dozen", (12, 12, 12), id="a dozen"),
    row("1,250", (1250, 1250, 1250), id="1,250"),
    row("over 180", (181, None, None), id="over 180"),
    row("more than 180", (181, None, None), id="more than 180"),
    row("well over 180", (181, None, None), id="well over 180"),
    row("upwards of 180", (181, None, None), id="upwards of 180"),
    row("in excess of 180", (181, None, None), id="in excess of 180"),
    row("at least 12", (12, None, None), id="at least 12"),
    row("no fewer than 12", (12, None, None), id="no fewer than 12"),
    row("not less than 12", (12, None, None), id="not less than 12"),
    row("12 or more", (12, None, None), id="12 or more"),
    row("12+", (12, None, None), id="12+"),
    row("up to 20", (None, None, 20), id="up to 20"),
    row("as many as 20", (None, None, 20), id="as many as 20"),
    row("no more than 20", (None, None, 20), id="no more than 20"),
    row("fewer than 20", (None, None, 19), id="fewer than 20"),
    row("less than 20", (None, None, 19), id="less than 20"),
    row("about 50", (None, 50, None), id="about 50"),
    row("some 50", (None, 50, None), id="some 50"),
    row("around 50", (None, 50, None), id="around 50"),
    row("roughly 50", (None, 50, None), id="roughly 50"),
    row("an estimated 50", (None, 50, None), id="an estimated 50"),
    row("50 or so", (None, 50, None), id="50 or so"),
    row("nearly 50", (None, 49, 49), id="nearly 50"),
    row("almost 50", (None, 49, 49), id="almost 50"),
    row("close to 50", (None, 49, 49), id="close to 50"),
    row("just under 50", (None, 49, 49), id="just under 50"),
    row("between 5 and 7", (5, None, 7), id="between 5 and 7"),
    row("between five and seven", (5, None, 7), id="between five and seven"),
    row("5-7", (5, None, 7), id="5-7"),
    row("5–7", (5, None, 7), id="5 en dash 7"),
    row("five or six", (5, None, 6), id="five or six"),
    row("10 to 12", (10, None, 12), id="10 to 12"),
    row("between 5 to 7", (5, None, 7), id="between 5 to 7"),
    row("from 5 up to 7", (5, None, 7), id="from 5 up to 7"),
    row("at least 5 and up to 7", (5, None, 7), id="at least 5 and up to 7"),
    row("at least one but perhaps up to 7", (1, None, 7), id="at least one but perhaps up to 7"),
    row("5 to as many as 7", (5, None, 7), id="5 to as many as 7"),
    row("five, possibly seven", (5, None, 7), id="five, possibly seven"),
    row("a minimum of 5 and a maximum of 7", (5, None, 7), id="minimum and maximum"),
    row("several", (2, None, None), id="several"),
    row("a few", (2, None, None), id="a few"),
    row("tens", (2, None, None), id="tens"),
    row("dozens", (2, None, None), id="dozens"),
    row("scores", (2, None, None), id="scores"),
    row("hundreds", (2, None, None), id="hundreds"),
    row("tens of thousands", (2, None, None), id="tens of thousands"),
    row("no one", (0, 0, 0), id="no one"),
    row("nobody", (0, 0, 0), id="nobody"),
    row("none", (0, 0, 0), id="none"),
    row("both", (2, 2, 2), id="both"),
]


@pytest.mark.parametrize(("words", "bounds"), BOUNDED)
def test_the_table_of_bounds(words: str, bounds: Bounds) -> None:
    assert phrases(f"On the road {words} villagers fell.") == [(words, bounds)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        row(
            "On the way in 2019, at least 14 farmers fell.",
            [("at least 14", (14, None, None))],
            id="a bound behind a year is that of the next number",
        ),
        row(
            "They hit 12 men, at least 30 women and a cart.",
            [("12", (12, 12, 12)), ("at least 30", (30, None, None))],
            id="a bound between two numbers is that of the second",
        ),
        row(
            "They hit some 20 and more than 30 fled.",
            [("some 20", (None, 20, None)), ("more than 30", (31, None, None))],
            id="more than, not and more",
        ),
        row(
            "They hit five and up to 12 fled.",
            [("five", (5, 5, 5)), ("up to 12", (None, None, 12))],
            id="two numbers, no range",
        ),
    ],
)
def test_which_number_a_bound_is_of(text: str, found: list[tuple[str, Bounds]]) -> None:
    assert phrases(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Karim, 24, sells bread.",
        "Karim (24) sells bread.",
        "A clerk aged 24 sells bread.",
        "A 24-year-old clerk sells bread.",
        row("Children aged 3 to 9 sat there.", id="aged 3 to 9"),
        "It happened in 2016 near a well.",
        "The 2003 invasion was over.",
        "They walked 12 kilometres.",
        "They walked for 40 days.",
        "They took $5,000 with them.",
        "They took 5,000 dinars with them.",
        "It cost 40 percent more.",
        "It cost 40% more.",
        "They found 30 bullets.",
        "They fired 14 rockets.",
        "They burned 20 houses.",
        "They used a 7.62 mm rifle.",
        "They met on Route 12.",
        "They met on the 12th floor.",
        "They met in room 101.",
        "They met at 10:30.",
        "They lost 3.5 of it.",
        "The F-16 came back.",
    ],
)
def test_numbers_that_count_no_people(text: str) -> None:
    assert phrases(text) == []


CLAIMED = [
    case("Five farmers, perhaps all of one family, killed in a raid near Kut.", count=(5, 5, 5)),
    case("Five farmers, possibly all civilians, killed in a raid near Kut.", count=(5, 5, 5)),
    case("8-14 people, possibly rebels, killed in a raid near Kut.", count=(8, None, 14)),
    case("Three clerks, including one child, killed in a raid near Kut.", count=(3, 3, 3)),
    case("9-25 killed, possibly four civilians, in a raid in Kut.", count=(9, None, 25)),
    case("3-4 alleged rebels killed in a raid near Kut.", count=(3, None, 4)),
    case("Teacher Ali Hassan among four reported killed in a raid.", count=(4, 4, 4)),
    case("Four neighbours, two women and two children, were killed.", count=(4, 4, 4)),
    case("Nine people from one street, all women and children, were killed.", count=(9, 9, 9)),
    case("A shell killed Ali Hassan, a teacher and poet, in Kut.", count=(1, 1, 1)),
    case("A shell killed Ali Hassan, his wife and two sons in Kut.", count=(4, 4, 4)),
    case("3-6 rebels killed and up to 3 injured in a raid.", count=(3, None, 6)),
    case("3-6 rebels killed and up to 3 injured in a raid.", "injured", count=(None, None, 3)),
    case("Soldiers killed 12 farmers near Kut.", count=(12, 12, 12), raw="12"),
    case("A man was killed in Kut.", count=(1, 1, 1), raw="A man"),
    case("Hassan Kareem was killed in Kut.", count=(1, 1, 1), names=("Hassan Kareem",)),
    case("His brother was killed in Kut.", count=(1, 1, 1)),
    case("Two brothers and their cousin were killed in Kut.", count=(3, 3, 3), shape="exact"),
    case("Over 180 people were killed in the raid.", count=(181, None, None), shape="more_than"),
    case("Up to 20 people were killed in the raid.", count=(None, None, 20), shape="at_most"),
    case("About 50 people were killed in the raid.", count=(None, 50, None), shape="about"),
    case("Nearly 50 people were killed in the raid.", count=(None, 49, 49), shape="nearly"),
    case("Five or six people were killed in the raid.", count=(5, None, 6), shape="range"),
    case("Dozens of people were killed in the raid.", count=(2, None, None), raw="Dozens"),
    case("Several villagers were killed in the raid.", count=(2, None, None), shape="vague"),
    case("Protesters were killed in the raid.", count=(2, None, None), shape="plural"),
    case("No one was killed in the raid.", count=(0, 0, 0), shape="zero"),
    case("There were no deaths in the raid.", count=(0, 0, 0)),
    case("There were no reports of deaths.", count=(None, None, None), shape="not_reported"),
    case("The raid caused no casualties.", "killed_or_injured", count=(0, 0, 0)),
    case(
        "There were no immediate reports of casualties.",
        "killed_or_injured",
        count=(None, None, None),
        shape="not_reported",
        counts=False,
    ),
    case("30 people were killed and wounded.", "killed_or_injured", count=(30, 30, 30)),
    case("The raid left 30 casualties.", "killed_or_injured", count=(30, 30, 30)),
    case("The attacker and three others died.", count=(4, 4, 4), attackers=1),
    case("A family of five was killed in the raid.", count=(5, 5, 5)),
    case("A group of 12 protesters was killed in the raid.", count=(12, 12, 12)),
    case("Both brothers were killed in the raid.", count=(2, 2, 2)),
    case("A couple were killed in the raid.", count=(2, 2, 2)),
    case("All 14 people aboard were killed.", count=(14, 14, 14)),
    case("Half of the 40 passengers were killed.", count=(20, 20, 20)),
    case("All but two of the 14 passengers were killed.", count=(12, 12, 12)),
    case("Two thirds of the 30 passengers were killed.", count=(20, 20, 20)),
    case(
        "Ten people, civilians and soldiers alike, were killed.",
        count=(10, 10, 10),
    ),
    case("Karim Saleh, 24, was killed in Kut.", count=(1, 1, 1)),
    case("On 12 October a man was killed in Kut.", count=(1, 1, 1)),
    case("A farmer was killed by a 7.62 mm bullet.", count=(1, 1, 1)),
    case("Robbers killed a trader and took $5,000.", count=(1, 1, 1)),
    case("Some 7,500 troops came to Kut, where a farmer was killed.", count=(1, 1, 1)),
    case("Two men were killed with 15 bullets.", count=(2, 2, 2)),
    case("At 11 p.m. two men were killed in Kut.", count=(2, 2, 2)),
    case("Police on Route 12 found the bodies of two men.", count=(2, 2, 2)),
    case("Four children aged 3 to 9 were killed in Kut.", count=(4, 4, 4)),
]


@pytest.mark.parametrize("case", CLAIMED)
def test_counts_of_claims(read: Read, case: Case) -> None:
    check(read, case)


@given(st.integers(min_value=1, max_value=999_999))
@settings(max_examples=60, deadline=None)
def test_digits_with_separators_keep_their_value(n: int) -> None:
    assert phrases(f"Raiders hit {n:,} villagers.") == [(f"{n:,}", (n, n, n))]


@given(st.text(max_size=80))
@settings(max_examples=60, deadline=None)
def test_number_phrases_lie_inside_the_text_and_in_order(text: str) -> None:
    found = find_numbers(text)
    assert all(0 <= n.start <= n.core_start < n.core_end <= n.end <= len(text) for n in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
