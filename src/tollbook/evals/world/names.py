"""The names of a world's outlets, agencies, sources and sides, from ``names.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from random import Random
from typing import Literal

import msgspec

from tollbook.evals.world.told import Source
from tollbook.evals.world.truth import Happening
from tollbook.record.vocabulary import SpeakerKind, Stake

Bias = Literal["right", "padded", "short"]


class SourceName(msgspec.Struct, frozen=True):
    """A kind of source; ``words`` and ``key`` hold places for names."""

    key: str
    words: str
    kind: SpeakerKind
    named: bool = True
    weight: int = 1


class SideName(msgspec.Struct, frozen=True):
    """Who did it; ``id`` is "" for nobody in particular."""

    words: str
    id: str
    kind: SpeakerKind


class SpeakerName(msgspec.Struct, frozen=True):
    """Who gives running totals."""

    key: str
    words: str
    kind: SpeakerKind
    bias: Bias


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    outlets: list[str]
    agencies: list[str]
    surnames: list[str]
    source: list[SourceName]
    sides: dict[str, SideName]
    speaker: list[SpeakerName]


@dataclass(frozen=True, slots=True)
class Names:
    """All names of a world."""

    outlets: tuple[str, ...]
    agencies: tuple[str, ...]
    surnames: tuple[str, ...]
    sources: tuple[SourceName, ...]
    weights: tuple[int, ...]
    sides: dict[str, SideName]
    speakers: tuple[SpeakerName, ...]

    def outlet(self, name: str) -> Source:
        """An outlet that speaks for itself."""
        return Source(f"outlet {name}", name, "report")

    def source(self, happening: Happening, outlet: str, rng: Random) -> Source:
        """One who counts the victims of an incident; for "own" the outlet itself."""
        (drawn,) = rng.choices(self.sources, self.weights)
        if drawn.kind == "report":
            return self.outlet(outlet)
        town, province = happening.town.place, happening.town.province
        where = province.name if province else town.name
        surname = self.surnames[sum(map(ord, where)) % len(self.surnames)]
        return Source(
            drawn.key.format(town=town.id, province=where),
            drawn.words.format(town=town.name, province=where, surname=surname),
            drawn.kind,
            drawn.named,
        )

    def killers(self, happening: Happening) -> Source:
        """Those who did it, boasting of the fighters among the dead."""
        return self._side(happening.side, "enemy_losses")

    def accused(self, happening: Happening) -> Source:
        """Those who did it, denying it."""
        return self._side(happening.side, "own_doing")

    def _side(self, key: str, stake: Stake) -> Source:
        side = self.sides[key]
        return Source(f"side {key}", side.words, side.kind, bool(side.id), stake)


@cache
def names() -> Names:
    """The names, read once."""
    raw = (resources.files(__package__) / "names.toml").read_text("utf-8")
    held = msgspec.convert(tomllib.loads(raw), _File)
    return Names(
        tuple(held.outlets),
        tuple(held.agencies),
        tuple(held.surnames),
        tuple(held.source),
        tuple(s.weight for s in held.source),
        held.sides,
        tuple(held.speaker),
    )
