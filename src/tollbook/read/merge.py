"""One report read as a whole: what is said twice is one claim, and parts stay under their whole.

Three relations between two drafts of one harm: the second *restates* the first (headline, lede,
body), is *part of* it ("two of them were children"), or comes *on top* ("another three died").
Drafts in no relation are rival figures for one incident or tell of different incidents; which,
is for the linker.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal

from tollbook.read.draft import Draft
from tollbook.record import Count, Span

Relation = Literal["restates", "part", "adds", "whole", "none"]

_NEAR = 2  # sentences within which "another three" comes on top of the figure just told
_GENERIC = frozenset(
    "people person individual human soul victim other one dead fatality casualty body corpse injured wounded killed life member resident local man woman civilian".split()
)
_DAY = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}|\d{1,2}\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))",
    re.I,
)


def _days(draft: Draft) -> frozenset[str]:
    return frozenset(
        m.group().casefold() for t in draft.times[:1] for m in [_DAY.search(t.quote)] if m
    )


def _place_names(draft: Draft) -> frozenset[str]:
    return frozenset(p.quote.casefold() for p in draft.places)


def apart(a: Draft, b: Draft, coarse: Callable[[str], bool]) -> bool:
    """Whether day or place keep two drafts apart.

    :param coarse: whether a place name is a country or region, which contains others.
    """
    days_a, days_b = _days(a), _days(b)
    if days_a and days_b and not days_a & days_b and a.sentence != b.sentence:
        return True
    places_a = {p for p in _place_names(a) if not coarse(p)}
    places_b = {p for p in _place_names(b) if not coarse(p)}
    if a.past != b.past:
        return True
    if not (places_a and places_b) or places_a & places_b:
        return False
    if a.sentence == b.sentence:
        return True
    return a.paragraph != b.paragraph and bool(days_a or days_b)


def _heads_fit(a: Draft, b: Draft) -> bool:
    return bool(
        a.heads & b.heads or a.heads & _GENERIC or b.heads & _GENERIC or not a.heads or not b.heads
    )


def _persons_fit(a: Draft, b: Draft) -> bool:
    """Whether sex and age allow that the same people are meant."""
    for one in a.victims[:1]:
        for other in b.victims[:1]:
            if {one.sex, other.sex} == {"male", "female"}:
                return False
            if {one.age, other.age} == {"child", "adult"} and "youth" not in {*a.heads, *b.heads}:
                return False
    return True


def _bounds(count: Count) -> tuple[int, int]:
    low = count.low if count.low is not None else 0
    high = count.high if count.high is not None else 10**9
    if count.shape == "about" and count.best is not None:
        return int(count.best * 0.9), int(count.best * 1.1) + 1
    return low, high


def _same_number(a: Draft, b: Draft) -> bool:
    if a.count.is_exact and b.count.is_exact:
        return a.count.low == b.count.low
    (la, ha), (lb, hb) = _bounds(a.count), _bounds(b.count)
    return la <= hb and lb <= ha


def _share_name(a: Draft, b: Draft) -> bool:
    last = {n.split()[-1].casefold() for n in a.names}
    return any(
        n.split()[-1].casefold() in last or set(n.casefold().split()) & last for n in b.names
    )


def _speaker_key(draft: Draft) -> str:
    return draft.said_by[-1].speaker.casefold() if len(draft.said_by) > 1 else ""


def _rival_speakers(a: Draft, b: Draft) -> bool:
    x, y = _speaker_key(a), _speaker_key(b)
    return bool(x and y and x != y)


def _single(draft: Draft) -> bool:
    return draft.count.is_exact and draft.count.low == 1


def relate(new: Draft, old: Draft, taken: int) -> Relation:
    """How ``new`` stands to ``old``, told before it in the same report.

    :param taken: how many of ``old`` are already accounted for by its parts.
    """
    a, b = new.n, old.n
    if a is None or b is None:
        return "none"
    if "zero" in {new.count.shape, old.count.shape}:
        return "restates" if new.count.shape == old.count.shape else "none"
    if not new.quantified:
        if new.kind in {"definite", "pronoun"} or new.partitive:
            return "restates" if not (new.partitive and old.quantified and (b or 0) > 1) else "part"
        return (
            "restates"
            if _heads_fit(new, old) and _persons_fit(new, old)
            else "part"
            if old.quantified
            else "none"
        )
    if not old.quantified:
        if new.partitive or (new.names and new.count.low == 1):
            return "part"
        return (
            "restates"
            if _persons_fit(new, old) and _heads_fit(new, old) and not new.additional
            else "part"
        )
    if new.names and old.names:
        if _share_name(new, old):
            return "restates"
        return "adds" if a <= 1 and b <= 1 else ("part" if a < b else "adds")
    if new.names and len(new.names) == a:
        if _single(old) and a == 1:
            return "restates" if _persons_fit(new, old) else "adds"
        return "part" if taken + a <= b and a < b else "restates" if a == b else "none"
    if old.names and new.kind in {"pronoun", "definite", "indefinite", "number"} and a == b:
        if new.additional:
            return "adds"
        return "restates" if _persons_fit(new, old) else "adds"
    if new.partitive:
        return "part" if a <= b else "none"
    if new.additional:
        far = new.sentence_index - old.sentence_index > _NEAR
        elaborates = a < b and not old.additional and (taken + a <= b and (far or taken > 0))
        return "part" if elaborates or (new.kind == "definite" and a < b) else "adds"
    if _same_number(new, old) and (a == b or not (new.count.is_exact and old.count.is_exact)):
        if a == b or new.count.shape == old.count.shape or new.kind in {"definite"}:
            if _rival_speakers(new, old):
                return "none"
            if _heads_fit(new, old) and _persons_fit(new, old):
                return "restates"
            if new.sentence == old.sentence or not _persons_fit(new, old):
                return "adds"
            return "restates"
    if a < b:
        if _rival_speakers(new, old) and new.heads & old.heads:
            return "none"
        return "part" if taken + a <= b else "none"
    if old.headline or (
        _heads_fit(new, old) and not new.heads & old.heads and not _rival_speakers(new, old)
    ):
        return "whole"
    if new.sentence != old.sentence and b == 1 and not old.additional and new.heads & _GENERIC:
        return "whole"
    return "none"


def _weight(draft: Draft) -> tuple[int, ...]:
    """How telling a draft is; the most telling of several restatements stands for them."""
    return (
        int(draft.quantified),
        int(draft.kind not in {"pronoun", "definite"}),
        int(draft.count.is_exact),
        int(len(draft.said_by) > 1),
        int(not draft.headline),
        int(bool(draft.places)),
        -draft.order,
    )


def _fold(a: Draft, b: Draft) -> Draft:
    """Two restatements as one: the more telling stands, what it lacks is taken from the other."""
    main, other = (a, b) if _weight(a) >= _weight(b) else (b, a)
    inherited = list(main.inherited)

    def take(field: str, own: object, their: object) -> object:
        if not own and their:
            inherited.append(field)
            return their
        return own

    repeats = {s.start: s for s in (*main.repeats, *other.repeats, other.evidence)}
    repeats.pop(main.evidence.start, None)
    means = tuple(dict.fromkeys((*main.means, *other.means)))
    return replace(
        main,
        count=_count_of_both(main, other),
        perpetrators=take("perpetrators", main.perpetrators, other.perpetrators),
        places=take("places", main.places, other.places),
        times=take("when", main.times, other.times),
        names=main.names or other.names,
        parts=main.parts or other.parts,
        said_by=main.said_by if len(main.said_by) >= len(other.said_by) else other.said_by,
        modality=main.modality if len(main.said_by) >= len(other.said_by) else other.modality,
        means=means,
        cause=main.cause or other.cause,
        ordered_by=main.ordered_by or other.ordered_by,
        attackers=main.attackers if main.attackers is not None else other.attackers,
        part_of=main.part_of if main.part_of is not None else other.part_of,
        adds_to=main.adds_to if main.adds_to is not None else other.adds_to,
        inherited=tuple(dict.fromkeys(inherited)),
        repeats=tuple(sorted(repeats.values(), key=lambda s: s.start)),
        order=min(main.order, other.order),
    )  # type: ignore[arg-type]


def _count_of_both(main: Draft, other: Draft) -> Count:
    """A range stands against one exact number inside it: the words gave both ends."""
    ranged = [d.count for d in (main, other) if d.count.shape == "range"]
    return ranged[0] if len(ranged) == 1 else main.count


class _Ledger:
    """The drafts of one harm and scope kept so far, with their relations."""

    def __init__(self, coarse: Callable[[str], bool]) -> None:
        self.kept: list[Draft] = []
        self.coarse = coarse

    def _taken(self, whole: Draft) -> int:
        return sum(d.n or 0 for d in self.kept if d.part_of == whole.order)

    def _rank(self, new: Draft, old: Draft) -> tuple[int, ...]:
        """Which earlier draft to try first: a whole before a part, the nearer before the farther."""
        same_speaker = int(_speaker_key(new) == _speaker_key(old))
        equal = int(new.n == old.n)
        return (
            int(_share_name(new, old)),
            int(old.part_of is None),
            equal,
            same_speaker,
            old.n or 0 if new.partitive else 0,
            old.order,
        )

    def add(self, new: Draft) -> None:
        if new.part_of is not None:
            self.kept.append(new)
            return
        rivals = [d for d in self.kept if not apart(new, d, self.coarse)]
        rivals.sort(key=lambda d: self._rank(new, d), reverse=True)
        relations = [(relate(new, d, self._taken(d)), d) for d in rivals]
        for wanted in ("restates", "part", "whole", "adds"):
            for relation, old in relations:
                if relation != wanted:
                    continue
                if relation == "restates":
                    self._replace(old, _fold(old, new))
                elif relation == "part":
                    root = old.part_of if old.part_of is not None else old.order
                    self.kept.append(replace(new, part_of=root))
                elif relation == "whole":
                    self._under(new, [d for r, d in relations if r == "whole"])
                else:
                    root = old.adds_to if old.adds_to is not None else old.order
                    if old.part_of is not None:
                        self.kept.append(replace(new, part_of=old.part_of))
                    else:
                        self.kept.append(replace(new, adds_to=root))
                return
        self.kept.append(new)

    def _under(self, whole: Draft, parts: Sequence[Draft]) -> None:
        orders = {p.order for p in parts if p.part_of is None}
        self.kept = [
            replace(d, part_of=whole.order, adds_to=None)
            if d.order in orders or d.adds_to in orders
            else d
            for d in self.kept
        ]
        self.kept.append(whole)

    def _replace(self, old: Draft, new: Draft) -> None:
        self.kept = [new if d is old else d for d in self.kept]


def _same_balance(a: Draft, b: Draft) -> bool:
    return (
        a.count.low == b.count.low
        and a.count.best == b.count.best
        and a.count.high == b.count.high
        and not _rival_speakers(a, b)
    )


def _merge_balances(drafts: Sequence[Draft]) -> list[Draft]:
    kept: list[Draft] = []
    for draft in drafts:
        for i, old in enumerate(kept):
            if old.part_of == draft.part_of and _same_balance(old, draft):
                folded = _fold(old, draft)
                kept[i] = replace(
                    folded, area=old.area or draft.area, period=old.period or draft.period
                )
                break
        else:
            kept.append(draft)
    return kept


def _balances_take_in(drafts: list[Draft]) -> list[Draft]:
    """A figure said again without its period is the balance it repeats ("Over 180 killed")."""
    balances = [d for d in drafts if d.scope == "cumulative"]
    out: list[Draft] = []
    for draft in drafts:
        if draft.scope == "incident" and draft.quantified and (draft.n or 0) >= 10:
            same = [b for b in balances if b.harm == draft.harm and _same_balance(b, draft)]
            if same and (draft.headline or draft.kind == "definite" or not draft.times):
                out.append(
                    replace(
                        draft,
                        scope="cumulative",
                        area=draft.area or same[0].area,
                        period=draft.period or same[0].period,
                    )
                )
                continue
        out.append(draft)
    return out


def _shot_and_died(drafts: list[Draft]) -> list[Draft]:
    """Of people shot, those who died are among the killed, not the injured.

    "A man was shot; he died in hospital" has nobody injured. Where more were shot than died,
    the words do not say whether the dead are among the shot: the count keeps its ceiling only.
    """
    killed = [
        d
        for d in drafts
        if d.harm == "killed" and d.scope == "incident" and d.count.positive and d.part_of is None
    ]
    out: list[Draft] = []
    for draft in drafts:
        weapon = draft.harm == "injured" and draft.rule.startswith(("shoot/", "beat/"))
        if weapon and draft.count.is_exact and draft.scope == "incident" and killed:
            dead = sum(d.n or 0 for d in killed)
            n = draft.n or 0
            if n <= dead and (n == 1 or n == dead) and any(_persons_fit(draft, k) for k in killed):
                continue
            if n > dead > 0 and any(
                abs(k.sentence_index - draft.sentence_index) <= 2 for k in killed
            ):
                out.append(replace(draft, count=Count.between(n - dead, n, draft.count.raw)))
                continue
        out.append(draft)
    return out


def merge(drafts: Sequence[Draft], coarse: Callable[[str], bool]) -> list[Draft]:
    """The drafts of one report with restatements folded and relations set, in order of place."""
    drafts = _balances_take_in(list(drafts))
    drafts = _shot_and_died(drafts)
    out: list[Draft] = []
    groups: dict[str, _Ledger] = {}
    balances: dict[str, list[Draft]] = {}
    for draft in sorted(drafts, key=lambda d: d.order):
        real = draft.modality in {"fact", "reported"} and draft.count.says_something
        if draft.harm == "attacked" or not real or draft.scope in {"generic", "unclear"}:
            out.append(draft)
        elif draft.scope == "cumulative":
            balances.setdefault(draft.harm, []).append(draft)
        else:
            groups.setdefault(draft.harm, _Ledger(coarse)).add(draft)
    for ledger in groups.values():
        out.extend(ledger.kept)
    for found in balances.values():
        out.extend(_merge_balances(found))
    return _rejoined(sorted(out, key=lambda d: d.order), drafts)


def _rejoined(kept: list[Draft], all_drafts: Sequence[Draft]) -> list[Draft]:
    """Relations to a draft that was folded into another point to that other."""
    orders = {d.order for d in kept}
    home: dict[int, int] = {}
    for draft in all_drafts:
        if draft.order not in orders:
            for other in kept:
                if any(r.start == draft.evidence.start for r in (*other.repeats, other.evidence)):
                    home[draft.order] = other.order
                    break

    def moved(order: int | None, own: int) -> int | None:
        if order is None:
            return None
        target = home.get(order, order)
        return target if target in orders and target != own else None

    return [
        replace(d, part_of=moved(d.part_of, d.order), adds_to=moved(d.adds_to, d.order))
        for d in kept
    ]


def is_reference(draft: Draft) -> bool:
    """Whether a draft only points at dead already told of ("those killed", "the victims")."""
    return (
        not draft.quantified
        and draft.count.positive
        and (draft.kind in {"definite", "pronoun"} or draft.partitive)
    )


__all__ = ["Span", "apart", "is_reference", "merge", "relate"]
