"""Sealed decisions: what names a person lies beside the chain, and can be destroyed.

The chain of older decisions holds their words themselves, in ``body``: those rows stay as they
are, to the byte, and their columns that repeated the body go.
"""

# ruff: noqa: S608 - all names come from this file
from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, Text, UniqueConstraint

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _decisions()
    _sealed_values()
    _purges()
    _purged_places()
    _one_chain()
    _view()


def _decisions() -> None:
    for trigger in ("no_update", "no_delete", "no_replace", "one_chain"):
        op.execute(f"DROP TRIGGER decisions_{trigger}")
    op.execute("DROP INDEX ix_decisions_subject")
    op.execute("ALTER TABLE decisions RENAME TO decisions_before")
    op.create_table(
        "decisions",
        Column("sequence", Integer, primary_key=True),
        Column("id", Text, nullable=False),
        Column("parent", Text, nullable=False),
        Column("decided_at", Text, nullable=False),
        Column("verb", Text, nullable=False),
        Column("subject", Text, nullable=False),
        Column("batch", Text),
        Column("digest", Text, nullable=False),
        Column("body", Text, nullable=False),
        UniqueConstraint("id"),
        UniqueConstraint("parent"),
        UniqueConstraint("digest"),
        sqlite_autoincrement=True,
    )
    op.execute(
        "INSERT INTO decisions (sequence, id, parent, decided_at, verb, subject, digest, body) "
        "SELECT sequence, id, parent, decided_at, verb, subject, digest, body "
        "FROM decisions_before ORDER BY sequence"
    )
    # The highest number ever given, which may be more than the last row's: the log was cut then.
    op.execute("DELETE FROM sqlite_sequence WHERE name = 'decisions'")
    op.execute(
        "INSERT INTO sqlite_sequence (name, seq) "
        "SELECT 'decisions', seq FROM sqlite_sequence WHERE name = 'decisions_before'"
    )
    op.execute("DROP TABLE decisions_before")
    op.create_index("ix_decisions_subject", "decisions", ["subject"])
    op.create_index("ix_decisions_batch", "decisions", ["batch"])
    _append_only("decisions", ("sequence", "id", "parent", "digest"))


def _sealed_values() -> None:
    op.create_table(
        "sealed_values",
        Column("decision", Integer, ForeignKey("decisions.sequence"), primary_key=True),
        Column("field", Text, primary_key=True),
        Column("key", Text),
        Column("value", Text),
    )
    said = "sealed_values are never changed or removed, only destroyed: key and value become NULL"
    refuse = f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
    op.execute(
        "CREATE TRIGGER sealed_values_only_destroyed BEFORE UPDATE ON sealed_values "
        "WHEN NEW.key IS NOT NULL OR NEW.value IS NOT NULL "
        f"OR NEW.decision IS NOT OLD.decision OR NEW.field IS NOT OLD.field {refuse}"
    )
    op.execute(f"CREATE TRIGGER sealed_values_no_delete BEFORE DELETE ON sealed_values {refuse}")
    op.execute(
        "CREATE TRIGGER sealed_values_no_replace BEFORE INSERT ON sealed_values WHEN EXISTS ("
        "SELECT 1 FROM sealed_values WHERE decision = NEW.decision AND field = NEW.field) "
        f"{refuse}"
    )


def _purges() -> None:
    op.create_table(
        "purges",
        Column("seq", Integer, primary_key=True),
        Column("capture", Text, ForeignKey("captures.sha256"), nullable=False),
        Column("decision", Integer, ForeignKey("decisions.sequence"), nullable=False),
        UniqueConstraint("capture"),
    )
    _append_only("purges", ("seq", "capture"))


def _purged_places() -> None:
    """Where a purged page was found may name somebody: that alone may then be blanked."""
    for table, capture in (("captures", "sha256"), ("capture_origins", "capture")):
        kept = {
            "captures": ("seq", "sha256", "media_type", "size", "taken_at", "record"),
            "capture_origins": ("seq", "capture", "record", "taken_at"),
        }[table]
        changed = " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in kept)
        op.execute(f"DROP TRIGGER {table}_no_update")
        op.execute(
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
            f"WHEN NEW.origin <> '' OR {changed} OR NOT EXISTS ("
            f"SELECT 1 FROM purges WHERE capture = OLD.{capture}) BEGIN SELECT RAISE(ABORT, "
            f"'{table} is append-only: rows are never changed or removed'); END"
        )


def _append_only(table: str, unique: tuple[str, ...]) -> None:
    said = f"{table} is append-only: rows are never changed or removed"
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
        )
    meets = " OR ".join(f"{column} = NEW.{column}" for column in unique)
    there = f"EXISTS (SELECT 1 FROM {table} WHERE {meets})"
    op.execute(
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
        f"WHEN {there} BEGIN SELECT RAISE(ABORT, '{said}'); END"
    )


def _one_chain() -> None:
    op.execute(
        "CREATE TRIGGER decisions_one_chain BEFORE INSERT ON decisions "
        "WHEN NEW.parent IS NOT coalesce("
        "(SELECT digest FROM decisions ORDER BY sequence DESC LIMIT 1), '') "
        "OR NEW.sequence IS NOT coalesce((SELECT max(sequence) FROM decisions), 0) + 1 "
        "BEGIN SELECT RAISE(ABORT, 'a decision must follow the last one of the log'); END"
    )


def _view() -> None:
    columns = ", ".join(
        f"coalesce((SELECT value FROM sealed_values s WHERE s.decision = d.sequence AND "
        f"s.field = '{field}'), CASE WHEN json_extract(d.body, '$.algorithm') IS NULL THEN "
        f"json_extract(d.body, '$.{older}') END) AS {field}"
        for field, older in (
            ("decided_by", "decided_by"),
            ("reason", "reason"),
            ("before", "before"),
            ("after", "after"),
            ("words", "anchor"),
        )
    )
    op.execute(
        "CREATE VIEW decision_log AS SELECT d.sequence, d.id, d.decided_at, d.verb, d.subject, "
        f"d.batch, {columns} FROM decisions d"
    )
