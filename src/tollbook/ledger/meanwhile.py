"""Whether somebody else decided on a record since a person looked at it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, or_, select

from tollbook.errors import DecidedMeanwhile
from tollbook.ledger import schema as t
from tollbook.ledger.carry_over import also_named
from tollbook.ledger.links import link_of
from tollbook.record import Choice
from tollbook.record.vocabulary import Verb


def refuse_if_decided(c: Connection, choices: Sequence[Choice], seen: int, by: str) -> None:
    """Refuses choices about records that somebody else decided on after the person looked.

    A decision is about its subject and about the records that its value names; an undo is about
    what the undone decision was about. Decisions of the same name are no reason to ask.

    :param seen: number of the last decision in the log when the person looked; 0: it was empty.
    :param by: who decides now.
    :raises DecidedMeanwhile: naming the last such decision.
    """
    table = t.decisions.c
    later = c.execute(
        select(table.id, table.subject).where(table.sequence > seen).order_by(table.sequence.desc())
    ).all()
    if not later:
        return
    about: set[str] = set()
    for choice in choices:
        about |= _about(c, choice.verb, choice.subject, choice.after)
    for row in later:
        link = link_of(c, row.id)
        if link is None or link.decision.decided_by == by:
            continue
        if about & _about(c, link.decision.verb, row.subject, link.decision.after):
            raise DecidedMeanwhile(
                "somebody else decided on this record since you looked at it",
                value=row.id,
                where=row.subject,
                next=f"tollbook show {row.id} tells who and what; then decide again",
            )


def _about(c: Connection, verb: Verb, subject: str, after: str | None) -> set[str]:
    if verb != "undo":
        return {subject, *also_named(verb, after)}
    about, table = {subject}, t.decisions.c
    of = select(table.verb, table.subject)
    for row in c.execute(of.where(or_(table.id == subject, table.batch == subject))).all():
        about |= _about(c, "undo", row.subject, None) if row.verb == "undo" else {row.subject}
    return about
