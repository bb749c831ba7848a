"""Policies: rules with a name that turn the claims about an incident into one figure."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Literal

import msgspec

from tollbook.errors import UsageError
from tollbook.record.vocabulary import SpeakerKind
from tollbook.settings import written_toml

_MEND = (
    "mend the file, or copy one of those that come with tollbook and change it: docs/policies.md "
    "says where they are, and default.toml explains every key"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a policy in plain words, with where it comes from.

    :ivar source: a codebook of ``codebooks.toml`` with its section, several parted by semicolons;
        or "our choice".
    :ivar keys: the settings of the policy that it explains.
    """

    text: str
    source: str
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Policy:
    """How claims become figures; every field is explained in ``policies/default.toml``."""

    name: str
    title: str
    note: str
    victims: Literal["all", "civilian"]
    unknown_status: Literal["count", "max_only"]
    attackers: Literal["count", "leave_out"]
    early_hours: int
    best: Literal["best_supported", "most_reliable", "lowest"]
    single_figure: bool
    alone: Literal["unknown", "zero"]
    unreasonable_times: int
    unreasonable_people: int
    reliability: tuple[SpeakerKind, ...]
    partisan: tuple[SpeakerKind, ...]
    recorders: tuple[str, ...]
    discount_combatants: bool
    vague: dict[str, int]
    rule: tuple[Rule, ...] = ()
    causes: tuple[str, ...] = ("execution",)
    party_alone: Literal["upper", "stands"] = "upper"
    died_later: Literal["moved", "apart"] = "moved"

    def rank(self, kind: SpeakerKind) -> int:
        """Place in the order of reliability, 0 the most reliable."""
        return self.reliability.index(kind) if kind in self.reliability else len(self.reliability)


@cache
def codebooks() -> dict[str, tuple[str, ...]]:
    """The published rules that policies cite, by name, with their sections."""
    raw = tomllib.loads((resources.files(__package__) / "codebooks.toml").read_text("utf-8"))
    return {book["name"]: tuple(book["sections"]) for book in raw["codebook"]}


@cache
def policy_names() -> tuple[str, ...]:
    """The policies that come with tollbook, in alphabetical order."""
    folder = resources.files(__package__) / "policies"
    return tuple(sorted(f.name.removesuffix(".toml") for f in folder.iterdir()))


def load_policy(name: str, hand: Path | None = None) -> Policy:
    """The policy of that name.

    :param hand: the book's ``hand/`` folder; its ``policy.toml``, where there is one of this
        name, is used instead of ours.
    :raises UsageError: for a name that is not known (listing those that are), or a file of the
        book's own that cannot be read or used, whatever the name.
    """
    own = hand / "policy.toml" if hand is not None else None
    names = policy_names()
    if own is not None and own.exists():
        policy = _policy(written_toml(own, "the book's policy", next=_MEND), str(own))
        if policy.name == name:
            return policy
        names = (*names, policy.name)
    if name not in policy_names():
        raise UsageError(
            "there is no policy of this name",
            value=name,
            where="the policies that come with tollbook" + (f" and {own}" if own else ""),
            next=f"use one of: {', '.join(dict.fromkeys(names))}",
        )
    ours = resources.files(__package__) / "policies" / f"{name}.toml"
    return _policy(tomllib.loads(ours.read_text("utf-8")), f"policies/{name}.toml")


def _policy(given: Mapping[str, object], where: str) -> Policy:
    unknown = sorted(set(given) - set(Policy.__dataclass_fields__))
    if unknown:
        raise UsageError(
            "the policy names something unknown",
            value=", ".join(unknown),
            where=where,
            next=_MEND,
        )
    try:
        return msgspec.convert(given, Policy)
    except msgspec.ValidationError as fault:
        raise UsageError(f"the policy cannot be used: {fault}", where=where, next=_MEND) from fault
