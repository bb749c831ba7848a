"""Places, actors and times named in the whole text: by capitals, lexicon and, where parsed, names.

The finder is meant to miss little; what a name means, or whether it is a place at all, is the
resolver's to say.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from tollbook.read.sentences import Sentence
from tollbook.read.unlisted import is_called_place
from tollbook.read.word_lists import PatternList
from tollbook.read.words import per_words, word_set
from tollbook.record import Lexicon, Mention, Report, Span
from tollbook.record.ids import record_id
from tollbook.record.vocabulary import MentionKind

_CAPITAL = (
    r"(?:(?:St|Ste|Ft|Mt)\.[ \u00a0])?[\u2018\u02bf]?"
    r"[A-Z\u00c0-\u00de\u0110\u012a\u015a-\u0161\u0600-\u06ff]"
    r"(?:[\w'\u2019-]|(?<=-)[\u2018\u02bf])*"  # "Al-\u2018Arfi"
)
_ARTICLE = r"(?:[AaEe](?:[ldnrstz]|sh|dh)-)"  # "al-", and as it is spoken: "Deir ez-Zor"
_NAME = re.compile(
    rf"\bD\.C\.|(?:{_CAPITAL})"
    rf"(?:(?<!['\u2019]s)[ \u00a0]{_ARTICLE}{_CAPITAL}"  # not "Gaza's al-Aqsa University"
    rf"|[ \u00a0](?:(?:of|al|el|de|del|la|bin)[ \u00a0])?{_CAPITAL}){{0,4}}"
)
_LOWER_PREFIX = PatternList("places", "mentions", "lower_prefix")
_BEFORE = PatternList("places", "mentions", "before")
_AFTER = PatternList("places", "mentions", "after")
_OFFICE_AFTER = PatternList("places", "mentions", "office_after")
_WHOSE_AFTER = PatternList("places", "mentions", "whose_after")
"""After the name of a town that says whose or where ("a Kut girl", "a Kut motel"). Small letters:
in capitals the words are part of a longer name, or of a headline."""
_OF_PEOPLE = PatternList("places", "mentions", "of_people")
_ONE_OF_TOWN = PatternList("places", "mentions", "one_of_town")
"""Before the name of a town whose home it is ("at a Basra home", "outside his Basra home")."""
_LIST = PatternList("places", "mentions", "list")
_LINKS = frozenset({"of", "de", "del", "la"})
_WORD = re.compile(r"\S+")
_HYPHENED = re.compile(r"([A-Z]\w{2,})[-\u2013\u2014]([A-Z]\w{2,})")
_POSSESSIVE = re.compile(r"['\u2019]s$")
_SMALL_WORDS = re.compile(r"(?: [a-z][a-z-]*){1,4}")
_SENTENCE_END = re.compile(r"[.!?:\u201d\"]\s*$")
_EXPLAINED = re.compile(r",|\s*\(")


@per_words
def _landmark() -> re.Pattern[str]:
    words = "|".join(sorted(word_set("names", "landmarks")))
    return re.compile(rf"\b(?:{words})$")


def find_mentions(
    report: Report,
    sentences: Sequence[Sentence],
    lexicon: Lexicon,
    *,
    actors: Sequence[Span],
    times: Sequence[Span],
    persons: Sequence[Span],
    places: Sequence[Span] = (),
) -> tuple[Mention, ...]:
    """All mentions of a report, in order of place in the text.

    :param actors: known actors; :param times: expressions of time; both of the whole text.
    :param persons: personal names that the parser found.
    :param places: names that are a place's whatever stands around them (cells of a table).
    """
    if not sentences:
        return ()
    said = [s for s in places if not any(a.overlaps(s) for a in actors)]
    named_so = place_spans(report.text, lexicon, actors, persons)
    places = [*said, *(p for p in named_so if not any(s.overlaps(p) for s in said))]
    starts = [s.start for s in sentences]
    named: list[tuple[MentionKind, Sequence[Span]]] = [
        ("actor", actors),
        ("place", places),
        ("time", times),
    ]
    mentions = [
        _mention(report, kind, span, sentence)
        for kind, spans in named
        for span in spans
        if (sentence := sentences[max(0, bisect_right(starts, span.start) - 1)]).end > span.start
    ]
    return tuple(sorted(mentions, key=lambda m: (m.span.start, m.kind, m.span.end)))


def _mention(report: Report, kind: MentionKind, span: Span, sentence: Sentence) -> Mention:
    return Mention(
        record_id("men", report.id, kind, span.start, span.end),
        report.id,
        kind,
        span,
        (sentence.start, sentence.end),
        sentence.paragraph,
    )


def place_spans(
    text: str, lexicon: Lexicon, others: Sequence[Span], persons: Sequence[Span]
) -> list[Span]:
    """Names of places: known to the gazetteer, or said to be one by the words around them.

    :param others: actors already found; a place inside an actor's name is none.
    :param persons: personal names that the parser found.
    """
    found: list[Span] = []
    for match in _NAME.finditer(text):
        for start, end in _stretches(match, text, lexicon):
            span = _with_article(text, start, end)
            if any(o.overlaps(span) for o in others) or _names_no_place(text, span):
                continue
            placed = (
                _stands_as_place(text, span)
                or _goes_on_list(text, span, found)
                or _says_whose(text, span, lexicon)
            )
            if _is_person(span, persons, placed=placed):
                continue
            whole = _is_whole(match, span)
            if placed or _speaks_for_itself(text, span, lexicon, whole=whole):
                found.append(span)
    return found


def _is_whole(match: re.Match[str], span: Span) -> bool:
    """Whether a name is all of a run of capitals, but for words that only open a sentence."""
    before = match.string[match.start() : span.start].split()
    opening = word_set("names", "not_names")
    end = match.end()
    if _POSSESSIVE.search(match.group()) and _of_its_site(match.string[end : end + 60]):
        end -= 2  # "Kut's crowded streets"
    return span.end >= end and all(word in opening for word in before)


def _of_its_site(after: str) -> bool:
    """Whether what stands after a possessive is a part of a town."""
    words = _SMALL_WORDS.match(after)
    return words is not None and not word_set("names", "sites").isdisjoint(words[0].split())


def _stretches(match: re.Match[str], text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """The stretches of a run of capitals that are place names, longest first."""
    words = list(_WORD.finditer(match.group()))
    first = 0
    while first < len(words):
        if words[first][0] in _LINKS:  # "East of Kut": there is a town of the name Of
            first += 1
            continue
        for last in range(len(words), first, -1):
            start = match.start() + words[first].start()
            end = match.start() + words[last - 1].end()
            name = _POSSESSIVE.sub("", text[start:end])
            called = last == len(words) and is_called_place(
                text, start, start + len(name), lexicon.place_name
            )
            pair = _joined(name, lexicon) if last - first == 1 else 0
            if pair:  # "the Kirkuk-Tikrit highway"
                yield start, start + pair
                yield start + pair + 1, start + len(name)
                first = last - 1
                break
            if called or _may_be_place(name, lexicon, several=last - first > 1):
                yield start, start + len(name)
                first = last - 1
                break
        first += 1


def _joined(name: str, lexicon: Lexicon) -> int:
    """Where two places are joined by a hyphen or dash in a name that is none itself; 0: nowhere."""
    found = _HYPHENED.fullmatch(name)
    if found is None or lexicon.place_name(name) != "no":
        return 0
    ends = (lexicon.place_name(found[1]), lexicon.place_name(found[2]))
    return len(found[1]) if all(kind in {"town", "region"} for kind in ends) else 0


def _may_be_place(name: str, lexicon: Lexicon, *, several: bool) -> bool:
    """Whether a name is in the gazetteer, or ends as a landmark's does ("Khilani Square")."""
    opens_sentence = name.split(maxsplit=1)[0] in word_set("names", "not_names")
    if opens_sentence and not several:
        return False
    kind = lexicon.place_name(name)
    if opens_sentence:
        return kind in {"country", "region", "town"}
    return kind != "no" or (several and _landmark().search(name) is not None)


