"""Records as rows: for ``tollbook list`` as a table and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from tollbook.publish.assemble import (
    account_doc,
    accounts_in_order,
    claims_in_order,
    incident_doc,
    newest_first,
)
from tollbook.publish.assemble_reports import claim_doc, report_doc
from tollbook.publish.document import SetAsideDoc
from tollbook.publish.wording import place_in_words
from tollbook.record import Account, Claim, Decision, Incident, Report, SetAside, in_force
from tollbook.record.text import squeeze
from tollbook.record.vocabulary import Harm
from tollbook.view import View

Kind = Literal["claims", "incidents", "reports", "accounts", "set-aside", "decisions", "orphans"]
KINDS: tuple[Kind, ...] = get_args(Kind)

Cell: TypeAlias = "str | int | None"
Row: TypeAlias = "tuple[Cell, ...]"


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows under columns, and the same records as documents.

    :ivar short: the columns that a table shows; CSV has them all.
    """

    columns: tuple[str, ...]
    short: tuple[str, ...]
    rows: tuple[Row, ...]
    documents: tuple[object, ...]

    def as_csv(self) -> str:
        """RFC 4180, with a header line; unknown is an empty field."""
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow(self.columns)
        writer.writerows(self.rows)
        return out.getvalue()

    def shortened(self) -> list[Row]:
        """The rows with the columns of a table only."""
        at = [self.columns.index(name) for name in self.short]
        return [tuple(row[n] for n in at) for row in self.rows]


