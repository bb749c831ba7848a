"""Run by Alembic: one transaction for all steps, on the connection that the ledger hands over."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from tollbook.ledger.schema import metadata

connection = context.config.attributes["connection"]
if not isinstance(connection, Connection):
    raise TypeError("migrations need a connection in config.attributes['connection']")

context.configure(
    connection=connection,
    target_metadata=metadata,
    # SQLite can roll back CREATE TABLE; Alembic assumes that it cannot unless told. A kill in
    # the middle then leaves the book as it was.
    transactional_ddl=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
