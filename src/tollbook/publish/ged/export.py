"""The files of a GED export: the table, what goes beside it, and what the table cannot hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

from tollbook import __version__
from tollbook.publish.csv_text import CsvCell, csv_bytes
from tollbook.publish.document import NOTICE
from tollbook.publish.ged.event import Row, Told, event_rows
from tollbook.publish.ged.residual import Residual, residuals
from tollbook.publish.spared import Spared
from tollbook.publish.wording import plural
from tollbook.record.ged import GED_COLUMNS, GedRow
from tollbook.view import View

ACTIVE = 25
"""Deaths by a dyad in a calendar year from which UCDP calls the year active."""

TABLE, BESIDE, UNLOCATED, README = "ged.csv", "lineages.csv", "unlocated.csv", "README.txt"


@dataclass(frozen=True, slots=True)
class GedExport:
    """What an export holds.

    :ivar rows: of the table; ``unlocated``: those that no dyad, place or day can be given.
    :ivar residuals: what was made of the totals of the speaker named; empty: nobody was.
    """

    policy: str
    rows: tuple[Row, ...]
    unlocated: tuple[Row, ...]
    residuals: tuple[Residual, ...] = ()

    def files(self) -> dict[str, bytes]:
        """File name -> bytes; the table first. The same book gives the same bytes."""
        beside = ("id", *(f.name for f in fields(Told) if f.name != "reasons"), "policy")
        return {
            TABLE: ged_csv(row.ged for row in self.rows),
            BESIDE: csv_bytes(beside, (_beside(row, self.policy) for row in self.rows)),
            UNLOCATED: csv_bytes(
                ("why", *beside[1:], *GED_COLUMNS),
                (
                    (
                        list(row.told.reasons),
                        *_beside(row, self.policy)[1:],
                        *cells(row.ged),
                    )
                    for row in self.unlocated
                ),
            ),
            README: self.readme().encode("utf-8"),
        }

    def readme(self) -> str:
        """What the files are, in words, with the notice that they are not UCDP's."""
        deaths = sum(row.ged.best or 0 for row in self.rows)
        lines = [
            f"Computed by tollbook {__version__} after the published rules of UCDP GED; "
            "not UCDP data.",
            f"{NOTICE[0].upper()}{NOTICE[1:]}.",
            "",
            f"Policy: {self.policy}. {plural(len(self.rows), 'row')}, best figures come to "
            f"{deaths:,}. {plural(len(self.unlocated), 'row')} not in the table.",
            "",
            f"{TABLE}: the 49 columns of UCDP GED, in order.",
            f"{BESIDE}: for each row, by id: the incident (parent) and which part of it the row "
            "is; independent sources proven (lineages) and possible (lineages_most), reports "
            "(articles); what is open, approximate or contested; the claims.",
            f"{UNLOCATED}: incidents that the table cannot hold, and why.",
            "No person is named: headlines and who says so are masked as in a release.",
            "Texts that a spreadsheet would run as a formula have an apostrophe before them.",
        ]
        if self.residuals:
            made = sum(r.row is not None for r in self.residuals)
            lines += ["", f"Rows for what stated totals leave over: {made}."]
            lines += [f"  none for {r.account}: {r.why}" for r in self.residuals if r.row is None]
        return "\n".join(lines) + "\n"


def export_ged(view: View, *, residual_speaker: str | None = None) -> GedExport:
    """The book as rows of UCDP GED's table.

    :param view: the book by the policy that the figures are to follow, with names masked.
    :param residual_speaker: whose totals give residual rows; None: no such rows.
    """
    known = view.place_by_id
    spared = Spared(view)
    rows = [row for i in view.incidents for row in event_rows(view, i, known, spared)]
    left = residuals(view, residual_speaker, known, spared) if residual_speaker else []
    rows += [r.row for r in left if r.row is not None]
    rows.sort(key=lambda r: (str(r.ged.date_start), str(r.ged.relid), r.told.part))
    table = [row for row in rows if not row.told.reasons]
    unlocated = [row for row in rows if row.told.reasons]
    return GedExport(view.policy, tuple(_with_active_years(table)), tuple(unlocated), tuple(left))


def ged_csv(rows: Iterable[GedRow]) -> bytes:
    """Rows as the CSV that UCDP gives out: 49 columns, lists parted by semicolons."""
    return csv_bytes(tuple(GED_COLUMNS), (cells(row) for row in rows))


def cells(row: GedRow) -> tuple[CsvCell, ...]:
    """The cells of a row in order; days as UCDP writes them, which its users' scripts expect."""
    return tuple(_as_ucdp(getattr(row, name)) for name in GED_COLUMNS)


def _as_ucdp(value: CsvCell) -> CsvCell:
    return f"{value.isoformat()} 00:00:00.000" if isinstance(value, date) else value


def _beside(row: Row, policy: str) -> tuple[CsvCell, ...]:
    told = [getattr(row.told, f.name) for f in fields(Told) if f.name != "reasons"]
    return (row.ged.id, *told, policy)


def _with_active_years(rows: Sequence[Row]) -> Iterable[Row]:
    """Whether the dyad reached 25 deaths in the year, as far as this table holds them."""
    deaths: dict[tuple[str | None, int | None], int] = defaultdict(int)
    for row in rows:
        deaths[row.ged.dyad_name, row.ged.year] += row.ged.best or 0
    for row in rows:
        active = deaths[row.ged.dyad_name, row.ged.year] >= ACTIVE
        yield replace(row, ged=replace(row.ged, active_year=active))
