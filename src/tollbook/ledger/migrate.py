"""Bringing a book's tables up to the present ones."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from tollbook.errors import BookError, NewerBook
from tollbook.ledger.schema import APPLICATION_ID

HEAD = "0006"
"""The newest step. A test holds that it is the one head there is; it is written down here so
that opening an up-to-date book does not have to load Alembic."""

MIGRATIONS = Path(__file__).parent / "migrations"


def revision_of(connection: Connection, file: Path) -> str | None:
    """Which step the book's tables are at; None: there are no tables yet.

    :raises BookError: for a database that is somebody else's.
    """
    tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
    # SQLite's own (sqlite_stat1, say) may lie in a file that has no other yet.
    names = {name for name in tables.scalars() if not name.startswith("sqlite_")}
    if not names:
        return None
    owner = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    if owner != APPLICATION_ID or "alembic_version" not in names:
        raise BookError(
            "this is a SQLite database, but no tollbook book",
            value=f"tables {', '.join(sorted(names)[:5])}",
            where=str(file),
            next="name another folder with --book",
        )
    version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if version is None else str(version)


def upgrade(connection: Connection, file: Path, current: str | None, to: str = "head") -> None:
    """Runs the steps from ``current`` on, in the connection's transaction.

    :raises NewerBook: where ``current`` is a step that this tollbook does not know.
    """
    # Alembic takes a quarter of a second to load and is wanted once in a book's life.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    known = {step.revision for step in ScriptDirectory.from_config(config).walk_revisions()}
    if current is not None and current not in known:
        raise NewerBook(
            "the book was written by a later tollbook",
            value=f"book at step {current}, this tollbook knows up to {HEAD}",
            where=str(file),
            next="pip install --upgrade tollbook",
        )
    config.attributes["connection"] = connection
    command.upgrade(config, to)
