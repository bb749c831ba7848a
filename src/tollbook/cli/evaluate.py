"""``tollbook eval``: figures of a suite over public gold data."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tollbook.cli.options import json_option
from tollbook.cli.output import echo_error, echo_json
from tollbook.cli.progress import Bar, Notes

if TYPE_CHECKING:
    from tollbook.evals import Difference, EvalReport


class Seeds(click.ParamType[tuple[int, ...]]):
    """Whole numbers with commas between them; "101-110" is all from one to the other."""

    name = "seeds"

    def convert(
        self, value: str | tuple[int, ...], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, ...]:
        if isinstance(value, tuple):
            return value
        seeds: list[int] = []
        for part in value.split(","):
            first, _, last = part.strip().partition("-")
            if not first.isdecimal() or (last and not last.isdecimal()):
                self.fail(f"{value!r} is no list of whole numbers such as 1,2,3 or 101-110")
            seeds += range(int(first), int(last or first) + 1)
        return tuple(seeds)


@click.command(
    epilog="""\b
Examples:
  tollbook eval counts --limit 150
  tollbook eval airwars --items now.jsonl --diff before.jsonl
  tollbook eval muc4 --limit 150 --floors evals/floors.json
  tollbook eval world --seeds 101-110
\b
The gold data lies in the folder that TOLLBOOK_GOLD names (else ../shared/gold). Exit code 2
and empty metrics where the suite's data is not there. Items files quote the gold's texts:
keep them to yourself.""",
)
@click.argument("suite", metavar="SUITE")
@json_option
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    help="Only the first N items by the MD5 of their id, e.g. --limit 150.",
)
@click.option(
    "--items",
    "items_file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write a JSON line for each answer: id, gold, predicted, ok, sentence.",
)
@click.option(
    "--diff",
    "older",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="OLD_ITEMS",
    help="List the answers gained and lost against an older items file.",
)
@click.option(
    "--seeds",
    type=Seeds(),
    default=(),
    metavar="N,...",
    help="For the suite world: the worlds to make, e.g. --seeds 1,2,3 or --seeds 101-110.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=2,
    show_default=True,
    metavar="N",
    help="Processes to work in. The figures do not depend on it.",
)
@click.option(
    "--kept-readings",
    is_flag=True,
    help="Take what was read before from the user's cache folder where text and rules are the "
    "same to the byte, and keep there what is read now.",
)
@click.option(
    "--floors",
    "floors_file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Hold the figures against those kept in FILE; exit code 1 where one fell.",
)
@click.option(
    "--write",
    is_flag=True,
    help="Put the figures into the file of --floors instead.",
)
@click.pass_context
def evaluate(
    ctx: click.Context,
    *,
    suite: str,
    as_json: bool,
    limit: int | None,
    items_file: Path | None,
    older: Path | None,
    seeds: tuple[int, ...],
    jobs: int,
    kept_readings: bool,
    floors_file: Path | None,
    write: bool,
) -> None:
    """Measure tollbook on public gold data and print the figures, each 0 to 1.

    SUITE is one of those that `tollbook eval list` prints.
    """
    from tollbook import evals  # noqa: PLC0415 - heavy
    from tollbook.evals.floors import write_floor  # noqa: PLC0415
    from tollbook.evals.items import item_lines  # noqa: PLC0415
    from tollbook.evals.kept import kept_folder  # noqa: PLC0415

    if suite == "list":
        for name in evals.suite_names():
            click.echo(f"{name:<10} {evals.load_suite(name).about}")
        return
    if write and not floors_file:
        raise click.UsageError("--write needs a file: --floors evals/floors.json --write.")
    chosen = evals.load_suite(suite)
    before = evals.read_items(older) if older else None
    try:
        with Bar() if sys.stderr.isatty() else Notes() as progress:
            measured = evals.run_suite(
                chosen,
                evals.Gold.from_environment(),
                limit=limit,
                jobs=jobs,
                progress=progress,
                seeds=seeds,
                kept=kept_folder() if kept_readings else None,
            )
    except evals.GoldMissing as missing:
        if as_json:
            echo_json(_document(suite, None, 0, None, {}))
        echo_error(missing)
        ctx.exit(missing.exit_code)
    if items_file:
        evals.write_items(items_file, measured.outcomes)
    difference = None
    if before is not None:
        difference = evals.compare(before, item_lines(measured.outcomes))
    _show(measured, difference, as_json=as_json)
    if floors_file and write:
        write_floor(floors_file, measured, limit)
    elif floors_file and not _holds(floors_file, measured, limit):
        ctx.exit(1)


def _holds(path: Path, measured: EvalReport, limit: int | None) -> bool:
    """Whether no figure fell below its floor; what did, or why none was compared, is said."""
    from tollbook.evals.floors import (  # noqa: PLC0415
        fallen,
        read_floors,
        sample,
        why_not_compared,
    )

    floor = read_floors(path).get(measured.suite, {}).get(sample(limit))
    why = why_not_compared(floor, measured)
    if floor is None or why is not None:
        click.echo(f"Warning: {measured.suite}: not held against a floor: {why} ({path})", err=True)
        return True
    below = list(fallen(floor, measured))
    for words in below:
        click.echo(f"Error: {measured.suite}: {words}", err=True)
    return not below


def _show(measured: EvalReport, difference: Difference | None, *, as_json: bool) -> None:
    if as_json:
        echo_json(
            _document(
                measured.suite,
                measured.data_digest,
                measured.items,
                measured.reader,
                measured.metrics,
            )
        )
    else:
        click.echo(f"{measured.suite}: {measured.items:,} items, reader {measured.reader}")
        width = max(map(len, measured.metrics))
        for key, value in measured.metrics.items():
            shown = "not measured" if value is None else f"{value:.4f}"
            hit, of = measured.sums.get(key, (0, 0))
            counted = f"  ({hit:.10g} of {of:.10g})" if of else ""
            click.echo(f"  {key:<{width}}  {shown}{counted}")
        click.echo(f"  data {measured.data_digest}")
    for fault in measured.faults:
        click.echo(f"Warning: {fault}", err=True)
    if difference is not None:
        _show_difference(difference, err=as_json)


def _show_difference(difference: Difference, *, err: bool) -> None:
    """What was gained and lost; beside a JSON document it goes to standard error."""
    for word, pairs in (("gained", difference.gained), ("lost", difference.lost)):
        click.echo(f"{word}: {len(pairs):,}", err=err)
        for old, new in pairs:
            click.echo(f"  {new.id}", err=err)
            click.echo(f"    gold {_flat(new.gold)}", err=err)
            click.echo(f"    was {_flat(old.predicted)}, is {_flat(new.predicted)}", err=err)
            click.echo(f"    {' '.join(new.sentence.split())[:240]}", err=err)
    if difference.only_old or difference.only_new:
        click.echo(
            f"not compared: {difference.only_old:,} only in the older file, "
            f"{difference.only_new:,} only in this run",
            err=err,
        )


def _flat(values: dict[str, str | int | float | bool | None]) -> str:
    return ", ".join(f"{key} {'none' if v is None else v}" for key, v in values.items())


def _document(
    suite: str,
    data_digest: str | None,
    items: int,
    reader: str | None,
    metrics: dict[str, float | None],
) -> dict[str, object]:
    return {
        "suite": suite,
        "data_digest": data_digest,
        "items": items,
        "reader": reader,
        "metrics": metrics,
    }
