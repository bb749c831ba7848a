"""What of a harm a statement disputes: who did it, how many, or whether it happened."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, Text, UniqueConstraint

from tollbook.ledger.column_types import TEXT

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_KEPT = "id, report, ordinal, kind, about, span_start, span_end, body"


def upgrade() -> None:
    """Adds the column; of statements that are there it is NULL until their report is read anew."""
    if op.get_bind().dialect.name == "postgresql":
        op.add_column("statements", Column("disputes", TEXT))
        return
    # SQLite writes an added column behind the constraints: the table is made anew, all rows kept.
    op.rename_table("statements", "statements_before")
    op.drop_index("ix_statements_about", "statements_before")
    op.create_table(
        "statements",
        Column("id", Text, primary_key=True),
        Column("report", Text, ForeignKey("readings.report", ondelete="CASCADE"), nullable=False),
        Column("ordinal", Integer, nullable=False),
        Column("kind", Text, nullable=False),
        Column("about", Text),
        Column("disputes", Text),
        Column("span_start", Integer, nullable=False),
        Column("span_end", Integer, nullable=False),
        Column("body", Text, nullable=False),
        UniqueConstraint("report", "ordinal"),
    )
    op.execute(
        f"INSERT INTO statements ({_KEPT}) SELECT {_KEPT} FROM statements_before"  # noqa: S608
    )
    op.drop_table("statements_before")
    op.create_index("ix_statements_about", "statements", ["about"])
