"""tollbook tally and tollbook accounts: figures by another policy, and the balance sheet."""

from __future__ import annotations

import json
import shutil
from importlib import resources
from pathlib import Path

import pytest

import tollbook as library


@pytest.fixture
def book(book_of_pages: Path, folder: Path) -> None:
    """A copy of the book of two pages, which these tests only look at."""
    shutil.copytree(book_of_pages, folder / "book")


def test_tally_prints_figures_sums_and_rules(tollbook, book) -> None:
    printed = tollbook("tally").stdout
    assert printed.startswith("By policy default")
    assert "documented deaths: a floor" in printed
    assert "killed      8, over 2 incidents" in printed
    assert "The rules of default" in printed
    assert "The book's own policy" not in printed


def test_tally_by_another_policy_leaves_the_book_as_it_is(tollbook, book) -> None:
    with library.open("book") as opened:
        before = opened.ledger.derived_digest()
    printed = tollbook("tally", "--policy", "ibc-like").stdout
    assert "The book's own policy is default, and stays." in printed
    assert "not IBC data" in printed
    with library.open("book") as opened:
        assert opened.ledger.derived_digest() == before
        assert opened.policy == "default"


def test_tally_as_json_has_what_is_printed(tollbook, book) -> None:
    sheet = json.loads(tollbook("tally", "--policy", "ibc-like", "--json").stdout)
    assert (sheet["policy"], sheet["book_policy"]) == ("ibc-like", "default")
    assert sheet["note"].endswith("not IBC data")
    assert [(t["harm"], t["incidents"]) for t in sheet["totals"]] == [("killed", 2)]
    assert len(sheet["incidents"]) == 2
    assert all(rule["source"] for rule in sheet["rules"])


def test_filters_choose_the_incidents(tollbook, book) -> None:
    sheet = json.loads(tollbook("tally", "--place", "amara", "--json").stdout)
    assert [i["places"][0]["name"] for i in sheet["incidents"]] == ["Amara"]
    assert [(t["best"], t["incidents"]) for t in sheet["totals"]] == [(5, 1)]


def test_compare_explains_what_differs(tollbook, book) -> None:
    result = tollbook("tally", "--compare", "default,ibc-like")
    assert "0 tolls alike, 2 that differ" in result.stdout
    assert "whether they were civilians is not said" in " ".join(result.stdout.split())
    found = json.loads(tollbook("tally", "--compare", "default,ibc-like", "--json").stdout)
    assert [p["policy"] for p in found["policies"]] == ["default", "ibc-like"]
    first = found["differences"][0]
    assert set(first["tolls"]) == {"default", "ibc-like"}
    assert first["claims"][0]["by"]["default"]["used"] is True


def test_a_policy_compared_with_its_like_differs_nowhere(tollbook, book) -> None:
    found = json.loads(tollbook("tally", "--compare", "default,ucdp-like", "--json").stdout)
    assert (found["same"], found["differences"]) == (2, [])


@pytest.mark.parametrize(
    "options",
    [
        ("--compare", "default"),
        ("--compare", "default,default"),
        ("--compare", "default,ibc-like", "--policy", "ibc-like"),
    ],
)
def test_compare_takes_two_policies(tollbook, book, options) -> None:
    result = tollbook("tally", *options)
    assert result.exit_code == 2
    assert "two policies or more" in result.stderr
    assert "--compare default,ibc-like" in result.stderr


def test_an_unknown_policy_names_those_there_are(tollbook, book) -> None:
    result = tollbook("tally", "--policy", "ibc")
    assert result.exit_code == 2
    assert "ibc-like" in result.stderr


def test_accounts_of_a_book_without_totals(tollbook, book) -> None:
    assert "0 running totals" in tollbook("accounts").stdout
    assert json.loads(tollbook("accounts", "--json").stdout)["accounts"] == []


def test_plot_with_no_total_says_so(tollbook, book) -> None:
    result = tollbook("plot", "balances")
    assert result.exit_code == 2
    assert "no running total to draw" in result.stderr
    assert "tollbook accounts" in result.stderr


def test_plot_refuses_a_form_it_does_not_write(tollbook, book) -> None:
    result = tollbook("plot", "balances", "--out", "x.pdf")
    assert result.exit_code == 2
    assert "x.pdf" in result.stderr
    assert "--out x.svg" in result.stderr


@pytest.mark.parametrize("content", [None, b"\xff\xfe", b"name = \n", b'name = "mine"\nlike = 1\n'])
def test_a_policy_that_cannot_be_read_is_named(
    tollbook, book, folder: Path, content: bytes | None
) -> None:
    own = folder / "book" / "hand" / "policy.toml"
    own.parent.mkdir(exist_ok=True)
    if content is None:
        own.mkdir()  # no file at all
    else:
        own.write_bytes(content)
    for options in ([], ["--policy", "mine"], ["--compare", "default,ibc-like"]):
        result = tollbook("tally", *options)
        assert result.exit_code == 2
        assert "where: book/hand/policy.toml" in result.stderr
        assert "docs/policies.md" in " ".join(result.stderr.split())


def test_a_policy_file_may_begin_with_a_byte_order_mark_and_is_among_those_named(
    tollbook, book, folder: Path
) -> None:
    ours = (resources.files("tollbook.tally") / "policies" / "ibc-like.toml").read_text("utf-8")
    own = folder / "book" / "hand" / "policy.toml"
    own.parent.mkdir(exist_ok=True)
    own.write_text(ours.replace('name = "ibc-like"', 'name = "mine"', 1), "utf-8-sig")
    assert tollbook("tally", "--policy", "mine").stdout.startswith("By policy mine")
    result = tollbook("tally", "--policy", "mien")
    assert result.exit_code == 2
    assert "ucdp-like, mine" in " ".join(result.stderr.split())
