"""``tollbook why``: the answer to "how do you know?", for a claim, an incident or an account."""

from __future__ import annotations

from dataclasses import replace

from tollbook.publish.explain_claim import (
    Explanation,
    Point,
    Section,
    decisions,
    evidence,
    explain_claim,
    explanation,
    speakers,
    statements,
)
from tollbook.publish.summary import actor_in_words, incident_heading
from tollbook.publish.wording import (
    VERDICT,
    chain_in_words,
    count_in_words,
    harm_in_words,
    interval_in_words,
    marked_quote,
    report_in_words,
    sources_in_words,
    sum_in_words,
    toll_in_words,
)
from tollbook.record import (
    Account,
    Claim,
    Figure,
    Incident,
    Toll,
    Transition,
)
from tollbook.record.text import squeeze
from tollbook.view import View


def explain(view: View, record: Claim | Incident | Account) -> Explanation:
    """How the book comes to a record."""
    if isinstance(record, Claim):
        return explain_claim(view, record)
    if isinstance(record, Incident):
        return explain_incident(view, record)
    return explain_account(view, record)


def explain_incident(view: View, incident: Incident) -> Explanation:
    """Each toll with every figure used or set aside, who did it, and why these belong together."""
    sections = [
        Section(
            f"{harm_in_words(toll.harm)}: {toll_in_words(toll)}",
            (
                *_decided(toll),
                Point(f"{sources_in_words(toll)}; by policy {toll.policy}"),
                *_figures(view, toll, used=True),
                *_figures(view, toll, used=False),
            ),
        )
        for toll in incident.tolls
    ]
    passed = tuple(_passed(view, t) for t in incident.transitions)
    sections.append(Section("From one harm to another", passed))
    if incident.perpetrators:
        heading = "Who did it: contested" if incident.contested else "Who did it"
        actors = tuple(
            Point(actor_in_words(view, actor), tuple(_cited(view, c) for c in actor.claims))
            for actor in incident.perpetrators
        )
        sections.append(Section(heading, actors))
    told = [view.claim_by_id[c] for c in incident.claims if c in view.claim_by_id]
    disputed = tuple(point for claim in told for point in statements(view, claim))
    sections.append(Section("Denied, blamed, doubted", tuple(dict.fromkeys(disputed))))
    sections.append(Section("Why these claims are one incident", _links(view, incident)))
    in_figures = {f.claim for toll in incident.tolls for f in toll.figures}
    others = tuple(Point(_cited(view, c)) for c in incident.claims if c not in in_figures)
    sections.append(Section("Further claims about it, in no figure", others))
    sections.append(Section("Decisions of people", decisions(view, incident.id)))
    title = f"{incident_heading(incident)}; grade {incident.grade}"
    return explanation(incident.id, "incident", title, sections)


def explain_account(view: View, account: Account) -> Explanation:
    """The total as stated, the incidents inside, and the arithmetic."""
    claim = view.claim_by_id.get(account.claim)
    stated = f"{harm_in_words(account.harm)}: {count_in_words(account.stated)}"
    where = account.area or "area not said"
    period = interval_in_words(account.period) or "period not said"
    sections = []
    if claim is not None:
        report = view.report_by_id[claim.report]
        sections.append(Section("The total, as stated", evidence(claim, report)))
        sections.append(Section("Who says so", speakers(claim)))
    sections += [
        Section(
            f"Surely inside: {sum_in_words(account.surely.min, account.surely.max)}",
            tuple(_member(view, account, i) for i in account.inside),
        ),
        Section(
            f"With what may be inside: {sum_in_words(account.maybe.min, account.maybe.max)}",
            tuple(_member(view, account, i) for i in account.possibly_inside),
        ),
        Section("The arithmetic", tuple(Point(line) for line in account.arithmetic)),
        Section("Verdict", (Point(VERDICT[account.verdict]),)),
        Section("Decisions of people", decisions(view, account.claim)),
    ]
    return explanation(account.id, "account", f"{stated}; {where}; {period}", sections)


def _decided(toll: Toll) -> list[Point]:
    """What people set or moved of a figure, with what the policy gives by itself."""
    if toll.overruled is None:
        return []
    own = toll.overruled
    policys = replace(
        toll, min=own.min, best=own.best, max=own.max, open_above=own.open_above, overruled=None
    )
    below = (f"the policy gives {toll_in_words(policys)}",)
    return [Point(f"decided: {note}", below) for note in toll.notes]


def _figures(view: View, toll: Toll, *, used: bool) -> list[Point]:
    return [_figure(view, figure) for figure in toll.figures if figure.used is used]


def _figure(view: View, figure: Figure) -> Point:
    claim = view.claim_by_id.get(figure.claim)
    state = "used" if figure.used else "set aside"
    if claim is None:
        return Point(f"{state}: {figure.claim}", (figure.reason,))
    report = view.report_by_id[claim.report]
    below = [
        f'"{marked_quote(claim, report)}"',
        f"said by {chain_in_words(claim.said_by)}",
        f"in {report_in_words(report)}",
        f"why {state}: {figure.reason}",
        f"primary source: {_primary(claim, figure)}",
        f"claim: {claim.id}",
    ]
    return Point(f"{state}: {count_in_words(claim.count)}", tuple(below))


def _primary(claim: Claim, figure: Figure) -> str:
    """The source a figure goes back to; a speaker without a name may be one that has one."""
    last = claim.said_by[-1]
    if not figure.lineage:
        return "that of the figure it is a part of"
    same = last.kind == "report" or last.speaker.casefold() == figure.lineage.casefold()
    if same or figure.lineage.endswith(", unnamed"):
        return figure.lineage
    return f"{last.speaker}, not proven to be another than {figure.lineage}"


def _passed(view: View, transition: Transition) -> Point:
    """The injured who died, the missing who were found dead, with the words that tell of it."""
    by = f", told by {transition.by}" if transition.by else ""
    return Point(f"{transition.why}{by}", tuple(_cited(view, c) for c in transition.claims))


def _links(view: View, incident: Incident) -> tuple[Point, ...]:
    return tuple(
        Point(
            f"{_short(view, link.claim)} with {_short(view, link.other)}: score {link.score:.2f}",
            link.reasons,
        )
        for link in incident.links
    )


def _short(view: View, claim_id: str) -> str:
    claim = view.claim_by_id.get(claim_id)
    return f'{claim_id} "{squeeze(claim.evidence.quote)}"' if claim else claim_id


def _cited(view: View, claim_id: str) -> str:
    claim = view.claim_by_id.get(claim_id)
    if claim is None:
        return claim_id
    report = view.report_by_id[claim.report]
    return f'"{marked_quote(claim, report)}" {report_in_words(report)}, {claim.id}'


def _member(view: View, account: Account, incident_id: str) -> Point:
    incident = view.incident_by_id.get(incident_id)
    if incident is None:
        return Point(incident_id)
    toll = incident.toll(account.harm)
    figure = toll_in_words(toll) if toll else "no figure"
    return Point(f"{figure}: {incident_heading(incident)}, {incident.id}")
