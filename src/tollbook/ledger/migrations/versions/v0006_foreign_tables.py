"""Tables of other recorders: which captures hold one, and whose it is."""

# ruff: noqa: S608 - all names come from this file
from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, Text

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "foreign_tables",
        Column("seq", Integer, primary_key=True),
        Column("capture", Text, ForeignKey("captures.sha256"), nullable=False, unique=True),
        Column("recorder", Text, nullable=False),
        Column("form", Text, nullable=False),
        Column("imported_at", Text, nullable=False),
    )
    said = "foreign_tables is append-only: rows are never changed or removed"
    refuse = f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER foreign_tables_no_{verb.lower()} BEFORE {verb} ON foreign_tables "
            f"{refuse}"
        )
    meets = "seq = NEW.seq OR capture = NEW.capture"
    op.execute(
        "CREATE TRIGGER foreign_tables_no_replace BEFORE INSERT ON foreign_tables "
        f"WHEN EXISTS (SELECT 1 FROM foreign_tables WHERE {meets}) {refuse}"
    )
