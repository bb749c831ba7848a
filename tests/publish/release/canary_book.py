"""A made-up book with something private in every place that can hold it, and what must not get out.

Every private value holds a word that stands nowhere else, so that a search for that word finds it
in whatever spelling or escape. All names are invented.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tollbook.ledger import Ledger
from tollbook.record import (
    Account,
    Choice,
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
    Reading,
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
from tollbook.record.decided import AddedClaim, Noted, TollSet, Withheld, encode
from tollbook.record.ids import added_claim_id, record_id, report_id

NOON = datetime(2024, 5, 3, 12, 0, tzinfo=UTC)
COUNTRY = Place("gn:1", "Exampleland", 10.0, 20.0, "IQ", None, "country", 300.0)
PROVINCE = Place(
    "gn:2", "Upper Province", 10.5, 20.5, "IQ", "IQ.09", "province", 80.0, 0, ("gn:1",)
)
DISTRICT = Place(
    "gn:3", "Lakeside District", 10.6, 20.6, "IQ", "IQ.09", "district", 20.0, 0, ("gn:2", "gn:1")
)
VILLAGE = Place(
    "gn:4", "Zorqavillage", 10.61, 20.61, "IQ", "IQ.09", "village", 2.0, 0, ("gn:3", "gn:2", "gn:1")
)
TOWN = Place(
    "gn:5", "Amberton", 10.7, 20.7, "IQ", "IQ.09", "town", 4.0, 0, ("gn:3", "gn:2", "gn:1")
)
PLACES = {p.id: p for p in (COUNTRY, PROVINCE, DISTRICT, VILLAGE, TOWN)}

CANARIES = (
    "qaxdead", "qbxminor", "qcxinjured", "qdxdetained", "qexwitness", "qfxrelative", "qgxaccused",
    "qhxordered", "qixwithheld", "qjxspelling", "qkxreviewer", "qlxreason", "qmxafter", "qnxorigin",
    "qoxbody", "qpxslug", "qqxlink", "qrxwhy", "qsxaside", "qtxnext", "quxparty", "qvxnote",
    "qwxsource", "qxxspeaker", "qyxpart", "qzxblamed", "zorqavillage", "rbxofficial",
    "rcxarithmetic", "rdxtarget", "rexcandidate", "rfxbasis", "rgxrule", "rhxtitle", "rixhouse",
)  # fmt: skip
"""A word of each private value, folded."""

KILLING = (
    "Rhxtitle Karimova among five dead in Amberton\n\n"
    "Five people including Nadia Qaxdead and a boy named Samir Qbxminor were killed in Amberton "
    "on Friday, police spokesman Colonel Omar Rbxofficial said. His aunt Huda Qfxrelative said so. "
    "Witness Lina Qexwitness told the Amberton Post that Jaber Qgxaccused had fired. "
    "Qoxbody was written on a wall. Nadia Qaxdead leaves two children. "
    "The officer Sami Qzxblamed denied it. The guard of Yusuf Qixwithheld ran away."
)
INJURY = (
    "Three were hurt\n\nThree people, among them Tariq Qcxinjured, were wounded in Amberton, and "
    "Basil Qdxdetained was detained. More than 40 people have been killed in Exampleland since "
    "1 May, spokesman Ziad Qxxspeaker said."
)
RAPE = (
    "Violence by the lake\n\nSoldiers raped and killed two women in Zorqavillage on Sunday, "
    "residents of Zorqavillage said."
)
CLOSED = "Nothing at all happened, wrote Qwxsource."


class Canary:
    """The book's parts, kept to be looked at by tests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.reports: list[Report] = []
        self.claims: list[Claim] = []
        self.incidents: list[Incident] = []
        with Ledger.open(folder, create=True) as ledger:
            self._fill(ledger)

    def _report(self, ledger: Ledger, text: str, n: int, **more: Any) -> Report:
        data = f"{text} {n}".encode()
        capture = ledger.take(
            hashlib.sha256(data).hexdigest(),
            data,
            media_type="text/plain",
            origin=f"/disk/Qnxorigin/{n}.html",
            record=None,
            taken_at=NOON,
        )
        report = Report(
            id=report_id(capture.sha256),
            capture=capture.sha256,
            title=text.partition("\n")[0],
            text=text,
            language="en",
            source="Amberton Post",
            url=None,
            published=Published(date(2024, 5, 4), date(2024, 5, 4), "meta"),
            sequence=capture.sequence,
        )
        report = replace(report, **more)
        ledger.put_report(report, extractor="plain 1")
        self.reports.append(report)
        return report

    def _fill(self, ledger: Ledger) -> None:
        url = "https://post.example/2024/nadia-qaxdead-qpxslug"
        killing = self._report(ledger, KILLING, 1, url=url)
        injury = self._report(ledger, INJURY, 2)
        rape = self._report(ledger, RAPE, 3, url="https://post.example/zorqavillage")
        closed = self._report(ledger, CLOSED, 4, title=None)
        killed, wounded, held, total = self._claims(killing, injury)
        raped = claim_of(
            rape,
            "killed two women in Zorqavillage",
            count=Count.exact(2, "two"),
            victims=(VictimGroup("two women", "civilian", None, "female", "adult"),),
            places=(words(rape, "Zorqavillage"),),
        )
        self.claims = [killed, wounded, held, total, raped]
        self._read(ledger, killing, (killed,), (TOWN, "Amberton"))
        self._read(ledger, injury, (wounded, held, total), (COUNTRY, "Exampleland"))
        self._read(ledger, rape, (raped,), (VILLAGE, "Zorqavillage"))
        self._read(ledger, closed, (), None)
        self._tally(ledger)
        self._decide(ledger)
        self._tally(ledger, ledger.decisions())

    def _claims(self, killing: Report, injury: Report) -> tuple[Claim, Claim, Claim, Claim]:
        voice = Speaker("report", None, "report", "relays", "unknown")
        dead = VictimGroup(
            "Five people including Nadia Qaxdead", "civilian", None, "mixed", "adult",
            names=("Nadia Qaxdead",),
        )  # fmt: skip
        boy = VictimGroup(
            "a boy named Samir Qbxminor", "civilian", None, "male", "child",
            names=("Samir Qbxminor",),
        )  # fmt: skip
        killed = claim_of(
            killing,
            "Five people including Nadia Qaxdead and a boy named Samir Qbxminor were killed",
            count=Count.exact(5, "Five"),
            said_by=(
                voice,
                Speaker(
                    "police spokesman Colonel Omar Rbxofficial", "said", "police", "asserts",
                    "third_party",
                ),
            ),
            victims=(dead, boy),
            perpetrators=(Perpetrator("Jaber Qgxaccused", "accused"),),
            ordered_by=("General Qhxordered",),
            target="the house of Rdxtarget",
            includes=Includes(1, (replace(boy, names=("Qyxpart Junior",), text="Qyxpart Junior"),)),
            means=("shooting",),
            places=(words(killing, "Amberton"),),
            why=(Why("harm", "rule Rgxrule", None),),
        )  # fmt: skip
        witness = (
            voice,
            Speaker("Witness Lina Qexwitness", "told", "witness", "asserts", "unknown"),
        )
        wounded = claim_of(
            injury,
            "Three people, among them Tariq Qcxinjured, were wounded",
            harm="injured",
            count=Count.exact(3, "Three"),
            said_by=witness,
            victims=(VictimGroup("Tariq Qcxinjured", names=("Tariq Qcxinjured",), age="adult"),),
        )
        held = claim_of(
            injury,
            "Basil Qdxdetained was detained",
            harm="detained",
            count=Count.exact(1, "Basil Qdxdetained"),
            victims=(VictimGroup("Basil Qdxdetained", names=("Basil Qdxdetained",), age="adult"),),
        )
        total = claim_of(
            injury,
            "More than 40 people have been killed in Exampleland since 1 May",
            count=Count.more_than(40, "More than 40"),
            scope="cumulative",
            said_by=(
                voice,
                Speaker("spokesman Ziad Qxxspeaker", "said", "official", "asserts", "unknown"),
            ),
            area=words(injury, "Exampleland"),
        )
        return killed, wounded, held, total

    def _read(
        self,
        ledger: Ledger,
        report: Report,
        claims: tuple[Claim, ...],
        where: tuple[Place, str] | None,
    ) -> None:
        statements: tuple[Statement, ...] = ()
        if "Qzxblamed" in report.text:
            statements = (
                Statement(
                    record_id("stm", report.id),
                    report.id,
                    "denial",
                    words(report, "The officer Sami Qzxblamed denied it"),
                    ("report", "The officer Sami Qzxblamed"),
                    claims[0].id,
                    ("Quxparty",),
                ),
            )
        mentions: tuple[Mention, ...] = ()
        resolutions: list[Resolution] = []
        if where is not None:
            place, named = where
            span = words(report, named)
            mention = Mention(
                record_id("men", report.id), report.id, "place", span, (0, 9), (0, len(report.text))
            )
            mentions = (mention,)
            subjects = [mention.id, *(c.id for c in claims)]
            for subject in subjects:
                role = "area" if subject != mention.id and where[0] is COUNTRY else ""
                resolutions.append(
                    Resolution(
                        subject, "place", span, 0.9, "clause", ("near Rexcandidate",), place=place,
                        role=role,
                    )
                )  # fmt: skip
        aside = SetAside("Qsxaside was seen", "no victim", report.id, "ask Qtxnext")
        ledger.put_reading(
            Reading(report.id, "rules 1", claims, statements, mentions, (aside,)),
            lexicon_version="l",
        )
        ledger.put_resolutions(
            report.id, resolutions, atlas_version="a", published=report.published
        )

    def _tally(self, ledger: Ledger, decided: Sequence[Decision] = ()) -> None:
        killed, wounded, held, total, raped = self.claims
        ids = {c.id: record_id("inc", c.id) for c in (killed, wounded, held, raped)}
        ledger.issue(list(ids.items()), [])
        when = When(date(2024, 5, 3), date(2024, 5, 3), "day", "'on Friday' said Rfxbasis")
        blamed = IncidentActor(
            "Jaber Qgxaccused", None, "accused", ("Lina Qexwitness",), (killed.id,)
        )
        self.incidents = [
            incident_of(
                ids[killed.id], killed, TOWN, when, 5, perpetrators=(blamed,),
                links=(Link(killed.id, wounded.id, 0.9, ("same name Qqxlink",)),),
                notes=("set by Dana Qkxreviewer, 2024-05-03: Qlxreason",),
            ),
            incident_of(ids[wounded.id], wounded, TOWN, when, 3),
            incident_of(ids[held.id], held, TOWN, when, 1),
            incident_of(ids[raped.id], raped, VILLAGE, when, 2),
        ]  # fmt: skip
        for decision in decided:
            if (
                decision.verb == "add"
            ):  # a note that somebody typed, and a place that somebody named
                house = Place("dec:0123456789abcdef", "House of Hala Rixhouse", 10.7, 20.7, "IQ",
                              None, "exact", 0.1)  # fmt: skip
                noted = replace(held, id=added_claim_id(decision.id))
                self.incidents.append(
                    incident_of(record_id("inc", noted.id), noted, house, when, 1)
                )
        account = Account(
            id=record_id("acc", total.id),
            claim=total.id,
            harm="killed",
            area="Exampleland",
            period=Interval(date(2024, 5, 1), date(2024, 5, 4)),
            stated=total.count,
            surely=Sum(7, 7),
            maybe=Sum(7, 7),
            verdict="incidents_missing",
            arithmetic=(
                "stated by Ziad Qxxspeaker: 41 or more",
                "so at least 34 are not documented here, after what Ziad Rcxarithmetic said",
            ),
            inside=(self.incidents[0].id,),
            speaker="Ziad Qxxspeaker",
        )
        ledger.put_tally(
            self.incidents,
            [account],
            [SetAside("a claim of Qsxaside", "rejected", killed.id, "ask Qtxnext")],
            {},
            policy="default",
        )

    def _decide(self, ledger: Ledger) -> None:
        killed = self.claims[0]
        withheld = Withheld("Yusuf Qixwithheld", ("Qjxspelling",))
        note = AddedClaim(
            "killed", Count.exact(1), note="told on the telephone by Qvxnote", source="Qwxsource"
        )
        choices = [
            Choice("withhold", "book", "asked by Qlxreason", after=encode(withheld)),
            Choice("accept", killed.id, "seen by Qlxreason"),
            Choice("note", killed.id, "see Qlxreason", after=encode(Noted("Qmxafter wrote"))),
            Choice(
                "toll",
                self.incidents[0].id,
                "a list kept by Qlxreason",
                before=encode(TollSet("killed", 5, 5, 5)),
                after=encode(TollSet("killed", 5, 6, 6)),
            ),
            Choice("add", "book", "heard by Qlxreason", after=encode(note)),
        ]
        for choice in choices:
            ledger.decide(
                choice.verb,
                choice.subject,
                decided_by="Dana Qkxreviewer",
                reason=choice.reason,
                before=choice.before,
                after=choice.after,
                decided_at=NOON,
            )


