"""The moment that a report's words were counted from, where its stamp has hour and zone."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey

from tollbook.ledger.column_types import TEXT

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "resolved_moments",
        Column(
            "report", TEXT, ForeignKey("resolvings.report", ondelete="CASCADE"), primary_key=True
        ),
        Column("at", TEXT, nullable=False),
    )
