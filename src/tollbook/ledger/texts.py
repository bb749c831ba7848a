"""What copies are found by: pages by the keys that those share which may be copies.

Keys and paragraphs are named by numbers of 64 bits; no word of a page is kept here.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, and_, delete, func, insert, select

from tollbook.ledger import schema as t
from tollbook.ledger.packed import batches, some_of, unpacked
from tollbook.ledger.store import Store


@dataclass(frozen=True, slots=True)
class KeptText:
    """A report's page.

    :ivar shingles: how many it has.
    :ivar keys: packed.
    """

    report: str
    shingles: int
    keys: bytes


@dataclass(slots=True)
class WholeTexts:
    """Of a whole book."""

    texts: list[KeptText] = field(default_factory=list)
    standing: set[int] = field(default_factory=set)


class KeptTexts:
    """Looks pages up."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def sharing(self, keys: Collection[int]) -> set[str]:
        """Reports whose pages have any of these keys."""
        found: set[str] = set()
        query = select(t.texts.c.report).join(t.text_keys, t.text_keys.c.text == t.texts.c.number)
        with self._store.reading() as c:
            for some in some_of(list(keys)):
                found.update(c.execute(query.where(t.text_keys.c.key.in_(some))).scalars())
        return found

    def longest(self, key: int, most: int) -> list[tuple[int, str]]:
        """Pages with a key, those with most shingles first, then by id; with how many they have."""
        table = t.texts.c
        query = select(table.shingles, table.report)
        query = query.join(t.text_keys, t.text_keys.c.text == table.number)
        query = query.where(t.text_keys.c.key == key)
        with self._store.reading() as c:
            rows = c.execute(query.order_by(table.shingles.desc(), table.report).limit(most))
            return [(row[0], row[1]) for row in rows]

    def standing(self, paragraphs: Collection[int]) -> set[int]:
        """Those of the paragraphs that many pages carry."""
        found: set[int] = set()
        column = t.standing.c.paragraph
        with self._store.reading() as c:
            for some in some_of(list(paragraphs)):
                found.update(c.execute(select(column).where(column.in_(some))).scalars())
        return found


def put_whole_texts(c: Connection, whole: WholeTexts) -> None:
    """Brings the tables to those of a whole book."""
    table = t.texts.c
    kept = {
        row.report: (row.number, KeptText(row.report, row.shingles, bytes(row.keys)))
        for row in c.execute(select(t.texts))
    }
    wanted = {text.report: text for text in whole.texts}
    gone = [each for own, each in kept.items() if wanted.get(own) != each[1]]
    if len(gone) > len(wanted) // 2:  # quicker anew than one by one
        forget_texts(c)
        kept, gone = {}, []
    for number, text in gone:
        for some in some_of(unpacked(text.keys)):
            mine = and_(t.text_keys.c.key.in_(some), t.text_keys.c.text == number)
            c.execute(delete(t.text_keys).where(mine))
    for some_numbers in some_of([number for number, _ in gone]):
        c.execute(delete(t.texts).where(table.number.in_(some_numbers)))
    left = kept.keys() - {text.report for _, text in gone}
    put_texts(c, [text for own, text in wanted.items() if own not in left])
    c.execute(delete(t.standing))
    for rows in batches({"paragraph": number} for number in sorted(whole.standing)):
        c.execute(insert(t.standing), rows)


def put_texts(c: Connection, texts: Sequence[KeptText]) -> None:
    """Adds pages that are not there."""
    last = c.execute(select(func.max(t.texts.c.number))).scalar() or 0
    numbered = list(enumerate(texts, start=last + 1))
    rows = (
        {"number": n, "report": each.report, "shingles": each.shingles, "keys": each.keys}
        for n, each in numbered
    )
    for some in batches(rows):
        c.execute(insert(t.texts), some)
    # in the order in which the table holds them: quicker to write
    pairs = sorted((key, n) for n, each in numbered for key in unpacked(each.keys))
    for some in batches({"key": key, "text": n} for key, n in pairs):
        c.execute(insert(t.text_keys), some)


def forget_texts(c: Connection) -> None:
    for table in (t.text_keys, t.texts, t.standing):
        c.execute(delete(table))
