"""Evidence in words: one sentence for each kind that ``weights.toml`` weighs."""

from __future__ import annotations

from collections.abc import Callable, Mapping

SENTENCES: Mapping[str, Callable[..., str]] = {
    "same_day": lambda day: f"both on {day}",
    "same_hour": lambda: "at the same hour, by the clock",
    "other_hour": lambda: "at other hours, by the clock",
    "other_part": lambda: "at other parts of the day",
    "days_overlap": lambda a, b: f"their days overlap (from {a} and from {b})",
    "weeks_overlap": lambda: "their days overlap within a month",
    "long_overlap": lambda: "their days overlap, but coarsely",
    "next_day": lambda a, b: f"a day apart ({a} and {b})",
    "days_apart": lambda n: f"{n} days apart by what they say",
    "weeks_apart": lambda n: f"{n} days apart by what they say",
    "supplied_near": lambda n: (
        f"{n} day{'s' if n > 1 else ''} apart, but one gives no day of its own"
    ),
    "supplied_apart": lambda n: f"{n} days apart, but one of them gives no day of its own",
    "news_close": lambda a, b: f"in the news at the same time ({a} and {b})",
    "news_near": lambda a, b: f"in the news within a week ({a} and {b})",
    "news_later": lambda a, b: f"in the news within two weeks ({a} and {b})",
    "news_past": lambda a, b: f"in the news more than two weeks apart ({a} and {b})",
    "day_unknown": lambda: "the day of one is not known",
    "same_point": lambda p: f"both at {p}",
    "same_town": lambda p: f"both in {p}",
    "same_district": lambda p: f"both in the district of {p}",
    "same_province": lambda p: f"both in {p}, as far as is said",
    "same_country": lambda p: f"both in {p}, as far as is said",
    "inside_town": lambda p, q: f"{p} lies in {q}",
    "inside_province": lambda p, q: f"{p} lies in {q}",
    "inside_country": lambda p, q: f"{p} lies in {q}",
    "near": lambda p, q, km: f"{p} and {q} lie near each other{_km(km)}",
    "places_apart": lambda p, q, km: f"{p} and {q} lie apart{_km(km)}",
    "maybe_same_place": lambda p: f"{p} is among the places they may mean",
    "same_doubt": lambda p: f"the same words for a place, {p} or another of that name",
    "more_places": lambda n: f"one tells of {n} places together, and the other's is among them",
    "place_unknown": lambda: "the place of one is not known",
    "other_spread": lambda n: f"one tells of {n} places together, the other of fewer",
    "equal_large": lambda harm, a, b: f"the same number {_did(harm)}: {_both(a, b)}",
    "equal_small": lambda harm, a, b: f"the same number {_did(harm)}: {_both(a, b)}",
    "equal_tiny": lambda harm, a, b: f"the same number {_did(harm)}: {_both(a, b)}",
    "agree": lambda harm, a, b: f"the numbers {_did(harm)} agree: {_both(a, b)}",
    "nearly_equal": lambda harm, a, b: f"nearly the same number {_did(harm)}: {_both(a, b)}",
    "growing": lambda harm, a, b: (
        f"more {_did(harm)} in what may be the later report: {_both(a, b)}"
    ),
    "differ_little": lambda harm, a, b: (
        f"one says that nobody was {_did(harm)}, as a denial of the event does: {_both(a, b)}"
        if "0" in (a, b)
        else f"the numbers {_did(harm)} differ little: {_both(a, b)}"
    ),
    "differ": lambda harm, a, b: f"the numbers {_did(harm)} differ: {_both(a, b)}",
    "differ_much": lambda harm, a, b: f"the numbers {_did(harm)} differ much: {_both(a, b)}",
    "same_scale": lambda a, b: f"hundreds of dead in both ({a} and {b}): events so great are rare",
    "same_actor": lambda: "the same perpetrator",
    "other_actor": lambda: "different perpetrators are named",
    "same_side": lambda word: f"done by the same kind of people ({word})",
    "same_family": lambda: "the same family is told of",
    "other_family": lambda: "other families are told of",
    "same_barrage": lambda how: f"{_spaced(how)}: it falls many times on one area",
    "gunners": lambda: "by the same force, which may have struck more than once",
    "other_spot": lambda p, q, km: f"two spots of one area, {p} and {q}{_km(km)}",
    "other_town": lambda p, q, km: f"{p} and {q} are neighbours{_km(km)}",
    "nobody_of_many": lambda: "both name several people, and nobody is in both",
    "same_name": lambda n: f"{n} victim{'s' if n > 1 else ''} of the same name",
    "other_names": lambda: "all victims are named, and none is in both",
    "same_person": lambda n: f"{_names(n)} in both stories, with an age in one",
    "same_people": lambda n: f"{_names(n)} in both stories",
    "one_in_both": lambda: "the same full name in both stories",
    "other_persons": lambda: "both name people with their age, and none is in both",
    "nobody_in_both": lambda: "both name people, and none is in both",
    "same_role": lambda role: f"victims of the same role ({role})",
    "same_means": lambda m: f"the same means ({_spaced(m)})",
    "other_means": lambda a, b: f"different means ({_spaced(a)}, {_spaced(b)})",
    "unlike_means": lambda a, b: f"means that nobody mixes up ({_spaced(a)}, {_spaced(b)})",
    "dead_unsaid": lambda n: f"the later report tells of the hurt alone, not of the dead ({n})",
    "attack_alone": lambda: "one tells of an attack and of nobody hurt",
    "other_target": lambda things: f"only one speaks of what was attacked ({things})",
    "words_alike": lambda share: f"{share} % of the telling words are the same",
    "words_some": lambda share: f"{share} % of the telling words are the same",
}


def _names(n: int) -> str:
    return "the same full name" if n == 1 else f"{n} of the same full names"


def _km(km: float | None) -> str:
    return f" ({km:.0f} km)" if km is not None else ""


def _did(harm: str) -> str:
    return harm.replace("_", " ")


def _spaced(word: str) -> str:
    return word.replace("_", " ")


def _both(a: str, b: str) -> str:
    return a if a == b else f"{a} and {b}"
