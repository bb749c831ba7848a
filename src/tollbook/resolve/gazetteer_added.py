"""Gazetteers that a user adds: a GeoNames dump of a country, or a CSV of names with coordinates.

A file that is added is checked row by row and kept, in one form, beside the user's data; every
index is built from the packages, our supplement and all that was added. GeoNames' columns are
those of its export readme (geonameid, name, asciiname, alternatenames, latitude, longitude, feature
class, feature code, country code, cc2, admin1 to admin4 code, population, elevation, dem,
timezone, modification date).
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar, get_args

import msgspec
import platformdirs

from tollbook.errors import UsageError
from tollbook.record import Place
from tollbook.record.text import fold
from tollbook.record.vocabulary import PlaceLevel
from tollbook.resolve.countries import countries

GEONAMES_COLUMNS = 19
_SUFFIX = ".places.jsonl"
_RADIUS: dict[str, float] = {
    "exact": 0.2,
    "street": 2.0,
    "landmark": 0.5,
    "neighbourhood": 2.0,
    "village": 2.0,
    "town": 4.0,
    "city": 8.0,
    "district": 20.0,
    "province": 75.0,
    "region": 75.0,
    "country": 300.0,
}
_TOWN, _CITY = 5_000, 100_000
_UNITS = {"ADM1": "province", "PCLI": "country"}
_GONE = frozenset(
    ["PPLH", "PPLQ", "PPLW", "PPLCH", "PCLH", "ADMDH", *(f"ADM{n}H" for n in range(1, 6))]
)
"""Feature codes of places that were abandoned or destroyed, and of units of the past."""
_CLASSES = {"A": "district", "R": "street", "S": "landmark", "V": "landmark", "L": "region"}
_CSV_NEEDS = ("name", "lat", "lon")
_CALLED = {
    "latitude": "lat",
    "longitude": "lon",
    "lng": "lon",
    "long": "lon",
    "radius": "radius_km",
}
_SHOWN = 6
"""Of how many rows that cannot be used the lines are said."""


_Made = TypeVar("_Made")


class AddedPlace(msgspec.Struct, frozen=True):
    """A place that was added, with all its names, the main one first."""

    id: str
    names: tuple[str, ...]
    lat: float
    lon: float
    level: str
    radius_km: float
    country: str | None = None
    admin1: str | None = None
    population: int = 0

    @property
    def place(self) -> Place:
        return Place(
            self.id, self.names[0], self.lat, self.lon, self.country, self.admin1,
            self.level, self.radius_km, self.population,  # type: ignore[arg-type]
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Addition:
    """A file that was added.

    :ivar places: how many places it gave; :ivar left_out: rows of kinds that nothing happens in
        by name (currents, undersea features, historical and destroyed places);
        :ivar repeated: rows of a place that another row has given.
    """

    name: str
    places: int
    left_out: int = 0
    repeated: int = 0


def added_folder(folder: Path | None = None) -> Path:
    """Where added gazetteers are kept: as given, else beside TOLLBOOK_CACHE, else user data."""
    if folder is not None:
        return folder / "added"
    set_by_user = os.environ.get("TOLLBOOK_CACHE")
    base = Path(set_by_user) if set_by_user else Path(platformdirs.user_data_dir("tollbook"))
    return base / "added"


def added_files(folder: Path | None = None) -> list[Path]:
    """The files that were added, in order of name."""
    return sorted(added_folder(folder).glob(f"*{_SUFFIX}"))


def added_digest(folder: Path | None = None) -> str:
    """Digest over all that was added; "" where nothing was."""
    files = added_files(folder)
    if not files:
        return ""
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


def added_places(folder: Path | None = None) -> Iterator[AddedPlace]:
    """All places that were added."""
    decoder = msgspec.json.Decoder(AddedPlace)
    for path in added_files(folder):
        with path.open("rb") as lines:
            yield from map(decoder.decode, lines)


def additions(folder: Path | None = None) -> list[Addition]:
    """What was added so far."""
    found = []
    for path in added_files(folder):
        with path.open("rb") as lines:
            found.append(Addition(path.name.removesuffix(_SUFFIX), sum(1 for _ in lines)))
    return found


def add(path: Path, folder: Path | None = None) -> Addition:
    """Checks a file and keeps its places; one of the same name is replaced, whole.

    :raises UsageError: for a file that is none of the forms, or has a row that cannot be used.
        Nothing is then changed.
    """
    rows = list(_read(path))
    faults = [row for row in rows if isinstance(row, UsageError)]
    if faults:
        raise _together(faults, len(rows))
    given = [row for row in rows if isinstance(row, AddedPlace)]
    places = {place.id: place for place in given}
    if not places:
        raise UsageError(
            "the file holds no place that can be used",
            where=str(path),
            next="give a GeoNames dump (XX.zip or XX.txt) or a CSV with name, lat and lon",
        )
    target = added_folder(folder)
    target.mkdir(parents=True, exist_ok=True)
    final = target / f"{path.stem}{_SUFFIX}"
    beside = target / f".{path.stem}.{os.getpid()}"
    beside.write_bytes(b"".join(msgspec.json.encode(place) + b"\n" for place in places.values()))
    beside.replace(final)
    return Addition(path.stem, len(places), len(rows) - len(given), len(given) - len(places))


def _together(faults: Sequence[UsageError], rows: int) -> UsageError:
    """The first fault, and where the others are."""
    first = faults[0]
    if len(faults) == 1:
        return first
    lines = ", ".join(str(fault.where).rsplit(":", 1)[-1] for fault in faults[1:_SHOWN])
    more = f" and {len(faults) - _SHOWN:,} more" if len(faults) > _SHOWN else ""
    return UsageError(
        f"{len(faults):,} of {rows:,} rows cannot be used; the first: {first.message}",
        value=first.value,
        where=f"{first.where} (others: line {lines}{more})",
        next=first.next,
    )


def remove(name: str, folder: Path | None = None) -> None:
    """Takes an added file out again.

    :raises UsageError: where none of that name was added, listing those that were.
    """
    path = added_folder(folder) / f"{name}{_SUFFIX}"
    if not path.exists():
        there = ", ".join(a.name for a in additions(folder)) or "none"
        raise UsageError(
            "no gazetteer of this name was added",
            value=name,
            where=str(path.parent),
            next=f"added so far: {there}",
        )
    path.unlink()


def _read(path: Path) -> Iterator[AddedPlace | UsageError | None]:
    """Rows of any of the forms; None for one of a kind that is left out, a fault for one that
    cannot be used."""
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                names = [n for n in archive.namelist() if n.endswith(".txt")]
                name = next((n for n in names if n != "readme.txt"), None)
                if name is None:
                    raise UsageError(
                        "the archive holds no table of places",
                        value=", ".join(archive.namelist())[:80] or "nothing",
                        where=str(path),
                        next="give a country's file of GeoNames, e.g. IQ.zip",
                    )
                text = archive.read(name).decode("utf-8")
        else:
            text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError, zipfile.BadZipFile) as fault:
        raise UsageError(
            f"the file cannot be read: {fault}", where=str(path), next="give a UTF-8 text or a zip"
        ) from fault
    first = text.split("\n", 1)[0]
    if first.count("\t") == GEONAMES_COLUMNS - 1:
        for number, line in enumerate(text.splitlines(), start=1):
            if line.strip() and not (number == 1 and line.startswith("geonameid\t")):
                made = partial(_of_geonames, line.split("\t"), f"{path}:{number}")
                yield _or_fault(made)
        return
    yield from _of_csv(text, path)


def _or_fault(make: Callable[[], _Made]) -> _Made | UsageError:
    try:
        return make()
    except UsageError as fault:
        return fault


def _of_geonames(row: list[str], where: str) -> AddedPlace | None:
    if len(row) != GEONAMES_COLUMNS:
        raise UsageError(
            f"a row of a GeoNames dump has {GEONAMES_COLUMNS} columns, this one {len(row)}",
            value="\t".join(row)[:80],
            where=where,
            next="download the file again, or cut the row out",
        )
    kind, code = row[6], row[7]
    if kind in ("U", "") or code in _GONE:
        return None
    if row[14] and not row[14].isdigit():
        raise UsageError(
            "the column population holds no number",
            value=row[14],
            where=where,
            next="download the file again, or leave the column empty",
        )
    population = int(row[14] or 0)
    level = _level(kind, code, population)
    names = (row[1], row[2], *(n for n in row[3].split(",") if len(n) > 2))
    return AddedPlace(
        id=f"gn:{row[0]}",
        names=tuple(dict.fromkeys(n for n in names if n)),
        lat=_number(row[4], 90.0, where),
        lon=_number(row[5], 180.0, where),
        level=level,
        radius_km=_RADIUS[level],
        country=row[8] or None,
        admin1=f"{row[8]}.{row[10]}" if row[8] and row[10] else None,
        population=population,
    )


def _level(kind: str, code: str, population: int) -> str:
    """Our level of a GeoNames feature (its class and code)."""
    if kind == "P":
        if code == "PPLX":
            return "neighbourhood"
        if code in ("PPLC", "PPLA") or population >= _CITY:
            return "city"
        return "town" if population >= _TOWN else "village"
    return _UNITS.get(code) or _CLASSES.get(kind, "landmark")


def _of_csv(text: str, path: Path) -> Iterator[AddedPlace | UsageError]:
    first = text.split("\n", 1)[0]
    delimiter = ";" if ";" in first and "," not in first else ","
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    names = [_CALLED.get(name.strip().lower(), name.strip().lower()) for name in next(reader, [])]
    missing = [c for c in _CSV_NEEDS if c not in names]
    if missing:
        raise UsageError(
            f"the file lacks the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}"
            if first.strip()
            else "the file is empty",
            value=first[:80] or "nothing",
            where=str(path),
            next="head its columns name,lat,lon and, if you like, variants,country,admin1,level,"
            "radius_km; or give a GeoNames dump",
        )
    for cells in reader:
        if any(cell.strip() for cell in cells):
            row = dict(zip(names, (cell.strip() for cell in cells), strict=False))
            yield _or_fault(partial(_of_row, row, f"{path}:{reader.line_num}"))


def _of_row(row: Mapping[str, str], where: str) -> AddedPlace:
    level = row.get("level") or "landmark"
    if level not in get_args(PlaceLevel):
        raise UsageError(
            "there is no such level",
            value=level,
            where=where,
            next=f"use one of: {', '.join(get_args(PlaceLevel))}",
        )
    name = row.get("name", "")
    if not name:
        raise UsageError("a place has no name", where=where, next="fill the column name")
    lat, lon = _number(row.get("lat"), 90.0, where), _number(row.get("lon"), 180.0, where)
    digest = hashlib.sha256(f"{name}|{lat}|{lon}".encode()).hexdigest()[:12]
    variants = (v.strip() for v in row.get("variants", "").split("|"))
    radius = row.get("radius_km")
    return AddedPlace(
        id=f"my:{digest}",
        names=tuple(dict.fromkeys([name, *(v for v in variants if v)])),
        lat=lat,
        lon=lon,
        level=level,
        radius_km=_number(radius, 20_000.0, where) if radius else _RADIUS[level],
        country=_country(row.get("country"), where),
        admin1=row.get("admin1") or None,
    )


def _country(given: str | None, where: str) -> str | None:
    """The code of a country given by its code or its name in English."""
    if not given:
        return None
    if given.upper() in countries():
        return given.upper()
    from babel import Locale  # noqa: PLC0415 - slow to load

    names = {fold(name): code for code, name in Locale("en").territories.items()}
    found = names.get(fold(given))
    if found in countries():
        return found
    raise UsageError(
        "there is no such country",
        value=given,
        where=where,
        next="give its two letters of ISO 3166-1, e.g. IQ, or leave the column empty",
    )


def _number(text: str | None, most: float, where: str) -> float:
    try:
        value = float(text or "")
    except ValueError:
        value = float("nan")
    if not -most <= value <= most:
        raise UsageError(
            f"a number between -{most:g} and {most:g} stands here in other rows",
            value=text or "nothing",
            where=where,
            next="write degrees with a decimal point, e.g. 33.3128",
        )
    return value
