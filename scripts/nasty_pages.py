"""A folder of nasty pages: what a page on the web, or somebody who wants to stop a batch, may send.

    python scripts/nasty_pages.py nasty/

Every file is made here, nothing is fetched. Intake must read each or set it aside; nothing in it
may run, and no file of this machine may come with it (tests/intake/test_nasty_pages.py).
"""

# ruff: noqa: PLW0108 - a lambda makes its bytes when they are wanted, not before
from __future__ import annotations

import gzip
import io
import json
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

SENTENCE = "Gunmen shot dead three fishermen near the old pier on Friday, police said."
SCRIPT = "<script>document.title='ran'</script>"


def _page(body: str, title: str = "Three die at the pier", head: str = "") -> bytes:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}'
        f'<meta property="article:published_time" content="2021-05-07"></head><body><article>'
        f"{body}</article></body></html>"
    ).encode("utf-8", "surrogatepass")


def _paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def _gzip_bomb() -> bytes:
    return gzip.compress(b"<p>" + b"a" * (64 << 20))


def _nested_gzip() -> bytes:
    return gzip.compress(gzip.compress(_page(_paragraphs(SENTENCE))))


def _zip_slip() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("../../outside.html", _page(_paragraphs(SENTENCE)))
        packed.writestr("/etc/tollbook-was-here", "x")
    return made.getvalue()


def _billion_laughs() -> bytes:
    entities = '<!ENTITY a0 "killed ">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
    )
    return (
        f"<?xml version='1.0'?><!DOCTYPE html [{entities}]><html><body>&a9;</body></html>".encode()
    )


def _outside_entity() -> bytes:
    return (
        b"<?xml version='1.0'?><!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
        b"<html><body><p>" + SENTENCE.encode() + b" &x;</p></body></html>"
    )


