"""A form as it was sent: which fields there are, how long each may be, as OpenAPI says it too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from tollbook.errors import UsageError


@dataclass(frozen=True, slots=True)
class Form:
    """What a form of the desk may hold. Fields that a verb does not use are empty."""

    csrf: str = ""
    seen: str = ""
    id: tuple[str, ...] = ()
    then: str = ""
    back: str = ""
    reason: str = ""
    preview: str = ""
    field: str = ""
    value: str = ""
    surety: str = "stated"
    lat: str = ""
    lon: str = ""
    level: str = "exact"
    radius_km: str = ""
    speaker: str = ""
    other: tuple[str, ...] = ()
    harm: str = ""
    min: str = ""
    best: str = ""
    max: str = ""
    or_more: str = ""
    to: str = ""
    number: str = ""
    day: str = ""
    quote: str = ""
    at: str = ""
    typed: str = ""
    told_by: str = ""
    count: str = ""
    status: str = "unknown"
    scope: str = "incident"
    place: str = ""
    actor: str = ""
    name: str = ""
    kind: str = ""
    party: str = ""
    parent: str = ""


def form_of(sent: Iterable[tuple[str, object]]) -> Form:
    """A form as it was sent; fields that no form of the desk has are passed by.

    :raises UsageError: a field is no text, too long, or sent too often.
    """
    one: dict[str, Any] = {}
    many: dict[str, list[str]] = {name: [] for name in _MANY}
    for name, value in sent:
        if name not in _NAMES:
            continue
        if not isinstance(value, str) or len(value) > _LONGEST.get(name, _SHORT):
            raise UsageError("this is too long for the form", value=name, next="shorten it")
        if name in many:
            many[name].append(value)
        else:
            one[name] = value
    if any(len(values) > _MOST for values in many.values()):
        raise UsageError(f"no more than {_MOST:,} at once", next="tick fewer")
    return Form(**one, id=tuple(many["id"]), other=tuple(many["other"]))


_MANY = ("id", "other")
_MOST = 5_000  # records decided together
_SHORT = 400  # letters of a field
_LONGEST = {"reason": 20_000, "typed": 200_000, "quote": 20_000, "value": 20_000, "then": 4_000}
_LONGEST["back"] = _LONGEST["then"]
_NAMES = frozenset(field.name for field in fields(Form))


def form_document(
    properties: Mapping[str, object], media: str = "application/x-www-form-urlencoded"
) -> dict[str, object]:
    """A form of these fields, for the OpenAPI document; every form carries the session's token."""
    schema = {"type": "object", "required": ["csrf"], "properties": properties}
    return {"required": True, "content": {media: {"schema": schema}}}


FORM_SCHEMA: Mapping[str, object] = form_document(
    {
        field.name: {"type": "array", "items": {"type": "string"}}
        if field.name in _MANY
        else {"type": "string", "maxLength": _LONGEST.get(field.name, _SHORT)}
        for field in fields(Form)
    }
)
"""The form, for the OpenAPI document."""
