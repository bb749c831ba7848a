"""What PostgreSQL itself refuses in a book: changes of the log, and what a role was not granted.

The rules are those of the SQLite file's triggers (``migrations/``), and TRUNCATE is refused too.
Whoever owns the tables can drop the rules: let people work under a role that does not
(:func:`grants`).
"""

# ruff: noqa: S608 - all names come from this package
from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from tollbook.ledger.schema import APPEND_ONLY, metadata

HIGHEST = "decisions_highest"
"""One row: the highest number a decision was ever given: a log cut at its end is noticed."""

_BLANKED_WHEN_PURGED = ("captures", "capture_origins")
_SEALED = "sealed_values are never changed or removed, only destroyed: key and value become NULL"
_KEPT = "kept_readings are never changed, and removed only with a purged capture"

_FUNCTIONS = {
    "append_only": "RAISE EXCEPTION '% is append-only: rows are never changed or removed', "
    "TG_TABLE_NAME USING ERRCODE = '23000';",
    "only_blanked": """
        IF NEW.origin <> '' OR to_jsonb(NEW) - 'origin' <> to_jsonb(OLD) - 'origin' OR NOT EXISTS (
            SELECT 1 FROM purges WHERE capture =
            coalesce(to_jsonb(OLD) ->> 'capture', to_jsonb(OLD) ->> 'sha256')) THEN
            RAISE EXCEPTION '% is append-only: rows are never changed or removed', TG_TABLE_NAME
            USING ERRCODE = '23000';
        END IF;
        RETURN NEW;""",
    "only_destroyed": f"""
        IF TG_OP = 'UPDATE' THEN
            IF NEW.key IS NULL AND NEW.value IS NULL
            AND NEW.decision = OLD.decision AND NEW.field = OLD.field THEN
                RETURN NEW;
            END IF;
        END IF;
        RAISE EXCEPTION '{_SEALED}' USING ERRCODE = '23000';""",
    "only_purged": f"""
        IF TG_OP = 'DELETE' THEN
            IF EXISTS (SELECT 1 FROM purges WHERE capture = OLD.capture) THEN
                RETURN OLD;
            END IF;
        END IF;
        RAISE EXCEPTION '{_KEPT}' USING ERRCODE = '23000';""",
    "one_chain": """
        IF NEW.parent <> coalesce(
            (SELECT digest FROM decisions ORDER BY sequence DESC LIMIT 1), '')
        OR NEW.sequence <> coalesce((SELECT max(sequence) FROM decisions), 0) + 1 THEN
            RAISE EXCEPTION 'a decision must follow the last one of the log'
            USING ERRCODE = '23000';
        END IF;
        RETURN NEW;""",
    "only_rises": f"""
        IF TG_OP = 'UPDATE' THEN
            IF NEW.sequence >= OLD.sequence THEN
                RETURN NEW;
            END IF;
        END IF;
        RAISE EXCEPTION '{HIGHEST} only rises' USING ERRCODE = '23000';""",
    "count_decision": f"UPDATE {HIGHEST} SET sequence = greatest(sequence, NEW.sequence); "
    "RETURN NEW;",
}
_AS_OWNER = ("count_decision",)  # who may append need not be granted the table it counts in


def make_rules(c: Connection) -> None:
    """Makes functions, triggers, the counter and the view of a new book, in its schema."""
    schema = c.exec_driver_sql("SELECT quote_ident(current_schema())").scalar_one()
    c.exec_driver_sql(f"CREATE TABLE {HIGHEST} (sequence bigint NOT NULL)")
    c.exec_driver_sql(f"INSERT INTO {HIGHEST} VALUES (0)")
    for name, body in _FUNCTIONS.items():
        # Without a search path of its own, a function would look for tables where the caller
        # says, who could put others in their place.
        owner = "SECURITY DEFINER" if name in _AS_OWNER else ""
        c.exec_driver_sql(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql {owner} "
            f"SET search_path = {schema}, pg_temp AS $$BEGIN {body} END$$".replace("%", "%%")
        )
    for statement in _triggers():
        c.exec_driver_sql(statement)
    c.exec_driver_sql(_view().replace("%", "%%"))


def _triggers() -> Iterator[str]:
    for table in APPEND_ONLY:
        blanked = table in _BLANKED_WHEN_PURGED
        yield _on(table, "update", "only_blanked" if blanked else "append_only")
        yield _on(table, "delete", "append_only")
        yield _on(table, "truncate", "append_only")
    for table, function in (
        ("sealed_values", "only_destroyed"),
        ("kept_readings", "only_purged"),
        (HIGHEST, "only_rises"),
    ):
        for verb in ("update", "delete", "truncate"):
            yield _on(table, verb, function)
    yield (
        "CREATE TRIGGER decisions_one_chain BEFORE INSERT ON decisions "
        "FOR EACH ROW EXECUTE FUNCTION one_chain()"
    )
    yield (
        "CREATE TRIGGER decisions_counted AFTER INSERT ON decisions "
        "FOR EACH ROW EXECUTE FUNCTION count_decision()"
    )


def _on(table: str, verb: str, function: str) -> str:
    each = "STATEMENT" if verb == "truncate" else "ROW"
    return (
        f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
        f"FOR EACH {each} EXECUTE FUNCTION {function}()"
    )


def _view() -> str:
    columns = ", ".join(
        f"coalesce((SELECT value FROM sealed_values s WHERE s.decision = d.sequence AND "
        f"s.field = '{field}'), CASE WHEN d.body::json ->> 'algorithm' IS NULL THEN "
        f"d.body::json ->> '{older}' END) AS {field}"
        for field, older in (
            ("decided_by", "decided_by"),
            ("reason", "reason"),
            ("before", "before"),
            ("after", "after"),
            ("words", "anchor"),
        )
    )
    return (
        "CREATE VIEW decision_log AS SELECT d.sequence, d.id, d.decided_at, d.verb, d.subject, "
        f"d.batch, {columns} FROM decisions d"
    )


def grants(c: Connection, role: str) -> list[str]:
    """What lets a role work in the book, and change or remove nothing that is kept for ever.

    :returns: statements for the owner of the tables to run.
    """
    quote = c.dialect.identifier_preparer.quote_identifier
    schema = c.exec_driver_sql("SELECT quote_ident(current_schema())").scalar_one()
    to = f"TO {quote(role)}"
    said = [f"GRANT USAGE ON SCHEMA {schema} {to}"]
    tables = sorted({*metadata.tables, HIGHEST, "alembic_version", "decision_log"})
    said += [f"GRANT {_rights(table)} ON {schema}.{table} {to}" for table in tables]
    said.append(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} {to}")
    return said


def _rights(table: str) -> str:
    if table in (HIGHEST, "alembic_version", "decision_log"):
        return "SELECT"
    if table in _BLANKED_WHEN_PURGED:
        return "SELECT, INSERT, UPDATE (origin)"
    if table == "sealed_values":
        return "SELECT, INSERT, UPDATE (key, value)"
    if table == "kept_readings":
        return "SELECT, INSERT, DELETE"
    if table in APPEND_ONLY:
        return "SELECT, INSERT"
    return "SELECT, INSERT, UPDATE, DELETE"
