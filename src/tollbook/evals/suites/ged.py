"""UCDP GED's Candidate file through tollbook: typed, written again, rebuilt from nouns, compared.

``columns_valid``: a row whose 49 cells all fit their columns. ``roundtrip_equal``: a row that,
typed, written by ``tollbook export`` and read again, has in every cell what the file has.
``model_equal``: of the rows in order, those whose dates, place, codes and class tolls come out of
the nouns alone (row to claim, tally, export). ``self_agree``, ``changed_found``: the file compared
with itself.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from tollbook import tally
from tollbook.errors import UsageError
from tollbook.evals.bench import Bench
from tollbook.evals.gold import Gold
from tollbook.evals.suite import Mark, Metric, Outcome, Suite, Value
from tollbook.intake import GedTable, read_ged_table
from tollbook.publish.comparable import of_rows
from tollbook.publish.ged import export_ged, ged_csv
from tollbook.publish.matching import Matched, match
from tollbook.read.brought_forward import BroughtForward
from tollbook.record import EMPTY_LEXICON, Report
from tollbook.record.ged import GED_COLUMNS, GedRow, order_faults
from tollbook.record.ids import digest_of
from tollbook.record.opening import opening_text
from tollbook.record.spreadsheet import unguarded
from tollbook.resolve.brought_forward import brought_forward
from tollbook.view import View

FILE = "incident_tables/ucdp_ged_candidate_26_0_2.csv"

MODELLED = (
    "date_start", "date_end", "date_prec", "latitude", "longitude", "where_prec", "country_id",
    "type_of_violence", "event_clarity", "deaths_a", "deaths_b", "deaths_civilians",
    "deaths_unknown", "low", "best", "high",
)  # fmt: skip
"""What ``model_equal`` asks of a row: dates, place, codes and class tolls."""

CHANGED = 10
"""Of so many rows one is changed in its day, place or dead before the file is compared."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The whole file as one case, or the rows that ``--limit`` left.

    :ivar raw: cells as the file has them, by column; ``number``: which row.
    """

    id: str
    number: int
    raw: tuple[str, ...]
    header: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that are worked out together."""

    id: str
    rows: tuple[Rows, ...]


def load(gold: Gold) -> list[Rows | Table]:
    """The rows of the file, one case each."""
    (path,) = gold.files([FILE])
    text = path.read_text("utf-8-sig")
    lines = csv.reader(io.StringIO(text, newline=""))
    header = tuple(next(lines))
    return [
        Rows(cells[0] if cells else str(n), n, tuple(cells), header)
        for n, cells in enumerate(lines, start=1)
    ]


def together(cases: Sequence[Rows | Table]) -> list[Rows | Table]:
    """All rows as one table: they are compared with one another."""
    rows = tuple(case for case in cases if isinstance(case, Rows))
    return [Table("table", tuple(sorted(rows, key=lambda row: row.number)))]


def solve(case: Rows | Table, bench: Bench) -> list[Outcome]:
    """All that is asked of the table, row by row."""
    rows = case.rows if isinstance(case, Table) else (case,)
    out = [outcome for row in rows for outcome in judge_row(row)]
    typed = [(row, read) for row in rows if (read := _typed(row)) is not None]
    return out + compared_with_itself([(row.id, read) for row, read in typed])


def judge_row(row: Rows) -> list[Outcome]:
    """Whether one row is typed, comes back, and is rebuilt from nouns."""
    read = _typed(row)
    valid = read is not None and tuple(row.header) == tuple(GED_COLUMNS)
    out = [_outcome(f"{row.id}/columns", "valid", "valid" if valid else "not", "columns_valid")]
    if read is None:
        out.append(_outcome(f"{row.id}/again", "equal", "not read", "roundtrip_equal"))
        return out
    again = next(csv.DictReader(io.StringIO(ged_csv([read]).decode("utf-8"), newline="")))
    raw = dict(zip(row.header, row.raw, strict=False))
    differ = [n for n in GED_COLUMNS if not same_cell(n, raw.get(n, ""), again[n])]
    out.append(_outcome(f"{row.id}/again", "", ", ".join(differ), "roundtrip_equal", told=str(raw)))
    if not order_faults(read):
        made = rebuilt(row.id, read)
        wrong = [n for n in MODELLED if made is None or getattr(made, n) != getattr(read, n)]
        shown = ", ".join(f"{n}: {getattr(read, n)} / {getattr(made, n, None)}" for n in wrong)
        out.append(_outcome(f"{row.id}/model", "", shown, "model_equal"))
    return out


