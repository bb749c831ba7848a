"""The --json document: its keys, its nulls, its order and its schema."""

from __future__ import annotations

import json
from dataclasses import fields, replace

import jsonschema
import pytest
import sample_view as sample

from tollbook.publish import document as shapes
from tollbook.publish import report_document as report_shapes
from tollbook.publish.assemble import document_of, to_bytes
from tollbook.publish.schema import SCHEMA_ID, json_schema, schema_json
from tollbook.view import View


def as_json(view: View) -> dict:
    return json.loads(to_bytes(document_of(view)))


@pytest.fixture(scope="module")
def document() -> dict:
    return as_json(sample.VIEW)


# The keys that the issue promises, in its own words.
PROMISED = {
    "reports": "id title text language source url published copies_of statements mentions",
    "claims": "id report harm count scope area period modality said_by victims perpetrators "
    "ordered_by target means places when includes inherited quote start end rule reader",
    "incidents": "id when places claims perpetrators grade tolls",
    "accounts": "claim harm area period stated surely maybe verdict arithmetic",
}


@pytest.mark.parametrize("group", PROMISED)
def test_every_promised_key_is_in_every_record(document: dict, group: str) -> None:
    wanted = set(PROMISED[group].split())
    assert document[group]
    for record in document[group]:
        assert wanted <= set(record)


def test_inner_keys(document: dict) -> None:
    report = document["reports"][0]
    wire = next(c for c in document["claims"] if c["id"] == sample.WIRE_CLAIM.id)
    incident = document["incidents"][0]
    account = document["accounts"][0]
    assert set(report["published"]) == {"start", "end", "basis", "confidence", "at"}
    assert set(report["mentions"][0]) >= {"kind", "text", "start", "end", "name", "lat", "lon"}
    assert set(wire["count"]) == {"low", "best", "high", "shape", "raw"}
    assert set(wire["said_by"][0]) == {"speaker", "verb", "kind", "stance", "stake"}
    assert set(wire["victims"][0]) == {"text", "status", "role", "sex", "age", "count"}
    assert set(wire["perpetrators"][0]) >= {"text", "actor", "surety"}
    assert set(wire["places"][0]) == {
        "text",
        "name",
        "lat",
        "lon",
        "country",
        "level",
        "radius_km",
        "candidates",
    }
    assert set(wire["when"]) == {"start", "end", "precision", "basis"}
    assert set(wire["includes"]) == {"attackers", "parts"}
    assert set(incident["tolls"]["killed"]) >= {
        "min",
        "best",
        "max",
        "open_above",
        "lineages",
        "articles",
        "policy",
    }
    assert set(account["stated"]) == {"low", "best", "high"}
    assert set(account["surely"]) == set(account["maybe"]) == {"min", "max"}
    assert set(document) >= {"tollbook", "policy", "notice", "set_aside"}


def test_the_document_fits_its_schema(document: dict) -> None:
    schema = json.loads(schema_json())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(document)
    jsonschema.Draft202012Validator(schema).validate(as_json(View()))


def test_the_schema_refuses_what_breaks_the_promises(document: dict) -> None:
    validator = jsonschema.Draft202012Validator(json_schema())
    for path, value in ((("claims",), None), (("notice",), 3), (("reports", 0, "mentions"), None)):
        broken = json.loads(json.dumps(document))
        *way, last = path
        inner = broken
        for key in way:
            inner = inner[key]
        inner[last] = value
        assert not validator.is_valid(broken)


def test_the_schema_names_itself_and_describes_its_parts() -> None:
    schema = json_schema()
    assert schema["$id"] == SCHEMA_ID
    assert schema["title"]
    assert schema["description"]
    for part in schema["$defs"].values():
        assert part["description"]
        assert "dataclass" not in part["description"]


