"""Ids for what goes out, drawn at random: outside the book they lead back to nothing."""

# ruff: noqa: S608 - all names come from this file
from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Integer, Text

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "public_ids",
        Column("seq", Integer, primary_key=True),
        Column("public", Text, nullable=False, unique=True),
        Column("subject", Text, nullable=False, unique=True),
    )
    said = "public_ids is append-only: rows are never changed or removed"
    refuse = f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER public_ids_no_{verb.lower()} BEFORE {verb} ON public_ids {refuse}"
        )
    meets = "seq = NEW.seq OR public = NEW.public OR subject = NEW.subject"
    op.execute(
        "CREATE TRIGGER public_ids_no_replace BEFORE INSERT ON public_ids "
        f"WHEN EXISTS (SELECT 1 FROM public_ids WHERE {meets}) {refuse}"
    )
