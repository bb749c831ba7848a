"""Words destroyed for good, and a chain that still holds; a purged page and what is left of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import book_records as make
import pytest
from by_hand import REFUSED, ByHand, by_hand, on_disk

from tollbook.errors import BookError, NotFound, TollbookError, UsageError
from tollbook.ledger import Ledger
from tollbook.ledger.verify import verify
from tollbook.record import Choice, Claim, Decision
from tollbook.record.decided import Noted, Redacted, Withheld, decode, encode
from tollbook.record.ids import report_id
from tollbook.record.vocabulary import Sealed

NAME = "Zuleika Quorn"


def redact(book: Ledger, decision: str, *fields: Any, **changes: Any) -> Decision:
    said = {"decided_by": "Bo", "reason": "asked by her family", "decided_at": make.NOON}
    return book.destroying.redact(decision, fields, **{**said, **changes})


def purge(book: Ledger, sha256: str, **changes: Any) -> Decision:
    said = {"decided_by": "Bo", "reason": "a court's order", "decided_at": make.NOON}
    return book.destroying.purge(sha256, **{**said, **changes})


def note(book: Ledger, subject: str, **changes: Any) -> Decision:
    said = {"decided_by": NAME, "reason": f"{NAME} rang", "after": encode(Noted(f"by {NAME}"))}
    return book.decide("note", subject, decided_at=make.NOON, **{**said, **changes})


@pytest.fixture
def claim(book: Ledger) -> Claim:
    _, made = make.fill(book)
    make.tally(book, made)
    return made


@pytest.mark.parametrize(
    "fields", [["reason"], ["decided_by", "after"], ["decided_by", "reason", "after", "words"]]
)
def test_redacting_leaves_a_chain_that_holds(
    book: Ledger, claim: Claim, fields: Sequence[Sealed]
) -> None:
    said = [note(book, claim.id, reason=f"{NAME} rang {n} times") for n in range(3)]
    made = redact(book, said[1].id, *fields)
    assert (made.verb, made.subject, made.sequence) == ("redact", said[1].id, 4)
    assert decode("redact", made.after or "") == Redacted(tuple(fields))
    first, second, third, last = book.decisions()
    assert (first, third, last) == (said[0], said[2], made)
    assert second.redacted == tuple(sorted(fields))
    assert second.digest == said[1].digest
    assert second.reason == (None if "reason" in fields else said[1].reason)
    assert second.decided_by == ("" if "decided_by" in fields else NAME)
    assert second.anchor is not None
    assert second.anchor.capture == claim_capture(book)
    assert bool(second.anchor.quote) is ("words" not in fields)
    assert book.check_chain() is None
    assert verify(book) == []
    note(book, claim.id)
    assert book.check_chain() is None


def claim_capture(book: Ledger) -> str:
    return book.captures()[0].sha256


def test_what_was_redacted_is_on_the_disk_no_more(book: Ledger, folder: Path, claim: Claim) -> None:
    for n in range(40):  # so many that SQLite moves rows from page to page
        note(book, claim.id, reason=f"{NAME} {n}", decided_by="Ada", after=None)
    for decision in book.decisions():
        assert NAME.encode() in on_disk(folder)
        redact(book, decision.id, "reason")
    assert NAME.encode() not in on_disk(folder)
    assert book.check_chain() is None


def test_a_copy_of_the_log_says_what_was_destroyed(
    book: Ledger, claim: Claim, tmp_path: Path
) -> None:
    redact(book, note(book, claim.id).id, "reason", "decided_by", "after")
    lines = list(book.export_log())
    assert NAME not in "".join(lines)
    with Ledger.open(tmp_path / "other", create=True) as other:
        other.import_log(lines)
        assert other.decisions() == book.decisions()
        assert other.check_chain() is None


def test_what_a_copy_has_destroyed_is_destroyed_here_too(
    book: Ledger, claim: Claim, tmp_path: Path
) -> None:
    said = note(book, claim.id)
    with Ledger.open(tmp_path / "other", create=True) as other:
        other.import_log(book.export_log())
        redact(other, said.id, "reason", "decided_by")
        lines = list(other.export_log())
    assert book.decisions() == [said]
    book.import_log(lines)
    assert (book.decisions()[0].reason, book.decisions()[0].decided_by) == (None, "")
    assert book.check_chain() is None


@pytest.mark.parametrize(
    ("fields", "changes", "error", "words"),
    [
        (["reason"], {"reason": " "}, UsageError, "give a reason"),
        (["reason"], {"decided_by": " "}, UsageError, "a name"),
        (["before"], {}, UsageError, "no such words"),
        ([], {}, UsageError, "no such words"),
    ],
)
def test_what_cannot_be_redacted(  # noqa: PLR0917
    book: Ledger,
    claim: Claim,
    fields: list[str],
    changes: dict[str, Any],
    error: type[TollbookError],
    words: str,
) -> None:
    made = note(book, claim.id)
    with pytest.raises(error, match=words) as caught:
        redact(book, made.id, *fields, **changes)
    assert caught.value.next
    assert book.decisions() == [made]


def test_no_decision_no_redaction(book: Ledger) -> None:
    with pytest.raises(NotFound, match="no decision"):
        redact(book, "dec_none", "reason")


def test_a_withheld_name_is_kept_and_a_redaction_is_not_undone(book: Ledger, claim: Claim) -> None:
    payload = encode(Withheld(NAME))
    hidden = book.decide(
        "withhold", claim.id, decided_by="Bo", reason="a", after=payload, decided_at=make.NOON
    )
    with pytest.raises(UsageError, match="shown again"):
        redact(book, hidden.id, "after")
    made = redact(book, hidden.id, "decided_by")
    with pytest.raises(UsageError, match="cannot be brought back"):
        book.decide("undo", made.id, decided_by="Bo", reason="x", decided_at=make.NOON)


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM sealed_values",
        "UPDATE sealed_values SET value = 'x'",
        "UPDATE sealed_values SET key = NULL",
        "UPDATE sealed_values SET key = NULL, value = NULL, field = 'other'",
        "UPDATE sealed_values SET key = NULL, value = NULL, decision = 2",
        "replace",
        "UPDATE captures SET origin = ''",
        "UPDATE captures SET origin = 'elsewhere'",
        "UPDATE capture_origins SET origin = ''",
    ],
)
def test_the_tables_take_nothing_but_destruction(
    book: Ledger, folder: Path, claim: Claim, change: str
) -> None:
    note(book, claim.id)
    make.take(book, b"one", "elsewhere.html")
    raw = ByHand(folder)
    with pytest.raises(REFUSED, match=r"never changed|append-only"):
        raw.execute(raw.replacing("sealed_values") if change == "replace" else change)
    raw.execute("UPDATE sealed_values SET key = NULL, value = NULL WHERE field = 'reason'")
    raw.close()
    assert book.check_chain() is None


def test_purging_takes_out_all_of_a_page(book: Ledger, folder: Path) -> None:
    data = f"Three miners died. {NAME} saw it.".encode()
    report, claim = make.fill(book, data)
    make.take(book, data, f"saved/{NAME}.html")
    other, kept = make.fill(book, b"two")
    make.tally(book, claim)
    before = note(book, claim.id, reason="seen", decided_by="Ada")
    elsewhere = note(book, kept.id, reason="seen", decided_by="Ada", after=None)
    made = purge(book, report.capture)
    assert (made.verb, made.subject, made.reason) == ("purge", report.capture, "a court's order")
    assert [c.sha256 for c in book.captures()] == [other.capture]
    assert [r.id for r in book.reports()] == [other.id]
    assert [c.id for c in book.claims()] == [kept.id]
    assert book.incidents() == []
    assert book.tallied_with() is None
    assert book.destroying.purged() == {report.capture: made}
    log = book.decisions()
    assert (log[0].reason, log[0].after, log[0].redacted) == ("seen", None, ("after", "words"))
    assert log[1:] == [elsewhere, made]
    assert log[0].digest == before.digest
    assert verify(book) == []
    for trace in (data, NAME.encode(), b"Three miners died at"):
        assert (trace in on_disk(folder)) is (trace == b"Three miners died at")  # of b"two"
    assert purge(book, report.capture) == made
    assert len(book.decisions()) == 3


def test_a_purged_page_is_not_taken_in_again(book: Ledger, claim: Claim) -> None:
    sha256 = claim_capture(book)
    purge(book, sha256)
    with pytest.raises(BookError, match="was purged") as caught:
        make.take(book, b"one", "again.html")
    assert caught.value.value == sha256
    assert book.captures() == []
    assert book.report(report_id(sha256)) is None


def test_a_backup_holds_no_purged_page(book: Ledger, claim: Claim, tmp_path: Path) -> None:
    make.fill(book, b"two")
    purge(book, claim_capture(book))
    book.backup(tmp_path / "copy")
    with Ledger.open(tmp_path / "copy") as copy:
        assert verify(copy) == []
        assert len(copy.captures()) == 1


def test_a_purge_cut_short_is_found_and_finished(
    book: Ledger, claim: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    sha256 = claim_capture(book)
    with monkeypatch.context() as patched:
        patched.setattr(book.destroying._files, "remove", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            purge(book, sha256)
    found = verify(book)
    assert [(f.what, f.why) for f in found] == [
        (sha256, "the capture was purged, and its bytes are still there")
    ]
    purge(book, sha256)
    assert verify(book) == []


def test_a_tombstone_without_its_decision_is_named(
    book: Ledger, folder: Path, claim: Claim
) -> None:
    note(book, claim.id)
    by_hand(folder, "INSERT INTO purges (capture, decision) SELECT sha256, 1 FROM captures")
    assert any("no decision that purged it" in finding.why for finding in verify(book))


@pytest.mark.parametrize(
    ("sha256", "changes", "error", "words"),
    [
        ("none", {}, NotFound, "no record"),
        ("clm", {}, UsageError, "claim cannot be the subject of purge"),
        ("", {"reason": ""}, UsageError, "give a reason"),
        ("", {"decided_by": ""}, UsageError, "a name"),
    ],
)
def test_what_cannot_be_purged(  # noqa: PLR0917
    book: Ledger,
    claim: Claim,
    sha256: str,
    changes: dict[str, Any],
    error: type[TollbookError],
    words: str,
) -> None:
    subject = {"clm": claim.id, "": claim_capture(book)}.get(sha256, sha256)
    with pytest.raises(error, match=words):
        purge(book, subject, **changes)
    assert len(book.captures()) == 1
    assert book.decisions() == []


def test_purge_and_redact_are_no_mere_decisions(book: Ledger, claim: Claim) -> None:
    for choice in (
        Choice("purge", claim_capture(book), "x"),
        Choice("redact", "dec_1", "x", after=encode(Redacted(("reason",)))),
    ):
        with pytest.raises(UsageError, match="destroys something"):
            book.decide_batch([choice], decided_by="A", decided_at=make.NOON)
