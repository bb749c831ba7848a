"""The book's tables, as SQLAlchemy Core sees them.

Migrations make them in a SQLite file; a test holds that a migrated book and these definitions are
the same. A PostgreSQL database is made from them as they are and migrated from there on.
Columns beside ``body`` exist to filter and to be read in any database tool; ``body`` is the whole
record as JSON and is what comes back. Days and times are ISO 8601 text, times in UTC.

Kept for ever (append-only, by triggers): captures, capture_origins, decisions, purges, id_register,
redirects, public_ids, foreign_tables; kept_readings, unless their capture is purged. Kept until
they are destroyed, and never changed otherwise: sealed_values. Replaced by every run over the same
paths: unread. Of the team: users, user_sessions, api_tokens, and, append-only, sign_ins and
codings. All other tables are derived and can be dropped and computed again.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Table,
    UniqueConstraint,
)

from tollbook.ledger.column_types import NUMBER, TEXT
from tollbook.ledger.schema_kept import (
    APPEND_ONLY,
    APPLICATION_ID,
    capture_origins,
    captures,
    decisions,
    foreign_tables,
    id_register,
    kept_readings,
    metadata,
    public_ids,
    purges,
    redirects,
    sealed_values,
)
from tollbook.ledger.schema_parts import (
    areas,
    documented,
    kept_lists,
    scenes,
    standing,
    taken_back,
    telling_blocks,
    telling_ties,
    tellings,
    text_keys,
    texts,
    touched,
    untallied,
    windows,
)
from tollbook.ledger.schema_people import (
    PEOPLE,
    api_tokens,
    codings,
    sign_ins,
    user_sessions,
    users,
)

__all__ = [
    "APPEND_ONLY",
    "APPLICATION_ID",
    "PEOPLE",
    "VIEWS",
    "accounts",
    "api_tokens",
    "areas",
    "capture_origins",
    "captures",
    "claims",
    "codings",
    "copies",
    "decisions",
    "documented",
    "finder",
    "foreign_tables",
    "id_register",
    "incident_claims",
    "incidents",
    "kept_lists",
    "kept_readings",
    "mentions",
    "metadata",
    "public_ids",
    "purges",
    "readings",
    "redirects",
    "reports",
    "resolutions",
    "resolved_moments",
    "resolvings",
    "row_digests",
    "scenes",
    "sealed_values",
    "set_asides",
    "sign_ins",
    "standing",
    "statements",
    "taken_back",
    "tallied_from",
    "tallies",
    "telling_blocks",
    "telling_ties",
    "tellings",
    "text_keys",
    "texts",
    "touched",
    "unread",
    "untallied",
    "user_sessions",
    "users",
    "windows",
]

# --- derived: documents and what was read in them ------------------------------------------

reports = Table(
    "reports",
    metadata,
    Column("id", TEXT, primary_key=True),
    Column("capture", TEXT, ForeignKey("captures.sha256"), nullable=False, index=True),
    Column("sequence", NUMBER, nullable=False),
    Column("title", TEXT),
    Column("language", TEXT),
    Column("source", TEXT, index=True),
    Column("url", TEXT),
    Column("published_start", TEXT),
    Column("published_end", TEXT),
    Column("published_basis", TEXT),
    Column("extractor", TEXT, nullable=False),
    Column("code_version", TEXT, nullable=False),
    Column("body", TEXT, nullable=False),
    Index(None, "extractor", "capture"),  # made by others is found without a look at the rest
    Index(None, "sequence", "id"),  # lists come in this order without sorting their bodies
)

readings = Table(
    "readings",
    metadata,
    Column("report", TEXT, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("reader", TEXT, nullable=False),
    Column("lexicon_version", TEXT, nullable=False),
    Column("code_version", TEXT, nullable=False),
    Column("read_at", TEXT, nullable=False),
    Index(None, "reader", "lexicon_version"),
)

claims = Table(
    "claims",
    metadata,
    Column("id", TEXT, primary_key=True),
    Column("report", TEXT, ForeignKey("readings.report", ondelete="CASCADE"), nullable=False),
    Column("ordinal", NUMBER, nullable=False),
    Column("harm", TEXT, nullable=False),
    Column("scope", TEXT, nullable=False),
    Column("modality", TEXT, nullable=False),
    Column("low", NUMBER),
    Column("best", NUMBER),
    Column("high", NUMBER),
    Column("shape", TEXT, nullable=False),
    Column("span_start", NUMBER, nullable=False),
    Column("span_end", NUMBER, nullable=False),
    Column("quote", TEXT, nullable=False),
    Column("reader", TEXT, nullable=False),
    Column("rule", TEXT, nullable=False),
    Column("body", TEXT, nullable=False),
    UniqueConstraint("report", "ordinal"),
    Index(None, "harm", "scope"),
)

# What claims are chosen by, in one row each and in their order of arrival, so that a list of a few
# among a million is found without looking at the others.
finder = Table(
    "finder",
    metadata,
    Column("claim", TEXT, ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True),
    Column("sequence", NUMBER, nullable=False),
    Column("ordinal", NUMBER, nullable=False),
    Column("harm", TEXT, nullable=False),
    Column("scope", TEXT, nullable=False),
    Column("source", TEXT),
    Column("place", TEXT),
    Column("country", TEXT),
    Column("day_start", TEXT),
    Column("day_end", TEXT),
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
    Column("id", TEXT, primary_key=True),
    Column("report", TEXT, ForeignKey("readings.report", ondelete="CASCADE"), nullable=False),
    Column("ordinal", NUMBER, nullable=False),
    Column("kind", TEXT, nullable=False),
    Column("about", TEXT, index=True),
    Column("disputes", TEXT, info={"since": "0009"}),
    Column("span_start", NUMBER, nullable=False),
    Column("span_end", NUMBER, nullable=False),
    Column("body", TEXT, nullable=False),
    UniqueConstraint("report", "ordinal"),
)

mentions = Table(
    "mentions",
    metadata,
    Column("id", TEXT, primary_key=True),
    Column("report", TEXT, ForeignKey("readings.report", ondelete="CASCADE"), nullable=False),
    Column("ordinal", NUMBER, nullable=False),
    Column("kind", TEXT, nullable=False),
    Column("span_start", NUMBER, nullable=False),
    Column("span_end", NUMBER, nullable=False),
    Column("quote", TEXT, nullable=False),
    Column("body", TEXT, nullable=False),
    UniqueConstraint("report", "ordinal"),
)

resolvings = Table(
    "resolvings",
    metadata,
    Column("report", TEXT, ForeignKey("readings.report", ondelete="CASCADE"), primary_key=True),
    Column("atlas_version", TEXT, nullable=False, index=True),
    Column("published_start", TEXT),
    Column("published_end", TEXT),
    Column("published_basis", TEXT),
    Column("code_version", TEXT, nullable=False),
    Column("resolved_at", TEXT, nullable=False),
)

# The moment of the date that was counted from, where its stamp has one.
resolved_moments = Table(
    "resolved_moments",
    metadata,
    Column("report", TEXT, ForeignKey("resolvings.report", ondelete="CASCADE"), primary_key=True),
    Column("at", TEXT, nullable=False),
)

resolutions = Table(
    "resolutions",
    metadata,
    Column("report", TEXT, ForeignKey("resolvings.report", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", NUMBER, primary_key=True),
    Column("subject", TEXT, nullable=False, index=True),
    Column("kind", TEXT, nullable=False),
    Column("role", TEXT, nullable=False),
    Column("place", TEXT, index=True),
    Column("country", TEXT),
    Column("day_start", TEXT),
    Column("day_end", TEXT),
    Column("actor", TEXT, index=True),
    Column("body", TEXT, nullable=False),
)

# --- derived: what it adds up to -----------------------------------------------------------

tallies = Table(
    "tallies",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("policy", TEXT, nullable=False),
    Column("code_version", TEXT, nullable=False),
    Column("tallied_at", TEXT, nullable=False),
)

# What the figures were worked out from, while that is as it was: then a decision changes a few
# rows and not all. It goes when anything is read or resolved anew.
tallied_from = Table(
    "tallied_from",
    metadata,
    Column("tally", NUMBER, ForeignKey("tallies.id", ondelete="CASCADE"), primary_key=True),
    Column("rules", TEXT, nullable=False),
    Column("decision", NUMBER, nullable=False),
)


def _claim_put_back() -> ForeignKey:
    """Deferred: a report read again takes its claims out and puts the same ones back."""
    return ForeignKey("claims.id", deferrable=True, initially="DEFERRED")


incidents = Table(
    "incidents",
    metadata,
    Column("id", TEXT, primary_key=True),
    Column("tally", NUMBER, ForeignKey("tallies.id", ondelete="CASCADE"), nullable=False),
    Column("ordinal", NUMBER, nullable=False),
    Column("day_start", TEXT, index=True),
    Column("day_end", TEXT),
    Column("place", TEXT),
    Column("country", TEXT, index=True),
    Column("grade", TEXT, nullable=False),
    Column("contested", Boolean, nullable=False),
    Column("killed_min", NUMBER),
    Column("killed_best", NUMBER),
    Column("killed_max", NUMBER),
    Column("body", TEXT, nullable=False),
    UniqueConstraint("tally", "ordinal"),
)

incident_claims = Table(
    "incident_claims",
    metadata,
    Column("incident", TEXT, ForeignKey("incidents.id", ondelete="CASCADE"), primary_key=True),
    Column("claim", TEXT, _claim_put_back(), primary_key=True, index=True),
)

accounts = Table(
    "accounts",
    metadata,
    Column("id", TEXT, primary_key=True),
    Column("tally", NUMBER, ForeignKey("tallies.id", ondelete="CASCADE"), nullable=False),
    Column("ordinal", NUMBER, nullable=False),
    Column("claim", TEXT, _claim_put_back(), nullable=False, index=True),
    Column("harm", TEXT, nullable=False),
    Column("area", TEXT),
    Column("verdict", TEXT, nullable=False, index=True),
    Column("stated_low", NUMBER),
    Column("stated_best", NUMBER),
    Column("stated_high", NUMBER),
    Column("body", TEXT, nullable=False),
    UniqueConstraint("tally", "ordinal"),
)

copies = Table(
    "copies",
    metadata,
    Column("report", TEXT, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column(
        "original",
        TEXT,
        ForeignKey("reports.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("tally", NUMBER, ForeignKey("tallies.id", ondelete="CASCADE"), nullable=False),
)

set_asides = Table(
    "set_asides",
    metadata,
    Column("seq", NUMBER, primary_key=True),
    Column("report", TEXT, ForeignKey("readings.report", ondelete="CASCADE"), index=True),
    Column("tally", NUMBER, ForeignKey("tallies.id", ondelete="CASCADE"), index=True),
    Column("what", TEXT, nullable=False),
    Column("why", TEXT, nullable=False),
    Column("found_in", TEXT, nullable=False, index=True),
    Column("next_step", TEXT, nullable=False),
)

row_digests = Table(
    "row_digests",
    metadata,
    Column("seq", NUMBER, primary_key=True),
    Column("report", TEXT, ForeignKey("reports.id", ondelete="CASCADE")),
    Column("tally", NUMBER, ForeignKey("tallies.id", ondelete="CASCADE")),
    Column("part", TEXT, nullable=False),
    # Of figures, those whose names fold to one of 4,096: a few rows are changed without the rest.
    Column("bucket", TEXT),
    Column("digests", TEXT, nullable=False),
    Index(None, "report", "part"),
    Index(None, "tally", "part", "bucket"),
)

# --- kept from run to run: what no run could make a report of ------------------------------

unread = Table(
    "unread",
    metadata,
    Column("seq", NUMBER, primary_key=True),
    # Bytes that are kept; NULL: a file or line that was not taken in, at ``found_in``.
    Column("capture", TEXT, ForeignKey("captures.sha256")),
    Column("what", TEXT, nullable=False),
    Column("why", TEXT, nullable=False),
    Column("found_in", TEXT, nullable=False),
    Column("next_step", TEXT, nullable=False),
)

VIEWS = ("decision_log",)
"""Made by migrations for those who look at the book with a database tool; tollbook reads tables."""
