"""From a hit of a sentence to the draft of a claim: roles, speakers, modality, scope, words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tollbook.read.admitted import own_means, with_claimants
from tollbook.read.axes import years_of
from tollbook.read.background import is_past
from tollbook.read.draft import Draft
from tollbook.read.early import is_early
from tollbook.read.harms import BODILY
from tollbook.read.headline_parts import part_around
from tollbook.read.hit import Hit
from tollbook.read.means import cause_in, means_in
from tollbook.read.modality import is_doubtful, modality
from tollbook.read.orders import ordered
from tollbook.read.own_weapon import attackers_among
from tollbook.read.people import People
from tollbook.read.periods import on_its_side
from tollbook.read.phrases import Phrases
from tollbook.read.quoted import quoted_at
from tollbook.read.roles import doers_in, phrase
from tollbook.read.scope import ClauseWords, ScopeReading, brings_total, clause_of, read_scope
from tollbook.read.sequel import is_days_later, is_in_return, is_separate, is_sequel
from tollbook.read.speakers import chain
from tollbook.read.spoken_before import STANDS_FOR, stands_for, with_names
from tollbook.read.stakes import Losses, stake_of
from tollbook.read.targets import target_of
from tollbook.read.where_when import (
    Setting,
    named_beside,
    not_of_before,
    places_of,
    said_in,
    times_of,
)
from tollbook.read.words import word_set
from tollbook.read.written import (
    count_as_written,
    group_as_written,
    perpetrator_as_written,
    speaker_as_written,
)
from tollbook.record import Count, Perpetrator, Report, Span, Speaker, Why
from tollbook.record.marks import ANOTHER_EVENT
from tollbook.record.vocabulary import Surety

if TYPE_CHECKING:
    from spacy.tokens import Token

_OWN_VOICE = frozenset({"report", "unnamed"})
_ACTS = frozenset({"transitive", "violence", "intransitive", "suffer"})
_FOUND = frozenset({"reported", "found", "confirmed", "believed", "left"})
_BODIES = frozenset({"body", "with_wounds"})
_WIDE = frozenset({"country", "region"})
_NOBODY = People(Count.unknown(), (), "none", 0, 0, frozenset())


def draft_of(
    hit: Hit, hits: Sequence[Hit], phrases: Phrases, setting: Setting, order: int
) -> Draft | None:
    """One hit as a draft; None where what was attacked is nothing that can be attacked.

    :param hits: all hits of the sentence; :param order: place among the report's drafts.
    """
    report, sentence, offset = setting.report, setting.sentence, setting.offset
    people = hit.people or _NOBODY
    target = target_of(hit, phrases, setting.lexicon, offset)
    if hit.harm == "attacked" and target is None:
        return None
    evidence = _evidence(hit, target, setting)
    said_by = chain(
        hit.trigger,
        offset,
        setting.lexicon,
        headline=sentence.headline,
        label=report.text[sentence.start - sentence.label : sentence.start],
        tail=setting.tail,
        quoted=quoted_at(setting.quotations, offset + hit.trigger.idx),
    )
    in_words = said_by
    said_by = with_names(said_by, setting.spoke, sentence)
    mode, cue = modality(hit.trigger)
    if mode == "fact" and len(said_by) > 1:
        mode = "reported"
    if is_doubtful(mode, cue) and said_by[-1].stance in {"asserts", "relays"}:
        # "may have been killed" is asserted by nobody, whoever says it
        said_by = (*said_by[:-1], replace(said_by[-1], stance="doubts"))
    doers, ordered_by = _doers(hit, phrases, setting, said_by[-1])
    if people.count.shape == "zero" and hit.harm != "attacked":
        doers = ()  # "no one died by gunfire of the police" accuses nobody
    victims = tuple(group_as_written(g, report, offset) for g in people.groups)
    all_of_them = people.attackers is not None and people.attackers == people.count.nearest
    losses = Losses(victims, doers, phrases.text, own_means=own_means(hit), attackers=all_of_them)
    said_by = tuple(replace(s, stake=stake_of(s, losses)) for s in said_by)
    said_by = tuple(speaker_as_written(s, report) for s in said_by)
    doers = tuple(perpetrator_as_written(p, report) for p in doers)
    places = places_of(hit, hits, setting, evidence)
    told_times = on_its_side(setting.own_times(evidence), phrases.text, offset, hit.trigger.idx)
    if hit.frame.pattern not in _BODIES:  # of the dead who are found, when they were taken
        told_times = not_of_before(told_times, hit.trigger, offset)
    words, at = clause_of(hit)
    if any(brings_total(t) for t in (hit.trigger, *hit.trigger.ancestors)):
        own = range(offset + at, offset + at + len(words))
        told_times = [t for t in told_times if t.start in own]
    if sentence.headline:
        low, high = part_around(hit.trigger.doc, hit.trigger.idx)
        words, at = words[max(0, low - at) : max(0, high - at)], max(low, at)
    scope = _scope(hit, (words, at), phrases, setting, told_times, places=places)
    clause = (offset + at, offset + at + len(words))
    times = times_of(told_times, evidence, period=scope.period, clause=clause)
    count = count_as_written(people.count, phrases.text, report, offset)
    anew = people.kind not in {"definite", "pronoun"} and not people.partitive
    apart = not sentence.headline and (
        is_separate(phrases.text, evidence.end - offset)
        or is_in_return(phrases.text, evidence.start - offset)
        or (anew and is_days_later(phrases.text, evidence.start - offset))
    )
    why = [
        *_why_harm(hit, count, report, offset),
        *([Why("scope", f"{scope.scope}: {scope.cue!r}")] if scope.cue else []),
        *([Why("modality", f"{mode}: {cue!r}")] if cue else []),
        *(Why("perpetrators", p.surety, p.span) for p in doers),
        *(Why("said_by", s.verb or "", s.span) for s in said_by[1:]),
        *(
            Why("said_by", STANDS_FOR, s.span)
            for s in in_words
            if stands_for(s.speaker, setting.spoke, sentence) is not None
        ),
    ]
    return Draft(
        order=order,
        harm=hit.harm,
        count=count,
        kind=people.kind,
        heads=people.heads,
        names=people.names,
        additional=people.additional,
        besides=_also(hit),
        partitive=people.partitive,
        attackers=attackers_among(people, phrases.text) if hit.harm in BODILY else None,
        victims=victims,
        parts=tuple(group_as_written(p, report, offset) for p in people.parts),
        scope=scope.scope,
        modality=mode,
        said_by=said_by,
        evidence=evidence,
        sentence=(sentence.start, sentence.end),
        sentence_index=sentence.index,
        paragraph=sentence.paragraph,
        headline=sentence.headline,
        rule=f"{hit.frame.name}/{hit.frame.pattern}: {hit.rule}"
        + (f", {ANOTHER_EVENT}" if apart else ""),
        pattern=hit.frame.pattern,
        perpetrators=doers,
        ordered_by=ordered_by,
        target=report.span(target.start, target.end).quote if target else None,
        means=means_in(phrases.text),
        cause=_cause(hit, hits, phrases.text),
        places=places,
        times=times,
        area=places[0] if scope.scope == "cumulative" and places else None,
        period=scope.period,
        years=years_of(phrases.text, people.start, people.end),
        sequel=is_sequel(phrases.text),
        separate=apart,
        past=is_past(report, phrases.text, hit.trigger, times),
        own=said_by[-1].speaker in _OWN_VOICE,
        named_beside=named_beside(report.text, places, sentence.start),
        said_in=said_in(report.text, places),
        early=is_early(phrases.text, evidence.start - offset),
        inherited=("said_by",) if len(said_by) > 1 and _other_names(said_by, in_words) else (),
        why=tuple(why),
    )


def _other_names(said_by: Sequence[Speaker], in_words: Sequence[Speaker]) -> bool:
    """Whether a chain has a name that the sentence gives as a pronoun."""
    return not {s.speaker for s in said_by} <= {s.speaker for s in in_words}


def _also(hit: Hit) -> bool:
    """ "A guard was also killed": on top of those told of before."""
    besides = word_set("cues", "besides")
    verbs = [hit.trigger]
    if hit.trigger.dep_ in {"xcomp", "oprd", "ccomp"} and hit.trigger.head.lower_ in _FOUND:
        verbs.append(hit.trigger.head)  # "were also reported killed"
    return hit.frame.pattern in _ACTS and any(
        c.lower_ in besides and c.dep_ == "advmod" for v in verbs for c in v.children
    )


def _cause(hit: Hit, hits: Sequence[Hit], text: str) -> str | None:
    """What killed them, where it was no violence.

    A gunman who shoots himself in an attack is one of its dead: his suicide is no cause of the
    others' deaths, nor does it make his own another event.
    """
    if hit.harm not in BODILY:
        return None
    cause = cause_in(text)
    by_another = bool(hit.agents) and hit.people is not None and hit.people.attackers is None
    if cause == "suicide" and by_another:  # "shot his sons in a murder-suicide"
        return None
    if cause == "suicide":
        harmed = [h.people for h in hits if h.harm in BODILY and h.people is not None]
        himself = [p for p in harmed if p.heads & word_set("people", "reflexive")]
        wounded = hit.harm == "injured" and hit.people in himself
        if himself and len(himself) < len(harmed) and not wounded:
            return None
    return cause


def _evidence(hit: Hit, target: Span | None, setting: Setting) -> Span:
    """The words that assert the harm: the trigger with its victims or target."""
    start = setting.offset + hit.trigger.idx
    end = start + len(hit.trigger)
    if hit.people is not None:
        start = min(start, setting.offset + hit.people.start)
        end = max(end, setting.offset + hit.people.end)
    elif target is not None:
        start, end = min(start, target.start), max(end, target.end)
    return setting.report.span(start, end)


def _doers(
    hit: Hit, phrases: Phrases, setting: Setting, speaker: Speaker
) -> tuple[tuple[Perpetrator, ...], tuple[str, ...]]:
    """Who did it, and who had it done."""
    found = doers_in(hit, phrases, setting.lexicon)
    had_it_done = ordered(hit, [t for t, _ in found], setting.offset)
    sent: tuple[tuple[Token, Surety], ...] = tuple((t, "stated") for t in had_it_done.doers)
    spans = ((phrase(t, setting.offset, setting.lexicon), surety) for t, surety in (found or sent))
    named = [Perpetrator(span.quote, surety, span) for span, surety in spans]
    by = [
        s for s in had_it_done.by if all(p.span is None or p.span.start != s.start for p in named)
    ]
    return with_claimants(named, hit, speaker), tuple(s.quote for s in by)


def _scope(
    hit: Hit,
    clause: ClauseWords,
    phrases: Phrases,
    setting: Setting,
    times: Sequence[Span],
    *,
    places: Sequence[Span],
) -> ScopeReading:
    return read_scope(
        hit,
        clause=clause,
        sentence=phrases.text,
        before=setting.before,
        offset=setting.offset,
        headline=setting.sentence.headline,
        times=times,
        placed=bool(places),
        in_town=any(setting.lexicon.place_name(p.quote) not in _WIDE for p in places),
        report_waves=setting.wave,
        largest=setting.largest,
    )


def _why_harm(hit: Hit, count: Count, report: Report, offset: int) -> list[Why]:
    """Which frame gave the harm, and where the number stands."""
    start = offset + hit.trigger.idx
    trigger = report.span(start, start + len(hit.trigger))
    why = [Why("harm", f"frame {hit.frame.name!r}: {hit.rule}", trigger)]
    if count.raw:
        at = report.text.find(count.raw, offset)
        span = report.span(at, at + len(count.raw)) if at >= 0 else None
        why.append(Why("count", f"shape {count.shape}", span))
    return why
