"""Who may ask the desk for anything: the session's token, the Host, the Origin, and how much.

A desk shows names of the dead and of witnesses on a laptop whose browser also visits strangers'
pages. So: a page elsewhere that names our address under a host of its own (DNS rebinding) is
refused by Host; one that posts to us is refused by Origin and by the token in every form; one
that links to us gets no session, as the cookie is SameSite=Strict.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Any, TypeAlias

from fastapi import HTTPException
from fastapi.datastructures import Headers
from fastapi.responses import PlainTextResponse, RedirectResponse, Response

from tollbook.desk.access import may, needed
from tollbook.desk.team import Team
from tollbook.desk.who import NOW, Who

Scope: TypeAlias = MutableMapping[str, Any]
Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
ASGIApp: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]
"""What ASGI hands on; its messages are mappings by its specification."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # Not "no-referrer": a browser then sends "Origin: null" with our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

START = "/start"
_OPEN = ("/static/", "/assets/")
"""What anyone on this machine may read: the desk's own scripts and styles, no record of a book."""

_READS = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True, slots=True)
class Session:
    """One start of the desk.

    :ivar token: shown once, in the address printed at the start.
    :ivar hosts: values of Host that are served ("127.0.0.1:8650").
    :ivar most_bytes: of a request's body.
    :ivar team: who may come in; None: whoever has the token, one person.
    :ivar public: address that people type where a proxy stands in front ("https://desk.example");
        "": there is none.
    """

    hosts: tuple[str, ...]
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    cookie: str = "tollbook"
    most_bytes: int = 64 * 1024 * 1024
    team: Team | None = None
    public: str = ""

    @property
    def csrf(self) -> str:
        """What every form carries; it does not give the token away."""
        who = NOW.get()
        tied = b"form" if who is None else b"form " + who.key.encode()
        return hmac.new(self.token.encode(), tied, hashlib.sha256).hexdigest()

    def is_token(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self.token.encode())

    def is_csrf(self, given: str) -> bool:
        who = NOW.get()
        if who is not None and who.way == "token":  # no browser sends that by itself
            return True
        return hmac.compare_digest(given.encode(), self.csrf.encode())

    def refuse_other_forms(self, csrf: str) -> None:
        """Refuses a form that no page of this session sent.

        :raises HTTPException: 403.
        """
        if not self.is_csrf(csrf):
            raise HTTPException(403, "The form is from an earlier session: reload the page.")

    @property
    def origins(self) -> tuple[str, ...]:
        own = tuple(f"http://{host}" for host in self.hosts)
        return (*own, self.public) if self.public else own


def hosts_of(host: str, port: int, also: Iterable[str] = ()) -> tuple[str, ...]:
    """The values of Host under which a desk at this address may be asked.

    :param also: further names that its users reach it by, without port.
    """
    own = {"127.0.0.1", "localhost", "[::1]"}
    if host not in ("", "0.0.0.0", "::"):  # noqa: S104 - compared, nothing is bound here
        own.add(f"[{host}]" if ":" in host else host)
    return tuple(sorted(f"{name}:{port}" for name in {*own, *also}))


def cookie_name(folder: str) -> str:
    """A name for each book: cookies are shared by all ports of a host."""
    return f"tollbook_{hashlib.sha256(folder.encode()).hexdigest()[:12]}"


