"""Who a "he", "she", "it" or "they" that says something is: who spoke before in the paragraph.

"The army said three of its soldiers were killed. It said its troops had killed eight": the army's
claim, not the report's own. Taken over only where number and kind fit; else "he" stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tollbook.read.attribution import speech
from tollbook.read.kinds import kind_of
from tollbook.read.sentences import Sentence
from tollbook.read.speakers import cited, speaker_of
from tollbook.read.tree import by_agents, is_passive, own_subjects
from tollbook.read.words import nouns
from tollbook.record import EMPTY_LEXICON, Lexicon, Speaker

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_ONE = frozenset({"he", "she"})
_BODY = frozenset({"it"})
_MANY = frozenset({"they"})
STANDING_IN = _ONE | _BODY | _MANY
_PLURALS = frozenset({"NNS", "NNPS"})
_NEAR = 2  # sentences back to who spoke


@dataclass(frozen=True, slots=True)
class Spoke:
    """Who spoke last in a sentence.

    :ivar many: several, or a word in the plural; :ivar person: a word for a person.
    """

    speaker: Speaker
    many: bool
    person: bool
    sentence: Sentence


def spoke_in(
    doc: Doc, sentence: Sentence, lexicon: Lexicon, tail: Sequence[Speaker]
) -> Spoke | None:
    """Who speaks last in a parsed sentence by name or description; None: nobody does.

    :param tail: the speakers that it ends with, cut off before the parse.
    """
    if tail:
        words = tail[-1].speaker.split(" of ")[0].split(" at ")[0].split()
        many = " and " in tail[-1].speaker or words[-1].endswith("s")
        found = Spoke(tail[-1], many, words[-1].casefold() in nouns(), sentence)
        return None if tail[-1].speaker.casefold() in STANDING_IN else found
    last: Spoke | None = None
    for who, verb in _speaking(doc):
        if who.lower_ in STANDING_IN:
            continue
        speaker = speaker_of(who, verb, sentence.start, lexicon)
        if not _named(who, speaker):
            continue
        many = who.tag_ in _PLURALS or any(c.dep_ == "conj" for c in who.children)
        noun = nouns().get(who.lower_)
        body = noun is not None and noun.number is None  # "the general staff", "the patrol"
        person = (noun is not None and not body) or who.ent_type_ == "PERSON"
        last = Spoke(speaker, many, person, sentence)
    return last


def _speaking(doc: Doc) -> list[tuple[Token, str]]:
    found = [(who, words) for who, words, _ in cited(doc)]
    for verb in doc:
        if verb.lower_ in speech() and verb.tag_.startswith("V"):
            subjects = by_agents(verb) if is_passive(verb) else own_subjects(verb)
            found += [(who, verb.lower_) for who in subjects[:1]]
    return sorted(found, key=lambda pair: pair[0].i)


def _named(token: Token, speaker: Speaker) -> bool:
    """Whether words are somebody who can speak, and not a video or a day."""
    if token.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"} or speaker.kind != "unknown":
        return True
    return kind_of(speaker.speaker, EMPTY_LEXICON) != "unknown" or token.lower_ in nouns()


def stands_for(word: str, spoke: Spoke | None, sentence: Sentence) -> Speaker | None:
    """Who a pronoun that speaks in a sentence is; None: it is none, or nobody fits."""
    if spoke is None or word.casefold() not in STANDING_IN:
        return None
    near = 0 < sentence.index - spoke.sentence.index <= _NEAR
    plain = word.casefold()
    if not near or not (spoke.sentence.paragraph == sentence.paragraph or _goes_on(plain, spoke)):
        return None
    if (plain in _ONE and spoke.many) or (plain in _BODY and (spoke.many or spoke.person)):
        return None
    if plain in _MANY and spoke.person and not spoke.many:
        return None
    return spoke.speaker


def _goes_on(word: str, spoke: Spoke) -> bool:
    """ "..., a teacher said.", and in the next paragraph "He said": news breaks its paragraphs
    after each sentence. Only a person in the singular, since bodies are many in one report."""
    return word in _ONE and spoke.person and not spoke.many


STANDS_FOR = "a pronoun for who spoke before"
"""Why a speaker has a name that its sentence gives as a pronoun; with the pronoun."""


def with_names(
    said_by: Sequence[Speaker], spoke: Spoke | None, sentence: Sentence
) -> tuple[Speaker, ...]:
    """The chain with those for whom its pronouns stand; an "it" that stands for nobody is left
    out."""
    out: list[Speaker] = []
    for link in said_by:
        named = stands_for(link.speaker, spoke, sentence)
        if named is not None:
            known = replace(link, speaker=named.speaker, kind=named.kind, span=named.span)
        elif link.speaker.casefold() in STANDING_IN and len(out) > 1:
            # "one witness said he had counted 14 bodies": the witness
            out[-1] = replace(out[-1], stance=link.stance)
            continue
        elif link.speaker.casefold() in _BODY:
            continue
        else:
            known = link
        if not out or out[-1].speaker != known.speaker:
            out.append(known)
    return tuple(out)
