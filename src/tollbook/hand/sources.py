"""What a person declared of an outlet or body, put into the chains of speakers.

An outlet that belongs to a party to the conflict speaks with that party's stake; one that is
part of another is no source of its own (design.md, "Lineages", "Stake decides").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from tollbook.record import Claim, Report, Speaker
from tollbook.record.decided import SourceDeclared
from tollbook.record.text import fold
from tollbook.record.vocabulary import SourceKind, SpeakerKind, Stake

_KINDS: Mapping[SourceKind, SpeakerKind] = {
    "outlet": "media",
    "agency": "media",
    "office": "official",
    "party": "party",
    "ngo": "ngo",
    "witness": "witness",
}


class Sources:
    """Declarations by name of the source, as names are compared."""

    def __init__(self, declared: Iterable[SourceDeclared]) -> None:
        self._by_name = {fold(value.outlet): value for value in declared}

    def __bool__(self) -> bool:
        return bool(self._by_name)

    def spoken(self, claim: Claim, report: Report) -> Claim:
        """The claim with what is declared of its innermost speaker, or of its outlet."""
        last = claim.said_by[-1]
        name = report.source if last.kind == "report" else last.speaker
        declared = self._by_name.get(fold(name)) if name else None
        if declared is None or not name:
            return claim
        speaker = replace(
            last,
            speaker=declared.parent or name,
            kind=_KINDS[declared.kind],
            stake=_stake(claim, declared, last),
        )
        return replace(claim, said_by=(*claim.said_by[:-1], speaker))


def _stake(claim: Claim, declared: SourceDeclared, speaker: Speaker) -> Stake:
    """What a party's outlet has to gain: its own doing and losses, or those of its enemy."""
    if declared.party is None:
        return speaker.stake if speaker.kind != "report" else "third_party"
    party = set(fold(declared.party).split())
    if any(party <= set(fold(doer.text).split()) for doer in claim.perpetrators):
        armed = {group.status for group in claim.victims} <= {"combatant", "security"}
        return "enemy_losses" if armed and claim.victims else "own_doing"
    if any(party <= set(fold(group.text).split()) for group in claim.victims):
        return "own_losses"
    return "third_party"
