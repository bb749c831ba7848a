"""``tollbook list`` with the address of a list gives what the desk gives at that address."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result
from desk_visitor import Visitor

from tollbook.cli import cli
from tollbook.publish.lists.nouns import KINDS


def listed(visitor: Visitor, *words: str) -> Result:
    return CliRunner().invoke(cli, ["list", *words, "--book", str(visitor.shelf.folder)])


@pytest.mark.parametrize(
    "address",
    [
        "/list/claims.csv?harm=killed&sort=-number",
        "/list/claims.json?decided=nothing&since=2019-10-02",
        "/list/incidents.geojson?words=nasiriyah",
        *(f"/list/{kind}.ndjson" for kind in KINDS),
    ],
)
def test_a_file_is_the_one_of_the_desk(reader_only: Visitor, address: str) -> None:
    there = reader_only.get(address).content
    for given in (address, address.removeprefix("/list/")):
        assert listed(reader_only, given).stdout_bytes == there


def test_a_list_has_the_sentence_of_the_desk(reader_only: Visitor) -> None:
    query = "harm=killed&country=IQ&sort=-number"
    shown = reader_only.page(f"/list/claims?{query}").select_one(".sentence").get_text().strip()
    said = listed(reader_only, f"claims?{query}")
    assert said.exit_code == 0
    assert said.stdout.splitlines()[0] == shown


def test_nouns_without_a_filter(reader_only: Visitor) -> None:
    said = listed(reader_only, "statements")
    assert said.exit_code == 0
    assert all(each.id in said.stdout for each in reader_only.view.statements[:5])
    assert listed(reader_only, "places", "--csv").stdout.startswith("id,name,country")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("dwarfs",), "is none of claims, incidents"),
        (("claims?colour=red",), "is not chosen by this"),
        (("claims.xls",), "no such file"),
        (("sources.geojson",), "no such file"),
        (("statements", "--place", "Basra"), "chosen by its address"),
    ],
)
def test_what_is_no_list(reader_only: Visitor, words: tuple[str, ...], told: str) -> None:
    said = listed(reader_only, *words)
    assert said.exit_code == 2
    assert told in said.stderr
