"""From the hits of a sentence to drafts of claims: roles, speaker, modality, scope, words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tollbook.read.draft import Draft
from tollbook.read.hit import Hit
from tollbook.read.means import cause_in, means_in
from tollbook.read.modality import modality
from tollbook.read.phrases import Phrases
from tollbook.read.roles import perpetrators, target_of
from tollbook.read.scope import clause_of, read_scope
from tollbook.read.sentences import Sentence
from tollbook.read.speakers import chain
from tollbook.record import (
    Count,
    Lexicon,
    Mention,
    Perpetrator,
    Report,
    Span,
    Speaker,
    VictimGroup,
    Why,
)
from tollbook.record.vocabulary import Stake

_OWN = re.compile(
    r"\b(?:its|their|our|his)\s+(?:own\s+)?(?:\w+\s+)?(?:members|fighters|soldiers|troops|officers|men|forces)\b",
    re.I,
)
_CLAIMANTS = frozenset({"armed_group", "military", "police", "party"})
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
_PAST = re.compile(
    r"\b(?:years? (?:ago|earlier)|last year|anniversary|commemorat\w+|decades? ago|previous year|years before)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What the assembler knows of a sentence besides its parse."""

    report: Report
    sentence: Sentence
    lexicon: Lexicon
    places: tuple[Mention, ...]
    times: tuple[Span, ...]
    wave: bool
    largest: int
    tail: Speaker | None = None
    end: int = 0


def _shift(group: VictimGroup, report: Report, offset: int) -> VictimGroup:
    """A victim group with its span in the report, and its words as the report has them."""
    if group.span is None:
        return group
    span = report.span(group.span.start + offset, group.span.end + offset)
    count = group.count
    if count is not None and count.raw:
        count = replace(count, raw=_original(count.raw, span.quote))
    return replace(group, span=span, text=span.quote, count=count)


def _original(raw: str, quote: str) -> str:
    """The raw number words as they stand in the report (curly quotes and spaces kept)."""
    return quote if len(raw) == len(quote) else raw


def _as_written(perpetrator: Perpetrator, report: Report) -> Perpetrator:
    """With the report's own characters: the parse saw curly quotes made straight."""
    if perpetrator.span is None:
        return perpetrator
    span = report.span(perpetrator.span.start, perpetrator.span.end)
    return replace(perpetrator, text=span.quote, span=span)


def _speaker_as_written(speaker: Speaker, report: Report) -> Speaker:
    if speaker.span is None:
        return speaker
    span = report.span(speaker.span.start, speaker.span.end)
    return replace(speaker, speaker=span.quote, span=span)


