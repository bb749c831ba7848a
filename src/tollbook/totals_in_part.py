"""The accounts that change with a few reports: of totals that come, change or go, of others of
their series, and of those that hold an incident that changed.

A total that comes is held against the incidents of its area and days, as a book keeps them by their
places; one that stays changes by the shares of what changed inside.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tollbook.kept_parts import counts_of, frame_of, places_of, series_number
from tollbook.ledger import Ledger
from tollbook.ledger.documented import Documents
from tollbook.moved_accounts import Pair, moved_accounts
from tollbook.record import Place
from tollbook.tally.account import Booked, emptied, filled, frame_in_series, in_series
from tollbook.tally.around import Area, Covered, area_of, share, share_of
from tollbook.tally.held import Inside, Share, Window
from tollbook.tally.series import series

Opened = Mapping[str, Booked]
"""Accounts of some reports' totals by their ids, before anything is held against them."""


def totals_in_part(
    ledger: Ledger, changed: Sequence[Pair], was: Opened, now: Opened
) -> dict[str, Booked | None] | None:
    """The accounts that change, by their ids; None for one that is gone.

    :param changed: incidents as they were and as they are.
    :param was / now: totals of the reports that changed, as they were and as they are.
    :returns: None: the accounts are not what was reckoned: only a tally of all can tell.
    """
    kept = {own: frame_of(body) for own, body in ledger.parts.frames(was).items()}
    if kept.keys() != was.keys() or any(emptied(kept[o]) != was[o].frame for o in was):
        return None
    leaving = {own for own in was if now.get(own) != was[own]}
    coming = {own: bare for own, bare in now.items() if was.get(own) != bare}
    moved = moved_accounts(ledger, changed, but=leaving)
    if moved is None:
        return None
    found: dict[str, Booked | None] = {each.account.id: each for each in moved}
    found |= dict.fromkeys(leaving - coming.keys())
    given = [b.frame.given for b in (*(was[own] for own in leaving), *coming.values())]
    numbers = {series_number(each) for each in given if each is not None}
    beside = {own: frame_of(body) for own, body in ledger.parts.series(numbers).items()}
    for own in leaving:
        beside.pop(own, None)
    beside |= {own: each.frame for own, each in found.items() if each and own in beside}
    told = series(
        frame.given
        for frame in (*beside.values(), *(bare.frame for bare in coming.values()))
        if frame.given is not None
    )
    incidents = KeptIncidents(ledger.documents, changed)
    found |= {own: filled(bare, told, incidents.shares) for own, bare in coming.items()}
    other = [
        own
        for own, frame in beside.items()
        if frame_in_series(frame, told, incidents.shares) != frame
    ]
    accounts = ledger.fetching.accounts(other)
    for own in other:
        held = found.get(own) or Booked(accounts[own], beside[own])
        found[own] = in_series(held, told, incidents.shares)
    return found


class KeptIncidents:
    """The incidents of a book, with some as they are now."""

    def __init__(self, documents: Documents, changed: Sequence[Pair]) -> None:
        self._documents = documents
        self._now = [now for _, now in changed if now is not None]
        self._changed = {book.incident.id for pair in changed for book in pair if book is not None}
        self._areas: dict[Area, Covered] = {}
        self._scenes: dict[int, tuple[Place, ...]] = {}

    def shares(self, window: Window) -> tuple[Share, ...]:
        """The incidents that may stand in an account."""
        area = area_of(window)
        covered = self._areas.setdefault(area, Covered(area))
        inside = self._inside(covered, window)
        rows = self._documents.within(window.harm, inside, window.first, window.last)
        found = [
            share_of(window, counts_of(row), inside[row.scene])
            for row in rows
            if row.incident not in self._changed
        ]
        found += [share(window, book, covered) for book in self._now]
        return tuple(each for each in found if each is not None)

    def _inside(self, covered: Covered, window: Window) -> dict[int, Inside]:
        """How each place that incidents of these days have is inside of an area; those outside
        left out."""
        scenes = self._documents.scenes_on(window.harm, window.first, window.last)
        said = self._documents.scenes(scenes - self._scenes.keys())
        self._scenes |= {own: places_of(places) for own, places in said.items()}
        known = scenes & self._scenes.keys()
        hows = ((own, covered.how(self._scenes[own])) for own in sorted(known))
        return {own: how for own, how in hows if how is not None}
