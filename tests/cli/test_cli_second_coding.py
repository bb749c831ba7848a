"""Second coding: the blind sample, what coders filled in, how far they agree; who did what."""

from __future__ import annotations

import csv
import io
import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import tollbook as library
from tollbook.errors import UsageError
from tollbook.publish.agreement import agreement
from tollbook.publish.coding_sheet import CODED, SHOWN, Coding, drawn, read_sheet, sheet
from tollbook.publish.work_done import work_done
from tollbook.record import Count
from tollbook.record.decided import Corrected


def coded(rows: list[tuple]) -> list[Coding]:
    return [Coding(f"clm_{n}", dict(zip(CODED, row, strict=True))) for n, row in enumerate(rows)]


ROW = ("yes", "killed", "incident", 3, 3, 3)


def field_of(doc, name: str):
    return next(field for field in doc.fields if field.field == name)


def test_alpha_is_that_of_the_textbook() -> None:
    """Krippendorff's own example for two observers and nominal data (10 units): alpha 0.095."""
    one = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    two = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    words = ("no", "yes")
    coders = {
        name: coded([(words[v], None, None, None, None, None) for v in values])
        for name, values in (("one", one), ("two", two))
    }
    doc = agreement(coders, seed=1, resamples=200)
    told = field_of(doc, "told")
    assert told.alpha == pytest.approx(0.095, abs=0.0005)
    assert (told.items, told.same) == (10, 6)
    assert told.low is not None
    assert told.low < told.alpha < told.high
    assert len(doc.differences) == 4
    assert doc.differences[0].values == {"one": "no", "two": "yes"}


def test_the_same_seed_gives_the_same_interval() -> None:
    chance = random.Random(3)  # noqa: S311 - no secret
    rows = [
        [("yes", "killed", "incident", n, n, n) for n in chance.choices(range(9), k=40)]
        for _ in "ab"
    ]
    coders = {name: coded(own) for name, own in zip("ab", rows, strict=True)}
    first, again, other = (agreement(coders, seed=s, resamples=100) for s in (1, 1, 2))
    assert first == again
    assert field_of(first, "low").low != field_of(other, "low").low


def test_where_all_is_one_value_there_is_no_alpha() -> None:
    doc = agreement({"a": coded([ROW] * 5), "b": coded([ROW] * 5)}, seed=1, resamples=20)
    assert all(field.alpha is None for field in doc.fields)
    assert (field_of(doc, "harm").same, doc.differences) == (5, [])


def test_what_one_leaves_empty_is_compared_with_nothing() -> None:
    a = coded([ROW, ("yes", "injured", "incident", 1, None, None)])
    b = coded([ROW, ("no", None, None, None, None, None)])
    doc = agreement({"a": a, "b": b}, seed=1, resamples=20)
    assert (field_of(doc, "harm").items, field_of(doc, "told").items) == (1, 2)
    assert [d.field for d in doc.differences] == ["told"]


# --- the sheet


def test_a_sample_is_blind_and_the_same_again(filled, folder: Path) -> None:
    assert filled("sample", "--size", "5", "--seed", "7", "--out", "a.csv").exit_code == 0
    filled("sample", "--size", "5", "--seed", "7", "--out", "b.csv")
    text = (folder / "a.csv").read_text("utf-8")
    assert text == (folder / "b.csv").read_text("utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert list(rows[0]) == [*SHOWN, *CODED]
    assert all(row[name] == "" for row in rows for name in CODED)
    with library.open("book") as book:
        assert {row["item"] for row in rows} <= {claim.id for claim in book.claims()}
    again = filled("sample", "--out", "a.csv")
    assert again.exit_code == 2
    assert "none is written over" in again.stderr


def test_a_sample_shows_no_withheld_name_and_no_formula(filled) -> None:
    with library.open("book") as book:
        view = book.view()
        claims = drawn(view, 100, 1)
        assert len(claims) == len(view.claims)
        assert sheet(view, claims).count("\n") >= len(claims)
        filled("withhold", "Nasiriyah", "--reason", "asked")
        assert "Nasiriyah" not in sheet(book.view(), claims)


def fill(path: Path, **values: str) -> None:
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, [*SHOWN, *CODED])
        table.writeheader()
        table.writerows(row | values for row in rows)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"told": "maybe"}, "told has a value"),
        ({"harm": "murdered"}, "harm has a value"),
        ({"low": "three"}, "whole number"),
        ({"low": "-3"}, "whole number"),
        ({"item": "clm_1"}, "twice"),
        ({"item": ""}, "missing"),
    ],
)
def test_a_cell_that_no_coder_can_mean_is_named(filled, values, words: str) -> None:
    filled("sample", "--out", "a.csv")
    fill(Path("a.csv"), **values)
    with pytest.raises(UsageError, match=words) as caught:
        read_sheet(Path("a.csv"))
    assert "row" in str(caught.value.where)
    assert filled("agreement", "a.csv", "--machine").exit_code == 2


