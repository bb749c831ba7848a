"""The tables of who may open the desk; see :mod:`tollbook.ledger.schema`.

Neither derived nor part of the chain: people come and go. Only the list of who came in when, and
what each coder coded by hand, are append-only. No password and no token lies here, only what proves
one.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Table

from tollbook.ledger.column_types import NUMBER, TEXT
from tollbook.ledger.schema_kept import metadata

users = Table(
    "users",
    metadata,
    Column("seq", NUMBER, primary_key=True),
    Column("name", TEXT, nullable=False, unique=True),
    Column("role", TEXT, nullable=False),
    # argon2id, with its salt and costs; NULL: no password opens anything.
    Column("password", TEXT),
    Column("disabled", Boolean, nullable=False),
    Column("added_at", TEXT, nullable=False),
)

user_sessions = Table(
    "user_sessions",
    metadata,
    Column("digest", TEXT, primary_key=True),
    Column("user", NUMBER, ForeignKey("users.seq"), nullable=False, index=True),
    Column("begun_at", TEXT, nullable=False),
    Column("ends_at", TEXT, nullable=False),
)

api_tokens = Table(
    "api_tokens",
    metadata,
    Column("seq", NUMBER, primary_key=True),
    Column("user", NUMBER, ForeignKey("users.seq"), nullable=False, index=True),
    Column("label", TEXT, nullable=False),
    Column("digest", TEXT, nullable=False, unique=True),
    Column("scopes", TEXT, nullable=False),
    Column("made_at", TEXT, nullable=False),
    Column("ends_at", TEXT),
    Column("revoked", Boolean, nullable=False),
)

sign_ins = Table(
    "sign_ins",
    metadata,
    Column("seq", NUMBER, primary_key=True),
    Column("at", TEXT, nullable=False),
    Column("name", TEXT, nullable=False),
    Column("way", TEXT, nullable=False),
    Column("ended", TEXT, nullable=False),
    Column("address", TEXT, nullable=False),
    Index(None, "name", "at"),
    Index(None, "address", "at"),
)

codings = Table(
    "codings",
    metadata,
    Column("seq", NUMBER, primary_key=True),
    # No reference: a claim may go with a better reader, what was coded of it stays.
    Column("item", TEXT, nullable=False, index=True),
    Column("coder", TEXT, nullable=False),
    Column("coded_at", TEXT, nullable=False),
    Column("told", TEXT),
    Column("harm", TEXT),
    Column("scope", TEXT),
    Column("low", NUMBER),
    Column("best", NUMBER),
    Column("high", NUMBER),
)

PEOPLE = ("users", "user_sessions", "api_tokens")
"""Tables whose rows are neither kept for ever nor derived."""
