"""A figure that its speaker puts in the place of an earlier one, in the sentence after it.

"32 were killed, the ministry said. It later corrected its count to 23": the count names no harm,
so that no frame reads it; what it counts are those of the figure that it corrects.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tollbook.read.draft import PUT_RIGHT, Draft
from tollbook.read.numbers import find_numbers
from tollbook.read.words import pattern
from tollbook.record import Span, Why

_REACH = 200  # characters behind a sentence in which the correction may stand
_TO = re.compile(r"\s+(?:from\s+[\w,]+\s+)?to\s+", re.IGNORECASE)
_ENDS = re.compile(r"[.!?][\"'\u201d\u2019)]*(?=\s|$)")


def corrected(draft: Draft, told: Sequence[Draft], text: str, order: int) -> Draft | None:
    """The figure that the next sentence puts in a figure's place; None: it puts none.

    :param told: the report's drafts; where one of them reads the new figure, it stands as it is.
    :param order: what the new draft gets as its place among them.
    """
    if draft.scope != "incident" or not draft.count.quantified or draft.harm == "attacked":
        return None
    rest = text[draft.sentence[1] : draft.sentence[1] + _REACH]
    start = draft.sentence[1] + len(rest) - len(rest.lstrip())
    stop = _ENDS.search(text, start)
    end = stop.start() if stop else len(text)
    cue = pattern("bearing", "retracted", "puts_right").search(text, start, end)
    to = _TO.match(text, cue.end()) if cue else None
    if cue is None or to is None:
        return None
    numbers = [n for n in find_numbers(text[to.end() : end], ()) if n.start == 0]
    if not numbers:
        return None
    quote = text[cue.start() : to.end() + numbers[0].end].rstrip()
    words = Span(cue.start(), cue.start() + len(quote), quote)
    if any(d.evidence.start < words.end and words.start < d.evidence.end for d in told):
        return None
    asserts = replace(draft.said_by[-1], stance="asserts")
    return replace(
        draft,
        order=order,
        count=numbers[0].count,
        kind="number",
        evidence=words,
        sentence=(start, end),
        sentence_index=draft.sentence_index + 1,
        victims=(),
        parts=(),
        said_by=(*draft.said_by[:-1], asserts),
        rule=f"{draft.rule}, {PUT_RIGHT}",
        repeats=(),
        inherited=tuple(dict.fromkeys((*draft.inherited, "victims", "places", "times"))),
        why=(*draft.why, Why("count", "put in the place of an earlier figure", words)),
    )
