"""Nothing private is in any byte of a release, in whatever spelling."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from anyascii import anyascii
from canary_book import CANARIES, Canary, containing

from tollbook.book import Book
from tollbook.publish.export import FORMATS, Options, files_of
from tollbook.publish.release.make import Made, release
from tollbook.publish.release.profile import Profile

OTHER_THAN_NAMES = {"zorqavillage", "rfxbasis"}
"""What a release coarsens beside names: exports give places as finely as the book has them."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("canary") / "book"
    Canary(folder)
    return folder


def made(folder: Path, name: str, profile: Profile) -> Made:
    with Book.open(folder) as book:
        return release(book, name, profile, containing=containing)


def folded(raw: bytes) -> str:
    """A file as a reader may see it: entities, escapes and accents undone, in small letters."""
    text = unescape(unquote(raw.decode("utf-8")))
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m.group(1), 16)), text)
    return re.sub(r"[^a-z0-9]", "", anyascii(text).lower())


def found(folder: Path) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            text = folded(file.read_bytes())
            for canary in CANARIES:
                if canary in text:
                    told.setdefault(canary, []).append(file.name)
    return told


def test_every_canary_is_in_the_book(folder: Path) -> None:
    held = b"".join(p.read_bytes() for p in folder.glob("book.db*")).decode("utf-8", "replace")
    text = held.casefold()
    assert [canary for canary in CANARIES if canary not in text] == []


@pytest.mark.parametrize(
    ("name", "profile"),
    [
        ("least", Profile()),
        ("sentences", Profile(quote="sentence")),
        ("no-titles", Profile(titles=False, urls=False)),
    ],
)
def test_no_canary_gets_out(folder: Path, name: str, profile: Profile) -> None:
    out = Path(made(folder, name, profile).folder)
    assert found(out) == {}
    text = b"".join(p.read_bytes() for p in out.rglob("*") if p.is_file()).decode("utf-8")
    assert re.findall(r"(?:rep|clm|inc|acc|dec|stm|men)_[0-9a-f]{16}", text) == []


def test_a_profile_lets_out_dead_adults_and_officials_and_nobody_else(folder: Path) -> None:
    profile = Profile(names_of_the_dead=True, speakers="name")
    out = Path(made(folder, "named", profile).folder)
    assert set(found(out)) == {"qaxdead", "rbxofficial", "qxxspeaker"}  # no address
    victims = (out / "tables" / "victims.csv").read_text("utf-8")
    assert "Nadia Qaxdead,mixed,adult,civilian" in victims


def test_a_person_in_command_goes_out_where_the_profile_says_so(folder: Path) -> None:
    out = Path(made(folder, "command", Profile(persons=("Jaber Qgxaccused",))).folder)
    assert set(found(out)) == {"qgxaccused"}


def test_what_is_left_of_a_figure_still_says_enough(folder: Path) -> None:
    out = Path(made(folder, "enough", Profile()).folder)
    figures = (out / "tables" / "figures.csv").read_text("utf-8")
    assert (
        "Five people including █████ ███████ and a boy named █████ ████████ were killed" in figures
    )
    assert "police spokesman Colonel" in figures
    assert "a note of the recorders" in figures
    incidents = (out / "tables" / "incidents.csv").read_text("utf-8")
    assert "a place, name withheld" in incidents
    assert "Lakeside District" in incidents
    assert "10.61" not in incidents


@pytest.mark.parametrize("name", sorted(name for name, form in FORMATS.items() if not form.plain))
def test_no_form_for_others_names_a_person(folder: Path, tmp_path: Path, name: str) -> None:
    rules = "".join(f'[[{form}]]\nevent = "E"\n' for form in ("acled", "plover"))
    (tmp_path / "types.toml").write_text(rules)
    with Book.open(folder) as book:
        files = files_of(name, book.view(), Options(hand=tmp_path))
    for file, content in files.items():
        (tmp_path / file).write_bytes(content)
    assert "Amberton" in b"".join(files.values()).decode("utf-8")
    told = set(found(tmp_path))
    assert told <= {"qaxdead", "qpxslug"} | OTHER_THAN_NAMES
    in_addresses = [c for c in ("qaxdead", "qpxslug") if c in told]
    assert in_addresses == [] or "https://post.example/2024/nadia-qaxdead-qpxslug" in b"".join(
        files.values()
    ).decode("utf-8")
