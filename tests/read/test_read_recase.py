"""Lines of capitals are read in mixed case and kept as they are printed."""

from __future__ import annotations

import pytest
from read_cases import NAMES, Read, only, row

from tollbook.read.recase import in_capitals, recased, with_plain_headline
from tollbook.read.triggers import headline_words

RANKS = {"the": 3, "The": 22, "three": 300, "Three": 4000, "were": 40, "killed": 700}


@pytest.mark.parametrize(
    ("line", "capitals"),
    [
        row("GUNMEN KILL THREE TRADERS IN BASRA", True, id="a headline"),
        row("McADAMS SAYS THREE DIED IN RAID", True, id="with one small letter"),
        row("BASRA, Iraq (AFP) - Gunmen killed three traders.", False, id="a dateline"),
        row("FARC AND ELN", False, id="two groups"),
        row("The UN, the ICRC, UNICEF, WHO and WFP have left.", False, id="many acronyms"),
        row("12 Oct 1989", False, id="no word of capitals"),
    ],
)
def test_in_capitals(line: str, capitals: bool) -> None:
    assert in_capitals(line) is capitals


def test_only_lines_of_capitals_are_recased() -> None:
    text = "THE THREE WERE KILLED.\n\nThe BBC said THREE died."
    assert recased(text, lambda: RANKS.get) == "The three were killed.\n\nThe BBC said THREE died."


def test_the_word_list_is_not_asked_for_without_need() -> None:
    def rank() -> None:
        raise AssertionError("asked for")

    assert recased("Three were killed.", rank) == "Three were killed."  # type: ignore[arg-type]


CAPITALS = [
    ("GUNMEN KILLED THREE TRADERS IN BASRA ON MONDAY.", 3),
    ("A BOMB KILLED FIVE SOLDIERS AND WOUNDED TWO NEAR THE BRIDGE.", 5),
    ("POLICE SAID THAT AT LEAST TWO TEACHERS WERE SHOT DEAD IN THE SCHOOL.", 2),
]


@pytest.mark.parametrize(("text", "least"), CAPITALS)
def test_capitals_are_read(read: Read, text: str, least: int) -> None:
    (claim,) = only(read(text, lexicon=NAMES), "killed")
    assert claim.count.low == least


@pytest.mark.parametrize(("text", "least"), CAPITALS)
def test_words_stay_as_printed(read: Read, text: str, least: int) -> None:
    reading = read(text, lexicon=NAMES)
    for claim in reading.claims:
        assert claim.evidence.holds_in(text)
        spans = [g.span for g in claim.victims] + [p.span for p in claim.perpetrators]
        assert all(span is None or span.holds_in(text) for span in spans)
        assert all(g.text.isupper() for g in claim.victims)
        assert claim.count.raw in text
    assert all(m.span.holds_in(text) for m in reading.mentions)


@pytest.mark.parametrize(
    ("headline", "plain"),
    [
        ("Three People Found Dead In Kut", "Three people found dead In Kut"),
        ("Basra Hospital Treats Two Wounded", "Basra Hospital Treats two wounded"),
        ("Three people found Dead in Kut", "Three people found Dead in Kut"),
        ("Mosul Man Shot", "Mosul Man Shot"),
    ],
)
def test_words_of_a_headline_in_title_case(headline: str, plain: str) -> None:
    body = "\n\nThree People Found Dead In Kut."
    read = with_plain_headline(headline + body, len(headline) + 2, headline_words())
    assert read == plain + body


def test_what_is_read_from_title_case_is_kept_as_printed(read: Read) -> None:
    (claim,) = read("The road was closed.", "Three People Found Dead In Kut").claims
    assert claim.evidence.quote == "Three People Found Dead"
