"""Frames and words of one's own: what a book's ``hand/`` folder adds to the English of the reader.

``hand/frames/*.toml`` holds frames in the form of ``data/en/frames``; ``hand/words.toml`` adds to
the other lists, by the name of the list's file, its section and its key.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tollbook.errors import UsageError
from tollbook.settings import written_toml

WORD_FILES = ("people", "means", "cues", "numbers", "names")
"""The lists that ``hand/words.toml`` can add to."""

_DEFAULT_KEY = "words"
_PATTERNS = frozenset({("means", "cause")})  # sections whose words are regular expressions
_MAPS = frozenset({("means", "verbs")})  # sections in which each word has one word to print


@dataclass(frozen=True)
class Own:
    """What the users of a book add.

    :ivar frames: (file, parsed contents) of each file of frames, in name order.
    :ivar words: parsed ``words.toml``: list's file -> section -> words.
    :ivar words_file: where the words came from, for errors.
    :ivar digest: eight characters that change with the files; "" where there are none.
    """

    frames: tuple[tuple[str, Mapping[str, object]], ...] = ()
    words: Mapping[str, object] = field(default_factory=dict)
    words_file: str = ""
    digest: str = ""


NOTHING = Own()


def load_own(hand: Path | None) -> Own:
    """The frames and words in the folder ``hand``; nothing where it has none.

    :raises UsageError: for a file that cannot be read or is no TOML, or a list that there is not.
    """
    if hand is None:
        return NOTHING
    frame_files = sorted((hand / "frames").glob("*.toml"), key=lambda path: path.name)
    words_file = hand / "words.toml"
    read = [*frame_files, *([words_file] if words_file.exists() else [])]
    if not read:
        return NOTHING
    words = _toml(words_file) if words_file.exists() else {}
    for name in words:
        if name not in WORD_FILES:
            raise UsageError(
                "no list of words has this name",
                value=name,
                where=str(words_file),
                next=f"use one of: {', '.join(WORD_FILES)}",
            )
    frames = tuple((str(path), _toml(path)) for path in frame_files)
    digest = hashlib.sha256()
    for path in read:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return Own(frames, words, str(words_file), digest.hexdigest()[:8])


def _toml(path: Path) -> Mapping[str, object]:
    return written_toml(path, "the file", next="mend it there; docs/words.md shows the form")


def add_words(table: Mapping[str, object], name: str, own: Own) -> Mapping[str, object]:
    """The list ``name`` with what the users add to it.

    :raises UsageError: for a section or key that the list does not have, or words in another form.
    """
    added = own.words.get(name)
    if added is None:
        return table
    where = f"{own.words_file}, [{name}"
    merged = dict(table)
    for section, given in _table(added, f"{where}]").items():
        base = _table(_known(table, section, f"{where}]"), f"{where}]")
        at = f"{where}.{section}]"
        news = given if isinstance(given, Mapping) else {_DEFAULT_KEY: given}
        whole = dict(base)
        for key, value in news.items():
            if (name, section) in _MAPS:
                whole[key.casefold()] = " ".join(_words(value, f"{at} {key}", split=False))
                continue
            old = _known(base, key, at) if _lists(base) else base.get(key)
            whole[key] = _joined(old, value, f"{at} {key}", plain=(name, section) in _PATTERNS)
        merged[section] = whole
    return merged


def _lists(base: Mapping[str, object]) -> bool:
    """Whether a section's keys are its own (lists of words), not words that users may add."""
    return any(isinstance(v, str | list) for v in base.values()) or _DEFAULT_KEY in base


def _known(table: Mapping[str, object], key: str, where: str) -> object:
    if key not in table:
        raise UsageError(
            "the words have no such place to go",
            value=key,
            where=where,
            next=f"use one of: {', '.join(sorted(table))}",
        )
    return table[key]


def _table(value: object, where: str) -> Mapping[str, object]:
    if isinstance(value, Mapping):
        return value
    raise UsageError(
        "a table of words is wanted here",
        value=repr(value)[:80],
        where=where,
        next='write it as: [people]  and below it: child = "bairn"',
    )


def _joined(old: object, new: object, where: str, *, plain: bool) -> object:
    """An old list with the new words behind it, in the form of the old one."""
    if isinstance(old, str):
        phrases = "|" in old
        words = _words(new, where, split=not phrases)
        if phrases:
            ours = [re.escape(w) for w in words] if plain else words
            return "|".join([old.strip().strip("|"), *ours])
        return " ".join([old, *words])
    if isinstance(old, list):
        return [*old, *_words(new, where, split=False)]
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        kind = type(next(iter(old.values()), ""))
        for word, value in new.items():
            if type(value) is not kind:
                raise _form(f"{word} = {value!r}", where, f"{word} = {_SHOWN[kind]}")
        return {**old, **{word.casefold(): value for word, value in new.items()}}
    if old is None and isinstance(new, Mapping):
        return new
    raise _form(repr(new)[:80], where, "the words in the form of data/en")


_SHOWN: Mapping[type, str] = {int: "2", str: '"words"', dict: '{ lemma = "...", section = "..." }'}


def _words(value: object, where: str, *, split: bool) -> list[str]:
    """The words given as one text or as a list of texts, small letters."""
    found = value.split() if isinstance(value, str) and split else value
    found = [found] if isinstance(found, str) else found
    if not isinstance(found, list) or not all(isinstance(w, str) and w.strip() for w in found):
        raise _form(repr(value)[:80], where, '"one two" or ["one", "two"]')
    if split and any(len(w.split()) > 1 for w in found):
        several = next(w for w in found if len(w.split()) > 1)
        raise _form(several, where, "single words: this list has no expressions of several")
    return [w.strip() if ", [names" in where else w.strip().casefold() for w in found]


def _form(value: str, where: str, wanted: str) -> UsageError:
    return UsageError(
        "the words are not in the form that their list has",
        value=value,
        where=where,
        next=f"write {wanted}",
    )
