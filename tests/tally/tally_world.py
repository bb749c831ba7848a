"""A small book built by hand: reports, claims and what they resolve to, without a reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tollbook.hand import put_in_place
from tollbook.record import (
    EVERYTHING,
    Actor,
    Charter,
    Claim,
    Count,
    Decision,
    Includes,
    Interval,
    Perpetrator,
    Place,
    Published,
    Report,
    Resolution,
    Rulings,
    Span,
    Speaker,
    Statement,
    VictimGroup,
    When,
)
from tollbook.record.vocabulary import Harm, Verb
from tollbook.tally import Tallied, load_policy, tally

IRAQ = Place("gn:iq", "Iraq", 33.0, 44.0, "IQ", None, "country", 600.0)
IRAN = Place("gn:ir", "Iran", 32.0, 53.0, "IR", None, "country", 900.0)
DHI_QAR = Place("gn:dq", "Dhi Qar", 31.2, 46.2, "IQ", "IQ.09", "province", 90.0, 0, ("gn:iq",))
NASIRIYAH = Place(
    "gn:nas", "Nasiriyah", 31.04, 46.26, "IQ", "IQ.09", "city", 8.0, 560_000, ("gn:dq", "gn:iq")
)
BRIDGE = Place(
    "tb:bridge", "Zaytun Bridge", 31.05, 46.25, "IQ", "IQ.09", "landmark", 0.5, 0,
    ("gn:nas", "gn:dq", "gn:iq"),
)  # fmt: skip
BAGHDAD = Place(
    "gn:bag", "Baghdad", 33.34, 44.40, "IQ", "IQ.07", "city", 20.0, 7_000_000, ("gn:iq",)
)
NAJAF = Place("gn:naj", "Najaf", 32.0, 44.33, "IQ", "IQ.17", "city", 8.0, 480_000, ("gn:iq",))
ARAK = Place("gn:ark", "Arak", 34.09, 49.69, "IR", "IR.34", "city", 9.0, 500_000, ("gn:ir",))

MILITIA = Actor("act:militia", "River Brigade", "militia", "IQ")
ARMY = Actor("act:army", "Iraqi army", "state", "IQ")

REPORT = Speaker("report", None, "report", "asserts", "unknown")


def day(text: str) -> date:
    return date.fromisoformat(text)


def says(name: str, kind: str = "official", **more: Any) -> tuple[Speaker, ...]:
    """A chain of two: the report, and whom it quotes."""
    fields: dict[str, Any] = {"stance": "asserts", "stake": "third_party", **more}
    return (REPORT, Speaker(name, "said", kind, fields["stance"], fields["stake"]))  # type: ignore[arg-type]


def victims(**axes: Any) -> tuple[VictimGroup, ...]:
    return (VictimGroup("people", **axes),)


@dataclass
class World:
    """Reports and claims as they are added; ``tally()`` books them."""

    reports: list[Report] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    resolutions: list[Resolution] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    copies: dict[str, str] = field(default_factory=dict)

    def report(self, name: str, published: str | None = None, source: str | None = None) -> str:
        when = None
        if published is not None:
            when = Published(day(published), day(published), "given")
        self.reports.append(
            Report(f"rep_{name}", f"cap_{name}", None, "", "en", source or f"{name} Post", None,
                   when, sequence=len(self.reports) + 1)
        )  # fmt: skip
        return f"rep_{name}"

    def claim(
        self,
        report: str,
        count: Count | int | None,
        *,
        harm: Harm = "killed",
        at: Place | Sequence[Place] | None = None,
        on: str | tuple[str | None, str | None] | None = None,
        by: Actor | str | None = None,
        words: str | None = None,
        area: Place | None = None,
        since: str | tuple[str | None, str | None] | None = None,
        maybe_at: Sequence[Place] = (),
        basis: str = "clause",
        surety: str = "stated",
        **fields: Any,
    ) -> str:
        """Add a claim; its words are put at the end of its report's text."""
        number = len(self.reports_of(report).text)
        words = words or f"{count} {harm}"
        own = fields.pop("id", None) or f"clm_{report.removeprefix('rep_')}_{number:05d}"
        evidence = self._write(report, words)
        if isinstance(count, int):
            count = Count.exact(count, str(count))
        perpetrators: tuple[Perpetrator, ...] = ()
        if by is not None:
            name = by if isinstance(by, str) else by.name
            perpetrators = (Perpetrator(name, surety, self._write(report, name)),)  # type: ignore[arg-type]
        fields = {
            "scope": "cumulative" if area or since else "incident",
            "modality": "fact",
            "said_by": (REPORT,),
            "perpetrators": perpetrators,
            "sentence": (evidence.start, evidence.end),
            **fields,
        }
        self.claims.append(
            Claim(
                id=own,
                report=report,
                harm=harm,
                count=count or Count.unknown(),
                evidence=evidence,
                rule="by hand",
                reader="test 1",
                **fields,
            )
        )
        for place in (at,) if isinstance(at, Place) else at or ():
            self._resolve(own, "place", basis, place=place)
        if maybe_at:
            self._resolve(own, "place", basis, candidate_places=tuple(maybe_at))
        if on is not None:
            self._resolve(own, "time", basis, when=_when(on))
        if area is not None:
            self._resolve(own, "place", basis, place=area, role="area")
        if since is not None:
            self._resolve(own, "time", basis, when=_when(since), role="period")
        if isinstance(by, Actor):
            self._resolve(
                own, "actor", basis, actor=by, role="perpetrator", span=perpetrators[0].span
            )
        return str(own)

    def copy(self, report: str, name: str, published: str | None = None) -> str:
        """A report that says the same words, named as a copy."""
        original = self.reports_of(report)
        new = replace(
            original,
            id=f"rep_{name}",
            capture=f"cap_{name}",
            source=f"{name} Post",
            sequence=len(self.reports) + 1,
        )
        if published is not None:
            new = replace(new, published=Published(day(published), day(published), "given"))
        self.reports.append(new)
        here = {c.id: f"{c.id}_{name}" for c in self.claims if c.report == report}
        for claim in [c for c in self.claims if c.report == report]:
            self.claims.append(
                replace(
                    claim,
                    id=here[claim.id],
                    report=new.id,
                    part_of=here.get(claim.part_of or ""),
                    adds_to=here.get(claim.adds_to or ""),
                )
            )
        self.resolutions += [
            replace(r, subject=here[r.subject]) for r in self.resolutions if r.subject in here
        ]
        self.copies[new.id] = self.copies.get(report, report)
        return new.id

    def state(
        self,
        kind: Any,
        report: str,
        about: str,
        *parties: str,
        by: str = "a ministry",
        disputes: Any = None,
    ) -> None:
        span = self._write(report, f"{kind} {' '.join(parties)}")
        own = f"stm_{report}_{span.start}"
        self.statements.append(Statement(own, report, kind, span, (by,), about, parties, disputes))

    def decide(self, verb: Verb, subject: str, reason: str | None = None) -> str:
        number = len(self.decisions) + 1
        own = f"dec_{number:04d}"
        self.decisions.append(
            Decision(own, number, "", datetime(2020, 1, 1, tzinfo=UTC), "ana", verb, subject,
                     None, None, reason, None, f"sha256:{number}")
        )  # fmt: skip
        return own

    def tally(
        self,
        policy: str = "default",
        issued: Mapping[str, str] | None = None,
        hand: Path | None = None,
        charter: Charter = EVERYTHING,
    ) -> Tallied:
        return tally(
            self.reports,
            self.claims,
            self.statements,
            self.resolutions,
            self.rulings(issued or {}),
            copies=self.copies,
            issued=issued or {},
            policy=load_policy(policy, hand),
            charter=charter,
        )

    def rulings(self, issued: Mapping[str, str]) -> Rulings:
        return put_in_place(
            self.reports, self.claims, (), self.resolutions, self.decisions, issued=issued
        ).rulings

    def reports_of(self, report: str) -> Report:
        return next(r for r in self.reports if r.id == report)

    def _write(self, report: str, words: str) -> Span:
        held = self.reports_of(report)
        start = len(held.text)
        at = self.reports.index(held)
        self.reports[at] = replace(held, text=f"{held.text}{words}. ")
        return Span(start, start + len(words), words)

    def _resolve(self, subject: str, kind: Any, basis: str, **fields: Any) -> None:
        span = fields.pop("span", None)
        self.resolutions.append(Resolution(subject, kind, span, 1.0, basis, (), **fields))


def _when(words: str | tuple[str | None, str | None]) -> When:
    if isinstance(words, str):
        return When(day(words), day(words), "day", words)
    start, end = (day(w) if w else None for w in words)
    both = start is not None and end is not None
    return When(start, end, "days" if both else "bound", f"{words[0]} to {words[1]}")


def grouping(tallied: Tallied) -> set[frozenset[str]]:
    return {frozenset(i.claims) for i in tallied.incidents}


def tolls(tallied: Tallied) -> dict[frozenset[str], tuple[object, ...]]:
    """Each incident's figures by its claims, without its id."""
    return {
        frozenset(i.claims): tuple((t.harm, t.min, t.best, t.max, t.open_above) for t in i.tolls)
        for i in tallied.incidents
    }


INCLUDES_ATTACKER = Includes(attackers=1)
A_WEEK = Interval(day("2019-10-01"), day("2019-10-07"))
