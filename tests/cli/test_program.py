"""tollbook as a program of its own: start-up, signals, pipes, a full disk.

Only what needs a process of its own has one: each takes a second or more to start.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from fake_rooms import page
from tollbook.ledger import Ledger

SLOW = Path(__file__).parent / "slow_tollbook.py"
HEAVY = ("spacy", "sqlalchemy", "alembic", "trafilatura", "lxml", "msgspec", "rich", "numpy")


def program(*arguments: str | Path, wait: float = 0, **more) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SLOW), str(wait), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **more)


def test_nothing_heavy_is_imported_to_start() -> None:
    code = (
        "import sys, tollbook.cli\n"
        "from tollbook.cli.commands import cli\n"
        "for name in cli.list_commands(None): cli.get_command(None, name)\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_help_comes_in_under_half_a_second() -> None:
    """Of processor time: other programs on the machine must not fail the test."""
    times = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(
            [sys.executable, "-m", "tollbook", "--help"],
            capture_output=True,
            text=True,
            check=True,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        assert "Usage: tollbook" in done.stdout
    assert min(times) < 0.5


def test_standard_output_is_one_document(pages: Path, folder: Path) -> None:
    done = program("run", pages, "--json", cwd=folder)
    assert done.returncode == 0
    assert len(json.loads(done.stdout)["claims"]) == 2
    assert "reading" in done.stderr


def test_ctrl_c_in_the_middle(tollbook, pages: Path, folder: Path) -> None:
    command = [sys.executable, str(SLOW), "30", "run", str(pages)]
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stderr is not None
        for line in running.stderr:
            if line.strip() == "reading":
                break
        running.send_signal(signal.SIGINT)
        out, _ = running.communicate(timeout=30)
    assert running.returncode == 130
    assert "Run the same command again to go on." in " ".join(out.split())
    with Ledger.open(folder / "book") as ledger:
        assert len(ledger.captures()) == 2
        assert ledger.claims() == []
    on = tollbook("run", pages, "--json")
    assert on.exit_code == 0
    assert len(json.loads(on.stdout)["incidents"]) == 2


def test_a_reader_that_has_seen_enough_is_no_fault(filled, folder: Path) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    with os.fdopen(write_end, "w") as out:
        done = subprocess.run(
            [sys.executable, "-m", "tollbook", "list", "reports", "--json"],
            cwd=folder,
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, "")


def test_no_room_left(filled, pages: Path, folder: Path) -> None:
    def little_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    words = "At night 2 people were killed in Amara."
    (pages / "c.html").write_text(page(words, title="Three shot", day="2019-12-01"))
    done = program("run", pages, "--json", cwd=folder, preexec_fn=little_room)
    assert done.returncode == 2
    error = json.loads(done.stdout)["error"]
    assert "may not grow" in error["message"]
    assert "ulimit -f" in error["next"]
    roomy = filled("run", pages, "--json")
    assert roomy.exit_code == 0, roomy.output
    assert len(json.loads(roomy.stdout)["incidents"]) == 3


@pytest.mark.usefixtures("filled")
def test_a_terminal_without_the_letters(folder: Path) -> None:
    with Ledger.open(folder / "book") as ledger:
        claim = ledger.claims()[0].id
    done = subprocess.run(
        [sys.executable, "-m", "tollbook", "why", claim],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        encoding="ascii",
        check=False,
    )
    assert done.returncode == 0
    assert "3 people were killed in Nasiriyah" in done.stdout
