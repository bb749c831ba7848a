"""Words for times in a text: where they stand, not yet what they mean.

The table is ``data/timewords.toml``; the resolver works the words out against a report's date.
The reader and the resolver call the same function, so that both speak of the same spans.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from tollbook.record.report import Span

_REACH = 80  # characters from where an expression opens to the first anchor in it, at most
_WORD = re.compile(r"\w+")
_CLASS = re.compile(r"\{(?P<name>[a-z_]+)\}")
_AS_PRINTED = ("weekday", "month")
_AFTER_COMMA = (
    "hijri_both",
    "hijri_day",
    "iso",
    "slashed",
    "month_days",
    "days_month",
    "month_year",
    "weekday",
)


@cache
def _table() -> Any:
    return tomllib.loads(
        files("tollbook.record").joinpath("data/timewords.toml").read_text("utf-8")
    )


@cache
def time_patterns() -> dict[str, str]:
    """Every class, part and atom of the table as regular expression text, classes filled in.

    Atoms are under ``atom:`` and their name.

    :raises ValueError: where the table uses a class that it does not define before.
    """
    table = _table()
    done: dict[str, str] = {}

    def fill(pattern: str) -> str:
        def value(match: re.Match[str]) -> str:
            name = match["name"]
            if name not in done:
                raise ValueError(f"the table of time words uses {{{name}}} before defining it")
            return done[name]

        return _CLASS.sub(value, pattern)

    for name, words in table["words"].items():
        if name in _AS_PRINTED:
            # Escapes such as \d would turn into others in capitals; these words have only \.
            done[name] = f"(?-i:{'|'.join([*words, *(w.upper() for w in words)])})"
        else:
            done[name] = f"(?:{'|'.join(words)})"
    for name, pattern in table["parts"].items():
        done[name] = fill(pattern)
    for atom in table["atom"]:
        done[f"atom:{atom['name']}"] = f"(?:{fill(atom['pattern'])})"
    return done


@cache
def _finder() -> re.Pattern[str]:
    parts = time_patterns()
    atoms = "|".join(v for k, v in parts.items() if k.startswith("atom:"))
    lead, moment, dash = parts["lead"], parts["moment"], parts["dash"]
    absolute = "|".join(parts[f"atom:{name}"] for name in _AFTER_COMMA)
    preposition = r"(?:(?:on|in|at|between|from|of|during) (?:the )?)?"
    return re.compile(
        rf"(?<![\w'\u2019/-])(?:{lead} (?:about |around )?)?(?:{moment}(?: on| of|,)? )?"
        rf"(?:{lead} )?(?:{atoms})"
        rf"(?:{dash}(?:{atoms})"
        rf"|(?: (?:and|or|to|until|till|through|into|of))? "
        rf"(?:{preposition}(?:{moment} (?:on |of )?)?|{lead} )(?:{atoms})"
        rf"|, (?:on )?(?:{absolute})|,? {moment})*(?![\w-])",
        re.IGNORECASE,
    )


@cache
def _scan() -> tuple[frozenset[str], frozenset[str]]:
    """Words that an expression may open with, and those of which every expression holds one."""
    table = _table()
    units = table["words"]["unit"]
    listed = {name: " ".join(map(_plain, words)) for name, words in table["words"].items()}
    listed["unit"] = " ".join([*units, *(f"{unit}s" for unit in units)])

    def words(key: str) -> frozenset[str]:
        filled = _CLASS.sub(lambda match: listed[match["name"]], table["scan"][key])
        return frozenset(filled.lower().split())

    return words("opens"), words("anchors")


def _plain(pattern: str) -> str:
    """A listed word without its signs: "Sept?\\." is "Sep" and "Sept"."""
    word = re.sub(r"\\\.\??", "", pattern)
    return f"{word.replace('?', '')} {re.sub(r'.[?]', '', word)}" if "?" in word else word


def find_time_words(text: str) -> list[Span]:
    """The expressions of time in ``text``, each as long as it goes, in order, none overlapping.

    A leading preposition belongs to the expression ("on Friday", "since 1 October"), for it
    decides what the words mean. Times of day are found with their day only. Ages, bare years
    and months without a preposition, and words such as "may" and "march" are none.
    """
    opens, anchors = _scan()
    finder = _finder()
    found: list[Span] = []
    opened: list[int] = []
    done = 0
    for word in _WORD.finditer(text):
        form, at = word.group().lower(), word.start()
        figure = form[0].isdigit()
        if figure or form in opens:
            opened.append(at)
        if not opened or not (figure or form in anchors):
            continue
        for start in opened:
            match = finder.match(text, start) if start >= max(done, at - _REACH) else None
            if match is not None:
                done = match.end()
                found.append(Span(start, done, match.group()))
        opened = []
    return found


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@cache
def _yearless() -> re.Pattern[str]:
    parts = time_patterns()
    return re.compile(
        rf"(?:on )?(?:the )?(?:{parts['weekday']},? )?(?:the )?"
        rf"(?:{parts['day']}(?: of)? {parts['month']}|{parts['month']} {parts['day']})",
        re.IGNORECASE,
    )


def month_and_day(words: str) -> tuple[int, int] | None:
    """The month and day that words give without a year; None: a year, several days or neither.

    Where the report has no date they are no day, and yet no other day of the year.
    """
    if _yearless().fullmatch(words) is None:
        return None
    number = re.search(r"\d{1,2}", words)
    month = re.search(rf"\b(?:{'|'.join(_MONTHS)})", words.lower())
    if number is None or month is None:
        return None
    return _MONTHS.index(month[0]) + 1, int(number[0])


TIME_AFTER = re.compile(
    r"\b(?:(?P<n>an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}|several"
    r"|a few|some)\s+|the\s+)?(?P<unit>minutes?|hours?|days?|nights?|weeks?|months?|years?)"
    r"\s+after\s+(?!that\b)",
    re.IGNORECASE,
)
"""How long after something else ("a day after seven soldiers died"), and what follows tells it."""
