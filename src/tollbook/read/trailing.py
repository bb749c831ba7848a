"""Who did what a trailing clause tells: "shattered by a blast, killing 12".

The grammar gives ", killing 12" to the subject of the sentence. That subject killed nobody where it
was itself hit, or crashed, or only looks for who did it ("police are hunting a man who opened fire,
killing three"). The words are data (``roles.toml``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tollbook.read.frames import by_form
from tollbook.read.tree import (
    RELATIVE,
    VERBAL,
    by_agents,
    children,
    is_passive,
    own_subjects,
    subjects,
)
from tollbook.read.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token


def active_doers(verb: Token) -> list[Token]:
    """The subject of an active verb; of a trailing "-ing" who or what did that."""
    if verb.dep_ == "amod":
        return []
    above = trails(verb)
    if above is None:
        return subjects(verb)
    if children(above, "nsubjpass"):
        # "the tower was shattered by a blast, killing 12": the tower killed nobody
        return by_agents(above)
    if _befell(above):
        return []
    deeds = _deeds_between(above, verb)
    if deeds and (above.lower_ in word_set("roles", "seeking") or above.dep_ == "relcl"):
        return subjects(deeds[-1])
    if deeds and _is_deed(above) and _told_by_who(deeds[-1]):
        return []  # "shot two men who had attacked them, wounding a third": whose doing is open
    return subjects(verb)


def trails(verb: Token) -> Token | None:
    """The verb that a trailing "-ing" hangs on, also of "killing four and injuring nine"."""
    first = verb
    while first.dep_ == "conj" and first.tag_ == "VBG" and not own_subjects(first):
        first = first.head
    alone = first.dep_ == "advcl" and first.tag_ == "VBG" and not own_subjects(first)
    if not alone or verb.tag_ != "VBG":
        return None
    above = first.head
    trailing = first.i > above.i and above.tag_ in VERBAL
    if not trailing:
        return None
    if above.dep_ == "relcl" and above.head.head.tag_ in VERBAL and first.nbor(-1).text == ",":
        main = above.head.head
        return main if main.lower_ in word_set("roles", "seeking") or _is_deed(main) else None
    return above


def _befell(verb: Token) -> bool:
    """ "The helicopter crashed", "the convoy came under fire": its subject did nothing."""
    if verb.lower_ in word_set("roles", "mishaps"):
        return True
    under = verb.lower_ in word_set("roles", "coming")
    return under and any(c.lower_ == "under" for c in children(verb, "prep"))


def _is_deed(verb: Token) -> bool:
    return verb.tag_ in VERBAL and (
        verb.lower_ in by_form()
        or verb.lower_ in word_set("cues", "deeds", "firing")
        or verb.lower_ in word_set("roles", "aimed_verbs")
        or verb.lower_ in word_set("roles", "blowing")
    )


def _deeds_between(above: Token, verb: Token) -> list[Token]:
    """Deeds told below a verb and before the trailing clause, which are nearer to it."""
    return [
        t
        for t in above.subtree
        if above.i < t.i < verb.i and t.head != verb and not _in_trail(t, above)
        if _is_deed(t) and not is_passive(t) and own_subjects(t)
    ]


def _in_trail(token: Token, above: Token) -> bool:
    """Whether a deed is one of the trailing clauses themselves."""
    return token.tag_ == "VBG" and token.dep_ in {"advcl", "conj"} and token.head == above


def _told_by_who(deed: Token) -> bool:
    return deed.dep_ == "relcl" and any(
        s.lower_ in RELATIVE and s.lower_ != "that" for s in children(deed, "nsubj")
    )
