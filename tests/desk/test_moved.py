"""Whoever corrects a claim sees which incident it stands in now."""

from __future__ import annotations

from desk_visitor import Visitor

from tollbook.publish.summary import incident_heading


def test_a_corrected_day_tells_which_incident_the_claim_moved_to(visitor: Visitor) -> None:
    view = visitor.view
    largest = max(view.incidents, key=lambda i: len({view.claim_by_id[c].report for c in i.claims}))
    claim = max(
        largest.claims, key=lambda c: view.report_by_id[view.claim_by_id[c].report].sequence
    )
    form = {"id": claim, "value": "2019-10-02", "reason": "read again"}
    answer = visitor.send("/decide/date", then=f"/claim/{claim}", **form)
    now = visitor.view.incident_of_claim.get(claim)
    assert now is None or now.id != largest.id
    toast = visitor.page(answer.headers["location"]).select_one("#toast").get_text()
    if now is None:
        assert "the claim is in no incident now" in toast
    else:
        assert f"the claim is now in the incident {incident_heading(now)}" in toast


def test_a_decision_that_moves_nothing_says_nothing_of_it(visitor: Visitor) -> None:
    claim = next(c for c in visitor.view.claims if c.id in visitor.view.incident_of_claim)
    answer = visitor.send("/decide/accept", id=claim.id, then=f"/claim/{claim.id}")
    assert "the claim is" not in visitor.page(answer.headers["location"]).select_one("#toast").text
