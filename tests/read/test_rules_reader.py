"""The reader as a whole: spans prove themselves, the same again on a second run, any text."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from read_cases import NAMES, Read, report_of

from tollbook.errors import MissingPart
from tollbook.read import RulesReader, load_reader
from tollbook.record import Reading, Report, Span
from tollbook.settings import Settings

STORY = (
    "Over 180 killed in protests\n\n"
    "Police said on Friday that gunmen – “masked men"
    "” – shot dead three\N{NO-BREAK SPACE}shopkeepers in"
    " Basra [in Iraq]. Kata’ib Hezbollah, a branch of the Quds"
    " Force, denied responsibility for the killings.\n\n"
    "At least 12 people, including two nurses, were killed and 30 others wounded in Najaf on"
    " Saturday, according to a doctor at the hospital’s gate. The"
    " army attacked a camp near Kut. Two of the wounded died overnight.\n\n"
    "More than 180 people have been killed since 1 October, a minister’"
    "s aide said. Videos showed that most of the dead were unarmed."
)


def spans_of(reading: Reading) -> Iterator[Span]:
    """Every span that a reading holds, wherever it is kept."""
    for mention in reading.mentions:
        yield mention.span
    for statement in reading.statements:
        yield statement.span
    for claim in reading.claims:
        yield claim.evidence
        yield from (*claim.places, *claim.times, *claim.repeats)
        for group in (*claim.victims, *claim.includes.parts):
            if group.span:
                yield group.span
        for held in (*claim.perpetrators, *claim.said_by, *claim.why):
            if held.span:
                yield held.span
        yield from (s for s in (claim.area, claim.period) if s)


def story() -> Report:
    title, _, body = STORY.partition("\n\n")
    return report_of(body, title)


def test_every_span_stands_where_it_says(reader: RulesReader) -> None:
    report = story()
    reading = reader.read(report, NAMES)
    spans = list(spans_of(reading))
    assert len(spans) > 40
    assert [s for s in spans if not s.holds_in(report.text)] == []


def test_words_are_the_report_s_own_characters(reader: RulesReader) -> None:
    reading = reader.read(story(), NAMES)
    kept = [
        *(v.text for c in reading.claims for v in c.victims),
        *(p.text for c in reading.claims for p in c.perpetrators),
        *(c.count.raw for c in reading.claims),
        *(s.speaker for c in reading.claims for s in c.said_by if s.span),
        *(c.target for c in reading.claims if c.target),
    ]
    assert [words for words in kept if words not in STORY] == []


def test_what_the_story_holds(reader: RulesReader) -> None:
    reading = reader.read(story(), NAMES)
    assert {(c.harm, c.count.low, c.scope) for c in reading.claims} >= {
        ("killed", 3, "incident"),
        ("killed", 12, "incident"),
        ("injured", 30, "incident"),
        ("killed", 181, "cumulative"),
        ("attacked", None, "incident"),
    }
    assert {s.kind for s in reading.statements} == {"denial", "affiliation", "evidence"}


def test_reading_twice_gives_the_same_ids_and_records(reader: RulesReader) -> None:
    first = reader.read(story(), NAMES)
    assert reader.read(story(), NAMES) == first
    assert RulesReader().read(story(), NAMES) == first


@pytest.mark.parametrize("piece", ["3 killed ", "killed and ", "<killed", "(", "\u201c"])
def test_a_sentence_without_an_end_is_set_aside_and_the_others_are_read(
    reader: RulesReader, piece: str
) -> None:
    """Reading it would take hours: the time grows with the square of its length."""
    told = "Gunmen shot dead three shopkeepers in Basra on Friday."
    report = report_of(f"{told}\n\n{piece * 30_000}killed\n\n{told}")
    reading = reader.read(report, NAMES)
    assert {claim.count.best for claim in reading.claims} == {3}
    (aside,) = reading.set_aside
    assert aside.where == f"{report.id} at {report.text.index(piece.strip(), len(told))}"
    assert "characters without the end of a sentence" in aside.why


HASHED = """
from tollbook.read.axes import group_of
from tollbook.read.words import nouns
from tollbook.record import Count
print(sorted((form, noun.lemma, noun.number, noun.role) for form, noun in nouns().items()))
for text in ("a student protester", "the police guards and soldiers"):
    print(group_of(text, 0, len(text), Count.exact(1), words=text.split()))
