"""A withheld name is found in whatever spelling, and masked without moving an offset."""

from __future__ import annotations

import unicodedata
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tollbook.record import Claim, Count, Span, Speaker
from tollbook.record.decided import Withheld
from tollbook.record.withheld import MASK, NOTHING_WITHHELD, Mask, mask_of

NAME = "Zuléika al-Quörn"
SPELLINGS = [
    NAME,
    NAME.upper(),
    NAME.casefold(),
    "Zuleika Al Quorn",
    "Zuleika al\u2011Quorn",
    "Zuleika\u00a0al-Quorn",
    "Zuleika\n al-Quorn",
    "Zuleika M. Quorn",
    "Zuleika Quorn",
    "Z. Quorn",
    "Z. M. al-Quorn",
    "Quorn, Zuleika",
    "Zuleika al-Quoern",
    "zuleika-al-quorn",
    "zuleika_al_quorn",
    "zuleika.quorn",
    "ZuleikaAlQuorn",
    "Zu\u00adleika al-Quorn",
    unicodedata.normalize("NFD", NAME),
    "Zuleika al-Quo-\nrn",
    "Zule-\n  ika al-Quorn",
    "Zu\u200bleika al-Quorn",
    "Zul\u0435ika al-Qu\u043ern",
    "Zuleika (Zuzu, the baker) al-Quorn",
    'Zuleika "Zuzu" al-Quorn',
    "Zuleika bint Hassan bin Omar al-Quorn",
    "Zuleika, 34, al-Quorn",
    "ZuleikaQuorn",
    "QuornZuleika",
    "Zuleika Q.",
    "ZA Quorn",
    quote(quote(NAME)),
    quote(NAME),
    quote(NAME, safe="").replace("%20", "+"),
    quote(NAME.lower().replace(" ", "-")),
]


@pytest.fixture(scope="module")
def mask() -> Mask:
    return mask_of([Withheld(NAME, ("Umm Ferdinand",)), Withheld("أحمد الخطيب")])


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize(
    "text",
    ["{}", "They shot {} at dawn.", "{}'s brother", "({}), 34,", "https://a.example/{}.html?x=1"],
)
def test_every_spelling_is_masked_and_nothing_else(mask: Mask, spelling: str, text: str) -> None:
    told = text.format(spelling)
    masked = mask.text(told)
    assert len(masked) == len(told)
    assert mask.holds(told)
    assert not mask.holds(masked)
    start = text.index("{}")
    assert masked[:start] == told[:start]
    assert masked[start + len(spelling) :] == told[start + len(spelling) :]
    inner = masked[start : start + len(spelling)]
    assert set(inner) - {MASK, " ", "\n", "\u00a0"} == set()


@pytest.mark.parametrize(
    "text",
    [
        "Umm Ferdinand",
        "UMM-FERDINAND",
        "قتل أحمد الخطيب هنا",
        "احمد الخطيب",
        "أَحْمَد الخَطِيب",
        "أحمـد الخطيـب",
        "وأحمد محمد الخطيب",
    ],
)
def test_nicknames_and_other_scripts(mask: Mask, text: str) -> None:
    assert mask.holds(text)
    assert "Ferdinand" not in mask.text(text)
    assert "أحمد" not in mask.text(text)
    assert "خطيب" not in mask.text(text)


@pytest.mark.parametrize(
    "text",
    ["", "Quorn", "Zuleika", "al-Quorn", "a quorum", "Zuleikas", "zul", "100%", "%zz", "%FF%FE"],
)
def test_what_does_not_give_the_name_away_stays(mask: Mask, text: str) -> None:
    assert mask.text(text) == text
    assert not mask.holds(text)


@pytest.mark.parametrize("text", ["@zquorn", "write to zquorn@a.example", "zuleika.q7@a.example"])
def test_handles_and_mail_addresses(mask: Mask, text: str) -> None:
    assert mask.holds(text)


@pytest.mark.parametrize(
    "text", ["zquorn", "the zuleikaq", "Zuleika fell. He saw five men, and al-Quorn ran", "a@b.c"]
)
def test_what_only_looks_like_it(mask: Mask, text: str) -> None:
    assert not mask.holds(text)


def test_beside_the_name_its_parts_are_masked_too(mask: Mask) -> None:
    text = "Quorn fell. QUORN'S son and zuleika the cat, al fresco; Quorning."
    shown = mask.text(text, parts=True)
    assert shown == "█████ fell. █████'S son and zuleika the cat, al fresco; Quorning."
    assert mask.text("https://a.example/quorn-dead", parts=True) == "https://a.example/█████-dead"


def test_a_name_of_one_word_is_masked_as_a_word_only() -> None:
    mask = mask_of([Withheld("Bo")])
    assert mask.text("Bo, BO's and bo-bo; Bob, hobo") == "██, ██'s and █████; Bob, hobo".replace(
        "█████", "██-██"
    )


def test_nothing_withheld_changes_nothing() -> None:
    assert not NOTHING_WITHHELD
    assert mask_of([]) == NOTHING_WITHHELD
    assert NOTHING_WITHHELD.text(NAME) == NAME


def test_a_record_keeps_its_type_and_its_offsets(mask: Mask) -> None:
    text = f"{NAME} was shot dead."
    claim = Claim(
        id="clm_1",
        report="rep_1",
        harm="killed",
        count=Count.exact(1, NAME),
        scope="incident",
        modality="reported",
        said_by=(Speaker(f"{NAME}'s uncle", "said", "relative", "asserts", "third_party"),),
        evidence=Span(0, len(text), text),
        sentence=(0, len(text)),
        rule="shoot",
        reader="rules 1",
    )
    masked = mask.record(claim)
    assert isinstance(masked, Claim)
    assert masked.evidence.holds_in(mask.text(text))
    assert not mask.holds(repr(masked))
    assert (masked.id, masked.harm, masked.sentence) == (claim.id, claim.harm, claim.sentence)
    other = Span(0, 5, "a man")
    assert mask.record(other) is other


def test_a_name_that_is_a_word_of_the_vocabulary_breaks_no_record() -> None:
    mask = mask_of([Withheld("Police")])
    speaker = Speaker("Police of the town", "said", "police", "asserts", "third_party")
    assert mask.record(speaker).speaker == "██████ of the town"
    assert mask.record(speaker).kind == "police"


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=30),
    st.text(max_size=30),
    st.lists(st.text("abcxyzéüß", min_size=2, max_size=6), min_size=2, max_size=3),
    st.sampled_from([" ", "-", "_", ". ", "%20", "+", "\u00a0"]),
)
def test_whatever_stands_around_it(before: str, after: str, words: list[str], between: str) -> None:
    mask = mask_of([Withheld(" ".join(words))])
    text = f"{before} {between.join(words)} {after}"
    masked = mask.text(text)
    assert len(masked) == len(text)
    assert mask.holds(text)
    assert mask.text(masked) == masked


@pytest.mark.parametrize(
    "text", ["Zuleika-" + "\n" * 30_000, "Zuleika " + "a, " * 20_000, "%" * 9_999]
)
def test_no_text_takes_for_ever(mask: Mask, text: str) -> None:
    assert not mask.holds(text)
