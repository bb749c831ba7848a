"""docs/json.md names every key of the document, and no other."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from tollbook.publish import document, report_document

_SECTIONS = {
    "## The document": document.Document,
    "## `reports[]`": report_document.ReportDoc,
    "`statements[]`:": report_document.StatementDoc,
    "`mentions[]`:": report_document.MentionDoc,
    "## `claims[]`": report_document.ClaimDoc,
    "## `incidents[]`": document.IncidentDoc,
    "`tolls` is an object": document.TollDoc,
    "## `accounts[]`": document.AccountDoc,
    "## `set_aside[]`": document.SetAsideDoc,
}
_INNER = {
    "`said_by` |": report_document.SpeakerDoc,
    "`victims` |": report_document.VictimsDoc,
    "`places` | `text`": report_document.PlaceDoc,
    "`when` | `start`": report_document.WhenDoc,
    "`includes` |": report_document.IncludesDoc,
    "`perpetrators` | `text`, `actor` (": report_document.PerpetratorDoc,
    "`perpetrators` | `text`, `actor`, ": document.IncidentActorDoc,
    "`places` | `id`": document.IncidentPlaceDoc,
    "`links` |": document.LinkDoc,
    "`figures` |": document.FigureDoc,
    "`repeats` |": report_document.WordsDoc,
    "`stated` |": document.StatedDoc,
    "`surely`, `maybe` |": document.SumDoc,
}


@pytest.fixture(scope="module")
def lines(repository: Path) -> list[str]:
    return (repository / "docs" / "json.md").read_text("utf-8").splitlines()


@pytest.mark.parametrize("section", _SECTIONS)
def test_a_table_has_the_keys_of_its_record(lines: list[str], section: str) -> None:
    at = next(n for n, line in enumerate(lines) if line.startswith(section))
    named = []
    started = False
    for line in lines[at + 1 :]:
        if line.startswith("| `"):
            started = True
            named += re.findall(r"`([^`]+)`", line.split("|")[1])
        elif started:
            break
    outer = [key for key in named if "." not in key]
    assert sorted(outer) == sorted(f.name for f in fields(_SECTIONS[section]))


@pytest.mark.parametrize("row", _INNER)
def test_a_row_names_the_keys_inside(lines: list[str], row: str) -> None:
    found = [line for line in lines if line.startswith(f"| {row}")]
    keys = {f.name for f in fields(_INNER[row])}
    assert any(keys <= set(re.findall(r"`([a-z_]+)`", line)) for line in found), found
