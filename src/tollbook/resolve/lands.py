"""Which countries and units a text names, in full, by their people and in short."""

from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from tollbook.record.text import clean_for_parsing, fold
from tollbook.resolve.countries import demonyms
from tollbook.resolve.gazetteer import Gazetteer
from tollbook.resolve.named_place import PRIMARY

_WORD = re.compile(r"[A-Z][\w'-]+(?: [A-Z][\w'-]+)?")


@cache
def short_names() -> Mapping[str, str]:
    """ "Kan." -> "US.KS": first-order codes of abbreviations that follow a town's name."""
    text = files("tollbook.resolve").joinpath("data/abbreviations.csv").read_text("utf-8")
    return {r["short"]: f"{r['country']}.{r['admin1']}" for r in csv.DictReader(text.splitlines())}


_TOWN = 5_000  # people

_SIGNS = 2
"""How many kinds of words of a country's must stand in a text that shows its country so."""


@cache
def _country_words() -> Mapping[str, tuple[re.Pattern[str], ...]]:
    text = files("tollbook.resolve").joinpath("data/country_words.toml").read_text("utf-8")
    return {
        code: tuple(re.compile(word) for word in table["words"])
        for code, table in tomllib.loads(text).items()
    }


def shown_by_words(text: str) -> frozenset[str]:
    """ISO codes of the countries that a text shows by its words ("the sheriff's office", "the 1200
    block of"), whether or not it names them."""
    return frozenset(
        code
        for code, words in _country_words().items()
        if sum(word.search(text) is not None for word in words) >= _SIGNS
    )


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


def _of_two_lands(words: str, gazetteer: Gazetteer) -> bool:
    """Whether two words name towns of several countries: "Panama City" need not be in Panama."""
    if " " not in words or gazetteer.place_name(words) != "town":
        return False
    towns = [c for c in gazetteer.candidates(words) if c.how <= PRIMARY and not c.loose]
    return len({c.place.country for c in towns if c.place.population >= _TOWN}) > 1


_GIVEN_NAMES = frozenset({"jordan", "chad", "georgia", "israel", "kenya"})
"""Names of countries that people are given."""

_LONGEST_SHORT = 3
"""Letters of a country's short name that stands for it in capitals alone: "CAR" is no car."""


def _in_short(name: str) -> bool:
    """Whether a word may be a country's name as it is printed: "Car" is not the CAR."""
    return name.isupper() or len(name.replace(".", "")) > _LONGEST_SHORT


def _is_given_name(name: str, text: str) -> bool:
    """Whether a country's name is somebody's in a text ("Jordan Reeve"), and nowhere plainly the
    country's ("in Jordan", "Jordan's army")."""
    if fold(name) not in _GIVEN_NAMES or not re.search(rf"\b{name} (?:[A-Z]\. )?[A-Z][a-z]", text):
        return False
    of_country = rf"\b(?:in|of|from|to|with|and|between|across|into|for) {name}\b(?! [A-Z])"
    return not re.search(rf"{of_country}|\b{name}['\u2019]s", text)


def countries_of(text: str, gazetteer: Gazetteer, *, local: str | None = None) -> Counter[str]:
    """How often a text names each country, by name or by its people; the first lines count twice.

    :param local: ISO code of the country of the local outlet that printed it: of a name that a part
        of that country shares with another country, the part is meant. None: not known.
    :return: ISO code -> weight.
    """
    found: Counter[str] = Counter()
    head = max(200, text.find("\n\n"))
    peoples = demonyms()
    clear: dict[str, bool] = {}
    for match in _WORD.finditer(clean_for_parsing(text)):
        words = match[0].removesuffix("'s").removesuffix("'")
        if _of_two_lands(words, gazetteer):
            continue
        for name in (words, words.split(" ")[0], *words.split(" ")[1:2]):
            codes = peoples.get(fold(name), ()) if _in_short(name) else ()
            if not codes and _in_short(name) and gazetteer.place_name(name) == "country":
                codes = tuple(
                    {
                        c.place.country or ""
                        for c in gazetteer.candidates(name)
                        if c.place.level == "country"
                    }
                )
            country, other = _SHARED.get(fold(name), ("", ""))
            if other and country in codes:
                if other not in clear:
                    clear[other] = (
                        other == local
                        or other in shown_by_words(text)
                        or _parts_named(text, other, fold(name), gazetteer)
                    )
                codes = (other,) if clear[other] else codes
            if codes and _is_given_name(name, text):
                codes = ()
            for code in codes:
                found[code] += 2 if match.start() < head else 1
            if codes:
                break
    return found
