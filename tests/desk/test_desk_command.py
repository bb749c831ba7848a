"""``tollbook desk`` as a program: it listens here only, shows its address, closes when told."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from click.testing import CliRunner

from tollbook.book import Book
from tollbook.cli import cli

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import httpx


def test_it_opens_at_the_address_it_prints_and_closes_when_told(book: Path) -> None:
    command = [sys.executable, "-m", "tollbook", "desk", "--book", str(book)]
    command += ["--port", "0", "--no-browser", "--by", "B. Recorder"]
    environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as running:
        try:
            assert running.stdout is not None
            lines = [running.stdout.readline() for _ in range(3)]
            address = re.search(r"http://127\.0\.0\.1:(\d+)/start\?token=\S+", "".join(lines))
            assert address is not None, lines
            origin = f"http://127.0.0.1:{address[1]}"
            with httpx.Client(base_url=origin, follow_redirects=True) as browser:
                assert browser.get("/").status_code == 403
                page = browser.get(address[0])
                assert page.status_code == 200
                assert "B. Recorder" in page.text
                claim = re.search(r"/claim/(clm_[0-9a-f]+)", page.text)
                csrf = re.search(r'name="csrf" value="([0-9a-f]+)"', page.text)
                assert claim is not None
                assert csrf is not None
                form = {"csrf": csrf[1], "id": claim[1], "then": "/"}
                sent = browser.post("/decide/accept", data=form, headers={"Origin": origin})
                assert sent.status_code == 200
        finally:
            running.send_signal(signal.SIGINT)
            out, faults = running.communicate(timeout=30)
    assert running.returncode in (0, 130), faults
    assert "all that was decided is in the book" in out
    assert faults == ""
    with Book.open(book) as opened:
        (made,) = opened.decisions()
    assert (made.verb, made.subject, made.decided_by) == ("accept", claim[1], "B. Recorder")


def test_a_port_that_is_taken_is_said_so(book: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(
            cli, ["desk", "--book", str(book), "--port", port, "--no-browser"]
        )
    assert result.exit_code == 2
    assert "--port 0" in result.stderr


def test_without_a_book_it_says_where_it_looked(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["desk", "--book", str(tmp_path / "none"), "--no-browser"])
    assert result.exit_code == 2
    assert "none" in result.stderr


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_the_queue_as_a_command_is_the_desks(book: Path, form: list[str]) -> None:
    from tollbook.publish.queue import queue_of  # noqa: PLC0415

    with Book.open(book) as opened:
        waiting = [w.subject for w in queue_of(opened.view())]
    printed = CliRunner().invoke(cli, ["queue", "--book", str(book), *form]).stdout
    assert re.findall(r"\b(?:clm|inc|acc|rep)_[0-9a-f]{16}\b", printed) == waiting
    some = CliRunner().invoke(cli, ["queue", "--book", str(book), "--ask", "denied", *form])
    assert "denied by" in some.stdout
    wrong = CliRunner().invoke(cli, ["queue", "--book", str(book), "--ask", "why", *form])
    assert wrong.exit_code == 2
