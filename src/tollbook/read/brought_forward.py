"""Reads the rows of a recorder's own table: opening entries, brought forward."""

from __future__ import annotations

from tollbook.record import (
    Claim,
    Count,
    Lexicon,
    Perpetrator,
    Reading,
    Report,
    SetAside,
    Speaker,
    VictimGroup,
)
from tollbook.record.ged import GedRow
from tollbook.record.ids import record_id
from tollbook.record.opening import READER, RULE, OpeningRow, opening_row, side_words
from tollbook.record.vocabulary import VictimStatus

CLASH = "clash"
"""What stands under ``means`` where two armed sides fought (type_of_violence 1 and 2)."""


class BroughtForward:
    """The reader of opening entries. It reads rows and nothing else."""

    name, _, version = READER.rpartition(" ")
    languages = ("en",)

    def read(self, report: Report, lexicon: Lexicon) -> Reading:
        """One claim for a row with deaths; what cannot be said as a claim is set aside."""
        found = opening_row(report.text)
        if found is None:
            aside = SetAside("row", "it cannot be read as a row", report.id, "import it again")
            return Reading(report.id, READER, set_aside=(aside,))
        count, aside_too = _count(found.row)
        if count is None:
            return Reading(report.id, READER, set_aside=_at(report, aside_too))
        claim = _claim(report, found, count)
        return Reading(report.id, READER, (claim,), set_aside=_at(report, aside_too))


def _claim(report: Report, found: OpeningRow, count: Count) -> Claim:
    row, lines, values = found.row, found.lines, found.values
    recorder = report.source or "the recorder"
    sides = ["side_a"] if row.type_of_violence == 3 else ["side_a", "side_b"]
    return Claim(
        id=record_id("clm", report.id, RULE),
        report=report.id,
        harm="killed",
        count=count,
        scope="incident",
        modality="reported",
        said_by=(
            Speaker("report", None, "report", "relays", "unknown"),
            Speaker(recorder, "recorded", "ngo", "asserts", "third_party"),
        ),
        evidence=lines["best"],
        sentence=(lines["best"].start, lines["best"].end),
        rule=RULE,
        reader=READER,
        victims=_victims(found),
        perpetrators=tuple(
            Perpetrator(span.quote, "stated", span) for span in side_words(found, sides).values()
        ),
        means=() if row.type_of_violence == 3 else (CLASH,),
        places=tuple(values[n] for n in ("where_coordinates",) if n in values),
        times=tuple(values[n] for n in ("date_start",) if n in values),
    )


def _count(row: GedRow) -> tuple[Count | None, str]:
    """The row's figures; where they are out of order, the best alone, and why."""
    best = row.best
    low = row.low if row.low is not None else best
    high = row.high if row.high is not None else best
    if best is None:
        return None, "it has no best figure"
    if low is None or high is None or not low <= best <= high:
        said = f"its figures are out of order ({low}, {best}, {high})"
        return Count.exact(best, str(best)), f"{said}: the best alone is brought forward"
    if low == high:
        return Count.exact(best, str(best)), ""
    return Count(low, best, high, "range", f"{low}, {best}, {high}"), ""


def _victims(found: OpeningRow) -> tuple[VictimGroup, ...]:
    """The dead by class; those of a side carry the side's words, in its own line."""
    row = found.row
    groups: list[VictimGroup] = []
    sides = side_words(found, ("side_a", "side_b"))
    classes: tuple[tuple[str, int | None, VictimStatus, str], ...] = (
        ("deaths_a", row.deaths_a, "security" if row.gwnoa else "combatant", "side_a"),
        ("deaths_b", row.deaths_b, "security" if row.gwnob else "combatant", "side_b"),
        ("deaths_civilians", row.deaths_civilians, "civilian", ""),
        ("deaths_unknown", row.deaths_unknown, "unknown", ""),
    )
    for name, number, status, words in classes:
        if number:
            span = sides.get(words, found.lines[name])
            count = Count.exact(number, str(number))
            groups.append(VictimGroup(span.quote, status, count=count, span=span))
    return tuple(groups)


def _at(report: Report, why: str) -> tuple[SetAside, ...]:
    if not why:
        return ()
    return (SetAside(report.title or "row", why, report.id, "look at the row in its table"),)
