""" "He is the third person to die": no further one, but a toll of three."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tollbook.read.draft import Draft
from tollbook.read.word_lists import PatternList
from tollbook.read.words import per_words, table
from tollbook.record import Count, Why

_IS_NTH = PatternList("events", "ordinals", "is_nth")
_OVER_TIME = PatternList("events", "ordinals", "over_time")


@per_words
def ordinals() -> dict[str, int]:
    """ "second" to "twelfth", and the number of each."""
    return {word: n for n, word in enumerate(table("events")["ordinals"]["nth"], 2)}


def ordinals_as_tolls(drafts: Sequence[Draft], text: str) -> list[Draft]:
    """The drafts, "he is the third person to die" as three, of whom he is one.

    Not over a year or a wave ("the third killed this year"), which then adds nobody.

    :param text: the report's.
    """
    return [_toll(d, text) for d in drafts]


def _toll(draft: Draft, text: str) -> Draft:
    if draft.harm != "killed" or draft.scope != "incident" or draft.n != 1:
        return draft
    said = _IS_NTH.search(text, *draft.sentence)
    if said is None or not said.start() <= draft.evidence.start <= said.end():
        return draft
    nth = said["nth"].casefold()
    n = ordinals().get(nth) or int(re.sub(r"\D", "", nth))
    if n < 2:
        return draft
    if _OVER_TIME.search(text, *draft.sentence):
        return replace(draft, kind="definite", additional=False)
    why = Why("count", f"the {nth} to die: {n} in all", draft.evidence)
    return replace(
        draft,
        count=Count.exact(n, said["nth"]),
        kind="number",
        pattern="toll",
        victims=(),
        additional=False,
        besides=False,
        why=(*draft.why, why),
    )
