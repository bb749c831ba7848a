"""Figures of one report that are of other events, are denied, or say a headline again."""

from __future__ import annotations

import pytest
from read_cases import NAMES, Read, row

from tollbook.record.marks import ANOTHER_EVENT, LISTED_BY_PLACE

Figures = list[tuple[int | None, str, str]]
"""For each claim of killed its number, its scope, and "part", "adds" or ""."""


def _figures(read: Read, text: str) -> Figures:
    title, _, body = text.rpartition("\n\n")
    return [
        (
            c.count.best if c.count.best is not None else c.count.low,
            c.scope,
            "part" if c.part_of else "adds" if c.adds_to else "",
        )
        for c in read(body, title=title or None, lexicon=NAMES).claims
        if c.harm == "killed"
    ]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        row(text, want, id=text)
        for text, want in (
            (
                "Eighteen people, and not 19, were killed in Mosul on Friday, the mayor said.",
                [(18, "incident", "")],
            ),
            (
                "Curfew after ten more deaths\n\nTen more people were killed in Mosul on Friday.",
                [(10, "incident", "")],
            ),
            (
                "Two more die after blast\n\nTwo of those wounded in Friday's blast in Mosul died.",
                [(2, "incident", "")],
            ),
            (
                "19 dead as protests spread\n\nPolice shot dead 19 people in Mosul on Thursday.",
                [(19, "incident", "")],
            ),
            (
                "Gunmen kill 20 in two villages\n\nGunmen killed 14 people in Mosul on Monday. In "
                "a separate attack, six mourners were shot dead in Kut.",
                [(20, "cumulative", ""), (14, "incident", ""), (6, "incident", "")],
            ),
            (
                "Four of the people wounded in Friday's attack in Mosul died, raising the number "
                "of civilians killed to 36.",
                [(4, "incident", "part"), (36, "incident", "")],
            ),
            (
                "At least 31 people were killed in four attacks in Iraq on Sunday.",
                [(31, "cumulative", "")],
            ),
            (
                "Gunmen killed 14 people in the village of Hit and six at a wake in Kut, both in "
                "Iraq.",
                [(6, "incident", ""), (14, "incident", "")],
            ),
            (
                "A bomb in Mosul killed 32 civilians. Police shot dead four of the attackers.",
                [(32, "incident", ""), (4, "incident", "adds")],
            ),
            (
                "That raised the number of civilians killed in Mosul to 36. All five attackers "
                "also died.",
                [(36, "incident", ""), (5, "incident", "adds")],
            ),
            (
                "Residents said 11 farmers were killed in Mosul. The army denied killing 11 "
                "farmers.",
                [(11, "incident", ""), (11, "incident", "")],
            ),
        )
    ],
)
def test_figures(read: Read, text: str, want: Figures) -> None:
    assert sorted(_figures(read, text)) == sorted(want)


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed 14 people in Kut. In a separate attack, gunmen shot dead six mourners.",
        "Gunmen killed 14 people in Kut. Hours later, in a separate raid, six mourners were shot "
        "dead.",
        "Rebels killed 35 people in Kut. In Hit, a village nearby, five people were killed in "
        "another attack.",
        "A missile killed 19 people in Kut. Hours after the missile, a drone attack killed a "
        "woman.",
    ],
)
def test_told_of_another_event(read: Read, text: str) -> None:
    first, *others = [c for c in read(text, lexicon=NAMES).claims if c.harm == "killed"]
    assert ANOTHER_EVENT not in first.rule
    assert [ANOTHER_EVENT in c.rule for c in others] == [True]
    assert others[0].part_of is None


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed 14 people in Kut. An hour later a second bomb killed six.",
        "The blast killed three in Kut. It killed three, while two died in another attack.",
    ],
)
def test_not_told_of_another_event(read: Read, text: str) -> None:
    assert ANOTHER_EVENT not in read(text, lexicon=NAMES).claims[0].rule


def test_a_number_of_a_list_is_marked(read: Read) -> None:
    claims = read("Gunmen killed three people in Basra and two in Najaf.", lexicon=NAMES).claims
    assert [LISTED_BY_PLACE in c.rule for c in sorted(claims, key=lambda c: c.count.low or 0)] == [
        True,
        False,
    ]


def test_who_is_accused_on_a_day_is_the_accused(read: Read) -> None:
    text = (
        "Residents of Kut accused the army on Wednesday of opening fire on a fair and killing 11 "
        "civilians on Monday."
    )
    (claim,) = [c for c in read(text, lexicon=NAMES).claims if c.harm == "killed"]
    assert [(p.text, p.surety) for p in claim.perpetrators] == [("the army", "accused")]
    assert claim.said_by[-1].speaker.startswith("Residents")
