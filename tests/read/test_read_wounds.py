"""The hurt and the dead of one attack: who was hit, who of them died, who comes on top of whom."""

from __future__ import annotations

from typing import Any

import pytest
from read_cases import Read, only, row

from tollbook.record import Claim

Told = list[tuple[int | None, int | None, str]]


def told(claims: list[Claim]) -> Told:
    """Each claim's least and most with its relation: alone, part of another, or on top of one."""
    return [
        (c.count.low, c.count.high, "part" if c.part_of else "adds" if c.adds_to else "alone")
        for c in claims
        if c.modality in {"fact", "reported"}
    ]


ONE: Told = [(1, 1, "alone")]
TWO_SINGLES: Told = [(1, 1, "alone"), (1, 1, "adds")]

HURT: list[Any] = [
    row("Two cooks were hit by gunfire.", [(2, 2, "alone")], id="hit by gunfire"),
    row("A bullet grazed the boy's ear.", ONE, id="grazed the boy's ear"),
    row("Girl grazed by stray bullet", ONE, id="headline: grazed"),
    row("A guard was struck in the knee.", ONE, id="struck in the knee"),
    row("A cyclist was struck by a van.", [], id="struck by a van is no wound"),
    row("The strike hit the harbour.", [], id="a strike hits a place"),
    row("Medics found two men with bullet wounds.", [(2, 2, "alone")], id="with bullet wounds"),
    row("A boy walked in with a stab wound.", ONE, id="walked in with a wound"),
    row("A porter is in serious condition.", ONE, id="in serious condition"),
    row("The engine is in fair condition.", [], id="a thing in fair condition"),
    row("Police look into the stabbing of two clerks.", [(2, 2, "alone")], id="the stabbing of"),
    row("A tailor was non-fatally shot.", ONE, id="non-fatally", gap="'non-' misleads the parser"),
    row("A 15-year-old was shot on Sunday.", ONE, id="a 15-year-old"),
    row("A 15-year-old and two women were shot.", [(3, 3, "alone")], id="an age in a list"),
    row("Two 15-year-olds were hurt.", [(2, 2, "alone")], id="two 15-year-olds"),
    row("Two guests fled, but neither was injured.", [(0, 0, "alone")], id="neither"),
    row("Three shooting survivors spoke.", [], id="three shooting survivors"),
    row("A shop will close after two boys were shot.", [(2, 2, "alone")], id="after they were"),
    row("Four shot in cafe", [(4, 4, "alone")], id="four shot"),
    row("He fired one shot in the cafe.", [], id="one shot that was fired"),
    row("Image 3 of 9 A porter was shot.", ONE, id="the number of a caption"),
    row("She brought four shot glasses.", [], id="shot glasses"),
    row("A cook was driven to a clinic with critical injuries.", ONE, id="critical injuries"),
    row("A tailor was treated for a leg wound.", ONE, id="a leg wound"),
    row("One of the guests is fighting for her life.", ONE, id="fighting for her life"),
    row("The parties fight for political life.", [], id="a party fights for its life"),
    row("A clerk and a porter remain in hospital.", [(2, 2, "alone")], id="remain in hospital"),
    row("The guards are expected to survive.", [(2, None, "alone")], id="expected to survive"),
    row("The firm is expected to survive the winter.", [], id="a firm may survive"),
    row("The blast sent two cooks to a hospital.", [(2, 2, "alone")], id="sent to a hospital"),
    row("The mayor sent two cooks to a hospital.", [], id="sent there by somebody"),
    row("A blast injured three adults and a 9-year-old boy.", [(4, 4, "alone")], id="adults"),
    row("8-year-old fires shot", [], id="who fires a shot"),
]


@pytest.mark.parametrize(("text", "injured"), HURT)
def test_who_was_hurt(read: Read, text: str, injured: Told) -> None:
    assert told(only(read(text), "injured")) == injured


