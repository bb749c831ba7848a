"""Builds the gazetteer's index, once, in the user's cache folder.

The index is built beside its final name and then renamed: it is whole or not there. Of two
processes that want it at once, one builds and the other waits.
"""

from __future__ import annotations

import fcntl
import gc
import os
import re
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tollbook.errors import StorageFull
from tollbook.record.text import harden
from tollbook.resolve.gazetteer_added import AddedPlace
from tollbook.resolve.gazetteer_packages import read_cities, zones_of
from tollbook.resolve.gazetteer_sources import all_rows
from tollbook.resolve.named_place import CURATED, NamedPlace

SCHEMA = 12

_TRANSLITERATED = frozenset(
    re.findall(
        "..",
        "AEAFAMAZBDBGBHBTBYCNDZEGERETGEGRILINIQIRJOKGKHKPKWKZLALBLKLYMAMKMMMNMRMVNPOMPKPSQARSRUSASDSO"
        "SSSYTDTHTJTMTNUAUZYEXKMLNENGSN",
    )
)
"""Where names reach English by transliteration, so that the looser fold is worth its keys."""


def _keys(rows: Iterable[NamedPlace]) -> Iterator[tuple[str, int, int, int]]:
    """(key, loose?, number of the place, how): folded names, and hardened ones where they help."""
    hardened: dict[str, str] = {}
    for number, row in enumerate(rows, start=1):
        transliterated = row.place.country is None or row.place.country in _TRANSLITERATED
        loose: dict[str, int] = {}
        for key, how in row.names.items():
            yield key, 0, number, how
            if transliterated or how == CURATED:
                if key not in hardened:
                    hardened[key] = harden(key)
                hard = hardened[key]
                if len(hard) > 2:
                    loose[hard] = min(how, loose.get(hard, how))
        for hard, how in loose.items():
            yield hard, 1, number, how


def build(target: Path, added: Sequence[AddedPlace] = ()) -> None:
    """Writes the index to ``target``; takes about twenty seconds and 700 MB while it runs.

    :param added: what the user added to the packages.

    :raises MissingPart: where a package it is built from is not installed.
    :raises StorageFull: where the cache folder has no room.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with (target.parent / "building.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # released when the file closes, or the process ends
        if not target.exists():  # another process may have built it while this one waited
            for left in target.parent.glob(".building-*.db"):
                left.unlink(missing_ok=True)  # of a build that was cut short
            _build(target, added)


def _build(target: Path, added: Sequence[AddedPlace]) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".building-", suffix=".db")
    os.close(handle)
    beside = Path(name)
    collecting = gc.isenabled()
    gc.disable()  # millions of small objects, none of them in cycles
    try:
        cities = read_cities()
        rows = all_rows(cities, added)
        with sqlite3.connect(beside) as db:
            db.executescript(
                """PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;
                CREATE TABLE place (number INTEGER PRIMARY KEY, id TEXT, name TEXT, lat REAL,
                    lon REAL, country TEXT, admin1 TEXT, level TEXT, radius REAL,
                    population INTEGER, parents TEXT);
                CREATE TABLE key (name TEXT, loose INTEGER, place INTEGER, how INTEGER,
                    PRIMARY KEY (name, loose, place)) WITHOUT ROWID;
                CREATE TABLE zone (unit TEXT, name TEXT, PRIMARY KEY (unit, name))
                    WITHOUT ROWID;"""
            )
            db.executemany(
                "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?)",
                (
                    (n, p.id, p.name, p.lat, p.lon, p.country, p.admin1, p.level, p.radius_km,
                     p.population, " ".join(p.parents))
                    for n, p in enumerate((r.place for r in rows), start=1)
                ),
            )  # fmt: skip
            db.executemany("INSERT INTO key VALUES (?,?,?,?)", sorted(_keys(rows)))
            db.executemany("INSERT INTO zone VALUES (?,?)", sorted(zones_of(cities)))
            db.execute("CREATE UNIQUE INDEX place_id ON place (id)")
        db.close()
        beside.chmod(0o644)
        beside.replace(target)
    except sqlite3.OperationalError as fault:
        raise StorageFull(
            f"the gazetteer's index could not be written: {fault}",
            where=str(target.parent),
            next="make room, or set TOLLBOOK_CACHE to a folder with 100 MB free",
        ) from fault
    finally:
        beside.unlink(missing_ok=True)
        if collecting:
            gc.enable()
