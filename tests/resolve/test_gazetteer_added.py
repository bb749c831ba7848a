"""Gazetteers that a user adds: forms, faults, and what the index makes of them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tollbook.errors import UsageError
from tollbook.record import Place
from tollbook.resolve.gazetteer_added import (
    add,
    added_digest,
    added_places,
    additions,
    remove,
)
from tollbook.resolve.gazetteer_sources import _add
from tollbook.resolve.named_place import ALTERNATE, PRIMARY, NamedPlace


def dump(name: str, code: str = "PPL", *, kind: str = "P", id: int = 7, people: int = 0) -> str:
    columns = [
        str(id), name, name, f"{name}town,{name}abad", "33.5", "44.25", kind, code, "IQ", "",
        "07", "", "", "", str(people), "", "34", "Asia/Baghdad", "2020-01-01",
    ]  # fmt: skip
    return "\t".join(columns) + "\n"


@pytest.mark.parametrize(
    ("code", "kind", "people", "level"),
    [
        ("PPL", "P", 900, "village"),
        ("PPL", "P", 9_000, "town"),
        ("PPL", "P", 900_000, "city"),
        ("PPLC", "P", 0, "city"),
        ("PPLX", "P", 50_000, "neighbourhood"),
        ("ADM1", "A", 0, "province"),
        ("ADM2", "A", 0, "district"),
        ("SCH", "S", 0, "landmark"),
        ("CH", "S", 0, "landmark"),
        ("RD", "R", 0, "street"),
    ],
)
def test_levels_of_geonames_features(
    tmp_path: Path, code: str, kind: str, people: int, level: str
) -> None:
    file = tmp_path / "IQ.txt"
    file.write_text(dump("Testan", code, kind=kind, people=people))
    add(file, tmp_path)
    (place,) = added_places(tmp_path)
    assert place.place.level == level
    assert (place.id, place.country, place.admin1) == ("gn:7", "IQ", "IQ.07")
    assert place.names == ("Testan", "Testantown", "Testanabad")


def test_a_zip_as_downloaded(tmp_path: Path) -> None:
    file = tmp_path / "IQ.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("readme.txt", "columns")
        archive.writestr("IQ.txt", dump("Testan") + dump("Oldan", "PPLQ", id=8))
    found = add(file, tmp_path)
    assert (found.name, found.places, found.left_out) == ("IQ", 1, 1)


def test_a_csv_with_few_columns(tmp_path: Path) -> None:
    file = tmp_path / "camps.csv"
    file.write_text("name,lat,lon,variants\nUmm Test Camp,33.1,44.2,Um Test|\n")
    add(file, tmp_path)
    (place,) = added_places(tmp_path)
    assert place.names == ("Umm Test Camp", "Um Test")
    assert (place.level, place.lat, place.id[:3]) == ("landmark", 33.1, "my:")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,lat\nA,1\n", "lacks the column lon"),
        ("name,lat,lon\nA,91,0\n", "a number between -90 and 90"),
        ("name,lat,lon\nA,north,0\n", "a number between -90 and 90"),
        ("name,lat,lon\n ,1,1\n", "has no name"),
        ("name,lat,lon,level\nA,1,1,hamlet\n", "no such level"),
        ("name,lat,lon\n", "no place that can be used"),
        (dump("Testan") + "8\tshort\n", "has 19 columns, this one 2"),
        (dump("Testan") + "8\tshort\n9\tshort\n", r"2 of 3 rows cannot be used; the first: a row"),
        ("name,lat,lon,country\nA,1,1,Atlantis\n", "no such country"),
        ("", "the file is empty"),
    ],
)
def test_a_file_with_one_bad_row_changes_nothing(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "bad.csv"
    file.write_text(text)
    with pytest.raises(UsageError, match=said):
        add(file, tmp_path)
    assert additions(tmp_path) == []
    assert added_digest(tmp_path) == ""


def test_the_lines_of_all_bad_rows_are_said(tmp_path: Path) -> None:
    file = tmp_path / "bad.csv"
    file.write_text("name,lat,lon\nA,91,1\nB,1,1\n" + "C,1,north\n" * 9)
    with pytest.raises(UsageError) as fault:
        add(file, tmp_path)
    assert fault.value.where == f"{file}:2 (others: line 4, 5, 6, 7, 8 and 4 more)"


@pytest.mark.parametrize(
    "text",
    [
        "name,lat,lon,country\nUmm Test,33.1,44.2,IQ\n",
        "Name,Latitude,Longitude,Country\nUmm Test,33.1,44.2,Iraq\n",
        "name;lng;lat;country\nUmm Test;44.2;33.1;iq\n",
        "name,lat,lon,country\r\nUmm Test,33.1,44.2,IQ\r\n\r\nUmm Test,33.1,44.2,IQ\r\n",
    ],
)
def test_headings_as_people_write_them(tmp_path: Path, text: str) -> None:
    file = tmp_path / "camps.csv"
    file.write_text(text)
    found = add(file, tmp_path)
    (place,) = added_places(tmp_path)
    assert (place.lat, place.lon, place.country) == (33.1, 44.2, "IQ")
    assert (found.places, found.repeated) == (1, text.count("Umm") - 1)


def test_a_dump_with_a_heading(tmp_path: Path) -> None:
    file = tmp_path / "IQ.txt"
    heading = "\t".join(["geonameid", "name", *(f"column {n}" for n in range(17))])
    file.write_text(f"{heading}\n{dump('Testan')}")
    assert add(file, tmp_path).places == 1


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    file = tmp_path / "bad.txt"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="cannot be read"):
        add(file, tmp_path)


def test_what_was_added_is_listed_replaced_and_taken_out(tmp_path: Path) -> None:
    file = tmp_path / "camps.csv"
    file.write_text("name,lat,lon\nA,1,1\nB,2,2\n")
    add(file, tmp_path)
    before = added_digest(tmp_path)
    file.write_text("name,lat,lon\nA,1,1\n")
    add(file, tmp_path)
    assert [(a.name, a.places) for a in additions(tmp_path)] == [("camps", 1)]
    assert added_digest(tmp_path) != before
    remove("camps", tmp_path)
    assert additions(tmp_path) == []
    with pytest.raises(UsageError, match="no gazetteer of this name"):
        remove("camps", tmp_path)


def test_a_place_that_is_there_gets_names_and_no_twin(tmp_path: Path) -> None:
    file = tmp_path / "IQ.txt"
    file.write_text(dump("Testan") + dump("Newan", id=9))
    add(file, tmp_path)
    there = NamedPlace(Place("gn:7", "Test", 33.5, 44.2, "IQ", "IQ.07", "town", 4.0))
    fresh = _add(added_places(tmp_path), [there], {}, {})
    assert [row.place.id for row in fresh] == ["gn:9"]
    assert there.names == {"testan": PRIMARY, "testantown": ALTERNATE, "testanabad": ALTERNATE}


def test_two_files_that_give_one_place_give_it_once(tmp_path: Path) -> None:
    for name in ("IQ", "Basra"):
        file = tmp_path / f"{name}.txt"
        file.write_text(dump("Testan" if name == "IQ" else "Testan Town"))
        add(file, tmp_path)
    (row,) = _add(added_places(tmp_path), [], {}, {})
    assert row.place.id == "gn:7"
    assert {"testan", "testan town"} <= set(row.names)
