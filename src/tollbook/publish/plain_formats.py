"""Every noun as CSV, JSON lines, Parquet or GeoJSON: for whoever has tools of their own."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from tollbook import __version__
from tollbook.errors import MissingPart
from tollbook.publish.csv_text import csv_bytes
from tollbook.publish.document import NOTICE
from tollbook.publish.noun_tables import NOUNS
from tollbook.record import Place
from tollbook.records import Cell, Records, Table
from tollbook.view import View


def tables(view: View, nouns: Sequence[str]) -> dict[str, Table]:
    """The tables asked for, in their fixed order; all of them where none is named."""
    return {name: make(view) for name, make in NOUNS.items() if not nouns or name in nouns}


def readme(view: View, found: Mapping[str, Table], ending: str) -> bytes:
    """What the files hold, column by column."""
    lines = [f"Computed by tollbook {__version__} by policy {view.policy}.", f"{NOTICE}."]
    lines += [
        "For use within the team: reports' words name people. To publish, make a release.",
        "",
    ]
    for name, table in found.items():
        lines.append(f"{name}.{ending}: {len(table.rows):,} rows")
        lines += [f"  {column.name} ({column.kind}): {column.about}" for column in table.columns]
        lines.append("")
    lines.append("Unknown is an empty cell or null, never zero.")
    return ("\n".join(lines) + "\n").encode("utf-8")


def as_csv(view: View, nouns: Sequence[str]) -> dict[str, bytes]:
    """One CSV for each noun; lists are parted by "; "."""
    found = tables(view, nouns)
    files = {
        f"{name}.csv": csv_bytes([c.name for c in table.columns], table.rows, between="; ")
        for name, table in found.items()
    }
    return files | {"README.txt": readme(view, found, "csv")}


def as_jsonl(view: View, nouns: Sequence[str]) -> dict[str, bytes]:
    """One file for each noun, one JSON object a line; unknown is null."""
    found = tables(view, nouns)
    files = {
        f"{name}.jsonl": b"".join(
            msgspec.json.encode(_object(table, row)) + b"\n" for row in table.rows
        )
        for name, table in found.items()
    }
    return files | {"README.txt": readme(view, found, "jsonl")}


def as_parquet(view: View, nouns: Sequence[str]) -> dict[str, bytes]:
    """One Parquet file for each noun, typed.

    :raises MissingPart: pyarrow is not installed.
    """
    try:
        from pyarrow import parquet  # noqa: PLC0415 - optional
    except ImportError as fault:
        raise MissingPart(
            "Parquet needs pyarrow, which is not installed",
            value="pyarrow",
            where="this Python's packages",
            next='pip install "tollbook[arrow]"; or: tollbook export csv',
        ) from fault
    found = tables(view, nouns)
    files = {}
    for name, table in found.items():
        out = io.BytesIO()
        parquet.write_table(_arrow(table), out, compression="none")  # bytes that can be searched
        files[f"{name}.parquet"] = out.getvalue()
    return files | {"README.txt": readme(view, found, "parquet")}


def _arrow(table: Table) -> Any:
    records: Records[object] = Records((), table.columns, lambda: table)
    return records.to_arrow()


def as_geojson(view: View, nouns: Sequence[str]) -> dict[str, bytes]:
    """One FeatureCollection for each noun (RFC 7946). A point stands for an area of radius_km."""
    found = tables(view, nouns)
    where = {incident.id: incident.places for incident in view.incidents}
    files = {}
    for name, table in found.items():
        features = [_feature(name, _object(table, row), where) for row in table.rows]
        collection = {
            "type": "FeatureCollection",
            "notice": f"computed by tollbook {__version__}, policy {view.policy}; {NOTICE}",
            "features": features,
        }
        files[f"{name}.geojson"] = msgspec.json.encode(collection) + b"\n"
    return files | {"README.txt": readme(view, found, "geojson")}


def _object(table: Table, row: Sequence[Cell]) -> dict[str, Cell]:
    return {c.name: _plain(cell) for c, cell in zip(table.columns, row, strict=True)}


def _plain(cell: Cell) -> Cell:
    return cell.isoformat() if isinstance(cell, date) else cell


def _feature(
    noun: str, properties: dict[str, Cell], where: Mapping[str, Sequence[Place]]
) -> dict[str, object]:
    places = where.get(str(properties.get("id")), ()) if noun == "incidents" else ()
    points = [[p.lon, p.lat] for p in places if p.lat is not None and p.lon is not None]
    lat, lon = properties.get("lat"), properties.get("lon")
    if not points and lat is not None and lon is not None:
        points = [[lon, lat]]  # type: ignore[list-item]
    geometry: dict[str, object] | None = None
    if len(points) == 1:
        geometry = {"type": "Point", "coordinates": points[0]}
    elif points:
        geometry = {"type": "MultiPoint", "coordinates": points}
    return {"type": "Feature", "geometry": geometry, "properties": properties}