def rebuilt(id: str, row: GedRow) -> GedRow | None:
    """The row out of our nouns alone: read as an opening entry, resolved, tallied, exported.

    None: it gives no row, or several.
    """
    title, text = opening_text("UCDP GED", id, row)
    report = Report(
        f"rep_{digest_of(id)[:16]}", digest_of(id), title, text, "en", "UCDP GED", None, None, 1
    )
    reading = BroughtForward().read(report, EMPTY_LEXICON)
    resolutions = brought_forward(report, reading.claims)
    tallied = tally.tally(
        (report,), reading.claims, (), resolutions, copies={}, issued={},
        policy=tally.load_policy("ucdp-like"),
    )  # fmt: skip
    view = View(
        reports=(report,),
        claims=reading.claims,
        resolutions=resolutions,
        incidents=tallied.incidents,
        policy="ucdp-like",
    )
    made = export_ged(view)
    return made.rows[0].ged if len(made.rows) == 1 else None


def compared_with_itself(rows: Sequence[tuple[str, GedRow]]) -> list[Outcome]:
    """The table against itself without ids: as it is, and with one row in ten changed."""
    own = [row for _, row in rows]
    plain = [replace(row, id=None) for row in own]
    out = []
    same = _by_a(match(_numbered(own), _numbered(plain)))
    for n, (name, _) in enumerate(rows):
        right = n in same and same[n][1] == ()
        out.append(_outcome(f"{name}/self", "agrees", "agrees" if right else "not", "self_agree"))
    changes = {n: _change(rows[n][0]) for n in range(len(rows)) if _drawn(rows[n][0], CHANGED) == 0}
    changed = [changed_row(row, changes[n]) if n in changes else row for n, row in enumerate(plain)]
    found = _by_a(match(_numbered(own), _numbered(changed)))
    for n, what in changes.items():
        differs = found[n][1] if n in found else ("not matched",)
        hit = any(said.startswith(what) for said in differs)
        out.append(
            _outcome(f"{rows[n][0]}/{what}", what, what if hit else str(differs), "changed_found")
        )
    return out


def changed_row(row: GedRow, what: str) -> GedRow:
    """A row with its day two days later, its place a third of a degree off, or other dead."""
    if what == "day" and row.date_start and row.date_end:
        moved = timedelta(2)
        return replace(row, date_start=row.date_start + moved, date_end=row.date_end + moved)
    if what == "place" and row.latitude is not None and row.longitude is not None:
        return replace(row, latitude=row.latitude + 0.3, longitude=row.longitude + 0.2)
    more = (row.best or 0) * 2 + 1
    return replace(row, low=more, best=more, high=more)


def same_cell(name: str, raw: str, again: str) -> bool:
    """Whether two cells say the same: texts letter for letter, numbers and days by value.

    Written apart from the import, so that a fault of the import is not compared with itself.
    """
    if raw == unguarded(again):
        return True
    match GED_COLUMNS[name]:
        case "text":
            return False
        case "yes_no":
            truths = ({"true": "1", "false": "0"}.get(c.lower(), c) for c in (raw, again))
            return len(set(truths)) == 1
        case "day" | "days":
            return [_day(part) for part in raw.split(";")] == [_day(p) for p in again.split(";")]
        case _:
            return [_number(part) for part in raw.split(";")] == [
                _number(part) for part in again.split(";")
            ]


def _day(raw: str) -> str:
    """A day without its time of midnight; a spreadsheet's number as the day that it is."""
    plain = raw.strip().split(" 00:00:00")[0]
    if plain.isdigit() and len(plain) == 5:
        return (date(1899, 12, 30) + timedelta(int(plain))).isoformat()
    return plain


def _number(raw: str) -> Decimal | str:
    try:
        return Decimal(raw)
    except InvalidOperation:
        return raw


def _typed(row: Rows) -> GedRow | None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([row.header, row.raw])
    try:
        read: GedTable = read_ged_table(out.getvalue().encode("utf-8"), f"row {row.number}")
    except UsageError:
        return None
    return read.rows[0][1] if read.rows else None


def _numbered(rows: Sequence[GedRow]) -> list:  # type: ignore[type-arg]
    return of_rows(list(enumerate(rows, start=1)))


def _by_a(matched: Matched) -> dict[int, tuple[int, tuple[str, ...]]]:
    return {pair.a: (pair.b, pair.differs) for pair in matched.pairs}


def _drawn(name: str, of: int) -> int:
    """A number below ``of``, always the same for a name."""
    return int(hashlib.sha256(f"ged-1:{name}".encode()).hexdigest(), 16) % of


def _change(name: str) -> str:
    return ("day", "place", "dead")[_drawn(f"what:{name}", 3)]


def _outcome(id: str, gold: Value, predicted: Value, metric: str, *, told: str = "") -> Outcome:
    right = gold == predicted
    return Outcome(
        id, {metric: gold}, {metric: predicted}, right, told, (Mark(metric, float(right)),)
    )


SUITE = Suite(
    name="ged",
    about="UCDP GED's Candidate file: typed, written again, rebuilt from nouns, compared",
    files=(FILE,),
    metrics=(
        Metric("columns_valid"),
        Metric("roundtrip_equal"),
        Metric("model_equal"),
        Metric("self_agree"),
        Metric("changed_found"),
    ),
    load=load,
    solve=solve,
    regroup=together,
)
