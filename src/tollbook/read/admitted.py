"""Doers who speak for themselves: what a speaker claims, admits or denies to have done itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tollbook.read.hit import Hit
from tollbook.read.tree import children
from tollbook.read.word_lists import PatternList
from tollbook.read.words import word_set
from tollbook.record import Perpetrator, Speaker
from tollbook.record.vocabulary import Surety

_ITS_OWN = PatternList("attribution", "admitted", "its_own")
_ITSELF = frozenset({"it", "they", "we", "i", "he", "she"})
_CLAIMANTS = frozenset({"armed_group", "military", "police", "party", "official"})
_NAME_WORD = re.compile(r"[a-z]{4,}")
_NO_NAME = frozenset({
    "said", "officials", "spokesman", "spokesperson", "statement", "ministry", "chief", "commander",
    "members", "force", "group",
})  # fmt: skip
_SOME = r"(?:the |an? |two |three |several |some |its )?"
_RANKS = {
    "police": re.compile(
        rf"{_SOME}(?:police\w*|officers?|deput\w+|constables?|patrol|agents)$",
        re.IGNORECASE,
    ),
    "military": re.compile(
        rf"{_SOME}(?:soldiers?|troops|army|forces|military|guards?|marines)$",
        re.IGNORECASE,
    ),
}
"""Doers that are the speaker's own people where nothing says whose they are."""


def is_speaker(doer: Perpetrator, speaker: Speaker) -> bool:
    """Whether the doer is the speaker or its own people: named with its words, or as "its"."""
    if speaker.kind == "report":
        return False
    if _ITS_OWN.match(doer.text) or (doer.span is not None and doer.span == speaker.span):
        return True
    words = set(_NAME_WORD.findall(speaker.speaker.casefold())) - _NO_NAME
    if words & set(_NAME_WORD.findall(doer.text.casefold())):
        return True
    ranks = _RANKS.get(speaker.kind)
    return ranks is not None and ranks.match(doer.text) is not None


def with_claimants(
    named: Sequence[Perpetrator], hit: Hit, speaker: Speaker
) -> tuple[Perpetrator, ...]:
    """The doers of a hit, where one of them is the speaker: claimed by itself, or denied.

    "The rebels claimed to have killed nine", "the militia said it had killed four", "the army
    denied that its soldiers killed two".
    """
    itself = any(a.lower_ in _ITSELF for a in hit.agents)
    if itself and not _is_itself(hit, speaker):
        itself = False
    if not named and itself and (speaker.kind in _CLAIMANTS or speaker.stance == "denies"):
        if speaker.span is None:
            return ()
        named = (Perpetrator(speaker.speaker, "self_claimed", speaker.span),)
    return tuple(replace(p, surety=_surety(p, speaker)) for p in named)


def _is_itself(hit: Hit, speaker: Speaker) -> bool:
    """Whether who speaks may be the "he" of what it says: "he shot his wife, police said" is of
    another; "the commander admitted that he had killed nine" is not."""
    if not {a.lower_ for a in hit.agents} & {"he", "she"}:
        return True
    taking = word_set("cues", "statements", "concede") | word_set("cues", "statements", "claim")
    return speaker.stance == "denies" or bool(set((speaker.verb or "").casefold().split()) & taking)


def _surety(doer: Perpetrator, speaker: Speaker) -> Surety:
    if doer.surety not in {"stated", "self_claimed"}:
        return doer.surety
    if speaker.stance == "denies" and speaker.kind != "report":
        return "denied"  # "the ministry denied that soldiers had killed six": not the soldiers
    if not is_speaker(doer, speaker):
        return doer.surety
    told = doer.span == speaker.span or _ITS_OWN.match(doer.text) is not None
    return "self_claimed" if told else doer.surety


def own_means(hit: Hit) -> bool:
    """ "its shell killed three", "one of its airstrikes": the speaker's own weapon."""
    found = [
        t for a in hit.agents for t in (a, *(o for p in children(a, "prep") for o in p.children))
    ]
    return any(c.lower_ in {"its", "our", "their"} for t in found for c in children(t, "poss"))
