"""Whether the harmed are of the side that is said to have attacked: they were not its victims.

"Police raided a house. Two officers were killed by a bomb": not by the police.
"""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.read.draft import Draft
from tollbook.read.kinds import kind_of
from tollbook.record import EMPTY_LEXICON, Perpetrator
from tollbook.record.vocabulary import SpeakerKind, VictimStatus

_SIDE: dict[SpeakerKind, VictimStatus] = {
    "police": "security",
    "military": "security",
    "armed_group": "combatant",
}


def of_their_side(draft: Draft, doers: Sequence[Perpetrator]) -> bool:
    """Whether all the harmed of a draft are of the kind of all these doers."""
    statuses = {v.status for v in draft.victims}
    sides = {_SIDE.get(kind_of(p.text, EMPTY_LEXICON)) for p in doers}
    return bool(sides) and len(statuses) == 1 and statuses == sides
