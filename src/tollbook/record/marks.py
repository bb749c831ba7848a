"""What a reader's ``rule`` may end with: how claims of one report lie to each other."""

from __future__ import annotations

LISTED_BY_PLACE = "listed by place"
"""A number of a list over places: of another event than the numbers before it."""

ANOTHER_EVENT = "another event"
"""Told of another event than the sentences before it ("in a separate attack")."""
