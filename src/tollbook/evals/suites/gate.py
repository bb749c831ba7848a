"""Whether the reader's gate lets through the sentences that tell of harm to people.

``evals/gate.csv`` holds 300 sentences of six sets that a person has read, by document, offsets and
a digest of the words; the words themselves stay in the gold. To them come the sentences that the
set of Indian police events marks as killings. How the 300 were drawn and marked stands in
docs/rooms/evals.md.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from tollbook.evals.bench import Bench
from tollbook.evals.gold import Gold, GoldMissing
from tollbook.evals.suite import Mark, Metric, Outcome, Suite, Values
from tollbook.evals.suites import police
from tollbook.read.gate import gate
from tollbook.read.sentences import split_sentences

FILE = "gate.csv"
FOLDER = Path("evals") if (Path("evals") / FILE).exists() else Path(__file__).parents[4] / "evals"
TEXTS = {
    "polnear": "polnear/dev.jsonl",
    "news_clusters": "news_clusters/giveme5w1h_news_cluster.jsonl",
    "fivewoneh": "fivewoneh/gold_standard.jsonl",
    "gun_violence": "gun_violence/documents.jsonl",
    "muc4": "muc4/dev1300.jsonl",
    "airwars": "airwars_gaza/incidents.jsonl",
}
_DIGITS = 16  # of the SHA-256 of a sentence, as the file keeps them


class Row(msgspec.Struct, frozen=True):
    """A line of any of the sets: its id and its text under the names they have there."""

    doc: str = ""
    id: str = ""
    doc_id: str = ""
    docid: str = ""
    text: str = ""
    narrative: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence that somebody has judged.

    :ivar by: who says whether it tells of harm: "police" (the annotators of that set) or "own".
    """

    id: str
    by: Literal["police", "own"]
    text: str
    start: int
    end: int
    tells: bool


def load(gold: Gold) -> list[Told]:
    """The sentences marked as police killings, then those of our own file."""
    return [*_police(gold), *_own(gold, FOLDER / FILE)]


def _police(gold: Gold) -> list[Told]:
    found = []
    for article in police.load(gold):
        text, position = article.row.text, 0
        for sentence in article.row.sentences:
            if police.KILL in sentence.labels:
                start = text.find(sentence.text, position)
                position = start + len(sentence.text)
                name = f"police/{article.id}/{sentence.id}"
                found.append(Told(name, "police", text, start, position, True))
    return found


def _own(gold: Gold, path: Path) -> list[Told]:
    """Our own sentences; those whose text is not in this gold, or reads otherwise, are left out.

    :raises GoldMissing: where the file is not there, as in an installed package.
    """
    if not path.exists():
        raise GoldMissing(
            "the project's own list of sentences is not there",
            where=str(path),
            next="run it in a checkout of the project",
        )
    texts = {name: _texts(gold, pattern) for name, pattern in TEXTS.items()}
    found = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            text = texts[row["set"]].get(row["document"], "")
            start, end = int(row["start"]), int(row["end"])
            if digest_of(text[start:end]) == row["digest"]:
                name = f"{row['set']}/{row['document']}/{start}"
                found.append(Told(name, "own", text, start, end, row["tells"] == "yes"))
    return found


def _texts(gold: Gold, pattern: str) -> dict[str, str]:
    rows = gold.rows(pattern, Row)
    return {r.doc or r.id or r.doc_id or r.docid: r.text or r.narrative for r in reversed(rows)}


def digest_of(sentence: str) -> str:
    """What the file keeps of a sentence's words."""
    return hashlib.sha256(sentence.encode()).hexdigest()[:_DIGITS]


def solve(told: Told, bench: Bench) -> list[Outcome]:
    """Whether the gate lets a part of the sentence through, in its whole text."""
    return [judge(told)]


def judge(told: Told) -> Outcome:
    """``gate_recall`` over sentences that tell of harm; of the others, how many are kept out."""
    passed = gate(told.text, split_sentences(told.text))
    through = any(s.start < told.end and told.start < s.end for s in passed)
    marks: Sequence[Mark] = (Mark("own_kept_out", float(not through)),)
    if told.tells:
        names = ("gate_recall", f"{told.by}_recall")
        marks = [Mark(name, float(through)) for name in names]
    words = told.text[told.start : told.end]
    gold: Values = {"tells": told.tells}
    passes: Values = {"passed": through}
    return Outcome(told.id, gold, passes, through == told.tells, words, tuple(marks))


SUITE = Suite(
    name="gate",
    about="sentences that tell of harm: whether the reader's gate lets them through",
    files=(police.SUITE.files[0], *TEXTS.values()),
    metrics=(
        Metric("gate_recall"),
        Metric("police_recall"),
        Metric("own_recall"),
        Metric("own_kept_out"),
    ),
    load=load,
    solve=solve,
)
