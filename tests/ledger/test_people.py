"""The team in the book's tables: added, let in, kept out, listed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import book_records as make
import pytest
from by_hand import REFUSED, by_hand, on_disk

from tollbook.errors import NotFound, UsageError
from tollbook.ledger import Ledger
from tollbook.ledger.people import People
from tollbook.ledger.verify import verify
from tollbook.record.people import ROLES, User, at_least

HOUR = timedelta(hours=1)


@pytest.fixture
def people(book: Ledger) -> People:
    for name, role in (("Ada", "admin"), ("Bo", "coder"), ("Cy", "reader")):
        book.people.add(name, role, password=f"hash of {name}", at=make.NOON)
    return book.people


def test_roles_go_up() -> None:
    assert ROLES == ("reader", "coder", "adjudicator", "admin")
    assert [at_least("coder", role) for role in ROLES] == [True, True, False, False]


def test_users_are_added_listed_and_changed(people: People) -> None:
    assert people.user("Bo") == User("Bo", "coder", True, False, make.NOON)
    assert [user.name for user in people.all()] == ["Ada", "Bo", "Cy"]
    assert people.user("Eve") is None
    assert people.change("Bo", role="adjudicator").role == "adjudicator"
    assert people.password_of("Bo") == "hash of Bo"
    people.change("Bo", password="another")  # noqa: S106 - no secret
    assert people.password_of("Bo") == "another"
    assert people.change("Bo", disabled=True).disabled
    assert people.password_of("Bo") is None
    assert people.password_of("Eve") is None


@pytest.mark.parametrize(
    ("name", "role"), [("Ada", "coder"), ("", "coder"), (" ", "coder"), ("x" * 101, "coder")]
)
def test_names_that_cannot_be_added(people: People, name: str, role) -> None:
    with pytest.raises(UsageError):
        people.add(name, role, password=None, at=make.NOON)
    with pytest.raises(UsageError, match="no such role"):
        people.add("New", "king", password=None, at=make.NOON)  # type: ignore[arg-type]
    assert len(people.all()) == 3


def test_the_last_admin_stays(people: People) -> None:
    for change in ({"disabled": True}, {"role": "reader"}):
        with pytest.raises(UsageError, match="nobody would be left"):
            people.change("Ada", **change)
    people.change("Bo", role="admin")
    assert people.change("Ada", disabled=True).disabled
    with pytest.raises(NotFound):
        people.change("Eve", role="admin")


def test_a_session_opens_until_it_ends(people: People, folder: Path) -> None:
    people.begin_session("Bo", "secret key of a session", at=make.NOON, lasts=HOUR)
    found = people.session("secret key of a session", at=make.NOON + HOUR / 2)
    assert found is not None
    assert found.name == "Bo"
    assert people.session("secret key of a session", at=make.NOON + HOUR) is None
    assert people.session("another", at=make.NOON) is None
    assert b"secret key" not in on_disk(folder)
    people.end_session("secret key of a session")
    assert people.session("secret key of a session", at=make.NOON) is None


@pytest.mark.parametrize("change", [{"password": "new"}, {"disabled": True}])
def test_a_new_password_or_a_farewell_ends_sessions_and_tokens(people: People, change) -> None:
    people.begin_session("Bo", "s", at=make.NOON, lasts=HOUR)
    people.add_token("Bo", "script", ["read"], "t", at=make.NOON, ends_at=None)
    people.change("Bo", **change)
    assert people.session("s", at=make.NOON) is None
    assert (people.token("t", at=make.NOON) is None) is ("disabled" in change)


def test_tokens_open_what_they_say_until_they_end_or_are_revoked(people: People) -> None:
    made = people.add_token("Bo", "weekly", ["read"], "a", at=make.NOON, ends_at=make.NOON + HOUR)
    people.add_token("Bo", "desk", ["read", "decide"], "b", at=make.NOON, ends_at=None)
    assert [token.label for token in people.tokens()] == ["weekly", "desk"]
    user = people.user("Bo")
    assert people.token("a", at=make.NOON) == (user, ("read",))
    assert people.token("a", at=make.NOON + HOUR) is None
    assert people.token("b", at=make.NOON + HOUR) == (user, ("read", "decide"))
    assert people.token("c", at=make.NOON) is None
    people.revoke(made.number)
    assert people.token("a", at=make.NOON) is None
    for scopes in ([], ["read", "burn"]):
        with pytest.raises(UsageError, match="scopes"):
            people.add_token("Bo", "x", scopes, "d", at=make.NOON, ends_at=None)
    with pytest.raises(NotFound):
        people.revoke(99)


def test_who_came_in_is_listed_and_never_changed(people: People, folder: Path) -> None:
    people.note("Bo", "password", "refused", address="10.0.0.1", at=make.NOON)
    people.note("Eve\udce9", "password", "refused", address="10.0.0.1", at=make.NOON + HOUR)
    people.note("Bo", "password", "in", address="10.0.0.2", at=make.NOON + HOUR)
    assert [(s.name, s.end) for s in people.sign_ins(limit=2)] == [
        ("Bo", "in"),
        ("Eve\\udce9", "refused"),
    ]
    assert people.refused_since("Bo", "10.0.0.1", make.NOON) == (1, 2)
    assert people.refused_since("Bo", "10.0.0.1", make.NOON + HOUR / 2) == (0, 1)
    for change in ("DELETE FROM sign_ins", "UPDATE sign_ins SET name = 'x'"):
        with pytest.raises(REFUSED, match="append-only"):
            by_hand(folder, change, rules=True)


def test_a_team_is_no_part_of_the_book(book: Ledger) -> None:
    make.fill(book)
    before = book.derived_digest()
    book.people.add("Ada", "admin", password=None, at=make.NOON)
    assert book.derived_digest() == before
    book.drop_derived()
    assert [user.name for user in book.people.all()] == ["Ada"]
    assert verify(book) == []
