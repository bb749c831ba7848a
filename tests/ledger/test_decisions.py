"""The decision log: who may say what of what, one chain, and changes that are noticed."""

# ruff: noqa: S608 - table names come from this file
from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import book_records as make
import pytest
from by_hand import REFUSED, ByHand
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tollbook.errors import NotFound, TollbookError, UsageError
from tollbook.ledger import Ledger
from tollbook.ledger.chain import Link, Seal, digest_of_body, first_broken, holds, seal
from tollbook.record import Anchor, Choice, Decision, in_force
from tollbook.record.ids import record_id


def decide(book: Ledger, verb: Any, subject: str, **changes: Any) -> Decision:
    said: dict[str, Any] = {"decided_by": "Ada", "reason": "because", "decided_at": make.NOON}
    return book.decide(verb, subject, **{**said, **changes})


@pytest.fixture
def claim_id(book: Ledger) -> str:
    _, claim = make.fill(book)
    make.tally(book, claim)
    return claim.id


def test_decisions_follow_each_other(book: Ledger, claim_id: str) -> None:
    first = decide(book, "accept", claim_id, reason=None)
    second = decide(book, "reject", claim_id)
    assert book.decisions() == [first, second]
    assert (first.sequence, first.parent) == (1, "")
    assert (second.sequence, second.parent) == (2, first.digest)
    assert first.id.startswith("dec_")
    assert first.id != second.id
    assert book.check_chain() is None


def test_the_digest_is_over_canonical_json_that_holds_no_name() -> None:
    choice = Choice("reject", "clm_1", "doubt", anchor=Anchor("c", "killed", "q", "b", "a"))
    link = seal(None, choice, decided_by="Ada", decided_at=make.NOON)
    by, reason, words = (
        f"hmac-sha256:{hmac.digest(bytes.fromhex(key), text.encode(), 'sha256').hex()}"
        for key, text in (
            (str(link.seals["decided_by"].key), "Ada"),
            (str(link.seals["reason"].key), "doubt"),
            (str(link.seals["words"].key), '{"after":"a","before":"b","quote":"q"}'),
        )
    )
    assert link.body == (
        '{"after":null,"algorithm":"sha256+hmac-sha256","anchor":{"capture":"c","harm":"killed",'
        f'"words":"{words}"}},"batch":null,"before":null,"decided_at":"2024-05-03T12:00:00Z",'
        f'"decided_by":"{by}","id":"{link.decision.id}","parent":"","reason":"{reason}",'
        '"sequence":1,"subject":"clm_1","verb":"reject"}'
    )
    assert link.decision.digest == "sha256:" + hashlib.sha256(link.body.encode()).hexdigest()
    assert holds(link)


def test_no_two_seals_of_one_text_are_alike() -> None:
    links = [
        seal(None, Choice("accept", "clm_1"), decided_by="Ada", decided_at=make.NOON)
        for _ in range(5)
    ]
    assert len({link.body for link in links}) == len({link.decision.id for link in links}) == 5


@pytest.mark.parametrize(
    "change",
    [
        lambda link: replace(link, seals={**link.seals, "reason": Seal("00" * 32, "doubt")}),
        lambda link: replace(
            link, seals={**link.seals, "reason": replace(link.seals["reason"], value="other")}
        ),
        lambda link: replace(
            link, seals={**link.seals, "reason": replace(link.seals["reason"], key=None)}
        ),
        lambda link: replace(link, seals={"decided_by": link.seals["decided_by"]}),
        lambda link: replace(link, seals={**link.seals, "after": Seal("00" * 32, "x")}),
        lambda link: replace(link, decision=replace(link.decision, reason="other")),
        lambda link: replace(link, decision=replace(link.decision, batch="bat_1")),
        lambda link: replace(link, body=link.body.replace("clm_1", "clm_2")),
    ],
)
def test_a_link_that_was_changed_does_not_hold(change: Callable[[Link], Link]) -> None:
    link = seal(None, Choice("reject", "clm_1", "doubt"), decided_by="Ada", decided_at=make.NOON)
    assert holds(link)
    assert not holds(change(link))


def test_a_body_from_a_version_with_other_fields_is_judged_by_what_it_says() -> None:
    def link(body: str, **said: Any) -> Link:
        decision = Decision("", 1, "", make.NOON, "", "note", "", None, None, "doubt", None, "")
        return Link(replace(decision, digest=digest_of_body(body), **said), body, {})

    older = (
        '{"after":null,"anchor":null,"before":null,"decided_at":"2024-05-03T12:00:00Z",'
        '"decided_by":"","id":"","parent":"","reason":"doubt","sequence":1,"subject":"",'
        '"verb":"note"}'
    )
    assert holds(link(older))
    assert not holds(link('{"reason":"doubt"}'))
    assert not holds(link(older[:-1] + ',"weight":1}'))
    assert not holds(link(older.replace('"doubt"', '"dou"')))
    fewer = older.replace('"before":null,', "")
    assert holds(link(fewer))
    assert not holds(link(fewer, before="1"))
    assert not holds(link(older[:-1] + ',"algorithm":"rot13"}'))


