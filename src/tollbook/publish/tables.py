"""Records as rows: for ``tollbook list`` as a table and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal, TypeAlias, TypeVar, get_args

from tollbook.publish.assemble import (
    account_doc,
    accounts_in_order,
    claims_in_order,
    incident_doc,
    newest_first,
)
from tollbook.publish.assemble_reports import claim_doc, report_doc
from tollbook.publish.chosen import Chosen
from tollbook.publish.document import SetAsideDoc
from tollbook.publish.wording import place_in_words
from tollbook.record import Decision, Incident, SetAside, in_force
from tollbook.record.text import squeeze
from tollbook.record.wanted import Wanted
from tollbook.view import View

Kind = Literal["claims", "incidents", "reports", "accounts", "set-aside", "decisions", "orphans"]
KINDS: tuple[Kind, ...] = get_args(Kind)

Cell: TypeAlias = "str | int | None"
Row: TypeAlias = "tuple[Cell, ...]"

_Item = TypeVar("_Item")
_ALL = Wanted()


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


def listing(view: View, kind: Kind, wanted: Wanted = _ALL) -> Listing:
    """The records of one kind that are wanted.

    An incident, report or account is chosen by its claims where it says nothing of the kind itself:
    a report by the harm and place of a claim in it, say.
    """
    chosen = Chosen(view, wanted)
    makers: dict[Kind, Callable[[Chosen], Listing]] = {
        "claims": _claims,
        "incidents": _incidents,
        "reports": _reports,
        "accounts": _accounts,
        "set-aside": _set_aside,
        "decisions": _decisions,
        "orphans": _orphans,
    }
    return makers[kind](chosen)


def _first(wanted: Wanted, records: Iterable[_Item]) -> list[_Item]:
    return list(islice(records, wanted.limit))


def _day(day: object) -> str | None:
    return str(day) if day is not None else None


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _claims(chosen: Chosen) -> Listing:
    view = chosen.view
    taken = (claim for claim in claims_in_order(view) if chosen.takes_claim(claim))
    claims = _first(chosen.wanted, taken)
    documents = [claim_doc(view, claim) for claim in claims]
    rows = []
    for claim, made in zip(claims, documents, strict=True):
        # words that are no place that is known stand only where nothing else says where it was
        named = "; ".join(p.name for p in made.places if p.name)
        where = named or made.area or "; ".join(p.text for p in made.places if p.text) or None
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
                where,
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


def _incidents(chosen: Chosen) -> Listing:
    taken = (i for i in newest_first(chosen.view.incidents) if chosen.takes_incident(i))
    incidents = _first(chosen.wanted, taken)
    rows: list[Row] = []
    for incident in incidents:
        when = incident.when
        head = (
            incident.id,
            _day(when.start) if when else None,
            _day(when.end) if when else None,
            "; ".join(dict.fromkeys(map(place_in_words, incident.places))) or None,
        )
        who = _perpetrators(chosen.view, incident)
        tail = (incident.grade, _yes(incident.contested), who)
        tolls = [t for t in incident.tolls if chosen.wanted.harm in (None, t.harm)]
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
                toll.lineages_most,
                toll.articles,
                *tail,
            )
            for toll in tolls
        ] or [(*head, *(None,) * 9, *tail)]
    columns = (
        "id from to where harm min best max open_above how_many lineages lineages_most articles"
    )
    return Listing(
        (*columns.split(), "grade", "contested", "perpetrators"),
        ("id", "from", "where", "harm", "how_many", "lineages", "grade"),
        tuple(rows),
        tuple(incident_doc(chosen.view, incident) for incident in incidents),
    )


def _perpetrators(view: View, incident: Incident) -> str | None:
    named = (view.actor_name(a.actor) or a.text for a in incident.perpetrators)
    return "; ".join(squeeze(name) for name in named) or None


def _reports(chosen: Chosen) -> Listing:
    view = chosen.view
    taken = (report for report in view.reports if chosen.takes_report(report))
    reports = _first(chosen.wanted, taken)
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


def _accounts(chosen: Chosen) -> Listing:
    taken = (a for a in accounts_in_order(chosen.view) if chosen.takes_account(a))
    accounts = _first(chosen.wanted, taken)
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


def _set_aside(chosen: Chosen) -> Listing:
    aside: Sequence[SetAside] = _first(chosen.wanted, dict.fromkeys(chosen.view.set_asides))
    return Listing(
        ("what", "why", "where", "next"),
        ("what", "why", "where", "next"),
        tuple((squeeze(a.what), a.why, a.where, a.next) for a in aside),
        tuple(SetAsideDoc(a.what, a.why, a.where, a.next) for a in aside),
    )


def _decisions(chosen: Chosen) -> Listing:
    standing = {decision.id for decision in in_force(chosen.view.decisions)}
    taken = (d for d in chosen.view.decisions if chosen.wanted.takes_day(d.decided_at.date()))
    log: Sequence[Decision] = _first(chosen.wanted, taken)
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


def _orphans(chosen: Chosen) -> Listing:
    orphans = _first(chosen.wanted, chosen.view.orphans)
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
