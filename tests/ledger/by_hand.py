"""Changes made in another program, past tollbook: in the SQLite file or in the database."""

# ruff: noqa: S608 - names of tables come from the tests
from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import psycopg

from tollbook.settings import IN_THE_FOLDER, load_settings

REFUSED = (sqlite3.IntegrityError, psycopg.IntegrityError)


class ByHand:
    """A connection of a database tool, each statement its own transaction."""

    def __init__(self, folder: Path) -> None:
        url = load_settings(folder / "tollbook.toml").store
        self.sqlite = url == IN_THE_FOLDER
        self._raw: Any
        if self.sqlite:
            self._raw = sqlite3.connect(folder / "book.db", isolation_level=None)
        else:
            self._raw = psycopg.connect(url, autocommit=True)

    def execute(self, statement: str, *values: object) -> list[Any]:
        said = statement if self.sqlite else statement.replace("?", "%s")
        cursor = self._raw.execute(said, values or None) if values else self._raw.execute(said)
        return list(cursor.fetchall()) if cursor.description else []

    def around_the_rules(self) -> None:
        """From now on nothing is refused, references to no row neither."""
        if not self.sqlite:
            self._raw.execute("SET session_replication_role = replica")
            return
        for (name,) in self.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            self._raw.execute(f"DROP TRIGGER {name}")

    def columns(self, table: str) -> list[str]:
        if self.sqlite:
            return [row[1] for row in self.execute(f"PRAGMA table_info({table})")]
        found = self.execute(
            "SELECT column_name FROM information_schema.columns "
            f"WHERE table_name = '{table}' ORDER BY ordinal_position"
        )
        return [name for (name,) in found]

    def replacing(self, table: str) -> str:
        """The statement that writes every row over itself."""
        if self.sqlite:
            return f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"
        first = self.columns(table)[0]
        return (
            f"INSERT INTO {table} SELECT * FROM {table} "
            f"ON CONFLICT DO UPDATE SET {first} = excluded.{first}".replace(
                "CONFLICT DO", f"CONFLICT ({', '.join(self._key(table))}) DO"
            )
        )

    def _key(self, table: str) -> list[str]:
        found = self.execute(
            "SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid "
            f"AND a.attnum = ANY(i.indkey) WHERE i.indrelid = '{table}'::regclass "
            "AND i.indisprimary"
        )
        return [name for (name,) in found]

    def first_row(self, table: str) -> str:
        """A condition that the first row of a table alone meets."""
        number = "rowid" if self.sqlite else "ctid"
        return f"{number} = (SELECT min({number}) FROM {table})"

    def close(self) -> None:
        self._raw.close()


def by_hand(folder: Path, *changes: str, rules: bool = False) -> None:
    """Makes changes past the rules and the references, or with them."""
    raw = ByHand(folder)
    try:
        if not rules:
            raw.around_the_rules()
        for change in changes:
            raw.execute(change)
    finally:
        raw.close()


def on_disk(folder: Path) -> bytes:
    """All bytes of the book's files, those of its database too."""
    raw = ByHand(folder)
    folders = [folder]
    if not raw.sqlite:
        raw.execute("CHECKPOINT")
        query = "SELECT setting, oid FROM pg_settings, pg_database "
        query += "WHERE name = 'data_directory' AND datname = current_database()"
        ((data, number),) = raw.execute(query)
        folders.append(Path(data) / "base" / str(number))
    raw.close()
    files = [file for each in folders for file in each.rglob("*") if file.is_file()]
    return b"".join(file.read_bytes() for file in files)