"""


def test_the_order_of_sets_in_memory_makes_no_difference() -> None:
    printed = {
        subprocess.run(
            [sys.executable, "-c", HASHED],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        ).stdout
        for seed in range(1, 5)
    }
    assert len(printed) == 1


def test_ids_are_unique_and_sentences_hold_their_evidence(reader: RulesReader) -> None:
    reading = reader.read(story(), NAMES)
    for records in (reading.claims, reading.statements, reading.mentions):
        ids = [r.id for r in records]
        assert len(ids) == len(set(ids))
    for claim in reading.claims:
        assert claim.sentence[0] <= claim.evidence.start < claim.evidence.end <= claim.sentence[1]
        assert claim.reader == f"{reader.name} {reader.version}"
        assert claim.said_by[0].speaker == "report"
        assert any(w.field == "harm" for w in claim.why)


def test_ids_do_not_depend_on_what_stands_after(read: Read) -> None:
    alone = read("Gunmen killed two men in Kut.").claims
    longer = read("Gunmen killed two men in Kut. It rained.").claims
    assert [c.id for c in alone] == [c.id for c in longer]


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n\n", ".", "?!", "\N{NO-BREAK SPACE}", "12", "killed"]
)
def test_next_to_nothing_gives_nothing(read: Read, text: str) -> None:
    reading = read(text)
    assert (reading.claims, reading.statements) == ((), ())


def test_a_text_without_harm_has_mentions_only(read: Read) -> None:
    reading = read("The market in Basra opened on Friday. Traders sold dates.", lexicon=NAMES)
    assert (reading.claims, reading.statements, reading.set_aside) == ((), (), ())
    assert [m.span.quote for m in reading.mentions] == ["Basra", "on Friday"]


def test_all_capitals_and_small_letters_are_read(read: Read) -> None:
    for text in ("SOLDIERS KILLED 12 FARMERS.", "soldiers killed 12 farmers. it rained."):
        assert [c.count.low for c in read(text).claims] == [12]


def test_a_very_long_sentence_is_read(read: Read) -> None:
    text = "Soldiers killed two men " + "near the old mill and " * 200 + "left."
    assert [c.count.low for c in read(text).claims] == [2]


VOCABULARY = """killed dead three at least 12 gunmen protesters the toll rose to since 1 October
police said denied that bodies of their sons , . : ; “ ” ’ ( ) [ ] Basra Friday including two
women and wounded none of whom died by a bomb may have been half 24 , $5"""
WORDS = st.sampled_from(sorted(set(VOCABULARY.split())))


@given(st.lists(WORDS, max_size=24).map(" ".join))
@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_words_are_read_and_their_spans_hold(reader: RulesReader, text: str) -> None:
    report = report_of(text)
    reading = reader.read(report, NAMES)
    assert all(s.holds_in(report.text) for s in spans_of(reading))


@given(st.text(max_size=60))
@settings(max_examples=25, deadline=None, derandomize=True)
def test_any_characters_are_read(reader: RulesReader, text: str) -> None:
    report = report_of(f"{text} Two men were killed.{text}")
    reading = reader.read(report, NAMES)
    assert all(s.holds_in(report.text) for s in spans_of(reading))


def test_the_reader_is_found_by_its_name() -> None:
    assert load_reader("rules", Settings()).name == "rules"


def test_an_unknown_reader_says_which_there_are() -> None:
    with pytest.raises(MissingPart) as failure:
        load_reader("tea-leaves", Settings())
    assert failure.value.value == "tea-leaves"
    assert "rules" in (failure.value.next or "")


def test_a_missing_model_says_what_to_do(read: Read) -> None:
    with pytest.raises(MissingPart) as failure:
        RulesReader("no_such_model").read(report_of("Two men were killed."), NAMES)
    assert failure.value.value == "no_such_model"
    assert "tollbook doctor" in (failure.value.next or "")
