"""Times as the book writes them: ISO 8601 in UTC, so that text sorts as time does."""

from __future__ import annotations

from datetime import UTC, datetime

from tollbook.errors import UsageError


def stamp(when: datetime) -> str:
    """The time as stored.

    :raises UsageError: for a time without a zone, which could be anybody's local time.
    """
    if when.tzinfo is None:
        raise UsageError(
            "a time must say its zone",
            value=when.isoformat(),
            next="for the present time use datetime.now(UTC)",
        )
    return when.astimezone(UTC).isoformat(timespec="microseconds")


def now() -> str:
    """The present time as stored."""
    return stamp(datetime.now(UTC))