def _nearest(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """Spans by distance from a stretch of text, nearer first; what follows wins a tie."""

    def distance(span: Span) -> tuple[int, int]:
        if span.start >= end:
            return (span.start - end, 0)
        return (max(0, start - span.end), 1)

    return sorted(spans, key=distance)


def _segment(hit: Hit, hits: Sequence[Hit], text: str) -> tuple[int, int]:
    """The stretch of the sentence that is this hit's alone, between its neighbours' numbers.

    "three in Basra, two in Najaf": each number keeps the place that follows it.
    """
    if hit.people is None:
        return 0, len(text)
    others = sorted(
        h.people.start
        for h in hits
        if h.people is not None
        and h is not hit
        and h.people.start > hit.people.end
        and h.harm == hit.harm
    )
    before = [
        h.people.end
        for h in hits
        if h.people is not None
        and h is not hit
        and h.people.end < hit.people.start
        and h.harm == hit.harm
    ]
    return (hit.people.start if before else 0), (others[0] if others else len(text))


def _places(
    hit: Hit, hits: Sequence[Hit], setting: Setting, start: int, end: int
) -> tuple[Span, ...]:
    offset = setting.sentence.start
    inside = [
        m.span
        for m in setting.places
        if setting.sentence.start <= m.span.start < setting.sentence.end
    ]
    low, high = _segment(hit, hits, hit.trigger.doc.text)
    own = [s for s in inside if low <= s.start - offset < high]
    return tuple(_nearest(own or inside, start, end))


def _stake(
    speaker: Speaker, draft_victims: Sequence[VictimGroup], perps: Sequence[str], clause: str
) -> Stake:
    name = speaker.speaker.casefold()
    words = set(re.findall(r"[a-z]{4,}", name)) - {
        "said",
        "officials",
        "spokesman",
        "statement",
        "the",
    }
    statuses = {v.status for v in draft_victims}
    doing = any(
        words & set(re.findall(r"[a-z]{4,}", p.casefold()))
        or re.match(r"(?:its|their|his|our|we)\b", p, re.I)
        for p in perps
    )
    if doing:
        return "enemy_losses" if statuses and statuses <= {"combatant", "security"} else "own_doing"
    party = speaker.kind in {"military", "armed_group", "police"}
    if party and _OWN.search(clause):
        return "own_losses"
    if speaker.kind in {"military", "police"} and statuses and statuses <= {"combatant"}:
        return "enemy_losses"
    if speaker.kind in {"military", "police"} and statuses and statuses <= {"security"}:
        return "own_losses"
    if speaker.kind == "armed_group" and statuses and statuses <= {"security", "combatant"}:
        return "own_losses" if statuses == {"combatant"} else "enemy_losses"
    return "unknown" if speaker.kind in {"report", "anonymous", "unknown"} else "third_party"


def _is_past(report: Report, sentence: str, times: Sequence[Span]) -> bool:
    """Whether the sentence tells of another year than the report's own."""
    if _PAST.search(sentence):
        return True
    year = report.published.start.year if report.published else None
    years = [int(y) for t in times for y in _YEAR.findall(t.quote)]
    return bool(
        year
        and years
        and all(y < year for y in years)
        and not any(re.match(r"since|from|between", t.quote, re.I) for t in times)
    )


def _own_times(
    setting: Setting, start: int, end: int, period: Span | None, clause: tuple[int, int]
) -> tuple[Span, ...]:
    """Time words of the sentence, those of the harm's own clause first, then by nearness."""
    inside = [
        t for t in setting.times if setting.sentence.start <= t.start < setting.end and t != period
    ]
    low, high = clause
    near = _nearest(inside, start, end)
    return tuple(sorted(near, key=lambda t: not low <= t.start < high))


def _victims(hit: Hit, setting: Setting) -> tuple[tuple[VictimGroup, ...], tuple[VictimGroup, ...]]:
    if hit.people is None:
        return (), ()
    offset = setting.sentence.start
    groups = tuple(_shift(g, setting.report, offset) for g in hit.people.groups)
    return groups, tuple(_shift(p, setting.report, offset) for p in hit.people.parts)


def draft_of(
    hit: Hit, hits: Sequence[Hit], phrases: Phrases, setting: Setting, order: int
) -> Draft | None:
    """One hit as a draft; None where what was attacked is nothing that can be attacked."""
    report, sentence = setting.report, setting.sentence
    offset = sentence.start
    doc_text = hit.trigger.doc.text
    target = target_of(hit, phrases, setting.lexicon, offset)
    if hit.harm == "attacked" and target is None:
        return None
    start = hit.trigger.idx
    end = hit.trigger.idx + len(hit.trigger)
    if hit.people is not None:
        start, end = min(start, hit.people.start), max(end, hit.people.end)
    elif target is not None:
        start, end = min(start, target.start - offset), max(end, target.end - offset)
    mode, cue = modality(hit.trigger)
    said_by = chain(
        hit.trigger, offset, setting.lexicon, headline=sentence.headline, tail=setting.tail
    )
    if mode == "fact" and (len(said_by) > 1):
        mode = "reported"
    perps = perpetrators(hit, phrases, setting.lexicon, offset)
    if (
        not perps
        and any(a.lower_ in {"it", "they", "we"} for a in hit.agents)
        and said_by[-1].kind in _CLAIMANTS
    ):
        # "the militia said it had killed four": it is the speaker
        perps = (Perpetrator(said_by[-1].speaker, "self_claimed", said_by[-1].span),)
    victims, parts = _victims(hit, setting)
    places = _places(hit, hits, setting, offset + start, offset + end)
    reading = read_scope(
        hit,
        sentence=doc_text,
        offset=offset,
        headline=sentence.headline,
        times=tuple(t for t in setting.times if sentence.start <= t.start < setting.end),
        placed=bool(places),
        report_waves=setting.wave,
        largest=setting.largest,
    )
    count = hit.people.count if hit.people is not None else Count.unknown()
    words, at = clause_of(hit)
    clause = (offset + at, offset + at + len(words))
    evidence = report.span(offset + start, offset + end)
    if hit.people is not None and count.raw:
        raw_at = doc_text.find(count.raw)
        if raw_at >= 0:
            count = replace(
                count, raw=report.text[offset + raw_at : offset + raw_at + len(count.raw)]
            )
    said_by = tuple(
        replace(s, stake=_stake(s, victims, [p.text for p in perps], doc_text)) for s in said_by
    )
    said_by = tuple(_speaker_as_written(s, report) for s in said_by)
    perps = tuple(_as_written(p, report) for p in perps)
    times = _own_times(setting, offset + start, offset + end, reading.period, clause)
    why = [
        Why(
            "harm",
            f"frame {hit.frame.name!r}: {hit.rule}",
            report.span(offset + hit.trigger.idx, offset + hit.trigger.idx + len(hit.trigger)),
        )
    ]
    if count.raw:
        at = report.text.find(count.raw, offset)
        span = report.span(at, at + len(count.raw)) if at >= 0 else None
        why.append(Why("count", f"shape {count.shape}", span))
    if reading.cue:
        why.append(Why("scope", f"{reading.scope}: {reading.cue!r}", None))
    if cue:
        why.append(Why("modality", f"{mode}: {cue!r}", None))
    why += [Why("perpetrators", p.surety, p.span) for p in perps]
    why += [Why("said_by", s.verb or "", s.span) for s in said_by[1:]]
    return Draft(
        order=order,
        harm=hit.harm,
        count=count,
        kind=hit.people.kind if hit.people else "none",
        heads=hit.people.heads if hit.people else frozenset(),
        names=hit.people.names if hit.people else (),
        additional=hit.people.additional if hit.people else False,
        partitive=hit.people.partitive if hit.people else False,
        attackers=hit.people.attackers if hit.people else None,
        victims=victims,
        parts=parts,
        scope=reading.scope,
        modality=mode,
        said_by=said_by,
        evidence=evidence,
        sentence=(sentence.start, sentence.end),
        sentence_index=sentence.index,
        paragraph=sentence.paragraph,
        headline=sentence.headline,
        rule=f"{hit.frame.name}/{hit.frame.pattern}: {hit.rule}",
        pattern=hit.frame.pattern,
        perpetrators=perps,
        target=target.quote if target else None,
        means=means_in(doc_text),
        cause=cause_in(doc_text)
        if hit.harm in {"killed", "injured", "killed_or_injured"}
        else None,
        places=places,
        times=times,
        area=places[0] if reading.scope == "cumulative" and places else None,
        period=reading.period,
        past=_is_past(report, doc_text, times),
        why=tuple(why),
    )
