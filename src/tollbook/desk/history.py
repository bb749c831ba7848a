"""What people decided on a record, undone decisions too, with what each replaced."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from tollbook.publish.decided_words import before_and_after, decision_in_words, value_in_words
from tollbook.publish.wording import harm_in_words
from tollbook.record import Decision
from tollbook.record.decided import Corrected, TollSet, decode
from tollbook.view import View


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a difference: "same", "gone" or "new"."""

    text: str
    how: str


@dataclass(frozen=True, slots=True)
class Past:
    """A decision of the past.

    :ivar holds: whether it is in force.
    :ivar field: what of the record it corrected, or the harm whose figure it set; "": it has none.
    :ivar change: what it replaced and with what, word by word; empty: it replaced nothing.
    :ivar undo: what an undo of it is said of; None: it cannot be taken back.
    """

    decision: Decision
    words: str
    value: str
    holds: bool
    field: str
    change: tuple[Word, ...]
    undo: str | None


def history(view: View, subject: str) -> tuple[Past, ...]:
    """Every decision on a record, newest first."""
    standing = {d.id for d in view.standing}
    carried = {c.decision.id for c in view.carried if c.subject == subject}
    mine = [d for d in view.decisions if d.subject == subject or d.id in carried]
    own = {d.id for d in mine} | {d.batch for d in mine if d.batch}
    undone = [d for d in view.decisions if d.verb == "undo" and d.subject in own]
    return tuple(
        past(d, holds=d.id in standing) for d in sorted((*mine, *undone), key=lambda d: -d.sequence)
    )


def past(decision: Decision, *, holds: bool) -> Past:
    """A decision as history and log show it."""
    before, after = before_and_after(decision)
    lasting = decision.verb in ("undo", "redact", "purge")
    return Past(
        decision,
        decision_in_words(decision),
        value_in_words(decision),
        holds,
        _field(decision),
        difference(before, after) if before and after else (),
        decision.id if holds and not lasting else None,
    )


def _field(decision: Decision) -> str:
    if decision.after is None or decision.verb not in ("correct", "toll"):
        return ""
    value = decode(decision.verb, decision.after)
    if isinstance(value, Corrected):
        return value.field
    return harm_in_words(value.harm) if isinstance(value, TollSet) else ""


def difference(before: str, after: str) -> tuple[Word, ...]:
    """Two texts word by word."""
    old, new = before.split(), after.split()
    words: list[Word] = []
    for how, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if how == "equal":
            words.append(Word(" ".join(old[a:b]), "same"))
            continue
        if a < b:
            words.append(Word(" ".join(old[a:b]), "gone"))
        if c < d:
            words.append(Word(" ".join(new[c:d]), "new"))
    return tuple(words)
