"""A desk for several people: who is signed in, by password, proxy or token, and who is kept out."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from fastapi.datastructures import Headers

from tollbook.desk.passwords import is_right
from tollbook.desk.who import Who
from tollbook.errors import TollbookError
from tollbook.ledger.people import People
from tollbook.record.people import User

LASTS = timedelta(hours=12)
"""How long a session is; a working day."""
_WINDOW = timedelta(minutes=15)
_PER_NAME, _PER_ADDRESS = 10, 50
"""Refusals within the window from which on nobody is let in, whatever the password."""
_NEAR = ("127.0.0.1", "::1", "")
_BEARER = "Bearer "


class Refused(TollbookError):
    """Nobody is let in with this name and password."""


class TooOften(Refused):
    """Too many wrong passwords: wait."""


@dataclass(frozen=True)
class Team:
    """Who may come in to a book's desk.

    :ivar header: of a proxy in front that names whom it let in; believed only from this machine.
        None: no proxy does.
    """

    people: People
    header: str | None = None
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    def who(self, cookie: str | None, headers: Headers, address: str) -> Who | None:
        """Who asks; None: nobody that may.

        :param cookie: what the browser sent as this desk's cookie.
        :param address: of the machine that asks.
        """
        given = headers.get("authorization", "")
        if given.startswith(_BEARER):
            return self._program(given.removeprefix(_BEARER), address)
        if self.header is not None and address in _NEAR:
            name = headers.get(self.header, "").strip()
            user = self.people.user(name) if name else None
            if user is not None and not user.disabled:
                return Who(user.name, user.role, "proxy", f"proxy {user.name}")
        if cookie is None:
            return None
        user = self.people.session(cookie, at=self.clock())
        return None if user is None else Who(user.name, user.role, "password", cookie)

    def _program(self, secret: str, address: str) -> Who | None:
        found = self.people.token(secret, at=self.clock())
        if found is None:
            self.people.note("?", "token", "refused", address=address, at=self.clock())
            return None
        user, scopes = found
        return Who(user.name, user.role, "token", secret, decides="decide" in scopes)

    def sign_in(self, name: str, password: str, address: str) -> str:
        """Begins a session; the key that opens it.

        :raises Refused: no such name, or another password; the words are the same for both.
        :raises TooOften: this name or machine was refused too often; no password is looked at.
        """
        now = self.clock()
        by_name, by_address = self.people.refused_since(name, address, now - _WINDOW)
        if by_name >= _PER_NAME or (by_address >= _PER_ADDRESS and self.header is None):
            self.people.note(name, "password", "too_often", address=address, at=now)
            minutes = int(_WINDOW.total_seconds() // 60)
            raise TooOften("too many wrong passwords", next=f"wait {minutes} minutes")
        if not is_right(self.people.password_of(name), password):
            self.people.note(name, "password", "refused", address=address, at=now)
            raise Refused("no such name and password", next="an admin can set a new password")
        secret = secrets.token_urlsafe(32)
        self.people.begin_session(name, secret, at=now, lasts=LASTS)
        self.people.note(name, "password", "in", address=address, at=now)
        return secret

    def sign_out(self, who: Who, address: str) -> None:
        """Ends a session."""
        if who.way == "password":
            self.people.end_session(who.key)
        self.people.note(who.name, "leave", "out", address=address, at=self.clock())

    def users(self) -> list[User]:
        return self.people.all()
