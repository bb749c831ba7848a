"""An incident's page: its chart, and the decisions that are taken there."""

from __future__ import annotations

import pytest
from desk_visitor import Visitor, claim_with

from tollbook.desk import balances_page
from tollbook.desk.beside import near, tied
from tollbook.desk.chart import charts, named_by_title
from tollbook.record.text import squeeze


@pytest.fixture
def bridge(visitor: Visitor) -> str:
    """The shooting at the bridge."""
    return incident_of(visitor, "Thirty-two people were killed")


def incident_of(visitor: Visitor, words: str) -> str:
    return visitor.view.incident_of_claim[claim_with(visitor.shelf.folder, words)].id


def test_every_figure_of_every_toll_is_a_line_with_its_reason(reader_only: Visitor) -> None:
    view = reader_only.view
    for incident in view.incidents:
        page = reader_only.page(f"/incident/{incident.id}")
        shown = [a["href"].split("/")[2] for a in page.select(".line-who")]
        assert sorted(shown) == sorted(f.claim for t in incident.tolls for f in t.figures)
        assert len(page.select(".card")) == len(incident.perpetrators)
        for toll in incident.tolls:
            assert toll.in_words() in page.select_one(".tolls").get_text()


def test_a_line_under_another_source_says_whose_figure_it_is(reader_only: Visitor) -> None:
    """Who is not proven to be another than the minister is listed under him, and is not he."""
    view = reader_only.view
    told = 0
    for incident in view.incidents:
        page = reader_only.page(f"/incident/{incident.id}")
        said = {a["href"].split("/")[2]: a.get_text() for a in page.select(".lineage .line-who")}
        for chart in charts(view, incident):
            for lineage in chart.lineages:
                for line in lineage.lines:
                    own = line.who.lower() == lineage.name.lower()
                    assert own or line.who in said[line.claim]
                    told += not own
    assert told


def test_bars_lie_on_the_scale_in_the_order_of_their_numbers(reader_only: Visitor) -> None:
    view = reader_only.view
    for incident in view.incidents:
        for chart in charts(view, incident):
            lines = [line for lineage in chart.lineages for line in lineage.lines]
            placed = []
            for line in lines:
                if line.bar is None:
                    continue
                assert 0 <= line.bar.left <= line.bar.left + line.bar.width <= 100.01
                if line.bar.dot is not None:
                    placed.append((view.claim_by_id[line.claim].count.nearest, line.bar.dot))
            assert [dot for _, dot in sorted(placed)] == sorted(dot for _, dot in placed)
            least, best, most = chart.band
            assert least is None or best is None or most is None or least <= best <= most


def test_other_policies_are_shown_over_the_same_claims(visitor: Visitor, bridge: str) -> None:
    page = visitor.page(f"/incident/{bridge}?compare=1")
    rows = {tr.th.get_text(): tr.td.get_text() for tr in page.select("#compare tbody tr")}
    assert rows["default (the book's)"] == "killed 25 to 32, best 32; injured about 230"
    assert "ibc-like" in rows
    assert len(rows) == 5


def test_split_and_merge_and_back(visitor: Visitor, bridge: str) -> None:
    leaving = claim_with(visitor.shelf.folder, "Thirty-two people were killed")
    before = visitor.view.incidents
    visitor.decide("split", bridge, other=[leaving], reason="another bridge")
    apart = visitor.view.incident_of_claim[leaving].id
    assert apart != bridge
    assert apart in {n.id for n in near(visitor.view, visitor.view.incident_by_id[bridge])}
    visitor.decide("merge", bridge, other=[apart], reason="the same bridge after all")
    assert visitor.view.incident_of_claim[leaving].id == bridge
    assert not [a for a in visitor.view.set_asides if "contradict" in a.what]
    visitor.decide("undo", visitor.view.decisions[-1].id)
    assert visitor.view.incident_of_claim[leaving].id == apart  # the split holds again
    visitor.decide("undo", visitor.view.decisions[0].id)
    assert visitor.view.incidents == before
    assert bridge in visitor.page(f"/incident/{apart}").select_one(".id").get_text()


def test_merge_leads_from_the_old_address_to_the_new_one(visitor: Visitor, bridge: str) -> None:
    other = incident_of(visitor, "Twelve people were killed")
    before = visitor.view.incidents
    visitor.decide("merge", bridge, other=[other, ""], reason="the same event after all")
    merged = visitor.view.incident_now(other)
    assert merged is not None
    assert merged == visitor.view.incident_now(bridge)
    gone = other if merged.id == bridge else bridge
    assert "was merged into this incident" in visitor.page(f"/incident/{gone}").get_text()
    visitor.decide("undo", visitor.view.decisions[-1].id)
    assert visitor.view.incidents == before


