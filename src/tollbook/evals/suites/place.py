"""Places: toponyms to coordinates, our own mentions end to end, and where a verb's event was.

Four geoparsing sets with toponyms given (LGL, TR-News, GeoVirus, GeoWebNews; Gritta et al. 2020),
the same texts with tollbook's own mentions, and sentences with a verb whose place is asked for
(Halterman 2019). Within 161 km counts as right, as in the sets' own papers. A toponym without
coordinates in the gold is asked of nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import msgspec
import spacy
from spacy.tokenizer import Tokenizer

from tollbook.evals.bench import Bench, document
from tollbook.evals.gold import Gold
from tollbook.evals.measures import distance_km
from tollbook.evals.suite import Mark, Metric, Outcome, Suite, precision_recall
from tollbook.read.parse import Parser
from tollbook.read.sentences import Sentence, split_sentences
from tollbook.read.verb_place import place_of_verb
from tollbook.record import Mention, Place, Report, Span
from tollbook.record.ids import record_id
from tollbook.resolve.gazetteer import Gazetteer

NEAR_KM = 161.0
SETS = {"lgl": "lgl", "trnews": "trnews", "geovirus": "geovirus", "geowebnews": "gwn"}
"""Name of the file -> what its metrics are called."""


class Toponym(msgspec.Struct, frozen=True):
    """A place name with where it is; without coordinates where annotators gave none."""

    start: int
    end: int
    phrase: str
    lat: float | None = None
    lon: float | None = None
    geonameid: str | int | None = None
    span_ok: bool = True


class Words(msgspec.Struct, frozen=True):
    start: int
    end: int
    text: str


class Row(msgspec.Struct, frozen=True):
    """A line of any of the sets, as far as it is used."""

    text: str
    docid: str = ""
    id: str = ""
    toponyms: tuple[Toponym, ...] = ()
    verbs: tuple[Words, ...] = ()
    locations: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A document of a geoparsing set, or a sentence with a verb (set "event")."""

    id: str
    set: str
    row: Row


def load(gold: Gold) -> list[Case]:
    """The documents of the four sets, then the sentences."""
    documents = [
        Case(f"{name}/{row.docid}", name, row)
        for file, name in SETS.items()
        for row in gold.rows(f"geoparsing/{file}.jsonl", Row)
    ]
    sentences = gold.rows("event_location/dev.jsonl", Row)
    return documents + [Case(f"event/{row.id}", "event", row) for row in sentences if row.verbs]


@cache
def _words() -> Tokenizer:
    return spacy.blank("en").tokenizer


def places_asked(row: Row) -> tuple[Words, ...]:
    """The gold's places by characters.

    A part of the sentences (9 in 100) is marked by the numbers of the first and last word instead
    ("16 to 16"), which read as characters are a letter or nothing. They are taken for numbers of
    words where every one of them then begins with a capital, as names do; else left as they are.
    """
    marked = row.locations
    if not is_broken(marked):
        return marked
    words = _words()(row.text)
    if any(mark.end >= len(words) for mark in marked):
        return marked
    spans = [words[mark.start : mark.end + 1] for mark in marked]
    if not all(span.text[:1].isupper() for span in spans):
        return marked
    return tuple(Words(s.start_char, s.end_char, s.text) for s in spans)


def solve(case: Case, bench: Bench) -> list[Outcome]:
    """Every toponym of a document, or the place of a verb."""
    if case.set == "event":
        return [judge_event(case, event_place(case.row, bench))]
    report = document(case.id, case.row.text)
    asked = [t for t in case.row.toponyms if t.span_ok]
    given = [_mention(report, t) for t in asked]
    found = {r.subject: r.place for r in bench.atlas.resolve(report, (), given, None)}
    outcomes = [
        judge(case, toponym, found.get(mention.id))
        for toponym, mention in zip(asked, given, strict=True)
        if toponym.lat is not None
    ]
    bench.atlas.forget()  # the report is the same, its mentions are others now
    return [*outcomes, end_to_end(case, asked, own_places(report, bench))]


def _mention(report: Report, toponym: Toponym) -> Mention:
    span = report.span(toponym.start, toponym.end)
    whole = (0, len(report.text))
    words = record_id("men", report.id, "place", span.start, span.end)
    return Mention(words, report.id, "place", span, whole, whole)


def own_places(report: Report, bench: Bench) -> list[tuple[Span, Place | None]]:
    """The places that tollbook itself finds in a text, and what it takes each for."""
    mentions = bench.reader.read(report, bench.atlas.lexicon).mentions
    places = [m for m in mentions if m.kind == "place"]
    found = {r.subject: r.place for r in bench.atlas.resolve(report, (), places, None)}
    return [(m.span, found.get(m.id)) for m in places]


def judge(case: Case, toponym: Toponym, place: Place | None) -> Outcome:
    """Within 161 km, and the same GeoNames id where the gold has one."""
    near = _near(toponym, place)
    covered = near or is_covered(toponym, case.row.text[toponym.start : toponym.end])
    marks = [
        Mark(f"{case.set}_acc161", float(near)),
        Mark(f"{case.set}_covered161", float(covered)),
    ]
    if toponym.geonameid is not None:
        same = place is not None and place.id == f"gn:{toponym.geonameid}"
        marks.append(Mark(f"{case.set}_exact", float(same)))
    return Outcome(
        f"{case.id}/{toponym.start}",
        {"lat": toponym.lat, "lon": toponym.lon, "id": toponym.geonameid},
        {"place": place.name if place else None, "id": place.id if place else None},
        near,
        case.row.text[max(0, toponym.start - 60) : toponym.end + 60],
        tuple(marks),
    )


