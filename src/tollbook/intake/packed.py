"""Reading gzip without being blown up by it: bounded in bytes and in ratio while unpacking."""

from __future__ import annotations

import io
import zlib
from typing import BinaryIO

_CHUNK = 1 << 16
MAX_RATIO = 200
"""Text packs to a tenth, very repetitive JSONL to a fortieth; deflate itself ends at 1,032."""
_FREE_BYTES = 4 << 20  # no ratio is counted up to this size: a small page may repeat itself


class BombError(Exception):
    """What is unpacked grows out of all proportion to what was packed."""


class BrokenPackError(Exception):
    """The bytes are no whole gzip stream."""


class GzipStream(io.RawIOBase):
    """Unpacked bytes of a gzip file (of several members, too), read as a stream.

    :raises BombError: while reading, once more than ``MAX_RATIO`` bytes came out per byte read.
    :raises BrokenPackError: while reading, where the stream is damaged or ends too early.
    """

    def __init__(self, raw: BinaryIO) -> None:
        super().__init__()
        self._raw = raw
        self._inflate = zlib.decompressobj(wbits=31)
        self._pending = b""
        self._fed = 0
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        piece = b""
        while not piece:
            if self._inflate.eof and not self._next_member():
                return 0
            fed = self._pending or self._raw.read(_CHUNK)
            if not fed:
                raise BrokenPackError("the gzip data end too early")
            if not self._pending:
                self._fed += len(fed)
            try:
                piece = self._inflate.decompress(fed, min(len(buffer), _CHUNK))
            except zlib.error as fault:
                raise BrokenPackError(f"the gzip data are damaged: {fault}") from fault
            self._pending = self._inflate.unconsumed_tail or self._inflate.unused_data
        self._given += len(piece)
        if self._given > _FREE_BYTES and self._given > MAX_RATIO * self._fed:
            raise BombError(f"unpacks to more than {MAX_RATIO} times its size")
        buffer[: len(piece)] = piece
        return len(piece)

    def _next_member(self) -> bool:
        """Whether another gzip member follows; trailing bytes that are none are ignored."""
        if not self._pending:
            self._pending = self._raw.read(_CHUNK)
            self._fed += len(self._pending)
        if not self._pending.startswith(b"\x1f\x8b"):
            return False
        self._inflate = zlib.decompressobj(wbits=31)
        return True
