"""A record by the id in an address, of the kind that the address is for."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from tollbook.errors import NotFound
from tollbook.view import Found, View

_Record = TypeVar("_Record", bound=Found)


def found_as(view: View, id: str, kind: type[_Record], folder: Path) -> _Record:
    """The record with this id, or the only one whose id begins so.

    :raises NotFound: there is none, or it is of another kind.
    """
    found = view.find(id, where=folder.name)
    if not isinstance(found, kind):
        raise NotFound(
            f"this is the id of a {type(found).__name__.lower()}",
            value=found.id,
            next=f"look at it under its own address, /{type(found).__name__.lower()}/{found.id}",
        )
    return found
