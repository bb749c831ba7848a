"""How the place suite scores: toponyms given, own mentions, the place of a verb."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from stubs import GAZA, stub_bench

from tollbook.evals import Gold, load_suite, run_suite
from tollbook.evals.suite import Outcome
from tollbook.evals.suites.place import (
    Case,
    Row,
    Toponym,
    Words,
    end_to_end,
    judge,
    judge_event,
    places_asked,
)
from tollbook.record import Place, Span

TEXT = "Shells fell on Gaza and on Rafah."
NEAR = Toponym(15, 19, "Gaza", 31.6, 34.4, "281133")
UNKNOWN = Toponym(27, 32, "Rafah")


def marks(outcome: Outcome) -> dict[str, float]:
    return {mark.name: mark.hit for mark in outcome.marks}


@pytest.mark.parametrize(
    ("place", "near", "same"),
    [
        (GAZA, 1.0, 0.0),
        (Place("gn:281133", "Gaza", 31.5, 34.5, "PS", None, "city", 5.0), 1.0, 1.0),
        (Place("gn:1", "Gaza", 47.5, 19.0, "HU", None, "village", 1.0), 0.0, 0.0),
        (Place("gn:281133", "Gaza", None, None, "PS", None, "city", 5.0), 0.0, 1.0),
        (None, 0.0, 0.0),
    ],
)
def test_a_toponym_given(place: Place | None, near: float, same: float) -> None:
    found = judge(Case("lgl/1", "lgl", Row(TEXT)), NEAR, place)
    assert marks(found) == {"lgl_acc161": near, "lgl_covered161": 1.0, "lgl_exact": same}


def test_a_gold_without_geonames_asks_for_no_id() -> None:
    toponym = Toponym(15, 19, "Gaza", 31.6, 34.4)
    found = judge(Case("geovirus/1", "geovirus", Row(TEXT)), toponym, GAZA)
    assert marks(found) == {"geovirus_acc161": 1.0, "geovirus_covered161": 1.0}


def test_what_the_gazetteer_lacks_no_choice_can_give() -> None:
    toponym = Toponym(0, 6, "Shells", 31.6, 34.4)
    found = judge(Case("geovirus/1", "geovirus", Row(TEXT)), toponym, None)
    assert marks(found) == {"geovirus_acc161": 0.0, "geovirus_covered161": 0.0}


def test_a_gold_place_of_one_letter_is_not_asked_among_the_whole() -> None:
    for gold, whole in ((Words(15, 19, "Gaza"), True), (Words(5, 6, "s"), False)):
        row = Row(TEXT, verbs=(Words(7, 11, "fell"),), locations=(gold,))
        found = judge_event(Case("event/1", "event", row), Words(15, 19, "Gaza"))
        assert ("event_place_acc_whole" in marks(found)) is whole


@pytest.mark.parametrize(
    ("marks", "asked"),
    [
        ((Words(3, 3, ""),), ["Gaza"]),  # the fourth word
        ((Words(3, 3, ""), Words(6, 6, "")), ["Gaza", "Rafah"]),
        ((Words(3, 4, "l"),), ["Gaza and"]),
        ((Words(1, 1, ""),), [""]),  # "fell" is no name
        ((Words(8, 9, ""),), [""]),  # there are not so many words
        ((Words(15, 19, "Gaza"),), ["Gaza"]),
        ((Words(3, 3, ""), Words(27, 32, "Rafah")), ["", "Rafah"]),
        ((), []),
    ],
)
def test_marks_by_numbers_of_words_are_read_as_such(
    marks: tuple[Words, ...], asked: list[str]
) -> None:
    assert [w.text for w in places_asked(Row(TEXT, locations=marks))] == asked


def test_the_figure_of_the_marks_as_they_are_is_kept() -> None:
    row = Row(TEXT, verbs=(Words(7, 11, "fell"),), locations=(Words(3, 3, ""),))
    found = judge_event(Case("event/1", "event", row), Words(15, 19, "Gaza"))
    assert marks(found)["event_place_acc"] == 1.0
    assert marks(found)["event_place_acc_as_marked"] == 0.0


def test_own_mentions_are_right_where_they_lie_near_what_they_overlap() -> None:
    case = Case("gwn/1", "gwn", Row(TEXT))
    own = [
        (Span(15, 19, "Gaza"), GAZA),
        (Span(27, 32, "Rafah"), GAZA),  # the gold does not say where it is: not asked
        (Span(0, 6, "Shells"), GAZA),  # no toponym at all: wrong
        (Span(7, 11, "fell"), None),  # not taken for any place: nothing said
    ]
    found = end_to_end(case, [NEAR, UNKNOWN], own)
    assert [(m.name, m.hit) for m in found.marks] == [("gwn_p", 1), ("gwn_p", 0), ("gwn_r", 1)]


GOLD = (Words(15, 19, "Gaza"),)


@pytest.mark.parametrize(
    ("gold", "place", "right"),
    [
        (GOLD, Words(15, 19, "Gaza"), True),
        (GOLD, Words(27, 32, "Rafah"), False),
        (GOLD, None, False),
        ((), None, True),
        ((), Words(15, 19, "Gaza"), False),
    ],
)
def test_the_place_of_a_verb(gold: tuple[Words, ...], place: Words | None, right: bool) -> None:
    row = Row(TEXT, verbs=(Words(7, 11, "fell"),), locations=gold)
    assert judge_event(Case("event/1", "event", row), place).ok is right


def test_a_run_over_all_five_sets(tmp_path: Path) -> None:
    toponym = {"start": 15, "end": 19, "phrase": "Gaza", "lat": 31.5, "lon": 34.4}
    moved = {**toponym, "span_ok": False}
    for name in ("lgl", "trnews", "geovirus", "geowebnews"):
        path = tmp_path / "geoparsing" / f"{name}.jsonl"
        path.parent.mkdir(exist_ok=True)
        line = {"docid": "1", "text": TEXT, "toponyms": [toponym, moved]}
        path.write_text(json.dumps(line) + "\n")
    verb = {"start": 7, "end": 11, "text": "fell"}
    sentence = {"id": "1", "text": TEXT, "verbs": [verb], "locations": []}
    (tmp_path / "event_location").mkdir()
    (tmp_path / "event_location" / "dev.jsonl").write_text(json.dumps(sentence) + "\n")
    report = run_suite(load_suite("place"), Gold(tmp_path), bench=stub_bench())
    assert report.metrics["lgl_acc161"] == 0.0  # the stub resolves claims, not mentions
    assert report.metrics["lgl_exact"] is None
    assert report.metrics["event_place_acc"] == 1.0  # it finds no mentions, and none are asked
