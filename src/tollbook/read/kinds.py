"""What kind of speaker a name or description stands for: police, medic, witness, media ..."""

from __future__ import annotations

import re
from typing import cast, get_args

from tollbook.read.words import per_words, table, word_set
from tollbook.record import Lexicon
from tollbook.record.vocabulary import SpeakerKind

_LEXICON_KINDS: dict[str, SpeakerKind] = {
    "state_force": "military",
    "police": "police",
    "militia": "armed_group",
    "armed_group": "armed_group",
    "party": "party",
    "government": "official",
    "international": "international",
    "ngo": "ngo",
    "media": "media",
}
_WORD = re.compile(r"[a-z][a-z-]*")
_TAIL = re.compile(r"\b(?:of|in|at|for|from|with|to|near|by|on|who|which)\b|,")
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)


def _checked(section: str) -> dict[SpeakerKind, object]:
    kinds = table("cues")[section]
    for kind in kinds:
        if kind not in get_args(SpeakerKind):
            raise ValueError(f"cues.toml: no speaker kind {kind}")
    return {cast("SpeakerKind", k): v for k, v in kinds.items()}


@per_words
def _words(section: str) -> tuple[tuple[SpeakerKind, frozenset[str]], ...]:
    return tuple((kind, frozenset(str(v).split())) for kind, v in _checked(section).items())


@per_words
def _phrases() -> tuple[tuple[SpeakerKind, re.Pattern[str]], ...]:
    listed = table("cues")["speaker_phrases"]
    kinds = _checked("speaker_phrases")
    return tuple((k, re.compile(rf"\b(?:{'|'.join(listed[k])})(?!\w)")) for k in kinds)


@per_words
def _speaks_for() -> re.Pattern[str]:
    who, behind = (
        "|".join(sorted(word_set("cues", "speaks_for", key))) for key in ("words", "behind")
    )
    return re.compile(rf"\s*\b(?:{who})\b(?:\s+(?:{behind})\s+)?", re.IGNORECASE)


def kind_of(name: str, lexicon: Lexicon) -> SpeakerKind:
    """What kind of speaker a name or description is; "unknown" where no word says.

    What an actor of the registry is goes first, also whom a spokesman speaks for, then set phrases
    ("civil defence agency"), then the words: those before "of", "in", "at" ... before those
    behind ("a doctor at the military hospital"), and those that any body may have ("officer",
    "agency", "group") last.
    """
    for named in (name, *_speaks_for().split(name, maxsplit=1)):
        actor = lexicon.actors.get(named) or lexicon.actors.get(_ARTICLE.sub("", named))
        if actor is not None and actor.kind in _LEXICON_KINDS:
            return _LEXICON_KINDS[actor.kind]
    plain = name.casefold()
    for kind, pattern in _phrases():
        if pattern.search(plain):
            return kind
    cut = _TAIL.search(plain, 1)
    parts = (plain[: cut.start()], plain[cut.start() :]) if cut else (plain,)
    for section in ("speaker_kinds", "speaker_kinds_weak"):
        for part in parts:
            words = set(_WORD.findall(part))
            for kind, cues in _words(section):
                if words & cues:
                    return kind
    return "official" if lexicon.place_name(_ARTICLE.sub("", name)) == "country" else "unknown"
