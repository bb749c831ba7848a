"""The same claims by one policy or by several: figures, sums, and why they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tollbook.changes import changes
from tollbook.publish.assemble import incident_doc, newest_first, toll_doc
from tollbook.publish.chosen import Chosen
from tollbook.publish.document import NOTICE, IncidentDoc, TollDoc
from tollbook.publish.page import Page
from tollbook.publish.summary import incident_heading
from tollbook.publish.wording import (
    count_in_words,
    harm_in_words,
    plural,
    sources_in_words,
    toll_in_words,
)
from tollbook.record import Figure, Incident, Toll
from tollbook.record.text import squeeze
from tollbook.record.vocabulary import Harm
from tollbook.record.wanted import Wanted
from tollbook.tally import Policy, Total, totals
from tollbook.view import View


@dataclass(frozen=True, slots=True)
class RuleDoc:
    """One rule of a policy, and where it comes from."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class SheetDoc:
    """A book's incidents by one policy.

    :ivar book_policy: the policy that the book itself is worked out by; it stays.
    """

    policy: str
    title: str
    note: str
    notice: str
    book_policy: str
    rules: list[RuleDoc]
    totals: list[Total]
    incidents: list[IncidentDoc] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class UseDoc:
    """What a policy does with a claim; null used: it has no figure of this harm here."""

    used: bool | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class ClaimUseDoc:
    """A claim that two policies treat differently, by policy."""

    claim: str
    quote: str
    by: dict[str, UseDoc]


@dataclass(frozen=True, slots=True)
class DifferenceDoc:
    """A toll that is not the same by every policy compared; null: no toll by this one."""

    incident: str
    harm: Harm
    tolls: dict[str, TollDoc | None]
    claims: list[ClaimUseDoc]


@dataclass(frozen=True, slots=True)
class ComparisonDoc:
    """Policies side by side, over the same claims.

    :ivar same: tolls that all of them give alike.
    """

    policies: list[SheetDoc]
    same: int
    differences: list[DifferenceDoc]


def chosen_incidents(view: View, wanted: Wanted) -> list[Incident]:
    """The incidents wanted, newest first."""
    chosen = Chosen(view, wanted)
    taken = [i for i in newest_first(view.incidents) if chosen.takes_incident(i)]
    return taken[: wanted.limit]


def sheet_doc(
    view: View, policy: Policy, book_policy: str, wanted: Wanted, *, incidents: bool = True
) -> SheetDoc:
    """The incidents wanted and their sums by a policy.

    :param view: the book as this policy has it.
    """
    taken = chosen_incidents(view, wanted)
    return SheetDoc(
        policy=policy.name,
        title=policy.title,
        note=policy.note,
        notice=NOTICE,
        book_policy=book_policy,
        rules=[RuleDoc(rule.text, rule.source) for rule in policy.rule],
        totals=[t for t in totals(taken) if wanted.harm in (None, t.harm)],
        incidents=[incident_doc(view, i) for i in taken] if incidents else [],
    )


def compared(
    views: Mapping[str, View], policies: Sequence[Policy], book_policy: str, wanted: Wanted
) -> ComparisonDoc:
    """Every toll that differs between policies, with the claims that they treat differently.

    :param views: the book as each policy has it, by the policy's name.
    """
    names = [policy.name for policy in policies]
    taken = {name: chosen_incidents(views[name], wanted) for name in names}
    tolls = {
        name: {
            (i.id, t.harm): t for i in taken[name] for t in i.tolls if wanted.harm in (None, t.harm)
        }
        for name in names
    }
    keys = dict.fromkeys(key for name in names for key in tolls[name])
    differ = {
        (change.incident, change.harm)
        for name in names[1:]
        for change in changes(taken[names[0]], taken[name])
    }
    found = [
        DifferenceDoc(
            incident,
            harm,
            {n: toll_doc(t) if (t := tolls[n].get((incident, harm))) else None for n in names},
            _uses(views[names[0]], {n: tolls[n].get((incident, harm)) for n in names}),
        )
        for incident, harm in keys
        if (incident, harm) in differ
    ]
    sheets = [sheet_doc(views[p.name], p, book_policy, wanted, incidents=False) for p in policies]
    return ComparisonDoc(sheets, len(keys) - len(found), found)


def _uses(view: View, tolls: Mapping[str, Toll | None]) -> list[ClaimUseDoc]:
    """The claims that not all policies use alike, for the same reason."""
    figures: dict[str, dict[str, Figure]] = {
        name: {f.claim: f for f in toll.figures} if toll else {} for name, toll in tolls.items()
    }
    found = []
    for claim_id in dict.fromkeys(c for by_claim in figures.values() for c in by_claim):
        by = {name: _use(by_claim.get(claim_id)) for name, by_claim in figures.items()}
        if len(set(by.values())) > 1:
            claim = view.claim_by_id.get(claim_id)
            quote = squeeze(claim.evidence.quote) if claim else ""
            found.append(ClaimUseDoc(claim_id, quote, by))
    return found


