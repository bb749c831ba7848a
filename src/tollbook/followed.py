"""What a book's figures follow from beside its records: the rules, as one digest."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

import msgspec

from tollbook import tally
from tollbook.record import Charter

_ROOMS = ("tally", "hand", "record")


def rules_of(policy: tally.Policy, charter: Charter) -> str:
    """A digest of a policy, a charter and the code that goes by them."""
    said = msgspec.json.encode((policy, charter), order="deterministic")
    return hashlib.sha256(_code().encode() + said).hexdigest()


@cache
def _code() -> str:
    """A digest of all files of the rooms that figures come from, weights and word lists among
    them: whoever changes one changes the rules."""
    sha = hashlib.sha256()
    for room in _ROOMS:
        _take(resources.files("tollbook") / room, room, sha)
    return sha.hexdigest()


def _take(at: Traversable, name: str, sha: hashlib._Hash) -> None:
    if at.is_dir():
        for each in sorted(at.iterdir(), key=lambda inner: inner.name):
            if each.name != "__pycache__":
                _take(each, f"{name}/{each.name}", sha)
        return
    data = at.read_bytes()
    sha.update(f"{name} {len(data)}:".encode())
    sha.update(data)
