"""What people wrote for a book: files that cannot be read are named, with what to do next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tollbook.errors import UsageError
from tollbook.publish.release.profile import load_profile
from tollbook.read.own import load_own
from tollbook.resolve.registry import load_registry
from tollbook.settings import load_settings, written_toml
from tollbook.tally import load_charter, load_policy

READERS: dict[str, Callable[[Path], object]] = {
    "tollbook.toml": lambda folder: load_settings(folder / "tollbook.toml"),
    "policy.toml": lambda folder: load_policy("default", folder),
    "charter.toml": load_charter,
    "actors.toml": load_registry,
    "words.toml": load_own,
    "profiles.toml": load_profile,
}


@pytest.mark.parametrize(
    "content", [None, b"\xff\xfe", b"name = \n"], ids=["folder", "bytes", "TOML"]
)
@pytest.mark.parametrize("name", READERS)
def test_a_file_that_cannot_be_used_is_named_with_what_to_do(
    tmp_path: Path, name: str, content: bytes | None
) -> None:
    file = tmp_path / name
    if content is None:
        file.mkdir()
    else:
        file.write_bytes(content)
    with pytest.raises(UsageError) as caught:
        READERS[name](tmp_path)
    assert caught.value.where == str(file)
    assert caught.value.next


def test_a_byte_order_mark_is_no_part_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('title = "Márton"\n', "utf-8-sig")
    assert written_toml(tmp_path / "a.toml", "it", next="mend it") == {"title": "Márton"}
