"""After Iraq Body Count's published list of variables, as far as a book has them.

The 18 variables are those of its methods page (section 3): twelve of an incident, six of a person.
Figures are least and most; a single lineage is flagged. Names of persons are not written.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tollbook import __version__
from tollbook.publish.csv_text import CsvCell, csv_bytes
from tollbook.publish.document import NOTICE
from tollbook.publish.spared import Spared
from tollbook.record import Claim, Incident
from tollbook.view import View

INCIDENTS: Final = (
    "id", "date_start", "date_end", "time", "place", "target", "deaths_min", "deaths_max",
    "deaths_open_above", "injuries_min", "injuries_max", "weapons", "killers", "media_sources",
    "primary_witnesses", "single_lineage", "lineages",
)  # fmt: skip
PERSONS: Final = (
    "incident", "harm", "name", "age", "gender", "marital_status", "parental_status", "occupation",
)  # fmt: skip


def ibc_files(view: View) -> dict[str, bytes]:
    """Incidents, persons told of one by one, and what the files are."""
    spared = Spared(view)
    counted = [i for i in view.incidents if i.toll("killed") or i.toll("injured")]
    readme = (
        f"Computed by tollbook {__version__} after the published rules of Iraq Body Count; not IBC "
        f"data.\n{NOTICE}.\nPolicy: {view.policy}.\n\n"
        "incidents.csv: date, time, place, target, least and most deaths and injuries, weapons, "
        "killers, media sources, primary witnesses; single_lineage says that one independent "
        "source alone is proven.\npersons.csv: those told of one by one, by age, gender and "
        "occupation; names are not written, and nothing is read on marriage or children.\n"
        "Unknown is an empty cell, never 0; the time of day is not read.\n"
    )
    return {
        "incidents.csv": csv_bytes(
            INCIDENTS, (_incident(view, i, spared) for i in counted), between="; "
        ),
        "persons.csv": csv_bytes(PERSONS, (row for i in counted for row in _persons(view, i))),
        "README.txt": readme.encode("utf-8"),
    }


def _claims(view: View, incident: Incident) -> list[Claim]:
    return [view.claim_by_id[c] for c in incident.claims if c in view.claim_by_id]


def _incident(view: View, incident: Incident, spared: Spared) -> tuple[CsvCell, ...]:
    killed, injured = incident.toll("killed"), incident.toll("injured")
    claims = _claims(view, incident)
    when = incident.when
    roles = [g.role or g.status for c in claims for g in c.victims if g.role or g.status]
    targets = [spared.party(c.target, [c.report]) for c in claims if c.target] + [
        r for r in roles if r != "unknown"
    ]
    speakers = [spared.speaker(c) for c in claims if len(c.said_by) > 1]
    killers = [spared.accused(a) for a in incident.perpetrators if a.surety != "denied"]
    lineages = max((t.lineages for t in (killed, injured) if t), default=0)
    return (
        incident.id,
        when.start if when else None,
        when.end if when else None,
        None,
        [place.name for place in incident.places],
        _once(targets),
        killed.min if killed else None,
        killed.max if killed else None,
        killed.open_above if killed else None,
        injured.min if injured else None,
        injured.max if injured else None,
        _once([means for c in claims for means in c.means]),
        _once(killers),
        _once([spared.outlet(r) or "" for r in view.reports_of(incident)]),
        _once(speakers),
        lineages <= 1,
        lineages,
    )


def _persons(view: View, incident: Incident) -> Iterator[tuple[CsvCell, ...]]:
    """Groups of one person, each once for each way in which they are told of."""
    seen = set()
    for claim in _claims(view, incident):
        if claim.harm not in ("killed", "injured"):
            continue
        for group in (*claim.victims, *claim.includes.parts):
            one = group.count.is_exact and group.count.low == 1 if group.count else False
            alone = len(claim.victims) == 1 and claim.count.is_exact and claim.count.low == 1
            told = (claim.harm, group.age, group.sex, group.role)
            if not (one or alone) or told in seen or told[1:] == ("unknown", "unknown", None):
                continue
            seen.add(told)
            age = None if group.age == "unknown" else group.age
            sex = None if group.sex == "unknown" else group.sex
            yield (incident.id, claim.harm, None, age, sex, None, None, group.role)


def _once(words: list[str]) -> list[str]:
    return [word for word in dict.fromkeys(words) if word]
