"""``tollbook sample``, ``agreement`` and ``progress``: second coding, and who did what."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from tollbook.cli.options import book_option, json_option

_SHEET = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command(
    epilog="""\b
Examples:
  tollbook sample --size 100 --seed 7 --out sheet.csv
  tollbook sample --size 100 --seed 7 --out sheet.csv --book iraq-2019"""
)
@click.option(
    "--size",
    type=click.IntRange(1, 100_000),
    default=100,
    show_default=True,
    metavar="N",
    help="How many claims to draw.",
)
@click.option(
    "--seed",
    type=int,
    default=1,
    show_default=True,
    metavar="N",
    help="Another number draws another sample.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="CSV",
    help="The sheet to write; no file is written over.",
)
@book_option
def sample(*, size: int, seed: int, out: Path, book: Path) -> None:
    """Draw a blind sample to be coded by hand: words, without what anybody read in them.

    The same book, size and seed give the same sample. Give a copy of the sheet to each coder; they
    fill in told (yes or no), harm, scope, low, best and high, and leave empty what the words do not
    say. `tollbook agreement` compares the sheets.
    """
    from tollbook.book import Book  # noqa: PLC0415 - heavy
    from tollbook.errors import UsageError  # noqa: PLC0415
    from tollbook.publish.coding_sheet import drawn, sheet  # noqa: PLC0415

    with Book.open(book) as opened:
        view = opened.view()
    claims = drawn(view, size, seed)
    try:
        with out.open("x", encoding="utf-8", newline="") as file:
            file.write(sheet(view, claims))
    except OSError as fault:
        raise UsageError(
            f"the sheet cannot be written: {fault.strerror}",
            where=str(out),
            next="name another file: none is written over",
        ) from fault
    click.echo(f"{out}: {len(claims):,} items of {len(view.claims):,} claims, seed {seed}.")


@click.command(
    epilog="""\b
Examples:
  tollbook agreement ada.csv bo.csv
  tollbook agreement ada.csv bo.csv --keep
  tollbook agreement --machine --json"""
)
@click.argument("sheets", nargs=-1, type=_SHEET, metavar="[CSV]...")
@click.option("--keep", is_flag=True, help="Keep the sheets in the book, to be adjudicated.")
@click.option("--machine", is_flag=True, help="The machine is a coder too: what it read at first.")
@click.option(
    "--seed",
    type=int,
    default=1,
    show_default=True,
    metavar="N",
    help="Where the drawing of the interval starts.",
)
@click.option(
    "--resamples",
    type=click.IntRange(10, 100_000),
    default=1_000,
    show_default=True,
    metavar="N",
    help="How often the items are drawn again for the interval (bootstrap).",
)
@book_option
@json_option
def agreement(
    *,
    sheets: Sequence[Path],
    keep: bool,
    machine: bool,
    seed: int,
    resamples: int,
    book: Path,
    as_json: bool,
) -> int:
    """Measure how far coders agree, field by field: Krippendorff's alpha and its interval.

    A coder is named by the file; without any, those are compared who coded at the desk or whose
    sheets were kept. With --json every difference is listed; an adjudicator decides on them at the
    desk. Ends with 1 where coders differ.
    """
    from tollbook.cli.output import console  # noqa: PLC0415 - heavy
    from tollbook.errors import UsageError  # noqa: PLC0415
    from tollbook.publish.agreement import agreement as agree  # noqa: PLC0415
    from tollbook.publish.agreement import print_agreement  # noqa: PLC0415
    from tollbook.publish.assemble import to_bytes  # noqa: PLC0415
    from tollbook.publish.coding_sheet import of_machine, read_sheet  # noqa: PLC0415
    from tollbook.publish.page import Page  # noqa: PLC0415

    coders = {sheet.stem: read_sheet(sheet) for sheet in sheets}
    if len(coders) < len(sheets):
        raise UsageError("two sheets have one name", next="name each by its coder")
    if machine or keep or not sheets:
        from tollbook.book import Book  # noqa: PLC0415 - heavy
        from tollbook.publish.adjudication import MACHINE, codings_of, kept  # noqa: PLC0415

        with Book.open(book) as opened:
            if keep:
                opened.ledger.codings.add(kept(opened.view(), coders))
            coders = coders or codings_of(opened.ledger.codings.standing())
            if machine:
                items = sorted({coding.item for coded in coders.values() for coding in coded})
                coders[MACHINE] = of_machine(opened.view(), items)
    if len(coders) < 2:
        raise UsageError("agreement is between two", next="give another sheet, or --machine")
    doc = agree(coders, seed=seed, resamples=resamples)
    if as_json:
        click.echo(to_bytes(doc), nl=False)
    else:
        print_agreement(Page(console()), doc)
    return 1 if doc.differences else 0


@click.command(
    epilog="""\b
Examples:
  tollbook progress
  tollbook progress --json"""
)
@book_option
@json_option
def progress(*, book: Path, as_json: bool) -> None:
    """Count what each person decided, week by week, and what is left."""
    from tollbook.book import Book  # noqa: PLC0415 - heavy
    from tollbook.cli.output import console  # noqa: PLC0415
    from tollbook.publish.assemble import to_bytes  # noqa: PLC0415
    from tollbook.publish.page import Page  # noqa: PLC0415
    from tollbook.publish.work_done import work_done  # noqa: PLC0415

    with Book.open(book) as opened:
        doc = work_done(opened.view(), opened.ledger.codings.every())
    if as_json:
        click.echo(to_bytes(doc), nl=False)
        return
    page = Page(console())
    for one in doc.weeks:
        verbs = ", ".join(f"{verb} {number:,}" for verb, number in one.verbs.items())
        page.line(f"{one.week}  {one.person}", style="bold")
        said = f"{one.decisions:,} decisions on {one.records:,} records, {one.undone:,} undone"
        said += f"; {one.coded:,} coded" if one.coded else ""
        page.rows([(said, verbs)], indent=2)
    page.line(f"Decided on by anybody: {doc.claims_decided:,} of {doc.claims:,} claims.")
