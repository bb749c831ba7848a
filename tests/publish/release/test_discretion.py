"""What of a record may go out: places of some harms coarse, speakers by office, victims by rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import canary_book as canary
import pytest

from tollbook.publish.release.discretion import Discretion
from tollbook.publish.release.profile import Profile
from tollbook.record import (
    Claim,
    Count,
    Decision,
    Place,
    Report,
    Speaker,
    VictimGroup,
)
from tollbook.record.decided import SourceDeclared, encode
from tollbook.record.vocabulary import SpeakerKind
from tollbook.view import View

TEXT = (
    "Soldiers shot Omar Zaqari in Amberton on Friday. Two women were raped in a cell. A man died "
    "after he was tortured. Five people were killed, spokesman Ziad Zaqari said."
)
REPORT = Report("rep_1", "0" * 64, None, TEXT, "en", "Amberton Post", None, None, 1)
VOICE = Speaker("report", None, "report", "relays", "unknown")


def claim(quote: str, **changes: Any) -> Claim:
    return canary.claim_of(REPORT, quote, **changes)


def asked(profile: Profile | None = None, **view: Any) -> Discretion:
    given = {"reports": (REPORT,), **view}
    return Discretion(View(**given), profile or Profile(), canary.containing)


@pytest.mark.parametrize(
    ("quote", "changes", "sensitive"),
    [
        ("Soldiers shot Omar Zaqari", {}, False),
        ("Two women were raped", {}, True),
        ("A man died", {}, True),
        ("Five people were killed", {}, False),
        ("Five people were killed", {"means": ("electrocution",)}, True),
        ("Five people were killed", {"means": ("grapes",)}, False),
    ],
)
def test_what_tells_of_sexual_violence_and_torture(
    quote: str, changes: dict[str, Any], sensitive: bool
) -> None:
    assert asked().is_sensitive(claim(quote, **changes)) is sensitive


@pytest.mark.parametrize(
    ("finest", "sensitive", "place", "told"),
    [
        ("exact", False, canary.VILLAGE, canary.VILLAGE),
        ("exact", True, canary.VILLAGE, canary.DISTRICT),
        ("exact", True, canary.DISTRICT, canary.DISTRICT),
        ("exact", True, canary.PROVINCE, canary.PROVINCE),
        ("province", False, canary.TOWN, canary.PROVINCE),
        ("country", False, canary.TOWN, canary.COUNTRY),
        ("city", False, canary.TOWN, canary.DISTRICT),
        ("province", True, canary.VILLAGE, canary.PROVINCE),
        ("exact", True, replace(canary.VILLAGE, parents=("gn:2", "gn:1")), canary.PROVINCE),
        ("exact", True, replace(canary.VILLAGE, parents=()), None),
    ],
)
def test_how_fine_a_place_is_told(
    finest: Any, sensitive: bool, place: Place, told: Place | None
) -> None:
    assert asked(Profile(finest_place=finest)).place(place, sensitive=sensitive) == told


@pytest.mark.parametrize(
    ("speaker", "kind", "by", "told"),
    [
        ("spokesman Ziad Zaqari", "official", "office", "spokesman"),
        ("spokesman Ziad Zaqari", "official", "name", "spokesman Ziad Zaqari"),
        ("Lina Zaqari", "witness", "name", "a witness"),
        ("his aunt Lina Zaqari", "relative", "name", "his aunt"),
        ("Dr. Lina Zaqari", "medic", "name", "a medic"),
        ("he", "police", "office", "a police source"),
        ("the Ministry of Health", "official", "office", "the Ministry of Health"),
        ("Zaqari News", "media", "office", "a news outlet"),
        ("Zaqari City", "unknown", "office", "a person or body not told"),
        ("", "unknown", "office", "a person or body not told"),
    ],
)
def test_who_said_it(speaker: str, kind: SpeakerKind, by: Any, told: str) -> None:
    chain = (VOICE, Speaker(speaker, "said", kind, "asserts", "unknown"))
    assert asked(Profile(speakers=by)).speaker(chain, REPORT.id) == told


def test_the_reports_own_voice_is_its_outlet() -> None:
    assert asked().speaker((VOICE,), REPORT.id) == "Amberton Post"
    bare = replace(REPORT, source=None)
    assert asked(reports=(bare,)).speaker((VOICE,), REPORT.id) == "the report itself"


def test_a_source_declared_a_witness_is_nobodys_outlet() -> None:
    declared = Decision(
        "dec_1", 1, "", datetime(2024, 5, 3, tzinfo=UTC), "A. Recorder", "source", "book", None,
        encode(SourceDeclared("amberton post", "witness")), "she told us", None, "sha256:0",
    )  # fmt: skip
    there = asked(decisions=(declared,))
    assert there.outlet(REPORT) == "a witness"
    assert asked().outlet(REPORT) == "Amberton Post"


@pytest.mark.parametrize(
    ("harm", "age", "named", "may"),
    [
        ("killed", "adult", True, True),
        ("killed", "elderly", True, True),
        ("killed", "adult", False, False),
        ("killed", "child", True, False),
        ("killed", "mixed", True, False),
        ("killed", "unknown", True, False),
        ("injured", "adult", True, False),
        ("detained", "adult", True, False),
        ("missing", "adult", True, False),
        ("abducted", "adult", True, False),
    ],
)
def test_who_may_be_named(harm: Any, age: Any, named: bool, may: bool) -> None:
    group = VictimGroup("Omar Zaqari", age=age, names=("Omar Zaqari",))
    told = claim("Soldiers shot Omar Zaqari", harm=harm, victims=(group,), count=Count.exact(1))
    quiet = Report("rep_2", "1" * 64, None, TEXT, "en", None, None, None, 2)
    there = asked(Profile(names_of_the_dead=named), reports=(REPORT, quiet), claims=(told,))
    assert there.named_victims(told) == {"Omar Zaqari": may}
    name = "Omar Zaqari" if may else "████ ██████"
    assert there.quote(told) == f"Soldiers shot {name}"


def test_a_name_that_is_private_once_is_private_everywhere() -> None:
    adult = VictimGroup("x", age="adult", names=("Omar Zaqari",))
    dead = claim("Soldiers shot Omar Zaqari", victims=(adult,), count=Count.exact(1))
    hurt = claim("Five people were killed", harm="injured", victims=(adult,))
    there = asked(Profile(names_of_the_dead=True), claims=(dead, hurt))
    assert there.private == {"Omar Zaqari"}
    assert "Zaqari" not in there.quote(dead)


def test_quotes_are_cut() -> None:
    long = claim("Five people were killed, spokesman Ziad Zaqari said")
    assert asked(Profile(quote_words=3)).quote(long) == "Five people were …"
    whole = claim("Five people were killed")
    said = asked(Profile(quote="sentence")).quote(whole)
    assert said == "Five people were killed, spokesman ████ ██████ said."
    assert asked().quote(whole) == "Five people were killed"
