"""``tollbook user``: people of a team, from the command line."""

from __future__ import annotations

import json

import tollbook as library

PASSWORD = "four words none knows"  # noqa: S105 - of this test


def test_people_are_added_listed_changed_and_disabled(filled) -> None:
    assert filled("user", "list").exit_code == 0
    shown = filled("user", "add", "Ada", "--role", "admin", "--password-stdin", input=PASSWORD)
    assert shown.exit_code == 0
    assert PASSWORD not in shown.output
    asked = filled("user", "add", "Bo", input=f"{PASSWORD}\n{PASSWORD}\n")
    assert asked.exit_code == 0
    assert PASSWORD not in asked.output
    assert filled("user", "add", "Bo", "--no-password").exit_code == 2
    assert filled("user", "add", "Cy", "--password-stdin", input="short").exit_code == 2
    assert filled("user", "role", "Bo", "adjudicator").exit_code == 0
    assert filled("user", "password", "Bo", "--password-stdin", input=PASSWORD).exit_code == 0
    assert filled("user", "disable", "Ada").exit_code == 2  # the last admin
    assert filled("user", "disable", "Bo").exit_code == 0
    found = json.loads(filled("user", "list", "--json").stdout)
    assert [(u["name"], u["role"], u["disabled"]) for u in found] == [
        ("Ada", "admin", False),
        ("Bo", "adjudicator", True),
    ]
    assert "Bo\tadjudicator" in filled("user", "list").stdout
    assert filled("user", "enable", "Bo").exit_code == 0
    assert filled("user", "disable", "Eve").exit_code == 2


def test_a_token_is_shown_once_and_revoked(filled) -> None:
    filled("user", "add", "Ada", "--role", "admin", "--no-password")
    made = filled("user", "token", "add", "Ada", "--label", "weekly", "--days", "7")
    secret = made.stdout.strip()
    assert secret.startswith("tb_")
    listed = filled("user", "token", "list").stdout
    assert "1\tAda\tread\t" in listed
    assert secret not in listed + filled("user", "token", "list", "--json").stdout
    assert filled("user", "token", "revoke", "1").exit_code == 0
    assert "revoked" in filled("user", "token", "list").stdout
    assert filled("user", "token", "revoke", "9").exit_code == 2
    with library.open("book") as book:
        assert book.ledger.people.tokens()[0].revoked


def test_a_desk_for_a_team_needs_an_admin(filled) -> None:
    result = filled("desk", "--team", "--port", "0", "--no-browser")
    assert result.exit_code == 2
    assert "tollbook user add" in result.stderr
    filled("user", "add", "Ada", "--role", "admin", "--no-password")
    result = filled("desk", "--team", "--public", "desk.example", "--port", "0")
    assert result.exit_code == 2
    assert "no address of a desk" in result.stderr


def test_who_came_in_is_listed(filled) -> None:
    from datetime import UTC, datetime  # noqa: PLC0415

    with library.open("book") as book:
        people = book.ledger.people
        people.note("Eve", "password", "refused", address="::1", at=datetime.now(UTC))
    assert "refused\tpassword\tEve\t::1" in filled("user", "sign-ins").stdout
    assert json.loads(filled("user", "sign-ins", "--json").stdout)[0]["name"] == "Eve"
