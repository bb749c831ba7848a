"""The rows of a release as files: CSV and JSON lines, each column as the codebook has it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields

import msgspec

from tollbook.publish.csv_text import csv_bytes
from tollbook.publish.release.rows import TABLES, Row

_encoder = msgspec.json.Encoder()


def columns(table: str) -> tuple[str, ...]:
    return tuple(f.name for f in fields(TABLES[table].row))


def as_csv(table: str, rows: Iterable[Row]) -> bytes:
    """RFC 4180 in UTF-8; an empty cell is unknown. A cell never begins a formula."""
    names = columns(table)
    return csv_bytes(names, ([getattr(row, name) for name in names] for row in rows))


def as_jsonl(rows: Iterable[Row]) -> bytes:
    """One JSON object a line; unknown is null."""
    return b"".join(_encoder.encode(row) + b"\n" for row in rows)


def as_json(document: object) -> bytes:
    """A JSON file for people and programs: indented, keys in the order given."""
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
