"""From a book to the rows of a release, by a profile: the one way out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from tollbook.publish.assemble import accounts_in_order, claims_in_order, newest_first
from tollbook.publish.release import rows as r
from tollbook.publish.release.discretion import Discretion, in_gazetteer
from tollbook.publish.release.names import address_tells
from tollbook.publish.release.parts import part_of
from tollbook.publish.wording import toll_in_words
from tollbook.record import Account, Claim, Incident, Place, Report, Toll, in_force
from tollbook.record.vocabulary import VictimStatus
from tollbook.tally.words import means_families
from tollbook.view import View

_STATUSES: tuple[VictimStatus, ...] = ("civilian", "security", "combatant")
_A_PERSON = "a person, name withheld"
_ID = re.compile(r"\b(?:rep|clm|inc|acc|dec|stm|men)_[0-9a-f]{16}\b")


@dataclass(frozen=True)
class Outgoing:
    """The rows that go out, table by table, in a fixed order.

    :ivar beside: public ids whose rows rest on a report that tells a withheld name.
    """

    tables: Mapping[str, tuple[r.Row, ...]]
    beside: frozenset[str] = field(default_factory=frozenset)

    def of(self, table: str) -> tuple[r.Row, ...]:
        return self.tables.get(table, ())


def told_reports(view: View) -> list[Report]:
    """The reports that figures rest on, and those that these copy, in order of arrival."""
    told = {account.claim for account in view.accounts}
    told.update(claim for incident in view.incidents for claim in incident.claims)
    ids = {view.claim_by_id[claim].report for claim in told if claim in view.claim_by_id}
    ids |= {view.copies[copy] for copy in ids if copy in view.copies}
    return [report for report in view.reports if report.id in ids]


def subjects(view: View) -> list[str]:
    """Ids of all records that may go out and so need a public id."""
    return [
        *(report.id for report in told_reports(view)),
        *(incident.id for incident in newest_first(view.incidents)),
        *(claim.id for claim in claims_in_order(view)),
        *(account.id for account in accounts_in_order(view)),
    ]


def outgoing(view: View, allowed: Discretion, public: Mapping[str, str]) -> Outgoing:
    """All rows of a book.

    :param view: masked by what was withheld by decision.
    :param public: record id to public id.
    """
    made = _Rows(view, allowed, public)
    tables: dict[str, tuple[r.Row, ...]] = {
        "incidents": tuple(made.incident(i) for i in made.incidents),
        "places": tuple(row for i in made.incidents for row in made.places(i)),
        "tolls": tuple(made.toll(i, t) for i in made.incidents for t in i.tolls),
        "figures": tuple(
            row for i in made.incidents for t in i.tolls for row in made.figures(i, t)
        ),
        "perpetrators": tuple(row for i in made.incidents for row in made.perpetrators(i)),
        "statements": tuple(row for i in made.incidents for row in made.statements(i)),
        "victims": tuple(row for i in made.incidents for row in made.victims(i)),
        "reports": tuple(made.report(report) for report in told_reports(view)),
        "accounts": tuple(made.account(a) for a in made.accounts),
        "inside": tuple(row for a in made.accounts for row in made.inside(a)),
        "decisions": tuple(made.decisions()),
    }
    beside = frozenset(public[own] for own in view.beside if own in public)
    return Outgoing(tables, beside)


class _Rows:
    """One row from one record."""

    def __init__(self, view: View, allowed: Discretion, public: Mapping[str, str]) -> None:
        self.view = view
        self.allowed = allowed
        self.public = public
        self.incidents = newest_first(view.incidents)
        self.accounts = accounts_in_order(view)

    def incident(self, incident: Incident) -> r.IncidentRow:
        when = incident.when
        sensitive = incident.id in self.allowed.sensitive
        places = self._places(incident)
        first = places[0] if places else None
        claims = self._claims(incident)
        statuses = {g.status for c in claims for g in c.victims}
        return r.IncidentRow(
            id=self.public[incident.id],
            date_start=when.start if when else None,
            date_end=when.end if when else None,
            date_precision=when.precision if when else None,
            place=self._name(incident, first) if first else None,
            place_level=first.level if first else None,
            lat=first.lat if first else None,
            lon=first.lon if first else None,
            radius_km=first.radius_km if first else None,
            country=first.country if first else None,
            admin1=first.admin1 if first else None,
            coarsened=sensitive or [p.id for p in places] != [p.id for p in incident.places],
            grade=incident.grade,
            contested=incident.contested,
            statuses=" ".join(s for s in _STATUSES if s in statuses),
            means=" ".join(sorted(means_families(m for c in claims for m in c.means))),
            reports=len(self.allowed.incident_reports(incident)),
        )

    def places(self, incident: Incident) -> Iterator[r.PlaceRow]:
        for number, place in enumerate(self._places(incident), start=1):
            yield r.PlaceRow(
                incident=self.public[incident.id],
                number=number,
                place=self._name(incident, place),
                place_id=place.id if in_gazetteer(place) else None,
                level=place.level,
                lat=place.lat,
                lon=place.lon,
                radius_km=place.radius_km,
                country=place.country,
                admin1=place.admin1,
            )

    def toll(self, incident: Incident, toll: Toll) -> r.TollRow:
        return r.TollRow(
            incident=self.public[incident.id],
            harm=toll.harm,
            min=toll.min,
            best=toll.best,
            max=toll.max,
            open_above=toll.open_above,
            approximate=toll.approximate,
            words=toll_in_words(toll),
            lineages=toll.lineages,
            lineages_most=toll.lineages_most,
            articles=toll.articles,
            decided=bool(toll.decided),
        )

    def figures(self, incident: Incident, toll: Toll) -> Iterator[r.FigureRow]:
        sensitive = incident.id in self.allowed.sensitive
        numbers: dict[str, int] = {}
        told = sorted(toll.figures, key=lambda f: (not f.used, self._order(f.claim)))
        for figure in told:
            claim = self.view.claim_by_id.get(figure.claim)
            if claim is None:
                continue
            report = self.view.report_by_id[claim.report]
            last = claim.said_by[-1]
            lineage = numbers.setdefault(figure.lineage, len(numbers) + 1)
            yield r.FigureRow(
                incident=self.public[incident.id],
                harm=toll.harm,
                claim=self.public[claim.id],
                used=figure.used,
                part=part_of(figure),
                count=claim.count.in_words(),
                low=claim.count.low,
                likely=claim.count.best,
                high=claim.count.high,
                quote=self.allowed.quote(claim),
                speaker=self.allowed.speaker(claim.said_by, claim.report),
                speaker_kind=last.kind,
                stance=last.stance,
                lineage=lineage if figure.lineage else None,
                source=self.allowed.outlet(report),
                published=report.published.start if report.published else None,
                report=None if sensitive else self.public[report.id],
            )

    def perpetrators(self, incident: Incident) -> Iterator[r.PerpetratorRow]:
        reports = self.allowed.incident_reports(incident)
        for actor in incident.perpetrators:
            name = self.view.actor_name(actor.actor)
            registered = name is not None and name != actor.actor
            said = (self._said_by(s, reports) for s in actor.said_by)
            yield r.PerpetratorRow(
                incident=self.public[incident.id],
                perpetrator=name
                if name is not None and registered
                else self.allowed.body(name or actor.text, reports, _A_PERSON),
                registered=registered,
                surety=actor.surety,  # type: ignore[arg-type]  # the record has it as text
                said_by="; ".join(dict.fromkeys(said)),
            )

    def _said_by(self, said: str, reports: list[str]) -> str:
        if _ID.search(said):  # "report rep_...": one without an outlet
            return "the report itself"
        return self.allowed.body(said, reports, "a person")

    def statements(self, incident: Incident) -> Iterator[r.StatementRow]:
        claims = {claim.id for claim in self._claims(incident)}
        sensitive = incident.id in self.allowed.sensitive
        for own in self.allowed.incident_reports(incident):
            report = self.view.report_by_id[own]
            for said in sorted(
                self.view.statements_of_report.get(own, ()), key=lambda s: (s.span.start, s.id)
            ):
                if said.about not in claims:
                    continue
                by = said.said_by[-1] if said.said_by else "report"
                speaker = (
                    self.allowed.outlet(report) or "the report itself"
                    if by == "report"
                    else self.allowed.body(by, [own], "a person or body not told")
                )
                yield r.StatementRow(
                    incident=self.public[incident.id],
                    kind=said.kind,
                    quote=self.allowed.words(report, said.span.start, said.span.end),
                    speaker=speaker,
                    source=self.allowed.outlet(report),
                    report=None if sensitive else self.public[own],
                    disputes=said.disputes,
                )

    def victims(self, incident: Incident) -> Iterator[r.VictimRow]:
        """Names that may go out, once each."""
        if not self.allowed.profile.names_of_the_dead:
            return
        told: set[str] = set()
        for claim in self._claims(incident):
            may = self.allowed.named_victims(claim)
            for group in claim.victims:
                for name in group.names:
                    if may.get(name) and name not in self.allowed.private and name not in told:
                        told.add(name)
                        yield r.VictimRow(
                            self.public[incident.id], name, group.sex, group.age, group.status
                        )

    def report(self, report: Report) -> r.ReportRow:
        published = report.published
        bare = self.allowed.tells_of_sensitive(report.id)
        profile = self.allowed.profile
        copy = self.view.copies.get(report.id)
        return r.ReportRow(
            id=self.public[report.id],
            source=self.allowed.outlet(report),
            title=self.allowed.words(report, 0, len(report.title))
            if report.title and profile.titles and not bare and report.text.startswith(report.title)
            else None,
            url=self._url(report) if profile.urls and not bare else None,
            language=report.language,
            published_start=published.start if published else None,
            published_end=published.end if published else None,
            published_basis=published.basis if published else None,
            copy_of=self.public.get(copy) if copy else None,
        )

    def _url(self, report: Report) -> str | None:
        """The address; None where it was masked, or tells what may be a name."""
        url = report.url
        if url is None or "█" in url or self.allowed.mask([report.id]).text(url, parts=True) != url:
            return None
        known = self.allowed.known(report.id)
        return None if address_tells(url, report.text, known) else url

    def account(self, account: Account) -> r.AccountRow:
        claim = self.view.claim_by_id.get(account.claim)
        report = self.view.report_by_id[claim.report] if claim else None
        ids = [report.id] if report else []
        period = account.period
        lines = [self._text(line, ids) for line in account.arithmetic[1:]]
        bare = report is not None and self.allowed.tells_of_sensitive(report.id)
        return r.AccountRow(
            id=self.public[account.id],
            harm=account.harm,
            area=self._area(account, claim, ids),
            period_start=period.start if period else None,
            period_end=period.end if period else None,
            only=self.allowed.text(" ".join(account.only), ids),
            stated=account.stated.in_words(),
            stated_low=account.stated.low,
            stated_likely=account.stated.best,
            stated_high=account.stated.high,
            speaker=self.allowed.speaker(claim.said_by, claim.report) if claim else "not told",
            speaker_kind=claim.said_by[-1].kind if claim else None,
            quote=self.allowed.quote(claim) if claim else "",
            source=self.allowed.outlet(report) if report else None,
            report=self.public[report.id] if report and not bare else None,
            surely_min=account.surely.min,
            surely_max=account.surely.max,
            maybe_min=account.maybe.min,
            maybe_max=account.maybe.max,
            verdict=account.verdict,
            arithmetic="; ".join(lines),
        )

    def inside(self, account: Account) -> Iterator[r.InsideRow]:
        sure = set(account.inside)
        for incident in (*account.inside, *account.possibly_inside):
            if incident in self.view.incident_by_id:
                yield r.InsideRow(self.public[account.id], self.public[incident], incident in sure)

    def decisions(self) -> Iterator[r.DecisionRow]:
        """Decisions in force on records that go out; of withholding and destroying nothing."""
        standing = {decision.id for decision in in_force(self.view.decisions)}
        for carried in self.view.carried:
            decision, subject = carried.decision, carried.subject
            if decision.id not in standing or subject is None or subject not in self.public:
                continue
            if decision.verb in ("withhold", "redact", "purge", "note"):
                continue
            incident = self.view.incident_of_claim.get(subject)
            about = incident.id if incident else subject
            yield r.DecisionRow(
                number=decision.sequence,
                day=decision.decided_at.date(),
                verb=decision.verb,
                subject=self.public[subject],
                incident=self.public[about] if about in self.view.incident_by_id else None,
            )

    def _claims(self, incident: Incident) -> list[Claim]:
        return [self.view.claim_by_id[c] for c in incident.claims if c in self.view.claim_by_id]

    def _name(self, incident: Incident, place: Place) -> str:
        return self.allowed.place_name(place, self.allowed.incident_reports(incident))

    def _places(self, incident: Incident) -> list[Place]:
        sensitive = incident.id in self.allowed.sensitive
        told = (self.allowed.place(p, sensitive=sensitive) for p in incident.places)
        return list({p.id: p for p in told if p is not None}.values())

    def _area(self, account: Account, claim: Claim | None, ids: list[str]) -> str | None:
        if account.area is None or claim is None:
            return account.area
        sensitive = self.allowed.is_sensitive(claim)
        for found in self.view.places(claim, "area"):
            if found.place is not None and found.place.name == account.area:
                coarse = self.allowed.place(found.place, sensitive=sensitive)
                return self.allowed.place_name(coarse, ids) if coarse else None
        return self.allowed.text(account.area, ids)

    def _order(self, claim: str) -> tuple[int, int, str]:
        return self._told.get(claim, (0, 0, claim))

    @cached_property
    def _told(self) -> dict[str, tuple[int, int, str]]:
        """Where each claim stands in the reports, in their order of arrival."""
        return {
            claim.id: (report.sequence, claim.evidence.start, claim.id)
            for report in self.view.reports
            for claim in self.view.claims_of_report.get(report.id, ())
        }

    def _text(self, text: str, reports: list[str]) -> str:
        """Free text, with ids as they are known outside; a record that is not told is "another"."""
        told = self.allowed.text(text, reports)
        return _ID.sub(lambda m: self.public.get(m.group(), "another"), told)
