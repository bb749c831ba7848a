"""Who was harmed: the four axes, coordination, kinship, names, parts."""

from __future__ import annotations

import pytest
from read_cases import Case, Read, case, check

AXES = [
    case("Two civilians were killed in the strike.", statuses=("civilian",)),
    case("Two soldiers were killed in the strike.", statuses=("security",), roles=("army",)),
    case("A policeman was killed in the strike.", statuses=("security",), roles=("police",)),
    case("Two militants were killed in the strike.", statuses=("combatant",), roles=("militia",)),
    case("Four suspected militants were killed.", statuses=("combatant",)),
    case("A former fighter was killed by shelling.", statuses=("unknown",)),
    case("Two men were killed by shelling.", statuses=("unknown",), roles=(None,)),
    case("Two protesters were killed.", roles=("protester",), statuses=("unknown",)),
    case("A journalist was killed by a sniper.", roles=("journalist",)),
    case("Two paramedics were killed by shelling.", roles=("medic",)),
    case("Three pupils were killed by shelling.", roles=("student",), ages=("child",)),
    case("An aid worker was killed by shelling.", roles=("aid_worker",)),
    case("The mayor was killed by gunmen.", roles=("official",)),
    case("Two women were killed by shelling.", sexes=("female",), ages=("adult",)),
    case("Two girls were killed by shelling.", sexes=("female",), ages=("child",)),
    case("Two boys were killed by shelling.", sexes=("male",), ages=("child",)),
    case("Three elderly men were killed.", sexes=("male",), ages=("elderly",)),
    case("Two teenagers were killed by shelling.", sexes=("unknown",), ages=("child",)),
    case("A 24-year-old man was killed by shelling.", sexes=("male",), ages=("adult",)),
    case("An unidentified woman was killed.", sexes=("female",), ages=("adult",)),
    case(
        "Eight members of the security forces were killed in the clash.",
        count=(8, 8, 8),
        statuses=("security",),
    ),
    case(
        "The mayor's bodyguard was killed by gunmen.",
        statuses=("security",),
        roles=(None,),
    ),
]


@pytest.mark.parametrize("case", AXES)
def test_axes_of_victims(read: Read, case: Case) -> None:
    check(read, case)


TOGETHER = [
    case(
        "Three women and two children were killed by shelling.",
        count=(5, 5, 5),
        victims=("Three women", "two children"),
        sexes=("female", "unknown"),
        ages=("adult", "child"),
    ),
    case(
        "A policeman, a nurse and two boys were killed.",
        count=(4, 4, 4),
        roles=("police", "medic", None),
    ),
    case("A mother and her three daughters were killed.", count=(4, 4, 4)),
    case("A couple and their baby were killed by shelling.", count=(3, 3, 3)),
    case("His wife and son were killed by shelling.", count=(2, 2, 2)),
    case("A 12-year-old boy and his father were killed.", count=(2, 2, 2)),
    case("Three Iraqi soldiers and a Kurdish fighter were killed.", count=(4, 4, 4)),
    case("At least three men and a boy were killed.", count=(4, None, None), shape="at_least"),
    case(
        "Four civilians, including a woman, and two soldiers were killed.",
        count=(6, 6, 6),
        parts=("a woman",),
    ),
    case(
        "The bomb killed six clerks, two porters, one cook, and a guard of the bank.",
        count=(10, 10, 10),
    ),
    case("The bomb killed six clerks, two porters and injured nobody else.", count=(8, 8, 8)),
    case(
        "The bomb killed two cooks, six workers (three Danes; three Poles), and one guard.",
        count=(9, 9, 9),
    ),
    case("Three men, two women and a child were killed.", count=(6, 6, 6)),
    case("The blast killed a clerk, Samir Haddad, and a cook.", count=(2, 2, 2)),
    case("The raid killed nine clerks, and one porter, and wounded ten.", count=(10, 10, 10)),
    case("The shop burned in the raid and a guard and a driver were killed.", count=(2, 2, 2)),
    case("Soldiers killed ten people, six men and four women.", count=(10, 10, 10)),
    case("Two brothers, a teacher and a driver, were killed.", count=(2, 2, 2)),
    case("Samir Haddad, a clerk and a father of two, was killed.", count=(1, 1, 1)),
    case("At least 19 were killed with another 41 injured.", count=(19, None, None)),
    case("Two guards were killed with another three in the market.", count=(5, 5, 5)),
    case("Samir Haddad and Leila Mansour were killed.", names=("Samir Haddad", "Leila Mansour")),
    case("Ahmed Ali, a taxi driver, was killed by gunmen.", count=(1, 1, 1), names=("Ahmed Ali",)),
    case("Colonel Samir Haddad was killed.", statuses=("security",), names=("Samir Haddad",)),
    case(
        "Two brothers, Ali and Omar Nasser, were killed by shelling.",
        count=(2, 2, 2),
        names=("Ali", "Omar Nasser"),
    ),
    case(
        "The teacher Leila Mansour, 34, was killed by shelling.",
        count=(1, 1, 1),
        names=("Leila Mansour",),
    ),
]


@pytest.mark.parametrize("case", TOGETHER)
def test_people_named_together(read: Read, case: Case) -> None:
    check(read, case)


ATTACKERS = [
    case("A man was killed when the bomb he made exploded prematurely.", attackers=1),
    case("The bomb went off as it was being assembled, killing one of them.", attackers=1),
    case("Two rebels were killed while planting a mine near the road.", attackers=2),
    case("The bomb exploded prematurely, killing two passersby.", attackers=None),
    case("Two soldiers were killed as they were placing a charge on a mine.", attackers=None),
    case("Two men were killed when a bomb exploded in a market.", attackers=None),
]


@pytest.mark.parametrize("case", ATTACKERS)
def test_attackers_killed_by_their_own_weapon(read: Read, case: Case) -> None:
    check(read, case)


def test_who_shot_others_is_an_attacker_when_killed(read: Read) -> None:
    reading = read("Jan Berg killed two clerks in a bank. Police later killed Jan Berg outside.")
    assert [c.includes.attackers for c in reading.claims if c.harm == "killed"] == [None, 1]


PARTS = [
    case(
        "Twelve people, including two police officers, were killed in the raid.",
        count=(12, 12, 12),
        parts=("two police officers",),
    ),
    case(
        "Nine people, including four women and two children, died in the shelling.",
        count=(9, 9, 9),
        parts=("four women", "two children"),
    ),
    case("A family of five, including a baby, was killed.", count=(5, 5, 5), parts=("a baby",)),
    case("Nine people, among them four women, died.", parts=("four women",)),
    case("Nine people, three of them women, were killed.", count=(9, 9, 9)),
    case(
        "Nine people, three of them women, were killed in the raid.",
        parts=("three of them women",),
    ),
    case(
        "Nine people, of whom three were women, were killed in the raid.",
        count=(9, 9, 9),
        parts=("three were women",),
    ),
    case(
        "A journalist was among the four killed.",
        count=(4, 4, 4),
        parts=("A journalist",),
    ),
]


@pytest.mark.parametrize("case", PARTS)
def test_parts_stay_under_their_whole(read: Read, case: Case) -> None:
    check(read, case)
