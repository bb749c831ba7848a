"""What a tally made of a world, held against the truth.

Every question is answered from the world alone, never with the tally's own code.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from tollbook.evals.suite import Mark, Outcome
from tollbook.evals.world.rendered import Rendered
from tollbook.evals.world.told import Source, Stated, Told
from tollbook.evals.world.truth import Happening
from tollbook.evals.world.verdicts import Range, left_open, verdicts
from tollbook.record import Account, Count, Incident, Toll
from tollbook.record.vocabulary import Harm, Verdict
from tollbook.tally import Tallied

HARMS: tuple[Harm, ...] = ("killed", "injured")
_FIRM = frozenset({"exact", "at_least", "range"})


def judge(rendered: Rendered, tallied: Tallied, prefix: str = "") -> list[Outcome]:
    """All outcomes of one world.

    :param prefix: of the metrics' names ("text_").
    """
    return _Court(rendered, tallied, prefix).outcomes()


class _Court:
    def __init__(self, rendered: Rendered, tallied: Tallied, prefix: str) -> None:
        self._rendered = rendered
        self._tallied = tallied
        self._prefix = prefix
        self._name = f"{rendered.world.seed}/{'text' if prefix else 'claims'}"
        self._told = rendered.world.tellings_of()
        self._holding = {c: i for i in tallied.incidents for c in i.claims}
        self._own = self._matched()

    def outcomes(self) -> list[Outcome]:
        found: list[Outcome] = []
        happenings = self._rendered.world.happenings
        for number, told in sorted(self._told.items()):
            for harm in HARMS:
                found += self._of_figure(happenings[number], harm, told)
        found += self._of_double(happenings)
        found += self._of_totals(happenings)
        return found

    def _matched(self) -> dict[int, Incident]:
        """Happening's number -> the incident that holds most of its claims.

        Of two that hold as many, the one that tells of less else.
        """
        shared: dict[int, Counter[str]] = defaultdict(Counter)
        held: Counter[str] = Counter()
        for claim, number in self._rendered.happening_of.items():
            incident = self._holding.get(claim)
            if incident is not None:
                shared[number][incident.id] += 1
                held[incident.id] += 1
        by_id = {i.id: i for i in self._tallied.incidents}
        return {
            number: by_id[max(counts, key=lambda i: (counts[i], -held[i], i))]
            for number, counts in shared.items()
        }

    # -- figures --------------------------------------------------------------------------

    def _of_figure(self, happening: Happening, harm: Harm, told: Sequence[Told]) -> list[Outcome]:
        """Whether the range holds the truth, how wide it is, how many sources it rests on."""
        figures = [(t, c) for t in told if t.asserts for h, c in t.counts if h == harm]
        if not figures:
            return []
        truth = happening.true(harm)
        incident = self._own.get(happening.number)
        toll = incident.toll(harm) if incident is not None else None
        firm = any(t.settled and t.source.credible and c.shape in _FIRM for t, c in figures)
        covered = _covers(toll, truth)
        sources = proven(t.source for t, _ in figures)
        found = toll.lineages if toll is not None else None
        marks = [
            self._mark("coverage_all", covered),
            self._mark("lineage_exact", found == sources),
        ]
        if firm:
            marks.append(self._mark("coverage", covered))
            if toll is not None and toll.max is not None and truth:
                width = (toll.max - (toll.min or 0)) / truth
                marks.append(Mark(f"{self._prefix}width", width))
        # whether any rule could have been right: the truth lies between figures somebody gave
        stated = [n for _, c in figures for n in (c.low, c.best, c.high) if n is not None]
        if firm:
            marks.append(self._mark("coverage_possible", min(stated) <= truth <= max(stated)))
        return [
            Outcome(
                f"{self._name}/{happening.number}/{harm}",
                {"truth": truth, "sources": sources, "firm": firm},
                {
                    "min": toll.min if toll else None,
                    "best": toll.best if toll else None,
                    "max": toll.max if toll else None,
                    "sources": found,
                },
                covered and found == sources,
                _in_words(figures),
                tuple(marks),
            )
        ]

    # -- what is counted twice ------------------------------------------------------------

    def _of_double(self, happenings: Sequence[Happening]) -> list[Outcome]:
        """Deaths that stand in a second incident, and totals that were entered as incidents."""
        owner: dict[str, set[int]] = defaultdict(set)
        for claim, number in self._rendered.happening_of.items():
            if claim in self._holding:
                owner[self._holding[claim].id].add(number)
        taken = {incident.id for incident in self._own.values()}
        true = sum(happenings[n].killed for n in self._own)
        found: list[Outcome] = []
        twice = 0.0
        for incident in self._tallied.incidents:
            again = incident.id not in taken
            entered = any(c in self._rendered.total_of for c in incident.claims)
            toll = incident.toll("killed")
            if not (again or entered) or toll is None:
                continue
            n = toll.best if toll.best is not None else toll.max or 0
            twice += n
            found.append(
                Outcome(
                    f"{self._name}/{incident.id}/again",
                    {"incidents": ", ".join(map(str, sorted(owner[incident.id])))},
                    {"killed": n, "total": entered},
                    n == 0,
                    "; ".join(r for link in incident.links for r in link.reasons)[:300],
                )
            )
        mark = Mark(f"{self._prefix}double_counted", twice, float(true))
        whole = Outcome(
            f"{self._name}/double", {"killed": true}, {"twice": twice}, not twice, "", (mark,)
        )
        return [*found, whole]

    # -- totals ---------------------------------------------------------------------------

    def _of_totals(self, happenings: Sequence[Happening]) -> list[Outcome]:
        found: dict[int, Account] = {}
        for account in self._tallied.accounts:
            number = self._rendered.total_of.get(account.claim)
            if number is not None:
                found.setdefault(number, account)
        told: dict[int, Range] = {}
        true: dict[int, Range] = {}
        for number, tellings in self._told.items():
            left = left_open(tellings, "killed")
            if left is not None:
                told[number] = left
                true[number] = (happenings[number].killed, happenings[number].killed)
        totals = self._rendered.world.totals
        from_told = verdicts(totals, told, happenings)
        from_truth = verdicts(totals, true, happenings)
        return [
            self._of_total(t, found.get(t.number), from_told[t.number], from_truth[t.number])
            for t in totals
        ]

    def _of_total(
        self, total: Stated, account: Account | None, told: Verdict, truth: Verdict
    ) -> Outcome:
        verdict = account.verdict if account is not None else None
        said = verdict not in (None, "undetermined", "not_comparable")
        return Outcome(
            f"{self._name}/total {total.number}",
            {"verdict": told, "truth": truth},
            {"verdict": verdict},
            verdict == told,
            "; ".join(account.arithmetic) if account is not None else "",
            (
                self._mark("verdict_accuracy", verdict == told),
                self._mark("verdict_from_truth", verdict == truth),
                self._mark("verdict_false", said and verdict != truth),
            ),
        )

    def _mark(self, name: str, right: bool) -> Mark:
        return Mark(f"{self._prefix}{name}", float(right))


def _covers(toll: Toll | None, truth: int) -> bool:
    """Whether the truth lies within the stated range; "or more" reaches no further."""
    if toll is None or toll.max is None:
        return False
    return (toll.min or 0) <= truth <= toll.max


def proven(sources: Iterable[Source]) -> int:
    """How many of these are surely different sources.

    Each body or person named is one; anybody of a kind ("police") may be the one named of that
    kind, or all of them one and the same.
    """
    known = list(sources)
    named = {s.key: s.kind for s in known if s.named}
    unnamed = {s.kind for s in known if not s.named}
    return len(named) + len(unnamed - set(named.values()))


def _in_words(figures: Sequence[tuple[Told, Count]]) -> str:
    return "; ".join(
        f"{c.in_words()} ({t.source.words}{', settled' if t.settled else ''})" for t, c in figures
    )
