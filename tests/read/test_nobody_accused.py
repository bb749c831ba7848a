"""Who hunts a killer, is hit, crashes, mourns, treats or tells is never who did it."""

from __future__ import annotations

import pytest

from tollbook.evals.bench import document
from tollbook.read import RulesReader
from tollbook.record import EMPTY_LEXICON, Lexicon, Reading


def _read(reader: RulesReader, text: str) -> Reading:
    return reader.read(document("x", text), EMPTY_LEXICON)


@pytest.mark.parametrize(
    ("text", "harm", "doers"),
    [
        ("A man was stabbed to death in Kut even as police burst teargas shells at a mob.",
         "killed", []),
        ("A man was stabbed to death as police fired tear gas at a crowd.", "killed", []),
        ("Nine villagers were hacked to death when rebels attacked the farm.",
         "killed", ["rebels"]),
        ("Two men were killed as police fired at a crowd.", "killed", ["police"]),
        ("Police are hunting a gunman who opened fire in a bar on Friday, killing three people.",
         "killed", ["a gunman"]),
        ("Police have arrested a man who drove his car into a crowd, killing two women.",
         "killed", ["a man"]),
        ("Officers are looking for the driver of a van that exploded near a market, injuring nine.",
         "injured", []),
        ("French police are hunting a suspect believed to have left a bag containing a device that"
         " exploded on Friday, wounding 13 people.", "injured", []),
        ("An army helicopter crashed in the hills, killing 13 soldiers.", "killed", []),
        ("A Red Cross ambulance came under fire, killing a medic.", "killed", []),
        ("The bank's tower was shattered by a blast, killing 16 people and injuring 50 others.",
         "injured", []),
        ("Villagers shot dead two bandits who had attacked their market, killing four traders.",
         "attacked", ["two bandits"]),
        ("Police fired tear gas at the funeral of a student killed last week.", "killed", []),
        ("Police fired into the air at a funeral for two men shot dead on Monday.", "killed", []),
        ("Soldiers fired on protesters who blocked the bridge, killing 25.",
         "killed", ["Soldiers"]),
        ("Gunmen stormed a hotel where a wedding was held, killing 12 guests and wounding 30.",
         "injured", ["Gunmen"]),
        ("Troops entered the village at dawn, killing 12 people.", "killed", ["Troops"]),
        ("Rebels attacked a base that the army had retaken in May, killing six soldiers.",
         "killed", ["Rebels"]),
        ("A member of the Red Front was killed in an explosion in the port.", "killed", []),
        ("A hospital run by Doctors for All was bombed at night, killing 42 people.", "killed", []),
        ("Rescue workers pulled five bodies from a house hit by a shell.", "killed", []),
        ("A suspect is dead after he gravely wounded his girlfriend, authorities in Kut said.",
         "injured", []),
        ("Kut police say that career ended when he fatally shot his wife and son.", "killed", []),
        ("The commander admitted that he had killed nine villagers.",
         "killed", ["The commander"]),
        ("17-year-old Omar Haddad killed, 21-year-old woman injured in park shooting",
         "killed", []),
        ("A boy died after a Russian roulette shooting.", "killed", []),
        ("Four people were wounded in a West Side shooting on Friday, officials said.",
         "injured", []),
        ("Her boyfriend fired a shot with a rifle. She hit her brother with a bullet.",
         "injured", []),
    ],
)  # fmt: skip
def test_doers(reader: RulesReader, text: str, harm: str, doers: list[str]) -> None:
    claims = _read(reader, text).claims
    found = [c for c in claims if c.harm == harm]
    assert [p.text for c in found for p in c.perpetrators] == doers


