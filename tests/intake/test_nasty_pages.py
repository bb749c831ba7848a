"""Pages that somebody made to stop or to trick whoever reads them: read, or set aside and named."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from tollbook import intake
from tollbook.record import SetAside

SCRIPTS = Path(__file__).resolve().parent.parent.parent / "scripts"
NASTY = runpy.run_path(str(SCRIPTS / "nasty_pages.py"))["NASTY"]


@pytest.mark.parametrize("name", NASTY)
def test_a_nasty_page_is_read_or_set_aside(tmp_path: Path, name: str) -> None:
    path = tmp_path / "pages" / name
    path.parent.mkdir()
    path.write_bytes(NASTY[name]())
    before = sorted(tmp_path.rglob("*"))
    made, aside = [], []
    for item in intake.items([path], max_bytes=32 << 20):
        if isinstance(item, SetAside):
            aside.append(item)
            continue
        found = intake.extract_all(item, sequence=1)
        aside += found.set_aside
        made += [] if found.report is None else [found.report]
    assert made or aside
    assert all(one.why and one.next for one in aside)
    for report in made:
        assert "root:" not in report.text  # no file of this machine was read for it
        assert "document.title" not in report.text
        assert not (report.url or "").startswith("javascript:") or name == "lines.jsonl"
    assert sorted(tmp_path.rglob("*")) == before  # nothing was unpacked anywhere
