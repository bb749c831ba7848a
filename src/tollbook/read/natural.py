"""Deaths told as nobody's violence: "died at the age of 96", "passed away peacefully".

The claim stays, with ``cause`` natural, and is set aside with that reason like one of illness. A
word for a weapon, or an attack told beside it, keeps it a death of violence: "The boy died at the
age of nine when a shell hit his house".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tollbook.read.draft import Draft
from tollbook.read.harms import VIOLENT
from tollbook.read.means import means_in
from tollbook.read.numbers import value_of
from tollbook.read.relate import share_name
from tollbook.read.words import pattern, per_words, table, word_set
from tollbook.record import Report, Why

CAUSE = "natural"
_OLD = 65  # years from which an age at death tells of itself that it was nobody's violence
_ADULT = 18
_BESIDE = 1  # sentences to an attack told of the same death
_NEXT_AGE = re.compile(r"\s*(?:He|She) (?:was|had been) (?:aged )?(?P<n>[\w-]+)(?: years old)?[.,]")


def _peaceful() -> re.Pattern[str]:
    return pattern("cues", "natural", "peaceful")


def _mourned() -> re.Pattern[str]:
    return pattern("cues", "natural", "mourned", before=r"\b", after=r"\b")


@per_words
def _trouble() -> re.Pattern[str]:
    words = word_set("cues", "cumulative", "waves") | word_set("cues", "cumulative", "events")
    return re.compile(rf"\b(?:{'|'.join(sorted(words))})(?:e?s)?\b", re.IGNORECASE)


@per_words
def _at_age() -> re.Pattern[str]:
    before = "|".join(table("cues")["natural"]["at_age"])
    return re.compile(
        rf"\b(?:{before})\s+(?P<n>\d{{2,3}}|[a-z]+(?:-[a-z]+)?)\b(?!\s?[:.]\d|\s*(?:a\.?m|p\.?m|%|[A-Z]))",
        re.IGNORECASE,
    )


def with_natural(drafts: Sequence[Draft], report: Report) -> list[Draft]:
    """The drafts of a report, a death that its words call nobody's violence told as natural."""
    return [_natural(d, drafts, report) for d in drafts]


def _natural(draft: Draft, drafts: Sequence[Draft], report: Report) -> Draft:
    if not _is_plain(draft):
        return draft
    start, end = draft.sentence
    sentence = report.text[start:end]
    if _troubled(sentence):
        return draft
    peaceful = _peaceful().search(sentence)
    if peaceful is not None:
        return _as(draft, report, start + peaceful.start(), start + peaceful.end())
    told = _age(draft, report.text)
    if told is not None and not _violent(draft, drafts, report.text, told[0]):
        return _as(draft, report, *told[1:])
    mourned = _mourned().search(sentence)
    if mourned is not None and not _violent(draft, drafts, report.text, _ADULT):
        return _as(draft, report, start + mourned.start(), start + mourned.end())
    return draft


def _troubled(text: str) -> bool:
    """Whether words name a weapon, an attack or a protest."""
    return bool(means_in(text)) or _trouble().search(text) is not None


def _is_plain(draft: Draft) -> bool:
    """Whether somebody is told to have died, and nothing of what of."""
    dies = draft.harm == "killed" and draft.pattern == "intransitive"
    one = draft.count.is_exact and draft.n == 1
    return dies and one and draft.cause is None and not draft.perpetrators


def _age(draft: Draft, text: str) -> tuple[int, int, int] | None:
    """The age at which somebody died, and where it stands; None: the words give none."""
    end = draft.sentence[1]
    said = _at_age().search(text, draft.evidence.end, end) or _NEXT_AGE.match(text, end)
    years = value_of(said["n"]) if said is not None else None
    if said is None or years is None or not _ADULT <= years <= 120:
        return None
    return years, said.start("n"), said.end("n")


def _violent(draft: Draft, drafts: Sequence[Draft], text: str, age: int) -> bool:
    """Whether the report tells of violence that the death may be of.

    Of somebody old, only what stands beside it or names the same one: a life has had its wars.
    """
    others = [d for d in drafts if d is not draft and d.harm in VIOLENT and d.cause is None]
    told = [d for d in others if d.pattern != "intransitive"]
    if age < _OLD:
        return any(not d.past for d in told) or _troubled(text)
    return any(
        share_name(d, draft) or abs(d.sentence_index - draft.sentence_index) <= _BESIDE
        for d in told
        if not d.past
    )


def _as(draft: Draft, report: Report, start: int, end: int) -> Draft:
    words = report.span(start, end)
    why = Why("cause", "told as nobody's violence", words)
    return replace(draft, cause=CAUSE, why=(*draft.why, why))