def is_covered(toponym: Toponym, words: str) -> bool:
    """Whether any place that the gazetteer has under these words lies near enough: where none
    does, no choice can be right."""
    return any(_near(toponym, c.place) for c in _gazetteer().candidates(words))


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.open()


def _near(toponym: Toponym, place: Place | None) -> bool:
    if toponym.lat is None or toponym.lon is None or place is None:
        return False
    if place.lat is None or place.lon is None:
        return False
    apart = distance_km((toponym.lat, toponym.lon), (place.lat, place.lon))
    return apart <= NEAR_KM


def end_to_end(
    case: Case, asked: Sequence[Toponym], found: Sequence[tuple[Span, Place | None]]
) -> Outcome:
    """Own mentions that are chosen: right where they overlap a toponym and lie near it.

    A mention of a toponym that the gold has no coordinates for is neither right nor wrong.
    """
    marks: list[Mark] = []
    reached: set[int] = set()
    for span, place in found:
        under = [t for t in asked if t.start < span.end and span.start < t.end]
        if place is None or (under and all(t.lat is None for t in under)):
            continue
        hits = {t.start for t in under if _near(t, place)}
        marks.append(Mark(f"{case.set}_p", float(bool(hits))))
        reached |= hits
    wanted = [t for t in asked if t.lat is not None]
    marks += [Mark(f"{case.set}_r", float(t.start in reached)) for t in wanted]
    return Outcome(
        f"{case.id}/own",
        {"toponyms": len(wanted)},
        {"found": len(reached)},
        len(reached) == len(wanted),
        "",
        tuple(marks),
    )


def event_place(row: Row, bench: Bench) -> Words | None:
    """The place that tollbook gives the first verb of a sentence; None: it has none."""
    report = document(row.id, row.text)
    verb = row.verbs[0]
    sentence = _sentence_at(report, verb.start)
    words = sentence.text_of(report.text)
    doc = next(iter(_parser(bench.model).parse([words], bench.atlas.lexicon)))
    token = next((t for t in doc if t.idx + len(t) > verb.start - sentence.start), None)
    places = [
        m.span
        for m in bench.reader.read(report, bench.atlas.lexicon).mentions
        if m.kind == "place" and sentence.start <= m.span.start < sentence.end
    ]
    if token is None or not places:
        return None
    at = [(s.start - sentence.start, s.end - sentence.start) for s in places]
    kinds = [bench.atlas.lexicon.place_name(s.quote) for s in places]
    best = place_of_verb(token, at, kinds)
    if best is None:
        return None
    chosen = places[best]
    return Words(chosen.start, chosen.end, chosen.quote)


def _sentence_at(report: Report, offset: int) -> Sentence:
    found = [s for s in split_sentences(report.text, 0) if s.start <= offset < s.end]
    whole = (0, len(report.text))
    return found[0] if found else Sentence(*whole, whole, 0, headline=False)


@cache
def _parser(model: str) -> Parser:
    return Parser(model)


def is_broken(gold: Sequence[Words]) -> bool:
    """Whether all that the gold marks is shorter than any place's name: its offsets are no
    characters, and read so no answer can be right."""
    return bool(gold) and all(g.end - g.start < 3 for g in gold)


def judge_event(case: Case, place: Words | None) -> Outcome:
    """By the head of the place's name, its last word; none where the gold has none."""
    marked, gold = case.row.locations, places_asked(case.row)
    right = _overlaps(place, gold)
    marks: tuple[Mark, ...] = (
        Mark("event_place_acc", float(right)),
        Mark("event_place_acc_as_marked", float(_overlaps(place, marked))),
    )
    if not is_broken(marked):
        marks += (Mark("event_place_acc_whole", float(right)),)
    if gold and place is not None:
        marks += precision_recall("event_place", gold=True, predicted=True, hit=right)
    elif gold or place is not None:
        marks += precision_recall("event_place", gold=bool(gold), predicted=place is not None)
    return Outcome(
        case.id,
        {"place": " / ".join(g.text for g in gold) or None, "verb": case.row.verbs[0].text},
        {"place": place.text if place else None},
        right,
        case.row.text[:300],
        marks,
    )


def _overlaps(place: Words | None, gold: Sequence[Words]) -> bool:
    if place is None or not gold:
        return place is None and not gold
    return any(place.start < g.end and g.start < place.end for g in gold)


def _metrics() -> tuple[Metric, ...]:
    names = SETS.values()
    return (
        *(Metric(f"{name}_acc161") for name in names),
        *(Metric(f"{name}_covered161") for name in names),
        *(Metric(f"{name}_exact") for name in names),
        *(Metric(f"{name}_f1", "f1", (f"{name}_p", f"{name}_r")) for name in names),
        Metric("event_place_acc"),
        Metric("event_place_acc_as_marked"),
        Metric("event_place_acc_whole"),
        Metric("event_place_f1", "f1", ("event_place_p", "event_place_r")),
    )


SUITE = Suite(
    name="place",
    about="toponyms to coordinates; the place of a verb's event",
    files=(*(f"geoparsing/{file}.jsonl" for file in SETS), "event_location/dev.jsonl"),
    metrics=_metrics(),
    load=load,
    solve=solve,
)
