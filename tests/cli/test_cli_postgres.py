"""The command line over a book in PostgreSQL: run, decide, copy, grant, backup, doctor."""

from __future__ import annotations

import json
from pathlib import Path

import tollbook as library
from postgres import Server, settle


def test_a_book_is_made_and_used_in_a_database(tollbook, pages, server: Server) -> None:
    name = server.create()
    settle(Path("book"), server.url(name))
    assert tollbook("info").exit_code == 2  # no book yet
    first = json.loads(tollbook("run", "pages", "--json").stdout)
    assert len(first["incidents"]) == 2
    assert not Path("book/book.db").exists()
    assert tollbook("run").exit_code == 0
    with library.open("book") as book:
        claim = book.claims()[0].id
    assert tollbook("decide", "reject", claim, "--reason", "a rumour", "--by", "A").exit_code == 0
    assert tollbook("verify").exit_code == 0
    found = tollbook("doctor").stdout
    assert "may lose what it has acknowledged: fsync = off" in found
    assert tollbook("rebuild").stdout.splitlines()[-1] == "The same."
    Path("book/book.db").touch()
    assert "it is no longer the book" in tollbook("doctor").stdout
    assert tollbook("backup", "safe").exit_code == 0
    assert tollbook("restore", "safe", "--book", "again").exit_code == 0
    again, here = (
        json.loads(tollbook("info", "--json", "--book", b).stdout) for b in ("again", "book")
    )
    assert again["derived_digest"] == here["derived_digest"]
    server.execute("CREATE ROLE typist")
    assert "typist may work in this book" in tollbook("grant", "typist").stdout
    assert json.loads(tollbook("grant", "typist", "--json").stdout)["role"] == "typist"
    server.execute("DROP OWNED BY typist", name)
    server.execute("DROP ROLE typist")
    server.drop(name)


def test_a_book_is_copied_there_and_back(filled, server: Server) -> None:
    name = server.create()
    result = filled("copy", "book", server.url(name))
    assert result.exit_code == 0
    assert 'store = "postgresql://postgres@/' in result.stdout
    settle(Path("book"), server.url(name))
    document = json.loads(filled("copy", "book", "back", "--json").stdout)
    assert document["to"] == "back"
    assert document["derived"] in result.stdout
    assert filled("verify", "--book", "back").exit_code == 0
    again = filled("copy", "back", server.url(name))
    assert again.exit_code == 2
    assert "a book in this database already" in again.stderr
    server.drop(name)


def test_a_book_in_a_folder_has_no_roles(filled) -> None:
    result = filled("grant", "typist")
    assert result.exit_code == 2
    assert "no roles" in result.stderr
