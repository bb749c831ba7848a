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
    r"\b(?:den(?:y|ies|ied|ying|ial)|reject(?:s|ed)?|dismiss(?:es|ed)?|refut\w+|disput\w+|blam(?:e|es|ed|ing)|accus(?:e|es|ed|ing)|responsib\w+|admit\w*|acknowledg\w+|"
    r"conced\w+|branch(?:es)?|wing|affiliat\w+|backed|linked|loyal|answers? (?:directly )?to|videos?|footage|photographs?|photos?|images?|autops\w+|evidence|x-rays?)\b",
    re.IGNORECASE,
)

_DENY = frozenset(
    "deny denies denied denying reject rejects rejected dismiss dismisses dismissed refute refutes refuted dispute disputes disputed".split()
)
_BLAME = frozenset("blame blames blamed blaming accuse accuses accused accusing".split())
_CONCEDE = frozenset(
    "admit admits admitted admitting acknowledge acknowledges acknowledged concede concedes conceded".split()
)
_SHOWN = re.compile(
    r"\b(?P<what>(?:videos?|footage|photographs?|photos?|images?|autops(?:y|ies)|evidence|x-rays?|clips)"
    r"(?:[\s,]+\w+){0,8}?)[\s,]+(?:that\s+|which\s+)?(?:shows?|showed|showing|suggests?|suggested|indicates?|indicated"
    r"|proves?|proved|reveals?|revealed|appears? to show|appeared to show|confirm\w*)\b",
    re.IGNORECASE,
)
_AFFILIATION = re.compile(
    r"\b(?:branch(?:es)? of|wing of|arm of|affiliated (?:with|to)|backed by|linked to|loyal to|part of|answers? (?:directly )?to|proxy of|proxies of|sponsored by|funded by|controlled by)\b",
    re.IGNORECASE,
)
_HARM_WORDS = re.compile(
    r"\b(?:kill|death|dead|attack|bomb|shoot|shot|strike|massacre|respons|involve|behind|violence|fire|toll|casualt|abduct|kidnap|arrest|warrant|abus|firing|beat|wound|injur|it)\w*",
    re.I,
)


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
            name = _name(subject)
            speaks = kind_of(name, lexicon) != "unknown" or subject.ent_type_ in {
                "PERSON",
                "ORG",
                "GPE",
                "NORP",
            }
            if speaks or subject.lower_ in {"he", "she", "they", "we", "i", "who"}:
                return [subject]
        if token.head == token:
            break
        token = token.head
    return first


def _clause(verb: Token, doc: Doc) -> tuple[int, int]:
    tokens = [t.i for t in verb.subtree if not (t.dep_ == "conj" and t.head == verb)]
    drop: set[int] = set()
    for child in verb.children:
        if child.dep_ == "conj" and child.lower_ in _BLAME | _DENY | _CONCEDE:
            drop |= {t.i for t in child.subtree}
    kept = sorted(i for i in tokens if i not in drop) or [verb.i]
    while len(kept) > 1 and (doc[kept[-1]].is_punct or doc[kept[-1]].dep_ == "cc"):
        kept.pop()
    a, b = doc[kept[0]], doc[kept[-1]]
    return a.idx, b.idx + len(b)


def _verbs(doc: Doc, lexicon: Lexicon) -> list[_Found]:
    found = []
    for token in doc:
        word = token.lower_
        if word in _DENY or word in _BLAME or word in _CONCEDE:
            if not token.tag_.startswith("V"):
                continue
            passive = is_passive(token)
            who = by_agents(token) if passive else _who(token, lexicon)
            whom = subjects(token) if passive else children(token, "dobj")
            start, end = _clause(token, doc)
            said = tuple(_name(w) for w in who[:1])
            if word in _BLAME:
                on = [
                    o
                    for p in children(token, "prep")
                    if p.lower_ == "on"
                    for o in children(p, "pobj")
                ]
                party = on or whom
                if party:
                    found.append(
                        _Found("blame", start, end, said, tuple(_name(p) for p in party[:1]))
                    )
            elif word in _DENY:
                rest = doc.text[token.idx : end]
                if said and (_HARM_WORDS.search(rest) or word.startswith("den")):
                    found.append(_Found("denial", start, end, said, said))
            elif said and _HARM_WORDS.search(doc.text[token.idx : end]):
                found.append(_Found("concession", start, end, said, said))
        elif word == "responsible" and token.head.lower_ in {"hold", "holds", "held", "holding"}:
            verb = token.head
            whom = [s for s in (*children(verb, "dobj"), *children(token, "nsubj"))]
            who = _who(verb, lexicon)
            if whom and who:
                start, end = _clause(verb, doc)
                found.append(_Found("blame", start, end, (_name(who[0]),), (_name(whom[0]),)))
        elif word == "responsibility" and token.head.lower_ in {
            "claimed",
            "claim",
            "claims",
            "claiming",
            "accepted",
            "accepts",
            "took",
            "takes",
            "admitted",
        }:
            verb = token.head
            negative = any(c.lower_ in {"no", "neither"} for c in token.children) or any(
                c.dep_ == "neg" for c in verb.children
            )
            who = by_agents(verb) if is_passive(verb) else _who(verb, lexicon)
            names = tuple(_name(w) for w in who[:1])
            if negative or not names or names[0].casefold().startswith(("no ", "nobody", "none")):
                continue
            start, end = _clause(verb, doc)
            found.append(_Found("claim_of_responsibility", start, end, names, names))
    return found


def _evidence(doc: Doc) -> list[_Found]:
    """ "Videos posted online show that ...": what pictures or an autopsy are said to show."""
    match = _SHOWN.search(doc.text)
    if match is None or not _HARM_WORDS.search(doc.text[match.end() :]):
        return []
    return [_Found("evidence", match.start(), len(doc.text.rstrip(" .")), (match["what"],), ())]


def _affiliations(doc: Doc, lexicon: Lexicon, actors: Sequence[Span], offset: int) -> list[_Found]:
    found = []
    inside = [a for a in actors if offset <= a.start and a.end <= offset + len(doc.text)]
    for match in _AFFILIATION.finditer(doc.text):
        a, b = offset + match.start(), offset + match.end()
        left = [s for s in inside if s.end <= a and a - s.end < 30]
        right = [s for s in inside if s.start >= b and s.start - b < 60]
        if left and right:
            parties = tuple(s.quote for s in (*left[-2:], right[0]))
            start = left[-2].start if len(left) > 1 else left[-1].start
            found.append(_Found("affiliation", start - offset, right[0].end - offset, (), parties))
    return found


def find_statements(
    doc: Doc, report: Report, offset: int, lexicon: Lexicon, actors: Sequence[Span]
) -> list[Statement]:
    """Statements of one parsed sentence; ``about`` is filled when the claims are known.

    :param offset: where the sentence starts in the report's text.
    :param actors: known actors of the whole report.
    """
    out = []
    for f in [*_verbs(doc, lexicon), *_evidence(doc), *_affiliations(doc, lexicon, actors, offset)]:
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
