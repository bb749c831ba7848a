"""What a page's address says of where: towns in its words, the outlet's own town.

"www.examplepost.com/2016/two-shot-in-kut" names Kut. An outlet's host often begins with its town
("kutherald.com"). Both are weak: the outlet's town speaks for namesakes in its province and is no
event's place; the words say where only where the report itself names no town.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from tollbook.record import Place
from tollbook.record.text import fold
from tollbook.resolve.gazetteer import Gazetteer
from tollbook.resolve.name_use import is_ordinary
from tollbook.resolve.named_place import PRIMARY

_AGAIN = re.compile(r"https?://", re.IGNORECASE)
_WORDS = re.compile(r"[a-z]+")
_BEFORE = frozenset({"in", "near", "outside", "downtown", "at", "of"})
_AFTER = frozenset(
    re.findall(
        r"\w+",
        "police pd man woman men women teen teenager boy girl child toddler mother father home"
        " house resident sheriff shooting homicide murder fire officer officers apartment school",
    )
)
_LONGEST = 3  # words of a town's name
_SHORTEST = 5  # letters of a town's name that a host is searched for
_LEAST = 50_000  # people of a town that an outlet is named after
_FEWEST = 5_000  # people of a town that the words of an address may mean


@dataclass(frozen=True, slots=True)
class PageAddress:
    """A page's address in words.

    :ivar host: labels of the host without the last ("kutherald").
    :ivar words: of the path, in small letters.
    """

    host: tuple[str, ...]
    words: tuple[str, ...]

    def names(self, name: str) -> bool:
        """Whether the path has a name, word by word."""
        wanted = tuple(_WORDS.findall(fold(name)))
        return bool(wanted) and any(
            self.words[i : i + len(wanted)] == wanted for i in range(len(self.words))
        )


NO_ADDRESS = PageAddress((), ())
"""Of a report without an address."""


def page_address(url: str | None) -> PageAddress:
    """The address in words; of an archived page that of the page itself. Empty for None and for
    what is no address."""
    try:
        parts = urlsplit(f"//{_AGAIN.split(url or '')[-1]}")
    except ValueError:  # "http://[broken"
        return NO_ADDRESS
    labels = (parts.hostname or "").lower().split(".")[:-1]
    return PageAddress(
        tuple(label for label in labels if label != "www"),
        tuple(_WORDS.findall(parts.path.lower())),
    )


@cache
def _outlets() -> Mapping[str, tuple[str, str]]:
    """Host without its last label -> first-order code and town of a local outlet's home."""
    text = files("tollbook.resolve").joinpath("data/outlets.csv").read_text("utf-8")
    return {
        host: (row["admin1"], row["town"])
        for row in csv.DictReader(text.splitlines())
        for host in row["hosts"].split("|")
    }


def listed_home(address: PageAddress, gazetteer: Gazetteer) -> Place | None:
    """The town that a local outlet of our list is from ("news.wxyz.com"); None: not listed."""
    hosts = (".".join(address.host[start:]) for start in range(len(address.host)))
    unit, name = next((_outlets()[host] for host in hosts if host in _outlets()), ("", ""))
    towns = [
        c.place
        for c in gazetteer.candidates(name)
        if c.place.admin1 == unit and c.place.level in ("city", "town", "village")
    ]
    return towns[0] if towns else None


def outlet_town(
    address: PageAddress, gazetteer: Gazetteer, countries: Sequence[str]
) -> Place | None:
    """The town that the outlet is from: by our list of local outlets, else the big town that the
    host bears the name of: the longest name, then the biggest town; None: none.

    :param countries: ISO codes of those that the report shows, most first. An outlet of none of
        them says nothing, and where it shows none, our list alone does.
    """
    home = listed_home(address, gazetteer)
    if home is not None and (not countries or home.country in countries):
        return home
    best: tuple[int, int, Place] | None = None
    for town in gazetteer.towns(countries[0], _LEAST) if address.host and countries else ():
        name = fold(town.name).replace(" ", "")
        if len(name) < _SHORTEST or not any(name in label for label in address.host):
            continue
        if best is None or (len(name), town.population) > best[:2]:
            best = (len(name), town.population, town)
    return best[2] if best else None


def town_in_words(
    address: PageAddress, gazetteer: Gazetteer, country: str, units: Collection[str]
) -> Place | None:
    """The town of a country that the words of the path name: after "in", or before "police", "man"
    and the like; None: none, or several.

    :param units: first-order codes of which the report is; a town elsewhere is none then.
    """
    found: dict[str, Place] = {}
    words = address.words
    for start in range(len(words)):
        for end in range(min(len(words), start + _LONGEST), start, -1):
            before = words[start - 1] if start else ""
            after = words[end] if end < len(words) else ""
            if before not in _BEFORE and after not in _AFTER:
                continue
            town = _town(" ".join(words[start:end]), gazetteer, country, units)
            if town is not None:
                found[town.id] = town
                break
    return next(iter(found.values())) if len(found) == 1 else None


def _town(name: str, gazetteer: Gazetteer, country: str, units: Collection[str]) -> Place | None:
    if is_ordinary(name):
        return None
    towns = [
        c.place
        for c in gazetteer.candidates(name)
        if c.how <= PRIMARY
        and not c.loose
        and c.place.country == country
        and c.place.level in ("city", "town", "neighbourhood")
        and c.place.population >= _FEWEST
        and (not units or c.place.admin1 in units)
    ]
    return towns[0] if len({t.admin1 for t in towns}) == 1 else None
