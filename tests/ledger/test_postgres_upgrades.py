"""A database of an earlier step, as it was left then, is a whole book of now when it is opened."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import book_records as make
import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from postgres import OLDER_CAPTURES, Server, older_book, settle
from tollbook.errors import BookError
from tollbook.ledger import Ledger
from tollbook.ledger.migrate import HEAD, POSTGRES_FROM
from tollbook.ledger.schema import APPEND_ONLY
from tollbook.ledger.transfer import grant_role
from tollbook.ledger.verify import verify

_SHAPES = {
    "columns": "SELECT table_name, column_name, data_type, collation_name, is_nullable, "
    "column_default FROM information_schema.columns WHERE table_schema = current_schema()",
    "constraints": "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) "
    "FROM pg_constraint WHERE connamespace = current_schema()::regnamespace",
    "indexes": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()",
    "triggers": "SELECT tgname, pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c "
    "ON c.oid = tgrelid WHERE NOT tgisinternal "
    "AND c.relnamespace = current_schema()::regnamespace",
    "functions": "SELECT proname, pg_get_functiondef(oid) FROM pg_proc "
    "WHERE pronamespace = current_schema()::regnamespace",
    "views": "SELECT viewname, definition FROM pg_views WHERE schemaname = current_schema()",
}


def shape_of(url: str) -> dict[str, list[tuple[str, ...]]]:
    """All that a database has but its rows; sorted."""
    with psycopg.connect(url, autocommit=True) as raw:
        return {
            name: sorted(tuple(map(str, row)) for row in raw.execute(query.encode()))
            for name, query in _SHAPES.items()
        }


@pytest.fixture
def old(server: Server, tmp_path: Path) -> Iterator[Path]:
    """A book whose rows are as step 0007 left them."""
    name = server.create()
    settle(tmp_path / "book", older_book(server.url(name), "public"))
    for data in OLDER_CAPTURES:
        digest = hashlib.sha256(data).hexdigest()
        path = tmp_path / "book" / "captures" / digest[:2] / digest[2:]
        path.parent.mkdir(parents=True)
        path.write_bytes(data)
    yield tmp_path / "book"
    server.drop(name)


def url_of(folder: Path) -> str:
    found = re.search('"(.*)"', (folder / "tollbook.toml").read_text())
    assert found is not None
    return found[1]


def test_the_frozen_database_is_of_the_first_step_there_was(old: Path) -> None:
    with psycopg.connect(url_of(old)) as raw:
        (found,) = raw.execute("SELECT version_num FROM alembic_version").fetchall()
    assert found == (POSTGRES_FROM,)


def test_an_older_database_is_a_whole_book_of_now(old: Path) -> None:
    with Ledger.open(old) as book:
        assert verify(book) == []
        (claim,) = book.claims(harm="killed")
        assert claim.evidence.quote == "Three miners died"
        said = [d.reason for d in book.decisions()]
        assert said == ["reason 0", "reason 1", "reason 2", "x"]
        assert [i.claims for i in book.incidents()] == [(claim.id,)]
        assert book.issued() == {claim.id: book.incidents()[0].id}
        assert book.captures()[0].origin == "page.html"
        assert book.decisions_cut() == 0
        user = book.people.user("Ada")
        assert user is not None
        assert user.role == "admin"
        book.decide("note", claim.id, decided_by="Bo", reason="on", decided_at=make.NOON)
        make.fill(book, b"two", make.TEXT + " Later.")
        make.tally(book, *book.claims())
        assert verify(book) == []
    with psycopg.connect(url_of(old)) as raw:
        (found,) = raw.execute("SELECT version_num FROM alembic_version").fetchall()
    assert found == (HEAD,)


def test_an_older_database_gets_the_tables_and_rules_of_a_new_one(
    old: Path, server: Server, database: str
) -> None:
    Ledger.open(old).close()
    upgraded, new = shape_of(url_of(old)), shape_of(server.url(database))
    for name, rows in new.items():
        assert upgraded[name] == rows, name


def test_an_older_log_is_kept_by_the_server_as_a_new_one_is(old: Path) -> None:
    Ledger.open(old).close()
    said = [f"TRUNCATE {table} CASCADE" for table in APPEND_ONLY]
    said += ["DELETE FROM decisions", "UPDATE decisions SET verb = 'accept'"]
    with psycopg.connect(url_of(old), autocommit=True) as raw:
        for statement in said:
            with pytest.raises(psycopg.IntegrityError, match=r"append-only|never changed"):
                raw.execute(statement.encode())


def test_a_role_needs_its_grants_anew_and_is_told(old: Path, server: Server) -> None:
    """Who owns nothing cannot bring the tables up to date: the owner opens the book once."""
    server.execute("CREATE ROLE elder LOGIN")
    own = old.parent / "own"
    try:
        settle(own, url_of(old).replace("postgres@", "elder@"))
        (own / "captures").symlink_to(old / "captures")
        with psycopg.connect(url_of(old), autocommit=True) as raw:
            raw.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO elder")
        with pytest.raises(BookError, match="may not do that"):
            Ledger.open(own)
        grant_role(old, "elder")
        with Ledger.open(own) as book:
            claim = book.claims()[0].id
            book.decide("note", claim, decided_by="E", reason="on", decided_at=make.NOON)
            assert verify(book) == []
    finally:
        name = conninfo_to_dict(url_of(old))["dbname"]
        server.execute("DROP OWNED BY elder", str(name))
        server.execute("DROP ROLE elder")
