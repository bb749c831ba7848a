"""Who says so: the chain of speakers of a claim, from the report inwards."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tollbook.read.attribution import is_hedge, speech
from tollbook.read.in_full import in_full, kind_in_full
from tollbook.read.means import is_means
from tollbook.read.speaker_names import can_speak, many_words, name_span
from tollbook.read.tails import beside_colon
from tollbook.read.tree import (
    VERBAL,
    by_agents,
    children,
    is_passive,
    own_subjects,
    subjects,
)
from tollbook.read.words import word_set
from tollbook.record import Lexicon, Speaker
from tollbook.record.vocabulary import Stance

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

REPORT = Speaker("report", None, "report", "asserts", "unknown")
"""The report's own voice: the outermost link of every chain."""

# what is denied or claimed with these words is the deed, not the harm
_DEEDS = frozenset({"responsibility", "involvement", "role", "allegations", "accusations", "blame"})
_TOLD_BY_NOBODY = frozenset({"reported", "said", "believed", "alleged", "claimed"})
_PRONOUNS = frozenset({"this", "that", "which", "there"})
_IT_SAYS = frozenset({
    "said", "says", "say", "added", "adds", "put", "puts", "claimed", "claims", "reported",
    "reports", "announced", "announces", "denied", "denies", "confirmed", "confirms",
    "estimated", "estimates", "counted", "counts", "stated", "acknowledged", "admitted",
})  # fmt: skip
"""Verbs of which an "it" may be a body that spoke before."""
_GIVING = frozenset({
    "put", "puts", "gave", "gives", "give", "given", "giving", "set", "sets", "counted", "counts",
    "revised", "raised",
})  # fmt: skip
"""Verbs whose subject gives a figure ("the ambulance service put the number of dead at 13")."""
_OF_SPEAKING = frozenset({"spoke", "speaks", "speak", "spoken"})
_OF_SPOKEN = 10  # words behind "spoke" in which the figures it is of stand
_OWNED = re.compile(r"(?:its|their|his|her|our|my)\s", re.IGNORECASE)
_RELAYING = frozenset({"told", "tell", "tells"})
_QUOTING = frozenset({"quoted", "cited", "quoting", "quotes", "cites", "citing"})
_AGENCIES = frozenset({"media", "ngo", "police", "international"})
_SAID = frozenset({"ccomp", "parataxis", "dep", "xcomp", "prep", "dobj", "pcomp"})
_PARTS = frozenset({"but", "while", "whereas", "whilst"})


_TIMES = frozenset({"day", "days", "morning", "afternoon", "evening", "night", "week", "hours"})


def stance_of(verb: str) -> Stance:
    """How the speaker stands to what is said: asserts, denies, doubts or retracts it."""
    if verb in word_set("cues", "attribution", "denying") | word_set(
        "cues", "attribution", "denials"
    ):
        return "denies"
    if verb in word_set("cues", "attribution", "doubting"):
        return "doubts"
    if verb in word_set("cues", "attribution", "retracting"):
        return "retracts"
    return "asserts"


def _stance(verb: Token) -> Stance:
    """As :func:`stance_of`, with the words beside the verb: "took back", "wrongly said"."""
    beside = {c.lower_ for c in verb.children}
    if beside & word_set("cues", "attribution", "wrongly"):
        return "retracts"
    if "back" in beside and verb.lower_ in word_set("cues", "attribution", "with_back"):
        return "retracts"
    stance = stance_of(verb.lower_)
    if stance == "denies" and _undecided(verb):
        return "relays"
    return stance


def _undecided(verb: Token) -> bool:
    """ "neither confirmed nor denied", "did not deny"."""
    words = {c.lower_ for t in (verb, verb.head) for c in t.children}
    return bool(words & {"neither", "nor"}) or bool(children(verb, "neg"))


def speaker_of(
    token: Token, verb: str, offset: int, lexicon: Lexicon, stance: Stance | None = None
) -> Speaker:
    """The speaker whose noun phrase has this head, with the word that attributes.

    :param offset: where the sentence starts in the report's text.
    """
    named = name_span(token, offset)
    span = in_full(token.doc.text, named, offset)
    kind = kind_in_full(named.quote, span.quote, lexicon)
    return Speaker(span.quote, verb, kind, stance or stance_of(verb), "third_party", span)


