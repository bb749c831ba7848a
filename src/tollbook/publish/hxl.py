"""Incidents with HXL's row of hashtags under the header, as humanitarian data exchanges take them.

After the standard 1.1 (hxlstandard.org): a row of ``#tag+attribute`` cells between header and data.
The tags are of its core schema; what it has no tag for is under ``#meta``.
"""

from __future__ import annotations

from typing import Final

from tollbook import __version__
from tollbook.publish.csv_text import CsvCell, csv_bytes
from tollbook.publish.document import NOTICE
from tollbook.publish.spared import Spared
from tollbook.publish.wording import country_name
from tollbook.record import Incident
from tollbook.view import View

COLUMNS: Final = {
    "id": "#event+id",
    "date_start": "#date+start",
    "date_end": "#date+end",
    "place": "#loc+name",
    "place_level": "#loc+type",
    "country": "#country+name",
    "country_code": "#country+code+v_iso2",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "killed_min": "#affected+killed+min",
    "killed_best": "#affected+killed+num",
    "killed_max": "#affected+killed+max",
    "killed_or_more": "#meta+killed+open",
    "injured_min": "#affected+injured+min",
    "injured_best": "#affected+injured+num",
    "injured_max": "#affected+injured+max",
    "injured_or_more": "#meta+injured+open",
    "accused": "#org+accused",
    "grade": "#meta+grade",
    "independent_sources": "#meta+sources+num",
    "outlets": "#meta+source",
}
"""Header to hashtag, in order."""


def hxl_files(view: View) -> dict[str, bytes]:
    """Incidents that have a figure of killed or injured, and what the file is."""
    spared = Spared(view)
    counted = [i for i in view.incidents if i.toll("killed") or i.toll("injured")]
    rows = (_row(view, incident, spared) for incident in counted)
    readme = (
        f"Computed by tollbook {__version__} by policy {view.policy}.\n{NOTICE}.\n\n"
        "incidents.csv: a header, a row of HXL hashtags, an incident a row. A point stands for the "
        "whole place, as finely as place_level says. Where killed_or_more is True there may be "
        "more than killed_max. Unknown is an empty cell, never 0. No person is named.\n"
    )
    return {
        "incidents.csv": csv_bytes(
            tuple(COLUMNS), ((tuple(COLUMNS.values())), *rows), between="; "
        ),
        "README.txt": readme.encode("utf-8"),
    }


def _row(view: View, incident: Incident, spared: Spared) -> tuple[CsvCell, ...]:
    when, place = incident.when, next(iter(incident.places), None)
    figures: list[CsvCell] = []
    for harm in ("killed", "injured"):
        toll = incident.toll(harm)
        figures += [toll.min, toll.best, toll.max, toll.open_above] if toll else [None] * 4
    accused = (spared.accused(a) for a in incident.perpetrators if a.surety != "denied")
    outlets = (spared.outlet(report) for report in view.reports_of(incident))
    return (
        incident.id,
        when.start if when else None,
        when.end if when else None,
        place.name if place else None,
        place.level if place else None,
        country_name(place.country) if place and place.country else None,
        place.country if place else None,
        place.lat if place else None,
        place.lon if place else None,
        *figures,
        list(dict.fromkeys(accused)),
        incident.grade,
        max((toll.lineages for toll in incident.tolls), default=0),
        list(dict.fromkeys(name for name in outlets if name)),
    )
