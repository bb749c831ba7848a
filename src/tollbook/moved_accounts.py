"""The accounts that change with a few incidents: found by area and days, changed by shares."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from tollbook.kept_parts import area_kept, frame_of
from tollbook.ledger import Ledger
from tollbook.tally.account import Booked, Moved, moved
from tollbook.tally.around import Area, Covered, area_of, share
from tollbook.tally.documented import Documented
from tollbook.tally.held import Share, Window

Pair = tuple[Documented | None, Documented | None]
"""An incident as it was and as it is; None: there was, or is, none of its id."""


def moved_accounts(
    ledger: Ledger, changed: Sequence[Pair], *, but: Collection[str] = ()
) -> list[Booked] | None:
    """The accounts that hold, or held, any of these incidents, as far as they change.

    :param but: accounts that are not looked at.
    :returns: None: an account does not hold what it ought to: only a tally of all can tell.
    """
    every = [book for pair in changed for book in pair if book is not None]
    harms = {harm for book in every for harm in book.tolls}
    if not harms:
        return []
    covered: dict[Area, Covered] = {}
    near: list[int] = []
    for number, said in ledger.documents.areas().items():
        area = area_kept(said)
        covered[area] = Covered(area)
        if any(covered[area].how(book.incident.places) is not None for book in every):
            near.append(number)
    days = min(book.first for book in every), max(book.last for book in every)
    found_by = ledger.parts.windows(near, harms, *days)
    frames = {own: frame_of(body) for own, body in found_by.items() if own not in but}

    def shares(window: Window, books: Iterable[Documented | None]) -> tuple[Share, ...]:
        at = covered[area_of(window)]
        found = (share(window, book, at) for book in books if book is not None)
        return tuple(each for each in found if each is not None)

    before, after = [was for was, _ in changed], [now for _, now in changed]
    moves: dict[str, Moved] = {}
    for own, frame in frames.items():
        step = frame.between.window if frame.between else None
        by = Moved(
            shares(frame.window, before),
            shares(frame.window, after),
            shares(step, before) if step else (),
            shares(step, after) if step else (),
        )
        if not by.moves_nothing:
            moves[own] = by
    accounts = ledger.fetching.accounts(moves)
    found: list[Booked] = []
    for own, by in sorted(moves.items()):
        made = moved(Booked(accounts[own], frames[own]), by) if own in accounts else None
        if made is None:
            return None
        found.append(made)
    return found
