"""Harm "in that raid": the day, place and doers of the raid that the report told of before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tollbook.read.draft import Draft
from tollbook.read.sides import of_their_side
from tollbook.read.word_lists import PatternList
from tollbook.record.vocabulary import TOLL_HARMS

_NEAR = 3  # sentences back to the deed
_POINTING = PatternList("events", "that_deed", "pointing")


def of_that_deed(drafts: Sequence[Draft], text: str) -> list[Draft]:
    """Drafts that point at a deed, with what its telling says of it; marked in ``inherited``.

    Only an attack told of by the same word at most three sentences before, and only what the
    pointing words leave open.

    :param text: the report's.
    """
    out: list[Draft] = []
    for draft in drafts:
        match = _POINTING.search(text, *draft.sentence)
        told = None if match is None else _told_of(match["deed"], draft, out)
        out.append(draft if told is None else _with(draft, told))
    return out


def _told_of(deed: str, draft: Draft, before: Sequence[Draft]) -> Draft | None:
    if draft.harm not in TOLL_HARMS or draft.scope != "incident":
        return None
    stem = deed.casefold().rstrip("s")
    for told in reversed(before):
        if not 0 < draft.sentence_index - told.sentence_index <= _NEAR or told.headline:
            continue
        if told.harm == "attacked" and stem in told.evidence.quote.casefold():
            return told
    return None


def _with(draft: Draft, told: Draft) -> Draft:
    fields = {
        name: getattr(told, name)
        for name in ("times", "places", "perpetrators")
        if getattr(told, name) and not getattr(draft, name)
    }
    if of_their_side(draft, told.perpetrators):
        fields.pop("perpetrators", None)
    inherited = tuple(dict.fromkeys((*draft.inherited, *fields)))
    return replace(draft, inherited=inherited, **fields)
