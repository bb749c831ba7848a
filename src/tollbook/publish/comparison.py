"""Two recorders side by side: what they agree on, where they differ, what each has alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tollbook.publish.comparable import Comparable
from tollbook.publish.document import NOTICE
from tollbook.publish.matching import Matched
from tollbook.publish.page import Page
from tollbook.publish.wording import plural


@dataclass(frozen=True, slots=True)
class SideDoc:
    """One recorder's incidents with deaths.

    :ivar dead: sum of their best figures, in people.
    """

    name: str
    incidents: int
    dead: int


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """An incident as its recorder has it."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class PairDoc:
    """Two incidents taken for one; ``differs`` is empty where they agree."""

    a: IncidentLine
    b: IncidentLine
    score: float
    differs: list[str]


@dataclass(frozen=True, slots=True)
class AloneDoc:
    """An incident that the other does not have, and why nothing was taken for it."""

    incident: IncidentLine
    why: str


@dataclass(frozen=True, slots=True)
class RecordersDoc:
    """Two recorders compared; ids are ignored, matching is by day, place, dead and sides."""

    notice: str
    a: SideDoc
    b: SideDoc
    agree: list[PairDoc]
    conflict: list[PairDoc]
    only_a: list[AloneDoc]
    only_b: list[AloneDoc]


def recorders_doc(
    names: tuple[str, str], a: Sequence[Comparable], b: Sequence[Comparable], matched: Matched
) -> RecordersDoc:
    """The comparison as a document."""
    pairs = [PairDoc(_line(a[p.a]), _line(b[p.b]), p.score, list(p.differs)) for p in matched.pairs]
    return RecordersDoc(
        NOTICE,
        SideDoc(names[0], len(a), sum(one.best for one in a)),
        SideDoc(names[1], len(b), sum(one.best for one in b)),
        [pair for pair in pairs if not pair.differs],
        [pair for pair in pairs if pair.differs],
        [AloneDoc(_line(a[s.at]), s.why) for s in matched.only_a],
        [AloneDoc(_line(b[s.at]), s.why) for s in matched.only_b],
    )


def _line(one: Comparable) -> IncidentLine:
    return IncidentLine(one.key, one.in_words())


def print_recorders(page: Page, doc: RecordersDoc, *, limit: int) -> None:
    """Print the comparison.

    :param limit: no more than so many lines of each kind.
    """
    page.line("Two recorders, matched by day, place, dead and sides; ids are ignored", style="bold")
    page.rows(
        [
            (side.name, f"{plural(side.incidents, 'incident')}, best figures {side.dead:,}")
            for side in (doc.a, doc.b)
        ],
        indent=2,
    )
    differing = Counter(d.partition(":")[0] for pair in doc.conflict for d in pair.differs)
    said = ", ".join(f"{n:,} in {what}" for what, n in differing.most_common())
    page.rows(
        [
            ("agree", f"{len(doc.agree):,}"),
            ("differ", f"{len(doc.conflict):,}" + (f": {said}" if said else "")),
            ("alone", f"{len(doc.only_a):,} and {len(doc.only_b):,}"),
        ],
        indent=2,
    )
    page.heading(f"Differ ({len(doc.conflict):,})")
    for pair in doc.conflict[:limit]:
        page.line(pair.a.words, indent=2, style="bold")
        page.rows(
            [(d.partition(": ")[0], d.partition(": ")[2]) for d in pair.differs]
            + [("ids", f"{pair.a.id} / {pair.b.id}, score {pair.score:.2f}")],
            indent=4,
        )
    _more(page, len(doc.conflict), limit)
    for side, alone in ((doc.a, doc.only_a), (doc.b, doc.only_b)):
        page.heading(f"Only in {side.name} ({len(alone):,})")
        for each in alone[:limit]:
            page.line(f"{each.incident.words} ({each.incident.id})", indent=2, style="bold")
            page.line(each.why, indent=4)
        _more(page, len(alone), limit)
    page.blank()
    page.line(f"{NOTICE[0].upper()}{NOTICE[1:]}.")


def _more(page: Page, there: int, limit: int) -> None:
    if there > limit:
        page.line(f"... and {there - limit:,} more: --limit {there} or --json", indent=2)
