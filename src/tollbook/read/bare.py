"""Sentences parsed without the bounds of their numbers ("at least", "between 17 and") and without
the day on which somebody was accused ("accused the army on Friday of killing").

A parser takes "At dawn on Tuesday, 17 October, at least 12 civilians, all of one family, were
killed" apart at the "at". What bounds a number is read by its own grammar and tells the tree
nothing, so the parser gets "12 civilians"; afterwards the words are put back, each below its
number. So it is with the day of an accusation, to which the parser ties the deed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tollbook.read.numbers import NumberPhrase
from tollbook.read.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc

_BOUND = "quantmod"
_WHOM = 12  # tokens that name whom somebody accuses
_OF = frozenset({"of", "for", "with"})
_TAG = "RB"


@dataclass(frozen=True, slots=True)
class Bare:
    """A document to parse, and how its tokens stand in the whole one.

    :ivar kept: index in the whole document of each token of ``doc``; None: they are the same.
    :ivar under: index of a word left out -> that of its number.
    """

    doc: Doc
    kept: tuple[int, ...] | None
    under: dict[int, int]

    def put_back(self, whole: Doc, parsed: Doc) -> Doc:
        """The whole document with the parse of the bare one."""
        if self.kept is None:
            return parsed
        from spacy.tokens import Doc  # noqa: PLC0415 - slow to load

        heads = [self.under.get(i, i) for i in range(len(whole))]
        tags = [_TAG] * len(whole)
        deps = [_BOUND] * len(whole)
        for token, i in zip(parsed, self.kept, strict=True):
            heads[i] = self.kept[token.head.i]
            tags[i], deps[i] = token.tag_, token.dep_
        return Doc(
            whole.vocab,
            words=[t.text for t in whole],
            spaces=[bool(t.whitespace_) for t in whole],
            tags=tags,
            deps=deps,
            heads=heads,
        )


def without_bounds(doc: Doc, numbers: Sequence[NumberPhrase]) -> Bare:
    """The document without the words that only bound its numbers."""
    under = _days_of_accusing(doc)
    for number in numbers:
        under.update(_bounds_of(doc, number))
    if not under:
        return Bare(doc, None, {})
    from spacy.tokens import Doc  # noqa: PLC0415 - slow to load

    kept = tuple(i for i in range(len(doc)) if i not in under)
    bare = Doc(
        doc.vocab,
        words=[doc[i].text for i in kept],
        spaces=[bool(doc[i].whitespace_) for i in kept],
    )
    for token in bare:
        token.is_sent_start = token.i == 0
    return Bare(bare, kept, under)


def _days_of_accusing(doc: Doc) -> dict[int, int]:
    """Words of a day between whom somebody accuses and of what -> the verb's token."""
    under: dict[int, int] = {}
    verbs = word_set("cues", "accusing", "verbs")
    for token in doc:
        if token.lower_ not in verbs:
            continue
        for i in range(token.i + 2, min(token.i + _WHOM, len(doc) - 3)):
            on, day, of, deed = (doc[i + n].lower_ for n in range(4))
            if on == "on" and day.endswith("day") and of in _OF and deed.endswith("ing"):
                under |= {i: token.i, i + 1: token.i}
                break
    return under


def _bounds_of(doc: Doc, number: NumberPhrase) -> dict[int, int]:
    """Words of a number phrase beside its last number -> that number's token."""
    if number.parsed_as_is or number.count.shape == "zero":
        return {}
    outer = [t for t in doc if number.start <= t.idx and t.idx + len(t) <= number.end]
    core = [t.i for t in outer if number.last_start <= t.idx and t.idx < number.core_end]
    if not core:
        return {}
    return {t.i: core[-1] for t in outer if not core[0] <= t.i <= core[-1]}
