"""What a figure covers: one incident, a running total, a habit, or not decided.

The antecedent decides, not the phrase: "the toll rose to 14" of a named bombing restates one
incident; "rose to 104" of a wave of protest is a balance (design.md, "Scope").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tollbook.read.hit import Hit
from tollbook.read.tree import children, is_passive
from tollbook.read.words import word_set
from tollbook.record import Count, Span
from tollbook.record.vocabulary import Scope

_LONG = re.compile(
    r"\b(?:since|so far this|(?:in|during|over|for|within|after)\s+(?:the\s+)?(?:past|last|first|previous|preceding|recent|more than|over|nearly|almost|about|\w+)?\s*(?:\w+\s+)?"
    r"(?:weeks|months|years|decades|decade)|this year|last year|last month|this month|last week|this week|past week|in \d{4}\b|during \d{4}\b"
    r"|\w+ (?:days|weeks|months|years) of|in \w+ days)\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"since\b|(?:between|from)\b.*\b(?:and|to|until|till)\b.*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|day\b|\d{4}|weeks?\b|months?\b|years?\b)"
    r"|(?:in|over|during|within|for) the (?:past|last|previous|first)\b.*(?:days|weeks?|months?|years?)\b"
    r"|\w+ \d{1,2}\s?[-\u2013]\s?\d{1,2}\b|\d{1,2}\s?[-\u2013]\s?\d{1,2} [a-z]+",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\bsince\b", re.IGNORECASE)
_BRINGS = re.compile(
    r"\b(?:bring(?:s|ing)?|brought|rais(?:es|ing|ed)|tak(?:es|ing)|pushing|pushed)\b[^.]{0,40}\b(?:to|at|past)\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\b(?:death toll|overall toll|total (?:of|number)|in total|altogether|to date|overall|combined|cumulative|tally)\b",
    re.IGNORECASE,
)
_SO_FAR = re.compile(r"\b(?:so far|until now|up to now|to date)\b", re.IGNORECASE)


_TOTAL_PATTERNS = frozenset({"toll", "count_noun", "noun", "state", "transitive"})


@cache
def _waves() -> re.Pattern[str]:
    words = "|".join(sorted(word_set("cues", "cumulative", "waves")))
    return re.compile(
        rf"\b(?:in|during|amid|of|from|from the|since|over|by|as)\s+(?:[\w'\u2019-]+\s+){{0,5}}?(?P<wave>{words})\b",
        re.IGNORECASE,
    )


@cache
def _events() -> re.Pattern[str]:
    words = "|".join(sorted(word_set("cues", "cumulative", "events")))
    return re.compile(rf"\b(?P<event>{words})\b", re.IGNORECASE)


_FEW = 10  # "in 1998" of fewer people than this dates one incident rather than a total
_EVERYWHERE = re.compile(
    r"\b(?:[Aa]cross|[Tt]hroughout|[Ii]n the whole of|all over|around)\s+(?:the\s+)?(?:country|nation|region|[A-Z][a-z]+)\b|\bnationwide\b|\bcountrywide\b|\b[Ii]n all,",
)


_BEFORE_TOTAL = re.compile(
    r",?\s+(?:bringing|raising|pushing|taking)\s+(?:the|their|its|to)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class ScopeReading:
    """The scope, the words that decided it, and for a total its period and area in words."""

    scope: Scope
    cue: str | None
    period: Span | None = None


def _quantified(count: Count) -> bool:
    return count.shape not in {"plural", "some", "unknown", "vague"}


def _present(hit: Hit) -> bool:
    """Whether the harm is told as going on or habitual ("are killing protesters")."""
    verb = hit.trigger
    aux = {c.lower_ for c in children(verb, "aux")}
    if "being" in {c.lower_ for c in children(verb, "auxpass")} and aux & {"is", "are"}:
        return True
    if verb.tag_ == "VBG" and aux & {"is", "are", "'re", "keep", "been"}:
        return True
    return verb.tag_ in {"VBP", "VBZ"} and not is_passive(verb)


_FREQUENCY = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|deadliest|worst|bloodiest|largest|biggest|latest|time|once|twice)\b[^,;]{0,50}$",
    re.I,
)


def _long_period(clause: str) -> re.Match[str] | None:
    """A period of weeks or more that the figure covers; not how often or how bad ("the third
    strike in two weeks", "the deadliest attack in years")."""
    for match in _LONG.finditer(clause):
        if not _FREQUENCY.search(clause[: match.start()]):
            return match
    return None


def clause_of(hit: Hit) -> tuple[str, int]:
    """The words of the clause that holds the trigger and its numbers, and their offset."""
    doc = hit.trigger.doc
    verb = hit.trigger
    while verb.head != verb and verb.dep_ not in {
        "ccomp",
        "advcl",
        "relcl",
        "parataxis",
        "ROOT",
    }:
        verb = verb.head
    tokens = sorted(t.i for t in verb.subtree)
    if not tokens:
        return doc.text, 0
    start, end = doc[tokens[0]].idx, doc[tokens[-1]].idx + len(doc[tokens[-1]])
    return doc.text[start:end], start


def _wave_of(text: str) -> str | None:
    match = _waves().search(text)
    return match["wave"] if match else None


def read_scope(
    hit: Hit,
    *,
    sentence: str,
    offset: int,
    headline: bool,
    times: tuple[Span, ...],
    placed: bool,
    report_waves: bool,
    largest: int,
) -> ScopeReading:
    """The scope of a hit.

    :param times: time words of the sentence (offsets in the report).
    :param placed: whether the clause names a place.
    :param largest: the largest figure told of one incident so far in the report; 0: none.
    :param report_waves: whether the report so far speaks of a lasting wave of violence.
    """
    if hit.people is None:
        return ScopeReading("generic" if _present(hit) and not headline else "incident", None)
    count = hit.people.count
    clause, clause_start = clause_of(hit)
    if hit.frame.pattern not in {"toll", "number_of"}:
        clause = _BEFORE_TOTAL.split(clause)[
            0
        ]  # "..., bringing the toll to 212" tells another figure
    if hit.frame.pattern == "toll" and "toll" not in clause:
        clause, clause_start = sentence, 0
    period = next((t for t in times if _PERIOD.match(t.quote)), None)
    since = _SINCE.search(clause)
    quantified = _quantified(count)
    if count.is_exact and count.low == 1:
        return ScopeReading("incident", None)  # one person's death is no running total
    start = offset + clause_start
    inside = [t for t in times if start <= t.start < start + len(clause)]
    day = any(
        re.search(
            r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|overnight|last night\b",
            s.quote,
            re.I,
        )
        and s is not period
        and not re.match(r"since", s.quote, re.I)
        for s in inside
    )
    wave = _wave_of(clause)
    long_period = _long_period(clause)
    brings = _BRINGS.search(clause) if hit.frame.pattern in _TOTAL_PATTERNS else None
    total = _TOTAL.search(clause)
    so_far = _SO_FAR.search(clause)
    everywhere = _EVERYWHERE.search(sentence)
    if count.shape == "zero" and (long_period or since) and not day:
        return ScopeReading("cumulative", (long_period or since).group(), period)
    if count.positive and (quantified or count.shape == "vague"):
        if everywhere and quantified:
            return ScopeReading("cumulative", everywhere.group(), period)
        if since and not (day and not period):
            return ScopeReading("cumulative", "since", period)
        if period is not None and period in inside and not day:
            return ScopeReading("cumulative", period.quote, period)
        few = (
            re.fullmatch(r"(?:in|during) \d{4}", long_period.group(), re.I)
            and (count.low or 0) < _FEW
            if long_period
            else None
        )
        if long_period and not day and not few:
            return ScopeReading("cumulative", long_period.group(), period)
        if wave and not day and not _named_event(clause):
            return ScopeReading("cumulative", wave, period)
        if hit.frame.pattern == "toll" or total or brings or so_far:
            found = total or brings or so_far
            cue = found.group() if found else "toll"
            n = count.best or count.low or count.high or 0
            beyond = not largest or n > 3 * largest
            if wave or (report_waves and beyond and not _named_event(sentence)):
                return ScopeReading("cumulative", cue, period)
            if brings and beyond and not _named_event(clause):
                return ScopeReading("cumulative", cue, period)
            return ScopeReading("incident", cue)
    if (
        not quantified
        and count.positive
        and count.shape in {"plural", "vague"}
        and hit.people.kind != "definite"
    ):
        if _present(hit) and not headline:
            return ScopeReading("generic", "present tense")
        if hit.trigger.tag_ in {"NN", "NNS", "VBG"} and not day and not placed and not hit.agents:
            return ScopeReading("generic", "no number, day or place")
        lasting = since or long_period
        if lasting and not day:
            return ScopeReading("cumulative", lasting.group(), period)
    return ScopeReading("incident", None)


def _named_event(text: str) -> bool:
    """Whether one single event is named ("the bombing", "a drone strike on")."""
    return bool(
        re.search(
            rf"\b(?:the|a|an|this|that|\w+day's|\w+day\u2019s)\s+(?:[\w'\u2019-]+\s+){{0,3}}?(?:{'|'.join(sorted(word_set('cues', 'cumulative', 'events')))})\b",
            text,
            re.IGNORECASE,
        )
    )


def speaks_of_wave(text: str) -> bool:
    """Whether a stretch of text speaks of lasting violence ("the protests", "the war")."""
    return bool(
        re.search(
            rf"\b(?:{'|'.join(sorted(word_set('cues', 'cumulative', 'waves')))})\b", text, re.I
        )
    )


__all__ = ["ScopeReading", "read_scope", "speaks_of_wave", "table"]
