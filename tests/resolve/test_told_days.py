"""Which of a report's days are those of its event, and which belong to something else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tollbook.record import Published, Report, Span
from tollbook.record.timewords import find_time_words
from tollbook.resolve import Atlas
from tollbook.resolve.arrest_days import is_of_the_holding
from tollbook.resolve.dateline import dateline
from tollbook.resolve.told_days import clock_alone, is_of_event

from test_event import FRIDAY, claim_of, mentions_of, report_of  # isort: skip


def first_time(report: Report) -> Span:
    return find_time_words(report.text)[0]


@pytest.mark.parametrize(
    ("text", "of_event"),
    [
        ("Two men were shot on Thursday in Kut.", True),
        ("Police said the Thursday night shooting hurt two men.", True),
        ("Officers said Thursday that two men were shot.", False),
        ("Two men were shot. Posted: Friday, October 4, 2019 7:10 AM EDT", False),
        ("A guard was arrested on Thursday.", False),
        ("A guard was charged in court on Thursday.", False),
        ("A guard was arrested on Thursday over the shooting of two men.", False),
        ("Guards held a man on Thursday after two men were shot.", False),
        ("A man was jailed on Thursday for killing two men.", False),
        ("Two men were killed and twenty detained on Thursday.", True),
        ("Two men died in Thursday's deadly roadside bombing.", True),
        ("Guards were called at 3 p.m. Thursday.", True),
    ],
)
def test_times_of_the_event(text: str, of_event: bool) -> None:
    report = report_of(text)
    assert is_of_event(report, first_time(report)) is of_event


@pytest.mark.parametrize(
    ("text", "of_event"),
    [
        # funerals, courts and doctors after the deed
        ("Four children who were killed were remembered in funeral services on Saturday.", False),
        ("The guard, who is also dead, was buried on Saturday.", False),
        ("A march in memory of the two dead passed through Kut on Saturday.", True),
        ("A woman whose son was shot was sentenced to two years in prison today.", False),
        ("A man pleaded guilty to murder in a Kut court on Monday.", False),
        ("A man was charged with killing two guards on Monday.", True),
        ("Doctors carried out autopsies on Monday.", False),
        ("Guards on Wednesday identified the man killed in a robbery.", False),
        ("The office on Wednesday released the names of the dead.", False),
        ("Gunmen on Wednesday released a mule and shot two men.", True),
        # what is still to come
        ("The hall will reopen on Wednesday after two boys were shot.", False),
        ("The dead boy would have been going to school on Monday.", False),
        ("Leaders plan to meet on Monday after the attack.", False),
        ("The hall is set to reopen Wednesday afternoon.", False),
        ("Guards fear that two men who were shot on Monday will die.", True),
        ("He said the men who would later be named were shot on Monday.", True),
        ("For more, see Wednesday's paper.", False),
        ("He vowed that the army will strike back, a day after men were shot on Monday.", True),
    ],
)
def test_times_of_what_came_after_and_is_to_come(text: str, of_event: bool) -> None:
    report = report_of(text)
    assert is_of_event(report, find_time_words(report.text)[-1]) is of_event


def resolved_day(atlas: Atlas, text: str, words: str) -> tuple[date | None, date | None]:
    report = report_of(text)
    found = atlas.resolve(
        report, [claim_of(report, words)], mentions_of(report, []),
        Published(FRIDAY, FRIDAY, "meta"),
    )  # fmt: skip
    when = next(r.when for r in found if r.kind == "time" and r.role == "" and r.basis != "mention")
    return (when.start, when.end) if when else (None, None)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Two men were shot.\n\nIt happened about 9 p.m. Wednesday.", 2, 2),
        ("Two men were shot, guards said Friday.\n\nThe attack began early Thursday.", 3, 3),
        ("Two men were shot.\n\nA guard was arrested Thursday.", 1, 4),
        ("Two men were shot about 8:30 p.m. near a school.", 3, 4),
        ("Two men were shot.\n\nThey were found on Wednesday; a vigil is set for Thursday.", 2, 2),
    ],
)
def test_the_day_told_elsewhere(atlas: Atlas, text: str, start: int, end: int) -> None:
    found = resolved_day(atlas, text, "Two men were shot")
    assert found == (date(2019, 10, start), date(2019, 10, end))


def test_a_time_of_day_of_something_else_is_none() -> None:
    report = report_of("Two men were shot. A hearing is set for 9 a.m. in Kut.")
    assert clock_alone(report) is None


@pytest.mark.parametrize(
    ("text", "words", "dated"),
    [
        ("The group today claimed responsibility for the murder of a judge.", "today", False),
        ("A report revealed today blames the army for three deaths.", "today", False),
        ("The ministry denied charges raised yesterday over six deaths.", "yesterday", False),
        ("A blast today claimed the lives of three men.", "today", True),
        ("Three men were shot today.", "today", True),
        ("The committee put the toll at 108 on Wednesday.", "on Wednesday", False),
        ("Medics gave the number of dead as 24 on Friday.", "on Friday", False),
        ("The ministry lowered its toll to 61 people on Friday.", "on Friday", False),
        ("A bomb put 24 people in hospital on Friday.", "on Friday", True),
    ],
)
def test_the_day_of_speaking_is_not_the_day_of_the_harm(text: str, words: str, dated: bool) -> None:
    report = report_of(text)
    start = report.text.index(words)
    assert is_of_event(report, report.span(start, start + len(words))) is dated


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Basra (Iraq), 3 Oct 89 (Agency) -- [text] ", "3 Oct 89"),
        ("Basra, 3 Oct 89 -- [text] ", "3 Oct 89"),
        ("BASRA, Oct 3 (Agency) - ", "Oct 3"),
    ],
)
def test_the_day_of_a_dateline_dates_nothing(atlas: Atlas, line: str, day: str) -> None:
    text = f"{line}A teacher was killed by unknown men near the border, officials have said."
    found = dateline(report_of(text))
    assert found is not None
    assert found[1] is not None
    assert found[1].quote == day
    start, end = resolved_day(atlas, text, "A teacher was killed")
    assert start != end


def test_a_harm_that_is_named_as_known_is_only_bounded(atlas: Atlas) -> None:
    told = "Unknown men killed a judge in Kut."
    named = "Lawyers condemned the murder of a judge in Kut."
    assert resolved_day(atlas, told, "killed a judge")[0] is not None
    assert resolved_day(atlas, named, "murder of a judge")[0] is None


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("Guards arrested twelve marchers on Thursday in Kut.\n\nTwo men were shot Wednesday.",
         "arrested twelve marchers", 3),
        ("Twelve marchers were detained on Thursday. Two men were shot on Wednesday.",
         "Twelve marchers were detained", 3),
        # over a deed: no day of the event
        ("A suspect was arrested on Thursday. Two men were shot on Wednesday.",
         "A suspect was arrested", 2),
        ("Two men were shot on Wednesday. In connection with that, three men were arrested on "
         "Thursday.", "three men were arrested", 2),
    ],
)  # fmt: skip
def test_an_arrest_that_is_over_no_deed_keeps_its_day(
    atlas: Atlas, text: str, words: str, day: int
) -> None:
    report = report_of(text)
    times = tuple(w for w in ("on Thursday",) if w in text)
    claim = replace(claim_of(report, words, times=times), harm="detained")
    found = atlas.resolve(
        report, [claim], mentions_of(report, []), Published(FRIDAY, FRIDAY, "meta")
    )
    whens = [r.when for r in found if r.kind == "time" and r.subject == claim.id]
    assert whens[0] is not None
    assert whens[0].start == whens[0].end == date(2019, 10, day)


@pytest.mark.parametrize(
    ("text", "time", "held"),
    [
        ("Twelve marchers were arrested in Kut on Thursday.", "on Thursday", True),
        ("Twelve marchers were arrested, guards said on Thursday.", "on Thursday", False),
        ("Twelve marchers who were arrested stood trial on Thursday.", "on Thursday", False),
        ("A guard was arrested on Thursday in connection with the raid.", "on Thursday", False),
        ("On Thursday a song was sung; twelve marchers were arrested.", "On Thursday", False),
    ],
)
def test_the_day_of_a_holding(text: str, time: str, held: bool) -> None:
    report = report_of(text)
    claim = replace(claim_of(report, "arrested"), harm="detained")
    at = report.text.index(time)
    span = report.span(at, at + len(time))
    assert is_of_the_holding(report, claim, span) is held
    assert not is_of_the_holding(report, replace(claim, harm="killed"), span)
