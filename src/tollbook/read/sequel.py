"""Sentences that go on to a further attack: "An hour later a second bomb went off"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tollbook.read.draft import Draft
from tollbook.read.means import means_words
from tollbook.read.sentences import Sentence
from tollbook.read.words import per_words, table
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
def _separate() -> re.Pattern[str]:
    cues = table("cues")["sequel"]
    openings = "|".join(cues["separate"])
    later = "|".join(cues["hours"])
    return re.compile(
        rf"^\W*(?:(?:{later})\b[^,;.]{{0,40}},\s+)?(?:{openings})\b"
        rf"|^\W*(?:{later})\b.{{0,80}}?\b(?:an?|another|second|third)\s+(?:[\w-]+\s+){{0,3}}"
        rf"(?:{'|'.join(cues['events'])})\b",
        re.IGNORECASE | re.DOTALL,
    )


@per_words
def _elsewhere() -> re.Pattern[str]:
    return re.compile("|".join(table("cues")["sequel"]["separate"]), re.IGNORECASE)


@per_words
def _days_later() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{'|'.join(table('cues')['sequel']['days'])})\b", re.IGNORECASE)


_DYING = re.compile(
    r"\b(?:die[sd]?|dying|succumb\w*|found|recovered|retrieved|bod(?:y|ies)|tolls?)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:sa(?:id|ys?)|report(?:s|ed|ing)?|announc\w+|confirm\w+|post(?:s|ed)?|shar(?:e[sd]?|ing)"
    r"|publish\w+|wrote|told|identif\w+|according|estimat\w+|count(?:s|ed)?|rais(?:e[sd]?|ing)"
    r"|put|gave|updat\w+|claim\w*|stat(?:e[sd]?|ement)|mourn\w*|buri(?:ed|al)|funerals?|show(?:s|ed)?"
    r"|video|images?|footage|had been)\b",
    re.IGNORECASE,
)
"""Words by which a day is that of a report, a burial, a film."""

_DEED = re.compile(
    r"\b(?:attack\w*|bomb\w*|shell\w*|rockets?|missiles?|drones?|artillery|mortars?|air ?strikes?"
    r"|strikes?|struck|hit|raid\w*|stormed|clash\w*|ambush\w*|fir(?:e|ed|ing)|gunfire|shot|explo\w+"
    r"|blast|detonat\w+|massacre\w*|assault\w*)\b",
    re.IGNORECASE,
)
_CLAUSE_ENDS = re.compile(r"[.;:]|,? (?:while|and|but|as|after|when|where) ", re.IGNORECASE)


def is_separate(sentence: str, end: int) -> bool:
    """Whether words of a sentence tell of another event than the sentences before it.

    "In a separate attack", "five were killed in another attack", "hours later, a second raid".

    :param end: where the words that tell the harm end in the sentence.
    """
    if _separate().match(sentence):
        return True
    stop = _CLAUSE_ENDS.search(sentence, end)
    told = _elsewhere().search(sentence, end, stop.start() if stop else len(sentence))
    return told is not None


def is_days_later(sentence: str, end: int) -> bool:
    """Whether a sentence opens with a later day that counts from one told before it, and tells of a
    deed of that day: "A week later, three were killed". Who dies or is found then, and what is
    said or shown then, is of what was told before.

    :param end: where the words that tell the harm start in it; its length where none do.
    """
    opened = _days_later().match(sentence)
    if opened is None or _DYING.search(sentence) is not None:
        return False
    return _TOLD.search(sentence, opened.end(), end) is None


def is_sequel(sentence: str) -> bool:
    """Whether a sentence opens with a later time or another place and tells of a new attack."""
    return _sequel().match(sentence) is not None


def _opens_a_deed(sentence: str) -> bool:
    later = is_days_later(sentence, len(sentence)) or _separate().match(sentence) is not None
    return later and _DEED.search(sentence) is not None


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
