"""The grammar of a world's texts, from ``sentences.toml``, and the phrases it is filled with."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib import resources
from random import Random
from typing import TypeVar

import msgspec

from tollbook.evals.world.told import Told
from tollbook.record import Count, Place

T = TypeVar("T")
_NEAR_DAYS = 6


class Clauses(msgspec.Struct, frozen=True):
    """Clauses by what they tell of."""

    killed: list[str]
    both: list[str]
    hurt: list[str]

    def of(self, harms: tuple[str, ...]) -> list[str]:
        return self.both if len(harms) > 1 else self.killed if "killed" in harms else self.hurt


class _AnyMeans(Clauses, frozen=True):
    shooting: Clauses
    bombing: Clauses
    shelling: Clauses
    air_strike: Clauses = msgspec.field(name="air strike")
    knives: Clauses

    def by(self, means: str) -> Clauses:
        found: Clauses = getattr(self, means.replace(" ", "_"))
        return found


class _More(msgspec.Struct, frozen=True):
    second: list[str]
    second_word: list[str]
    second_hurt: list[str]
    fighters: list[str]
    fighter: list[str]
    boast: list[str]
    denial: list[str]
    retraction: list[str]


class Grammar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as it is written."""

    attributions: list[str]
    unattributed: list[str]
    digits: list[str]
    counts: dict[str, str]
    nouns: dict[str, tuple[str, str]]
    days: dict[str, str]
    weeks: list[str]
    places: dict[str, str]
    areas: dict[str, str]
    clauses: _AnyMeans
    more: _More
    totals: list[str]
    titles: list[str]
    title_total: list[str]
    title_summary: list[str]
    fillers: list[str]

    # -- phrases --------------------------------------------------------------------------

    def number(self, count: Count) -> str:
        """A count in words: "four", "at least 12", "4 to 5", "dozens"."""
        low, high = count.low or 0, count.high or 0
        n = count.best if count.best is not None else low - (count.shape == "more_than")
        shape = count.shape if count.shape in self.counts else "exact"
        return self.counts[shape].format(
            n=self._figure(n), low=self._figure(low), high=self._figure(high), word=count.raw
        )

    def victims(self, count: Count, noun: str) -> str:
        """A count with its noun: "four people", "dozens of protesters", "one person"."""
        one, many = self.nouns[noun]
        words = self.number(count)
        if count.shape == "vague" and words != "several":
            return f"{words} of {many}"
        return f"{words} {one if single(count) else many}"

    def _figure(self, n: int) -> str:
        return self.digits[n] if n < len(self.digits) else f"{n:,}"

    def day(self, told: Told, published: date) -> str:
        """When, as a report of that day puts it; "" where it does not say."""
        day = told.happening.day
        if told.day == "none":
            return ""
        if told.day == "days":
            weeks = week_of(published) - week_of(day)
            if 0 <= weeks < len(self.weeks):
                return self.weeks[weeks]
        if 0 <= (published - day).days <= _NEAR_DAYS:
            return self.days["near"].format(weekday=f"{day:%A}")
        return self.days["far"].format(date=dated(day))

    def area(self, area: Place) -> str:
        """The area of a running total."""
        return self.areas["country" if area.level == "country" else "province"].format(
            name=area.name
        )

    def place(self, told: Told) -> str:
        """Where, as the report puts it; "" where it does not say."""
        town, quarter = told.happening.town, told.happening.quarter
        given = told.place
        if given == "none" or (given == "province" and town.province is None):
            return ""
        if given == "quarter" and quarter is None:
            given = "town"
        return self.places[given].format(
            town=town.place.name,
            quarter=quarter.name.partition(",")[0] if quarter else "",
            province=town.province.name if town.province else "",
        )


@cache
def grammar() -> Grammar:
    """The grammar, read once."""
    raw = (resources.files(__package__) / "sentences.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(raw), Grammar)


def single(count: Count) -> bool:
    """Whether the noun after the count is in the singular."""
    return count.nearest == 1


def week_of(day: date) -> int:
    """The number of the day's week, which begins on Monday."""
    return (day.toordinal() - 1) // 7


def dated(day: date) -> str:
    """ "3 March 2019": a day in words."""
    return f"{day.day} {day:%B} {day.year}"


def raised(sentence: str) -> str:
    """The sentence with its first letter in upper case."""
    return sentence[:1].upper() + sentence[1:]


def pick(pool: list[T], rng: Random) -> T:
    return rng.choice(pool)
