"""A list as a file: CSV, JSON, JSON lines, GeoJSON; the same rows in the same order, streamed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal, get_args

import msgspec

from tollbook.publish.csv_text import cell
from tollbook.publish.lists.nouns import Kind
from tollbook.publish.lists.rows import columns_of, rows_of
from tollbook.records import Cell
from tollbook.view import View

Form = Literal["json", "csv", "ndjson", "geojson"]
FORMS: tuple[Form, ...] = get_args(Form)

MEDIA_TYPE: Mapping[Form, str] = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "ndjson": "application/x-ndjson",
    "geojson": "application/geo+json",
}

AT_ONCE = 500
"""Records that are looked up together."""

_ENCODER = msgspec.json.Encoder()


@dataclass(frozen=True, slots=True)
class _Point:
    type: Literal["Point"]
    coordinates: tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Feature:
    type: Literal["Feature"]
    geometry: _Point | None
    properties: dict[str, Cell]


def forms_of(kind: Kind) -> tuple[Form, ...]:
    """The forms that a list has: GeoJSON only where its rows have a point."""
    places = any(column.name == "lat" for column in columns_of(kind))
    return FORMS if places else tuple(form for form in FORMS if form != "geojson")


def twin(view: View, kind: Kind, form: Form, ids: Iterable[str]) -> Iterator[bytes]:
    """The rows of these records, a piece at a time.

    Unknown is an empty field in CSV and ``null`` elsewhere; a feature without a point has no
    geometry.
    """
    match form:
        case "csv":
            return _csv(view, kind, ids)
        case "ndjson":
            return _ndjson(view, kind, ids)
        case "json":
            return _array(view, kind, ids)
        case "geojson":
            return _geojson(view, kind, ids)


def _pieces(view: View, kind: Kind, ids: Iterable[str]) -> Iterator[list[tuple[Cell, ...]]]:
    left = iter(ids)
    while some := list(islice(left, AT_ONCE)):
        view.about_to_show(kind, some)
        yield list(rows_of(view, kind, some))


def _csv(view: View, kind: Kind, ids: Iterable[str]) -> Iterator[bytes]:
    yield _lines([[column.name for column in columns_of(kind)]])
    for rows in _pieces(view, kind, ids):
        yield _lines([[cell(value) for value in row] for row in rows])


def _lines(rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8")


def _objects(kind: Kind, rows: Iterable[tuple[Cell, ...]]) -> Iterator[dict[str, Cell]]:
    names = [column.name for column in columns_of(kind)]
    return (dict(zip(names, row, strict=True)) for row in rows)


def _ndjson(view: View, kind: Kind, ids: Iterable[str]) -> Iterator[bytes]:
    for rows in _pieces(view, kind, ids):
        yield b"".join(_ENCODER.encode(each) + b"\n" for each in _objects(kind, rows))


def _array(view: View, kind: Kind, ids: Iterable[str]) -> Iterator[bytes]:
    before = b"[\n"
    for rows in _pieces(view, kind, ids):
        for each in _objects(kind, rows):
            yield before + _ENCODER.encode(each)
            before = b",\n"
    yield b"[]\n" if before == b"[\n" else b"\n]\n"


def _geojson(view: View, kind: Kind, ids: Iterable[str]) -> Iterator[bytes]:
    before = b'{"type":"FeatureCollection","features":[\n'
    for rows in _pieces(view, kind, ids):
        for each in _objects(kind, rows):
            yield before + _ENCODER.encode(_feature(each))
            before = b",\n"
    empty = before.startswith(b"{")
    yield (before if empty else b"") + b"\n]}\n"


def _feature(row: dict[str, Cell]) -> _Feature:
    lat, lon = row.get("lat"), row.get("lon")
    known = isinstance(lat, (int, float)) and isinstance(lon, (int, float))
    point = _Point("Point", (float(lon), float(lat))) if known else None  # type: ignore[arg-type]
    kept = {name: value for name, value in row.items() if name not in ("lat", "lon")}
    return _Feature("Feature", point, kept)
