"""One document's raw bytes, before anything is read from them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

HTML = "text/html"
TEXT = "text/plain"
JSONL = "application/x-ndjson"


@dataclass(frozen=True, slots=True)
class Item:
    """Bytes that hold one document.

    :ivar origin: path as given; ``path:12`` for line 12 of a JSONL file.
    :ivar data: the bytes; of a packed file what was packed; of a JSONL file one line without its
        line break.
    :ivar media_type: ``text/html``, ``text/plain`` or ``application/x-ndjson`` (one JSONL line).
    :ivar record: line number in a JSONL file, from 1; None: a file of its own.
    :ivar sha256: digest of ``data``, hexadecimal. The same page packed and unpacked is one item.
    """

    origin: str
    data: bytes
    media_type: str
    record: int | None
    sha256: str

    @classmethod
    def of(cls, origin: str, data: bytes, media_type: str, record: int | None = None) -> Item:
        """An item with its digest worked out."""
        return cls(origin, data, media_type, record, hashlib.sha256(data).hexdigest())
