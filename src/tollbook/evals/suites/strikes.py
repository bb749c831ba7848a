"""Air strikes on one strip of land, many on a day, by one force: are they told apart?

Airwars' narratives tell of a strike each. All of them in one book, each has to be an incident of
its own (``strikes_apart``: the precision of B-cubed; a book that lumps them loses the dead). And
once more with the odd and the even paragraphs of each taken for two reports, which have to be
found to tell of one (``halves_b3_f1``); a half often lacks the day or the place.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tollbook.evals.bench import document
from tollbook.evals.gold import Gold
from tollbook.evals.suite import Metric, Suite
from tollbook.evals.suites.links import Asked, Shelf, b3_metric, one_book, solve
from tollbook.record import Report

FILE = "airwars_gaza/incidents.jsonl"


class Narrative(msgspec.Struct, frozen=True):
    """A line of the file, as far as it is used."""

    id: str
    narrative: str
    date: str | None = None


def load(gold: Gold) -> list[Shelf]:
    """Each narrative twice: whole, and in halves; :func:`regroup` makes two books of them."""
    rows = gold.rows(FILE, Narrative)
    return [_whole(row) for row in rows] + [_halves(row) for row in rows]


def _whole(row: Narrative) -> Shelf:
    report = document(row.id, row.narrative)
    return Shelf(row.id, "strikes", (report,), (Asked(row.id, report.id, row.id),))


def _halves(row: Narrative) -> Shelf:
    reports = halves_of(row)
    asked = [Asked(f"{row.id}/{name}", r.id, row.id) for name, r in reports.items()]
    return Shelf(row.id, "halves", tuple(reports.values()), tuple(asked))


def halves_of(row: Narrative) -> dict[str, Report]:
    """The odd and the even paragraphs, as two reports; one, where there is one paragraph."""
    paragraphs = row.narrative.split("\n\n")
    parts = {"odd": paragraphs[0::2], "even": paragraphs[1::2]}
    return {
        name: document(f"{row.id}/{name}", "\n\n".join(part))
        for name, part in parts.items()
        if part
    }


def regroup(shelves: Sequence[Shelf]) -> list[Shelf]:
    """One book of all narratives, one of all halves."""
    return [*one_book("strikes", shelves), *one_book("halves", shelves)]


SUITE = Suite(
    name="strikes",
    about="air strikes of one day and place: told apart, and each put together",
    files=(FILE,),
    metrics=(
        Metric("strikes_apart", "ratio", ("strikes_b3_p",)),
        b3_metric("halves"),
        b3_metric("halves", "_singleton"),
    ),
    load=load,
    solve=solve,
    regroup=regroup,
)
