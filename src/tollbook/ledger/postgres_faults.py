"""What PostgreSQL's faults mean to a person."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from sqlalchemy.exc import DBAPIError

from tollbook.errors import BookError, BookInUse, StorageFull, TollbookError
from tollbook.ledger.sqlite_faults import unstorable

# By SQLSTATE, or its beginning: kind, what it is, what to do next. The first that fits holds.
_MEANINGS: tuple[tuple[tuple[str, ...], type[TollbookError], str, str], ...] = (
    (
        ("53100",),
        StorageFull,
        "no room left on the database server; nothing was half-written",
        "free some space there and run the same command again: it goes on where it stopped",
    ),
    (
        ("55P03", "40001", "40P01", "57014"),
        BookInUse,
        "another program keeps the book locked",
        "close programs that are writing to the database, then try again",
    ),
    (
        ("53300",),
        BookInUse,
        "the database server takes no more connections",
        "raise its max_connections, or close programs that hold some; then try again",
    ),
    (
        ("28",),
        BookError,
        "the database server does not let this user in",
        "give the password in ~/.pgpass or PGPASSWORD, or name another user in tollbook.toml",
    ),
    (
        ("3D000",),
        BookError,
        "the server has no database or no user of this name",
        "createdb or createuser makes it; or mend the line store in tollbook.toml",
    ),
    (
        ("42501",),
        BookError,
        "this database user may not do that",
        "the owner of the tables can: tollbook grant ROLE gives what the daily work needs",
    ),
    (
        ("42704",),
        BookError,
        "the server has no such role",
        "createuser NAME makes it",
    ),
    (
        ("25006",),
        BookError,
        "the database takes no writing now (a standby, or set read-only)",
        "name the server that takes writing in tollbook.toml",
    ),
    (
        ("23", "P0001"),
        BookError,
        "the book refused a row that does not fit what is in it",
        "nothing was stored; if no other program wrote to the book, please report this",
    ),
    (
        ("42P01", "42703", "3F000"),
        BookError,
        "the database lacks a table or column that it should have",
        "tollbook doctor; or restore the database from a backup",
    ),
    (
        ("XX001", "XX002", "58"),
        BookError,
        "the database is damaged, or its disk failed",
        "look into the server's log; then restore from a backup. Captures are not affected",
    ),
    (
        ("08", "57P"),
        BookError,
        "the line to the database was cut",
        "nothing was half-stored; if a decision was on its way, tollbook log show tells whether "
        "it arrived. Then run the same command again",
    ),
)

_ON_THE_WAY_IN = (
    ("password authentication failed", "28"),
    ("no password supplied", "28"),
    ("no pg_hba.conf entry", "28"),
    ('" does not exist', "3D000"),
    ("too many clients", "53300"),
    ("connection slots are reserved", "53300"),
)


@contextlib.contextmanager
def explained(where: str) -> Iterator[None]:
    """Turns what PostgreSQL says into an error that names the book and the next step."""
    try:
        yield
    except DBAPIError as fault:
        raise _explain(fault, where) from fault
    except UnicodeEncodeError as fault:
        raise unstorable(
            "a text holds half a character",
            ascii(fault.object[max(fault.start - 20, 0) : fault.end + 20]),
            where,
        ) from fault


def _explain(fault: DBAPIError, where: str) -> TollbookError:
    code = str(getattr(fault.orig, "sqlstate", None) or "")
    said = " ".join(str(fault.orig).split())
    if code == "22003":
        return unstorable("a number has more than 64 bits", said, where)
    if code.startswith("22"):
        return unstorable("a value does not fit into its column", said, where)
    if not code:  # what is said on the way in has no code, but words that are the server's own
        found = [code for words, code in _ON_THE_WAY_IN if words in said]
        code = found[0] if found else "08" if fault.connection_invalidated else "none"
    for codes, kind, message, following in _MEANINGS:
        if code.startswith(codes):
            return kind(message, value=said, where=where, next=following)
    if code == "none":
        return BookError(
            "the database cannot be reached",
            value=said,
            where=where,
            next="see that the server runs; the line store in tollbook.toml says where it is",
        )
    return BookError(
        "the book could not be used", value=f"{said} ({code})", where=where, next="tollbook doctor"
    )