DEAD_AND_HURT: list[Any] = [
    row(
        None,
        "Seven people were shot, two of them fatally.",
        [(2, 2, "alone")],
        [(5, 5, "alone")],
        id="two of them fatally",
    ),
    row(
        None,
        "Six guests were shot, one fatally, in a cafe.",
        ONE,
        [(5, 5, "alone")],
        id="one fatally",
    ),
    row(
        "One dead, four wounded in cafe",
        "A gunman killed a waiter and wounded four others.",
        ONE,
        [(4, 4, "alone")],
        id="four others than the dead",
    ),
    row(
        None,
        "A waiter was killed and four guests were hurt. Police said four others were injured.",
        ONE,
        [(4, 4, "alone")],
        id="the same four others",
        gap="read as four more",
    ),
    row(
        None,
        "A waiter died. Police said four others were hurt. The four others were hurt by glass.",
        ONE,
        [(4, 4, "alone")],
        id="the four others again",
    ),
    row(
        None,
        "A clerk suffered a gunshot wound. She was pronounced dead at noon.",
        ONE,
        [],
        id="who died is no longer hurt",
    ),
    row(
        None,
        "A clerk was shot dead. A second clerk was shot in the arm.",
        ONE,
        ONE,
        id="a second one lives",
    ),
    row(
        None,
        "A driver, 61, was shot dead. A passenger, 22, was shot in the arm.",
        ONE,
        ONE,
        id="another age is another person",
    ),
    row(
        None,
        "A 17-year-old boy was shot in the leg. A 13-year-old boy was grazed by a bullet.",
        [],
        TWO_SINGLES,
        id="two ages are two boys",
    ),
    row(
        None,
        "A porter was hit in the leg and a cook was hit in the arm.",
        [],
        TWO_SINGLES,
        id="two brought in side by side",
    ),
    row(
        "Teens shot in park",
        "Three girls were shot in a park on Monday.",
        [],
        [(3, 3, "alone")],
        id="the headline's teens",
    ),
    row(
        None,
        "A man shot his cousin and then himself.",
        [],
        TWO_SINGLES,
        id="and then himself",
    ),
    row(
        None,
        "A boy is in stable condition after he shot himself in the foot.",
        [],
        ONE,
        id="how he who shot himself fares",
    ),
    row(
        None,
        "One person died and three were hurt. All four were struck by gunfire near a well.",
        ONE,
        [(3, 3, "alone")],
        id="all four are the dead and the hurt",
    ),
    row(
        None,
        "Officers continue to investigate the death of a baker.",
        ONE,
        [],
        id="a death under investigation",
    ),
    row(
        None,
        "The court heard of an order to cause the death of a baker.",
        [],
        [],
        id="a death only ordered",
    ),
    row("Man killed, woman hurt in blast", "", ONE, ONE, id="two harms in a headline"),
    row(
        "Five guests shot, two dead, in cafe",
        "Two guests died and three are in serious condition.",
        [(2, 2, "alone")],
        [(3, 3, "alone")],
        id="five shot, two dead",
    ),
    row(
        "4 shot, 1 killed in cafe",
        "A man is suspected of shooting four guests - one fatally - on Sunday.",
        ONE,
        [(3, 3, "alone")],
        id="four shot, one killed",
    ),
    row(
        "Six guests shot, one dead",
        "One guest is dead. Police said six other guests were shot.",
        ONE,
        [(6, 6, "alone")],
        id="six others than the dead",
    ),
    row(
        None,
        "Karim Haddad, 16, was killed. Haddad and the four other boys were shot from a car.",
        ONE,
        [(4, 4, "alone")],
        id="the dead man is named among those shot",
    ),
    row(
        None,
        "Two guests died in the cafe and two died on the way to a clinic.",
        [(2, 2, "alone"), (2, 2, "adds")],
        [],
        id="two here and two there",
    ),
    row(
        "Third victim of cafe shooting dies",
        "A third victim of the cafe shooting, which killed two others, has died.",
        [(1, 1, "alone"), (2, 2, "adds")],
        [],
        id="a third victim told of twice",
    ),
    row(
        None,
        "Officers found two women and a man dead in the cafe.",
        [(3, 3, "alone")],
        [],
        id="all of them dead",
    ),
    row(
        None,
        "Two people are fighting for their lives. One man is in critical condition. Another "
        "victim, a woman, was also hurt.",
        [],
        [(2, 2, "alone"), (1, 1, "part"), (1, 1, "part")],
        id="two, one by one",
    ),
    row(
        None,
        "He is accused of using a rifle to shoot dead three guests and wound a fourth.",
        [(3, 3, "alone")],
        ONE,
        id="what a rifle was used for",
    ),
    row(
        "Three People Dead East Of Hilla",
        "Karim Haddad and Leila Haddad were deceased.",
        [(3, 3, "alone"), (2, 2, "part")],
        [],
        id="a headline in title case",
    ),
    row(
        None,
        "There were two confirmed dead and one taken to a clinic with a gunshot wound.",
        [(2, 2, "alone")],
        ONE,
        id="two confirmed dead and one hurt",
    ),
    row(
        "Boy shot on Friday",
        "The boy was taken off life support on Monday.",
        ONE,
        [],
        id="off life support",
    ),
    row(None, "A wall stopped them from killing her.", [], [], id="what was stopped"),
    row(
        "Deputies identify 3 dead Posted: Friday, May 3, 2019 4:46 AM",
        "Officers say a man killed his wife and son on Tuesday.",
        [(3, 3, "alone"), (2, 2, "part")],
        [],
        id="the page's stamp is no day of the headline",
    ),
    row(
        "1 dead, 2 shot in gunfire at party",
        "A gunman shot a student dead, also wounding two girls.",
        ONE,
        [(2, 2, "alone")],
        id="two shot and two wounded are the same two",
    ),
    row(
        None,
        "He shot another man at a hotel. The gun went off, killing the victim.",
        ONE,
        [],
        id="another than he",
    ),
    row(
        None,
        "Four guests were hurt. Two of them are in critical condition. The other two suffered "
        "lesser wounds.",
        [],
        [(4, 4, "alone"), (2, 2, "part"), (2, 2, "part")],
        id="the other two",
    ),
    row(
        None,
        "A boy has been arrested over the death of another boy.",
        ONE,
        [],
        id="another than the one arrested",
    ),
    row(
        "Gunmen shoot Marwan Haddad",
        "Gunmen shot Marwan Haddad in Hit on Friday. Marwan died on Sunday.",
        ONE,
        [],
        id="named by his first name alone",
    ),
    row(
        "Clerk dies after shooting",
        "The victim was taken to a clinic in serious condition.",
        ONE,
        [],
        id="how the one who died had fared",
    ),
    row(
        None,
        "A student was killed in a shooting. The suspect is in critical condition.",
        ONE,
        ONE,
        id="how another fares",
    ),
    row(
        None,
        "One man was killed. The woman is in critical condition.",
        ONE,
        ONE,
        id="a woman is not the man",
    ),
    row(
        None,
        "A gunman wounded four guests on a bus. A fourth passenger was badly hurt.",
        [],
        [(4, 4, "alone"), (1, 1, "part")],
        id="the fourth of four",
    ),
    row(
        None,
        "Two men died and two were injured. Police found four men shot on the road. Two others "
        "were taken to a clinic with gunshot wounds.",
        [(2, 2, "alone")],
        [(2, 2, "alone")],
        id="two others than the dead of four",
    ),
]


