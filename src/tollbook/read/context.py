"""What one sentence takes from those before it: perpetrators, who gave the order, who spoke."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tollbook.read.draft import Draft
from tollbook.read.roles import phrase
from tollbook.read.speakers import chain
from tollbook.read.tree import children, is_passive, subjects
from tollbook.read.words import word_set
from tollbook.record import Lexicon, Perpetrator, Speaker

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ORDERS = frozenset(
    "dispatch dispatched dispatches order ordered orders send sent deploy deployed deploys instruct instructed command commanded hire hired direct directed".split()
)
_LED = re.compile(
    r"^(?:this|that|it|which|the (?:move|order|attack|operation|crackdown))\b.{0,20}\b(?:led|lead|leads|resulted|results|caused|left)\b",
    re.I,
)
_DEMONSTRATIVE = re.compile(r"^(?:these|those|the same|the said)\b", re.I)


@dataclass(frozen=True, slots=True)
class Order:
    """ "X sent Y to do it": who ordered whom, in which sentence, and who says so."""

    sentence_index: int
    by: str
    doers: tuple[Perpetrator, ...]
    said_by: tuple[Speaker, ...]


def orders_in(doc: Doc, offset: int, sentence_index: int, lexicon: Lexicon) -> list[Order]:
    found = []
    for token in doc:
        if token.lower_ not in _ORDERS or not token.tag_.startswith("V") or is_passive(token):
            continue
        who, whom = subjects(token), children(token, "dobj")
        if not who or not whom or who[0].lower_ in {"which", "who", "that"}:
            continue
        doer = phrase(whom[0], offset)
        found.append(
            Order(
                sentence_index,
                phrase(who[0], offset).quote,
                (Perpetrator(doer.quote, "stated", doer),),
                chain(token, offset, lexicon, headline=False),
            )
        )
    return found


def _inherit(draft: Draft, *fields: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*draft.inherited, *fields)))


_WITHDRAWN = re.compile(
    r"\s*(?:that|this|the (?:figure|number|report|toll|claim))\s+(?:was|is|proved|turned out to be)\s+"
    r"(?:wrong|incorrect|untrue|not true|false|not correct|an error|a mistake|mistaken)\b",
    re.IGNORECASE,
)


def withdraw(drafts: Sequence[Draft], text: str) -> list[Draft]:
    """A figure followed by "That was wrong" is taken back by whoever tells it."""
    out = []
    for draft in drafts:
        if _WITHDRAWN.match(text, draft.sentence[1]):
            last = replace(draft.said_by[-1], stance="retracts")
            draft = replace(draft, said_by=(*draft.said_by[:-1], last))
        out.append(draft)
    return out


def _follows_total(draft: Draft, out: Sequence[Draft]) -> Draft | None:
    """The total that a figure without place and day of its own goes on from, if any.

    "Some 40 people were killed across the country on Friday ... More than 2,000 were
    injured": only while the report has told of no single incident's figure.
    """
    if draft.scope != "incident" or not draft.quantified or draft.places or draft.times:
        return None
    if (draft.n or 0) < 2 or draft.harm == "attacked":
        return None
    told = [d for d in out if d.quantified and d.harm != "attacked" and d.count.positive]
    if not told or any(d.scope != "cumulative" for d in told):
        return None
    return told[-1] if told[-1].harm != draft.harm else None


def inherit(drafts: Sequence[Draft], orders: Sequence[Order], text: str) -> list[Draft]:
    """Drafts with what earlier sentences supply, marked in ``inherited``.

    A perpetrator is taken over only where the words point back ("these gunmen", "This led
    to ...") or where the sentence before, in the same paragraph, told of the attack itself.
    """
    out: list[Draft] = []
    for draft in drafts:
        sentence = text[draft.sentence[0] : draft.sentence[1]]
        before = [d for d in out if d.sentence_index < draft.sentence_index and d.perpetrators]
        total = _follows_total(draft, out)
        if total is not None:
            draft = replace(
                draft,
                scope="cumulative",
                area=total.area,
                period=total.period or (total.times[0] if total.times else None),
                inherited=_inherit(draft, "scope", "area", "period"),
            )
        new = draft
        pointing = [p for p in draft.perpetrators if _DEMONSTRATIVE.match(p.text)]
        if pointing and before:
            source = before[-1].perpetrators
            kept = tuple(p for p in draft.perpetrators if p not in pointing)
            new = replace(
                new,
                perpetrators=(*kept, *source, *pointing),
                inherited=_inherit(new, "perpetrators"),
            )
        elif not draft.perpetrators and draft.harm != "attacked":
            near = [o for o in orders if 0 <= draft.sentence_index - o.sentence_index <= 1]
            if near and _LED.match(sentence):
                order = near[-1]
                fields = ["perpetrators", "ordered_by"]
                said_by = new.said_by
                if len(said_by) == 1 and len(order.said_by) > 1:
                    said_by = order.said_by
                    fields.append("said_by")
                new = replace(
                    new,
                    perpetrators=order.doers,
                    ordered_by=(order.by,),
                    said_by=said_by,
                    modality="reported"
                    if len(said_by) > 1 and new.modality == "fact"
                    else new.modality,
                    inherited=_inherit(new, *fields),
                )
            else:
                attack = [
                    d
                    for d in before
                    if d.harm == "attacked"
                    and d.paragraph == draft.paragraph
                    and draft.sentence_index - d.sentence_index == 1
                    and d.scope == "incident"
                ]
                if attack and draft.scope == "incident":
                    new = replace(
                        new,
                        perpetrators=attack[-1].perpetrators,
                        inherited=_inherit(new, "perpetrators"),
                    )
        out.append(new)
    return out


def fold_included(
    drafts: Sequence[Draft], including: Sequence[tuple[int, int, int]]
) -> list[Draft]:
    """Acts listed under "including" of one killing become its parts and means, not claims.

    :param including: (sentence start, start, end) of stretches that an "including" governs.
    """
    out: list[Draft] = []
    for draft in drafts:
        inside = [
            (s, a, b)
            for s, a, b in including
            if draft.sentence[0] == s and a <= draft.evidence.start < b
        ]
        main = [
            i
            for i, d in enumerate(out)
            if inside
            and d.sentence == draft.sentence
            and d.harm == "killed"
            and d.evidence.start < inside[0][1]
        ]
        if main and (
            draft.harm == "killed"
            or (draft.harm == "attacked" and draft.rule.startswith("fire on/"))
        ):
            whole = out[main[0]]
            if draft.quantified and draft.modality in {"fact", "reported"} and draft.perpetrators:
                out.append(replace(draft, scope=whole.scope, part_of=whole.order))
                continue
            parts = (*whole.parts, *draft.victims) if draft.harm == "killed" else whole.parts
            means = tuple(dict.fromkeys((*whole.means, *draft.means)))
            out[main[0]] = replace(whole, parts=parts, means=means)
        elif main:
            out.append(replace(draft, scope=out[main[0]].scope))
        else:
            out.append(draft)
    return out