def words(report: Report, quote: str) -> Span:
    start = report.text.index(quote)
    return report.span(start, start + len(quote))


def claim_of(report: Report, quote: str, **changes: Any) -> Claim:
    span = words(report, quote)
    start = max(report.text.rfind(". ", 0, span.start) + 1, report.text.rfind("\n", 0, span.start))
    end = report.text.find(".", span.end)
    claim = Claim(
        id=record_id("clm", report.id, quote),
        report=report.id,
        harm="killed",
        count=Count.exact(1, "one"),
        scope="incident",
        modality="reported",
        said_by=(Speaker("report", None, "report", "asserts", "unknown"),),
        evidence=span,
        sentence=(start + 1, end + 1),
        rule="test",
        reader="rules 1",
    )
    return replace(claim, **changes)


def incident_of(
    id: str,
    claim: Claim,
    place: Place,
    when: When,
    n: int,
    *,
    notes: tuple[str, ...] = (),
    **more: Any,
) -> Incident:
    reason = f"{n}, Lina Qexwitness, in report {claim.report}, 2024-05-04: sets the least: Qrxwhy"
    toll = Toll(
        claim.harm, n, n, n, False, 1, 1, "default",
        (Figure(claim.id, True, reason, "Lina Qexwitness"),), notes=notes,
    )  # fmt: skip
    given: dict[str, Any] = {"perpetrators": (), **more}
    return Incident(
        id=id,
        claims=(claim.id,),
        when=when,
        places=(place,),
        contested=False,
        grade="weak",
        tolls=(toll,),
        **given,
    )


def containing(place: Place) -> list[Place]:
    return [PLACES[parent] for parent in place.parents]
