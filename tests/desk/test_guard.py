"""Who is let in, from where, and with how much."""

from __future__ import annotations

import pytest
from desk_visitor import HOST, ORIGIN, Visitor, client_of
from fastapi.testclient import TestClient

from tollbook.desk.desk import local
from tollbook.desk.guard import POLICY, Session, cookie_name, hosts_of


@pytest.fixture
def stranger(reader_only: Visitor) -> TestClient:
    """A browser on this machine without the session's key."""
    return client_of(reader_only.client.app)


def test_no_page_without_the_key(stranger: TestClient) -> None:
    for address in ("/", "/help", "/claim/clm_0000000000000000", "/nowhere"):
        answer = stranger.get(address)
        assert answer.status_code == 403
        assert "killed" not in answer.text


def test_the_key_gives_a_cookie_that_no_script_and_no_other_site_gets(
    stranger: TestClient, reader_only: Visitor
) -> None:
    answer = stranger.get(f"/start?token={reader_only.session.token}", follow_redirects=False)
    cookie = answer.headers["set-cookie"].casefold()
    assert answer.status_code == 303
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert stranger.get("/").status_code == 200


@pytest.mark.parametrize("token", ["", "x", "ø", "token" * 20])
def test_another_key_opens_nothing(stranger: TestClient, token: str) -> None:
    answer = stranger.get("/start", params={"token": token}, follow_redirects=False)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8650", "127.0.0.1", "127.0.0.1:80", "", "LOCALHOST"]
)
def test_a_name_that_is_not_ours_is_refused(reader_only: Visitor, host: str) -> None:
    """DNS rebinding: another site's name that leads to this machine."""
    assert reader_only.get("/", headers={"Host": host}).status_code == 421
    assert reader_only.get("/static/desk.css", headers={"Host": host}).status_code == 421


def test_names_of_this_machine_are_served(reader_only: Visitor) -> None:
    for host in (HOST, "localhost:8650", "[::1]:8650"):
        assert reader_only.get("/static/desk.css", headers={"Host": host}).status_code == 200
    assert hosts_of("0.0.0.0", 1, ["desk.local"]) == (  # noqa: S104 - a value, nothing is bound
        "127.0.0.1:1",
        "[::1]:1",
        "desk.local:1",
        "localhost:1",
    )


@pytest.mark.parametrize(
    "origin", [None, "null", "http://evil.example", "https://127.0.0.1:8650", "http://127.0.0.1"]
)
def test_a_form_from_another_page_is_refused(visitor: Visitor, origin: str | None) -> None:
    claim = visitor.view.claims[0].id
    headers = {"Origin": origin} if origin else {}
    answer = visitor.client.post(
        "/decide/accept", data={"csrf": visitor.session.csrf, "id": claim}, headers=headers
    )
    assert answer.status_code == 403
    assert visitor.view.decisions == ()


@pytest.mark.parametrize("csrf", ["", "0" * 64, "ø"])
def test_a_form_without_our_token_is_refused(visitor: Visitor, csrf: str) -> None:
    claim = visitor.view.claims[0].id
    answer = visitor.send("/decide/accept", csrf=csrf, id=claim)
    assert answer.status_code in (403, 422)
    assert visitor.view.decisions == ()


def test_every_answer_has_the_strict_policy(reader_only: Visitor, stranger: TestClient) -> None:
    answers = [
        reader_only.get("/"),
        reader_only.get("/static/desk.js"),
        reader_only.get("/nowhere"),
        stranger.get("/"),
        reader_only.get("/", headers={"Host": "evil.example"}),
    ]
    for answer in answers:
        assert answer.headers["content-security-policy"] == POLICY
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"
    assert "unsafe" not in POLICY
    assert answers[0].headers["cache-control"] == "no-store"
    assert answers[1].headers["cache-control"] == "no-cache"


def test_too_much_at_once_is_refused(reader_only: Visitor) -> None:
    small = Session(("127.0.0.1:8650",), most_bytes=100)
    from tollbook.desk.app import create_app  # noqa: PLC0415

    client = client_of(create_app(reader_only.shelf, small))
    client.get(f"/start?token={small.token}")

    def pieces():
        for _ in range(50):
            yield b"reason=" + b"x" * 10 + b"&"

    form = {"Origin": ORIGIN, "Content-Type": "application/x-www-form-urlencoded"}
    said = client.post("/decide/note", content=b"x" * 101, headers=form)
    unsaid = client.post("/decide/note", content=pieces(), headers=form)
    assert (said.status_code, unsaid.status_code) == (413, 413)


@pytest.mark.parametrize("length", [b"-1", b"x", b"\xb2", b"1e3"])
def test_a_length_that_is_no_number_is_refused(reader_only: Visitor, length: bytes) -> None:
    headers = [(b"Origin", ORIGIN.encode()), (b"Content-Length", length)]
    assert reader_only.client.post("/decide/note", headers=headers).status_code == 400


@pytest.mark.parametrize(
    "address",
    [
        "/static/../shelf.py",
        "/static/%2e%2e/shelf.py",
        "/static/..%2f..%2fbook.py",
        "/assets/../desk/shelf.py",
        "/assets/%2e%2e/%2e%2e/book.py",
        "/static//etc/passwd",
        "/claim/..%2f..%2fetc%2fpasswd",
    ],
)
def test_no_path_leads_out(reader_only: Visitor, address: str) -> None:
    answer = reader_only.get(address)
    assert answer.status_code in (404, 400), answer.text[:200]
    assert "import" not in answer.text
    assert "root:" not in answer.text


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("/claim/clm_1?x=1#why", "/claim/clm_1?x=1#why"),
        ("", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("http://evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("/a\\b", "/"),
        ("claim", "/"),
        ("/?done=dec_1&ask=denied", "/?ask=denied"),
    ],
)
def test_a_redirect_stays_here(given: str, kept: str) -> None:
    assert local(given) == kept


def test_each_book_has_its_own_cookie() -> None:
    assert cookie_name("one") != cookie_name("two")
