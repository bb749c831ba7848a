"""A desk for a team: every route as every role, signing in and out, who is kept out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from desk_visitor import ORIGIN, client_of
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from tollbook.book import Book
from tollbook.desk.access import TABLE, VERBS, needed
from tollbook.desk.acts import ACTS
from tollbook.desk.app import PAGES, create_app
from tollbook.desk.desk import Desk as Shared
from tollbook.desk.guard import Session, hosts_of
from tollbook.desk.passwords import SHORTEST, hash_of, is_right
from tollbook.desk.shelf import Shelf
from tollbook.desk.team import Team
from tollbook.errors import UsageError
from tollbook.record.decided import Withheld
from tollbook.record.people import ROLES, at_least

PASSWORD = "four words none knows"  # noqa: S105 - of this test
KNOWN = hash_of(PASSWORD)
HEADER = "X-Remote-User"


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


class Desk:
    """A desk that several people come in to, each with a browser of their own."""

    def __init__(self, folder: Path, header: str | None = None, public: str = "") -> None:
        self.shelf = Shelf(folder, "nobody")
        self.people = self.shelf.book.ledger.people
        self.clock = Clock()
        for name in ROLES:
            if self.people.user(name) is None:
                self.people.add(name, name, password=KNOWN, at=self.clock())
        team = Team(self.people, header, self.clock)
        self.session = Session(hosts_of("127.0.0.1", 8650), team=team, public=public)
        self.app = create_app(self.shelf, self.session)

    def browser(self, name: str | None = None) -> TestClient:
        client = client_of(self.app, follow_redirects=False)
        client.headers["Origin"] = ORIGIN
        if name is not None:
            answer = client.post("/sign-in", data={"name": name, "password": PASSWORD})
            assert answer.status_code == 303, answer.text
        return client


def csrf_of(client: TestClient) -> str:
    page = BeautifulSoup(client.get("/log").text, "html.parser")
    return str(page.find("input", attrs={"name": "csrf"})["value"])


@pytest.fixture
def desk(book: Path) -> Iterator[Desk]:
    made = Desk(book)
    yield made
    made.shelf.close()


@pytest.fixture
def looked_at(book: Path) -> Iterator[Desk]:
    made = Desk(book)
    yield made
    made.shelf.close()


def test_every_route_stands_in_the_table_once(looked_at: Desk) -> None:
    routes = {
        (method, route.path)
        for page in PAGES
        for route in page.routes(Shared(looked_at.shelf, looked_at.session)).routes
        if isinstance(route, APIRoute)
        for method in route.methods
    }
    verbs = {("POST", f"/decide/{act}") for act in ACTS}
    named = [(rule.method, rule.path) for rule in TABLE]
    assert set(named) == (routes - {("POST", "/decide/{act}")}) | verbs
    assert len(named) == len(set(named))
    assert set(VERBS) == set(ACTS)
    assert needed("POST", "/nowhere") == "admin"
    assert needed("GET", "/claim/clm_1/more") == "admin"


def test_every_route_as_every_role(looked_at: Desk) -> None:
    claim = looked_at.shelf.view().claims[0]
    ids = {"claim": claim.id, "report": claim.report, "incident": "inc_1", "account": "acc_1"}
    asked = 0
    for role in (None, *ROLES):
        client = looked_at.browser(role)
        csrf = "" if role is None else csrf_of(client)
        for rule in TABLE:
            path = re.sub(r"/(\w+)/\{id\}", lambda m: f"/{m[1]}/{ids[m[1]]}", rule.path)
            if rule.method == "GET":
                answer = client.get(path)
            elif rule.path == "/sign-out":
                answer = client.post(path, data={"csrf": "another"})
                assert answer.status_code == (401 if role is None else 403)
                continue
            else:
                answer = client.post(path, data={"csrf": csrf})
            asked += 1
            allowed = rule.needs == "anybody" or (role is not None and at_least(role, rule.needs))
            refused = answer.status_code in (401, 403) and rule.path != "/sign-in"
            refused = refused or answer.headers.get("location") == "/sign-in"
            assert refused is not allowed, (role, rule, answer.status_code)
            assert answer.status_code < 500, (rule, answer.text)
    assert asked == (len(ROLES) + 1) * (len(TABLE) - 1)
    assert looked_at.shelf.view().decisions == ()


def test_a_decision_has_the_name_of_who_signed_in(desk: Desk) -> None:
    client = desk.browser("coder")
    claim = desk.shelf.view().claims[0].id
    form = {"csrf": csrf_of(client), "id": claim, "reason": "read"}
    assert client.post("/decide/accept", data=form).status_code == 303
    assert [d.decided_by for d in desk.shelf.view().decisions] == ["coder"]
    other = desk.browser("admin")
    assert "you decide as <strong>admin</strong>" in other.get("/log").text
    assert other.post("/decide/accept", data=form).status_code == 403  # another's form token
    assert len(desk.shelf.view().decisions) == 1


def test_a_coder_undoes_their_own_decisions_only(desk: Desk) -> None:
    claims = [claim.id for claim in desk.shelf.view().claims[:2]]
    coder, above = desk.browser("coder"), desk.browser("adjudicator")
    for client, claim in ((coder, claims[0]), (above, claims[1])):
        form = {"csrf": csrf_of(client), "id": claim, "reason": "read"}
        assert client.post("/decide/accept", data=form).status_code == 303
    own, others = (d.id for d in desk.shelf.view().decisions)
    undo = {"csrf": csrf_of(coder), "reason": "no"}
    answer = coder.post("/decide/undo", data={**undo, "id": others})
    assert (answer.status_code, "an adjudicator can undo it" in answer.text) == (422, True)
    assert coder.post("/decide/undo", data={**undo, "id": own}).status_code == 303
    form = {"csrf": csrf_of(above), "reason": "no", "id": own}
    assert above.post("/decide/accept", data={**form, "id": claims[0]}).status_code == 303


def test_nobody_sees_a_withheld_name(desk: Desk, book: Path) -> None:
    with Book.open(book) as opened:
        words = opened.reports()[0].title.split()
        name = max(words, key=len)
        opened.decide("withhold", "book", decided_by="A", reason="asked", value=Withheld(name, ()))
    for role in ROLES:
        client = desk.browser(role)
        report = desk.shelf.view().reports[0].id
        assert (
            name
            not in BeautifulSoup(client.get(f"/report/{report}").text, "html.parser").get_text()
        )


@pytest.mark.parametrize(
    ("name", "password"),
    [("coder", "wrong"), ("coder", ""), ("eve", PASSWORD), ("", ""), ("coder", "x" * 5000)],
)
def test_a_wrong_name_or_password_opens_nothing_and_says_the_same(
    desk: Desk, name: str, password: str
) -> None:
    client = desk.browser()
    answer = client.post("/sign-in", data={"name": name, "password": password})
    assert answer.status_code == 401
    assert "no such name and password" in answer.text
    assert "set-cookie" not in answer.headers
    assert client.get("/").headers["location"] == "/sign-in"
    (noted,) = desk.people.sign_ins()
    assert (noted.name, noted.end, noted.address) == (name, "refused", "testclient")


def test_guessing_is_stopped_and_goes_on_later(desk: Desk) -> None:
    client = desk.browser()
    for _ in range(10):
        client.post("/sign-in", data={"name": "coder", "password": "wrong"})
    right = {"name": "coder", "password": PASSWORD}
    answer = client.post("/sign-in", data=right)
    assert answer.status_code == 429
    assert desk.people.sign_ins()[0].end == "too_often"
    assert client.post("/sign-in", data={**right, "name": "reader"}).status_code == 303
    desk.clock.now += timedelta(minutes=16)
    assert client.post("/sign-in", data=right).status_code == 303


def test_a_session_ends_after_a_day_when_one_leaves_and_with_a_new_password(desk: Desk) -> None:
    client = desk.browser("coder")
    cookie = client.cookies[desk.session.cookie]
    assert client.get("/").status_code == 200
    answer = client.post("/sign-out", data={"csrf": csrf_of(client)})
    assert answer.headers["location"] == "/sign-in"
    client.cookies.set(desk.session.cookie, cookie)
    assert client.get("/").status_code == 303
    client = desk.browser("coder")
    desk.clock.now += timedelta(hours=12)
    assert client.get("/").status_code == 303
    client = desk.browser("coder")
    desk.people.change("coder", password=KNOWN)
    assert client.get("/").status_code == 303
    client = desk.browser("reader")
    desk.people.change("reader", disabled=True)
    assert client.get("/").status_code == 303
    assert [s.end for s in desk.people.sign_ins()].count("out") == 1


def test_the_cookie_is_kept_from_scripts_and_other_sites(book: Path) -> None:
    desk = Desk(book, public="https://desk.example")
    client = client_of(desk.app, follow_redirects=False)
    client.headers["Origin"] = "https://desk.example"
    answer = client.post("/sign-in", data={"name": "coder", "password": PASSWORD})
    cookie = answer.headers["set-cookie"].casefold()
    assert all(word in cookie for word in ("httponly", "samesite=strict", "secure"))
    client.headers["Origin"] = "https://evil.example"
    answer = client.post("/sign-in", data={"name": "coder", "password": PASSWORD})
    assert answer.status_code == 403
    desk.shelf.close()


def test_a_program_does_what_its_token_says(desk: Desk) -> None:
    now, claim = desk.clock(), desk.shelf.view().claims[0].id
    for scopes, secret in ((["read"], "tb_read"), (["read", "decide"], "tb_both")):
        desk.people.add_token("coder", "x", scopes, secret, at=now, ends_at=None)
    client = client_of(desk.app, follow_redirects=False)

    def ask(secret: str, verb: str) -> int:
        told = {"Authorization": f"Bearer {secret}"}
        form = {"id": claim, "reason": "by program"}
        return client.post(f"/decide/{verb}", data=form, headers=told).status_code

    assert client.get("/log", headers={"Authorization": "Bearer tb_read"}).status_code == 200
    assert client.get("/log", headers={"Authorization": "Bearer tb_none"}).status_code == 303
    assert (ask("tb_read", "accept"), ask("tb_both", "accept")) == (403, 303)
    assert ask("tb_both", "toll") == 403  # never more than its owner
    assert [d.decided_by for d in desk.shelf.view().decisions] == ["coder"]
    assert [s.way for s in desk.people.sign_ins() if s.end == "refused"] == ["token"]


def test_a_proxy_on_this_machine_names_whom_it_let_in(book: Path) -> None:
    desk = Desk(book, header=HEADER)

    def ask(address: str, name: str) -> int:
        client = client_of(desk.app, follow_redirects=False, client=(address, 50000))
        return client.get("/", headers={HEADER: name}).status_code

    assert ask("127.0.0.1", "coder") == 200
    assert ask("127.0.0.1", "eve") == 303
    assert ask("192.0.2.7", "coder") == 303
    desk.people.change("coder", disabled=True)
    assert ask("127.0.0.1", "coder") == 303
    desk.shelf.close()
    plain = Desk(book)
    client = client_of(plain.app, client=("127.0.0.1", 5), follow_redirects=False)
    assert client.get("/", headers={HEADER: "reader"}).status_code == 303
    plain.shelf.close()


def test_an_admin_sees_who_belongs_and_who_came(desk: Desk) -> None:
    desk.people.add_token("coder", "weekly", ["read"], "tb_x", at=desk.clock(), ends_at=None)
    page = BeautifulSoup(desk.browser("admin").get("/people").text, "html.parser").get_text(" ")
    assert all(role in page for role in ROLES)
    assert "weekly" in page
    assert "tb_x" not in page
    assert "argon2" not in page


def test_a_desk_of_one_person_has_no_such_pages(visitor) -> None:
    for address in ("/sign-in", "/people"):
        assert visitor.get(address).status_code == 404


def test_passwords_are_hashed_and_checked() -> None:
    assert KNOWN.startswith("$argon2id$")
    assert is_right(KNOWN, PASSWORD)
    assert hash_of(PASSWORD) != KNOWN  # a salt of its own
    assert not is_right(KNOWN, PASSWORD + " ")
    assert not is_right(None, PASSWORD)
    assert not is_right("no hash", PASSWORD)
    for bad in ("x" * (SHORTEST - 1), "x" * 1001):
        with pytest.raises(UsageError, match="at least"):
            hash_of(bad)
