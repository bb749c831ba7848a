"""docs/operate.md, followed to the letter: a team's book installed, drilled, upgraded."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from postgres import Server, older_book, settle

PAGE = (Path(__file__).parents[2] / "docs" / "operate.md").read_text("utf-8")
BLOCKS = [
    line
    for block in re.findall(r"^```sh\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    for line in block.splitlines()
]
ADDRESS = "postgresql://book_owner@localhost/iraq"
PASSWORD = "four words none knows\n" * 2


def section(title: str) -> str:
    """What stands under a heading of the page."""
    return PAGE.partition(f"## {title}\n")[2].partition("\n## ")[0]


def commands_in(text: str) -> list[str]:
    """The commands in running text."""
    return [" ".join(c.split()) for c in re.findall(r"`(tollbook [^`]+)`", text)]


@pytest.fixture
def team(filled, server: Server) -> Iterator[Server]:
    shutil.copytree("book", "iraq-2019")
    yield server
    server.drop("iraq")
    server.drop("drilled")
    server.execute("REASSIGN OWNED BY book_owner TO postgres")
    for role in ("book_owner", "recorders"):
        server.execute(f"DROP ROLE IF EXISTS {role}")


def test_a_team_is_set_up_and_drilled_as_the_page_says(filled, team: Server) -> None:
    url = team.url("iraq", "book_owner")
    done = []

    def follow(line: str, *, status: tuple[int, ...] = (0,), **more) -> str:
        result = filled(*shlex.split(line.replace(ADDRESS, url))[1:], **more)
        assert result.exit_code in status, (line, result.output)
        done.append(line)
        return result.stdout

    # A book in PostgreSQL
    for line in BLOCKS[:4]:
        program, *arguments = shlex.split(line)
        if program == "createuser":
            team.execute(f"CREATE ROLE {arguments[0]} LOGIN")
        elif program == "createdb":
            assert arguments == ["--owner", "book_owner", "--encoding", "UTF8", "iraq"]
            team.execute("CREATE DATABASE iraq OWNER book_owner ENCODING 'UTF8' TEMPLATE template0")
        else:
            said = follow(line)
            assert f'store = "{ADDRESS.partition("@")[0]}' in said
    settings = Path("iraq-2019/tollbook.toml")
    (stated,) = re.findall(r"^```toml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    settings.write_text(stated.replace(ADDRESS, url))
    Path("iraq-2019/book.db").rename("old.db")
    follow(BLOCKS[4])
    assert BLOCKS[4].startswith("tollbook grant recorders")
    settings.write_text(stated.replace(ADDRESS, team.url("iraq", "recorders")))
    follow("tollbook run --book iraq-2019")

    # People, second coding
    for line in BLOCKS[5:7]:
        follow(line, input=PASSWORD)
    assert BLOCKS[7].startswith("tollbook desk --team")  # it is served: tests/desk/test_access.py
    follow(BLOCKS[8])
    for name in ("ada", "bo"):
        rows = list(csv.DictReader(io.StringIO(Path("sheet.csv").read_text("utf-8"))))
        with Path(f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, list(rows[0]))
            table.writeheader()
            table.writerows(row | {"told": "yes", "harm": "killed"} for row in rows)
    for line in BLOCKS[9:]:
        follow(line, status=(0, 1))
    assert done[-1] == BLOCKS[-1]

    # Rotate secrets
    follow(
        'tollbook user token add Bo --label "weekly table" --scope read --days 90 --book iraq-2019'
    )
    for line in commands_in(section("Rotate secrets")):
        own = line.replace("NAME", "Bo").replace("NUMBER", "1")
        follow(f"{own} --book iraq-2019", input=PASSWORD)

    # The drill
    Path("log.jsonl").write_text(follow("tollbook log export --book iraq-2019"))
    drill = commands_in(section("Backups").partition("A drill")[2])
    assert [line.split()[1] for line in drill] == [
        "backup",
        "restore",
        "verify",
        "info",
        "info",
        "copy",
    ]
    for line in drill[:3]:
        follow(line)
    digests = {json.loads(follow(f"{line} --json"))["derived_digest"] for line in drill[3:5]}
    assert len(digests) == 1
    team.execute("CREATE DATABASE drilled OWNER book_owner TEMPLATE template0 ENCODING 'UTF8'")
    follow(drill[5].replace("postgresql://...", team.url("drilled", "book_owner")))

    # Upgrade
    wanted = [c for c in commands_in(section("Upgrade")) if c != "tollbook backup"]
    assert wanted == ["tollbook doctor", "tollbook grant", "tollbook run"]
    settings.write_text(stated.replace(ADDRESS, url))  # the owner opens it once
    follow("tollbook doctor --book iraq-2019", status=(0, 3))  # this server has no fsync
    follow("tollbook grant recorders --book iraq-2019")
    settings.write_text(stated.replace(ADDRESS, team.url("iraq", "recorders")))
    follow("tollbook run --book iraq-2019")
    follow("tollbook verify --book iraq-2019")


def test_an_older_database_is_upgraded_as_the_page_says(tollbook, server: Server) -> None:
    name = server.create()
    settle(Path("book"), older_book(server.url(name), "public"))
    assert tollbook("user", "list", "--json").exit_code == 0  # opened once, as the owner
    server.execute("CREATE ROLE upgraded LOGIN")
    assert tollbook("grant", "upgraded").exit_code == 0
    settle(Path("book"), server.url(name, "upgraded"))
    assert "Ada" in tollbook("user", "list").stdout
    server.execute("DROP OWNED BY upgraded", name)
    server.execute("DROP ROLE upgraded")
    server.drop(name)


def test_a_release_of_a_database_is_that_of_its_copy_in_a_folder(filled, server: Server) -> None:
    name = server.create()
    assert filled("copy", "book", server.url(name)).exit_code == 0
    shutil.copytree("book", "there")
    Path("there/book.db").unlink()
    settle(Path("there"), server.url(name))
    result = filled("release", "2019-12", "--book", "there")
    assert result.exit_code == 0, result.output
    assert filled("copy", "there", "here").exit_code == 0  # with the public ids
    assert filled("release", "2019-12", "--book", "here").exit_code == 0
    files = [
        {
            str(path.relative_to(root)): path.read_bytes()
            for path in sorted((Path(root) / "out").rglob("*"))
            if path.is_file()
        }
        for root in ("there", "here")
    ]
    assert len(files[0]) > 10
    assert files[0].keys() == files[1].keys()
    differing = [file for file, data in files[0].items() if files[1][file] != data]
    assert differing == []
    server.drop(name)
