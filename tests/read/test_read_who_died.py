"""Who died of those told of: with others, of whom, later, of old age; and figures withdrawn."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from read_cases import Read

from tollbook.record import Claim, Statement

ALONG: Sequence[tuple[str, int]] = [
    ("Seven recruits, along with at least 18 others, were killed in the blast.", 25),
    ("Seven recruits were killed along with at least 18 others in the ambush.", 25),
    ("Seven pupils were shot dead, along with at least 18 others, when men stormed the hall.", 25),
    ("The strike killed seven fighters, along with at least 18 villagers.", 25),
    ("A commander and his driver were killed, together with at least 12 others.", 14),
    ("A nurse died, as well as three of her patients.", 4),
    ("The blast killed seven people, along with at least 18 others who were wounded.", 7),
    ("Seven clerks were killed, as well as wounding 18 others.", 7),
]


@pytest.mark.parametrize(("text", "low"), ALONG, ids=[t for t, _ in ALONG])
def test_those_along_with_the_dead_are_dead_unless_harmed_otherwise(
    read: Read, text: str, low: int
) -> None:
    assert [c.count.low for c in _killed(read(text).claims)] == [low]


OF_WHOM: Sequence[tuple[str, list[int], list[int]]] = [
    # text; killed; injured
    ("Five victims identified, two of whom were killed.", [2], []),
    ("Police identified five victims, two of whom died.", [2], []),
    ("The list names eight workers, three of whom were shot dead.", [3], []),
    ("Six people were hit, one of whom was killed.", [1], []),
    ("The gunman opened fire in the bar, wounding three, one of whom later died.", [1], [2]),
    ("Gunmen wounded five guards, two of whom died later in hospital.", [2], [3]),
    ("Four people were injured; one later died of his wounds.", [1], [3]),
    ("Six people were hurt, two of them died the next day.", [2], [4]),
    ("A bomb injured ten people, one of whom has since died.", [1], [9]),
    ("Three men were stabbed. One of them later died.", [1], [2]),
    ("Eight men were shot, two of whom died at the scene.", [2], [6]),
    ("Shells wounded at least nine people, three of whom died on the way.", [3], [6]),
    ("Twenty people were hurt in the blast. Leila Mansour later died of her wounds.", [1], [19]),
    ("The blast killed two clerks and wounded four, one of whom died in hospital.", [2, 1], [3]),
    ("Twelve people were killed and eight wounded. Three of the wounded later died.", [12, 3], [5]),
    # the dead were none of the injured, or the words don't say it
    ("The raid killed one and wounded three. The man died of his wounds.", [1], [3]),
    ("Two people were injured and one died of his injuries.", [1], [2]),
    ("Nine pupils were hurt. A teacher succumbed to his injuries on Monday.", [1], [9]),
    ("Ten were killed in the raid, three of whom were children.", [10], []),
]


@pytest.mark.parametrize(("text", "killed", "injured"), OF_WHOM, ids=[t for t, *_ in OF_WHOM])
def test_who_died_is_no_longer_among_the_injured(
    read: Read, text: str, killed: list[int], injured: list[int]
) -> None:
    claims = read(text).claims
    hurt = [c for c in claims if c.harm == "injured"]
    assert [c.count.low for c in _killed(claims)] == killed
    assert [c.count.low for c in hurt] == injured
    assert all(c.scope == "incident" for c in claims)


def test_a_figure_without_who_died_says_so(read: Read) -> None:
    claims = read("The attack wounded three people, one of whom later died.").claims
    hurt = next(c for c in claims if c.harm == "injured")
    assert hurt.count.raw == "three"
    assert [w.rule for w in hurt.why if "died" in w.rule] == ["of 3 told as injured 1 died: 2 left"]


def test_who_died_of_wounds_and_of_a_toll_comes_on_top_of_it(read: Read) -> None:
    claims = read("The blast killed two and wounded four, one of whom died in hospital.").claims
    first, later = _killed(claims)
    assert later.adds_to == first.id


NATURAL: Sequence[str] = [
    "The former president died at the age of 96.",
    "The singer died on Sunday at the age of 81.",
    "The actor has died aged 74, his family said.",
    "A retired general, who led the coup in 1980, died at 97.",
    "The poet died peacefully at home.",
    "Her aunt died in her sleep.",
    "The former governor died on Monday. He was 91.",
    "Jan Berg, once a minister, died on Sunday, aged 85.",
    "Tributes have been paid to the novelist, who died on Friday.",
]
VIOLENT: Sequence[str] = [
    "The boy died at the age of nine when a shell hit his house.",
    "Gunmen shot a shopkeeper on Monday. He died at the age of 34.",
    "Gunmen shot a shopkeeper on Monday. He died at the age of 74.",
    "He was beaten by guards and died at age 70.",
    "A woman died in hospital, aged 40, after the march.",
    "A protester died on Sunday.",
    "Seven passengers died on Sunday.",
    "The farmer died at 7 a.m. on Sunday.",
    "Tributes were paid to the protester, who died in the clashes on Friday.",
]


@pytest.mark.parametrize("text", NATURAL)
def test_a_death_told_as_nobodys_violence_has_that_cause(read: Read, text: str) -> None:
    claim = _killed(read(text).claims)[0]
    assert claim.cause == "natural"
    assert [w.rule for w in claim.why if w.field == "cause"] == ["told as nobody's violence"]


@pytest.mark.parametrize("text", VIOLENT)
def test_a_death_that_may_be_of_violence_keeps_its_place(read: Read, text: str) -> None:
    assert all(c.cause is None for c in _killed(read(text).claims))


WITHDRAWN: Sequence[tuple[str, str]] = [
    ("Police said five people were killed. Hours later police retracted the statement.", "event"),
    ("The ministry said 12 soldiers had been killed. It withdrew the claim on Friday.", "event"),
    ("The ministry said 12 soldiers had been killed. Its figure was later withdrawn.", "figure"),
    ("The clinic said four men were shot dead. The next day it took back the figure.", "figure"),
    ("The rebels said they had killed 30 soldiers, but later retracted the claim.", "event"),
    ("The mayor said 14 were killed. Shops closed. He then walked back the claim.", "event"),
]
STANDING: Sequence[str] = [
    "Police said five people were killed. Police later retracted its claim that they fired.",
    "The governor said nine villagers died. The army withdrew its report on Monday.",
    "Six people were killed. The ministry retracted its statement.",
    "Police said five people were killed. The army later withdrew the claim.",
]


@pytest.mark.parametrize(("text", "disputes"), WITHDRAWN, ids=[t for t, _ in WITHDRAWN])
def test_a_figure_that_its_speaker_takes_back_later_is_retracted(
    read: Read, text: str, disputes: str
) -> None:
    reading = read(text)
    claim = _killed(reading.claims)[0]
    assert claim.said_by[-1].stance == "retracts"
    assert [(s.about, s.disputes) for s in _retractions(reading.statements)] == [
        (claim.id, disputes)
    ]


@pytest.mark.parametrize("text", STANDING)
def test_what_another_takes_back_or_of_another_matter_takes_no_figure_back(
    read: Read, text: str
) -> None:
    reading = read(text)
    assert _killed(reading.claims)[0].said_by[-1].stance == "asserts"
    assert not _retractions(reading.statements)


def _killed(claims: Sequence[Claim]) -> list[Claim]:
    return [c for c in claims if c.harm == "killed"]


def _retractions(statements: Sequence[Statement]) -> list[Statement]:
    return [s for s in statements if s.kind == "retraction"]
