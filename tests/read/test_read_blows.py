"""Blows that wound, and words of them that tell of no wound."""

from __future__ import annotations

import pytest
from read_cases import Case, Read, case, check, only

BLOWS = [
    case("Two youths punched a driver at the gate.", "injured", count=(1, 1, 1)),
    case("A clerk was kicked in the head by guards.", "injured", count=(1, 1, 1)),
    case("He slashed two porters with a razor.", "injured", count=(2, 2, 2)),
    case("A man was assaulted outside the hall.", "injured", count=(1, 1, 1)),
    case("Three cooks were physically attacked by a mob.", "injured", count=(3, 3, 3)),
    case("They attacked a nun with an iron bar.", "injured", count=(1, 1, 1)),
    case("Guards beat a boy, leaving him with a broken jaw.", "injured", count=(1, 1, 1)),
    case("The mob broke a clerk's arm.", "injured", count=(1, 1, 1)),
    case("The nurse lost an eye in the attack.", "injured", count=(1, 1, 1)),
    case("The blow knocked a porter unconscious.", "injured", count=(1, 1, 1)),
    case("A driver suffered cuts and a concussion.", "injured", count=(1, 1, 1)),
    case("A cook was punched and kicked to death.", "killed", count=(1, 1, 1)),
]


@pytest.mark.parametrize("case", BLOWS)
def test_blows(read: Read, case: Case) -> None:
    check(read, case)


HARMLESS = [
    "The senator attacked two ministers in a speech.",
    "A deputy was kicked out of the hall.",
    "The team beat its guests by two goals.",
    "The judge was verbally assaulted by a lawyer.",
    "The player lost a shoe and broke the rules.",
    "A guard slashed the tyres of a car.",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_blows_that_hurt_nobody(read: Read, text: str) -> None:
    reading = read(text)
    assert only(reading, "injured") + only(reading, "killed") == []
