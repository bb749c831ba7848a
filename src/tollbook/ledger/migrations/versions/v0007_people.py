"""Who may open the desk: users, their sessions and tokens, and who came in when."""

# ruff: noqa: S608 - all names come from this file
from __future__ import annotations

from alembic import op
from sqlalchemy import Boolean, Column, ForeignKey, Integer, Text

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "users",
        Column("seq", Integer, primary_key=True),
        Column("name", Text, nullable=False, unique=True),
        Column("role", Text, nullable=False),
        Column("password", Text),
        Column("disabled", Boolean, nullable=False),
        Column("added_at", Text, nullable=False),
    )
    op.create_table(
        "user_sessions",
        Column("digest", Text, primary_key=True),
        Column("user", Integer, ForeignKey("users.seq"), nullable=False),
        Column("begun_at", Text, nullable=False),
        Column("ends_at", Text, nullable=False),
    )
    op.create_index("ix_user_sessions_user", "user_sessions", ["user"])
    op.create_table(
        "api_tokens",
        Column("seq", Integer, primary_key=True),
        Column("user", Integer, ForeignKey("users.seq"), nullable=False),
        Column("label", Text, nullable=False),
        Column("digest", Text, nullable=False, unique=True),
        Column("scopes", Text, nullable=False),
        Column("made_at", Text, nullable=False),
        Column("ends_at", Text),
        Column("revoked", Boolean, nullable=False),
    )
    op.create_index("ix_api_tokens_user", "api_tokens", ["user"])
    _sign_ins()


def _sign_ins() -> None:
    op.create_table(
        "sign_ins",
        Column("seq", Integer, primary_key=True),
        Column("at", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("way", Text, nullable=False),
        Column("ended", Text, nullable=False),
        Column("address", Text, nullable=False),
    )
    op.create_index("ix_sign_ins_name_at", "sign_ins", ["name", "at"])
    op.create_index("ix_sign_ins_address_at", "sign_ins", ["address", "at"])
    said = "sign_ins is append-only: rows are never changed or removed"
    refuse = f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
    for verb in ("UPDATE", "DELETE"):
        op.execute(f"CREATE TRIGGER sign_ins_no_{verb.lower()} BEFORE {verb} ON sign_ins {refuse}")
    op.execute(
        "CREATE TRIGGER sign_ins_no_replace BEFORE INSERT ON sign_ins "
        f"WHEN EXISTS (SELECT 1 FROM sign_ins WHERE seq = NEW.seq) {refuse}"
    )