def _use(figure: Figure | None) -> UseDoc:
    return UseDoc(figure.used, figure.reason) if figure else UseDoc(None, None)


def total_in_words(total: Total) -> str:
    """ "213 to 240 or more, best 229, over 31 incidents"."""
    words = f"{total.min:,}"
    if total.max > total.min:
        words += f" to {total.max:,}"
    if total.open_above or total.without_max:
        words += " or more"
    if total.max != total.min and not total.without_best:
        words += f", best {total.best:,}"
    words += f", over {plural(total.incidents, 'incident')}"
    if total.without_best:
        words += f" ({total.without_best:,} without a best figure)"
    return words


def print_sheet(page: Page, view: View, sheet: SheetDoc, wanted: Wanted) -> None:
    """Print incidents, sums and rules by one policy."""
    page.line(f"By policy {sheet.policy}: {sheet.title}", style="bold")
    page.line(f"{sheet.note}; {sheet.notice}.")
    if sheet.policy != sheet.book_policy:
        page.line(f"The book's own policy is {sheet.book_policy}, and stays.")
    incidents = chosen_incidents(view, wanted)
    page.heading(f"Incidents ({len(incidents):,})")
    for incident in incidents:
        page.line(incident_heading(incident, view), indent=2, style="bold")
        rows = [
            (harm_in_words(t.harm), f"{toll_in_words(t)} ({sources_in_words(t)})")
            for t in incident.tolls
            if wanted.harm in (None, t.harm)
        ]
        page.rows([*rows, ("grade", incident.grade), ("id", incident.id)], indent=4)
    _print_totals(page, [sheet])
    _print_rules(page, [sheet])


def print_comparison(page: Page, views: Mapping[str, View], comparison: ComparisonDoc) -> None:
    """Print the tolls that differ, each with what the policies do with its claims."""
    names = [sheet.policy for sheet in comparison.policies]
    page.line(f"The same claims by {' and by '.join(names)}", style="bold")
    page.line(
        f"{plural(comparison.same, 'toll')} alike, {len(comparison.differences):,} that differ. "
        f"The book's own policy is {comparison.policies[0].book_policy}, and stays."
    )
    page.heading(f"What differs ({len(comparison.differences):,})")
    for difference in comparison.differences:
        _print_difference(page, views, difference)
    _print_totals(page, comparison.policies)
    _print_rules(page, comparison.policies)


def _print_difference(page: Page, views: Mapping[str, View], difference: DifferenceDoc) -> None:
    found = {n: view.incident_by_id.get(difference.incident) for n, view in views.items()}
    name, incident = next((n, i) for n, i in found.items() if i is not None)
    heading = f"{incident_heading(incident, views[name])}: {harm_in_words(difference.harm)}"
    page.line(heading, indent=2, style="bold")
    rows = []
    for policy, there in found.items():
        toll = there.toll(difference.harm) if there else None
        words = f"{toll_in_words(toll)} ({sources_in_words(toll)})" if toll else "no figure"
        rows.append((policy, words))
    page.rows([*rows, ("id", difference.incident)], indent=4)
    for use in difference.claims:
        claim = views[name].claim_by_id.get(use.claim)
        figure = f"{count_in_words(claim.count)}: " if claim else ""
        page.line(f'{figure}"{use.quote}" {use.claim}', indent=4)
        page.rows([(policy, _use_in_words(by)) for policy, by in use.by.items()], indent=6)


def _use_in_words(use: UseDoc) -> str:
    if use.used is None:
        return "not counted here"
    return f"{'used' if use.used else 'set aside'}: {use.reason}"


def _print_totals(page: Page, sheets: Sequence[SheetDoc]) -> None:
    page.heading("Sums of the incidents; running totals are not in them")
    harms = dict.fromkeys(total.harm for sheet in sheets for total in sheet.totals)
    if not harms:
        page.line("No incident has a figure.", indent=2)
    for harm in harms:
        rows = [
            (sheet.policy if len(sheets) > 1 else harm_in_words(harm), total_in_words(total))
            for sheet in sheets
            for total in sheet.totals
            if total.harm == harm
        ]
        if len(sheets) > 1:
            page.line(harm_in_words(harm), indent=2)
        page.rows(rows, indent=4 if len(sheets) > 1 else 2)


def _print_rules(page: Page, sheets: Sequence[SheetDoc]) -> None:
    for sheet in sheets:
        page.heading(f"The rules of {sheet.policy}")
        if len(sheets) > 1:
            page.line(f"{sheet.note}.", indent=2)
        for rule in sheet.rules:
            page.line(f"{rule.text} [{rule.source}]", indent=2)
