"""Speakers that the order of words gives, not the parse: at the end of a sentence, at a colon."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tollbook.read.in_full import in_full, kind_in_full
from tollbook.read.kinds import kind_of
from tollbook.read.word_lists import PatternList, WordList
from tollbook.read.words import word_set
from tollbook.record import Lexicon, Span, Speaker
from tollbook.record.vocabulary import Stance

_TRAILING = PatternList("attribution", "tails", "trailing")
_NOT_A_SPEAKER = PatternList("attribution", "tails", "not_a_speaker")
_OBJECT = PatternList("attribution", "tails", "object")
"""What a verb with it tells, rather than that somebody says what stands before: "claimed
responsibility", "found nine bodies"."""
_GOING_ON = WordList("attribution", "tails", "going_on")
_SAYING = WordList("attribution", "tails", "saying")
_TOLD = PatternList("attribution", "tails", "told")
_AGENCIES = frozenset({"media", "ngo", "police", "international"})
_NAME = r"(?P<who>[A-Za-z][\w .'\u2019-]{1,40}?)"
_HEADLINES = (
    re.compile(rf"^{_NAME}:\s+\S"),
    re.compile(rf"(?:[:\u2013\u2014]|\s-)\s*{_NAME}$"),
    re.compile(rf",\s+(?:says?|said)\s+{_NAME}$"),
    re.compile(rf",\s+{_NAME}\s+(?:says?|said)$"),
)
_NEWS = PatternList("attribution", "tails", "news")


@dataclass(frozen=True, slots=True)
class Tail:
    """A trailing attribution (", medics told Reuters on Tuesday").

    :ivar start: where it starts in the sentence; :ivar who: who says so, start and end.
    :ivar told: to whom, start and end; None: to nobody named.
    """

    start: int
    who: tuple[int, int]
    verb: str
    told: tuple[int, int] | None = None


def trailing_attribution(sentence: str) -> Tail | None:
    """The attribution a sentence ends with; the parser reads the rest better without it."""
    match = _TRAILING.search(sentence)
    if match is None or _NOT_A_SPEAKER.search(match["who"]):
        return None
    if match["who"].split()[-1].casefold() in _GOING_ON:
        return None  # ", condemned the attack and said that ...": the same subject goes on
    if match["who"].casefold().startswith("according"):
        return None  # ", according to reports by the Monitor": "reports" is no verb
    if re.search(r"\bthat\b", match["rest"]) or match["verb"] == "according":
        return None
    if _NOT_A_SPEAKER.search(match["rest"]):
        return None
    if match["verb"] not in _SAYING and _OBJECT.match(match["rest"]):
        return None
    told = _TOLD.match(match["rest"]) if match["verb"] == "told" else None
    to = None
    if told is not None:
        start = match.start("rest") + told.start("who")
        to = start, start + len(told["who"].rstrip(" .\"'\u201d\u2019"))
    return Tail(match.start(), match.span("who"), match["verb"], to)


def tail_speakers(
    tail: Tail, sentence: str, offset: int, lexicon: Lexicon, stance: Stance
) -> tuple[Speaker, ...]:
    """The speakers of a trailing attribution; ``sentence`` as it stands in the report.

    :param stance: what the verb makes of what is said.
    """

    def named(at: tuple[int, int], stance: Stance) -> Speaker:
        name = sentence[slice(*at)]
        span = in_full(sentence, Span(offset + at[0], offset + at[1], name), offset)
        kind = kind_in_full(name, span.quote, lexicon)
        return Speaker(span.quote, tail.verb, kind, stance, "third_party", span)

    who = named(tail.who, stance)
    if tail.told is None:
        return (who,)
    told = named(tail.told, "relays")
    heard = word_set("cues", "attribution", "meetings").isdisjoint(told.speaker.casefold().split())
    return (told, who) if told.kind in _AGENCIES and heard else (who,)


def beside_colon(text: str, offset: int, lexicon: Lexicon) -> list[Speaker]:
    """ "Ministry: 12 dead in raid", "12 dead in raid - ministry", "... , says army", in headlines.

    A town or "Breaking" before the colon says nothing, so only a known kind of speaker counts.
    """
    for pattern in _HEADLINES:
        match = pattern.search(text)
        if match is None or _NEWS.search(match["who"]):
            continue
        name = match["who"]
        kind = kind_of(name, lexicon)
        if kind != "unknown":
            span = Span(offset + match.start("who"), offset + match.end("who"), name)
            return [Speaker(name, ":", kind, "asserts", "third_party", span)]
    return []
