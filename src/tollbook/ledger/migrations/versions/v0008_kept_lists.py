"""Lists of a large book, worked out once and kept until anything changes."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, LargeBinary

from tollbook.ledger.column_types import TEXT

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kept_lists",
        Column("name", TEXT, primary_key=True),
        Column("made_of", TEXT, nullable=False),
        Column("body", LargeBinary, nullable=False),
    )
