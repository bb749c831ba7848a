"""Statements that the words said give, rather than a verb of denying or blaming.

"The army said it had nothing to do with it", "the report is a fabrication, the general said",
"the attack was claimed by the Red Front", "suspicion fell on the smugglers".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tollbook.read.attribution import speech
from tollbook.read.frames import by_form
from tollbook.read.kinds import kind_of
from tollbook.read.means import is_means
from tollbook.read.speaker_names import name_span
from tollbook.read.ties import Tied, tied_by_words, ties
from tollbook.read.tree import (
    VERBAL,
    by_agents,
    children,
    is_passive,
    objects_of,
    own_subjects,
    subjects,
)
from tollbook.read.words import pattern, per_words, table, word_set
from tollbook.record import Lexicon, Speaker
from tollbook.record.vocabulary import StatementKind, Surety

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PLAIN_CUES = re.compile(
    r"\b(?:claim(?:s|ed|ing)? (?:the|this|that|it|both|credit|responsib\w+)|claimed by|credit for"
    r"|(?:assum|tak|accept)\w* responsib\w+|took (?:responsib\w+|credit)|behind (?:the|it)"
    r"|nothing to do with|not (?:responsible|involved|true)|false|untrue|baseless|unfounded"
    r"|lies?|no orders?|traced"
    r"|absurd|groundless|no (?:basis|foundation|merit)|without (?:any )?(?:basis|foundation)"
    r"|no (?:civilians?|protesters|prisoners)|fabricat\w+|exaggerat\w+|inflated|overstated"
    r"|no such|suspicion|none of|had no|(?:said|says) (?:that )?(?:it|they|we) "
    r"|(?:said|says)[^.]{0,40} (?:its|their|our) "
    r"|done it|carried out|by mistake"
    r"|attribut\w+|suspect(?:s|ed|ing)?|perpetrat\w+|committed|implicat\w+|is behind"
    r"|(?:inquiry|investigation|probe|autopsy) found"
    r"|(?:said|says|insist(?:s|ed)?|maintain(?:s|ed)?)\b[^.]{0,60}\b(?:not|never|no|wrong)"
    r"|(?:not|n't|never)\b[^.]{0,60},[\"\u201d] |wrong)\b",
    re.IGNORECASE,
)
"""Words with which a sentence near a harm may deny it or take it on."""

_FOUND_THAT = re.compile(
    r"\b(?P<what>(?:an?|the|its|their)\s+(?:\w+\s+){0,3}?(?:inquiry|investigation|probe|autopsy))\s+"
    r"(?:has\s+|had\s+)?(?:found|concluded|established|determined)\b",
    re.IGNORECASE,
)
_SUSPICION = re.compile(
    r"\bsuspicion (?:fell|falls|has fallen|centred|centered) on "
    r"(?P<whom>(?:the |an? )?[\w'\u2019 -]{3,40}?)(?=[.,;]|$)",
    re.IGNORECASE,
)
DEEDS = frozenset({
    "attack", "attacks", "bombing", "bombings", "blast", "explosion", "killing", "killings",
    "murder", "murders", "shooting", "ambush", "raid", "assault", "assassination", "massacre",
    "kidnapping", "kidnappings", "abduction", "abductions", "strike", "operation", "crime",
    "crimes",
    "slaying", "slayings", "explosions", "blasts", "assassinations", "deaths", "shootings", "raids",
    "disappearance", "disappearances",
    "massacres", "ambushes", "siege", "act", "acts", "action", "actions", "deed", "atrocity",
    "incident", "assaults",
})  # fmt: skip
_POINTING = frozenset(
    {"it", "they", "which", "who", "that", "whom", "he", "she", "we", "i", "them"}
)


_DEFINITE = frozenset(
    {"the", "this", "that", "these", "those", "both", "all", "their", "his", "her"}
)
_IT = frozenset({"it", "this"})
_DYING = frozenset({"die", "dies", "died", "dying"})
_OWN = frozenset({"its", "their", "our", "his", "her", "my"})


@dataclass(frozen=True, slots=True)
class Found:
    """A statement in one sentence, as offsets in it.

    :ivar back: its words point at a harm told before ("denied this", "rejected the claim").
    :ivar surety: how sure it is that the parties did it; None: as its kind has it.
    :ivar deed: it denies the deed as such, whatever else its words name ("had no men there").
    :ivar apart: it is of another conduct than the harm ("accused the press of lying about it").
    :ivar silent: the report's own word for who did it, which is no statement of anybody.
    """

    kind: StatementKind
    start: int
    end: int
    said_by: tuple[str, ...]
    parties: tuple[str, ...]
    back: bool = False
    surety: Surety | None = None
    silent: bool = False
    deed: bool = False
    apart: bool = False


def name_of(token: Token) -> str:
    """The noun phrase of a token, as a speaker's name."""
    return name_span(token, 0).quote


