"""MUC-4 terrorism reports: the dead and injured of a document, all in capitals.

The document's total is exact where all its templates' are; a template marked optional may be
counted or not. Measured on the texts as they are (``_upper``) and in mixed case. In mixed case
also who did it, when and where, of the templates that one of our incidents tells of, and all
slots of a document by the metric of GTT.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import msgspec

from tollbook import tally
from tollbook.evals.bench import Bench, document, sentences_of
from tollbook.evals.gold import Gold
from tollbook.evals.gtt import score
from tollbook.evals.measures import Total, total
from tollbook.evals.muc4_templates import Template, judge_template, predicted
from tollbook.evals.suite import Mark, Metric, Outcome, Suite
from tollbook.evals.truecase import model_rank
from tollbook.pipeline import Workings
from tollbook.read.recase import truecase
from tollbook.record.vocabulary import Harm

HARMS: tuple[Harm, ...] = ("killed", "injured")
FILES = "muc4/tst*.jsonl"


class Toll(msgspec.Struct, frozen=True):
    """The people of one effect in a template; ``max`` None: a plural without a number."""

    min: int
    max: int | None
    exact: bool


class Counted(Template, frozen=True):
    """A template with its toll."""

    toll: dict[str, Toll] = msgspec.field(default_factory=dict)


class Dateline(msgspec.Struct, frozen=True):
    date: str | None = None


class Row(msgspec.Struct, frozen=True):
    """A line of a MUC-4 file, as far as it is used."""

    docid: str
    text: str
    templates: list[Counted]
    dateline: Dateline | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One report."""

    id: str
    row: Row


def load(gold: Gold) -> list[Message]:
    """The reports of the test sets."""
    return [Message(row.docid, row) for row in gold.rows(FILES, Row)]


def solve(message: Message, bench: Bench) -> list[Outcome]:
    """The document's totals, as printed and recased."""
    dated = message.row.dateline.date if message.row.dateline else None
    published = date.fromisoformat(dated) if dated else None
    upper = unwrap(message.row.text)
    outcomes = []
    for suffix, text in (("", truecase(upper, model_rank(bench.model))), ("_upper", upper)):
        report = document(message.id + suffix, text, published=published)
        workings = bench.work_out([report], tally.load_policy("default"))
        for harm in HARMS:
            sentence = sentences_of(report, [c for c in workings.claims if c.harm == harm])
            figure = total(workings.tallied.incidents, harm)
            outcomes += judge(message, harm, suffix, figure, sentence)
        if not suffix:
            outcomes += judge_templates(message, workings)
    return outcomes


def judge_templates(message: Message, workings: Workings) -> list[Outcome]:
    """Who, when and where of each template; all slots of the document by the metric of GTT."""
    templates = message.row.templates
    outcomes = [
        judge_template(f"{message.id}/template{n}", template, workings)
        for n, template in enumerate(templates)
    ]
    told, gold = predicted(workings), [template.filled for template in templates]
    points = score(told, gold)
    marks = (
        *([Mark("gtt_p", points.right, points.predicted)] if told else []),
        *([Mark("gtt_r", points.found, points.gold)] if gold else []),
    )
    right = points.right == points.predicted and points.found == points.gold
    return [
        *outcomes,
        Outcome(
            f"{message.id}/gtt",
            {"fillers": points.gold},
            {"fillers": points.predicted, "right": points.right},
            right,
            "",
            marks,
        ),
    ]


def unwrap(text: str) -> str:
    """Paragraphs on one line each: the originals are broken at 75 columns."""
    paragraphs = re.split(r"\n\s*\n", text)
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def gold_totals(row: Row, harm: Harm) -> set[int] | None:
    """The totals that are right for a document; None where the gold has no exact one."""
    tolls = [(t.optional, t.toll[harm]) for t in row.templates if harm in t.toll]
    if not all(toll.exact for _, toll in tolls):
        return None
    required = sum(toll.min for optional, toll in tolls if not optional)
    return {required, sum(toll.min for _, toll in tolls)}


def judge(message: Message, harm: Harm, suffix: str, figure: Total, sentence: str) -> list[Outcome]:
    """Precision over documents that we give a toll, recall over those the gold gives one."""
    gold = gold_totals(message.row, harm)
    if gold is None:
        return []
    told = figure.positive
    right = figure.best in gold
    has_toll = min(gold) > 0 or (right and told and max(gold) > 0)
    metric = f"{harm}_doc{suffix}"
    marks = []
    if told:
        marks.append(Mark(f"{metric}_p", float(right)))
    if has_toll:
        marks.append(Mark(f"{metric}_r", float(right)))
    return [
        Outcome(
            f"{message.id}/{harm}{suffix}",
            {harm: min(gold), "with_optional": max(gold)},
            {"best": figure.best, "min": figure.min, "max": figure.max},
            right,
            sentence,
            tuple(marks),
        )
    ]


def _f1(key: str, marks: str) -> Metric:
    return Metric(key, "f1", (f"{marks}_p", f"{marks}_r"))


SUITE = Suite(
    name="muc4",
    about="MUC-4 terrorism reports: dead and injured per document, capitals and recased",
    files=(FILES,),
    metrics=(
        _f1("killed_doc_f1", "killed_doc"),
        _f1("injured_doc_f1", "injured_doc"),
        _f1("killed_doc_f1_upper", "killed_doc_upper"),
        _f1("injured_doc_f1_upper", "injured_doc_upper"),
        *(_f1(f"{name}_f1", name) for name in ("perp_org", "date", "place", "gtt")),
        *(
            Metric(f"{name}_{side}")
            for name in ("perp_org", "date", "place", "gtt")
            for side in "pr"
        ),
        Metric("template_found"),
    ),
    load=load,
    solve=solve,
)
