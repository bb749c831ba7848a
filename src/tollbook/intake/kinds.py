"""What kind of thing some bytes are: by the file's ending first, then by a look at them."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Kind = Literal["html", "text", "jsonl"]

SNIFFED_BYTES = 4096
"""How many bytes from the start :func:`sniff` looks at."""

_BY_ENDING: dict[str, Kind] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}

_NO_REPORTS = {
    ".json": 'write one object a line, each with a "text", and name the file .jsonl',
    ".csv": 'write one JSON object a line, each with a "text", and name the file .jsonl',
    ".tsv": 'write one JSON object a line, each with a "text", and name the file .jsonl',
    ".css": "leave it out: it belongs to a page's looks",
    ".js": "leave it out: it is a program",
    ".py": "leave it out: it is a program",
    ".xml": "save the articles themselves as HTML or text",
    ".rss": "save the articles themselves as HTML or text",
    ".svg": "leave it out: it is a picture",
    ".mhtml": "save the page as HTML only",
    ".mht": "save the page as HTML only",
    ".eml": "save the message's text as .txt",
    ".toml": "leave it out: it holds settings",
    ".yaml": "leave it out: it holds settings",
    ".yml": "leave it out: it holds settings",
    ".ini": "leave it out: it holds settings",
}
"""Text files that are no reports, whatever words they hold."""

_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", "turn it into text (for instance with pdftotext) and give the .txt"),
    (b"\x89PNG", "a picture", "leave it out, or type its words into a .txt"),
    (b"\xff\xd8\xff", "a picture", "leave it out, or type its words into a .txt"),
    (b"GIF8", "a picture", "leave it out, or type its words into a .txt"),
    (b"RIFF", "a media file", "leave it out"),
    (b"PK\x03\x04", "an archive or office document", "unpack it, or save it as .txt or .html"),
    (b"\xd0\xcf\x11\xe0", "an office document", "save it as .txt or .html"),
    (b"\x1f\x8b", "packed with gzip", "name it .html.gz, .txt.gz or .jsonl.gz, or unpack it"),
    (b"BZh", "packed with bzip2", "unpack it"),
    (b"\xfd7zXZ", "packed with xz", "unpack it"),
    (b"(\xb5/\xfd", "packed with zstd", "unpack it"),
    (b"\x7fELF", "a program", "leave it out"),
    (b"SQLite format 3", "a database", "leave it out"),
    (b"WARC/", "a web archive", "save its pages as .html files"),
    (b"{\\rtf", "an RTF document", "save it as .txt or .html"),
)

_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HTML_START = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_HTML_TAGS = re.compile(rb"<(?:html|head|body|p|div|article|span|table|h1)[\s>]", re.I)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why bytes cannot be a report, and what to do about it."""

    why: str
    next: str


def kind_by_name(path: Path) -> tuple[Kind | Unfit | None, bool]:
    """The kind that a file's ending promises, and whether it is packed with gzip.

    None: the ending promises nothing, look at the bytes.
    """
    suffixes = [s.lower() for s in path.suffixes]
    packed = bool(suffixes) and suffixes[-1] == ".gz"
    ending = suffixes[-2 if packed else -1] if len(suffixes) > int(packed) else ""
    if ending in _BY_ENDING:
        return _BY_ENDING[ending], packed
    if ending in _NO_REPORTS:
        return Unfit(f"a {ending} file is no report", _NO_REPORTS[ending]), packed
    return None, packed


def utf16_without_mark(head: bytes) -> str | None:
    """``utf-16-le`` or ``utf-16-be`` where every second byte is zero; None: it is not so."""
    if len(head) < 8:
        return None
    even, odd = head[0::2], head[1::2]
    if even.count(0) == 0 and odd.count(0) > 0.7 * len(odd):
        return "utf-16-le"
    if odd.count(0) == 0 and even.count(0) > 0.7 * len(even):
        return "utf-16-be"
    return None


def sniff(head: bytes, promised: Kind | None) -> Kind | Unfit:
    """The kind of the bytes that start with ``head``.

    :param promised: what the file's ending says; None: nothing. HTML under a .txt name is HTML,
        and an .html file without a single tag is text.
    """
    for magic, what, to_do in _MAGIC:
        if head.startswith(magic):
            return Unfit(f"it is {what}, not a page or text", to_do)
    if not head.startswith(_BOMS) and utf16_without_mark(head) is None:
        marks = len(_CONTROL.findall(head))
        if b"\x00" in head or marks > max(2, len(head) // 50):
            return Unfit(
                "it is binary, not a page or text", "leave it out, or save it as .txt or .html"
            )
    if promised == "jsonl":
        return "jsonl"
    plain = head.replace(b"\x00", b"")
    if _HTML_START.match(plain.lstrip(codecs.BOM_UTF8 + b"\xff\xfe")):
        return "html"
    if promised == "html":
        return "html" if b"<" in plain or len(head) >= SNIFFED_BYTES else "text"
    if promised == "text":
        return "text"
    start = plain.lstrip()
    if start.startswith(b"<?xml") and b"<html" not in plain:
        return Unfit("it is XML, not a page", "save the articles themselves as HTML or text")
    if start.startswith((b"{", b"[")):
        return Unfit(
            "it looks like JSON, and its name does not end in .jsonl",
            'write one object a line, each with a "text", and name the file .jsonl',
        )
    return "html" if len(_HTML_TAGS.findall(plain)) >= 2 else "text"
