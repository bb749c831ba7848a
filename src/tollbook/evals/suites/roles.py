"""Who did it to whom, the words of harm given.

WikiEvents (Li et al. 2021) and RAMS (Ebner et al. 2020): attacks, deaths and injuries. For a word
of harm, what a claim of the reader says of it is taken, what the claim has from other sentences
included; where there is none, what stands with the word in its own sentence.
Right is a prediction whose head word is that of the gold's, where it stands or as a word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from tollbook.evals.bench import Bench, document
from tollbook.evals.gold import Gold
from tollbook.evals.suite import Mark, Metric, Outcome, Suite
from tollbook.read.parse import Parser
from tollbook.read.parties import name_of, parties_of
from tollbook.read.sentences import Sentence, split_sentences
from tollbook.read.verb_place import place_of_verb
from tollbook.record import Claim, PlaceName, Reading, Report, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ROLES = {
    "victim": "victim",
    "attacker": "attacker",
    "killer": "attacker",
    "injurer": "attacker",
    "target": "target",
    "place": "place",
    "instrument": "means",
    "explosivedevice": "means",
}
"""Roles of both sets, small letters -> what they are called here."""

KINDS = ("conflict.attack", "life.die", "life.injure")
"""Types of events that are asked about, small letters."""

NAMES = ("victim", "attacker", "target", "place", "means")
_NO_SPACE_BEFORE = re.compile(r"^(?:[.,;:!?)\]%]|'s|n't|\u2019s)$")
_ENDS = frozenset({".", "!", "?", '"', "\u201d"})


class Argument(msgspec.Struct, frozen=True):
    start_tok: int
    end_tok: int
    text: str
    role: str


class WikiTrigger(msgspec.Struct, frozen=True):
    start: int
    end: int


class WikiEvent(msgspec.Struct, frozen=True):
    id: str
    type: str
    trigger: WikiTrigger
    arguments: tuple[Argument, ...]


class WikiRow(msgspec.Struct, frozen=True):
    """A line of wikievents/dev.jsonl: an article; a sentence is its tokens and its text."""

    doc_id: str
    sentences: tuple[tuple[tuple[tuple[str, int, int], ...], str], ...]
    events: tuple[WikiEvent, ...]


class RamsTrigger(msgspec.Struct, frozen=True):
    start_tok: int
    end_tok: int


class RamsRow(msgspec.Struct, frozen=True):
    """A line of rams/dev.jsonl: five sentences with one event."""

    id: str
    sentences: tuple[tuple[str, ...], ...]
    event_type: str
    trigger: RamsTrigger
    arguments: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """A word of harm and who stands with it, as offsets; ``roles``: name -> start and end."""

    id: str
    attack: bool
    at: int
    roles: Mapping[str, tuple[tuple[int, int], ...]]


@dataclass(frozen=True, slots=True)
class Case:
    """An article with its events; ``set``: what its metrics begin with ("" or "rams_")."""

    id: str
    set: str
    text: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """The head word of a noun phrase, small letters, and where it starts."""

    at: int
    word: str


def load(gold: Gold) -> list[Case]:
    """The articles of WikiEvents, then the windows of RAMS that tell of harm."""
    articles = [_article(row) for row in gold.rows("wikievents/dev.jsonl", WikiRow)]
    windows = gold.rows("rams/dev.jsonl", RamsRow)
    return articles + [_window(row) for row in windows if row.event_type.startswith(KINDS)]


def joined(sentences: Sequence[Sequence[str]]) -> tuple[str, list[tuple[int, int]]]:
    """Tokens as running text, and where each starts and ends in it.

    A sentence without a full stop is a line of its own (a title, a caption).
    """
    text = ""
    spans: list[tuple[int, int]] = []
    for tokens in sentences:
        for i, token in enumerate(tokens):
            if text and not text.endswith("\n") and not (i and _NO_SPACE_BEFORE.match(token)):
                text += " "
            spans.append((len(text), len(text) + len(token)))
            text += token
        if tokens and tokens[-1] not in _ENDS:
            text += "\n\n"
    return text.rstrip(), spans


def _article(row: WikiRow) -> Case:
    text = ""
    spans: list[tuple[int, int]] = []
    for tokens, words in row.sentences:
        if not tokens:
            continue
        start = tokens[0][1]
        spans += [(len(text) + a - start, len(text) + b - start) for _, a, b in tokens]
        text += words.strip() + (" " if tokens[-1][0] in _ENDS else "\n\n")
    events = [
        _event(e.id, e.type, e.trigger.end - 1, e.arguments, spans)
        for e in row.events
        if e.type.casefold().startswith(KINDS)
    ]
    return Case(row.doc_id, "", text.rstrip(), tuple(events))


def _window(row: RamsRow) -> Case:
    text, spans = joined(row.sentences)
    event = _event(row.id, row.event_type, row.trigger.start_tok, row.arguments, spans)
    return Case(row.id, "rams_", text, (event,))


def _event(
    id: str, kind: str, at: int, arguments: Sequence[Argument], spans: Sequence[tuple[int, int]]
) -> Event:
    # the two sets count the last token differently: the words tell which it is
    roles: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for one in arguments:
        name = ROLES.get(one.role.casefold())
        if name is not None:
            start = spans[one.start_tok][0]
            roles[name].append((start, start + len(one.text)))
    attack = kind.casefold().startswith("conflict")
    return Event(id, attack, spans[at][0], {k: tuple(v) for k, v in roles.items()})


@dataclass(frozen=True, slots=True)
class Parsed:
    """An article, its reading, and its sentences with their parses."""

    report: Report
    reading: Reading
    sentences: Sequence[tuple[Sentence, Doc]]
    place_name: Callable[[str], PlaceName]

    def token_at(self, offset: int) -> tuple[Sentence, Token] | None:
        """The token that holds this place of the text."""
        for sentence, doc in self.sentences:
            if sentence.start <= offset < sentence.end:
                at = offset - sentence.start
                found = next((t for t in doc if t.idx + len(t) > at), None)
                return (sentence, found) if found is not None else None
        return None

    def head(self, start: int, end: int, *, name: bool = False) -> Head:
        """The head word of a noun phrase: the first of its words that no other of it governs.

        :param name: of "the armed group Red Flag" the name.
        """
        for sentence, doc in self.sentences:
            if sentence.start <= start < sentence.end:
                a, b = start - sentence.start, end - sentence.start
                inside = [t for t in doc if t.idx < b and t.idx + len(t) > a and not t.is_punct]
                held = {t.i for t in inside}
                for token in inside:
                    if token.head == token or token.head.i not in held:
                        chosen = name_of(token) if name else token
                        return Head(sentence.start + chosen.idx, chosen.lower_)
        return Head(start, self.report.text[start:end].casefold())


def solve(case: Case, bench: Bench) -> list[Outcome]:
    """The roles of every event of an article."""
    report = document(case.id, case.text)
    lexicon = bench.atlas.lexicon
    sentences = split_sentences(case.text)
    parser = _parser(bench.model)
    docs = list(parser.parse([s.text_of(case.text) for s in sentences], lexicon))
    at = [e.at for e in case.events]
    parser.find_names(
        [d for s, d in zip(sentences, docs, strict=True) if any(s.start <= a < s.end for a in at)]
    )
    pairs = list(zip(sentences, docs, strict=True))
    parsed = Parsed(report, bench.reader.read(report, lexicon), pairs, lexicon.place_name)
    return [judge(case, event, predict(event, parsed), parsed) for event in case.events]


@cache
def _parser(model: str) -> Parser:
    return Parser(model)


def predict(event: Event, parsed: Parsed) -> dict[str, list[Head]]:
    """The roles of an event: those of its claim; where that says nothing, of its sentence."""
    found = parsed.token_at(event.at)
    if found is None:
        return {}
    sentence, token = found
    claim = _claim_at(event.at, parsed.reading.claims)
    own = parties_of(token, attack=event.attack)
    roles = {
        "victim": _heads(own.victims, sentence),
        "attacker": _heads(own.doers, sentence),
        "target": _heads(own.targets, sentence),
        "means": _heads(own.means, sentence),
        "place": _place(token, sentence, parsed),
    }
    if claim is not None:
        roles |= {name: told for name, told in _told(claim, event, parsed).items() if told}
    return {name: [*{h.word: h for h in told}.values()] for name, told in roles.items()}


def _heads(tokens: Sequence[Token], sentence: Sentence) -> list[Head]:
    return [Head(sentence.start + t.idx, t.lower_) for t in tokens]


def _claim_at(offset: int, claims: Sequence[Claim]) -> Claim | None:
    """The claim that the word at this place made."""
    for claim in claims:
        spans = [w.span for w in claim.why if w.field == "harm" and w.span is not None]
        if any(s.start <= offset < s.end for s in spans):
            return claim
    return None


def _told(claim: Claim, event: Event, parsed: Parsed) -> dict[str, list[Head]]:
    victims = [v.span for v in claim.victims if v.span is not None]
    doers = [p.span for p in claim.perpetrators if p.span is not None and p.surety != "denied"]
    attackers = [parsed.head(s.start, s.end, name=True) for s in doers]
    if event.attack:
        return {"attacker": attackers}
    return {"victim": [parsed.head(s.start, s.end) for s in victims], "attacker": attackers}


def _place(token: Token, sentence: Sentence, parsed: Parsed) -> list[Head]:
    places = [
        m.span
        for m in parsed.reading.mentions
        if m.kind == "place" and sentence.start <= m.span.start < sentence.end
    ]
    at = [(s.start - sentence.start, s.end - sentence.start) for s in places]
    best = place_of_verb(token, at, [parsed.place_name(s.quote) for s in places]) if at else None
    return [] if best is None else [_last_word(places[best])]


def _last_word(span: Span) -> Head:
    word = span.quote.split()[-1]
    return Head(span.end - len(word), word.casefold())


def judge(
    case: Case, event: Event, predicted: Mapping[str, Sequence[Head]], parsed: Parsed
) -> Outcome:
    """The marks of one event, a precision and a recall for each role."""
    marks: list[Mark] = []
    right = True
    for name in NAMES:
        gold = event.roles.get(name, ())
        found = predicted.get(name, ())
        hits = _matched(gold, found, parsed)
        right = right and hits == len(gold) == len(found)
        marks += [Mark(f"{case.set}{name}_p", hits, len(found))] if found else []
        marks += [Mark(f"{case.set}{name}_r", hits, len(gold))] if gold else []
    text = parsed.report.text
    return Outcome(
        f"{case.id}/{event.id}" if event.id != case.id else case.id,
        {n: "; ".join(text[a:b] for a, b in event.roles.get(n, ())) for n in NAMES},
        {n: "; ".join(h.word for h in predicted.get(n, ())) for n in NAMES},
        right,
        f"[{text[event.at : event.at + 20].split()[0]}] "
        + text[max(0, event.at - 150) : event.at + 150],
        tuple(marks),
    )


def _matched(gold: Sequence[tuple[int, int]], found: Sequence[Head], parsed: Parsed) -> int:
    """How many gold noun phrases have a prediction with their head; each is used once."""
    left = list(found)
    hits = 0
    for start, end in gold:
        head = parsed.head(start, end)
        last = parsed.report.text[start:end].split()[-1].casefold()
        mate = next(
            (h for h in left if start <= h.at < end or h.word in {head.word, last}),
            None,
        )
        if mate is not None:
            left.remove(mate)
            hits += 1
    return hits


def _metrics() -> tuple[Metric, ...]:
    names = [f"{part}{name}" for part in ("", "rams_") for name in NAMES]
    return (
        *(Metric(f"{name}_head_f1", "f1", (f"{name}_p", f"{name}_r")) for name in names),
        *(Metric(f"{name}_{side}") for name in names for side in ("p", "r")),
    )


SUITE = Suite(
    name="roles",
    about="who did it to whom, where and how, the words of harm given",
    files=("wikievents/dev.jsonl", "rams/dev.jsonl"),
    metrics=_metrics(),
    load=load,
    solve=solve,
)
