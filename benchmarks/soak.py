"""Two hundred kills at random moments, over run, decide, migrate, backup and desk.

    python benchmarks/soak.py --kills 200 --seed 1
    python benchmarks/soak.py --kills 200 --store postgresql://user@host/empty_database

Prints what was acknowledged, lost (nothing) and found by verify (nothing). Ends with 1 else.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from soaking import soak


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--store", help="address of an empty PostgreSQL database; else SQLite")
    wanted = parser.parse_args()
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as name:
        if wanted.store:
            (Path(name) / "book").mkdir()
            settings = f"store = {json.dumps(wanted.store)}\n"
            (Path(name) / "book" / "tollbook.toml").write_text(settings)
        done = soak(Path(name), wanted.kills, wanted.seed)
    seconds = round(time.perf_counter() - start)
    print(json.dumps({**vars(done), "seconds": seconds, "seed": wanted.seed}))  # noqa: T201
    return 1 if done.lost or done.findings else 0


if __name__ == "__main__":
    sys.exit(main())
