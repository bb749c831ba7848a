"""What one sentence takes from those before it: perpetrators, who gave the order, who spoke."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tollbook.read.draft import Draft
from tollbook.read.orders import Order
from tollbook.read.sides import of_their_side
from tollbook.read.words import word_set

_LED = re.compile(
    r"^(?:this|that|it|which|the (?:move|order|attack|operation|crackdown))\b.{0,20}"
    r"\b(?:led|lead|leads|resulted|results|caused|left)\b",
    re.IGNORECASE,
)
_THEY = re.compile(r"(?:they|the men)\b", re.IGNORECASE)
_DEMONSTRATIVE = re.compile(r"^(?:these|those|the same|the said)\b", re.IGNORECASE)


def _inherit(draft: Draft, *fields: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*draft.inherited, *fields)))


def _follows_total(draft: Draft, out: Sequence[Draft]) -> Draft | None:
    """The total that a figure without place and day of its own goes on from, if any.

    "Some 40 people were killed across the country on Friday ... More than 2,000 were
    injured": only while the report has told of no single incident's figure.
    """
    if draft.scope != "incident" or not draft.quantified or draft.places or draft.times:
        return None
    if (draft.n or 0) < 2 or draft.harm == "attacked" or draft.days_above:
        return None
    told = [d for d in out if d.quantified and d.harm != "attacked" and d.count.positive]
    if not told or any(d.scope != "cumulative" for d in told):
        return None
    if told[-1].harm == draft.harm:
        return None
    # of "41 were killed, bringing the total to 900. A further 102 were hurt", the 41
    beside = [d for d in told if d.sentence == told[-1].sentence and d.pattern != "brought_to"]
    return beside[-1] if beside else told[-1]


def inherit(drafts: Sequence[Draft], orders: Sequence[Order], text: str) -> list[Draft]:
    """Drafts with what earlier sentences supply, marked in ``inherited``.

    A perpetrator is taken over only where the words point back ("these gunmen", "This led
    to ...") or where the sentence before, in the same paragraph, told of the attack itself.
    """
    out: list[Draft] = []
    for draft in drafts:
        sentence = text[draft.sentence[0] : draft.sentence[1]]
        scoped = _with_scope(draft, _follows_total(draft, out))
        out.append(_with_perpetrators(scoped, out, orders, sentence))
    return out


def _with_scope(draft: Draft, total: Draft | None) -> Draft:
    if total is None:
        return draft
    same = draft.paragraph == total.paragraph and len(draft.said_by) == 1 < len(total.said_by)
    return replace(
        draft,
        scope="cumulative",
        area=total.area,
        period=total.period or (total.times[0] if total.times else None),
        said_by=total.said_by if same else draft.said_by,
        modality=total.modality if same else draft.modality,
        inherited=_inherit(draft, "scope", "area", "period", *(["said_by"] if same else [])),
    )


def _with_perpetrators(
    draft: Draft, told: Sequence[Draft], orders: Sequence[Order], sentence: str
) -> Draft:
    """The draft with who did it, where its words point back at somebody named before."""
    before = [d for d in told if d.sentence_index < draft.sentence_index and d.perpetrators]
    pointing = [p for p in draft.perpetrators if _DEMONSTRATIVE.match(p.text)]
    if pointing and before:
        kept = (p for p in draft.perpetrators if p not in pointing)
        return replace(
            draft,
            perpetrators=(*kept, *before[-1].perpetrators, *pointing),
            inherited=_inherit(draft, "perpetrators"),
        )
    if draft.perpetrators or draft.harm == "attacked":
        return draft
    near = [o for o in orders if 0 <= draft.sentence_index - o.sentence_index <= 1]
    if near and (_LED.match(sentence) or _THEY.match(sentence)):
        return _as_ordered(draft, near[-1])
    attacks = [d for d in before if _tells_attack_of(d, draft) and not _by_other_means(d, draft)]
    if not attacks or draft.scope != "incident":
        return draft
    if of_their_side(draft, attacks[-1].perpetrators):
        return draft
    return replace(
        draft,
        perpetrators=attacks[-1].perpetrators,
        inherited=_inherit(draft, "perpetrators"),
    )


def _as_ordered(draft: Draft, order: Order) -> Draft:
    """ "X sent Y ... This led to the death of 12": X ordered it, Y did it."""
    fields = ["perpetrators", "ordered_by"]
    said_by = draft.said_by
    if len(said_by) == 1 and len(order.said_by) > 1:
        said_by = order.said_by
        fields.append("said_by")
    told = len(said_by) > 1 and draft.modality == "fact"
    return replace(
        draft,
        perpetrators=order.doers,
        ordered_by=(order.by,),
        said_by=said_by,
        modality="reported" if told else draft.modality,
        inherited=_inherit(draft, *fields),
    )


def _tells_attack_of(attack: Draft, draft: Draft) -> bool:
    """Whether ``attack`` is the attack told of in the sentence before, in the same paragraph."""
    return (
        attack.harm == "attacked"
        and attack.scope == "incident"
        and attack.paragraph == draft.paragraph
        and draft.sentence_index - attack.sentence_index == 1
    )


def _by_other_means(attack: Draft, draft: Draft) -> bool:
    """ "Police fired on the crowd. One man died of stab wounds": not of the shots."""
    if not attack.rule.startswith("fire on/"):
        return False
    return any(m.casefold() in word_set("means", "by_hand") for m in draft.means)


def fold_included(
    drafts: Sequence[Draft], including: Sequence[tuple[int, int, int]]
) -> list[Draft]:
    """Acts listed under "including" of one killing become its parts and means, not claims.

    :param including: (sentence start, start, end) of stretches that an "including" governs.
    """
    out: list[Draft] = []
    for draft in drafts:
        main = _including_killing(draft, out, including)
        if main is None:
            out.append(draft)
            continue
        whole = out[main]
        fires = draft.harm == "attacked" and draft.rule.startswith("fire on/")
        if draft.harm != "killed" and not fires:
            out.append(replace(draft, scope=whole.scope))
        elif draft.quantified and draft.modality in {"fact", "reported"} and draft.perpetrators:
            out.append(replace(draft, scope=whole.scope, part_of=whole.order))
        else:
            parts = (*whole.parts, *draft.victims) if draft.harm == "killed" else whole.parts
            means = tuple(dict.fromkeys((*whole.means, *draft.means)))
            out[main] = replace(whole, parts=parts, means=means)
    return out


def _including_killing(
    draft: Draft, told: Sequence[Draft], including: Sequence[tuple[int, int, int]]
) -> int | None:
    """Index of the killing of the same sentence under whose "including" the draft stands."""
    at = draft.evidence.start
    governs = (a for s, a, b in including if draft.sentence[0] == s and a <= at < b)
    start = next(governs, None)
    if start is None:
        return None
    for i, other in enumerate(told):
        same = other.sentence == draft.sentence and other.harm == "killed"
        if same and other.evidence.start < start:
            return i
    return None
