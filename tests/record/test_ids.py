"""Ids are digests of content: the same twice, and no two lists of parts alike."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.record.ids import digest_of, incident_id, record_id, report_id

text = st.text(max_size=30)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (("ab", "c"), ("a", "bc")),
        (("ab",), ("a", "b")),
        (("a", ""), ("a",)),
        (("", "a"), ("a", "")),
        (("1:a",), ("a",)),
        ((None,), ("",)),
    ],
)
def test_parts_are_framed(a: tuple[object, ...], b: tuple[object, ...]) -> None:
    assert digest_of(*a) != digest_of(*b)


def test_a_digest_stays_what_it_is() -> None:
    """Written down once: a change here would orphan every decision in every book."""
    assert record_id("clm", "rep_1", "killed", 10, 20) == "clm_edbf3599877fa871"


def test_a_report_and_an_incident_have_their_prefix() -> None:
    assert re.fullmatch(r"rep_[0-9a-f]{16}", report_id("ab" * 32))
    assert re.fullmatch(r"inc_[0-9a-f]{16}", incident_id("clm_0"))
    assert report_id("ab" * 32) != report_id("ab" * 31 + "ac")


@given(st.lists(text, max_size=5), st.lists(text, max_size=5))
def test_only_equal_lists_share_a_digest(a: list[str], b: list[str]) -> None:
    assert (digest_of(*a) == digest_of(*b)) == (a == b)


def test_a_lone_surrogate_has_a_digest_too() -> None:
    assert digest_of("\ud800") != digest_of("\ud801")
