"""A claim as a short form: each field as it is now, as the machine had it, and who changed it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from tollbook.publish.assemble_reports import candidates_of
from tollbook.publish.wording import (
    MODALITY,
    SCOPE,
    STAKE,
    SURETY,
    chain_in_words,
    count_in_words,
    harm_in_words,
    place_in_words,
    when_in_words,
)
from tollbook.record import Claim, Count, Decision, Resolution, Span
from tollbook.record.decided import Corrected, decode
from tollbook.record.text import squeeze
from tollbook.record.vocabulary import (
    HARMS,
    SCOPES,
    AgeGroup,
    Modality,
    Sex,
    Stake,
    Stance,
    Surety,
    Verb,
    VictimStatus,
)
from tollbook.view import View

SURETIES: tuple[str, ...] = get_args(Surety)

_HELP = {
    "count": 'such as 3, 3+, "over 3", "up to 3", "about 3", 3-5, or the words of the report',
    "place": "a name, a gazetteer's id such as gn:98854, or choose a candidate below",
    "date": '2019-11-28, 2019-11-28/2019-11-30, ../2019-11-30, or words such as "on Friday"',
    "actor": "a name, or nobody",
    "means": "such as live ammunition, tear gas",
    "cause": "empty: direct violence; else such as crush, custody, illness, accident",
    "attackers": "how many of the figure were attackers; empty: not said",
    "role": "such as protester, journalist, medic, police",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One word that a field can have, and what it means."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class ClaimField:
    """One line of the form.

    :ivar now: as it stands, in words; "" where nothing is known.
    :ivar machine: as the reader or resolver had it; None: as it is now.
    :ivar changed: who changed it, when and why; None: nobody did.
    :ivar typed: what the field holds when it is opened.
    :ivar choices: the words it can have; empty: anything can be typed.
    :ivar spans: where the words that gave it stand.
    :ivar plain: whether it can be left out of sight while it is empty.
    """

    name: str
    label: str
    verb: Verb
    now: str
    machine: str | None
    changed: Decision | None
    typed: str
    spans: tuple[Span, ...] = ()
    choices: tuple[Choice, ...] = ()
    help: str = ""
    plain: bool = False


@dataclass(frozen=True, slots=True)
class _Read:
    """What a field says of one claim, in words and as it is typed."""

    words: str
    typed: str


def claim_fields(view: View, claim: Claim) -> tuple[ClaimField, ...]:
    """The form of a claim, in the order in which a recorder asks."""
    read = view.as_read.get(claim.id, claim)
    changed = _changes(view.decisions_on(claim.id))
    spans = _spans(view, claim)
    made = []
    for name, label, verb, say in _FIELDS:
        now, machine = say(claim), say(read)
        if name in _RESOLVED:
            now = _RESOLVED[name](view, claim)
            as_was = view.as_resolved.get(claim.id)
            machine = _of_resolutions(name, as_was) if as_was and name in changed else now
        made.append(
            ClaimField(
                name,
                label,
                verb,
                now.words,
                machine.words if machine.words != now.words else None,
                changed.get(name),
                now.typed,
                tuple(spans.get(name, ())),
                _CHOICES.get(name, ()),
                _HELP.get(name, ""),
                plain=name in _PLAIN and not now.words and name not in changed,
            )
        )
    return tuple(made)


def typed_count(count: Count) -> str:
    """A count as it is typed into a form; the report's words where they say it best."""
    if count.is_exact:
        return str(count.low)
    match count.shape:
        case "more_than" if count.low is not None:
            return f"over {count.low - 1}"
        case "about" if count.best is not None:
            return f"about {count.best}"
        case "unknown" | "not_reported":
            return "unknown"
        case "at_least" if count.low is not None:
            return f"{count.low}+"
        case "at_most" if count.high is not None:
            return f"up to {count.high}"
        case "range" if count.low is not None and count.high is not None:
            return f"{count.low}-{count.high}"
        case _:
            return squeeze(count.raw) or "unknown"


def _changes(decisions: Sequence[Decision]) -> dict[str, Decision]:
    """The decision in force behind each field; the last one where there are several."""
    found: dict[str, Decision] = {}
    for decision in decisions:
        if decision.verb == "correct" and decision.after is not None:
            value = decode("correct", decision.after)
            if isinstance(value, Corrected):
                found[value.field] = decision
        elif decision.verb in ("scope", "stance", "place", "date", "actor"):
            found[decision.verb] = decision
    return found


def _spans(view: View, claim: Claim) -> Mapping[str, Sequence[Span]]:
    gave = {why.field: [why.span] for why in claim.why if why.span is not None}
    role = "area" if claim.scope == "cumulative" else ""
    when = "period" if claim.scope == "cumulative" else ""
    times = [claim.period] if claim.scope == "cumulative" and claim.period else [*claim.times[:1]]
    places = [r.span for r in view.places(claim, role) if r.span is not None]
    found = view.time(claim, when)
    if found is not None and found.span is not None:
        times = [found.span]
    victims = [group.span for group in claim.victims if group.span is not None]
    return {
        "harm": gave.get("harm", [claim.evidence]),
        "count": gave.get("count", victims[:1]),
        "status": victims,
        "role": victims,
        "stance": [s.span for s in claim.said_by if s.span is not None],
        "actor": [p.span for p in claim.perpetrators if p.span is not None],
        "place": places or ([claim.area] if claim.area else list(claim.places[:1])),
        "date": times,
    }


