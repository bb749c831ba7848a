"""Second coding kept in the book: where coders differ, and what an adjudicator makes of it.

Coders are blind to each other until an adjudicator, who is none of them, has decided. The outcome
is a batch of decisions like any other (reject, correct, accept ...) with a note that says what
it was, so that it is in the log, is undone with one step, and is known again from the log alone.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from tollbook.errors import UsageError
from tollbook.publish.agreement import AgreementDoc, agreement
from tollbook.publish.coding_sheet import CODED, Coding, Value, of_machine
from tollbook.record import Claim, Count, Decision
from tollbook.record.coding import Coded
from tollbook.record.decided import Corrected, Noted, Payload, ScopeSet, decode
from tollbook.record.vocabulary import Verb
from tollbook.view import View

_SAID = re.compile(r"second coding (\d+(?:,\d+)*): (?:([A-Z])|another); (.*)")
MACHINE = "machine"

State = Literal["agreed", "open", "decided", "gone"]


@dataclass(frozen=True, slots=True)
class Side:
    """One coder's answers, under a letter that another item gives to somebody else.

    :ivar coder: not to be shown before it is decided.
    """

    letter: str
    coder: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an adjudicator decided of an item.

    :ivar letter: of the coder whose answers were taken; None: other answers.
    :ivar codings: numbers of the codings that were decided between.
    """

    letter: str | None
    said: str
    codings: tuple[int, ...]
    decision: Decision


@dataclass(frozen=True, slots=True)
class Item:
    """A claim that at least two coders coded.

    :ivar differing: fields in which they gave different answers.
    :ivar outcome: None: it is not decided.
    """

    claim: str
    sides: tuple[Side, ...]
    numbers: tuple[int, ...]
    differing: tuple[str, ...]
    state: State
    outcome: Outcome | None = None

    def coders(self) -> set[str]:
        return {side.coder for side in self.sides}


def codings_of(standing: Iterable[Coded]) -> dict[str, list[Coding]]:
    """By coder, as sheets have them; names in order."""
    found: defaultdict[str, list[Coding]] = defaultdict(list)
    for one in standing:
        found[one.coder].append(Coding(one.item, values_of(one)))
    return dict(sorted(found.items()))


def kept(view: View, coders: Mapping[str, Sequence[Coding]]) -> list[Coded]:
    """What coders wrote into their sheets, to be kept in the book; untouched rows are left out.

    :raises UsageError: an item is no claim of the book.
    """
    now = datetime.now(UTC)
    made = []
    for name, coded in coders.items():
        for coding in coded:
            if coding.item not in view.claim_by_id:
                raise UsageError(
                    "the sheet has an item that is no claim of this book",
                    value=coding.item,
                    where=f"the sheet of {name}",
                    next="draw the sample and keep the sheets with one book",
                )
            if any(value is not None for value in coding.values.values()):
                made.append(Coded(0, coding.item, name, now, **coding.values))  # type: ignore[arg-type]
    return made


def values_of(one: Coded) -> dict[str, Value]:
    """The answers by field."""
    return {name: getattr(one, name) for name in CODED}


def items_of(view: View, standing: Iterable[Coded]) -> list[Item]:
    """Every claim that two or more coders coded, those with most differences first."""
    outcomes = outcomes_of(view.standing)
    by_claim: defaultdict[str, list[Coded]] = defaultdict(list)
    for one in standing:
        by_claim[one.item].append(one)
    items = []
    for claim, coded in by_claim.items():
        if len(coded) < 2:
            continue
        ordered = sorted(coded, key=lambda one: _chance(claim, one.coder))
        sides = tuple(
            Side(chr(ord("A") + n), one.coder, values_of(one)) for n, one in enumerate(ordered)
        )
        differing = tuple(name for name in CODED if _differ(sides, name))
        outcome = outcomes.get(claim)
        state: State = "agreed"
        if claim not in view.claim_by_id:
            state = "gone"
        elif outcome is not None:
            state = "decided"
        elif differing:
            state = "open"
        numbers = tuple(one.number for one in ordered)
        items.append(Item(claim, sides, numbers, differing, state, outcome))
    return sorted(items, key=lambda item: (-len(item.differing), item.claim))