def test_a_claim_is_moved_to_another_incident_and_back_by_one_undo(
    visitor: Visitor, bridge: str
) -> None:
    claim = claim_with(visitor.shelf.folder, "Thirty-two people were killed")
    other = incident_of(visitor, "Twelve people were killed")
    before = visitor.view.incidents
    sent = visitor.send(
        "/decide/move", follow=True, id=claim, other=["", other], reason="another town"
    )
    assert sent.status_code == 200
    assert "move" in sent.text
    now = visitor.view.incident_of_claim
    assert now[claim] == visitor.view.incident_now(other)
    assert now[claim_with(visitor.shelf.folder, "killing at least 25 people")].id == bridge
    split, same = visitor.view.decisions
    assert (split.verb, same.verb, split.batch) == ("split", "same", same.batch)
    visitor.decide("undo", same.batch)
    assert visitor.view.incidents == before


def test_only_claims_are_moved(visitor: Visitor, bridge: str) -> None:
    answer = visitor.send("/decide/move", id=bridge, other=bridge[:8], reason="why")
    assert answer.status_code == 422
    assert visitor.view.decisions == ()


def test_pairs_are_parted_and_tied(visitor: Visitor, bridge: str) -> None:
    pair = tied(visitor.view, visitor.view.incident_by_id[bridge])[0]
    page = visitor.page(f"/incident/{bridge}")
    form = page.select_one('form[action="/decide/different"]')
    fields = {i["name"]: i.get("value", "") for i in form.select("input[type=hidden]")}
    assert (fields["id"], fields["other"]) == (pair.claim, pair.other)
    assert visitor.send("/decide/different", **fields, reason="another day").status_code == 303
    now = visitor.view.incident_of_claim
    assert now[pair.claim].id != now[pair.other].id


def test_incidents_near_it_are_told_apart_or_merged_there(visitor: Visitor) -> None:
    incident = incident_of(visitor, "killed at least 20 people")
    apart = claim_with(visitor.shelf.folder, "wounded more than 100")
    visitor.decide("split", incident, other=[apart], reason="another square")
    other = visitor.view.incident_of_claim[apart].id
    page = visitor.page(f"/incident/{incident}")
    forms = page.select(".near form")
    assert {f["action"] for f in forms} == {"/decide/merge", "/decide/different"}
    different = page.select_one('.near form[action="/decide/different"]')
    fields = {i["name"]: i.get("value", "") for i in different.select("input[type=hidden]")}
    assert (fields["id"], fields["other"]) == (incident, other)
    assert visitor.send("/decide/different", **fields, reason="two squares").status_code == 303


def test_a_figure_by_hand_stands_beside_the_policys(visitor: Visitor, bridge: str) -> None:
    visitor.decide("toll", bridge, harm="killed", min="30", max="33", reason="names counted")
    text = visitor.page(f"/incident/{bridge}").get_text(" ")
    assert "30 to 33" in text
    assert "names counted" in text
    assert "the policy gives 25 to 32" in text


def test_who_died_of_wounds_moves_on(visitor: Visitor, bridge: str) -> None:
    visitor.decide("transition", bridge, harm="injured", to="killed", number="2", day="2019-12-03")
    tolls = visitor.view.incident_by_id[bridge].tolls
    assert {t.harm: t.max for t in tolls} == {"killed": 34, "injured": 228}


@pytest.mark.parametrize(
    ("act", "fields"),
    [
        ("toll", {"harm": "killed", "min": "9", "max": "3"}),
        ("toll", {"harm": "attacked", "min": "9"}),
        ("toll", {"harm": "killed", "min": "-1"}),
        ("toll", {"harm": "killed", "min": "9" * 30}),
        ("merge", {"other": ""}),
        ("merge", {"other": "inc_0000000000000000"}),
        ("split", {"other": ["clm_0000000000000000"]}),
        ("date", {"value": "soon"}),
        ("place", {"value": "", "lat": "91", "lon": "0"}),
        ("place", {"value": "", "lat": "x", "lon": "0"}),
        ("actor", {"value": " "}),
        ("transition", {"harm": "killed", "to": "killed", "number": "1"}),
        ("same", {"other": "rep_0"}),
        ("accept", {}),
    ],
)
def test_what_does_not_fit_writes_nothing(
    visitor: Visitor, bridge: str, act: str, fields: dict
) -> None:
    answer = visitor.send(f"/decide/{act}", id=bridge, reason="why", **fields)
    assert answer.status_code == 422, answer.text
    assert "Not saved yet" in answer.text
    assert visitor.view.decisions == ()