def test_an_anchor_is_made_from_the_claims_words(book: Ledger) -> None:
    report, _ = make.fill(book)
    claim = make.make_claim(report, "The company denied")
    book.put_reading(make.make_reading(report, claim), lexicon_version="l")
    made = decide(book, "accept", claim.id).anchor
    assert made == Anchor(
        capture=report.capture,
        harm="killed",
        quote="The company denied",
        before=" miners died at the northern pit on Monday. "[-40:],
        after=" that anyone was hurt.",
    )
    own = Anchor("c", None, "q", "", "")
    assert decide(book, "accept", claim.id, anchor=own).anchor == own
    assert decide(book, "note", report.id).anchor is None
    assert [d.anchor for d in book.decisions()] == [made, own, None]


def test_a_note_may_be_about_anything_in_the_book(book: Ledger, claim_id: str) -> None:
    subjects = [
        claim_id,
        book.reports()[0].id,
        book.incidents()[0].id,
        book.accounts()[0].id,
    ]
    for subject in subjects:
        assert decide(book, "note", subject, reason="seen").reason == "seen"
    book.put_tally([], [], [], {}, policy="default")
    decide(book, "note", subjects[2])  # the incident was issued its id: it stays known


@pytest.mark.parametrize(
    ("said", "changes", "error", "words"),
    [
        ("reject CLAIM", {"reason": None}, UsageError, "give a reason"),
        ("reject CLAIM", {"reason": "  "}, UsageError, "give a reason"),
        ("note CLAIM", {"reason": None, "after": '"text"'}, UsageError, "no value for note"),
        ("note CLAIM", {"reason": None}, UsageError, "its text"),
        ("accept CLAIM", {"after": '"text"'}, UsageError, "replaces no value"),
        ("toll INCIDENT", {}, UsageError, "needs the value"),
        ("scope CLAIM", {"after": '{"scope":"all"}'}, UsageError, "no value for scope"),
        ("redact CLAIM", {"after": '{"fields":["reason"]}'}, UsageError, "destroys"),
        ("undo dec_none", {"reason": ""}, UsageError, "give a reason"),
        ("accept CLAIM", {"decided_by": " "}, UsageError, "a name"),
        ("accept CLAIM", {"decided_at": datetime(2024, 5, 3)}, UsageError, "zone"),
        ("bless CLAIM", {}, UsageError, "no such decision"),
        ("reject clm_none", {}, NotFound, "no record"),
        ("note inc_none", {}, NotFound, "no record"),
        ("undo dec_none", {}, NotFound, "no decision"),
        ("undo CLAIM", {}, NotFound, "no decision"),
        ("reject INCIDENT", {}, UsageError, "an incident cannot be the subject of reject"),
        ("accept REPORT", {}, UsageError, "a report cannot be the subject of accept"),
        ("note MENTION", {}, UsageError, "a mention cannot be the subject of note"),
    ],
)
def test_what_is_refused(  # noqa: PLR0917
    book: Ledger,
    claim_id: str,
    said: str,
    changes: dict[str, Any],
    error: type[TollbookError],
    words: str,
) -> None:
    ids = {
        "CLAIM": claim_id,
        "INCIDENT": record_id("inc", claim_id),
        "REPORT": book.reports()[0].id,
        "MENTION": book.mentions()[0].id,
    }
    verb, subject = said.split()
    with pytest.raises(error, match=words) as caught:
        decide(book, verb, ids.get(subject, subject), **changes)
    assert caught.value.next
    assert book.decisions() == []


def test_undoing(book: Ledger, claim_id: str) -> None:
    rejection = decide(book, "reject", claim_id)
    undo = decide(book, "undo", rejection.id)
    with pytest.raises(UsageError, match="undone already"):
        decide(book, "undo", rejection.id)
    assert in_force(book.decisions()) == ()
    decide(book, "undo", undo.id)
    assert in_force(book.decisions()) == (rejection,)
    decide(book, "undo", rejection.id)
    assert in_force(book.decisions()) == ()


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(st.integers(0, 8), max_size=14))
def test_whatever_is_done_and_undone_the_log_holds(
    book: Ledger, folder: Path, steps: list[int]
) -> None:
    _, claim = make.fill(book)
    for step in steps:
        log = book.decisions()
        if step < len(log):
            target = log[-1 - step]
            # Judged apart from the ledger: an undo that in_force would not heed is refused.
            standing = set(in_force(log)) | {d for d in log if d.verb == "undo" and _stands(d, log)}
            if target in standing:
                decide(book, "undo", target.id)
                continue
            with pytest.raises(UsageError, match="undone already"):
                decide(book, "undo", target.id)
        decide(book, "reject" if step % 2 else "note", claim.id)
    log = book.decisions()
    assert book.check_chain() is None
    assert [d.sequence for d in log] == list(range(1, len(log) + 1))
    assert [d.parent for d in log] == ["", *(d.digest for d in log)][: len(log)]


