"""The steps that made the tables: one head, and from each of them up to the present."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import book_records as make
import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine

from tollbook.ledger import Ledger
from tollbook.ledger import schema as t
from tollbook.ledger.migrate import HEAD, MIGRATIONS, upgrade
from tollbook.ledger.store import Store


def _script() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return ScriptDirectory.from_config(config)


STEPS = [step.revision for step in reversed(list(_script().walk_revisions()))]


def _tables(file: Path) -> dict[str, str]:
    raw = sqlite3.connect(file)
    rows = raw.execute(
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    raw.close()
    return {name: " ".join(sql.split()) for name, sql in rows}


def test_there_is_one_head_and_it_is_the_one_written_down() -> None:
    assert _script().get_heads() == [HEAD]
    assert len(set(STEPS)) == len(STEPS)
    assert STEPS[-1] == HEAD


@pytest.mark.parametrize("step", STEPS)
def test_a_book_of_every_step_opens_as_a_present_one(
    empty_book: Path, tmp_path: Path, step: str
) -> None:
    store = Store(tmp_path)
    with store.writing() as c:
        upgrade(c, store.file, None, to=step)
    store.close()
    with Ledger.open(tmp_path) as book:
        make.fill(book)
    assert _tables(tmp_path / "book.db") == _tables(empty_book / "book.db")


def test_the_steps_and_the_schema_say_the_same(empty_book: Path, tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'schema.db'}")
    t.metadata.create_all(engine)
    engine.dispose()
    made = _tables(empty_book / "book.db")
    triggers = {name for name, sql in made.items() if sql.startswith("CREATE TRIGGER")}
    stepped = {k: v for k, v in made.items() if k not in triggers and k != "alembic_version"}
    assert stepped == _tables(tmp_path / "schema.db")
    kept = {
        f"{table}_no_{what}" for table in t.APPEND_ONLY for what in ("update", "delete", "replace")
    }
    assert triggers == kept | {"decisions_one_chain"}


def _upgrade_and_fail(c: Connection, file: Path) -> None:
    upgrade(c, file, None)
    raise ZeroDivisionError


def test_a_step_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with pytest.raises(ZeroDivisionError), store.writing() as c:
        _upgrade_and_fail(c, store.file)
    with store.reading() as c:
        assert c.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one() == 0
    store.close()


def test_opening_a_present_book_does_not_load_alembic(folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tollbook.ledger import Ledger\n"
        "Ledger.open(Path(sys.argv[1])).close(); sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(folder)], check=False).returncode == 0
