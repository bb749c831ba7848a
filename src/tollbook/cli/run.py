"""``tollbook run``: from saved pages to the book."""

from __future__ import annotations

import logging
import sys
from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tollbook.cli.group import INTERRUPTED
from tollbook.cli.options import book_option, json_option
from tollbook.cli.output import console
from tollbook.cli.progress import watched

if TYPE_CHECKING:
    from tollbook.pipeline import RunReport
    from tollbook.view import View


@click.command(
    epilog="""\b
Examples:
  tollbook run saved-pages/
  tollbook run a.html b.html.gz wire.jsonl --book iraq-2019
  tollbook run saved-pages/ --json > book.json
  tollbook run --book iraq-2019      (no path: bring the book up to date)
  tollbook run --charter --book iraq-2019      (a charter to fill in, before the first page)"""
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@book_option
@json_option
@click.option(
    "-q", "--quiet", is_flag=True, help="No summary, no progress; the exit code tells the rest."
)
@click.option(
    "--charter",
    is_flag=True,
    help="First write hand/charter.toml into the book, a charter to fill in, unless there is one.",
)
def run(paths: tuple[Path, ...], book: Path, as_json: bool, quiet: bool, charter: bool) -> int:
    """Read files and folders into the book and print what they add up to.

    PATHS are HTML pages (also .html.gz), plain text, JSONL files (one document a line: text and,
    where known, title, url, published, source, id) and folders of these. What was read before is
    not read again. Bytes are kept in the book for ever, so the paths can be moved afterwards.
    """
    from tollbook import pipeline  # noqa: PLC0415 - heavy
    from tollbook.book import Book  # noqa: PLC0415
    from tollbook.settings import has_book, load_settings  # noqa: PLC0415

    if charter:
        _write_charter(book)
    if not paths and charter and not has_book(book):
        return 0
    if not paths and not has_book(book):
        raise click.UsageError("Give at least one path to read, e.g.: tollbook run saved-pages/")
    logging.getLogger().addHandler(logging.NullHandler())  # libraries' chatter is no output
    # Whatever a library prints must not end up inside the JSON document.
    with watched(quiet=quiet) as progress, redirect_stdout(sys.stderr):
        done = pipeline.run(paths, book, load_settings(book / "tollbook.toml"), progress=progress)
    with Book.open(book) as opened:
        view, mask = opened.view(), opened.mask
    if mask:
        asides, earlier = view.shown(done.set_asides, mask), view.shown(done.earlier, mask)
        done = replace(done, set_asides=asides, earlier=earlier)
    if as_json:
        _print_json(view, done, quiet=quiet)
    elif not quiet:
        _print_summary(view, done)
    if done.interrupted:
        return INTERRUPTED
    return 1 if done.set_asides else 0


def _write_charter(book: Path) -> None:
    from tollbook.errors import BookError  # noqa: PLC0415 - beside the heavy ones
    from tollbook.tally import CHARTER, example_charter  # noqa: PLC0415

    file = book / "hand" / CHARTER
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8") as written:
            written.write(example_charter())
    except FileExistsError:
        click.echo(f"{file} is there already; it is left as it is.", err=True)
    except OSError as fault:
        raise BookError(
            f"the charter cannot be written: {fault.strerror}",
            where=str(file),
            next="name a folder you may write to with --book",
        ) from fault
    else:
        click.echo(f"Wrote {file}: say there what the book counts.", err=True)


def _print_json(view: View, done: RunReport, *, quiet: bool) -> None:
    from tollbook.publish.assemble import document_of, to_bytes  # noqa: PLC0415 - heavy
    from tollbook.publish.summary import next_command, run_in_words  # noqa: PLC0415

    document = document_of(view, [*done.set_asides, *done.earlier])
    click.echo(to_bytes(document), nl=False)
    if not quiet:
        click.echo(run_in_words(done), err=True)
        click.echo(f"Next: {next_command(view, done)}", err=True)


def _print_summary(view: View, done: RunReport) -> None:
    from tollbook.publish.summary import print_summary  # noqa: PLC0415 - heavy

    print_summary(console(), view, done)
