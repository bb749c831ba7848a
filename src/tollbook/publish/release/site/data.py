"""The site's data: an index that is small enough for the first load, and details in chunks.

Columns, not rows: each is an array or one string over all incidents, newest first. The browser
loads them with script tags, so they work from a folder as from any host.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import msgspec

from tollbook.publish.release import rows as r
from tollbook.publish.release.headline import not_documented
from tollbook.publish.wording import country_name
from tollbook.record.vocabulary import HARMS, Grade, PlaceLevel

CHUNK = 200
"""Incidents in one file of details."""
MOST_ACTORS = 1_000
"""Perpetrators that can be chosen; the others are in the details, and found by searching."""
MOST_TOTALS, MOST_LISTED = 300, 60
"""Stated totals on the timeline, and in the first page's table; a page of its own has all."""

GRADES: tuple[Grade, ...] = ("confirmed", "fair", "weak", "contested", "discounted")
LEVELS: tuple[PlaceLevel, ...] = (
    "exact", "street", "landmark", "neighbourhood", "village", "town", "city", "district",
    "province", "country", "region",
)  # fmt: skip
STATUSES = ("civilian", "security", "combatant")
_Key = TypeVar("_Key")
_LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class Tables:
    """The rows of a release that its site shows, typed and grouped by incident."""

    incidents: Sequence[r.IncidentRow]
    tolls: Mapping[str, Sequence[r.TollRow]]
    figures: Mapping[str, Sequence[r.FigureRow]]
    perpetrators: Mapping[str, Sequence[r.PerpetratorRow]]
    accounts: Sequence[r.AccountRow]
    provinces: Mapping[str, str]


def index(tables: Tables, release: str, title: str) -> dict[str, object]:
    """What the first page needs of every incident."""
    places: dict[tuple[object, ...], int] = {}
    actors: dict[str, int] = {}
    where: list[int] = []
    who: list[str] = []
    often = Counter(name for row in tables.incidents for name in named(tables, row))
    told = {name for name, _ in often.most_common(MOST_ACTORS)}
    for row in tables.incidents:
        where.append(_number(places, _place(row)) if row.place is not None else -1)
        mine = (name for name in named(tables, row) if name in told)
        who.append(".".join(str(_number(actors, name)) for name in mine))
    days = [row.date_start or row.date_end for row in tables.incidents]
    spans = [_span(row.date_start, row.date_end) for row in tables.incidents]
    return {
        "release": release,
        "title": title,
        "n": len(tables.incidents),
        "chunk": CHUNK,
        "grades": GRADES,
        "levels": LEVELS,
        "statuses": STATUSES,
        "day": _steps(days),
        "span": "".join(_LETTERS[n] if n < len(_LETTERS) else "+" for n in spans),
        "spans": {str(k): n for k, n in enumerate(spans) if n >= len(_LETTERS)},
        "open": _open(tables.incidents),
        "grade": "".join(str(GRADES.index(row.grade)) for row in tables.incidents),
        "status": "".join(_bits(row.statuses) for row in tables.incidents),
        "flags": "".join(
            str(int(row.contested) + 2 * int(row.coarsened)) for row in tables.incidents
        ),
        "place": where,
        "who": " ".join(who).rstrip(" "),
        "tolls": _tolls(tables),
        "places": _columns(list(places)),
        "actors": "\n".join(actors),
        "provinces": _provinces(tables),
        "countries": {
            code: country_name(code)
            for code in sorted({row.country for row in tables.incidents if row.country})
        },
        "accounts": [_account(account) for account in largest(tables.accounts)],
        "totals": len(tables.accounts),
    }


def named(tables: Tables, row: r.IncidentRow) -> list[str]:
    """Who is named as responsible by somebody, but as a denial; each once."""
    mine = tables.perpetrators.get(row.id, ())
    return list(dict.fromkeys(p.perpetrator for p in mine if p.surety != "denied"))


def largest(accounts: Sequence[r.AccountRow], most: int = MOST_TOTALS) -> list[r.AccountRow]:
    """The totals that the first page tells, in their order: of the dead first, the larger first."""

    def size(account: r.AccountRow) -> tuple[int, int]:
        stated = (account.stated_low, account.stated_likely, account.stated_high)
        return HARMS.index(account.harm), -max((n for n in stated if n is not None), default=0)

    kept = {account.id for account in sorted(accounts, key=size)[:most]}
    return [account for account in accounts if account.id in kept]


def _number(known: dict[_Key, int], key: _Key) -> int:
    """The number that a key has, given in the order in which they come."""
    return known.setdefault(key, len(known))


def _place(row: r.IncidentRow) -> tuple[object, ...]:
    level = LEVELS.index(row.place_level) if row.place_level else -1
    radius = max(1, round(row.radius_km)) if row.radius_km is not None else 0
    return (
        row.place,
        None if row.lat is None else round(row.lat * 1000),
        None if row.lon is None else round(row.lon * 1000),
        level,
        radius,
        row.country or "",
        row.admin1 or "",
    )