def test_declaring_a_source_shows_what_it_changes(visitor: Visitor, bridge: str) -> None:
    answer = visitor.send(
        "/decide/source",
        follow=True,
        id="book",
        name="the High Commission for Human Rights",
        kind="ngo",
        parent="the Ministry of Health",
        reason="one office",
        then="/sources",
    )
    assert answer.status_code == 200
    assert "killed: 25 to 32" in answer.text  # the toast: before and after
    page = visitor.page("/sources?name=the+High+Commission+for+Human+Rights")
    assert page.select_one("[name=kind][checked]")["value"] == "ngo"
    assert page.select_one("[name=parent]")["value"] == "the Ministry of Health"


def test_the_log_has_every_decision_and_undoes_any(visitor: Visitor, bridge: str) -> None:
    first = visitor.decide("note", bridge, reason="a first note")
    visitor.decide("note", bridge, reason="a second note")
    page = visitor.page("/log")
    assert [li["id"] for li in page.select(".log > li")] == [
        d.id for d in reversed(visitor.view.decisions)
    ]
    form = page.select_one(f"#{first.id} form")
    fields = {i["name"]: i.get("value", "") for i in form.select("input[type=hidden]")}
    assert visitor.send("/decide/undo", **fields, reason="a slip").status_code == 303
    assert "taken back" in visitor.page("/log?words=first").get_text()
    assert visitor.page("/log?verb=accept").select(".log > li") == []


def test_the_balance_sheet_has_every_account(reader_only: Visitor) -> None:
    page = reader_only.page("/balances")
    shown = [a["href"].split("/")[2] for a in page.select(".total h3 a")]
    assert sorted(shown) == sorted(a.id for a in reader_only.view.accounts)
    assert len(page.select("figure.balance svg")) >= 1
    only = reader_only.page("/balances?harm=injured")
    assert 0 < len(only.select(".total")) < len(shown)


def test_the_balance_sheet_in_pages_holds_each_account_once_with_its_arithmetic(
    reader_only: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = reader_only.page("/balances?harm=killed")
    totals = [str(total) for total in whole.select(".total")]
    assert len(totals) >= 3
    assert not whole.select(".pages a")
    monkeypatch.setattr(balances_page, "ROWS", 2)
    seen, there, back = [], "/balances?harm=killed", ""
    while there:
        page = reader_only.page(there)
        assert page.select_one(".sentence").get_text() == whole.select_one(".sentence").get_text()
        assert str(page.select_one(".verdicts")) == str(whole.select_one(".verdicts"))
        assert bool(page.select("figure.balance")) == (there == "/balances?harm=killed")
        shown = [str(total) for total in page.select(".total")]
        assert 0 < len(shown) <= 2
        if back:
            before = reader_only.page(page.select_one("[rel=prev]")["href"])
            assert [str(total) for total in before.select(".total")] == seen[-2:]
        seen += shown
        following = page.select_one("[rel=next]")
        back, there = there, following["href"] if following else ""
    assert seen == totals
    first = reader_only.page("/balances?harm=killed&after=acc_0000000000000000")
    assert [str(total) for total in first.select(".total")] == totals[:2]


def test_a_report_without_an_outlet_is_named_by_its_title_in_the_chart(
    reader_only: Visitor,
) -> None:
    view = reader_only.view
    titled = next(r for r in view.reports if r.title)
    words = f"an early count, 2019-10-02: 9 was given later (police, in report {titled.id}, 2019)"
    told = f'(police, in "{squeeze(titled.title)}", 2019)'
    assert named_by_title(view, words).endswith(told)
    unknown = "the word of report rep_0123456789abcdef itself"
    assert named_by_title(view, unknown) == unknown


@pytest.mark.parametrize("kind", ["account", "report", "incident", "claim"])
def test_every_record_has_a_page(reader_only: Visitor, kind: str) -> None:
    for record in getattr(reader_only.view, f"{kind}s"):
        page = reader_only.page(f"/{kind}/{record.id}")
        assert page.h1 or page.h2
