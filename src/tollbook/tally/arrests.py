"""What of a group's claims says when and where its event was: no arrest, and no mere rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tollbook.tally.entry import Entry
from tollbook.tally.words import words


def is_over_a_deed(entry: Entry) -> bool:
    """Whether somebody was detained over the deed that the report tells of ("in connection with
    the shooting"): unlike the detained of a crackdown he is no victim of the event."""
    if entry.claim.harm != "detained":
        return False
    return words().over_a_deed.search(entry.report.text, *entry.claim.sentence) is not None


def tells_when(entries: Sequence[Entry]) -> list[Entry]:
    """A group's claims, with what says nothing of their event's day and place left out.

    "A man was arrested in Basra on Friday over the shooting in Kut on Monday": Monday, in Kut. And
    a day that is a rule's alone gives way to one that words give.
    """
    if any(e.when is not None and not e.ruled for e in entries):
        entries = [replace(e, when=None) if e.ruled else e for e in entries]
    arrests = {e.id for e in entries if is_over_a_deed(e)}
    deed = [e for e in entries if e.id not in arrests and e.claim.harm != "detained"]
    if not arrests or not deed:
        return list(entries)
    dated = any(e.when is not None and not e.supplied for e in deed)
    placed = any(e.places for e in deed)
    return [
        replace(
            e,
            when=None if dated else e.when,
            places=() if placed else e.places,
            candidates=() if placed else e.candidates,
        )
        if e.id in arrests
        else e
        for e in entries
    ]
