"""A world as records: what the reader and the resolver would give, with the truth beside it."""

from __future__ import annotations

from dataclasses import dataclass, field

from tollbook.evals.world.told import World
from tollbook.record import Claim, Report, Resolution, Statement


@dataclass(slots=True)
class Rendered:
    """Records of a world, and what each claim truly tells of.

    :ivar copies: report id -> id of the report it copies.
    :ivar happening_of: claim id -> number of the happening it tells of.
    :ivar total_of: claim id -> number of the running total it gives.
    """

    world: World
    reports: list[Report] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    resolutions: list[Resolution] = field(default_factory=list)
    copies: dict[str, str] = field(default_factory=dict)
    happening_of: dict[str, int] = field(default_factory=dict)
    total_of: dict[str, int] = field(default_factory=dict)
