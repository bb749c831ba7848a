"""Lines around a headline that name an outlet, a place or an office: bylines and mastheads."""

from __future__ import annotations

import re

from tollbook.intake.furniture import HEAD_PARAGRAPHS, ends_a_sentence, furniture, plain
from tollbook.intake.stamps import MONTH_WORDS, beside_stamp, read_stamp
from tollbook.record.text import fold

_MAX_LINE = 120
_MAX_NAME_WORDS = 8
_BY = re.compile(
    r"^(?:(?:by|from|reporting by|edited by|written by)\s"
    r"|(?:own|our|staff|special) (?:reports?|reporters?|correspondents?|writers?)\b)",
    re.I,
)
_PARTED = re.compile(r"\s[|·•]\s")
_COUNTER = re.compile(
    r"\b(?:views?|reads?|hits|comments?|shares?)\s*:?\s*[\d.,]+k?\b"
    r"|\b[\d.,]+k?\s*(?:views?|reads|hits|comments?|shares?|min(?:ute)?s?(?:\s+read)?)\b",
    re.I,
)
_REMARK = re.compile(r"\s*\([^()]*\)\s*$")
_CONNECTIVES = frozenset(
    ["of", "the", "and", "for", "in", "on", "to", "de", "la", "el", "al", "du", "des", "&", "-"]
)
_DATELINE = re.compile(r"^[^\n]{0,80}?(?:\s[-–—]{1,2}(?:\s|$)|\s?[—–]|\):)")

_MONTH = rf"(?i:{'|'.join(sorted(MONTH_WORDS, key=len, reverse=True))})\.?"
_NAMES = r"[A-Z][\w'\u2019.-]+(?: [A-Z][\w'\u2019.-]+){0,3}"
_PRINTED_DATELINE = re.compile(
    rf"^(?:\(?{_NAMES}(?:, {_NAMES})?(?:,? | [-\u2013\u2014] )|\([A-Z][^()\n]{{2,38}}\) )"
    rf"(?:\d{{1,2}} {_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}}, \d{{4}})"
    r"\)?(?:\.(?=\s+[A-Z])|(?: \([^()\n]{2,40}\))? ?[-\u2013\u2014]{1,2}(?=\s))"
)


def dateline_of(paragraph: str) -> str | None:
    """The dateline with which a paragraph begins ("BAGHDAD, Oct 5 (Wire) -"); None: it has none.

    Datelines begin with a word in capitals, or are a name and a whole date ("Basra, 5 October
    2019. Three people ..."), or a wire's name and a whole date ("(Own report) October 5, 2019 - ").
    """
    printed = _PRINTED_DATELINE.match(paragraph)
    if printed is not None:
        return printed.group()
    first = re.match(r"\(?[^\W\d_]{2,}", paragraph)
    if not first or not first.group().lstrip("(").isupper():
        return None
    found = _DATELINE.match(paragraph)
    return found.group() if found else None


def dated_byline(line: str) -> str | None:
    """The name that a line of its own gives beside a date; None: it is no such line.

    "The Courier, Friday 4 October 2019", "Qalat, 4 October 2019", "Press office | 4 October 2019 |
    Views: 210". The name has up to eight words, all of them written as names are, unless the line
    begins with "By" or "Own report", or has its parts between bars; none a number, none a word of
    harm or saying.
    """
    if len(line) > _MAX_LINE or ends_a_sentence(line):
        return None
    days = read_stamp(line)
    if days is None or days[0] != days[1]:  # a place and a month are a heading
        return None
    bare = _REMARK.sub("", line)  # "Basra, 4 October 2019 (own report)"
    name = beside_stamp(_COUNTER.sub(" ", bare if read_stamp(bare) == days else line))
    words = name.split()
    if not 1 <= len(words) <= _MAX_NAME_WORDS or any(c.isdigit() for c in name):
        return None
    if {plain(w) for w in words} & furniture().never_caption:
        return None
    loose = bool(_BY.match(line) or _PARTED.search(line))
    return name if loose or _is_a_name(words) else None


def is_outlets_byline(line: str, outlet: str | None) -> bool:
    """Whether a dated line says no more than the outlet's name, or parts between bars.

    Other bylines and datelines stay: they say who wrote, and where.
    """
    name = dated_byline(line)
    if name is None:
        return False
    if outlet is not None and fold(name) == fold(outlet):
        return True
    return bool(_PARTED.search(line)) and not _BY.match(line)


def without_outlet_lines(paragraphs: list[str], outlet: str | None) -> list[str]:
    """Paragraphs without the outlet's name and its own dated lines among the first six."""
    name = plain(outlet) if outlet else None
    return [
        p
        for i, p in enumerate(paragraphs)
        if i >= HEAD_PARAGRAPHS or not (plain(p) == name or is_outlets_byline(p, outlet))
    ]


def names_an_office(line: str) -> bool:
    """Whether a line is the name of an outlet or office, as in a letterhead, and nothing else.

    Each part between commas ends with a word for such ("Northern Herald", "Press Office") or
    begins with one and "of" or "for" ("Ministry of Health"); see ``offices`` in
    ``furniture.toml``. A remark in brackets at the end does not count.
    """
    if len(line) > _MAX_LINE or ends_a_sentence(line):
        return False
    bare = _REMARK.sub("", line)
    words = bare.replace(",", " ").split()
    if not 2 <= len(words) <= 2 * _MAX_NAME_WORDS or not _is_a_name(words):
        return False
    if {plain(w) for w in words} & furniture().never_caption:
        return False
    return all(_is_office(part.split()) for part in bare.split(","))


def said_again(name: str, text: str) -> bool:
    """Whether a part of a name (of two words and more) stands in ``text``, too."""
    told = f" {fold(text)} "
    parts = (fold(part) for part in _REMARK.sub("", name).split(","))
    return any(len(part.split()) > 1 and f" {part} " in told for part in parts)


def _is_office(words: list[str]) -> bool:
    known = furniture().offices
    if not words:
        return False
    last, first = plain(words[-1]), plain(words[0])
    return last in known or (
        first in known and len(words) > 2 and words[1].casefold() in ("of", "for")
    )


def _is_a_name(words: list[str]) -> bool:
    return all(w.lstrip("(\"'“‘")[:1].isupper() or w.casefold() in _CONNECTIVES for w in words)
