"""Adding at the desk: files and pasted texts are read in a run of their own, and named safely."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from desk_visitor import ORIGIN, Visitor
from hypothesis import given
from hypothesis import strategies as st

from fake_rooms import FakeAtlas, FakeReader, page
from tollbook import pipeline
from tollbook.desk.incoming import safe_name


@pytest.fixture(autouse=True)
def quick_rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run with a reader and an atlas that need no model."""
    real = pipeline.run

    def run(paths, book, settings, **more):
        return real(paths, book, settings, reader=FakeReader(), atlas=FakeAtlas(), **more)

    monkeypatch.setattr(pipeline, "run", run)


def _send(visitor: Visitor, files=(), **fields):
    fields.setdefault("csrf", visitor.session.csrf)
    return visitor.client.post(
        "/add",
        data=fields,
        files=[("file", each) for each in files] or None,
        headers={"Origin": ORIGIN},
        follow_redirects=False,
    )


def _settled(visitor: Visitor):
    for _ in range(300):
        answer = visitor.get("/add")
        if "refresh" not in answer.headers:
            return visitor.page("/add")
        time.sleep(0.05)
    raise AssertionError("the run does not end")


def _made_page(n: int) -> bytes:
    words = f"At dawn {n} people were killed in Nasiriyah, by the bridge."
    return page(words, title=f"Day {n}", day="2019-11-02").encode()


def test_files_are_read_and_what_came_of_them_is_shown(visitor: Visitor) -> None:
    before = len(visitor.view.reports)
    sent = [("one.html", _made_page(3), "text/html"), ("empty.html", b" ", "text/html")]
    assert _send(visitor, sent).status_code == 303
    shown = _settled(visitor).get_text()
    assert "1 new report" in shown
    assert "Day 3" in shown
    assert "Set aside: 1" in shown
    assert len(visitor.view.reports) == before + 1
    assert list((visitor.shelf.folder / "out").glob("added-*")) == []


def test_a_pasted_text_is_read(visitor: Visitor) -> None:
    words = "A quiet day\n\nTwo people were killed in Nasiriyah on Monday, a nurse said.\n"
    assert _send(visitor, text=words, name="call of Monday").status_code == 303
    assert "1 new report" in _settled(visitor).get_text()
    assert "Two people were killed" in visitor.view.reports[-1].text


@pytest.mark.parametrize(
    "name", ["../../evil.html", "..\\..\\evil.html", "/etc/evil.html", "..", ".", "", "a/../b.html"]
)
def test_no_name_leads_out_of_the_folder(visitor: Visitor, name: str, tmp_path: Path) -> None:
    outside = {path for path in tmp_path.rglob("*") if visitor.shelf.folder not in path.parents}
    assert _send(visitor, [(name or "x", _made_page(4), "text/html")]).status_code == 303
    _settled(visitor)
    now = {path for path in tmp_path.rglob("*") if visitor.shelf.folder not in path.parents}
    assert now == outside


@given(st.text(max_size=300), st.integers(1, 200))
def test_a_safe_name_is_one_name(sent: str, number: int) -> None:
    name = safe_name(sent, number)
    assert Path(name).name == name
    assert name.startswith(f"{number:03}-")
    assert "/" not in name
    assert "\\" not in name
    assert "\0" not in name
    assert len(name.encode()) < 255


def test_nothing_a_foreign_form_and_too_much_are_refused(visitor: Visitor) -> None:
    assert _send(visitor).status_code == 400
    assert _send(visitor, text="Words", csrf="made up").status_code == 403
    far = visitor.client.post("/add", data={"csrf": visitor.session.csrf, "text": "x"})
    assert far.status_code == 403  # no Origin of ours
    many = [(f"{n}.html", b"x", "text/html") for n in range(201)]
    assert _send(visitor, many).status_code == 400
    assert _send(visitor, text="x" * (3 * 1024 * 1024)).status_code == 400
