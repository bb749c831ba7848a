"""A place with the names it is looked up by, and how each belongs to it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field

from tollbook.record import Place
from tollbook.record.text import fold

CURATED, PRIMARY, ALTERNATE = 0, 1, 2
"""How a name belongs to a place: by our own table, as its main name, or as one of the others."""

_LATIN = re.compile(r"[A-Z\u00c0-\u024f\u1e00-\u1eff'`\u2018\u2019\u02bb-\u02bf]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")


@dataclass(slots=True)
class NamedPlace:
    """A place and the folded names it is looked up by."""

    place: Place
    names: dict[str, int] = field(default_factory=dict)  # folded name -> how it belongs

    def call(self, name: str, how: int) -> None:
        key = fold(name)
        if len(key) > 1:
            self.names[key] = min(how, self.names.get(key, how))


def usable(name: str) -> bool:
    """Whether an alternate name may stand in an English or Arabic-script report.

    The packages also hold machine romanisations in small letters and airport codes.
    """
    if len(name) < 3 or (len(name) == 3 and name.isupper()):
        return False
    return bool(_LATIN.match(name) or _ARABIC.match(name))


def distance_km(a_lat: float, a_lon: float, b_lat: float, b_lon: float) -> float:
    """Great-circle distance in kilometres between two points in degrees."""
    p, q = math.radians(a_lat), math.radians(b_lat)
    half = (
        math.sin((q - p) / 2) ** 2
        + math.cos(p) * math.cos(q) * math.sin(math.radians(b_lon - a_lon) / 2) ** 2
    )
    return 12742.0 * math.asin(min(1.0, math.sqrt(half)))
