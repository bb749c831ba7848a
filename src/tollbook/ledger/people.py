"""The team in the book's tables: users, sessions, tokens, and the list of who came in when."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from tollbook.errors import NotFound, UsageError
from tollbook.ledger.schema import api_tokens, sign_ins, user_sessions, users
from tollbook.ledger.store import Store
from tollbook.ledger.times import stamp
from tollbook.record.people import (
    ROLES,
    SCOPES,
    ApiToken,
    Role,
    SignIn,
    SignInEnd,
    SignInWay,
    TokenScope,
    User,
)

_LONGEST_NAME = 100


def secret_digest(secret: str) -> str:
    """What is kept of a session's or program's key: whoever reads the book cannot use it.

    Keys are 32 random bytes: there is nothing to guess, and no salt is needed.
    """
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


class People:
    """Who may open the desk of this book. Never needs the right to run."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # --- users

    def add(self, name: str, role: Role, *, password: str | None, at: datetime) -> User:
        """Adds a user.

        :param password: what :mod:`tollbook.desk.passwords` makes of it; None: none.
        :raises UsageError: a name that is there already, is empty or too long, or no such role.
        """
        name = name.strip()
        if not name or len(name) > _LONGEST_NAME or not name.isprintable():
            raise UsageError(f"a name has 1 to {_LONGEST_NAME} letters", value=repr(name[:120]))
        if role not in ROLES:
            raise UsageError(
                "there is no such role", value=role, next=f"one of: {', '.join(ROLES)}"
            )
        with self._store.writing(run=False) as c:
            if _row(c, name) is not None:
                raise UsageError(
                    "there is a user of this name", value=name, next=f"tollbook user role {name}"
                )
            values = {"name": name, "role": role, "password": password, "disabled": False}
            c.execute(insert(users).values(**values, added_at=stamp(at)))
        return User(name, role, password is not None, disabled=False, added_at=at)

    def all(self) -> list[User]:
        """All users by name, those that were disabled too."""
        with self._store.reading() as c:
            return [_user(row) for row in c.execute(select(users).order_by(users.c.name))]

    def user(self, name: str) -> User | None:
        """The user of this name; None: there is none."""
        with self._store.reading() as c:
            row = _row(c, name)
        return None if row is None else _user(row)

    def password_of(self, name: str) -> str | None:
        """The hash of a user's password; None: no such user, disabled, or without one."""
        with self._store.reading() as c:
            row = _row(c, name)
        return None if row is None or row.disabled else row.password

    def change(
        self,
        name: str,
        *,
        role: Role | None = None,
        password: str | None = None,
        disabled: bool | None = None,
    ) -> User:
        """Changes what is not None; any change but of the role ends the user's sessions.

        :raises NotFound: there is no such user.
        :raises UsageError: the last admin would be one no more.
        """
        given = {"role": role, "password": password, "disabled": disabled}
        values = {key: value for key, value in given.items() if value is not None}
        with self._store.writing(run=False) as c:
            row = _need(c, name)
            weaker = disabled or (role is not None and role != "admin")
            if row.role == "admin" and not row.disabled and weaker:
                _refuse_last_admin(c, name)
            c.execute(update(users).where(users.c.name == name).values(values))
            if password is not None or disabled:
                c.execute(delete(user_sessions).where(user_sessions.c.user == row.seq))
            if disabled:
                own = api_tokens.c.user == row.seq
                c.execute(update(api_tokens).where(own).values(revoked=True))
            return _user(_need(c, name))

    # --- sessions

    def begin_session(self, name: str, secret: str, *, at: datetime, lasts: timedelta) -> None:
        """Begins a session of a user; those that have ended are forgotten on the way."""
        with self._store.writing(run=False) as c:
            row = _need(c, name)
            c.execute(delete(user_sessions).where(user_sessions.c.ends_at <= stamp(at)))
            c.execute(
                insert(user_sessions).values(
                    digest=secret_digest(secret),
                    user=row.seq,
                    begun_at=stamp(at),
                    ends_at=stamp(at + lasts),
                )
            )

    def session(self, secret: str, *, at: datetime) -> User | None:
        """Whose session this key opens now; None: nobody's."""
        query = select(users).join(user_sessions, user_sessions.c.user == users.c.seq)
        query = query.where(
            user_sessions.c.digest == secret_digest(secret),
            user_sessions.c.ends_at > stamp(at),
            users.c.disabled.is_(False),
        )
        with self._store.reading() as c:
            row = c.execute(query).one_or_none()
        return None if row is None else _user(row)

    def end_session(self, secret: str) -> None:
        with self._store.writing(run=False) as c:
            own = user_sessions.c.digest == secret_digest(secret)
            c.execute(delete(user_sessions).where(own))

    # --- tokens of programs

    def add_token(
        self,
        name: str,
        label: str,
        scopes: Sequence[TokenScope],
        secret: str,
        *,
        at: datetime,
        ends_at: datetime | None,
    ) -> ApiToken:
        """Keeps the digest of a token.

        :raises NotFound: there is no such user.
        :raises UsageError: no scope, or one that there is not.
        """
        if not scopes or not set(scopes) <= set(SCOPES):
            raise UsageError(
                "a token needs scopes that there are",
                value=", ".join(scopes),
                next=f"of: {', '.join(SCOPES)}",
            )
        with self._store.writing(run=False) as c:
            row = _need(c, name)
            values: dict[str, object] = {
                "user": row.seq,
                "label": label,
                "digest": secret_digest(secret),
                "scopes": " ".join(scopes),
                "made_at": stamp(at),
                "ends_at": None if ends_at is None else stamp(ends_at),
                "revoked": False,
            }
            made = c.execute(insert(api_tokens).values(values)).inserted_primary_key
        number = int(made[0]) if made is not None else 0
        return ApiToken(number, name, label, tuple(scopes), at, ends_at, revoked=False)

    def tokens(self) -> list[ApiToken]:
        """All tokens in the order in which they were made."""
        query = select(api_tokens, users.c.name).join(users, users.c.seq == api_tokens.c.user)
        with self._store.reading() as c:
            return [_token(row) for row in c.execute(query.order_by(api_tokens.c.seq))]

    def token(self, secret: str, *, at: datetime) -> tuple[User, tuple[TokenScope, ...]] | None:
        """Whose token this is and what it may do now; None: it opens nothing."""
        query = select(users, api_tokens.c.scopes, api_tokens.c.ends_at)
        query = query.join(api_tokens, api_tokens.c.user == users.c.seq).where(
            api_tokens.c.digest == secret_digest(secret),
            api_tokens.c.revoked.is_(False),
            users.c.disabled.is_(False),
        )
        with self._store.reading() as c:
            row = c.execute(query).one_or_none()
        if row is None or (row.ends_at is not None and row.ends_at <= stamp(at)):
            return None
        return _user(row), cast("tuple[TokenScope, ...]", tuple(row.scopes.split()))

    def revoke(self, number: int) -> None:
        """:raises NotFound: there is no such token."""
        with self._store.writing(run=False) as c:
            of = api_tokens.c.seq == number
            if not c.execute(update(api_tokens).where(of).values(revoked=True)).rowcount:
                raise NotFound(
                    "there is no such token", value=str(number), next="tollbook user token list"
                )

    # --- who came in

    def note(
        self, name: str, way: SignInWay, end: SignInEnd, *, address: str, at: datetime
    ) -> None:
        """Appends to the list of who came in, was refused, or left."""
        said = name.encode("utf-8", "backslashreplace").decode()[:_LONGEST_NAME]
        values = {"at": stamp(at), "name": said, "way": way, "ended": end, "address": address}
        with self._store.writing(run=False) as c:
            c.execute(insert(sign_ins).values(values))

    def sign_ins(self, *, limit: int | None = None) -> list[SignIn]:
        """Who came in, was refused, or left: the newest first."""
        query = select(sign_ins).order_by(sign_ins.c.seq.desc()).limit(limit)
        with self._store.reading() as c:
            return [
                SignIn(datetime.fromisoformat(r.at), r.name, r.way, r.ended, r.address)
                for r in c.execute(query)
            ]

    def refused_since(self, name: str, address: str, since: datetime) -> tuple[int, int]:
        """How often this name, and this address, were refused since then."""
        table, found = sign_ins.c, []
        for column, value in ((table.name, name[:_LONGEST_NAME]), (table.address, address)):
            rule = (column == value) & (table.at >= stamp(since)) & (table.ended == "refused")
            found.append(select(func.count()).select_from(sign_ins).where(rule))
        with self._store.reading() as c:
            by_name, by_address = (c.execute(query).scalar_one() for query in found)
        return int(by_name), int(by_address)


def _row(c: Connection, name: str) -> Row[Any] | None:
    return c.execute(select(users).where(users.c.name == name)).one_or_none()


def _need(c: Connection, name: str) -> Row[Any]:
    row = _row(c, name)
    if row is None:
        raise NotFound("there is no such user", value=name, next="tollbook user list")
    return row


def _refuse_last_admin(c: Connection, name: str) -> None:
    others = (users.c.role == "admin") & users.c.disabled.is_(False) & (users.c.name != name)
    if c.execute(select(users.c.seq).where(others).limit(1)).first() is None:
        raise UsageError(
            "nobody would be left who may add users",
            value=name,
            next="make somebody else an admin first",
        )


def _user(row: Row[Any]) -> User:
    added = datetime.fromisoformat(row.added_at)
    return User(row.name, row.role, row.password is not None, row.disabled, added)


def _token(row: Row[Any]) -> ApiToken:
    return ApiToken(
        row.seq,
        row.name,
        row.label,
        tuple(row.scopes.split()),
        datetime.fromisoformat(row.made_at),
        None if row.ends_at is None else datetime.fromisoformat(row.ends_at),
        row.revoked,
    )
