"""The tables of what is kept for ever; see :mod:`tollbook.ledger.schema`."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, MetaData, Table

from tollbook.ledger.column_types import NUMBER, TEXT

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

APPLICATION_ID = 0x746F6C6C  # "toll": says in the file's header whose database it is

# --- kept for ever -------------------------------------------------------------------------

captures = Table(
    "captures",
    metadata,
    Column("seq", NUMBER, primary_key=True),
    Column("sha256", TEXT, nullable=False, unique=True),
    Column("media_type", TEXT, nullable=False, index=True),
    Column("size", NUMBER, nullable=False),
    Column("taken_at", TEXT, nullable=False),
    Column("origin", TEXT, nullable=False),
    Column("record", NUMBER),
)

capture_origins = Table(
    "capture_origins",
    metadata,
    Column("seq", NUMBER, primary_key=True),
    Column("capture", TEXT, ForeignKey("captures.sha256"), nullable=False, index=True),
    Column("origin", TEXT, nullable=False),
    Column("record", NUMBER),
    Column("taken_at", TEXT, nullable=False),
)

decisions = Table(
    "decisions",
    metadata,
    Column("sequence", NUMBER, primary_key=True),
    Column("id", TEXT, nullable=False, unique=True),
    Column("parent", TEXT, nullable=False, unique=True),
    Column("decided_at", TEXT, nullable=False),
    Column("verb", TEXT, nullable=False),
    Column("subject", TEXT, nullable=False, index=True),
    Column("batch", TEXT, index=True),
    Column("digest", TEXT, nullable=False, unique=True),
    # The canonical JSON the digest was taken over, so that a later tollbook, whose decisions
    # may have more fields, can still prove this one. Of names and free text it holds an HMAC.
    Column("body", TEXT, nullable=False),
    # AUTOINCREMENT keeps the highest sequence ever given: a log cut at its end is noticed.
    sqlite_autoincrement=True,
)

sealed_values = Table(
    "sealed_values",
    metadata,
    Column("decision", NUMBER, ForeignKey("decisions.sequence"), primary_key=True),
    Column("field", TEXT, primary_key=True),
    # Both NULL: destroyed. The chain then still holds, and nobody can tell what it said.
    Column("key", TEXT),
    Column("value", TEXT),
)

purges = Table(
    "purges",
    metadata,
    Column("seq", NUMBER, primary_key=True),
    Column("capture", TEXT, ForeignKey("captures.sha256"), nullable=False, unique=True),
    Column("decision", NUMBER, ForeignKey("decisions.sequence"), nullable=False),
)

id_register = Table(
    "id_register",
    metadata,
    Column("seq", NUMBER, primary_key=True),
    Column("claim", TEXT, nullable=False, unique=True),
    Column("incident", TEXT, nullable=False, index=True),
)

redirects = Table(
    "redirects",
    metadata,
    Column("seq", NUMBER, primary_key=True),
    Column("merged", TEXT, nullable=False, index=True),
    Column("surviving", TEXT, nullable=False),
)

foreign_tables = Table(
    "foreign_tables",
    metadata,
    Column("seq", NUMBER, primary_key=True),
    Column("capture", TEXT, ForeignKey("captures.sha256"), nullable=False, unique=True),
    Column("recorder", TEXT, nullable=False),
    Column("form", TEXT, nullable=False),
    Column("imported_at", TEXT, nullable=False),
)

public_ids = Table(
    "public_ids",
    metadata,
    Column("seq", NUMBER, primary_key=True),
    Column("public", TEXT, nullable=False, unique=True),
    Column("subject", TEXT, nullable=False, unique=True),
)

kept_readings = Table(
    "kept_readings",
    metadata,
    Column("seq", NUMBER, primary_key=True),
    Column("capture", TEXT, ForeignKey("captures.sha256"), nullable=False, index=True),
    # Of the text that was read: to another text the reading does not belong.
    Column("text_digest", TEXT, nullable=False),
    Column("reader", TEXT, nullable=False),
    Column("lexicon_version", TEXT, nullable=False),
    Column("code_version", TEXT, nullable=False),
    Column("read_at", TEXT, nullable=False),
    Column("body", TEXT, nullable=False),
)

APPEND_ONLY = {
    "captures": ("seq", "sha256"),
    "capture_origins": ("seq",),
    "decisions": ("sequence", "id", "parent", "digest"),
    "purges": ("seq", "capture"),
    "id_register": ("seq", "claim"),
    "redirects": ("seq",),
    "sign_ins": ("seq",),
    "codings": ("seq",),
    "public_ids": ("seq", "public", "subject"),
    "foreign_tables": ("seq", "capture"),
}
"""Tables whose rows are never changed, and their unique columns (INSERT OR REPLACE would delete
the row it meets without asking the triggers on DELETE)."""
