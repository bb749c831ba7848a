"""450 texts of our own: who did it, who says so, and how sure that is.

``told.jsonl`` holds a text a line with the fields that a careful recorder would book. They were
written before the reader was asked, so that the share it gets right means something. The last 50
were written when the reader had been taught the first 400 (see docs/rooms/read.md for both).
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from read_cases import NAMES, Read

from tollbook.record import Claim, Reading

FLOOR = 0.90
"""The share of texts with a field in which that field must be right."""

_GIVEN = frozenset({"group", "text", "title", "harm", "n"})
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)


def _plain(name: str) -> str:
    return _ARTICLE.sub("", name).casefold().replace("\u2019s", "'s")


def _stated(reading: Reading, _: Claim | None) -> list[list[str]]:
    said = ((s.kind, _plain(s.said_by[-1]) if s.said_by[1:] else "") for s in reading.statements)
    return sorted([kind, by] for kind, by in said)


def _about(reading: Reading, claim: Claim | None) -> bool:
    return claim is not None and any(s.about == claim.id for s in reading.statements)


_OF_CLAIM: Mapping[str, Callable[[Claim], Any]] = {
    "counts": lambda c: c.counts,
    "inherited": lambda c: list(c.inherited),
    "kinds": lambda c: [s.kind for s in c.said_by[1:]],
    "modality": lambda c: c.modality,
    "ordered_by": lambda c: [_plain(o) for o in c.ordered_by],
    "perpetrators": lambda c: [_plain(p.text) for p in c.perpetrators],
    "report": lambda c: c.said_by[0].stance,
    "speakers": lambda c: [_plain(s.speaker) for s in c.said_by[1:]],
    "stake": lambda c: c.said_by[-1].stake,
    "stances": lambda c: [s.stance for s in c.said_by[1:]],
    "sureties": lambda c: [p.surety for p in c.perpetrators],
}
_NAMES = frozenset({"ordered_by", "perpetrators", "speakers"})


@cache
def texts() -> tuple[Mapping[str, Any], ...]:
    lines = Path(__file__).with_name("told.jsonl").read_text("utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


def chosen(reading: Reading, want: Mapping[str, Any]) -> Claim | None:
    """The claim that a line speaks of: the first of its harm, or the one of its number."""
    found = [c for c in reading.claims if c.harm == want.get("harm", "killed")]
    if "n" in want:
        found = [c for c in found if want["n"] in {c.count.best, c.count.low}]
    return found[0] if found else None


def wrong(reading: Reading, want: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Fields that are not as wanted, with what is wanted and what was read."""
    claim = chosen(reading, want)
    found: dict[str, Any] = {}
    for name in want.keys() - _GIVEN:
        if name == "statements":
            found[name] = _stated(reading, claim)
        elif name == "about":
            found[name] = _about(reading, claim)
        else:
            found[name] = _OF_CLAIM[name](claim) if claim is not None else "no claim"
    return {k: (v, found[k]) for k, v in _expected(want).items() if v != found[k]}


def _expected(want: Mapping[str, Any]) -> dict[str, Any]:
    out = {}
    for name in want.keys() - _GIVEN:
        value = want[name]
        if name in _NAMES:
            value = [_plain(v) for v in value]
        elif name == "statements":
            value = sorted([kind, _plain(by)] for kind, by in value)
        out[name] = value
    return out


@pytest.fixture(scope="module")
def missed(read: Read) -> list[tuple[Mapping[str, Any], dict[str, tuple[Any, Any]]]]:
    return [(w, wrong(read(w["text"], w.get("title"), NAMES), w)) for w in texts()]


def test_there_are_four_hundred_and_their_fields_are_known() -> None:
    assert len(texts()) >= 400
    names = {name for want in texts() for name in want}
    assert names - _GIVEN <= {*_OF_CLAIM, "statements", "about"}


def test_every_field_is_read_as_a_recorder_would_book_it(
    missed: list[tuple[Mapping[str, Any], dict[str, tuple[Any, Any]]]],
) -> None:
    asked: dict[str, int] = defaultdict(int)
    right: dict[str, int] = defaultdict(int)
    lines = []
    for want, faults in missed:
        for name in want.keys() - _GIVEN:
            asked[name] += 1
            right[name] += name not in faults
        lines += [f"{want['text']}  {name}: {f}" for name, f in faults.items()]
    shares = {name: right[name] / asked[name] for name in sorted(asked)}
    shown = "\n".join(f"{n:14}{right[n]:4} of {asked[n]:4}  {s:.3f}" for n, s in shares.items())
    assert {n: round(s, 3) for n, s in shares.items() if s < FLOOR} == {}, "\n".join(
        [shown, *lines]
    )
