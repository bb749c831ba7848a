"""JSONL: one record a line, read as a stream, each line a document of its own."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from io import BufferedIOBase

import msgspec

from tollbook.intake.item import JSONL, Item
from tollbook.record import SetAside

_FIELDS = "text, title, url, published, source, id"


class Record(msgspec.Struct, frozen=True):
    """The fields a line may have; others are ignored. All but ``text`` may be absent."""

    text: str
    title: str | None = None
    url: str | None = None
    published: str | None = None
    source: str | None = None
    id: str | int | None = None


_decoder = msgspec.json.Decoder(Record)


def parse_record(line: bytes) -> Record | str:
    """The record on a line, or why there is none.

    Broken UTF-8 is read with replacement characters (the line is still JSON).
    """
    try:
        record = _decoded(line.decode("utf-8", "replace"))
    except msgspec.ValidationError as fault:
        if "missing required field `text`" in str(fault):
            return 'it has no "text"'
        return f"a field cannot be used: {fault}"
    except (ValueError, RecursionError) as fault:
        return f"it is no JSON: {fault}"
    return record if record.text.strip() else 'its "text" is empty'


def _decoded(line: str) -> Record:
    try:
        return _decoder.decode(line)
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:
        # Text cut in the middle of an emoji leaves half a surrogate pair, which msgspec refuses.
        if "\\ud" not in line.casefold():
            raise
    plain = json.loads(line)
    whole = json.dumps(plain, ensure_ascii=False).encode("utf-8", "replace")
    return _decoder.decode(whole)


def lines(stream: BufferedIOBase, origin: str, *, max_bytes: int) -> Iterator[Item | SetAside]:
    """An item or a set-aside per line that is not blank; memory holds one line.

    :param max_bytes: a line longer than this many bytes is skipped and set aside.
    """
    number = 0
    while line := stream.readline(max_bytes + 2):
        number += 1
        where = f"{origin}:{number}"
        if len(line.rstrip(b"\r\n")) > max_bytes:
            while line and not line.endswith(b"\n"):
                line = stream.readline(1 << 16)
            yield SetAside(
                what="JSONL line",
                why=f"it is longer than {max_bytes:,} bytes",
                where=where,
                next="raise max_bytes in tollbook.toml, or cut the line",
            )
            continue
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        line = line.strip()
        if not line:
            continue
        record = parse_record(line)
        if isinstance(record, str):
            yield SetAside(
                what="JSONL line",
                why=record,
                where=where,
                next=f"mend line {number}: one JSON object with {_FIELDS} (only text is needed)",
            )
        else:
            yield Item.of(where, line, JSONL, number)
