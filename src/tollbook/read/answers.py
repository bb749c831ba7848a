"""What a denial or a blame is about, by its own words: a harm, another matter, or what was told.

"Denied involvement in the attack" and "denied it" point at a harm; "denied that warrants were
issued" speaks of something that no claim tells, whatever harm stands before it. The words are
data (``bearing.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tollbook.read.attribution import speech
from tollbook.read.idioms import turns
from tollbook.read.stated import Found
from tollbook.read.tree import by_agents, is_passive
from tollbook.read.words import nouns, pattern, per_words, word_set
from tollbook.record.vocabulary import Disputed, Harm

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FAMILY: Mapping[Harm, str] = {
    "killed": "body",
    "injured": "body",
    "killed_or_injured": "body",
    "detained": "held",
    "abducted": "taken",
    "missing": "taken",
    "attacked": "deed",
}
_HARMS = frozenset({"body", "held", "taken", "deed"})
_STATES = frozenset({"dead", "hurt"})
_BESIDE = frozenset({"poss", "compound", "amod", "det"})
_SAID_OF = frozenset({"relcl", "appos"})
_MANNER = frozenset({"in", "on", "through", "during", "at", "as"})
_FAMILIES = ("body", "held", "taken", "deed", "charge")
_DYING = frozenset({"die", "dies", "died", "dying"})
_CONTENT = ("NN", "VB")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass(frozen=True, slots=True)
class Bearing:
    """What the words of one statement say of what they answer.

    :ivar names: families of harm that they name ("body", "held", "taken"), "deed" for any attack,
        "charge" for what is said of one.
    :ivar other: they speak of something that is no harm.
    :ivar apart: their sentence tells something before them that is no harm: what "it" stands for.
    :ivar bare: they name neither a harm nor a charge ("denied it", "blamed the militia").
    :ivar disputes: what a denial is of, by its words; None: they do not say.
    """

    names: frozenset[str] = frozenset()
    other: bool = False
    apart: bool = False
    bare: bool = False
    disputes: Disputed | None = None

    @property
    def points(self) -> bool:
        """Whether they name no harm themselves and point at one told before."""
        return not self.names & _HARMS

    def fits(self, harm: Harm) -> bool:
        """Whether a claim of this harm may be what is answered."""
        own = self.names - {"charge"}
        return not own or "deed" in own or _FAMILY[harm] in {*own, "deed"}


@per_words
def _families() -> Mapping[str, re.Pattern[str]]:
    return {name: pattern("bearing", "answered", name, before=r"\b") for name in _FAMILIES}


@per_words
def _kinds() -> Mapping[Disputed, re.Pattern[str]]:
    kinds: tuple[Disputed, ...] = ("figure", "responsibility", "event")
    return {k: pattern("bearing", "disputes", k) for k in kinds}


def bearing_of(doc: Doc, found: Found) -> Bearing:
    """What the words of a statement speak of, without the names of who says it and of whom."""
    matter = _matter(doc, found)
    words = " ".join(t.text for t in matter)
    names = frozenset(name for name, said in _families().items() if said.search(words))
    if found.deed:
        denied = found.kind == "denial"
        disputes: Disputed | None = "responsibility" if denied else None
        charge = frozenset({"charge"})
        return Bearing(charge, bare=not denied, disputes=disputes)
    if found.apart:
        return Bearing(frozenset(), other=True)
    other = not names & _HARMS and any(map(_content, matter))
    return Bearing(
        names,
        other and not (names and _bare_charge(matter)),
        _apart(doc, found),
        not names,
        _disputed(matter, words) if found.kind == "denial" else None,
    )


def _matter(doc: Doc, found: Found) -> list[Token]:
    """The words of a statement that say what it is about."""
    named = [n for n in (*found.said_by, *found.parties) if n]
    inside = [t for t in doc if found.start <= t.idx < found.end and t.dep_ != "npadvmod"]
    taken_on = [t for t in inside if t.lower_ in {"responsibility", "credit"}]
    if found.kind == "claim_of_responsibility" and taken_on:
        inside = list(taken_on[0].subtree)
    taken: set[int] = set()
    for name in named:
        at = doc.text.find(name, found.start, found.end)
        if at >= 0:
            party = [t for t in inside if at <= t.idx < at + len(name)]
            # "blamed the militia, which holds the town": what else is said of it
            more = [c for t in party for c in t.children if c.dep_ in _SAID_OF]
            taken.update(t.i for t in party)
            taken.update(t.i for clause in more for t in clause.subtree)
    telling = word_set("cues", "statements", "deny") | word_set("cues", "statements", "blame")
    own = speech() | telling | word_set("cues", "statements", "hold")
    own |= word_set("cues", "statements", "concede") | word_set("cues", "statements", "claim")
    own |= word_set("bearing", "statements", "calling") | turns(found.kind)
    return [t for t in inside if t.i not in taken and t.lower_ not in own and not t.is_punct]


def _content(token: Token) -> bool:
    """Whether a word could say what a statement is about."""
    if (
        not token.tag_.startswith(_CONTENT)
        or token.is_stop
        or token.tag_ in {"NNP", "NNPS"}  # a name is no other matter
        or token.lower_ in nouns()  # "denied that demonstrators were involved"
        or token.lower_ in word_set("bearing", "answered", "empty")
    ):
        return False
    return not any(said.match(token.text) for said in _families().values())


def _bare_charge(matter: Sequence[Token]) -> bool:
    """ "rejected the union's account": an owner or a manner stands beside it, no other matter."""
    charge = _families()["charge"]
    heads = [t for t in matter if charge.match(t.text)]
    near = [t for h in heads for t in h.children if t.dep_ in _BESIDE or t.dep_ in _SAID_OF]
    beside = {c.i for t in near for c in t.subtree}
    manner = [t for t in matter if t.dep_ == "prep" and t.lower_ in _MANNER]
    adverbial = {c.i for t in manner if t.head not in heads for c in t.subtree}
    return all(t.i in beside | adverbial for t in matter if _content(t))


def _apart(doc: Doc, found: Found) -> bool:
    """Whether the sentence tells something before the statement that names no harm.

    "Warrants were issued for their arrest, but the council denied any part in it": arrests that
    nobody is told to have made are no harm, and what is denied is of them.
    """
    starts = [doc.text.find(n) for n in found.said_by if n]
    start = min([found.start, *(s for s in starts if s >= 0)])
    before = [t for t in doc if t.idx < start]
    known = (
        speech() | word_set("cues", "statements", "deny") | word_set("cues", "statements", "blame")
    )
    told = any(t.tag_ in _FINITE and t.lower_ not in known for t in before)
    words = doc.text[:start]
    return told and not any(f.search(words) for name, f in _families().items() if name != "held")


def _disputed(matter: Sequence[Token], words: str) -> Disputed | None:
    """What a denial is of: who did it, how many, or whether it happened at all."""
    deeds = [t for t in matter if t.tag_.startswith("VB") and _acts(t) and t.lower_ not in _STATES]
    if any(by_agents(t) if is_passive(t) else t.lower_ not in _DYING for t in deeds):
        return "responsibility"
    for kind, said in _kinds().items():
        if said.search(words):
            return kind
    if deeds or any(_acts(t) and t.dep_ == "nsubj" for t in matter):
        return "event"
    if any(map(_acts, matter)):
        return "responsibility"
    return None


def _acts(token: Token) -> bool:
    return any(_families()[name].match(token.text) for name in _HARMS)
