"""Who says so: the chain, the kinds of speakers, stance and stake; who is said to have done it."""

from __future__ import annotations

import pytest
from read_cases import NAMES, Case, Read, case, check

CHAINS = [
    case("Two men were killed in Kut.", speakers=(), modality="fact"),
    case("Police said two men were killed.", speakers=("Police",), modality="reported"),
    case("Two men were killed, police said.", speakers=("police",), kinds=("police",)),
    case(
        "Two men were killed, said Umm Hassan, a resident.",
        speakers=("Umm Hassan, a resident",),
        kinds=("witness",),
    ),
    case("According to a doctor, two men were killed.", speakers=("a doctor",), kinds=("medic",)),
    case(
        "Two men were killed, according to the health ministry.",
        speakers=("the health ministry",),
        kinds=("official",),
    ),
    case(
        "Two men were killed, AFP reported, citing a morgue official.",
        speakers=("AFP", "a morgue official"),
        kinds=("media", "medic"),
    ),
    case("Eleven alleged TTP were killed in a strike.", speakers=(), modality="fact"),
    case("Four women reported killed in Basra.", speakers=()),
    case("Police reported killing six rebels.", speakers=("Police",)),
    case("It was reported that two men were killed.", kinds=("anonymous",), stances=("relays",)),
    case(
        "Nothing else is known.",
        title="Police: 12 killed in bombing",
        speakers=("Police",),
        count=(12, 12, 12),
    ),
    case(
        "Two men were killed, according to reliable reports received by the Monitor.",
        speakers=("reliable reports",),
    ),
    case("The following day, the Post, reported that two men were killed.", speakers=("the Post",)),
    case("Two men were killed by gunmen, a witness said.", kinds=("witness",)),
    case(
        "The minister quoted doctors as saying that four people were killed.",
        speakers=("The minister", "doctors"),
    ),
    case(
        "A witness told Reuters that soldiers killed two men.",
        speakers=("Reuters", "A witness"),
    ),
    case("The attack claimed the lives of six villagers.", speakers=()),
    case(
        "No group claimed responsibility for the attack, which killed two guards.",
        speakers=(),
        counts=True,
    ),
]


@pytest.mark.parametrize("case", CHAINS)
def test_chains(read: Read, case: Case) -> None:
    check(read, case)


@pytest.mark.parametrize(
    ("speaker", "kind"),
    [
        ("The governor", "official"),
        ("An army spokesman", "military"),
        ("The police chief", "police"),
        ("Hospital sources", "medic"),
        ("A nurse", "medic"),
        ("Residents", "witness"),
        ("Relatives", "relative"),
        ("The rights group", "ngo"),
        ("The United Nations", "international"),
        ("State television", "media"),
        ("The opposition party", "party"),
        ("The rebels", "armed_group"),
        ("A source", "anonymous"),
        # "general" before a hospital, or behind another post, is no rank
        ("Kut General Hospital", "medic"),
        ("The military hospital", "medic"),
        ("The attorney general", "official"),
        ("The inspector general of police", "police"),
        ("The general", "military"),
    ],
)
def test_kinds_of_speakers(read: Read, speaker: str, kind: str) -> None:
    (claim,) = read(f"{speaker} said four people were killed.").claims
    assert [s.kind for s in claim.said_by] == ["report", kind]


@pytest.mark.parametrize(
    ("sentence", "speaker", "kind"),
    [
        ("The governor, Omar Aziz, said {}.", "The governor, Omar Aziz", "official"),
        ("{}, the governor, Omar Aziz said.", "the governor, Omar Aziz", "official"),
        ("Omar Aziz, the governor of Kut, said {}.", "Omar Aziz, the governor of Kut", "official"),
        ("{}, said the army's spokesman, Col. Omar Aziz.",
         "the army's spokesman, Col. Omar Aziz", "military"),
        ("{}, said the mayor of Kut, Omar Aziz, who saw it.",
         "the mayor of Kut, Omar Aziz", "official"),
        ('"{}," said Omar Aziz, spokesman for the Kut Human Rights Committee.',
         "Omar Aziz, spokesman for the Kut Human Rights Committee", "ngo"),
        ("Police gave the number of dead as five.", "Police", "police"),
        ("The ministry gave the death toll as 20.", "The ministry", "official"),
        ("The ambulance service put the number of dead at 13.",
         "The ambulance service", "medic"),
        # who stands behind the comma is another person, or no person
        ("According to the mayor, {}.", "the mayor", "official"),
        ("According to police, Omar Aziz, 23, was shot dead.", "police", "police"),
        ("Omar Aziz, 34, said {}.", "Omar Aziz", "unknown"),
    ],
)  # fmt: skip
def test_a_speaker_has_name_and_post(read: Read, sentence: str, speaker: str, kind: str) -> None:
    (claim,) = read(sentence.format("two men were killed")).claims
    assert [(s.speaker, s.kind) for s in claim.said_by[1:]] == [(speaker, kind)]


