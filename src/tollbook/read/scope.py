"""What a figure covers: one incident, a running total, a habit, or not decided.

The antecedent decides, not the phrase: "the toll rose to 14" of a named bombing restates one
incident; "rose to 104" of a wave of protest is a balance (design.md, "Scope").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tollbook.read.hit import Hit
from tollbook.read.many_events import AT_ONE_SPOT, EVERYWHERE, SEVERAL_EVENTS, SUMMED_UP
from tollbook.read.periods import (
    AT_ONE_PLACE,
    BRINGING_TOTAL,
    DAYS_OVER,
    HOURS,
    MANY_ACTS,
    MONTH_LONG,
    ONE_YEAR,
    PERIOD,
    RECKONED,
    SAME_PERIOD,
    SINCE,
    SINCE_DAY,
    WEEK_OR_MONTH,
    long_period,
)
from tollbook.read.tree import children, is_passive
from tollbook.read.words import per_words, word_set
from tollbook.record import Count, Span
from tollbook.record.vocabulary import Scope

if TYPE_CHECKING:
    from spacy.tokens import Token

_DAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|overnight|last night\b",
    re.IGNORECASE,
)
_BRINGS = re.compile(
    r"\b(?:bring(?:s|ing)?|brought|rais(?:es|ing|ed)|tak(?:es|ing)|pushing|pushed)\b"
    r"[^.]{0,40}\b(?:to|at|past)\b",
    re.IGNORECASE,
)
_BRINGING = re.compile(r"(?:bring|rais|push)(?:s|es|ing|ed)|brought")
_TOTAL = re.compile(
    r"\b(?:death toll|overall toll|total (?:of|number)|in total|altogether|to date|overall"
    r"|combined|cumulative|tally)\b",
    re.IGNORECASE,
)
_SO_FAR = re.compile(r"\b(?:so far|until now|up to now|to date)\b", re.IGNORECASE)
# "..., bringing the toll to 212" tells another figure
_BEFORE_TOTAL = re.compile(
    r",?\s+(?:bringing|raising|pushing|taking)\s+(?:the|their|its|to)\b", re.IGNORECASE
)
_OVER = re.compile(
    r"\b(?:in|over|during|within|throughout|for|so far)\s+(?:the\s+)?$", re.IGNORECASE
)
_ONE_NIGHT = re.compile(r"\b(?:a single|one) (?:day|night|evening|afternoon|morning)\b", re.I)
_FEW = 10  # "in 1998" of fewer people than this dates one incident rather than a total
_SOME = frozenset({"several", "a few", "some"})
_A_WAR = 10_000  # people from which on a figure without a day or an attack is that of a war
_BEYOND = 3  # times the largest incident told of: a larger figure is no toll of one incident
_WOUNDED = re.compile(r"\b(?:wounded|injured|hurt|wounds|injuries)\b", re.IGNORECASE)
_WHEN = re.compile(r"\b(?:when|after|as)\b")
_MAY_TOTAL = frozenset(
    {"toll", "brought_to", "number_of", "count_noun", "noun", "state", "transitive"}
)
_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "parataxis", "ROOT"})


@per_words
def _waves() -> str:
    return "|".join(sorted(word_set("cues", "cumulative", "waves")))


@per_words
def _wave() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_waves()})\b", re.IGNORECASE)


@per_words
def _in_wave() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:in|during|amid|of|from|from the|since|over|by|as)\s+"
        rf"(?:[\w'\u2019-]+\s+){{0,5}}?(?P<wave>{_waves()})\b",
        re.IGNORECASE,
    )


@per_words
def _single_event() -> re.Pattern[str]:
    events = "|".join(sorted(word_set("cues", "cumulative", "events")))
    return re.compile(
        rf"\b(?:the|a|an|this|that|\w+day's|\w+day\u2019s)\s+"
        rf"(?:[\w'\u2019-]+\s+){{0,3}}?(?:{events})\b",
        re.IGNORECASE,
    )


ClauseWords = tuple[str, int]
"""The words of a clause, and where they start in the sentence."""


@dataclass(frozen=True, slots=True)
class ScopeReading:
    """The scope, the words that decided it, and for a total its period in words."""

    scope: Scope
    cue: str | None
    period: Span | None = None


@dataclass(frozen=True, slots=True)
class _Clause:
    """What the clause of a hit says of time.

    :ivar period: words of the sentence that name a period; None: there are none.
    :ivar covers: whether the period stands in this clause; :ivar day: whether a day does;
    :ivar times: whether any words of time do.
    :ivar inside: the words of time in it.
    :ivar since: whether "since" stands in it; :ivar long: words for weeks or more.
    """

    text: str
    period: Span | None
    covers: bool
    day: bool
    times: bool
    since: str | None
    long: str | None
    wave: str | None
    inside: tuple[Span, ...] = ()

    def total(self, cue: str) -> ScopeReading:
        return ScopeReading("cumulative", cue, self.period)


def read_scope(
    hit: Hit,
    *,
    clause: ClauseWords,
    sentence: str,
    before: str,
    offset: int,
    headline: bool,
    times: Sequence[Span],
    placed: bool,
    in_town: bool,
    report_waves: bool,
    largest: int,
) -> ScopeReading:
    """The scope of a hit.

    :param clause: the words of the hit's clause (:func:`clause_of`).
    :param times: time words told with the harm (offsets in the report).
    :param before: the sentence before it, where it goes on with it ("That brings"); else empty.
    :param placed: whether the clause names a place; :param in_town: one smaller than a region.
    :param largest: the largest figure told of one incident so far in the report; 0: none.
    :param report_waves: whether the report so far speaks of a lasting wave of violence.
    """
    habit = _goes_on(hit) and not headline
    if hit.people is None:
        return ScopeReading("generic" if habit else "incident", None)
    count = hit.people.count
    incident = ScopeReading("incident", None)
    if count.is_exact and count.low == 1:
        return incident  # one person's death is no running total
    if _of_wounded(before + sentence):
        largest = max(largest, count.nearest or 0)
    said = _read_clause(hit, clause, sentence, offset, times)
    lasting = said.long or said.since
    if count.shape == "zero" and lasting and not said.day:
        return said.total(lasting)
    found: ScopeReading | None = None
    if count.positive and (count.quantified or count.shape == "vague"):
        waves = word_set("cues", "cumulative", "waves")
        wave = next((a.lower_ for a in hit.agents if a.lower_ in waves), None)
        found = said.total(wave) if wave else None  # "the war has claimed 5,000 lives"
        found = (
            found
            or _lasting_total(hit, count, said, sentence, in_town=in_town)
            or _toll(hit, count, said, sentence, waves=report_waves, largest=largest)
        )
    if found is None and count.shape in {"plural", "vague"} and hit.people.kind != "definite":
        found = _unnumbered(hit, count, said, habit=habit, placed=placed, in_town=in_town)
    return found or incident


def _read_clause(
    hit: Hit, clause: ClauseWords, sentence: str, offset: int, times: Sequence[Span]
) -> _Clause:
    text, at = clause
    if hit.frame.pattern not in {"toll", "number_of", "brought_to"}:
        text = _BEFORE_TOTAL.split(text)[0]
    if hit.frame.pattern == "toll" and "toll" not in text:
        text, at = sentence, 0
    start = offset + at
    inside = [t for t in times if start <= t.start < start + len(text)]
    period = next((t for t in times if PERIOD.match(t.quote)), None)
    since = SINCE.search(text)
    if since and RECKONED.search(text[: since.start()]):
        # "the first strike recorded since 2004" is one strike
        since = None
        if period is not None and SINCE.match(period.quote):
            period = None
    wave = None if _ONE_NIGHT.search(text) else _in_wave().search(text)
    return _Clause(
        text=text,
        period=period,
        covers=period in inside,
        day=any(
            t is not period and _DAY.search(t.quote) and not SINCE.match(t.quote) for t in inside
        ),
        times=bool(inside),
        since=since.group() if since else None,
        long=long_period(text),
        wave=wave["wave"] if wave else None,
        inside=tuple(inside),
    )


def _goes_on(hit: Hit) -> bool:
    """Whether the harm is told as going on or habitual ("are killing protesters")."""
    verb = hit.trigger
    aux = {c.lower_ for c in children(verb, "aux")}
    if "being" in {c.lower_ for c in children(verb, "auxpass")} and aux & {"is", "are"}:
        return True
    if verb.tag_ == "VBG" and aux & {"is", "are", "'re", "keep", "been"}:
        return True
    return verb.tag_ in {"VBP", "VBZ"} and not is_passive(verb)


def brings_total(noun: Token) -> bool:
    """ "The killing of two in Kut has brought the dead of this year to 30": of what day it was."""
    subject = noun.dep_ == "nsubj" and noun.tag_ in {"NN", "NNS"}
    return subject and _BRINGING.fullmatch(noun.head.lower_) is not None


def clause_of(hit: Hit) -> ClauseWords:
    """The words of the clause that holds the trigger and its numbers, and their offset."""
    doc = hit.trigger.doc
    verb = hit.trigger
    while verb.head != verb and verb.dep_ not in _CLAUSES:
        if brings_total(verb):
            break
        verb = verb.head
    words = doc[verb.left_edge.i : verb.right_edge.i + 1]
    return words.text, words.start_char


def _lasting_total(
    hit: Hit, count: Count, clause: _Clause, sentence: str, *, in_town: bool
) -> ScopeReading | None:
    """A total over a country, a period or a lasting wave of violence."""
    # "three murders, including one whose victim was found across the region": only that one's
    everywhere = EVERYWHERE.search(sentence.split(", including", maxsplit=1)[0])
    if everywhere and count.quantified:
        return clause.total(everywhere.group())
    several = SUMMED_UP.search(clause.text)
    if several and count.quantified:
        return clause.total(several.group())
    # "three men missing since Saturday" went missing on that day
    missed = hit.harm == "missing" and SINCE_DAY.search(clause.text)
    if clause.since and not (clause.day and clause.period is None) and not missed:
        return clause.total("since")
    if clause.day or missed:
        return None
    if clause.period is not None and clause.covers:
        return clause.total(clause.period.quote)
    counted = _counted_over(hit, count, clause, sentence, in_town=in_town)
    if counted is not None:
        return counted
    if clause.long:
        few = (count.nearest or 0) < _FEW or AT_ONE_PLACE.search(clause.text)
        dates_one = ONE_YEAR.fullmatch(clause.long) and few
        found = hit.frame.pattern == "body" and DAYS_OVER.fullmatch(clause.long)
        if not (dates_one or found or _dated_to_a_week(hit, count, clause, in_town=in_town)):
            return clause.total(clause.long)
    single = _single_event().search(clause.text)
    if clause.wave and not single:
        return clause.total(clause.wave)
    if (count.nearest or 0) >= _A_WAR and not single:
        return clause.total(count.raw)
    return None


def _counted_over(
    hit: Hit, count: Count, clause: _Clause, sentence: str, *, in_town: bool
) -> ScopeReading | None:
    """A count of a month, of a day that a total grows by, or of the period of another total.

    "703 people were killed in February", "41 have been killed in the past 24 hours, bringing the
    total to 31,923"; not "in February, a bomber killed 70 outside a bank".
    """
    same = SAME_PERIOD.search(clause.text)
    if same and count.quantified:
        return clause.total(same.group())
    for words, whole in ((MONTH_LONG, True), (HOURS, False)):
        match = words.search(clause.text)
        if match is None or not count.quantified:
            continue
        grows = not whole and BRINGING_TOTAL.search(sentence) is not None
        event = _single_event().search(clause.text) or _WHEN.search(clause.text)
        many = not whole and _by_many_acts(hit, clause)
        few = bool(hit.agents) or in_town or (count.nearest or 0) < _FEW
        one = event or (few and not many)
        if grows or not one or (whole and hit.frame.pattern == "number_of"):
            period = next((t for t in clause.inside if match.group() in t.quote), None)
            return ScopeReading("cumulative", match.group(), period or clause.period)
    return None


def _by_many_acts(hit: Hit, clause: _Clause) -> bool:
    """ "Air strikes killed 58 over the past 24 hours", "killed in attacks": no single deed."""
    if not hit.agents:
        return MANY_ACTS.search(clause.text) is not None
    doings = word_set("means", "doings")
    return all(a.tag_ in {"NNS", "NNPS"} and a.lower_ in doings for a in hit.agents)


def _dated_to_a_week(hit: Hit, count: Count, clause: _Clause, *, in_town: bool) -> bool:
    """Whether "last week" says when one thing happened, not over what time many died.

    "A bomber killed 30 last week", "three were shot dead in Hilla last week"; but not "eight have
    been killed in Hilla this week", nor "eight died in three attacks last week".
    """
    words = clause.long or ""
    if not WEEK_OR_MONTH.fullmatch(words) or _OVER.search(clause.text.partition(words)[0]):
        return False
    if clause.wave or SEVERAL_EVENTS.search(clause.text):
        return False
    if {c.lower_ for c in children(hit.trigger, "aux")} & {"have", "has"}:
        return False
    if _single_event().search(clause.text):
        return True
    if any(c.lower_ in {"a", "an"} for a in hit.agents for c in children(a, "det")):
        return True
    if any(t.lower_ == "when" and t.head.tag_ == "VBD" for t in hit.trigger.doc[hit.trigger.i :]):
        return True  # "ten were wounded this week when militiamen attacked a market": one attack
    in_town = in_town or AT_ONE_SPOT.search(clause.text) is not None
    few = count.nearest if count.quantified else count.raw.casefold() in _SOME
    return in_town and bool(few) and (count.nearest or 0) < _FEW


def _toll(
    hit: Hit, count: Count, clause: _Clause, sentence: str, *, waves: bool, largest: int
) -> ScopeReading | None:
    """Words of summing up: of one incident, or of many where the figure goes beyond any one."""
    brings = _BRINGS.search(clause.text) if hit.frame.pattern in _MAY_TOTAL else None
    words = _TOTAL.search(clause.text) or brings or _SO_FAR.search(clause.text)
    if words is None and hit.frame.pattern != "toll":
        return None
    cue = words.group() if words else "toll"
    larger = not largest or (count.nearest or 0) > _BEYOND * largest
    if clause.wave or (waves and larger and not _single_event().search(sentence)):
        return clause.total(cue)
    if brings and larger and not _single_event().search(clause.text):
        return clause.total(cue)
    return ScopeReading("incident", cue)


def _of_wounded(text: str) -> bool:
    """ "Four of the people wounded in Friday's attack have died": a toll of that attack follows."""
    return _WOUNDED.search(text) is not None and _single_event().search(text) is not None


def _unnumbered(
    hit: Hit, count: Count, clause: _Clause, *, habit: bool, placed: bool, in_town: bool
) -> ScopeReading | None:
    """Harm without a number: a habit, or many over a long time."""
    if habit:
        return ScopeReading("generic", "present tense")
    if clause.day:
        return None
    if hit.trigger.tag_ in {"NN", "NNS", "VBG"} and not placed and not hit.agents:
        return ScopeReading("generic", "no number, day or place")
    dated = _dated_to_a_week(hit, count, clause, in_town=in_town)
    lasting = clause.since or (None if dated else clause.long)
    if lasting:
        return clause.total(lasting)
    perfect = {c.lower_ for c in children(hit.trigger, "aux")} & {"have", "has"}
    if perfect and not placed and not clause.times:
        return ScopeReading("generic", "perfect tense, no number, day or place")
    return None


def speaks_of_wave(text: str) -> bool:
    """Whether a stretch of text speaks of lasting violence ("the protests", "the war")."""
    return bool(_wave().search(text))
