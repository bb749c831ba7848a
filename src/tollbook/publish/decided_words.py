"""What a person decided, in words: the value put in place, and what stood there before."""

from __future__ import annotations

from tollbook.errors import UsageError
from tollbook.publish.wording import harm_in_words
from tollbook.record import Count, Decision
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
    Redacted,
    ScopeSet,
    SourceDeclared,
    Split,
    StanceSet,
    TollSet,
    TransitionSet,
    decode,
)
from tollbook.record.interval import Interval
from tollbook.record.text import squeeze


def decision_in_words(decision: Decision) -> str:
    """ "correct count: 3 (before: 5), by A. Recorder on 2019-10-12, dec_0123"."""
    value = value_in_words(decision)
    what = f" {value}" if value else ""
    who = decision.decided_by or "a person whose name was destroyed"
    when = f"on {decision.decided_at:%Y-%m-%d}"
    return f"{decision.verb}{what} by {who} {when}, {decision.id}"


def value_in_words(decision: Decision) -> str:
    """What a decision put in place, and what it replaced; "" where the verb says all."""
    after = _read(decision, decision.after)
    if after is None:
        return "(its value was destroyed)" if "after" in decision.redacted else ""
    old = _read(decision, decision.before)
    words = _words(after)
    shown = "" if old is None or isinstance(old, Split) else f" (before: {_bare(old)})"
    return f"{words}{shown}" if words else ""


def before_and_after(decision: Decision) -> tuple[str, str]:
    """What stood there and what a decision put in its place; "" where there is none of it."""
    old, new = _read(decision, decision.before), _read(decision, decision.after)
    return (_bare(old) if old is not None else "", _bare(new) if new is not None else "")


def _read(decision: Decision, text: str | None) -> Payload | None:
    try:
        return None if text is None else decode(decision.verb, text)
    except UsageError:  # a value that is masked may be none any more: a name of no letters, say
        return None


def _words(value: Payload) -> str:
    match value:
        case Corrected(field=field):
            return f"{field}: {_bare(value)}"
        case Pair(other=other):
            return f"with {other}"
        case Split(claims=claims):
            return f"off {', '.join(claims)}"
        case Merged(incidents=incidents):
            return f"with {', '.join(incidents)}"
        case SourceDeclared():
            of = f", of {value.party}" if value.party else ""
            part = f", part of {value.parent}" if value.parent else ""
            return f"{value.outlet}: {value.kind}{of}{part}"
        case TollSet(harm=harm):
            return f"{harm_in_words(harm)}: {_bare(value)}"
        case AddedClaim():
            words = value.note or (value.span.quote if value.span else "")
            return f'{harm_in_words(value.harm)}: {value.count.in_words()}, on "{squeeze(words)}"'
        case Noted(text=text):
            return text
        case Redacted(fields=fields):
            return ", ".join(fields)
        case _:
            return _bare(value)


def _bare(value: Payload) -> str:
    match value:
        case Corrected(value=own):
            return own.in_words() if isinstance(own, Count) else "none" if own is None else str(own)
        case Placed():
            point = f" ({value.lat:g}, {value.lon:g})" if value.lat is not None else ""
            return f"{value.name}{point}"
        case ActorSet(actor=actor, surety=surety):
            return f"{actor} ({surety.replace('_', ' ')})" if actor else "nobody"
        case Dated():
            return _days(Interval(value.start, value.end))
        case TollSet():
            return _toll(value)
        case StanceSet(stance=stance):
            return stance
        case ScopeSet(scope=scope):
            return scope
        case TransitionSet():
            when = f" on {value.on}" if value.on else ""
            names = f"{harm_in_words(value.moved_from)} to {harm_in_words(value.moved_to)}"
            return f"{value.count:,} from {names}{when}"
        case _:
            return ""  # what is withheld is not printed


def _toll(value: TollSet) -> str:
    if value.min == value.max:
        words = f"{value.min:,}"
    elif value.max is None:
        words = f"from {value.min:,}"
    else:
        best = f", best {value.best:,}" if value.best is not None else ""
        words = f"{value.min:,} to {value.max:,}{best}"
    return f"{words} or more" if value.open_above else words


def _days(days: Interval) -> str:
    if days.start == days.end:
        return str(days.start) if days.start else "not known"
    return f"{days.start or '..'}/{days.end or '..'}"
