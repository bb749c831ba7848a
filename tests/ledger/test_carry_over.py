"""Decisions after a reader or an extractor changed: by id, by anchor, or left to a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import book_records as make
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tollbook.ledger.carry_over import Carried, as_carried, carry_over, found_at
from tollbook.ledger.chain import anchor_of, seal
from tollbook.record import Anchor, Capture, Choice, Claim, Count, Decision, Report
from tollbook.record.decided import Merged, Pair, Payload, ScopeSet, Split, encode
from tollbook.record.ids import record_id
from tollbook.record.vocabulary import Verb

PIT = "Three miners died at the northern pit on Monday."
MILL = "Two weavers were shot dead at the mill on Tuesday."
FARM = "A farmer was killed by a mine near the old farm."


def report_of(text: str, data: bytes = b"page") -> Report:
    return make.make_report(Capture(make.sha(data), "text/html", 4, make.NOON, "p", None, 1), text)


def claim_on(report: Report, quote: str, *, at: int | None = None, **changes: Any) -> Claim:
    start = report.text.index(quote) if at is None else at
    span = report.span(start, start + len(quote))
    changes.setdefault("id", record_id("clm", report.id, start, len(quote)))
    claim = make.make_claim(report, report.text[:5])
    return replace(claim, evidence=span, count=Count.exact(3, "three"), **changes)


def rejected(claim: Claim, report: Report, after: Decision | None = None) -> Decision:
    return seal(
        after,
        Choice("reject", claim.id, "why", anchor=anchor_of(claim, report)),
        decided_by="Ada",
        decided_at=make.NOON,
    ).decision


def carried(
    decisions: Sequence[Decision], report: Report | None, claims: Iterable[Claim], **more: Any
) -> tuple[Carried, ...]:
    return carry_over(
        decisions,
        list(claims),
        [report] if report else [],
        **{"others": (), "redirects": {}, **more},
    )


@pytest.fixture
def old() -> tuple[Decision, Claim]:
    report = report_of(f"{MILL} {PIT} {FARM}")
    claim = claim_on(report, "Three miners died")
    return rejected(claim, report), claim


def test_by_id_where_the_claim_is_still_there(old: tuple[Decision, Claim]) -> None:
    decision, claim = old
    report = report_of(f"{MILL} {PIT} {FARM}")
    (found,) = carried([decision], report, [claim])
    assert (found.how, found.subject) == ("id", claim.id)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (f"A headline\n{MILL} {PIT} {FARM}", "Three miners died"),
        (f"{MILL}\n\n{PIT}\n\n{FARM}", "Three miners died"),
        (f"{PIT} {FARM}", "Three miners died"),
        (f"{MILL} {PIT}", "Three miners died"),
        (f"{MILL} {PIT} {FARM}", "Three miners died at the northern pit"),
        (f"{MILL} {PIT} {FARM}", "miners died"),
        (f"{MILL} {PIT.replace('miners died', 'miners  died')} {FARM}", "Three miners  died"),
        (f"{MILL} {PIT} {FARM} Later: {PIT}", "Three miners died"),
    ],
)
def test_by_anchor_where_its_words_stand(
    old: tuple[Decision, Claim], text: str, quote: str
) -> None:
    report = report_of(text)
    new = claim_on(report, quote, id="clm_new")
    (found,) = carried([old[0]], report, [new, claim_on(report, PIT[-6:], id="clm_off")])
    assert (found.how, found.subject) == ("anchor", "clm_new"), found.why


def test_by_anchor_where_the_words_are_a_repeat_now(old: tuple[Decision, Claim]) -> None:
    report = report_of(f"Pit: three dead\n{MILL} {PIT} {FARM}")
    start = report.text.index("Three miners died")
    repeat = report.span(start, start + len("Three miners died"))
    new = claim_on(report, "three dead", id="clm_new", repeats=(repeat,))
    (found,) = carried([old[0]], report, [new])
    assert (found.how, found.subject) == ("anchor", "clm_new")


@pytest.mark.parametrize(
    ("text", "quotes", "changes", "why"),
    [
        (f"{MILL} {FARM}", ["weavers were shot dead"], {}, "do not stand"),
        (f"{PIT} {PIT}", ["Three miners died"], {}, "twice"),
        (f"He said: Three miners died? {MILL}", ["Three miners died"], {}, "do not stand"),
        (f"{MILL} {PIT} {FARM}", [], {}, "no such claim"),
        (f"{MILL} {PIT} {FARM}", ["Three miners died"], {"harm": "injured"}, "no such claim"),
        (f"{MILL} {PIT} {FARM}", ["miners died", "Three miners"], {}, "more than one claim"),
        (f"{MILL} {PIT} {FARM}", ["died at the northern pit"], {}, "no such claim"),
    ],
)
def test_left_to_a_person_where_it_is_not_certain(
    old: tuple[Decision, Claim], text: str, quotes: list[str], changes: dict[str, Any], why: str
) -> None:
    report = report_of(text)
    new = [claim_on(report, q, id=f"clm_{n}", **changes) for n, q in enumerate(quotes)]
    (found,) = carried([old[0]], report, new)
    assert (found.how, found.subject) == ("orphan", None)
    assert why in found.why


def test_left_to_a_person_where_the_page_is_gone(old: tuple[Decision, Claim]) -> None:
    other = report_of(f"{MILL} {PIT} {FARM}", b"another page")
    (found,) = carried([old[0]], other, [claim_on(other, "Three miners died")])
    assert found.how == "orphan"
    assert "gives no report" in found.why


def test_an_id_that_has_come_to_mean_other_words_is_not_enough(old: tuple[Decision, Claim]) -> None:
    decision, claim = old
    report = report_of(f"{MILL} {FARM} {PIT}")
    other = claim_on(report, "A farmer was killed", id=claim.id)
    right = claim_on(report, "Three miners died", id="clm_right")
    (found,) = carried([decision], report, [other, right])
    assert (found.how, found.subject) == ("orphan", None)  # both neighbours are others now
    report = report_of(f"{FARM} {MILL} {PIT}")
    right = claim_on(report, "Three miners died", id="clm_right")
    (found,) = carried(
        [decision], report, [claim_on(report, "A farmer was killed", id=claim.id), right]
    )
    assert (found.how, found.subject) == ("anchor", "clm_right")


def test_records_without_words_hold_by_id_or_where_they_lead() -> None:
    def note(subject: str) -> Decision:
        return seal(
            None, Choice("note", subject, "x"), decided_by="Ada", decided_at=make.NOON
        ).decision

    lead = {"inc_b": "inc_c", "inc_c": "inc_a", "inc_x": "inc_y", "inc_y": "inc_x"}
    ways = {
        subject: carried([note(subject)], None, [], others={"inc_a"}, redirects=lead)[0].subject
        for subject in ("inc_a", "inc_b", "inc_x", "inc_gone")
    }
    assert ways == {"inc_a": "inc_a", "inc_b": "inc_a", "inc_x": None, "inc_gone": None}


def test_the_log_as_the_tally_sees_it(old: tuple[Decision, Claim]) -> None:
    first, claim = old
    report = report_of(f"{MILL} {PIT} {FARM}")
    farm = claim_on(report, "A farmer was killed")
    second = rejected(farm, report, after=first)
    undone = rejected(claim, report, after=second)
    undo = seal(
        undone, Choice("undo", undone.id, "x"), decided_by="Ada", decided_at=make.NOON
    ).decision
    log = [first, second, undone, undo]
    new = claim_on(report, "Three miners died", id="clm_new")
    found = carried(log, report, [new])
    assert [c.how for c in found] == ["anchor", "orphan"]
    assert as_carried(log, found) == (replace(first, subject="clm_new"), undone, undo)


SENTENCES = [
    "Three miners died at the northern pit.",
    "Two weavers were shot dead.",
    "A farmer was killed by a mine near the old farm.",
    "Three miners died.",
    "The company denied that anyone was hurt.",
    "Rain is expected.",
]
_texts = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=7)
_gaps = st.sampled_from([" ", "\n", "\n\n", "  "])


def _claims(report: Report, sentences: Sequence[str], version: str) -> list[Claim]:
    """One claim on the words of every sentence, but for its last word and full stop."""
    claims, at = [], 0
    for sentence in sentences:
        at = report.text.index(sentence, at)
        quote = sentence.rpartition(" ")[0]
        claims.append(
            claim_on(report, quote, at=at, id=record_id("clm", version, at, quote), rule=sentence)
        )
        at += len(sentence)
    return claims


@settings(max_examples=150, deadline=None)
@given(before=_texts, after=_texts, gap=_gaps, same=st.booleans())
def test_nothing_is_dropped_and_nothing_applied_to_other_words(
    before: list[str], after: list[str], gap: str, same: bool
) -> None:
    old = report_of(" ".join(before))
    log: list[Decision] = []
    for claim in _claims(old, before, "1"):
        log.append(rejected(claim, old, after=log[-1] if log else None))
    new = report_of(gap.join(before if same else after))
    claims = {c.id: c for c in _claims(new, before if same else after, "2")}
    found = carried(log, new, claims.values())
    assert [c.decision for c in found] == log
    for one in found:
        anchor = one.decision.anchor
        assert anchor is not None
        assert one.how != "id"
        assert (one.subject is None) is (one.how == "orphan")
        if one.subject is not None:
            now = " ".join(claims[one.subject].evidence.quote.split())
            assert anchor.quote in now or now in anchor.quote
    if same and len(set(before)) == len(before) and "Three miners died." not in before:
        assert [c.how for c in found] == ["anchor"] * len(log)
        assert len({c.subject for c in found}) == len(log)


def test_the_place_of_words_in_a_text() -> None:
    anchor = Anchor("c", None, "was killed", "A farmer ", " by a mine")
    assert found_at(anchor, FARM) == report_of(FARM).span(9, 19)
    far = replace(anchor, after=" by a mine near the farm")
    assert found_at(anchor, "He was killed by a mine") is None
    assert found_at(far, "He was killed by a mine near the farm") is not None
    assert found_at(far, "He was killed by a mine near the farm. " * 2) is None
    assert found_at(anchor, "He was killed yesterday") is None
    assert found_at(replace(anchor, quote=" "), FARM) is None


@pytest.mark.parametrize(
    ("verb", "value", "how"),
    [
        ("same", Pair("clm_other"), "id"),
        ("different", Pair("clm_gone"), "orphan"),
        ("split", Split(("clm_other", "clm_gone")), "orphan"),
        ("merge", Merged(("inc_a",)), "id"),
        ("merge", Merged(("inc_merged",)), "id"),
        ("merge", Merged(("inc_gone",)), "orphan"),
        ("scope", ScopeSet("generic"), "id"),
    ],
)
def test_a_decision_about_two_records_needs_both(verb: Verb, value: Payload, how: str) -> None:
    report = report_of(f"{MILL} {PIT}")
    claim = claim_on(report, "Three miners died")
    other = claim_on(report, "Two weavers were shot dead", id="clm_other")
    choice = Choice(verb, claim.id, "why", after=encode(value), anchor=anchor_of(claim, report))
    decision = seal(None, choice, decided_by="Ada", decided_at=make.NOON).decision
    (found,) = carried(
        [decision],
        report,
        [claim, other],
        others={"inc_a"},
        redirects={"inc_merged": "inc_a"},
    )
    assert found.how == how
    assert ("gone" in found.why) is (how == "orphan")