def test_whose_doing_is_open_is_nobodys(reader: RulesReader) -> None:
    text = "Guards shot dead two men who had attacked a shop, killing four clerks."
    (four,) = (c for c in _read(reader, text).claims if c.count.low == 4)
    assert not four.perpetrators


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("The rebels confessed that three of their men were killed and six wounded.", ()),
        ("Three men were killed in the raid, the army admitted.", ()),
        ("The army acknowledged that two of its men died.", ()),
        ("The army admitted that civilians had been killed in its strike.", ("The army",)),
        ("The army admitted that two girls were killed by mistake.", ("The army",)),
        ("The ministry admitted that the two were killed by soldiers.", ("soldiers",)),
    ],
)
def test_who_concedes_deaths_did_not_therefore_do_it(
    reader: RulesReader, text: str, parties: tuple[str, ...]
) -> None:
    (said,) = (s for s in _read(reader, text).statements if s.kind == "concession")
    assert said.parties == parties


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Nine men were shot at the market. The army's general staff said it had arrested four."
         " It denied that it had killed anybody.", ("The army's general staff",)),
        ("Nine men were shot at the market. It denied that it had killed anybody.", ()),
    ],
)  # fmt: skip
def test_a_pronoun_is_nobody_by_itself(
    reader: RulesReader, text: str, parties: tuple[str, ...]
) -> None:
    (said,) = (s for s in _read(reader, text).statements if s.kind == "denial")
    assert said.parties == parties


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("A raid killed nine. A camp official blamed the lack of lights.", []),
        ("A raid killed nine. The mayor blamed heavy rain for the slow rescue.", []),
        ("A raid killed nine. The mayor accused the press of lying about the toll.", []),
        ("A raid killed nine. The party blamed the council for failing to protect them.", []),
        ("A raid killed nine. Residents blamed the council for the deaths.",
         [("the council", "accused")]),
        ("A raid killed nine. Residents said that the army bore full responsibility for it.",
         [("the army", "accused")]),
        ("A raid killed nine. The army bears no responsibility for it, the mayor said.", []),
        ("A raid killed nine. Security sources attribute it to the Red Front.",
         [("the Red Front", "accused")]),
        ("A rocket killed nine. The army said that it had been fired by the Red Front.",
         [("the Red Front", "accused")]),
        ("Police raided a house. Two officers were killed by a bomb in the yard.", []),
        ("Rebels attacked a village. Nine rebels died.", []),
        ("Kut will pay, the army says, after rocket kills nine.", []),
        ("A raid killed nine. The police blame the protesters, who reject this.",
         [("the protesters", "accused")]),
        ("Five children were killed in a raid, medics said. A spokesman told a station that the"
         " children had been killed by an army shell.", [("army", "accused")]),
    ],
)  # fmt: skip
def test_who_is_blamed(reader: RulesReader, text: str, doers: list[tuple[str, str]]) -> None:
    killed = [c for c in _read(reader, text).claims if c.harm == "killed"]
    assert [(p.text, p.surety) for c in killed for p in c.perpetrators] == doers


@pytest.mark.parametrize(
    ("text", "who", "parties"),
    [
        ("A raid killed nine. The police blame the protesters, who reject this.",
         "the protesters", ("the protesters",)),
        ("A raid killed nine. The Red Front claimed it. Interior Minister Omar Khan rejected the"
         " claim.", "Interior Minister Omar Khan", ()),
        ("An ambush killed nine. Residents denied that anyone in the village had helped them.",
         "Residents", ()),
    ],
)  # fmt: skip
def test_who_denies(reader: RulesReader, text: str, who: str, parties: tuple[str, ...]) -> None:
    (said,) = (s for s in _read(reader, text).statements if s.kind == "denial")
    assert (said.said_by[-1], said.parties) == (who, parties)


def test_a_denial_is_of_the_deed_whose_place_it_names(reader: RulesReader) -> None:
    text = (
        "On Friday 132 people were killed in Solhan. In Markoye 14 died. The Red Front rejects all"
        " involvement in the attack on Solhan."
    )
    read = _read(reader, text)
    (said,) = (s for s in read.statements if s.kind == "denial")
    assert next(c.count.low for c in read.claims if c.id == said.about) == 132


def test_who_shoots_at_people_is_not_shot(reader: RulesReader) -> None:
    text = "On Tuesday, soldiers shot at thousands of protesters at the gate."
    assert not [c for c in _read(reader, text).claims if c.harm == "injured"]


def test_what_was_answered_is_another_event(reader: RulesReader) -> None:
    text = "The Front killed nine guards in revenge for the killing of two clerics."
    (two,) = (c for c in _read(reader, text).claims if c.count.low == 2)
    assert "another event" in two.rule


def test_when_the_dead_had_given_themselves_up_is_not_when_they_died(reader: RulesReader) -> None:
    text = "Among the dead were soldiers who had surrendered in May."
    assert not [t for c in _read(reader, text).claims for t in c.times]


def test_us_in_capitals_is_a_country(reader: RulesReader) -> None:
    lexicon = Lexicon(place_name=lambda name: "country" if name == "US" else "no")
    text = "Two fighters were killed in a US strike."
    (two,) = reader.read(document("x", text), lexicon).claims
    assert [p.text for p in two.perpetrators] == ["US"]


def test_a_country_that_says_it_killed_claims_it(reader: RulesReader) -> None:
    lexicon = Lexicon(place_name=lambda name: "country" if name == "Israel" else "no")
    text = "Israel said it had killed a commander."
    (one,) = reader.read(document("x", text), lexicon).claims
    assert [(p.text, p.surety) for p in one.perpetrators] == [("Israel", "self_claimed")]
