"""Who says so: the chain of speakers of a claim, from the report inwards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast, get_args

from tollbook.read.tree import by_agents, children, is_passive, left_edge, subjects
from tollbook.read.words import per_words, table, word_set
from tollbook.record import EMPTY_LEXICON, Lexicon, Span, Speaker
from tollbook.record.vocabulary import SpeakerKind, Stance

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

REPORT = Speaker("report", None, "report", "asserts", "unknown")
"""The report's own voice: the outermost link of every chain."""

_TAIL = frozenset({"of", "at", "in", "for", "from", "with"})
# what is denied or claimed with these words is the deed, not the harm
_DEEDS = frozenset({"responsibility", "involvement", "role", "allegations", "accusations", "blame"})
_TOLD_BY_NOBODY = frozenset({"reported", "said", "believed", "alleged", "claimed"})
_COLON = re.compile(r"^(?P<who>[A-Z][\w .'\u2019-]{1,40}?):\s+\S")
_COLON_AFTER = re.compile(r"[:\u2013\u2014-]\s+(?P<who>[A-Z][\w .'\u2019]{1,40})$")


@per_words
def _kind_words() -> tuple[tuple[SpeakerKind, frozenset[str]], ...]:
    kinds = table("cues")["speaker_kinds"]
    for kind in kinds:
        if kind not in get_args(SpeakerKind):
            raise ValueError(f"cues.toml: no speaker kind {kind}")
    return tuple((cast("SpeakerKind", k), frozenset(v.split())) for k, v in kinds.items())


_LEXICON_KINDS: dict[str, SpeakerKind] = {
    "state_force": "military",
    "police": "police",
    "militia": "armed_group",
    "armed_group": "armed_group",
    "party": "party",
    "government": "official",
    "international": "international",
    "ngo": "ngo",
    "media": "media",
}


def kind_of(name: str, lexicon: Lexicon) -> SpeakerKind:
    """What kind of speaker a name or description is; "unknown" where no word says."""
    actor = lexicon.actors.get(name) or lexicon.actors.get(re.sub(r"^the\s+", "", name, flags=re.I))
    if actor is not None and actor.kind in _LEXICON_KINDS:
        return _LEXICON_KINDS[actor.kind]
    words = set(re.findall(r"[a-z][a-z-]*", name.casefold()))
    if "ministry" in words and words & {"health", "interior", "defence", "defense"}:
        return "official"
    for kind, cues in _kind_words():
        if words & cues:
            return kind
    return "unknown"


def stance_of(verb: str) -> Stance:
    """How the speaker stands to what is said: asserts, denies, doubts or retracts it."""
    if verb in word_set("cues", "attribution", "denying"):
        return "denies"
    if verb in word_set("cues", "attribution", "doubting"):
        return "doubts"
    if verb in word_set("cues", "attribution", "retracting"):
        return "retracts"
    return "asserts"


