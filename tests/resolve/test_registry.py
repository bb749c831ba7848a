"""Actors: as newspapers spell them, namesakes, and what is no actor."""

from __future__ import annotations

from pathlib import Path

import pytest

from tollbook.errors import UsageError
from tollbook.resolve.registry import load_registry

REGISTRY = load_registry()


@pytest.mark.parametrize(
    ("words", "actor"),
    [
        ("Asaeb al-Haq", "iq-aah"),
        ("the Asaib al-Haq", "iq-aah"),
        ("AAH", "iq-aah"),
        ("Kata\u2019ib Hezbollah", "iq-kh"),
        ("Iraqi Hezbollah", "iq-kh"),
        ("Ketaeb Hizbullah", "iq-kh"),
        ("Hashed al-Shaabi", "iq-pmf"),
        ("Iran-backed Asaib Ahl al-Haq militia", "iq-aah"),
        ("Revolutionary Guards (IRGC) Quds Force", "ir-quds"),
        ("People\u2019s Mojahedin Organization of Iran (PMOI)", "ir-pmoi"),
        ("the Islamic State group", "xx-is"),
        ("ISIS militants", "xx-is"),
        ("Al Shabaab", "so-shabaab"),
        ("al-Shabaab fighters", "so-shabaab"),
        ("Israel's army", "il-idf"),
        ("Hezbollah", "lb-hezbollah"),
        ("Syrian Observatory for Human Rights", "sy-sohr"),
    ],
)
def test_names_link(words: str, actor: str) -> None:
    found = REGISTRY.find(words)
    assert found.actor is not None, found.reason
    assert found.actor.id == actor


@pytest.mark.parametrize(
    "words",
    ["gunmen", "masked gunmen", "security forces", "the army", "police", "militiamen", "isf", "ap",
     "unknown assailants", "protesters", ""],
)  # fmt: skip
def test_descriptions_are_no_actor(words: str) -> None:
    found = REGISTRY.find(words)
    assert found.actor is None
    assert found.candidates == ()


def test_a_shared_name_needs_its_country() -> None:
    alone = REGISTRY.find("National Security Council")
    assert alone.actor is None
    assert [a.id for a in alone.candidates] == ["iq-nsc"]
    here = REGISTRY.find("National Security Council", frozenset({"IQ"}))
    assert here.actor is not None
    assert here.actor.id == "iq-nsc"


def test_every_parent_is_listed() -> None:
    assert len(REGISTRY.by_id) >= 300
    parents = {a.parent for a in REGISTRY.by_id.values() if a.parent}
    assert parents <= set(REGISTRY.by_id)


def test_own_actors_add(tmp_path: Path) -> None:
    (tmp_path / "actors.toml").write_text(
        'actors = [{ id = "my-guard", name = "Harbour Guard", kind = "militia", country = "IQ" }]',
        "utf-8",
    )
    found = load_registry(tmp_path).find("the Harbour Guard")
    assert found.actor is not None
    assert found.actor.id == "my-guard"


@pytest.mark.parametrize("text", ["actors = [", 'actors = [{ id = "x" }]'])
def test_own_actors_that_cannot_be_read(tmp_path: Path, text: str) -> None:
    (tmp_path / "actors.toml").write_text(text, "utf-8")
    with pytest.raises(UsageError) as caught:
        load_registry(tmp_path)
    assert caught.value.where is not None
