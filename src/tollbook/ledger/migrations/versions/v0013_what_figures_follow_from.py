"""What the figures were worked out from, so that a decision changes a few of them and not all."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey

from tollbook.ledger.column_types import NUMBER, TEXT

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the table; it is filled by the next tally of the whole book."""
    op.create_table(
        "tallied_from",
        Column("tally", NUMBER, ForeignKey("tallies.id", ondelete="CASCADE"), primary_key=True),
        Column("rules", TEXT, nullable=False),
        Column("decision", NUMBER, nullable=False),
    )
