"""A list of events is no total of some of them, though numbers may happen to add up."""

from __future__ import annotations

from datetime import date

import pytest

from tollbook.read import RulesReader
from tollbook.record import Published, Report
from tollbook.resolve import Atlas

DAY = date(2024, 5, 6)


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        # an opening figure of events told one by one
        (
            "Gunmen killed 20 people on Saturday in Diyala.\n\nFourteen people were killed in"
            " Baquba on Saturday.\n\nSix people were killed in Khanaqin on Saturday.",
            "cumulative",
        ),
        # a list whose first figure happens to be the sum of others
        (
            "Eight people were killed in Baghdad on 2 May 2024.\n\nFive people were killed in"
            " Kut on 3 May 2024.\n\nThree people were killed in Amarah on 4 May 2024.",
            "incident",
        ),
        # a list whose first place has a province's name
        (
            "Eight people were killed in Diyala on 2 May 2024.\n\nFour people were killed in"
            " Kut on 3 May 2024.\n\nTwo people were killed in Amarah on 4 May 2024.",
            "incident",
        ),
        # the headline's figure is the body's, of one event
        (
            "Four killed in Baghdad\n\nFour people were killed in Baghdad on Friday.\n\nIn a"
            " separate attack, three people were killed in Kut.\n\nOne person was killed in"
            " Amarah on Saturday.",
            "incident",
        ),
    ],
)
def test_what_the_first_figure_counts(
    atlas: Atlas, reader: RulesReader, text: str, scope: str
) -> None:
    report = Report("rep_1", "0" * 64, None, text, "en", None, None, Published(DAY, DAY, "given"))
    claims = reader.read(report, atlas.lexicon).claims
    assert min(claims, key=lambda c: c.evidence.start).scope == scope