def members_name(token: Token) -> str:
    """One member of a coordination: of "both the Front and the League" the Front."""
    own = [t for t in token.lefts if t.dep_ in {"det", "compound", "amod", "poss", "nmod"}]
    first = min((t.left_edge.i for t in own), default=token.i)
    doc = token.doc
    start = next(t for t in doc[first : token.i + 1] if t.lower_ not in {"both", "and"})
    return doc.text[start.idx : token.idx + len(token)]


@per_words
def _contents() -> tuple[tuple[StatementKind, re.Pattern[str]], ...]:
    listed = table("bearing")["statements"]
    kinds: tuple[StatementKind, ...] = ("denial", "claim_of_responsibility")
    return tuple(
        (kind, re.compile(rf"(?:{'|'.join(listed[kind])})", re.IGNORECASE)) for kind in kinds
    )


def by_content(doc: Doc, tail: Sequence[Speaker], lexicon: Lexicon) -> Iterator[Found]:
    """What somebody says that denies the deed or takes it on."""
    text = doc.text
    for token in doc:
        if token.lower_ not in speech() or token.tag_ not in VERBAL or is_passive(token):
            continue
        said = children(token, "ccomp", "parataxis") or _clauses_behind(token)
        who = [s for s in subjects(token) if s.lower_ not in {"it", "this", "that", "which"}]
        if not said or not who:
            continue
        edge = said[0].left_edge.idx, said[0].right_edge.idx + len(said[0].right_edge)
        words = text[slice(*edge)]
        kind = kind_of_words(words)
        back = kind is not None
        if kind is None and token.lower_ not in word_set("cues", "statements", "concede"):
            kind = _attacked(words, name_of(who[0]), lexicon)
        if kind is not None and token.lower_ not in word_set("cues", "statements", "deny"):
            name = (name_of(who[0]),)
            start = min(edge[0], name_span(who[0], 0).start)
            end = max(edge[1], token.idx + len(token))
            parties = _of_whom(said[0], who[0], name, lexicon) if kind == "denial" else name
            yield Found(kind, start, end, name, parties, back=back, deed=_absent(words))
    if tail:
        kind = kind_of_words(text)
        back = kind is not None
        kind = kind or _attacked(text, tail[-1].speaker, lexicon)
        if kind is not None:
            name = (tail[-1].speaker,)
            root = next((t for t in doc if t.head == t), None)
            parties = name
            if kind == "denial" and root is not None:
                parties = _of_whom(root, None, name, lexicon)
            yield Found(kind, 0, len(text.rstrip()), name, parties, back=back, deed=_absent(text))


def _clauses_behind(verb: Token) -> list[Token]:
    """ "Said in a statement that 50 had died, ..., and that none of its men were there": the last,
    which the parser gives to some noun."""
    return [
        t
        for t in verb.subtree
        if t.i > verb.i and t.tag_ in VERBAL and t.dep_ == "conj"
        if any(c.lower_ == "that" and c.dep_ == "mark" for c in t.children)
    ][:1]


