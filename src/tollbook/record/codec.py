"""Records to JSON and back, and the canonical JSON that digests are taken over."""

from __future__ import annotations

from typing import TypeVar

import msgspec

T = TypeVar("T")

_encoder = msgspec.json.Encoder(order="sorted")


def to_json(record: object) -> str:
    """Canonical JSON of a record: keys sorted, no white space, dates as ISO 8601."""
    return _encoder.encode(record).decode("utf-8")


def from_json(text: str | bytes, kind: type[T]) -> T:
    """A record of ``kind`` from its JSON.

    :raises msgspec.ValidationError: where the JSON does not fit the record.
    """
    return msgspec.json.decode(text, type=kind)
