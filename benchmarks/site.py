"""How many bytes a site of many incidents loads at first, and how long it takes to build and open.

    python benchmarks/site.py [--incidents 20000] [--out FOLDER]

The incidents are made up: places at random in a few countries, small tolls and a few large ones.
Prints bytes, files and seconds; where Chromium is installed, what it loaded before the page was
ready. The design allows 1,000,000 bytes.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import click

from tollbook.publish.release import rows as r
from tollbook.publish.release.outgoing import Outgoing
from tollbook.publish.release.profile import Profile
from tollbook.publish.release.site.build import build_site
from tollbook.publish.release.texts import Sheet
from tollbook.record import Charter
from tollbook.tally import load_policy

LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
SYLLABLES = re.findall("..", "badafahakalamanaqarasatawazarinimilisitiumalanir")
COUNTRIES = {"IQ": (33.0, 43.5, 3.0), "SY": (35.0, 38.0, 1.8), "YE": (15.3, 46.0, 2.0)}
ACTORS = ["security forces", "unknown gunmen", "Example Brigade", "an armed group", "police"]
TOTALS = 1_500


def made_up(n: int, seed: int = 1) -> Outgoing:
    """Rows of so many incidents."""
    draw = random.Random(seed)  # noqa: S311 - nothing secret
    places = [_place(draw) for _ in range(max(10, n // 4))]
    names = "incidents places tolls figures perpetrators reports accounts"
    tables: dict[str, list[r.Row]] = {name: [] for name in names.split()}
    days = sorted((draw.randrange(3650) for _ in range(n)), reverse=True)
    for number, day in enumerate(days):
        own = "i" + "".join(draw.choice(LETTERS) for _ in range(10))
        start = date(2011, 1, 1) + timedelta(days=day)
        place = draw.choice(places)
        dead = min(400, int(draw.paretovariate(1.1)))
        most = dead + (draw.randrange(1, dead + 3) if draw.random() < 0.3 else 0)
        tables["incidents"].append(_incident(draw, own, start, place))
        tables["places"].append(
            r.PlaceRow(
                own, 1, place[0], "gn:1", "town", place[1], place[2], 3.0, place[3], place[4]
            )
        )
        words = f"{dead:,}" if dead == most else f"{dead:,} to {most:,}, best {dead:,}"
        tables["tolls"].append(
            r.TollRow(own, "killed", dead, dead, most, most == dead and draw.random() < 0.2, False,
                      words, 2, 3, False)
        )  # fmt: skip
        report = f"r{number:010d}"
        for claim in range(2):
            tables["figures"].append(
                r.FigureRow(own, "killed", f"c{number:09d}{claim}", True, "sets the least", words,
                            dead, dead, most, f"at least {dead} people were killed in {place[0]}",
                            "a hospital", "medic", "asserts", claim + 1, "Example Post", start,
                            report)
            )  # fmt: skip
        if draw.random() < 0.7:
            tables["perpetrators"].append(
                r.PerpetratorRow(own, _who(draw, number), True, "accused", "residents")
            )
        tables["reports"].append(
            r.ReportRow(report, "Example Post", "Killings", None, "en", start, start, "meta", None)
        )
    tables["accounts"] += [_total(draw, number) for number in range(TOTALS)]
    return Outgoing({name: tuple(rows) for name, rows in tables.items()})


def _who(draw: random.Random, number: int) -> str:
    """One of a few, or a description that stands nowhere else."""
    return draw.choice(ACTORS) if draw.random() < 0.8 else f"{number} men on motorcycles"


def _total(draw: random.Random, number: int) -> r.AccountRow:
    stated, days = draw.randrange(10, 5_000), draw.randrange(3_650)
    end = date(2011, 1, 1) + timedelta(days=days)
    return r.AccountRow(
        f"a{number:010d}", "killed", "Iraq", date(2011, 1, 1), end, "", f"{stated:,} or more",
        stated, None, None, "the commission", "ngo", f"at least {stated} people were killed",
        "Example Post", None, 9, 10, 9, 10, "incidents_missing", "so some are not documented here",
    )  # fmt: skip


def _place(draw: random.Random) -> tuple[str, float, float, str, str]:
    country, (lat, lon, wide) = draw.choice(list(COUNTRIES.items()))
    name = "".join(draw.choice(SYLLABLES) for _ in range(draw.randrange(2, 5))).capitalize()
    at = draw.gauss(lat, wide), draw.gauss(lon, wide)
    return name, round(at[0], 4), round(at[1], 4), country, f"{country}.{draw.randrange(1, 19):02d}"


def _incident(
    draw: random.Random, own: str, start: date, place: tuple[str, float, float, str, str]
) -> r.IncidentRow:
    end = start + timedelta(days=draw.choice([0, 0, 0, 0, 1, 6]))
    return r.IncidentRow(
        own, start, end, "day", place[0], "town", place[1], place[2], 3.0, place[3], place[4],
        False, draw.choice(["confirmed", "fair", "fair", "weak", "weak", "contested"]),
        draw.random() < 0.05, draw.choice(["civilian", "civilian", "", "security"]), "shooting", 2,
    )  # fmt: skip


def sheet() -> Sheet:
    return Sheet(
        name="bench", title="A made-up conflict", on=date(2021, 1, 1), version="0",
        policy=load_policy("default"), profile=Profile(), charter=Charter(),
        charter_words="no bounds of its own",
    )  # fmt: skip


def first_load(site: Path) -> tuple[int, float] | None:
    """Bytes of all files that the page loads before anybody touches it, and seconds until it is
    ready; None: no Chromium."""
    browser = shutil.which("chromium")
    if browser is None:
        return None
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - optional

    loaded: set[Path] = set()
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = chromium.new_page()
        page.on("request", lambda sent: loaded.add(Path(sent.url.removeprefix("file://"))))
        begun = time.perf_counter()
        page.goto(site.joinpath("index.html").as_uri())
        page.wait_for_selector("#list li")
        took = time.perf_counter() - begun
        chromium.close()
    return sum(path.stat().st_size for path in loaded if path.is_file()), took


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--incidents", type=int, default=20_000)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = (given.out or Path(temporary)) / "site"
        out = made_up(given.incidents)
        begun = time.perf_counter()
        build_site(folder, sheet(), out, None, method="# Method", changes="# Changes")
        took = time.perf_counter() - begun
        files = [p for p in folder.rglob("*") if p.is_file()]
        size = sum(p.stat().st_size for p in files)
        click.echo(f"{given.incidents:,} incidents: {len(files):,} files, {size / 1e6:,.1f} MB")
        click.echo(f"built in {took:.1f} s")
        click.echo(f"data/index.js: {(folder / 'data' / 'index.js').stat().st_size:,} bytes")
        opened = first_load(folder)
        if opened is None:
            click.echo("first load: not measured, there is no Chromium")
            return 0
        click.echo(f"first load: {opened[0]:,} bytes, ready after {opened[1]:.1f} s")
        return 0 if opened[0] < 1_000_000 else 1


if __name__ == "__main__":
    sys.exit(main())
