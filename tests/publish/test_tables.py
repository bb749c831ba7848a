"""Lists: filters, CSV, columns."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
import sample_view as sample

from tollbook.publish.tables import KINDS, Kind, listing
from tollbook.record.wanted import Wanted


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_rows_of_its_columns(kind: Kind) -> None:
    view = replace(sample.VIEW, claims=()) if kind == "orphans" else sample.VIEW
    found = listing(view, kind)
    assert found.rows
    assert {len(row) for row in found.rows} == {len(found.columns)}
    assert set(found.short) <= set(found.columns)
    assert {len(row) for row in found.shortened()} == {len(found.short)}
    assert len(rows(found.as_csv())) == len(found.rows)


@pytest.mark.parametrize(
    ("kind", "harm", "source", "ids"),
    [
        ("claims", "injured", None, [sample.AMARA_CLAIM.id]),
        ("claims", None, "state", [sample.MINISTRY_CLAIM.id, sample.BALANCE_CLAIM.id]),
        ("claims", "abducted", None, []),
        ("incidents", "injured", None, [sample.OTHER.id]),
        ("incidents", None, "state agency", [sample.INCIDENT.id]),
        ("incidents", None, "nobody", []),
        ("reports", "injured", None, [sample.WIRE.id]),
        ("reports", None, "copying", [sample.COPY.id]),
        ("accounts", "killed", "State", [sample.ACCOUNT.id]),
        ("accounts", "injured", None, []),
    ],
)
def test_filters(kind: Kind, harm, source, ids: list[str]) -> None:
    found = listing(sample.VIEW, kind, Wanted(harm=harm, source=source))
    assert [row["id"] for row in rows(found.as_csv())] == ids


def test_unknown_is_an_empty_field() -> None:
    total = rows(listing(sample.VIEW, "accounts").as_csv())[0]
    assert (total["low"], total["best"], total["high"]) == ("181", "", "")
    assert total["surely_max"] == ""


def test_words_with_commas_and_line_breaks_survive_csv() -> None:
    odd = replace(sample.WIRE, title='Three, "killed"\nin Nasiriyah')
    found = listing(replace(sample.VIEW, reports=(odd,)), "reports")
    assert rows(found.as_csv())[0]["title"] == 'Three, "killed" in Nasiriyah'


def test_an_incident_has_one_row_a_harm() -> None:
    two = replace(sample.INCIDENT, tolls=(*sample.INCIDENT.tolls, *sample.OTHER.tolls))
    found = listing(replace(sample.VIEW, incidents=(two,)), "incidents")
    assert [row["harm"] for row in rows(found.as_csv())] == ["killed", "injured"]
    none = replace(sample.INCIDENT, tolls=())
    found = listing(replace(sample.VIEW, incidents=(none,)), "incidents")
    assert [row["harm"] for row in rows(found.as_csv())] == [""]


def test_the_log_says_what_is_in_force() -> None:
    found = rows(listing(sample.VIEW, "decisions").as_csv())
    assert [(row["verb"], row["in_force"]) for row in found] == [("note", "yes")]
