"""Files and folders to items: what is read, what is set aside, and what is said about it."""

from __future__ import annotations

import gzip
import hashlib
import os
import tracemalloc
from pathlib import Path

import pytest

from tollbook.errors import NothingToRead
from tollbook.intake import HTML, JSONL, TEXT, Item, items
from tollbook.record import SetAside

LIMIT = 1 << 20
# does not compress, and is the same in every run
NOISE = b"".join(hashlib.sha256(b"%d" % i).digest() for i in range(LIMIT // 32))
PAGE = b"<!doctype html><html><body><p>Three people died.</p></body></html>"


def packed_bytes(data: bytes) -> bytes:
    """gzip without the time of packing, so that every run has the same test ids."""
    return gzip.compress(data, mtime=0)


def gathered(*paths: Path, limit: int = LIMIT) -> list[Item | SetAside]:
    return list(items(paths, max_bytes=limit))


def only_item(path: Path) -> Item:
    (item,) = gathered(path)
    assert isinstance(item, Item), item
    return item


def only_aside(path: Path, limit: int = LIMIT) -> SetAside:
    (aside,) = gathered(path, limit=limit)
    assert isinstance(aside, SetAside), aside
    assert aside.next
    assert aside.where.startswith(str(path))
    return aside


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("a.html", PAGE, HTML),
        ("a.HTM", PAGE, HTML),
        ("a.xhtml", b"<?xml version='1.0'?><html><body>x</body></html>", HTML),
        ("a.html", b"no tags at all", TEXT),
        ("a.txt", b"Three people died.", TEXT),
        ("a.txt", PAGE, HTML),
        ("a.txt", "\ufeffThree died".encode("utf-16"), TEXT),
        ("a.txt", "Three died in town".encode("utf-16-le"), TEXT),
        ("page", PAGE, HTML),
        ("page", b"Three people died.", TEXT),
        ("page.php", b"<div><p>Three</p><p>died.</p></div>", HTML),
        ("notes.md", b"Three people died.", TEXT),
    ],
)
def test_kind_is_told_from_ending_and_bytes(
    tmp_path: Path, name: str, data: bytes, media_type: str
) -> None:
    (tmp_path / name).write_bytes(data)
    item = only_item(tmp_path / name)
    assert item == Item(
        str(tmp_path / name), data, media_type, None, hashlib.sha256(data).hexdigest()
    )


