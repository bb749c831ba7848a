"""Short event notes to the number of killed and injured (Zhong et al. 2023 set the task).

A note's figure is the sum over its incidents of policy ``default``, those told only as background
left out. The Canadian incident notes
count victims only, so attackers who died are left out of the figure there; the drone strike
summaries give all dead as a range.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

import msgspec

from tollbook import tally
from tollbook.evals.bench import Bench, document, own_incidents, sentences_of
from tollbook.evals.gold import Gold
from tollbook.evals.measures import Total, range_jaccard, total
from tollbook.evals.suite import Mark, Metric, Outcome, Suite, Values
from tollbook.record.vocabulary import Harm

VICTIMS_ONLY = "cidb"
ALL_DEAD = "dronestream"
SOURCES = (VICTIMS_ONLY, ALL_DEAD)

DEATH_WORD = re.compile(
    r"\b(?:kill\w*|dead|deadly|death\w*|die[ds]?|dying|fatal\w*|murder\w*|slain|slay\w*|slaughter\w*"
    r"|assassinat\w*|massacre\w*|execut\w*|behead\w*|hanged|lynch\w*|homicid\w*|manslaughter"
    r"|corpses?|bodies|casualt\w*|perish\w*|suicide|succumb\w*"
    r"|lost (?:his|her|their) li(?:fe|ves))\b",
    re.IGNORECASE,
)
"""A word that may tell of a death: what makes a note without dead a hard one."""


class Row(msgspec.Struct, frozen=True):
    """A line of counts.jsonl, as far as it is used. None: the coder gave no number."""

    id: str
    source: str
    text: str
    killed: int | None = None
    killed_min: int | None = None
    killed_max: int | None = None
    injured: int | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """One note, under an id that no other note has."""

    id: str
    row: Row


def load(gold: Gold) -> list[Note]:
    """The notes of the two sources that are scored."""
    seen: Counter[str] = Counter()
    notes = []
    for row in gold.rows("victim_counts/counts.jsonl", Row):
        if row.source in SOURCES:
            seen[row.id] += 1
            again = "" if seen[row.id] == 1 else f"#{seen[row.id]}"
            notes.append(Note(row.id + again, row))
    return notes


def solve(note: Note, bench: Bench) -> list[Outcome]:
    """The note's figures against the coder's."""
    policy = tally.load_policy("default")
    if note.row.source == VICTIMS_ONLY:
        policy = replace(policy, attackers="leave_out")
    report = document(note.id, note.row.text)
    workings = bench.work_out([report], policy)
    incidents = own_incidents(workings)
    if note.row.source == ALL_DEAD:
        return [judge_range(note, total(incidents, "killed"), note.row.text)]
    sentence = sentences_of(report, workings.claims)
    asked: tuple[tuple[Harm, int | None], ...] = (
        ("killed", note.row.killed),
        ("injured", note.row.injured),
    )
    return [
        outcome
        for harm, gold in asked
        if gold is not None
        for outcome in judge_number(note, harm, gold, total(incidents, harm), sentence)
    ]


def judge_number(note: Note, harm: Harm, gold: int, figure: Total, sentence: str) -> list[Outcome]:
    """One coder's number: exact where somebody was harmed, nothing invented where nobody was."""
    if gold > 0:
        ok = figure.best == gold
        marks = [Mark(f"{harm}_exact_positive", float(ok))]
    elif harm == "killed":
        ok = not figure.positive
        marks = [Mark("zero_kept", float(ok))]
        if DEATH_WORD.search(note.row.text):
            marks.append(Mark("zero_kept_hard", float(ok)))
    else:
        return []
    predicted: Values = {"best": figure.best, "min": figure.min, "max": figure.max}
    return [Outcome(f"{note.id}/{harm}", {harm: gold}, predicted, ok, sentence, tuple(marks))]


def judge_range(note: Note, figure: Total, sentence: str) -> Outcome:
    """The least and most of all dead. "16 or more" is a range without an upper end.

    The ``_stated`` metrics compare the stated maximum instead, as the tolls' sums do.
    """
    gold = (note.row.killed_min, note.row.killed_max)
    stated = (figure.min, figure.max)
    ends = (figure.min, None if figure.open_above else figure.max)
    jaccard, jaccard_stated = range_jaccard(gold, ends), range_jaccard(gold, stated)
    return Outcome(
        f"{note.id}/range",
        {"min": gold[0], "max": gold[1]},
        {"min": figure.min, "max": figure.max, "open_above": figure.open_above},
        jaccard == 1.0,
        sentence,
        (
            Mark("range_equal", float(jaccard == 1.0)),
            Mark("range_jaccard", jaccard),
            Mark("range_equal_stated", float(jaccard_stated == 1.0)),
            Mark("range_jaccard_stated", jaccard_stated),
        ),
    )


SUITE = Suite(
    name="counts",
    about="short event notes: how many were killed and injured",
    files=("victim_counts/counts.jsonl",),
    metrics=(
        Metric("killed_exact_positive"),
        Metric("injured_exact_positive"),
        Metric("zero_kept"),
        Metric("zero_kept_hard"),
        Metric("range_equal"),
        Metric("range_jaccard"),
        Metric("range_equal_stated"),
        Metric("range_jaccard_stated"),
    ),
    load=load,
    solve=solve,
)
