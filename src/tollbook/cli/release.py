"""``tollbook release``: what goes out, as a folder that is never changed."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from tollbook.cli.options import Day, book_option, json_option


@click.command(
    epilog="""\b
Examples:
  tollbook release 2019-12
  tollbook release 2020-01 --profile partners --previous kept/2019-12
\b
Ends with 3, and leaves nothing behind, where a gate does not hold."""
)
@click.argument("name", metavar="NAME")
@click.option(
    "--profile",
    "profile_name",
    default="default",
    metavar="NAME",
    help="Which table of hand/profiles.toml says what goes out, e.g. --profile partners.",
)
@click.option(
    "--previous",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help="The release to compare with, e.g. --previous kept/2019-12. Without it: the latest of "
    "this book.",
)
@click.option(
    "--date",
    "on",
    type=Day(),
    metavar="DAY",
    help="The day the release is of, e.g. --date 2019-12-31. Without it: of the book's last page "
    "or decision.",
)
@book_option
@json_option
def release(
    *,
    name: str,
    profile_name: str,
    previous: Path | None,
    on: datetime | None,
    book: Path,
    as_json: bool,
) -> None:
    """Publish the book as a folder of tables, pages and a map site that anybody can check.

    Names of persons stay in the book unless hand/profiles.toml lets them out; nothing is sent
    anywhere. The folder is out/releases/NAME in the book's.
    """
    from tollbook.book import Book  # noqa: PLC0415 - heavy
    from tollbook.publish.assemble import to_bytes  # noqa: PLC0415
    from tollbook.publish.release.make import release as make  # noqa: PLC0415
    from tollbook.publish.release.profile import load_profile  # noqa: PLC0415

    profile = load_profile(book / "hand", profile_name)
    with Book.open(book) as opened:
        day: date | None = on.date() if on else None
        made = make(opened, name, profile, previous=previous, on=day)
    if as_json:
        click.echo(to_bytes(made, indent=2), nl=False)
        return
    counts = made.counts
    click.echo(
        f"Released {name}: {counts['incidents']:,} incidents, {counts['figures']:,} figures, "
        f"{counts['accounts']:,} stated totals, {counts['reports']:,} reports."
    )
    click.echo(f"Held: {', '.join(gate.name for gate in made.gates)}.")
    against = f"against {made.before}: {counts['changes']:,}" if made.before else "first release"
    click.echo(f"Changes: {against}.")
    click.echo(f"{made.files:,} files, {made.size / 1e6:,.1f} MB in {made.folder}")
    click.echo(f"SHA-256 of its SHA256SUMS: {made.digest}")
    click.echo(f"Next: tollbook verify {made.folder}", err=True)
