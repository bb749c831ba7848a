"""What a speaker has to gain or lose by a figure: own losses, own doing, those of the enemy."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tollbook.read.admitted import is_speaker
from tollbook.record import Perpetrator, Speaker, VictimGroup
from tollbook.record.vocabulary import Stake

_OWN = re.compile(
    r"\b(?:its|their|our|his)\s+(?:own\s+)?(?:\w+\s+)?"
    r"(?:members|fighters|soldiers|troops|officers|men|forces|staff|brothers|comrades|candidates"
    r"|supporters|followers|guards|crew|employees|workers|personnel)\b",
    re.IGNORECASE,
)
_ITS = re.compile(r"\b(?:its|their|our|his)\b", re.IGNORECASE)
_ENEMY = re.compile(r"\b(?:enemy|armed|hostile|opposing)\b", re.IGNORECASE)
_THE_ENEMY = re.compile(r"\b(?:enemy|enemies)\b", re.IGNORECASE)
_ENEMY_LEFT = re.compile(r"\bthe enemy (?:has |had )?(?:left|lost|suffered)\b", re.IGNORECASE)
_CONCEDING = frozenset({
    "admit", "admits", "admitted", "admitting", "acknowledge", "acknowledges", "acknowledged",
    "concede", "concedes", "conceded", "confess", "confesses", "confessed", "apologised",
    "apologized",
})  # fmt: skip
_ADMISSION = re.compile(
    r"\b(?:admission|by mistake|by accident|in error|mistakenly)\b", re.IGNORECASE
)
_OF_FORCES = re.compile(r"\b(?:defen[cs]e|interior|army|navy|police|border)\b", re.IGNORECASE)
_NEAR = 14  # characters before the victims in which "three of its" may stand
_ENEMIES = {
    "military": frozenset({"combatant"}),
    "police": frozenset({"combatant"}),
    "armed_group": frozenset({"security"}),
}
"""Whom these fight: "its fighters had left and 17 soldiers died" tells of none of its own."""
_AT_WAR = frozenset({"military", "armed_group"})
_NOBODYS = frozenset({"report", "anonymous", "unknown"})
_OUTSIDE = frozenset({"relative", "witness", "medic", "media"})


@dataclass(frozen=True, slots=True)
class Losses:
    """A harm as a speaker may have a part in it: who was harmed, by whom, in which clause.

    :ivar attackers: all the harmed are told to be attackers.
    :ivar own_means: it came from a weapon or act of the speaker's own ("its shell killed").
    """

    victims: Sequence[VictimGroup]
    doers: Sequence[Perpetrator]
    clause: str
    own_means: bool = False
    attackers: bool = False

    @property
    def statuses(self) -> frozenset[str]:
        return frozenset(v.status for v in self.victims)

    @property
    def armed(self) -> bool:
        """Whether all the harmed are armed parties' or forces'."""
        if any(_ENEMY.search(v.text) for v in self.victims):
            return True
        return bool(self.victims) and self.statuses <= {"combatant", "security"}


def stake_of(speaker: Speaker, losses: Losses) -> Stake:
    """The speaker's stake in a harm; who speaks of "the enemy" is a side, in its own report too."""
    if _ENEMY_LEFT.search(losses.clause) or any(_THE_ENEMY.search(v.text) for v in losses.victims):
        return "enemy_losses"
    mine = losses.own_means or any(is_speaker(d, speaker) for d in losses.doers)
    if mine and speaker.kind != "report":
        conceded = speaker.verb in _CONCEDING or _ADMISSION.search(losses.clause)
        armed = losses.armed or (losses.attackers and speaker.kind in _AT_WAR)
        return "enemy_losses" if armed and not conceded else "own_doing"
    if _loses_own(speaker, losses):
        return "own_losses"
    if losses.armed and speaker.kind in {"military", "police"} and len(losses.statuses) == 1:
        return "enemy_losses" if losses.statuses == {"combatant"} else "own_losses"
    if losses.armed and speaker.kind == "armed_group":
        return "own_losses" if losses.statuses == {"combatant"} else "enemy_losses"
    return "unknown" if speaker.kind in _NOBODYS else "third_party"


def _loses_own(speaker: Speaker, losses: Losses) -> bool:
    """ "Two of its soldiers", "three of our candidates"; soldiers, by their own ministry."""
    if speaker.kind in _OUTSIDE or speaker.kind == "report":
        return False
    its_own = speaker.kind in _ENEMIES and losses.statuses != _ENEMIES[speaker.kind]
    if its_own and _OWN.search(losses.clause):
        return True
    owned = any(_ITS.search(v.text) for v in losses.victims)
    if owned or _of_its_own(losses):
        return True
    return (
        speaker.kind == "official"
        and losses.statuses == {"security"}
        and _OF_FORCES.search(speaker.speaker) is not None
    )


def _of_its_own(losses: Losses) -> bool:
    """Whether "of its" stands right before the victims' head ("three of its officers")."""
    for victim in losses.victims:
        match = re.search(
            rf"\b\w+ of (?:its|their|our)(?: own)? \w*\W*{re.escape(victim.text)}", losses.clause
        )
        if match is not None:
            return True
    return (
        re.search(
            r"\b(?:of|from) (?:its|their|our) (?:own )?(?:\w+ )?(?:staff|candidates|brothers|people"
            r"|drivers|patients|members|men|crew|employees|workers|officers|supporters)\b",
            losses.clause,
        )
        is not None
    )
