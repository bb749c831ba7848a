"""A visitor of the desk who has no scripts: asks for pages, sends the forms that they hold."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Thread

import anyio
from anyio.from_thread import BlockingPortal
from bs4 import BeautifulSoup
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response

from tollbook.book import Book
from tollbook.desk.app import create_app
from tollbook.desk.guard import Session, hosts_of
from tollbook.desk.shelf import Shelf
from tollbook.record import Decision
from tollbook.view import View

HOST = "127.0.0.1:8650"
ORIGIN = f"http://{HOST}"


@cache
def _loop() -> BlockingPortal:
    """One event loop for all desks of a test process, as a server has one: left to themselves,
    clients start a thread and a loop for every request."""
    begun: Future[BlockingPortal] = Future()

    async def serve() -> None:
        async with BlockingPortal() as portal:
            begun.set_result(portal)
            await portal.sleep_until_stopped()

    Thread(target=anyio.run, args=(serve,), daemon=True).start()
    return begun.result()


def client_of(app: FastAPI, **more) -> TestClient:
    """A browser at the desk's own address."""
    client = TestClient(app, base_url=ORIGIN, **more)
    client.portal = _loop()
    return client


@dataclass
class Visitor:
    """A browser without scripts: asks for pages, sends forms as the pages hold them."""

    client: TestClient
    shelf: Shelf
    session: Session

    def get(self, address: str, **more) -> Response:
        return self.client.get(address, **more)

    def page(self, address: str) -> BeautifulSoup:
        answer = self.get(address)
        assert answer.status_code == 200, (address, answer.status_code, answer.text[:500])
        return BeautifulSoup(answer.text, "html.parser")

    def send(self, address: str, follow: bool = False, **fields) -> Response:
        """A form with this session's token, sent from our own page."""
        fields.setdefault("csrf", self.session.csrf)
        return self.client.post(
            address, data=fields, headers={"Origin": ORIGIN}, follow_redirects=follow
        )

    def decide(self, verb: str, id: str | list[str], **fields) -> Decision:
        """Sends a form and returns the last decision, which it must have made."""
        before = len(self.view.decisions)
        fields.setdefault("reason", "read again")
        answer = self.send(f"/decide/{verb}", id=id, **fields)
        assert answer.status_code == 303, BeautifulSoup(answer.text, "html.parser").get_text()
        assert len(self.view.decisions) > before
        return self.view.decisions[-1]

    @property
    def view(self) -> View:
        return self.shelf.view()


def visitor_of(folder: Path, by: str = "A. Recorder") -> Visitor:
    shelf = Shelf(folder, by)
    session = Session(hosts_of("127.0.0.1", 8650))
    client = client_of(create_app(shelf, session))
    assert client.get(f"/start?token={session.token}").status_code == 200
    return Visitor(client, shelf, session)


def claim_with(folder: Path, words: str) -> str:
    """Id of the claim whose evidence has these words."""
    with Book.open(folder) as book:
        found = [c.id for c in book.claims() if words in c.evidence.quote]
    assert found, words
    return found[0]


def harmless(html: str) -> None:
    """Nothing that was written by a stranger became an element, an attribute or an address."""
    page = BeautifulSoup(html, "html.parser")
    assert page.find("img") is None
    for script in page.find_all("script"):
        assert script["src"].startswith(("/static/", "/assets/"))
        assert not script.get_text()
    for node in page.find_all(True):
        for name, value in node.attrs.items():
            assert not name.startswith("on"), (node.name, name)
            if name in ("href", "src", "action", "formaction"):
                assert str(value).startswith(("/", "#")), value
                assert not str(value).startswith("//"), value
        assert node.name != "svg" or "onload" not in node.attrs
    assert "219359" not in page.get_text()  # no template ran a stranger's words
