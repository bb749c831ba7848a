"""Frames and words that the users of a book add in its ``hand/`` folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from read_cases import report_of

from tollbook.cli import checkup
from tollbook.errors import UsageError
from tollbook.read import RulesReader
from tollbook.read.checks import failing, own_frames
from tollbook.read.gate import gate
from tollbook.read.own import NOTHING
from tollbook.read.sentences import split_sentences
from tollbook.read.words import use
from tollbook.record import EMPTY_LEXICON, Claim

FRAME = """
[[frame]]
name = "neutralise"
harm = "killed"
pattern = "transitive"
forms = "neutralise neutralised neutralising"
examples = [["Troops neutralised three rebels near the dam.", 3, 3, 3]]
harmless = ["The tax neutralised the gains."]
"""
SENTENCE = "Troops neutralised three rebels in Kut."


@pytest.fixture(autouse=True)
def ours_again() -> Iterator[None]:
    yield
    use(NOTHING)


@pytest.fixture
def hand(tmp_path: Path) -> Path:
    (tmp_path / "hand" / "frames").mkdir(parents=True)
    return tmp_path / "hand"


def claims(reader: RulesReader, text: str) -> list[Claim]:
    return list(reader.read(report_of(text), EMPTY_LEXICON).claims)


def with_own(hand: Path, reader: RulesReader) -> RulesReader:
    """A reader with these words, and with the parser that is loaded already."""
    own = RulesReader(hand=hand)
    own.parser = reader.parser
    return own


def write_frames(hand: Path, text: str) -> None:
    (hand / "frames" / "army.toml").write_text(text, "utf-8")


def write_words(hand: Path, text: str) -> None:
    (hand / "words.toml").write_text(text, "utf-8")


def test_a_frame_of_one_s_own_reaches_gate_and_claim(hand: Path, reader: RulesReader) -> None:
    assert claims(reader, SENTENCE) == []
    write_frames(hand, FRAME)
    own = with_own(hand, reader)
    assert gate(SENTENCE, split_sentences(SENTENCE, 0)) != []
    (claim,) = claims(own, SENTENCE)
    assert (claim.harm, claim.count.best) == ("killed", 3)
    assert [w.rule for w in claim.why if w.field == "harm"] == ["frame 'neutralise': active"]
    assert claims(reader, SENTENCE) == []


def test_the_examples_of_one_s_own_frames_are_run(hand: Path, reader: RulesReader) -> None:
    write_frames(hand, FRAME)
    own = with_own(hand, reader)
    (frame,) = own_frames()
    assert list(failing(own, frame)) == []
    wrong = FRAME.replace("3, 3, 3", "4, 4, 4").replace("the gains", "two rebels")
    write_frames(hand, wrong)
    own = with_own(hand, reader)
    (frame,) = own_frames()
    assert [(f.wanted, f.got) for f in failing(own, frame)] == [
        ("4, 4, 4", "killed 3, 3, 3"),
        ("nothing", "killed 2, 2, 2"),
    ]


WORDS = [
    (
        '[people]\nsecurity = "askari"\n[people.roles]\npolice = "askari"',
        "An askari was killed in Kut.",
        lambda c: [(v.status, v.role) for v in c.victims] == [("security", "police")],
    ),
    (
        "[people.collective.words]\nseptet = 7",
        "A septet were killed in Kut.",
        lambda c: c.count.best == 7,
    ),
    (
        '[means]\nmeans = ["Elephant gun"]',
        "A guard was killed with an elephant gun.",
        lambda c: c.means == ("elephant gun",),
    ),
    (
        '[means.verbs]\nspeared = "spear"',
        "A guard was speared and killed.",
        lambda c: c.means == ("spear",),
    ),
    (
        '[means.cause]\naccident = "m.shap"',  # plain words: no pattern
        "A guard was killed in a mishap.",
        lambda c: c.cause is None,
    ),
    (
        '[means.cause]\naccident = ["buggy mishap"]',
        "A guard was killed in a buggy mishap.",
        lambda c: c.cause == "accident",
    ),
    (
        '[cues.cumulative]\nwaves = "bandobast"',
        "At least 40 people have been killed in the bandobast.",
        lambda c: c.scope == "cumulative",
    ),
    (
        "[numbers.groups.words]\nbakersdozen = 13",
        "A bakersdozen people were killed.",
        lambda c: c.count.best == 13,
    ),
    (
        '[numbers]\nvague = ["oodles"]',
        "Oodles of people were killed.",
        lambda c: c.count.shape == "vague",
    ),
]


@pytest.mark.parametrize(("words", "text", "holds"), WORDS, ids=[w[0] for w in WORDS])
def test_words_of_one_s_own(
    hand: Path, reader: RulesReader, words: str, text: str, holds: object
) -> None:
    write_words(hand, words)
    (claim,) = claims(with_own(hand, reader), text)
    assert callable(holds)
    assert holds(claim), claim


def test_the_version_changes_with_the_words(hand: Path, reader: RulesReader) -> None:
    assert RulesReader(hand=hand).version == reader.version
    write_frames(hand, FRAME)
    first = RulesReader(hand=hand).version
    write_words(hand, '[people]\nsecurity = "askari"')
    second = RulesReader(hand=hand).version
    write_words(hand, '[people]\nsecurity = "askari jawan"')
    third = RulesReader(hand=hand).version
    assert len({reader.version, first, second, third}) == 4
    assert RulesReader(hand=hand).version == third


BAD_FRAMES = [
    (FRAME.replace('harm = "killed"\n', ""), "needs harm", None, "frame 'neutralise'"),
    (FRAME.replace('"killed"', '"slain"'), "no such harm", "slain", "frame 'neutralise'"),
    (FRAME.replace("transitive", "verb"), "no such pattern", "verb", "frame 'neutralise'"),
    (FRAME.replace("harmless", "harmles"), "no such key", "harmles", "frame 'neutralise'"),
    (FRAME.replace(", 3, 3, 3", ""), "three bounds", "Troops", "frame 'neutralise'"),
    (FRAME.replace('["The', '[1, "The'), "list of sentences", "1", "frame 'neutralise'"),
    (FRAME.replace('"neutralise"', '"kill"'), "have this name", "kill", "frame 'kill'"),
    (FRAME.replace("transitive", "light"), "needs verbs", "light", "frame 'neutralise'"),
    (FRAME.replace("[[frame]]", "[[frames]]"), "nothing else", "frames", "army.toml"),
    ("frame = [3]", "must be a table", "3", "army.toml"),
    (FRAME.replace('"neutralise"', "3"), "must be text", "3", "army.toml"),
    ("[[frame]\n", "not valid TOML: .* line 1", None, "army.toml"),
]


@pytest.mark.parametrize(("text", "message", "value", "where"), BAD_FRAMES)
def test_what_is_wrong_with_a_frame_is_said(
    hand: Path, text: str, message: str, value: str | None, where: str
) -> None:
    write_frames(hand, text)
    check_fault(hand, message, value, where)


BAD_WORDS = [
    ('[persons]\nx = "y"', "no list", "persons", "words.toml"),
    ('[people]\nsoldiers = "y"', "no such place", "soldiers", "[people]"),
    ('[cues.attribution]\nspeaking = "y"', "no such place", "speaking", "[cues.attribution]"),
    ("[people]\nchild = 3", "not in the form", "3", "[people.child]"),
    ("[people]\nchild = [3]", "not in the form", "[3]", "[people.child]"),
    ('[people]\nchild = ["wee one"]', "not in the form", "wee one", "[people.child]"),
    ('[numbers.units.words]\ntwain = "2"', "not in the form", "twain = '2'", "[numbers.units]"),
    ("people = 3", "table of words", "3", "[people]"),
    ('[people]\nchild = "', "not valid TOML: Unterminated", None, "words.toml"),
]


@pytest.mark.parametrize(("text", "message", "value", "where"), BAD_WORDS)
def test_what_is_wrong_with_words_is_said(
    hand: Path, text: str, message: str, value: str | None, where: str
) -> None:
    write_words(hand, text)
    check_fault(hand, message, value, where)


def check_fault(hand: Path, message: str, value: str | None, where: str) -> None:
    with pytest.raises(UsageError, match=message) as fault:
        RulesReader(hand=hand)
    assert (value is None) or (value in (fault.value.value or ""))
    assert where in (fault.value.where or "")
    assert fault.value.next


def test_only_words_are_kept_between_readers() -> None:
    """What a module of this room keeps of the words is forgotten when others come into force."""
    room = Path(RulesReader.__init__.__code__.co_filename).parent
    kept = {
        module.name
        for module in room.glob("*.py")
        if module.name != "words.py"
        and re.search(
            r"^@(?:functools\.)?(?:lru_)?cache\b", (text := module.read_text("utf-8")), re.M
        )
        and "tollbook.read.words" in text
    }
    assert kept == set()


def test_the_doctor_says_which_example_fails(hand: Path, reader: RulesReader) -> None:
    write_frames(hand, FRAME)
    (found,) = checkup.own_frames_checked(with_own(hand, reader))
    assert (found.state, found.detail) == (
        "ok",
        "1 of your own, 2 examples read as they say",
    )
    write_frames(hand, FRAME.replace("3, 3, 3", "4, 4, 4"))
    (found,) = checkup.own_frames_checked(with_own(hand, reader))
    assert found.state == "wrong"
    assert "army.toml, frame 'neutralise': 'Troops neutralised three" in found.detail
    assert found.detail.endswith("reads as killed 3, 3, 3; the frame says 4, 4, 4")
    write_frames(hand, "".join(x for x in FRAME.splitlines(True) if "examples" not in x))
    assert [f.state for f in checkup.own_frames_checked(with_own(hand, reader))] == ["note", "ok"]
