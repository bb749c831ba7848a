"""Which time words of a report date what happened, and which date something else.

News dates many things beside the harm: what an officer said, an arrest, a hearing, the page
itself. Words near a time tell them apart. The best of the rest dates the report's main event
where no time stands with the claim itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tollbook.record import Mention, Report, Span, When

_STAMP_BEFORE = re.compile(
    r"(?:posted|updated|published|modified|created|uploaded|released?|immediate release|date"
    r"|copyright|\u00a9)(?: on| at)?:?\s*$",
    re.IGNORECASE,
)
_STAMP_AFTER = re.compile(r"^\s*(?:[ECMP][SD]T\b|\|)")
_CAPTION_BEFORE = re.compile(r"\b(?:photo|image|pictured|shown|file)\b[^.]{0,40}$", re.IGNORECASE)
_SAID_BEFORE = re.compile(
    r"\b(?:told(?: [A-Z][\w.]+){1,3}|said|says|told|announced|reported|confirmed|identified"
    r"|released|tweeted|wrote|posted|revealed|disclosed|learned|denied|condemned|claimed|stated"
    r"|declared|admitted|acknowledged|testified|issued|published|responsibility"
    r"|(?:charges|accusations|allegations|claims|reports?) (?:made|raised|published|released)"
    r"|statement|release|news conference|press conference|interview|briefing)"
    r"(?: (?:in|by|to|at|on|a|an|the|late|early|its|his|her|their|police|email|statement|reporters"
    r"|Facebook|Twitter|press|news|release|conference|interview|media))* *$",
    re.IGNORECASE,
)
_SAID_AFTER = re.compile(
    r"^,? (?:identified|released (?:the |an? )?(?:names?|identit\w+|video|footage|photos?|details)"
    r"|claimed|denied|condemned|said|announced|reported|confirmed|told|revealed|stated"
    r"|lowered|raised|revised|corrected|updated|declared|admitted|acknowledged|accused|blamed|called|urged|demanded|rejected|vowed|warned)\b"
    r"(?! (?:the|a|several|\w+) lives?\b)"
)
"""Who spoke, spoke then ("the group today claimed responsibility"); "claimed 12 lives" is harm."""

_LAW_BEFORE = re.compile(
    r"\b(?:arrested|charged|arraigned|sentenced|pleaded|pled|convicted|indicted|booked"
    r"|surrendered|(?:court|custody|appearance|hearing|trial|vigil|funeral|memorial|charges"
    r"|autops(?:y|ies)|jail|prison)(?: (?:services?|ceremon(?:y|ies)))?"
    r"|buried|laid to rest|remembered|mourned|honou?red"
    r"|turned (?:himself|herself|themselves) in|released|identified|scheduled|expected)"
    r"(?: (?:in|by|to|at|on|for|the|a|late|early|court|police|County|custody|jail|trial))* *$",
    re.IGNORECASE,
)
_SENTENCED_BEFORE = re.compile(
    r"\b(?:sentenced|pleaded|pled|found guilty|convicted|indicted|arraigned|testified)\b"
    r"[^.;]{0,60}$"
)
_TO_COME_BEFORE = re.compile(
    r"\b(?:will|would (?:be|have)|going to|set to|due to|plan(?:s|ned|ning)? to|hopes? to"
    r"|intends? to)\b[^.;,]{0,60}$"
)
"""Before a time, with no word of harm between: that of a court, or of what is still to come."""

_PAPER = re.compile(r"\b[Ss]ee $")
_WE_SPOKE = re.compile(r"^,? (?:we|I) (?:spoke|talked|met|visited|caught|asked)\b")
_NAMED_AFTER = re.compile(
    r"^(?:['\u2019]s?)? (?:(?!(?:over|for|after|following|in|about|of|with|to|by|the|an?) )"
    r"[a-z-]+ ){0,2}(?:shootings?|killings?|murders?|attacks?"
    r"|bombings?|blasts?"
    r"|strikes?|airstrikes?|raids?|massacre|slayings?|clash(?:es)?|explosions?|homicides?"
    r"|incident)\b"
)
"""The event itself, named by its day ("Friday's deadly shooting"); not "arrested on Friday over the
shooting", which is the day of the arrest."""

