"""Ids under which records go out. Drawn at random; what they stand for is known in the book only.

A record's own id is a digest of content: whoever guesses the content can prove the guess. A public
id tells nothing, and once given it stays, so that an address in a printed report holds.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from sqlalchemy import insert, select

from tollbook.ledger import schema as t
from tollbook.ledger.store import Store

_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's: none is taken for another
_LENGTH = 10  # 50 bits; one that was given before is drawn again
_GIVEN = select(t.public_ids.c.subject, t.public_ids.c.public).order_by(t.public_ids.c.seq)


class PublicIds:
    """Public ids once given, append-only."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def given(self) -> dict[str, str]:
        """Record id to public id, in the order in which they were given."""
        with self._store.reading() as c:
            return {row.subject: row.public for row in c.execute(_GIVEN)}

    def give(self, subjects: Iterable[str]) -> dict[str, str]:
        """Gives an id to every record that has none; returns all that are given, by record id.

        The id begins with the letter of the record's kind: ``i`` for an incident.
        """
        wanted = dict.fromkeys(subjects)
        given = self.given()
        if all(subject in given for subject in wanted):
            return given
        with self._store.writing(run=False) as c:
            given = {row.subject: row.public for row in c.execute(_GIVEN)}
            taken = set(given.values())
            new = [subject for subject in wanted if subject not in given]
            for subject in new:
                given[subject] = _drawn(subject[:1], taken)
                taken.add(given[subject])
            if new:
                rows = [{"public": given[subject], "subject": subject} for subject in new]
                c.execute(insert(t.public_ids), rows)
        return given


def _drawn(kind: str, taken: set[str]) -> str:
    while True:
        made = kind + "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
        if made not in taken:
            return made