def _of_whom(
    clause: Token, speaker: Token | None, name: tuple[str, ...], lexicon: Lexicon
) -> tuple[str, ...]:
    """Who is said not to have done it: "the spokesman said the army had fired no shot", the army.

    A body named as the subject of what is said; else who speaks, unless in an office that speaks
    for others.
    """
    for subject in own_subjects(clause)[:1]:
        known = word_set("people", "actors") | word_set("people", "armed")
        body = lexicon.is_actor(subject.text) or subject.tag_ in {"NNP", "NNPS"}
        if (body or subject.lower_ in known) and not children(subject, "poss", "prep"):
            return (name_of(subject),)
        if subject.lower_ in _POINTING or children(subject, "poss") or objects_of(subject, "of"):
            return name
    office = speaker is not None and speaker.lower_ in word_set("bearing", "statements", "offices")
    return () if office else name


def by_tail(doc: Doc, tail: Sequence[Speaker]) -> Iterator[Found]:
    """ "Two girls were killed by mistake, the army admitted"."""
    for speaker in tail[-1:]:
        verb = speaker.verb or ""
        root = next((t for t in doc if t.head == t), None)
        for key, kind in _BY_VERB.items():
            if verb in word_set("cues", "statements", key):
                suffered = kind == "concession" and root is not None and only_suffered(root)
                parties = () if suffered else (speaker.speaker,)
                yield Found(kind, 0, len(doc.text.rstrip()), (speaker.speaker,), parties)


def only_suffered(clause: Token) -> bool:
    """Whether a clause tells of deaths without saying whose doing they were: "that three had been
    killed", "that two of its men died"; not "were killed by mistake", nor "in its raid"."""
    harmed = clause.lower_ in by_form() and (is_passive(clause) or clause.lower_ in _DYING)
    if not harmed:
        return False
    ours = {t.lower_ for a in by_agents(clause) for t in a.subtree} & _OWN
    behind = [t.lower_ for t in clause.subtree if t.i > clause.i]
    own = ours or any(a in _OWN for a in behind)
    return not own and not word_set("bearing", "own_fault") & set(behind)


_BY_VERB: dict[str, StatementKind] = {"deny": "denial", "concede": "concession"}


def kind_of_words(words: str) -> StatementKind | None:
    said = next((kind for kind, pattern in _contents() if pattern.search(words)), None)
    return "denial" if said is None and _absent(words) else said


def _absent(words: str) -> bool:
    return pattern("bearing", "statements", "denial_of_presence").search(words) is not None


def _attacked(words: str, speaker: str, lexicon: Lexicon) -> StatementKind | None:
    """What an armed group says that its fighters did: "said that its fighters had attacked"."""
    if (
        pattern("bearing", "statements", "claim_of_attack").search(words)
        and kind_of(speaker, lexicon) == "armed_group"
    ):
        return "claim_of_responsibility"
    return None


def by_calling(doc: Doc) -> Iterator[Found]:
    """ "called the report a fabrication", "described the allegations as baseless"."""
    calling = word_set("bearing", "statements", "calling")
    false_words = word_set("bearing", "statements", "false_words")
    for token in doc:
        if token.lower_ not in calling or token.tag_ not in VERBAL or is_passive(token):
            continue
        inside = [t for t in token.subtree if t.i > token.i]
        who = own_subjects(token) or subjects(token)
        if who and any(t.lower_ in false_words for t in inside):
            name = (name_of(who[0]),)
            last = inside[-1]
            end = last.idx + len(last)
            parties = () if who[0].lower_ in word_set("bearing", "statements", "offices") else name
            yield Found("denial", token.idx, end, name, parties, back=True)


def by_ties(doc: Doc, lexicon: Lexicon, tail: Sequence[Speaker]) -> Iterator[Found]:
    """ "the attack was claimed by X", "attributed to X", "the killings were the army's doing".

    Who claims it, who is accused of it, and who the report itself says did it: the last is no
    statement, but names who did what was told before.
    """
    for token in doc:
        noun = token.lower_ in DEEDS or (is_means(token) and token.tag_.startswith("N"))
        if not noun and not _stands_for_deed(token):
            continue
        for tied in tied_by_words(token):
            doer, surety = tied.doer, tied.surety
            if doer.lower_ in _POINTING | word_set("cues", "attribution", "carriers"):
                continue
            a, b = sorted((token, doer), key=lambda t: t.idx)
            end = max(b.idx + len(b), name_span(doer, 0).end)
            if surety == "self_claimed":
                if not _is_concession(token):
                    said, parties = claimants(doer, lexicon)
                    yield Found("claim_of_responsibility", a.idx, end, said, parties)
            elif (_told_before(token) or _stands_for_deed(token)) and not children(
                tied.word, "neg"
            ):
                who = _accusers(tied, tail)
                if any(c.lower_ in _OWN for c in children(doer, "poss")):
                    continue  # "the command said that its forces had carried it out": no blame
                perhaps = any(c.tag_ == "MD" for c in children(tied.word, "aux"))
                if surety == "stated" and (who or perhaps):
                    surety = "alleged" if perhaps else "accused"
                silent = surety == "stated"
                yield Found(
                    "blame", a.idx, end, who, (name_of(doer),), surety=surety, silent=silent
                )