NASTY: Mapping[str, Callable[[], bytes]] = {
    "gzip-bomb.html.gz": _gzip_bomb,
    "gzip-in-gzip.html.gz": _nested_gzip,
    "gzip-cut.html.gz": lambda: gzip.compress(_page(_paragraphs(SENTENCE)))[:-9],
    "zip-named-html.html": _zip_slip,
    "entities.html": _billion_laughs,
    "outside-entity.html": _outside_entity,
    "many-entities.html": lambda: _page("<p>" + "&amp;lt;" * 200_000 + SENTENCE + "</p>"),
    "deep.html": lambda: _page("<div>" * 50_000 + SENTENCE + "</div>" * 50_000),
    "wide-table.html": lambda: _page(
        "<table>" + "<tr>" + "<td>3 killed</td>" * 2_000 + "</tr>" * 20 + "</table>" + SENTENCE
    ),
    "long-table.html": lambda: _page(
        "<table>" + "<tr><td>killed</td><td>3</td></tr>" * 4_000 + f"</table><p>{SENTENCE}</p>"
    ),
    "one-long-word.html": lambda: _page(_paragraphs("a" * 2_000_000, SENTENCE)),
    "one-long-sentence.html": lambda: _page(_paragraphs("killed and " * 20_000, SENTENCE)),
    "many-numbers.html": lambda: _page(_paragraphs("1,000,000,000,000 " * 20_000, SENTENCE)),
    "huge-number.html": lambda: _page(
        _paragraphs(f"Gunmen killed {'9' * 5_000} people on Friday.")
    ),
    "attributes.html": lambda: _page(
        "<p " + " ".join(f'a{n}="x"' for n in range(4_000)) + f">{SENTENCE}</p>"
    ),
    "scripts.html": lambda: _page(
        _paragraphs(SENTENCE, SCRIPT, "<img src=x onerror=\"document.title='ran'\">"),
        title=f"{SCRIPT}&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;",
    ),
    "script-urls.html": lambda: _page(
        f"<p><a href=\"javascript:document.title='ran'\">{SENTENCE}</a></p>",
        head='<base href="javascript:alert(1)"><link rel=canonical href="javascript:alert(1)">'
        '<meta property="og:url" content="javascript:alert(1)//">',
    ),
    "template-words.html": lambda: _page(
        _paragraphs("Police said {{ 7 * 7 }} {% raw %} three people were killed in ${7*7}.")
    ),
    "refresh.html": lambda: _page(
        _paragraphs(SENTENCE), head='<meta http-equiv="refresh" content="0;url=file:///etc/passwd">'
    ),
    "bidi.html": lambda: _page(
        _paragraphs("\u202edezirohtua\u202c " + SENTENCE, "\u2066" * 500 + SENTENCE),
        title="\u202e3 eid\u202c",
    ),
    "homoglyphs.html": lambda: _page(
        _paragraphs(
            "Gunm\u0435n sh\u043et d\u0435ad thr\u0435\u0435 fish\u0435rm\u0435n.", SENTENCE
        )
    ),
    "combining.html": lambda: _page(_paragraphs("k" + "\u0301" * 50_000 + "illed", SENTENCE)),
    "invisible.html": lambda: _page(_paragraphs("\u200b\u2060\ufeff".join(SENTENCE))),
    "noncharacters.html": lambda: _page(_paragraphs("\ufdd0\uffff\U0010ffff " + SENTENCE)),
    "nul-bytes.html": lambda: _page(_paragraphs("a\0b " + SENTENCE)),
    "half-characters.html": lambda: _page(_paragraphs("\ud83d " + SENTENCE)),
    "wrong-charset.html": lambda: b'<meta charset="utf-16">' + _page(_paragraphs(SENTENCE)),
    "utf-7.html": lambda: (
        b'<meta charset="utf-7"><p>+ADw-script+AD4-alert(1)+ADw-/script+AD4-</p>'
        + SENTENCE.encode()
    ),
    "no-end.html": lambda: _page(_paragraphs(SENTENCE))[:-40] + b"<!-- " + b"-" * 500_000,
    "doctype.html": lambda: b"<!DOCTYPE " + b"a" * 500_000 + b">" + _page(_paragraphs(SENTENCE)),
    "json-ld.html": lambda: _page(
        _paragraphs(SENTENCE),
        head='<script type="application/ld+json">' + '{"a":' * 20_000 + "}" * 20_000 + "</script>",
    ),
    "dates.html": lambda: _page(
        _paragraphs(SENTENCE),
        head='<meta name="date" content="99999999-99-99"><time datetime="-1-0-0">x</time>' * 2_000,
    ),
    "lines.jsonl": lambda: (
        b"\n".join(
            json.dumps(row).encode()
            for row in (
                {"text": SENTENCE, "url": "javascript:alert(1)", "source": SCRIPT, "id": "../../x"},
                {"text": SENTENCE, "published": "2021-13-45", "title": "=cmd|' /C calc'!A0"},
                {"text": [SENTENCE]},
                {"text": SENTENCE, "title": {"a": 1}},
            )
        )
        + b"\n"
        + b'{"text": ' * 5_000
        + b"\n\xff\xfe\n{}\n"
    ),
    "deep.jsonl": lambda: b'{"text":' + b"[" * 200_000 + b"]" * 200_000 + b"}",
    "backtracking.txt": lambda: ("(" * 500 + "said " * 500 + ", " * 500 + SENTENCE).encode(),
    "quotes.txt": lambda: ("\u201c" * 5_000 + SENTENCE + '"' * 5_000).encode(),
    "spaces.txt": lambda: (" " * 100_000 + SENTENCE + "\n" * 100_000).encode(),
}
"""Name of a file to what makes its bytes."""


def write(folder: Path) -> Iterator[Path]:
    """Writes every nasty page into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, made in NASTY.items():
        path = folder / name
        path.write_bytes(made())
        yield path


if __name__ == "__main__":
    for written in write(Path(sys.argv[1])):
        print(written)  # noqa: T201 - the script's answer
