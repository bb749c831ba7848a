"""A row changed by hand in any derived table is found and named."""

# ruff: noqa: S608 - table names come from the schema
from __future__ import annotations

from pathlib import Path

import book_records as make
import pytest
from by_hand import REFUSED, ByHand, by_hand

from tollbook.ledger import Ledger
from tollbook.ledger import schema as t
from tollbook.ledger.row_digests import ALL
from tollbook.ledger.verify import verify
from tollbook.record import Reading

DERIVED = sorted(
    {part.table.name for part in ALL}
    | {
        name
        for name in t.metadata.tables
        if name not in {*t.APPEND_ONLY, *t.PEOPLE, "sealed_values", "kept_readings"}
        # Kept lists hold keys and facets of records, no record: they go when any of those changes.
        and name not in {"unread", "row_digests", "kept_lists", "touched", "tallied_from"}
        # Nor is any record in what a part of the figures is found by.
        and name not in {"untallied", "tellings", "telling_blocks", "telling_ties", "windows"}
        and name not in {"texts", "text_keys", "standing", "documented", "scenes", "areas"}
        and name != "taken_back"
    }
)


@pytest.fixture
def whole(book: Ledger) -> Ledger:
    report, claim = make.fill(book)
    other, second = make.fill(book, b"two", make.TEXT + " Nobody saw it.")
    book.issue([(c.id, f"inc_{c.id}") for c in (claim, second)], [])
    book.put_tally(
        [make.make_incident(f"inc_{c.id}", c) for c in (claim, second)],
        [make.make_account(claim)],
        [make.SetAside("a claim", "rejected", "clm_x", "tollbook why clm_x")],
        {other.id: report.id},
        policy="default",
    )
    return book


def column_of(table: str) -> str:
    """A column of text that is no key: changing it breaks nothing but the row's truth."""
    keys = {c.name for c in t.metadata.tables[table].c if c.primary_key or c.foreign_keys}
    texts = [
        c.name for c in t.metadata.tables[table].c if str(c.type) == "TEXT" and c.name not in keys
    ]
    return texts[-1] if texts else "original"


@pytest.mark.parametrize("table", [name for name in DERIVED if name != "incident_claims"])
def test_a_changed_row_of_every_derived_table_is_named(
    whole: Ledger, folder: Path, table: str
) -> None:
    assert verify(whole) == []
    column = column_of(table)
    if table == "copies":
        by_hand(folder, "UPDATE copies SET original = report")
    else:
        first = ByHand(folder)
        first.execute(
            f"UPDATE {table} SET {column} = coalesce({column}, '') || ' ' "
            f"WHERE {first.first_row(table)}",
        )
        first.close()
    found = [f for f in verify(whole) if f.where.startswith(f"table {table}, of ")]
    assert len(found) == 1, verify(whole)
    assert "changed since it was written" in found[0].why
    assert found[0].next


def test_a_column_that_only_repeats_the_record_counts_too(whole: Ledger, folder: Path) -> None:
    own = whole.incidents()[1].id
    by_hand(folder, f"UPDATE incidents SET killed_best = 300 WHERE id = '{own}'")
    (found,) = verify(whole)
    assert found.what == own
    assert found.where == "table incidents, of the figures"


def test_a_row_put_in_or_taken_out_is_named(whole: Ledger, folder: Path) -> None:
    first, second = whole.incidents()
    by_hand(
        folder,
        f"INSERT INTO incident_claims VALUES ('{first.id}', '{second.claims[0]}')",
        "DELETE FROM statements WHERE ordinal = 0 AND report = (SELECT min(report) FROM claims)",
        "INSERT INTO row_digests (report, part, digests) SELECT report, 'kept', '[]' FROM copies",
    )
    whys = {(f.what, f.why) for f in verify(whole)}
    assert (f"{first.id} {second.claims[0]}", "the row was put in since it was written") in whys
    assert any(why == "the row was removed since it was written" for _, why in whys)


