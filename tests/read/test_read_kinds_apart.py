"""Figures of one report that hold each other, add up, or are of other events."""

from __future__ import annotations

from datetime import date

import pytest
from read_cases import NAMES, Read, row

from tollbook.record.interval import Published

Relations = list[tuple[int | None, str, int | None]]
"""For each claim its number, "part" or "adds" or "", and the number of what it is tied to."""


def _related(read: Read, text: str, harm: str) -> Relations:
    claims = {c.id: c for c in read(text, lexicon=NAMES).claims}
    found: Relations = []
    for claim in claims.values():
        if claim.harm != harm:
            continue
        other = claim.part_of or claim.adds_to
        how = "part" if claim.part_of else "adds" if claim.adds_to else ""
        found.append((claim.count.best, how, claims[other].count.best if other else None))
    return found


@pytest.mark.parametrize(
    ("text", "harm", "want"),
    [
        row(text, harm, want, id=text)
        for text, harm, want in (
            (  # none of the villagers, where somebody killed them
                "The raid killed 21 people in Mosul. Soldiers killed seven of the attackers.",
                "killed",
                [(21, "", None), (7, "adds", 21)],
            ),
            (  # more than the whole holds: no part of it
                "Fourteen people were killed in Mosul. All four attackers are dead. Rebels said"
                " they had killed 40 officials.",
                "killed",
                [(14, "", None), (4, "part", 14), (40, "", None)],
            ),
            (
                "Two soldiers were killed in Mosul on Monday. Two civilians were killed.",
                "killed",
                [(2, "", None), (2, "adds", 2)],
            ),
            (
                "Twelve soldiers were killed in Mosul. Two civilians were killed by shrapnel.",
                "killed",
                [(12, "", None), (2, "adds", 12)],
            ),
            (  # each of two says so
                "Police said the army killed one person and wounded one other in Mosul. The health"
                " ministry said one other had been wounded.",
                "injured",
                [(1, "", None), (1, "", None)],
            ),
            (
                "Police said the army killed two people and wounded six others in Mosul. A hospital"
                " said at least nine others had been wounded.",
                "injured",
                [(6, "", None), (None, "", None)],
            ),
            (  # on top of a figure that is of nobody else
                "Police said six people were hurt in Mosul. Medics said another three were hurt.",
                "injured",
                [(6, "", None), (3, "adds", 6)],
            ),
            (  # a word for many is another's figure, as a number would be
                "Police said three people were killed in Mosul. Activists said dozens were killed.",
                "killed",
                [(3, "", None), (None, "", None)],
            ),
            (
                "Activists said dozens of people were killed in Mosul. Police said three had died.",
                "killed",
                [(None, "", None), (3, "", None)],
            ),
            (
                "The army said 12 rebels were killed near Mosul. Residents said 15 civilians died.",
                "killed",
                [(12, "", None), (15, "", None)],
            ),
            (
                "Five civilians were killed in Mosul. A child and two women were among the dead.",
                "killed",
                [(5, "", None), (3, "part", 5)],
            ),
            (
                "A raid killed six militants in Mosul. In a separate incident, bandits killed 11 "
                "farmers.",
                "killed",
                [(6, "", None), (11, "", None)],
            ),
            (
                "A bomb killed three people in Mosul. In another attack, gunmen killed 11 people.",
                "killed",
                [(3, "", None), (11, "", None)],
            ),
            (
                "An army strike killed 22 villagers in Mosul.\n\nSome 1,200 people were killed in "
                "the militia-led attack on Basra.",
                "killed",
                [(22, "", None), (1200, "", None)],
            ),
            (
                "A man was killed in Mosul.\n\nThe 1,500 people who died in the siege were buried.",
                "killed",
                [(1, "", None), (1500, "", None)],
            ),
            (
                "Gunmen abducted 27 pupils in Hilla, police said. A parent said the real number of "
                "abducted children was 41.",
                "abducted",
                [(27, "", None), (41, "", None)],
            ),
            (
                "Three officers were killed before troops shot dead all five attackers in Mosul.",
                "killed",
                [(3, "", None), (5, "adds", 3)],
            ),
            (
                "Four fighters were murdered in Mosul. The fourth died on Thursday of stab wounds.",
                "killed",
                [(4, "", None), (1, "part", 4)],
            ),
            (
                "Residents say a strike killed 100 in Mosul. Earlier reports put the toll at "
                "about 50.\n\nOn Friday, about 60 people were killed when jets bombed Hilla.",
                "killed",
                [(100, "", None), (50, "part", 100), (60, "", None)],
            ),
            (
                "A sniper shot dead a woman in Mosul on Monday.",
                "killed",
                [(1, "", None)],
            ),
            (
                "The raids bring to 297 the number of ex-fighters killed since the accord.",
                "killed",
                [(297, "", None)],
            ),
            (
                "At least 30 people were killed and 12 taken hostage.",
                "abducted",
                [(12, "", None)],
            ),
        )
    ],
)
def test_how_figures_stand_to_each_other(read: Read, text: str, harm: str, want: Relations) -> None:
    assert _related(read, text, harm) == want