def _stands_for_deed(token: Token) -> bool:
    """ "Security sources attribute it to the Front", "said that it had been fired by the Front"."""
    verb = token.head
    if token.lower_ not in _IT or verb.tag_ not in VERBAL:
        return False
    if token.dep_ == "dobj":
        return verb.lower_ in word_set("bearing", "attributing")
    fired = token.dep_ == "nsubjpass" and verb.lower_ in ties() and bool(by_agents(verb))
    return fired and verb.dep_ in {"ccomp", "conj"}


def _told_before(deed: Token) -> bool:
    """ "the attack", "these killings", "the murder of the judge": not "attacks", "last year's"."""
    words = {c.lower_ for c in deed.children}
    definite = words & {
        "the",
        "this",
        "that",
        "these",
        "those",
        "both",
        "all",
        "their",
        "his",
        "her",
    }
    other = words & {"other", "several", "previous", "earlier", "last", "many", "similar", "past"}
    dated = any(t.ent_type_ == "DATE" and t.text.isdigit() for t in deed.subtree)
    return bool(definite) and not other and not dated


def _accusers(tied: Tied, tail: Sequence[Speaker]) -> tuple[str, ...]:
    """Who ties them to it: the subject of the tying verb, or of the verb of speech above.

    Of "evidence showed that it was the work of the militia, the mayor said" the mayor.
    """
    token = tied.word
    active = token.tag_ in VERBAL and not is_passive(token)
    own = own_subjects(token) if active else []
    if own and own[0] != tied.doer:
        return (name_of(own[0]),)
    for _ in range(4):
        above = token.head
        if token.dep_ in {"ccomp", "parataxis"} and above.lower_ in speech():
            who = [s for s in subjects(above) if s.lower_ not in {"it", "which"}]
            signs = word_set("bearing", "signs")
            if not who or who[0].lower_ not in signs:
                return tuple(name_of(w) for w in who[:1])
        if above == token:
            break
        token = above
    return tuple(s.speaker for s in tail[-1:])


def claimants(who: Token, lexicon: Lexicon) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who says that it was them, and who that is: a caller who speaks for an organisation."""
    name = members_name(who)
    if who.lower_ in word_set("roles", "claimants"):
        for token in who.subtree:
            if token != who and lexicon.is_actor(token.text):
                return (name,), (token.text,)
    return (name,), (name,)


def _is_concession(deed: Token) -> bool:
    words = word_set("cues", "statements", "concede")
    return deed.head.lower_ in words or deed.head.head.lower_ in words


def by_inquiry(doc: Doc) -> Iterator[Found]:
    """ "An inquiry found that ...", "suspicion fell on X"."""
    match = _FOUND_THAT.search(doc.text)
    if match is not None:
        yield Found("evidence", match.start(), len(doc.text.rstrip(" .")), (match["what"],), ())
    match = _SUSPICION.search(doc.text)
    if match is not None:
        yield Found("blame", match.start(), match.end(), (), (match["whom"],))


def by_remorse(doc: Doc) -> Iterator[Found]:
    """ "expressed regret for the incident"."""
    for token in doc:
        if token.lower_ in word_set("cues", "statements", "remorse") and token.dep_ == "dobj":
            who = subjects(token.head)
            if who and not children(token.head, "neg"):
                name = (name_of(who[0]),)
                last = token.right_edge
                yield Found("concession", token.head.idx, last.idx + len(last), name, name)