def test_packed_page_is_the_same_item_as_the_page(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(PAGE)
    (tmp_path / "b.html.gz").write_bytes(packed_bytes(PAGE[:20]) + packed_bytes(PAGE[20:]))
    one, other = gathered(tmp_path)
    assert isinstance(one, Item)
    assert isinstance(other, Item)
    assert (one.data, one.sha256, one.media_type) == (other.data, other.sha256, other.media_type)


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.html", b"", "empty"),
        ("a.txt", b" \n\t\n", "empty"),
        ("a.txt", b"Three\x00\x01\x02 died", "binary"),
        ("photo", b"\xff\xd8\xff\xe0 jfif", "picture"),
        ("a.html", b"%PDF-1.7 ...", "PDF"),
        ("a.docx", b"PK\x03\x04....", "archive or office document"),
        ("a.warc", b"WARC/1.0\r\n", "web archive"),
        ("a.bin", packed_bytes(PAGE), "gzip"),
        ("a.html.gz", b"no gzip at all", "damaged"),
        ("a.html.gz", packed_bytes(PAGE)[:-12], "end too early"),
        ("a.html.gz", packed_bytes(b""), "empty"),
        ("a.json", b'{"text": "Three died."}', "no report"),
        ("data", b'{"text": "Three died."}', "looks like JSON"),
        ("feed", b"<?xml version='1.0'?><rss></rss>", "XML"),
        ("style.css", b"p { color: red }", "no report"),
        ("a.txt", b"x" * (LIMIT + 1), "larger than"),
        ("a.html.gz", packed_bytes(NOISE + PAGE), "binary"),
        ("a.html.gz", packed_bytes(PAGE + b" " * (2 * LIMIT)), "larger than"),
    ],
)
def test_what_cannot_be_read_is_set_aside(tmp_path: Path, name: str, data: bytes, why: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert why in only_aside(tmp_path / name).why


def test_gzip_bomb_is_stopped_by_its_ratio(tmp_path: Path) -> None:
    bomb = tmp_path / "a.jsonl.gz"
    bomb.write_bytes(packed_bytes(b'{"text": "a"}\n' + b" " * (64 << 20)))
    tracemalloc.start()
    told = gathered(bomb)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(told[-1], SetAside)
    assert "200 times" in told[-1].why
    assert peak < 16 << 20


def test_folder_is_walked_in_order_without_hidden_and_saved_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.txt", "a/1.html", ".hidden.txt", "a/1_files/ad.js", "c.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Text of {name}.")
    origins = [i.origin for i in gathered(tmp_path) if isinstance(i, Item)]
    assert origins == [str(tmp_path / n) for n in ("a/1.html", "a/2.txt", "b.txt", "c.txt")]
    assert not [i for i in gathered(tmp_path) if isinstance(i, SetAside)]


def test_a_book_among_the_pages_is_passed_over(tmp_path: Path) -> None:
    """``tollbook run .`` makes ./book, and the next run must not read what that keeps."""
    (tmp_path / "a.txt").write_text("Three died.")
    kept = tmp_path / "book" / "captures" / "ab"
    kept.mkdir(parents=True)
    (kept / "cd").write_text("Three died.")
    (tmp_path / "book" / "book.db").write_bytes(b"SQLite format 3\0")
    assert [getattr(i, "origin", i) for i in gathered(tmp_path)] == [str(tmp_path / "a.txt")]
    (given,) = gathered(tmp_path / "book")
    assert isinstance(given, SetAside)
    assert given.why == "it is a book"


def test_hidden_file_is_read_where_it_is_given(tmp_path: Path) -> None:
    (tmp_path / ".a.txt").write_text("Three died.")
    assert only_item(tmp_path / ".a.txt").data == b"Three died."


def test_file_given_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Three died.")
    assert len(gathered(tmp_path, tmp_path / "a.txt")) == 1


def test_missing_path_beside_a_good_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Three died.")
    item, aside = gathered(tmp_path / "a.txt", tmp_path / "b.txt")
    assert isinstance(item, Item)
    assert isinstance(aside, SetAside)
    assert aside.why == "it is not there"


def test_nothing_readable_is_an_error_at_once(tmp_path: Path) -> None:
    with pytest.raises(NothingToRead) as caught:
        items([tmp_path / "a", tmp_path / "b"], max_bytes=LIMIT)
    assert str(tmp_path / "a") in str(caught.value.value)
    with pytest.raises(NothingToRead):
        items([], max_bytes=LIMIT)


def test_empty_folder_says_so(tmp_path: Path) -> None:
    assert only_aside(tmp_path).why == "it holds no files"


def test_link_loop_and_dead_link(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "back").symlink_to(tmp_path)
    (tmp_path / "a" / "dead.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "a" / "self").symlink_to(tmp_path / "a" / "self")
    (tmp_path / "a" / "z.txt").write_text("Three died.")
    told = gathered(tmp_path)
    assert [i.why.split(":")[0] for i in told if isinstance(i, SetAside)] == [
        "it is a link back to a folder above it",
        "it is a link to something that is not there",
        "it cannot be read",
    ]
    assert len([i for i in told if isinstance(i, Item)]) == 1


def test_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert only_aside(tmp_path / "pipe.txt").why == "it is no regular file"


def test_unreadable_file_names_its_permissions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("Three died.")

    def refuse(self: Path, *args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", refuse)
    aside = only_aside(tmp_path / "a.txt")
    assert aside.why == "you may not read it"
    assert "chmod" in aside.next


JSON_LINES = b"""\xef\xbb\xbf{"text": "Three died.", "id": 7}

{"text": "Four died.", "title": "Town", "more": [1]}
not json
{"title": "no text"}
{"text": "  "}
{"text": 5}
["text"]
{"text": "Caf\xe9 attacked."}
{"text": "half an emoji \\ud83d here"}
{"text": "last line, no line break"}"""


def test_jsonl_lines_are_items_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(JSON_LINES)
    told = gathered(path)
    good = [i for i in told if isinstance(i, Item)]
    assert [(i.record, i.media_type) for i in good] == [(n, JSONL) for n in (1, 3, 9, 10, 11)]
    assert good[0].origin == f"{path}:1"
    assert good[0].data == b'{"text": "Three died.", "id": 7}'
    bad = {i.where.rsplit(":", 1)[1]: i.why for i in told if isinstance(i, SetAside)}
    assert list(bad) == ["4", "5", "6", "7", "8"]
    assert bad["4"].startswith("it is no JSON")
    assert bad["5"] == 'it has no "text"'
    assert bad["6"] == 'its "text" is empty'
    assert "Expected `str`" in bad["7"]
    packed = tmp_path / "b.ndjson.gz"
    packed.write_bytes(packed_bytes(JSON_LINES))
    assert [i.sha256 for i in gathered(packed) if isinstance(i, Item)] == [i.sha256 for i in good]


def test_long_jsonl_line_is_skipped_and_the_rest_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(
        b'{"text": "' + b"x" * 5000 + b'"}\n{"text": "Three died."}\n{"text": "' + b"x" * 5000
    )
    first, second, third = gathered(path, limit=1000)
    assert isinstance(first, SetAside)
    assert first.where.endswith(":1")
    assert isinstance(second, Item)
    assert second.record == 2
    assert isinstance(third, SetAside)


def test_large_jsonl_is_streamed(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    line = b'{"text": "' + b"Three died. " * 100 + b'"}\n'
    path.write_bytes(line * 10_000)
    tracemalloc.start()
    count = sum(isinstance(i, Item) for i in items([path], max_bytes=LIMIT))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 10_000
    assert peak < 2 << 20
