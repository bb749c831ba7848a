"""Terms of the book in plain words."""

from __future__ import annotations

from datetime import date

import pytest
import sample_view as sample

from tollbook.publish import wording
from tollbook.record import Count, Interval, Speaker, Toll


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2019, 10, 4), date(2019, 10, 4), "4 Oct 2019"),
        (date(2019, 10, 1), date(2019, 10, 7), "1-7 Oct 2019"),
        (date(2019, 10, 1), date(2019, 10, 31), "Oct 2019"),
        (date(2019, 9, 28), date(2019, 10, 3), "28 Sep to 3 Oct 2019"),
        (date(2019, 12, 28), date(2020, 1, 3), "28 Dec 2019 to 3 Jan 2020"),
        (date(2016, 1, 1), date(2016, 12, 31), "2016"),
        (None, date(2019, 10, 7), "by 7 Oct 2019"),
        (date(2019, 10, 7), None, "from 7 Oct 2019"),
        (None, None, None),
    ],
)
def test_intervals(start: date | None, end: date | None, words: str | None) -> None:
    assert wording.interval_in_words(Interval(start, end)) == words


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (Count.exact(3, "3"), "3"),
        (Count.exact(3, "three"), '3 ("three")'),
        (Count.more_than(180, "Over 180"), '181 or more ("Over 180")'),
        (Count.exact(1500, "1500"), "1,500"),
        (Count.plural(), "2 or more"),
        (Count.unknown(), "not stated"),
    ],
)
def test_counts_show_the_words_behind_them(count: Count, words: str) -> None:
    assert wording.count_in_words(count) == words


def toll(least: int | None, best: int | None, most: int | None, **more: bool) -> Toll:
    given = {"open_above": False, "approximate": False, **more}
    return Toll(
        "killed", least, best, most, lineages=1, articles=1, policy="x", figures=(), **given
    )


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (toll(3, 3, 3), "3"),
        (toll(25, 29, 32, open_above=True), "25 to 32 or more, best 29"),
        (toll(50, 50, 50, approximate=True), "about 50"),
        (toll(0, 0, 4), "0 to 4, best 0"),
        (toll(None, None, None), "not known"),
    ],
)
def test_tolls(figure: Toll, words: str) -> None:
    assert wording.toll_in_words(figure) == words


def test_a_chain_names_who_saw_it_first() -> None:
    chain = (
        sample.REPORT_VOICE,
        Speaker("the police", "quoted", "police", "relays", "unknown"),
        Speaker("a medic", "said", "medic", "asserts", "unknown"),
    )
    words = wording.chain_in_words(chain)
    assert words == 'a medic ("said"), as told by the police ("quoted"; relays it)'
    assert wording.chain_in_words(chain[:1]) == "the report itself"


def test_the_evidence_is_marked_in_its_sentence() -> None:
    assert wording.marked_quote(sample.MINISTRY_CLAIM, sample.MINISTRY) == (
        "«At least five people were killed» in Nasiriyah on Friday, the health ministry said."
    )


def test_countries_have_names() -> None:
    assert wording.place_in_words(sample.NASIRIYAH) == "Nasiriyah, Iraq"
    assert wording.place_in_words(sample.IRAQ) == "Iraq"
    assert wording.with_country("Qurmiya, in Iraq", "IQ") == "Qurmiya, in Iraq"
    assert wording.with_country("Qurmiya, in Kut", "IQ") == "Qurmiya, in Kut, Iraq"
    assert wording.country_name("ZZ") != ""
