"""The knobs of the synthetic world: how much happens, and how well it is told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from math import ceil


@dataclass(frozen=True, slots=True)
class Knobs:
    """How a world is made. Shares and chances are 0 to 1.

    A world grows by ``days`` and ``towns``; what one town lives through in a day, and how often
    one incident is told, stays the same, so a bigger world is no denser.

    :ivar countries: ISO codes; towns are taken from each in turn, the biggest first.
    :ivar rate: incidents that a town sees in a day, on average.
    :ivar hidden: chance that no outlet ever tells of an incident; a fifth more where fewer than
        four were killed, a third of it where more were.
    :ivar nobody_killed: share of incidents with injured people only.
    :ivar tellings: reports of one incident beyond the first, on average; big ones get more.
    :ivar accuracy: chance that a credible source who counts it after the early days has the true
        number; else it is off by up to ``error``.
    :ivar error: how far off, as a share of the truth (at least one person).
    :ivar early_low: chance that a count of the first two days is below the truth.
    :ivar copied: chance that a report of one incident is a verbatim copy of an earlier one.
    :ivar agency: chance that a report is an agency's, credited, in the outlet's own words.
    :ivar two_sources: chance that a report gives the figures of two sources side by side.
    :ivar at_least / about / ranges / wordy: chances that a number is put as "at least n", as
        "about" a round number, as "a to b", or as a word ("dozens", "several").
    :ivar enemy: chance that a report gives the figure that the killers claim, where fighters died.
    :ivar boast: how many times the truth such a claim may say, at most.
    :ivar denied: chance that an incident is also told of with a denial that anyone was killed.
    :ivar misprints: chance that an outlet first prints a wrong number and corrects it later.
    :ivar retracted: of these, the share that is taken back without a new number.
    :ivar any_day / no_day: chances that a report names only the days around (in texts: the week),
        or no day.
    :ivar province_only / no_place: chances that it names only the province, or no place.
    :ivar parts: chance that a report says how many of the dead were fighters, where some were.
    :ivar summaries: reports a week, for each country, that look back on several incidents.
    :ivar looked_back: incidents that such a report tells of.
    :ivar totals_every: days between two running totals of one speaker.
    :ivar padded / short: least and most that a speaker who pads, or leaves out, gives of the truth.
    :ivar fallen: chance that a speaker's total is below one given before.
    :ivar provinces_counted: provinces of a country for which totals are given too.
    """

    days: int = 180
    towns: int = 120
    start: date = date(2019, 3, 1)
    countries: tuple[str, ...] = ("NG",)
    rate: float = 0.01
    hidden: float = 0.15
    nobody_killed: float = 0.12
    tellings: float = 2.5
    accuracy: float = 0.9
    error: float = 0.1
    early_low: float = 0.5
    copied: float = 0.15
    agency: float = 0.12
    two_sources: float = 0.1
    at_least: float = 0.15
    about: float = 0.06
    ranges: float = 0.04
    wordy: float = 0.04
    enemy: float = 0.05
    boast: float = 2.5
    denied: float = 0.04
    misprints: float = 0.03
    retracted: float = 0.25
    any_day: float = 0.04
    no_day: float = 0.02
    province_only: float = 0.04
    no_place: float = 0.0
    parts: float = 0.4
    summaries: float = 1.5
    looked_back: int = 6
    totals_every: int = 14
    padded: tuple[float, float] = (1.3, 1.8)
    short: tuple[float, float] = (0.35, 0.7)
    fallen: float = 0.05
    provinces_counted: int = 5


FOR_TEXTS = Knobs(days=60, towns=60, provinces_counted=2)
"""A smaller world, since reading its texts takes longer than making them."""

MANY_COUNTRIES = (
    "NG", "IQ", "CO", "PH", "PK", "MX", "TR", "UA", "BR", "ZA", "ID", "IN",
)  # fmt: skip
"""The countries of big worlds: those with many towns first would fill a world with one country."""

_TOWNS_OF_ONE = 250
_CLAIMS_OF_ONE = 7.6
"""Claims that one incident leads to with the knobs as they are, summaries and totals included."""


def of_size(claims: int, knobs: Knobs | None = None) -> Knobs:
    """Knobs for a world of about so many claims: more towns first, then more days.

    :param knobs: what else is to hold; None: the knobs as they are.
    """
    knobs = knobs or Knobs()
    incidents = claims / _CLAIMS_OF_ONE
    days = max(knobs.days, min(3 * 365, ceil(incidents / (_TOWNS_OF_ONE * knobs.rate))))
    towns = max(1, ceil(incidents / (days * knobs.rate)))
    most = _TOWNS_OF_ONE * len(MANY_COUNTRIES)
    if towns > most:
        towns, days = most, ceil(incidents / (most * knobs.rate))
    count = min(len(MANY_COUNTRIES), ceil(towns / _TOWNS_OF_ONE))
    return replace(knobs, days=days, towns=towns, countries=MANY_COUNTRIES[:count])
