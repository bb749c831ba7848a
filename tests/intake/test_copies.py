"""Copies told from originals: same words are copies, other figures are not."""

from __future__ import annotations

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
