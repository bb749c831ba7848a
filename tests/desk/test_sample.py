"""A random sample of sentences in which nothing was read, judged by notes, with its interval."""

from __future__ import annotations

import pytest
from desk_visitor import Visitor, visitor_of
from hypothesis import given
from hypothesis import strategies as st

from tollbook.publish.passed_by import judgements, passed_by, sample, wilson


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (3, 50, 0.0206, 0.1622)],
)
def test_the_interval_is_wilsons(k: int, n: int, low: float, high: float) -> None:
    assert wilson(k, n) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 500), st.data())
def test_an_interval_holds_its_share(n: int, data: st.DataObject) -> None:
    k = data.draw(st.integers(0, n))
    low, high = wilson(k, n)
    assert 0 <= low <= k / n <= high <= 1


def test_no_sentence_of_a_claim_is_passed_by(reader_only: Visitor) -> None:
    view = reader_only.view
    population = passed_by(view, view.reports)
    assert len(population) > 20
    for one in population:
        for claim in view.claims_of_report.get(one.report, ()):
            assert not (one.start < claim.evidence.end and claim.evidence.start < one.end)
    drawn = sample(population, 10, 7)
    assert drawn == sample(population[::-1], 10, 7)
    assert drawn != sample(population, 10, 8)
    assert sample(population, 5, 7) == drawn[:5]


def test_judging_counts_and_can_be_taken_back(visitor: Visitor) -> None:
    queue = [w.subject for w in visitor.shelf.sight().queue]
    seen = []
    for at in range(3):
        page = visitor.page("/sample?seed=3&size=3")
        seen.append(page.select_one(".evidence").get_text())
        form = page.select('form[action="/decide/note"]')[0 if at == 0 else 1]
        fields = {i["name"]: i["value"] for i in form.select("input")}
        assert visitor.send("/decide/note", **fields).status_code == 303
    assert len(set(seen)) == 3
    page = visitor.page("/sample?seed=3&size=3")
    assert "1 of 3 judged" in page.select_one(".estimate").get_text()
    assert "between 6.1% and 79.2%" in page.select_one(".estimate").get_text()
    assert seen[0].split()[0] in page.select_one(".plain-list").get_text()
    assert [w.subject for w in visitor.shelf.sight().queue] == queue
    visitor.decide("undo", visitor.view.decisions[0].id)
    assert sum(judgements(visitor.view.standing).values()) == 0
    assert "0 of 2 judged" in visitor.page("/sample?seed=3&size=3").get_text()


def test_of_a_large_book_a_part_of_the_reports_stands_for_all(
    reader_only: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tollbook.desk.sight.LARGE", 0)
    monkeypatch.setattr("tollbook.desk.sight.DRAWN", 2)
    visitor = visitor_of(reader_only.shelf.folder)
    every = {report.id for report in reader_only.view.reports}
    drawn = [visitor.shelf.sight().population(seed) for seed in range(300)]
    assert {one.report for part in drawn for one in part.sentences} == {
        one.report for one in passed_by(reader_only.view, reader_only.view.reports)
    }
    for part in drawn:
        assert (part.looked_at, part.reports, part.whole) == (2, len(every), False)
        assert part.size == round(len(part.sentences) * len(every) / 2)
    said = visitor.page("/sample?seed=3").select_one(".estimate").get_text()
    assert f"(as 2 of {len(every)} reports, drawn by chance, have them)" in said
    visitor.shelf.close()