def test_unknown_is_null_and_lists_are_empty(document: dict) -> None:
    undated = next(r for r in document["reports"] if r["id"] == sample.UNDATED.id)
    generic = next(c for c in document["claims"] if c["id"] == sample.GENERIC_CLAIM.id)
    assert undated["published"] is None
    assert undated["source"] is None
    assert undated["statements"] == []
    assert generic["area"] is None
    assert generic["period"] is None
    assert generic["when"] is None
    assert generic["places"] == generic["perpetrators"] == generic["means"] == []
    assert generic["count"]["best"] is None
    assert document["incidents"][0]["perpetrators"][0]["actor"] == "River Band"
    other = document["incidents"][1]
    assert other["when"] is None
    assert document["accounts"][0]["surely"]["max"] is None


def test_quotes_stand_where_the_document_says(document: dict) -> None:
    text_of = {r["id"]: r["text"] for r in document["reports"]}
    for claim in document["claims"]:
        assert text_of[claim["report"]][claim["start"] : claim["end"]] == claim["quote"]
    for report in document["reports"]:
        for found in (*report["statements"], *report["mentions"]):
            words = found.get("quote") or found["text"]
            assert report["text"][found["start"] : found["end"]] == words


def test_a_resolved_place_has_a_name_and_an_ambiguous_one_its_candidates(document: dict) -> None:
    by_id = {c["id"]: c for c in document["claims"]}
    place = by_id[sample.WIRE_CLAIM.id]["places"][0]
    assert (place["name"], place["country"], place["candidates"]) == ("Nasiriyah", "IQ", [])
    ambiguous = by_id[sample.AMARA_CLAIM.id]["places"][0]
    assert ambiguous["text"] == "Amara"
    assert ambiguous["name"] is None
    assert ambiguous["candidates"] == ["Amara, Iraq", "Amara, Tunisia"]


def test_words_that_nothing_was_resolved_for_stay_words(document: dict) -> None:
    copy = next(c for c in document["claims"] if c["id"] == sample.COPY_CLAIM.id)
    assert copy["places"][0]["text"] == "in Nasiriyah on"
    assert copy["places"][0]["name"] is None
    assert copy["perpetrators"][0]["actor"] is None


def test_a_perpetrator_carries_the_name_in_the_registry(document: dict) -> None:
    wire = next(c for c in document["claims"] if c["id"] == sample.WIRE_CLAIM.id)
    assert wire["perpetrators"][0]["actor"] == "River Band"
    assert wire["perpetrators"][0]["surety"] == "stated"


def test_a_running_total_has_its_area_and_period(document: dict) -> None:
    balance = next(c for c in document["claims"] if c["id"] == sample.BALANCE_CLAIM.id)
    assert balance["area"] == "Iraq"
    assert balance["period"] == {"start": "2019-10-01", "end": "2019-10-07"}
    assert balance["incident"] is None


def test_mentions_of_time_are_named_by_iso_days(document: dict) -> None:
    mentions = document["reports"][0]["mentions"]
    assert {m["kind"]: m["name"] for m in mentions if m["text"] != "Amara"} == {
        "actor": "River Band",
        "place": "Nasiriyah",
        "time": "2019-10-04",
    }


def test_names_of_the_dead_are_not_in_the_document() -> None:
    assert b"A Name" not in to_bytes(document_of(sample.VIEW))
    assert "names" not in {f.name for f in fields(report_shapes.VictimsDoc)}


def test_order_does_not_depend_on_the_order_of_rows() -> None:
    turned = replace(
        sample.VIEW,
        claims=sample.VIEW.claims[::-1],
        incidents=sample.VIEW.incidents[::-1],
        mentions=sample.VIEW.mentions[::-1],
        statements=sample.VIEW.statements[::-1],
        accounts=sample.VIEW.accounts[::-1],
    )
    assert as_json(turned) == as_json(sample.VIEW)


def test_incidents_come_newest_first(document: dict) -> None:
    assert [i["id"] for i in document["incidents"]] == [sample.INCIDENT.id, sample.OTHER.id]


def test_what_the_run_set_aside_comes_first_and_once() -> None:
    made = document_of(sample.VIEW, [*sample.RUN.set_asides, sample.ASIDE[0]])
    assert [a.what for a in made.set_aside] == ["x.html", "no count", "no count"]
    assert made.notice == shapes.NOTICE
