"""Who hunts a killer, is hit, crashes, mourns, treats or tells is never who did it."""

from __future__ import annotations

import pytest

from tollbook.evals.bench import document
from tollbook.read import RulesReader
from tollbook.record import EMPTY_LEXICON, Reading


def _read(reader: RulesReader, text: str) -> Reading:
    return reader.read(document("x", text), EMPTY_LEXICON)


@pytest.mark.parametrize(
    ("text", "harm", "doers"),
    [
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
