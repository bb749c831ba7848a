"""The harms that the rules of the reader speak of: parts of the vocabulary, each named once.

A rule that means other harms than another rule names another set, so that one that differs for a
reason can be told from one that lacks a word.
"""

from __future__ import annotations

from tollbook.record.vocabulary import TOLL_HARMS, Harm

DEAD_OR_HURT: frozenset[Harm] = frozenset({"killed", "injured"})
"""The two that news tells of one beside the other, each with a number of its own."""

BODILY: frozenset[Harm] = DEAD_OR_HURT | {"killed_or_injured"}
"""Done to somebody's body, also where one number counts the dead and the hurt ("casualties")."""

BY_FORCE: frozenset[Harm] = BODILY | {"abducted"}
"""What an attack does to people. Who is held by the law or missing is so by no attack."""

VIOLENT: frozenset[Harm] = BY_FORCE | {"attacked"}
"""The same, and an attack of which nobody is said to be harmed."""

TOLD_ALONE: frozenset[Harm] = frozenset(TOLL_HARMS) - {"killed_or_injured"}
"""Harms of people that a word tells of by itself ("41 killed"), and no number counts two of."""
