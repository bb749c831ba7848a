"""``tollbook log``: the decisions as a chain, to look at, keep elsewhere and take in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from tollbook.cli.options import book_option, json_option
from tollbook.cli.output import echo_json
from tollbook.errors import UsageError

if TYPE_CHECKING:
    from tollbook.record import Decision


@click.group(
    epilog="""\b
Examples:
  tollbook log show --last 5
  tollbook log export > decisions.jsonl
  tollbook log import decisions.jsonl --book copy"""
)
def log() -> None:
    """Show, export or import the log of decisions.

    Every decision names the digest of the one before it. An exported log that lies somewhere else
    proves later that none was changed or cut off: tollbook verify --log FILE.
    """


@log.command(
    epilog="""\b
Examples:
  tollbook log show
  tollbook log show --last 5 --book iraq-2019"""
)
@click.option("--last", type=click.IntRange(1), metavar="N", help="Only the last, e.g. --last 5.")
@book_option
@json_option
def show(last: int | None, book: Path, as_json: bool) -> None:
    """Print the decisions in order, each with its digest."""
    from tollbook.book import Book  # noqa: PLC0415 - heavy
    from tollbook.publish.assemble import to_bytes  # noqa: PLC0415
    from tollbook.record import in_force  # noqa: PLC0415

    with Book.open(book) as opened:
        decisions = opened.decisions()
    standing = {decision.id for decision in in_force(decisions)}
    chosen = decisions[-last:] if last else decisions
    if as_json:
        click.echo(to_bytes(chosen, indent=2), nl=False)
        return
    for decision in chosen:
        for line in _lines(decision, standing=decision.id in standing):
            click.echo(line)
    if not chosen:
        click.echo("No decisions yet.")


def _lines(decision: Decision, *, standing: bool) -> list[str]:
    undone = "" if standing or decision.verb == "undo" else " (undone)"
    when = decision.decided_at.isoformat(" ", "seconds")
    lines = [
        f"{decision.sequence}  {decision.id}  {decision.verb} {decision.subject}{undone}",
        f"   {when}, {decision.decided_by or '(destroyed)'}",
    ]
    if decision.reason:
        lines.append(f"   {decision.reason}")
    return [*lines, f"   {decision.digest}"]


@log.command(
    epilog="""\b
Examples:
  tollbook log export > decisions.jsonl
  tollbook log export --to decisions.jsonl --book iraq-2019
  tollbook log export --to safe/all.jsonl --with-withheld"""
)
@click.option(
    "--to",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write to this file instead of standard output, e.g. --to decisions.jsonl.",
)
@click.option(
    "--with-withheld",
    is_flag=True,
    help="Also texts that hold a withheld name, as a copy of the book needs them; to a file only.",
)
@book_option
def export(to: Path | None, book: Path, *, with_withheld: bool) -> None:
    """Write the log as JSON lines, one for each decision and one that closes it.

    The last line says how many there are and the last digest, so that a file cut short is noticed.
    Texts of decisions that hold a withheld name are left out: the chain holds without them.
    """
    if with_withheld and to is None:
        raise UsageError(
            "withheld names are not printed",
            value="--with-withheld",
            next="name a file too: --to FILE",
        )
    from tollbook.book import Book  # noqa: PLC0415 - heavy

    with Book.open(book) as opened:
        lines = opened.export_log(withheld=with_withheld)
    if to is None:
        for line in lines:
            click.echo(line.encode("utf-8"))
        return
    to.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    click.echo(f"{len(lines) - 1:,} decisions written to {to}.", err=True)


@log.command(
    "import",
    epilog="""\b
Examples:
  tollbook log import decisions.jsonl
  tollbook log export --book theirs | tollbook log import - --book ours""",
)
@click.argument("file", type=click.File("r", encoding="utf-8", errors="replace"), metavar="FILE")
@book_option
@json_option
def take_in(file: TextIO, book: Path, as_json: bool) -> None:
    """Take in what another copy of this book has decided since.

    The file must be a whole log that begins as this book's does. One that is torn, changed, cut
    short or that went another way is refused whole, and the first decision that does not fit is
    named. FILE - is standard input. The figures are worked out again.
    """
    from tollbook.book import Book  # noqa: PLC0415 - heavy
    from tollbook.changes import changes  # noqa: PLC0415
    from tollbook.cli.tolls import toll_change, toll_line  # noqa: PLC0415

    with Book.open(book) as opened:
        before = opened.incidents()
        taken, settled = opened.import_log(file)
        moved = changes(before, opened.incidents())
    if as_json:
        echo_json({"taken_in": taken, "changes": [toll_change(change) for change in moved]})
        return
    click.echo(f"{taken:,} decisions taken in." if taken else "Nothing new: the log has them all.")
    if not settled:
        click.echo("Another run is writing to the book; it will work the figures out again.")
    for change in moved:
        click.echo(f"  {toll_line(change)}")
