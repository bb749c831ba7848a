"""Second coding at the desk: coders blind to each other, and one decision where they differ."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from desk_visitor import Visitor, visitor_of

from tollbook.publish.adjudication import items_of, outcomes_of, steps_of
from tollbook.publish.coding_sheet import CODED, drawn
from tollbook.record import Claim, Count, in_force
from tollbook.record.coding import Coded

YES = ("yes", "killed", "incident", 3, 3, 3)
AT = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)  # a Monday: week 19


def code(visitor: Visitor, item: str, **answers: tuple) -> None:
    coded = [
        Coded(0, item, name, AT, **dict(zip(CODED, values, strict=True)))
        for name, values in answers.items()
    ]
    visitor.shelf.book.ledger.codings.add(coded)


def first_claim(visitor: Visitor) -> Claim:
    return next(c for c in visitor.view.claims if c.harm == "killed" and c.scope == "incident")


def fields_of(page: BeautifulSoup, item: str) -> dict[str, str]:
    form = next(f for f in page.select('form[action="/adjudicate"]') if item in str(f))
    return {i["name"]: i["value"] for i in form.select('input[type="hidden"]')}


def letter_of(visitor: Visitor, item: str, coder: str) -> str:
    found = items_of(visitor.view, visitor.shelf.book.ledger.codings.standing())
    (one,) = [i for i in found if i.claim == item]
    return next(side.letter for side in one.sides if side.coder == coder)


# --- coding


def test_a_coder_goes_through_the_sample_and_sees_no_answers(visitor: Visitor) -> None:
    every = drawn(visitor.view, 3, 7)
    code(visitor, every[0].id, Zed=("no", None, None, 77, 77, 77))
    for n in range(3):
        page = visitor.page("/coding?seed=7&size=3")
        assert f"{n} of 3 coded by you" in page.get_text()
        form = page.select_one('form[action="/coding"]')
        item = form.select_one('[name="item"]')["value"]
        claim = visitor.view.claim_by_id[item]
        assert page.select_one("mark.evidence").get_text() == claim.evidence.quote
        assert "Zed" not in page.get_text()
        assert "77" not in {i.get("value") for i in form.select("input")}
        assert not form.select("[selected], [checked]")
        assert item not in str(page.select_one("main").find_all("a"))  # no way to what was read
        answer = visitor.send("/coding", item=item, told="yes", harm="killed", low="1,203", seed=7)
        assert answer.status_code == 303
        assert answer.headers["location"] == "/coding?seed=7"
    assert "You have coded all" in visitor.page("/coding?seed=7&size=3").get_text()
    own = [c for c in visitor.shelf.book.ledger.codings.standing() if c.coder == "A. Recorder"]
    assert [c.item for c in own] == [c.id for c in every]
    assert {(c.told, c.harm, c.low, c.high) for c in own} == {("yes", "killed", 1203, None)}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"told": ""}, "choose an answer"),
        ({"told": "perhaps"}, "choose an answer"),
        ({"told": "yes"}, "harm is told is missing"),
        ({"told": "yes", "harm": "murdered"}, "harm has a value"),
        ({"told": "yes", "harm": "killed", "low": "three"}, "whole number"),
        ({"told": "yes", "harm": "killed", "low": "5", "best": "3"}, "no more than the best"),
        ({"told": "yes", "harm": "killed", "scope": "x" * 500}, "too long"),
        ({"told": "no", "item": "clm_none"}, "no such claim"),
        ({"told": "no", "csrf": "another"}, "earlier session"),
    ],
)
def test_an_answer_that_no_coder_can_mean_is_not_kept(
    visitor: Visitor, fields: dict[str, str], words: str
) -> None:
    answer = visitor.send("/coding", **{"item": visitor.view.claims[0].id, **fields})
    assert answer.status_code in (400, 403)
    assert words in answer.text
    assert visitor.shelf.book.ledger.codings.every() == []


def test_after_a_no_the_rest_counts_for_nothing(visitor: Visitor) -> None:
    item = visitor.view.claims[0].id
    visitor.send("/coding", item=item, told="no", harm="killed", low="3")
    visitor.send("/coding", item=item, told="unclear", harm="killed", low="3")
    first, second = visitor.shelf.book.ledger.codings.every()
    assert (first.told, first.harm, first.low) == ("no", None, None)
    assert (second.told, second.harm, second.low) == (None, None, None)


# --- adjudication


def test_where_coders_differ_is_shown_side_by_side_without_names(visitor: Visitor) -> None:
    claims = drawn(visitor.view, 3, 1)
    code(visitor, claims[0].id, Ada=YES, Bo=("yes", "injured", "incident", 3, 3, 3))
    code(visitor, claims[1].id, Ada=YES, Bo=YES)
    code(visitor, claims[2].id, Ada=YES)
    page = visitor.page("/adjudicate")
    assert "2 claims coded twice: 1 agree, 1 to decide, 0 decided" in page.get_text()
    (sheet,) = page.select("article")
    assert [r.select_one("th").contents[0].strip() for r in sheet.select("tr.differs")] == ["harm"]
    assert {td.get_text(strip=True) for td in sheet.select("tr.differs td")} == {
        "killed",
        "injured",
    }
    assert "Ada" not in sheet.get_text()
    assert "Bo" not in sheet.get_text().replace("Both", "")
    assert not sheet.select("[checked]")


def test_a_letter_stands_for_another_person_with_each_claim(visitor: Visitor) -> None:
    for claim in visitor.view.claims:
        code(visitor, claim.id, Ada=YES, Bo=("no", *[None] * 5))
    letters = {letter_of(visitor, claim.id, "Ada") for claim in visitor.view.claims}
    assert letters == {"A", "B"}


def test_the_answers_that_are_chosen_become_decisions_and_names_are_shown(
    visitor: Visitor,
) -> None:
    claim = first_claim(visitor)
    code(visitor, claim.id, Ada=("yes", "injured", "incident", 40, None, None), Bo=YES)
    fields = fields_of(visitor.page("/adjudicate"), claim.id)
    letter = letter_of(visitor, claim.id, "Ada")
    answer = visitor.send("/adjudicate", **fields, choice=letter, reason="as the words say")
    assert answer.status_code == 303
    made = visitor.view.decisions
    assert [d.verb for d in made] == ["correct", "correct", "accept", "note"]
    assert len({d.batch for d in made}) == 1
    assert {d.subject for d in made} == {claim.id}
    now = visitor.view.claim_by_id[claim.id]
    assert (now.harm, now.count.low, now.count.best, now.count.high) == ("injured", 40, None, None)
    page = visitor.page(answer.headers["location"])
    assert "correct, accept, note" in page.select_one("#toast").get_text()
    assert "0 to decide, 1 decided" in page.get_text()
    decided = page.select_one('section[aria-label="Decided"]').get_text()
    assert "Ada: told yes, harm injured, scope incident, low 40" in " ".join(decided.split())
    assert "A. Recorder" in decided
    again = visitor.send("/adjudicate", **fields, choice=letter, reason="once more")
    assert again.status_code == 400
    assert "somebody has decided on it" in again.text
    assert len(visitor.view.decisions) == 4
    visitor.decide("undo", made[0].batch)
    assert visitor.view.claim_by_id[claim.id] == claim
    assert "1 to decide, 0 decided" in visitor.page("/adjudicate").get_text()


def test_other_answers_may_hold(visitor: Visitor) -> None:
    claim = first_claim(visitor)
    code(visitor, claim.id, Ada=("yes", "injured", None, 4, 4, 4), Bo=YES)
    fields = fields_of(visitor.page("/adjudicate"), claim.id)
    for more, words in (
        ({}, "whose answers hold"),
        ({"choice": "C"}, "whose answers hold"),
        ({"choice": "other", "told": "yes", "harm": "killed", "low": "x"}, "whole number"),
    ):
        answer = visitor.send("/adjudicate", **fields, reason="r", **more)
        assert answer.status_code == 400
        assert words in answer.text
    assert visitor.view.decisions == ()
    visitor.send("/adjudicate", **fields, choice="other", told="no", reason="a film")
    assert [d.verb for d in visitor.view.decisions] == ["reject", "note"]
    (outcome,) = outcomes_of(visitor.view.standing).values()
    assert (outcome.letter, outcome.said, {*outcome.codings}) == (None, "told no", {1, 2})


def test_who_coded_it_does_not_decide_on_it(visitor: Visitor) -> None:
    claim = first_claim(visitor)
    code(visitor, claim.id, **{"A. Recorder": YES}, Bo=("no", *[None] * 5))
    page = visitor.page("/adjudicate")
    assert "1 claim of these you coded yourself" in page.get_text()
    assert page.select("article") == []
    answer = visitor.send("/adjudicate", item=claim.id, codings="1,2", choice="A", reason="mine")
    assert answer.status_code == 400
    assert "you coded this yourself" in answer.text
    assert visitor.view.decisions == ()


def test_what_was_coded_anew_or_by_one_only_is_not_decided(visitor: Visitor) -> None:
    claim, other = visitor.view.claims[:2]
    code(visitor, claim.id, Ada=YES, Bo=("no", *[None] * 5))
    code(visitor, other.id, Ada=YES)
    fields = fields_of(visitor.page("/adjudicate"), claim.id)
    code(visitor, claim.id, Bo=("yes", "injured", None, None, None, None))
    answer = visitor.send("/adjudicate", **fields, choice="A", reason="r")
    assert (answer.status_code, "coded anew" in answer.text) == (400, True)
    answer = visitor.send("/adjudicate", **(fields | {"item": other.id}), choice="A", reason="r")
    assert answer.status_code == 404
    answer = visitor.send("/adjudicate", **(fields | {"csrf": "x"}), choice="A", reason="r")
    assert answer.status_code == 403
    assert visitor.view.decisions == ()


def test_what_somebody_else_decided_on_the_claim_meanwhile_is_told(visitor: Visitor) -> None:
    claim = first_claim(visitor)
    code(visitor, claim.id, Ada=YES, Bo=("no", *[None] * 5))
    fields = fields_of(visitor.page("/adjudicate"), claim.id)
    other = visitor_of(visitor.shelf.folder, "Cy")
    other.decide("accept", claim.id)
    other.shelf.close()
    answer = visitor.send("/adjudicate", **fields, choice="A", reason="r")
    assert answer.status_code == 409
    assert len(visitor.view.decisions) == 1
    fields = fields_of(visitor.page("/adjudicate"), claim.id)  # now it has been seen
    assert visitor.send("/adjudicate", **fields, choice="A", reason="r").status_code == 303


def test_agreement_between_people_and_with_the_machine_stands_there(visitor: Visitor) -> None:
    for n, claim in enumerate(visitor.view.claims[:12]):
        harm = ("killed", "injured")[n % 2]
        code(
            visitor,
            claim.id,
            Ada=("yes", harm, "incident", n, n, n),
            Bo=("yes", harm if n else "missing", "incident", n, n, n),
        )
    page = visitor.page("/adjudicate")
    table = page.select_one('section[aria-label="Agreement"] table')
    assert [th.get_text() for th in table.select("thead th")] == [
        "Field",
        "People",
        "Ada and machine",
        "Bo and machine",
    ]
    rows = {r.select_one("th").get_text(): r.select("td") for r in table.select("tbody tr")}
    assert rows["harm"][0].get_text().endswith("11 of 12 the same")
    assert rows["harm"][0].get_text().startswith("0.8")
    assert "[" in rows["harm"][0].get_text()
    assert rows["low"][0].get_text().startswith("1.00")
    assert "no alpha" in rows["told"][0].get_text()


def test_progress_counts_what_was_coded(visitor: Visitor) -> None:
    code(visitor, visitor.view.claims[0].id, Ada=YES, Bo=YES)
    code(visitor, visitor.view.claims[0].id, Ada=YES)
    code(visitor, visitor.view.claims[1].id, Ada=YES)
    rows = [
        [td.get_text() for td in row.select("td")][:6]
        for row in visitor.page("/progress").select("tbody tr")
    ]
    assert rows == [["2026-W19", "Ada", "0", "0", "0", "2"], ["2026-W19", "Bo", "0", "0", "0", "1"]]


# --- an outcome as decisions


@pytest.mark.parametrize(
    ("values", "verbs", "count"),
    [
        (("no", None, None, None, None, None), ["reject"], None),
        ((None, None, None, None, None, None), ["unsure"], None),
        (("yes", None, None, None, None, None), ["accept"], None),
        (("yes", None, None, 7, 7, 7), ["correct", "accept"], Count.exact(7)),
        (("yes", None, None, 7, None, None), ["correct", "accept"], Count.at_least(7)),
        (("yes", None, None, None, None, 7), ["correct", "accept"], Count.at_most(7)),
        (("yes", None, None, None, 7, None), ["correct", "accept"], Count.about(7)),
        (("yes", None, None, 5, None, 7), ["correct", "accept"], Count.between(5, 7)),
        (("yes", None, "cumulative", None, None, None), ["scope", "accept"], None),
        (("yes", "injured", None, None, None, None), ["correct", "accept"], None),
    ],
)
def test_an_outcome_as_decisions(
    reader_only: Visitor, values: tuple, verbs: list[str], count: Count | None
) -> None:
    claim = first_claim(reader_only)
    steps = steps_of(claim, dict(zip(CODED, values, strict=True)), "B", (4, 9))
    assert [verb for verb, _, _ in steps] == [*verbs, "note"]
    if count is not None:
        payload = steps[0][2]
        assert payload is not None
        assert payload.value == count
    assert steps[-1][2].text.startswith("second coding 4,9: B; ")


def test_a_note_of_other_words_is_no_outcome(visitor: Visitor) -> None:
    claim = first_claim(visitor)
    visitor.decide("note", claim.id, typed="second coding was hard", reason="")
    assert outcomes_of(in_force(visitor.view.decisions)) == {}
