"""One report read as a whole: what is said twice is one claim, and parts stay under their whole.

Three relations between two drafts of one harm: the second *restates* the first (headline, lede,
body), is *part of* it ("two of them were children"), or comes *on top* ("another three died").
Drafts in no relation are rival figures for one incident or tell of different incidents; which,
is for the linker.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from tollbook.read.balances import merge_balances, taken_for_balances
from tollbook.read.day_and_place import apart, days_named
from tollbook.read.died_later import without_who_died
from tollbook.read.died_of_it import without_the_dead
from tollbook.read.draft import Draft
from tollbook.read.enumerated import taken_for_lists
from tollbook.read.fold import fold
from tollbook.read.relate import (
    Relation,
    relate,
    share_name,
)
from tollbook.read.rivals import rival_speakers, speaker_key
from tollbook.read.summed import taken_for_summaries, taken_for_sums
from tollbook.read.unlike import of_other_kinds
from tollbook.record.lexicon import PlaceName

# which relation is tried first: a restatement is never counted as something new
_ORDER: tuple[Relation, ...] = ("restates", "part", "whole", "adds")


def merge(
    drafts: Sequence[Draft], level: Callable[[str], PlaceName], text: str = ""
) -> list[Draft]:
    """The drafts of one report with restatements folded and relations set, in order of place.

    :param level: what a place name is in the gazetteer: countries and regions contain others.
    :param text: the report's.
    """
    drafts = taken_for_sums(taken_for_lists(drafts, level, text), level)
    drafts = taken_for_summaries(drafts, level)
    drafts = without_who_died(taken_for_balances(drafts), text)
    out: list[Draft] = []
    incidents: dict[str, _Figures] = {}
    balances: dict[str, list[Draft]] = {}
    told = sorted(drafts, key=lambda d: d.order)
    dead = _Figures(level)
    for draft in told:
        if draft.harm == "killed" and _is_real(draft) and draft.scope == "incident":
            dead.add(draft)
    for draft in without_the_dead(told, dead.kept):
        if draft.harm == "attacked" or not _is_real(draft) or draft.scope in {"generic", "unclear"}:
            out.append(draft)
        elif draft.scope == "cumulative":
            balances.setdefault(draft.harm, []).append(draft)
        else:
            incidents.setdefault(draft.harm, _Figures(level)).add(draft)
    for figures in incidents.values():
        out.extend(figures.kept)
    for found in balances.values():
        out.extend(merge_balances(found))
    return _rejoined(sorted(out, key=lambda d: d.order), drafts)


def _is_real(draft: Draft) -> bool:
    return draft.modality in {"fact", "reported"} and draft.count.says_something


class _Figures:
    """The drafts of one harm in single incidents kept so far, with their relations."""

    def __init__(self, level: Callable[[str], PlaceName]) -> None:
        self.kept: list[Draft] = []
        self._level = level

    def add(self, new: Draft) -> None:
        """Take in the next draft of the report: fold it, tie it to another, or keep it apart."""
        if new.part_of is not None:
            self.kept.append(new)
            return
        near = [
            d for d in self.kept if not apart(new, d, self._level) and not self._held_apart(new, d)
        ]
        near.sort(key=lambda d: _rank(new, d), reverse=True)
        taken = self._taken()
        related: list[tuple[Relation, Draft]] = []
        for old in near:
            related.append((relate(new, old, taken[old.order]), old))
            if related[-1][0] == _ORDER[0]:  # nothing that follows is tried before it
                break
        if new.separate:
            # soldiers killed "in a separate incident" are none of the headline's civilians
            related = [(r, d) for r, d in related if r == "restates" or not _of_others(new, d)]
        order = _ORDER
        if new.besides and any(r == "adds" and _next_to(new, d) for r, d in related):
            # "an officer also died": on top of those just told of, no part of others
            related = [(r, d) for r, d in related if r != "adds" or _next_to(new, d)]
            order = ("restates", "adds", "part", "whole")
        if any(_counts_the_same(new, d) for d in near):
            # a doctor's four policemen, beside three officers by police: no more than those
            related = [(r, d) for r, d in related if r != "adds" or not rival_speakers(new, d)]
        for wanted in order:
            found = [d for relation, d in related if relation == wanted]
            if found:
                self._tie(new, wanted, found)
                return
        self.kept.append(new)

    def _held_apart(self, new: Draft, old: Draft) -> bool:
        """Whether what holds an earlier figure is of another day than a new one: a day of its own
        that the earlier one, told without any, does not give."""
        whole = next((d for d in self.kept if d.order in {old.part_of, old.adds_to}), None)
        days = days_named(new)
        if whole is None or not days or days_named(old) or new.partitive or new.additional:
            return False
        return bool(days_named(whole)) and not days & days_named(whole)

    def _taken(self) -> Counter[int]:
        """How many of each figure its parts hold, by its order."""
        taken: Counter[int] = Counter()
        for draft in self.kept:
            if draft.part_of is not None:
                taken[draft.part_of] += draft.n or 0
        return taken

    def _tie(self, new: Draft, relation: Relation, found: Sequence[Draft]) -> None:
        old = found[0]
        if relation == "restates":
            folded = fold(old, new)
            self.kept = [folded if d is old else d for d in self.kept]
        elif relation == "whole":
            # "on the other side, six were killed" holds no soldier told on top of others before
            held = [d for d in found if d.adds_to is None or d.paragraph == new.paragraph]
            self._put_under(new, held)
        elif relation == "part" or old.part_of is not None:
            whole = old.part_of if old.part_of is not None else old.order
            holds = relation == "part" or self._holds(whole, new)
            self.kept.append(replace(new, part_of=whole) if holds else new)
        else:
            first = old.adds_to if old.adds_to is not None else old.order
            self.kept.append(replace(_placed_with(new, old), adds_to=first))

    def _holds(self, order: int, new: Draft) -> bool:
        """Whether a figure is large enough for what comes on top of one of its parts."""
        whole = next((d for d in self.kept if d.order == order), None)
        return whole is None or (new.n or 0) <= (whole.n or 0)

    def _put_under(self, whole: Draft, parts: Sequence[Draft]) -> None:
        orders = {p.order for p in parts if p.part_of is None}
        self.kept = [
            _put_in(d, whole) if d.order in orders or d.adds_to in orders else d for d in self.kept
        ]
        self.kept.append(whole)


def _placed_with(new: Draft, old: Draft) -> Draft:
    """What comes on top of others and names neither day nor place is where and when they were."""
    if new.places or new.times or not old.places or new.scope != "incident":
        return new
    inherited = tuple(dict.fromkeys((*new.inherited, "places")))
    return replace(new, places=old.places, inherited=inherited)


def _counts_the_same(new: Draft, old: Draft) -> bool:
    """Whether two who speak of one kind of people give each a figure of their own."""
    if not rival_speakers(new, old) or not new.quantified or not old.quantified:
        return False
    mine, theirs = ({v.status for v in d.victims} for d in (new, old))
    return bool(mine & theirs - {"unknown"}) and not new.besides


def _of_others(new: Draft, old: Draft) -> bool:
    return of_other_kinds(new, old) or of_other_kinds(old, new)


def _next_to(new: Draft, old: Draft) -> bool:
    return old.paragraph == new.paragraph and old.sentence_index < new.sentence_index


def _put_in(some: Draft, whole: Draft) -> Draft:
    """Counted in a whole told later; people of another kind go on coming on top of it."""
    if some.adds_to is not None and (of_other_kinds(whole, some) or of_other_kinds(some, whole)):
        return replace(some, adds_to=whole.order)
    return replace(some, part_of=whole.order, adds_to=None)


def _rank(new: Draft, old: Draft) -> tuple[int, ...]:
    """Which earlier draft to try first: a whole before a part, the nearer before the farther."""
    return (
        int(share_name(new, old)),
        int(old.part_of is None),
        int(new.n == old.n),
        int(speaker_key(new) == speaker_key(old)),
        old.n or 0 if new.partitive else 0,
        old.order,
    )


def _rejoined(kept: list[Draft], all_drafts: Sequence[Draft]) -> list[Draft]:
    """Relations to a draft that was folded into another point to that other."""
    orders = {d.order for d in kept}
    home: dict[int, int] = {}
    for draft in all_drafts:
        if draft.order not in orders:
            at = draft.evidence.start
            told = (d for d in kept if any(r.start == at for r in (*d.repeats, d.evidence)))
            new = next(told, None)
            if new is not None:
                home[draft.order] = new.order

    def moved(order: int | None, own: int) -> int | None:
        if order is None:
            return None
        target = home.get(order, order)
        return target if target in orders and target != own else None

    return [
        replace(d, part_of=moved(d.part_of, d.order), adds_to=moved(d.adds_to, d.order))
        for d in kept
    ]
