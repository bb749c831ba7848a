"""Digests of derived rows, readings that cannot be repeated, and what claims are chosen by."""

# ruff: noqa: S608 - all names come from this file
from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, Text

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables; what belongs into them for the rows that are there is written when the
    book is opened after all steps."""
    _row_digests()
    _kept_readings()
    _finder()


def _row_digests() -> None:
    op.create_table(
        "row_digests",
        Column("seq", Integer, primary_key=True),
        Column("report", Text, ForeignKey("reports.id", ondelete="CASCADE")),
        Column("tally", Integer, ForeignKey("tallies.id", ondelete="CASCADE")),
        Column("part", Text, nullable=False),
        Column("digests", Text, nullable=False),
    )
    op.create_index("ix_row_digests_report_part", "row_digests", ["report", "part"])
    op.create_index("ix_row_digests_tally_part", "row_digests", ["tally", "part"])


def _kept_readings() -> None:
    op.create_table(
        "kept_readings",
        Column("seq", Integer, primary_key=True),
        Column("capture", Text, ForeignKey("captures.sha256"), nullable=False),
        Column("text_digest", Text, nullable=False),
        Column("reader", Text, nullable=False),
        Column("lexicon_version", Text, nullable=False),
        Column("code_version", Text, nullable=False),
        Column("read_at", Text, nullable=False),
        Column("body", Text, nullable=False),
    )
    op.create_index("ix_kept_readings_capture", "kept_readings", ["capture"])
    said = "kept_readings are never changed, and removed only with a purged capture"
    refuse = f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
    op.execute(f"CREATE TRIGGER kept_readings_no_update BEFORE UPDATE ON kept_readings {refuse}")
    op.execute(
        "CREATE TRIGGER kept_readings_no_delete BEFORE DELETE ON kept_readings WHEN NOT EXISTS ("
        f"SELECT 1 FROM purges WHERE capture = OLD.capture) {refuse}"
    )
    op.execute(
        "CREATE TRIGGER kept_readings_no_replace BEFORE INSERT ON kept_readings WHEN EXISTS ("
        f"SELECT 1 FROM kept_readings WHERE seq = NEW.seq) {refuse}"
    )


def _finder() -> None:
    op.create_table(
        "finder",
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
    )
    order = ["sequence", "ordinal"]
    for columns in (
        order,
        ["harm", *order],
        ["harm", "scope", *order],
        ["scope", *order],
        ["source", *order],
        ["place", *order],
        ["day_start", "day_end"],
    ):
        op.create_index(f"ix_finder_{'_'.join(columns)}", "finder", columns)
