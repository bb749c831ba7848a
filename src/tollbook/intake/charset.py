"""From bytes to characters: byte-order mark, UTF-8, what is declared, what it looks like."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from tollbook.intake.kinds import utf16_without_mark

_DECLARED_WITHIN = 4096  # HTML standard: the first 1,024 bytes; real pages are later at times
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:\-]{2,40})"""
    rb"""|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:\-]{2,40})""",
    re.I,
)
# What browsers read these names as (WHATWG Encoding Standard, section 4.2).
_READ_AS = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "tis-620": "cp874",
    "unicode": "utf-8",
    "utf8": "utf-8",
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DETECTED_WITHIN = 64 * 1024
_FEW = 8  # bytes (or runs of them) beyond ASCII: too few for a detector
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")
_C1 = re.compile("[\x80-\x9f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters read from bytes.

    :ivar charset: Python's name of the encoding that was used.
    :ivar replaced: how many characters could not be read and stand as U+FFFD.
    """

    text: str
    charset: str
    replaced: int


def declared_charset(data: bytes) -> str | None:
    """The encoding that an HTML page names in its head, as Python knows it; None: none, unknown."""
    found = _DECLARED.search(data[:_DECLARED_WITHIN])
    if not found:
        return None
    name = (found.group(1) or found.group(2)).decode("ascii", "replace").lower()
    name = _READ_AS.get(name, name)
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def decode(data: bytes, *, html: bool) -> Decoded:
    """The bytes as text; never fails, at worst with replacement characters.

    Order: byte-order mark; valid UTF-8 (bytes that are valid UTF-8 by accident are rare, wrong
    declarations are not); the declared encoding where all bytes fit it; UTF-8 with a few broken
    bytes; what the bytes look like (charset-normalizer); Windows-1252 with replacements.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _with_replacements(data[len(bom) :], name)
    wide = utf16_without_mark(data[:4096])
    if wide:
        return _with_replacements(data, wide)
    declared = declared_charset(data) if html else None
    if declared and declared.startswith("iso2022"):  # seven-bit: would pass for UTF-8
        return _with_replacements(data, declared)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", 0)
    except UnicodeDecodeError:
        pass
    if declared and not declared.startswith("utf"):
        fitting = _strict(data, declared)
        if fitting is not None:
            return Decoded(fitting, declared, 0)
    return _undeclared(data)


def _undeclared(data: bytes) -> Decoded:
    broken = _with_replacements(data, "utf-8")
    beyond_ascii = sum(1 for c in broken.text if c > "\x7f") - broken.replaced
    if beyond_ascii > 2 * broken.replaced:
        return broken
    telling = _telling(data)
    western = _strict(data, "cp1252")
    if western is not None and _few_beyond_ascii(telling):
        return Decoded(western, "cp1252", 0)
    guessed = _detected(telling)
    if guessed:
        fitting = _strict(data, guessed)
        if fitting is not None:
            return Decoded(fitting, guessed, 0)
    if western is not None:
        return Decoded(western, "cp1252", 0)
    return _with_replacements(data, "cp1252") if not beyond_ascii else broken


def _telling(data: bytes) -> bytes:
    """The lines with bytes beyond ASCII, without tags: what an encoding can be told from."""
    lines = b"\n".join(line for line in data.splitlines() if _BEYOND_ASCII.search(line))
    return re.sub(rb"<[^<>]*>", b" ", lines)[:_DETECTED_WITHIN]


def _few_beyond_ascii(telling: bytes) -> bool:
    """Whether the bytes beyond ASCII are too few and far between to tell Latin code pages apart.

    Another script gives runs of such bytes; a language full of accents more than one in
    twenty-five letters of the lines they stand in (French one in thirty, Polish one in fifteen).
    """
    runs = [len(run) for run in _BEYOND_ASCII.findall(telling)]
    in_runs = sum(n for n in runs if n > 2)
    letters = sum(1 for byte in telling if byte > 0x40)
    few = sum(runs) < 0.04 * letters or len(runs) <= _FEW
    return few and in_runs < 0.2 * sum(runs)


def _strict(data: bytes, name: str) -> str | None:
    """All bytes in this encoding, or None where they don't fit (C1 controls: they don't)."""
    try:
        text = data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None
    return None if _C1.search(text) else text


def _with_replacements(data: bytes, name: str) -> Decoded:
    text = data.decode(name, "replace")
    return Decoded(text, name, text.count("\ufffd"))


def _detected(telling: bytes) -> str | None:
    """What charset-normalizer makes of the telling part."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to load

    best = from_bytes(telling).best()
    return best.encoding if best else None