def test_a_whole_report_put_in_by_another_program_is_named(whole: Ledger, folder: Path) -> None:
    by_hand(
        folder,
        "DELETE FROM row_digests WHERE part = 'reports' AND report = (SELECT min(id) FROM reports)",
    )
    (found,) = verify(whole)
    assert found.why == "the row was put in by another program"
    assert found.what == min(report.id for report in whole.reports())


def test_what_the_ledger_does_itself_is_no_finding(whole: Ledger) -> None:
    report = whole.reports()[0]
    claim = make.make_claim(report, "The company denied")
    whole.put_reading(make.make_reading(report, claim), lexicon_version="lex 2")
    assert verify(whole) == []
    whole.put_report(make.make_report(whole.captures()[0], "Other words."), extractor="plain 2")
    assert verify(whole) == []
    whole.drop_report(report.id)
    assert verify(whole) == []
    whole.drop_derived()
    assert verify(whole) == []
    with whole._store.reading() as c:
        assert c.exec_driver_sql("SELECT count(*) FROM row_digests").scalar_one() == 0


def test_every_derived_row_knows_what_made_it(whole: Ledger, folder: Path) -> None:
    """By its own columns, or through the row of its reading, resolving or tally."""
    raw = ByHand(folder)
    makers = {
        "reports": "extractor, code_version FROM reports",
        "readings": "reader, lexicon_version, code_version FROM readings",
        "resolvings": "atlas_version, code_version FROM resolvings",
        "tallies": "policy, code_version FROM tallies",
    }
    for table in ("claims", "statements", "mentions"):
        makers[table] = (
            f"r.reader, r.code_version FROM {table} x LEFT JOIN readings r USING (report)"
        )
    makers["finder"] = (
        "r.reader, r.code_version FROM finder x LEFT JOIN claims c ON c.id = x.claim "
        "LEFT JOIN readings r USING (report)"
    )
    makers["resolutions"] = (
        "r.atlas_version, r.code_version FROM resolutions x LEFT JOIN resolvings r USING (report)"
    )
    makers["resolved_moments"] = (
        "r.atlas_version, r.code_version FROM resolved_moments x "
        "LEFT JOIN resolvings r USING (report)"
    )
    for table in ("incidents", "accounts", "copies"):
        makers[table] = (
            f"y.policy, y.code_version FROM {table} x LEFT JOIN tallies y ON y.id = x.tally"
        )
    makers["incident_claims"] = (
        "y.policy, y.code_version FROM incident_claims x LEFT JOIN incidents i ON i.id = "
        "x.incident LEFT JOIN tallies y ON y.id = i.tally"
    )
    makers["set_asides"] = (
        "coalesce(r.reader, y.policy), coalesce(r.code_version, y.code_version) FROM set_asides x "
        "LEFT JOIN readings r USING (report) LEFT JOIN tallies y ON y.id = x.tally"
    )
    assert sorted(makers) == DERIVED
    for table, query in makers.items():
        rows = raw.execute(f"SELECT {query}")
        assert rows, table
        assert all(value for row in rows for value in row), table
    raw.close()


def test_readings_that_cannot_be_repeated_are_kept(book: Ledger, folder: Path) -> None:
    report, claim = make.fill(book)
    first = Reading(report.id, "guesser 1", (claim,))
    book.keep_reading(report, first, lexicon_version="lex 1")
    book.keep_reading(report, Reading(report.id, "guesser 1"), lexicon_version="lex 1")
    book.drop_derived()
    assert book.kept_reading(report, "guesser 1", "lex 1") == Reading(report.id, "guesser 1")
    assert book.kept_reading(report, "guesser 2", "lex 1") is None
    assert book.kept_reading(report, "guesser 1", "lex 2") is None
    assert (
        book.kept_reading(make.make_report(book.captures()[0], "x"), "guesser 1", "lex 1") is None
    )
    for change in ("DELETE FROM kept_readings", "UPDATE kept_readings SET body = '{}'"):
        with pytest.raises(REFUSED, match="never changed"):
            by_hand(folder, change, rules=True)