def listing(
    view: View, kind: Kind, *, harm: Harm | None = None, source: str | None = None
) -> Listing:
    """The records of one kind.

    :param harm: only those with this harm; reports: with a claim of it.
    :param source: only those that rest on an outlet whose name contains this.
    """
    chosen = _Chosen(view, harm, source)
    makers: dict[Kind, Callable[[_Chosen], Listing]] = {
        "claims": _claims,
        "incidents": _incidents,
        "reports": _reports,
        "accounts": _accounts,
        "set-aside": _set_aside,
        "decisions": _decisions,
        "orphans": _orphans,
    }
    return makers[kind](chosen)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The view, with what is asked for."""

    view: View
    harm: Harm | None
    source: str | None

    def source_of(self, claim_id: str) -> str | None:
        claim = self.view.claim_by_id.get(claim_id)
        report = self.view.report_by_id.get(claim.report) if claim else None
        return report.source if report else None

    def named(self, source: str | None) -> bool:
        return self.source is None or self.source.casefold() in (source or "").casefold()

    def takes_claim(self, claim: Claim) -> bool:
        return self.harm in (None, claim.harm) and self.named(self.source_of(claim.id))

    def takes_incident(self, incident: Incident) -> bool:
        harms = {toll.harm for toll in incident.tolls} | {
            self.view.claim_by_id[c].harm for c in incident.claims if c in self.view.claim_by_id
        }
        told = any(self.named(self.source_of(claim)) for claim in incident.claims)
        return (self.harm is None or self.harm in harms) and told

    def takes_report(self, report: Report) -> bool:
        claims = self.view.claims_of_report.get(report.id, ())
        has_harm = self.harm is None or any(claim.harm == self.harm for claim in claims)
        return has_harm and self.named(report.source)

    def takes_account(self, account: Account) -> bool:
        return self.harm in (None, account.harm) and self.named(self.source_of(account.claim))


def _day(day: object) -> str | None:
    return str(day) if day is not None else None


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _claims(chosen: _Chosen) -> Listing:
    view = chosen.view
    claims = [claim for claim in claims_in_order(view) if chosen.takes_claim(claim)]
    documents = [claim_doc(view, claim) for claim in claims]
    rows = []
    for claim, made in zip(claims, documents, strict=True):
        where = "; ".join(p.name or p.text or "" for p in made.places) or None
        rows.append(
            (
                claim.id,
                claim.report,
                chosen.source_of(claim.id),
                claim.harm,
                claim.count.low,
                claim.count.best,
                claim.count.high,
                claim.count.shape,
                claim.count.in_words(),
                claim.scope,
                claim.modality,
                squeeze(claim.said_by[-1].speaker),
                where or made.area,
                _day(made.when.start) if made.when else None,
                _day(made.when.end) if made.when else None,
                made.incident,
                squeeze(claim.evidence.quote),
            )
        )
    columns = "id report source harm low best high shape how_many scope modality said_by where"
    return Listing(
        (*columns.split(), "from", "to", "incident", "quote"),
        ("id", "harm", "how_many", "scope", "where", "quote"),
        tuple(rows),
        tuple(documents),
    )


def _incidents(chosen: _Chosen) -> Listing:
    incidents = [i for i in newest_first(chosen.view.incidents) if chosen.takes_incident(i)]
    rows: list[Row] = []
    for incident in incidents:
        when = incident.when
        head = (
            incident.id,
            _day(when.start) if when else None,
            _day(when.end) if when else None,
            "; ".join(place_in_words(place) for place in incident.places) or None,
        )
        who = _perpetrators(chosen.view, incident)
        tail = (incident.grade, _yes(incident.contested), who)
        tolls = [t for t in incident.tolls if chosen.harm in (None, t.harm)]
        rows += [
            (
                *head,
                toll.harm,
                toll.min,
                toll.best,
                toll.max,
                _yes(toll.open_above),
                toll.in_words(),
                toll.lineages,
                toll.articles,
                *tail,
            )
            for toll in tolls
        ] or [(*head, *(None,) * 8, *tail)]
    columns = "id from to where harm min best max open_above how_many lineages articles grade"
    return Listing(
        (*columns.split(), "contested", "perpetrators"),
        ("id", "from", "where", "harm", "how_many", "lineages", "grade"),
        tuple(rows),
        tuple(incident_doc(chosen.view, incident) for incident in incidents),
    )


def _perpetrators(view: View, incident: Incident) -> str | None:
    named = (view.actor_name(a.actor) or a.text for a in incident.perpetrators)
    return "; ".join(squeeze(name) for name in named) or None


def _reports(chosen: _Chosen) -> Listing:
    view = chosen.view
    reports = [report for report in view.reports if chosen.takes_report(report)]
    rows = tuple(
        (
            report.id,
            squeeze(report.title) if report.title else None,
            report.source,
            _day(report.published.start) if report.published else None,
            report.language,
            view.copies.get(report.id),
            len(view.claims_of_report.get(report.id, ())),
            report.url,
        )
        for report in reports
    )
    return Listing(
        ("id", "title", "source", "published", "language", "copies_of", "claims", "url"),
        ("id", "title", "source", "published", "copies_of", "claims"),
        rows,
        tuple(report_doc(view, report) for report in reports),
    )


def _accounts(chosen: _Chosen) -> Listing:
    accounts = [a for a in accounts_in_order(chosen.view) if chosen.takes_account(a)]
    rows = tuple(
        (
            account.id,
            account.claim,
            chosen.source_of(account.claim),
            account.harm,
            account.area,
            _day(account.period.start) if account.period else None,
            _day(account.period.end) if account.period else None,
            account.stated.low,
            account.stated.best,
            account.stated.high,
            account.stated.in_words(),
            account.surely.min,
            account.surely.max,
            account.maybe.min,
            account.maybe.max,
            account.verdict,
        )
        for account in accounts
    )
    columns = "id claim source harm area from to low best high stated surely_min surely_max"
    return Listing(
        (*columns.split(), "maybe_min", "maybe_max", "verdict"),
        ("id", "harm", "stated", "area", "to", "verdict"),
        rows,
        tuple(account_doc(account) for account in accounts),
    )


def _set_aside(chosen: _Chosen) -> Listing:
    aside: Sequence[SetAside] = tuple(dict.fromkeys(chosen.view.set_asides))
    return Listing(
        ("what", "why", "where", "next"),
        ("what", "why", "where", "next"),
        tuple((squeeze(a.what), a.why, a.where, a.next) for a in aside),
        tuple(SetAsideDoc(a.what, a.why, a.where, a.next) for a in aside),
    )


def _decisions(chosen: _Chosen) -> Listing:
    log: Sequence[Decision] = chosen.view.decisions
    standing = {decision.id for decision in in_force(tuple(log))}
    return Listing(
        ("number", "id", "at", "by", "verb", "subject", "reason", "in_force"),
        ("number", "id", "by", "verb", "subject", "reason", "in_force"),
        tuple(
            (
                d.sequence,
                d.id,
                d.decided_at.isoformat(),
                d.decided_by,
                d.verb,
                d.subject,
                d.reason,
                _yes(d.id in standing),
            )
            for d in log
        ),
        tuple(log),
    )


def _orphans(chosen: _Chosen) -> Listing:
    orphans = chosen.view.orphans
    return Listing(
        ("id", "at", "by", "verb", "subject", "reason", "words", "why"),
        ("id", "verb", "reason", "words", "why"),
        tuple(
            (
                o.decision.id,
                o.decision.decided_at.isoformat(),
                o.decision.decided_by,
                o.decision.verb,
                o.decision.subject,
                o.decision.reason,
                squeeze(o.decision.anchor.quote) if o.decision.anchor else None,
                o.why,
            )
            for o in orphans
        ),
        tuple(orphans),
    )
