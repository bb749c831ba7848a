"""Actors: as newspapers spell them, namesakes, and what is no actor."""

from __future__ import annotations

from datetime import date
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
    ("words", "actor"),
    [
        ("the RSF", "sd-rsf"),
        ("The RSF's fighters", "sd-rsf"),
        ("the RSF\u2019s", "sd-rsf"),
        ("fighters of the RSF", "sd-rsf"),
        ("members of the Sudanese paramilitary group RSF", "sd-rsf"),
        ("a paramilitary force known as the Rapid Support Forces", "sd-rsf"),
        ("RSF-aligned militiamen", None),  # allies are not the group itself
        ("the RSF's allied militiamen", None),
        ("former members of the RSF", None),
        ("a rival of the group RSF", None),
        ("the RSF and its allies", None),
    ],
)
def test_a_name_inside_a_phrase(words: str, actor: str | None) -> None:
    found = REGISTRY.find(words, frozenset({"SD"}))
    assert (found.actor.id if found.actor else None) == actor


def test_a_loosely_equal_name_elsewhere_is_no_link() -> None:
    assert REGISTRY.find("Ansar ul Islaam", frozenset({"NE"})).actor is None


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


@pytest.mark.parametrize(
    ("words", "countries", "actor", "candidates"),
    [
        ("the army", {"SY"}, "sy-army", 0),
        ("the Army", {"LB"}, "lb-army", 0),
        ("the army", {"SY", "LB"}, None, 2),  # of which one?
        ("the army", {"SY", "PT"}, None, 1),
        ("the Malian army", {"SY"}, "ml-army", 0),  # the words themselves name the country
        ("Mali's army", set(), "ml-army", 0),
        ("the Congolese army", {"CD"}, "cd-fardc", 0),
        ("the Portuguese army", {"SY"}, None, 0),
        ("the Kurdish army", {"SY"}, None, 0),
        ("the army", set(), None, 0),
        ("the Guards", {"IR"}, "ir-irgc", 0),
        ("the guards", {"IR"}, None, 0),
        ("army officers", {"SY"}, None, 0),
        ("an army", {"SY"}, None, 0),
        ("the health ministry", {"LB"}, "lb-health", 0),
    ],
)
def test_a_head_noun_takes_its_country_from_the_report(
    words: str, countries: set[str], actor: str | None, candidates: int
) -> None:
    found = load_registry().find(words, frozenset(countries))
    assert (found.actor.id if found.actor else None) == actor
    assert len(found.candidates) == candidates


@pytest.mark.parametrize(
    ("words", "country", "actor"),
    [
        ("the National Guard", "US", None),
        ("the National Guard", "SY", "sy-druze-guard"),
        ("General Security", "SY", "sy-general-security"),
        ("General Security", "LB", "lb-general-security"),
        ("Southern Front", "UA", None),
        ("South Sudan People's Defense Forces", "SS", "ss-sspdf"),
        ("the Shi'ite group Hezbollah", "LB", "lb-hezbollah"),
        ("Muqtada al-Sadr's Peace Companies", "IQ", "iq-saraya-salam"),
        ("masked gunmen", "SY", None),
        ("armed tribesmen", "YE", None),
    ],
)
def test_names_that_others_carry_too(words: str, country: str, actor: str | None) -> None:
    found = load_registry().find(words, frozenset({country}))
    assert (found.actor.id if found.actor else None) == actor


def test_a_declared_affiliation_has_its_days_and_its_statement() -> None:
    registry = load_registry()
    assert len(registry.affiliations) >= 35
    for who, affiliation in registry.affiliations.items():
        assert affiliation.source
        assert affiliation.parent == registry.by_id[who].parent
        assert affiliation.since or affiliation.until
        if affiliation.since and affiliation.until:
            assert affiliation.since < affiliation.until
    pmf = registry.affiliations["iq-pmf"]
    assert (pmf.since, pmf.until) == (date(2016, 11, 26), None)


def test_an_affiliation_with_no_day_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "actors.toml").write_text(
        'actors = [{ id = "my-a", name = "Some Brigade", kind = "militia", parent = "iq-pmf",'
        ' parent_since = "spring", parent_source = "a law" }]',
        "utf-8",
    )
    with pytest.raises(UsageError, match="no day"):
        load_registry(tmp_path)


def test_every_parent_is_in_the_registry() -> None:
    registry = load_registry()
    lost = [a.id for a in registry.by_id.values() if a.parent and a.parent not in registry.by_id]
    assert lost == []
    assert len(registry.by_id) >= 500
