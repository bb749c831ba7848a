"""``tollbook plot``: pictures of the book, as SVG and PNG."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tollbook.cli.filters import filter_options
from tollbook.cli.options import book_option, opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from tollbook.publish.plot_style import Form
    from tollbook.record.wanted import Wanted
    from tollbook.view import View

_KINDS = ("balances", "timeline", "map", "sources")


@click.command(
    epilog="""\b
Examples:
  tollbook plot timeline                       (out/timeline.svg and .png in the book's folder)
  tollbook plot map --harm injured --since 2019-11-01
  tollbook plot sources --out sources.png
  tollbook plot balances --harm killed --place Iraq --out iraq.svg"""
)
@click.argument("kind", type=click.Choice(_KINDS), metavar="KIND")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where to, .svg or .png, e.g. --out balances.svg. Without it: both, in the book's out/.",
)
@filter_options
@book_option
def plot(*, kind: str, out: Path | None, wanted: Wanted, book: Path) -> None:
    """Draw the book: totals against what is documented, a timeline, a map, the sources.

    KIND is balances, timeline, map or sources. balances: the band goes from the least that is
    surely documented by a day to the most that may be; a mark is a total as it was stated, with
    an arrow where it says "or more". timeline: what is documented by day, week or month, least to
    most and best. map: a circle is a known point, an area or a ring is what is known no finer.
    sources: reports by outlet, copies apart, and how many independent sources incidents have. The
    last three are of --harm killed unless you say otherwise.
    """
    from tollbook.errors import UsageError  # noqa: PLC0415 - heavy
    from tollbook.publish.spared import places_without_persons  # noqa: PLC0415
    from tollbook.publish.write import write_whole  # noqa: PLC0415

    if out is not None and out.suffix not in (".svg", ".png"):
        raise UsageError(
            "a picture is written as .svg or .png",
            value=str(out),
            where="--out",
            next=f"for example: --out {out.stem or kind}.svg",
        )
    with opened(book) as there:
        view = places_without_persons(there.view())
    draw = _balances(view, wanted, book) if kind == "balances" else _other(kind, view, wanted, book)
    files = [out] if out else [book / "out" / f"{kind}{end}" for end in (".svg", ".png")]
    for file in files:
        write_whole(file, draw("svg" if file.suffix == ".svg" else "png"))
        click.echo(f"Wrote {file}")


def _balances(view: View, wanted: Wanted, book: Path) -> Callable[[Form], bytes]:
    from tollbook.errors import UsageError  # noqa: PLC0415 - heavy
    from tollbook.publish.balance_sheet import chosen_accounts  # noqa: PLC0415
    from tollbook.publish.band import bands, without_persons  # noqa: PLC0415
    from tollbook.publish.plot_balances import PANELS, plot_balances  # noqa: PLC0415

    found = without_persons(view, bands(view, chosen_accounts(view, wanted)))
    if not found:
        raise UsageError(
            "there is no running total to draw: none is wanted that runs to a known day",
            where=str(book),
            next="see the totals there are: tollbook accounts",
        )
    left_out = len(found[PANELS:])
    return lambda form: plot_balances(found[:PANELS], form, policy=view.policy, left_out=left_out)


def _other(kind: str, view: View, wanted: Wanted, book: Path) -> Callable[[Form], bytes]:
    """The picture of the incidents wanted."""
    from dataclasses import replace  # noqa: PLC0415 - heavy ones follow

    from tollbook.errors import UsageError  # noqa: PLC0415
    from tollbook.publish.plot_map import plot_map, spots_of  # noqa: PLC0415
    from tollbook.publish.plot_sources import plot_sources, sources_of  # noqa: PLC0415
    from tollbook.publish.plot_timeline import plot_timeline  # noqa: PLC0415
    from tollbook.publish.tally_sheet import chosen_incidents  # noqa: PLC0415
    from tollbook.publish.timeline import timeline  # noqa: PLC0415

    harm = wanted.harm or "killed"
    incidents = tuple(chosen_incidents(view, replace(wanted, harm=harm)))
    line, spots = timeline(incidents, harm), spots_of(incidents, harm)
    sources = sources_of(replace(view, incidents=incidents), harm)
    drawings: dict[str, tuple[object, Callable[[Form], bytes]]] = {
        "timeline": (line.all, lambda form: plot_timeline(line, form, policy=view.policy)),
        "map": (spots.spots, lambda form: plot_map(spots, form, policy=view.policy)),
        "sources": (sources.outlets, lambda form: plot_sources(sources, form, policy=view.policy)),
    }
    there, draw = drawings[kind]
    if not there:
        raise UsageError(
            f"there is nothing to draw: no incident wanted has a figure of {harm} to show",
            where=str(book),
            next="see the incidents there are: tollbook list incidents",
        )
    return draw
