"""Each verb's payload: there and back, and refused where it does not fit."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from tollbook.errors import UsageError
from tollbook.record import Count, Span
from tollbook.record.decided import (
    PAYLOADS,
    ActorSet,
    AddedClaim,
    Corrected,
    Dated,
    Merged,
    Noted,
    Pair,
    Payload,
    Placed,
    Redacted,
    ScopeSet,
    SourceDeclared,
    Split,
    StanceSet,
    TollSet,
    TransitionSet,
    Withheld,
    decode,
    encode,
)
from tollbook.record.decision import SUBJECTS
from tollbook.record.vocabulary import VERBS, Verb

PAGE = Path(__file__).parents[2] / "docs" / "rooms" / "record.md"

EACH: list[tuple[Verb, Payload]] = [
    ("correct", Corrected("count", Count.at_least(3))),
    ("correct", Corrected("attackers", 1)),
    ("correct", Corrected("role", None)),
    ("correct", Corrected("published", "2024-05-03")),
    ("place", Placed("the old mill", 1.5, -2.0, "landmark", 0.3)),
    ("place", Placed("somewhere", None, None, "region")),
    ("actor", ActorSet(None)),
    ("date", Dated(date(2024, 5, 1), None)),
    ("toll", TollSet("killed", 3, None, 5)),
    ("same", Pair("clm_2")),
    ("different", Pair("clm_2")),
    ("split", Split(("clm_1", "clm_2"))),
    ("merge", Merged(("inc_2",))),
    ("stance", StanceSet("denies", 1)),
    ("scope", ScopeSet("cumulative")),
    ("transition", TransitionSet("injured", "killed", 2, date(2024, 5, 4))),
    ("add", AddedClaim("killed", Count.exact(2), span=Span(3, 6, "two"))),
    ("add", AddedClaim("killed", Count.exact(2), note="a call", source="a medic")),
    ("source", SourceDeclared("Herald", "outlet", party="the army")),
    ("withhold", Withheld("Nadia Example", ("N. Example",))),
    ("note", Noted("seen")),
    ("redact", Redacted(("reason",))),
]


@pytest.mark.parametrize(("verb", "payload"), EACH)
def test_a_payload_comes_back_as_it_went_in(verb: Verb, payload: Payload) -> None:
    assert decode(verb, encode(payload)) == payload
    assert type(decode(verb, encode(payload))) is PAYLOADS[verb]


def test_every_verb_has_subjects_and_every_payload_a_case_here() -> None:
    assert set(SUBJECTS) == set(VERBS)
    assert {verb for verb, _ in EACH} == set(PAYLOADS)
    assert {type(payload) for _, payload in EACH} == set(get_args(Payload))


@pytest.mark.parametrize(
    ("verb", "text", "words"),
    [
        ("accept", "{}", "replaces no value"),
        ("toll", "", "no value for toll"),
        ("toll", "[]", "no value for toll"),
        ("toll", '{"harm":"killed","min":3,"best":2,"max":null}', "min <= best"),
        ("toll", '{"harm":"killed","min":-1,"best":2,"max":null}', "0 <= min"),
        ("scope", '{"scope":"everything"}', "Invalid enum value"),
        ("correct", '{"field":"count","value":3}', "count cannot be 3"),
        ("correct", '{"field":"harm","value":"hurt"}', "harm is one of"),
        ("correct", '{"field":"attackers","value":-1}', "cannot be -1"),
        ("correct", '{"field":"published","value":"May"}', "isoformat"),
        ("correct", '{"field":"colour","value":"red"}', "Invalid enum value"),
        ("place", '{"name":"x","lat":1,"lon":null,"level":"city"}', "both"),
        ("place", '{"name":"x","lat":91,"lon":0,"level":"city"}', "no place on earth"),
        ("date", '{"start":"2024-05-04","end":"2024-05-03"}', "cannot end"),
        ("split", '{"claims":[]}', "claims that leave"),
        ("merge", '{"incidents":[]}', "another incident"),
        (
            "transition",
            '{"moved_from":"killed","moved_to":"killed","count":1}',
            "one harm to another",
        ),
        (
            "add",
            '{"harm":"killed","count":{"low":1,"best":1,"high":1,"shape":"exact"}}',
            "a span or on a note",
        ),
        (
            "add",
            '{"harm":"killed","note":"x","count":{"low":1,"best":1,"high":1,"shape":"exact"}}',
            "its source",
        ),
        ("withhold", '{"value":" - "}', "letters or digits"),
    ],
)
def test_what_does_not_fit_is_refused_and_says_why(verb: Verb, text: str, words: str) -> None:
    with pytest.raises(UsageError, match=words) as caught:
        decode(verb, text)
    assert caught.value.next


def test_the_page_names_every_field_of_every_payload() -> None:
    page = PAGE.read_text("utf-8")
    for verb, kind in PAYLOADS.items():
        row = next(line for line in page.splitlines() if line.startswith(f"| `{verb}` |"))
        for field in kind.__dataclass_fields__:
            assert f"`{field}`" in row, (verb, field)
