"""Harms that only point back and say who did it: an accusation by whoever is quoted.

"Five died, medics said. A spokesman said that the children had been hit by an army shell": the
spokesman accuses the army, not the medics, nor the report.
"""

from __future__ import annotations

from tollbook.read.answers import Bearing
from tollbook.read.draft import Draft
from tollbook.read.statements import Told
from tollbook.record import Report, Statement
from tollbook.record.ids import record_id

_UNSAID = frozenset({"hypothetical", "future"})


def accusing(draft: Draft, report: Report) -> Told | None:
    """What somebody says of who did what was told before: "a spokesman said that the children had
    been hit by an army shell". None: it names nobody, or is not asserted."""
    last = draft.said_by[-1]
    parties = tuple(p.text for p in draft.perpetrators if p.surety != "denied")
    if not parties or last.stance not in {"asserts", "relays"} or draft.modality in _UNSAID:
        return None
    start = min([draft.evidence.start, *(p.span.start for p in draft.perpetrators if p.span)])
    end = max([draft.evidence.end, *(p.span.end for p in draft.perpetrators if p.span)])
    said = tuple(s.speaker for s in draft.said_by)
    span = report.span(start, end)
    own = record_id("stm", report.id, "blame", start, end, *said)
    statement = Statement(own, report.id, "blame", span, said, None, parties)
    bearing = Bearing(frozenset({"body"}))
    return Told(statement, True, bearing, draft.sentence_index, surety="accused")
