"""Sentences by rules on punctuation, without a parse."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from read_cases import row

from tollbook.read.sentences import split_sentences

TABLE: list[Any] = [
    row("One came. Two went.", ["One came.", "Two went."], id="two"),
    row("Mr. Haddad came. He left.", ["Mr. Haddad came.", "He left."], id="Mr."),
    row("Gen. A. B. Haddad came. He left.", ["Gen. A. B. Haddad came.", "He left."], id="initials"),
    row("Lt. Col. Haddad came.", ["Lt. Col. Haddad came."], id="two titles"),
    row("It was 7 a.m. Sunday. He left.", ["It was 7 a.m. Sunday.", "He left."], id="a.m."),
    row("The U.S. Army came. It left.", ["The U.S. Army came.", "It left."], id="U.S."),
    row("On Oct. 3 they came. All left.", ["On Oct. 3 they came.", "All left."], id="Oct."),
    row("It fell by 3.5 points. It rose.", ["It fell by 3.5 points.", "It rose."], id="decimal"),
    row('"They came." He left.', ['"They came."', "He left."], id="straight quotes"),
    row("“They came.” He left.", ["“They came.”", "He left."], id="curly quotes"),
    row("“They came,” he said. He left.", ["“They came,” he said.", "He left."], id="said"),
    row("Who came? Nobody! All left.", ["Who came?", "Nobody!", "All left."], id="question"),
    row("They came [in Iran] and left.", ["They came [in Iran] and left."], id="brackets"),
    row("The Guards (IRGC) came. All left.", ["The Guards (IRGC) came.", "All left."], id="IRGC"),
    row("they came. two left.", ["they came.", "two left."], id="lower case"),
    row("They came… and left.", ["They came… and left."], id="dots inside"),
    row("They came\n\nTwo left", ["They came", "Two left"], id="paragraphs without stops"),
    row("They came\nand left.", ["They came\nand left."], id="a wrapped line"),
    row("Twelve came. 30 left.", ["Twelve came.", "30 left."], id="a number opens"),
    row("(Agency) - Two came. One left.", ["(Agency) -", "Two came.", "One left."], id="a wire"),
    row("Lagos (Agency) - Two came.", ["Lagos (Agency) -", "Two came."], id="a wire with a place"),
    row(
        "The Guards (IRGC) - the army - came.",
        ["The Guards (IRGC) - the army - came."],
        id="no wire",
    ),
    row("", [], id="empty"),
    row(" \n\n ", [], id="blank"),
    row("Then I. He left.", ["Then I.", "He left."], id="I is no initial"),
    row("He met Ali Jr. He left.", ["He met Ali Jr.", "He left."], id="Jr."),
    row("Ali “J.R.” Haddad came. He left.", ["Ali “J.R.” Haddad came.", "He left."], id="nickname"),
    row('Ali "A.J." Haddad came.', ['Ali "A.J." Haddad came.'], id="straight nickname"),
    row("“He saw J.R.” He left.", ["“He saw J.R.”", "He left."], id="no nickname"),
]


@pytest.mark.parametrize(("text", "sentences"), TABLE)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [s.text_of(text) for s in split_sentences(text)] == sentences


def test_the_headline_is_told_from_the_body() -> None:
    text = "Bomb kills two\n\nTwo fell. One rose."
    found = split_sentences(text, body_start=text.index("Two"))
    assert [s.headline for s in found] == [True, False, False]


def test_each_sentence_knows_its_paragraph() -> None:
    text = "One came. Two left.\n\nThree stayed."
    found = split_sentences(text)
    assert [text[slice(*s.paragraph)] for s in found] == [
        "One came. Two left.",
        "One came. Two left.",
        "Three stayed.",
    ]


@given(st.text(alphabet="aB. !?\n\"'”)1", max_size=80))
@settings(max_examples=80, deadline=None)
def test_sentences_hold_all_that_is_printed_once_and_in_order(text: str) -> None:
    found = split_sentences(text)
    assert "".join("".join(s.text_of(text).split()) for s in found) == "".join(text.split())
    assert [s.index for s in found] == list(range(len(found)))
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(s.text_of(text) == s.text_of(text).strip() != "" for s in found)


@pytest.mark.parametrize("day", ["10/03/2019", "2019-10-03", "3.10.2019"])
def test_the_day_that_an_entry_opens_with_is_no_part_of_its_sentence(day: str) -> None:
    text = f"{day}: The charred remains of a teacher were found in a field. Two men fled."
    found = [s.text_of(text) for s in split_sentences(text)]
    assert found == [
        f"{day}:",
        "The charred remains of a teacher were found in a field.",
        "Two men fled.",
    ]


def test_a_score_or_ratio_opens_no_entry() -> None:
    text = "3:1 was the vote: The court sat. 24/7: the line."
    assert not any(s.text_of(text) == "24/7:" for s in split_sentences(text))


def test_a_paragraph_in_small_letters_is_split_whatever_its_heading() -> None:
    text = "This story is from May\n\nthey came. two left."
    assert [s.text_of(text) for s in split_sentences(text)][1:] == ["they came.", "two left."]


@pytest.mark.parametrize(
    ("headline", "pieces"),
    [
        ("Police: two shot in Kut", ["Police:", "two shot in Kut"]),
        ("Update: Two shot in Kut", ["Update:", "Two shot in Kut"]),
        ("Kut Post: 2 shot", ["Kut Post:", "2 shot"]),
        ("Two killed in Kut: police", ["Two killed in Kut: police"]),
        ("Death toll in Kut: 12", ["Death toll in Kut: 12"]),
        ("Two shot at 10:30 in Kut", ["Two shot at 10:30 in Kut"]),
    ],
)
def test_the_label_of_a_headline_is_no_part_of_its_sentence(
    headline: str, pieces: list[str]
) -> None:
    text = f"{headline}\n\nThe road was closed."
    found = split_sentences(text, body_start=len(headline) + 2)
    assert [s.text_of(text) for s in found] == [*pieces, "The road was closed."]
    assert [s.label for s in found][len(pieces) - 1] == (len(pieces[0]) + 1) * (len(pieces) - 1)
