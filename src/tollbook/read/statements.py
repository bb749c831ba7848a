"""Utterances that are no harm but bear on one: denials, blame, claims of responsibility ..."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tollbook.read.accused import HARM_WORDS, accused_doing, all_accused, blamed_on, is_no_party
from tollbook.read.affiliations import affiliations
from tollbook.read.answers import Bearing, bearing_of
from tollbook.read.attribution import speech
from tollbook.read.idioms import by_idiom
from tollbook.read.kinds import kind_of
from tollbook.read.semicolons import behind_semicolon
from tollbook.read.sentences import Sentence
from tollbook.read.stated import (
    Found,
    by_calling,
    by_content,
    by_inquiry,
    by_remorse,
    by_tail,
    by_ties,
    claimants,
    name_of,
    only_suffered,
)
from tollbook.read.ties import spreading
from tollbook.read.tree import (
    by_agents,
    children,
    is_passive,
    objects_of,
    own_subjects,
    subjects,
)
from tollbook.read.unsaid import is_unsaid
from tollbook.read.words import word_set
from tollbook.record import Lexicon, Report, Span, Speaker, Statement
from tollbook.record.ids import record_id
from tollbook.record.vocabulary import StatementKind, Surety

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CUES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ial)|reject(?:s|ed)?|dismiss(?:es|ed)?|refut\w+|disput\w+"
    r"|blam(?:e|es|ed|ing)|accus(?:e|es|ed|ing)|responsib\w+|admit\w*|acknowledg\w+|conced\w+"
    r"|confess\w*|apolog\w+|regret\w*|branch(?:es)?|wing|affiliat\w+|backed|linked|loyal"
    r"|attribut(?:e|es|ed) (?:it|this|the)|answers? (?:directly )?to"
    r"|(?:fired|launched|lobbed|dropped|planted) (?:by|the|this|these)"
    r"|videos?|footage|photographs?|photos?|images?|autops\w+|evidence|x-rays?)\b",
    re.IGNORECASE,
)
"""Words without which a sentence holds no statement; the gate scans for them."""

_SHOWN = re.compile(
    r"\b(?P<what>(?:videos?|footage|photographs?|photos?|images?|autops(?:y|ies)|evidence|x-rays?"
    r"|clips)(?:[\s,]+\w+){0,8}?)[\s,]+(?:that\s+|which\s+)?"
    r"(?:shows?|showed|showing|suggests?|suggested|indicates?|indicated|proves?|proved|reveals?"
    r"|revealed|appears? to show|appeared to show|confirm\w*)\b",
    re.IGNORECASE,
)
_VERBS: dict[str, StatementKind] = {
    "deny": "denial",
    "blame": "blame",
    "concede": "concession",
}
"""List of verbs in cues.toml -> the statement they make."""

_OWN_PART = re.compile(
    r"\b(?:responsib\w+|involve\w+|role|part in|complicit\w*|behind|its|their|his|her|having|it)\b"
)
_NAMING = frozenset({"blame", "claim_of_responsibility"})
_NOBODY = frozenset({"no", "neither", "nobody", "none"})
_ANYBODY = frozenset({"anyone", "anybody", "someone", "somebody", "there"})
_ITSELF = frozenset({"it", "they", "we", "he", "she", "i", "there", "this", "that"})
_SPEAKING = frozenset({"he", "she", "they", "we", "i", "who"})


def _who(verb: Token, lexicon: Lexicon) -> list[Token]:
    """The subject of a verb of denying or blaming; past a subject that cannot speak, the next up.

    In "the council denies it has anything to do with it and blames the militia" the parser
    gives "blames" the nearest subject; the one who can blame is the council.
    """
    first: list[Token] = []
    token = verb
    if verb.dep_ == "relcl" and any(c.lower_ == "who" for c in children(verb, "nsubj")):
        return own_subjects(verb)  # "police blame the protesters, who reject it"
    for _ in range(5):
        found = own_subjects(token) or subjects(token)
        first = first or found
        for subject in found:
            if _can_state(subject, lexicon):
                return [subject]
        if token.head == token:
            break
        token = token.head
    return first


def _can_state(token: Token, lexicon: Lexicon) -> bool:
    return (
        token.lower_ in _SPEAKING
        or token.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"}
        or kind_of(name_of(token), lexicon) != "unknown"
    )


def _kind_of_verb(verb: Token) -> StatementKind | None:
    for key, kind in _VERBS.items():
        if verb.lower_ in word_set("cues", "statements", key):
            return kind
    return None


def _clause(verb: Token) -> tuple[int, int]:
    """Offsets of what the verb governs, without a second statement that follows by "and"."""
    drop: set[int] = set()
    for child in children(verb, "conj"):
        drop.add(child.i)
        goes_on = child.lower_ in speech() and _points_back(verb)  # "denied this and said that"
        if _kind_of_verb(child) is not None or goes_on:
            drop.update(t.i for t in child.subtree)
    kept = sorted(t.i for t in verb.subtree if t.i not in drop)
    doc = verb.doc
    while len(kept) > 1 and (doc[kept[-1]].is_punct or doc[kept[-1]].dep_ == "cc"):
        kept.pop()
    first, last = doc[kept[0]], doc[kept[-1]]
    return first.idx, last.idx + len(last)


def _verbs(doc: Doc, lexicon: Lexicon) -> list[Found]:
    """Statements told by a verb, or by "responsible" and "responsibility"."""
    found: list[Found | None] = []
    for token in doc:
        kind = _kind_of_verb(token)
        if kind is not None:
            found.append(_by_verb(token, kind, lexicon) if token.tag_.startswith("V") else None)
        elif token.lower_ == "responsible":
            found.append(_held_responsible(token, lexicon))
        elif token.lower_ in {"responsibility", "credit"}:
            found += _claimed(token, lexicon)
    return [f for f in found if f is not None]


def _by_verb(verb: Token, kind: StatementKind, lexicon: Lexicon) -> Found | None:
    """ "denied shelling the town", "blamed the attack on X", "admitted killing three"."""
    passive = is_passive(verb)
    who = by_agents(verb) if passive else _who(verb, lexicon)
    start, end = _clause(verb)
    said = tuple(name_of(w) for w in who[:1])
    if kind == "blame":
        if is_unsaid(verb):
            return None
        whom = subjects(verb) if passive else children(verb, "dobj")
        party = objects_of(verb, "on") or blamed_on(verb, whom) or whom
        apart = any(t.lower_ in word_set("bearing", "lesser_conduct") for t in accused_doing(verb))
        return Found(kind, start, end, said, all_accused(party[0]), apart=apart) if party else None
    if not said or (kind == "denial" and is_unsaid(verb)):
        return None  # "does not deny that its troops were there"
    if any(c.lower_ in _NOBODY for c in who[0].children) or who[0].lower_ in _NOBODY:
        return None
    if any(t.lower_ in word_set("bearing", "no_charge") for t in children(verb, "dobj")):
        return None  # "rejected criticism"
    thing = _denied_thing(verb, passive=passive)
    of_harm = HARM_WORDS.search(verb.doc.text[verb.idx : end]) or thing
    # "denied the player a rest" denies nothing that was done
    refused = children(verb, "dative")
    back = verb.lower_.startswith("reject") and _points_back(verb)
    denies = kind == "denial" and (verb.lower_.startswith("den") or back) and not refused
    if not of_harm and not denies:
        return None
    parties = _conceded(verb, said) if kind == "concession" else said
    if kind == "denial" and _of_anybody(verb):
        parties = ()  # "residents denied that anyone had helped the gunmen"
    if kind == "denial" and _is_office(who[0]) and not _OWN_PART.search(verb.doc.text[start:end]):
        parties = ()  # a governor who denies that shots were fired was not accused of firing them
    return Found(kind, start, end, said, parties, back=thing or _points_back(verb))


def _of_anybody(verb: Token) -> bool:
    """Whether what is denied is said of anybody: "that anyone in the village had helped"."""
    clauses = children(verb, "ccomp")
    return any(s.lower_ in _ANYBODY for c in clauses for s in own_subjects(c))


def _is_office(token: Token) -> bool:
    """Whether words name an office that speaks for others ("the governor", "the ministry")."""
    offices = word_set("bearing", "statements", "offices")
    titles = {c.lower_ for c in children(token, "compound", "appos")} if token.ent_type_ else set()
    return token.lower_ in offices or bool(titles & offices)


def _conceded(verb: Token, said: tuple[str, ...]) -> tuple[str, ...]:
    """Who did what somebody concedes: of "the president admitted that soldiers had killed them" the
    soldiers, of "the army admitted that three of its men had been killed" nobody.
    """
    for clause in children(verb, "ccomp"):
        if only_suffered(clause):
            return tuple(name_of(who) for who in by_agents(clause)[:1])
        for who in own_subjects(clause):
            own = {c.lower_ for c in children(who, "poss")} & {"its", "our", "their", "his", "her"}
            if not is_passive(clause) and not own and who.lower_ not in _ITSELF:
                return (name_of(who),)
    return said


def _denied_thing(verb: Token, *, passive: bool) -> bool:
    """ "rejected the accusations", "the claim was rejected": what is said of a harm."""
    things = subjects(verb) if passive else children(verb, "dobj")
    return any(t.lower_ in word_set("bearing", "statements", "deniable") for t in things)


def _points_back(verb: Token) -> bool:
    """ "denied this", "disputes it"."""
    return any(o.lower_ in {"this", "that", "it"} for o in children(verb, "dobj"))


def _held_responsible(token: Token, lexicon: Lexicon) -> Found | None:
    """ "holds the army responsible for the deaths"."""
    verb, described = token.head, None
    while verb.dep_ == "conj" and not verb.tag_.startswith("V"):
        verb = verb.head
    if token.dep_ == "amod" and verb.dep_ == "dobj":  # taken for what they are
        described, verb = verb, verb.head
    if verb.lower_ not in word_set("cues", "statements", "hold") or is_unsaid(verb):
        return None
    whom = [described] if described else [*children(verb, "dobj"), *children(token, "nsubj")]
    who = _who(verb, lexicon)
    if not whom or not who:
        return None
    start, end = _clause(verb)
    return Found("blame", start, end, (name_of(who[0]),), (name_of(whom[0]),))


def _claimed(token: Token, lexicon: Lexicon) -> list[Found]:
    """ "the group claimed responsibility", also of two groups; nothing where nobody did."""
    verb = token.head
    if verb.lower_ not in word_set("cues", "statements", "claim"):
        return []
    negative = any(c.lower_ in _NOBODY for c in token.children) or children(verb, "neg")
    who = by_agents(verb) if is_passive(verb) else spreading(_who(verb, lexicon))
    who = who or _right_before(verb)
    if negative or not who:
        return []
    start, end = _clause(verb)
    found = []
    for one in [who[0], *children(who[0], "conj")]:
        if one.lower_ in _NOBODY or any(c.lower_ in _NOBODY for c in one.children):
            return []
        found.append(Found("claim_of_responsibility", start, end, *claimants(one, lexicon)))
    return found


def _right_before(verb: Token) -> list[Token]:
    """ "In a call to a station, a man who ... claimed": taken for more words on the station."""
    before = [t for t in verb.doc[: verb.i] if t.dep_ == "appos" and t.right_edge.i == verb.i - 1]
    return before[:1]


def _evidence(doc: Doc) -> list[Found]:
    """ "Videos posted online show that ...": what pictures or an autopsy are said to show."""
    match = _SHOWN.search(doc.text)
    if match is None or not HARM_WORDS.search(doc.text[match.end() :]):
        return []
    return [Found("evidence", match.start(), len(doc.text.rstrip(" .")), (match["what"],), ())]


@dataclass(frozen=True, slots=True)
class Told:
    """A statement of one sentence, with what its words speak of.

    :ivar back: they point at a harm told before; :ivar index: the number of its sentence.
    """

    statement: Statement
    back: bool
    bearing: Bearing
    index: int
    surety: Surety | None = None
    silent: bool = False


def find_statements(
    doc: Doc,
    report: Report,
    sentence: Sentence,
    lexicon: Lexicon,
    *,
    actors: Sequence[Span],
    tail: Sequence[Speaker] = (),
) -> list[Told]:
    """Statements of one parsed sentence; ``about`` is filled when the claims are known.

    :param actors: known actors of the whole report.
    :param tail: the speakers that the sentence ends with, cut off before the parse.
    """
    offset = sentence.start
    told: list[Found] = [
        *_once(_verbs(doc, lexicon)),
        *_evidence(doc),
        *affiliations(doc, actors, offset),
    ]
    for found in (
        by_tail(doc, tail),
        by_calling(doc),
        by_inquiry(doc),
        by_remorse(doc),
        by_content(doc, tail, lexicon),
        behind_semicolon(doc),
        by_idiom(doc, lexicon, tail),
    ):
        told += (f for f in found if not any(_same(f, t) for t in told))
    named = {p for t in told for p in t.parties if t.kind in _NAMING}
    told += (
        f
        for f in by_ties(doc, lexicon, tail)
        if not any(_same(f, t) for t in told) and not named.intersection(f.parties)
    )
    kept: dict[str, Told] = {}
    told = [replace(f, parties=tuple(p for p in f.parties if not is_no_party(p))) for f in told]
    for one in (f for f in told if not any(map(_is_nobody, (*f.said_by, *f.parties)))):
        statement = _statement(one, report, offset)
        if statement.id in kept:  # the same words, of another: "both X and Y claimed it"
            span = statement.span
            parts = (report.id, one.kind, span.start, span.end, *one.said_by, *one.parties)
            statement = replace(statement, id=record_id("stm", *parts))
        bearing = bearing_of(doc, one)
        told_now = Told(statement, one.back, bearing, sentence.index, one.surety, one.silent)
        kept.setdefault(statement.id, told_now)
    return list(kept.values())


def _is_nobody(name: str) -> bool:
    """ "No group has said that it did it": nobody says so; nor does a dateline ("KUT/BASRA")."""
    if "/" in name and name.isupper():
        return True
    return name.split(maxsplit=1)[0].casefold() in _NOBODY


def _once(found: Sequence[Found]) -> list[Found]:
    """ "Regretted the deaths and admitted a mistake": one concession of one speaker."""
    kept: list[Found] = []
    for one in found:
        if not any(_same(one, k) and one.parties == k.parties for k in kept):
            kept.append(one)
    return kept


def _same(a: Found, b: Found) -> bool:
    """Whether two finds are one statement: of one kind, by one speaker."""
    return a.kind == b.kind and a.said_by == b.said_by


def _statement(found: Found, report: Report, offset: int) -> Statement:
    span = report.span(offset + found.start, offset + found.end)
    return Statement(
        record_id("stm", report.id, found.kind, span.start, span.end),
        report.id,
        found.kind,
        span,
        ("report", *found.said_by),
        None,
        found.parties,
    )
