"""The day of an event: found bodies, datelines, words that only name what is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tollbook.record import Published, Resolution
from tollbook.record.timewords import find_time_words
from tollbook.resolve import Atlas

from test_event import claim_of, mentions_of, report_of  # isort: skip

FRIDAY = date(2019, 10, 4)


def when_of(
    atlas: Atlas,
    text: str,
    words: str,
    *,
    times: tuple[str, ...] = (),
    published: date | None = FRIDAY,
    modality: str = "fact",
) -> Resolution | None:
    report = report_of(text)
    claim = replace(claim_of(report, words, times=times), modality=modality)
    on = Published(published, published, "meta") if published else None
    found = atlas.resolve(report, [claim], mentions_of(report, []), on)
    return next((r for r in found if r.kind == "time" and r.subject == claim.id), None)


def ends(found: Resolution | None) -> tuple[str, str] | None:
    return (str(found.when.start), str(found.when.end)) if found and found.when else None


@pytest.mark.parametrize(
    ("text", "words", "days"),
    [
        (
            "The body of a teacher abducted on Monday was found on Thursday in Kut.",
            "body of a teacher", ("2019-09-30", "2019-10-03"),
        ),
        (
            "The bodies of three men were found on Thursday near Kut.",
            "bodies of three men", ("None", "2019-10-03"),
        ),
        (
            "On Thursday police recovered the corpses of three men.",
            "corpses of three men", ("None", "2019-10-03"),
        ),
        (
            "The bodies of three men killed on Wednesday were found in Kut.",
            "killed", ("2019-10-02", "2019-10-02"),
        ),
        (
            "Three men were shot on Wednesday and a weapon was found.",
            "shot", ("2019-10-02", "2019-10-02"),
        ),
    ],
)  # fmt: skip
def test_a_body_was_found_no_earlier_than_its_death(
    atlas: Atlas, text: str, words: str, days: tuple[str, str]
) -> None:
    own = tuple(s.quote for s in find_time_words(text))[-1:]
    assert ends(when_of(atlas, text, words, times=own)) == days


@pytest.mark.parametrize(
    ("dateline", "published", "start"),
    [
        # Written a day before the page is stamped: "today" is the day of writing.
        ("KUT, Iraq, Oct 3 (Agency) - ", date(2019, 10, 4), "2019-10-03"),
        # East of the stamp's zone it is a day later already.
        ("MANILA, Oct 4 (Agency) - ", date(2019, 10, 3), "2019-10-04"),
        ("MANILA, Friday (Agency) - ", date(2019, 10, 3), "2019-10-04"),
        ("KUT, Iraq (Agency) - ", date(2019, 10, 4), "2019-10-04"),
        # Too far apart to be the same news.
        ("KUT, Iraq, Jul 3 (Agency) - ", date(2019, 10, 4), "2019-10-04"),
    ],
)
def test_words_count_from_the_day_of_the_dateline(
    atlas: Atlas, dateline: str, published: date, start: str
) -> None:
    text = f"{dateline}Three men were shot dead today in a street."
    found = when_of(atlas, text, "shot dead", times=("today",), published=published)
    assert ends(found) == (start, start)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The minister condemned the murder of a judge.\n\nHe spoke today.", "murder"),
        ("The judge's killing was condemned.\n\nHe spoke today on the radio.", "killing"),
        ("The envoy confirmed the release of the man who was abducted in Kut.", "abducted"),
    ],
)
def test_what_is_only_named_has_no_day_of_todays_news(atlas: Atlas, text: str, words: str) -> None:
    assert ends(when_of(atlas, text, words)) == ("None", "2019-10-04")


def test_what_is_named_takes_a_day_that_plainly_is_its_own(atlas: Atlas) -> None:
    text = "The minister condemned the murder of a judge.\n\nThe attack happened on Wednesday."
    assert ends(when_of(atlas, text, "murder")) == ("2019-10-02", "2019-10-02")


def test_a_battle_of_five_days_ends_on_the_day_of_the_report(atlas: Atlas) -> None:
    text = "Three men were killed in a five-day battle for a bridge."
    assert ends(when_of(atlas, text, "killed")) == ("2019-09-30", "2019-10-04")


def test_what_happened_was_not_after_the_report(atlas: Atlas) -> None:
    text = "Three men were killed on October 9 in a street."
    found = when_of(atlas, text, "killed", times=("on October 9",))
    assert found is not None
    assert found.when is None
    assert "after the report" in found.reasons[0]


def test_a_month_that_has_not_ended_ends_with_the_report(atlas: Atlas) -> None:
    text = "Three men were killed in October in a street."
    assert ends(when_of(atlas, text, "killed", times=("in October",))) == (
        "2019-10-01", "2019-10-04",
    )  # fmt: skip


def test_what_is_to_come_is_no_day_that_has_passed(atlas: Atlas) -> None:
    text = "Three men will be killed on Wednesday, the group said."
    found = when_of(atlas, text, "killed", times=("on Wednesday",), modality="future")
    assert found is not None
    assert found.when is None


def test_each_incident_of_a_report_has_its_own_day(atlas: Atlas) -> None:
    text = "Three men were shot on Tuesday in Kut.\n\nTwo more were stabbed on Thursday in Basra."
    report = report_of(text)
    claims = [
        claim_of(report, "shot", times=("on Tuesday",)),
        claim_of(report, "stabbed", times=("on Thursday",)),
    ]
    found = atlas.resolve(
        report, claims, mentions_of(report, []), Published(FRIDAY, FRIDAY, "meta")
    )
    days = {r.subject: r.when.start for r in found if r.kind == "time" and r.when and r.when.start}
    assert [days[c.id] for c in claims] == [date(2019, 10, 1), date(2019, 10, 3)]


def test_an_undated_report_gives_no_day_and_no_bound(atlas: Atlas) -> None:
    assert ends(when_of(atlas, "Three men were killed.", "killed", published=None)) is None
    found = when_of(
        atlas, "Three men were killed on Friday.", "killed", times=("on Friday",), published=None
    )
    assert found is not None
    assert found.when is None


def test_a_headline_names_what_is_news(atlas: Atlas) -> None:
    text = "Kut was quiet.\n\nPeople gathered on Wednesday afternoon."
    named = "The murder of a judge shocked Kut.\n\nPeople gathered on Wednesday afternoon."
    titled = report_of(text, "Judge's murder shocks Kut")
    claim = claim_of(titled, "murder")
    found = atlas.resolve(
        titled, [claim], mentions_of(titled, []), Published(FRIDAY, FRIDAY, "meta")
    )
    when = next(r for r in found if r.kind == "time" and r.subject == claim.id)
    assert ends(when) == ("2019-10-02", "2019-10-02")
    assert ends(when_of(atlas, named, "murder")) == ("None", "2019-10-04")


@pytest.mark.parametrize(
    ("text", "words", "times", "days"),
    [
        (
            "A clerk died on Wednesday after he was shot on Monday in Kut.",
            "A clerk died", ("on Wednesday", "on Monday"), ("2019-09-30", "2019-09-30"),
        ),
        (
            "A clerk died in a hospital on Wednesday. He was shot at a bridge on Monday.",
            "A clerk died", ("on Wednesday",), ("2019-09-30", "2019-09-30"),
        ),
        (
            "A clerk was shot dead on Wednesday. A guard was wounded on Monday.",
            "A clerk was shot dead", ("on Wednesday",), ("2019-10-02", "2019-10-02"),
        ),
        (
            "A clerk died on Monday. A guard was shot on Wednesday.",
            "A clerk died", ("on Monday",), ("2019-09-30", "2019-09-30"),
        ),
        (
            "A clerk was in critical condition on Wednesday. He was shot at a bridge on Monday.",
            "A clerk was in critical condition", ("on Wednesday",), ("2019-09-30", "2019-09-30"),
        ),
        (
            "A clerk is in critical condition after a shooting on Wednesday.",
            "A clerk is in critical condition", ("on Wednesday",), ("2019-10-02", "2019-10-02"),
        ),
    ],
)  # fmt: skip
def test_a_death_of_wounds_belongs_to_the_day_of_the_wounds(
    atlas: Atlas, text: str, words: str, times: tuple[str, ...], days: tuple[str, str]
) -> None:
    assert ends(when_of(atlas, text, words, times=times)) == days