@pytest.mark.parametrize(
    ("text", "party", "surety"),
    [
        row(text, party, surety, id=text)
        for text, party, surety in (
            (
                "At least 14 people were killed in Mosul on Saturday.\n\nResidents blamed the "
                "Islamic State, which has besieged the city since April.",
                "the Islamic State",
                "accused",
            ),
            (
                "Shelling left 16 people dead in Mosul on Saturday.\n\nThe governor said "
                "the army fired the shells from the east.",
                "the army",
                "accused",
            ),
            (
                "Nine people died when a drone hit a clinic. The drone was launched by the army.",
                "the army",
                "stated",
            ),
            ("Twelve people were killed in the army-led raid on Mosul.", "army", "stated"),
            (
                "Nine people died when a drone hit a clinic. It is not known who launched it.",
                "",
                "",
            ),
        )
    ],
)
def test_who_is_tied_to_what_was_told(read: Read, text: str, party: str, surety: str) -> None:
    claim = next(c for c in read(text, lexicon=NAMES).claims if c.harm == "killed")
    assert [(p.text, p.surety) for p in claim.perpetrators] == ([(party, surety)] if party else [])


def test_what_an_event_is_held_against_is_past(read: Read) -> None:
    text = (
        "A bomb killed nine in Mosul. It was the deadliest attack since October 2022, when two car "
        "bombs killed 100."
    )
    day = Published(date(2024, 2, 10), date(2024, 2, 10), "text")
    assert [(c.count.best, c.past) for c in read(text, published=day).claims] == [
        (9, False),
        (100, True),
    ]


def test_a_group_is_named_with_its_name(read: Read) -> None:
    (claim,) = read(
        "The Islamist group al-Shabaab said it had killed 27 officials in Mosul."
    ).claims
    assert claim.said_by[-1].speaker == "The Islamist group al-Shabaab"


def test_a_denial_answers_what_was_told_before_not_the_charge_that_follows(read: Read) -> None:
    reading = read(
        "Fourteen people were killed in Mosul on Saturday. The militia denied targeting civilians "
        "and accused the army of bombing the area."
    )
    killed, bombed = reading.claims
    about = {s.kind: s.about for s in reading.statements}
    assert (killed.harm, bombed.harm) == ("killed", "attacked")
    assert about == {"denial": killed.id, "blame": bombed.id}


def test_a_separate_attack_is_no_part_of_the_headlines_figure(read: Read) -> None:
    body = (
        "Residents said at least 12 civilians died in Mosul on Monday. In a separate incident on"
        " Sunday, a bomb killed four soldiers near Kut."
    )
    claims = read(body, "Locals say 12 civilians died in Mosul", NAMES).claims
    (soldiers,) = (c for c in claims if c.count.best == 4)
    assert soldiers.part_of is None
    assert soldiers.adds_to is None
