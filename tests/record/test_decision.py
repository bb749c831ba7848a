"""Which decisions hold: undo appends, and may itself be undone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.record.decision import Decision, in_force
from tollbook.record.vocabulary import Verb


def log(*rows: tuple[Verb, str]) -> list[Decision]:
    """A log whose decisions are d1, d2 ... with these verbs and subjects."""
    return [
        Decision(
            id=f"d{number}",
            sequence=number,
            parent="",
            decided_at=datetime(2026, 1, 1, tzinfo=UTC),
            decided_by="a recorder",
            verb=verb,
            subject=subject,
            before=None,
            after=None,
            reason=None,
            anchor=None,
            digest="",
        )
        for number, (verb, subject) in enumerate(rows, 1)
    ]


@pytest.mark.parametrize(
    ("rows", "standing"),
    [
        ([], []),
        ([("reject", "clm_1")], ["d1"]),
        ([("reject", "clm_1"), ("accept", "clm_1")], ["d1", "d2"]),
        ([("reject", "clm_1"), ("undo", "d1")], []),
        ([("reject", "clm_1"), ("undo", "d1"), ("undo", "d2")], ["d1"]),
        ([("reject", "clm_1"), ("undo", "d1"), ("undo", "d2"), ("undo", "d3")], []),
        ([("reject", "clm_1"), ("undo", "d1"), ("undo", "d1")], []),
        ([("reject", "clm_1"), ("undo", "d1"), ("reject", "clm_1")], ["d3"]),
        ([("reject", "clm_1"), ("note", "clm_1"), ("undo", "d2")], ["d1"]),
        ([("undo", "no such decision"), ("accept", "clm_1")], ["d2"]),
    ],
)
def test_what_stands(rows: list[tuple[Verb, str]], standing: list[str]) -> None:
    assert [decision.id for decision in in_force(log(*rows))] == standing


@given(st.lists(st.sampled_from(["accept", "reject", "note"]), max_size=6), st.integers(0, 5))
def test_a_chain_of_undos_alternates(verbs: list[Verb], undos: int) -> None:
    rows: list[tuple[Verb, str]] = [(verb, "clm_1") for verb in verbs]
    rows.append(("reject", "clm_2"))
    for _ in range(undos):
        rows.append(("undo", f"d{len(rows)}"))
    standing = {decision.subject for decision in in_force(log(*rows))}
    assert ("clm_2" in standing) is (undos % 2 == 0)


@given(st.lists(st.sampled_from(["accept", "reject", "note"]), max_size=8))
def test_without_an_undo_all_stand_in_order(verbs: list[Verb]) -> None:
    decisions = log(*[(verb, "clm_1") for verb in verbs])
    assert in_force(tuple(decisions)) == tuple(decisions)
