"""The documentation says what the program does: shown commands are run, links lead somewhere.

In README.md and docs/, a fenced block marked ``console`` is a session: lines that start with
``$ `` are commands, the lines below one are its output. All sessions of a page run in order in
one new folder that has the example pages. In shown output, ``...`` stands for anything on its
line, and a line of only ``...`` for any lines. A command with no output shown must just succeed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
PAGES = [
    path
    for path in [
        *sorted(REPOSITORY.glob("*.md")),
        *sorted((REPOSITORY / "docs").rglob("*.md")),
        *sorted((REPOSITORY / "examples").glob("*.md")),
    ]
    if path.is_file()
]

# scripts/example installs and then runs this; the installing is not for a test to repeat.
INSTEAD = {"scripts/example": "tollbook run examples/iraq-october-2019 --book build/example"}
# Shown for people; running them here would run the tests inside the tests, or need other tools.
NOT_RUN = ("scripts/test", ".ci/run", "just ", "git ", "pip ", "cd ")
RUNS = ("tollbook ", "printf ", "echo ", "cat ", "ls ", "mkdir ", "cp ")
TIME_LIMIT_SECONDS = 300
# Most pages begin with it: it is run once, and each has a copy of the book.
EXAMPLE = "tollbook run --quiet --book iraq-2019 examples/iraq-october-2019"

_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


class Shown(NamedTuple):
    """A command and the output shown below it; None: none is shown."""

    command: str
    output: str | None


def shown_in(page: str) -> list[Shown]:
    """The sessions of a page, in order."""
    found: list[Shown] = []
    for block in _BLOCK.findall(page):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            while command.endswith("\\"):
                more, _, output = output.partition("\n")
                command = command[:-1] + more.removeprefix("> ").strip()
            found.append(Shown(command.strip(), output.rstrip() or None))
    return found


def matches(shown: str, printed: str) -> bool:
    """Whether printed output is what is shown, trailing blanks aside, elisions allowed."""
    lines = []
    for line in shown.rstrip().splitlines():
        if line.strip() == "...":
            lines.append(r"(?:.*\n)*?")
        else:
            pieces = [re.escape(piece) for piece in line.rstrip().split("...")]
            lines.append(".*?".join(pieces) + r"[ \t]*\n")
    return re.fullmatch("".join(lines), printed.rstrip() + "\n") is not None


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("one\ntwo", "one  \ntwo\n\n", True),
        ("one\n...\nfour", "one\ntwo\nthree\nfour", True),
        ("one\n...", "one", True),
        ("took ... s", "took 1.3 s", True),
        ("one", "one\ntwo", False),
        ("one\n...\nfour", "one\ntwo", False),
        ("25 to 32", "25 to 33", False),
        ("a.c", "abc", False),
    ],
)
def test_matching_itself(shown: str, printed: str, same: bool) -> None:
    assert matches(shown, printed) is same


def test_reading_a_session() -> None:
    page = (
        "x\n```console\n$ tollbook a \\\n>   b\nout\n  more\n$ tollbook c\n```\n```sh\n$ no\n```\n"
    )
    assert shown_in(page) == [Shown("tollbook a b", "out\n  more"), Shown("tollbook c", None)]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_links_of_a_page_lead_somewhere(page: Path) -> None:
    dead = []
    for target in _LINK.findall(_COMMENT.sub("", page.read_text("utf-8"))):
        if re.match(r"[a-z]+:|#", target):
            continue
        if not (page.parent / target.partition("#")[0]).exists():
            dead.append(target)
    assert dead == []


def _environment() -> dict[str, str]:
    return {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "100",
        "NO_COLOR": "1",
        "TERM": "dumb",
        "LC_ALL": "C.UTF-8",
        "PYTHONWARNINGS": "",
    }


WITH_SESSIONS = [page for page in PAGES if shown_in(page.read_text("utf-8"))]


def _done(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=TIME_LIMIT_SECONDS,
        check=False,
    )


@pytest.fixture(scope="module")
def example(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """The book that most pages begin with, and how the command ended that makes it."""
    folder = tmp_path_factory.mktemp("example")
    shutil.copytree(REPOSITORY / "examples", folder / "examples")
    return folder / "iraq-2019", _done(EXAMPLE, folder)


@pytest.mark.parametrize("page", WITH_SESSIONS, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_sessions_of_a_page(
    page: Path, tmp_path: Path, example: tuple[Path, subprocess.CompletedProcess[str]]
) -> None:
    shutil.copytree(REPOSITORY / "examples", tmp_path / "examples")
    for command, output in shown_in(page.read_text("utf-8")):
        runs = INSTEAD.get(command, command)
        if runs.startswith(NOT_RUN):
            continue
        assert runs.startswith(RUNS), f"{command!r} is neither run nor known not to be"
        if runs == EXAMPLE and not (tmp_path / "iraq-2019").exists():
            shutil.copytree(example[0], tmp_path / "iraq-2019")
            ended = example[1]
        else:
            ended = _done(runs, tmp_path)
        said = f"$ {command}\n{ended.stdout}\n{ended.stderr}"
        assert ended.returncode in (0, 1), said
        if output is not None:
            assert matches(output, ended.stdout), f"not what is shown:\n{said}"


def test_every_page_of_the_documentation_is_on_its_index() -> None:
    docs = REPOSITORY / "docs"
    linked = {
        (docs / target.partition("#")[0]).resolve()
        for target in _LINK.findall((docs / "index.md").read_text("utf-8"))
        if not re.match(r"[a-z]+:", target)
    }
    pages = {page.resolve() for page in docs.rglob("*.md")} - {(docs / "index.md").resolve()}
    assert sorted(str(page.relative_to(docs)) for page in pages - linked) == []
