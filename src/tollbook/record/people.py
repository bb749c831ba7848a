"""Who belongs to a book's team: names, roles, tokens, and who came in when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, get_args

Role = Literal["reader", "coder", "adjudicator", "admin"]
"""What somebody may do; each may also do what those before may."""

ROLES: Final[tuple[Role, ...]] = get_args(Role)

TokenScope = Literal["read", "decide"]
"""What a program may do with a token: look, or also what its owner's role may decide."""

SCOPES: Final[tuple[TokenScope, ...]] = get_args(TokenScope)

SignInWay = Literal["password", "proxy", "token", "leave"]
SignInEnd = Literal["in", "refused", "too_often", "out"]


def at_least(role: Role, needed: Role) -> bool:
    """Whether a role may do what another one may."""
    return ROLES.index(role) >= ROLES.index(needed)


@dataclass(frozen=True, slots=True)
class User:
    """A member of the team.

    :ivar name: what stands under their decisions.
    :ivar password: whether they have one; without, they come in by a proxy only.
    :ivar disabled: they come in no more; their decisions stay.
    """

    name: str
    role: Role
    password: bool
    disabled: bool
    added_at: datetime


@dataclass(frozen=True, slots=True)
class ApiToken:
    """A key for a program; only its digest is kept.

    :ivar label: what it is for.
    :ivar ends_at: from then on it opens nothing; None: it does not end by itself.
    """

    number: int
    user: str
    label: str
    scopes: tuple[TokenScope, ...]
    made_at: datetime
    ends_at: datetime | None
    revoked: bool


@dataclass(frozen=True, slots=True)
class SignIn:
    """Somebody came in, was refused, or left.

    :ivar name: as it was given; it may be nobody's.
    :ivar address: of the machine that asked; "": not known.
    """

    at: datetime
    name: str
    way: SignInWay
    end: SignInEnd
    address: str
