"""The book in forms that others read: what each holds, and what it never holds."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
import sample_view as s
from followthemoney import model
from pyarrow import parquet

from tollbook.errors import UsageError
from tollbook.publish.archive_imports import BAYANAT_INCIDENTS, UWAZI
from tollbook.publish.export import FORMATS, Options, foreign_files, written_to
from tollbook.publish.noun_tables import NOUNS
from tollbook.publish.type_table import ACLED
from tollbook.record import Count, VictimGroup

TYPED = ("acled-like", "plover")
TYPES = """
[[acled]]
event = "Attack by fire"
mode = "Shots"
harm = ["killed"]
means = ["shooting"]

[[plover]]
event = "ASSAULT"
mode = "firearms"
victims = ["civilian"]
"""


@pytest.fixture
def hand(tmp_path: Path) -> Path:
    (tmp_path / "types.toml").write_text(TYPES)
    return tmp_path


def made(form: str, hand: Path, *nouns: str) -> dict[str, str]:
    files = FORMATS[form].files(s.VIEW, Options(nouns=nouns, hand=hand))
    return {name: content.decode("utf-8", "replace") for name, content in files.items()}


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_is_the_same_again_says_what_it_is_and_names_no_dead(form, hand) -> None:
    files = made(form, hand)
    assert files == made(form, hand)
    together = "".join(files.values())
    assert "omputed by tollbook" in together
    assert "a floor, not an estimate" in together
    assert "A Name" not in together  # the sample's victim


@pytest.mark.parametrize(
    ("form", "project"),
    [("ged", "UCDP GED"), ("ibc-like", "Iraq Body Count"), ("airwars-like", "Airwars"),
     ("acled-like", "ACLED"), ("plover", "PLOVER")],
)  # fmt: skip
def test_a_form_after_somebodys_rules_is_not_their_data(form, project, hand) -> None:
    said = "".join(made(form, hand).values())
    assert f"after the published rules of {project}" in said
    assert " data" in said.partition("; not ")[2]


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet", "geojson"])
def test_plain_forms_have_every_noun_or_those_asked_for(form, hand) -> None:
    assert [name.partition(".")[0] for name in made(form, hand)] == [*NOUNS, "README"]
    assert list(made(form, hand, "places", "incidents")) == [
        f"incidents.{form}", f"places.{form}", "README.txt",
    ]  # fmt: skip


def test_plain_rows(hand) -> None:
    files = made("csv", hand)
    assert [row["source"] for row in rows(files["sources.csv"])] == [
        "Copying Post", "Example Wire", "State Agency", "",
    ]  # fmt: skip
    wire = rows(files["sources.csv"])[1]
    assert (wire["reports"], wire["copies"], wire["first"]) == ("1", "0", "2019-10-05")
    places = {row["name"]: row for row in rows(files["places.csv"])}
    assert (places["Nasiriyah"]["where_prec"], places["Iraq"]["where_prec"]) == ("1", "6")
    assert places["Iraq"]["geo_precision"] == ""
    (denial,) = rows(files["statements.csv"])
    assert (denial["kind"], denial["said_by"]) == ("denial", "report; The Band")
    line = json.loads(made("jsonl", hand)["accounts.jsonl"])
    assert (line["low"], line["high"], line["to"]) == (181, None, "2019-10-07")


def test_parquet_is_typed() -> None:
    files = FORMATS["parquet"].files(s.VIEW, Options())
    table = parquet.read_table(io.BytesIO(files["incidents.parquet"]))
    assert str(table.schema.field("from").type) == "date32[day]"
    assert table.column("min").to_pylist() == [2, 3]


def test_geojson_has_points_and_no_made_up_place(hand) -> None:
    incidents = json.loads(made("geojson", hand)["incidents.geojson"])["features"]
    incidents = incidents[::-1]
    assert incidents[0]["geometry"] == {"type": "Point", "coordinates": [46.257, 31.058]}
    assert incidents[0]["properties"]["radius_km"] == 8.0
    assert incidents[1]["geometry"] is None
    decisions = json.loads(made("geojson", hand)["decisions.geojson"])["features"]
    assert all(feature["geometry"] is None for feature in decisions)


def test_ibc_like(hand) -> None:
    second, first = rows(made("ibc-like", hand)["incidents.csv"])
    assert (first["deaths_min"], first["deaths_max"], first["single_lineage"]) == (
        "3",
        "5",
        "False",
    )
    assert first["media_sources"] == "Example Wire; Copying Post; State Agency"
    assert first["primary_witnesses"] == "a medic; the health ministry"
    assert (second["injuries_min"], second["single_lineage"], second["deaths_min"]) == (
        "2", "True", "",
    )  # fmt: skip


def test_ibc_like_persons_have_no_names() -> None:
    one = VictimGroup("a medic", "civilian", "medic", "female", "adult", Count.exact(1),
                      names=("A Name",))  # fmt: skip
    claim = replace(s.WIRE_CLAIM, victims=(one,))
    view = replace(s.VIEW, claims=tuple(claim if c.id == claim.id else c for c in s.VIEW.claims))
    (person,) = rows(FORMATS["ibc-like"].files(view, Options())["persons.csv"].decode())
    assert (person["name"], person["age"], person["gender"], person["occupation"]) == (
        "", "adult", "female", "medic",
    )  # fmt: skip


def test_airwars_like(hand) -> None:
    second, first = json.loads(made("airwars-like", hand)["incidents.json"])["incidents"]
    assert first["killed"]["civilians"] == {"min": 3, "max": 5}
    assert first["injured"]["civilians"] == {"min": None, "max": None}
    (band,) = first["belligerents"]
    assert (band["type"], band["surety"]) == ("Suspected", ["stated", "denied"])
    assert first["geolocation"][0]["accuracy"] == "city"
    assert len(first["sources"]) == 3
    assert second["geolocation"] == []


def test_followthemoney_entities_are_valid_and_lead_to_their_proof(hand) -> None:
    lines = made("ftm", hand)["entities.ftm.json"].splitlines()
    entities = {e["id"]: e for e in map(json.loads, lines)}
    for entity in entities.values():
        model.get(entity["schema"]).validate(entity)
    event = entities[s.INCIDENT.id.replace("_", "-")]
    told = [r.id.replace("_", "-") for r in (s.WIRE, s.COPY, s.MINISTRY)]
    assert event["properties"]["proof"] == sorted(told)
    assert set(event["properties"]["proof"]) <= set(entities)
    (band,) = event["properties"]["involved"]
    assert entities[band]["properties"]["name"] == ["River Band"]


def test_uwazi_and_bayanat_sheets(hand) -> None:
    first = rows(made("uwazi", hand)["incidents.csv"])[-1]
    assert tuple(first) == UWAZI
    assert first["title"] == "Nasiriyah, 2019-10-04"
    assert first["location"] == "31.058|46.257"
    assert first["sources"] == "Example Wire|Copying Post|State Agency"
    sheet = rows(made("bayanat", hand)["incidents.csv"])[-1]
    assert tuple(sheet) == BAYANAT_INCIDENTS
    assert sheet["sources"] == '"Example Wire", "Copying Post", "State Agency"'
    assert rows(made("bayanat", hand)["bulletins.csv"])[0]["incident"] == s.INCIDENT.id


def test_types_are_a_persons_and_never_guessed(tmp_path, hand) -> None:
    for form in TYPED:
        with pytest.raises(UsageError, match="type table that a person wrote"):
            made(form, tmp_path / "nothing")
    (event,) = rows(made("acled-like", hand)["events.csv"])
    assert tuple(event) == ACLED
    assert (event["event_type"], event["sub_event_type"]) == ("Attack by fire", "Shots")
    assert (event["time_precision"], event["geo_precision"], event["fatalities"]) == ("1", "1", "5")
    (aside,) = rows(made("acled-like", hand)["set-aside.csv"])
    assert aside["incident"] == s.OTHER.id
    plover = json.loads(made("plover", hand)["events.jsonl"])
    assert (plover["event"], plover["mode"], plover["size"]["dead"]) == (
        ["ASSAULT"], ["firearms"], 5,
    )  # fmt: skip


@pytest.mark.parametrize("text", ["[[acled]]\nmode = 1", "no toml [", "[[acled]]\nx = 1", ""])
def test_a_type_table_that_cannot_be_used(tmp_path, text) -> None:
    (tmp_path / "types.toml").write_text(text)
    with pytest.raises(UsageError):
        made("acled-like", tmp_path)


def test_where_files_go() -> None:
    files = {"ged.csv": b"", "README.txt": b""}
    assert list(written_to(files, Path("a"))) == [Path("a/ged.csv"), Path("a/README.txt")]
    assert list(written_to(files, Path("b/x.csv"))) == [Path("b/x.csv"), Path("b/x-README.txt")]
    with pytest.raises(UsageError, match=r"\.csv file"):
        written_to(files, Path("x.json"))
    with pytest.raises(UsageError, match="no table"):
        foreign_files((), "Nobody")


GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", sorted(path.name for path in GOLDEN.iterdir()))
def test_files_of_the_sample_are_the_same_to_the_byte(name: str) -> None:
    """A change here is a change for everybody who reads our files: say it in the changelog."""
    form = next(f for f in FORMATS if name.startswith(f"{f}-"))
    files = FORMATS[form].files(s.VIEW, Options())
    assert files[name.removeprefix(f"{form}-")] == (GOLDEN / name).read_bytes()


def test_hxl_has_a_row_of_hashtags_and_the_figures() -> None:
    files = FORMATS["hxl"].files(s.VIEW, Options())
    header, tags, *rows = csv.reader(io.StringIO(files["incidents.csv"].decode("utf-8")))
    assert len(header) == len(tags) == len(set(tags))
    assert [t for t in tags if not re.fullmatch(r"#[a-z]+(\+[a-z][a-z0-9_]*)+", t)] == []
    told = {row[0]: dict(zip(tags, row, strict=True)) for row in rows}[s.INCIDENT.id]
    toll = s.INCIDENT.toll("killed")
    assert toll is not None
    assert told["#affected+killed+min"] == str(toll.min)
    assert told["#meta+killed+open"] == str(toll.open_above)
    counted = [i for i in s.VIEW.incidents if i.toll("killed") or i.toll("injured")]
    assert len(rows) == len(counted)
