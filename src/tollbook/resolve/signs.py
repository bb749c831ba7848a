"""What speaks for a candidate: weights as data, and what the other names of a report share."""

from __future__ import annotations

import math
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tollbook.resolve.gazetteer import Candidate
from tollbook.resolve.named_place import PRIMARY


@dataclass(frozen=True, slots=True)
class Weights:
    """Points for each sign, and how far the best candidate must lead the next to be chosen.

    :ivar margin_unnamed: the lead over a place of another country where the report speaks for
        neither.
    """

    margin: float
    margin_unnamed: float
    of: Mapping[str, float]


@cache
def place_weights() -> Weights:
    """The weights that come with tollbook (``data/place_weights.toml``)."""
    text = files("tollbook.resolve").joinpath("data/place_weights.toml").read_text("utf-8")
    table = tomllib.loads(text)
    return Weights(table["margin"], table["margin_unnamed"], table["weights"])


class Company:
    """Which provinces and countries the names of a report may lie in.

    Each name counts one in all, shared among the provinces that have a place of that name: names
    found in one province only tell the most.

    :param names: folded names, each with its candidates.
    """

    def __init__(self, names: Iterable[tuple[str, Sequence[Candidate]]]) -> None:
        self._units: dict[str, float] = defaultdict(float)
        self._lands: dict[str, float] = defaultdict(float)
        self._own: dict[str, tuple[float, frozenset[str], float, frozenset[str]]] = {}
        for name, options in names:
            if name in self._own:
                continue
            sure = [
                c.place
                for c in options
                if not c.loose and c.how <= PRIMARY and c.place.level != "country"
            ]
            units = frozenset(p.admin1 for p in sure if p.admin1)
            lands = frozenset(p.country for p in sure if p.country)
            share, land_share = 1 / max(1, len(units)), 1 / max(1, len(lands))
            self._own[name] = share, units, land_share, lands
            for code in units:
                self._units[code] += share
            for code in lands:
                self._lands[code] += land_share

    def in_unit(self, name: str, code: str | None) -> float:
        """log(1 + n) of the other names that may lie in a first-order unit."""
        share, units, *_ = self._own.get(name, _NONE)
        total = self._units.get(code or "", 0.0) - (share if code in units else 0.0)
        return math.log1p(max(0.0, total))

    def in_country(self, name: str, code: str | None) -> float:
        """The same for a country."""
        *_, share, lands = self._own.get(name, _NONE)
        total = self._lands.get(code or "", 0.0) - (share if code in lands else 0.0)
        return math.log1p(max(0.0, total))


_NONE: tuple[float, frozenset[str], float, frozenset[str]] = (0.0, frozenset(), 0.0, frozenset())
