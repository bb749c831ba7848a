"""A book in PostgreSQL: what the server itself refuses, lines that break, copies both ways."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import book_records as make
import psycopg
import pytest
from by_hand import by_hand

from postgres import Server, settle
from tollbook.errors import BookError, BookInUse, CheckFailed, NewerBook, StorageFull, UsageError
from tollbook.ledger import Ledger
from tollbook.ledger.postgres_faults import explained
from tollbook.ledger.postgres_store import PostgresStore
from tollbook.ledger.restore import restore
from tollbook.ledger.schema import APPEND_ONLY
from tollbook.ledger.transfer import grant_role, transfer
from tollbook.ledger.verify import verify

ROLE = "recorder"


@pytest.fixture
def folder(server: Server, database: str, tmp_path: Path) -> Path:
    settle(tmp_path / "book", server.url(database))
    return tmp_path / "book"


@pytest.fixture
def book(folder: Path) -> Iterator[Ledger]:
    with Ledger.open(folder) as ledger:
        yield ledger


@pytest.fixture
def filled(book: Ledger) -> Ledger:
    _, claim = make.fill(book)
    make.take(book, b"one", "elsewhere.html")
    make.tally(book, claim)
    book.issue([], [("inc_x", "inc_y")])
    for n in range(3):
        book.decide("note", claim.id, decided_by="A", reason=f"{n}", decided_at=make.NOON)
    make.take(book, b"gone", "gone.html")
    book.destroying.purge(make.sha(b"gone"), decided_by="A", reason="x", decided_at=make.NOON)
    return book


@pytest.fixture
def granted(server: Server, filled: Ledger, folder: Path, database: str) -> Iterator[Path]:
    """The same book, used under a role that owns nothing."""
    server.execute(f"CREATE ROLE {ROLE} LOGIN")
    grant_role(folder, ROLE)
    filled.close()
    own = folder.parent / "own"
    settle(own, server.url(database, ROLE))
    (own / "captures").symlink_to(folder / "captures")
    yield own
    server.execute(f"DROP OWNED BY {ROLE}", database)
    server.execute(f"DROP ROLE {ROLE}")


@pytest.mark.parametrize("table", [*APPEND_ONLY, "sealed_values", "kept_readings"])
def test_emptying_what_is_kept_for_ever_is_refused_to_its_owner_too(
    filled: Ledger, folder: Path, table: str
) -> None:
    with pytest.raises(psycopg.errors.IntegrityError, match=r"never changed|append-only"):
        by_hand(folder, f"TRUNCATE {table} CASCADE", rules=True)
    assert verify(filled) == []


def test_a_role_can_do_the_daily_work_and_not_touch_the_log(
    granted: Path, server: Server, database: str
) -> None:
    with Ledger.open(granted) as own:
        _, claim = make.fill(own, b"two", make.TEXT + " Later.")
        make.tally(own, *own.claims())
        own.decide("reject", claim.id, decided_by="B", reason="no", decided_at=make.NOON)
        own.drop_derived()
        assert own.check_chain() is None
        assert own.decisions_cut() == 0
    said = [f"{verb} {table}" for table in APPEND_ONLY for verb in ("DELETE FROM", "TRUNCATE")]
    said += [
        "UPDATE decisions SET verb = 'accept'",
        "DROP TRIGGER decisions_no_delete ON decisions",
    ]
    said += ["UPDATE decisions_highest SET sequence = 9", "DROP TABLE decisions"]
    said += ["ALTER TABLE decisions DISABLE TRIGGER ALL", "SET session_replication_role = replica"]
    with psycopg.connect(server.url(database, ROLE), autocommit=True) as raw:
        for statement in said:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                raw.execute(statement)  # type: ignore[call-overload]


def test_a_role_that_owns_nothing_is_told_who_can_write_the_files_anew(granted: Path) -> None:
    with Ledger.open(granted) as own:
        first = own.decisions()[0].id
        with pytest.raises(BookError, match="only the owner") as caught:
            own.destroying.redact(
                first, ["reason"], decided_by="B", reason="asked", decided_at=make.NOON
            )
        assert "VACUUM FULL" in str(caught.value)
        assert own.decisions()[0].reason is None


def test_there_is_no_role_for_a_book_in_a_folder(tmp_path: Path, folder: Path) -> None:
    Ledger.open(tmp_path / "plain", create=True).close()
    with pytest.raises(UsageError, match="no roles"):
        grant_role(tmp_path / "plain", ROLE)
    with pytest.raises(BookError, match="no such role"):
        grant_role(folder, "nobody-here")


def test_one_run_at_a_time_and_deciding_beside_it(folder: Path) -> None:
    with Ledger.open(folder, write=True) as run, Ledger.open(folder) as other:
        _, claim = make.fill(run)
        with pytest.raises(BookInUse, match="another run") as caught:
            make.take(other, b"more")
        assert "process " in str(caught.value.value)
        other.decide("accept", claim.id, decided_by="A", reason=None, decided_at=make.NOON)
    with Ledger.open(folder) as later:
        make.take(later, b"more")


def test_a_run_whose_line_was_cut_writes_no_more(folder: Path, server: Server) -> None:
    with Ledger.open(folder, write=True) as run:
        make.fill(run)
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'")
        with pytest.raises(BookError) as caught:
            make.take(run, b"more")
        assert caught.value.next
        with Ledger.open(folder, write=True) as other:
            make.take(other, b"other")
            with pytest.raises(BookInUse):
                make.take(run, b"more")
        make.take(run, b"more")
        assert [c.sequence for c in run.captures()] == [1, 2, 3]
        assert verify(run) == []


def test_a_line_cut_in_mid_transaction_leaves_nothing_behind(book: Ledger, server: Server) -> None:
    _, claim = make.fill(book)
    before = book.derived_digest()
    store = book._store
    end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
    end += "AND state = 'idle in transaction'"

    def cut() -> None:
        with store.writing(run=False) as c:
            c.exec_driver_sql("DELETE FROM tallies")
            c.exec_driver_sql("DELETE FROM reports")
            server.execute(end)
            c.exec_driver_sql("SELECT 1")

    with pytest.raises(BookError, match="line to the database was cut") as caught:
        cut()
    assert "tollbook log show" in str(caught.value)
    assert book.derived_digest() == before
    book.decide("accept", claim.id, decided_by="A", reason=None, decided_at=make.NOON)
    assert verify(book) == []


def test_a_server_that_dies_loses_nothing_acknowledged(server: Server, tmp_path: Path) -> None:
    own = Server(server.programs, durable=True)
    try:
        settle(tmp_path / "book", own.url(own.create()))
        with Ledger.open(tmp_path / "book", create=True) as book:
            _, claim = make.fill(book)
            said = []
            for n in range(20):
                made = book.decide(
                    "note", claim.id, decided_by="A", reason=f"{n}", decided_at=make.NOON
                )
                said.append(made.digest)
            own.kill()
            with pytest.raises(BookError, match=r"reached|cut"):
                book.decisions()
            own.start()
            assert [d.digest for d in book.decisions()] == said
            assert verify(book) == []
    finally:
        own.close()


def test_what_is_read_in_a_snapshot_is_of_one_moment(folder: Path, book: Ledger) -> None:
    _, claim = make.fill(book)
    with Ledger.open(folder) as other, other.snapshot():
        assert len(other.decisions()) == 0
        book.decide("accept", claim.id, decided_by="A", reason=None, decided_at=make.NOON)
        make.fill(book, b"two")
        assert len(other.decisions()) == 0
        assert len(other.claims()) == 1
    assert len(book.claims()) == 2


def test_writers_wait_for_each_other(folder: Path, book: Ledger) -> None:
    _, claim = make.fill(book)
    began, go = threading.Event(), threading.Event()

    def hold() -> None:
        with book._store.writing():
            began.set()
            go.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    began.wait(10)
    made: list[str] = []
    with Ledger.open(folder) as other:
        decider = threading.Thread(
            target=lambda: made.append(
                other.decide(
                    "accept", claim.id, decided_by="A", reason=None, decided_at=make.NOON
                ).id
            )
        )
        decider.start()
        decider.join(0.3)
        assert made == []
        go.set()
        holder.join(10)
        decider.join(10)
    assert len(made) == 1


def test_letters_that_postgresql_refuses_come_back(book: Ledger) -> None:
    text = "Three miners died\0 and \ufdd0 and \ufdd00 more"
    report = make.make_report(make.take(book, b"one"), text, title="a\0b\ufdd0", source=text)
    book.put_report(report, extractor="x")
    claim = make.make_claim(report, "died\0 and \ufdd0")
    book.put_reading(make.make_reading(report, claim), lexicon_version="l")
    assert book.reports() == [report]
    assert book.claims(source=text) == [claim]
    book.decide("note", claim.id, decided_by="A\0", reason="\0", decided_at=make.NOON)
    assert verify(book) == []
    assert book.decisions()[0].reason == "\0"


# --- copies


def test_a_book_goes_into_a_database_and_back_unchanged(server: Server, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "book", create=True) as book:
        _, claim = make.fill(book)
        _, second = make.fill(book, b"two", make.TEXT + " Später, am Fluß 😀.")
        make.tally(book, claim, second)
        for n in range(5):
            book.decide("note", claim.id, decided_by="Ada", reason=f"{n}", decided_at=make.NOON)
        book.destroying.redact(
            book.decisions()[1].id, ["reason"], decided_by="A", reason="x", decided_at=make.NOON
        )
        (tmp_path / "book" / "hand").mkdir()
        (tmp_path / "book" / "hand" / "charter.toml").write_text("# ours\n")
        name = server.create()
        there = transfer(book, server.url(name))
        assert there.derived == book.derived_digest()
        assert "host=" not in there.where
        log = book.decisions()
        with pytest.raises(BookError, match="already"):
            transfer(book, server.url(name))
    line = f'policy = "default"\nstore = "{server.url(name)}"\n'
    (tmp_path / "book" / "tollbook.toml").write_text(line)
    (tmp_path / "book" / "book.db").rename(tmp_path / "old.db")
    with Ledger.open(tmp_path / "book") as moved:
        assert moved.decisions() == log
        assert verify(moved) == []
        _, third = make.fill(moved, b"three", make.TEXT + " On Friday.")
        moved.issue([(third.id, "inc_3")], [])
        moved.decide("accept", third.id, decided_by="Bo", reason=None, decided_at=make.NOON)
        back = transfer(moved, str(tmp_path / "back"))
        assert back.derived == moved.derived_digest()
        log = moved.decisions()
        with pytest.raises(BookError, match="empty or new folder"):
            transfer(moved, str(tmp_path / "back"))
    with Ledger.open(tmp_path / "back") as back_again:
        assert back_again.decisions() == log
        assert back_again.issued()[third.id] == "inc_3"
        assert verify(back_again) == []
    assert (tmp_path / "back" / "tollbook.toml").read_text() == 'policy = "default"\n'
    assert (tmp_path / "back" / "hand" / "charter.toml").read_text() == "# ours\n"
    server.drop(name)


def test_a_log_that_was_cut_at_its_end_is_cut_in_the_copy_too(
    server: Server, book: Ledger, folder: Path, tmp_path: Path
) -> None:
    _, claim = make.fill(book)
    for n in range(4):
        book.decide("note", claim.id, decided_by="A", reason=f"{n}", decided_at=make.NOON)
    by_hand(
        folder,
        "DELETE FROM sealed_values WHERE decision > 2",
        "DELETE FROM decisions WHERE sequence > 2",
    )
    assert book.decisions_cut() == 2
    transfer(book, str(tmp_path / "out"))
    with Ledger.open(tmp_path / "out") as out:
        assert out.decisions_cut() == 2
        name = server.create()
        transfer(out, server.url(name))
    settle(tmp_path / "again", server.url(name))
    with Ledger.open(tmp_path / "again") as again:
        assert again.decisions_cut() == 2
    server.drop(name)


def test_a_copy_that_differs_is_not_kept(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Ledger.open(tmp_path / "book", create=True) as book:
        make.fill(book)
        name = server.create()
        monkeypatch.setattr("tollbook.ledger.copy_rows.derived_digest", lambda c: str(id(c)))
        with pytest.raises(CheckFailed, match="not what was sent"):
            transfer(book, server.url(name))
    assert server.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", name) == [
        (0,)
    ]
    server.drop(name)


def test_a_backup_is_a_book_in_a_folder(filled: Ledger, tmp_path: Path) -> None:
    filled.backup(tmp_path / "safe")
    assert sorted(p.name for p in (tmp_path / "safe").iterdir()) == [
        "book.db",
        "captures",
        "tollbook.toml",
    ]
    restore(tmp_path / "safe", tmp_path / "restored")
    with Ledger.open(tmp_path / "restored") as restored:
        assert restored.derived_digest() == filled.derived_digest()
        assert restored.decisions() == filled.decisions()
        assert verify(restored) == []


# --- what cannot be opened


def test_several_books_lie_in_one_database(server: Server, database: str, tmp_path: Path) -> None:
    server.execute("CREATE SCHEMA second", database)
    url = server.url(database) + "&options=-csearch_path%3Dsecond"
    settle(tmp_path / "a", server.url(database))
    settle(tmp_path / "b", url)
    with (
        Ledger.open(tmp_path / "a", write=True) as a,
        Ledger.open(tmp_path / "b", create=True) as b,
    ):
        make.fill(a)
        make.fill(b, b"two")
        assert [len(x.captures()) for x in (a, b)] == [1, 1]
        assert a.captures() != b.captures()
        assert verify(b) == []


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("postgresql://eve:secret@localhost:1/none", "cannot be reached"),
        ("postgresql://eve:secret@localhost:port/x", "cannot be read"),
        ("{server}/no_such_database", "no database or no user"),
        ("{server}/postgres", "no book here"),
    ],
)
def test_what_is_no_book_is_told_and_no_password_with_it(
    server: Server, tmp_path: Path, url: str, words: str
) -> None:
    base, _, rest = server.url("X").partition("/X")
    if "{server}" in url:
        url = url.format(server=base) + rest
    settle(tmp_path, url)
    with pytest.raises((BookError, UsageError), match=words) as caught:
        Ledger.open(tmp_path)
    assert "secret" not in str(caught.value)
    assert caught.value.next


def test_somebody_elses_database_is_left_alone(server: Server, tmp_path: Path) -> None:
    name = server.create()
    server.execute("CREATE TABLE recipes (name text)", name)
    settle(tmp_path, server.url(name))
    for create in (False, True):
        with pytest.raises(BookError, match="no tollbook book"):
            Ledger.open(tmp_path, create=create)
    server.drop(name)


def test_a_newer_book_is_refused(folder: Path) -> None:
    by_hand(folder, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerBook, match="9999"):
        Ledger.open(folder)


def test_a_missing_table_is_told(folder: Path) -> None:
    by_hand(folder, "DROP TABLE set_asides")
    with Ledger.open(folder) as book, pytest.raises(BookError, match="lacks a table"):
        book.set_asides()


def test_a_database_that_cannot_hold_every_script_is_refused(
    server: Server, tmp_path: Path
) -> None:
    server.execute("CREATE DATABASE narrow ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    settle(tmp_path, server.url("narrow"))
    with pytest.raises(BookError, match="every script"):
        Ledger.open(tmp_path, create=True)
    server.drop("narrow")


@pytest.mark.parametrize("scheme", ["mysql", "file", "Postgresql"])
def test_other_kinds_of_store_are_refused(tmp_path: Path, scheme: str) -> None:
    settle(tmp_path, f"{scheme}://user:secret@host/x")
    with pytest.raises(UsageError, match="no kind of store") as caught:
        Ledger.open(tmp_path)
    assert "secret" not in str(caught.value)


def test_settings_under_which_rows_can_be_lost_are_named(book: Ledger) -> None:
    assert book.settings_at_risk() == ["fsync = off", "full_page_writes = off"]


def test_a_full_disk_of_the_server_is_told() -> None:
    from sqlalchemy.exc import OperationalError  # noqa: PLC0415

    def full() -> None:
        with explained("postgresql://x/y"):
            raise OperationalError("INSERT", {}, psycopg.errors.DiskFull("no space left"))

    with pytest.raises(StorageFull, match="database server"):
        full()


def test_the_driver_is_asked_for_where_it_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tollbook.errors import MissingPart  # noqa: PLC0415

    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(MissingPart, match="driver") as caught:
        PostgresStore(tmp_path, "postgresql://x/y")
    assert "tollbook[postgres]" in str(caught.value)
