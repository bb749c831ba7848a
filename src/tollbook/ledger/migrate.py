"""Bringing a book's tables up to the present ones."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from tollbook.errors import NewerBook
from tollbook.ledger.schema import metadata

HEAD = "0016"
"""The newest step. A test holds that it is the one head there is; it is written down here so
that opening an up-to-date book does not have to load Alembic."""

POSTGRES_FROM = "0007"
"""The first step that a PostgreSQL database can be at; steps after it must be made for both."""

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(connection: Connection, where: object, current: str | None, to: str = "head") -> None:
    """Runs the steps from ``current`` on, in the connection's transaction.

    A new PostgreSQL database gets the present tables at once.

    :param where: file or address, for the message.
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
            where=str(where),
            next="pip install --upgrade tollbook",
        )
    config.attributes["connection"] = connection
    if current is None and connection.dialect.name == "postgresql":
        from tollbook.ledger.postgres_rules import make_rules  # noqa: PLC0415

        metadata.create_all(connection, checkfirst=False)
        make_rules(connection)
        command.stamp(config, "head")
        return
    command.upgrade(config, to)
