"""Sheets for second coding: the words of a blind sample, without what anybody read in them.

A coder fills in a row for each sample in any spreadsheet and sees neither what the machine read nor
what others decided. What an expert codebook calls the unit is here the claim: the words that assert
one harm.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from tollbook.errors import UsageError
from tollbook.record import Claim
from tollbook.record.spreadsheet import guarded, unguarded
from tollbook.record.text import squeeze
from tollbook.record.vocabulary import HARMS, SCOPES
from tollbook.view import View

Value = str | int | None
"""None: left empty, which is "not said" or "cannot be told": it is compared with nothing."""

SHOWN = ("item", "report", "published", "sentence", "words")
CODED = ("told", "harm", "scope", "low", "best", "high")
"""What a coder fills in: whether the words assert a harm at all (yes, no), which, of what scope,
and how many. After a "no" the others stay empty."""

_CHOICES: Mapping[str, Sequence[str]] = MappingProxyType(
    {"told": ("yes", "no"), "harm": HARMS, "scope": SCOPES}
)
_AROUND = 200  # characters shown either side of a sentence


@dataclass(frozen=True, slots=True)
class Coding:
    """What one coder said of one item, by field."""

    item: str
    values: Mapping[str, Value]


def drawn(view: View, size: int, seed: int) -> list[Claim]:
    """A random sample of claims, the same for the same book, size and seed.

    :raises UsageError: the book has no claims.
    """
    claims = sorted(view.claims, key=lambda claim: claim.id)
    if not claims:
        raise UsageError("there is nothing to draw from", next="tollbook run PATH")
    chosen = random.Random(seed).sample(claims, min(size, len(claims)))  # noqa: S311 - a sample
    return sorted(chosen, key=lambda claim: claim.id)


def sheet(view: View, claims: Sequence[Claim]) -> str:
    """A CSV sheet to fill in. Names that are withheld are masked in it, as the view has them."""
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow([*SHOWN, *CODED])
    for claim in (view.claim_by_id[own.id] for own in claims):  # masked as the view is
        report = view.report_by_id[claim.report]
        start, end = claim.sentence
        shown = report.text[max(start - _AROUND, 0) : end + _AROUND]
        day = report.published.start.isoformat() if report.published else ""
        cells = (claim.id, report.title or "", day, squeeze(shown), squeeze(claim.evidence.quote))
        table.writerow([*map(guarded, cells), *("" for _ in CODED)])
    return written.getvalue()


def read_sheet(path: Path) -> list[Coding]:
    """What a coder filled in.

    :raises UsageError: no such file, no sheet, or a cell that no coder can mean, with its row.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise UsageError("the sheet cannot be read", value=str(fault), where=str(path)) from fault
    rows = csv.DictReader(io.StringIO(text))
    missing = [name for name in ("item", *CODED) if name not in (rows.fieldnames or ())]
    if missing:
        raise UsageError(
            "this is no sheet of second coding",
            value=f"without the columns {', '.join(missing)}",
            where=str(path),
            next="tollbook sample writes one",
        )
    found: dict[str, Coding] = {}
    for number, row in enumerate(rows, start=2):
        where = f"{path}, row {number}"
        item = unguarded((row["item"] or "").strip())
        if not item or item in found:
            raise UsageError("an item is missing or stands there twice", value=item, where=where)
        values = {name: value_of(name, (row[name] or "").strip(), where) for name in CODED}
        found[item] = Coding(item, values)
    return list(found.values())


def value_of(name: str, text: str, where: str) -> Value:
    """One answer from its words; None: left empty.

    :raises UsageError: a value that no coder can mean.
    """
    text = unguarded(text).casefold()
    if not text:
        return None
    choices = _CHOICES.get(name)
    if choices is not None:
        if text not in choices:
            raise UsageError(
                f"{name} has a value that there is not",
                value=text,
                where=where,
                next=f"use one of: {', '.join(choices)}; or leave it empty",
            )
        return text
    bare = text.replace(",", "")
    if not (bare.isascii() and bare.isdecimal() and len(bare) <= 9):
        raise UsageError(f"{name} must be a whole number", value=text, where=where, next="or empty")
    return int(bare)


def of_machine(view: View, items: Sequence[str]) -> list[Coding]:
    """What the machine read in the same words, before anybody decided; gone claims are left out."""
    there = [view.claim_by_id[item] for item in items if item in view.claim_by_id]
    return [_coding(view.as_read.get(claim.id, claim)) for claim in there]


def _coding(claim: Claim) -> Coding:
    count = claim.count
    told = "no" if claim.modality in ("hypothetical", "future") else "yes"
    values: dict[str, Value] = {
        "told": told,
        "harm": claim.harm,
        "scope": claim.scope,
        "low": count.low,
        "best": count.best,
        "high": count.high,
    }
    return Coding(claim.id, values)
