"""The codebook and the data package of a release, made from the definitions of its rows."""

from __future__ import annotations

import inspect
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from typing import Annotated, Literal, Union, get_args, get_origin, get_type_hints

from msgspec import Meta

from tollbook.publish.release.rows import TABLES
from tollbook.record import vocabulary

_TYPES: Mapping[object, str] = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    date: "date",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the codebook describes it.

    :ivar kind: type of the Table Schema standard.
    :ivar needed: never empty.
    :ivar words: the closed vocabulary; empty: open.
    """

    name: str
    description: str
    kind: str
    needed: bool
    words: tuple[str, ...]


@cache
def columns_of(table: str) -> tuple[Column, ...]:
    row = TABLES[table].row
    hints = get_type_hints(row, include_extras=True)
    return tuple(_column(field.name, hints[field.name]) for field in fields(row))


def _column(name: str, hint: object) -> Column:
    if get_origin(hint) is not Annotated:
        raise TypeError(f"column {name} has no description")
    inner, *notes = get_args(hint)
    description = next(n.description for n in notes if isinstance(n, Meta))
    options = [inner]
    if get_origin(inner) in (Union, types.UnionType):
        options = [o for o in get_args(inner) if o is not type(None)]
    words: tuple[str, ...] = ()
    kind = "string"
    if get_origin(options[0]) is Literal:
        words = get_args(options[0])
    else:
        kind = _TYPES[options[0]]
    return Column(name, str(description), kind, len(options) == 1 and options[0] is inner, words)


def about(table: str) -> str:
    """What the table holds, in words."""
    return " ".join((inspect.getdoc(TABLES[table].row) or "").split())


def vocabularies() -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Name, words and meaning of each closed vocabulary that a column uses."""
    used = {c.words for table in TABLES for c in columns_of(table) if c.words}
    source = inspect.getsource(vocabulary)
    for name, value in vars(vocabulary).items():
        words = get_args(value)
        if words and words in used and name[0].isupper() and not name.isupper():
            yield name, words, _docstring(source, name)


def _docstring(source: str, name: str) -> str:
    """The text below a definition, where there is one."""
    after = source.partition(f"\n{name} = Literal[")[2].partition("]\n")[2]
    if not after.startswith('"""'):
        return ""
    return " ".join(after[3:].partition('"""')[0].replace("``", "`").split())


def codebook(rules: str) -> str:
    """The codebook as Markdown.

    :param rules: the policy's rules and the charter, as Markdown, put in front.
    """
    out = ["# Codebook", "", rules.strip(), "", "## Tables", ""]
    out += [
        "Each table is there as CSV (UTF-8, comma, RFC 4180) and as JSON lines with the same "
        "columns. An empty cell, or null, is unknown: never zero. Days are ISO 8601. A cell whose "
        "text begins with =, +, - or @ is led by an apostrophe in CSV, so that no spreadsheet "
        "runs it.",
        "",
    ]
    for table, definition in TABLES.items():
        out += [f"### {table}", "", about(table), ""]
        if definition.key:
            out += [f"Key: {', '.join(definition.key)}.", ""]
        out += ["| column | type | meaning |", "|---|---|---|"]
        leads = dict(definition.leads)
        for column in columns_of(table):
            kind = column.kind + ("" if column.needed else ", may be empty")
            meaning = column.description.replace("|", "\\|")
            if column.name in leads:
                meaning += f" Leads to `{leads[column.name]}`."
            if column.words:
                meaning += " One of: " + ", ".join(f"`{w}`" for w in column.words) + "."
            out.append(f"| `{column.name}` | {kind} | {meaning} |")
        out.append("")
    out += ["## Words", ""]
    for name, words, meaning in vocabularies():
        out.append(f"- **{name}**: {', '.join(f'`{w}`' for w in words)}. {meaning}".rstrip())
    return "\n".join(out) + "\n"


def table_schema(table: str) -> dict[str, object]:
    """The table as a Table Schema (frictionless standards)."""
    definition = TABLES[table]
    described: list[dict[str, object]] = []
    for column in columns_of(table):
        one: dict[str, object] = {
            "name": column.name,
            "type": column.kind,
            "description": column.description,
        }
        constraints: dict[str, object] = {}
        if column.needed and column.kind != "string":
            constraints["required"] = True
        if column.words:
            constraints["enum"] = list(column.words)
        if constraints:
            one["constraints"] = constraints
        described.append(one)
    schema: dict[str, object] = {"fields": described, "missingValues": [""]}
    if definition.key:
        schema["primaryKey"] = list(definition.key)
    if definition.leads:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": other, "fields": ["id"]}}
            for column, other in definition.leads
        ]
    return schema
