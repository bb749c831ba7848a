"""What stands on a ``decide`` command line, as the value that a decision puts in place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn, get_args

from tollbook.errors import UsageError
from tollbook.record import Count
from tollbook.record.decided import (
    ActorSet,
    AddedClaim,
    Corrected,
    Field,
    Merged,
    Noted,
    Pair,
    Payload,
    Placed,
    ScopeSet,
    SourceDeclared,
    Split,
    StanceSet,
    TollSet,
    TransitionSet,
)
from tollbook.record.vocabulary import (
    HARMS,
    SCOPES,
    TOLL_HARMS,
    Harm,
    PlaceLevel,
    SourceKind,
    Stance,
    Surety,
    Verb,
    VictimStatus,
)
from tollbook.typed import count_of, dated_of

USAGE: Mapping[Verb, str] = {
    "accept": "ID...",
    "correct": "ID... FIELD=VALUE...",
    "reject": "ID...",
    "unsure": "ID...",
    "same": "ID ID",
    "different": "ID ID",
    "split": "INCIDENT CLAIM...",
    "merge": "INCIDENT INCIDENT...",
    "place": "ID... NAME",
    "actor": "ID... NAME|nobody",
    "date": "ID... DAY|DAY/DAY",
    "toll": "INCIDENT HARM MIN [BEST] MAX",
    "stance": "CLAIM... STANCE",
    "scope": "CLAIM... SCOPE",
    "transition": "INCIDENT FROM TO N [DAY]",
    "add": "[REPORT|INCIDENT]",
    "source": "NAME",
    "note": "ID...",
    "reopen": "CLAIM...",
    "undo": "ID...",
}
"""What follows each verb; options say the rest."""


@dataclass(frozen=True, slots=True)
class Options:
    """The options of the command line that say something of a value."""

    lat: float | None = None
    lon: float | None = None
    level: PlaceLevel | None = None
    radius_km: float | None = None
    country: str | None = None
    surety: Surety = "stated"
    or_more: bool = False
    speaker: int | None = None
    quote: str | None = None
    typed: str | None = None
    harm: Harm | None = None
    count: str | None = None
    where: str | None = None
    on: str | None = None
    doer: str | None = None
    status: VictimStatus = "unknown"
    outlet: str | None = None
    kind: SourceKind | None = None
    party: str | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """Subjects, and the values to put in place, one decision for each pair of them.

    :ivar values: None: the verb says all.
    :ivar look_up: name of a place to be found in the gazetteer; the value then holds it.
    :ivar quote: words to be found in the report that is the subject.
    """

    subjects: tuple[str, ...]
    values: tuple[Payload | None, ...]
    look_up: str | None = None
    quote: str | None = None


def asked(verb: Verb, words: Sequence[str], options: Options) -> Asked:
    """What a command line asks for.

    :raises UsageError: words are missing, or one does not fit: the error says what fits.
    """
    reader = _READERS.get(verb)
    try:
        if reader is None:
            return Asked(_some(verb, words, 1), (None,))
        return reader(verb, list(words), options)
    except ValueError as fault:
        raise UsageError(
            str(fault), value=" ".join(words), next=f"tollbook decide {verb} {USAGE[verb]}"
        ) from fault


def _some(verb: Verb, words: Sequence[str], least: int) -> tuple[str, ...]:
    if len(words) < least:
        _say(verb)
    return tuple(words)


def _say(verb: Verb) -> NoReturn:
    raise UsageError("words are missing", value=verb, next=f"tollbook decide {verb} {USAGE[verb]}")


def _correct(verb: Verb, words: list[str], _: Options) -> Asked:
    pairs = [word for word in words if "=" in word]
    subjects = _some(verb, [word for word in words if "=" not in word], 1)
    _some(verb, pairs, 1)
    values = []
    for pair in pairs:
        name, _sign, text = pair.partition("=")
        if name not in get_args(Field):
            raise ValueError(f"{name} cannot be corrected; use {', '.join(get_args(Field))}")
        values.append(Corrected(name, _field(name, text)))  # type: ignore[arg-type]
    return Asked(subjects, tuple(values))


def _field(name: str, text: str) -> Count | int | str | None:
    if name == "count":
        return count_of(text)
    if not text or text == "none":
        return None
    if name == "attackers":
        return _number(text)
    return text


def _number(text: str) -> int:
    if not text.isdecimal():
        raise ValueError(f"{text!r} is no whole number")
    return int(text)


def _one_of(text: str, words: Sequence[str]) -> Any:
    if text not in words:
        raise ValueError(f"{text!r} does not fit; use {', '.join(words)}")
    return text


def _pair(verb: Verb, words: list[str], _: Options) -> Asked:
    first, *others = _some(verb, words, 2)
    return Asked((first,), tuple(Pair(other) for other in others))


def _split(verb: Verb, words: list[str], _: Options) -> Asked:
    first, *claims = _some(verb, words, 2)
    return Asked((first,), (Split(tuple(claims)),))


def _merge(verb: Verb, words: list[str], _: Options) -> Asked:
    first, *others = _some(verb, words, 2)
    return Asked((first,), (Merged(tuple(others)),))


def _place(verb: Verb, words: list[str], options: Options) -> Asked:
    if options.lat is not None and len(words) == 1:
        words = [*words, f"{options.lat}, {options.lon}"]
    *subjects, name = _some(verb, words, 2)
    placed = placed_of(name, options)
    return Asked(tuple(subjects), (placed,), look_up=None if placed else name)


def placed_of(name: str, options: Options) -> Placed | None:
    """A place of one's own; None: coordinates are not given, the gazetteer is to say."""
    if options.lat is None and options.lon is None:
        return None
    return Placed(
        name,
        options.lat,
        options.lon,
        options.level or "exact",
        options.radius_km,
        country=options.country,
    )


