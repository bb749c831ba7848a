"""The files of a release: tables, their description, the written pages, and the site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import cast

from tollbook.publish.document import NOTICE
from tollbook.publish.release import rows as r
from tollbook.publish.release import texts
from tollbook.publish.release.changes import Before
from tollbook.publish.release.codebook import about, codebook, table_schema
from tollbook.publish.release.files import as_csv, as_json, as_jsonl
from tollbook.publish.release.gates import Gate
from tollbook.publish.release.headline import balances
from tollbook.publish.release.outgoing import Outgoing
from tollbook.publish.release.site.build import build_site
from tollbook.publish.release.texts import Sheet


def write_release(
    folder: Path, sheet: Sheet, out: Outgoing, gates: Sequence[Gate], before: Before | None
) -> frozenset[str]:
    """Writes everything but the sums.

    :returns: files whose bytes come with tollbook and hold nothing of the book.
    """
    counts = {table: len(out.of(table)) for table in r.TABLES}
    reports = cast("tuple[r.ReportRow, ...]", out.of("reports"))
    changed = cast("tuple[r.ChangeRow, ...]", out.of("changes"))
    tolls = cast("tuple[r.TollRow, ...]", out.of("tolls"))
    (folder / "tables").mkdir()
    for table in r.TABLES:
        rows = out.of(table)
        (folder / "tables" / f"{table}.csv").write_bytes(as_csv(table, rows))
        (folder / "tables" / f"{table}.jsonl").write_bytes(as_jsonl(rows))
    pages = {
        "codebook.md": codebook(texts.rules_for_codebook(sheet)),
        "charter.md": texts.charter_page(sheet),
        "policy.md": texts.policy_page(sheet),
        "sources.md": texts.sources_page(sheet, reports),
        "method.md": texts.method_page(sheet),
        "changes.md": texts.changes_page(sheet, before.name if before else None, changed),
        "CITATION.cff": texts.citation(sheet),
    }
    for name, text in pages.items():
        (folder / name).write_bytes(text.encode("utf-8"))
    (folder / "datapackage.json").write_bytes(as_json(data_package(sheet)))
    about_it: dict[str, object] = {
        "name": sheet.name,
        "title": sheet.title,
        "date": str(sheet.on),
        "tollbook": sheet.version,
        "format": r.FORMAT,
        "notice": NOTICE,
        "computed": sheet.computed,
        "charter": sheet.charter_words,
        "policy": sheet.policy.name,
        "profile": sheet.profile.name,
        "licence": sheet.profile.licence or None,
        "contact": sheet.profile.contact or None,
        "previous": {"name": before.name, "sha256sums": before.digest} if before else None,
        "counts": counts,
        "balances": [asdict(balance) for balance in balances(tolls)],
        "gates": {gate.name: gate.says for gate in gates},
    }
    (folder / "release.json").write_bytes(as_json(about_it))
    listed = [*pages, "datapackage.json", "release.json", "SHA256SUMS", "tables/"]
    ours: frozenset[str] = frozenset()
    if sheet.profile.site:
        listed.append("site/index.html")
        was = before.name if before else None
        made = build_site(
            folder / "site", sheet, out, was, method=pages["method.md"], changes=pages["changes.md"]
        )
        ours = frozenset(f"site/{name}" for name in made)
    (folder / "README.md").write_bytes(texts.readme(sheet, counts, sorted(listed)).encode("utf-8"))
    return ours


def data_package(sheet: Sheet) -> dict[str, object]:
    """``datapackage.json`` after the Data Package standard: every table with its schema."""
    package: dict[str, object] = {
        "profile": "tabular-data-package",
        "name": f"tollbook-{sheet.name.lower()}",
        "title": sheet.title,
        "version": sheet.name,
        "created": f"{sheet.on}T00:00:00Z",
        "description": f"{NOTICE}; {sheet.computed}; what is counted: {sheet.charter_words}",
    }
    if sheet.profile.licence:
        package["licenses"] = [{"name": sheet.profile.licence}]
    package["resources"] = [
        {
            "profile": "tabular-data-resource",
            "name": table,
            "path": f"tables/{table}.csv",
            "description": about(table),
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": table_schema(table),
        }
        for table in r.TABLES
    ]
    return package
