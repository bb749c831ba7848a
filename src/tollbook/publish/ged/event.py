"""One incident as rows of the table; or why the table cannot hold it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tollbook.publish.boundaries import province_names
from tollbook.publish.ged.cited import cited
from tollbook.publish.ged.sides import CHECK_DYAD, CHECK_TYPE, Sides, sides_of
from tollbook.publish.ged.split import Deaths, split
from tollbook.publish.ged.victims import Victims, lead_claim, used_claims, victims_of
from tollbook.publish.ged.where import Spot, around, grid_cell, point_wkt, spot_of
from tollbook.publish.spared import Spared
from tollbook.record import Incident, Place, Toll
from tollbook.record.ged import GedRow
from tollbook.record.ids import digest_of
from tollbook.record.opening import RULE
from tollbook.record.text import squeeze
from tollbook.view import View

NO_ACTOR = "no armed actor is named and asserted"
NO_PLACE = "no place is known"
NO_DAY = "its days are not known"
TWO_YEARS = "its days lie in two calendar years"

CHECK_DEATHS = "Check deaths"
CHECK_PLACE = "Check geography"
CHECK_SOURCE = "Check vague or biased source"
_ORDER = (
    CHECK_DYAD,
    CHECK_TYPE,
    CHECK_DEATHS,
    CHECK_PLACE,
    CHECK_SOURCE,
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a row cannot hold, for the file beside it.

    :ivar parent: id of the incident, or of the account for a residual row.
    :ivar part / parts: which of how many rows of one toll.
    :ivar reasons: why it cannot stand in the table; empty: it stands in it.
    """

    parent: str
    part: int
    parts: int
    lineages: int
    lineages_most: int | None
    articles: int
    grade: str | None
    contested: bool
    sureties: tuple[str, ...]
    open_above: bool
    best_stated: bool
    approximate: bool
    checks: tuple[str, ...]
    claims: tuple[str, ...]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row and what goes beside it."""

    ged: GedRow
    told: Told


def event_rows(
    view: View, incident: Incident, known: Mapping[str, Place], spared: Spared
) -> list[Row]:
    """An incident's rows; none where nobody is told to have died.

    :param known: places that the book has a record of, by id.
    :param spared: gives free text without names of persons.
    """
    toll = incident.toll("killed")
    if toll is None:
        return []
    victims = victims_of(view, incident, toll)
    figures = figures_of(toll)
    if max(figures) < 1:
        return []
    spots, where, faults = _spots(view, incident, toll, known, figures)
    home = spots[0].state if spots else None
    sides = sides_of(view, incident, victims, home) if home else None
    if home and sides is None:
        faults.append(_no_actor(incident, spared))
    faults += day_faults(incident)
    deaths = classed(victims, figures, sides)
    rows = split(deaths, max(len(spots), 1))
    told = _told(incident, toll, sides, len(rows), faults, several=len(incident.places) > len(rows))
    base = replace(_base(view, incident, toll, told, spared), where_description=where)
    several = len(rows) > 1 or _sums_several(view, incident, toll, figures[1])
    made = []
    for number, dead in enumerate(rows):
        spot = spots[number] if spots else None
        ged = placed(counted(base, dead), spot, known)
        ged = replace(
            ged,
            id=row_id(incident.id, number),
            relid=incident.id if len(rows) == 1 else f"{incident.id}.{number + 1}",
            event_clarity=2 if several else 1,
        )
        made.append(Row(with_sides(ged, sides), replace(told, part=number + 1)))
    return made


def _sums_several(view: View, incident: Incident, toll: Toll, best: int) -> bool:
    """Whether one figure is given for a period: several actions that cannot be told apart.

    On one day and in one place it is taken for one action (C 5.5), unless a recorder's own table,
    brought forward, says that it is several.
    """
    if incident.when is not None and incident.when.precision == "period":
        return True
    lead = lead_claim(used_claims(view, toll), best)
    time = view.time(lead) if lead and lead.rule == RULE else None
    return time is not None and time.when is not None and time.when.precision == "period"


def row_id(parent: str, part: int) -> int:
    """A whole number of 52 bits, the same at every run: what reads numbers reads it exactly."""
    return int(digest_of(parent, part)[:13], 16)


def figures_of(toll: Toll) -> tuple[int, int, int]:
    """Low, best and high as whole numbers in order: what is not known is 0, or the one below."""
    low = toll.min or 0
    best = max(toll.best if toll.best is not None else low, low)
    return low, best, max(toll.max if toll.max is not None else best, best)


def classed(victims: Victims, figures: tuple[int, int, int], sides: Sides | None) -> Deaths:
    """The dead by column: no dead of either side in one-sided violence (C 5.7)."""
    low, _, high = figures
    if sides is None or sides.violence == 3:
        rest = victims.fighters + victims.attackers + victims.unknown
        return Deaths(0, 0, victims.civilians, rest, low, high)
    a = victims.of_party.get(sides.a.name, 0)
    b = victims.of_party.get(sides.b.name, 0)
    rest = victims.fighters - a - b
    if sides.violence == 1 and not sides.b.is_state and not victims.party:
        a, b = a + victims.security, b + victims.combatants
    elif sides.attacker == "a":
        b += rest
    else:
        a += rest
    if sides.attacker == "a":
        a += victims.attackers
    else:
        b += victims.attackers
    return Deaths(a, b, victims.civilians, victims.unknown, low, high)


def day_faults(incident: Incident) -> list[str]:
    """Why the days of an incident cannot stand in a row."""
    when = incident.when
    if when is None or when.start is None or when.end is None:
        return [NO_DAY]
    return [TWO_YEARS] if when.start.year != when.end.year else []


def date_prec(start: date, end: date) -> int:
    """UCDP's date_prec by the number of days (C 5.6); a month of 31 days is a month."""
    days = (end - start).days + 1
    for code, most in ((1, 1), (2, 6), (3, 7), (4, 31)):
        if days <= most:
            return code
    return 5


