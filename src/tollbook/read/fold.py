"""Two restatements as one draft: the more telling stands, the other fills what it lacks."""

from __future__ import annotations

import re
from dataclasses import replace

from tollbook.read.draft import Draft
from tollbook.record import Count, Perpetrator

_NAME = re.compile(r"[A-Z]\w")


def fold(a: Draft, b: Draft) -> Draft:
    """The more telling of two drafts with what only the other says, marked in ``inherited``."""
    main, other = (a, b) if _weight(a) >= _weight(b) else (b, a)
    speakers = main if len(main.said_by) >= len(other.said_by) else other
    repeats = {s.start: s for s in (*main.repeats, *other.repeats, other.evidence)}
    repeats.pop(main.evidence.start, None)
    return replace(
        main,
        count=_count_of_both(main, other),
        perpetrators=_doers_of_both(main, other),
        places=main.places or other.places,
        times=main.times or other.times,
        names=main.names or other.names,
        additional=main.additional and other.additional,
        contrasts=main.contrasts or other.contrasts,
        parts=main.parts or other.parts,
        said_by=speakers.said_by,
        modality=speakers.modality,
        means=tuple(dict.fromkeys((*main.means, *other.means))),
        cause=main.cause or other.cause,
        ordered_by=main.ordered_by or other.ordered_by,
        attackers=main.attackers if main.attackers is not None else other.attackers,
        part_of=main.part_of if main.part_of is not None else other.part_of,
        adds_to=main.adds_to if main.adds_to is not None else other.adds_to,
        inherited=tuple(dict.fromkeys((*main.inherited, *_taken_over(main, other)))),
        repeats=tuple(sorted(repeats.values(), key=lambda s: s.start)),
        order=min(main.order, other.order),
        own=_is_own(main, other),
        early=main.early and other.early,
    )


def _is_own(main: Draft, other: Draft) -> bool:
    """Whether the report gives the figure itself; a headline does so for whom the body quotes."""
    body = [d for d in (main, other) if not d.headline]
    return any(d.own for d in (body or (main, other)))


def _weight(draft: Draft) -> tuple[int, ...]:
    """How telling a draft is; the most telling of several restatements stands for them."""
    return (
        int(draft.quantified),
        int(draft.kind not in {"pronoun", "definite"}),
        int(not draft.headline),
        int(bool(draft.places)),
        int(draft.count.is_exact),
        int(len(draft.said_by) > 1),
        -draft.order,
    )


def _taken_over(main: Draft, other: Draft) -> list[str]:
    """Fields of a claim that only the less telling draft fills."""
    fields = (
        ("places", main.places, other.places),
        ("when", main.times, other.times),
    )
    taken = [name for name, own, theirs in fields if theirs and not own]
    new = _doers_of_both(main, other) != main.perpetrators
    return ["perpetrators", *taken] if new else taken


def _doers_of_both(main: Draft, other: Draft) -> tuple[Perpetrator, ...]:
    """Who did it; where one telling has only "gunmen", also whom the other names."""
    if not main.perpetrators or not other.perpetrators:
        return main.perpetrators or other.perpetrators
    unnamed = all(not _NAME.search(p.text[1:]) for p in main.perpetrators)
    named = [p for p in other.perpetrators if _NAME.search(p.text[1:])]
    return (*main.perpetrators, *named) if unnamed else main.perpetrators


def _count_of_both(main: Draft, other: Draft) -> Count:
    """A range stands against one exact number inside it: the words gave both ends."""
    ranged = [d.count for d in (main, other) if d.count.shape == "range"]
    return ranged[0] if len(ranged) == 1 else main.count
