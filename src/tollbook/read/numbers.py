"""Numbers of people in words: "at least twelve", "between 5 and 7", "dozens", "no one".

Works on plain text, without a parse, so that the grammar can be tested by itself. Numbers that
are plainly no people (ages, dates, distances, money, calibres) are left out here; whether the
rest count people is decided by the noun they stand with (:mod:`tollbook.read.people`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tollbook.read.word_lists import PatternList
from tollbook.read.words import per_words, table
from tollbook.record import Count, Span


@dataclass(frozen=True, slots=True)
class NumberPhrase:
    """A number phrase with its bounds read.

    :ivar core_end: where the number itself ends (the noun it counts follows).
    :ivar last_start: where the last number of a range starts; that of the number itself elsewhere.
    :ivar parsed_as_is: told with words that a parser needs ("from 12 to 14").
    """

    start: int
    end: int
    count: Count
    core_start: int
    core_end: int
    last_start: int = -1
    parsed_as_is: bool = False


def _alternatives(words: Iterable[str]) -> str:
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in ordered)


@dataclass(frozen=True)
class _Grammar:
    phrase: re.Pattern[str]
    before: tuple[tuple[str, re.Pattern[str]], ...]
    after: tuple[tuple[str, re.Pattern[str]], ...]
    vague: re.Pattern[str]
    fixed: re.Pattern[str]
    measure: re.Pattern[str]
    share: re.Pattern[str]


def _simple_number(numbers: dict[str, dict[str, dict[str, int]]]) -> str:
    units = _alternatives(numbers["units"]["words"])
    tens = _alternatives(numbers["tens"]["words"])
    scales = _alternatives(numbers["scales"]["words"])
    groups = _alternatives(numbers["groups"]["words"])
    small = rf"(?:(?:{tens})(?:[\s-](?:{units}))?|{units})"
    spelled = (
        rf"(?:(?:an?|{small})\s+(?:{scales})(?:\s+(?:{scales}))?"
        rf"(?:(?:,?\s+and\s+|\s+)(?:{small}(?:\s+(?:{scales}))?(?:(?:\s+and)?\s+{small})?))?"
        rf"|{small})"
    )
    dozens = rf"(?:half\s+a\s+dozen|(?:an?|{small}|\d{{1,2}})\s+(?:{groups})(?!s))"
    digits = (
        r"\d{1,3}(?:,\d{3})+(?![\d,]*\d)|\d+\.\d+(?=\s+(?:million|thousand|billion|lakh))|\d{1,7}"
    )
    figures = rf"(?:(?:{digits})(?:\s+(?:{scales}))?)"
    return rf"(?:{dozens}|{spelled}|{figures})"


@per_words
def _grammar() -> _Grammar:
    numbers = table("numbers")
    one = _simple_number(numbers)
    before = {k: _alternatives(v) for k, v in numbers["bounds"].items()}
    after = {k: _alternatives(v) for k, v in numbers["after"].items()}
    any_before = "|".join(before.values())
    any_after = "|".join(after.values())
    vague = _alternatives(numbers["vague"]["words"])
    none = _alternatives(numbers["none"]["words"])
    fixed = _alternatives(numbers["fixed"]["words"])
    value = rf"(?:{one}|{vague}|{fixed})"
    maybe = _alternatives(numbers["ranges"]["maybe"])
    joins = _alternatives(numbers["ranges"]["joins"])
    most = before["at_most"]
    to_most = rf",?(?:\s+(?:{joins}))?(?:\s+(?:{maybe}))?\s+(?:{most})\s+"
    to_maybe = rf",?(?:\s+(?:{joins}))?\s+(?:{maybe})\s+"
    # "three and up to nine wounded" may be two numbers, "at least three and up to nine" is one
    to_other = rf",?\s+(?:(?:(?:{joins})\s+)?(?:{maybe})|to|or)\s+(?:{most})\s+"
    phrase = (
        rf"(?<![\w$£€#.:/-])(?<!\d,)(?P<before>(?:(?:{any_before})\s+)+)?"
        rf"(?:(?P<between>between|from)\s+(?P<a1>{one})"
        rf"(?:\s+(?:and|to)\s+|\s*[-\u2013]\s*|{to_most})(?P<b1>{one})"
        rf"|(?P<a2>\d(?:[\d,]*\d)?)\s*[-\u2013\u2014]\s*(?P<b2>\d(?:[\d,]*\d)?)(?!-?\w)"
        rf"|(?P<a3>{one})(?:\s+(?:to|or)\s+|{to_maybe})(?P<b3>{one})(?!-?\w)"
        rf"|(?P<a4>{one})(?(before){to_most}|{to_other})(?P<b4>{one})(?!-?\w)"
        rf"|(?P<none>{none})"
        rf"|(?P<n>{value}))(?P<plus>\+)?"
        rf"(?P<after>,?\s+(?:{any_after})(?!\s+(?:than|{one})\b))?(?![\w%/]|[.,:]\d|-(?:year|month|week|day|hour|minute|mile"
        rf"|km|metre|meter|foot|strong|storey|story|mm|inch|calib|hole|point|cm|kg|old)|['\u2019\u2032]\s?s\b)"
    )
    flags = re.IGNORECASE
    return _Grammar(
        re.compile(phrase, flags),
        tuple((k, re.compile(rf"(?:{v})\s+", flags)) for k, v in before.items()),
        tuple((k, re.compile(rf",?\s+(?:{v})", flags)) for k, v in after.items()),
        re.compile(rf"(?:{vague})$", flags),
        re.compile(rf"(?:{fixed})$", flags),
        re.compile(
            rf"[\s-]+(?:more\s+|long\s+|square\s+|straight\s+|consecutive\s+)?"
            rf"(?:{_alternatives(numbers['units_of_measure']['words'].split())})\b",
            flags,
        ),
        re.compile(
            rf"(?:\b(?P<parts>an?|{_alternatives(numbers['units']['words'])})[\s-]+)?"
            rf"\b(?P<whole>{_alternatives(numbers['fractions']['words'])})"
            rf"(?:\s+of)?\s+(?:the|those|these)\s+$",
            flags,
        ),
    )


def value_of(words: str) -> int | None:
    """The whole number that ``words`` spell, None where they are no number.

    >>> value_of("one hundred and twelve"), value_of("two dozen"), value_of("12,500")
    (112, 24, 12500)
    """
    numbers = table("numbers")
    small = numbers["units"]["words"] | numbers["tens"]["words"] | {"a": 1, "an": 1}
    scales = numbers["scales"]["words"]
    groups = numbers["groups"]["words"]
    total, current, seen = 0.0, 0.0, False
    if re.fullmatch(r"half\s+a\s+dozen", words.strip(), re.IGNORECASE):
        return 6
    for word in re.findall(r"[a-z]+|\d[\d,]*(?:\.\d+)?", words.casefold().replace("-", " ")):
        if word == "and":
            continue
        if word[0].isdigit():
            current += float(word.replace(",", ""))
        elif word in small:
            current += small[word]
        elif word in groups:
            current = max(current, 1) * groups[word]
        elif word in scales:
            scale = scales[word]
            current = max(current, 1) * scale
            if scale >= 1000:
                total, current = total + current, 0.0
        else:
            return None
        seen = True
    return int(total + current) if seen else None


def _bound(kind: str, n: int, raw: str) -> Count:
    make = {
        "at_least": Count.at_least,
        "more_than": Count.more_than,
        "at_most": Count.at_most,
        "less_than": Count.less_than,
        "about": Count.about,
        "nearly": Count.nearly,
    }[kind]
    return make(n, raw)


_JUST_UNDER = PatternList("figures", "numbers", "just_under")
# where several bounds stand before one number ("at least some 50") the first of these wins
_STRENGTH = ("at_least", "more_than", "at_most", "less_than", "nearly", "about")


def _kinds(text: str, patterns: tuple[tuple[str, re.Pattern[str]], ...]) -> list[str]:
    """The bounds that stand in ``text``; of two at one place the longer ("no more than")."""
    found = [(m.start(), -m.end(), kind) for kind, p in patterns for m in p.finditer(text)]
    kinds: list[str] = []
    covered = 0
    for start, end, kind in sorted(found):
        if start >= covered:
            kinds.append(kind)
            covered = -end
    return kinds


def _count(match: re.Match[str], grammar: _Grammar) -> Count | None:
    """The bounds that a number phrase says; None where it is no number of people after all."""
    raw = match.group().strip()
    if match["none"]:
        return Count.exact(0, raw)
    first = match["a1"] or match["a2"] or match["a3"] or match["a4"]
    if first:
        second = match["b1"] or match["b2"] or match["b3"] or match["b4"]
        return _range(first, second, raw, rises=match["between"] == "from")
    words = match["n"]
    if grammar.fixed.match(words):
        fixed = {" ".join(k.split()): v for k, v in table("numbers")["fixed"]["words"].items()}
        return Count.exact(fixed[" ".join(words.casefold().split())], raw)
    if grammar.vague.match(words):
        return Count.vague(raw)
    n = value_of(words)
    if n is None:
        return None
    kinds = _bounds(match, grammar)
    strongest = next((kind for kind in _STRENGTH if kind in kinds), None)
    return _bound(strongest, n, raw) if strongest else Count.exact(n, raw)


def _range(first: str, second: str, raw: str, *, rises: bool) -> Count | None:
    """ "five to seven"; with ``rises`` ("from 12 to 14") only upwards."""
    a, b = value_of(first), value_of(second)
    if a is None or b is None or (a == 0 and b == 0) or (rises and a > b):
        return None
    return Count.between(a, b, raw)


def _bounds(match: re.Match[str], grammar: _Grammar) -> list[str]:
    """What the words before and after a number make of it: at least, about, nearly ..."""
    before = match["before"] or ""
    kinds = _kinds(before, grammar.before) if before else []
    if "nearly" in kinds and _JUST_UNDER.search(before):
        kinds = ["nearly"]
    if match["after"]:
        kinds += _kinds(match["after"], grammar.after)
    return [*kinds, "at_least"] if match["plus"] else kinds


_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_AGE_BEFORE = PatternList("figures", "numbers", "age_before")
_AGE_APPOSITION = re.compile(r"[\w.\u2019'\")]\s*,\s*$")
_AFTER_AGE = PatternList("figures", "numbers", "after_age")
_AGED = PatternList("figures", "numbers", "aged")
_AGE_RANGE = PatternList("figures", "numbers", "age_range")
_CLOSES = re.compile(r"\s*\)")
_OF_A_SERIES = PatternList("figures", "numbers", "of_a_series")
"""Before a number of a caption ("Image 1 of 8")."""
_ORDINAL = PatternList("figures", "numbers", "ordinal")


def _is_age(text: str, start: int, end: int, n: int) -> bool:
    """Whether the number is an age: "Ali Hassan, 24, was", "(24)", "aged 24"."""
    before, after = text[:start], text[end:]
    if _AGE_BEFORE.search(before[-24:]):
        return True
    if n > 110:
        return False
    if before.rstrip().endswith("(") and after.lstrip().startswith((")", ",")):
        return True
    if not _AGE_APPOSITION.search(before):
        return False
    name = before.rstrip().rstrip(",").rstrip()
    last = re.search(r"([A-Za-z.\u2019'-]+)$", name)
    proper = bool(last and last.group(1)[:1].isupper()) or before.rstrip().endswith(("),",))
    return bool(_AFTER_AGE.match(after)) and (proper or after.lstrip().startswith((",", ".")))


_HALVES = 2
_ALL_BUT = PatternList("figures", "numbers", "all_but")


def _share(text: str, start: int, count: Count) -> Count | None:
    """ "half of the 40", "all but two of the 14": what the words leave; None: no such words."""
    n = count.low if count.is_exact else None
    if n is None:
        return None
    share = _grammar().share.search(text[:start])
    if share is not None:
        whole = int(table("numbers")["fractions"]["words"][share["whole"].casefold()])
        parts = value_of(share["parts"] or "one") or 1
        if share["parts"] or whole == _HALVES:  # "the third of the three" is no share
            told, rest = divmod(n * parts, whole)
            return Count.about(told, count.raw) if rest else Count.exact(told, count.raw)
    match = _ALL_BUT.search(text[:start])
    left = value_of(match["n"]) if match else None
    return Count.exact(n - left, count.raw) if left is not None and left < n else None


def find_numbers(text: str, masked: Iterable[Span] = ()) -> list[NumberPhrase]:
    """All number phrases in a sentence that may count people, left to right.

    :param masked: stretches whose numbers are taken otherwise (dates and times).
    """
    grammar = _grammar()
    blocked = [(s.start, s.end) for s in masked]
    found: list[NumberPhrase] = []
    at = 0
    while match := grammar.phrase.search(text, at):
        core = next(group for group in ("a1", "a2", "a3", "a4", "none", "n") if match[group])
        last = core.replace("a", "b") if core.startswith("a") else core
        start, end = match.start(core), match.end(last)
        at = end  # "on 3 May 2019, at least 12": what follows a year bounds the next number
        over = [e for s, e in blocked if s < end and start < e]
        if over:
            at = min(end, *over)  # "since 7 October to 31,923": the second is no end of a range
            continue
        digits = match[core]
        if _is_year(digits) and not match["before"]:
            continue
        if _counts_no_people(text, end, is_range=core != last):
            continue
        count = _count(match, grammar)
        if count is None:
            continue
        if digits.isdigit() and count.is_exact and _is_age(text, start, end, int(digits)):
            continue
        if core != last and _AGED.search(text[:start]):
            continue  # "aged 3 to 9"
        if _OF_A_SERIES.search(text[:start]):
            continue
        count = _share(text, start, count) or count
        at = match.end()
        as_is = match["between"] is not None and match["between"].casefold() == "from"
        found.append(
            NumberPhrase(match.start(), match.end(), count, start, end, match.start(last), as_is)
        )
    return found


def _is_year(digits: str) -> bool:
    return digits.isdigit() and _YEAR.fullmatch(digits) is not None


def _counts_no_people(text: str, end: int, *, is_range: bool) -> bool:
    """Whether the words after a number make it an ordinal, a measure or a range of ages."""
    if _AGE_RANGE.match(text, end) or _ORDINAL.match(text, end):
        return True
    if is_range and _CLOSES.match(text, end):
        return True  # "(12 to 14)"
    return bool(_grammar().measure.match(text, end))
