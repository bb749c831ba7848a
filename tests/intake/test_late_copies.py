"""A report that comes to a book: who copies whom is as if all had been held against each other."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tollbook.intake.copies import Key, copy_groups
from tollbook.intake.late_copies import arrival
from tollbook.record import Published, Report

WORDS = (
    *("soldiers", "market", "bridge", "doctor", "witness", "crowd", "station", "convoy", "river"),
    *("village", "official", "hospital", "morning", "evening", "shot", "fired", "wounded", "names"),
    *("killed", "bodies", "counted", "families", "buried", "ministry", "army", "police", "school"),
    *("roadside", "district", "council", "teacher", "student", "farmer", "driver", "mosque"),
)
FORM = "Sign up here for our letter of the morning and read the best of our stories before others."


class Kept:
    """What a whole comparison kept, in memory, with what came since."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self.here: dict[str, Report] = {}
        self.pages: dict[str, tuple[int, frozenset[Key]]] = {}
        self.common: set[str] = set()
        self.hold(reports)

    def hold(self, reports: Sequence[Report]) -> None:
        self.pages, self.common = {}, set()
        self.here = {report.id: report for report in reports}
        self.copies = copy_groups(reports, self)  # type: ignore[arg-type]  # standing is both

    def text(self, report: str, shingles: int, keys: Sequence[Key]) -> None:
        self.pages[report] = (shingles, frozenset(keys))

    def standing(self, paragraphs: Collection[str]) -> set[str]:
        if not self.pages:
            self.common |= set(paragraphs)
        return self.common & set(paragraphs)

    def sharing(self, keys: Collection[Key]) -> set[str]:
        return {own for own, (_, mine) in self.pages.items() if not mine.isdisjoint(keys)}

    def longest(self, key: Key, most: int) -> list[str]:
        found = sorted((-many, own) for own, (many, mine) in self.pages.items() if key in mine)
        return [own for _, own in found[:most]]

    def reports(self, ids: Collection[str]) -> Mapping[str, Report]:
        return {own: self.here[own] for own in ids}

    def copies_around(self, reports: Collection[str]) -> Mapping[str, str]:
        groups = {self.copies.get(own, own) for own in reports}
        return {own: first for own, first in self.copies.items() if first in groups}


def paragraph(chance: Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words)).capitalize() + "."


def pages(seed: int, many: int) -> list[Report]:
    """Stories, with copies of them that are edited, cut off, longer, dated before or reprinted."""
    chance = Random(seed)  # noqa: S311  # a choice in a test
    forms = [FORM, paragraph(chance, 14)]
    stories: list[list[str]] = []
    found: list[Report] = []
    for number in range(many):
        if stories and chance.random() < 0.6:
            told = list(chance.choice(stories))
            match chance.randrange(6):
                case 0:
                    told = told[: max(1, len(told) - 1)]
                case 1:
                    told = [*told, paragraph(chance, chance.randrange(5, 30))]
                case 2:
                    told[0] = told[0].replace(chance.choice(WORDS), chance.choice(WORDS))
                case 3:
                    told[-1] = f"{told[-1]} {chance.randrange(2, 5)} died."
                case 4:
                    told = [*told, *chance.choice(stories)[:1]]
            if chance.random() < 0.3:
                stories.append(told)
        else:
            told = [
                paragraph(chance, chance.randrange(6, 40)) for _ in range(chance.randrange(1, 5))
            ]
            stories.append(told)
        if chance.random() < 0.4:
            told = [*told, chance.choice(forms)]
        title = chance.choice([None, " ".join(told[0].split()[:5]), paragraph(chance, 4)])
        day = date(2019, 1, 1) + timedelta(days=chance.choice((0, 1, 2, 5, 40, 90)))
        head = f"{title}\n\n" if title else ""
        found.append(
            Report(
                id=f"rep_{chance.randrange(10**9)}{number}",
                capture=f"{number}",
                title=title,
                text=head + "\n\n".join(told),
                language="en",
                source=None,
                url=None,
                published=Published(day, day, "meta") if chance.random() < 0.8 else None,
                sequence=chance.randrange(1_000),
                body_start=len(head),
            )
        )
    return found


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 40))
def test_reports_that_come_one_by_one_are_copies_as_all_together(seed: int, many: int) -> None:
    every = pages(seed, many)
    half = len(every) // 2
    kept = Kept(every[:half])
    for number, report in enumerate(every[half:], start=half + 1):
        found = arrival(report, kept)
        before = kept.copies
        kept.hold(every[:number])
        if found is None:
            continue
        changed = {
            own: kept.copies.get(own)
            for own in before.keys() | kept.copies.keys()
            if before.get(own) != kept.copies.get(own)
        }
        assert found.copies == changed
        assert (found.shingles, frozenset(found.keys)) == kept.pages[report.id]


def test_most_reports_are_told_without_all_others() -> None:
    told = 0
    for seed in range(10):
        every = pages(seed, 30)
        told += arrival(every[-1], Kept(every[:-1])) is not None
    assert told >= 5


@pytest.mark.parametrize("many", [2, 3, 80])
def test_a_paragraph_that_many_pages_carry_makes_no_copies(many: int) -> None:
    chance = Random(1)  # noqa: S311  # a choice in a test
    every = []
    for number, page in enumerate(pages(1, many + 1)):
        text = "\n\n".join([paragraph(chance, 40), FORM])
        every.append(replace(page, id=f"rep_{number}", title=None, text=text, body_start=0))
    kept = Kept(every[:-1])
    found = arrival(every[-1], kept)
    assert kept.copies == {}
    # with the third page it becomes standing text: that is for a comparison of all
    assert found is None if many == 2 else found is not None
    assert found is None or found.copies == {}
