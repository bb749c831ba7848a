"""The steps that made the tables: one head, and from each of them up to the present."""

# ruff: noqa: S608 - names come from this file
from __future__ import annotations

import hashlib
import json
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
from tollbook.ledger.sqlite_store import SqliteStore as Store


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
    assert {name for name, sql in made.items() if sql.startswith("CREATE VIEW")} == set(t.VIEWS)
    beside = {*triggers, *t.VIEWS, "alembic_version"}
    stepped = {k: v for k, v in made.items() if k not in beside}
    assert stepped == _tables(tmp_path / "schema.db")
    kept = {
        f"{table}_no_{what}" for table in t.APPEND_ONLY for what in ("update", "delete", "replace")
    }
    sealed = {f"sealed_values_{what}" for what in ("only_destroyed", "no_delete", "no_replace")}
    readings = {f"kept_readings_no_{what}" for what in ("update", "delete", "replace")}
    assert triggers == kept | sealed | readings | {"decisions_one_chain"}


@pytest.mark.parametrize(
    ("rows", "highest"), [(0, 0), (0, 2), (3, 3), (3, 5)], ids=["none", "all cut", "all", "cut"]
)
@pytest.mark.parametrize("step", STEPS[:2])
def test_decisions_of_a_book_from_before_they_were_sealed_still_hold(
    tmp_path: Path, step: str, rows: int, highest: int
) -> None:
    made = older_log(rows)
    store = Store(tmp_path)
    with store.writing() as c:
        upgrade(c, store.file, None, to=step)
        for row in made:
            c.exec_driver_sql(
                f"INSERT INTO decisions ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",
                tuple(row.values()),
            )
        c.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = 'decisions'")
        c.exec_driver_sql("INSERT INTO sqlite_sequence VALUES ('decisions', ?)", (highest,))
    store.close()
    with Ledger.open(tmp_path) as book:
        assert book.check_chain() is None
        assert book.decisions_cut() == highest - rows
        log = book.decisions()
        assert [d.reason for d in log] == [row["reason"] for row in made]
        assert [d.decided_by for d in log] == ["Ada Ünal"] * rows
        assert [d.digest for d in log] == [row["digest"] for row in made]
        if rows == highest:
            _, claim = make.fill(book)
            new = book.decide(
                "accept", claim.id, decided_by="Bo", reason=None, decided_at=make.NOON
            )
            assert new.parent == (log[-1].digest if log else "")
            assert book.check_chain() is None
    raw = sqlite3.connect(tmp_path / "book.db")
    shown = raw.execute("SELECT reason FROM decision_log ORDER BY sequence").fetchall()
    raw.execute("DROP TRIGGER decisions_no_update")
    raw.execute("UPDATE decisions SET body = replace(body, 'reason 1', 'reason 9')")
    raw.commit()
    raw.close()
    assert [reason for (reason,) in shown[:rows]] == [row["reason"] for row in made]
    with Ledger.open(tmp_path) as book:
        broken = book.check_chain()
        assert (broken.sequence if broken else None) == (2 if rows else None)


def older_log(number: int) -> list[dict[str, object]]:
    """Rows of decisions as tollbook 0.1.0 made them: all words in the body, no algorithm."""
    rows: list[dict[str, object]] = []
    for n in range(number):
        said: dict[str, object] = {
            "id": f"dec_{n}",
            "sequence": n + 1,
            "parent": rows[-1]["digest"] if rows else "",
            "decided_at": "2024-05-03T12:00:00Z",
            "decided_by": "Ada Ünal",
            "verb": "reject",
            "subject": f"clm_{n}",
            "before": None,
            "after": None,
            "reason": f"reason {n}",
            "anchor": {"capture": "c", "harm": "killed", "quote": "q", "before": "", "after": "."},
        }
        body = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        digest = "sha256:" + hashlib.sha256(body.encode("utf-8")).hexdigest()
        anchor = json.dumps(said["anchor"], sort_keys=True, separators=(",", ":"))
        rows.append({**said, "anchor": anchor, "digest": digest, "body": body})
    return rows


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
