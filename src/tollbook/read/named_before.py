"""Who "the guerrillas" and "the group" are: the one armed organisation that the report has named.

Only a definite points back, only at an organisation that the lexicon knows, and only where the
report has named exactly one so far; with two nothing is taken over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from tollbook.read.draft import Draft
from tollbook.read.statements import Told
from tollbook.read.words import per_words, word_set
from tollbook.record import Actor, Perpetrator, Span, Why

_NAMING = frozenset({"claim_of_responsibility", "blame"})
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


def parties_named(
    told: Sequence[Told],
    drafts: Sequence[Draft],
    actors: Sequence[Span],
    actor_of: Callable[[str], Actor | None],
) -> list[Told]:
    """Statements whose parties only point back ("the same group claimed that attack"), by name.

    "The same group" is the last named before it that did or said it did something; "the group"
    only where one was named.
    """
    doing = {p.text for d in drafts for p in d.perpetrators}
    doing |= {p for one in told if one.statement.kind in _NAMING for p in one.statement.parties}
    named = [(span, actor) for span in actors if (actor := actor_of(span.quote)) is not None]
    bands = [(span, actor) for span, actor in named if actor.kind in _ARMED]
    out = []
    for one in told:
        said = one.statement
        before = [(s, a) for s, a in bands if s.end <= said.span.start]
        last = [s.quote for s, _ in before if any(s.quote in words for words in doing)]
        one_only = before[-1][0].quote if len({a.id for _, a in before}) == 1 else None
        parties = tuple(_by_name(p, one_only, last[-1:]) for p in said.parties)
        out.append(replace(one, statement=replace(said, parties=parties)))
    return out


def _by_name(party: str, only: str | None, last: Sequence[str]) -> str:
    if not _definite().fullmatch(party):
        return party
    return last[0] if last and " same " in party.casefold() else only or party


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
