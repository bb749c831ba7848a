"""Who "the guerrillas" and "the group" are: the one armed organisation that the report has named.

Only a definite points back, only at an organisation that the lexicon knows, and only where the
report has named exactly one so far; with two nothing is taken over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from tollbook.read.draft import Draft
from tollbook.read.words import per_words, word_set
from tollbook.record import Actor, Perpetrator, Span, Why

_ARMED = frozenset({"armed_group", "militia"})


@per_words
def _definite() -> re.Pattern[str]:
    nouns = "|".join(sorted(word_set("roles", "bands")))
    return re.compile(rf"(?:the|these|those|this|that)\s+(?:\w+\s+)?(?:{nouns})", re.IGNORECASE)


def with_named(
    drafts: Sequence[Draft], actors: Sequence[Span], actor_of: Callable[[str], Actor | None]
) -> list[Draft]:
    """Drafts whose doers point back, with the organisation's name beside them.

    :param actors: known actors of the report, in order; :param actor_of: what a name stands for.
    """
    named = [(span, actor) for span in actors if (actor := actor_of(span.quote)) is not None]
    bands = [(span, actor) for span, actor in named if actor.kind in _ARMED]
    return [_named(d, bands) for d in drafts] if bands else list(drafts)


def _named(draft: Draft, bands: Sequence[tuple[Span, Actor]]) -> Draft:
    for doer in draft.perpetrators:
        if doer.span is None or not _definite().fullmatch(doer.text):
            continue
        before = [(s, a) for s, a in bands if s.end <= doer.span.start]
        if not before or len({a.id for _, a in before}) > 1:
            continue
        span = before[-1][0]
        if any(p.span == span for p in draft.perpetrators):
            continue
        added = Perpetrator(span.quote, doer.surety, span)
        return replace(
            draft,
            perpetrators=(*draft.perpetrators, added),
            inherited=tuple(dict.fromkeys((*draft.inherited, "perpetrators"))),
            why=(*draft.why, Why("perpetrators", f"who {doer.text!r} are", span)),
        )
    return draft
