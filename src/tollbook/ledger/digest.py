"""One digest over all derived state, so that two books can be told equal or not."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, select

from tollbook.ledger import schema as t

# In this order, rows sorted by their values. Left out, because two runs over the same captures
# may differ in them: times, code versions, row numbers. Left out, because `body` holds them: the
# columns beside it.
_PARTS = (
    (t.reports, ("id", "extractor", "body")),
    (t.readings, ("report", "reader", "lexicon_version")),
    (t.claims, ("id", "body")),
    (t.statements, ("id", "body")),
    (t.mentions, ("id", "body")),
    (
        t.resolvings,
        ("report", "atlas_version", "published_start", "published_end", "published_basis"),
    ),
    (t.resolved_moments, ("report", "at")),
    (t.resolutions, ("report", "body")),
    (t.tallies, ("policy",)),
    (t.incidents, ("id", "body")),
    (t.incident_claims, ("incident", "claim")),
    (t.accounts, ("id", "body")),
    (t.copies, ("report", "original")),
    (t.set_asides, ("report", "what", "why", "found_in", "next_step")),
)


def derived_digest(c: Connection) -> str:
    """SHA-256 over every derived row: the same for the same content, however it came in."""
    sha = hashlib.sha256()
    for table, names in _PARTS:
        columns = [table.c[name] for name in names]
        sha.update(f"[{table.name}]".encode())
        for row in c.execute(select(*columns).order_by(*(k.nulls_first() for k in columns))):
            for value in row:
                # Framed by its length, so that no two rows read alike; None unlike any text.
                raw = b"" if value is None else str(value).encode("utf-8")
                sha.update(b"-:" if value is None else f"{len(raw)}:".encode())
                sha.update(raw)
    return f"sha256:{sha.hexdigest()}"
