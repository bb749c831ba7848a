"""How a case of the reader is written: a text, what must be read from it, and known gaps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import pytest

from tollbook.record import EMPTY_LEXICON, Actor, Claim, Lexicon, Reading, Report
from tollbook.record.interval import Published
from tollbook.record.lexicon import PlaceName

TOWNS = (
    *("Amarah", "Arak", "Baghdad", "Basra", "Hilla", "Idlib", "Isfahan", "Kirkuk"),
    *("Kut", "Mosul", "Najaf", "Nasiriyah"),
)
PLACES: dict[str, PlaceName] = {
    **dict.fromkeys(TOWNS, "town"),
    "Diyala": "region",
    "Iraq": "country",
    "Iran": "country",
}
ACTORS = {
    "Kata'ib Hezbollah": ("kataib", "militia"),
    "Asa'ib Ahl al-Haq": ("asaib", "militia"),
    "Quds Force": ("quds", "state_force"),
    "Islamic State": ("is", "armed_group"),
    "National Security Council": ("nsc", "government"),
    "PMF": ("pmf", "militia"),
}
NAMES = Lexicon(
    actors={
        form: Actor(f"tb:{short}", form, kind, "IQ")
        for form, (short, kind) in sorted(ACTORS.items())
    },
    place_name=lambda name: PLACES.get(name, "no"),
)
"""A few names of our own, so that these tests need no gazetteer."""


class Read(Protocol):
    def __call__(
        self,
        body: str,
        title: str | None = None,
        lexicon: Lexicon = EMPTY_LEXICON,
        published: Published | None = None,
    ) -> Reading: ...


def report_of(body: str, title: str | None = None, published: Published | None = None) -> Report:
    """A report as intake makes it: the title on a line of its own before the body."""
    head = f"{title}\n\n" if title else ""
    return Report(
        id="rep_of_a_test",
        capture="0" * 64,
        title=title,
        text=head + body,
        language="en",
        source=None,
        url=None,
        published=published,
        sequence=1,
        body_start=len(head),
    )


FIELDS: Mapping[str, Callable[[Claim], Any]] = {
    "ages": lambda c: tuple(v.age for v in c.victims),
    "area": lambda c: c.area.quote if c.area else None,
    "attackers": lambda c: c.includes.attackers,
    "cause": lambda c: c.cause,
    "count": lambda c: (c.count.low, c.count.best, c.count.high),
    "counts": lambda c: c.counts,
    "evidence": lambda c: c.evidence.quote,
    "inherited": lambda c: c.inherited,
    "kinds": lambda c: tuple(s.kind for s in c.said_by[1:]),
    "means": lambda c: tuple(m.casefold() for m in c.means),
    "modality": lambda c: c.modality,
    "names": lambda c: tuple(n for v in (*c.victims, *c.includes.parts) for n in v.names),
    "ordered_by": lambda c: c.ordered_by,
    "parts": lambda c: tuple(p.text for p in c.includes.parts),
    "past": lambda c: c.past,
    "period": lambda c: c.period.quote if c.period else None,
    "perpetrators": lambda c: tuple(p.text for p in c.perpetrators),
    "places": lambda c: tuple(p.quote for p in c.places),
    "raw": lambda c: c.count.raw,
    "repeats": lambda c: len(c.repeats),
    "roles": lambda c: tuple(v.role for v in c.victims),
    "scope": lambda c: c.scope,
    "sexes": lambda c: tuple(v.sex for v in c.victims),
    "shape": lambda c: c.count.shape,
    "speakers": lambda c: tuple(s.speaker for s in c.said_by[1:]),
    "stakes": lambda c: tuple(s.stake for s in c.said_by[1:]),
    "stances": lambda c: tuple(s.stance for s in c.said_by[1:]),
    "statuses": lambda c: tuple(v.status for v in c.victims),
    "sureties": lambda c: tuple(p.surety for p in c.perpetrators),
    "target": lambda c: c.target,
    "times": lambda c: tuple(t.quote for t in c.times),
    "victims": lambda c: tuple(v.text for v in c.victims),
}


@dataclass(frozen=True)
class Case:
    """A text and the one claim of a harm that must be read from it."""

    text: str
    harm: str
    want: Mapping[str, Any]
    title: str | None
    lexicon: Lexicon


def case(
    text: str,
    harm: str = "killed",
    *,
    gap: str | None = None,
    title: str | None = None,
    lexicon: Lexicon = EMPTY_LEXICON,
    **want: Any,
) -> Any:
    """One row of a table; ``gap`` says why it is known to fail, and it must then fail."""
    unknown = set(want) - set(FIELDS)
    if unknown:
        raise ValueError(f"no such fields: {unknown}")
    return row(Case(text, harm, want, title, lexicon), id=text, gap=gap)


def row(*values: Any, id: str, gap: str | None = None) -> Any:
    """A row of any table, marked as a known gap where a reason is given."""
    marks = [pytest.mark.xfail(strict=True, reason=gap)] if gap else []
    return pytest.param(*values, id=id[:72], marks=marks)


def check(read: Read, case: Case) -> None:
    """The text must give exactly one claim of the harm, and it must say what is wanted."""
    reading = read(case.text, case.title, case.lexicon)
    found = [c for c in reading.claims if c.harm == case.harm]
    assert len(found) == 1, [(c.harm, c.evidence.quote) for c in reading.claims]
    assert {name: FIELDS[name](found[0]) for name in case.want} == dict(case.want)


def only(reading: Reading, harm: str) -> list[Claim]:
    return [c for c in reading.claims if c.harm == harm]
