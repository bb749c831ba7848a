"""A decision before it is taken: its value completed from the book, with what it replaces."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tollbook.errors import NotFound, UsageError
from tollbook.hand.whereabouts import place_of, placed
from tollbook.record import (
    Anchor,
    Choice,
    Claim,
    Count,
    Incident,
    Place,
    Report,
    Toll,
)
from tollbook.record.decided import (
    ActorSet,
    AddedClaim,
    Corrected,
    Dated,
    Merged,
    Pair,
    Payload,
    Placed,
    ScopeSet,
    Split,
    StanceSet,
    TollSet,
    encode,
)
from tollbook.record.decision import BOOK
from tollbook.record.ids import report_id
from tollbook.record.vocabulary import Verb
from tollbook.tally.geography import distance_km, roughness
from tollbook.view import Found, View

_CONTEXT = 40  # characters either side of the words, as for every anchor


def completed(value: Payload | None, find: Callable[[str], str]) -> Payload | None:
    """The value with every id in full.

    :param find: the full id of a record, given its beginning.
    :raises NotFound: a record that the value names is not in the book.
    """
    match value:
        case Pair(other=other):
            return Pair(find(other))
        case Split(claims=claims):
            return Split(tuple(find(claim) for claim in claims))
        case Merged(incidents=incidents):
            return Merged(tuple(find(incident) for incident in incidents))
        case AddedClaim(incident=str() as incident):
            return replace(value, incident=find(incident))
        case _:
            return value


def before(view: View, record: object, value: Payload | None) -> Payload | None:
    """What a decision replaces, as the book has it now; None: nothing of the kind is known.

    :raises UsageError: the value names claims that the record does not hold.
    """
    match record:
        case Claim():
            return _of_claim(view, record, value)
        case Incident():
            return _of_incident(record, value)
        case Report():
            return _of_report(record, value) if isinstance(value, Corrected) else None
        case _:
            return None


def _of_claim(view: View, claim: Claim, value: Payload | None) -> Payload | None:
    match value:
        case Corrected(field=field):
            return Corrected(field, _field(claim, field))
        case StanceSet(link=link):
            at = len(claim.said_by) - 1 if link is None else link
            if not 0 <= at < len(claim.said_by):
                raise UsageError(
                    "the claim has no such speaker",
                    value=str(link),
                    where=claim.id,
                    next=f"--speaker 0 (the report) to {len(claim.said_by) - 1}",
                )
            return StanceSet(claim.said_by[at].stance, link)
        case ScopeSet():
            return ScopeSet(claim.scope)
        case ActorSet():
            first = next(iter(claim.perpetrators), None)
            return ActorSet(first.text, first.surety) if first else ActorSet(None)
        case Placed():
            role = "area" if claim.scope == "cumulative" else ""
            return _placed(next((r.place for r in view.places(claim, role) if r.place), None))
        case Dated():
            found = view.time(claim, "period" if claim.scope == "cumulative" else "")
            return Dated(found.when.start, found.when.end) if found and found.when else None
        case _:
            return None


def _field(claim: Claim, field: str) -> Count | int | str | None:
    group = next(iter(claim.victims), None)
    match field:
        case "count":
            return claim.count
        case "means":
            return ", ".join(claim.means) or None
        case "stake":
            return claim.said_by[-1].stake
        case "attackers":
            return claim.includes.attackers
        case "role":
            return group.role if group else None
        case "status" | "sex" | "age":
            return str(getattr(group, field)) if group else "unknown"
        case "harm" | "modality" | "target" | "cause":
            text: str | None = getattr(claim, field)
            return text
        case _:
            raise UsageError(
                f"a claim has no {field}; that is a field of a report",
                value=claim.id,
                next=f"tollbook decide correct {claim.report} {field}=...",
            )


def _of_report(report: Report, value: Corrected) -> Payload:
    match value.field:
        case "published":
            day = report.published
            return Corrected("published", day.end.isoformat() if day else None)
        case "language":
            return Corrected("language", report.language)
        case "source":
            return Corrected("source", report.source)
        case "title":
            return Corrected("title", report.title)
        case field:
            raise UsageError(
                f"a report has no {field}; that is a field of a claim",
                value=report.id,
                next="of a report published, language, source and title can be corrected",
            )


def _of_incident(incident: Incident, value: Payload | None) -> Payload | None:
    match value:
        case Split(claims=claims):
            others = sorted(set(claims) - set(incident.claims))
            staying = tuple(c for c in incident.claims if c not in claims)
            if others or not staying:
                raise UsageError(
                    "a claim that leaves must be one of the incident's"
                    if others
                    else "one claim at least must stay",
                    value=", ".join(others) or incident.id,
                    next=f"its claims are {', '.join(incident.claims)}",
                )
            return Split(staying)
        case TollSet(harm=harm):
            return _toll(incident.toll(harm))
        case Placed():
            return _placed(next(iter(incident.places), None))
        case Dated():
            when = incident.when
            return Dated(when.start, when.end) if when else None
        case ActorSet():
            first = next(iter(incident.perpetrators), None)
            return ActorSet(first.actor or first.text) if first else ActorSet(None)
        case _:
            return None


def _toll(toll: Toll | None) -> TollSet | None:
    if toll is None or toll.min is None:
        return None
    return TollSet(toll.harm, toll.min, toll.best, toll.max, toll.open_above)


def _placed(place: Place | None) -> Placed | None:
    return None if place is None else placed(place)


def lying_in(value: Payload | None, replaced: Payload | None) -> Payload | None:
    """A point of one's own that lies within the place it replaces lies in it: the same event told
    of that place stays the same event."""
    if not isinstance(value, Placed) or value.id is not None or value.parents:
        return value
    if not isinstance(replaced, Placed) or replaced.id is None or replaced.radius_km is None:
        return value
    point, area = place_of(value), place_of(replaced)
    apart = distance_km(point, area)
    finer = roughness(point) < roughness(area)
    if apart is None or apart > area.radius_km or not finer:
        return value
    return replace(
        value,
        country=value.country or area.country,
        admin1=value.admin1 or area.admin1,
        parents=(area.id, *area.parents),
    )


def on_words(
    value: AddedClaim, report: Report, quote: str, at: int | None = None
) -> tuple[AddedClaim, Anchor]:
    """An added claim on words of a report, white space aside, and where they stand.

    :param at: offset at which exactly as many characters are taken, whatever they are: a person
        who selects words with a masked name in them has not seen its letters. None: the words
        are looked for.
    :raises NotFound: the words do not stand in the report.
    :raises UsageError: they stand there more than once.
    """
    found = _places_of(quote, report.text, at)
    if not found:
        raise NotFound(
            "these words do not stand in the report",
            value=quote,
            where=report.id,
            next=f"copy them from: tollbook show {report.id}",
        )
    if len(found) > 1:
        raise UsageError(
            "these words stand in the report more than once",
            value=quote,
            where=report.id,
            next="select more words around them",
        )
    start, end = found[0]
    span = report.span(start, end)
    anchor = Anchor(
        report.capture,
        value.harm,
        span.quote,
        report.text[max(start - _CONTEXT, 0) : start],
        report.text[end : end + _CONTEXT],
    )
    source = None if value.source == NOBODY_NAMED else value.source
    return replace(value, span=span, note=None, source=source), anchor


def _places_of(quote: str, text: str, at: int | None) -> list[tuple[int, int]]:
    if not quote.strip():
        return []
    if at is not None:
        end = at + len(quote)
        return [(at, end)] if at >= 0 and end <= len(text) else []
    pattern = r"\s+".join(re.escape(word) for word in quote.split())
    return [match.span() for match in re.finditer(pattern, text)]


NOBODY_NAMED = "-"
"""Stands for the source of an added claim until its words are found in a report."""


def choice_of(
    view: View,
    folder: Path,
    verb: Verb,
    asked: tuple[str, Payload | None],
    *,
    reason: str | None,
    quote: str | None,
    at: int | None = None,
) -> Choice:
    """A decision as it is to be appended: ids in full, with what it replaces and its anchor.

    :param view: the book, nothing in it masked.
    :param folder: the book's, for errors.
    :param asked: subject and value.
    :param quote: words of the subject, a report, that an added claim rests on.
    :param at: where they start in its text; None: they are looked for.
    """
    subject, given = asked

    def find(own: str) -> Found:
        return view.find(own, where=str(folder))

    anchor, replaced = None, None
    value = completed(given, lambda own: find(own).id)
    if subject != BOOK and not subject.startswith("bat_"):
        record = find(report_id(subject) if len(subject) == _SHA256 else subject)
        subject = record.id
        if quote is not None and isinstance(value, AddedClaim):
            if not isinstance(record, Report):
                raise UsageError(
                    "words are selected in a report",
                    value=subject,
                    next="tollbook list reports shows their ids",
                )
            value, anchor = on_words(value, record, quote, at)
        replaced = before(view, record, value)
        value = lying_in(value, replaced)
    return Choice(
        verb,
        subject,
        reason,
        None if replaced is None else encode(replaced),
        None if value is None else encode(value),
        anchor,
    )


_SHA256 = 64  # hexadecimal digits: the digest of a capture stands for its report
