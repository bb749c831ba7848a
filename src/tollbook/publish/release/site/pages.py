"""The site's pages: the first one, one for each incident, the method, the changes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal, TypeVar, cast

from jinja2 import Environment, PackageLoader, StrictUndefined

from tollbook.publish.boundaries import province_names
from tollbook.publish.document import NOTICE
from tollbook.publish.release import headline
from tollbook.publish.release import rows as r
from tollbook.publish.release.outgoing import Outgoing
from tollbook.publish.release.site.data import MOST_LISTED, Tables, largest
from tollbook.publish.release.texts import GRADES, Sheet
from tollbook.publish.wording import (
    SURETY,
    VERDICT,
    harm_in_words,
    interval_in_words,
    plural,
    statement_in_words,
    sum_in_words,
    with_country,
)
from tollbook.record import Interval
from tollbook.record.withheld import MASK

_Row = TypeVar("_Row")
_WIDE = ("district", "province", "country", "region")
_DECIDED = {
    "accept": "accepted a claim",
    "correct": "corrected a claim",
    "reject": "rejected a claim",
    "unsure": "is unsure of a claim",
    "same": "tied claims together",
    "different": "held claims apart",
    "split": "split the incident",
    "merge": "merged incidents",
    "place": "set the place",
    "actor": "set who did it",
    "date": "set the day",
    "toll": "set the figure",
    "stance": "set how a speaker stands to it",
    "scope": "set what a figure covers",
    "transition": "moved victims from one harm to another",
    "add": "added a claim",
    "reopen": "opened a claim again",
}


@dataclass(frozen=True)
class Site:
    """All that the pages show, by incident where it belongs to one."""

    sheet: Sheet
    out: Outgoing
    before: str | None

    def _of(self, table: str, kind: type[_Row]) -> Sequence[_Row]:
        return cast("Sequence[_Row]", self.out.of(table))

    @cached_property
    def tables(self) -> Tables:
        return Tables(
            incidents=self._of("incidents", r.IncidentRow),
            tolls=_grouped(self._of("tolls", r.TollRow)),
            figures=_grouped(self._of("figures", r.FigureRow)),
            perpetrators=_grouped(self._of("perpetrators", r.PerpetratorRow)),
            accounts=self._of("accounts", r.AccountRow),
            provinces=province_names(),
        )

    @cached_property
    def _statements(self) -> Mapping[str, Sequence[r.StatementRow]]:
        return _grouped(self._of("statements", r.StatementRow))

    @cached_property
    def _places(self) -> Mapping[str, Sequence[r.PlaceRow]]:
        return _grouped(self._of("places", r.PlaceRow))

    @cached_property
    def _victims(self) -> Mapping[str, Sequence[r.VictimRow]]:
        return _grouped(self._of("victims", r.VictimRow))

    @cached_property
    def _changes(self) -> Mapping[str, Sequence[r.ChangeRow]]:
        return _grouped(self._of("changes", r.ChangeRow))

    @cached_property
    def _decisions(self) -> Mapping[str | None, Sequence[r.DecisionRow]]:
        found: dict[str | None, list[r.DecisionRow]] = defaultdict(list)
        for row in self._of("decisions", r.DecisionRow):
            found[row.incident].append(row)
        return found

    @cached_property
    def _reports(self) -> Mapping[str, r.ReportRow]:
        return {row.id: row for row in self._of("reports", r.ReportRow)}

    @cached_property
    def _environment(self) -> Environment:
        made = Environment(
            loader=PackageLoader("tollbook.publish.release.site"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            keep_trailing_newline=True,
        )
        made.globals.update(
            sheet=self.sheet,
            notice=NOTICE,
            plural=plural,
            day=_day,
            span=_span,
            number=lambda n: f"{n:,}",
            harm=harm_in_words,
            statement=statement_in_words,
            missing=headline.not_documented,
            sums=_sums,
            verdict=lambda account: VERDICT[account.verdict],
            surety=SURETY,
            report=self._report,
            mask=MASK,
        )
        return made

    def _page(self, template: str, root: str = "", **more: Any) -> bytes:
        given = {"root": root, "scripts": "'none'", "inline_style": "", **more}
        return self._environment.get_template(template).render(given).encode("utf-8")

    def index(self, *, later: bool) -> bytes:
        """The first page.

        :param later: the provinces are loaded when somebody looks closer.
        """
        tables = self.tables
        tolls = self._of("tolls", r.TollRow)
        sums = headline.balances(tolls)
        main = next((b for b in sums if b.harm == "killed"), None)
        good = next(
            (b for b in headline.borne_out(tables.incidents, tolls) if b.harm == "killed"), None
        )
        dead = {toll.incident for toll in tolls if toll.harm == "killed"}
        days = headline.period_of([row for row in tables.incidents if row.id in dead])
        dated = Interval(*map(date.fromisoformat, days)) if days else None
        return self._page(
            "index.html",
            scripts="'self'",
            main=main,
            good=good,
            others=[b for b in sums if b.harm != "killed"],
            gaps=headline.largest_gaps(tables.accounts),
            accounts=largest(tables.accounts, MOST_LISTED),
            totals=len(tables.accounts),
            period=interval_in_words(dated),
            later=later,
        )

    def totals(self) -> bytes:
        """Every stated total, with what it is held against."""
        return self._page("totals.html", accounts=self.tables.accounts)

    def method(self, text: str) -> bytes:
        return self._page("text.html", heading="Method", blocks=blocks_of(text))

    def changes(self, text: str) -> bytes:
        return self._page("text.html", heading="Changes", blocks=blocks_of(text, links=True))

    def incidents(self) -> Iterator[tuple[str, bytes]]:
        """Name and page of each incident, and of each that an earlier release had."""
        for row in self.tables.incidents:
            yield f"{row.id}.html", self._incident(row)
        for ended in self._of("redirects", r.RedirectRow):
            page = self._page("ended.html", "../", into=ended.new, old=ended.old, since=ended.since)
            yield f"{ended.old}.html", page

    def _incident(self, row: r.IncidentRow) -> bytes:
        places = self._places.get(row.id, ())
        figures = self.tables.figures.get(row.id, ())
        sheets = []
        for toll in self.tables.tolls.get(row.id, ()):
            mine = [f for f in figures if f.harm == toll.harm]
            sheets.append((toll, [f for f in mine if f.used], [f for f in mine if not f.used]))
        when = _span(row.date_start, row.date_end, "no date known")
        where = list(dict.fromkeys(_place(p) for p in places))
        return self._page(
            "incident.html",
            "../",
            row=row,
            heading=f"{when}, {'; '.join(where) or 'place not known for certain'}",
            when=when,
            where=where,
            tolls=self.tables.tolls.get(row.id, ()),
            sheets=sheets,
            actors=self.tables.perpetrators.get(row.id, ()),
            statements=self._statements.get(row.id, ()),
            victims=self._victims.get(row.id, ()),
            grade_meaning=GRADES[row.grade],
            place_note=_place_note(row, len(places)),
            history=list(self._history(row)),
        )

    def _history(self, row: r.IncidentRow) -> Iterator[str]:
        for decision in self._decisions.get(row.id, ()):
            what = _DECIDED.get(decision.verb, decision.verb)
            yield f"{_day(decision.day)}: a reviewer {what} (decision {decision.number})."
        mine = self._changes.get(row.id, ())
        for change in mine:
            field = f"{change.field.replace('_', ' ')}: " if change.field else ""
            arrow = f"{change.before or 'none'} → {change.after or 'none'}"
            yield f"In this release, {change.what}: {field}{arrow} ({change.why})."
        if not mine and self.before:
            yield f"The same as in release {self.before}."
        if not self.before:
            yield "First released here."

    def _report(self, report: str | None) -> r.ReportRow | None:
        return self._reports.get(report or "")


def _grouped(rows: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.incident].append(row)
    return dict(found)


def _place(place: r.PlaceRow) -> str:
    return with_country(place.place, place.country if place.level != "country" else None)


def _place_note(row: r.IncidentRow, places: int) -> str:
    """How finely the place is known, so that nobody takes a point for a spot."""
    if row.place is None:
        return "No place is known for certain: the incident is not on the map."
    if row.coarsened:
        note = f"To protect people the place is told no finer than this {row.place_level}."
    elif row.place_level in _WIDE:
        note = f"Only the {row.place_level} is known: the map draws the area, not a spot."
    elif row.place_level == "exact":
        note = "The reports give the spot."
    else:
        note = f"The reports name the {row.place_level}: its point on the map stands for all of it."
    return note + (f" {places} places are named." if places > 1 else "")


def _day(day: date) -> str:
    return interval_in_words(Interval(day, day)) or ""


def _span(start: date | None, end: date | None, unknown: str = "days not said") -> str:
    return interval_in_words(Interval(start, end)) or unknown


def _sums(account: r.AccountRow) -> str:
    surely = sum_in_words(account.surely_min, account.surely_max)
    maybe = sum_in_words(account.maybe_min, account.maybe_max)
    return surely if surely == maybe else f"{surely}; with what may be inside {maybe}"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line: plain text, code, or an incident's id."""

    kind: Literal["text", "code", "incident"]
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (``level`` 1 to 3), a list (each line an item) or a paragraph of one line."""

    kind: Literal["heading", "list", "paragraph"]
    lines: tuple[tuple[Run, ...], ...]
    level: int = 0


_RUN = re.compile(r"`([^`]+)`|\b(i[0-9a-hjkmnp-tv-z]{10})\b")


def blocks_of(text: str, *, links: bool = False) -> list[Block]:
    """The Markdown of our own pages: headings, lists, paragraphs, code.

    :param links: ids of incidents are told from text.
    """
    found = []
    for block in re.split(r"\n{2,}", text.strip()):
        lines = block.splitlines()
        if block.startswith("#"):
            marks, _, heading = lines[0].partition(" ")
            found.append(Block("heading", (_runs(heading, links),), len(marks)))
        elif block.startswith("- "):
            found.append(Block("list", tuple(_runs(line[2:], links) for line in lines)))
        else:
            found.append(Block("paragraph", (_runs(" ".join(lines), links),)))
    return found


def _runs(line: str, links: bool) -> tuple[Run, ...]:
    runs, at = [], 0
    for match in _RUN.finditer(line):
        code, incident = match.groups()
        if incident and not links:
            continue
        runs.append(Run("text", line[at : match.start()]))
        runs.append(Run("code", code) if code else Run("incident", incident))
        at = match.end()
    return tuple(run for run in (*runs, Run("text", line[at:])) if run.text)
