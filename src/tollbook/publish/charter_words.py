"""What a book counts, in words: printed with every figure."""

from __future__ import annotations

from collections.abc import Iterator

from tollbook.publish.wording import country_name, harm_in_words, interval_in_words
from tollbook.record import EVERYTHING, Charter


def charter_in_words(charter: Charter) -> str:
    """One line: "Iraq; 1 Oct to 31 Dec 2019; killed; civilian; direct violence"."""
    if charter == EVERYTHING:
        return "no bounds of its own: all direct violence that the reports tell of"
    return "; ".join(_parts(charter))


def _parts(charter: Charter) -> Iterator[str]:
    if charter.title:
        yield charter.title
    where = [country_name(code) for code in charter.countries]
    where += [f"province {code}" for code in charter.provinces]
    yield " and ".join(where) if where else "anywhere"
    yield interval_in_words(charter.period) or "at any time"
    if charter.harms != EVERYTHING.harms:
        yield ", ".join(harm_in_words(harm) for harm in charter.harms)
    if charter.statuses:
        yield f"status {' or '.join(charter.statuses)}, or not said"
    if charter.roles:
        yield f"role {' or '.join(charter.roles)}, or not said"
    causes = charter.causes
    named = {
        "direct violence": causes.direct,
        "crush": causes.crush,
        "in custody": causes.in_custody,
        "indirect causes": causes.indirect,
    }
    yield ", ".join(cause for cause, counted in named.items() if counted) or "no cause at all"
    if charter.incident_unit == "day_and_place":
        yield "an incident is a day and a place"