class Guard:
    """Stands before the pages: refuses, sets the headers, and counts a body's bytes."""

    def __init__(self, app: ASGIApp, session: Session) -> None:
        self.app = app
        self.session = session

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        team, who = self.session.team, None
        if team is not None:
            who = team.who(self._cookie(headers), headers, (scope.get("client") or ("", 0))[0])
        refused = self._refused(scope, headers, who)

        async def send_with(message: Message) -> None:
            if message["type"] == "http.response.start":
                open_to_all = str(scope["path"]).startswith(_OPEN)
                kept = "no-cache" if open_to_all else "no-store"  # "no-cache": ask, then reuse
                message["headers"] = with_headers(message.get("headers", ()), kept)
            await send(message)

        if refused is not None:
            await refused(scope, receive, send_with)
            return
        asked_by = NOW.set(who)
        try:
            await self.app(scope, _Bounded(receive, self.session.most_bytes), send_with)
        finally:
            NOW.reset(asked_by)

    def _refused(self, scope: Scope, headers: Headers, who: Who | None) -> Response | None:
        if headers.get("host", "") not in self.session.hosts:
            return PlainTextResponse("This desk does not answer to that host name.\n", 421)
        reads = scope["method"] in _READS
        program = who is not None and who.way == "token"
        ours = program or headers.get("origin", "") in self.session.origins
        if not reads and not ours:
            return PlainTextResponse("This form was sent from another page.\n", 403)
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdecimal()):
            return PlainTextResponse("The length of the request is no number.\n", 400)
        if int(length) > self.session.most_bytes:
            return _too_large(self.session.most_bytes)
        path = str(scope["path"])
        if self.session.team is not None:
            return None if path.startswith(_OPEN) else _kept_out(who, scope["method"], path)
        if path == START:
            return self._start(scope)
        if path.startswith(_OPEN) or self._holds_session(headers):
            return None
        return PlainTextResponse(
            "Open the desk by the address that `tollbook desk` printed: it holds the key.\n", 403
        )

    def _start(self, scope: Scope) -> Response:
        from urllib.parse import parse_qs  # noqa: PLC0415 - once for each session

        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if not self.session.is_token(given):
            return PlainTextResponse("That is not the key of this desk.\n", 403)
        response = RedirectResponse("/", status_code=303)
        response.set_cookie(
            self.session.cookie, self.session.token, httponly=True, samesite="strict", path="/"
        )
        return response

    def _holds_session(self, headers: Headers) -> bool:
        mine = self._cookie(headers)
        return mine is not None and self.session.is_token(mine)

    def _cookie(self, headers: Headers) -> str | None:
        try:
            cookies = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            return None
        mine = cookies.get(self.session.cookie)
        return None if mine is None else mine.value


def _kept_out(who: Who | None, method: str, path: str) -> Response | None:
    """What somebody, or nobody, reads who may not ask for this; None: they may."""
    if may(who, method, path):
        return None
    if who is None:
        if method in _READS:
            return RedirectResponse("/sign-in", status_code=303)
        return PlainTextResponse("Sign in first.\n", 401)
    return PlainTextResponse(
        f"You are {who.role} here; this takes: {needed(method, path)}.\n"
        if who.decides
        else "This token lets a program look, and decide nothing.\n",
        403,
    )


def with_headers(
    sent: Iterable[tuple[bytes, bytes]], kept_for: str = "no-store"
) -> list[tuple[bytes, bytes]]:
    """An answer's headers with ours in place of any of the same name.

    :param kept_for: what Cache-Control says, where the answer does not.
    """
    ours = {name.lower().encode(): value.encode() for name, value in _HEADERS.items()}
    kept = [(name, value) for name, value in sent if name.lower() not in ours]
    if not any(name.lower() == b"cache-control" for name, _ in kept):
        kept.append((b"cache-control", kept_for.encode()))
    return [*kept, *ours.items()]


class _Bounded:
    """A request's body, cut off where it has too many bytes, whatever its header said."""

    def __init__(self, receive: Receive, most: int) -> None:
        self.receive = receive
        self.left = most

    async def __call__(self) -> Message:
        message = await self.receive()
        self.left -= len(message.get("body", b""))
        if self.left < 0:
            raise HTTPException(413, "that is too much at once")
        return message


def _too_large(most: int) -> Response:
    words = f"That is too much at once: {most // (1024 * 1024):,} MiB is the most.\n"
    return PlainTextResponse(words, 413)
