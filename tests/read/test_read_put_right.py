"""A figure that its speaker puts in the place of an earlier one."""

from __future__ import annotations

import pytest
from read_cases import Read


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "The ministry said 32 people were killed in Kut. It later corrected its count to 23.",
            [(32, "retracts"), (23, "asserts")],
        ),
        (
            "Police said nine men were killed in Kut. Police later revised the figure to 12.",
            [(9, "retracts"), (12, "asserts")],
        ),
        # another speaker corrects nothing of the first
        (
            "Police said nine men were killed in Kut. The mayor revised the figure to 12.",
            [(9, "asserts")],
        ),
        # and no other number
        (
            "The ministry said 32 people were killed in Kut. It later corrected the address.",
            [(32, "asserts")],
        ),
    ],
)
def test_a_count_that_is_put_right(read: Read, text: str, want: list[tuple[int, str]]) -> None:
    claims = [c for c in read(text).claims if c.harm == "killed"]
    assert [(c.count.best, c.said_by[-1].stance) for c in claims] == want
    assert all(c.part_of is None and c.adds_to is None for c in claims)


def test_what_was_said_before_a_figure_was_lowered(read: Read) -> None:
    claims = read(
        "The governor on Friday lowered to 21 the number of people killed in Kut. He had earlier"
        " said that 37 people were killed."
    ).claims
    assert [(c.count.best, c.said_by[-1].stance) for c in claims] == [
        (21, "asserts"),
        (37, "retracts"),
    ]


@pytest.mark.parametrize(
    ("text", "harm", "figure"),
    [
        ("Nineteen of the 32 people kidnapped in Kut have been freed.", "abducted", 32),
        ("Two of the 12 men killed in Kut were brothers.", "killed", 12),
        ("A woman of 60 was killed in Kut.", "killed", 1),
        ("Nineteen of the 32 passengers were kidnapped in Kut.", "abducted", 19),
    ],
)
def test_all_of_those_of_whom_some_are_told(read: Read, text: str, harm: str, figure: int) -> None:
    assert figure in [c.count.best for c in read(text).claims if c.harm == harm]


def test_where_the_new_figure_stands(read: Read) -> None:
    text = "The ministry said 32 people were killed in Kut. It later corrected its count to 23."
    _, now = read(text).claims
    assert now.evidence.quote == "corrected its count to 23"
    assert text[now.evidence.start : now.evidence.end] == now.evidence.quote
    assert "victims" in now.inherited
