"""Files of others that browsers load are those that the README of the folder names, to the byte."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import tollbook

ASSETS = Path(tollbook.__file__).parent / "assets"
ROWS = re.findall(
    r"^\| `([^`]+)` \|.*\| `([0-9a-f]{64})` \|$", (ASSETS / "README.md").read_text("utf-8"), re.M
)
NAMED = dict(ROWS)
OWN = {"README.md", "__init__.py"}


def test_every_file_is_named_with_its_digest() -> None:
    there = {
        str(path.relative_to(ASSETS)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in ASSETS.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and "LICENSE" not in path.name
    }
    assert {name: digest for name, digest in there.items() if name not in OWN} == NAMED


def test_boundaries_are_topologies() -> None:
    for name in NAMED:
        if name.endswith(".json"):
            assert json.loads((ASSETS / name).read_text("utf-8"))["type"] == "Topology"
