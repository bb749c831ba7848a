"""What a report says of its own claims: not verified, taken back, untrue, claimed by somebody.

Read from the words of whole sentences, parsed or not. The lists are data (``bearing.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from tollbook.read.draft import Draft
from tollbook.read.put_right import corrected
from tollbook.read.sentences import Sentence
from tollbook.read.word_lists import PatternList, WordList
from tollbook.read.words import pattern
from tollbook.record import Claim, Perpetrator, Report, Span, Speaker, Statement, Why
from tollbook.record.vocabulary import Stance, StatementKind, Surety

_ITS_OWN_WORD = PatternList("bearing", "retracted", "its_own_word")
"""What may follow words that take a figure back, so that they are the report's or its source's."""
_NEAR = 2  # sentences back to a harm that what follows may speak of
_TIED: Mapping[StatementKind, Surety] = {
    "claim_of_responsibility": "self_claimed",
    "blame": "accused",
}
_NAMELESS = PatternList("bearing", "doers", "nameless")
_REACH = 400  # characters behind a sentence in which its speaker may take it back
_ENDS = re.compile(r"[.!?][\"\u201d']?\s+")
_WORDS = re.compile(r"[^\W\d_]+")
_SMALL = WordList("bearing", "same_speaker", "small")
_WHEN = WordList("bearing", "same_speaker", "when")
_POINTERS = WordList("bearing", "same_speaker", "pointers")


def _unverified(key: str) -> re.Pattern[str]:
    return pattern("bearing", "unverified", key)


def _retracting(key: str) -> re.Pattern[str]:
    return pattern("bearing", "retracted", key)


def _of_other_things() -> re.Pattern[str]:
    return pattern("bearing", "unverified", "others", before=r"\b", after=r"\b[^.;]{0,50}$")


def with_doubts(
    drafts: Sequence[Draft], sentences: Sequence[Sentence], report: Report
) -> list[Draft]:
    """Drafts whose figure the report says it could not verify: its own voice doubts them."""
    cues, ahead = _unverified("patterns"), _unverified("ahead")
    text = report.text
    doubted: dict[int, Span] = {}
    for sentence in sentences:
        for match in cues.finditer(text, sentence.start, sentence.end):
            if _of_other_things().search(text[sentence.start : match.start()]):
                continue
            following = ahead.search(text, sentence.start, sentence.end) is not None
            for draft in _spoken_of(sentence, drafts, following=following):
                doubted.setdefault(draft.order, report.span(*match.span()))
    return [_doubted(d, doubted[d.order]) if d.order in doubted else d for d in drafts]


def _spoken_of(sentence: Sentence, drafts: Sequence[Draft], *, following: bool) -> list[Draft]:
    own = [d for d in drafts if d.sentence_index == sentence.index]
    if own:
        return own
    if following:
        return [d for d in drafts if d.sentence_index == sentence.index + 1]
    near = [
        d.sentence_index
        for d in drafts
        if 0 < sentence.index - d.sentence_index <= _NEAR and len(d.said_by) > 1
    ]
    return [d for d in drafts if near and d.sentence_index == max(near)]


def _doubted(draft: Draft, words: Span) -> Draft:
    outer = replace(draft.said_by[0], stance="doubts", verb=words.quote, span=words)
    why = (*draft.why, Why("said_by", "the report could not verify it", words))
    return replace(draft, said_by=(outer, *draft.said_by[1:]), why=why)


def with_retractions(drafts: Sequence[Draft], text: str) -> list[Draft]:
    """A figure that is taken back, in its own sentence or the next, is told as taken back.

    Where its speaker puts another in its place ("later corrected its count to 23"), that one is
    told too.
    """
    out: list[Draft] = []
    order = max((d.order for d in drafts), default=0)
    for draft in drafts:
        now = corrected(draft, drafts, text, order + 1 + len(out))
        if now is not None:
            before = text[now.sentence[0] : now.evidence.start]
            now = now if _same_speaker(draft.said_by[-1], before) else None
        gone = now is not None or _said_before_that(draft, drafts, text)
        out.append(_as(draft, "retracts") if gone else _retracted(draft, text))
        if now is not None:
            out.append(now)
    return out


def _said_before_that(draft: Draft, told: Sequence[Draft], text: str) -> bool:
    """ "The governor lowered the number of dead to 21. He had earlier said that 37 were killed.":
    the 37 are taken back."""
    if not draft.quantified or not _retracting("had_said").search(text, *draft.sentence):
        return False
    return any(
        d.harm == draft.harm and d.sentence_index == draft.sentence_index - 1 and d.quantified
        for d in told
        if _retracting("revising").search(text, *d.sentence)
    )


def _retracted(draft: Draft, text: str) -> Draft:
    start, end = draft.sentence
    at = draft.evidence.start - start
    if taken_back(draft.evidence, draft.sentence, text, counted=draft.quantified) is not None:
        return _as(draft, "retracts")
    if withdrawn(draft.said_by[-1], draft.evidence, draft.sentence, text) is not None:
        return _as(draft, "retracts")
    untrue = _retracting("untrue").search(text[start:end])
    if untrue is None or untrue.start() >= at:
        return draft
    told = _as(draft, "denies")
    doers = (replace(p, surety="denied") for p in told.perpetrators)
    return replace(told, perpetrators=tuple(doers))


def taken_back(
    evidence: Span, sentence: tuple[int, int], text: str, *, counted: bool
) -> tuple[str, Span] | None:
    """Words in or right after a claim's sentence that take it back, and the list they are in.

    :param counted: whether the claim says a number, without which no figure is lowered.
    """
    start, end = sentence
    following = len(text[end : end + 200]) - len(text[end : end + 200].lstrip())
    for key, match in (
        ("before", _retracting("before").match(text, end + following)),
        ("version", _retracting("version").search(text, start, end)),
        ("within", _retracting("within").search(text[start:end])),
        ("lowered", _retracting("lowered").search(text, start, end)),
    ):
        if match is None or (key == "before" and _of_another(text, match.end())):
            continue
        shift = start if key == "within" else 0
        if key == "lowered" and (not counted or match.start() < evidence.start):
            continue
        return key, Span(match.start() + shift, match.end() + shift, match.group())
    return None


def withdrawn(
    speaker: Speaker, evidence: Span, sentence: tuple[int, int], text: str
) -> Span | None:
    """ "Police said five died. Hours later police retracted the statement.": the second.

    Only what the same speaker takes back, whom it names again or calls "it", "he" or "they", and
    only where the words don't say of what other matter it was ("the statement that ...").

    :param evidence: what the speaker said; :param sentence: start and end of its sentence.
    """
    start = evidence.end
    for match in _retracting("withdrawn").finditer(text, start, sentence[1] + _REACH):
        before = text[start : match.start()]
        if len(_ENDS.findall(before)) > _NEAR or "\n" in before.strip():
            return None
        own = _ENDS.split(before)[-1]
        if _retracting("withdrawn_of").match(text, match.end()) or not _same_speaker(speaker, own):
            continue
        at = match.end() - len(match.group()) - len(own.lstrip())
        return Span(at, match.end(), text[at : match.end()])
    return None


def _same_speaker(speaker: Speaker, subject: str) -> bool:
    """Whether words before a verb of taking back stand for a speaker named before."""
    words = set(_WORDS.findall(subject.casefold()))
    named = set(_WORDS.findall(speaker.speaker.casefold())) - _SMALL.words
    who = words - _SMALL.words - _WHEN.words
    if speaker.verb is None:
        return False
    return bool(named & words) or who <= _POINTERS.words


def lowered_next(sentence: tuple[int, int], text: str) -> Span | None:
    """ "Nine were killed, police said. They later lowered the toll to seven.": the second."""
    start = sentence[1] + len(text[sentence[1] :][:200]) - len(text[sentence[1] :][:200].lstrip())
    match = _retracting("lowered").search(text, start, start + 120)
    if match is None or re.search(r"[.!?]\s", text[start : match.start()]):
        return None
    return Span(match.start(), match.end(), match.group())


def _of_another(text: str, end: int) -> bool:
    """ "The number was wrong, the governor insisted": who disputes a figure takes none back."""
    return _ITS_OWN_WORD.match(text, end) is None


def _as(draft: Draft, stance: Stance) -> Draft:
    last = replace(draft.said_by[-1], stance=stance)
    return replace(draft, said_by=(*draft.said_by[:-1], last))


def with_tied(
    claims: Sequence[Claim], statements: Sequence[tuple[Statement, Surety | None]]
) -> list[Claim]:
    """Claims that name nobody, with who is blamed or says that it was them; marked as inherited.

    :param statements: each with how sure it makes its parties; None: as its kind does.
    """
    tied: dict[str, list[Perpetrator]] = {}
    for one, said in statements:
        surety = said or _TIED.get(one.kind)
        if surety is None or one.about is None:
            continue
        said_by_itself = one.said_by[-1:] if one.kind == "claim_of_responsibility" else ()
        for party in one.parties:
            pointer = party.casefold() in _POINTERS and party != "US"  # the country, not "us"
            if pointer or (party in one.said_by and not said_by_itself):
                continue
            span = _named_in(one.span, party)
            tied.setdefault(one.about, []).append(Perpetrator(party, surety, span))
    return [_with_tied(c, tied[c.id]) if c.id in tied else c for c in claims]


def _named_in(words: Span, party: str) -> Span | None:
    """Where a party is named in a statement's words; the article may stand before them."""
    for name in (party, re.sub(r"^(?:the|an?) ", "", party, flags=re.IGNORECASE)):
        at = words.quote.find(name)
        if at >= 0:
            return Span(words.start + at, words.start + at + len(name), name)
    return None


def _with_tied(claim: Claim, tied: Sequence[Perpetrator]) -> Claim:
    if claim.scope != "incident" or any(not _NAMELESS.match(p.text) for p in claim.perpetrators):
        return claim
    known = {p.text.casefold() for p in claim.perpetrators}
    new = {p.text.casefold(): p for p in tied if p.text.casefold() not in known}
    if not new:
        return claim
    why = (*claim.why, *(Why("perpetrators", p.surety, p.span) for p in new.values()))
    inherited = tuple(dict.fromkeys((*claim.inherited, "perpetrators")))
    doers = (*claim.perpetrators, *new.values())
    return replace(claim, perpetrators=doers, inherited=inherited, why=why)
