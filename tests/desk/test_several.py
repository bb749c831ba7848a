"""Two people at desks over one book: the second sees what the first decided, and is asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from desk_visitor import Visitor, visitor_of

from tollbook.record.vocabulary import VERBS


@pytest.fixture
def other(book: Path):
    made = visitor_of(book, "B. Reviewer")
    yield made
    made.shelf.close()


def form_on(page: BeautifulSoup, act: str) -> dict[str, str]:
    """What a form of a page holds, as a browser would send it."""
    form = page.find("form", action=f"/decide/{act}")
    assert form is not None
    return {field["name"]: field.get("value", "") for field in form.find_all("input")}


def test_the_second_sees_the_first_decision_and_is_asked(visitor: Visitor, other: Visitor) -> None:
    claim = visitor.view.claims[0].id
    seen_by_both = other.page(f"/claim/{claim}")
    visitor.decide("reject", claim, reason="a rumour, says the hospital")
    answer = other.send("/decide/accept", **form_on(seen_by_both, "accept"))
    assert answer.status_code == 409
    text = BeautifulSoup(answer.text, "html.parser").get_text(" ")
    assert "somebody else decided on this record" in text
    assert "reject, by A. Recorder" in " ".join(text.split())
    assert "a rumour, says the hospital" in text
    assert len(other.view.decisions) == 1
    again = form_on(BeautifulSoup(answer.text, "html.parser"), "accept")
    assert other.send("/decide/accept", **again).status_code == 303
    assert [d.verb for d in other.view.decisions] == ["reject", "accept"]


def test_a_form_with_another_fault_still_asks(visitor: Visitor, other: Visitor) -> None:
    claim = visitor.view.claims[0].id
    form = form_on(other.page(f"/claim/{claim}"), "reject")
    visitor.decide("accept", claim)
    answer = other.send("/decide/scope", **{**form, "value": "sideways", "reason": "x"})
    assert answer.status_code == 422
    mended = form_on(BeautifulSoup(answer.text, "html.parser"), "scope")
    assert mended["seen"] == form["seen"] == "0"
    answer = other.send("/decide/scope", **{**mended, "value": "generic"})
    assert answer.status_code == 409


@pytest.mark.parametrize("address", ["/", "/log", "/sources", "/claim/{}"])
def test_every_form_says_what_was_seen(visitor: Visitor, address: str) -> None:
    claim = visitor.view.claims[0].id
    visitor.decide("note", claim, reason="first")
    forms = visitor.page(address.format(claim)).find_all("form", method="post")
    assert forms
    for form in forms:
        assert form["action"].removeprefix("/decide/") in VERBS
        assert form.find("input", attrs={"name": "seen"})["value"] == "1", form
