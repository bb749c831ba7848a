"""Who says so: sources of attributions in news (PolNeAR, Newell et al. 2018).

The gold marks every attribution of an article, of speech as well as of belief and intent: its
source, its cue and its content. Asked for is the source.

``book_*`` measure what the book holds: the chain of speakers of each claim of harm to people.
A link of a chain is right where a gold attribution with the same head of its source has the
claim's words in its content; a gold attribution with a claim's words in its content is found
where a claim in it has its source in its chain.

``source_*`` measure all attributions, whatever they tell, as ``attributions`` finds them, which
makes no claims. A prediction and a gold attribution are one where the heads of their sources are
the same word; each is used once, and among several of one source those whose contents overlap are
paired first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from tollbook.evals.bench import Bench, document
from tollbook.evals.gold import Gold
from tollbook.evals.suite import Mark, Metric, Outcome, Suite
from tollbook.read.attribution import attributions, source_words
from tollbook.read.parse import Parser
from tollbook.read.sentences import Sentence, split_sentences
from tollbook.read.spoken_before import STANDS_FOR
from tollbook.record import Claim, Span, Speaker

if TYPE_CHECKING:
    from spacy.tokens import Doc

HARM = re.compile(
    r"\b(?:kill\w*|murder\w*|dead\w*|death\w*|die\w*|dying|slain|shot|shoot\w*|wound\w*|injur\w*"
    r"|massacre\w*|casualt\w*|bomb\w*|attack\w*|assault\w*|rape\w*|abduct\w*|kidnap\w*|arrest\w*"
    r"|detain\w*|violen\w*)\b",
    re.IGNORECASE,
)
"""Words of harm; what is said with one of them is of the kind that the project reads."""


class Words(msgspec.Struct, frozen=True):
    start: int
    end: int
    text: str


class Attributed(msgspec.Struct, frozen=True):
    """One attribution; each part may be in several pieces."""

    id: str
    source: tuple[Words, ...] = ()
    content: tuple[Words, ...] = ()


class Row(msgspec.Struct, frozen=True):
    """A line of dev.jsonl, as far as it is used."""

    doc: str
    text: str
    attributions: tuple[Attributed, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    id: str
    row: Row


@dataclass(frozen=True, slots=True)
class Said:
    """An attribution, gold or predicted, as offsets in the article.

    :ivar head: where the source's head word starts; :ivar source: its start and end.
    :ivar content: start and end of each piece of what is said.
    """

    head: int
    source: tuple[int, int]
    content: tuple[tuple[int, int], ...]
    harm: bool


def load(gold: Gold) -> list[Article]:
    """The articles."""
    return [Article(row.doc, row) for row in gold.rows("polnear/dev.jsonl", Row)]


def solve(article: Article, bench: Bench) -> list[Outcome]:
    """Every attribution of an article."""
    text = article.row.text
    sentences = split_sentences(text)
    words = [s.text_of(text) for s in sentences]
    docs = list(_parser(bench.model).parse(words, bench.atlas.lexicon))
    parsed = list(zip(sentences, docs, strict=True))
    wanted = [_gold(a, parsed) for a in article.row.attributions if a.source]
    read = bench.reader.read(document(article.id, text), bench.atlas.lexicon).claims
    claims = [c for c in read if c.harm != "attacked"]  # a candidate "attacks" his rival
    links = links_of(claims, parsed)
    return [
        *judge(article, wanted, _found(text, parsed)),
        *judge_book(article, wanted, links, [c.evidence for c in claims]),
    ]


def links_of(claims: Sequence[Claim], parsed: Sequence[tuple[Sentence, Doc]]) -> list[Said]:
    """Every link of every claim's chain that somebody is named in, with the claim's words.

    Of who stands in an earlier sentence the pronoun counts, as the gold has it ("He said").
    """
    return [
        Said(
            head_of((span.start, span.end), parsed),
            (span.start, span.end),
            ((claim.evidence.start, claim.evidence.end),),
            harm=True,
        )
        for claim in claims
        for s in claim.said_by[1:]
        if (span := _in_its_sentence(s, claim)) is not None
    ]


def _in_its_sentence(speaker: Speaker, claim: Claim) -> Span | None:
    if speaker.span is None or claim.sentence[0] <= speaker.span.start:
        return speaker.span
    standing = (w.span for w in claim.why if w.rule == STANDS_FOR)
    return next(standing, speaker.span)


def judge_book(
    article: Article, wanted: Sequence[Said], links: Sequence[Said], told: Sequence[Span]
) -> list[Outcome]:
    """An outcome for each gold attribution with a claim in it, and for each link of a chain.

    :param told: the words of all claims of the article, whoever says them.
    """
    outcomes = []
    for at, gold in enumerate(wanted):
        if not any(a < t.end and t.start < b for t in told for a, b in gold.content):
            continue
        mate = next((s for s in links if s.head == gold.head and _overlap(gold, s)), None)
        right = float(mate is not None)
        outcomes.append(
            Outcome(
                f"{article.id}/book/{article.row.attributions[at].id}",
                {"source": article.row.text[slice(*gold.source)]},
                {"source": article.row.text[slice(*mate.source)] if mate else None},
                mate is not None,
                _around(article.row.text, gold),
                (Mark("book_r", right),),
            )
        )
    for n, said in enumerate(links):
        right = float(any(g.head == said.head and _overlap(g, said) for g in wanted))
        outcomes.append(
            Outcome(
                f"{article.id}/book+{said.head}.{n}",
                {},
                {"source": article.row.text[slice(*said.source)]},
                bool(right),
                _around(article.row.text, said),
                (Mark("book_p", right),),
            )
        )
    return outcomes


@cache
def _parser(model: str) -> Parser:
    return Parser(model)


def _gold(attributed: Attributed, parsed: Sequence[tuple[Sentence, Doc]]) -> Said:
    source = attributed.source[0].start, attributed.source[-1].end
    content = tuple((c.start, c.end) for c in attributed.content)
    harm = any(HARM.search(c.text) for c in attributed.content)
    return Said(head_of(source, parsed), source, content, harm)


def head_of(source: tuple[int, int], parsed: Sequence[tuple[Sentence, Doc]]) -> int:
    """Where the head word of a noun phrase starts: the word of it that no other of it governs."""
    for sentence, doc in parsed:
        inside = [
            t
            for t in doc
            if sentence.start + t.idx < source[1]
            and sentence.start + t.idx + len(t) > source[0]
            and not t.is_punct
            and not t.is_space
        ]
        held = {t.i for t in inside}
        for token in inside:
            if token.head == token or token.head.i not in held:
                return sentence.start + token.idx
    return source[0]


def _found(text: str, parsed: Sequence[tuple[Sentence, Doc]]) -> list[Said]:
    found = []
    for sentence, doc in parsed:
        at = sentence.start
        for one in attributions(doc):
            start, end = source_words(one.source)
            a, b = at + one.content[0], at + one.content[1]
            harm = HARM.search(text, a, b) is not None
            found.append(Said(at + one.source.idx, (at + start, at + end), ((a, b),), harm))
    return found


def judge(article: Article, wanted: Sequence[Said], found: Sequence[Said]) -> list[Outcome]:
    """An outcome for each gold attribution, and for each prediction that is none."""
    pairs = pair(wanted, found)
    used = set(pairs.values())
    outcomes = [_outcome(article, i, g, pairs.get(i), found) for i, g in enumerate(wanted)]
    for j, said in enumerate(found):
        if j not in used:
            marks = [Mark("source_p", 0.0), Mark("exact_p", 0.0)]
            marks += [Mark("harm_p", 0.0)] if said.harm else []
            outcomes.append(
                Outcome(
                    f"{article.id}/+{said.head}.{j}",
                    {"source": None},
                    {"source": article.row.text[slice(*said.source)]},
                    False,
                    _around(article.row.text, said),
                    tuple(marks),
                )
            )
    return outcomes


def _outcome(
    article: Article, at: int, gold: Said, mate: int | None, found: Sequence[Said]
) -> Outcome:
    said = None if mate is None else found[mate]
    right = float(said is not None)
    exact = float(said is not None and said.source == gold.source)
    marks = [Mark("source_r", right), Mark("exact_r", exact)]
    if gold.harm:
        marks.append(Mark("harm_r", right))
    if said is not None:
        marks += [Mark("source_p", 1.0), Mark("exact_p", exact)]
        if said.harm:
            marks.append(Mark("harm_p", 1.0))
    return Outcome(
        f"{article.id}/{article.row.attributions[at].id}",
        {"source": article.row.text[slice(*gold.source)], "harm": gold.harm},
        {"source": article.row.text[slice(*said.source)] if said else None},
        said is not None,
        _around(article.row.text, gold),
        tuple(marks),
    )


def pair(wanted: Sequence[Said], found: Sequence[Said]) -> dict[int, int]:
    """Index of a gold attribution -> that of the prediction with the same source's head."""
    near = [
        (not _overlap(gold, said), i, j)
        for i, gold in enumerate(wanted)
        for j, said in enumerate(found)
        if gold.head == said.head
    ]
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in sorted(near):
        if i not in pairs and j not in used:
            pairs[i] = j
            used.add(j)
    return pairs


def _overlap(gold: Said, said: Said) -> bool:
    return any(a < d and c < b for a, b in gold.content for c, d in said.content)


def _around(text: str, said: Said) -> str:
    start = min([said.source[0], *(c[0] for c in said.content)])
    end = max([said.source[1], *(c[1] for c in said.content)])
    return text[max(0, start - 40) : min(end + 40, start + 400)].strip()


SUITE = Suite(
    name="says",
    about="attributions in news: who is the source of what is said",
    files=("polnear/dev.jsonl",),
    metrics=(
        Metric("book_source_head_f1", "f1", ("book_p", "book_r")),
        Metric("book_p"),
        Metric("book_r"),
        Metric("source_head_f1", "f1", ("source_p", "source_r")),
        Metric("source_p"),
        Metric("source_r"),
        Metric("source_exact_f1", "f1", ("exact_p", "exact_r")),
        Metric("harm_source_head_f1", "f1", ("harm_p", "harm_r")),
        Metric("harm_p"),
        Metric("harm_r"),
    ),
    load=load,
    solve=solve,
)
