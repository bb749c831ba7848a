"""Looking for what must not go out in every byte of what is about to.

Three ways: names withheld by decision, in all their spellings, over each text of each file; parts
of such names in rows that rest on a report which tells the name; and every private name whole, over
the folded words of the raw bytes, whatever the file.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from anyascii import anyascii

from tollbook.record.withheld import Mask

_WORDS = re.compile(r"[a-z0-9]+")
_TAGS = re.compile(r"<[^>]*>")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_OWN_ID = re.compile(r"(?:rep|clm|inc|acc|dec|bat|stm|men)_[0-9a-f]{16}|sha256:[0-9a-f]{64}")
"""A record's own id or a digest of content: whoever guesses the content could prove the guess."""
_TEXT = (".csv", ".jsonl", ".json", ".js", ".md", ".html", ".css", ".cff", ".txt", "")


@dataclass(frozen=True, slots=True)
class Leak:
    """Where a withheld value stands; the value itself is named by no one.

    :ivar file: path in the release; ``where``: line or row; ``kind``: how it was found.
    """

    file: str
    where: str
    kind: str


def words_of(text: str) -> list[str]:
    """The folded words of a text, with percent-encoding, entities and escapes undone."""
    if "%" in text:
        text = unquote(text, errors="replace")
    if "&" in text:
        text = unescape(text)
    if "\\u" in text:
        text = _ESCAPED.sub(lambda m: chr(int(m.group(1), 16)), text)
    return _WORDS.findall(text.lower() if text.isascii() else anyascii(text).lower())


class Names:
    """Whole names to be found among folded words; of one word only, they are no sign alone."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for name in names:
            words = tuple(words_of(name))
            if sum(len(word) > 1 for word in words) < 2:
                continue  # "A. Recorder" folds to ordinary words
            for order in {words, (words[-1:] + words[:-1])} if len(words) > 1 else ():
                self._by_first.setdefault(order[0], []).append(order)

    def among(self, words: list[str]) -> Iterator[int]:
        """Where a name begins."""
        for at, word in enumerate(words):
            for name in self._by_first.get(word, ()):
                if tuple(words[at : at + len(name)]) == name:
                    yield at

    def __bool__(self) -> bool:
        return bool(self._by_first)


def leaks(
    folder: Path,
    files: Iterable[str],
    *,
    mask: Mask,
    beside: Collection[str],
    names: Names,
    ours: Collection[str] = (),
) -> Iterator[Leak]:
    """Everything in these files that tells a withheld or private name.

    :param mask: of what is withheld by decision.
    :param beside: public ids whose rows rest on a report that tells a withheld name.
    :param names: private names, whole.
    :param ours: files whose bytes come with tollbook and hold nothing of the book.
    """
    near = re.compile("|".join(map(re.escape, sorted(beside)))) if beside and mask else None
    for name in files:
        if name in ours:
            continue
        raw = (folder / name).read_bytes()
        if Path(name).suffix not in _TEXT:
            yield Leak(name, "the file", "it is of no kind that can be searched")
            continue
        text = raw.decode("utf-8")
        if _OWN_ID.search(text):
            yield Leak(name, "the file", "an id of a record in the book")
        if names and next(names.among(words_of(text)), None) is not None:
            yield Leak(name, "the file", "a private name")
        if not mask:
            continue
        if next(_hits(mask, text), None) is None and (near is None or not near.search(name + text)):
            continue
        for where, piece in pieces(name, text):
            if mask.holds(piece):
                yield Leak(name, where, "a withheld name")
            elif near is not None and near.search(name + where + piece):
                told = _cells(piece)
                if any(mask.text(cell, parts=True) != cell for cell in told):
                    yield Leak(name, where, "a part of a withheld name beside it")


def _hits(mask: Mask, text: str) -> Iterator[str]:
    """Quickly, whether anything in the text is worth a closer look."""
    for form in dict.fromkeys((text, _plain(text))):
        if mask.holds(form):
            yield form


def _plain(text: str) -> str:
    """Entities and escapes undone."""
    return _ESCAPED.sub(lambda m: chr(int(m.group(1), 16)), unescape(text))


def pieces(name: str, text: str) -> Iterator[tuple[str, str]]:
    """The texts of a file one by one, with where they stand: a row, a line, an element."""
    suffix = Path(name).suffix
    if suffix == ".csv":
        for number, row in enumerate(csv.reader(io.StringIO(text)), start=1):
            yield f"row {number}", _plain("\n".join(row))
    elif suffix == ".html":
        yield "text", _plain(_TAGS.sub("\n", text))
        yield "markup", _plain("\n".join(_TAGS.findall(text)))
    else:
        for number, line in enumerate(text.splitlines(), start=1):
            yield f"line {number}", _plain(line)


def _cells(piece: str) -> list[str]:
    """The single texts of a piece: a name is never put together from two of them."""
    try:
        loaded = json.loads(piece)
    except ValueError:
        return piece.split("\n")
    return list(_strings(loaded))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
