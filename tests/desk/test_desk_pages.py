"""Pages of the desk, asked for and answered without a browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from desk_visitor import Visitor, claim_with

from tollbook.desk import desk as desk_module
from tollbook.desk.desk import address_of
from tollbook.desk.keys import KEYS
from tollbook.publish.queue import queue_of

TEMPLATES = sorted((Path(desk_module.__file__).parent / "templates").glob("*.html"))


def test_the_queue_shows_what_waits_in_its_order(reader_only: Visitor) -> None:
    page = reader_only.page("/")
    shown = [link["href"].split("/")[2].split("?")[0] for link in page.select(".wait-link")]
    assert shown == [w.subject for w in queue_of(reader_only.view)]
    assert len(shown) > 5


def test_a_filter_of_the_queue_leaves_what_it_says(reader_only: Visitor) -> None:
    page = reader_only.page("/?ask=denied")
    rows = page.select(".wait")
    assert rows
    assert all("denied by" in row.get_text() for row in rows)
    assert "asked: denied" in page.select_one(".sentence").get_text()
    assert reader_only.page("/?words=nothing+has+these").select(".wait") == []


def test_a_claim_stands_in_its_report_with_its_words_marked(reader_only: Visitor) -> None:
    for claim in reader_only.view.claims:
        page = reader_only.page(f"/claim/{claim.id}")
        report = reader_only.view.report_by_id[claim.report]
        marked = "".join(m.get_text() for m in page.select("#text .evidence"))
        assert marked == claim.evidence.quote.replace("\n", "")
        for piece in page.select("#text [data-at]"):
            at = int(piece["data-at"])
            words = piece.get_text()
            assert report.text[at : at + len(words)] == words


def test_the_beginning_of_an_id_is_enough_and_others_are_not_found(reader_only: Visitor) -> None:
    claim = reader_only.view.claims[0]
    assert reader_only.get(f"/claim/{claim.id[:12]}").status_code == 200
    assert reader_only.get("/claim/clm_ffffffffffffffff").status_code == 404
    assert reader_only.get(f"/claim/{claim.report}").status_code == 404


def test_accepting_from_the_queue_leads_to_the_next(visitor: Visitor) -> None:
    claim = claim_with(visitor.shelf.folder, "any protester had been killed")
    page = visitor.page(f"/claim/{claim}?queue=1")
    form = page.select_one('form[action="/decide/accept"]')
    then = form.select_one("[name=then]")["value"]
    assert then == page.select_one("a[rel=next]")["href"]
    answer = visitor.send("/decide/accept", follow=True, id=claim, then=then)
    assert answer.status_code == 200
    assert "accept" in answer.text
    assert visitor.view.decisions[-1].verb == "accept"
    assert visitor.view.decisions[-1].decided_by == "A. Recorder"
    assert claim not in [w.subject for w in queue_of(visitor.view)]


def test_undo_from_the_toast_brings_back_what_was(visitor: Visitor) -> None:
    claim = claim_with(visitor.shelf.folder, "Thirty-two people were killed")
    before = visitor.view.incident_of_claim[claim].toll("killed")
    made = visitor.decide("reject", claim, reason="a slip")
    page = visitor.page(f"/claim/{claim}?done={made.id}")
    toast = page.select_one("#toast")
    assert "killed: 25 to 32" in toast.get_text()
    fields = {i["name"]: i["value"] for i in toast.select("input")}
    assert visitor.send("/decide/undo", **fields).status_code == 303
    assert visitor.view.incident_of_claim[claim].toll("killed") == before


def test_each_field_can_be_corrected_by_its_own_form(visitor: Visitor) -> None:
    claim = claim_with(visitor.shelf.folder, "Twelve people were killed")
    new = {
        "count": "about 11",
        "harm": "injured",
        "scope": "unclear",
        "stance": "doubts",
        "stake": "own_losses",
        "status": "civilian",
        "modality": "fact",
        "role": "medic",
        "sex": "male",
        "age": "adult",
        "means": "live fire",
        "target": "a clinic",
        "cause": "crush",
        "attackers": "1",
        "date": "on Wednesday",
        "actor": "riot police",
        "place": "gn:98854",
    }
    page = visitor.page(f"/claim/{claim}")
    rows = {row["data-field"]: row for row in page.select("[data-field]")}
    assert rows.keys() == new.keys()
    for name, value in new.items():
        form = rows[name].select_one("form")
        fields = {i["name"]: i.get("value", "") for i in form.select("input[type=hidden]")}
        answer = visitor.send(form["action"], **fields, value=value, reason="the hospital's list")
        assert answer.status_code == 303, (name, answer.text)
    after = visitor.page(f"/claim/{claim}")
    for name in new:
        row = after.select_one(f'[data-field="{name}"]')
        assert "changed" in row["class"], name
        assert "A. Recorder" in row.get_text(), name
    count = after.select_one('[data-field="count"]').get_text()
    assert "about 11" in count
    assert "machine: 12" in count
    assert len(after.select(".history > li")) == len(new)


def test_words_that_are_no_value_come_back_with_what_was_typed(visitor: Visitor) -> None:
    claim = visitor.view.claims[0].id
    answer = visitor.send(
        "/decide/correct", id=claim, field="count", value="umpteen", reason="as the list says"
    )
    assert answer.status_code == 422
    assert "umpteen" in answer.text
    assert "as the list says" in answer.text
    assert visitor.view.decisions == ()


def test_a_missing_reason_is_asked_for(visitor: Visitor) -> None:
    claim = visitor.view.claims[0].id
    answer = visitor.send("/decide/reject", id=claim)
    assert answer.status_code == 422
    assert "reason" in answer.text
    assert visitor.view.decisions == ()


def test_a_name_of_several_places_is_never_chosen_unseen(visitor: Visitor) -> None:
    claim = visitor.view.claims[0].id
    answer = visitor.send("/decide/place", id=claim, value="Amara", reason="named")
    assert answer.status_code == 422
    assert "Which" in answer.text
    assert visitor.view.decisions == ()


def test_many_at_once_are_shown_first_and_undone_together(visitor: Visitor) -> None:
    ids = [c.id for c in visitor.view.claims[:3]]
    seen = visitor.send("/decide/reject", id=ids, preview="yes", then="/")
    assert seen.status_code == 200
    assert "Reject 3 records?" in seen.text
    assert visitor.view.decisions == ()
    made = visitor.decide("reject", ids, reason="a rumour")
    assert made.batch is not None
    assert len({d.batch for d in visitor.view.decisions}) == 1
    visitor.decide("undo", made.batch)
    assert all(not visitor.view.decisions_on(own) for own in ids)


def test_every_key_of_the_templates_is_in_the_table() -> None:
    known = {key.action for key in KEYS}
    used = set()
    for template in TEMPLATES:
        used |= set(re.findall(r"key\('(\w+)'\)", template.read_text("utf-8")))
    assert used <= known
    assert len({key.key for key in KEYS}) == len(KEYS)


def test_help_prints_the_table(reader_only: Visitor) -> None:
    text = reader_only.page("/help").get_text()
    for key in KEYS:
        assert key.words in text


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_a_script_or_style_inside(template: Path) -> None:
    text = template.read_text("utf-8")
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert "<style" not in text
    assert not re.search(r"\sstyle=|\son[a-z]+=|javascript:", text)
    assert "|safe" not in text
    assert "autoescape" not in text


def test_what_was_told_becomes_a_claim_with_its_source(visitor: Visitor) -> None:
    page = visitor.page("/told")
    form = page.select_one('form[action="/decide/add"]')
    fields = {i["name"]: i.get("value", "") for i in form.select("input[type=hidden]")}
    fields |= {"harm": "killed", "count": "2", "place": "gn:98854", "day": "2019-11-28"}
    fields |= {"typed": "Two boys fell by the bridge.", "told_by": "a baker"}
    assert visitor.send("/decide/add", **fields, reason="told to me").status_code == 303
    added = visitor.view.claims[-1]
    assert added.evidence.quote == "Two boys fell by the bridge."
    assert "a baker" in [added.said_by[-1].speaker, visitor.view.reports[-1].source]
    assert "A. Recorder" in added.reader
    assert added.id in str(visitor.page("/told"))
    assert visitor.page(f"/claim/{added.id}").select_one(".evidence") is not None


def test_what_was_told_of_an_incident_goes_with_it(visitor: Visitor) -> None:
    claim = claim_with(visitor.shelf.folder, "Twelve people were killed")
    incident = visitor.view.incident_of_claim[claim].id
    form = visitor.page(f"/told?about={incident}").select_one('form[action="/decide/add"]')
    fields = {i["name"]: i.get("value", "") for i in form.select("input[type=hidden]")}
    assert fields["id"] == incident
    fields |= {"harm": "killed", "count": "13", "typed": "Thirteen.", "told_by": "a baker"}
    assert visitor.send("/decide/add", **fields, reason="told to me").status_code == 303
    assert visitor.view.incident_of_claim[visitor.view.claims[-1].id].id == incident


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"typed": "Two fell."}, "who told"),
        ({"typed": "", "told_by": "a baker"}, "rests on words"),
        ({"typed": "Two fell.", "told_by": "a baker", "count": "umpteen"}, "no count"),
        ({"typed": "Two fell.", "told_by": "a baker", "place": "Nowhere Xyz"}, "no place named"),
        ({"typed": "Two fell.", "told_by": "a baker", "day": "soon"}, "no day"),
    ],
)
def test_a_note_that_lacks_something_comes_back(visitor: Visitor, fields: dict, says: str) -> None:
    answer = visitor.send(
        "/decide/add", id="book", reason="told", **{"harm": "killed", "count": "2", **fields}
    )
    assert answer.status_code == 422
    assert says in answer.text
    assert visitor.view.decisions == ()


def test_places_are_offered_by_a_name_as_it_is_typed(reader_only: Visitor) -> None:
    page = reader_only.page("/find/places?value=Nasiriyah")
    assert page.select_one("[data-take]")["data-take"] == "gn:98854"
    assert "no “Xyzzyx”" in reader_only.page("/find/places?place=Xyzzyx").get_text()
    assert reader_only.page("/find/places?value=Na").get_text().strip() == ""


def test_words_that_were_set_aside_are_marked_with_the_reason(reader_only: Visitor) -> None:
    marked = 0
    for report in reader_only.view.reports:
        for mark in reader_only.page(f"/report/{report.id}").select("#text .set-aside"):
            marked += 1
            assert mark["title"]
    asides = [a for a in reader_only.view.set_asides if " at " in a.where]
    assert marked >= len(asides) > 3


def test_a_decision_is_found_in_the_log_by_its_address(visitor: Visitor) -> None:
    claim = visitor.view.claims[0].id
    made = visitor.decide("note", claim, reason="the first")
    visitor.decide("note", claim, reason="the second")
    page = visitor.page(address_of(made.id).partition("#")[0])
    assert [li["id"] for li in page.select(".log > li")] == [made.id]
