"""Incidents as totals see them: what a total that comes is held against, found by place and day.

They hold no record and are made by each tally of the whole book; see
:mod:`tollbook.ledger.schema_parts`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from sqlalchemy import Connection, delete, insert, select

from tollbook.ledger import schema as t
from tollbook.ledger.packed import batches, some_of
from tollbook.ledger.store import Store


@dataclass(frozen=True, slots=True)
class KeptDocumented:
    """What of an incident counts towards totals of one harm, in people.

    :ivar scene: number of its places.
    :ivar first / last: its days as day numbers, far out where not known.
    :ivar axes: what every claim of the harm says of its victims, as JSON.
    """

    incident: str
    harm: str
    scene: int
    first: int
    last: int
    low: int
    high: int
    open_above: bool
    axes: str


@dataclass(slots=True)
class KeptPlaces:
    """Places by their numbers, as JSON.

    :ivar scenes: of incidents; ``areas``: of accounts.
    """

    scenes: dict[int, str] = field(default_factory=dict)
    areas: dict[int, str] = field(default_factory=dict)


class Documents:
    """Looks up the incidents that a total may hold."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def scenes(self, numbers: Collection[int]) -> dict[int, str]:
        """The places of incidents by their numbers, as JSON."""
        found: dict[int, str] = {}
        query = select(t.scenes.c.scene, t.scenes.c.places)
        with self._store.reading() as c:
            for some in some_of(list(numbers)):
                rows = c.execute(query.where(t.scenes.c.scene.in_(some)))
                found.update((row[0], row[1]) for row in rows)
        return found

    def scenes_on(self, harm: str, first: int, last: int) -> set[int]:
        """The places at which anything of one harm happened on any of these days."""
        table = t.documented.c
        days = (table.harm == harm, table.first <= last, table.last >= first)
        with self._store.reading() as c:
            return set(c.execute(select(table.scene).where(*days).distinct()).scalars())

    def areas(self) -> dict[int, str]:
        """Where accounts look, as JSON; accounts that are gone, too."""
        with self._store.reading() as c:
            rows = c.execute(select(t.areas.c.area, t.areas.c.places))
            return {row[0]: row[1] for row in rows}

    def within(
        self, harm: str, scenes: Collection[int], first: int, last: int
    ) -> list[KeptDocumented]:
        """What of one harm happened at some places on any of these days."""
        table = t.documented.c
        days = (table.harm == harm, table.first <= last, table.last >= first)
        found: list[KeptDocumented] = []
        with self._store.reading() as c:
            for some in some_of(list(scenes)):
                rows = c.execute(select(t.documented).where(*days, table.scene.in_(some)))
                found.extend(KeptDocumented(*row) for row in rows)
        return found


def put_whole_documented(c: Connection, rows: Sequence[KeptDocumented], places: KeptPlaces) -> None:
    """Brings the tables to those of a whole book."""
    kept = {KeptDocumented(*row) for row in c.execute(select(t.documented))}
    wanted = set(rows)
    gone = {row.incident for row in kept - wanted}
    if len(gone) > len(wanted) // 2:  # quicker anew than one by one
        c.execute(delete(t.documented))
        kept, gone = set(), set()
    _take_out(c, gone)
    _enter(c, [row for row in rows if row not in kept or row.incident in gone])
    c.execute(delete(t.scenes))
    c.execute(delete(t.areas))
    _enter_places(c, places)


def change_documented(
    c: Connection,
    changed: Mapping[str, Sequence[KeptDocumented]],
    places: KeptPlaces,
) -> None:
    """Writes all rows of some incidents, and their places; others stay."""
    _take_out(c, changed)
    _enter(c, [row for rows in changed.values() for row in rows])
    _enter_places(c, places)


def forget_documented(c: Connection) -> None:
    """Empties the tables."""
    c.execute(delete(t.documented))
    c.execute(delete(t.scenes))
    c.execute(delete(t.areas))


def _take_out(c: Connection, incidents: Collection[str]) -> None:
    for some in some_of(list(incidents)):
        c.execute(delete(t.documented).where(t.documented.c.incident.in_(some)))


def _enter(c: Connection, rows: Iterable[KeptDocumented]) -> None:
    for some in batches(asdict(row) for row in rows):
        c.execute(insert(t.documented), some)


def _enter_places(c: Connection, places: KeptPlaces) -> None:
    """Those that are there already stay."""
    for table, mine in ((t.scenes, places.scenes), (t.areas, places.areas)):
        number = next(iter(table.primary_key))
        have: set[int] = set()
        for some in some_of(list(mine)):
            have.update(c.execute(select(number).where(number.in_(some))).scalars())
        new = ({number.name: own, "places": said} for own, said in mine.items() if own not in have)
        for rows in batches(new):
            c.execute(insert(table), rows)
