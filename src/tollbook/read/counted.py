"""Figures that go with a count of incidents.

"In May, 94 incidents were recorded. In all, 163 people were killed" is a month's total, though no
word of the second sentence says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tollbook.read.day_and_place import days_named
from tollbook.read.draft import Draft
from tollbook.read.periods import MONTH_LONG, PERIOD, REPORTED_OVER
from tollbook.read.sentences import Sentence
from tollbook.read.word_lists import PatternList
from tollbook.record import Span

_COUNT_OF = PatternList("events", "counted", "count_of")
"""A count of what happened, with its number and who or that somebody kept it."""
_OF_ONE = PatternList("events", "counted", "of_one")
_MONTH_NAMED = PatternList("events", "counted", "month_named")
_HEAD = 300  # characters of a report within which its head names the month


@dataclass(frozen=True, slots=True)
class _Opened:
    """A count of incidents: its sentence and the days it covers (None: they are not said)."""

    sentence: Sentence
    period: Span | None


def with_counted(
    drafts: Sequence[Draft], sentences: Sequence[Sentence], text: str, times: Sequence[Span]
) -> list[Draft]:
    """The drafts, those of a sentence that counts incidents and of those that go on with it as
    totals of the same days.

    :param times: expressions of time in the text.
    """
    opened = _counts_in(sentences, text, times)
    if not opened:
        return list(drafts)
    return [_taken(d, opened, text) for d in drafts]


def _counts_in(sentences: Sequence[Sentence], text: str, times: Sequence[Span]) -> list[_Opened]:
    found: list[_Opened] = []
    for sentence in sentences:
        if sentence.headline or _COUNT_OF.search(text, sentence.start, sentence.end) is None:
            continue
        inside = [t for t in times if sentence.start <= t.start and t.end <= sentence.end]
        period = next((t for t in inside if _covers(t.quote)), None)
        if period is None and not inside:
            before = [o.period for o in found if o.period is not None]
            period = before[-1] if before else _of_head(times)
        if period is not None:
            found.append(_Opened(sentence, period))
    return found


def _covers(words: str) -> bool:
    found = MONTH_LONG.search(words) or PERIOD.match(words) or _MONTH_NAMED.fullmatch(words)
    return bool(found or REPORTED_OVER.search(words))


def _of_head(times: Sequence[Span]) -> Span | None:
    """The month, or the days, that the head of a periodical names."""
    return next((t for t in times if t.start < _HEAD and _covers(t.quote)), None)


def _taken(draft: Draft, opened: Sequence[_Opened], text: str) -> Draft:
    if draft.scope not in {"incident", "cumulative"} or draft.period is not None:
        return draft
    if not draft.quantified or draft.harm == "attacked":
        return draft
    if draft.headline or draft.past or not draft.count.positive:
        return draft
    if draft.count.is_exact and draft.n == 1:
        return draft  # one person's death is no total
    governs = next((o for o in reversed(opened) if _goes_on(draft, o, text)), None)
    if governs is None or governs.period is None:
        return draft
    area = draft.area or (draft.places[0] if draft.places else None)
    inherited = tuple(dict.fromkeys((*draft.inherited, "scope", "period")))
    return replace(draft, scope="cumulative", area=area, period=governs.period, inherited=inherited)


def _goes_on(draft: Draft, opened: _Opened, text: str) -> bool:
    """Whether a figure stands with a count of incidents, or after it in its paragraph."""
    same = draft.sentence == (opened.sentence.start, opened.sentence.end)
    if not same and not (
        draft.paragraph == opened.sentence.paragraph
        and draft.sentence_index > opened.sentence.index
    ):
        return False
    if days_named(draft):
        return False
    if same:
        told = _COUNT_OF.search(text, opened.sentence.start, opened.sentence.end)
        return told is None or not _OF_ONE.search(text, told.end(), draft.evidence.start)
    own = [t for t in draft.times if opened.period is None or t.quote != opened.period.quote]
    return not own and _OF_ONE.search(text, *draft.sentence) is None
