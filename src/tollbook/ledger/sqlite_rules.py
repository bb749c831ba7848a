"""What a new SQLite book refuses: the triggers that keep what is kept for ever, and the view.

A new book gets the present tables at once instead of going through every step since the first;
a test holds that both ways give the same file. The rules are those of
:mod:`~tollbook.ledger.postgres_rules`, in SQLite's words.
"""

# ruff: noqa: S608 - all names come from this package
from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Table, UniqueConstraint

from tollbook.ledger.schema import APPEND_ONLY, APPLICATION_ID, metadata

_BLANKED_WHEN_PURGED = {"captures": "sha256", "capture_origins": "capture"}
"""Tables in which where a page was found may be blanked, and the column with its digest."""
_KEPT = "kept_readings are never changed, and removed only with a purged capture"
_SEALED = "sealed_values are never changed or removed, only destroyed: key and value become NULL"
_VIEWED = {
    "decided_by": "decided_by",
    "reason": "reason",
    "before": "before",
    "after": "after",
    "words": "anchor",
}
"""Sealed fields that the view shows, and what they are called in decisions never sealed."""


def make_rules(c: Connection) -> None:
    """Makes the triggers and the view of a new book, and writes into the file whose it is."""
    c.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    for statement in _triggers():
        c.exec_driver_sql(statement)
    c.exec_driver_sql(_view())


def _triggers() -> Iterator[str]:
    for name in APPEND_ONLY:
        said = f"{name} is append-only: rows are never changed or removed"
        blanked = _but_blanked(metadata.tables[name]) if name in _BLANKED_WHEN_PURGED else ""
        yield _refuse(name, "UPDATE", said, blanked)
        yield _refuse(name, "DELETE", said)
        yield _refuse_replacing(name, said)
    destroyed = (
        "NEW.key IS NOT NULL OR NEW.value IS NOT NULL "
        "OR NEW.decision IS NOT OLD.decision OR NEW.field IS NOT OLD.field"
    )
    yield _refuse("sealed_values", "UPDATE", _SEALED, destroyed, name="only_destroyed")
    yield _refuse("sealed_values", "DELETE", _SEALED)
    there = "SELECT 1 FROM sealed_values WHERE decision = NEW.decision AND field = NEW.field"
    yield _refuse("sealed_values", "INSERT", _SEALED, f"EXISTS ({there})", name="no_replace")
    purged = "NOT EXISTS (SELECT 1 FROM purges WHERE capture = OLD.capture)"
    yield _refuse("kept_readings", "UPDATE", _KEPT)
    yield _refuse("kept_readings", "DELETE", _KEPT, purged)
    yield _refuse_replacing("kept_readings", _KEPT)
    another = (
        "NEW.parent IS NOT coalesce("
        "(SELECT digest FROM decisions ORDER BY sequence DESC LIMIT 1), '') "
        "OR NEW.sequence IS NOT coalesce((SELECT max(sequence) FROM decisions), 0) + 1"
    )
    said = "a decision must follow the last one of the log"
    yield _refuse("decisions", "INSERT", said, another, name="one_chain")


def _refuse(table: str, verb: str, said: str, when: str = "", *, name: str = "") -> str:
    """A trigger that refuses a verb, or refuses it where something holds of OLD and NEW.

    :param name: behind the table's, where it is not that of the verb.
    """
    name = name or f"no_{verb.lower()}"
    condition = f"WHEN {when} " if when else ""
    return (
        f"CREATE TRIGGER {table}_{name} BEFORE {verb} ON {table} {condition}"
        f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
    )


def _refuse_replacing(table: str, said: str) -> str:
    """INSERT OR REPLACE deletes the row it meets, and triggers on DELETE do not hear of it."""
    meets = " OR ".join(f"{key} = NEW.{key}" for key in _keys(metadata.tables[table]))
    there = f"EXISTS (SELECT 1 FROM {table} WHERE {meets})"
    return _refuse(table, "INSERT", said, there, name="no_replace")


def _keys(table: Table) -> list[str]:
    """The columns each of which has another value in every row, in the table's order."""
    unique = {
        constraint.columns.keys()[0]
        for constraint in table.constraints
        if isinstance(constraint, UniqueConstraint) and len(constraint.columns) == 1
    }
    return [c.name for c in table.columns if c.primary_key or c.name in unique]


def _but_blanked(table: Table) -> str:
    """All changes but that the origin of a purged page is blanked."""
    kept = (c.name for c in table.columns if c.name != "origin")
    changed = " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in kept)
    digest = _BLANKED_WHEN_PURGED[table.name]
    return (
        f"NEW.origin <> '' OR {changed} OR NOT EXISTS ("
        f"SELECT 1 FROM purges WHERE capture = OLD.{digest})"
    )


def _view() -> str:
    columns = ", ".join(
        f"coalesce((SELECT value FROM sealed_values s WHERE s.decision = d.sequence AND "
        f"s.field = '{field}'), CASE WHEN json_extract(d.body, '$.algorithm') IS NULL THEN "
        f"json_extract(d.body, '$.{older}') END) AS {field}"
        for field, older in _VIEWED.items()
    )
    return (
        "CREATE VIEW decision_log AS SELECT d.sequence, d.id, d.decided_at, d.verb, d.subject, "
        f"d.batch, {columns} FROM decisions d"
    )
