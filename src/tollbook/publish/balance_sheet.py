"""The balance sheet: every running total with its arithmetic, its series and its neighbours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from tollbook.publish.assemble import account_doc
from tollbook.publish.chosen import Chosen
from tollbook.publish.document import NOTICE, AccountDoc
from tollbook.publish.page import Page
from tollbook.publish.wording import (
    VERDICT,
    chain_in_words,
    count_in_words,
    harm_in_words,
    interval_in_words,
    plural,
    report_in_words,
)
from tollbook.record import Account
from tollbook.record.text import squeeze
from tollbook.record.vocabulary import Verdict
from tollbook.record.wanted import Wanted
from tollbook.tally import Extent, Nested, nesting
from tollbook.view import View


@dataclass(frozen=True, slots=True)
class LineDoc:
    """A running total with the totals around it, by account id; these are never added up.

    :ivar within: totals that count all that it counts, and more.
    :ivar overlaps: totals that may count some of the same people.
    """

    account: AccountDoc
    quote: str
    within: list[str]
    overlaps: list[str]


@dataclass(frozen=True, slots=True)
class BalanceSheetDoc:
    """All running totals wanted, in the order of :func:`sheet_order`."""

    policy: str
    notice: str
    verdicts: dict[Verdict, int]
    accounts: list[LineDoc]


def sheet_order(account: Account) -> tuple[str, str, str, str, str]:
    """By harm and area, then by the day that a total runs to; unknown days last; then by id."""
    period = account.period
    until = period.end if period else None
    start = period.start if period else None
    return (
        account.harm,
        (account.area or "").casefold(),
        (until or date.max).isoformat(),
        (start or date.max).isoformat(),
        account.id,
    )


def chosen_accounts(view: View, wanted: Wanted) -> list[Account]:
    """The accounts wanted, in the order of the sheet."""
    chosen = Chosen(view, wanted)
    taken = [a for a in view.accounts if chosen.takes_account(a)]
    return sorted(taken, key=sheet_order)[: wanted.limit]


def balance_sheet(view: View, wanted: Wanted) -> BalanceSheetDoc:
    """The running totals wanted, each with the totals of the whole book that hold or overlap it."""
    accounts = chosen_accounts(view, wanted)
    verdicts = Counter(a.verdict for a in accounts)
    return BalanceSheetDoc(
        policy=view.policy,
        notice=NOTICE,
        verdicts=dict(verdicts.most_common()),
        accounts=sheet_lines(view, accounts),
    )


def sheet_lines(view: View, accounts: Sequence[Account]) -> list[LineDoc]:
    """Some totals of the sheet, each with the totals of the whole book around it."""
    extents = {a.id: _extent(view, a) for a in view.accounts}
    around = nesting(extents, [a.id for a in accounts])
    return [_line(view, account, around[account.id]) for account in accounts]


def _extent(view: View, account: Account) -> Extent:
    claim = view.claim_by_id.get(account.claim)
    areas = view.places(claim, "area") if claim else []
    return Extent(
        account.harm,
        tuple(r.place for r in areas if r.place is not None),
        account.period,
        frozenset(account.only),
    )


def _line(view: View, account: Account, around: Nested) -> LineDoc:
    claim = view.claim_by_id.get(account.claim)
    return LineDoc(
        account_doc(account),
        squeeze(claim.evidence.quote) if claim else "",
        list(around.within),
        list(around.overlaps),
    )


def print_balance_sheet(page: Page, view: View, sheet: BalanceSheetDoc) -> None:
    """Print the sheet, a block for each harm and area."""
    page.line(
        f"Balance sheet: {plural(len(sheet.accounts), 'running total')}, by policy {sheet.policy}",
        style="bold",
    )
    page.line(
        "Each is held against the incidents documented here. Totals are never added to incidents "
        f"or to one another; {sheet.notice}."
    )
    if not sheet.accounts and view.accounts:
        page.line(
            f"None of the book's {plural(len(view.accounts), 'running total')} is as asked for; "
            "see them all: tollbook accounts"
        )
    page.rows([(f"{n:,}", VERDICT[v]) for v, n in sheet.verdicts.items()], indent=2)
    lines = [(view.account_by_id[line.account.id], line) for line in sheet.accounts]
    for (harm, area), group in groupby(
        lines, key=lambda pair: (pair[0].harm, pair[0].area or "area not said")
    ):
        page.heading(f"{harm_in_words(harm)}, {area}")
        for account, line in group:
            _print_line(page, view, account, line)


def _print_line(page: Page, view: View, account: Account, line: LineDoc) -> None:
    period = interval_in_words(account.period) or "period not said"
    only = f" ({', '.join(account.only)} only)" if account.only else ""
    page.line(f"{period}: {count_in_words(account.stated)}{only}", indent=2, style="bold")
    rows: list[tuple[str, str]] = []
    claim = view.claim_by_id.get(account.claim)
    if claim is not None:
        rows.append(("said by", chain_in_words(claim.said_by)))
        rows.append(("words", f'"{line.quote}"'))
        rows.append(("in", report_in_words(view.report_by_id[claim.report])))
    # the first line of the arithmetic repeats who stated what
    rows += [("" if n else "held", words) for n, words in enumerate(account.arithmetic[1:])]
    rows.append(("verdict", VERDICT[account.verdict]))
    if line.within:
        rows.append(("within", f"{_named(line.within)}: counted there too, never added"))
    if line.overlaps:
        rows.append(("overlaps", f"{_named(line.overlaps)}: some may be counted in both"))
    rows.append(("id", account.id))
    page.rows(rows, indent=4)


def _named(ids: list[str], most: int = 4) -> str:
    more = len(ids) - most
    return ", ".join(ids[:most]) + (f" and {plural(more, 'other')}" if more > 0 else "")
