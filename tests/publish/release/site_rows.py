"""Rows of a small made-up release, with what a site finds hard: areas, scripts, hostile words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from tollbook.publish.release import rows as r
from tollbook.publish.release.outgoing import Outgoing
from tollbook.publish.release.profile import Profile
from tollbook.publish.release.site.build import build_site
from tollbook.publish.release.texts import Sheet
from tollbook.record import Charter
from tollbook.record.vocabulary import Grade, Harm, PlaceLevel
from tollbook.tally import load_policy

HOSTILE = '</script><img src=x onerror="document.title=1">&lt;b&gt; \u2028 \\u003c'
RTL = "ساحة المثال"
FORMULA = "=HYPERLINK(1)"


def ident(n: int) -> str:
    return f"i{n:010d}"


def incident(
    n: int,
    day: date | None,
    place: str | None,
    level: PlaceLevel = "town",
    *,
    grade: Grade = "fair",
    statuses: str = "",
) -> r.IncidentRow:
    known = place is not None
    return r.IncidentRow(
        id=ident(n),
        date_start=day,
        date_end=day,
        date_precision="day" if day else None,
        place=place,
        place_level=level if known else None,
        lat=33.0 + n / 10 if known else None,
        lon=44.0 + n / 10 if known else None,
        radius_km=(80.0 if level == "province" else 25.0 if level == "district" else 3.0)
        if known
        else None,
        country="IQ" if known else None,
        admin1=("IQ.09" if n % 2 else "IQ.07") if known else None,
        coarsened=False,
        grade=grade,
        contested=grade == "contested",
        statuses=statuses,
        means="shooting",
        reports=1,
    )


def toll(
    n: int,
    harm: Harm,
    least: int | None,
    best: int | None,
    most: int | None,
    *,
    words: str,
    more: bool = False,
    about: bool = False,
) -> r.TollRow:
    return r.TollRow(ident(n), harm, least, best, most, more, about, words, 1, 2, 1, False)


def figure(n: int, harm: Harm, quote: str, number: int = 1) -> r.FigureRow:
    return r.FigureRow(
        ident(n), harm, f"c{n:09d}{number}", True, "sets the least", "3", 3, 3, 3, quote, "a medic",
        "medic", "asserts", 1, "Example Post", date(2019, 10, 5), "r0000000001",
    )  # fmt: skip


INCIDENTS = (
    incident(8, date(2019, 12, 6), "Amberton", grade="confirmed", statuses="civilian"),
    incident(7, date(2019, 11, 28), RTL, "landmark"),
    incident(6, date(2019, 11, 2), "Dhi Qar", "province", grade="weak"),
    incident(5, date(2019, 11, 1), "Lakeside", "district", grade="contested"),
    replace(incident(4, date(2019, 10, 5), FORMULA), date_end=date(2019, 10, 9)),
    incident(3, date(2019, 10, 4), "Amberton", statuses="civilian security"),
    replace(incident(2, None, "Oldtown", grade="weak"), date_end=date(2019, 10, 2)),
    incident(1, None, None, grade="discounted"),
)
TOLLS = (
    toll(8, "killed", 20, 20, 20, words="20 or more", more=True),
    toll(8, "injured", 101, 101, 101, words="101 or more", more=True),
    toll(7, "killed", 25, 32, 32, words="25 to 32, best 32"),
    toll(6, "killed", 2, 2, 5, words="2 to 5 or more, best 2", more=True),
    toll(5, "killed", None, None, 4, words="up to 4"),
    toll(4, "killed", 50, 50, 50, words="about 50", about=True),
    toll(3, "killed", 0, 0, 0, words="0"),
    toll(2, "killed", None, None, None, words="not known"),
    toll(2, "abducted", 1, 1, 1, words="1"),
    toll(1, "killed", 1234, 1300, 1400, words="1,234 to 1,400, best 1,300"),
)
FIGURES = (
    figure(8, "killed", "gunmen killed at least 20 people"),
    figure(7, "killed", f"the dead lay on {RTL}"),
    figure(6, "killed", "two died in the province"),
    figure(5, "killed", HOSTILE),
    figure(4, "killed", "=SUM(A1) said the post"),
    figure(3, "killed", "nobody was hurt by the zebra"),
    figure(1, "killed", "1,300 died"),
)
ACCOUNTS = (
    r.AccountRow(
        "a0000000001", "killed", "Iraq", date(2019, 10, 1), date(2019, 11, 30), "", "421 or more",
        421, None, None, "the commission", "ngo", "more than 420 people", "Example Post",
        "r0000000001",
        97, 111, 97, 111, "incidents_missing", "so at least 310 are not documented here",
    ),
)  # fmt: skip
OUT = Outgoing(
    {
        "incidents": INCIDENTS,
        "places": tuple(
            r.PlaceRow(i.id, 1, i.place, "gn:1", i.place_level, i.lat, i.lon, 3.0, "IQ", "IQ.09")
            for i in INCIDENTS
            if i.place and i.place_level
        ),
        "tolls": TOLLS,
        "figures": FIGURES,
        "perpetrators": (
            r.PerpetratorRow(ident(8), "Example Brigade", True, "accused", "residents"),
            r.PerpetratorRow(ident(5), "Example Brigade", True, "denied", "Example Brigade"),
            r.PerpetratorRow(ident(7), "unknown gunmen", False, "stated", "a medic"),
        ),
        "statements": (
            r.StatementRow(
                ident(5), "denial", "We were not there", "Example Brigade", "Example Post", None,
                "responsibility",
            ),
        ),
        "reports": (
            r.ReportRow(
                "r0000000001", "Example Post", "Killings in Amberton", "https://post.example/1",
                "en", date(2019, 10, 5), date(2019, 10, 5), "meta", None,
            ),
        ),
        "accounts": ACCOUNTS,
        "inside": (),
        "decisions": (r.DecisionRow(4, date(2019, 12, 9), "place", ident(8), ident(8)),),
        "changes": (
            r.ChangeRow("changed", ident(8), "killed", "18", "20 or more", "1 further claim"),
            r.ChangeRow("merged", "i9999999999", "", "5 Oct, Amberton", ident(8), "one event"),
        ),
        "redirects": (
            r.RedirectRow("i9999999999", ident(8), "second"),
            r.RedirectRow("i9999999998", None, "second"),
        ),
    }
)  # fmt: skip
SHEET = Sheet(
    name="second",
    title="A made-up autumn",
    on=date(2019, 12, 31),
    version="0.0.0",
    policy=load_policy("default"),
    profile=Profile(contact="desk@example.org"),
    charter=Charter(),
    charter_words="no bounds of its own",
)


def build(folder: Path, out: Outgoing = OUT) -> Path:
    build_site(
        folder, SHEET, out, "first", method="# Method\n\nHow `it` is <done>.",
        changes=f"# Changes\n\n- {ident(8)} killed: 18 → 20 or more",
    )  # fmt: skip
    return folder
