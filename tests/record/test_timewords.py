"""Words for times: found whole, with their preposition, and nothing else."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.record.timewords import _finder, find_time_words, month_and_day

_TABLE = tomllib.loads(files("tollbook.record").joinpath("data/timewords.toml").read_text("utf-8"))


def quotes(text: str) -> list[str]:
    return [span.quote for span in find_time_words(text)]


@pytest.mark.parametrize(
    "example", [e for atom in _TABLE["atom"] for e in atom["examples"]], ids=lambda e: e
)
def test_examples_of_the_table_are_found_whole(example: str) -> None:
    assert quotes(f"The blast came {example}, they said.") == [example]


@pytest.mark.parametrize(
    "lead", ["", "since ", "throughout about ", "at about 7 p.m. on ", "just before midnight on "]
)
@pytest.mark.parametrize(
    "example", [e for atom in _TABLE["atom"] for e in atom["examples"]], ids=lambda e: e
)
def test_the_quick_scan_passes_over_nothing(lead: str, example: str) -> None:
    text = f"Some said that all of the men of the guard had left for a time {lead}{example}, too."
    plain = [match.group() for match in _finder().finditer(text)]
    assert plain
    assert quotes(text) == plain


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two men died on Friday.", ["on Friday"]),
        ("Friday night's raid", ["Friday night"]),
        ("BASRA, Oct 1 (Agency) - Police", ["Oct 1"]),
        ("killed between 1 and 7 October 2019", ["between 1 and 7 October 2019"]),
        ("from Oct 1 to 7, 2019, they", ["from Oct 1 to 7, 2019"]),
        ("since the start of October", ["since the start of October"]),
        (
            "at about 7 a.m. on Friday, October 4, 2019, men",
            ["at about 7 a.m. on Friday, October 4, 2019"],
        ),
        ("On October 1 and 5 people were shot", ["On October 1"]),
        ("on October 1 and 2, 2019", ["on October 1 and 2, 2019"]),
        ("between 2003 and 2006", ["between 2003 and 2006"]),
        ("in the early hours of Friday", ["in the early hours of Friday"]),
        ("on the night between Sunday and Monday", ["on the night between Sunday and Monday"]),
        ("killed today, yesterday and overnight", ["today", "yesterday and overnight"]),
        ("in the past 24 hours", ["in the past 24 hours"]),
        ("on the second day of the march", ["on the second day"]),
        ("three days after the blast", ["three days after"]),
        ("KILLED ON FRIDAY", ["ON FRIDAY"]),
        ("from 1 October until 5 November 2019", ["from 1 October until 5 November 2019"]),
        ("in October and November 2019", ["in October and November 2019"]),
        ("on Tuesday, 12 people were hurt", ["on Tuesday"]),
    ],
)
def test_found_whole(text: str, found: list[str]) -> None:
    assert quotes(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "They may die, and they march on.",
        "The March for Life drew 24 people.",
        "A 24-year-old man, aged 30, was shot.",
        "Officials said 2014 people were killed.",
        "In 2014 people were killed.",
        "The film Bloody Sunday and the paper USA Today",
        "The last three people fell; it was the first time.",
        "Minister Theresa May spoke.",
        "The sun sat low.",
    ],
)
def test_not_times(text: str) -> None:
    assert quotes(text) == []


@given(
    st.lists(
        st.sampled_from(
            [
                "on",
                "Friday",
                "1",
                "October",
                "and",
                "2019",
                "since",
                ",",
                "the",
                "past",
                "two",
                "days",
                "killed",
                "\n",
                "ago",
            ]
        ),
        max_size=25,
    )
)
def test_spans_hold_and_stand_in_order(words: list[str]) -> None:
    text = " ".join(words)
    spans = find_time_words(text)
    assert all(span.holds_in(text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("on 25 October", (10, 25)),
        ("Oct. 25", (10, 25)),
        ("on Friday, October 25", (10, 25)),
        ("the 3rd of May", (5, 3)),
        ("on 25 October 2019", None),
        ("1-5 October", None),
        ("since 25 October", None),
        ("on Friday", None),
        ("in October", None),
    ],
)
def test_a_month_and_day_without_a_year(words: str, day: tuple[int, int] | None) -> None:
    assert month_and_day(words) == day
