"""Decisions taken together; and what stands after any sequence of decisions and undos."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import book_records as make
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tollbook.errors import NotFound, UsageError
from tollbook.ledger import Ledger
from tollbook.record import Choice, Claim, Decision, in_force
from tollbook.record.decided import ScopeSet, encode


@pytest.fixture
def claim(book: Ledger) -> Claim:
    return make.fill(book)[1]


def take(book: Ledger, choices: list[Choice], **changes: Any) -> list[Decision]:
    said = {"decided_by": "Ada", "decided_at": make.NOON}
    return book.decide_batch(choices, **{**said, **changes})


def undo(book: Ledger, subject: str) -> Decision:
    return book.decide("undo", subject, decided_by="Ada", reason="x", decided_at=make.NOON)


def test_a_batch_is_one_and_is_undone_as_one(book: Ledger, claim: Claim) -> None:
    alone = book.decide("accept", claim.id, decided_by="A", reason=None, decided_at=make.NOON)
    made = take(
        book,
        [
            Choice("reject", claim.id, "doubt"),
            Choice("scope", claim.id, "a total", after=encode(ScopeSet("cumulative"))),
        ],
    )
    assert len({d.batch for d in made}) == 1
    assert str(made[0].batch).startswith("bat_")
    assert alone.batch is None
    assert all(d.anchor is not None and d.anchor.quote == "Three miners died" for d in made)
    assert book.decisions() == [alone, *made]
    assert book.check_chain() is None
    with pytest.raises(UsageError, match="together with others") as caught:
        undo(book, made[0].id)
    assert str(made[0].batch) in str(caught.value.next)
    taken_back = undo(book, str(made[0].batch))
    assert in_force(book.decisions()) == (alone,)
    with pytest.raises(UsageError, match="undone already"):
        undo(book, str(made[0].batch))
    undo(book, taken_back.id)
    assert in_force(book.decisions()) == (alone, *made)


def test_two_batches_have_two_ids(book: Ledger, claim: Claim) -> None:
    batches = [take(book, [Choice("accept", claim.id)] * 2)[0].batch for _ in range(3)]
    assert len(set(batches)) == 3


@pytest.mark.parametrize(
    ("bad", "error"),
    [
        (Choice("reject", "clm_none", "x"), NotFound),
        (Choice("reject", "CLAIM"), UsageError),
        (Choice("scope", "CLAIM", "x", after="{}"), UsageError),
        (Choice("undo", "dec_none", "x"), NotFound),
    ],
)
def test_one_that_cannot_be_taken_stops_all(
    book: Ledger, claim: Claim, bad: Choice, error: type[Exception]
) -> None:
    subject = claim.id if bad.subject == "CLAIM" else bad.subject
    last = Choice(bad.verb, subject, bad.reason, after=bad.after)
    with pytest.raises(error):
        take(book, [Choice("accept", claim.id), Choice("note", claim.id, "x"), last])
    assert book.decisions() == []


def test_one_batch_cannot_undo_the_same_twice(book: Ledger, claim: Claim) -> None:
    made = book.decide("accept", claim.id, decided_by="A", reason=None, decided_at=make.NOON)
    with pytest.raises(UsageError, match="undone already"):
        take(book, [Choice("undo", made.id, "x"), Choice("undo", made.id, "y")])
    assert book.decisions() == [made]


def test_nothing_taken_together_is_nothing(book: Ledger) -> None:
    assert take(book, []) == []
    assert book.decisions() == []


class _Oracle:
    """Which decisions stand, told by counting what stands against each as the log is written."""

    def __init__(self) -> None:
        self.against: dict[str, int] = {}
        self.undoes: dict[str, list[str]] = {}

    def stands(self, decision: str) -> bool:
        return self.against[decision] == 0

    def decided(self, made: list[Decision]) -> None:
        self.against.update((decision.id, 0) for decision in made)

    def undone(self, made: Decision, members: list[str]) -> None:
        self.decided([made])
        self.undoes[made.id] = members
        self._count(members, 1)

    def _count(self, members: list[str], more: int) -> None:
        for member in members:
            stood = self.stands(member)
            self.against[member] += more
            if stood != self.stands(member):
                self._count(self.undoes.get(member, []), -1 if stood else 1)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 10)), max_size=16))
def test_whatever_is_decided_and_undone(
    book: Ledger, folder: Path, steps: list[tuple[int, int]]
) -> None:
    _, claim = make.fill(book)
    oracle, groups = _Oracle(), dict[str, list[str]]()
    for before in book.decisions():  # of the examples before: the book is one
        groups.setdefault(before.batch or before.id, []).append(before.id)
        if before.verb == "undo":
            oracle.undone(before, groups[before.subject])
        else:
            oracle.decided([before])
    for kind, number in steps:
        if kind == 0 or not groups:
            made = take(book, [Choice("accept", claim.id)] * (number % 3 + 1))
            groups[str(made[0].batch)] = [d.id for d in made]
            oracle.decided(made)
        elif kind == 1:
            one = book.decide("note", claim.id, decided_by="A", reason="n", decided_at=make.NOON)
            groups[one.id] = [one.id]
            oracle.decided([one])
        else:
            subject = list(groups)[-1 - number % len(groups)]
            if not oracle.stands(groups[subject][0]):
                with pytest.raises(UsageError, match="undone already"):
                    undo(book, subject)
                continue
            made_undo = undo(book, subject)
            oracle.undone(made_undo, groups[subject])
            groups[made_undo.id] = [made_undo.id]
    log = book.decisions()
    standing = [d.id for d in log if oracle.stands(d.id) and d.verb != "undo"]
    assert [d.id for d in in_force(log)] == standing
    assert book.check_chain() is None
    assert [d.sequence for d in log] == list(range(1, len(log) + 1))
