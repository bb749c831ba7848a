"""What gave no report: files and captures that were set aside before anything was read in them."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, Text

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unread",
        Column("seq", Integer, primary_key=True),
        Column("capture", Text, ForeignKey("captures.sha256")),
        Column("what", Text, nullable=False),
        Column("why", Text, nullable=False),
        Column("found_in", Text, nullable=False),
        Column("next_step", Text, nullable=False),
    )
