"""What coders coded by hand, blind to each other, for adjudication."""

# ruff: noqa: S608 - all names come from this file
from __future__ import annotations

from alembic import op
from sqlalchemy import Column

from tollbook.ledger.column_types import NUMBER, TEXT

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "codings",
        Column("seq", NUMBER, primary_key=True),
        Column("item", TEXT, nullable=False),
        Column("coder", TEXT, nullable=False),
        Column("coded_at", TEXT, nullable=False),
        Column("told", TEXT),
        Column("harm", TEXT),
        Column("scope", TEXT),
        Column("low", NUMBER),
        Column("best", NUMBER),
        Column("high", NUMBER),
    )
    op.create_index("ix_codings_item", "codings", ["item"])
    if op.get_bind().dialect.name == "postgresql":
        for verb, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
            op.execute(
                f"CREATE TRIGGER codings_no_{verb.lower()} BEFORE {verb} ON codings "
                f"FOR EACH {each} EXECUTE FUNCTION append_only()"
            )
        return
    said = "codings is append-only: rows are never changed or removed"
    refuse = f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
    for verb in ("UPDATE", "DELETE"):
        op.execute(f"CREATE TRIGGER codings_no_{verb.lower()} BEFORE {verb} ON codings {refuse}")
    op.execute(
        "CREATE TRIGGER codings_no_replace BEFORE INSERT ON codings "
        f"WHEN EXISTS (SELECT 1 FROM codings WHERE seq = NEW.seq) {refuse}"
    )