def _chance(claim: str, coder: str) -> str:
    """An order of coders that is another one for each claim: no letter stands for a person."""
    return hashlib.sha256(f"{claim} {coder}".encode()).hexdigest()


def _differ(sides: Sequence[Side], name: str) -> bool:
    return len({side.values[name] for side in sides} - {None}) > 1


def outcomes_of(decisions: Iterable[Decision]) -> dict[str, Outcome]:
    """What was decided, by claim, from the notes in the log; the last one in force holds.

    :param decisions: those in force.
    """
    found = {}
    for decision in decisions:
        if decision.verb != "note":
            continue
        value = decode("note", decision.after) if decision.after else None
        text = value.text if isinstance(value, Noted) else ""
        said = _SAID.fullmatch(text)
        if said is not None:
            numbers = tuple(int(n) for n in said[1].split(","))
            found[decision.subject] = Outcome(said[2], said[3], numbers, decision)
    return found


def steps_of(
    claim: Claim, values: Mapping[str, Value], letter: str | None, numbers: Sequence[int]
) -> list[tuple[Verb, str, Payload | None]]:
    """The decisions that make an outcome hold, and the note that says what it was.

    Nothing told: the claim is rejected. Not to be told: unsure. Else what differs from the claim as
    it is now is corrected, and it is accepted. An answer that was left empty corrects nothing.

    :raises ValueError: figures out of order.
    """
    said = ", ".join(f"{name} {value}" for name, value in values.items() if value is not None)
    who = letter or "another"
    note = f"second coding {','.join(map(str, numbers))}: {who}; {said or 'cannot be told'}"
    steps: list[tuple[Verb, str, Payload | None]] = []
    if values["told"] == "no":
        steps.append(("reject", claim.id, None))
    elif values["told"] is None:
        steps.append(("unsure", claim.id, None))
    else:
        harm, scope, count = values["harm"], values["scope"], _count(values)
        if harm is not None and harm != claim.harm:
            steps.append(("correct", claim.id, Corrected("harm", harm)))
        if count is not None and _bounds(count) != _bounds(claim.count):
            steps.append(("correct", claim.id, Corrected("count", count)))
        if scope is not None and scope != claim.scope:
            steps.append(("scope", claim.id, ScopeSet(scope)))  # type: ignore[arg-type]
        steps.append(("accept", claim.id, None))
    return [*steps, ("note", claim.id, Noted(note))]


def _bounds(count: Count) -> tuple[int | None, int | None, int | None]:
    return count.low, count.best, count.high


def _count(values: Mapping[str, Value]) -> Count | None:
    """The figures as a count; None: none was given."""
    low, best, high = (v if isinstance(v, int) else None for v in map(values.get, CODED[3:]))
    if low is None and best is None and high is None:
        return None
    if low is not None and low == best == high:
        return Count.exact(low)
    if high is None and best is None and low is not None:
        return Count.at_least(low)
    if low is None and best is None and high is not None:
        return Count.at_most(high)
    if low is None and high is None and best is not None:
        return Count.about(best)
    return Count(low, best, high, "range")


@dataclass(frozen=True, slots=True)
class Agreements:
    """How far people agree, and the machine with each of them; None: fewer than two coders."""

    people: AgreementDoc | None
    machine: tuple[AgreementDoc, ...]


def agreements(view: View, standing: Iterable[Coded], *, seed: int, resamples: int) -> Agreements:
    """Agreement over what is kept in the book.

    :raises MissingPart: the library for alpha is not installed.
    """
    coders = codings_of(standing)
    people = None
    if len(coders) > 1:
        people = agreement(coders, seed=seed, resamples=resamples)
    machine = []
    for name, coded in coders.items():
        pair = {name: coded, MACHINE: of_machine(view, [coding.item for coding in coded])}
        machine.append(agreement(pair, seed=seed, resamples=resamples))
    return Agreements(people, tuple(machine))