def _first_group(claim: Claim, axis: str) -> str:
    group = next(iter(claim.victims), None)
    value = getattr(group, axis) if group else None
    return str(value) if value not in (None, "unknown") else ""


def _axis(axis: str) -> Callable[[Claim], _Read]:
    def say(claim: Claim) -> _Read:
        value = _first_group(claim, axis)
        return _Read(value.replace("_", " "), value or ("" if axis == "role" else "unknown"))

    return say


def _who(claim: Claim) -> _Read:
    named = [f"{SURETY[p.surety]} {squeeze(p.text)}" for p in claim.perpetrators]
    first = next(iter(claim.perpetrators), None)
    return _Read("; ".join(named), squeeze(first.text) if first else "")


def _place_now(view: View, claim: Claim) -> _Read:
    role = "area" if claim.scope == "cumulative" else ""
    return _places(view.places(claim, role), claim)


def _places(found: Iterable[Resolution], claim: Claim | None = None) -> _Read:
    named = []
    typed = ""
    for r in found:
        if r.place is not None:
            named.append(place_in_words(r.place))
            typed = typed or r.place.id
        elif r.span is not None:
            several = len(candidates_of(r))
            known = f"{several} candidates" if several else "not in the gazetteer"
            named.append(f'"{squeeze(r.span.quote)}": {known}')
            typed = typed or squeeze(r.span.quote)
    if not named and claim is not None and claim.places:
        named.append(f'"{squeeze(claim.places[0].quote)}"')
        typed = squeeze(claim.places[0].quote)
    return _Read("; ".join(dict.fromkeys(named)), typed)


def _when_now(view: View, claim: Claim) -> _Read:
    found = view.time(claim, "period" if claim.scope == "cumulative" else "")
    return _when(found)


def _when(found: Resolution | None) -> _Read:
    if found is None or found.when is None or not found.when.interval.known:
        return _Read("", "")
    start, end = found.when.start, found.when.end
    typed = f"{start or '..'}" if start == end else f"{start or '..'}/{end or '..'}"
    return _Read(when_in_words(found.when), typed)


def _of_resolutions(name: str, found: Sequence[Resolution]) -> _Read:
    """What the machine had where a person decided."""
    if name == "place":
        return _places(r for r in found if r.kind == "place")
    return _when(next((r for r in found if r.kind == "time"), None))


_RESOLVED: Mapping[str, Callable[[View, Claim], _Read]] = {
    "place": _place_now,
    "date": _when_now,
}


def _nothing(_: Claim) -> _Read:
    return _Read("", "")


_FIELDS: tuple[tuple[str, str, Verb, Callable[[Claim], _Read]], ...] = (
    ("harm", "Harm", "correct", lambda c: _Read(harm_in_words(c.harm), c.harm)),
    (
        "count",
        "How many",
        "correct",
        lambda c: _Read(count_in_words(c.count), typed_count(c.count)),
    ),
    ("scope", "Scope", "scope", lambda c: _Read(f"{c.scope}: {SCOPE[c.scope]}", c.scope)),
    ("place", "Where", "place", _nothing),
    ("date", "When", "date", _nothing),
    (
        "stance",
        "Said by",
        "stance",
        lambda c: _Read(chain_in_words(c.said_by), c.said_by[-1].stance),
    ),
    ("actor", "Who did it", "actor", _who),
    ("status", "Victims' status", "correct", _axis("status")),
    ("role", "Victims' role", "correct", _axis("role")),
    ("sex", "Sex", "correct", _axis("sex")),
    ("age", "Age", "correct", _axis("age")),
    ("means", "Means", "correct", lambda c: _Read(", ".join(c.means), ", ".join(c.means))),
    ("target", "Target", "correct", lambda c: _Read(c.target or "", c.target or "")),
    (
        "modality",
        "Certainty",
        "correct",
        lambda c: _Read(MODALITY[c.modality], c.modality),
    ),
    (
        "stake",
        "Speaker's stake",
        "correct",
        lambda c: _Read(STAKE[c.said_by[-1].stake], c.said_by[-1].stake),
    ),
    ("cause", "Cause", "correct", lambda c: _Read(c.cause or "", c.cause or "")),
    (
        "attackers",
        "Attackers inside",
        "correct",
        lambda c: _Read(
            "" if c.includes.attackers is None else str(c.includes.attackers),
            "" if c.includes.attackers is None else str(c.includes.attackers),
        ),
    ),
)

_PLAIN = frozenset({"role", "sex", "age", "means", "target", "cause", "attackers"})


def _words(values: Iterable[str], meaning: Mapping[str, str] | None = None) -> tuple[Choice, ...]:
    said = meaning or {}
    return tuple(
        Choice(v, f"{v.replace('_', ' ')}: {said[v]}" if v in said else v.replace("_", " "))
        for v in values
    )


_CHOICES: Mapping[str, tuple[Choice, ...]] = {
    "harm": _words(HARMS),
    "scope": _words(SCOPES, SCOPE),
    "modality": _words(get_args(Modality), MODALITY),
    "stake": _words(get_args(Stake), STAKE),
    "stance": _words(get_args(Stance)),
    "status": _words(get_args(VictimStatus)),
    "sex": _words(get_args(Sex)),
    "age": _words(get_args(AgeGroup)),
}
