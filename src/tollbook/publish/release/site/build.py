"""The site's folder: pages, styles, scripts, data."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from tollbook.publish.release.outgoing import Outgoing
from tollbook.publish.release.site.borders import provinces, surroundings
from tollbook.publish.release.site.data import Tables, as_script, chunks, index
from tollbook.publish.release.site.pages import Site
from tollbook.publish.release.texts import Sheet

_LATER = 170_000
"""Bytes of provinces beyond which they are loaded when somebody looks closer."""
_OURS = ("core.js", "map.js", "timeline.js", "app.js", "site.css")
_OTHERS = ("leaflet/leaflet.js", "leaflet/leaflet.css", "topojson-client.min.js")


def build_site(
    folder: Path, sheet: Sheet, out: Outgoing, before: str | None, *, method: str, changes: str
) -> frozenset[str]:
    """Writes the site into ``folder``, which is new.

    :param method / changes: these pages of the release, as Markdown.
    :returns: paths of files that come with tollbook and hold nothing of the book.
    """
    site = Site(sheet, out, before)
    for name in ("assets", "data", "incident"):
        (folder / name).mkdir(parents=True)
    ours = _assets(folder / "assets")
    tables = site.tables
    borders = as_script(
        "provinces", provinces({row.country for row in tables.incidents if row.country})
    )
    later = len(borders) > _LATER
    (folder / "data" / "provinces.js").write_bytes(borders)
    (folder / "data" / "world.js").write_bytes(as_script("world", surroundings(_bounds(tables))))
    (folder / "data" / "index.js").write_bytes(
        as_script("index", index(tables, sheet.name, sheet.title))
    )
    for number, chunk in enumerate(chunks(tables)):
        file = folder / "data" / f"details-{number}.js"
        file.write_bytes(as_script(f"details-{number}", chunk))
    (folder / "index.html").write_bytes(site.index(later=later))
    (folder / "totals.html").write_bytes(site.totals())
    (folder / "method.html").write_bytes(site.method(method))
    (folder / "changes.html").write_bytes(site.changes(changes))
    for name, page in site.incidents():
        (folder / "incident" / name).write_bytes(page)
    borders_of_ours = {"data/provinces.js", "data/world.js"}
    return frozenset({*ours, *borders_of_ours})


def _assets(folder: Path) -> set[str]:
    static = resources.files("tollbook.publish.release.site").joinpath("static")
    given = resources.files("tollbook.assets")
    files = {name: static.joinpath(name) for name in _OURS}
    files |= {name.rpartition("/")[2]: given.joinpath(name) for name in _OTHERS}
    for name, source in files.items():
        (folder / name).write_bytes(source.read_bytes())
    return {f"assets/{name}" for name in files}


def _bounds(tables: Tables) -> tuple[float, float, float, float] | None:
    """West, south, east, north of the incidents; None: none has a point, or they lie far apart."""
    points = [
        (row.lon, row.lat)
        for row in tables.incidents
        if row.lat is not None and row.lon is not None
    ]
    if not points:
        return None
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    return None if east - west > 90 else (west, south, east, north)
