"""What a part of the figures is found by: tellings by blocks and ties, accounts by their days.

It holds no record and is made by each tally of the whole book; see
:mod:`tollbook.ledger.schema_parts`. Tellings are named by their keys, blocks by numbers of 64 bits.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    and_,
    delete,
    func,
    insert,
    or_,
    select,
)

from tollbook.ledger import schema as t
from tollbook.ledger.documented import (
    KeptDocumented,
    KeptPlaces,
    change_documented,
    forget_documented,
    put_whole_documented,
)
from tollbook.ledger.packed import batches, some_of
from tollbook.ledger.store import Store
from tollbook.ledger.texts import KeptText, WholeTexts, forget_texts, put_texts, put_whole_texts
from tollbook.ledger.windows import (
    KeptTakenBack,
    KeptWindow,
    change_taken_back,
    forget_windows,
    put_whole_windows,
    put_windows,
)


@dataclass(frozen=True, slots=True)
class KeptTelling:
    """A telling by its key, with the numbers of the blocks it falls in, packed in their order."""

    key: str
    report: str
    blocks: bytes


Tied = tuple[str, str, float]
"""Keys of two tellings, the earlier first, and their score."""


@dataclass(slots=True)
class WholeParts:
    """Of a whole book; ``ties`` are places among ``tellings``."""

    tellings: list[KeptTelling] = field(default_factory=list)
    ties: tuple[array[int], array[int], array[float]] = field(
        default_factory=lambda: (array("q"), array("q"), array("d"))
    )
    windows: list[KeptWindow] = field(default_factory=list)
    documented: list[KeptDocumented] = field(default_factory=list)
    places: KeptPlaces = field(default_factory=KeptPlaces)
    taken_back: list[KeptTakenBack] = field(default_factory=list)
    texts: WholeTexts = field(default_factory=WholeTexts)


@dataclass(frozen=True, slots=True)
class ChangedParts:
    """What a tally of a part changes.

    :ivar gone: tellings that are no more; their ties go with them.
    :ivar come: tellings that are new, or that fall in other blocks.
    :ivar untied: pairs that are tied no more; ``tied``: pairs that are.
    :ivar windows: of accounts that changed; those of accounts that are gone go with these.
    :ivar documented: all rows of some incidents, by their ids; with ``places``.
    :ivar taken_back: all claims of some reports by which figures are taken back.
    :ivar texts: pages that are new.
    :ivar tallied: reports that the figures hold now.
    """

    gone: Collection[str] = ()
    come: Sequence[KeptTelling] = ()
    untied: Collection[tuple[str, str]] = ()
    tied: Collection[Tied] = ()
    windows: Sequence[KeptWindow] = ()
    documented: Mapping[str, Sequence[KeptDocumented]] = field(default_factory=dict)
    places: KeptPlaces = field(default_factory=KeptPlaces)
    taken_back: Mapping[str, Sequence[KeptTakenBack]] = field(default_factory=dict)
    texts: Sequence[KeptText] = ()
    tallied: Collection[str] = ()


class PartsOfFigures:
    """Looks up what a part of the figures needs."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def untallied(self) -> list[str]:
        """Reports that came since the figures were worked out, in no figure yet."""
        with self._store.reading() as c:
            return list(c.execute(select(t.untallied.c.report).order_by("report")).scalars())

    def expect(self, reports: Collection[str]) -> None:
        """Notes reports as in no figure any more: they are about to be resolved anew."""
        with self._store.writing() as c:
            have = set(c.execute(select(t.untallied.c.report)).scalars())
            new = [{"report": own} for own in sorted(set(reports) - have)]
            if new:
                c.execute(insert(t.untallied), new)

    def told_in(self, reports: Collection[str]) -> dict[str, str]:
        """Keys of the tellings of some reports, with these."""
        return self._by(t.tellings.c.report, reports)

    def reports_of(self, keys: Collection[str]) -> dict[str, str]:
        """Tellings by their keys, with the reports they are of; other ids are left out."""
        return self._by(t.tellings.c.key, keys)

    def _by(self, column: Column[str], wanted: Collection[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        table = t.tellings.c
        with self._store.reading() as c:
            for some in some_of(list(wanted)):
                query = select(table.key, table.report).where(column.in_(some))
                found.update((row[0], row[1]) for row in c.execute(query))
        return found

    def ties_of(self, keys: Collection[str]) -> list[Tied]:
        """All ties with any of these tellings."""
        one, other = t.tellings.alias("a"), t.tellings.alias("b")
        tied = t.telling_ties.c
        both = t.telling_ties.join(one, one.c.number == tied.one)
        query = select(one.c.key, other.c.key, tied.score)
        query = query.select_from(both.join(other, other.c.number == tied.other))
        found: set[Tied] = set()
        with self._store.reading() as c:
            for some in some_of(list(keys)):
                numbers = select(t.tellings.c.number).where(t.tellings.c.key.in_(some))
                mine = list(c.execute(numbers).scalars())
                for column in (tied.one, tied.other):
                    rows = c.execute(query.where(column.in_(mine)))
                    found.update((row[0], row[1], row[2]) for row in rows)
        return sorted(found)

    def blocks_of(self, key: str) -> frozenset[int]:
        """The blocks that a telling falls in."""
        with self._store.reading() as c:
            kept = c.execute(select(t.tellings.c.blocks).where(t.tellings.c.key == key))
            return frozenset(array("q", kept.scalar_one_or_none() or b""))

    def in_blocks(self, blocks: Collection[int]) -> dict[int, set[str]]:
        """Blocks to the keys of the tellings in them."""
        found: defaultdict[int, set[str]] = defaultdict(set)
        table = t.telling_blocks.c
        query = select(table.block, t.tellings.c.key)
        query = query.join(t.tellings, t.tellings.c.number == table.telling)
        with self._store.reading() as c:
            for some in some_of(list(blocks)):
                for row in c.execute(query.where(table.block.in_(some))):
                    found[row[0]].add(row[1])
        return found

    def many(self, block: int, most: int) -> int:
        """How many tellings fall in a block; not counted further than ``most``."""
        table = t.telling_blocks.c
        some = select(table.telling).where(table.block == block).limit(most).subquery()
        with self._store.reading() as c:
            return c.execute(select(func.count()).select_from(some)).scalar_one()

    def in_both(self, one: int, other: int, most: int | None = None) -> set[str]:
        """Keys of tellings that fall in two blocks; no more than ``most``."""
        a, b = t.telling_blocks.alias("a"), t.telling_blocks.alias("b")
        query = (
            select(t.tellings.c.key)
            .select_from(a.join(b, a.c.telling == b.c.telling))
            .join(t.tellings, t.tellings.c.number == a.c.telling)
            .where(a.c.block == one, b.c.block == other)
            .limit(most)
        )
        with self._store.reading() as c:
            return set(c.execute(query).scalars())

    def windows(
        self, areas: Collection[int], harms: Collection[str], first: int, last: int
    ) -> dict[str, str]:
        """Accounts of some areas and harms that look at any of these days, with what they follow
        from."""
        table = t.windows.c
        days = (table.harm.in_(list(harms)), table.first <= last, table.last >= first)
        return self._frames(table.area, areas, *days)

    def series(self, numbers: Collection[int]) -> dict[str, str]:
        """Accounts of some series, with what they follow from."""
        return self._frames(t.windows.c.series, numbers)

    def frames(self, accounts: Collection[str]) -> dict[str, str]:
        """Accounts with what they follow from."""
        return self._frames(t.windows.c.account, accounts)

    def _frames(
        self, column: Column[Any], wanted: Collection[Any], *more: ColumnElement[bool]
    ) -> dict[str, str]:
        found: dict[str, str] = {}
        query = select(t.windows.c.account, t.windows.c.body).where(*more)
        with self._store.reading() as c:
            for some in some_of(list(wanted)):
                found.update((row[0], row[1]) for row in c.execute(query.where(column.in_(some))))
        return found

    def taken_back_in(self, sources: Collection[int]) -> set[str]:
        """Reports in which any of these figures is taken back."""
        table = t.taken_back.c
        found: set[str] = set()
        with self._store.reading() as c:
            for some in some_of(list(sources)):
                query = select(table.report).where(table.source.in_(some))
                found.update(c.execute(query).scalars())
        return found


def put_whole_parts(c: Connection, parts: WholeParts | None) -> None:
    """Brings the tables to those of a whole book; None: to nothing."""
    c.execute(delete(t.untallied))
    if parts is None:
        forget_parts(c)
        return
    _put_tellings(c, parts)
    put_whole_texts(c, parts.texts)
    put_whole_documented(c, parts.documented, parts.places)
    put_whole_windows(c, parts.windows, parts.taken_back)


def _put_tellings(c: Connection, parts: WholeParts) -> None:
    table = t.tellings.c
    rows = c.execute(select(table.number, table.key, table.report, table.blocks))
    kept = {row.key: (row.number, row.report, bytes(row.blocks)) for row in rows}
    wanted = {told.key: told for told in parts.tellings}
    gone = [own for own in kept if own not in wanted]
    differing = [
        own
        for own, told in wanted.items()
        if own in kept and kept[own][1:] != (told.report, told.blocks)
    ]
    come = [own for own in wanted if own not in kept]
    if len(gone) + len(differing) > len(wanted) // 2:  # quicker anew than one by one
        forget_tellings(c)
        kept, gone, differing, come = {}, [], [], list(wanted)
    _take_out(c, [(kept[own][0], kept[own][2]) for own in (*gone, *differing)])
    last = max((number for number, _, _ in kept.values()), default=0)
    numbers = {own: kept[own][0] for own in kept if own in wanted}
    numbers |= {own: number for number, own in enumerate(come, start=last + 1)}
    _enter(c, [(numbers[own], wanted[own]) for own in (*differing, *come)])
    c.execute(delete(t.telling_ties))
    order = [numbers[told.key] for told in parts.tellings]
    pairs = sorted((order[i], order[j], score) for i, j, score in zip(*parts.ties, strict=True))
    _tie(c, pairs)


def change_parts(c: Connection, changed: ChangedParts) -> None:
    """Writes what a tally of a part changed; its accounts are to be there already."""
    table = t.tellings.c
    fresh = {told.key for told in changed.come}
    names = {*changed.gone, *fresh, *(own for pair in changed.untied for own in pair)}
    names |= {own for one, other, _ in changed.tied for own in (one, other)}
    kept: dict[str, tuple[int, bytes]] = {}
    for some in some_of(list(names)):
        rows = c.execute(select(table.key, table.number, table.blocks).where(table.key.in_(some)))
        kept.update((row[0], (row[1], bytes(row[2]))) for row in rows)
    last = c.execute(select(func.max(table.number))).scalar() or 0
    _take_out(c, [kept[own] for own in {*changed.gone, *fresh} if own in kept])
    numbers = {own: number for own, (number, _) in kept.items()}
    new = sorted(fresh - numbers.keys())
    numbers |= {own: number for number, own in enumerate(new, start=last + 1)}
    _enter(c, [(numbers[told.key], told) for told in changed.come])
    tied = t.telling_ties.c
    loose = [numbers[own] for own in changed.gone if own in numbers]
    for some_numbers in some_of(loose):
        c.execute(
            delete(t.telling_ties).where(
                or_(tied.one.in_(some_numbers), tied.other.in_(some_numbers))
            )
        )
    for one, other in changed.untied:
        if one in numbers and other in numbers:
            pair = {numbers[one], numbers[other]}
            c.execute(delete(t.telling_ties).where(tied.one.in_(pair), tied.other.in_(pair)))
    _tie(c, [(numbers[one], numbers[other], score) for one, other, score in changed.tied])
    put_windows(c, changed.windows)
    change_documented(c, changed.documented, changed.places)
    change_taken_back(c, changed.taken_back)
    put_texts(c, changed.texts)
    for some in some_of(list(changed.tallied)):
        c.execute(delete(t.untallied).where(t.untallied.c.report.in_(some)))


def forget_parts(c: Connection) -> None:
    """Empties the tables: nothing of what was read is to be found by them any more."""
    forget_tellings(c)
    forget_texts(c)
    forget_documented(c)
    forget_windows(c)


def forget_tellings(c: Connection) -> None:
    for table in (t.telling_ties, t.telling_blocks, t.tellings):
        c.execute(delete(table))


def _take_out(c: Connection, tellings: Collection[tuple[int, bytes]]) -> None:
    """Takes tellings out, by number and packed blocks; their ties stay."""
    table = t.telling_blocks.c
    for number, blocks in tellings:
        for some in some_of(list(array("q", blocks))):
            mine = and_(table.block.in_(some), table.telling == number)
            c.execute(delete(t.telling_blocks).where(mine))
    for some_numbers in some_of([number for number, _ in tellings]):
        c.execute(delete(t.tellings).where(t.tellings.c.number.in_(some_numbers)))


def _enter(c: Connection, tellings: Sequence[tuple[int, KeptTelling]]) -> None:
    rows = (
        {"number": number, "key": told.key, "report": told.report, "blocks": told.blocks}
        for number, told in tellings
    )
    for some in batches(rows):
        c.execute(insert(t.tellings), some)
    # in the order in which the table holds them: quicker to write
    pairs = sorted((b, number) for number, told in tellings for b in array("q", told.blocks))
    for some_pairs in batches({"block": b, "telling": number} for b, number in pairs):
        c.execute(insert(t.telling_blocks), some_pairs)


def _tie(c: Connection, pairs: Iterable[tuple[int, int, float]]) -> None:
    rows = ({"one": one, "other": other, "score": score} for one, other, score in pairs)
    for some in batches(rows):
        c.execute(insert(t.telling_ties), some)