def counted(row: GedRow, dead: Deaths) -> GedRow:
    """A row with its figures."""
    return replace(
        row,
        deaths_a=dead.a,
        deaths_b=dead.b,
        deaths_civilians=dead.civilians,
        deaths_unknown=dead.unknown,
        best=dead.best,
        high=dead.high,
        low=dead.low,
    )


def dated(row: GedRow, start: date | None, end: date | None) -> GedRow:
    """A row with its days; what is not known stays empty."""
    prec = date_prec(start, end) if start and end else None
    year = (start or end).year if start or end else None  # type: ignore[union-attr]
    return replace(row, year=year, date_start=start, date_end=end, date_prec=prec)


def placed(row: GedRow, spot: Spot | None, known: Mapping[str, Place]) -> GedRow:
    """A row with its place; what is not known stays empty."""
    if spot is None:
        return row
    place = spot.place
    above = [known[p] for p in place.parents if p in known] if place else []
    district = next((p.name for p in above if p.level == "district"), None)
    if place is not None and place.level == "district":
        district = place.name
    return replace(
        row,
        where_prec=spot.prec,
        where_coordinates=spot.name,
        adm_1=province_names().get(spot.admin1) if spot.admin1 else None,
        adm_2=district,
        latitude=spot.lat,
        longitude=spot.lon,
        geom_wkt=point_wkt(spot.lat, spot.lon),
        priogrid_gid=grid_cell(spot.lat, spot.lon),
        country=spot.state.name,
        country_id=spot.state.gwno,
        region=spot.state.region,
    )


def with_sides(row: GedRow, sides: Sides | None) -> GedRow:
    """A row with both sides. Ids of UCDP's own stay empty: they are UCDP's to give."""
    if sides is None:
        return row
    return replace(
        row,
        type_of_violence=sides.violence,
        conflict_name=None if sides.violence == 1 else sides.dyad,
        dyad_name=sides.dyad,
        side_a=sides.a.name,
        side_b=sides.b.name,
        gwnoa=sides.a.states,
        gwnob=sides.b.states,
    )


def _base(view: View, incident: Incident, toll: Toll, told: Told, spared: Spared) -> GedRow:
    """What all rows of an incident share, but for the words of where it was."""
    claims = [view.claim_by_id[c] for c in incident.claims if c in view.claim_by_id]
    used = {figure.claim for figure in toll.figures if figure.used}
    sources = cited(view.reports_of(incident), [c for c in claims if c.id in used], spared)
    row = GedRow(
        code_status=told.checks[0] if told.checks else "Clear",
        number_of_sources=sources.number,
        source_article=sources.article,
        source_office=sources.office,
        source_date=sources.dates,
        source_headline=sources.headline,
        source_original=sources.original,
    )
    when = incident.when
    return dated(row, when.start if when else None, when.end if when else None)


def _spots(
    view: View,
    incident: Incident,
    toll: Toll,
    known: Mapping[str, Place],
    figures: tuple[int, int, int],
) -> tuple[list[Spot], str | None, list[str]]:
    """The places of the rows, the words for them, and why there is none."""
    lead = lead_claim(used_claims(view, toll), figures[1])
    own = view.places(lead) if lead else []
    words = list(dict.fromkeys(squeeze(r.span.quote) for r in own if r.span))
    if not incident.places:
        return [], "; ".join(words) or None, [NO_PLACE]
    kept = {place.id: place for place in incident.places}
    several = [kept[i] for i in dict.fromkeys(r.place.id for r in own if r.place) if i in kept]
    found = [spot_of(place) for place in several or incident.places[:1]]
    faults = [spot for spot in found if isinstance(spot, str)]
    spots = [spot for spot in found if isinstance(spot, Spot)]
    where = "; ".join(words) or incident.places[0].name
    if faults:
        return [], where, faults
    number = figures[1] or figures[2]
    if len(spots) > 1 and number < len(spots):  # C 5.4: too few to split
        area = around(spots, known)
        return ([], where, [area]) if isinstance(area, str) else ([area], where, [])
    return spots, where, []


def _no_actor(incident: Incident, spared: Spared) -> str:
    words = dict.fromkeys(spared.accused(a) for a in incident.perpetrators if a.surety != "denied")
    named = ", ".join(words)
    return f"{NO_ACTOR}; the words are: {named}" if named else NO_ACTOR


def _told(
    incident: Incident,
    toll: Toll,
    sides: Sides | None,
    parts: int,
    reasons: Sequence[str],
    *,
    several: bool,
) -> Told:
    checks = list(sides.checks) if sides else [CHECK_DYAD]
    if toll.open_above or toll.approximate or toll.best is None:
        checks.append(CHECK_DEATHS)
    if several:
        checks.append(CHECK_PLACE)
    if not toll.best and toll.max:
        checks.append(CHECK_SOURCE)
    return Told(
        parent=incident.id,
        part=1,
        parts=parts,
        lineages=toll.lineages,
        lineages_most=toll.lineages_most,
        articles=toll.articles,
        grade=incident.grade,
        contested=incident.contested,
        sureties=tuple(dict.fromkeys(a.surety for a in incident.perpetrators)),
        open_above=toll.open_above,
        best_stated=toll.best is not None,
        approximate=toll.approximate,
        checks=tuple(sorted(set(checks), key=_ORDER.index)),
        claims=incident.claims,
        reasons=tuple(reasons),
    )
