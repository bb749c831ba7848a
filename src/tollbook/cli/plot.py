"""``tollbook plot``: pictures of the book, as SVG and PNG."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tollbook.cli.filters import filter_options
from tollbook.cli.options import book_option, opened

if TYPE_CHECKING:
    from tollbook.publish.plot_balances import Form
    from tollbook.record.wanted import Wanted

_KINDS = ("balances",)


@click.command(
    epilog="""\b
Examples:
  tollbook plot balances                       (out/balances.svg and .png in the book's folder)
  tollbook plot balances --harm killed --place Iraq --out iraq.svg"""
)
@click.argument("kind", type=click.Choice(_KINDS), metavar="|".join(_KINDS))
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where to, .svg or .png, e.g. --out balances.svg. Without it: both, in the book's out/.",
)
@filter_options
@book_option
def plot(*, kind: str, out: Path | None, wanted: Wanted, book: Path) -> None:
    """Draw stated totals against what is documented, over time.

    The band goes from the least that is surely documented by a day to the most that may be; a
    mark is a total as it was stated, with an arrow where it says "or more".
    """
    from tollbook.errors import UsageError  # noqa: PLC0415 - heavy
    from tollbook.publish.balance_sheet import chosen_accounts  # noqa: PLC0415
    from tollbook.publish.band import bands  # noqa: PLC0415
    from tollbook.publish.plot_balances import PANELS, plot_balances  # noqa: PLC0415
    from tollbook.publish.write import write_whole  # noqa: PLC0415

    if out is not None and out.suffix not in (".svg", ".png"):
        raise UsageError(
            "a picture is written as .svg or .png",
            value=str(out),
            where="--out",
            next=f"for example: --out {out.stem or 'balances'}.svg",
        )
    with opened(book) as there:
        view = there.view()
    found = bands(view, chosen_accounts(view, wanted))
    if not found:
        raise UsageError(
            "there is no running total to draw: none is wanted that runs to a known day",
            where=str(book),
            next="see the totals there are: tollbook accounts",
        )
    files = [out] if out else [book / "out" / f"balances{end}" for end in (".svg", ".png")]
    for file in files:
        form: Form = "svg" if file.suffix == ".svg" else "png"
        drawn = plot_balances(
            found[:PANELS], form, policy=view.policy, left_out=len(found[PANELS:])
        )
        write_whole(file, drawn)
        click.echo(f"Wrote {file}")