def _stands(decision: Decision, log: list[Decision]) -> bool:
    return not any(
        later.verb == "undo" and later.subject == decision.id and _stands(later, log)
        for later in log[decision.sequence :]
    )


def test_times_are_kept_in_utc(book: Ledger, claim_id: str) -> None:
    there = make.NOON.astimezone(timezone(timedelta(hours=9)))
    decision = decide(book, "accept", claim_id, decided_at=there)
    assert decision.decided_at.isoformat() == "2024-05-03T12:00:00+00:00"
    assert book.decisions() == [decision]


KEPT = ["captures", "capture_origins", "decisions", "purges", "id_register", "redirects"]
KEPT += ["public_ids"]


@pytest.fixture
def raw(book: Ledger, folder: Path, claim_id: str) -> Any:
    """The book as any other program would open it, with rows in every kept table."""
    make.take(book, b"one", "elsewhere.html")
    book.issue([], [("inc_x", record_id("inc", claim_id))])
    book.public_ids.give([claim_id])
    for n in range(4):
        decide(book, "note", claim_id, reason=f"note {n}")
    make.take(book, b"gone", "gone.html")
    book.destroying.purge(make.sha(b"gone"), decided_by="A", reason="x", decided_at=make.NOON)
    connection = ByHand(folder)
    yield connection
    connection.close()


@pytest.mark.parametrize("table", KEPT)
@pytest.mark.parametrize("how", ["update", "delete", "replace"])
def test_what_is_kept_for_ever_refuses_change(raw: ByHand, table: str, how: str) -> None:
    columns = raw.columns(table)
    before = raw.execute(f"SELECT * FROM {table}")
    assert before
    sql = {
        "update": f"UPDATE {table} SET {columns[-1]} = {columns[-1]}",
        "delete": f"DELETE FROM {table}",
        "replace": raw.replacing(table),
    }[how]
    with pytest.raises(REFUSED, match=f"{table} is append-only|must follow"):
        raw.execute(sql)
    assert raw.execute(f"SELECT * FROM {table}") == before


def test_a_row_put_in_by_hand_must_follow_the_last(raw: ByHand) -> None:
    copy = (
        "INSERT INTO decisions SELECT sequence + 10, id || 'x', 'sha256:0', decided_at, "
        "verb, subject, batch, digest || 'x', body "
        "FROM decisions LIMIT 1"
    )
    with pytest.raises(REFUSED, match="must follow"):
        raw.execute(copy)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("UPDATE decisions SET verb = 'accept' WHERE sequence = 2", 2),
        ("UPDATE decisions SET batch = 'bat_1' WHERE sequence = 1", 1),
        ("UPDATE sealed_values SET value = 'Eve' WHERE decision = 1 AND field = 'decided_by'", 1),
        ("DELETE FROM sealed_values WHERE decision = 3 AND field = 'reason'", 3),
        ("UPDATE sealed_values SET key = NULL WHERE decision = 3 AND field = 'words'", 3),
        ("UPDATE decisions SET decided_at = '2024-05-04T00:00:00+00:00' WHERE sequence = 4", 4),
        ("UPDATE decisions SET body = replace(body, 'clm_', 'clx_') WHERE sequence = 2", 2),
        ("UPDATE decisions SET parent = 'sha256:0' WHERE sequence = 3", 3),
        ("DELETE FROM decisions WHERE sequence = 2", 3),
        ("DELETE FROM decisions WHERE sequence = 1", 2),
        ("UPDATE decisions SET digest = 'sha256:0' WHERE sequence = 4", 4),
    ],
)
def test_a_change_behind_the_triggers_is_named(
    book: Ledger, raw: ByHand, change: str, named: int
) -> None:
    raw.around_the_rules()
    raw.execute(change)
    broken = book.check_chain()
    assert broken is not None
    assert broken.sequence == named


def test_a_rewritten_body_with_its_own_digest_breaks_the_next_link(
    book: Ledger, raw: ByHand
) -> None:
    query = "SELECT body FROM decisions WHERE sequence = 2"
    body = raw.execute(query)[0][0].replace('"verb":"note"', '"verb":"accept"')
    raw.around_the_rules()
    raw.execute(
        "UPDATE decisions SET verb = 'accept', body = ?, digest = ? WHERE sequence = 2",
        body,
        digest_of_body(body),
    )
    broken = book.check_chain()
    assert broken is not None
    assert broken.sequence == 3


def test_an_empty_log_is_whole(book: Ledger) -> None:
    assert book.check_chain() is None
    assert first_broken([]) is None