def test_people_and_the_machine_are_compared(filled) -> None:
    for name in ("ada", "bo"):
        filled("sample", "--out", f"{name}.csv")
        fill(Path(f"{name}.csv"), told="yes", harm="killed", scope="incident")
    result = filled("agreement", "ada.csv", "bo.csv", "--resamples", "20")
    assert result.exit_code == 0
    assert "same 2 of 2" in result.stdout
    fill(Path("bo.csv"), harm="injured")
    document = json.loads(filled("agreement", "ada.csv", "bo.csv", "--machine", "--json").stdout)
    assert document["coders"] == ["ada", "bo", "machine"]
    assert {d["field"] for d in document["differences"]} == {"harm"}
    assert document["differences"][0]["values"] == {
        "ada": "killed",
        "bo": "injured",
        "machine": "killed",
    }
    assert filled("agreement", "ada.csv").exit_code == 2
    assert filled("agreement", "ada.csv", "ada.csv").exit_code == 2


def test_sheets_that_are_kept_are_compared_without_them(filled) -> None:
    assert filled("agreement").exit_code == 2  # nothing is kept yet
    for name, harm in (("ada", "killed"), ("bo", "injured")):
        filled("sample", "--size", "2", "--out", f"{name}.csv")
        fill(Path(f"{name}.csv"), told="yes", harm=harm)
    asked = ("agreement", "--machine", "--json", "--resamples", "20")
    given = json.loads(filled(*asked, "ada.csv", "bo.csv", "--keep").stdout)
    kept = json.loads(filled(*asked).stdout)
    assert kept == given
    with library.open("book") as book:
        assert {c.coder: c.harm for c in book.ledger.codings.standing()} == {
            "ada": "killed",
            "bo": "injured",
        }
    fill(Path("bo.csv"), told="no", harm="")
    filled("agreement", "bo.csv", "ada.csv", "--keep")
    with library.open("book") as book:
        assert {c.told for c in book.ledger.codings.standing() if c.coder == "bo"} == {"no"}
    text = Path("bo.csv").read_text("utf-8").replace("clm_", "clm_0")
    Path("bo.csv").write_text(text, "utf-8")
    result = filled("agreement", "bo.csv", "ada.csv", "--keep")
    assert result.exit_code == 2
    assert "no claim of this book" in result.stderr


def test_the_machine_is_what_it_read_before_anybody_decided(filled) -> None:
    filled("sample", "--out", "a.csv")
    with library.open("book") as book:
        claim = book.claims()[0]
        book.decide(
            "correct",
            claim.id,
            decided_by="A",
            reason="x",
            value=Corrected("count", Count.exact(77, "77")),
        )
    fill(Path("a.csv"), low="77")
    document = json.loads(filled("agreement", "a.csv", "--machine", "--json").stdout)
    assert {d["values"]["machine"] for d in document["differences"] if d["field"] == "low"} == {
        3,
        5,
    }


# --- progress


def test_who_did_what_in_which_week(filled) -> None:
    start = datetime(2026, 1, 1, 12, tzinfo=UTC)  # a Thursday: week 1 of 2026
    with library.open("book") as book:
        claims = [claim.id for claim in book.claims()]
        for day, by in ((0, "Ada"), (1, "Ada"), (4, "Ada"), (4, "Bo")):
            at = start + timedelta(days=day)
            made, _ = book.decide(
                "reject", claims[day % 2], decided_by=by, reason="x", clock=lambda at=at: at
            )
        book.decide("undo", made.id, decided_by="Bo", reason="x", clock=lambda: at)
        doc = work_done(book.view(), [])
    assert [(w.week, w.person, w.decisions, w.records, w.undone) for w in doc.weeks] == [
        ("2026-W02", "Ada", 1, 1, 0),
        ("2026-W02", "Bo", 2, 2, 1),
        ("2026-W01", "Ada", 2, 2, 0),
    ]
    assert doc.weeks[1].verbs == {"reject": 1, "undo": 1}
    assert (doc.claims, doc.claims_decided) == (2, 2)
    assert "2026-W01  Ada" in filled("progress").stdout
    assert json.loads(filled("progress", "--json").stdout)["claims_decided"] == 2