STANCES = [
    case("Police confirmed that two men were killed.", stances=("asserts",), counts=True),
    case("Police denied that two men were killed.", stances=("denies",), counts=False),
    case("The minister denied that anyone was killed.", stances=("denies",), counts=False),
    case("The ministry disputed the figure and said four people were killed.", counts=True),
    case(
        "The army denied responsibility for the raid, in which six people were killed.",
        counts=True,
    ),
]


@pytest.mark.parametrize("case", STANCES)
def test_stances(read: Read, case: Case) -> None:
    check(read, case)


STAKES = [
    case("The army said three of its soldiers were killed.", stakes=("own_losses",)),
    case("The army said it killed 40 militants.", stakes=("enemy_losses",)),
    case("The militia said it had killed four soldiers.", stakes=("enemy_losses",)),
    case("Residents said soldiers killed two men.", stakes=("third_party",)),
    case("A doctor said two men were killed.", stakes=("third_party",)),
    case(
        "The army admitted that its soldiers had killed four villagers.",
        stakes=("own_doing",),
    ),
]


@pytest.mark.parametrize("case", STAKES)
def test_stakes(read: Read, case: Case) -> None:
    check(read, case)


DOERS = [
    case("Gunmen killed two men.", perpetrators=("Gunmen",), sureties=("stated",)),
    case("The gunmen allegedly killed a driver.", sureties=("alleged",), modality="reported"),
    case("Suspected militants killed a driver.", sureties=("alleged",)),
    case("Two men were killed by a bomb.", perpetrators=(), means=("bomb",)),
    case("Two men were killed in police firing.", perpetrators=("police",)),
    case("Shelling by militiamen killed two men.", perpetrators=("militiamen",)),
    # whoever says so is no doer
    case("Residents said that shelling by the army killed two men.", perpetrators=("the army",)),
    case("Residents said that shelling killed two men.", perpetrators=()),
    # told with two verbs
    case(
        "Shelling by the army killed two men and wounded one other.",
        harm="injured",
        perpetrators=("the army",),
    ),
    case(
        "Five people were killed and at least two others were wounded in Kut on 14 April 2019"
        " when militiamen raided a market.",
        perpetrators=("militiamen",),
    ),
    case(
        "Two people were killed by a mine on Monday and three were wounded on Tuesday when gunmen"
        " opened fire.",
        perpetrators=(),
    ),
    case("Two men were killed when bandits attacked a market.", perpetrators=("bandits",)),
    case(
        "Asa'ib Ahl al-Haq killed two men.",
        lexicon=NAMES,
        perpetrators=("Asa'ib Ahl al-Haq",),
    ),
    case(
        "Asa’ib Ahl al-Haq and Kata'ib Hezbollah killed two men.",
        lexicon=NAMES,
        perpetrators=("Asa’ib Ahl al-Haq", "Kata'ib Hezbollah"),
    ),
    case(
        "Residents said aircraft bombed a school, killing six pupils.",
        count=(6, 6, 6),
        speakers=("Residents",),
        perpetrators=("aircraft",),
    ),
    case("A hall was wrecked by a blast, killing two men.", perpetrators=()),
    case(
        "There was a blast in Basra, Iraq, which killed two men.",
        lexicon=NAMES,
        perpetrators=(),
    ),
    case(
        "Gunmen and bombers attacked a camp. They killed two men.",
        perpetrators=("Gunmen", "bombers"),
        inherited=("perpetrators",),
    ),
    case(
        "12 dead, 30 hurt in Mosul blast",
        "injured",
        perpetrators=(),
    ),
    case(
        "The army accused the Islamic State of killing two guards.",
        lexicon=NAMES,
        perpetrators=("the Islamic State",),
        sureties=("accused",),
    ),
    case(
        "The militia said it had killed four soldiers.",
        perpetrators=("The militia",),
        sureties=("self_claimed",),
    ),
    case(
        "The rebels claimed to have killed nine soldiers.",
        perpetrators=("The rebels",),
        sureties=("self_claimed",),
        stakes=("enemy_losses",),
    ),
]


@pytest.mark.parametrize("case", DOERS)
def test_who_is_said_to_have_done_it(read: Read, case: Case) -> None:
    check(read, case)


def test_a_headline_that_ends_with_speaks_is_read(read: Read) -> None:
    claims = read("Man Accused of Shooting Three in Basra Speaks\n\nHe spoke on Friday.").claims
    assert [c.harm for c in claims] == ["injured"]
