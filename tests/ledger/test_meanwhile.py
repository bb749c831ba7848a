"""Two people on one record: the second is told of the first's decision, and asked."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import book_records as make
import pytest

from tollbook.errors import DecidedMeanwhile
from tollbook.ledger import Ledger
from tollbook.record import Choice, Claim, Decision
from tollbook.record.decided import Pair, encode


@pytest.fixture
def claims(book: Ledger) -> tuple[Claim, Claim]:
    _, one = make.fill(book)
    _, two = make.fill(book, b"two", make.TEXT + " Later.")
    return one, two


def decide(book: Ledger, verb, subject: str, by: str, seen: int | None, *, after=None) -> Decision:
    return book.decide(
        verb, subject, decided_by=by, reason="r", after=after, decided_at=make.NOON, seen=seen
    )


def test_the_second_is_told_of_the_first(book: Ledger, claims) -> None:
    first = decide(book, "reject", claims[0].id, "Ada", 0)
    with pytest.raises(DecidedMeanwhile) as caught:
        decide(book, "accept", claims[0].id, "Bo", 0)
    assert (caught.value.value, caught.value.where) == (first.id, claims[0].id)
    assert len(book.decisions()) == 1
    decide(book, "accept", claims[0].id, "Bo", first.sequence)  # seen, and decided all the same
    assert book.check_chain() is None


@pytest.mark.parametrize("seen", [None, 0])
def test_nobody_is_asked_about_other_records_or_own_decisions(
    book: Ledger, claims, seen: int | None
) -> None:
    decide(book, "reject", claims[1].id, "Ada", seen)
    decide(book, "accept", claims[0].id, "Bo", seen)
    decide(book, "reject", claims[0].id, "Bo", seen)
    assert len(book.decisions()) == 3


def test_an_undo_is_about_what_it_takes_back(book: Ledger, claims) -> None:
    first = decide(book, "reject", claims[0].id, "Ada", 0)
    undone = decide(book, "undo", first.id, "Ada", None)
    with pytest.raises(DecidedMeanwhile) as caught:
        decide(book, "accept", claims[0].id, "Bo", first.sequence)
    assert caught.value.value == undone.id
    later = decide(book, "accept", claims[0].id, "Bo", undone.sequence)
    with pytest.raises(DecidedMeanwhile):
        decide(book, "undo", undone.id, "Cy", undone.sequence)
    assert book.decisions()[-1] == later


def test_a_pair_and_a_batch_are_about_all_they_name(book: Ledger, claims) -> None:
    pair = encode(Pair(claims[1].id))
    decide(book, "same", claims[0].id, "Ada", 0, after=pair)
    with pytest.raises(DecidedMeanwhile):
        decide(book, "reject", claims[1].id, "Bo", 0)
    choices = [Choice("accept", claim.id, None) for claim in claims]
    with pytest.raises(DecidedMeanwhile):
        book.decide_batch(choices, decided_by="Bo", decided_at=make.NOON, seen=0)
    made = book.decide_batch(choices, decided_by="Bo", decided_at=make.NOON, seen=1)
    with pytest.raises(DecidedMeanwhile):
        decide(book, "undo", str(made[0].batch), "Cy", 1)
    assert len(book.decisions()) == 3


def test_of_many_at_once_one_is_first_and_the_others_are_told(folder: Path, book: Ledger) -> None:
    _, claim = make.fill(book)

    def one(n: int) -> str:
        with Ledger.open(folder) as own:
            try:
                return decide(own, "accept", claim.id, f"P{n}", 0).id
            except DecidedMeanwhile as told:
                return f"told of {told.value}"

    with ThreadPoolExecutor(6) as pool:
        said = list(pool.map(one, range(6)))
    (only,) = book.decisions()
    assert sorted(said) == sorted([only.id] + [f"told of {only.id}"] * 5)
