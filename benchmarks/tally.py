"""How long linking and tallying take as a book grows, and how much memory.

    python benchmarks/tally.py [SIZES...] [--plot FOLDER]

Worlds of the sizes asked for (in claims; 10,000 to 1,000,000 where none are given) are made by
``tollbook.evals.world``: a bigger world has more towns and days, no more incidents for a town and
day. Each is tallied in a process of its own. Processor time of the tally alone is printed, the
wall-clock time beside it; and the process's greatest memory, all records included, beside what
the records alone took before. The slope of time over size, both as logarithms, is the exponent of
growth: 1 is linear. ``--plot`` draws it.

With ``--one-more`` the book is linked but for a hundred reports, and what is timed is linking each
of these into it: their median and greatest, in milliseconds, and how many tellings were looked at.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import random
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

from tollbook.evals.world import as_claims, make_world, of_size
from tollbook.evals.world.rendered import Rendered
from tollbook.evals.world.told import World
from tollbook.record import NO_RULINGS
from tollbook.resolve.gazetteer import Gazetteer
from tollbook.tally import load_policy, tally
from tollbook.tally.entering import enter
from tollbook.tally.relink import Linking
from tollbook.tally.telling import Telling, tellings

SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
SEED = 7
SLOPE_MOST = 1.15
MORE = 100


def measure(size: int) -> dict[str, float]:
    """Make a world of about so many claims and tally it once."""
    world = _records(size)
    made = _now()
    wall, used = time.perf_counter(), time.process_time()
    tallied = tally(
        world.reports,
        world.claims,
        world.statements,
        world.resolutions,
        copies=world.copies,
        issued={},
        policy=load_policy("default"),
    )
    return {
        "claims": len(world.claims),
        "reports": len(world.reports),
        "incidents": len(tallied.incidents),
        "accounts": len(tallied.accounts),
        "seconds": round(time.process_time() - used, 1),
        "wall": round(time.perf_counter() - wall, 1),
        "records_mb": made,
        "peak_mb": _peak(),
    }


def one_more(size: int) -> dict[str, float]:
    """Link a world but for some reports, then each of these, one after the other."""
    world = as_claims(make_world(Gazetteer.open(), of_size(size), SEED))
    entered = enter(world.reports, world.claims, world.resolutions, NO_RULINGS, world.copies)
    told: dict[str, list[Telling]] = {}
    for telling in tellings(entered.incidents):
        told.setdefault(telling.report, []).append(telling)
    late = random.Random(SEED).sample(sorted(told), MORE)  # noqa: S311 - a sample
    held = [t for report, mine in told.items() if report not in late for t in mine]
    linking = Linking.of(sorted(held, key=lambda t: t.key))
    times, looked_at = [], []
    for report in late:
        used = time.process_time()
        looked_at.append(linking.replace(report, told[report]).looked_at)
        times.append(1000 * (time.process_time() - used))
    return {
        "claims": len(world.claims),
        "median_ms": round(statistics.median(times), 2),
        "most_ms": round(max(times), 2),
        "looked_at_median": statistics.median(looked_at),
        "looked_at_most": max(looked_at),
    }


def _records(size: int) -> Rendered:
    """A world's records alone: what was true, and how it was told, is dropped."""
    rendered = as_claims(make_world(Gazetteer.open(), of_size(size), SEED))
    rendered.world = World(SEED, (), (), ())
    gc.collect()
    return rendered


def _now() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() // 2**20


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def slope(rows: list[dict[str, float]]) -> float:
    """The exponent of growth: least squares over the logarithms of claims and seconds."""
    xs = [math.log(row["claims"]) for row in rows]
    ys = [math.log(row["seconds"]) for row in rows]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    over = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    return over / sum((x - mean_x) ** 2 for x in xs)


def plot(rows: list[dict[str, float]], folder: Path) -> None:
    """Draw seconds over claims beside a straight line through the smallest, as SVG and PNG."""
    from matplotlib.figure import Figure  # noqa: PLC0415 - an extra

    figure = Figure(figsize=(6.4, 4.0), layout="constrained")
    axes = figure.subplots()
    claims = [row["claims"] for row in rows]
    axes.loglog(claims, [row["seconds"] for row in rows], marker="o", label="measured")
    first = rows[0]
    axes.loglog(
        claims,
        [first["seconds"] * n / first["claims"] for n in claims],
        linestyle="--",
        color="0.6",
        label="linear",
    )
    axes.set_xlabel("claims")
    axes.set_ylabel("seconds of processor time")
    axes.set_title(f"Linking and tallying: grows as n^{slope(rows):.2f}")
    axes.grid(visible=True, which="major", color="0.9")
    axes.legend(frameon=False)
    folder.mkdir(parents=True, exist_ok=True)
    figure.savefig(folder / "tally-growth.svg", metadata={"Date": None})
    figure.savefig(folder / "tally-growth.png", dpi=144)


def main() -> int:
    """Measure every size in a process of its own; exit 1 where growth is too steep."""
    parser = argparse.ArgumentParser(description="Time and memory of linking and tallying.")
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--plot", type=Path, metavar="FOLDER")
    parser.add_argument("--here", action="store_true", help="measure one size in this process")
    parser.add_argument("--one-more", action="store_true", help="time linking one more report")
    given = parser.parse_args()
    if given.here:
        work = one_more if given.one_more else measure
        sys.stdout.write(json.dumps(work(given.sizes[0])) + "\n")
        return 0
    rows = []
    for size in given.sizes:
        own = [sys.executable, __file__, "--here", str(size)]
        own += ["--one-more"] if given.one_more else []
        done = subprocess.run(own, stdout=subprocess.PIPE, check=True)  # noqa: S603 - ourselves
        rows.append(json.loads(done.stdout))
        sys.stdout.write(json.dumps(rows[-1]) + "\n")
        sys.stdout.flush()
    if len(rows) > 1 and not given.one_more:
        sys.stdout.write(f"grows as n^{slope(rows):.3f} (at most {SLOPE_MOST} is wanted)\n")
        if given.plot:
            plot(rows, given.plot)
        return int(slope(rows) > SLOPE_MOST)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
