"""What a stated total says beyond the incidents: at most one row for each cell.

A recorder may want the deaths that no incident documents in the table too, as UCDP has them with
event_clarity 2: the total less the deaths of the events coded separately (C 5.5). It is done only
where somebody is named whose totals are to be believed, and never twice over the same people.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tollbook.publish.ged.cited import cited
from tollbook.publish.ged.event import (
    NO_ACTOR,
    TWO_YEARS,
    Row,
    Told,
    counted,
    dated,
    placed,
    row_id,
    with_sides,
)
from tollbook.publish.ged.side import ARMED_KINDS, side_of
from tollbook.publish.ged.sides import two_sides
from tollbook.publish.ged.split import Deaths
from tollbook.publish.ged.victims import Victims
from tollbook.publish.ged.where import spot_of
from tollbook.publish.spared import Spared
from tollbook.record import Account, Place
from tollbook.record.ged import GedRow
from tollbook.record.text import fold, squeeze
from tollbook.view import View

VERDICTS = ("incidents_missing",)
"""Verdicts under which something is surely left. "undetermined" gives none."""


@dataclass(frozen=True, slots=True)
class Residual:
    """What was left of one total.

    :ivar row: None: there is none; ``why`` says why.
    """

    account: str
    row: Row | None
    why: str = ""


def residuals(
    view: View, speaker: str, known: Mapping[str, Place], spared: Spared
) -> list[Residual]:
    """A row for each cell of harm, status, area and period that one speaker's totals leave open.

    Of a series only the last total counts. Cells that share people (areas and periods overlap)
    give none of them a row: nobody knows which of them holds those people.

    :param speaker: who is believed, as the account's speaker is printed; spelling is folded.
    """
    theirs = [a for a in view.accounts if a.harm == "killed" and fold(a.speaker) == fold(speaker)]
    followed = {a.after.account for a in theirs if a.after is not None}
    last = [a for a in theirs if a.id not in followed]
    found = [
        Residual(a.id, None, "a later total of the same series takes its place")
        for a in theirs
        if a.id in followed
    ]
    cells = {a.id: _area(view, a) for a in last}
    for account in last:
        rivals = [b.id for b in last if b.id != account.id and _share(account, b, cells)]
        if account.verdict not in VERDICTS:
            found.append(Residual(account.id, None, f"its verdict is {account.verdict}"))
        elif rivals:
            found.append(
                Residual(account.id, None, f"it may count the same people as {', '.join(rivals)}")
            )
        else:
            found.append(_residual(view, account, cells[account.id], known, spared))
    return found


def _area(view: View, account: Account) -> Place | None:
    claim = view.claim_by_id.get(account.claim)
    found = view.places(claim, "area") if claim else []
    return next((r.place for r in found if r.place is not None), None)


def _share(one: Account, other: Account, cells: Mapping[str, Place | None]) -> bool:
    """Whether two totals may count the same people; not known is taken for yes."""
    if one.period and other.period and not one.period.overlaps(other.period):
        return False
    a, b = cells[one.id], cells[other.id]
    if a is None or b is None or a.id == b.id:
        return True
    if a.country and b.country and a.country != b.country:
        return False
    if a.level == b.level and a.level in ("province", "district", "city", "town", "village"):
        return a.id in b.parents or b.id in a.parents
    return True


def _residual(
    view: View, account: Account, area: Place | None, known: Mapping[str, Place], spared: Spared
) -> Residual:
    claim = view.claim_by_id.get(account.claim)
    low = (account.stated.low or account.stated.best or 0) - (account.maybe.max or 0)
    if claim is None or low < 1:
        return Residual(account.id, None, "nothing is surely left of it")
    period = account.period
    if area is None:
        return Residual(account.id, None, "its area is not known")
    if period is None or period.start is None or period.end is None:
        return Residual(account.id, None, "its period is not known")
    spot = spot_of(area)
    if isinstance(spot, str):
        return Residual(account.id, None, spot)
    stated = account.stated.high or account.stated.nearest or 0
    high = max(stated - account.surely.min, low)
    status = set(account.only)
    victims = Victims(low) if status == {"civilian"} else Victims(unknown=low)
    actors = [r.actor for r in view.resolutions_of.get(claim.id, ()) if r.actor is not None]
    named = [side_of(actor) for actor in actors if actor.kind in ARMED_KINDS]
    sides = two_sides(named[0], [], victims, spot.state) if named else None
    reasons = [] if sides else [NO_ACTOR]
    if period.start.year != period.end.year:
        reasons.append(TWO_YEARS)
    report = view.report_by_id.get(claim.report)
    sources = cited([report] if report else [], [claim], spared)
    row = GedRow(
        id=row_id(account.id, 0),
        relid=account.id,
        code_status="Check deaths",
        number_of_sources=sources.number,
        source_article=sources.article,
        source_office=sources.office,
        source_date=sources.dates,
        source_headline=sources.headline,
        source_original=sources.original,
        where_description=squeeze(claim.area.quote) if claim.area else area.name,
        event_clarity=2,
    )
    row = placed(dated(row, period.start, period.end), spot, known)
    row = counted(row, Deaths(0, 0, victims.civilians, victims.unknown, low, high))
    told = Told(
        parent=account.id,
        part=1,
        parts=1,
        lineages=1,
        lineages_most=1,
        articles=1,
        grade=None,
        contested=False,
        sureties=tuple(dict.fromkeys(p.surety for p in claim.perpetrators)),
        open_above=account.stated.high is None,
        best_stated=False,
        approximate=account.stated.shape in ("about", "nearly"),
        checks=("Check deaths",),
        claims=(account.claim,),
        reasons=tuple(reasons),
    )
    return Residual(account.id, Row(with_sides(row, sides), told))