def _governing(trigger: Token) -> Iterator[tuple[Token, Token]]:
    """Words above the trigger with the child through which they govern it, nearest first."""
    token = trigger
    while token.head != token:
        yield token.head, token
        token = token.head


def _says(verb: Token, child: Token, trigger: Token) -> Token | None:
    """The subject of ``verb`` if it is a speaker's verb with the trigger in what is said."""
    by = [c for c in children(verb, "prep") if c.lower_ == "by"]
    held = bool(by) and verb.lower_ in word_set("cues", "attribution", "with_by")
    back = _stance(verb) == "retracts"
    # "gave the number of dead as five": of such verbs with the figure as their object alone
    figure = child.i == trigger.i or child.lower_ in word_set("bearing", "gives_figure", "nouns")
    gives = verb.lower_ in _GIVING and figure and child.dep_ in {"dobj", "oprd"}
    speaks = verb.lower_ in speech() or held or back or gives
    if not speaks or is_hedge(verb) or not _is_said(verb, child, trigger):
        return None
    if is_passive(verb) and verb.lower_ not in _QUOTING:
        agents = by_agents(verb)
        return agents[0] if agents else None
    doers = subjects(verb)
    if child.dep_ == "dobj" and not any(_can_give(s, verb) for s in doers):
        return None  # "the attack claimed six lives"
    if child.dep_ == "dobj" and _claims_deed(verb, child, trigger):
        return None  # "the Front claimed a bombing in which 12 were killed"
    silent = {*_PRONOUNS, "who", *(() if verb.lower_ in _IT_SAYS else ("it",))}
    found = [s for s in map(_not_a_day, doers) if s and s.lower_ not in silent]
    return found[0] if found and found[0].i != trigger.i else None


def _claims_deed(verb: Token, deed: Token, trigger: Token) -> bool:
    """Whether what is claimed is the deed, whose dead a clause beside it tells of."""
    claimed = verb.lower_.startswith("claim") and is_means(deed) and trigger.i > deed.i
    between = (token for token, _ in ((trigger, None), *_governing(trigger)) if token.i > deed.i)
    return claimed and any(token.dep_ == "relcl" for token in between)


def _can_give(token: Token, verb: Token) -> bool:
    """Whether the subject of a verb that has a figure as its object speaks."""
    gives = verb.lower_ in _GIVING
    return can_speak(token) or (gives and (token.lower_ == "it" or many_words(token)))


def _not_a_day(subject: Token) -> Token | None:
    """ "The following day, the Post, reported": the paper, which the parse takes for the day."""
    if subject.lower_ not in _TIMES:
        return subject
    return next(iter(children(subject, "appos")), None)


def _is_said(verb: Token, child: Token, trigger: Token) -> bool:
    """Whether ``child`` is what the verb tells, rather than who tells it or whom of."""
    if verb.lower_ in _OF_SPEAKING:
        # "spoke of 24 dead", where the parse gives "dead" to the verb
        return 0 < trigger.i - verb.i < _OF_SPOKEN and verb.nbor(1).lower_ == "of"
    if child.lower_ in _DEEDS:
        return False  # who denies or claims the deed does not deny or tell the harm
    if child.dep_ == "advcl" and child.lower_ in speech():
        return False  # "A said ..., while B said ...": what B says is not in A's words
    if child.dep_ == "advcl" and child.i < verb.i and not children(verb, "ccomp", "dobj"):
        # "55 people have died, the office reports: 45 ..."
        return bool(children(child, "nsubj", "nsubjpass")) and not children(child, "mark", "advmod")
    if child.dep_ in {"conj", "advcl"}:
        return verb.dep_ == "parataxis" or bool(children(verb, "ccomp"))
    given = child.dep_ == "oprd" and verb.lower_ in _GIVING  # "has counted 22 dead"
    if not given and child.dep_ not in _SAID:
        return False
    if _stance(verb) == "asserts":
        return child.dep_ != "pcomp"
    return _disowned(child, trigger)


