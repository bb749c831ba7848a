"""The tables that a part of the figures is found by; see :mod:`tollbook.ledger.schema`.

Derived, and holding no record: numbers, ids and digests, made by each tally of the whole book and
kept up by those of a part. They are used only while ``tallied_from`` says what the figures follow
from; whatever destroys words in a book empties them.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, LargeBinary, Table

from tollbook.ledger.column_types import NUMBER, TEXT
from tollbook.ledger.schema_kept import metadata

# Reports that came since the figures were worked out, and are in none of them yet.
untallied = Table(
    "untallied",
    metadata,
    Column("report", TEXT, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
)

# What one report tells of one event: the least id of its claims, and the blocks it falls in as
# numbers of 64 bits, packed.
tellings = Table(
    "tellings",
    metadata,
    Column("number", NUMBER, primary_key=True, autoincrement=False),
    Column("key", TEXT, nullable=False, unique=True),
    Column("report", TEXT, nullable=False, index=True),
    Column("blocks", LargeBinary, nullable=False),
)

telling_blocks = Table(
    "telling_blocks",
    metadata,
    Column("block", NUMBER, primary_key=True, autoincrement=False),
    Column("telling", NUMBER, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

# Pairs at or above the threshold; groups never reach across what these hold together.
telling_ties = Table(
    "telling_ties",
    metadata,
    Column("one", NUMBER, primary_key=True, autoincrement=False),
    Column("other", NUMBER, primary_key=True, autoincrement=False),
    Column("score", Float, nullable=False),
    Index(None, "other"),
    sqlite_with_rowid=False,
)

# A report's page by its length, and by what pages that may be copies of one another share: numbers
# of 64 bits, packed.
texts = Table(
    "texts",
    metadata,
    Column("number", NUMBER, primary_key=True, autoincrement=False),
    Column("report", TEXT, nullable=False, unique=True),
    Column("shingles", NUMBER, nullable=False),
    Column("keys", LargeBinary, nullable=False),
)

text_keys = Table(
    "text_keys",
    metadata,
    Column("key", NUMBER, primary_key=True, autoincrement=False),
    Column("text", NUMBER, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

# Paragraphs that many pages carry: they are no story's own.
standing = Table(
    "standing",
    metadata,
    Column("paragraph", NUMBER, primary_key=True, autoincrement=False),
)

# The days that an account looks at, as day numbers, with all that it is worked out from beside the
# incidents inside.
windows = Table(
    "windows",
    metadata,
    Column("account", TEXT, ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
    Column("harm", TEXT, nullable=False),
    Column("first", NUMBER, nullable=False),
    Column("last", NUMBER, nullable=False),
    Column("body", TEXT, nullable=False),
    # Totals that may stand in one series, as a number of 64 bits; none: this one stands in none.
    Column("series", NUMBER, index=True),
    Column("area", NUMBER),
    Index(None, "area", "harm", "first"),
)

# Where accounts look, by a number of 64 bits: the places of an area, and those that it may be.
areas = Table(
    "areas",
    metadata,
    Column("area", NUMBER, primary_key=True, autoincrement=False),
    Column("places", TEXT, nullable=False),
)

# Incidents as accounts see them: for each harm what counts towards totals of it, in people.
documented = Table(
    "documented",
    metadata,
    Column("incident", TEXT, ForeignKey("incidents.id", ondelete="CASCADE"), primary_key=True),
    Column("harm", TEXT, primary_key=True),
    Column("scene", NUMBER, nullable=False),
    Column("first", NUMBER, nullable=False),
    Column("last", NUMBER, nullable=False),
    Column("low", NUMBER, nullable=False),
    Column("high", NUMBER, nullable=False),
    Column("open_above", Boolean, nullable=False),
    Column("axes", TEXT, nullable=False),
    Index(None, "harm", "scene", "first"),
)

# Where incidents were: their places, by a number of 64 bits.
scenes = Table(
    "scenes",
    metadata,
    Column("scene", NUMBER, primary_key=True, autoincrement=False),
    Column("places", TEXT, nullable=False),
)

# Claims by which a source with a name takes figures back, by who takes back what: a number of 64
# bits that stands among the blocks of the tellings that it may be about.
taken_back = Table(
    "taken_back",
    metadata,
    Column("claim", TEXT, primary_key=True),
    Column("report", TEXT, nullable=False, index=True),
    Column("source", NUMBER, nullable=False, index=True),
)

# --- derived: lists of a large book; whoever finds them old works them out anew ----------------

kept_lists = Table(
    "kept_lists",
    metadata,
    Column("name", TEXT, primary_key=True),
    Column("made_of", TEXT, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

# What changed since the lists were kept, so that they are changed and not made anew.
touched = Table(
    "touched",
    metadata,
    Column("seq", NUMBER, primary_key=True),
    Column("record", TEXT, nullable=False),
)
