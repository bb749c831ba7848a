"""Bringing a book's tables up to the present ones."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Column, Connection, MetaData, PrimaryKeyConstraint, String, Table

from tollbook.errors import NewerBook
from tollbook.ledger import postgres_rules, sqlite_rules
from tollbook.ledger.schema import metadata

HEAD = "0016"
"""The newest step. A test holds that it is the one head there is; it is written down here so
that opening an up-to-date book does not have to load Alembic."""

POSTGRES_FROM = "0007"
"""The first step that a PostgreSQL database can be at; steps after it must be made for both."""

_STAMP = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""The step that a book is at: where Alembic looks for it, and as Alembic makes it."""

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(connection: Connection, where: object, current: str | None, to: str = "head") -> None:
    """Runs the steps from ``current`` on, in the connection's transaction.

    A new book gets the present tables at once, where it is to be a present one: no step is run.

    :param where: file or address, for the message.
    :param to: the step to end with.
    :raises NewerBook: where ``current`` is a step that this tollbook does not know.
    """
    if current is None and to == "head":
        _make(connection)
        return
    # Alembic takes a quarter of a second to load, and few books are ever older than the program.
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
    command.upgrade(config, to)


def _make(connection: Connection) -> None:
    """The present tables and rules, in a new file or database."""
    on_server = connection.dialect.name == "postgresql"
    metadata.create_all(connection, checkfirst=False)
    (postgres_rules if on_server else sqlite_rules).make_rules(connection)
    _STAMP.create(connection)
    connection.execute(_STAMP.insert().values(version_num=HEAD))
