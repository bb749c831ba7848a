"""What is told as real, and what never counts."""

from __future__ import annotations

import pytest
from read_cases import Case, Read, case, check, only

MODALITY = [
    case("Two men were killed.", modality="fact", counts=True),
    case("Two men reportedly were killed.", modality="reported", counts=True),
    case("Two men were apparently killed.", modality="reported", counts=True),
    case("A doctor said two men were killed.", modality="reported", counts=True),
    case("The blast might have killed four guards.", modality="reported"),
    case("If the army attacks, hundreds could be killed.", modality="hypothetical", counts=False),
    case("The raid would have killed dozens of people.", modality="hypothetical"),
    case("A second bomb could kill 40 people.", modality="hypothetical"),
    case("The group planned to kill two judges.", modality="hypothetical", counts=False),
    case("The commander threatened to kill three hostages.", modality="hypothetical"),
    case("Officials warned that 400 people could die.", modality="hypothetical"),
    case("A man attempted to kill the mayor.", modality="hypothetical"),
    case("The soldiers tried to kill two boys.", modality="hypothetical"),
    case("Police foiled a plot to kill a judge.", modality="hypothetical"),
    case("The rebels vowed to kill more soldiers.", modality="hypothetical"),
    case("The general ordered troops to kill the protesters.", modality="hypothetical"),
    case("The court will execute three men next week.", modality="future", counts=False),
    case("Unless the siege ends, thousands will die.", modality="future", counts=False),
    case("He was tried for the attempted murder of a judge.", modality="hypothetical"),
    case("The letter held insults, and threats to kill the mayor.", modality="hypothetical"),
    case("The crowd marched through the town, shouting, kill the mayor.", modality="hypothetical"),
    case("Gunmen kill three in Basra", modality="fact", count=(3, 3, 3)),
    case("They feared that 30 villagers had been killed.", modality="reported"),
    case("Ten people may have been killed.", modality="reported"),
    case("To kill the prisoners.", modality="hypothetical"),
    case("Two men are believed to have been killed.", modality="reported"),
    case("A rocket fell on a house, killing two men.", modality="fact"),
    case("Twelve people died before help could reach them.", modality="fact", count=(12, 12, 12)),
]


DOUBTFUL = [
    case("The blast might have killed four guards.", modality="reported", counts=True),
    case("Ten people may have been killed, a doctor said.", modality="reported", counts=True),
    case("As many as ten people could have died.", modality="reported"),
    case("They feared that 30 villagers had been killed.", modality="reported"),
    case("Thirty villagers are feared to have died.", modality="reported"),
    case("Four people were possibly killed in the strike.", modality="reported"),
]


@pytest.mark.parametrize("case", DOUBTFUL)
def test_what_may_have_been_is_asserted_by_nobody(read: Read, case: Case) -> None:
    check(read, case)
    assert only(read(case.text), case.harm)[0].said_by[-1].stance == "doubts"


@pytest.mark.parametrize(
    "text",
    [
        "Hundreds could have died if the bomb had gone off.",
        "Hundreds might have died had the bomb gone off.",
        "Ten children could easily have been killed.",
    ],
)
def test_what_was_averted_never_counts(read: Read, text: str) -> None:
    assert [c.modality for c in read(text).claims if c.harm == "killed"] == ["hypothetical"]


@pytest.mark.parametrize(
    "text", ["Two men are believed to have been killed.", "Two men must have been killed."]
)
def test_what_is_believed_is_asserted(read: Read, text: str) -> None:
    (claim,) = read(text).claims
    assert (claim.modality, claim.said_by[-1].stance) == ("reported", claim.said_by[-1].stance)
    assert claim.said_by[-1].stance != "doubts"


@pytest.mark.parametrize(
    "text",
    [
        "Four people, possibly all civilians, were killed in the strike.",
        "Four people, possibly all civilians, killed in attack on houses.",
        "4-9 people, possibly militants, killed in the attack.",
        "Four people - all possibly civilians - killed in strike on a car.",
    ],
)
def test_a_doubt_of_who_they_were_is_none_of_their_death(read: Read, text: str) -> None:
    (claim,) = only(read(text), "killed")
    assert claim.said_by[-1].stance == "asserts"


@pytest.mark.parametrize("case", MODALITY)
def test_modality(read: Read, case: Case) -> None:
    check(read, case)


@pytest.mark.parametrize(
    "text",
    [
        "The army did not kill the three men.",
        "Nobody saw the soldiers; the men were not killed.",
        "The two men never died.",
    ],
)
def test_what_did_not_happen_is_set_aside_with_its_reason(read: Read, text: str) -> None:
    reading = read(text)
    assert reading.claims == ()
    assert [a.why for a in reading.set_aside] == ["told not to have happened"]
