"""Whether a report that comes copies another, or is copied: told by the few pages alike.

What comes of it is what :func:`tollbook.intake.copies.copy_groups` gives of all reports, or
nothing: then only that can tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from tollbook.intake.copies import Key, arrived, as_full, is_copy, keys_of, sketch_of
from tollbook.intake.own_text import (
    STANDING,
    OwnText,
    Page,
    is_standing,
    own_text,
    page_of,
    unlike,
)
from tollbook.record import Report

_FEW, _SOME, _MANY = 12, 60, 200
"""Pages with one paragraph that are looked at first, and at most; and pages in all."""


class Texts(Protocol):
    """What is kept of the pages of a book."""

    def sharing(self, keys: Collection[Key]) -> set[str]:
        """Reports whose pages have any of these keys."""

    def longest(self, key: Key, most: int) -> list[str]:
        """Reports whose pages have a key: those with most shingles first, then by id."""

    def standing(self, paragraphs: Collection[str]) -> set[str]:
        """Those of the paragraphs that are standing text."""

    def reports(self, ids: Collection[str]) -> Mapping[str, Report]:
        """Reports by id."""

    def copies_around(self, reports: Collection[str]) -> Mapping[str, str]:
        """Who copies whom in the groups of these reports."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a report changed.

    :ivar copies: reports with the one that they copy now; None: they copy none any more.
    :ivar shingles / keys: of its page, as a keeper of texts takes them.
    """

    copies: Mapping[str, str | None]
    shingles: int
    keys: tuple[Key, ...]


def arrival(report: Report, texts: Texts) -> Arrival | None:
    """What a report changes in who copies whom, when it comes.

    :returns: None: only all reports together can tell.
    """
    return _Arriving(report, texts).done()


_Rank = tuple[int, tuple[date, int, str]]


class _Arriving:
    def __init__(self, report: Report, texts: Texts) -> None:
        self._report = report
        self._texts = texts
        self._pages: dict[str, Page] = {report.id: page_of(report)}
        self._own: dict[str, OwnText] = {}

    def done(self) -> Arrival | None:
        report, page = self._report, self._pages[self._report.id]
        standing = self._texts.standing(page.paragraphs)
        if not all(self._stays(p, was=p in standing) for p in page.paragraphs):
            return None
        self._read([report.id])
        mine = self._own[report.id]
        keys = keys_of(page, mine, sketch_of(mine))
        asked = [key for key in keys if key[0] != "paragraph" or key[1] in mine.paragraphs]
        alike = self._texts.sharing(asked) - {report.id}
        before = dict(self._texts.copies_around(alike))
        members: defaultdict[str, set[str]] = defaultdict(set)
        for own in alike | before.keys():
            members[before.get(own, own)] |= {own, before.get(own, own)}
        every = set().union(*members.values())
        if len(every) > _MANY:
            return None
        self._read(every)
        joined = self._joined(alike, members)
        if joined is None:
            return None
        after = self._copies(joined)
        there = joined & every
        changed = {
            own: after.get(own) for own in {*after, *there} if after.get(own) != before.get(own)
        }
        return Arrival(changed, len(page.shingles), tuple(keys))

    def _joined(self, alike: set[str], members: Mapping[str, set[str]]) -> set[str] | None:
        """The group that the report is in now; None: other groups would have to be made anew."""
        own = self._report.id
        lead = {first: min(group, key=self._rank) for first, group in members.items()}
        mine, text = self._rank(own), self._own[own]
        for first, leader in sorted(lead.items(), key=lambda item: self._rank(item[1])):
            if self._rank(leader) > mine:
                break
            if leader in alike and is_copy(self._own[leader], text):
                return {own, *members[first]}
        found = {own}
        for first, leader in lead.items():
            if self._rank(leader) < mine:
                continue
            copying = {x for x in members[first] & alike if is_copy(text, self._own[x])}
            if copying and copying != members[first]:
                return None
            found |= copying
        return found

    def _copies(self, group: set[str]) -> dict[str, str]:
        """Who copies whom in a group, as all reports together would have it."""
        fullest = self._own[min(group, key=self._rank)]
        full = [own for own in group if as_full(self._own[own], fullest)]
        original = min(full, key=lambda own: arrived(self._pages[own].report))
        return {own: original for own in group if own != original}

    def _rank(self, own: str) -> _Rank:
        """The fullest first."""
        return (-len(self._own[own].words), arrived(self._pages[own].report))

    def _stays(self, paragraph: str, *, was: bool) -> bool:
        """Whether a paragraph is standing text as before, for certain."""
        key: Key = ("paragraph", paragraph)
        for most in (_FEW, _SOME):
            found = self._texts.longest(key, most + 1)
            if not was and len(found) + 1 < STANDING:
                return True
            if len(found) <= most:
                return is_standing(self._pages_of([*found, self._report.id])) is was
            if was and unlike(self._longest([*found[:most], self._report.id], most)):
                return True  # the longest decide, whatever the others are
        return False

    def _longest(self, reports: Iterable[str], most: int) -> list[Page]:
        pages = self._pages_of(reports)
        return sorted(pages, key=lambda p: (-len(p.shingles), p.report.id))[:most]

    def _pages_of(self, reports: Iterable[str]) -> list[Page]:
        wanted = list(reports)
        unknown = [own for own in wanted if own not in self._pages]
        found = self._texts.reports(unknown)
        self._pages |= {own: page_of(found[own]) for own in unknown}
        return [self._pages[own] for own in wanted]

    def _read(self, reports: Collection[str]) -> None:
        pages = self._pages_of(sorted(set(reports) - self._own.keys()))
        standing = self._texts.standing({p for page in pages for p in page.paragraphs})
        self._own |= {page.report.id: own_text(page, standing) for page in pages}