def _columns(places: Sequence[tuple[object, ...]]) -> dict[str, object]:
    names = ("name", "lat", "lon", "level", "km", "country", "admin1")
    columns: dict[str, object] = {
        name: [place[n] for place in places] for n, name in enumerate(names)
    }
    columns["name"] = "\n".join(str(place[0]).replace("\n", " ") for place in places)
    columns["country"] = " ".join(str(place[5]) or "-" for place in places)
    columns["admin1"] = " ".join(str(place[6]).partition(".")[2] or "-" for place in places)
    return columns


def _steps(days: Sequence[date | None]) -> list[int | None]:
    """Days since 1970 as steps back from the one before; None: no day is known."""
    steps: list[int | None] = []
    last = 0
    for day in days:
        if day is None:
            steps.append(None)
            continue
        own = day.toordinal() - _EPOCH
        steps.append(last - own)
        last = own
    return steps


def _bits(statuses: str) -> str:
    told = statuses.split()
    return str(sum(1 << n for n, status in enumerate(STATUSES) if status in told))


def _span(start: date | None, end: date | None) -> int:
    """Days from the first to the last."""
    return (end - start).days if start and end else 0


def _open(incidents: Sequence[r.IncidentRow]) -> str:
    """Which end of a date is not known: s the start, e the end; empty: of none is one alone."""
    ends = {(True, False): "s", (False, True): "e"}
    told = "".join(ends.get((i.date_start is None, i.date_end is None), ".") for i in incidents)
    return told if told.strip(".") else ""


def _tolls(tables: Tables) -> dict[str, str]:
    """By harm, over all incidents: "3", "12+" (or more), "2-5b3", "-4" (at most), "?" (unknown)."""
    found: dict[str, str] = {}
    for harm in HARMS:
        told = [
            next((_toll(t) for t in tables.tolls.get(row.id, ()) if t.harm == harm), "")
            for row in tables.incidents
        ]
        if any(told):
            found[harm] = ";".join(told).rstrip(";")
    return found


def _toll(toll: r.TollRow) -> str:
    if toll.min is None and toll.max is None:
        return "?"
    low = "" if toll.min is None else str(toll.min)
    most = toll.max if toll.max is not None else toll.min
    text = low if toll.min == most else f"{low}-{most}"
    if toll.best is not None and toll.best != toll.min:
        text += f"b{toll.best}"
    elif toll.best is None:
        text += "n"
    return (
        text
        + ("~" if toll.approximate else "")
        + ("+" if toll.open_above or toll.max is None else "")
    )


def _provinces(tables: Tables) -> dict[str, str]:
    codes = {row.admin1 for row in tables.incidents if row.admin1}
    return {code: tables.provinces.get(code, code) for code in sorted(codes)}


def _account(account: r.AccountRow) -> list[object]:
    return [
        account.id,
        HARMS.index(account.harm),
        account.area,
        str(account.period_start) if account.period_start else None,
        str(account.period_end) if account.period_end else None,
        account.stated_low,
        account.stated_likely,
        account.stated_high,
        account.stated,
        account.speaker,
        account.verdict,
        not_documented(account),
        account.only,
    ]


def chunks(tables: Tables) -> Iterable[dict[str, object]]:
    """Details of incidents, so many a file: id, places, and the words of the figures."""
    for start in range(0, len(tables.incidents), CHUNK):
        mine = tables.incidents[start : start + CHUNK]
        figures = [_shown(tables.figures.get(row.id, ())) for row in mine]
        yield {
            "id": [row.id for row in mine],
            "quote": [shown[0].quote if shown else "" for shown in figures],
            "speaker": [shown[0].speaker if shown else "" for shown in figures],
            "source": [(shown[0].source or "") if shown else "" for shown in figures],
            "also": ["\n".join(f.quote for f in shown[1:4]) for shown in figures],
            "who": ["; ".join(named(tables, row)) for row in mine],
            "lineages": [
                max((t.lineages for t in tables.tolls.get(row.id, ())), default=0) for row in mine
            ],
            "reports": [row.reports for row in mine],
        }


def _shown(figures: Sequence[r.FigureRow]) -> list[r.FigureRow]:
    """Figures used, those on deaths first, each quote once."""
    used = [f for f in figures if f.used] or list(figures)
    used.sort(key=lambda f: (HARMS.index(f.harm), not f.part.startswith("sets")))
    return list({f.quote: f for f in used}.values())


def as_script(name: str, value: object) -> bytes:
    """A classic script that hands the value to ``TB``."""
    text = msgspec.json.encode(value).decode("utf-8")
    safe = text.replace("</", "<\\/").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"TB.take({json.dumps(name)},{safe});\n".encode()