def _disowned(child: Token, trigger: Token) -> bool:
    """Whether what is denied or taken back is the harm or its telling, not what it is said of.

    "Denied his forces had been involved in the shelling that killed five" denies no death.
    """
    said = word_set("cues", "attribution", "said")
    if child.dep_ in {"dobj", "prep"}:
        told = children(child, "pobj", "pcomp") if child.dep_ == "prep" else [child]
        ok = any(t == trigger or t.lower_ in said or t.tag_ in VERBAL for t in told)
        if not ok:
            return False
    token = trigger
    while token not in {child, token.head}:
        definite = any(c.dep_ == "det" for c in token.head.lefts)
        if token.dep_ == "relcl" and definite and token.head.lower_ not in said:
            return False
        token = token.head
    return True


def cited(doc: Doc) -> Iterator[tuple[Token, str, Token]]:
    """ "according to X", "citing X", "X, which quoted Y": who, the words, and the cue."""
    for token in doc:
        if token.lower_ == "according":
            for to in token.children:
                for obj in children(to, "pobj") if to.lower_ == "to" else ():
                    yield obj, "according to", token
                    for verb in children(obj, "relcl"):
                        for other in children(verb, "dobj") if verb.lower_ in _QUOTING else ():
                            yield other, verb.lower_, verb
        elif token.lower_ in {"citing", "quoting"}:
            for obj in children(token, "dobj"):
                yield obj, token.lower_, token


_FIRST_PERSON = frozenset({"i", "we"})


def chain(
    trigger: Token,
    offset: int,
    lexicon: Lexicon,
    *,
    headline: bool,
    label: str = "",
    tail: Sequence[Speaker] = (),
    quoted: Speaker | None = None,
) -> tuple[Speaker, ...]:
    """The speakers of what the trigger asserts, the report first.

    Whoever only passes on what another says relays it.

    :param offset: where the sentence starts in the report's text.
    :param label: what stands before the headline's colon, cut off before the parse.
    :param tail: the speakers the sentence ends with, cut off before the parse.
    :param quoted: whose quotation the sentence stands in; None: in none.
    """
    inner = [*tail, *_above(trigger, offset, lexicon)]
    inner = _with_according(inner, trigger, offset, lexicon)
    others = [s for s in inner if s.speaker.casefold() not in _FIRST_PERSON]
    if others or quoted is not None:
        inner = others  # "I think they were shot" is what the quotation's speaker thinks
    if not inner and headline:
        inner = beside_colon(label + trigger.doc.text, offset - len(label), lexicon)
    if not inner and quoted is not None:
        inner = [quoted]
    inner = inner or _by_denial(trigger, offset, lexicon) or _unnamed(trigger)
    once = {s.speaker.casefold(): s for s in reversed(inner)}
    kept = [s for s in inner if once[s.speaker.casefold()] is s]
    passed = (replace(s, stance="relays") if s.stance == "asserts" else s for s in kept[:-1])
    taken_back = len(kept) > 1 and kept[-2].stance != "asserts" and _OWNED.match(kept[-1].speaker)
    # of "X deleted its post saying that" X, who has taken it back, is the last
    return (REPORT, *(passed if not taken_back else kept[:-1]), *([] if taken_back else kept[-1:]))


def _with_according(
    inner: list[Speaker], trigger: Token, offset: int, lexicon: Lexicon
) -> list[Speaker]:
    """The chain with "according to X" and "citing X", as far as they stand in the same clause.

    Who is named first or last passes on what stands between; "citing" goes one step inwards.
    """
    found = list(cited(trigger.doc))
    near = [f for f in found if _in_one_part(f[2], trigger)] or found
    named = [s.span.start - offset for s in inner if s.span is not None]
    seen = {s.speaker for s in inner}
    out = list(inner)
    for who, words, cue in near:
        speaker = speaker_of(who, words, offset, lexicon)
        if speaker.speaker in seen:
            continue
        outer = words == "according to" and named
        if outer and (cue.idx < min(named) or cue.i > trigger.i):
            out.insert(0, speaker)
        else:
            out.append(speaker)
    return out


