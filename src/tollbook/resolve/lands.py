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


def countries_of(text: str, gazetteer: Gazetteer) -> Counter[str]:
    """How often a text names each country, by name or by its people; the first lines count twice.

    :return: ISO code -> weight.
    """
    found: Counter[str] = Counter()
    head = max(200, text.find("\n\n"))
    peoples = demonyms()
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
            for code in codes:
                found[code] += 2 if match.start() < head else 1
            if codes:
                break
    return found