_SAID = (
    "said|says|say|told|added|adds|reported|reports|announced|confirmed|stated|claimed|noted"
    "|according|estimated|alleged|explained|recalled|wrote|declared|warned|acknowledged|admitted"
    "|insisted|found"
)
_TAIL_WORD = r"(?:[\w\u00c0-\u024f'\u2019./&-]+)"
_TRAILING = re.compile(
    rf",[\"'\u201d\u2019]*\s+(?P<who>{_TAIL_WORD}(?:\s+{_TAIL_WORD}){{0,13}}?)"
    rf"\s+(?:(?:have|has|had|also|later)\s+)?(?P<verb>{_SAID})"
    rf"(?P<rest>(?:\s+{_TAIL_WORD}){{0,10}}|\s+(?:in|on|to|at)\s[^,;]{{0,60}})"
    rf"\s*\.?[\"'\u201d\u2019]*\s*$"
)
_NOT_A_SPEAKER = re.compile(
    r"\b(?:killed|killing|wounded|wounding|injured|injuring|died|dead|were|was|is|are|when|after"
    r"|while|who|which|that|but|leaving|including)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Tail:
    """A trailing attribution (", medics said on Tuesday"): who, the verb, where it starts."""

    start: int
    who: tuple[int, int]
    verb: str


def trailing_attribution(sentence: str) -> Tail | None:
    """The attribution a sentence ends with; the parser reads the rest better without it."""
    match = _TRAILING.search(sentence)
    if match is None or _NOT_A_SPEAKER.search(match["who"]):
        return None
    if re.search(r"\bthat\b", match["rest"]) or match["verb"] == "according":
        return None
    if _NOT_A_SPEAKER.search(match["rest"]):
        return None
    return Tail(match.start(), match.span("who"), match["verb"])


def tail_speaker(tail: Tail, sentence: str, offset: int, lexicon: Lexicon) -> Speaker:
    """The speaker of a trailing attribution; ``sentence`` as it stands in the report."""
    name = sentence[tail.who[0] : tail.who[1]]
    span = Span(offset + tail.who[0], offset + tail.who[1], name)
    return Speaker(
        name, tail.verb, kind_of(name, lexicon), stance_of(tail.verb), "third_party", span
    )


def name_span(token: Token, offset: int) -> Span:
    """The speaker's noun phrase: its left part, the head, and a short tail ("of the police")."""
    doc = token.doc
    start, end = left_edge(token), token.i
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in _TAIL:
            objects = children(child, "pobj")
            if objects and objects[0].i - token.i < 6:
                end = max(end, objects[0].i)
    for child in token.rights:
        if child.dep_ == "conj" and child.i - token.i < 4 and child.tag_.startswith("N"):
            end = max(end, child.i)
    while start < end and (doc[start].is_punct or doc[start].dep_ == "cc"):
        start += 1
    a, b = doc[start].idx, doc[end].idx + len(doc[end])
    return Span(offset + a, offset + b, doc.text[a:b])


def _speaker(token: Token, verb: str, offset: int, lexicon: Lexicon) -> Speaker:
    span = name_span(token, offset)
    return Speaker(
        span.quote, verb, kind_of(span.quote, lexicon), stance_of(verb), "third_party", span
    )


def _governing(trigger: Token) -> Iterator[tuple[Token, Token]]:
    """Verbs above the trigger with the child through which they govern it, nearest first."""
    token = trigger
    while token.head != token:
        yield token.head, token
        token = token.head


def _says(verb: Token, child: Token, trigger: Token) -> Token | None:
    """The subject of ``verb`` if it is a speaker's verb with the trigger in what is said."""
    if verb.lower_ not in word_set("cues", "attribution", "verbs") or not _is_said(verb, child):
        return None
    if is_passive(verb):
        agents = by_agents(verb)
        return agents[0] if agents else None
    doers = subjects(verb)
    if child.dep_ == "dobj" and not any(_can_speak(s) for s in doers):
        return None  # "the attack claimed six lives"
    found = [s for s in doers if s.lower_ not in {"it", "this", "that", "which", "who"}]
    return found[0] if found and found[0].i != trigger.i else None


def _is_said(verb: Token, child: Token) -> bool:
    """Whether ``child`` is what the verb tells, rather than who tells it or whom of."""
    if child.lower_ in _DEEDS:
        return False  # who denies or claims the deed does not deny or tell the harm
    if child.dep_ == "advcl" and child.lower_ in word_set("cues", "attribution", "verbs"):
        return False  # "A said ..., while B said ...": what B says is not in A's words
    if child.dep_ in {"conj", "advcl"}:
        return bool(children(verb, "ccomp"))
    return child.dep_ in {"ccomp", "parataxis", "dep", "xcomp", "prep", "dobj"}


def _can_speak(token: Token) -> bool:
    return (
        kind_of(token.text, EMPTY_LEXICON) != "unknown"
        or token.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"}
        or token.lower_ in {"he", "she", "they", "we"}
    )


def _according(doc: Doc) -> Iterator[tuple[Token, str]]:
    """ "according to X", "as per X", "citing X", "quoting X"."""
    for token in doc:
        if token.lower_ == "according":
            for to in token.children:
                if to.lower_ == "to":
                    for obj in children(to, "pobj"):
                        yield obj, "according to"
        elif token.lower_ in {"citing", "quoting"}:
            for obj in children(token, "dobj"):
                yield obj, token.lower_


def chain(
    trigger: Token, offset: int, lexicon: Lexicon, *, headline: bool, tail: Speaker | None = None
) -> tuple[Speaker, ...]:
    """The speakers of what the trigger asserts, the report first.

    :param offset: where the sentence starts in the report's text.
    :param tail: the speaker the sentence ends with, cut off before the parse.
    """
    inner = _above(trigger, offset, lexicon, tail)
    seen = {s.speaker for s in inner}
    for who, words in _according(trigger.doc):
        speaker = _speaker(who, words, offset, lexicon)
        if speaker.speaker not in seen:
            inner.append(speaker)
    if not inner and headline:
        inner = _beside_colon(trigger.doc.text, offset, lexicon)
    if not inner:
        inner = _unnamed(trigger)
    once = {s.speaker.casefold(): s for s in reversed(inner)}
    return (REPORT, *(s for s in inner if once[s.speaker.casefold()] is s))


def _above(trigger: Token, offset: int, lexicon: Lexicon, tail: Speaker | None) -> list[Speaker]:
    """Speakers whose verbs govern the trigger, the outermost first."""
    inner = [tail] if tail is not None else []
    outermost = len(inner)
    for verb, child in _governing(trigger):
        who = _says(verb, child, trigger)
        if who is None:
            continue
        inner.insert(outermost, _speaker(who, verb.lower_, offset, lexicon))
        if verb.lower_ in {"told", "tell", "tells"}:
            # "a witness told Reuters": the report has it from the agency
            told = (_speaker(o, verb.lower_, offset, lexicon) for o in _told(verb))
            for agency in (s for s in told if s.kind == "media"):
                inner.insert(outermost, replace(agency, stance="relays"))
        if verb.lower_ in {"quoted", "cited", "quoting"}:
            # "X quoted Y as saying"
            for other in children(verb, "dobj", "dative"):
                inner.insert(1, _speaker(other, verb.lower_, offset, lexicon))
    return inner


def _told(verb: Token) -> list[Token]:
    return children(verb, "dobj", "dative")


def _beside_colon(text: str, offset: int, lexicon: Lexicon) -> list[Speaker]:
    """ "Ministry: 12 dead in raid", "12 dead in raid - ministry", in headlines."""
    match = _COLON.match(text) or _COLON_AFTER.search(text)
    if match is None or kind_of(match["who"], lexicon) == "unknown":
        return []
    name = match["who"]
    span = Span(offset + match.start("who"), offset + match.end("who"), name)
    return [Speaker(name, ":", kind_of(name, lexicon), "asserts", "third_party", span)]


def _unnamed(trigger: Token) -> list[Speaker]:
    """ "12 people were reported killed": somebody says so, and the report does not say who."""
    for verb, _ in _governing(trigger):
        if verb.lower_ in _TOLD_BY_NOBODY and is_passive(verb):
            return [Speaker("unnamed", verb.lower_, "anonymous", "relays", "unknown")]
    return []
