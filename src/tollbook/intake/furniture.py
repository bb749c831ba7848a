"""Taking page furniture off: phrases from ``furniture.toml``, and where such lines stand.

Rules work on whole paragraphs, or on known phrases glued to the ends of a text. A paragraph that
could be a sentence of the article stays.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from anyascii import anyascii

from tollbook.intake.stamps import is_only_a_stamp

HEAD_PARAGRAPHS = 6
"""Paragraphs under the headline among which a line with only a date is furniture."""

_SHORT = 200
_SENTENCE_END = re.compile(r"[.!?…؟。][\"'”’»)\]]*$")
_EDGE = re.compile(r"^[\W_]+|[\W_]+$")


@dataclass(frozen=True, slots=True)
class Furniture:
    """The phrases of ``furniture.toml``, folded by :func:`plain`."""

    lines: frozenset[str]
    starts: tuple[str, ...]
    holds: tuple[str, ...]
    tails: tuple[str, ...]
    leads: tuple[str, ...]
    before_lists: frozenset[str]
    breadcrumbs: frozenset[str]
    never_caption: frozenset[str]
    offices: frozenset[str]


@cache
def furniture() -> Furniture:
    """The phrases that come with the package."""
    text = files("tollbook.intake").joinpath("furniture.toml").read_text("utf-8")
    data: dict[str, list[str]] = tomllib.loads(text)
    folded = {name: [p.casefold().strip() for p in phrases] for name, phrases in data.items()}
    return Furniture(
        lines=frozenset(folded["lines"]),
        starts=tuple(folded["starts"]),
        holds=tuple(folded["holds"]),
        tails=tuple(folded["tails"]),
        leads=tuple(folded["leads"]),
        before_lists=frozenset(folded["before_lists"]),
        breadcrumbs=frozenset(folded["breadcrumbs"]),
        never_caption=frozenset(folded["never_caption"]),
        offices=frozenset(folded["offices"]),
    )


def plain(line: str) -> str:
    """A line without case, accents, curly quotes and marks at its ends, to compare it."""
    return _EDGE.sub("", " ".join(anyascii(line).casefold().split()))


def ends_a_sentence(paragraph: str) -> bool:
    return bool(_SENTENCE_END.search(paragraph))


def is_furniture(paragraph: str) -> bool:
    """Whether a paragraph as a whole is page furniture."""
    if len(paragraph) > _SHORT:
        return False
    known = furniture()
    bare = plain(paragraph)
    if not bare or bare in known.lines:
        return True
    low = anyascii(paragraph).casefold().lstrip(" *-\"'") if "©" not in paragraph else paragraph
    return low.casefold().startswith(known.starts) or any(p in bare for p in known.holds)


def is_caption(line: str, following: str) -> bool:
    """Whether the line under the headline is a picture's caption: a few words that name something.

    At most five words, one of them not a name, none a number or a word of harm or of saying, no
    mark at the end, and a real paragraph after it. "Baghdad, Iraq" (a dateline) and "By Our Staff"
    stay.
    """
    words = line.split()
    if not 1 < len(words) <= 5 or re.search(r"\d|[.!?:;,\"”’)]$", line):
        return False
    if plain(words[0]) in ("by", "from") or all(w[:1].isupper() for w in words):
        return False
    if {plain(w) for w in words} & furniture().never_caption:
        return False
    return len(following) >= 60 and len(following.split()) > 8


def without_lead(paragraph: str) -> str:
    """A first paragraph without a known phrase glued to its front ("Skip to content")."""
    low = paragraph.casefold()
    for phrase in furniture().leads:
        if low.startswith(phrase):
            return without_lead(paragraph[len(phrase) :].lstrip(" |>:"))
    return paragraph


def without_tail(paragraph: str) -> str:
    """A last paragraph without a known phrase glued to its end.

    Only after the end of a sentence (or a space): "the exit mobile version" inside one stays.
    """
    low = paragraph.casefold()
    for phrase in furniture().tails:
        if low.endswith(phrase):
            before = paragraph[: -len(phrase)].rstrip()
            if not before or ends_a_sentence(before):
                return without_tail(before)
    return paragraph


def clear(paragraphs: list[str], title: str | None) -> list[str]:
    """The paragraphs of an article without furniture and without its headline repeated.

    Order stays, wording stays. The headline is dropped where it is repeated among the first
    paragraphs; a line with only a date there too (it was read before).
    """
    kept = [p for p in _without_lists(paragraphs) if not is_furniture(p)]
    head = plain(title) if title else None
    kept = [
        p
        for i, p in enumerate(kept)
        if not (
            i < HEAD_PARAGRAPHS
            and len(p) <= 2 * _SHORT
            and (is_only_a_stamp(p) or plain(p) == head)
        )
    ]
    if title and len(kept) > 1 and is_caption(kept[0], kept[1]):
        kept = kept[1:]
    if kept:
        kept[0] = without_lead(kept[0])
        kept[-1] = without_tail(kept[-1])
    return [p for p in kept if p]


def _without_lists(paragraphs: list[str]) -> list[str]:
    """Without headings such as "Related articles" and the bare headlines that follow them."""
    kept: list[str] = []
    in_list = False
    for paragraph in paragraphs:
        if len(paragraph) <= _SHORT and plain(paragraph) in furniture().before_lists:
            in_list = True
        elif in_list and not ends_a_sentence(paragraph) and len(paragraph) <= _SHORT:
            continue
        else:
            in_list = False
            kept.append(paragraph)
    return kept
