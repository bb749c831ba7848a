"""The book's tables, as SQLAlchemy Core sees them.

Migrations make them; a test holds that a migrated book and these definitions are the same.
Columns beside ``body`` exist to filter and to be read in any SQLite tool; ``body`` is the whole
record as JSON and is what comes back. Days and times are ISO 8601 text, times in UTC.

Kept for ever (append-only, by triggers): captures, capture_origins, decisions, purges, id_register,
redirects, public_ids, foreign_tables; kept_readings, unless their capture is purged. Kept until
they are destroyed, and never changed otherwise: sealed_values. Replaced by every run over the same
paths: unread. All other tables are derived and can be dropped and computed again.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

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
    Column("seq", Integer, primary_key=True),
    Column("sha256", Text, nullable=False, unique=True),
    Column("media_type", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("taken_at", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("record", Integer),
)

capture_origins = Table(
    "capture_origins",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("capture", Text, ForeignKey("captures.sha256"), nullable=False, index=True),
    Column("origin", Text, nullable=False),
    Column("record", Integer),
    Column("taken_at", Text, nullable=False),
)

decisions = Table(
    "decisions",
    metadata,
    Column("sequence", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("parent", Text, nullable=False, unique=True),
    Column("decided_at", Text, nullable=False),
    Column("verb", Text, nullable=False),
    Column("subject", Text, nullable=False, index=True),
    Column("batch", Text, index=True),
    Column("digest", Text, nullable=False, unique=True),
    # The canonical JSON the digest was taken over, so that a later tollbook, whose decisions
    # may have more fields, can still prove this one. Of names and free text it holds an HMAC.
    Column("body", Text, nullable=False),
    # AUTOINCREMENT keeps the highest sequence ever given: a log cut at its end is noticed.
    sqlite_autoincrement=True,
)

sealed_values = Table(
    "sealed_values",
    metadata,
    Column("decision", Integer, ForeignKey("decisions.sequence"), primary_key=True),
    Column("field", Text, primary_key=True),
    # Both NULL: destroyed. The chain then still holds, and nobody can tell what it said.
    Column("key", Text),
    Column("value", Text),
)

purges = Table(
    "purges",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("capture", Text, ForeignKey("captures.sha256"), nullable=False, unique=True),
    Column("decision", Integer, ForeignKey("decisions.sequence"), nullable=False),
)

id_register = Table(
    "id_register",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("claim", Text, nullable=False, unique=True),
    Column("incident", Text, nullable=False, index=True),
)

redirects = Table(
    "redirects",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("merged", Text, nullable=False, index=True),
    Column("surviving", Text, nullable=False),
)

foreign_tables = Table(
    "foreign_tables",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("capture", Text, ForeignKey("captures.sha256"), nullable=False, unique=True),
    Column("recorder", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("imported_at", Text, nullable=False),
)

public_ids = Table(
    "public_ids",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("public", Text, nullable=False, unique=True),
    Column("subject", Text, nullable=False, unique=True),
)

kept_readings = Table(
    "kept_readings",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("capture", Text, ForeignKey("captures.sha256"), nullable=False, index=True),
    # Of the text that was read: to another text the reading does not belong.
    Column("text_digest", Text, nullable=False),
    Column("reader", Text, nullable=False),
    Column("lexicon_version", Text, nullable=False),
    Column("code_version", Text, nullable=False),
    Column("read_at", Text, nullable=False),
    Column("body", Text, nullable=False),
)

# --- derived: documents and what was read in them ------------------------------------------

reports = Table(
    "reports",
    metadata,
    Column("id", Text, primary_key=True),
    Column("capture", Text, ForeignKey("captures.sha256"), nullable=False, index=True),
    Column("sequence", Integer, nullable=False),
    Column("title", Text),
    Column("language", Text),
    Column("source", Text, index=True),
    Column("url", Text),
    Column("published_start", Text),
    Column("published_end", Text),
    Column("published_basis", Text),
    Column("extractor", Text, nullable=False),
    Column("code_version", Text, nullable=False),
    Column("body", Text, nullable=False),
    Index(None, "sequence", "id"),  # lists come in this order without sorting their bodies
)

readings = Table(
    "readings",
    metadata,
    Column("report", Text, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("reader", Text, nullable=False),
    Column("lexicon_version", Text, nullable=False),
    Column("code_version", Text, nullable=False),
    Column("read_at", Text, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("id", Text, primary_key=True),
    Column("report", Text, ForeignKey("readings.report", ondelete="CASCADE"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("harm", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("modality", Text, nullable=False),
    Column("low", Integer),
    Column("best", Integer),
    Column("high", Integer),
    Column("shape", Text, nullable=False),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Column("quote", Text, nullable=False),
    Column("reader", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("body", Text, nullable=False),
    UniqueConstraint("report", "ordinal"),
    Index(None, "harm", "scope"),
)

# What claims are chosen by, in one row each and in their order of arrival, so that a list of a few
# among a million is found without looking at the others.
finder = Table(
    "finder",
    metadata,
    Column("claim", Text, ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True),
    Column("sequence", Integer, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("harm", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("source", Text),
    Column("place", Text),
    Column("country", Text),
    Column("day_start", Text),
    Column("day_end", Text),
    Index(None, "sequence", "ordinal"),
    Index(None, "harm", "sequence", "ordinal"),
    Index(None, "harm", "scope", "sequence", "ordinal"),
    Index(None, "scope", "sequence", "ordinal"),
    Index(None, "source", "sequence", "ordinal"),
    Index(None, "place", "sequence", "ordinal"),
    Index(None, "day_start", "day_end"),
)

statements = Table(
    "statements",
    metadata,
    Column("id", Text, primary_key=True),
    Column("report", Text, ForeignKey("readings.report", ondelete="CASCADE"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("about", Text, index=True),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Column("body", Text, nullable=False),
    UniqueConstraint("report", "ordinal"),
)

mentions = Table(
    "mentions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("report", Text, ForeignKey("readings.report", ondelete="CASCADE"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Column("quote", Text, nullable=False),
    Column("body", Text, nullable=False),
    UniqueConstraint("report", "ordinal"),
)

resolvings = Table(
    "resolvings",
    metadata,
    Column("report", Text, ForeignKey("readings.report", ondelete="CASCADE"), primary_key=True),
    Column("atlas_version", Text, nullable=False),
    Column("published_start", Text),
    Column("published_end", Text),
    Column("published_basis", Text),
    Column("code_version", Text, nullable=False),
    Column("resolved_at", Text, nullable=False),
)

resolutions = Table(
    "resolutions",
    metadata,
    Column("report", Text, ForeignKey("resolvings.report", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("subject", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("place", Text, index=True),
    Column("country", Text),
    Column("day_start", Text),
    Column("day_end", Text),
    Column("actor", Text, index=True),
    Column("body", Text, nullable=False),
)

# --- derived: what it adds up to -----------------------------------------------------------

tallies = Table(
    "tallies",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("policy", Text, nullable=False),
    Column("code_version", Text, nullable=False),
    Column("tallied_at", Text, nullable=False),
)


def _claim_put_back() -> ForeignKey:
    """Deferred: a report read again takes its claims out and puts the same ones back."""
    return ForeignKey("claims.id", deferrable=True, initially="DEFERRED")


incidents = Table(
    "incidents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("tally", Integer, ForeignKey("tallies.id", ondelete="CASCADE"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("day_start", Text, index=True),
    Column("day_end", Text),
    Column("place", Text),
    Column("country", Text, index=True),
    Column("grade", Text, nullable=False),
    Column("contested", Boolean, nullable=False),
    Column("killed_min", Integer),
    Column("killed_best", Integer),
    Column("killed_max", Integer),
    Column("body", Text, nullable=False),
    UniqueConstraint("tally", "ordinal"),
)

incident_claims = Table(
    "incident_claims",
    metadata,
    Column("incident", Text, ForeignKey("incidents.id", ondelete="CASCADE"), primary_key=True),
    Column("claim", Text, _claim_put_back(), primary_key=True, index=True),
)

accounts = Table(
    "accounts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("tally", Integer, ForeignKey("tallies.id", ondelete="CASCADE"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("claim", Text, _claim_put_back(), nullable=False, index=True),
    Column("harm", Text, nullable=False),
    Column("area", Text),
    Column("verdict", Text, nullable=False, index=True),
    Column("stated_low", Integer),
    Column("stated_best", Integer),
    Column("stated_high", Integer),
    Column("body", Text, nullable=False),
    UniqueConstraint("tally", "ordinal"),
)

copies = Table(
    "copies",
    metadata,
    Column("report", Text, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("original", Text, ForeignKey("reports.id", ondelete="CASCADE"), nullable=False),
    Column("tally", Integer, ForeignKey("tallies.id", ondelete="CASCADE"), nullable=False),
)

set_asides = Table(
    "set_asides",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("report", Text, ForeignKey("readings.report", ondelete="CASCADE"), index=True),
    Column("tally", Integer, ForeignKey("tallies.id", ondelete="CASCADE"), index=True),
    Column("what", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("found_in", Text, nullable=False),
    Column("next_step", Text, nullable=False),
)

row_digests = Table(
    "row_digests",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("report", Text, ForeignKey("reports.id", ondelete="CASCADE")),
    Column("tally", Integer, ForeignKey("tallies.id", ondelete="CASCADE")),
    Column("part", Text, nullable=False),
    Column("digests", Text, nullable=False),
    Index(None, "report", "part"),
    Index(None, "tally", "part"),
)

# --- kept from run to run: what no run could make a report of ------------------------------

unread = Table(
    "unread",
    metadata,
    Column("seq", Integer, primary_key=True),
    # Bytes that are kept; NULL: a file or line that was not taken in, at ``found_in``.
    Column("capture", Text, ForeignKey("captures.sha256")),
    Column("what", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("found_in", Text, nullable=False),
    Column("next_step", Text, nullable=False),
)

APPEND_ONLY = {
    "captures": ("seq", "sha256"),
    "capture_origins": ("seq",),
    "decisions": ("sequence", "id", "parent", "digest"),
    "purges": ("seq", "capture"),
    "id_register": ("seq", "claim"),
    "redirects": ("seq",),
    "public_ids": ("seq", "public", "subject"),
    "foreign_tables": ("seq", "capture"),
}
"""Tables whose rows are never changed, and their unique columns (INSERT OR REPLACE would delete
the row it meets without asking the triggers on DELETE)."""

VIEWS = ("decision_log",)
"""Made by migrations for those who look at the book with a SQLite tool; tollbook reads tables."""
