"""The policies' files: every setting explained by a rule, every rule by a section that is there."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
from tally_world import NASIRIYAH, World, says, victims

from tollbook.tally import load_policy
from tollbook.tally.policy import Policy, codebooks, policy_names

NAMING = {"name", "title", "note", "rule"}
SETTINGS = {f.name for f in fields(Policy)} - NAMING
PAGE = Path(__file__).parents[2] / "docs" / "policies.md"


@pytest.mark.parametrize("name", policy_names())
def test_every_setting_is_explained_and_every_rule_cites_a_section(name: str) -> None:
    policy = load_policy(name)
    assert policy.name == name
    assert "not" in policy.note or name == "default"
    explained = [key for rule in policy.rule for key in rule.keys]
    assert set(explained) == SETTINGS
    for rule in policy.rule:
        assert rule.text.endswith(".")
        assert rule.keys
        for cited in rule.source.split("; "):
            book, _, section = cited.rpartition(", ")
            assert cited == "our choice" or section in codebooks()[book], cited


def test_a_policy_after_a_codebook_cites_that_codebook() -> None:
    for name, book in (
        ("ucdp", "UCDP GED"),
        ("ibc", "Iraq Body Count"),
        ("acled", "ACLED"),
        ("airwars", "Airwars"),
    ):
        sources = [rule.source for rule in load_policy(f"{name}-like").rule]
        assert sum(book in source for source in sources) >= 2
        assert not any("docs/policies.md" in source for source in sources)


def test_the_sections_of_our_own_rule_are_on_its_page() -> None:
    headings = re.findall(r"^###? (.+)$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert set(codebooks()["docs/policies.md"]) <= set(headings)
    cited = {rule.source for rule in load_policy("default").rule}
    assert all(
        any(section in source for source in cited) for section in codebooks()["docs/policies.md"]
    )


@pytest.mark.parametrize(
    ("policy", "figures"),
    [("default", (None, None, 9)), ("ibc-like", (9, 9, 9)), ("ucdp-like", (0, 0, 9))],
)
def test_what_one_party_alone_says_of_civilians(
    policy: str, figures: tuple[int | None, int | None, int]
) -> None:
    world = World()
    world.claim(
        world.report("a", "2019-10-09"), 9, at=NASIRIYAH, on="2019-10-04",
        said_by=says("the front", "armed_group"), victims=victims(status="civilian"),
    )  # fmt: skip
    toll = world.tally(policy).incidents[0].toll("killed")
    assert (toll.min, toll.best, toll.max) == figures  # type: ignore[union-attr]