def _with_article(text: str, start: int, end: int) -> Span:
    """The name with a small "al-" before it."""
    prefix = _LOWER_PREFIX.search(text[max(0, start - 4) : start])
    start -= len(prefix.group()) if prefix else 0
    return Span(start, end, text[start:end])


def _names_no_place(text: str, span: Span) -> bool:
    """ "the Basra family", "East": a name of people, or no name by itself."""
    if span.quote in word_set("names", "parts_of_names"):
        return True
    people = _OF_PEOPLE.match(text[span.end : span.end + 16])
    if people is None:
        return False
    return "famil" in people[0] or _ONE_OF_TOWN.search(text[: span.start]) is None


def _stands_as_place(text: str, span: Span) -> bool:
    """Whether the words around say that it is a place ("in X", "X province")."""
    before = text[max(0, span.start - 60) : span.start]
    after = text[span.end : span.end + 24]
    return (
        _BEFORE.search(before) is not None
        or _AFTER.match(after) is not None
        or _OFFICE_AFTER.match(after) is not None
    )


def _says_whose(text: str, span: Span, lexicon: Lexicon) -> bool:
    """Whether a name stands before people or a building as a town's does ("Kut man killed"); where
    it opens a sentence, that of a small place is too often an adjective ("Young man")."""
    before = text[max(0, span.start - 4) : span.start]
    if span.quote in word_set("names", "no_towns"):
        return False
    if span.quote.startswith("The ") or before.lower() == "the ":  # "the Johnson girl"
        return False
    if _WHOSE_AFTER.match(text[span.end : span.end + 40]) is None:
        return False
    opens = span.start == 0 or "\n" in before or _SENTENCE_END.search(before) is not None
    return not opens or lexicon.place_name(span.quote) == "town"


def _goes_on_list(text: str, span: Span, found: Sequence[Span]) -> bool:
    """Whether only a comma or "and" stands between it and the place before."""
    return bool(found) and _LIST.fullmatch(text[found[-1].end : span.start]) is not None


def _is_person(span: Span, persons: Sequence[Span], *, placed: bool) -> bool:
    inside = [p for p in persons if p.overlaps(span)]
    return any(len(p.quote) > len(span.quote) for p in inside) or (bool(inside) and not placed)


def _speaks_for_itself(text: str, span: Span, lexicon: Lexicon, *, whole: bool) -> bool:
    """Whether a name that nothing around calls a place is one all the same.

    Names of small places are often ordinary words; a town's name is, at least where it opens a
    sentence.
    """
    kind = lexicon.place_name(span.quote)
    if kind != "town":
        return kind != "small"
    before = text[max(0, span.start - 60) : span.start]
    opens = (
        span.start > 0
        and _SENTENCE_END.search(before) is not None
        and " " not in span.quote
        and not _EXPLAINED.match(text[span.end :])
    )
    return whole and not opens
