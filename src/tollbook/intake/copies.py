"""Which reports are copies of which: the same story word for word, lightly edited, or cut off.

A copy may have another headline, a credit line, small edits, or stop early. What makes two texts
*not* copies, however alike they are, is another figure: an update that only raises the toll says
something new. So every candidate is aligned word by word, and a number that stands in one text
and not at the same place of the other keeps them apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tollbook.record import Report
from tollbook.record.ids import digest_of

_SHINGLE = 4  # words
_PERMUTATIONS, _BANDS = 126, 42  # three rows a band: .94 of pairs at Jaccard .4, 1.0 at .6
_SEED = 42
_NEAR = 0.7  # Jaccard of shingles: about one word in twenty-five changed
_WITHIN = 0.9  # share of the shorter text's shingles that the longer one has
_MIN_WORDS = 25  # shorter texts are copies only where they are equal
_HEAD_WORDS = 15  # credit and dateline may differ in their numbers (the day)

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_NUMBER_WORDS = {word: str(i) for i, word in enumerate(_SMALL)} | {
    word: str(10 * i)
    for i, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
    )
}
_FIGURES = frozenset(
    [
        "hundred",
        "hundreds",
        "thousand",
        "thousands",
        "dozen",
        "dozens",
        "score",
        "scores",
        "tens",
        "several",
        "many",
        "no",
        "none",
        "million",
        "couple",
        "few",
    ]
)


@dataclass(frozen=True, slots=True)
class _Text:
    id: str
    words: tuple[str, ...]
    shingles: frozenset[str]
    title_numbers: frozenset[str]


def copy_groups(reports: Sequence[Report]) -> dict[str, str]:
    """Report id to the id of the report it copies; originals are not in it.

    The original is the earliest by published date (undated ones last), then by sequence, then by
    id. Copies are compared with originals only, so that they form no chains, and the result does
    not depend on the order of ``reports``.
    """
    from rensa import RMinHash, RMinHashLSH  # noqa: PLC0415 - slow to load

    ordered = sorted({r.id: r for r in reports}.values(), key=_arrival)
    index = RMinHashLSH(threshold=0.5, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    originals: list[_Text] = []
    exact: dict[str, str] = {}
    copies: dict[str, str] = {}
    for report in ordered:
        text = _prepared(report)
        same = exact.setdefault(_key(report, text), report.id)
        if same != report.id:
            copies[report.id] = same
            continue
        if len(text.words) < _MIN_WORDS:
            continue
        sketch = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
        sketch.update(list(text.shingles))
        candidates = (originals[i] for i in sorted(index.query(sketch)))
        original = next((o for o in candidates if is_copy(o, text)), None)
        if original is not None:
            copies[report.id] = original.id
            continue
        index.insert(len(originals), sketch)
        originals.append(text)
    # An exact double of a copy is a copy of that copy's original.
    return {copy: copies.get(original, original) for copy, original in copies.items()}


def _arrival(report: Report) -> tuple[date, int, str]:
    return (report.published.start if report.published else date.max, report.sequence, report.id)


def _key(report: Report, text: _Text) -> str:
    """Equal for equal bodies; very short bodies ("More follows.") count with their headline."""
    if len(text.words) >= _MIN_WORDS:
        return digest_of(*text.words, *sorted(text.title_numbers - set(text.words)))
    return digest_of(report.title or "", *text.words)


def _prepared(report: Report) -> _Text:
    words = tuple(_words(report.text[report.body_start :]))
    grams = (words[i : i + _SHINGLE] for i in range(max(1, len(words) - _SHINGLE + 1)))
    shingles = frozenset(" ".join(g) for g in grams)
    numbers = frozenset(w for w in _words(report.title or "") if _is_figure(w))
    return _Text(report.id, words, shingles, numbers)


def _words(text: str) -> list[str]:
    folded = (w.casefold().replace("’", "'").replace(",", "") for w in _WORD.findall(text))
    return [_NUMBER_WORDS.get(w, w) for w in folded]


def _is_figure(word: str) -> bool:
    return word[0].isdigit() or word in _FIGURES


def is_copy(one: _Text, other: _Text) -> bool:
    """Whether two texts are copies: enough words in common, and no figure that differs."""
    shared = len(one.shingles & other.shingles)
    shorter = min(len(one.shingles), len(other.shingles))
    near = shared >= _NEAR * len(one.shingles | other.shingles)
    if not near and shared < _WITHIN * shorter:
        return False
    return not _figures_differ(one, other)


def _figures_differ(one: _Text, other: _Text) -> bool:
    """Whether a number stands in one text and not at the same place of the other.

    What only one text has at its very end (the other was cut off there) or, as credit and
    dateline, at its beginning does not count. A number in a headline must stand somewhere in the
    other report.
    """
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - slow to load

    for mine, theirs in ((one, other), (other, one)):
        if mine.title_numbers - set(theirs.words) - theirs.title_numbers:
            return True
    codes = list(Indel.opcodes(one.words, other.words))
    same = [c for c in codes if c.tag == "equal"]
    if not same:
        return True
    first, last = same[0], same[-1]
    for code in codes:
        if code.tag == "equal":
            continue
        at_end = code.src_start >= last.src_end and code.dest_start >= last.dest_end
        at_start = code.src_end <= first.src_start and code.dest_end <= first.dest_start
        changed = (
            one.words[code.src_start : code.src_end] + other.words[code.dest_start : code.dest_end]
        )
        if at_end or (at_start and len(changed) <= _HEAD_WORDS):
            continue
        if any(_is_figure(w) for w in changed):
            return True
    return False
