"""Frames: ways of saying harm, loaded from data, and the trigger words the gate scans for."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

from tollbook.read.words import frame_files
from tollbook.record.vocabulary import HARMS, Harm

Pattern = Literal[
    "transitive",
    "violence",
    "intransitive",
    "state",
    "noun",
    "count_noun",
    "toll",
    "lives",
    "body",
    "suffer",
    "light",
    "attack",
    "fire_on",
    "number_of",
]
PATTERNS: tuple[Pattern, ...] = get_args(Pattern)


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and the bounds that the frame must read from it (None: unknown)."""

    text: str
    low: int | None
    best: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Frame:
    """One way of saying one harm.

    :ivar forms: trigger words, lower case.
    :ivar particle: a word that must follow as particle ("down"); "" none.
    :ivar only_upgraded: forms that mean harm only together with "dead" or "to death".
    :ivar count_forms: of a noun, the forms that a number may count ("14 deaths").
    :ivar verbs: of a light construction, the verbs that carry it ("taken hostage").
    """

    name: str
    harm: Harm
    pattern: Pattern
    forms: frozenset[str]
    examples: tuple[Example, ...]
    particle: str = ""
    only_upgraded: frozenset[str] = frozenset()
    count_forms: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()


def _bound(n: int) -> int | None:
    return None if n < 0 else n


def _frame(raw: dict[str, object], file: str) -> Frame:
    pattern, harm = str(raw["pattern"]), str(raw["harm"])
    if pattern not in PATTERNS or harm not in HARMS:
        raise ValueError(f"{file}: frame {raw.get('name')!r}: no pattern {pattern} or harm {harm}")
    examples = cast("list[tuple[str, int, int, int]]", raw.get("examples", []))
    return Frame(
        name=str(raw["name"]),
        harm=harm,
        pattern=pattern,
        forms=frozenset(str(raw["forms"]).split()),
        examples=tuple(Example(t, _bound(a), _bound(b), _bound(c)) for t, a, b, c in examples),
        particle=str(raw.get("particle", "")),
        only_upgraded=frozenset(str(raw.get("only_upgraded", "")).split()),
        count_forms=frozenset(str(raw.get("count_form", "")).split()),
        verbs=frozenset(str(raw.get("verbs", "")).split()),
    )


@cache
def frames() -> tuple[Frame, ...]:
    """All frames, in the order of their files.

    :raises ValueError: for a frame file with an unknown pattern or harm.
    """
    return tuple(
        _frame(raw, name) for name, text in frame_files() for raw in tomllib.loads(text)["frame"]
    )


@cache
def by_form() -> dict[str, tuple[Frame, ...]]:
    """Trigger word (lower case) -> the frames it may open."""
    found: dict[str, tuple[Frame, ...]] = {}
    for frame in frames():
        for form in frame.forms:
            found[form] = (*found.get(form, ()), frame)
    return found


@cache
def trigger_pattern() -> re.Pattern[str]:
    """One compiled scan for every trigger word, as the gate uses it."""
    words = sorted(by_form(), key=lambda w: (-len(w), w))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)
