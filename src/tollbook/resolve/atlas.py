"""The room's front: opens the gazetteer and the registry, and resolves what a report says."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path

from tollbook.errors import UsageError
from tollbook.record import Claim, Lexicon, Mention, Place, Published, Report, Resolution
from tollbook.resolve.gazetteer import Gazetteer, gazetteer_version
from tollbook.resolve.gazetteer_build import supplement_rows
from tollbook.resolve.registry import Registry, load_registry

RULES = "1"
"""Version of the rules that resolve; a change makes every report be resolved again."""


class Atlas:
    """Places, days and actors for what readers found. One instance serves one thread.

    :ivar lexicon: the names a reader may use before it parses.
    :ivar version: rules, packages and tables that resolutions depend on.
    """

    def __init__(self, gazetteer: Gazetteer, registry: Registry, version: str) -> None:
        self.gazetteer = gazetteer
        self.registry = registry
        self.version = version
        self.lexicon = Lexicon(registry.surfaces, gazetteer.place_name)

    @classmethod
    def open(
        cls,
        *,
        cache: Path | None = None,
        hand: Path | None = None,
        on_build: Callable[[str], None] | None = None,
    ) -> Atlas:
        """The atlas, its index built first where there is none (about ten seconds, once).

        :param cache: folder for the index; None: TOLLBOOK_CACHE, else the user's cache folder.
        :param hand: the book's ``hand`` folder, whose places.csv and actors.toml add to ours.
        :param on_build: told in words when a build begins.
        :raises MissingPart: where a package the index is built from is not installed.
        :raises UsageError: for a file in ``hand`` that cannot be read.
        """
        extra = _own_places(hand)
        gazetteer = Gazetteer.open(cache=cache, extra=extra, on_build=on_build)
        return cls(gazetteer, load_registry(hand), _version(hand))

    def close(self) -> None:
        self.gazetteer.close()

    def resolve(
        self,
        report: Report,
        claims: Sequence[Claim],
        mentions: Sequence[Mention],
        published: Published | None,
    ) -> tuple[Resolution, ...]:
        """Everything the words of claims and mentions resolve to.

        :param published: the date to count from (that of the earliest copy); None: undated.
        """
        return ()


def _own_places(hand: Path | None) -> list[tuple[Place, list[str]]]:
    own = hand / "places.csv" if hand is not None else None
    if own is None or not own.exists():
        return []
    try:
        return supplement_rows(own.read_text("utf-8-sig"), "my")
    except (KeyError, ValueError) as fault:
        raise UsageError(
            f"the list of places cannot be read: {fault}",
            where=str(own),
            next="head its columns id,name,variants,lat,lon,country,admin1,level,radius_km,parent",
        ) from fault


def _version(hand: Path | None) -> str:
    digest = hashlib.sha256()
    data = files("tollbook.resolve").joinpath("data")
    digest.update(data.joinpath("actors.toml").read_bytes())
    for name in ("actors.toml", "places.csv"):
        own = hand / name if hand is not None else None
        digest.update(own.read_bytes() if own is not None and own.exists() else b"")
    return f"{RULES}-{gazetteer_version()}-{digest.hexdigest()[:8]}"
