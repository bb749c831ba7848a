"""Numbers with bounds where a parser errs, ranges with both ends, ceilings with their parts."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from read_cases import Read

Bounds = tuple[int | None, int | None]

ONE: Sequence[tuple[str, str, Bounds]] = [
    # the words of a bound are no part of the sentence
    (
        "On 26 October at around 1am, at least 12 clerks, all of one family, including five women,"
        " were killed and several others hurt.",
        "killed",
        (12, None),
    ),
    ("At dawn on Tuesday, between 17 and 26 villagers were reported killed.", "killed", (17, 26)),
    ("The raid killed between two to three villagers.", "killed", (2, 3)),
    ("Planes bombed a house in Kut, killing between 12 to 19 pupils.", "killed", (12, 19)),
    ("Strike kills 10-12, possibly including civilians, in Kut.", "killed", (10, 12)),
    ("0-4 alleged rebels killed in a strike on a car.", "killed", (0, 4)),
    (
        "At least 25 identified clerks belonging to three different families, including a"
        " professor, at least seven women and ten children, were killed.",
        "killed",
        (25, None),
    ),
    ("At least one but possibly up to 12 villagers were killed.", "killed", (1, 12)),
    ("At least 52 civilians, including 15 women, and up to 68 civilians died.", "killed", (52, 68)),
    ("At least 52 civilians and up to 68 civilians were killed.", "killed", (52, 68)),
    # a ceiling is no lower than those counted in it
    ("The strike killed up to 20 people, including at least 14 pupils.", "killed", (14, 20)),
    ("Up to ten people, including five children and three women, were killed.", "killed", (8, 10)),
    ("Three shepherds among up to seven killed in a strike in Kut.", "killed", (3, 7)),
    ("Up to eight people including two children killed in Kut.", "killed", (2, 8)),
    ("Up to eight people including as many as two children killed in Kut.", "killed", (None, 8)),
    ("Two guards and up to four others were killed.", "killed", (2, 6)),
    # one person, told by name or by what he is
    ("The strike killed at least one person, 31-year-old engineer Jan Berg.", "killed", (1, None)),
    ("At least one clerk, a young man, was killed.", "killed", (1, None)),
    ("Shells hit it, killing a child named Omar Haddad (14), and a child.", "killed", (2, 2)),
    # how people are told to be hurt
    ("It led to one injury.", "injured", (1, 1)),
    ("The driver suffered two broken legs.", "injured", (1, 1)),
    ("Two people were cut by flying glass.", "injured", (2, 2)),
    ("A clerk survived gunshot wounds.", "injured", (1, 1)),
    ("A second co-worker was also shot and badly hurt.", "injured", (1, 1)),
    ("The blast injured a soldier, a nearby child, and damaged a car.", "injured", (2, 2)),
]


@pytest.mark.parametrize(("text", "harm", "bounds"), ONE, ids=[t for t, *_ in ONE])
def test_one_figure_with_its_bounds(read: Read, text: str, harm: str, bounds: Bounds) -> None:
    claims = [c for c in read(text).claims if c.harm == harm]
    assert [(c.count.low, c.count.high) for c in claims] == [bounds]


RELATED: Sequence[tuple[str, str, list[tuple[int | None, str]]]] = [
    (
        "Between 19 and 22 people died when the house was bombed. The toll had risen to 22.",
        "killed",
        [(19, "alone"), (22, "part")],
    ),
    (
        "Nine clerks were killed in Kut. Two fighters were also reported killed.",
        "killed",
        [(9, "alone"), (2, "adds")],
    ),
    (
        "The attack wounded one clerk and caused no injuries to soldiers.",
        "injured",
        [(1, "alone"), (0, "part")],
    ),
    (
        "The blast killed two guards. There were no deaths among the passengers.",
        "killed",
        [(2, "alone"), (0, "part")],
    ),
]


@pytest.mark.parametrize(("text", "harm", "want"), RELATED, ids=[t for t, *_ in RELATED])
def test_how_two_figures_stand_to_each_other(
    read: Read, text: str, harm: str, want: list[tuple[int | None, str]]
) -> None:
    claims = [c for c in read(text).claims if c.harm == harm]
    told = ["part" if c.part_of else "adds" if c.adds_to else "alone" for c in claims]
    assert list(zip((c.count.low for c in claims), told, strict=True)) == want


def test_a_toll_put_as_high_as_a_number_is_a_ceiling(read: Read) -> None:
    text = "The strike killed four men; some sources put the death toll as high as eight."
    counts = [c.count for c in read(text).claims if c.harm == "killed"]
    assert [(c.low, c.high) for c in counts] == [(4, 4), (None, 8)]


KNOWN_FOR: Sequence[str] = [
    "Jan Berg, who admitted his part in the killing of 17 sailors, died in the attack.",
    "The rebel, who was wanted for the murder of nine villagers, was killed on Friday.",
    "A commander convicted of the killing of 30 monks was killed in the raid.",
]


@pytest.mark.parametrize("text", KNOWN_FOR)
def test_a_deed_that_somebody_is_known_for_is_past(read: Read, text: str) -> None:
    claims = [c for c in read(text).claims if c.harm == "killed"]
    assert [c.count.low for c in claims if not c.past] == [1]


def test_a_killing_that_somebody_is_jailed_for_is_what_the_report_tells_of(read: Read) -> None:
    text = "Jan Berg, who admitted his part in the killing of two clerks, was jailed on Friday."
    assert [c.past for c in read(text).claims if c.harm == "killed"] == [False]


def test_what_happens_on_an_anniversary_is_new(read: Read) -> None:
    text = "Five were killed in a strike on the tenth anniversary of the war."
    assert [c.past for c in read(text).claims if c.harm == "killed"] == [False]
    text = "The march marked the anniversary of the killing of five pupils."
    assert all(c.past for c in read(text).claims if c.harm == "killed")


@pytest.mark.parametrize("cell", ["killed 3 ", "killed 3 | injured 4 | ", "killed 3\n"])
def test_the_cells_of_a_long_table_are_set_aside_and_not_parsed(read: Read, cell: str) -> None:
    reading = read(cell * 100 + "in all. Two clerks were killed in Kut.")
    assert [c.count.low for c in reading.claims if c.harm == "killed"] == [2]
    (aside,) = reading.set_aside
    assert "words of harm without the end of a sentence" in aside.why


def test_a_sentence_with_much_harm_is_read(read: Read) -> None:
    towns = ("Kut", "Basra", "Najaf", "Hilla", "Mosul", "Kirkuk", "Arak", "Amarah")
    text = ", ".join(f"{n} people were killed in {t}" for n, t in enumerate(towns, 2)) + "."
    assert len([c for c in read(text).claims if c.harm == "killed"]) == len(towns)
