"""Lists in the data files: found by name, built of one another, put to use."""

from __future__ import annotations

import importlib
import pkgutil
import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

import tollbook.read
from tollbook.read.word_lists import PatternList, WordList
from tollbook.read.words import pattern, table

CODE = Path(tollbook.read.__file__).parent
BY_NAME = ("events", "figures", "periods", "places")
"""Files whose every list is asked for by its name, or used by another list."""


def named() -> set[PatternList | WordList]:
    """The lists that the modules of the room name."""
    names = [m.name for m in pkgutil.iter_modules(tollbook.read.__path__)]
    modules = [importlib.import_module(f"tollbook.read.{name}") for name in names]
    values = [v for m in modules for v in vars(m).values()]
    return {v for v in values if isinstance(v, PatternList | WordList)}


@pytest.mark.parametrize("named", sorted(named(), key=str), ids=str)
def test_each_list_that_a_module_goes_by_is_in_the_data(named: PatternList | WordList) -> None:
    if isinstance(named, WordList):
        assert named.words
    else:
        assert named.fullmatch("xyzzy") is None, "it meets anything"


def lists(name: str) -> Iterator[tuple[str, str, str]]:
    """(section, key, text) of every list of a file."""
    whole = tomllib.loads((files("tollbook.read") / "data/en" / f"{name}.toml").read_text("utf-8"))
    for section, keys in whole.items():
        for key, value in keys.items():
            yield section, key, value if isinstance(value, str) else " ".join(value)


@pytest.mark.parametrize("name", BY_NAME)
def test_no_list_lies_unused(name: str) -> None:
    code = "\n".join(path.read_text("utf-8") for path in CODE.glob("*.py"))
    used = {
        (section, inside)
        for section, _, text in lists(name)
        for inside in re.findall(r"\{([a-z_]+)\}", text)
    }
    shared = {inside for _, inside in used}
    idle = [
        (section, key)
        for section, key, _ in lists(name)
        if (section, key) not in used
        and not (section == "shared" and key in shared)
        and f'"{name}", "{section}", "{key}"' not in code
        and f'"{name}")["{section}"]["{key}"]' not in code
    ]
    assert idle == []


def test_a_list_stands_for_any_of_it_wherever_it_is_named() -> None:
    one_day = pattern("events", "sections", "one_day")
    assert one_day.search("two died on Sept. 4")
    assert one_day.search("it was TUESDAY")
    assert not one_day.search("two died in the evening")


def test_words_of_another_file_are_named_with_it() -> None:
    pointing = pattern("events", "that_deed", "pointing")
    found = pointing.search("Six died in that dawn raid.")
    assert found is not None
    assert found["deed"] == "raid"


@pytest.mark.parametrize("used", ["{no_such_list}", "{itself}"])
def test_a_list_that_there_is_not_is_named(used: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(table("events"), "made_up", {"itself": [f"a {used}"]})
    with pytest.raises(ValueError, match=r"\[made_up\] of events.toml has \{\w+\} in itself"):
        pattern("events", "made_up", "itself")
