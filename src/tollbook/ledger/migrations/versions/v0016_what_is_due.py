"""Indexes by which a run finds what others made, and looks at nothing else."""

from __future__ import annotations

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the indexes."""
    op.create_index("ix_captures_media_type", "captures", ["media_type"])
    op.create_index("ix_reports_extractor_capture", "reports", ["extractor", "capture"])
    op.create_index("ix_readings_reader_lexicon_version", "readings", ["reader", "lexicon_version"])
    op.create_index("ix_resolvings_atlas_version", "resolvings", ["atlas_version"])
