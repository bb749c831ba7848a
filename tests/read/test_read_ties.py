"""Cues in their place: the examples of the data, who had it done, and what bears on a harm."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

import pytest
from read_cases import NAMES, Case, Read, case, check, only, row

from tollbook.read import RulesReader
from tollbook.read.attribution import attributions, source_words
from tollbook.read.roles import phrase
from tollbook.read.ties import tied_to, ties
from tollbook.record import EMPTY_LEXICON


def _entries(name: str, key: str) -> list[dict[str, Any]]:
    data = files("tollbook.read") / "data" / "en" / f"{name}.toml"
    found: list[dict[str, Any]] = tomllib.loads(data.read_text("utf-8"))[key]
    return found


TIES = [
    row(*example[:2], example[2:], entry["effect"], id=example[0])
    for entry in _entries("roles", "tie")
    for example in entry["examples"]
]
CUES = [
    row(*example, entry["effect"], id=example[0])
    for entry in _entries("attribution", "cue")
    for example in entry["examples"]
]


@pytest.mark.parametrize(("text", "deed", "doers", "effect"), TIES)
def test_who_is_tied_to_a_deed(
    reader: RulesReader, text: str, deed: str, doers: list[str], effect: str
) -> None:
    doc = next(iter(reader.parser.parse([text], EMPTY_LEXICON)))
    token = next(t for t in doc if t.text == deed)
    found = tied_to(token)
    assert [phrase(t, 0).quote for t, _ in found] == doers
    assert {surety for _, surety in found} <= {effect}


@pytest.mark.parametrize(("text", "source", "effect"), CUES)
def test_who_speaks_by_a_cue(reader: RulesReader, text: str, source: str, effect: str) -> None:
    doc = next(iter(reader.parser.parse([text], EMPTY_LEXICON)))
    found = {text[slice(*source_words(a.source))]: a.effect for a in attributions(doc)}
    assert found.get(source) == effect


def test_every_tie_of_the_data_has_an_example_and_small_letters() -> None:
    assert all(entry["examples"] for entry in _entries("roles", "tie"))
    assert all(entry["examples"] for entry in _entries("attribution", "cue"))
    assert all(form == form.casefold() for form in ties())


ORDERED = [
    case("A king ordered guards to kill four monks.", modality="hypothetical"),
    case("Guards hired by a baron killed four monks.", ordered_by=("a baron",)),
    case("On the orders of a baron, guards killed four monks.", ordered_by=("a baron",)),
    case("Four monks were killed at the baron's behest.", ordered_by=("the baron",)),
    case("The killing of four monks was ordered by a baron.", ordered_by=("a baron",)),
    case("The baron ordered an inquiry after guards killed four monks.", ordered_by=()),
    case(
        "The baron sent guards to the abbey. They killed four monks.",
        ordered_by=("The baron",),
        perpetrators=("guards",),
        inherited=("perpetrators", "ordered_by"),
    ),
]


@pytest.mark.parametrize("case", ORDERED)
def test_who_had_it_done(read: Read, case: Case) -> None:
    check(read, case)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The militia said it killed four men. This could not be verified.", "doubts"),
        ("The militia said it killed four men. Their names could not be verified.", "asserts"),
        ("Four men were killed. The group gave no proof of its other claims.", "asserts"),
    ],
)
def test_what_the_report_could_not_verify_it_doubts_itself(
    read: Read, text: str, stance: str
) -> None:
    (claim,) = only(read(text), "killed")
    assert claim.said_by[0].stance == stance
    assert claim.said_by[-1].stance in {"asserts", "doubts"}
    assert claim.counts


def test_who_claims_a_deed_in_the_next_sentence_is_taken_over_and_marked(read: Read) -> None:
    text = "Gunmen killed four men. The Red Front claimed responsibility for the attack."
    (claim,) = only(read(text), "killed")
    assert [(p.text, p.surety) for p in claim.perpetrators] == [
        ("Gunmen", "stated"),
        ("The Red Front", "self_claimed"),
    ]
    assert claim.inherited == ("perpetrators",)


def test_one_who_is_named_stays_alone(read: Read) -> None:
    text = "The Blue Front killed four men. Residents blamed the Red Front."
    (claim,) = only(read(text), "killed")
    assert [p.text for p in claim.perpetrators] == ["The Blue Front"]


def test_who_denies_a_deed_does_not_deny_the_dead(read: Read) -> None:
    text = "The army denied its troops were involved in the raid that killed four men."
    (claim,) = only(read(text), "killed")
    assert claim.counts


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"They came at night," a nurse said. "Four men were killed."', "a nurse"),
        ('"Four men were killed. Two are missing," said a nurse.', "a nurse"),
        ('A nurse spoke. "Four men were killed," she said.', "she"),
        ('"They came at night," a nurse said. Four men were killed.', None),
    ],
)
def test_whose_quotation_a_sentence_stands_in(read: Read, text: str, speaker: str | None) -> None:
    (claim,) = only(read(text), "killed")
    assert [s.speaker for s in claim.said_by[1:]] == ([speaker] if speaker else [])


def test_a_name_with_its_offices_is_one_person(read: Read) -> None:
    text = "The town mourned the death of Jan Berg, party leader and former mayor."
    (claim,) = only(read(text), "killed")
    assert claim.count.best == 1


def test_how_many_asks_and_tells_nothing(read: Read) -> None:
    (claim,) = only(read("Asked how many guards were killed, he said nothing."), "killed")
    assert not claim.counts


def test_one_person_dies_once_whatever_other_days_are_named(read: Read) -> None:
    text = (
        "The group denied that it was behind the death on Monday of Jan Berg. "
        "Berg, who left the front on 9 March, was killed by three bullets."
    )
    assert len(only(read(text), "killed")) == 1


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        (
            "Kata'ib Hezbollah holds the town. The militants killed two men.",
            ["The militants", "Kata'ib Hezbollah"],
        ),
        ("Kata'ib Hezbollah holds the town. Militants killed two men.", ["Militants"]),
        (
            "Kata'ib Hezbollah and Islamic State fight for the town. The militants killed two men.",
            ["The militants"],
        ),
        ("The Quds Force is in the town. The militants killed two men.", ["The militants"]),
    ],
)
def test_the_one_organisation_named_is_who_the_militants_are(
    read: Read, text: str, doers: list[str]
) -> None:
    (claim,) = only(read(text, lexicon=NAMES), "killed")
    assert [p.text for p in claim.perpetrators] == doers
    assert ("perpetrators" in claim.inherited) == (len(doers) > 1)


def test_two_who_claim_one_deed_in_one_breath_are_two_statements(read: Read) -> None:
    text = "Two men were killed. Both the Red Front and the Blue League claimed responsibility."
    reading = read(text)
    assert [s.said_by[-1] for s in reading.statements] == ["the Red Front", "the Blue League"]
    assert len({s.id for s in reading.statements}) == 2
