"""Sentences that go on to a further attack: "An hour later a second bomb went off"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tollbook.read.draft import Draft
from tollbook.read.means import means_words
from tollbook.read.sentences import Sentence
from tollbook.read.words import pattern, per_words, table
from tollbook.record.marks import ANOTHER_EVENT

_TOLD_BEFORE = frozenset({"definite", "pronoun"})  # kinds of words that point back at people


@per_words
def _sequel() -> re.Pattern[str]:
    cues = "|".join(table("cues")["sequel"]["openings"])
    new = "|".join(table("cues")["sequel"]["articles"])
    return re.compile(
        rf"^\W*(?:{cues})\b.{{0,80}}?\b(?:{new})\s+(?:[\w-]+\s+){{0,3}}?(?:{means_words()})\b",
        re.IGNORECASE | re.DOTALL,
    )


@per_words
def _in_return() -> re.Pattern[str]:
    nouns = "|".join(table("cues")["sequel"]["in_return"])
    return re.compile(
        rf"\b(?:{nouns}) (?:for|to) (?:(?!(?:in|by) )[\w'-]+ ){{0,3}}$", re.IGNORECASE
    )


@per_words
def _separate() -> re.Pattern[str]:
    cues = table("cues")["sequel"]
    openings = "|".join(cues["separate"])
    later = "|".join(cues["hours"])
    anew = "|".join(cues["anew"])
    return re.compile(
        rf"^\W*(?:(?:{later})\b[^,;.]{{0,40}},\s+)?(?:{openings})\b"
        rf"|^\W*(?:{later})\b.{{0,80}}?\b(?:{anew})\s+(?:[\w-]+\s+){{0,3}}"
        rf"(?:{'|'.join(cues['events'])})\b",
        re.IGNORECASE | re.DOTALL,
    )


def _elsewhere() -> re.Pattern[str]:
    return pattern("cues", "sequel", "separate")


def _days_later() -> re.Pattern[str]:
    return pattern("cues", "sequel", "days", before=r"^\W*", after=r"\b")


def _word_of(key: str) -> re.Pattern[str]:
    return pattern("cues", "sequel", key, before=r"\b", after=r"\b")


@per_words
def _clause_ends() -> re.Pattern[str]:
    further = "|".join(table("cues")["sequel"]["further_clauses"])
    return re.compile(rf"[.;:]|,? (?:{further}) ", re.IGNORECASE)


def is_separate(sentence: str, end: int) -> bool:
    """Whether words of a sentence tell of another event than the sentences before it.

    "In a separate attack", "five were killed in another attack", "hours later, a second raid".

    :param end: where the words that tell the harm end in the sentence.
    """
    if _separate().match(sentence):
        return True
    stop = _clause_ends().search(sentence, end)
    told = _elsewhere().search(sentence, end, stop.start() if stop else len(sentence))
    return told is not None


def is_days_later(sentence: str, end: int) -> bool:
    """Whether a sentence opens with a later day that counts from one told before it, and tells of a
    deed of that day: "A week later, three were killed". Who dies or is found then, and what is
    said or shown then, is of what was told before.

    :param end: where the words that tell the harm start in it; its length where none do.
    """
    opened = _days_later().match(sentence)
    if opened is None or _word_of("dying").search(sentence) is not None:
        return False
    return _word_of("told").search(sentence, opened.end(), end) is None


def is_sequel(sentence: str) -> bool:
    """Whether a sentence opens with a later time or another place and tells of a new attack."""
    return _sequel().match(sentence) is not None


def tells_of_a_deed(text: str, start: int, end: int) -> bool:
    """Whether words for a deed stand in a stretch of a report."""
    return _word_of("deeds").search(text, start, end) is not None


def _opens_a_deed(sentence: str) -> bool:
    later = is_days_later(sentence, len(sentence)) or _separate().match(sentence) is not None
    return later and _word_of("deeds").search(sentence) is not None


def opened_anew(drafts: Sequence[Draft], sentences: Sequence[Sentence], text: str) -> list[Draft]:
    """The drafts of a report, the first after a sentence that opens another event as told of that.

    "Two weeks later, shells hit the market. Four traders died": none of those told of before.

    :param text: the report's.
    """
    opening = [s for s in sentences if not s.headline and _opens_a_deed(s.text_of(text))]
    marked: set[int] = set()
    for opens in opening:
        told = {d.harm for d in drafts if d.sentence[0] == opens.start}
        after = [
            d
            for d in drafts
            if opens.end <= d.sentence[0] < opens.paragraph[1] and d.scope == "incident"
        ]
        first = min((d.sentence[0] for d in after), default=None)
        marked |= {d.order for d in after if d.sentence[0] == first and d.harm not in told}
    return [
        replace(d, separate=True, rule=f"{d.rule}, {ANOTHER_EVENT}")
        if d.order in marked and not (d.separate or d.partitive or d.kind in _TOLD_BEFORE)
        else d
        for d in drafts
    ]


def is_in_return(words: str, at: int) -> bool:
    """Whether a harm is what another was an answer to: "in revenge for the killing of two clerics".

    :param at: where the words of the harm start.
    """
    return _in_return().search(words[:at]) is not None
