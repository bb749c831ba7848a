"""What a person sees after a run."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import sample_view as sample
from rich.console import Console

from tollbook.pipeline import RunReport
from tollbook.publish.summary import (
    actor_in_words,
    grouped,
    incident_heading,
    next_command,
    print_summary,
    run_in_words,
)
from tollbook.record import IncidentActor, SetAside, When
from tollbook.view import View


def printed(view: View, run: RunReport = sample.RUN, width: int = 80) -> str:
    out = io.StringIO()
    print_summary(Console(file=out, width=width, highlight=False, no_color=True), view, run)
    return out.getvalue()


def flat(text: str) -> str:
    return " ".join(text.split())


def test_it_tells_the_whole_book() -> None:
    text = flat(printed(sample.VIEW))
    for words in (
        "Read 4 reports into book (4 new, 0 already there).",
        "1 report copies another. 1 was set aside.",
        "4 Oct 2019, Nasiriyah, Iraq",
        "killed 3 to 5 or more, best 5",
        "contested by River Band (according to a medic) denied by River Band",
        'words "At least five people were killed" (State Agency, 7 Oct 2019)',
        'no date known, place not certain ("Amara")',
        "3 reports, 2 independent sources proven; grade fair",
        'killed 181 or more ("More than 180"); Iraq; 1-7 Oct 2019',
        'the health ministry ("said") (State Agency, 7 Oct 2019)',
        "incidents are missing here at least 176 not documented here",
        "2 x a trigger with no victim",
        "1 x the file is empty",
        "1 generic",
        "documented deaths: a floor, not an estimate of all deaths",
        f"Next: tollbook why {sample.INCIDENT.id}",
    ):
        assert words in text


@pytest.mark.parametrize("width", [40, 60, 80, 140])
def test_no_line_is_wider_than_the_terminal_or_ends_in_blanks(width: int) -> None:
    for line in printed(sample.VIEW, width=width).splitlines():
        assert len(line) <= width
        assert line == line.rstrip()


def test_piped_it_holds_no_control_codes() -> None:
    assert "\x1b" not in printed(sample.VIEW)


def test_newest_incident_first() -> None:
    text = printed(sample.VIEW)
    assert text.index(sample.INCIDENT.id) < text.index(sample.OTHER.id)


def test_a_long_book_is_cut_and_says_so() -> None:
    many = []
    for n in range(57):
        day = date(2020, 1, 1) + timedelta(days=n)
        when = When(day, day, "day", "given")
        many.append(replace(sample.INCIDENT, id=f"inc_{n:016x}", when=when))
    text = flat(printed(replace(sample.VIEW, incidents=tuple(many))))
    assert "and 37 more: tollbook list incidents" in text
    assert f"inc_{56:016x}" in text
    assert f"inc_{36:016x}" not in text


def test_a_name_that_a_town_and_its_province_share_is_told_once() -> None:
    province = replace(sample.NASIRIYAH, id="gn:99", level="province")
    both = replace(sample.INCIDENT, places=(sample.NASIRIYAH, province))
    assert incident_heading(both).count("Nasiriyah") == 1


def test_a_report_without_an_outlet_speaks_for_itself() -> None:
    actor = IncidentActor("the army", None, "stated", ("report rep_0123456789abcdef",), ())
    assert actor_in_words(sample.VIEW, actor).endswith("the army (according to the report itself)")


def test_a_book_without_incidents_says_so() -> None:
    text = flat(printed(View(reports=(sample.WIRE,)), replace(sample.RUN, set_asides=())))
    assert "No incident is told of in these reports." in text
    assert "Running totals" not in text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"new": 0, "already": 4, "read": 0}, "Nothing new: 4 documents already in book."),
        ({"found": 0, "new": 0, "set_asides": ()}, "Brought book up to date: 4 reports read."),
        ({"read": 1, "new": 1, "already": 3}, "Read 1 report into book (1 new, 3 already there)."),
    ],
)
def test_the_first_line(changes: dict, words: str) -> None:
    assert run_in_words(replace(sample.RUN, **changes)).startswith(words)


def test_an_interrupted_run_says_how_to_go_on() -> None:
    text = flat(printed(sample.VIEW, replace(sample.RUN, interrupted=True, left=2)))
    assert "Interrupted." in text
    assert "2 reports left to read. Run the same command again to go on." in text


def test_the_next_command_names_the_book_where_it_must() -> None:
    elsewhere = replace(sample.RUN, book=Path("iraq"))
    assert next_command(sample.VIEW, elsewhere) == f"tollbook why {sample.INCIDENT.id} --book iraq"
    no_incident = replace(sample.VIEW, incidents=())
    assert next_command(no_incident, sample.RUN) == f"tollbook why {sample.ACCOUNT.id}"
    assert next_command(View(), replace(sample.RUN, set_asides=())) == "tollbook list reports"


def test_reasons_are_counted_once_each() -> None:
    twice = SetAside("a", "why", "there", "next")
    other = SetAside("b", "another", "there", "next")
    assert [(why, len(items)) for why, items in grouped([other, twice, twice])] == [
        ("another", 1),
        ("why", 1),
    ]


def test_every_file_of_this_run_is_named_and_the_books_reasons_in_brief() -> None:
    files = tuple(
        SetAside("file", "it is empty", f"pages/{n:02}.html", "fetch it again") for n in range(7)
    )
    aside = tuple(SetAside("x", "a cause", f"rep_{n} at 5", "look") for n in range(7))
    run = replace(sample.RUN, set_asides=files)
    text = flat(printed(replace(sample.VIEW, set_asides=(*aside, files[0])), run))
    assert "Set aside (14)" in text
    assert "7 x it is empty" in text
    assert all(a.where in text for a in files)
    assert "7 x a cause in rep_0 at 5; rep_1 at 5; rep_2 at 5; and 4 others" in text


def test_a_book_with_a_blank_in_its_name_can_be_found_again() -> None:
    command = next_command(sample.VIEW, replace(sample.RUN, book=Path("my book")))
    assert command.endswith("--book 'my book'")
