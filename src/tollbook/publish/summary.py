"""What a person sees after a run: the incidents, the running totals, what was set aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from shlex import quote

from rich.console import Console

from tollbook.pipeline import RunReport
from tollbook.publish.assemble import accounts_in_order, newest_first
from tollbook.publish.charter_words import charter_in_words
from tollbook.publish.document import NOTICE
from tollbook.publish.page import Page
from tollbook.publish.wording import (
    SURETY,
    VERDICT,
    chain_in_words,
    count_in_words,
    harm_in_words,
    interval_in_words,
    place_in_words,
    plural,
    published_in_words,
    sources_in_words,
    sum_in_words,
    toll_in_words,
    when_in_words,
)
from tollbook.record import Account, Incident, IncidentActor, SetAside
from tollbook.record.text import squeeze
from tollbook.view import View

_NAMED = 3  # speakers, places and examples printed before "and others"
_BARE_REPORT = re.compile(r"report rep_[0-9a-f]+")  # one without an outlet
_NAMED_FILES = 20  # files that could not be read are named more fully: nothing else lists them


def print_summary(console: Console, view: View, run: RunReport, *, top: int = 20) -> None:
    """Print the whole book in brief.

    :param top: incidents, and running totals, printed before the rest is only counted.
    """
    page = Page(console)
    page.line(run_in_words(run))
    if run.interrupted:
        page.line(
            f"Interrupted. What was read is kept and tallied; {plural(run.left, 'report')} left "
            "to read. Run the same command again to go on.",
            style="bold",
        )
    incidents = newest_first(view.incidents)
    page.heading(f"Incidents ({len(incidents):,})")
    if not incidents:
        page.line("No incident is told of in these reports.", indent=2)
    for incident in incidents[:top]:
        _block(page, incident_heading(incident, view), incident_rows(view, incident))
    _rest(page, len(incidents) - top, "incidents", run.book)
    accounts = accounts_in_order(view)
    if accounts:
        page.heading(f"Running totals, held against the incidents ({len(accounts):,})")
    for account in accounts[:top]:
        _block(page, *account_block(view, account))
    _rest(page, len(accounts) - top, "accounts", run.book)
    _print_aside(page, view, run)
    page.blank()
    page.line(f"Counted: {charter_in_words(view.charter)}.", style="dim")
    page.line(f"Figures: policy {view.policy}; {NOTICE}.", style="dim")
    page.line(f"Next: {next_command(view, run)}")


def run_in_words(run: RunReport) -> str:
    """The first line: what was read, new, known, copied and set aside."""
    if run.found and not run.new and not run.read:
        first = f"Nothing new: {plural(run.found, 'document')} already in {run.book}."
    elif run.found or run.set_asides:
        first = f"Read {plural(run.read, 'report')} into {run.book}"
        first += f" ({run.new:,} new, {run.already:,} already there)."
    else:
        first = f"Brought {run.book} up to date: {plural(run.read, 'report')} read."
    if run.copies:
        verb = "copies" if run.copies == 1 else "copy"
        first += f" In the book, {plural(run.copies, 'report')} {verb} another."
    if run.set_asides:
        n = len(run.set_asides)
        first += f" {n:,} {'was' if n == 1 else 'were'} set aside."
    return first


def next_command(view: View, run: RunReport) -> str:
    """The command that is most likely useful now."""
    book = book_option(run.book)
    if view.incidents:
        return f"tollbook why {newest_first(view.incidents)[0].id}{book}"
    if view.accounts:
        return f"tollbook why {accounts_in_order(view)[0].id}{book}"
    if view.claims:
        return f"tollbook list claims{book}"
    if view.set_asides:
        return f"tollbook list set-aside{book}"
    return f"tollbook list reports{book}"


def book_option(book: Path) -> str:
    """What a command needs to find the book again."""
    return "" if book == Path("book") else f" --book {quote(str(book))}"


def incident_heading(incident: Incident, view: View | None = None) -> str:
    """Day and place; with a view, the words for a place that could not be told for certain."""
    told = list(dict.fromkeys(place_in_words(place) for place in incident.places))
    places = "; ".join(told[:_NAMED])
    more = len(told) - _NAMED
    if more > 0:
        places += f"; and {plural(more, 'other')}"
    if not places and view is not None:
        places = _uncertain_place(view, incident)
    return f"{when_in_words(incident.when)}, {places or 'place not known'}"


def _uncertain_place(view: View, incident: Incident) -> str:
    words = [
        f'"{squeeze(resolution.span.quote)}"'
        for claim_id in incident.claims
        if claim_id in view.claim_by_id
        for resolution in view.places(view.claim_by_id[claim_id])
        if resolution.span is not None and resolution.place is None
    ]
    return f"place not certain ({', '.join(_first(words))})" if words else ""


def _evidence(view: View, incident: Incident) -> str | None:
    """The words behind the first figure used, and where they stand; None: no figure is used."""
    used = (f.claim for toll in incident.tolls for f in toll.figures if f.used)
    claim = next((view.claim_by_id[c] for c in used if c in view.claim_by_id), None)
    if claim is None:
        return None
    report = view.report_by_id[claim.report]
    source = report.source or "outlet not known"
    where = f"({source}, {published_in_words(report.published)})"
    return f'"{squeeze(claim.evidence.quote)}" {where}'


def incident_rows(view: View, incident: Incident) -> list[tuple[str, str]]:
    rows = [(harm_in_words(toll.harm), toll_in_words(toll)) for toll in incident.tolls]
    words = _evidence(view, incident)
    if words is not None:
        rows.append(("words", words))
    who = [actor_in_words(view, actor) for actor in incident.perpetrators]
    if not who:
        who = ["not said"]
    label = "contested" if incident.contested else "who"
    rows += [(label if n == 0 else "", words) for n, words in enumerate(who)]
    if incident.tolls:
        rows.append(("sources", f"{sources_in_words(incident.tolls[0])}; grade {incident.grade}"))
    else:
        told = plural(len(view.reports_of(incident)), "report")
        rows.append(("sources", f"{told}; no figure; grade {incident.grade}"))
    rows.append(("id", incident.id))
    return rows


def actor_in_words(view: View, actor: IncidentActor) -> str:
    """Blamed on X, by a medic and others."""
    name = squeeze(view.actor_name(actor.actor) or actor.text)
    words = f"{SURETY.get(actor.surety, actor.surety)} {name}"
    told = (_BARE_REPORT.sub("the report itself", squeeze(s)) for s in actor.said_by)
    others = [s for s in dict.fromkeys(told) if s != name]
    if actor.surety in ("self_claimed", "denied") or not others:
        return words
    said_by = ", ".join(_first(others))
    return f"{words} (according to {said_by})"


def account_block(view: View, account: Account) -> tuple[str, list[tuple[str, str]]]:
    claim = view.claim_by_id.get(account.claim)
    where = account.area or "area not said"
    period = interval_in_words(account.period) or "period not said"
    stated = f"{harm_in_words(account.harm)} {count_in_words(account.stated)}"
    rows: list[tuple[str, str]] = []
    if claim is not None:
        report = view.report_by_id.get(claim.report)
        said = chain_in_words(claim.said_by)
        if report is not None:
            said += f" ({report.source or 'outlet not known'}, "
            said += f"{published_in_words(report.published)})"
        rows.append(("said by", said))
    documented = f"surely {sum_in_words(account.surely.min, account.surely.max)}"
    if account.maybe != account.surely:
        documented += f", perhaps {sum_in_words(account.maybe.min, account.maybe.max)}"
    rows.append(("documented", documented))
    rows.append(("verdict", VERDICT[account.verdict]))
    if account.arithmetic:
        rows.append(("", account.arithmetic[-1]))
    rows.append(("id", account.id))
    return f"{stated}; {where}; {period}", rows


def grouped(aside: Iterable[SetAside]) -> list[tuple[str, list[SetAside]]]:
    """By reason, the most frequent first."""
    aside = list(dict.fromkeys(aside))
    count = Counter(a.why for a in aside)
    return [
        (why, [a for a in aside if a.why == why])
        for why, _ in sorted(count.items(), key=lambda item: (-item[1], item[0]))
    ]


def _print_aside(page: Page, view: View, run: RunReport, *, top: int = 8) -> None:
    """What this run could not read in full; then what the book's readings set aside, in brief."""
    unread = list(dict.fromkeys([*run.set_asides, *run.earlier]))
    in_book = [aside for aside in dict.fromkeys(view.set_asides) if aside not in unread]
    uncounted: Counter[str] = Counter()
    uncounted.update(c.scope for c in view.claims if c.scope in ("generic", "unclear"))
    uncounted.update(c.modality for c in view.claims if c.modality in ("hypothetical", "future"))
    if not unread and not in_book and not uncounted:
        return
    page.heading(f"Set aside ({len(unread) + len(in_book):,})")
    for why, items in grouped(unread):
        _reason(page, why, items, named=_NAMED_FILES)
    groups = grouped(in_book)
    for why, items in groups[:top]:
        _reason(page, why, items, named=_NAMED)
    _rest(page, len(groups) - top, "set-aside", run.book, noun="other reasons")
    if uncounted:
        kinds = ", ".join(f"{n:,} {kind}" for kind, n in sorted(uncounted.items()))
        page.line(f"Claims kept and shown, but counted nowhere: {kinds}.", indent=2)


def _reason(page: Page, why: str, items: Sequence[SetAside], *, named: int) -> None:
    rows = [("in", "; ".join(_first([squeeze(a.where or a.what) for a in items], named)))]
    if items[0].next:
        rows.append(("next", items[0].next))
    _block(page, f"{len(items):,} x {why}", rows)


def _first(names: Sequence[str], named: int = _NAMED) -> list[str]:
    names = list(dict.fromkeys(names))
    more = len(names) - named
    return names if more <= 0 else [*names[:named], f"and {plural(more, 'other')}"]


def _block(page: Page, heading: str, rows: Sequence[tuple[str, str]]) -> None:
    page.line(heading, indent=2, style="bold")
    page.rows(rows, indent=4)


def _rest(page: Page, more: int, kind: str, book: Path, *, noun: str = "more") -> None:
    if more > 0:
        page.line(f"and {more:,} {noun}: tollbook list {kind}{book_option(book)}", indent=2)
