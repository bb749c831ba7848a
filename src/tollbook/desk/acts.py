"""What a form asks for, as a decision: subjects, and the value that the verb puts in place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, cast, get_args

from tollbook.desk.form import Form
from tollbook.errors import UsageError
from tollbook.hand.whereabouts import placed
from tollbook.record import Place, Report
from tollbook.record.decided import (
    ActorSet,
    AddedClaim,
    Corrected,
    Dated,
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
from tollbook.record.decided import Field as Correctable
from tollbook.record.vocabulary import (
    HARMS,
    SCOPES,
    TOLL_HARMS,
    PlaceLevel,
    SourceKind,
    Stance,
    Surety,
    Verb,
    VictimStatus,
)
from tollbook.typed import count_of, dated_of
from tollbook.view import View

Act = Literal[
    "accept",
    "reject",
    "unsure",
    "reopen",
    "correct",
    "stance",
    "scope",
    "place",
    "date",
    "actor",
    "same",
    "different",
    "split",
    "merge",
    "toll",
    "transition",
    "add",
    "source",
    "note",
    "undo",
    "move",
]
"""The verbs that the desk has a form for, and ``move``, which is two of them. What destroys
(redact, purge) and what withholds stay on the command line: no slip of a key may do them."""

ACTS: tuple[Act, ...] = get_args(Act)


@dataclass(frozen=True, slots=True)
class Around:
    """What a value may need of the book.

    :ivar report: the report that the subject stands in; None: none.
    :ivar places: the places that a name may mean.
    """

    report: Report | None
    places: Callable[[str], list[Place]]

    @property
    def told_on(self) -> date | None:
        """The day that words such as "on Friday" count from."""
        published = self.report.published if self.report else None
        return published.end if published else None


class SeveralPlaces(UsageError):
    """A name that several places have: a person must choose one.

    :ivar field: the form's field that names the place.
    """

    def __init__(self, name: str, field: str, places: list[Place]) -> None:
        super().__init__("several places have this name", value=name, next="choose one of them")
        self.field = field
        self.places = places


def value_of(act: Act, form: Form, around: Around) -> Payload | None:
    """The value that a form puts in place; None: the verb says all.

    :raises UsageError: a field does not fit, and says what would.
    :raises SeveralPlaces: a place's name is not enough.
    """
    reader = _READERS.get(act)
    if reader is None:
        return None
    try:
        return reader(form, around)
    except ValueError as fault:
        raise UsageError(str(fault), next="mend it and save again") from fault


def steps_of(
    view: View, act: Act, subjects: Sequence[str], value: Payload | None, form: Form
) -> list[tuple[Verb, str, Payload | None]]:
    """The decisions that a form asks for, in their order.

    To move a claim is to split it off its incident, where it is not alone there, and to tie it to
    the other.

    :raises UsageError: what is to be moved is no claim.
    """
    if act != "move":
        return [(act, subject, value) for subject in subjects]
    steps: list[tuple[Verb, str, Payload | None]] = []
    for claim in subjects:
        if claim not in view.claim_by_id:
            raise UsageError("only a claim can be moved", value=claim, next="choose a claim")
        here = view.incident_of_claim.get(claim)
        if here is not None and len(here.claims) > 1:
            steps.append(("split", here.id, Split((claim,))))
    return [*steps, *(("same", claim, Pair(_others(form)[0])) for claim in subjects)]


def _number(text: str, what: str) -> int:
    bare = text.strip().replace(",", "")
    if not (bare.isascii() and bare.isdecimal()) or len(bare) > 9:
        raise ValueError(f"{what} must be a whole number, not {text!r}")
    return int(bare)


def _degrees(text: str, what: str) -> float:
    try:
        return float(text.strip())
    except ValueError:
        raise ValueError(f"{what} must be in degrees, such as 31.05, not {text!r}") from None


def _one_of(text: str, words: tuple[str, ...], what: str) -> Any:
    if text not in words:
        raise ValueError(f"{what} is one of {', '.join(words)}, not {text!r}")
    return text


def _correct(form: Form, _: Around) -> Payload:
    name = _one_of(form.field, get_args(Correctable), "what is corrected")
    text = form.value.strip()
    if name == "count":
        return Corrected("count", count_of(text))
    if name == "attackers":
        return Corrected("attackers", _number(text, "attackers") if text else None)
    return Corrected(cast("Correctable", name), text or None)


def _place(form: Form, around: Around) -> Payload:
    return _placed(form, around, form.value, "value")


def _placed(form: Form, around: Around, name: str, field: str) -> Placed:
    name = name.strip()
    if form.lat.strip() or form.lon.strip():
        level = _one_of(form.level, get_args(PlaceLevel), "how fine the place is")
        lat, lon = _degrees(form.lat, "latitude"), _degrees(form.lon, "longitude")
        radius = _degrees(form.radius_km, "the radius") if form.radius_km.strip() else None
        return Placed(name or f"{lat:g}, {lon:g}", lat, lon, level, radius)
    if not name:
        raise ValueError("a place needs a name, or latitude and longitude")
    found = around.places(name)
    if not found:
        raise ValueError(
            f"the gazetteer has no place named {name!r}; give its latitude and longitude"
        )
    if len(found) > 1:
        raise SeveralPlaces(name, field, found)
    return placed(found[0])


def _date(form: Form, around: Around) -> Payload:
    return dated_of(form.value, around.told_on)


def _actor_of(name: str, surety: str) -> ActorSet:
    name = name.strip()
    if not name:
        raise ValueError('who did it? a name, or "nobody"')
    fits = _one_of(surety, get_args(Surety), "how sure it is said")
    return ActorSet(None if name in ("nobody", "none") else name, fits)


def _stance(form: Form, _: Around) -> Payload:
    stance = _one_of(form.value, get_args(Stance), "what the speaker does")
    return StanceSet(stance, _number(form.speaker, "the speaker") if form.speaker else None)


def _others(form: Form) -> tuple[str, ...]:
    others = tuple(o.strip() for o in form.other if o.strip() and o.strip() not in form.id)
    if not others:
        raise ValueError("choose the other record first")
    return others


def _toll(form: Form, _: Around) -> Payload:
    harm = _one_of(form.harm, TOLL_HARMS, "the harm")
    low = _number(form.min, "the least")
    best = _number(form.best, "the best figure") if form.best.strip() else None
    high = _number(form.max, "the most") if form.max.strip() else None
    return TollSet(harm, low, best, high, bool(form.or_more))


def _transition(form: Form, around: Around) -> Payload:
    source = _one_of(form.harm, TOLL_HARMS, "the harm they pass from")
    target = _one_of(form.to, TOLL_HARMS, "the harm they pass to")
    day = dated_of(form.day, around.told_on).start if form.day.strip() else None
    return TransitionSet(source, target, _number(form.number, "how many"), day)


def _add(form: Form, around: Around) -> Payload:
    harm = _one_of(form.harm, HARMS, "the harm")
    words, note = form.quote, form.typed
    if bool(words.strip()) == bool(note.strip()):
        raise ValueError("an added claim rests on words of the report, or on a note")
    if note.strip() and not form.told_by.strip():
        raise ValueError("a typed note needs its source: who told")
    where = _placed(form, around, form.place, "place") if _says_where(form) else None
    day: Dated | None = dated_of(form.day, around.told_on) if form.day.strip() else None
    return AddedClaim(
        harm=harm,
        count=count_of(form.count or "unknown"),
        # Stands in until the words are found in the report.
        note=note.strip() or words,
        source=form.told_by.strip() or "-",
        scope=_one_of(form.scope, SCOPES, "the scope"),
        status=_one_of(form.status, get_args(VictimStatus), "the status"),
        where=where,
        when=day,
        actor=_actor_of(form.actor, form.surety) if form.actor.strip() else None,
    )


def _says_where(form: Form) -> bool:
    return bool(form.place.strip() or form.lat.strip() or form.lon.strip())


def _source(form: Form, _: Around) -> Payload:
    if not form.name.strip():
        raise ValueError("which source? its name is missing")
    kind = _one_of(form.kind, get_args(SourceKind), "what it is")
    return SourceDeclared(
        form.name.strip(), kind, form.party.strip() or None, form.parent.strip() or None
    )


def _note(form: Form, _: Around) -> Payload | None:
    return Noted(form.typed.strip()) if form.typed.strip() else None


_READERS: Mapping[Act, Callable[[Form, Around], Payload | None]] = {
    "correct": _correct,
    "place": _place,
    "date": _date,
    "actor": lambda form, _: _actor_of(form.value, form.surety),
    "stance": _stance,
    "scope": lambda form, _: ScopeSet(_one_of(form.value, SCOPES, "the scope")),
    "same": lambda form, _: Pair(_others(form)[0]),
    "different": lambda form, _: Pair(_others(form)[0]),
    "split": lambda form, _: Split(_others(form)),
    "merge": lambda form, _: Merged(_others(form)),
    "move": lambda form, _: Pair(_others(form)[0]),
    "toll": _toll,
    "transition": _transition,
    "add": _add,
    "source": _source,
    "note": _note,
}
