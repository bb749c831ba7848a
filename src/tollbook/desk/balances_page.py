"""The balance sheet: every stated total against what is documented, with its arithmetic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from tollbook.desk.chart import Tick
from tollbook.desk.desk import Desk
from tollbook.publish.balance_sheet import LineDoc, chosen_accounts, sheet_lines
from tollbook.publish.band import Band, alike_totals, band
from tollbook.publish.lists.index import Page, page_of
from tollbook.publish.plot_balances import title
from tollbook.publish.wording import (
    VERDICT,
    chain_in_words,
    count_in_words,
    harm_in_words,
    interval_in_words,
    report_in_words,
)
from tollbook.record import Account, Claim
from tollbook.record.vocabulary import HARMS, Harm
from tollbook.record.wanted import Wanted
from tollbook.view import View

PICTURES = 3
ROWS = 50

SIGNS = {
    "consistent": "●",
    "incidents_missing": "▲",
    "over_documented": "▼",
    "undetermined": "■",
    "not_comparable": "◆",
    "contradicts_earlier": "✕",
}
"""A sign for each verdict, so that none is told by colour alone."""


@dataclass(frozen=True, slots=True)
class Row:
    """A total of the sheet."""

    account: Account
    line: LineDoc
    period: str
    stated: str
    said_by: str
    report: str
    verdict: str
    sign: str


@dataclass(frozen=True, slots=True)
class Group:
    """The totals of one harm and area."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stated total in the picture, in per cent from the top left.

    :ivar top: where its most stands; None: it is that of ``y``.
    :ivar open: whether it says "or more".
    """

    x: float
    y: float
    top: float | None
    open: bool
    sign: str
    words: str
    account: str


@dataclass(frozen=True, slots=True)
class Step:
    """The documented band from a day to the next, in per cent."""

    x: float
    width: float
    least: float
    best: float
    most: float


@dataclass(frozen=True, slots=True)
class Picture:
    """One group of totals over what is documented of it."""

    title: str
    steps: tuple[Step, ...]
    marks: tuple[Mark, ...]
    numbers: tuple[Tick, ...]
    days: tuple[Tick, ...]
    undated: int


@dataclass(frozen=True, slots=True)
class Wish:
    """Which part of the sheet is looked at.

    :ivar after / before: id of the total that the page follows, or comes before; "": none is.
    """

    harm: Harm | None = None
    place: str = ""
    source: str = ""
    after: str = ""
    before: str = ""

    @property
    def wanted(self) -> Wanted:
        """The totals of all pages."""
        return Wanted(harm=self.harm, place=self.place or None, source=self.source or None)

    def address(self, *, after: str = "", before: str = "") -> str:
        """Another page of the same totals."""
        said = {"harm": self.harm, "place": self.place, "source": self.source}
        pairs = {**said, "after": after, "before": before}
        query = urlencode({name: value for name, value in pairs.items() if value})
        return f"/balances?{query}" if query else "/balances"


def wish_of(
    harm: Annotated[Harm | None, Query()] = None,
    place: Annotated[str, Query(max_length=200)] = "",
    source: Annotated[str, Query(max_length=200)] = "",
    after: Annotated[str, Query(max_length=100)] = "",
    before: Annotated[str, Query(max_length=100)] = "",
) -> Wish:
    """The part of the sheet that an address names."""
    return Wish(harm, place, source, after, before)


def routes(desk: Desk) -> APIRouter:
    """The balance sheet."""
    router = APIRouter()

    @router.get("/balances")
    def balances_page(
        request: Request,
        wish: Annotated[Wish, Depends(wish_of)],
    ) -> Response:
        view = desk.shelf.view()
        accounts = {a.id: a for a in chosen_accounts(view, wish.wanted)}
        page = _page(list(accounts), wish)
        verdicts = Counter(a.verdict for a in accounts.values()).most_common()
        # pictures are of all totals, and stand before the first ones
        alike = [] if page.before else alike_totals(accounts.values())
        drawn = _drawn(view, alike)
        return desk.page(
            request,
            "balances.html",
            "Balances",
            groups=_groups(view, sheet_lines(view, [accounts[own] for own in page.ids])),
            verdicts=[(VERDICT[v], SIGNS[v], n) for v, n in verdicts],
            signs=[(SIGNS[v], words) for v, words in VERDICT.items()],
            pictures=[picture(each) for each in drawn],
            left_out=len(alike) - len(drawn),
            total=page.total,
            wish=wish,
            harms=HARMS,
            start=wish.address() if page.before else "",
            newer=wish.address(before=page.ids[0]) if page.before and page.ids else "",
            older=wish.address(after=page.ids[-1]) if page.after and page.ids else "",
        )

    return router


def _page(ids: Sequence[str], wish: Wish) -> Page:
    """So many totals after (or before) the one that is named; the first ones where none is."""
    at = {own: place for place, own in enumerate(ids)}.get(wish.after or wish.before)
    if at is None:
        return page_of(ids, str, ROWS, len(ids), start=True)
    if wish.after:
        return page_of(ids[at + 1 :], str, ROWS, len(ids))
    return page_of(reversed(ids[:at]), str, ROWS, len(ids), backward=True)


def _drawn(view: View, alike: Sequence[Sequence[Account]]) -> list[Band]:
    """The bands of the largest groups that have more than one day."""
    found = (band(view, mine) for mine in alike)
    return list(islice((b for b in found if len({s.day for s in b.documented}) > 1), PICTURES))


def _groups(view: View, lines: Sequence[LineDoc]) -> list[Group]:
    pairs = [(view.account_by_id[line.account.id], line) for line in lines]
    made = []
    for (harm, area), group in groupby(
        pairs, key=lambda pair: (pair[0].harm, pair[0].area or "area not said")
    ):
        rows = tuple(_row(view, account, line) for account, line in group)
        made.append(Group(f"{harm_in_words(harm).capitalize()}, {area}", rows))
    return made


def _row(view: View, account: Account, line: LineDoc) -> Row:
    claim: Claim | None = view.claim_by_id.get(account.claim)
    report = view.report_by_id.get(claim.report) if claim else None
    only = f" ({', '.join(account.only)} only)" if account.only else ""
    return Row(
        account,
        line,
        interval_in_words(account.period) or "period not said",
        f"{count_in_words(account.stated)}{only}",
        chain_in_words(claim.said_by) if claim else account.speaker,
        report_in_words(report) if report else "",
        VERDICT[account.verdict],
        SIGNS[account.verdict],
    )


def picture(found: Band) -> Picture:
    """The picture of a band: days across, people up."""
    days = [step.day for step in found.documented] + [s.day for s in found.stated]
    first, last = min(days), max(days)
    span = max((last - first).days, 1)
    highest = [step.max for step in found.documented]
    highest += [n for s in found.stated for n in (s.low, s.high) if n is not None]
    top = max(round(max(highest, default=0) * 1.15), 1)

    def across(day: date) -> float:
        return round(7 + 90 * (day - first).days / span, 2)

    def up(n: int) -> float:
        return round(90 - 85 * min(n, top) / top, 2)

    ends = [across(step.day) for step in found.documented[1:]] + [97.0]
    steps = [
        Step(
            across(now.day),
            round(max(right - across(now.day), 0.3), 2),
            up(now.min),
            up(now.best),
            up(now.max),
        )
        for now, right in zip(found.documented, ends, strict=True)
    ]
    marks = [
        Mark(
            across(s.day),
            up(s.low if s.low is not None else s.high or 0),
            up(s.high) if s.high is not None and s.high != s.low else None,
            s.high is None,
            SIGNS[s.verdict],
            f"{s.day}: {_stated(s.low, s.high)}, {s.speaker}: {VERDICT[s.verdict]}",
            s.account,
        )
        for s in found.stated
    ]
    return Picture(
        title(found),
        tuple(steps),
        tuple(marks),
        tuple(Tick(up(n), f"{n:,}") for n in _numbers(top)),
        tuple(Tick(across(d), f"{d.day} {d:%b}") for d in _days(first, last)),
        found.undated,
    )


def _stated(low: int | None, high: int | None) -> str:
    if high is None:
        return f"{low or 0:,} or more"
    return f"{high:,}" if low in (None, high) else f"{low:,} to {high:,}"


def _numbers(top: int) -> list[int]:
    step = 10 ** (len(str(top)) - 1)
    step = step if top / step >= 3 else max(step // 2, 1)
    return list(range(0, top + 1, step))


def _days(first: date, last: date) -> list[date]:
    span = last - first
    return sorted({first + span * k // 4 for k in range(5)})
