"""What a person sees after a run: the incidents, the running totals, what was set aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tollbook.pipeline import RunReport
from tollbook.publish.assemble import accounts_in_order, newest_first
from tollbook.publish.document import NOTICE
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


def print_summary(console: Console, view: View, run: RunReport, *, top: int = 20) -> None:
    """Print the whole book in brief.

    :param top: incidents, and running totals, printed before the rest is only counted.
    """
    say = _Writer(console)
    say.line(run_in_words(run))
    if run.interrupted:
        say.line(
            f"Interrupted. What was read is kept and tallied; {plural(run.left, 'report')} left "
            "to read. Run the same command again to go on.",
            style="bold",
        )
    incidents = newest_first(view.incidents)
    say.heading("Incidents", len(incidents))
    if not incidents:
        say.line("No incident is told of in these reports.", indent=2)
    for incident in incidents[:top]:
        say.block(incident_heading(incident), incident_rows(view, incident))
    say.rest(len(incidents) - top, "incidents", run.book)
    accounts = accounts_in_order(view)
    if accounts:
        say.heading("Running totals, held against the incidents", len(accounts))
    for account in accounts[:top]:
        say.block(*account_block(view, account))
    say.rest(len(accounts) - top, "accounts", run.book)
    _print_aside(say, view, run)
    say.blank()
    say.line(f"Figures: policy {view.policy}; {NOTICE}.", style="dim")
    say.line(f"Next: {next_command(view, run)}")


def run_in_words(run: RunReport) -> str:
    """The first line: what was read, new, known, copied and set aside."""
    if not run.found and not run.set_asides:
        first = f"Brought {run.book} up to date: {plural(run.read, 'report')} read."
    else:
        found = plural(run.found, "document")
        first = f"Took {found} into {run.book}: {run.new:,} new, {run.already:,} already there"
        first += f"; {plural(run.read, 'report')} read."
    if run.copies:
        verb = "copies" if run.copies == 1 else "copy"
        first += f" In the book, {plural(run.copies, 'report')} {verb} another."
    if run.set_asides:
        first += f" {run_aside(run)}"
    return first


def run_aside(run: RunReport) -> str:
    n = len(run.set_asides)
    return f"{n:,} {'was' if n == 1 else 'were'} set aside."


def next_command(view: View, run: RunReport) -> str:
    """The command that is most likely useful now."""
    book = book_option(run.book)
    if view.incidents:
        return f"tollbook why {newest_first(view.incidents)[0].id}{book}"
    if view.accounts:
        return f"tollbook why {accounts_in_order(view)[0].id}{book}"
    if view.claims:
        return f"tollbook list claims{book}"
    if view.set_asides or run.set_asides:
        return f"tollbook list set-aside{book}"
    return f"tollbook list reports{book}"


def book_option(book: Path) -> str:
    """What a command needs to find the book again."""
    return "" if book == Path("book") else f" --book {book}"


def incident_heading(incident: Incident) -> str:
    places = "; ".join(place_in_words(place) for place in incident.places[:_NAMED])
    more = len(incident.places) - _NAMED
    if more > 0:
        places += f"; and {plural(more, 'other')}"
    return f"{when_in_words(incident.when)}, {places or 'place not known'}"


def incident_rows(view: View, incident: Incident) -> list[tuple[str, str]]:
    rows = [(harm_in_words(toll.harm), toll_in_words(toll)) for toll in incident.tolls]
    who = [actor_in_words(actor) for actor in incident.perpetrators]
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


def actor_in_words(actor: IncidentActor) -> str:
    """Blamed on X, by a medic and others."""
    name = squeeze(actor.actor or actor.text)
    words = f"{SURETY.get(actor.surety, actor.surety)} {name}"
    others = [squeeze(s) for s in actor.said_by if squeeze(s) != name]
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


def _print_aside(say: _Writer, view: View, run: RunReport, *, top: int = 8) -> None:
    groups = grouped([*run.set_asides, *run.earlier, *view.set_asides])
    uncounted = Counter(c.scope for c in view.claims if c.scope in ("generic", "unclear"))
    uncounted.update(c.modality for c in view.claims if c.modality in ("hypothetical", "future"))
    if not groups and not uncounted:
        return
    say.heading("Set aside", sum(len(items) for _, items in groups))
    for why, items in groups[:top]:
        examples = "; ".join(_first([squeeze(a.where or a.what) for a in items]))
        rows = [("in", examples)]
        if items[0].next:
            rows.append(("next", items[0].next))
        say.block(f"{len(items):,} x {why}", rows)
    say.rest(len(groups) - top, "set-aside", run.book, noun="other reasons")
    if uncounted:
        kinds = ", ".join(f"{n:,} {kind}" for kind, n in sorted(uncounted.items()))
        say.line(f"Claims kept and shown, but counted nowhere: {kinds}.", indent=2)


def _first(names: Sequence[str]) -> list[str]:
    names = list(dict.fromkeys(names))
    more = len(names) - _NAMED
    return names if more <= 0 else [*names[:_NAMED], f"and {plural(more, 'other')}"]


class _Writer:
    """Lines, headings and labelled blocks that keep to the width there is."""

    def __init__(self, console: Console) -> None:
        self.console = console

    def blank(self) -> None:
        self.console.print()

    def line(self, words: str, *, indent: int = 0, style: str = "") -> None:
        self.console.print(Padding(Text(words, style=style), (0, 0, 0, indent)))

    def heading(self, words: str, n: int) -> None:
        self.blank()
        self.console.print(Text(f"{words} ({n:,})", style="bold underline"))

    def block(self, heading: str, rows: Sequence[tuple[str, str]]) -> None:
        self.console.print(Padding(Text(heading, style="bold"), (0, 0, 0, 2)))
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(no_wrap=True, style="dim", min_width=10)
        grid.add_column(overflow="fold")
        for label, words in rows:
            grid.add_row(Text(label), Text(words))
        self.console.print(Padding(grid, (0, 0, 0, 4)))

    def rest(self, more: int, kind: str, book: Path, *, noun: str | None = None) -> None:
        if more > 0:
            command = f"tollbook list {kind}{book_option(book)}"
            self.line(f"and {more:,} {noun or 'more'}: {command}", indent=2)
