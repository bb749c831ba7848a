"""What a speaker has to gain or lose by a figure: own losses, own doing, those of the enemy."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tollbook.record import Perpetrator, Speaker, VictimGroup
from tollbook.record.vocabulary import Stake

_OWN = re.compile(
    r"\b(?:its|their|our|his)\s+(?:own\s+)?(?:\w+\s+)?"
    r"(?:members|fighters|soldiers|troops|officers|men|forces)\b",
    re.IGNORECASE,
)
_OWN_DOER = re.compile(r"(?:its|their|his|our|we)\b", re.IGNORECASE)
_NAME_WORD = re.compile(r"[a-z]{4,}")
_NO_NAME = frozenset({"said", "officials", "spokesman", "statement"})


def stake_of(
    speaker: Speaker, victims: Sequence[VictimGroup], doers: Sequence[Perpetrator], clause: str
) -> Stake:
    """The speaker's stake in a harm to ``victims`` by ``doers``, told in ``clause``."""
    statuses = {v.status for v in victims}
    armed = bool(statuses) and statuses <= {"combatant", "security"}
    if any(_is_speaker(d, speaker) for d in doers):
        return "enemy_losses" if armed else "own_doing"
    if speaker.kind in {"military", "armed_group", "police"} and _OWN.search(clause):
        return "own_losses"
    if armed and speaker.kind in {"military", "police"} and len(statuses) == 1:
        return "enemy_losses" if statuses == {"combatant"} else "own_losses"
    if armed and speaker.kind == "armed_group":
        return "own_losses" if statuses == {"combatant"} else "enemy_losses"
    return "unknown" if speaker.kind in {"report", "anonymous", "unknown"} else "third_party"


def _is_speaker(doer: Perpetrator, speaker: Speaker) -> bool:
    """Whether the doer is named with the speaker's words, or as "its forces"."""
    words = set(_NAME_WORD.findall(speaker.speaker.casefold())) - _NO_NAME
    named = words & set(_NAME_WORD.findall(doer.text.casefold()))
    return bool(named) or _OWN_DOER.match(doer.text) is not None
