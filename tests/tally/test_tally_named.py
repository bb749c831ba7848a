"""Who is named in a story, and what a name in two stories does to their linking."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tally_world import BAGHDAD, NAJAF, World, grouping

from tollbook.tally.named import named

DAY = "2019-11-28"


@pytest.mark.parametrize(
    ("text", "aged", "others"),
    [
        ("Karim Salim, 24, was shot.", {"karim salim"}, set()),
        ("Karim Salim (24) was shot.", {"karim salim"}, set()),
        ("the 24-year-old Karim Salim died", {"karim salim"}, set()),
        ("Karim Salim, a 24-year-old, died", {"karim salim"}, set()),
        ("a student, aged 24, Karim Salim", {"karim salim"}, set()),
        ("Karim Salim was shot", set(), {"karim salim"}),
        ("Karim bin Salim and Dana J. Azad fell", set(), {"karim bin salim", "dana j azad"}),
        ("Governor Amin Haddad said", set(), set()),
        ("the Red Crescent and Basra General Hospital", set(), set()),
        ("Karim Salim, 24 kilometres away", set(), {"karim salim"}),
        ("He died. Salim fled", set(), set()),
        ("KARIM SALIM, 24, WAS SHOT", set(), set()),
    ],
)
def test_full_names(text: str, aged: set[str], others: set[str]) -> None:
    found = named([text])
    assert (set(found.aged), set(found.others)) == (aged, others)


def test_a_name_with_an_age_once_is_one_everywhere_and_known_names_are_left_out() -> None:
    found = named(["Karim Salim, 24, fell.", "Karim Salim was a cook in Tell Amar."], {"tell amar"})
    assert (set(found.aged), set(found.others)) == ({"karim salim"}, set())


def two(first: str, second: str, **other: object) -> World:
    """Two stories of one death each, in these words."""
    world = World()
    one = {"at": BAGHDAD, "on": DAY}
    for name, text, fields in (("a", first, one), ("b", second, {**one, **other})):
        report = world.report(name, "2019-12-02")
        held = world.reports_of(report)
        world.reports[world.reports.index(held)] = replace(held, text=f"{text}\n")
        world.claim(report, 1, **fields)  # type: ignore[arg-type]
    return world


NAMED = "Karim Salim, 24, was on his way home."
SAME = "Karim Salim was buried."
OTHER = "Dana Azad, 31, was buried."


@pytest.mark.parametrize(
    ("second", "fields", "together"),
    [
        (SAME, {"on": "2019-11-30"}, True),
        (OTHER, {"on": "2019-11-30"}, False),
        ("Nobody was named.", {"on": "2019-11-30"}, False),
        (SAME, {"at": NAJAF}, True),
        (OTHER, {"at": NAJAF}, False),
        (SAME, {"on": "2018-03-01"}, False),
        (SAME, {"on": ("2020-01-05", "2020-01-08"), "basis": "report"}, True),
        (SAME, {"at": NAJAF, "on": ("2020-01-05", "2020-01-08"), "basis": "report"}, False),
    ],
)
def test_a_private_person_in_both_stories_outweighs_a_day_or_a_place(
    second: str, fields: dict[str, object], together: bool
) -> None:
    assert (len(two(NAMED, second, **fields).tally().incidents) == 1) is together


def test_names_without_an_age_forbid_nothing_and_excuse_nothing() -> None:
    a, b = "Karim Salim spoke.", "Karim Salim spoke again."
    assert len(two(a, b).tally().incidents) == 1
    assert len(two(a, b, on="2019-11-30").tally().incidents) == 2


def test_reasons_never_print_a_name() -> None:
    (incident,) = two(NAMED, SAME).tally().incidents
    reasons = " ".join(r for link in incident.links for r in link.reasons)
    assert "the same full name in both stories" in reasons
    assert "Salim" not in reasons
    assert "salim" not in reasons


def test_a_name_beside_another_event_of_the_report_ties_only_its_own() -> None:
    world = World()
    roundup = world.report("roundup", "2019-12-02")
    held = world.reports_of(roundup)
    world.reports[world.reports.index(held)] = replace(held, text="Karim Salim, 24, died:\n")
    world.claim(roundup, 1, at=BAGHDAD, on=DAY)
    held = world.reports_of(roundup)
    world.reports[world.reports.index(held)] = replace(held, text=f"{held.text}\nIn the south, ")
    other = world.claim(roundup, 1, at=NAJAF, on="2019-11-20")
    story = world.report("story", "2019-12-03")
    held = world.reports_of(story)
    world.reports[world.reports.index(held)] = replace(held, text="Karim Salim, 24, was a cook.\n")
    third = world.claim(story, 1, at=NAJAF, on="2019-11-22")
    assert not any({other, third} <= group for group in grouping(world.tally()))
