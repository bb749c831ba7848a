"""Blame and denials in turns of phrase: "pointed the finger at", "washed its hands of".

The turns are data (``[[idiom]]`` in ``bearing.toml``), and so are the words of the rest
(``[blamed]``); where these stand to one another is here: "X is to blame", "X was responsible",
"it was an army drone", "points to X".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from tollbook.read.attribution import speech
from tollbook.read.means import is_means
from tollbook.read.stated import DEEDS, Found, name_of
from tollbook.read.ties import ties
from tollbook.read.tree import (
    VERBAL,
    by_agents,
    children,
    is_negated,
    objects_of,
    own_subjects,
    subjects,
)
from tollbook.read.unsaid import is_nobody, is_unsaid
from tollbook.read.word_lists import PatternList, WordList
from tollbook.read.words import per_words, table, word_set
from tollbook.record import Lexicon, Speaker
from tollbook.record.vocabulary import StatementKind, Surety

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_BEING = WordList("grammar", "being")
_IT = WordList("grammar", "it")
_OWN = WordList("grammar", "whose")
_NOBODY = WordList("bearing", "blamed", "nobody")
_POINTING = WordList("bearing", "blamed", "pointing")
_DOORS = WordList("bearing", "blamed", "doors")
_HIGHEST = 6  # words up to the verb with which somebody says it
_PLAIN = PatternList("bearing", "blamed", "plain")


@dataclass(frozen=True, slots=True)
class Idiom:
    """A verb and its object that blame or deny; behind which prepositions stands who is blamed."""

    kind: StatementKind
    verbs: frozenset[str]
    nouns: frozenset[str]
    party: frozenset[str]
    effect: Surety | None


@per_words
def idioms() -> tuple[Idiom, ...]:
    """The turns of phrase in force."""
    return tuple(
        Idiom(
            cast("StatementKind", entry["kind"]),
            frozenset(entry["verbs"].split()),
            frozenset(entry["noun"].split()),
            frozenset(entry.get("party", "").split()),
            cast("Surety | None", entry.get("effect")),
        )
        for entry in table("bearing")["idiom"]
    )


@per_words
def turns(kind: StatementKind) -> frozenset[str]:
    """Verbs and nouns of the turns that make a statement of this kind: they name no matter."""
    mine = [idiom for idiom in idioms() if idiom.kind == kind]
    return frozenset(w for idiom in mine for w in idiom.verbs | idiom.nouns)


@per_words
def _cues() -> re.Pattern[str]:
    words = sorted({w for idiom in idioms() for w in idiom.nouns})
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


def may_hold_idiom(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether words may hold a turn of phrase, so that their sentence is worth parsing."""
    last = len(text) if end is None else end
    return bool(_cues().search(text, start, last) or _PLAIN.search(text, start, last))


def by_idiom(doc: Doc, lexicon: Lexicon, tail: Sequence[Speaker]) -> Iterator[Found]:
    """ "pointed the finger at X", "washed its hands of it", "X is to blame", "it was X's drone".

    :param tail: the speakers that the sentence ends with, cut off before the parse.
    """
    last = tuple(speaker.speaker for speaker in tail[-1:])
    for token in doc:
        if token.tag_ in VERBAL:
            yield from _turned(token, last)
        yield from _to_blame(token, lexicon, last)
        if token.lower_ in _BEING:
            yield from _was_whose(token, lexicon, last)
        if token.lower_ in _POINTING:
            yield from _points_to(token, lexicon, last)


def _turned(verb: Token, last: tuple[str, ...]) -> Iterator[Found]:
    """A turn of phrase of the list."""
    for idiom in idioms():
        if verb.lower_ not in idiom.verbs:
            continue
        for noun in (n for n in children(verb, "dobj") if n.lower_ in idiom.nouns):
            said = [s for s in own_subjects(verb) or subjects(verb) if not is_nobody(s)]
            if is_unsaid(verb) or not said:
                continue
            start, end = _edges(verb)
            if idiom.kind == "denial":
                name = (name_of(said[0]),)
                yield Found("denial", start, end, name, name, back=True)
                continue
            if "subject" in idiom.party:
                yield from _borne(verb, noun, said[0], last)
                continue
            whom = objects_of(noun, *idiom.party) or objects_of(verb, *idiom.party)
            if whom:
                who = _saying(verb) if idiom.effect == "alleged" else (name_of(said[0]),)
                party = (_bare_door(whom[0]),)
                yield Found("blame", start, end, who or last, party, surety=idiom.effect)


def _borne(verb: Token, noun: Token, who: Token, last: tuple[str, ...]) -> Iterator[Found]:
    """ "Residents said the army bore full responsibility for it": not where it bore none, nor
    "responsibility for the camp"."""
    if is_nobody(noun) or who.lower_ in _NOBODY or is_negated(verb) or _is_denied(verb):
        return
    of = [o for t in (noun, verb) for o in objects_of(t, "for")]
    deeds = [o for o in of if o.lower_ in _IT or is_means(o) or o.lower_ in DEEDS]
    if deeds or not of:
        start, end = _edges(verb)
        told = _saying(verb) or last
        if told:
            yield Found("blame", start, end, told, (name_of(who),), surety="accused", deed=True)


