"""What a person coded of one item by hand, blind to what others and the machine made of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from tollbook.record.vocabulary import Harm, Scope

Told = Literal["yes", "no"]


@dataclass(frozen=True, slots=True)
class Coded:
    """One coder's coding of one item; a later one of the same coder and item takes its place.

    :ivar number: in order of arrival, from 1.
    :ivar item: id of the claim whose words were coded.
    :ivar told: whether the words assert a harm at all; None: it cannot be told.
    :ivar harm / scope: None: not said, or nothing is told.
    :ivar low / best / high: people; None: the words give none.
    """

    number: int
    item: str
    coder: str
    coded_at: datetime
    told: Told | None = None
    harm: Harm | None = None
    scope: Scope | None = None
    low: int | None = None
    best: int | None = None
    high: int | None = None
