"""Of people told to have been hit, those whom the report tells to have died of it.

"A man was shot; he died in hospital" has one dead and nobody injured, "five were shot, one
fatally" one dead and four injured.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from tollbook.read.draft import Draft
from tollbook.read.harms import DEAD_OR_HURT
from tollbook.read.relate import fit, persons_fit, share_name
from tollbook.record import Count

# frames of harm that may turn out deadly: who died of it is no longer injured
_MAY_KILL = ("shoot/", "beat/", "hit/", "suffer/", "blow/", "shooting/", "with wounds/")
_SOON = 2  # sentences behind a death in which "two of them" are of those who died
_NEAR = 6  # sentences between a shooting and the death that came of it


@dataclass(frozen=True, slots=True)
class _Told:
    """What a report tells of its dead and injured.

    :ivar killed: its drafts of killed; :ivar dead: how many died by the largest of its figures.
    :ivar first: the order of the first of its drafts of killed or injured in the body.
    :ivar plain: its figures of injured in words that no dead are meant by ("wounded").
    :ivar hurt: its figures of injured; :ivar others: those of injured who are told to be others
        than the dead; :ivar deadly: those of whom it says that the dead were among them.
    """

    killed: tuple[Draft, ...]
    dead: int
    first: int
    plain: frozenset[int | None]
    hurt: frozenset[int | None]
    others: frozenset[int | None]
    deadly: frozenset[int | None]


def without_the_dead(drafts: Sequence[Draft], dead: Sequence[Draft]) -> list[Draft]:
    """The drafts of a report, those who died of what hit them taken out of the injured.

    Where more were shot than died and the words do not say whether the dead are among the shot,
    the count keeps its ceiling only.

    :param dead: the killed of the report, restatements folded.
    """
    killed = tuple(d for d in dead if d.count.positive)
    if not killed:
        return list(drafts)
    injured = [d for d in drafts if d.harm == "injured" and d.scope == "incident"]
    number = _number_dead(killed)
    some = {k.sentence for k in killed if k.rule.startswith("fatally/") and k.n == number}
    told = _Told(
        killed,
        number,
        min((d.order for d in (*injured, *killed) if not d.headline), default=0),
        frozenset(d.n for d in injured if not d.rule.startswith(_MAY_KILL)),
        frozenset(d.n for d in injured),
        frozenset(d.n for d in injured if d.contrasts),
        frozenset(d.n for d in injured if d.sentence in some),
    )
    left = (
        None if _is_how_they_died(d, drafts) else _left_injured(d, told) if _may_have_died(d) else d
        for d in drafts
    )
    return [d for d in left if d is not None]


def _may_have_died(draft: Draft) -> bool:
    hit = draft.harm == "injured" and (draft.rule.startswith(_MAY_KILL) or _fares(draft))
    return hit and not draft.lowered and draft.count.is_exact and draft.scope == "incident"


def _fares(draft: Draft) -> bool:
    """ "He was in critical condition": one told of before, who may have died since."""
    told = draft.n == 1 and draft.kind in {"pronoun", "definite"}
    return told and draft.rule.startswith("condition/") and not draft.attackers


def _is_how_they_died(shot: Draft, drafts: Sequence[Draft]) -> bool:
    """ "Four were murdered. Two of them, a couple, were shot": how some of the dead died.

    Only where the harm told last before it is a death of at least as many.
    """
    if not (_may_have_died(shot) and shot.partitive and (shot.n or 0) > 0):
        return False
    told = [d for d in drafts if d.order < shot.order and d.quantified and d.harm in DEAD_OR_HURT]
    last = max(told, key=lambda d: d.order, default=None)
    if last is None or last.harm != "killed" or not shot.sentence_index - last.sentence_index > 0:
        return False
    near = shot.sentence_index - last.sentence_index <= _SOON
    return near and (shot.n or 0) <= (last.n or 0) and last.scope == shot.scope


def _number_dead(killed: Sequence[Draft]) -> int:
    """How many the report has dead: the largest of its figures, with what comes on top of it."""
    wholes = [d for d in killed if d.part_of is None and d.adds_to is None]
    return max(
        ((w.n or 0) + sum(d.n or 0 for d in killed if d.adds_to == w.order) for w in wholes),
        default=0,
    )


def _left_injured(shot: Draft, told: _Told) -> Draft | None:
    """The draft of people shot without those told to have died; None: nobody is left."""
    killed, dead, n = told.killed, told.dead, shot.n or 0
    named = _named_among(shot, killed)
    if named and n > named:
        # "Berg and the four other riders were shot", after Berg was told to have died
        return _without(shot, named)
    if _fares(shot):
        alone = dead == 1 and not shot.additional
        return (
            None if alone and any(fit(shot, k) and _same_persons(shot, k) for k in killed) else shot
        )
    # of "he shot another man", told first, the other is another than he
    others = (shot.additional and shot.order > told.first) or shot.contrasts
    if n <= dead and n in {1, dead} and not others and any(_same_persons(shot, k) for k in killed):
        return None
    if others or n in told.others:
        return shot
    # "seven shot": the one dead and the six hurt that the report tells of
    adds_up = n - dead > 1 and n - dead in told.hurt
    if n in told.plain and not adds_up and n > 1:
        return shot  # "two shot", after whom two girls are told of as wounded
    if n > dead and (adds_up or n in told.deadly):
        return _without(shot, dead)
    near = any(abs(k.sentence_index - shot.sentence_index) <= _NEAR for k in killed)
    if n > dead > 0 and near:
        return replace(shot, count=Count.between(n - dead, n, shot.count.raw))
    return shot


def _without(shot: Draft, dead: int) -> Draft:
    """Those left of people shot; "two others", told later, are none but these."""
    left = Count.exact((shot.n or 0) - dead, shot.count.raw)
    return replace(shot, count=left, contrasts=True)


def _named_among(shot: Draft, killed: Collection[Draft]) -> int:
    """How many of the dead are named among those shot."""
    return sum(1 for k in killed if k.n == 1 and share_name(shot, k))


def _same_persons(shot: Draft, killed: Draft) -> bool:
    """Whether those killed may be those shot: not two who are brought in side by side."""
    if shot.names and killed.names and not share_name(shot, killed):
        return False
    new = {shot.kind, killed.kind} <= {"indefinite", "number"}
    side_by_side = shot.sentence == killed.sentence and new
    return persons_fit(shot, killed) and not (side_by_side and shot.order > killed.order)
