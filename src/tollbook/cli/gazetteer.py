"""``tollbook gazetteer``: places that the installed gazetteer lacks."""

from __future__ import annotations

from pathlib import Path

import click


@click.group(
    epilog="""\b
Examples:
  tollbook gazetteer add IQ.zip
  tollbook gazetteer add camps.csv
  tollbook gazetteer list
  tollbook gazetteer remove IQ"""
)
def gazetteer() -> None:
    """Add places that the installed gazetteer lacks, list what was added, take it out.

    What is added serves every book of this user; places of one book alone go into its
    hand/places.csv. The next run builds the index anew (once, about twenty seconds) and works
    places out again.
    """


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


@gazetteer.command(
    epilog="""\b
Examples:
  tollbook gazetteer add IQ.zip        a country's dump of GeoNames, as downloaded
  tollbook gazetteer add camps.csv     columns name,lat,lon; also variants (a|b), country,
                                       admin1, level and radius_km"""
)
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def add(file: Path) -> None:
    """Add a GeoNames dump (zip or txt) or a CSV of names with coordinates.

    Every row is checked first: a file with rows that cannot be used changes nothing, and their
    lines are said. Columns of a CSV may be parted by semicolons, and be called latitude, longitude
    or lng; a country is its two letters or its English name.
    """
    from tollbook.resolve import gazetteer_added  # noqa: PLC0415 - heavy

    found = gazetteer_added.add(file)
    click.echo(f"{found.name}: {_counted(found.places, 'place')} added.")
    if found.left_out:
        are = "is of a place" if found.left_out == 1 else "are of places"
        click.echo(
            f"{_counted(found.left_out, 'row')} {are} under water or no longer there: left out."
        )
    if found.repeated:
        click.echo(f"{_counted(found.repeated, 'row')} repeated: counted once.")
    click.echo("The next run builds the gazetteer anew (once, about twenty seconds).", err=True)


@gazetteer.command("list")
def list_added() -> None:
    """List what was added, and how many places it has."""
    from tollbook.resolve import gazetteer_added  # noqa: PLC0415 - heavy

    there = gazetteer_added.additions()
    for item in there:
        click.echo(f"{item.name}: {_counted(item.places, 'place')}")
    if not there:
        click.echo("Nothing was added to the installed gazetteer.")


@gazetteer.command()
@click.argument("name")
def remove(name: str) -> None:
    """Take what was added under NAME out again."""
    from tollbook.resolve import gazetteer_added  # noqa: PLC0415 - heavy

    gazetteer_added.remove(name)
    click.echo(f"{name}: taken out.")