def _actor(verb: Verb, words: list[str], options: Options) -> Asked:
    *subjects, name = _some(verb, words, 2)
    return Asked(tuple(subjects), (actor_of(name, options),))


def actor_of(name: str, options: Options) -> ActorSet:
    return ActorSet(None if name in ("nobody", "none") else name, options.surety)


def _date(verb: Verb, words: list[str], _: Options) -> Asked:
    *subjects, day = _some(verb, words, 2)
    return Asked(tuple(subjects), (dated_of(day),))


def _toll(verb: Verb, words: list[str], options: Options) -> Asked:
    incident, harm, *numbers = _some(verb, words, 3)
    low, *more = (_number(n) for n in numbers)
    if len(more) > 2:
        _say(verb)
    best = low if not more else more[0] if len(more) == 2 else None
    high = more[-1] if more else low
    fits = _one_of(harm, TOLL_HARMS)
    return Asked((incident,), (TollSet(fits, low, best, high, options.or_more),))


def _stance(verb: Verb, words: list[str], options: Options) -> Asked:
    *subjects, stance = _some(verb, words, 2)
    fits = _one_of(stance, get_args(Stance))
    return Asked(tuple(subjects), (StanceSet(fits, options.speaker),))


def _scope(verb: Verb, words: list[str], _: Options) -> Asked:
    *subjects, scope = _some(verb, words, 2)
    return Asked(tuple(subjects), (ScopeSet(_one_of(scope, SCOPES)),))


def _transition(verb: Verb, words: list[str], _: Options) -> Asked:
    incident, source, target, number, *day = _some(verb, words, 4)
    on = dated_of(day[0]).start if day else None
    moved = TransitionSet(
        _one_of(source, TOLL_HARMS), _one_of(target, TOLL_HARMS), _number(number), on
    )
    return Asked((incident,), (moved,))


def _add(verb: Verb, words: list[str], options: Options) -> Asked:
    if options.harm is None or options.count is None:
        raise ValueError(f"an added claim needs --harm ({', '.join(HARMS)}) and --count")
    if (options.quote is None) == (options.typed is None):
        raise ValueError('an added claim rests on --quote "words" of a report or on --typed "..."')
    if options.typed is not None and not options.outlet:
        raise ValueError("a typed note needs --source: who told")
    placed = placed_of(options.where or "", options) if options.where else None
    value = AddedClaim(
        harm=options.harm,
        count=count_of(options.count),
        # Stands in until the words are looked up in the report.
        note=options.typed or options.quote,
        source=options.outlet or ("-" if options.quote else None),
        status=options.status,
        where=placed,
        when=dated_of(options.on) if options.on else None,
        actor=actor_of(options.doer, options) if options.doer else None,
    )
    subjects = tuple(words) or (("book",) if options.typed else _some(verb, words, 1))
    look_up = options.where if options.where and placed is None else None
    return Asked(subjects, (value,), look_up=look_up, quote=options.quote)


def _source(verb: Verb, words: list[str], options: Options) -> Asked:
    (name,) = _some(verb, words, 1)[:1]
    if options.kind is None:
        raise ValueError(f"what is it? --kind {', '.join(get_args(SourceKind))}")
    declared = SourceDeclared(name, options.kind, options.party, options.parent)
    return Asked(("book",), (declared,))


def _note(verb: Verb, words: list[str], options: Options) -> Asked:
    value = Noted(options.typed) if options.typed else None
    return Asked(_some(verb, words, 1), (value,))


_READERS: Mapping[Verb, Callable[[Verb, list[str], Options], Asked]] = {
    "correct": _correct,
    "same": _pair,
    "different": _pair,
    "split": _split,
    "merge": _merge,
    "place": _place,
    "actor": _actor,
    "date": _date,
    "toll": _toll,
    "stance": _stance,
    "scope": _scope,
    "transition": _transition,
    "add": _add,
    "source": _source,
    "note": _note,
}

LEVELS: tuple[PlaceLevel, ...] = get_args(PlaceLevel)
SURETIES: tuple[Surety, ...] = get_args(Surety)
SOURCE_KINDS: tuple[SourceKind, ...] = get_args(SourceKind)
STATUSES: tuple[VictimStatus, ...] = get_args(VictimStatus)
