"""The town that a report is about, as a weighed candidate among those that it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tollbook.record import Place, Span
from tollbook.resolve.nesting import may_hold

PLAIN = 3.0
"""What a centre must weigh to speak against other places."""

LIKELY = 1.0
"""What it must weigh to stand for the county or province that it lies in."""


@dataclass(frozen=True, slots=True)
class Centre:
    """The town a report is about.

    :ivar weight: how much speaks for it; :data:`PLAIN` and more is plain.
    :ivar of_line: it is the dateline's.
    """

    span: Span
    place: Place
    weight: float
    of_line: bool

    @property
    def plain(self) -> bool:
        return self.weight >= PLAIN


SLIGHT = frozenset({"outlet", "care", "aside"})
"""Kinds of evidence that say only where an outlet, a hospital or a jail is."""

_ASIDE = 0.2  # what a town weighs in whose hospital the hurt were treated, and no more
_COURT = re.compile(
    r"\b(?:courtroom|in court|pleaded|pleads|plea|sentenced|convicted|on trial|trial of"
    r"|jur(?:y|ors)|arraigned|testified|indicted|found guilty|court records|affidavit)\b"
)


def is_of_court(head: str) -> bool:
    """Whether headline and lede are news from a court, which sits elsewhere."""
    return _COURT.search(head) is not None


def narrowed(towns: Sequence[Centre], place: Place, least: float) -> Centre | None:
    """The town that weighs most of those in a county or province; the only one that is named
    there, be it only where somebody is from; None: there is none.

    :param least: what it must weigh; above :data:`LIKELY` the only one must weigh that, too.
    """
    if place.level not in ("province", "district", "region"):
        return None
    inside = [c for c in towns if may_hold(place, c.place)]
    best = max(inside, key=lambda c: c.weight, default=None)
    if best is None or best.weight >= least:
        return best
    named = [c for c in inside if c.weight > _ASIDE]
    return named[0] if len(named) == 1 and least <= LIKELY else None
