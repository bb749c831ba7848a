"""A report with all that was read in it, as decided and as it may be shown; and looking such up."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Generic, TypeVar

from tollbook.hand.put_in_place import AsDecided
from tollbook.ledger.carry_over import Carried, also_named, carry_over
from tollbook.ledger.fetching import Fetching, Readout
from tollbook.record import Decision, Report, Resolution, SetAside, in_force
from tollbook.record.withheld import Mask

_V = TypeVar("_V")


def not_read(report: Report, folder: Path) -> SetAside:
    """A report of the book that no reader has looked at yet."""
    return SetAside(
        what=report.title or report.id,
        why="not read yet",
        where=report.id,
        next=f"tollbook run --book {folder}",
    )


class Fetched(Mapping[str, _V], Generic[_V]):
    """Records by id, looked up when they are asked for."""

    def __init__(
        self,
        fetch: Callable[[Sequence[str]], Mapping[str, _V]],
        ids: Callable[[], Iterable[str]],
    ) -> None:
        self._fetch = fetch
        self._ids = ids

    def __getitem__(self, key: str) -> _V:
        return self._fetch((key,))[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids())

    def __len__(self) -> int:
        return sum(1 for _ in self._ids())


class Bundle:
    """A report and all that was read in it, as decided and as it may be shown."""

    def __init__(self, decided: AsDecided, read: Readout | None, mask: Mask) -> None:
        texts = [t for r in decided.reports for t in (r.text, r.title, r.url) if t]
        self.tells = any(mask.holds(text) for text in texts)

        def shown(records: Iterable[_V]) -> tuple[_V, ...]:
            return tuple(mask.record(each, parts=self.tells) for each in records)

        self.reports = {report.id: report for report in shown(decided.reports)}
        self.claims = {claim.id: claim for claim in shown(decided.claims)}
        self.statements = {s.id: s for s in shown(read.statements if read else ())}
        self.mentions = {m.id: m for m in shown(read.mentions if read else ())}
        self.resolutions = _by_subject(shown(decided.resolutions))
        self.as_read = {own: mask.record(c, parts=self.tells) for own, c in decided.as_read.items()}
        self.as_resolved = {own: shown(found) for own, found in decided.as_resolved.items()}


def _by_subject(resolutions: Iterable[Resolution]) -> dict[str, list[Resolution]]:
    grouped: dict[str, list[Resolution]] = {}
    for resolution in resolutions:
        grouped.setdefault(resolution.subject, []).append(resolution)
    return grouped


def carried_in(
    fetch: Fetching,
    log: Sequence[Decision],
    added: Collection[str],
    redirects: Mapping[str, str],
    known: Mapping[str, Carried],
) -> tuple[Carried, ...]:
    """Each decision in force with the record that it is about now.

    :param added: claims that people added.
    :param known: what is known of decisions already, by their ids.
    """
    standing = in_force(tuple(log))
    new = [d for d in standing if d.id not in known]
    named = {i for d in new for i in (d.subject, *also_named(d.verb, d.after))}
    there = fetch.report_of([i for i in named if i.startswith("clm_")])
    anchors = {d.anchor.capture for d in new if d.anchor and d.subject not in there}
    read = fetch.readouts({*there.values(), *fetch.captured(anchors).values()})
    found = carry_over(
        new,
        [claim for each in read.values() for claim in each.claims],
        [each.report for each in read.values()],
        others={*fetch.held(named), *added},
        redirects=redirects,
    )
    every = {**known, **{each.decision.id: each for each in found}}
    return tuple(every[decision.id] for decision in standing)
