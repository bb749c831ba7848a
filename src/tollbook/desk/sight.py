"""The book at one moment as pages see it, with what is worked out from it once for many of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from itertools import takewhile

from tollbook.book import Book
from tollbook.fetched import FetchedView
from tollbook.nearby import PointsNow
from tollbook.publish.lists.asked import Asked
from tollbook.publish.lists.following import brought_up_to_date
from tollbook.publish.lists.index import ListIndex
from tollbook.publish.lists.keeping import Kept, kept_of, make_anew
from tollbook.publish.lists.naming import NamesBuilder, Spoken
from tollbook.publish.lists.nouns import Kind, entries
from tollbook.publish.lists.patched import PatchedList
from tollbook.publish.passed_by import Population, passed_by
from tollbook.publish.queue import Waiting, headline, queue_of, record_kind
from tollbook.record import Report
from tollbook.tally.queue import Code, Question
from tollbook.view import View

LARGE = 50_000
"""Claims from which on a book is not read whole: records are fetched, lists and queue are kept."""

DRAWN = 1_000
"""Reports of a large book that are gone through for sentences in which nothing was read."""


@dataclass(frozen=True)
class Sight:
    """What pages show, until anything in the book changes.

    :ivar by_policy: the same records with the figures of other policies, where they were asked for.
    :ivar tallied_at: when the figures were begun, UTC; None: there are none.
    :ivar kept: lists and queue of a large book; None: they follow from the view.
    """

    view: View
    kept: Kept | None = None
    tallied_at: datetime | None = None
    by_policy: dict[str, View] = field(default_factory=dict)
    _lists: dict[Kind, ListIndex] = field(default_factory=dict)
    _populations: dict[int, Population] = field(default_factory=dict)

    @cached_property
    def queue(self) -> tuple[Waiting, ...]:
        """What needs a person, most useful first."""
        return self.kept.waiting if self.kept else queue_of(self.view)

    @cached_property
    def place_in_queue(self) -> Mapping[str, int]:
        """Records that wait, with their place from 0."""
        return {waiting.subject: n for n, waiting in enumerate(self.queue)}

    def questions(self, id: str) -> tuple[Question, ...]:
        """What is asked of a record."""
        at = self.place_in_queue.get(id)
        return () if at is None else self.queue[at].questions

    def headline(self, id: str) -> str:
        """What a record is, on one line."""
        at = self.place_in_queue.get(id) if self.kept else None
        if self.kept and at is not None:
            return self.kept.headlines[at]
        return headline(self.view, id)

    @cached_property
    def asked(self) -> Mapping[Code, int]:
        """How many records each question is asked of."""
        return Counter(code for w in self.queue for code in {q.code for q in w.questions})

    @cached_property
    def kinds(self) -> Counter[str]:
        """How many records of each kind wait."""
        return Counter(record_kind(w.subject) for w in self.queue)

    @cached_property
    def claims(self) -> int:
        """How many claims there are."""
        return self.list_of("claims").count(Asked("claims")) if self.kept else len(self.view.claims)

    @cached_property
    def speakers(self) -> Sequence[Spoken]:
        """Every outlet and every named speaker, as reports have them."""
        if self.kept:
            return self.kept.names.speakers()
        found = NamesBuilder()
        for report in self.view.reports:
            found.add(self.view, report, self.view.claims_of_report.get(report.id, ()))
        return found.done().speakers()

    @cached_property
    def judged(self) -> int:
        """Claims that a person accepted, rejected or is unsure of."""
        verbs = ("accept", "reject", "unsure")
        told = {c.subject for c in self.view.carried if c.decision.verb in verbs and c.subject}
        return len(self.view.claims_there({own for own in told if own.startswith("clm_")}))

    @cached_property
    def by_day(self) -> Counter[date]:
        """Decisions in force by the day on which they were taken, UTC."""
        return Counter(d.decided_at.astimezone(UTC).date() for d in self.view.standing)

    @cached_property
    def not_in_figures(self) -> int:
        """How many decisions were taken after the figures were begun; notes change none."""
        at = self.tallied_at
        if at is None:
            return 0
        later = takewhile(lambda d: d.decided_at > at, reversed(self.view.decisions))
        return sum(decision.verb != "note" for decision in later)

    def population(self, seed: int) -> Population:
        """Sentences in which nothing was read; of a large book those of reports drawn by chance."""
        found = self._populations.get(seed)
        if found is None:
            if isinstance(self.view, FetchedView):
                reports: Sequence[Report] = self.view.drawn_reports(seed, DRAWN)
                there = len(self.view.all_report_ids()) - len(self.view.note_ids)
            else:
                reports, there = self.view.reports, len(self.view.reports)
            found = Population(passed_by(self.view, reports), len(reports), there)
            self._populations[seed] = found
        return found

    def list_of(self, kind: Kind) -> ListIndex | PatchedList:
        """A list of the book, made when it is first asked for."""
        if self.kept is not None:
            return self.kept.lists[kind]
        made = self._lists.get(kind)
        if made is None:
            made = self._lists[kind] = ListIndex.of(kind, entries(self.view, kind))
        return made


def sight_of(book: Book, before: Sight | None = None) -> Sight:
    """The book as it is now; a large one is not read whole.

    :param before: as it was seen last; what did not change since is not worked out again.
    """
    if book.ledger.fetching.claims_held() < LARGE:
        return Sight(book.view(), tallied_at=book.ledger.tallied_at())
    view = book.fetched_view()
    kept = None
    if before is not None and before.kept is not None and isinstance(before.view, FetchedView):
        kept = brought_up_to_date(before.kept, book.ledger, view, before.view)
    if kept is None:  # none are at hand, or others kept lists meanwhile
        kept = brought_up_to_date(kept_of(book.ledger, view), book.ledger, view)
    kept = kept or make_anew(book.ledger, view)
    view.know_points(PointsNow(kept.points, kept.points_beside, kept.points_gone))
    return Sight(view, kept, book.ledger.tallied_at())
