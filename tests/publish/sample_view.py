"""A small book in memory: two towns, a wire story and its copy, a ministry, a running total."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from tollbook.pipeline import RunReport
from tollbook.record import (
    Account,
    Actor,
    Claim,
    Count,
    Decision,
    Figure,
    Incident,
    IncidentActor,
    Includes,
    Interval,
    Link,
    Mention,
    Perpetrator,
    Place,
    Published,
    Report,
    Resolution,
    SetAside,
    Span,
    Speaker,
    Statement,
    Sum,
    Toll,
    VictimGroup,
    When,
    Why,
)
from tollbook.view import View

IRAQ = Place("gn:99237", "Iraq", 33.0, 44.0, "IQ", None, "country", 500.0)
NASIRIYAH = Place("gn:98854", "Nasiriyah", 31.058, 46.257, "IQ", "IQ.09", "city", 8.0, 500_000)
AMARA = Place("gn:99071", "Amara", 31.84, 47.14, "IQ", "IQ.14", "city", 8.0)
AMARA_2 = Place("gn:1", "Amara", 36.9, 10.1, "TN", None, "village", 2.0)
MILITIA = Actor("tb:band", "River Band", "militia", "IQ")

_WIRE = (
    "Three killed in Nasiriyah\n\nGunmen of the Band shot dead three protesters in Nasiriyah on "
    "Friday, a medic said. Witnesses in Amara spoke of two wounded."
)
_MINISTRY = (
    "Ministry on the unrest\n\nAt least five people were killed in Nasiriyah on Friday, the "
    "health ministry said. More than 180 people have been killed in Iraq since 1 October, the "
    "ministry said. The Band denied any part."
)
_UNDATED = "Snipers are killing protesters, an exile group said."


def _report(number: int, text: str, title: str | None, source: str | None, day: date | None):
    published = Published(day, day, "meta") if day else None
    body = len(title) + 2 if title else 0
    url = f"https://example.org/{number}" if source else None
    return Report(
        f"rep_{number:016x}",
        f"{number:064x}",
        title,
        text,
        "en",
        source,
        url,
        published,
        number,
        body,
    )


WIRE = _report(1, _WIRE, "Three killed in Nasiriyah", "Example Wire", date(2019, 10, 5))
COPY = _report(2, _WIRE, "Three killed in Nasiriyah", "Copying Post", date(2019, 10, 6))
MINISTRY = _report(3, _MINISTRY, "Ministry on the unrest", "State Agency", date(2019, 10, 7))
UNDATED = _report(4, _UNDATED, None, None, None)


def span(report: Report, words: str) -> Span:
    start = report.text.index(words)
    return report.span(start, start + len(words))


def sentence(report: Report, words: str) -> tuple[int, int]:
    at = report.text.index(words)
    start = max(report.text.rfind(". ", 0, at) + 2, report.text.rfind("\n", 0, at) + 1)
    end = report.text.find(".", at)
    return (start if start > 1 else 0, end + 1)


REPORT_VOICE = Speaker("report", None, "report", "relays", "unknown")
MEDIC = Speaker("a medic", "said", "medic", "asserts", "third_party")
HEALTH = Speaker("the health ministry", "said", "official", "asserts", "third_party")


def _killed(report: Report, number: int) -> Claim:
    return Claim(
        id=f"clm_{number:016x}",
        report=report.id,
        harm="killed",
        count=Count.exact(3, "three"),
        scope="incident",
        modality="reported",
        said_by=(REPORT_VOICE, MEDIC),
        evidence=span(report, "shot dead three protesters"),
        sentence=sentence(report, "shot dead three protesters"),
        rule="shoot_dead",
        reader="test 1",
        victims=(VictimGroup("three protesters", "civilian", "protester", names=("A Name",)),),
        perpetrators=(
            Perpetrator("Gunmen of the Band", "stated", span(report, "Gunmen of the Band")),
        ),
        means=("shooting",),
        places=(span(report, "in Nasiriyah on"),),
        times=(span(report, "on Friday"),),
        inherited=("perpetrators",),
        repeats=(report.span(0, 12),),
        why=(
            Why("harm", "frame shoot_dead", span(report, "shot dead")),
            Why("count", "number word", span(report, "three protesters")),
            Why("perpetrators", "subject of the verb", span(report, "Gunmen of the Band")),
        ),
    )


WIRE_CLAIM = _killed(WIRE, 0x11)
COPY_CLAIM = _killed(COPY, 0x12)
AMARA_CLAIM = Claim(
    id=f"clm_{0x13:016x}",
    report=WIRE.id,
    harm="injured",
    count=Count.exact(2, "two"),
    scope="incident",
    modality="reported",
    said_by=(REPORT_VOICE, Speaker("Witnesses in Amara", "spoke", "witness", "asserts", "unknown")),
    evidence=span(WIRE, "two wounded"),
    sentence=sentence(WIRE, "two wounded"),
    rule="wounded",
    reader="test 1",
    places=(span(WIRE, "Amara"),),
)
MINISTRY_CLAIM = Claim(
    id=f"clm_{0x14:016x}",
    report=MINISTRY.id,
    harm="killed",
    count=Count.at_least(5, "At least five"),
    scope="incident",
    modality="reported",
    said_by=(REPORT_VOICE, HEALTH),
    evidence=span(MINISTRY, "At least five people were killed"),
    sentence=sentence(MINISTRY, "At least five"),
    rule="be_killed",
    reader="test 1",
    includes=Includes(attackers=1, parts=(VictimGroup("a guard", "security", "police"),)),
)
BALANCE_CLAIM = Claim(
    id=f"clm_{0x15:016x}",
    report=MINISTRY.id,
    harm="killed",
    count=Count.more_than(180, "More than 180"),
    scope="cumulative",
    modality="reported",
    said_by=(REPORT_VOICE, HEALTH),
    evidence=span(MINISTRY, "More than 180 people have been killed"),
    sentence=sentence(MINISTRY, "More than 180"),
    rule="be_killed",
    reader="test 1",
    area=span(MINISTRY, "Iraq"),
    period=span(MINISTRY, "since 1 October"),
)
GENERIC_CLAIM = Claim(
    id=f"clm_{0x16:016x}",
    report=UNDATED.id,
    harm="killed",
    count=Count.plural("protesters"),
    scope="generic",
    modality="reported",
    said_by=(Speaker("report", None, "report", "asserts", "unknown"),),
    evidence=span(UNDATED, "killing protesters"),
    sentence=(0, len(_UNDATED)),
    rule="kill",
    reader="test 1",
)
DENIAL = Statement(
    f"stm_{1:016x}",
    MINISTRY.id,
    "denial",
    span(MINISTRY, "The Band denied any part"),
    ("report", "The Band"),
    MINISTRY_CLAIM.id,
    ("The Band",),
    "responsibility",
)


def _mention(number: int, kind, report: Report, words: str) -> Mention:
    return Mention(
        f"men_{number:016x}",
        report.id,
        kind,
        span(report, words),
        sentence(report, words),
        (0, len(report.text)),
    )


MENTIONS = (
    _mention(1, "place", WIRE, "Nasiriyah"),
    _mention(2, "place", WIRE, "Amara"),
    _mention(3, "actor", WIRE, "Gunmen of the Band"),
    _mention(4, "time", WIRE, "on Friday"),
)
FRIDAY = When(date(2019, 10, 4), date(2019, 10, 4), "day", "'on Friday' against 2019-10-05")
SINCE = When(date(2019, 10, 1), date(2019, 10, 7), "period", "'since 1 October' to 2019-10-07")


def _resolution(subject: str, kind, words: Span | None, **more) -> Resolution:
    given = {"score": 0.9, "basis": "clause", "reasons": ("the only one in Iraq",), **more}
    return Resolution(subject=subject, kind=kind, span=words, **given)


RESOLUTIONS = (
    _resolution(WIRE_CLAIM.id, "place", WIRE_CLAIM.places[0], place=NASIRIYAH),
    _resolution(WIRE_CLAIM.id, "time", WIRE_CLAIM.times[0], when=FRIDAY),
    _resolution(
        WIRE_CLAIM.id,
        "actor",
        WIRE_CLAIM.perpetrators[0].span,
        actor=MILITIA,
        role="perpetrator",
    ),
    _resolution(AMARA_CLAIM.id, "place", AMARA_CLAIM.places[0], candidate_places=(AMARA, AMARA_2)),
    _resolution(BALANCE_CLAIM.id, "place", BALANCE_CLAIM.area, place=IRAQ, role="area"),
    _resolution(BALANCE_CLAIM.id, "time", BALANCE_CLAIM.period, when=SINCE, role="period"),
    _resolution(MENTIONS[0].id, "place", MENTIONS[0].span, place=NASIRIYAH, basis="mention"),
    _resolution(MENTIONS[1].id, "place", MENTIONS[1].span, candidate_places=(AMARA, AMARA_2)),
    _resolution(MENTIONS[2].id, "actor", MENTIONS[2].span, actor=MILITIA, basis="mention"),
    _resolution(MENTIONS[3].id, "time", MENTIONS[3].span, when=FRIDAY, basis="mention"),
)
INCIDENT = Incident(
    id=f"inc_{1:016x}",
    claims=(WIRE_CLAIM.id, COPY_CLAIM.id, MINISTRY_CLAIM.id),
    when=FRIDAY,
    places=(NASIRIYAH,),
    perpetrators=(
        IncidentActor("Gunmen of the Band", MILITIA.id, "stated", ("a medic",), (WIRE_CLAIM.id,)),
        IncidentActor("the Band", MILITIA.id, "denied", ("The Band",), (MINISTRY_CLAIM.id,)),
    ),
    contested=True,
    grade="fair",
    tolls=(
        Toll(
            "killed",
            3,
            5,
            5,
            True,
            2,
            3,
            "default",
            (
                Figure(MINISTRY_CLAIM.id, True, "the health ministry's figure", "ministry"),
                Figure(WIRE_CLAIM.id, True, "the lowest credible figure", "medic"),
                Figure(COPY_CLAIM.id, False, f"a copy of {WIRE.id}", "medic"),
            ),
        ),
    ),
    links=(Link(WIRE_CLAIM.id, MINISTRY_CLAIM.id, 0.93, ("same town", "same day")),),
)
OTHER = Incident(
    id=f"inc_{2:016x}",
    claims=(AMARA_CLAIM.id,),
    when=None,
    places=(),
    perpetrators=(),
    contested=False,
    grade="weak",
    tolls=(
        Toll(
            "injured",
            2,
            2,
            2,
            False,
            1,
            1,
            "default",
            (Figure(AMARA_CLAIM.id, True, "the only figure", "witnesses"),),
        ),
    ),
)
ACCOUNT = Account(
    id=f"acc_{1:016x}",
    claim=BALANCE_CLAIM.id,
    harm="killed",
    area="Iraq",
    period=Interval(date(2019, 10, 1), date(2019, 10, 7)),
    stated=BALANCE_CLAIM.count,
    surely=Sum(3, None),
    maybe=Sum(3, 5),
    verdict="incidents_missing",
    arithmetic=("stated: 181 or more", "at least 176 not documented here"),
    inside=(INCIDENT.id,),
)
REJECTED = Decision(
    f"dec_{1:016x}",
    1,
    "",
    datetime(2019, 12, 1, 9, 0, tzinfo=UTC),
    "A. Recorder",
    "note",
    MINISTRY_CLAIM.id,
    None,
    None,
    "asked the ministry for its list",
    None,
    "sha256:0",
)
ASIDE = (
    SetAside("no count", "a trigger with no victim", f"{WIRE.id}:10-20", "look at it"),
    SetAside("no count", "a trigger with no victim", f"{COPY.id}:10-20", "look at it"),
)
VIEW = View(
    reports=(WIRE, COPY, MINISTRY, UNDATED),
    claims=(
        AMARA_CLAIM,
        WIRE_CLAIM,
        COPY_CLAIM,
        BALANCE_CLAIM,
        MINISTRY_CLAIM,
        GENERIC_CLAIM,
    ),
    statements=(DENIAL,),
    mentions=MENTIONS,
    resolutions=RESOLUTIONS,
    incidents=(OTHER, INCIDENT),
    accounts=(ACCOUNT,),
    decisions=(REJECTED,),
    set_asides=ASIDE,
    copies={COPY.id: WIRE.id},
    policy="default",
)
RUN = RunReport(
    book=Path("book"),
    found=4,
    new=4,
    already=0,
    read=4,
    copies=1,
    left=0,
    set_asides=(SetAside("x.html", "the file is empty", "x.html", "save the page again"),),
)