def _bare_door(whom: Token) -> str:
    """Of "at the door of the army" and "at the army's door" the army."""
    if whom.lower_ in _DOORS:
        whose = children(whom, "poss") or objects_of(whom, "of")
        return name_of(whose[0]) if whose else name_of(whom)
    return name_of(whom)


def _to_blame(token: Token, lexicon: Lexicon, last: tuple[str, ...]) -> Iterator[Found]:
    """ "the police are to blame", "the militia was responsible": of what was told before."""
    verb = token.head
    blamed = token.lower_ == "blame" and any(c.lower_ == "to" for c in children(token, "aux"))
    held = token.lower_ == "responsible" and token.dep_ == "acomp"
    if not (blamed or held) or verb.lower_ not in _BEING or is_negated(verb):
        return
    if held and [o for o in objects_of(token, "for") if o.lower_ not in _IT]:
        return  # "responsible for the attack" is a tie; "for security" is none
    who = [s for s in own_subjects(verb) if s.lower_ not in _NOBODY and not is_nobody(s)]
    own = any(c.lower_ in _OWN for s in who for c in children(s, "poss"))
    if who and not own and not _is_denied(verb):
        yield _blame(verb, who[0], lexicon, last)


def _was_whose(verb: Token, lexicon: Lexicon, last: tuple[str, ...]) -> Iterator[Found]:
    """ "Witnesses said it was an army drone": the army's."""
    said = own_subjects(verb)
    if not said or said[0].lower_ not in _IT or is_negated(verb) or verb.dep_ != "ccomp":
        return
    if _is_denied(verb):
        return
    for what in children(verb, "attr"):
        for tie in ties().get(what.lower_, ()):
            if "subject" in tie.deed:  # "it could be revenge by the cartel"
                for whom in objects_of(what, *tie.doer) or by_agents(what):
                    yield _blame(verb, whom, lexicon, last)
        if not is_means(what):
            continue
        for owner in children(what, "compound", "amod", "poss", "nmod"):
            acts = word_set("people", "actors") | word_set("people", "armed")
            known = lexicon.is_actor(owner.text) or owner.ent_type_ == "NORP"
            if known or owner.lower_ in acts:
                yield _blame(verb, owner, lexicon, last)
                break


def _is_denied(verb: Token) -> bool:
    """ "denied that the army was to blame", "did not say that it was an army drone"."""
    for _ in range(_HIGHEST):
        above = verb.head
        if above == verb:
            return False
        if above.lower_ in word_set("cues", "statements", "deny") or is_negated(above):
            return True
        verb = above
    return False


def _points_to(verb: Token, lexicon: Lexicon, last: tuple[str, ...]) -> Iterator[Found]:
    """ "The way it was done points to the PKK"."""
    if is_negated(verb):
        return  # "points" is a noun to the parser in many a sentence
    for whom in objects_of(verb, "to"):
        if lexicon.is_actor(whom.text) or whom.lower_ in word_set("people", "armed"):
            start, end = _edges(verb)
            who = _saying(verb) or last
            party = (name_of(whom),)
            yield Found("blame", start, end, who, party, surety="accused", deed=True)


def _blame(verb: Token, party: Token, lexicon: Lexicon, last: tuple[str, ...]) -> Found:
    """Blame by whoever says it; the report's own word for who did it is no statement."""
    start, end = _edges(verb)
    who = _saying(verb) or last
    surety: Surety = "accused" if who else "stated"
    if any(c.tag_ == "MD" for c in children(verb, "aux")):
        surety = "alleged"
    silent = surety == "stated"
    named = (_named(party, lexicon),)
    return Found("blame", start, end, who, named, surety=surety, silent=silent, deed=True)


def _named(party: Token, lexicon: Lexicon) -> str:
    """Of "the group's Afghan branch, ISIS-K," the name that the registry knows."""
    known = [c.text for c in children(party, "appos") if lexicon.is_actor(c.text)]
    return known[0] if known else name_of(party)


def _saying(token: Token) -> tuple[str, ...]:
    """Who says what a verb tells: the subject of the verb of speech above, or before its noun
    ("said it had intelligence that ...")."""
    for _ in range(_HIGHEST):
        above = token.head
        if above == token:
            break
        if above.lower_ in speech() and above.tag_ in VERBAL:
            who = [s for s in subjects(above) if s.lower_ not in {"it", "which"}]
            return tuple(name_of(w) for w in who[:1])
        token = above
    for child in children(token, "ccomp", "parataxis"):
        # "..., the minister said", taken for a clause below
        if child.lower_ in speech():
            return tuple(name_of(w) for w in own_subjects(child)[:1])
    return ()


def _edges(verb: Token) -> tuple[int, int]:
    """Start and end of what a verb governs, up to a second thing that is said by "and"."""
    more = [c for c in children(verb, "conj") if c.lower_ in speech() and c.tag_ in VERBAL]
    beyond = {t.i for c in more for t in c.subtree}
    kept = [t for t in verb.subtree if t.i not in beyond]
    while len(kept) > 1 and (kept[-1].is_punct or kept[-1].dep_ == "cc"):
        kept.pop()
    first, last = kept[0], kept[-1]
    return first.idx, last.idx + len(last)
