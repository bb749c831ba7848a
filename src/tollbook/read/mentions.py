"""Places, actors and times named in the whole text: by capitals, lexicon and, where parsed, names.

The finder is meant to miss little; what a name means, or whether it is a place at all, is the
resolver's to say.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from tollbook.read.sentences import Sentence
from tollbook.record import Lexicon, Mention, Report, Span
from tollbook.record.ids import record_id
from tollbook.record.text import clean_for_parsing
from tollbook.record.timewords import find_time_words

_CAPITAL = r"[A-Z\u00c0-\u00de\u0600-\u06ff][\w\u2019'\u00c0-\u024f-]*"
_NAME = re.compile(
    rf"(?:{_CAPITAL})(?:[ \u00a0](?:(?:of|al|el|de|del|la|el-|al-|bin)[ \u00a0])?{_CAPITAL}){{0,4}}"
)
_LOWER_PREFIX = re.compile(r"(?:\b(?:al|el|an|ar|as|ash|ad|at|az|Al|El)-)$")
_BEFORE = re.compile(
    r"\b(?:in|at|near|from|to|of|outside|inside|around|across|into|toward|towards|through|throughout|between|and|on|over|"
    r"north|south|east|west|northern|southern|eastern|western|central|city|town|village|province|district|camp|camps|governorate|"
    r"neighbou?rhood|capital|square|bridge|suburb|countryside|region|state|county),?\s+(?:the\s+)?(?:(?:city|town|village|province|district|"
    r"governorate|region|state|area|suburb|neighbou?rhood|camps?|countryside|northern|southern|eastern|western|central|nearby|neighbou?ring|downtown)\s+)*(?:of\s+)?[(\[]?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^[)\]]?(?:\u2019s|'s)?,?\s+(?:province|district|governorate|city|town|village|camp|square|bridge|street|county|region|state|neighbou?rhood|area|suburb|airport|prison|hospital|refugee camp)\b",
    re.IGNORECASE,
)
_LANDMARK = re.compile(
    r"\b(?:Square|Bridge|Street|Camp|Hospital|Airport|Avenue|Road|Prison|University|Mosque|Church|Market|Park|Island|River|Zone|City|Roundabout|Junction|Crossing|Village|Province|District|Governorate|County)$"
)
_OF_PEOPLE = re.compile(
    r"(?:-\w+)?\s+(?:famil|clan|tribe|house\b|home\b|brothers|residence|building|tower|household)",
    re.I,
)
_DIRECTIONS = frozenset(
    "East West North South Eastern Western Northern Southern Central Street Road Camp City Town Square Bridge Based Abu Umm Al El Bin Ibn".split()
)
_STOP = frozenset(
    """The A An In On At He She It They We I You His Her Their Its This That These Those But And Or If When While After Before
    Police Army Government President Minister Ministry Security Officials Witnesses Monday Tuesday Wednesday Thursday Friday Saturday Sunday
    January February March April May June July August September October November December Mr Mrs Dr Gen Lt Col God
    Reuters AFP AP No Two Three Four Five Six Seven Eight Nine Ten One Some Most Many Several Dozens Hundreds At-least More
    Islam Islamic Muslim Christian Shia Shiite Sunni Arab Kurdish Mobile Home News General Videos Video However There Here
    Meanwhile According Earlier Later Since Also As For By From With Not What Who How Why Where All Both Another Other Others""".split()
)


def _paragraph_index(sentences: Sequence[Sentence]) -> list[int]:
    return [s.start for s in sentences]


class Places:
    """Where the sentences lie, to give every mention its sentence and paragraph."""

    def __init__(self, report: Report, sentences: Sequence[Sentence]) -> None:
        self.report = report
        self.sentences = sentences
        self._starts = _paragraph_index(sentences)

    def sentence_at(self, offset: int) -> Sentence:
        return self.sentences[max(0, bisect_right(self._starts, offset) - 1)]

    def mention(self, kind: str, span: Span) -> Mention:
        sentence = self.sentence_at(span.start)
        return Mention(
            record_id("men", self.report.id, kind, span.start, span.end),
            self.report.id,
            kind,  # type: ignore[arg-type]
            span,
            (sentence.start, sentence.end),
            sentence.paragraph,
        )


def actor_spans(text: str, lexicon: Lexicon) -> list[Span]:
    """Known actors by their listed forms; the longest form wins where two overlap."""
    found: list[Span] = []
    taken: list[tuple[int, int]] = []
    plain = clean_for_parsing(text)
    folded = plain.casefold()
    for form, pattern in _actor_patterns(lexicon):
        if form.casefold() not in folded:
            continue
        for match in pattern.finditer(plain):
            if any(a < match.end() and match.start() < b for a, b in taken):
                continue
            taken.append(match.span())
            found.append(Span(match.start(), match.end(), text[match.start() : match.end()]))
    return sorted(found, key=lambda s: s.start)


_patterns: dict[int, tuple[Lexicon, list[tuple[str, re.Pattern[str]]]]] = {}


def _actor_patterns(lexicon: Lexicon) -> list[tuple[str, re.Pattern[str]]]:
    known = _patterns.get(id(lexicon))
    if known is None:
        forms = sorted({clean_for_parsing(f) for f in lexicon.actors}, key=lambda f: (-len(f), f))
        compiled = []
        for form in forms:
            body = re.escape(form).replace("'", "['\u2019\u02bc]?").replace(r"\ ", r"[\s\u00a0]+")
            flags = 0 if len(form) <= 5 else re.IGNORECASE
            compiled.append((form, re.compile(rf"(?<!\w){body}(?!\w)", flags)))
        known = (lexicon, compiled)
        _patterns[id(lexicon)] = known
    return known[1]


def _trim(match: re.Match[str], text: str, lexicon: Lexicon) -> Iterable[tuple[int, int]]:
    """The stretches of a run of capitals that are place names, longest first."""
    words = list(re.finditer(r"\S+", match.group()))
    i = 0
    while i < len(words):
        for j in range(len(words), i, -1):
            start = match.start() + words[i].start()
            end = match.start() + words[j - 1].end()
            name = re.sub(r"['\u2019]s$", "", text[start:end])
            end = start + len(name)
            if name.split()[0] in _STOP and not (
                j - i > 1 and lexicon.place_name(name) in {"country", "region", "town"}
            ):
                continue
            kind = lexicon.place_name(name)
            if kind == "no" and not (_LANDMARK.search(name) and j - i > 1):
                continue
            yield start, end
            i = j - 1
            break
        i += 1


def place_spans(
    text: str, lexicon: Lexicon, others: Sequence[Span], persons: Sequence[Span]
) -> list[Span]:
    """Names of places: known to the gazetteer, or said to be one by the words around them.

    :param others: actors already found; a place inside an actor's name is none.
    :param persons: personal names that the parser found.
    """
    found: list[Span] = []
    for match in _NAME.finditer(text):
        for start, end in _trim(match, text, lexicon):
            prefix = _LOWER_PREFIX.search(text[max(0, start - 4) : start])
            if prefix:
                start -= len(prefix.group())
            name = text[start:end]
            span = Span(start, end, name)
            if any(o.overlaps(span) for o in others):
                continue
            if _OF_PEOPLE.match(text[end : end + 16]) or name in _DIRECTIONS:
                continue
            kind = lexicon.place_name(name)
            whole = end - start >= match.end() - match.start()
            before = text[max(0, start - 60) : start]
            placed = bool(_BEFORE.search(before)) or bool(_AFTER.match(text[end : end + 24]))
            listed = bool(found) and bool(
                re.fullmatch(
                    r"\s*(?:,|and|,\s*and|or|to|[)\]]\s*to)\s*", text[found[-1].end : start]
                )
            )
            if any(p.overlaps(span) and len(p.quote) > len(name) for p in persons):
                continue
            if any(p.overlaps(span) for p in persons) and not placed and not listed:
                continue
            if not (placed or listed) and (kind == "small" or (kind == "town" and not whole)):
                continue
            if (
                kind == "town"
                and not (placed or listed)
                and start
                and re.search(r"[.!?:\u201d\"]\s*$", before)
                and " " not in name
                and not re.match(r",|\s*\(", text[end:])
            ):
                continue
            found.append(span)
    return found


def find_mentions(
    report: Report,
    sentences: Sequence[Sentence],
    lexicon: Lexicon,
    persons: Sequence[Span],
) -> tuple[Mention, ...]:
    """All mentions of a report, in order of place in the text."""
    where = Places(report, sentences)
    text = report.text
    actors = actor_spans(text, lexicon)
    places = place_spans(text, lexicon, actors, persons)
    times = find_time_words(text)
    mentions = [where.mention("actor", s) for s in actors]
    mentions += [where.mention("place", s) for s in places]
    mentions += [where.mention("time", s) for s in times]
    return tuple(sorted(mentions, key=lambda m: (m.span.start, m.kind, m.span.end)))
