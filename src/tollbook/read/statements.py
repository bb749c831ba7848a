"""Utterances that are no harm but bear on one: denials, blame, claims of responsibility ..."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tollbook.read.speakers import kind_of, name_span
from tollbook.read.tree import (
    by_agents,
    children,
    is_passive,
    objects_of,
    own_subjects,
    subjects,
)
from tollbook.read.words import word_set
from tollbook.record import Lexicon, Report, Span, Statement
from tollbook.record.ids import record_id
from tollbook.record.vocabulary import StatementKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CUES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ial)|reject(?:s|ed)?|dismiss(?:es|ed)?|refut\w+|disput\w+"
    r"|blam(?:e|es|ed|ing)|accus(?:e|es|ed|ing)|responsib\w+|admit\w*|acknowledg\w+|conced\w+"
    r"|branch(?:es)?|wing|affiliat\w+|backed|linked|loyal|answers? (?:directly )?to"
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
_AFFILIATION = re.compile(
    r"\b(?:branch(?:es)? of|wing of|arm of|affiliated (?:with|to)|backed by|linked to|loyal to"
    r"|part of|answers? (?:directly )?to|proxy of|proxies of|sponsored by|funded by"
    r"|controlled by)\b",
    re.IGNORECASE,
)
_HARM_WORDS = re.compile(
    r"\b(?:kill|death|dead|attack|bomb|shoot|shot|strike|massacre|respons|involve|behind|violence"
    r"|fire|toll|die[ds]?\b|dying|casualt|abduct|kidnap|arrest|warrant|abus|firing|beat|wound|injur|it)\w*",
    re.IGNORECASE,
)
_VERBS: dict[str, StatementKind] = {
    "deny": "denial",
    "blame": "blame",
    "concede": "concession",
}
"""List of verbs in cues.toml -> the statement they make."""

_CLOSE = 30  # characters between an actor and the words that say whose it is
_FOLLOWS = 60  # characters between those words and whose it is
_SPEAKING = frozenset({"he", "she", "they", "we", "i", "who"})


@dataclass(frozen=True, slots=True)
class _Found:
    kind: StatementKind
    start: int
    end: int
    said_by: tuple[str, ...]
    parties: tuple[str, ...]


def _name(token: Token) -> str:
    return name_span(token, 0).quote


def _who(verb: Token, lexicon: Lexicon) -> list[Token]:
    """The subject of a verb of denying or blaming; past a subject that cannot speak, the next up.

    In "the council denies it has anything to do with it and blames the militia" the parser
    gives "blames" the nearest subject; the one who can blame is the council.
    """
    first: list[Token] = []
    token = verb
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
        or kind_of(_name(token), lexicon) != "unknown"
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
        if _kind_of_verb(child) is not None:
            drop.update(t.i for t in child.subtree)
    kept = sorted(t.i for t in verb.subtree if t.i not in drop)
    doc = verb.doc
    while len(kept) > 1 and (doc[kept[-1]].is_punct or doc[kept[-1]].dep_ == "cc"):
        kept.pop()
    first, last = doc[kept[0]], doc[kept[-1]]
    return first.idx, last.idx + len(last)


def _verbs(doc: Doc, lexicon: Lexicon) -> list[_Found]:
    """Statements told by a verb, or by "responsible" and "responsibility"."""
    found: list[_Found | None] = []
    for token in doc:
        kind = _kind_of_verb(token)
        if kind is not None:
            found.append(_by_verb(token, kind, lexicon) if token.tag_.startswith("V") else None)
        elif token.lower_ == "responsible":
            found.append(_held_responsible(token, lexicon))
        elif token.lower_ == "responsibility":
            found.append(_claimed(token, lexicon))
    return [f for f in found if f is not None]


def _by_verb(verb: Token, kind: StatementKind, lexicon: Lexicon) -> _Found | None:
    """ "denied shelling the town", "blamed the attack on X", "admitted killing three"."""
    passive = is_passive(verb)
    who = by_agents(verb) if passive else _who(verb, lexicon)
    start, end = _clause(verb)
    said = tuple(_name(w) for w in who[:1])
    if kind == "blame":
        whom = subjects(verb) if passive else children(verb, "dobj")
        party = objects_of(verb, "on") or _blamed_on(verb, whom) or whom
        return _Found(kind, start, end, said, (_accused(party[0]),)) if party else None
    if not said:
        return None
    of_harm = _HARM_WORDS.search(verb.doc.text[verb.idx : end])
    # "denied the player a rest" denies nothing that was done
    refused = children(verb, "dative")
    denies = kind == "denial" and verb.lower_.startswith("den") and not refused
    return _Found(kind, start, end, said, said) if of_harm or denies else None


def _blamed_on(verb: Token, whom: Sequence[Token]) -> list[Token]:
    """ "blamed the deaths on the militia", where the parser gives "on" to the deaths."""
    if not verb.lower_.startswith("blam"):
        return []
    return [o for w in whom if w.ent_type_ == "" for o in objects_of(w, "on")]


def _accused(token: Token) -> str:
    """Who is blamed, without what for ("the militia of the attack")."""
    name = _name(token)
    whom, of, what = name.rpartition(" of ")
    return whom if of and _HARM_WORDS.search(what) else name


def _held_responsible(token: Token, lexicon: Lexicon) -> _Found | None:
    """ "holds the army responsible for the deaths"."""
    verb = token.head
    if verb.lower_ not in word_set("cues", "statements", "hold"):
        return None
    whom = [*children(verb, "dobj"), *children(token, "nsubj")]
    who = _who(verb, lexicon)
    if not whom or not who:
        return None
    start, end = _clause(verb)
    return _Found("blame", start, end, (_name(who[0]),), (_name(whom[0]),))


def _claimed(token: Token, lexicon: Lexicon) -> _Found | None:
    """ "the group claimed responsibility"; nothing where nobody did."""
    verb = token.head
    if verb.lower_ not in word_set("cues", "statements", "claim"):
        return None
    negative = any(c.lower_ in {"no", "neither"} for c in token.children)
    who = by_agents(verb) if is_passive(verb) else _who(verb, lexicon)
    names = tuple(_name(w) for w in who[:1])
    if negative or children(verb, "neg") or not names:
        return None
    if names[0].casefold().startswith(("no ", "nobody", "none")):
        return None
    start, end = _clause(verb)
    return _Found("claim_of_responsibility", start, end, names, names)


def _evidence(doc: Doc) -> list[_Found]:
    """ "Videos posted online show that ...": what pictures or an autopsy are said to show."""
    match = _SHOWN.search(doc.text)
    if match is None or not _HARM_WORDS.search(doc.text[match.end() :]):
        return []
    return [_Found("evidence", match.start(), len(doc.text.rstrip(" .")), (match["what"],), ())]


def _affiliations(doc: Doc, actors: Sequence[Span], offset: int) -> list[_Found]:
    found = []
    inside = [a for a in actors if offset <= a.start and a.end <= offset + len(doc.text)]
    for match in _AFFILIATION.finditer(doc.text):
        a, b = offset + match.start(), offset + match.end()
        left = _listed([s for s in inside if s.end <= a], doc.text, offset)
        left = left if left and a - left[-1].end < _CLOSE else []
        right = [s for s in inside if s.start >= b and s.start - b < _FOLLOWS]
        if left and right:
            whom = _one_name(right, doc.text, offset)
            parties = tuple(s.quote for s in (*left, *whom))
            span = (left[0].start - offset, whom[-1].end - offset)
            found.append(_Found("affiliation", *span, (), parties))
    return found


def _listed(actors: Sequence[Span], text: str, offset: int) -> list[Span]:
    """The last actor with those listed before it: "the Brigade and the League, which are"."""
    found = list(actors[-1:])
    for actor in reversed(actors[:-1]):
        between = text[actor.end - offset : found[0].start - offset].strip()
        if between not in {"and", ",", ", and", "and the", ", the"}:
            break
        found.insert(0, actor)
    return found


def _one_name(actors: Sequence[Span], text: str, offset: int) -> list[Span]:
    """The first actor and those that its name goes on with: "the Guards (IRGC) Quds Force"."""
    found = [actors[0]]
    for actor in actors[1:]:
        between = text[found[-1].end - offset : actor.start - offset]
        if between.strip(" ()\u00a0"):
            break
        found.append(actor)
    return found


def find_statements(
    doc: Doc, report: Report, offset: int, lexicon: Lexicon, actors: Sequence[Span]
) -> list[Statement]:
    """Statements of one parsed sentence; ``about`` is filled when the claims are known.

    :param offset: where the sentence starts in the report's text.
    :param actors: known actors of the whole report.
    """
    out = []
    for f in [*_verbs(doc, lexicon), *_evidence(doc), *_affiliations(doc, actors, offset)]:
        span = report.span(offset + f.start, offset + f.end)
        out.append(
            Statement(
                record_id("stm", report.id, f.kind, span.start, span.end),
                report.id,
                f.kind,
                span,
                ("report", *f.said_by),
                None,
                f.parties,
            )
        )
    return out
