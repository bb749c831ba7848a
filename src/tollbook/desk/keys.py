"""The keys of the desk, in one table: templates mark what a key does, help prints the table.

A key works where no modifier is held and nobody is typing. What it does is always a button, a
link or a field on the page that works without it (``data-key`` in the templates).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Action = Literal[
    "accept",
    "reject",
    "unsure",
    "correct",
    "add",
    "next",
    "previous",
    "undo",
    "same",
    "different",
    "note",
    "jump",
    "help",
    "queue",
]


@dataclass(frozen=True, slots=True)
class Key:
    """A key, and what it does in words."""

    key: str
    action: Action
    words: str
    where: str


KEYS: tuple[Key, ...] = (
    Key("a", "accept", "accept: the claim is read rightly, its figure never waits", "claim"),
    Key("x", "reject", "reject: the claim enters no figure; asks for the reason", "claim"),
    Key("u", "unsure", "unsure: the claim raises the most alone; asks for the reason", "claim"),
    Key("e", "correct", "correct a field: the first one, or the one that was clicked", "claim"),
    Key("c", "add", "add a claim on the words that are selected", "claim, report"),
    Key("s", "same", "these are one incident; asks for the reason", "incident, pair"),
    Key("d", "different", "these are two incidents; asks for the reason", "incident, pair"),
    Key("n", "note", "write a note", "everywhere"),
    Key("j", "next", "the next one", "queue, lists, claim"),
    Key("k", "previous", "the one before", "queue, lists, claim"),
    Key("z", "undo", "take your last decision back", "everywhere"),
    Key("q", "queue", "back to the queue", "everywhere"),
    Key("/", "jump", "jump to a record, a place, a source or words", "everywhere"),
    Key("?", "help", "this help", "everywhere"),
)

TYPING: tuple[tuple[str, str], ...] = (
    ("1 to 9", "choose the candidate with that number"),
    ("Esc", "leave a field; close what is open"),
    ("Ctrl + Enter", "save what is being typed"),
)
"""Keys that are no letters of the table; the script holds them."""

BY_ACTION: Mapping[str, Key] = {key.action: key for key in KEYS}


def key_of(action: str) -> str:
    """The key of an action, for a template.

    :raises KeyError: there is no such action.
    """
    return BY_ACTION[action].key
