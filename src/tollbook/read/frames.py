"""Frames: ways of saying harm, loaded from data, and the words that open them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast, get_args

from tollbook.errors import UsageError
from tollbook.read.words import frame_files, per_words
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
    "struck_with",
    "number_of",
    "brought_to",
    "struck",
    "with_wounds",
    "condition",
    "fares",
    "sent",
    "fatally",
    "blow",
    "maimed",
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
    :ivar particle: a word that must follow as particle ("down"); of ``fares``, the preposition that
        its word must stand behind; "" none.
    :ivar only_upgraded: forms that mean harm only together with "dead" or "to death".
    :ivar count_forms: of a noun, the forms that a number may count ("14 deaths").
    :ivar verbs: of a light construction, the verbs that carry it ("taken hostage"); of ``fares``
        and ``sent``, those that a word must stand under ("fighting for his life").
    :ivar harmless: sentences with one of its words, from which it must read nothing.
    :ivar file: where it is written.
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
    harmless: tuple[str, ...] = ()
    file: str = ""


_TEXTS = ("name", "harm", "pattern", "forms", "particle", "only_upgraded", "count_form", "verbs")
_KEYS = frozenset((*_TEXTS, "examples", "harmless"))
_NEEDED = ("name", "harm", "pattern", "forms")


def _frame(raw: object, file: str, known: Mapping[str, Frame]) -> Frame:
    if not isinstance(raw, dict):
        raise _fault("a frame must be a table", repr(raw)[:80], file, "write it under [[frame]]")
    where = f"{file}, frame {raw.get('name', '(without a name)')!r}"
    for key in _NEEDED:
        if not raw.get(key):
            raise _fault(f"a frame needs {key}", None, where, f"add it: {key} = ...")
    for key in raw:
        if key not in _KEYS:
            use = f"use one of: {', '.join(sorted(_KEYS))}"
            raise _fault("a frame has no such key", key, where, use)
    text = {k: v for k, v in raw.items() if k not in ("examples", "harmless")}
    for key, value in text.items():
        if not isinstance(value, str):
            raise _fault(f"{key} must be text", repr(value)[:80], where, f'write {key} = "..."')
    if text["name"] in known:
        raise _fault("two frames have this name", text["name"], where, "give it another name")
    for key, allowed in (("pattern", PATTERNS), ("harm", HARMS)):
        if text[key] not in allowed:
            choice = f"use one of: {', '.join(allowed)}"
            raise _fault(f"a frame has no such {key}", text[key], where, choice)
    if text["pattern"] in {"light", "fares", "sent"} and not text.get("verbs"):
        add = 'add verbs = "take takes took"'
        raise _fault("this pattern needs verbs", text["pattern"], where, add)
    return Frame(
        name=text["name"],
        harm=cast("Harm", text["harm"]),
        pattern=cast("Pattern", text["pattern"]),
        forms=frozenset(text["forms"].casefold().split()),
        examples=_examples(raw.get("examples", []), where),
        particle=text.get("particle", ""),
        only_upgraded=frozenset(text.get("only_upgraded", "").split()),
        count_forms=frozenset(text.get("count_form", "").split()),
        verbs=frozenset(text.get("verbs", "").split()),
        harmless=_harmless(raw.get("harmless", []), where),
        file=file,
    )


def _examples(raw: object, where: str) -> tuple[Example, ...]:
    found = []
    rows: list[object] = raw if isinstance(raw, list) else [raw]
    for row in rows:
        if not isinstance(row, list) or [type(v) for v in row] != [str, int, int, int]:
            form = 'write ["A sentence.", 2, 2, 2], with -1 for a bound not known'
            raise _fault("an example is a sentence and three bounds", repr(row)[:80], where, form)
        text, *bounds = row
        low, best, high = (None if n < 0 else n for n in bounds)
        found.append(Example(text, low, best, high))
    return tuple(found)


def _harmless(raw: object, where: str) -> tuple[str, ...]:
    if not isinstance(raw, list) or not all(isinstance(text, str) for text in raw):
        form = 'write harmless = ["A sentence."]'
        raise _fault("harmless is a list of sentences", repr(raw)[:80], where, form)
    return tuple(raw)


def _fault(message: str, value: str | None, where: str, then: str) -> UsageError:
    return UsageError(message, value=value, where=where, next=then)


@per_words
def frames() -> tuple[Frame, ...]:
    """All frames, in the order of their files; those of a book's users come last.

    :raises UsageError: for a frame that lacks something, has a value that is not known, or the
        name of another.
    """
    found: dict[str, Frame] = {}
    for file, contents in frame_files():
        rows = contents.get("frame")
        if not isinstance(rows, list) or len(contents) > 1:
            named = ", ".join(key for key in contents if key != "frame") or None
            form = "head each frame with [[frame]], and write nothing outside"
            raise _fault("a file of frames holds frames and nothing else", named, file, form)
        for raw in rows:
            frame = _frame(raw, file, found)
            found[frame.name] = frame
    return tuple(found.values())


@per_words
def by_form() -> dict[str, tuple[Frame, ...]]:
    """Trigger word (lower case) -> the frames it may open, in the order of their patterns."""
    found: dict[str, tuple[Frame, ...]] = {}
    for frame in sorted(frames(), key=lambda f: PATTERNS.index(f.pattern)):
        for form in frame.forms:
            found[form] = (*found.get(form, ()), frame)
    return found
