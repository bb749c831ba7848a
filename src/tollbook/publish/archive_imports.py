"""CSV that documentation archives take in: Uwazi's entities, Bayanat's sheets.

Uwazi: one row for an entity; the column ``title`` is required and the others are named like the
template's properties; ``|`` parts several values and latitude from longitude; dates may be
YYYY-MM-DD (wiki page "Import CSV" and ``app/api/csv`` of huridocs/uwazi). Bayanat: the columns are
mapped to fields by hand when a sheet is uploaded, so their names are free; a list is parted by
commas, its entries in quotation marks (``docs/guide/data-import.md`` and
``enferno/data_import/utils/sheet_import.py`` of sjacorg/bayanat).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from tollbook import __version__
from tollbook.publish.csv_text import CsvCell, csv_bytes
from tollbook.publish.document import NOTICE
from tollbook.publish.spared import Spared
from tollbook.publish.wording import toll_in_words
from tollbook.record import Incident, Report
from tollbook.view import View

UWAZI: Final = (
    "title", "incident_id", "date_start", "date_end", "location", "places", "country", "killed",
    "killed_min", "killed_max", "injured", "injured_min", "injured_max", "accused", "grade",
    "independent_sources", "reports", "sources", "description",
)  # fmt: skip
BAYANAT_INCIDENTS: Final = (
    "originid", "title", "description", "date_start", "date_end", "locations", "sources", "labels",
)  # fmt: skip
BAYANAT_BULLETINS: Final = (
    "originid", "title", "description", "publish_date", "source_link", "sources", "incident",
)  # fmt: skip


def uwazi_files(view: View) -> dict[str, bytes]:
    """One entity for each incident."""
    spared = Spared(view)
    return {
        "incidents.csv": csv_bytes(
            UWAZI, (_entity(view, i, spared) for i in view.incidents), between="|"
        ),
        "README.txt": _readme(view, "Uwazi", UWAZI_SAID),
    }


UWAZI_SAID = (
    "Make a template with properties of these names before you import: text for incident_id, "
    "killed, injured, grade, description; date for date_start and date_end; geolocation for "
    "location; multiselect for places, country, accused and sources; numeric for the others.\n"
)
BAYANAT_SAID = (
    "Map the columns to Bayanat's fields when you upload the sheet. originid holds tollbook's id. "
    "Lists are parted by commas. Labels and sources must exist in Bayanat: it looks them up.\n"
)


def bayanat_files(view: View) -> dict[str, bytes]:
    """Incidents, and the reports that tell of them as bulletins."""
    told = {report.id: i for i in view.incidents for report in view.reports_of(i)}
    spared = Spared(view)
    bulletins = [_bulletin(r, told.get(r.id), spared) for r in view.reports]
    return {
        "incidents.csv": csv_bytes(
            BAYANAT_INCIDENTS, (_sheet(view, i, spared) for i in view.incidents)
        ),
        "bulletins.csv": csv_bytes(BAYANAT_BULLETINS, bulletins),
        "README.txt": _readme(view, "Bayanat", BAYANAT_SAID),
    }


def _readme(view: View, archive: str, said: str) -> bytes:
    return (
        f"Computed by tollbook {__version__} by policy {view.policy}, to be imported into "
        f"{archive}.\n{NOTICE}.\n\n{said}"
    ).encode()


def _title(incident: Incident) -> str:
    place = incident.places[0].name if incident.places else "place not known"
    day = incident.when.start if incident.when else None
    return f"{place}, {day or 'day not known'}"


def _entity(view: View, incident: Incident, spared: Spared) -> tuple[CsvCell, ...]:
    first = next((p for p in incident.places if p.lat is not None and p.lon is not None), None)
    tolls = [incident.toll("killed"), incident.toll("injured")]
    figures: list[CsvCell] = []
    for toll in tolls:
        figures += [toll_in_words(toll), toll.min, toll.max] if toll else [None, None, None]
    reports = view.reports_of(incident)
    return (
        _title(incident),
        incident.id,
        *_days(incident),
        f"{first.lat}|{first.lon}" if first else None,
        list(dict.fromkeys(_entry(p.name) for p in incident.places)),
        list(dict.fromkeys(p.country for p in incident.places if p.country)),
        *figures,
        list(dict.fromkeys(_entry(name) for name in _accused(incident, spared))),
        incident.grade,
        max((t.lineages for t in incident.tolls), default=0),
        len(reports),
        list(dict.fromkeys(_entry(name) for r in reports if (name := spared.outlet(r)))),
        _description(view, incident),
    )


def _sheet(view: View, incident: Incident, spared: Spared) -> tuple[CsvCell, ...]:
    outlets = (spared.outlet(report) for report in view.reports_of(incident))
    sources = dict.fromkeys(name for name in outlets if name)
    return (
        incident.id,
        _title(incident),
        _description(view, incident),
        *_days(incident),
        _listed(p.name for p in incident.places),
        _listed(sources),
        _listed([incident.grade]),
    )


def _bulletin(report: Report, incident: Incident | None, spared: Spared) -> tuple[CsvCell, ...]:
    published = report.published
    return (
        report.id,
        spared.title(report) or report.id,
        None,  # the text is its publisher's: the link leads to it
        published.end if published else None,
        report.url,
        _listed([outlet] if (outlet := spared.outlet(report)) else []),
        incident.id if incident else None,
    )


def _days(incident: Incident) -> tuple[date | None, date | None]:
    return (incident.when.start, incident.when.end) if incident.when else (None, None)


def _accused(incident: Incident, spared: Spared) -> list[str]:
    return [f"{spared.accused(actor)} ({actor.surety})" for actor in incident.perpetrators]


def _description(view: View, incident: Incident) -> str:
    tolls = [f"{t.harm}: {toll_in_words(t)}" for t in incident.tolls]
    return f"{'; '.join(tolls) or 'no figure'}. Policy {view.policy}; {NOTICE}."


def _entry(text: str | None) -> str:
    """An entry of a list: the sign that parts lists is not in it."""
    return (text or "").replace("|", "/")


def _listed(entries: Iterable[str]) -> str:
    """A list as Bayanat parts it: entries in quotation marks, commas between."""
    words = [str(each).replace('"', "'") for each in entries]
    return (
        words[0] if len(words) == 1 and "," not in words[0] else ", ".join(f'"{w}"' for w in words)
    )
