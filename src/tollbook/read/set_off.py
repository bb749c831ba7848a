"""Who set something off in the clause that a harm came from, whoever else was there.

"Fifteen were killed when militants blew themselves up as troops raided a house": the troops are
told of only to say when.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tollbook.read.doers import names_actor
from tollbook.read.tree import children, own_subjects
from tollbook.read.words import nouns, word_set
from tollbook.record import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_FROM = frozenset({"when", "after", "as", "because"})
_REACH = 14  # words from the harm within which the clause that it came from starts
_CLAUSE = 24  # words of that clause
_SELVES = frozenset({"himself", "herself", "themselves", "itself"})


def who_set_off(trigger: Token, lexicon: Lexicon) -> list[Token] | None:
    """The subject of a clause right behind the harm whose verb sets off an explosive or oneself.

    :param trigger: the word of harm ("killed"); None where it is told in another way, nobody where
        the clause names nobody ("when they blew themselves up as troops came").
    """
    doc = trigger.doc
    clause = next((t for t in doc[trigger.i + 1 : trigger.i + _REACH] if t.lower_ in _FROM), None)
    if clause is None:
        return None
    verbs = word_set("cues", "deeds", "setting_off")
    for verb in doc[clause.i + 1 : clause.i + _CLAUSE]:
        if verb.text in {";", "."} or verb.lower_ in _FROM:
            return None
        if verb.lower_ not in verbs or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
            continue
        things = children(verb, "dobj")
        selves = [t for t in things if t.lower_ in _SELVES]
        if not selves and not any(_explodes(t) for t in things):
            return None
        who = [s for s in own_subjects(verb) if clause.i < s.i < verb.i]
        named = [s for s in who if s.lower_ in nouns() or names_actor(s, lexicon)]
        return named or ([] if selves else None)
    return None


def _explodes(thing: Token) -> bool:
    """ "a grenade", "their suicide vests", "a car full of explosives"."""
    explosives = word_set("cues", "deeds", "explosives")
    return any(t.lower_ in explosives for t in thing.subtree if t.i <= thing.i + 4)
