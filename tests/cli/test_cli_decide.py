"""What stands on a ``decide`` command line, read as values; and refusals that say what fits."""

from __future__ import annotations

from datetime import date

import pytest

import tollbook as library
from tollbook.cli.decide_words import Options, asked
from tollbook.errors import UsageError
from tollbook.record import Count
from tollbook.record.decided import (
    ActorSet,
    Corrected,
    Dated,
    Merged,
    Pair,
    Placed,
    ScopeSet,
    SourceDeclared,
    Split,
    StanceSet,
    TollSet,
    TransitionSet,
)
from tollbook.typed import count_of, dated_of


@pytest.mark.parametrize(
    ("line", "options", "subjects", "values"),
    [
        ("reject a b", {}, ("a", "b"), (None,)),
        (
            "correct a b count=3+ status=civilian",
            {},
            ("a", "b"),
            (Corrected("count", Count.at_least(3)), Corrected("status", "civilian")),
        ),
        (
            "correct a attackers=1 cause=none",
            {},
            ("a",),
            (Corrected("attackers", 1), Corrected("cause", None)),
        ),
        ("same a b c", {}, ("a",), (Pair("b"), Pair("c"))),
        ("split i a b", {}, ("i",), (Split(("a", "b")),)),
        ("merge i j k", {}, ("i",), (Merged(("j", "k")),)),
        (
            "place a gate",
            {"lat": 31.0, "lon": 46.0},
            ("a",),
            (Placed("gate", 31.0, 46.0, "exact"),),
        ),
        ("actor a nobody", {}, ("a",), (ActorSet(None),)),
        ("actor a Band", {"surety": "accused"}, ("a",), (ActorSet("Band", "accused"),)),
        ("date a 2019-11-28", {}, ("a",), (Dated(date(2019, 11, 28), date(2019, 11, 28)),)),
        ("toll i killed 25 32", {}, ("i",), (TollSet("killed", 25, None, 32),)),
        (
            "toll i killed 25 30 32",
            {"or_more": True},
            ("i",),
            (TollSet("killed", 25, 30, 32, True),),
        ),
        ("toll i killed 4", {}, ("i",), (TollSet("killed", 4, 4, 4),)),
        ("stance a denies", {"speaker": 0}, ("a",), (StanceSet("denies", 0),)),
        ("scope a b generic", {}, ("a", "b"), (ScopeSet("generic"),)),
        (
            "transition i injured killed 2 2019-12-03",
            {},
            ("i",),
            (TransitionSet("injured", "killed", 2, date(2019, 12, 3)),),
        ),
        (
            "source Radio",
            {"kind": "party", "party": "Front"},
            ("book",),
            (SourceDeclared("Radio", "party", "Front"),),
        ),
    ],
)
def test_words_become_values(line: str, options: dict, subjects: tuple, values: tuple) -> None:
    verb, *words = line.split()
    found = asked(verb, words, Options(**options))  # type: ignore[arg-type]
    assert (found.subjects, found.values) == (subjects, values)


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("3", Count.exact(3)),
        ("at least 3", Count.at_least(3)),
        ("over 1,180", Count.more_than(1180)),
        ("up to 9", Count.at_most(9)),
        ("fewer than 9", Count.less_than(9)),
        ("about 50", Count.about(50)),
        ("5-7", Count.between(5, 7)),
        ("unknown", Count.unknown()),
    ],
)
def test_counts_in_words(words: str, count: Count) -> None:
    assert count_of(words) == count


def test_an_end_that_is_not_known() -> None:
    assert dated_of("../2019-11-30") == Dated(None, date(2019, 11, 30))


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("correct a colour=red", "use count, harm"),
        ("correct a count=umpteen", "is no count"),
        ("correct a status=innocent", "civilian, combatant"),
        ("correct a", "words are missing"),
        ("scope a weekly", "incident, cumulative"),
        ("date a Friday", "is no day"),
        ("date a 2019-12-01/2019-11-01", "cannot end"),
        ("toll i killed 9 3", "min <= best <= max"),
        ("toll i attacked 9", "does not fit"),
        ("transition i injured killed none", "no whole number"),
        ("add rep_1", "needs --harm"),
        ("source Radio", "--kind"),
        ("same a", "words are missing"),
    ],
)
def test_a_value_that_does_not_fit_is_told_what_fits(line: str, says: str) -> None:
    verb, *words = line.split()
    with pytest.raises(UsageError) as caught:
        asked(verb, words, Options())  # type: ignore[arg-type]
    assert says in caught.value.message
    assert caught.value.next.startswith(f"tollbook decide {verb} ")


def test_a_batch_on_the_command_line_and_its_undo(filled) -> None:
    with library.open("book") as opened:
        ids = [claim.id for claim in opened.claims()]
    result = filled("decide", "correct", *ids, "count=9", "--reason", "a list", "--by", "A")
    assert result.exit_code == 0
    assert result.stdout.count("count: 9 (before: ") == 2
    assert "killed: 3 (1 report" in result.stdout
    batch = result.stderr.split()[-1]
    assert batch.startswith("bat_")
    undone = filled("decide", "undo", batch, "--reason", "wrong list")
    assert "-> 3 (1 report" in undone.stdout


def test_a_claim_added_on_a_note(filled) -> None:
    result = filled(
        "decide", "add", "--typed", "Two at the gate.", "--source", "a nurse", "--harm", "killed",
        "--count", "2", "--date", "2019-10-05", "--reason", "told by telephone", "--by", "A",
    )  # fmt: skip
    assert result.exit_code == 0, result.stderr
    assert 'killed: 2, on "Two at the gate."' in result.stdout
    with library.open("book") as opened:
        assert len(opened.incidents()) == 3
        (added,) = [c for c in opened.claims() if c.rule == "added"]
    assert "by hand, A" in filled("why", added.id).stdout
