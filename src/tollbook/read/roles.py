"""Perpetrators, means, targets and causes of a hit, in the words of the report."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from tollbook.read.match import Hit, accused_of, by_agents, children
from tollbook.read.people import Phrases, left_edge, people_of
from tollbook.read.words import table, word_set
from tollbook.record import Lexicon, Perpetrator, Span
from tollbook.record.vocabulary import Surety

if TYPE_CHECKING:
    from spacy.tokens import Token

_ACTOR_NOUNS = frozenset(
    """police army military forces force security militia militias militants rebels insurgents troops soldiers
    government state regime coalition navy group groups gang gangs mob crowd guards gendarmes paramilitaries
    gunmen attackers fighters warplanes jets aircraft unit units brigade brigades faction factions cartel
    cartels tribe tribesmen herders settlers raiders vigilantes intelligence party people mercenaries
    organisation organization movement command corps battalion patrol squad side elements men""".split()
)
_DOINGS = frozenset(
    """firing fire action raid raids shooting shootings strike strikes airstrike airstrikes shelling operation
    operations attack attacks bombing bombardment crackdown assault ambush custody brutality bullets bullet
    sniper gunfire fusillade encounter offensive missile missiles rocket rockets drone drones artillery mortar""".split()
)
_ALLEGED = frozenset("suspected alleged presumed apparent".split())


@cache
def _means_pattern() -> re.Pattern[str]:
    words = [
        w.strip() for line in table("means")["means"]["words"].splitlines() for w in line.split("|")
    ]
    ordered = sorted({w for w in words if w}, key=lambda w: (-len(w), w))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(re.escape(w) for w in ordered)})(?![\w-])", re.I)


@cache
def _cause_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    causes = table("means")["cause"]
    return tuple(
        (name, re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.I)) for name, words in causes.items()
    )


def means_in(text: str) -> tuple[str, ...]:
    """Weapons and ways named in ``text``, in order, each once."""
    found = [m.group() for m in _means_pattern().finditer(text)]
    verbs = table("means")["verbs"]
    found += [verbs[w] for w in re.findall(r"[a-z]+", text.casefold()) if w in verbs]
    seen: dict[str, str] = {}
    for words in found:
        seen.setdefault(words.casefold(), words)
    return tuple(seen.values())


def cause_in(text: str) -> str | None:
    """illness, accident, disaster, suicide or execution, where the words say so; else None."""
    patterns = dict(_cause_patterns())
    kept = patterns["not_cause"].sub(" ", text)
    if _means_pattern().search(kept) and not patterns["suicide"].search(kept):
        return None
    for name, pattern in patterns.items():
        if name != "not_cause" and pattern.search(kept):
            return name
    return None


def is_means(token: Token) -> bool:
    return bool(_means_pattern().fullmatch(token.lower_)) or token.lower_ in _DOINGS


def phrase(token: Token, offset: int) -> Span:
    doc = token.doc
    start, end = left_edge(token), token.i
    while start < end and (doc[start].is_punct or doc[start].lower_ in {"and", "both"}):
        start += 1
    a, b = doc[start].idx, doc[end].idx + len(doc[end])
    return Span(offset + a, offset + b, doc.text[a:b])


def _is_body(token: Token, lexicon: Lexicon) -> bool:
    """Whether a name is a state, a nationality or an organisation; a town does nothing."""
    if token.text in lexicon.actors or token.ent_type_ == "NORP":
        return True
    if token.ent_type_ in {"ORG", "GPE"}:
        return lexicon.place_name(token.text) in (
            {"country"} if token.ent_type_ == "GPE" else {"country", "no"}
        )
    return False


def _is_actor(token: Token, phrases: Phrases, lexicon: Lexicon) -> bool:
    if token.lower_ in _ACTOR_NOUNS or _is_body(token, lexicon):
        return True
    return not is_means(token) and people_of(token, phrases) is not None


def _listed(token: Token) -> list[Token]:
    found = [token]
    for child in token.rights:
        if child.dep_ == "conj":
            found += _listed(child)
    return found


def _surety(token: Token, hit: Hit) -> Surety:
    words = {token.doc[i].lower_ for i in range(left_edge(token), token.i + 1)}
    if accused_of(hit.trigger):
        return "accused"
    if words & _ALLEGED or words & word_set("cues", "reported"):
        return "alleged"
    around = {c.lower_ for c in hit.trigger.children} | {c.lower_ for c in token.head.children}
    if around & {"allegedly", "reportedly", "apparently"}:
        return "alleged"
    return "stated"


def _behind(token: Token, phrases: Phrases, lexicon: Lexicon) -> list[Token]:
    """Who is behind an act or weapon: "Israeli airstrike", "police firing", "an attack by X"."""
    found = []
    for child in token.children:
        if child.dep_ in {"compound", "amod", "poss", "nmod"} and (
            child.lower_ in _ACTOR_NOUNS or _is_body(child, lexicon)
        ):
            found.append(child)
    return found + by_agents(token)


_FIRED = frozenset(
    "fire fires fired firing shelled shelling bombed bombing stormed raided opened shot attacked".split()
)
_ACROSS = 14  # tokens between the harm and the act it came from


def _acts_beside(hit: Hit, phrases: Phrases, lexicon: Lexicon) -> list[Token]:
    """Doers named with their act near the harm: "killed in police firing", "when troops fired".

    Read from the order of words, since such compounds are often parsed wrongly.
    """
    doc, trigger = hit.trigger.doc, hit.trigger
    found: list[Token] = []
    for token in doc[max(0, trigger.i - _ACROSS) : trigger.i + _ACROSS]:
        if token.i == 0 or token == trigger:
            continue
        before = doc[token.i - 1]
        doer = before.lower_ in _ACTOR_NOUNS or _is_body(before, lexicon)
        if not doer or before.lower_ in {"people", "men"}:
            continue
        after_trigger = token.i > trigger.i
        if token.lower_ in _DOINGS and after_trigger and not is_means(before):
            found.append(before)
        elif (
            token.lower_ in _FIRED
            and token.tag_ in {"VBD", "VBP", "VBZ"}
            and hit.harm in {"killed", "injured"}
        ):
            found.append(before)
    return found[:1]


def perpetrators(
    hit: Hit, phrases: Phrases, lexicon: Lexicon, offset: int
) -> tuple[Perpetrator, ...]:
    """Who is said to have done it, in this sentence; empty where nobody is named."""
    victims = hit.people
    found: list[Token] = []
    for agent in hit.agents:
        for token in _listed(agent):
            if victims is not None and victims.start <= token.idx < victims.end:
                continue
            if is_means(token) or not _is_actor(token, phrases, lexicon):
                found += _behind(token, phrases, lexicon)
            else:
                found.append(token)
    if not found:
        for prep in hit.trigger.children:
            if prep.dep_ in {"prep", "agent"} and prep.lower_ in {
                "in",
                "by",
                "during",
                "with",
                "from",
                "after",
            }:
                for obj in children(prep, "pobj"):
                    if is_means(obj):
                        found += _behind(obj, phrases, lexicon)
    if not found and victims is not None:
        found = [
            t
            for t in _acts_beside(hit, phrases, lexicon)
            if not victims.start <= t.idx < victims.end
        ]
    out, seen = [], set()
    for token in found:
        if (
            token.lower_ in {"which", "that", "who", "it", "this", "they", "he", "she"}
            or token.i in seen
        ):
            continue
        seen.add(token.i)
        span = phrase(token, offset)
        out.append(Perpetrator(span.quote, _surety(token, hit), span))
    return tuple(out)


def target_of(hit: Hit, phrases: Phrases, lexicon: Lexicon, offset: int) -> Span | None:
    """What was attacked, if it is people, a named place or body, or a thing one can attack."""
    token = hit.target
    if token is None:
        return None
    known = word_set("means", "targets")
    if not (
        token.lower_ in known
        or token.text in lexicon.actors
        or token.ent_type_ in {"GPE", "FAC", "ORG", "LOC"}
        or people_of(token, phrases) is not None
    ):
        return None
    span = phrase(token, offset)
    end = token.i
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in {"of", "belonging"}:
            end = max((t.i for t in child.subtree if t.i - token.i < 8), default=end)
    doc = token.doc
    b = doc[end].idx + len(doc[end])
    return Span(span.start, offset + b, doc.text[span.start - offset : b])
