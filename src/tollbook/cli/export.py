"""``tollbook export``: the book in forms that others read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from tollbook.cli.options import as_of_option, book_option, opened

_FORMATS = (
    "ged", "ibc-like", "airwars-like", "csv", "jsonl", "parquet", "geojson", "hxl", "ftm",
    "bayanat", "uwazi", "acled-like", "plover",
)  # fmt: skip
_NOUNS = (
    "incidents", "claims", "reports", "accounts", "statements", "places", "decisions", "sources",
)  # fmt: skip


@click.command(
    epilog="""\b
Examples:
  tollbook export ged                           (into out/ged in the book's folder)
  tollbook export ged --out deaths.csv          (deaths-lineages.csv and others beside it)
  tollbook export csv --noun incidents --out incidents.csv
  tollbook export ged --policy default --as-of 2019-11-01 --out november"""
)
@click.argument("format", type=click.Choice(_FORMATS), metavar="FORMAT")
@click.option(
    "--noun",
    "nouns",
    type=click.Choice(_NOUNS),
    multiple=True,
    help="csv, jsonl, parquet, geojson: only this table, e.g. --noun incidents; may be given more "
    "than once. Without it: all.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE|FOLDER",
    help="Where to, e.g. --out deaths.csv (what else belongs to it goes beside it) or --out "
    "deaths, a folder. Without it: out/FORMAT in the book's folder.",
)
@click.option(
    "--policy",
    metavar="NAME",
    help="Work out the figures by this policy, for this once, e.g. --policy default. Without it: "
    "the one that the format follows (ged: ucdp-like), else the book's own.",
)
@click.option(
    "--residual-speaker",
    metavar="NAME",
    help="ged: add a row for what the totals of this speaker leave undocumented, e.g. "
    '--residual-speaker "the health ministry". Without it: no such rows.',
)
@click.option(
    "--foreign",
    metavar="RECORDER",
    help="ged: write another recorder's rows as they were imported instead of the book's own, "
    'e.g. --foreign "UCDP GED". Without it: the book\'s own.',
)
@as_of_option
@book_option
def export(
    *,
    format: str,
    out: Path | None,
    policy: str | None,
    residual_speaker: str | None,
    foreign: str | None,
    nouns: tuple[str, ...],
    moment: int | date | None,
    book: Path,
) -> None:
    """Write the book in a form that others read. Nothing in the book changes.

    FORMAT is one of: ged (the 49 columns of UCDP GED), ibc-like, airwars-like (after their
    published rules); csv, jsonl, parquet, geojson (every noun of the book); hxl (incidents with
    HXL's hashtags); ftm (FollowTheMoney); bayanat, uwazi (sheets to import); acled-like, plover
    (with your hand/types.toml). The four with every noun are the book itself, names included; the
    others name no person.
    """
    from tollbook.errors import UsageError  # noqa: PLC0415 - heavy
    from tollbook.publish.export import (  # noqa: PLC0415
        FORMATS,
        Options,
        files_of,
        foreign_files,
        written_to,
    )
    from tollbook.publish.write import write_whole  # noqa: PLC0415

    form = FORMATS[format]
    only_ged = {"--foreign": foreign, "--residual-speaker": residual_speaker}
    for option, value in only_ged.items():
        if value is not None and format != "ged":
            raise UsageError(
                "only the format ged takes this",
                value=value,
                where=option,
                next=f"for example: tollbook export ged {option} ...",
            )
    if nouns and not form.plain:
        raise UsageError(
            "only csv, jsonl, parquet and geojson write one file for each noun",
            value=", ".join(nouns),
            where="--noun",
            next="for example: tollbook export csv --noun incidents",
        )
    with opened(book, moment) as there:
        if foreign is not None:
            files = foreign_files(there.foreign_incidents(recorder=foreign), foreign)
        else:
            view = there.view_by(policy or form.policy or there.policy)
            files = dict(files_of(format, view, Options(residual_speaker, nouns, book / "hand")))
            if "README.txt" in files:
                note = there.rules(view.policy).note
                files["README.txt"] += f"\nFigures by policy {view.policy}: {note}.\n".encode()
    for path, content in written_to(files, out or book / "out" / format).items():
        write_whole(path, content)
        click.echo(f"Wrote {path}")
