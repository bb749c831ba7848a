"""Passwords of a team: argon2id, with costs by the library's present advice."""

from __future__ import annotations

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from tollbook.errors import UsageError

SHORTEST = 12
_LONGEST = 1_000  # letters: hashing more costs time that anybody could make us spend


def hash_of(password: str) -> str:
    """The hash that is kept, with its salt and costs.

    :raises UsageError: for a password that is too short or too long.
    """
    if not SHORTEST <= len(password) <= _LONGEST:
        raise UsageError(
            f"a password has at least {SHORTEST} letters",
            next="four words that have nothing to do with each other are easy to keep in mind",
        )
    return PasswordHasher().hash(password)


def is_right(kept: str | None, password: str) -> bool:
    """Whether the password is the one that was hashed.

    :param kept: None: there is no such user. It takes as long then as for one that there is.
    """
    if len(password) > _LONGEST:
        return False
    try:
        return PasswordHasher().verify(kept or _nobodys(), password) and kept is not None
    except (Argon2Error, InvalidHashError):
        return False


@cache
def _nobodys() -> str:
    return PasswordHasher().hash(secrets.token_hex(16))
