"""Copies told from originals: same words are copies, other figures are not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from saved_pages import HEADLINE, PARAGRAPHS

from tollbook.intake import copy_groups
from tollbook.record import Published, Report
from tollbook.record.ids import report_id


def report(
    name: str,
    paragraphs: tuple[str, ...] = PARAGRAPHS,
    *,
    title: str | None = HEADLINE,
    day: int | None = 4,
    sequence: int = 0,
) -> Report:
    head = f"{title}\n\n" if title else ""
    published = Published(date(2019, 10, day), date(2019, 10, day), "meta") if day else None
    return Report(
        id=report_id(name),
        capture=name,
        title=title,
        text=head + "\n\n".join(paragraphs),
        language="en",
        source=None,
        url=None,
        published=published,
        sequence=sequence,
        body_start=len(head),
    )


def changed(old: str, new: str) -> tuple[str, ...]:
    text = tuple(p.replace(old, new) for p in PARAGRAPHS)
    assert text != PARAGRAPHS
    return text


WIRE = report("wire", sequence=1)
OTHER_STORY = (
    "At least four demonstrators died in Qalat when troops shot at a crowd near the grain market, "
    "the human rights association of the province said on Friday.",
    "It published the names of the dead, among them a student of nineteen, and called for the "
    "officers in command to be tried before a civilian court.",
    "The association counted eleven wounded in two hospitals and said that three of them were in "
    "danger of their lives. The authorities did not comment.",
)


@pytest.mark.parametrize(
    "copy",
    [
        report("a", day=5),
        report("b", title="Bloodshed in Qalat as army shoots at marchers", day=5),
        report("c", title=None, day=None),
        report("d", ("QALAT, Oct 4 (Wire) -", *PARAGRAPHS), day=5),
        report("e", (*PARAGRAPHS, "(Reporting by A. Reporter; editing by B. Editor)"), day=5),
        report("f", PARAGRAPHS[:3], day=5),
        report("g", changed("a nineteen-year-old student", "a 19-year-old pupil"), day=5),
        report("h", tuple(p.upper().replace("’", "'") for p in PARAGRAPHS), day=5),
        report("i", (" ".join(PARAGRAPHS),), day=5),
    ],
    ids=lambda r: r.capture,
)
def test_copies(copy: Report) -> None:
    assert copy_groups([copy, WIRE]) == {copy.id: WIRE.id}


@pytest.mark.parametrize(
    "other",
    [
        report("a", OTHER_STORY, day=5),
        report("b", changed("killing four people", "killing six people"), day=5),
        report("c", changed("at least eleven", "at least 14"), day=5),
        report("d", changed("wounding at least eleven", "wounding dozens"), day=5),
        report("e", title="Seven killed as soldiers fire on march in Qalat", day=5),
        report(
            "f",
            (PARAGRAPHS[0], "A fifth man died on Saturday; 5 are dead.", *PARAGRAPHS[1:]),
            day=5,
        ),
        report("g", PARAGRAPHS[4:], day=5),
    ],
    ids=lambda r: r.capture,
)
def test_not_copies(other: Report) -> None:
    assert copy_groups([other, WIRE]) == {}


def test_earliest_is_the_original_then_the_first_to_arrive() -> None:
    undated = report("undated", day=None, sequence=1)
    late = report("late", day=6, sequence=2)
    early = report("early", title="Another headline", day=4, sequence=4)
    same_day = report("same day", day=4, sequence=3)
    groups = copy_groups([undated, late, early, same_day])
    assert groups == dict.fromkeys((undated.id, late.id, early.id), same_day.id)


def test_fuller_text_is_the_original_though_it_came_later() -> None:
    cut = report("cut", PARAGRAPHS[:3], day=4, sequence=1)
    full = report("full", day=6, sequence=2)
    again = report("again", title="Another headline", day=8, sequence=3)
    assert copy_groups([cut, full, again]) == {cut.id: full.id, again.id: full.id}


HEADER = ("The Upper Valley Courier, Saturday 5 October 2019",)
CREDIT = ("(Hill Wire)",)


@pytest.mark.parametrize(
    "copy",
    [
        report("a", HEADER + PARAGRAPHS[:3] + CREDIT, title="Army shoots at marchers", day=5),
        report("b", HEADER + PARAGRAPHS + CREDIT, title="Army shoots at marchers", day=5),
        report("c", ("QALAT, Oct 5 (Hill Wire) - " + PARAGRAPHS[0], *PARAGRAPHS[1:]), day=5),
        report("d", ("Qalat, October 5 (Hill Wire): " + PARAGRAPHS[0], *PARAGRAPHS[1:]), day=5),
    ],
    ids=lambda r: r.capture,
)
def test_credits_make_no_text_fuller_and_no_figure(copy: Report) -> None:
    wire = report("wire", (f"QALAT (Hill Wire) - {PARAGRAPHS[0]}", *PARAGRAPHS[1:]), sequence=1)
    assert copy_groups([wire, copy]) == {copy.id: wire.id}


@pytest.mark.parametrize(
    "text",
    [
        # The copy tells of another death where the wire goes on with something else.
        report("a", (*PARAGRAPHS[:4], "A fifth man died on Saturday."), day=5),
        # A lead of its own with a figure.
        report("b", ("A fifth man has died.", *PARAGRAPHS), day=5),
        # A dash does not make a dateline of a figure.
        report("c", ("ARMY shooting in Qalat killed 9 – doctors.", *PARAGRAPHS), day=5),
        report("d", (*PARAGRAPHS[:4], "(A fifth man died on Saturday.)"), day=5),
    ],
    ids=lambda r: r.capture,
)
def test_a_figure_beside_the_common_text_keeps_texts_apart(text: Report) -> None:
    wire = report("wire", PARAGRAPHS, sequence=1)
    assert copy_groups([wire, text]) in ({}, {wire.id: text.id})
    assert text.id not in copy_groups([wire, text])


SIGN_UP = (
    "Thank you for signing up to the morning letter of the Upper Valley Courier.",
    "We have sent a message to the address that you gave us. Please open the link in it within a "
    "few minutes, and look among unwanted mail where you cannot find it.",
    "By going on you agree to our terms, and to letters about offers of our partners in the "
    "valley and beyond; you can end them whenever you like.",
)
SYLLABLES = ("ba", "do", "fe", "gi", "ku", "lo", "me", "ni", "pa", "ru", "so", "te")


def _own_words(letter: str) -> str:
    """A story of 144 words that no other page has."""
    return " ".join(one + other + letter for one in SYLLABLES for other in SYLLABLES)


def _pages_with_sign_up() -> list[Report]:
    return [
        report(f"page {letter}", (_own_words(letter), *SIGN_UP), title=letter, sequence=10 + i)
        for i, letter in enumerate("xyz")
    ]


def test_what_unlike_pages_carry_makes_no_copies() -> None:
    one = report("1", SIGN_UP, title="Young men shot in Qalat", sequence=1)
    two = report("2", SIGN_UP, title="Thanks for signing in Herat", day=5, sequence=2)
    assert copy_groups([one, two]) == {two.id: one.id}
    assert copy_groups([one, two, *_pages_with_sign_up()]) == {}


def test_copies_are_found_beside_what_unlike_pages_carry() -> None:
    wire = report("wire", PARAGRAPHS + SIGN_UP, sequence=1)
    copy = report("copy", PARAGRAPHS[:4], title="Army shoots at marchers", day=5, sequence=2)
    assert copy_groups([wire, copy, *_pages_with_sign_up()]) == {copy.id: wire.id}


def test_a_wire_story_in_many_papers_is_no_standing_text() -> None:
    papers = [
        report(str(i), title=f"March in Qalat, {w}", sequence=i) for i, w in enumerate("abcd")
    ]
    assert copy_groups(papers) == dict.fromkeys((p.id for p in papers[1:]), papers[0].id)


def test_text_that_headlines_do_not_speak_of_makes_no_copies() -> None:
    one = report("1", SIGN_UP, title="Young men shot in Qalat", sequence=1)
    two = report("2", SIGN_UP, title="Fire destroys Herat bazaar", sequence=2)
    same = report("3", SIGN_UP, title="Young men shot in Qalat", sequence=3)
    assert copy_groups([one, two]) == {}
    assert copy_groups([one, same]) == {same.id: one.id}


@pytest.mark.parametrize(
    ("title", "month", "copied"),
    [(HEADLINE, 12, True), ("Blood at the market", 12, False), ("Blood at the market", 10, True)],
)
def test_text_that_comes_back_late_under_another_headline(
    title: str, month: int, copied: bool
) -> None:
    wire = report("wire", sequence=1)
    later = Published(date(2019, month, 20), date(2019, month, 20), "meta")
    copy = replace(report("copy", title=title, sequence=2), published=later)
    assert copy_groups([wire, copy]) == ({copy.id: wire.id} if copied else {})


def test_a_copy_cut_to_a_paragraph_is_found() -> None:
    long = report("long", (*PARAGRAPHS, _own_words("x"), _own_words("y")), sequence=1)
    cut = report("cut", PARAGRAPHS[:1], title="March in Qalat", day=5, sequence=2)
    assert copy_groups([long, cut]) == {cut.id: long.id}


def test_short_texts_are_copies_only_where_they_are_equal() -> None:
    one = report("1", ("More follows.",), title="Blast in Qalat")
    two = report("2", ("More follows.",), title="Blast in Qalat", sequence=1)
    three = report("3", ("More follows.",), title="Fire in Herat", sequence=2)
    assert copy_groups([one, two, three]) == {two.id: one.id}


def test_none_and_one() -> None:
    assert copy_groups([]) == {}
    assert copy_groups([WIRE, WIRE]) == {}


POOL = [
    WIRE,
    report("b", title="Bloodshed in Qalat", day=5, sequence=2),
    report("c", PARAGRAPHS[:3], day=4, sequence=3),
    report("d", changed("killing four people", "killing six people"), day=6, sequence=4),
    report("e", changed("killing four people", "killing six people")[:4], day=None, sequence=5),
    report("f", OTHER_STORY, day=5, sequence=6),
    report("g", OTHER_STORY, title="Names of the dead", day=None, sequence=7),
    report("h", ("More follows.",), day=5, sequence=8),
]


@settings(max_examples=40)
@given(st.permutations(POOL))
def test_order_of_reports_does_not_matter(order: list[Report]) -> None:
    groups = copy_groups(order)
    assert groups == copy_groups(POOL)
    assert not set(groups) & set(groups.values())
    assert len(groups) == 4
