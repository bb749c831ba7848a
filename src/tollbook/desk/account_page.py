"""A stated running total: its words, and the arithmetic against the incidents inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from tollbook.desk.balances_page import SIGNS
from tollbook.desk.desk import Desk
from tollbook.desk.history import history
from tollbook.desk.queue_page import Filter, filter_of, neighbours
from tollbook.desk.record_of import found_as
from tollbook.publish.explain import explain
from tollbook.publish.queue import headline
from tollbook.publish.wording import VERDICT, chain_in_words, count_in_words, sum_in_words
from tollbook.record import Account
from tollbook.view import View


@dataclass(frozen=True, slots=True)
class Held:
    """What is stated or documented, on one scale, in per cent.

    :ivar open: whether there may be more.
    """

    name: str
    kind: str
    left: float
    right: float
    open: bool
    words: str


def routes(desk: Desk) -> APIRouter:
    """An account's page."""
    router = APIRouter()

    @router.get("/account/{id}")
    def account_page(
        request: Request, id: str, chosen: Annotated[Filter, Depends(filter_of)]
    ) -> Response:
        sight = desk.shelf.sight()
        view = sight.view
        account = found_as(view, id, Account, desk.shelf.folder)
        claim = view.claim_by_id.get(account.claim)
        explained = explain(view, account)
        return desk.page(
            request,
            "account.html",
            explained.title,
            account=account,
            claim=claim,
            said_by=chain_in_words(claim.said_by) if claim else "",
            explained=explained,
            verdict=VERDICT[account.verdict],
            sign=SIGNS[account.verdict],
            bars=bars(account),
            inside=_members(view, account.inside),
            possibly=_members(view, account.possibly_inside),
            beside=neighbours(desk, account.id, chosen),
            questions=sight.questions(account.id),
            history=history(view, account.id),
        )

    return router


def _members(view: View, ids: Sequence[str]) -> list[tuple[str, str]]:
    return [(own, headline(view, own)) for own in ids]


def bars(account: Account) -> list[Held]:
    """The total as stated, over what is surely and what may be documented of it."""
    stated = account.stated
    low = stated.low if stated.low is not None else stated.best
    high = stated.high if stated.high is not None else stated.best
    numbers = [low, high, account.surely.max, account.maybe.max, account.maybe.min]
    top = max([n for n in numbers if n is not None] + [1]) * 1.1

    def at(n: int) -> float:
        return round(2 + 94 * n / top, 2)

    made = []
    first = low if low is not None else high
    if first is not None:
        words = count_in_words(stated)
        last = high if high is not None else first
        made.append(Held("stated", "told", at(first), at(last), stated.high is None, words))
    for name, documented in (("surely here", account.surely), ("maybe here", account.maybe)):
        last = documented.max if documented.max is not None else documented.min
        words = sum_in_words(documented.min, documented.max)
        made.append(
            Held(name, "known", at(documented.min), at(last), documented.max is None, words)
        )
    return made
