"""Column types that hold and order the same values in SQLite and in PostgreSQL."""

from __future__ import annotations

from sqlalchemy import BigInteger, Dialect, Integer, Text
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeDecorator

_ESCAPE, _ZERO, _SELF = "\ufdd0", "0", "1"  # U+FDD0 is no character: no text has it but by fault


class PostgresText(TypeDecorator[str]):
    """Text in the order of its code points, as SQLite has it; NUL, which PostgreSQL refuses, is
    written as U+FDD0 and 0, and U+FDD0 as itself and 1."""

    impl = postgresql.TEXT(collation="C")
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None or ("\0" not in value and _ESCAPE not in value):
            return value
        return value.replace(_ESCAPE, _ESCAPE + _SELF).replace("\0", _ESCAPE + _ZERO)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None or _ESCAPE not in value:
            return value
        return value.replace(_ESCAPE + _ZERO, "\0").replace(_ESCAPE + _SELF, _ESCAPE)


TEXT = Text().with_variant(PostgresText(), "postgresql")
NUMBER = Integer().with_variant(BigInteger(), "postgresql")
"""64 bits in both."""