_HELD_BEFORE = re.compile(r"\barrest(?:ed|ing)?(?: [\w'-]+){1,4} $")
_HELD_OVER = re.compile(
    r"\b(?:detained|held|jailed|imprisoned|taken into custody)(?: [\w'-]+){0,4} $"
)
_ONE_HELD = re.compile(
    r"\b(?:an?|the|his|her|their|one|another)(?: [\w'\u2019-]+){1,4} (?:was|has been|had been|is)"
    r"(?: later| also| then)? (?:detained|held|captured|apprehended|jailed|remanded"
    r"|taken into custody) $"
)
"""One person held, who may have done it."""

_OVER_IT = re.compile(
    r"^,? (?:over|for|after|following|in (?:connection|relation)|on suspicion|on charges|accused)\b"
)
"""With a word for holding before the time: held that day for what was done before it."""
_HAPPENED = re.compile(
    r"\b(?:happened|occurred|took place|broke out|began|started|erupted|unfolded|responded"
    r"|respond(?:ing)?|called|dispatched|received|rang out|arrived|dispatchers|incident)\b",
    re.IGNORECASE,
)
HARM = re.compile(
    r"\b(?:sho(?:t|ts|oting|otings|oter|otout)|opened fire|gunfire|gunshots?|gunman|gunmen|fatal"
    r"(?:ly)?|kill(?:ed|ing|ings|s)?|murder\w*|homicide|slain|slaying|stabb\w+|injur\w+|wound\w+"
    r"|died|dead|dies|attack\w*|bomb\w*|blast|explo\w+|(?:air)?strikes?|struck|shell\w*|massacre"
    r"|clash\w*|raid\w*|ambush\w*|found|hit|crash\w*)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:arrest\w*|charge[ds]?|court|arraign\w*|sentenc\w+|plead\w*|pled|convict\w+|indict\w+"
    r"|trial|hearing|jury|vigil|funeral|bur(?:ied|ial)|custody|surrender\w*|scheduled|meeting"
    r"|conference|bond|bail|prosecutors?|identified|announced|autopsy|will|anniversary|reward"
    r"|protest\w*|charged|updated|birthday|jurors?|attorneys?|lawyers?|motion|complaints?|filed"
    r"|verdict|guilty|defendants?|testif\w+|deliberat\w+|appointed)\b",
    re.IGNORECASE,
)
_PART_OF_DAY = re.compile(
    r"\d ?[ap]\.?m\b|night|morning|evening|afternoon|midnight|noon|dawn|early|late|o'clock",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b(?:[1-9]|1[0-2])(?::[0-5]\d)? ?[ap](?:m\b|\.m\.)", re.IGNORECASE)
_REACH = 70  # characters from a time within which a word says what it dates
_LEDE = 3  # sentences with times from the top that count as its head
_FINE = timedelta(days=2)
_LEAST = 0.4
"""What a time must weigh to date an event that it does not stand with."""

PLAIN = 1.5
"""What it must weigh to date harm that the report only names ("the murder of the judge")."""


@dataclass(frozen=True, slots=True)
class Dated:
    """Time words that may date the main event.

    :ivar weight: higher: surer; below zero the words around speak of something else.
    """

    mention: Mention
    when: When
    reason: str
    weight: float


_BARS = 2  # that part the cells of a row of three


def in_row(text: str, span: Span) -> bool:
    """Whether words stand in a line of cells parted by bars or tabs."""
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    line = text[start : end if end >= 0 else len(text)]
    return line.count("|") >= _BARS or line.count("\t") >= _BARS


_COUNTED_BEFORE = re.compile(
    r"\b(?:rose|risen|rises|climbed|climbs|jumped|increased|gone up|went up|reached|passed)"
    r"(?: further| again| sharply)?(?: to)?(?: at least| more than)? [\w,-]*(?: [a-z]+)? $"
    r"|\b(?:puts?|putting|gave|giving|set|estimated|revised|lowered|raised)"
    r"(?: (?:the|its|their|a|an|new|official|death|overall|total|provisional|preliminary)){0,4}"
    r" (?:tolls?|number|figures?|count|tally|total)(?: of (?:[a-z]+ ?){1,4})?"
    r" (?:at|of|as|to)(?: (?:at least|more than|about|over|up to|around))? [\w,-]+(?: [a-z]+)? $"
)
"""Before the day on which a toll was counted ("rose to 24 on Wednesday", "put the toll at 24 on
Wednesday")."""


def is_of_event(report: Report, span: Span) -> bool:
    """Whether a time may be that of an event: no page's stamp, no caption, not when one spoke."""
    text = report.text
    if in_row(text, span):
        return True
    before = text[max(0, span.start - 90) : span.start]
    if _STAMP_BEFORE.search(before[-30:]) or _STAMP_AFTER.match(text[span.end : span.end + 6]):
        return False
    line = before.rsplit("\n", 1)[-1]
    if _NAMED_AFTER.match(text[span.end : span.end + 40]):
        return True
    if _SAID_BEFORE.search(line) or _LAW_BEFORE.search(line):
        return False
    if _SAID_AFTER.match(text[span.end : span.end + 40]):
        return False
    if (
        _COUNTED_BEFORE.search(line)
        or _PAPER.search(line)
        or _WE_SPOKE.match(text[span.end : span.end + 40])
    ):
        return False
    for apart in (_SENTENCED_BEFORE, _TO_COME_BEFORE):
        found = apart.search(line)
        if found is not None and HARM.search(found[0]) is None:
            return False
    if _HELD_OVER.search(line) and _OVER_IT.match(text[span.end : span.end + 40]):
        return False
    if _ONE_HELD.search(line):
        return False
    held = _HELD_BEFORE.search(line)
    return held is None or HARM.search(held[0]) is not None


def weight_of(report: Report, mention: Mention) -> float:
    """How plainly the words around a time say that it is when people came to harm."""
    text, span = report.text, mention.span
    start, end = mention.sentence
    before = text[max(start, span.start - 3 * _REACH) : span.start]
    after = text[span.end : min(end, span.end + _REACH)]
    weight = 0.0
    harm = _nearest(HARM, before, after)
    happened = _nearest(_HAPPENED, before, after)
    other = _nearest(_OTHER, before, after)
    event = min(harm, happened)
    if event < 10_000:
        weight += 2.0 if event <= other else -0.5
    elif other < 10_000:
        weight -= 2.0
    if happened <= other and happened < 10_000:
        weight += 1.0
    if _PART_OF_DAY.search(span.quote):
        weight += 1.0
    if _CAPTION_BEFORE.search(before):
        weight -= 1.0
    return weight


def _nearest(cue: re.Pattern[str], before: str, after: str) -> int:
    """Characters to the nearest word of a kind; 10,000: there is none.

    Words after a time count as a little farther: "shot Monday, police said Tuesday".
    """
    found = [len(before) - m.end() for m in cue.finditer(before)]
    found += [m.start() + 12 for m in cue.finditer(after)][:1]
    return min(found, default=10_000)


def clock_alone(report: Report) -> Span | None:
    """A time of day of the event in a report that gives no day ("shot about 8:30 p.m.")."""
    for found in _CLOCK.finditer(report.text, report.body_start):
        before = report.text[max(0, found.start() - _REACH) : found.start()]
        before = re.split(r"[.!?] |\n", before)[-1]
        if _STAMP_BEFORE.search(before) or _OTHER.search(before):
            continue
        if HARM.search(before) or _HAPPENED.search(before):
            return report.span(*found.span())
    return None


def best_day(dated: Sequence[Dated]) -> Dated | None:
    """The time that the report's main event most likely has; None: none is plain enough.

    Times that agree support one another; among equals the earliest in the text is taken.
    """
    fine = [
        d
        for d in dated
        if d.when.start is not None
        and d.when.end is not None
        and d.when.end - d.when.start <= _FINE
    ]
    best: Dated | None = None
    most = _LEAST
    for i, item in enumerate(fine):
        agreeing = sum(
            1 for o in fine if o is not item and o.weight > 0 and o.when.start == item.when.start
        )
        whole = 0.0 if item.when.start == item.when.end else -0.75
        weight = item.weight + whole + 0.5 * min(agreeing, 2) + (0.5 if i < _LEDE else 0.0)
        if weight > most:
            best, most = item, weight
    return best


def narrowed(when: When, day: When | None) -> When:
    """Words that span days ("over the weekend"), narrowed to the event's day inside them."""
    if day is None or day.start is None or day.end is None:
        return when
    if when.start is None or when.end is None or when.start == when.end:
        return when
    if when.precision not in ("days", "week", "month", "year"):
        return when
    if when.start <= day.start and day.end <= when.end and day.end - day.start < _span(when):
        return When(day.start, day.end, day.precision, f"{when.basis}; {day.basis}")
    return when


def _span(when: When) -> timedelta:
    start, end = when.start or date.min, when.end or date.max
    return end - start