def _in_one_part(a: Token, b: Token) -> bool:
    """Whether no "but", "while" or semicolon parts two words of a sentence."""
    first, last = sorted((a.i, b.i))
    return not any(t.text == ";" or t.lower_ in _PARTS for t in a.doc[first:last])


def _above(trigger: Token, offset: int, lexicon: Lexicon) -> list[Speaker]:
    """Speakers whose verbs govern the trigger, the outermost first."""
    inner: list[Speaker] = []
    for verb, child in _governing(trigger):
        who = _says(verb, child, trigger)
        if who is None or _beyond(who, trigger, found=bool(inner)):
            continue
        added = [speaker_of(who, verb.lower_, offset, lexicon, _stance(verb))]
        if _OWNED.match(added[0].speaker) and added[0].kind == "unknown":
            continue  # "its own count showed"
        if verb.lower_ in _RELAYING:
            added = [*agencies(children(verb, "dobj", "dative"), offset, lexicon), *added]
        elif verb.lower_ in _QUOTING:
            added = _quoted_by(verb, added[0], offset, lexicon)
        inner = [*added, *inner]
        if verb.dep_ in {"conj", "advcl"}:
            break  # what stands above is said beside it
    return inner or _aside(trigger, offset, lexicon)


def _aside(trigger: Token, offset: int, lexicon: Lexicon) -> list[Speaker]:
    """ "One soldier was killed, the army said, bringing ...": who says it in an aside."""
    for clause in (trigger, *(verb for verb, _ in _governing(trigger))):
        for verb in children(clause, "parataxis"):
            if verb.lower_ not in speech() or is_passive(verb) or verb.i < clause.i:
                continue
            silent = {*_PRONOUNS, "who", *(() if verb.lower_ in _IT_SAYS else ("it",))}
            who = [s for s in own_subjects(verb) if s.lower_ not in silent]
            if who:
                return [speaker_of(who[0], verb.lower_, offset, lexicon, _stance(verb))]
    return []


def _beyond(who: Token, trigger: Token, *, found: bool) -> bool:
    """ "12 were killed; the opposition says 40 were": the opposition does not say twelve."""
    return (found or who.i > trigger.i) and not _in_one_part(who, trigger)


def _quoted_by(verb: Token, who: Speaker, offset: int, lexicon: Lexicon) -> list[Speaker]:
    """ "X quoted Y as saying", "Y was quoted by X as saying"."""
    if is_passive(verb):
        quoting = by_agents(verb)
        return [*(speaker_of(q, verb.lower_, offset, lexicon) for q in quoting[:1]), who]
    others = children(verb, "dobj", "dative")
    return [who, *(speaker_of(o, verb.lower_, offset, lexicon) for o in others)]


def agencies(told: Sequence[Token], offset: int, lexicon: Lexicon) -> list[Speaker]:
    """ "a witness told Reuters": the report has it from the agency."""
    found = (speaker_of(o, "told", offset, lexicon) for o in told)
    meetings = word_set("cues", "attribution", "meetings")
    return [
        replace(s, stance="relays")
        for s in found
        if s.kind in _AGENCIES and meetings.isdisjoint(s.speaker.casefold().split())
    ]


def _by_denial(trigger: Token, offset: int, lexicon: Lexicon) -> list[Speaker]:
    """ "the party's denial that police killed him", "the army's claim that"."""
    for noun, child in _governing(trigger):
        if child.dep_ not in {"acl", "ccomp", "relcl"} or noun.tag_ in VERBAL:
            continue
        denial = noun.lower_ in word_set("cues", "attribution", "denials")
        if denial or noun.lower_ in word_set("cues", "attribution", "said"):
            owners = [p for p in children(noun, "poss") if p.tag_ != "PRP$"]
            return [speaker_of(o, noun.lower_, offset, lexicon) for o in owners[:1]]
    return []


def _unnamed(trigger: Token) -> list[Speaker]:
    """ "12 people were reported killed": somebody says so, and the report does not say who."""
    for verb, _ in _governing(trigger):
        if verb.lower_ in _TOLD_BY_NOBODY and is_passive(verb):
            return [Speaker("unnamed", verb.lower_, "anonymous", "relays", "unknown")]
    return []
