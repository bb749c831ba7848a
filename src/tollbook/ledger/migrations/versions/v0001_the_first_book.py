"""The first book: all tables, and the triggers that keep the append-only ones."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, Text, UniqueConstraint

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_APPEND_ONLY = {
    "captures": ("seq", "sha256"),
    "capture_origins": ("seq",),
    "decisions": ("sequence", "id", "parent", "digest"),
    "id_register": ("seq", "claim"),
    "redirects": ("seq",),
}


def upgrade() -> None:
    op.execute("PRAGMA application_id = 1953459308")  # "toll"
    _kept_for_ever()
    _documents()
    _readings()
    _figures()
    for table, unique in _APPEND_ONLY.items():
        _append_only(table, unique)
    _one_chain()


def _text(name: str, *args: sa.schema.SchemaItem, null: bool = False) -> Column[str]:
    return Column(name, Text, *args, nullable=null)


def _number(name: str, *, null: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=null)


def _key(name: str, *args: sa.schema.SchemaItem) -> Column[str]:
    return Column(name, Text, *args, primary_key=True)


def _serial(name: str) -> Column[int]:
    return Column(name, Integer, primary_key=True)


def _of(target: str) -> ForeignKey:
    return ForeignKey(target, ondelete="CASCADE")


def _tally() -> Column[int]:
    return Column("tally", Integer, _of("tallies.id"), nullable=False)


def _late(target: str) -> ForeignKey:
    return ForeignKey(target, deferrable=True, initially="DEFERRED")


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def _kept_for_ever() -> None:
    op.create_table(
        "captures",
        _serial("seq"),
        _text("sha256"),
        _text("media_type"),
        _number("size"),
        _text("taken_at"),
        _text("origin"),
        _number("record", null=True),
        UniqueConstraint("sha256"),
    )
    op.create_table(
        "capture_origins",
        _serial("seq"),
        _text("capture", ForeignKey("captures.sha256")),
        _text("origin"),
        _number("record", null=True),
        _text("taken_at"),
    )
    _index("capture_origins", "capture")
    op.create_table(
        "decisions",
        _serial("sequence"),
        _text("id"),
        _text("parent"),
        _text("decided_at"),
        _text("decided_by"),
        _text("verb"),
        _text("subject"),
        _text("before", null=True),
        _text("after", null=True),
        _text("reason", null=True),
        _text("anchor", null=True),
        _text("digest"),
        _text("body"),
        UniqueConstraint("id"),
        UniqueConstraint("parent"),
        UniqueConstraint("digest"),
        sqlite_autoincrement=True,
    )
    _index("decisions", "subject")
    op.create_table(
        "id_register",
        _serial("seq"),
        _text("claim"),
        _text("incident"),
        UniqueConstraint("claim"),
    )
    _index("id_register", "incident")
    op.create_table("redirects", _serial("seq"), _text("merged"), _text("surviving"))
    _index("redirects", "merged")


def _documents() -> None:
    op.create_table(
        "reports",
        _key("id"),
        _text("capture", ForeignKey("captures.sha256")),
        _number("sequence"),
        _text("title", null=True),
        _text("language", null=True),
        _text("source", null=True),
        _text("url", null=True),
        _text("published_start", null=True),
        _text("published_end", null=True),
        _text("published_basis", null=True),
        _text("extractor"),
        _text("code_version"),
        _text("body"),
    )
    _index("reports", "capture")
    _index("reports", "sequence", "id")
    _index("reports", "source")
    op.create_table(
        "readings",
        _key("report", _of("reports.id")),
        _text("reader"),
        _text("lexicon_version"),
        _text("code_version"),
        _text("read_at"),
    )


def _readings() -> None:
    op.create_table(
        "claims",
        _key("id"),
        _text("report", _of("readings.report")),
        _number("ordinal"),
        _text("harm"),
        _text("scope"),
        _text("modality"),
        _number("low", null=True),
        _number("best", null=True),
        _number("high", null=True),
        _text("shape"),
        _number("span_start"),
        _number("span_end"),
        _text("quote"),
        _text("reader"),
        _text("rule"),
        _text("body"),
        UniqueConstraint("report", "ordinal"),
    )
    _index("claims", "harm", "scope")
    op.create_table(
        "statements",
        _key("id"),
        _text("report", _of("readings.report")),
        _number("ordinal"),
        _text("kind"),
        _text("about", null=True),
        _number("span_start"),
        _number("span_end"),
        _text("body"),
        UniqueConstraint("report", "ordinal"),
    )
    _index("statements", "about")
    op.create_table(
        "mentions",
        _key("id"),
        _text("report", _of("readings.report")),
        _number("ordinal"),
        _text("kind"),
        _number("span_start"),
        _number("span_end"),
        _text("quote"),
        _text("body"),
        UniqueConstraint("report", "ordinal"),
    )
    op.create_table(
        "resolvings",
        _key("report", _of("readings.report")),
        _text("atlas_version"),
        _text("published_start", null=True),
        _text("published_end", null=True),
        _text("published_basis", null=True),
        _text("code_version"),
        _text("resolved_at"),
    )
    op.create_table(
        "resolutions",
        _key("report", _of("resolvings.report")),
        _serial("ordinal"),
        _text("subject"),
        _text("kind"),
        _text("role"),
        _text("place", null=True),
        _text("country", null=True),
        _text("day_start", null=True),
        _text("day_end", null=True),
        _text("actor", null=True),
        _text("body"),
    )
    for column in ("subject", "place", "actor"):
        _index("resolutions", column)


def _figures() -> None:
    op.create_table(
        "tallies", _serial("id"), _text("policy"), _text("code_version"), _text("tallied_at")
    )
    op.create_table(
        "incidents",
        _key("id"),
        _tally(),
        _number("ordinal"),
        _text("day_start", null=True),
        _text("day_end", null=True),
        _text("place", null=True),
        _text("country", null=True),
        _text("grade"),
        Column("contested", sa.Boolean, nullable=False),
        _number("killed_min", null=True),
        _number("killed_best", null=True),
        _number("killed_max", null=True),
        _text("body"),
        UniqueConstraint("tally", "ordinal"),
    )
    _index("incidents", "day_start")
    _index("incidents", "country")
    op.create_table(
        "incident_claims",
        _key("incident", _of("incidents.id")),
        _key("claim", _late("claims.id")),
    )
    _index("incident_claims", "claim")
    op.create_table(
        "accounts",
        _key("id"),
        _tally(),
        _number("ordinal"),
        _text("claim", _late("claims.id")),
        _text("harm"),
        _text("area", null=True),
        _text("verdict"),
        _number("stated_low", null=True),
        _number("stated_best", null=True),
        _number("stated_high", null=True),
        _text("body"),
        UniqueConstraint("tally", "ordinal"),
    )
    _index("accounts", "claim")
    _index("accounts", "verdict")
    op.create_table(
        "copies", _key("report", _of("reports.id")), _text("original", _of("reports.id")), _tally()
    )
    op.create_table(
        "set_asides",
        _serial("seq"),
        _text("report", _of("readings.report"), null=True),
        Column("tally", Integer, _of("tallies.id")),
        _text("what"),
        _text("why"),
        _text("found_in"),
        _text("next_step"),
    )
    _index("set_asides", "report")
    _index("set_asides", "tally")


def _append_only(table: str, unique: tuple[str, ...]) -> None:
    said = f"{table} is append-only: rows are never changed or removed"
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
        )
    # INSERT OR REPLACE deletes the row it meets, and triggers on DELETE do not hear of it.
    meets = " OR ".join(f"{column} = NEW.{column}" for column in unique)
    there = f"EXISTS (SELECT 1 FROM {table} WHERE {meets})"  # noqa: S608 - names from above
    op.execute(
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
        f"WHEN {there} BEGIN SELECT RAISE(ABORT, '{said}'); END"
    )


def _one_chain() -> None:
    """A decision names the last one's digest and the next number, or is refused."""
    op.execute(
        "CREATE TRIGGER decisions_one_chain BEFORE INSERT ON decisions "
        "WHEN NEW.parent IS NOT coalesce("
        "(SELECT digest FROM decisions ORDER BY sequence DESC LIMIT 1), '') "
        "OR NEW.sequence IS NOT coalesce((SELECT max(sequence) FROM decisions), 0) + 1 "
        "BEGIN SELECT RAISE(ABORT, 'a decision must follow the last one of the log'); END"
    )
