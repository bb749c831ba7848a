"""What running totals and figures taken back are found by, so that one that comes is held against
what it covers and nothing else."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Boolean, Column, ForeignKey

from tollbook.ledger.column_types import NUMBER, TEXT

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables; they are filled by the next tally of the whole book."""
    op.add_column("windows", Column("series", NUMBER))
    op.add_column("windows", Column("area", NUMBER))
    op.create_index("ix_windows_series", "windows", ["series"])
    op.drop_index("ix_windows_harm_first", "windows")
    op.create_index("ix_windows_area_harm_first", "windows", ["area", "harm", "first"])
    op.create_table(
        "areas",
        Column("area", NUMBER, primary_key=True, autoincrement=False),
        Column("places", TEXT, nullable=False),
    )
    op.create_table(
        "documented",
        Column("incident", TEXT, ForeignKey("incidents.id", ondelete="CASCADE"), primary_key=True),
        Column("harm", TEXT, primary_key=True),
        Column("scene", NUMBER, nullable=False),
        Column("first", NUMBER, nullable=False),
        Column("last", NUMBER, nullable=False),
        Column("low", NUMBER, nullable=False),
        Column("high", NUMBER, nullable=False),
        Column("open_above", Boolean, nullable=False),
        Column("axes", TEXT, nullable=False),
    )
    op.create_index("ix_documented_harm_scene_first", "documented", ["harm", "scene", "first"])
    op.create_table(
        "scenes",
        Column("scene", NUMBER, primary_key=True, autoincrement=False),
        Column("places", TEXT, nullable=False),
    )
    op.create_table(
        "taken_back",
        Column("claim", TEXT, primary_key=True),
        Column("report", TEXT, nullable=False),
        Column("source", NUMBER, nullable=False),
    )
    op.create_index("ix_taken_back_report", "taken_back", ["report"])
    op.create_index("ix_taken_back_source", "taken_back", ["source"])
    op.execute("DELETE FROM windows")  # those made before say nothing of their series
    op.execute("DELETE FROM tallied_from")  # figures made before have none of these
