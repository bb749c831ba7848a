"""Who asks for a page, where a team shares one desk."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass

from tollbook.record.people import Role, SignInWay


@dataclass(frozen=True, slots=True)
class Who:
    """The member of the team whose request is being answered.

    :ivar key: what the tokens of their forms are made from; no other session has it.
    :ivar decides: False for a program whose token lets it look only.
    """

    name: str
    role: Role
    way: SignInWay
    key: str
    decides: bool = True


NOW: ContextVar[Who | None] = ContextVar("who", default=None)
"""None: the desk has one person, or nobody has signed in."""
