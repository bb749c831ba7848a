"""Saved pages of the gold, put through intake as a user's pages are."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from pathlib import Path

import msgspec

from tollbook import intake
from tollbook.evals.gold import Gold
from tollbook.record import Report

MANIFEST = "html_pages/manifest.jsonl"
FILES = (MANIFEST, "html_pages/pages/*.html.gz")


class Row(msgspec.Struct, frozen=True):
    """A line of the manifest; a page has a body or a date to compare with."""

    set: str
    file: str
    gold_body: str | None = None
    gold_date: str | None = None


@dataclass(frozen=True, slots=True)
class SavedPage:
    """One saved page and where its bytes lie."""

    id: str
    path: Path
    row: Row


def pages_of(gold: Gold, name: str) -> list[SavedPage]:
    """The pages of one set of the manifest."""
    return [
        SavedPage(Path(row.file).name.split(".")[0], gold.folder / "html_pages" / row.file, row)
        for row in gold.rows(MANIFEST, Row)
        if row.set == name
    ]


def report_of(page: SavedPage) -> Report | None:
    """What intake makes of the page's bytes; None where it sets the page aside."""
    data = gzip.decompress(page.path.read_bytes())
    report = intake.extract(intake.Item.of(page.path.name, data, intake.HTML))
    return report if isinstance(report, Report) else None
