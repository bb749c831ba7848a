"""Where the gold data lies, reading it into typed rows, and the digest of what was read."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from tollbook.errors import MissingPart, UsageError

GOLD_VARIABLE = "TOLLBOOK_GOLD"
DEFAULT_GOLD = Path("../shared/gold")

T = TypeVar("T")


class GoldMissing(MissingPart):
    """A set of gold data is not there."""


class Gold:
    """A folder of gold sets, one subfolder each; only read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Gold:
        """The folder that ``TOLLBOOK_GOLD`` names; ``../shared/gold`` where it is not set."""
        return cls(Path(environ.get(GOLD_VARIABLE) or DEFAULT_GOLD))

    def files(self, patterns: Sequence[str]) -> list[Path]:
        """The files that the patterns name, sorted by path.

        :raises GoldMissing: where a pattern names no file.
        """
        found: set[Path] = set()
        for pattern in patterns:
            matching = [path for path in self.folder.glob(pattern) if path.is_file()]
            if not matching:
                raise GoldMissing(
                    "the gold data of this suite is not there",
                    value=pattern,
                    where=str(self.folder),
                    next=f"set {GOLD_VARIABLE} to the folder that holds it",
                )
            found.update(matching)
        return sorted(found)

    def rows(self, pattern: str, kind: type[T]) -> list[T]:
        """The lines of the JSONL files that ``pattern`` names, as records of ``kind``.

        :raises GoldMissing: where no file is there.
        :raises UsageError: for a line that does not fit ``kind``.
        """
        decoder = msgspec.json.Decoder(kind)
        rows = []
        for path in self.files([pattern]):
            for number, line in enumerate(path.read_bytes().splitlines(), start=1):
                if not line.strip():
                    continue
                try:
                    rows.append(decoder.decode(line))
                except (msgspec.DecodeError, UnicodeDecodeError) as fault:
                    raise UsageError(
                        f"a line of the gold data cannot be used: {fault}",
                        where=f"{path}:{number}",
                        next="compare it with the README of its folder",
                    ) from fault
        return rows

    def digest(self, patterns: Sequence[str]) -> str:
        """SHA-256, hexadecimal, over the bytes of the files in order of path."""
        sha = hashlib.sha256()
        for path in self.files(patterns):
            sha.update(path.read_bytes())
        return sha.hexdigest()


def in_md5_order(ids: Sequence[str]) -> list[int]:
    """Positions of ``ids`` by the MD5 of each id: a fixed order that favours no part of a set."""
    keys = [hashlib.md5(one.encode(), usedforsecurity=False).hexdigest() for one in ids]
    return sorted(range(len(ids)), key=lambda i: (keys[i], i))
