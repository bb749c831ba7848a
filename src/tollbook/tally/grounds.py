"""What a tally starts from: records and rules, of a whole book or of a part of it alike."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tollbook.record import Charter, Claim, Report, Resolution, Rulings, Statement
from tollbook.tally.bounds import Bounds
from tollbook.tally.entering import Entered, enter
from tollbook.tally.entry import Entry
from tollbook.tally.event import Context
from tollbook.tally.policy import Policy
from tollbook.tally.retraction import retractions_of
from tollbook.tally.score import Scorer


@dataclass(frozen=True, slots=True)
class Records:
    """Records as decided: of a whole book, or of some of its reports.

    :ivar copies: report id -> id of the report it copies, of the whole book; copies and what they
        copy are there together.
    """

    reports: Sequence[Report]
    claims: Sequence[Claim]
    statements: Sequence[Statement]
    resolutions: Sequence[Resolution]
    rulings: Rulings
    copies: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rules:
    """By what is reckoned."""

    policy: Policy
    charter: Charter


def entered_by(records: Records, rules: Rules) -> Entered:
    """What of these records enters incidents and accounts."""
    return enter(
        records.reports,
        records.claims,
        records.resolutions,
        records.rulings,
        records.copies,
        causes=rules.policy.causes,
        bounds=Bounds(rules.charter),
    )


def context_of(
    entered: Entered,
    twins: Mapping[str, Sequence[tuple[Entry, Entry]]],
    records: Records,
    rules: Rules,
) -> Context:
    """What events are worked out with.

    :param twins: those of incidents (:func:`twins_of`).
    """
    return Context(
        twins,
        _about_claims(records.statements),
        records.rulings,
        Scorer(apart=rules.charter.incident_unit == "day_and_place"),
        rules.policy,
        retractions_of(entered.retractions),
    )


def twins_of(
    entered: Entered,
) -> tuple[dict[str, list[tuple[Entry, Entry]]], Counter[str]]:
    """Copies' claims by the claim they repeat: those of incidents, and how many of balances."""
    twins: dict[str, list[tuple[Entry, Entry]]] = defaultdict(list)
    carried: Counter[str] = Counter()
    for copy, first in entered.twins:
        if first.claim.scope == "cumulative":
            carried[first.id] += 1
        else:
            twins[first.id].append((copy, first))
    return twins, carried


def _about_claims(statements: Sequence[Statement]) -> Mapping[str, list[Statement]]:
    """Statements by the claim that they are about, in the order of their ids."""
    about: dict[str, list[Statement]] = defaultdict(list)
    for statement in sorted(statements, key=lambda s: s.id):
        if statement.about is not None:
            about[statement.about].append(statement)
    return about
