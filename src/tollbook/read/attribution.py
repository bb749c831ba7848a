"""Who says what in a sentence: sources, the words that attribute to them, and what is said.

Cues are data (``attribution.toml``): which words attribute, where the source stands beside them
(direction), how far what is said reaches, and what the cue makes of it (effect).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

from tollbook.read.tree import by_agents, children, is_passive
from tollbook.read.words import per_words, table, word_set
from tollbook.record.vocabulary import Stance

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Direction = Literal["subject", "object", "possessor"]
Reach = Literal["speech", "clause", "infinitive", "talk", "sentence", "noun"]

_QUOTES = frozenset('"\u201c\u201d')
_DEPS: dict[Reach, frozenset[str]] = {
    "speech": frozenset({"ccomp"}),
    "clause": frozenset({"ccomp"}),
    "infinitive": frozenset({"xcomp"}),
    "talk": frozenset({"ccomp", "dobj", "prep"}),
}
_POINTERS = frozenset(
    {"it", "this", "that", "which", "these", "those", "there", "what", "one", "you"}
)
_RELATIVE = frozenset({"who", "which", "that"})
_HIGHEST = 4  # verbs up in search of a subject


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that attributes: where the source stands, how far what is said reaches."""

    direction: Direction
    reach: Reach
    effect: Stance


@dataclass(frozen=True, slots=True)
class Attribution:
    """One source with what it says, as offsets in the sentence.

    :ivar source: the head of the source's noun phrase; :ivar cue: the word that attributes.
    :ivar content: where what is said starts and ends.
    """

    source: Token
    cue: Token
    content: tuple[int, int]
    effect: Stance


@per_words
def cues() -> dict[str, tuple[Cue, ...]]:
    """Every form of a word that attributes (small letters) -> what it does, as the data says."""
    found: dict[str, tuple[Cue, ...]] = {}
    for entry in table("attribution")["cue"]:
        cue = Cue(
            cast("Direction", entry["direction"]),
            cast("Reach", entry["reach"]),
            cast("Stance", entry["effect"]),
        )
        for form in entry["forms"].split():
            found[form] = (*found.get(form, ()), cue)
    return found


@per_words
def speech() -> frozenset[str]:
    """Verbs of which the subject says, thinks or denies what depends on them."""
    keys = ("verbs", "denying", "doubting", "retracting")
    listed = (word_set("cues", "attribution", key) for key in keys)
    said = {form for form, found in cues().items() for c in found if c.reach == "speech"}
    return frozenset(said).union(*listed)


def attributions(doc: Doc) -> list[Attribution]:
    """All attributions of a parsed sentence, in the order of their cues."""
    found: dict[tuple[int, int], Attribution] = {}
    known = cues()
    for token in doc:
        for cue in known.get(token.lower_, ()):
            for one in _of(token, cue):
                found.setdefault((one.cue.i, one.source.i), one)
    return [found[key] for key in sorted(found)]


def _of(token: Token, cue: Cue) -> Iterator[Attribution]:
    match cue.direction:
        case "subject" if token.tag_.startswith("V") and not is_hedge(token):
            content = _content(token, cue.reach)
            if content is not None:
                for source in _speakers(token):
                    yield Attribution(source, token, content, cue.effect)
        case "object":
            for source in _behind(token):
                yield Attribution(source, token, (0, len(token.doc.text)), cue.effect)
        case "possessor" if token.tag_.startswith("N"):
            content = _of_noun(token)
            for source in children(token, "poss") if content else ():
                if content is not None:
                    yield Attribution(source, token, content, cue.effect)
        case _:
            return


def is_hedge(verb: Token) -> bool:
    """ "Eleven alleged rebels", "six women reported killed": nobody says so in these words."""
    if verb.lower_ not in word_set("numbers", "hedges") or not 0 < verb.i < len(verb.doc) - 1:
        return False
    before, after = verb.nbor(-1), verb.nbor(1)
    if after.tag_ == "VBN" and after.head == verb and after.dep_ in {"xcomp", "ccomp", "oprd"}:
        return not children(after, "nsubj", "nsubjpass")
    counted = before.like_num or before.text[0].isdigit()  # "11-15"
    return counted and (after.tag_.startswith("N") or after.tag_ == "VBN")


def _behind(token: Token) -> list[Token]:
    """ "according to X", "citing X"."""
    if token.lower_ == "according":
        return [o for to in children(token, "prep") for o in children(to, "pobj")]
    return children(token, "dobj") if token.tag_ == "VBG" else []


def _speakers(verb: Token) -> list[Token]:
    """Whose words a verb of speech gives: its subject, also one that stands with a verb above."""
    return [s for s in _subjects(verb, _HIGHEST) if s.lower_ not in _POINTERS]


def _subjects(verb: Token, steps: int) -> list[Token]:
    if is_passive(verb) and children(verb, "auxpass", "agent"):
        return by_agents(verb)
    found = children(verb, "nsubj")
    if found:
        relative = verb.dep_ == "relcl"
        return [verb.head if relative and s.lower_ in _RELATIVE else s for s in found]
    if not steps or verb.head == verb:
        return []
    above = verb.head
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        return [above]
    if verb.dep_ in {"conj", "xcomp", "advcl", "dep"} and above.tag_[0] == "V":
        if verb.dep_ == "xcomp" and children(above, "dobj"):
            return children(above, "dobj")
        return _subjects(above, steps - 1)
    if verb.dep_ == "pcomp" and above.head.tag_[0] == "V":
        return _subjects(above.head, steps - 1)
    return []


def _content(verb: Token, reach: Reach) -> tuple[int, int] | None:
    """What the verb gives as said; None: nothing, so that it attributes nothing."""
    deps = _DEPS[reach]
    for child in verb.children:
        if child.dep_ in deps and _is_said(child):
            return _reach(child)
    if is_passive(verb) and children(verb, "agent"):
        told = children(verb, "nsubjpass")  # "clashes were reported by the agency"
        return _reach(told[0]) if told else None
    return _around(verb) if reach == "speech" else None


def _is_said(child: Token) -> bool:
    return child.dep_ != "prep" or child.lower_ in {
        "of",
        "about",
        "for",
        "on",
        "against",
        "to",
        "at",
    }


def _around(verb: Token) -> tuple[int, int] | None:
    """What stands around a verb of speech in parenthesis, or beside it in quotes."""
    doc = verb.doc
    if verb.dep_ == "parataxis" or (verb.dep_ == "ROOT" and _quoted(doc)):
        if verb.i > len(doc) // 2:
            return (0, verb.left_edge.idx) if verb.left_edge.i else (0, verb.idx)
        return verb.idx + len(verb), len(doc.text)
    if _quoted(doc):
        return verb.idx, len(doc.text)
    return None


def _quoted(doc: Doc) -> bool:
    return any(t.text in _QUOTES for t in doc)


def _of_noun(noun: Token) -> tuple[int, int] | None:
    """What "X's claim that ..." and "X's call for ..." give as said."""
    for child in noun.rights:
        if child.dep_ in {"acl", "relcl", "ccomp", "prep"}:
            return _reach(child)
    return None


def _reach(token: Token) -> tuple[int, int]:
    last = token.right_edge
    return token.left_edge.idx, last.idx + len(last)


def source_words(token: Token) -> tuple[int, int]:
    """Where the source's whole noun phrase starts and ends in the sentence."""
    start, last = token.left_edge, token.right_edge
    return start.idx, last.idx + len(last)