@pytest.mark.parametrize(("title", "body", "killed", "injured"), DEAD_AND_HURT)
def test_the_dead_and_the_hurt(
    read: Read, title: str | None, body: str, killed: Told, injured: Told
) -> None:
    reading = read(body, title)
    assert told(only(reading, "killed")) == killed
    assert told(only(reading, "injured")) == injured


@pytest.mark.parametrize(
    ("text", "causes"),
    [
        ("A man killed his sons in a murder-suicide.", [None]),
        ("A man shot his two sons dead, then died by suicide.", [None, "suicide"]),
        ("A recruit shot himself at the camp.", ["suicide"]),
    ],
)
def test_who_was_shot_by_another_is_no_suicide(
    read: Read, text: str, causes: list[str | None]
) -> None:
    assert [c.cause for c in read(text).claims] == causes


SEVERAL: list[Any] = [
    row("Six people were hurt in two separate shootings in Kut.", "cumulative", id="two separate"),
    row("A reward is offered in each of three murders in Kut.", "cumulative", id="each of three"),
    row("Four people were killed in weekend shootings in Kut.", "cumulative", id="at the weekend"),
    row("Six people were hurt in a shooting in Kut.", "incident", id="one shooting"),
    row("Two clerks were shot in a double shooting in Kut.", "incident", id="a double shooting"),
]


@pytest.mark.parametrize(("text", "scope"), SEVERAL)
def test_a_figure_of_several_shootings_is_a_total(read: Read, text: str, scope: str) -> None:
    assert {c.scope for c in read(text).claims} == {scope}
