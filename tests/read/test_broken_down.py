"""A figure that its sentence breaks down by place is a total over those events, none of them."""

from __future__ import annotations

import pytest
from read_cases import Read, only

from tollbook.record import Lexicon

NAMES = Lexicon(place_name=lambda name: "country" if name == "Iraq" else "town")
TOTAL, EVENT = "cumulative", "incident"


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "Five people were killed on Friday: three in Basra and two in Najaf, officials said.",
            [(5, TOTAL), (3, EVENT), (2, EVENT)],
        ),
        (
            "Six people were killed in Iraq on Friday, three in Basra and two in Najaf.",
            [(6, TOTAL), (3, EVENT), (2, EVENT)],
        ),
        (
            "Six clerks were killed in Iraq on Friday, three of them in Basra and two in Najaf.",
            [(6, TOTAL), (3, EVENT), (2, EVENT)],
        ),
        (
            "Police killed six protesters on Friday: three in Basra, two in Najaf and one in Kut.",
            [(6, TOTAL), (3, EVENT), (2, EVENT), (1, EVENT)],
        ),
        (
            "At least six people were killed on Friday, including three in Basra and two in Najaf.",
            [(6, TOTAL), (3, EVENT), (2, EVENT)],
        ),
        # the first figure has a town of its own
        (
            "Six people were killed in Basra on Friday, three in Najaf and two in Kut.",
            [(6, EVENT), (3, EVENT), (2, EVENT)],
        ),
        ("Six people were killed in Basra on Friday and two in Najaf.", [(6, EVENT), (2, EVENT)]),
        # more than it counts: no part of it
        (
            "Four people were killed in Iraq on Friday, three in Basra and two in Najaf.",
            [(4, EVENT), (3, EVENT), (2, EVENT)],
        ),
        # two of the six
        ("Six people were killed in Baghdad on Friday, including two in Karrada.", [(6, EVENT)]),
    ],
)
def test_broken_down_by_place(read: Read, text: str, figures: list[tuple[int, str]]) -> None:
    told = [(c.count.low, c.scope) for c in only(read(text, lexicon=NAMES), "killed")]
    assert told == figures


def test_the_total_says_over_what_it_is(read: Read) -> None:
    text = "Six people were killed in Iraq on Friday, three in Basra and two in Najaf."
    total = only(read(text, lexicon=NAMES), "killed")[0]
    assert total.area is not None
    assert total.area.quote == "Iraq"
    assert [p.quote for p in total.places] == ["Iraq"]
    assert any("3 + 2" in w.rule for w in total.why)


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        (
            "Police killed six protesters on Friday: three in Basra, two in Najaf and one in Kut.",
            ["protester"] * 4,
        ),
        ("Six protesters were killed in Basra on Friday and two in Najaf.", ["protester"] * 2),
        (
            "Six protesters were killed in Basra on Friday and two men in Najaf.",
            ["protester", None],
        ),
    ],
)
def test_each_of_the_listed_is_what_those_before_are(
    read: Read, text: str, roles: list[str | None]
) -> None:
    told = only(read(text, lexicon=NAMES), "killed")
    assert [c.victims[0].role for c in told] == roles
