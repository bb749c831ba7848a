"""A book of every earlier step, with a document all the way in, is whole when it is opened now."""

# ruff: noqa: S608 - names come from this file
from __future__ import annotations

import hashlib
import json
from pathlib import Path

import book_records as make
import pytest
from by_hand import by_hand
from sqlalchemy import Connection, select
from test_migrations import STEPS, older_log

from tollbook.ledger import Ledger
from tollbook.ledger.finder import enter_all
from tollbook.ledger.migrate import HEAD, upgrade
from tollbook.ledger.row_digests import ALL, Part
from tollbook.ledger.rows import (
    account_row,
    claim_row,
    incident_row,
    mention_row,
    published_row,
    report_row,
    resolution_row,
    statement_row,
)
from tollbook.ledger.sqlite_store import SqliteStore as Store
from tollbook.ledger.times import stamp
from tollbook.ledger.verify import verify
from tollbook.record import Capture
from tollbook.record.ids import record_id


def rows_of(folder: Path) -> dict[str, list[dict[str, object]]]:
    """One document all the way in, as rows by table; the capture's bytes are put on the disk."""
    data = b"an old page"
    path = folder / "captures" / make.sha(data)[:2] / make.sha(data)[2:]
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    capture = Capture(make.sha(data), "text/plain", len(data), make.NOON, "old.html", None, 1)
    report = make.make_report(capture)
    claim = make.make_claim(report)
    reading = make.make_reading(report, claim)
    incident = make.make_incident(record_id("inc", claim.id), claim)
    when = stamp(make.NOON)
    made = {"code_version": "0.1.0", "read_at": when, "resolved_at": when, "tallied_at": when}
    of_report = {**made, "report": report.id, "reader": "rules 1", "lexicon_version": "l"}
    of_report |= {"atlas_version": "a", **published_row(report.published)}
    arrived = {"sha256": capture.sha256, "media_type": "text/plain", "size": len(data), "seq": 1}
    return {
        "captures": [{**arrived, "taken_at": when, "origin": "old.html"}],
        "decisions": older_log(3),
        "id_register": [{"seq": 1, "claim": claim.id, "incident": incident.id}],
        "reports": [report_row(report, "plain 1")],
        "readings": [of_report],
        "claims": [claim_row(claim, 0)],
        "statements": [statement_row(s, 0) for s in reading.statements],
        "mentions": [mention_row(m, 0) for m in reading.mentions],
        "resolvings": [of_report],
        "resolutions": [resolution_row(make.make_resolution(claim.id), report.id, 0)],
        "tallies": [{**made, "id": 1, "policy": "default"}],
        "incidents": [incident_row(incident, 1, 0)],
        "incident_claims": [{"incident": incident.id, "claim": claim.id}],
        "accounts": [account_row(make.make_account(claim), 1, 0)],
    }


def old_book(folder: Path, step: str) -> None:
    """A book at a step, with rows and, where that step had them, their digests."""
    store = Store(folder)
    with store.writing() as c:
        upgrade(c, store.file, None, to=step)
        for table, rows in rows_of(folder).items():
            columns = {column.name for column in c.exec_driver_sql(f"PRAGMA table_info({table})")}
            for row in rows:
                known = {name: value for name, value in row.items() if name in columns}
                c.exec_driver_sql(
                    f"INSERT INTO {table} ({', '.join(known)}) "
                    f"VALUES ({', '.join('?' * len(known))})",
                    tuple(known.values()),
                )
        if step >= "0004":
            enter_all(c)
            for part in ALL:
                _old_digests(c, part, step)
    store.close()


def _old_digests(c: Connection, part: Part, step: str) -> None:
    """As a step wrote them, of the tables that it had; before 0010 with the running numbers."""
    here = {column.name for column in c.exec_driver_sql(f"PRAGMA table_info({part.table.name})")}
    columns = [column for column in part.table.c if column.name in here]
    if not here:
        return
    query = select(part.owners.label("owned_by"), *columns)
    query = query if part.by is None else query.select_from(part.table.join(part.by))
    for row in c.execute(query.where(part.owners.is_not(None))).mappings():
        sha = hashlib.sha256()
        for column in columns:
            value = row[column.name]
            if column.name == "seq" or (value is None and "since" in column.info):
                continue
            if column.name == "ordinal" and part.bucket and step >= "0010":
                continue
            raw = b"" if value is None else str(value).encode()
            sha.update(b"-:" if value is None else f"{len(raw)}:".encode() + raw)
        name = " ".join(str(row[each]) for each in part.named)
        c.exec_driver_sql(
            f"INSERT INTO row_digests ({part.kept_by.name}, part, digests) VALUES (?, ?, ?)",
            (row["owned_by"], part.name, json.dumps([[name, sha.hexdigest()[:16]]])),
        )


@pytest.mark.parametrize("step", [step for step in STEPS if "0004" <= step < HEAD])
def test_what_was_changed_by_hand_before_a_step_is_found_after_it(
    tmp_path: Path, step: str
) -> None:
    old_book(tmp_path, step)
    by_hand(
        tmp_path,
        "UPDATE incidents SET killed_best = 300",
        "UPDATE claims SET quote = 'Nobody died'",
        "DELETE FROM accounts",
    )
    with Ledger.open(tmp_path) as book:
        found = {(f.where.split(",")[0], f.why.split(" since")[0]) for f in verify(book)}
    assert found == {
        ("table incidents", "the row was changed"),
        ("table claims", "the row was changed"),
        ("table accounts", "the row was removed"),
    }


@pytest.mark.parametrize("step", [step for step in STEPS if step != HEAD])
def test_a_filled_book_of_every_step_is_whole_after_it(tmp_path: Path, step: str) -> None:
    old_book(tmp_path, step)
    with Ledger.open(tmp_path) as book:
        assert verify(book) == []
        (claim,) = book.claims(harm="killed")
        assert claim.evidence.quote == "Three miners died"
        assert [(s.kind, s.about, s.disputes) for s in book.statements()] == [
            ("denial", claim.id, None)
        ]
        assert [d.reason for d in book.decisions()] == ["reason 0", "reason 1", "reason 2"]
        assert [i.claims for i in book.incidents()] == [(claim.id,)]
        assert book.issued() == {claim.id: book.incidents()[0].id}
        assert book.captures()[0].origin == "old.html"
        book.decide("note", claim.id, decided_by="Bo", reason="on", decided_at=make.NOON)
        make.fill(book)
        make.tally(book, *book.claims())
        assert verify(book) == []


def test_a_denial_written_before_it_had_a_kind_keeps_its_digest(tmp_path: Path) -> None:
    with Ledger.open(tmp_path, create=True) as book:
        make.fill(book)
        (denial,) = book.statements()
    change = "UPDATE statements SET disputes = "
    for value, differs in (("NULL", 0), ("'figure'", 1)):
        by_hand(tmp_path, f"{change}{value}")
        with Ledger.open(tmp_path) as book:
            assert len(verify(book)) == differs
            assert book.statements() == [denial]
