"""Pages by what copies share: as a book keeps them, and as a report that comes asks for them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from tollbook.intake.copies import Key
from tollbook.intake.late_copies import Arrival, arrival
from tollbook.kept_parts import number_of
from tollbook.ledger import Ledger
from tollbook.ledger.packed import packed
from tollbook.ledger.texts import KeptText, WholeTexts
from tollbook.record import Report


class KeepingTexts:
    """Takes down what copies are found by, when all reports are held against each other.

    :ivar whole: as the book keeps it.
    """

    def __init__(self) -> None:
        self.whole = WholeTexts()

    def standing(self, paragraphs: Collection[str]) -> None:
        """All paragraphs that many pages carry."""
        self.whole.standing.update(map(_number_of, paragraphs))

    def text(self, report: str, shingles: int, keys: Sequence[Key]) -> None:
        """A report's page."""
        self.whole.texts.append(kept_text(report, shingles, keys))


def kept_text(report: str, shingles: int, keys: Iterable[Key]) -> KeptText:
    return KeptText(report, shingles, packed({number_of(key) for key in keys}))


def _number_of(paragraph: str) -> int:
    return number_of(("paragraph", paragraph))


class LateTexts:
    """The pages of a book, with those that come one after the other.

    :ivar copies: reports that copy another one than before, with that one; None: none any more.
    :ivar texts: pages that came.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._texts = ledger.texts
        self._fetch = ledger.fetching
        self._come: dict[str, tuple[Report, Arrival, frozenset[int]]] = {}
        self.copies: dict[str, str | None] = {}
        self.texts: list[KeptText] = []

    def come(self, report: Report) -> bool:
        """Takes a report in; False: only all reports together can tell who copies whom now."""
        found = arrival(report, self)
        if found is None:
            return False
        kept = kept_text(report.id, found.shingles, found.keys)
        self._come[report.id] = (report, found, frozenset(map(number_of, found.keys)))
        self.texts.append(kept)
        self.copies.update(found.copies)
        return True

    def sharing(self, keys: Collection[Key]) -> set[str]:
        numbers = {number_of(key) for key in keys}
        late = {own for own, (_, _, mine) in self._come.items() if not mine.isdisjoint(numbers)}
        return self._texts.sharing(numbers) | late

    def longest(self, key: Key, most: int) -> list[str]:
        number = number_of(key)
        found = self._texts.longest(number, most)
        found += [
            (come.shingles, own) for own, (_, come, mine) in self._come.items() if number in mine
        ]
        return [own for _, own in sorted(found, key=lambda each: (-each[0], each[1]))[:most]]

    def standing(self, paragraphs: Collection[str]) -> set[str]:
        numbers = {_number_of(paragraph): paragraph for paragraph in paragraphs}
        return {numbers[number] for number in self._texts.standing(numbers)}

    def reports(self, ids: Collection[str]) -> Mapping[str, Report]:
        late = {own: self._come[own][0] for own in ids if own in self._come}
        return late | self._fetch.reports([own for own in ids if own not in late])

    def copies_around(self, reports: Collection[str]) -> dict[str, str]:
        """Who copies whom in the groups of some reports, as it is now."""
        firsts = {first for first in self.copies.values() if first is not None}
        copies = self._fetch.copies_around({*reports, *self.copies, *firsts})
        for own, first in self.copies.items():
            if first is None:
                copies.pop(own, None)
            else:
                copies[own] = first
        groups = {copies.get(own, own) for own in reports}
        return {own: first for own, first in copies.items() if first in groups}
