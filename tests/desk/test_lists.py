"""Lists of every noun: filters, pages, twins, jumps; no withheld name is in any of them."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from urllib.parse import parse_qsl

import pytest
from desk_visitor import Visitor
from hypothesis import given
from hypothesis import strategies as st

from tollbook.book import Book
from tollbook.errors import UsageError
from tollbook.publish.lists.asked import Asked
from tollbook.publish.lists.nouns import FACETS, KINDS
from tollbook.publish.lists.twins import FORMS, forms_of
from tollbook.record.decided import Withheld

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30)


@st.composite
def any_filter(draw) -> Asked:
    kind = draw(st.sampled_from(KINDS))
    names = [name for name in FACETS[kind] if draw(st.booleans())]
    words = " ".join(draw(TEXT).split())
    return Asked(
        kind,
        tuple((name, draw(TEXT.filter(lambda t: t != "-"))) for name in names),
        words,
        draw(st.none() | st.dates()),
        draw(st.none() | st.dates()),
        draw(st.sampled_from(("", "day", "-day", "number", "-number"))),
        draw(TEXT),
        draw(TEXT),
    )


@given(any_filter())
def test_a_filter_is_the_same_after_its_address(asked: Asked) -> None:
    _, _, query = asked.address().partition("?")
    assert Asked.of(asked.kind, parse_qsl(query)) == asked


@pytest.mark.parametrize(
    ("pairs", "sentence"),
    [
        ([("harm", "killed")], "1,234 killed claims"),
        (
            [
                ("harm", "killed"),
                ("country", "IQ"),
                ("speaker", "official"),
                ("since", "2019-10-01"),
                ("until", "2019-10-31"),
            ],
            "1,234 killed claims in Iraq between 1 and 31 October 2019, said by officials",
        ),
        (
            [("since", "2019-10-01"), ("until", "2019-11-02")],
            "1,234 claims between 1 October and 2 November 2019",
        ),
        ([("until", "2019-10-05"), ("since", "2019-10-05")], "1,234 claims on 5 October 2019"),
        (
            [("since", "2018-12-30"), ("until", "2019-01-02")],
            "1,234 claims between 30 December 2018 and 2 January 2019",
        ),
        (
            [("words", " two   men "), ("sort", "-number")],
            "1,234 claims, with the words “two men”, most people first",
        ),
        ([("place", "-")], "1,234 claims at no known place"),
        ([("decided", "nothing"), ("scope", "unclear")], "1,234 unjudged unclear claims"),
    ],
)
def test_a_filter_is_said_in_english(pairs: list[tuple[str, str]], sentence: str) -> None:
    assert Asked.of("claims", pairs).sentence(1234) == sentence


@pytest.mark.parametrize(
    "pairs",
    [
        [("harms", "killed")],
        [("harm", "killed"), ("harm", "injured")],
        [("since", "in May")],
        [("sort", "length")],
        [("words", "x" * 1000)],
    ],
)
def test_what_a_list_is_not_chosen_by_is_refused_not_passed_over(pairs) -> None:
    with pytest.raises(UsageError):
        Asked.of("claims", pairs)


def _shown(visitor: Visitor, address: str) -> list[str]:
    return [a["href"] for a in visitor.page(address).select(".list-table th a")]


def test_every_list_shows_its_records_and_their_links_lead_somewhere(reader_only: Visitor) -> None:
    view = reader_only.view
    sizes = {
        "claims": len(view.claims),
        "incidents": len(view.incidents),
        "reports": len(view.reports),
        "accounts": len(view.accounts),
        "statements": len(view.statements),
    }
    for kind in KINDS:
        page = reader_only.page(f"/list/{kind}")
        said = page.select_one(".sentence").get_text()
        if kind in sizes:
            assert said.startswith(f"{sizes[kind]:,} ")
        for link in page.select(".list-table a")[:5]:
            assert reader_only.get(link["href"]).status_code == 200, (kind, link["href"])


def test_a_facet_leaves_as_many_rows_as_it_counts(reader_only: Visitor) -> None:
    for kind in KINDS:
        for link in reader_only.page(f"/list/{kind}").select(".facets a")[:12]:
            count = int(link.select_one(".count").get_text().replace(",", ""))
            said = reader_only.page(link["href"]).select_one(".sentence").get_text()
            assert said.split()[0] == f"{count:,}", (kind, link["href"])


def test_pages_follow_each_other_without_gap_or_repeat(
    reader_only: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tollbook.desk.list_page.ROWS", 7)
    for sort in ("", "&sort=-day", "&sort=number"):
        address, seen, back = f"/list/claims?{sort}", [], []
        while True:
            page = reader_only.page(address)
            seen.append([a["href"] for a in page.select(".list-table th a")])
            after = page.select_one("a[rel=next]")
            if after is None:
                break
            address = after["href"]
        every = [href for some in seen for href in some]
        assert sorted(every) == sorted(f"/claim/{c.id}" for c in reader_only.view.claims)
        while (before := reader_only.page(address).select_one("a[rel=prev]")) is not None:
            address = before["href"]
            back.append(_shown(reader_only, address))
        assert back[-1] == seen[0]


def test_the_twins_hold_the_rows_of_the_page_in_its_order(reader_only: Visitor) -> None:
    query = "harm=killed&sort=-number"
    ids = [href.removeprefix("/claim/") for href in _shown(reader_only, f"/list/claims?{query}")]
    assert len(ids) > 5
    raw = reader_only.get(f"/list/claims.csv?{query}")
    assert raw.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(raw.text)))
    assert [row["id"] for row in rows] == ids
    assert {row["harm"] for row in rows} == {"killed"}
    as_json = reader_only.get(f"/list/claims.json?{query}").json()
    assert [row["id"] for row in as_json] == ids
    as_lines = reader_only.get(f"/list/claims.ndjson?{query}").text.splitlines()
    assert [json.loads(line) for line in as_lines] == as_json
    features = reader_only.get(f"/list/claims.geojson?{query}").json()["features"]
    assert [each["properties"]["id"] for each in features] == ids
    for each, row in zip(features, as_json, strict=True):
        where = [row["lon"], row["lat"]]
        assert each["geometry"] == (
            None if None in where else {"type": "Point", "coordinates": where}
        )


def test_every_list_has_its_twins_also_when_it_is_empty(reader_only: Visitor) -> None:
    for kind in KINDS:
        for form in FORMS:
            answer = reader_only.get(f"/list/{kind}.{form}?words=nothingisso")
            if form not in forms_of(kind):
                assert answer.status_code == 404
                continue
            assert answer.status_code == 200
            if form in ("json", "geojson"):
                found = answer.json()
                assert (found if form == "json" else found["features"]) == []
            full = reader_only.get(f"/list/{kind}.{form}")
            assert full.status_code == 200
            if form == "json":
                full.json()


def test_a_filter_that_is_none_is_said(reader_only: Visitor) -> None:
    assert reader_only.get("/list/claims?harms=killed").status_code == 400
    assert reader_only.get("/list/claims?since=yesterday").status_code == 400
    for name in ("nothing", "claims.xls", "claims.csv.csv", "%2e%2e", "sources.geojson"):
        assert reader_only.get(f"/list/{name}").status_code == 404, name


def test_a_withheld_name_is_in_no_list_and_no_twin(visitor: Visitor) -> None:
    name = "Harith Samarra"
    claim = visitor.view.claims[0]
    visitor.decide("correct", claim.id, field="means", value=f"shot beside {name}")
    assert name in visitor.get("/list/decisions.csv").text
    assert name in visitor.get("/list/claims.csv").text
    speaker = next(r.source for r in visitor.view.reports if r.source)
    with Book.open(visitor.shelf.folder) as book:
        for withheld in (name, speaker):
            value = Withheld(withheld)
            book.decide("withhold", "book", decided_by="A.", reason="asked for", value=value)
    for kind in KINDS:
        for suffix in ("", *(f".{form}" for form in forms_of(kind))):
            answer = visitor.get(f"/list/{kind}{suffix}")
            assert answer.status_code == 200, (kind, suffix)
            text = answer.text
            assert "Harith" not in text, (kind, suffix)
            assert speaker.casefold() not in text.casefold(), (kind, suffix)
        assert visitor.page(f"/list/{kind}?words=harith").select(".list-table tr") == []
    assert "Harith" not in visitor.get("/jump?to=shot+beside").text


def test_a_jump_leads_to_ids_and_words(reader_only: Visitor) -> None:
    view = reader_only.view
    for own in (view.claims[0].id, view.incidents[0].id, view.reports[0].id, view.accounts[0].id):
        for typed in (own, own[:12], f" {own} "):
            answer = reader_only.get(f"/jump?to={typed}", follow_redirects=False)
            assert answer.status_code == 303
            assert answer.headers["location"].endswith(own)
    statement = view.statements[0]
    answer = reader_only.get(f"/jump?to={statement.id}", follow_redirects=False)
    assert answer.headers["location"] == f"/report/{statement.report}"
    page = reader_only.page("/jump?to=nasiriyah")
    assert "Places" in page.get_text()
    assert page.select(".jumped a")
    assert "Nothing in this book" in reader_only.page("/jump?to=zzzz+nowhere").get_text()
    assert reader_only.page("/jump").select_one("main form[action='/jump']")


def test_days_choose_from_the_first_to_the_last(reader_only: Visitor) -> None:
    every = reader_only.get("/list/claims.json").json()
    told = sorted({row["from"] or row["to"] for row in every} - {None})
    first, last = told[1], told[3]
    rows = reader_only.get(f"/list/claims.json?since={first}&until={last}").json()
    assert {row["from"] or row["to"] for row in rows} == set(told[1:4])
    days = [
        row["from"] or row["to"] for row in reader_only.get("/list/claims.json?sort=day").json()
    ]
    known = [day for day in days if day]
    assert known == sorted(known)
    assert days[: len(known)] == known
    assert date.fromisoformat(known[0])
