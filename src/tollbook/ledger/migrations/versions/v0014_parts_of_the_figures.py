"""What a part of the figures is found by, so that a new report fetches only what it touches."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Float, ForeignKey, LargeBinary

from tollbook.ledger.column_types import NUMBER, TEXT

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables; they are filled by the next tally of the whole book."""
    op.create_table(
        "untallied",
        Column("report", TEXT, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    )
    op.create_table(
        "tellings",
        Column("number", NUMBER, primary_key=True, autoincrement=False),
        Column("key", TEXT, nullable=False, unique=True),
        Column("report", TEXT, nullable=False),
        Column("blocks", LargeBinary, nullable=False),
    )
    op.create_index("ix_tellings_report", "tellings", ["report"])
    op.create_table(
        "telling_blocks",
        Column("block", NUMBER, primary_key=True, autoincrement=False),
        Column("telling", NUMBER, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "telling_ties",
        Column("one", NUMBER, primary_key=True, autoincrement=False),
        Column("other", NUMBER, primary_key=True, autoincrement=False),
        Column("score", Float, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_telling_ties_other", "telling_ties", ["other"])
    op.create_table(
        "windows",
        Column("account", TEXT, ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
        Column("harm", TEXT, nullable=False),
        Column("first", NUMBER, nullable=False),
        Column("last", NUMBER, nullable=False),
        Column("body", TEXT, nullable=False),
    )
    op.create_index("ix_windows_harm_first", "windows", ["harm", "first"])
    op.create_table(
        "texts",
        Column("number", NUMBER, primary_key=True, autoincrement=False),
        Column("report", TEXT, nullable=False, unique=True),
        Column("shingles", NUMBER, nullable=False),
        Column("keys", LargeBinary, nullable=False),
    )
    op.create_table(
        "text_keys",
        Column("key", NUMBER, primary_key=True, autoincrement=False),
        Column("text", NUMBER, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "standing",
        Column("paragraph", NUMBER, primary_key=True, autoincrement=False),
    )
    op.create_index("ix_copies_original", "copies", ["original"])
    op.execute("DELETE FROM tallied_from")  # figures made before have none of these
