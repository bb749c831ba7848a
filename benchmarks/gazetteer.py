"""How fast the gazetteer answers, opens and is built, and what memory it takes.

    python benchmarks/gazetteer.py [--names N] [--build]

Names are drawn evenly from those of the index, seeded, each asked once, so that no answer comes
from a cache; every tenth is spelt so that only the looser fold finds it, or nothing does. Then the
same names are asked again. Opening is the best of five. ``--build`` also builds an index in a
folder of its own: about half a minute. One core, one thread; processor time, but for opening.
Exit status 1 where a promise is missed: 20,000 look-ups a second, 0.2 s, 150 MB.
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

import click

from tollbook.errors import TollbookError
from tollbook.resolve.gazetteer import Gazetteer, cache_folder, gazetteer_version

LOOKUPS_A_SECOND, OPEN_SECONDS, MEGABYTES = 20_000, 0.2, 150.0
SEED = 1
_PAGE = resource.getpagesize()


def resident_mb() -> float:
    """Memory that this process holds now, in MB."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * _PAGE / 1e6


def names_of(index: Path, number: int) -> list[str]:
    """Names of places, drawn evenly; every tenth with a doubled letter."""
    db = sqlite3.connect(f"{index.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    found = [row[0] for row in db.execute("SELECT name FROM place ORDER BY number")]
    db.close()
    draw = random.Random(SEED)  # noqa: S311 - the same names each time
    drawn = draw.sample(found, min(number, len(found)))
    return [n if i % 10 else n[:2] + n[1:] for i, n in enumerate(drawn)]


def ask(gazetteer: Gazetteer, names: list[str]) -> tuple[float, float]:
    """Look-ups a second, and the share of names that were found."""
    start = time.process_time()
    hits = sum(bool(gazetteer.candidates(name)) for name in names)
    return len(names) / (time.process_time() - start), hits / len(names)


def opened() -> tuple[float, float]:
    """Best seconds of five openings, and what memory one and its first answer take, in MB."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        gazetteer = Gazetteer.open()
        gazetteer.candidates("Baghdad")
        times.append(time.perf_counter() - start)
        gazetteer.close()
    return min(times), resident_mb()


def built() -> tuple[float, float, float]:
    """Processor seconds and wall seconds of a build, and MB of the index."""
    with tempfile.TemporaryDirectory() as folder:
        wall, start = time.perf_counter(), time.process_time()
        Gazetteer.open(cache=Path(folder)).close()
        took = time.process_time() - start, time.perf_counter() - wall
        size = sum(f.stat().st_size for f in Path(folder).glob("*.db")) / 1e6
    return *took, size


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else "")
    asked.add_argument("--names", type=int, default=40_000, help="how many names are asked")
    asked.add_argument("--build", action="store_true", help="also build an index")
    options = asked.parse_args()
    try:
        Gazetteer.open(on_build=click.echo).close()  # so that what follows opens a built index
    except TollbookError as fault:
        click.echo(str(fault), err=True)
        return 2
    names = names_of(cache_folder() / f"gazetteer-{gazetteer_version()}.db", options.names)
    gc.collect()
    before = resident_mb()
    seconds, _ = opened()
    gazetteer = Gazetteer.open()
    fresh, share = ask(gazetteer, names)
    again, _ = ask(gazetteer, names[:10_000])
    again, _ = ask(gazetteer, names[:10_000])
    memory = resident_mb() - before
    click.echo(
        f"look-ups a second  {fresh:10,.0f}   ({len(names):,} names once, {share:.0%} found)"
    )
    click.echo(f"asked again        {again:10,.0f}   (10,000 of them)")
    click.echo(f"opening            {seconds:10.3f} s")
    click.echo(f"memory             {memory:10.0f} MB (of {resident_mb():.0f} MB of this process)")
    if options.build:
        processor, wall, size = built()
        click.echo(
            f"building           {processor:10.1f} s of processor, {wall:.1f} s, {size:.0f} MB"
        )
    kept = fresh >= LOOKUPS_A_SECOND and seconds <= OPEN_SECONDS and memory <= MEGABYTES
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
