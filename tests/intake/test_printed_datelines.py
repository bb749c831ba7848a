"""Datelines that are a name and a whole date before a full stop, as offices print them."""

from __future__ import annotations

import pytest

from tollbook.intake.bylines import dateline_of


@pytest.mark.parametrize(
    ("paragraph", "line"),
    [
        ("Nairobi, 25 June 2024. A man died.", "Nairobi, 25 June 2024."),
        ("Port Sudan, Sudan, June 3, 2024. Two died.", "Port Sudan, Sudan, June 3, 2024."),
        ("Basra 5 Oct. 2019. Three people died.", "Basra 5 Oct. 2019."),
        ("ADEN - March 2, 2024. Three died.", "ADEN - March 2, 2024."),
        ("(Nairobi, June 25, 2024) - A man died.", "(Nairobi, June 25, 2024) -"),
        ("(Basra, 5 October 2019) \u2013 Three died.", "(Basra, 5 October 2019) \u2013"),
        ("Nairobi, 25 June. A man died.", None),  # no year: no whole date
        ("On 25 June 2024. a man died.", None),
        ("The strike of 25 June 2024. It killed ten.", None),
        ("In 2024 ten died.", None),
    ],
)
def test_a_name_and_a_whole_date(paragraph: str, line: str | None) -> None:
    assert dateline_of(paragraph) == line
