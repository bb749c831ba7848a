"""A tally writes the rows that differ and says which; what is there is the same as anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import book_records as make
import pytest
from by_hand import by_hand
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tollbook.errors import BookError
from tollbook.ledger import Ledger
from tollbook.ledger.figures import Written
from tollbook.ledger.verify import verify
from tollbook.record import Account, Claim, Incident, SetAside, When

REPORTS = 4


@pytest.fixture
def told(book: Ledger) -> list[Claim]:
    texts = [make.TEXT + " Nobody saw it." * n for n in range(REPORTS)]
    claims = [make.fill(book, text.encode(), text)[1] for text in texts]
    book.issue([(claim.id, f"inc_{n}") for n, claim in enumerate(claims)], [])
    return claims


Chosen = tuple[list[tuple[int, int]], list[int], list[int], list[int]]

chosen = st.tuples(
    st.lists(st.tuples(st.integers(0, REPORTS - 1), st.integers(0, 2)), unique_by=lambda x: x[0]),
    st.lists(st.integers(0, REPORTS - 1), unique=True),
    st.lists(st.integers(0, REPORTS - 1)),
    st.lists(st.integers(1, REPORTS - 1), unique=True),
)
"""Incidents with the day of each, accounts, set-asides (some twice), copies of the first report."""


def figures(
    told: list[Claim], of: Chosen
) -> tuple[list[Incident], list[Account], list[SetAside], dict[str, str]]:
    incidents, accounts, asides, copies = of
    days = [None, When(date(2024, 5, 1), date(2024, 5, 1), "day", "x"), None]
    return (
        [
            replace(
                make.make_incident(f"inc_{n}", told[n], *([told[0]] if day == 2 and n else [])),
                when=days[day],
            )
            for n, day in incidents
        ],
        [make.make_account(told[n]) for n in accounts],
        [SetAside("a claim", "rejected", told[n].id, "tollbook why") for n in asides],
        {told[n].report: told[0].report for n in copies},
    )


_EACH = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@_EACH
@given(first=chosen, then=chosen)
def test_after_a_tally_the_figures_are_those_of_that_tally(
    book: Ledger, told: list[Claim], first: Chosen, then: Chosen
) -> None:
    book.put_tally(*figures(told, then), policy="default")
    anew = book.derived_digest()
    lists = (book.incidents(), book.accounts(), book.set_asides(), book.copies())
    book.put_tally(*figures(told, first), policy="default")
    written = book.put_tally(*figures(told, then), policy="default")
    assert book.derived_digest() == anew
    assert (book.incidents(), book.accounts(), book.set_asides(), book.copies()) == lists
    assert verify(book) == []
    assert written == _differing(told, first, then)
    assert book.put_tally(*figures(told, then), policy="default") == Written()


@_EACH
@given(first=chosen, then=chosen)
def test_a_part_is_changed_as_the_whole_would_be(
    book: Ledger, told: list[Claim], first: Chosen, then: Chosen
) -> None:
    book.put_tally(*figures(told, then), policy="default")
    anew = book.derived_digest()
    book.put_tally(*figures(told, first), policy="default")
    was, now = figures(told, first), figures(told, then)
    asides: dict[str, list[SetAside]] = {each.where: [] for each in was[2]}
    for each in now[2]:
        asides.setdefault(each.where, []).append(each)
    written = book.change_tally(
        incidents={i.id: None for i in was[0]} | {i.id: i for i in now[0]},
        accounts={a.id: None for a in was[1]} | {a.id: a for a in now[1]},
        set_asides=asides,
        copies=dict.fromkeys(was[3]) | now[3],
    )
    assert book.derived_digest() == anew
    assert verify(book) == []
    assert written == _differing(told, first, then)


def _differing(told: list[Claim], first: Chosen, then: Chosen) -> Written:
    was, now = figures(told, first), figures(told, then)
    incidents = [{i.id: i for i in each[0]} for each in (was, now)]
    accounts = [{a.id: a for a in each[1]} for each in (was, now)]
    asides = [sorted(each[2], key=repr) for each in (was, now)]
    about = {a.where for a in (*was[2], *now[2])}
    return Written(
        incidents=_moved(*incidents),
        incidents_gone=frozenset(incidents[0].keys() - incidents[1].keys()),
        accounts=_moved(*accounts),
        accounts_gone=frozenset(accounts[0].keys() - accounts[1].keys()),
        set_asides=frozenset(
            own
            for own in about
            if [a for a in asides[0] if a.where == own] != [a for a in asides[1] if a.where == own]
        ),
        copies=frozenset(was[3].keys() ^ now[3].keys()),
    )


def _moved(was: dict[str, Incident] | dict[str, Account], now: object) -> frozenset[str]:
    assert isinstance(now, dict)
    return frozenset(own for own, record in now.items() if was.get(own) != record)


def test_without_figures_none_can_be_changed(book: Ledger, told: list[Claim]) -> None:
    with pytest.raises(BookError, match="no figures"):
        book.change_tally(incidents={}, accounts={}, set_asides={}, copies={})


def test_a_row_changed_by_hand_is_put_right_by_the_next_tally(
    book: Ledger, told: list[Claim], folder: Path
) -> None:
    of = figures(told, ([(0, 0), (1, 1)], [0], [0, 0], [1]))
    book.put_tally(*of, policy="default")
    anew = book.derived_digest()
    by_hand(
        folder,
        "UPDATE incidents SET killed_best = 300, body = body || ' '",
        "UPDATE set_asides SET why = 'because' WHERE tally IS NOT NULL",
        "DELETE FROM copies",
    )
    assert verify(book)
    book.put_tally(*of, policy="default")
    assert (verify(book), book.derived_digest()) == ([], anew)


def test_a_change_leaves_what_was_changed_by_hand_beside_it_to_be_found(
    book: Ledger, told: list[Claim], folder: Path
) -> None:
    """The digests of other rows are not written anew: that would hide what was done to them."""
    incidents, accounts, asides, copies = figures(told, ([(0, 0), (1, 1), (2, 0)], [0], [0], [1]))
    book.put_tally(incidents, accounts, asides, copies, policy="default")
    by_hand(folder, "UPDATE incidents SET killed_best = 300 WHERE id = 'inc_1'")
    changed = replace(incidents[0], grade="fair")
    book.change_tally(incidents={changed.id: changed}, accounts={}, set_asides={}, copies={})
    assert [found.what for found in verify(book)] == ["inc_1"]
