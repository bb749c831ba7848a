"""Which countries and units a text names, in full, by their people and in short."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from tollbook.record.text import clean_for_parsing, fold
from tollbook.resolve.countries import demonyms
from tollbook.resolve.gazetteer import Gazetteer

_WORD = re.compile(r"[A-Z][\w'-]+(?: [A-Z][\w'-]+)?")


@cache
def short_names() -> Mapping[str, str]:
    """ "Kan." -> "US.KS": first-order codes of abbreviations that follow a town's name."""
    text = files("tollbook.resolve").joinpath("data/abbreviations.csv").read_text("utf-8")
    return {r["short"]: f"{r['country']}.{r['admin1']}" for r in csv.DictReader(text.splitlines())}


_SHARED = {"georgia": ("GE", "US")}
"""Names of a country that are also those of a part of another: the part where the text names more
parts of that other country."""


def _parts_named(text: str, country: str, but: str, gazetteer: Gazetteer) -> bool:
    """Whether a text names a first-order unit of a country, in full or in short, but for one."""
    for short, code in short_names().items():
        if not code.startswith(f"{country}."):
            continue
        unit = gazetteer.province(code)
        if unit is None or fold(unit.name) == but:
            continue
        long = short if short.endswith(".") and len(short) > 3 else unit.name
        if re.search(rf"\b(?:{re.escape(unit.name)}|{re.escape(long)})(?![\w'-])", text):
            return True
    return False


def countries_of(text: str, gazetteer: Gazetteer) -> Counter[str]:
    """How often a text names each country, by name or by its people; the first lines count twice.

    :return: ISO code -> weight.
    """
    found: Counter[str] = Counter()
    head = max(200, text.find("\n\n"))
    peoples = demonyms()
    clear: bool | None = None
    for match in _WORD.finditer(clean_for_parsing(text)):
        words = match[0].removesuffix("'s").removesuffix("'")
        for name in (words, words.split(" ")[0], *words.split(" ")[1:2]):
            codes = peoples.get(fold(name), ())
            if not codes and gazetteer.place_name(name) == "country":
                codes = tuple(
                    {
                        c.place.country or ""
                        for c in gazetteer.candidates(name)
                        if c.place.level == "country"
                    }
                )
            country, other = _SHARED.get(fold(name), ("", ""))
            if other and country in codes:
                clear = (
                    clear if clear is not None else _parts_named(text, other, fold(name), gazetteer)
                )
                codes = (other,) if clear else codes
            for code in codes:
                found[code] += 2 if match.start() < head else 1
            if codes:
                break
    return found
