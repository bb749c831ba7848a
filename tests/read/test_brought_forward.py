"""Opening entries: rows of a recorder's own table as claims with words to point to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tollbook import tally
from tollbook.read.brought_forward import BroughtForward
from tollbook.record import EMPTY_LEXICON, Report
from tollbook.record.ged import GedRow
from tollbook.record.ids import digest_of
from tollbook.record.opening import RULE, opening_row, opening_text
from tollbook.resolve.brought_forward import brought_forward

ROW = GedRow(
    id=7, type_of_violence=3, side_a="A Band", side_b="Civilians", where_prec=1,
    where_coordinates="Example Town", where_description="two\nlines", latitude=31.5,
    longitude=46.25, country_id=645, event_clarity=1, date_prec=1, date_start=date(2019, 10, 5),
    date_end=date(2019, 10, 5), deaths_a=0, deaths_b=0, deaths_civilians=3, deaths_unknown=1,
    low=3, best=4, high=9, gwnoa=(),
)  # fmt: skip


def report(row: GedRow, name: str = "7", recorder: str = "Our Office") -> Report:
    title, text = opening_text(recorder, name, row)
    own = digest_of(recorder, name)
    return Report(f"rep_{own[:16]}", own, title, text, "en", recorder, None, None, 1)


def test_the_text_holds_the_row() -> None:
    found = opening_row(report(ROW).text)
    assert found is not None
    assert found.row == replace(ROW, where_description="two lines")
    assert all(span.holds_in(report(ROW).text) for span in found.lines.values())


def test_a_claim_quotes_the_lines_and_says_where_it_is_from() -> None:
    made = report(ROW)
    (claim,) = BroughtForward().read(made, EMPTY_LEXICON).claims
    assert claim.evidence.quote == "best: 4"
    assert (claim.rule, claim.said_by[-1].speaker) == (RULE, "Our Office")
    assert (claim.count.low, claim.count.best, claim.count.high) == (3, 4, 9)
    assert [(g.status, g.count.best) for g in claim.victims if g.count] == [
        ("civilian", 3), ("unknown", 1),
    ]  # fmt: skip
    spans = [claim.evidence, *claim.places, *claim.times, *(g.span for g in claim.victims)]
    assert all(span is not None and span.holds_in(made.text) for span in spans)


def test_figures_out_of_order_bring_the_best_forward_and_say_so() -> None:
    reading = BroughtForward().read(report(replace(ROW, high=1)), EMPTY_LEXICON)
    assert reading.claims[0].count.is_exact
    assert "out of order (3, 4, 1)" in reading.set_aside[0].why


@pytest.mark.parametrize("text", ["", "A page about best: practices", "best: many\n\nlow: 1"])
def test_what_is_no_row(text: str) -> None:
    other = replace(report(ROW), text=text or "x")
    reading = BroughtForward().read(other, EMPTY_LEXICON)
    assert reading.claims == ()
    assert reading.set_aside


def test_rows_of_one_recorder_stay_apart_and_those_of_two_may_be_one_incident() -> None:
    reports = [report(ROW), report(ROW, "8"), report(ROW, "1", "Another Office")]
    reports = [replace(r, sequence=n) for n, r in enumerate(reports, start=1)]
    claims = [c for r in reports for c in BroughtForward().read(r, EMPTY_LEXICON).claims]
    by_id = {r.id: r for r in reports}
    found = [r for c in claims for r in brought_forward(by_id[c.report], [c])]
    tallied = tally.tally(
        reports, claims, (), found, copies={}, issued={}, policy=tally.load_policy("default")
    )
    assert sorted(len(i.claims) for i in tallied.incidents) == [1, 2]
    together = next(i for i in tallied.incidents if len(i.claims) == 2)
    assert {by_id[c.report].source for c in claims if c.id in together.claims} == {
        "Our Office", "Another Office",
    }  # fmt: skip
