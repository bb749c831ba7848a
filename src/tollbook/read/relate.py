"""How two drafts of one harm in one report stand to each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Literal

from tollbook.read.draft import PUT_RIGHT, Draft
from tollbook.read.rivals import (
    against,
    of_both_sides,
    of_the_enemy,
    rival_speakers,
    rival_words,
    speaker_key,
)
from tollbook.read.unlike import (
    all_attackers,
    by_others,
    of_a_kind,
    of_other_kinds,
    told_anew,
)
from tollbook.read.words import word_set
from tollbook.record import Count

Relation = Literal["restates", "part", "adds", "whole", "none"]
"""Of a draft to one told before it: says the same; counted in it; comes on top; holds it."""

_FARING = frozenset({"condition", "suffer", "with_wounds", "fares", "sent"})
"""Patterns of frames that tell how somebody fares."""
TOTALS = frozenset({"toll", "number_of"})  # patterns of figures that sum up
_OPEN = frozenset({"at_least", "more_than"})
_CEILINGS = frozenset({"at_most", "less_than"})
_BOUNDS = frozenset({"at_least", "more_than", "range"})
_SPELLED_ALIKE = 0.8  # of two spellings of one name: what they share of their letters
_VAST, _TIMES = 100, 20
"""From so many on, and so many times as many, a figure is of more than what was told before it."""
_NEAR = 2  # sentences within which "another three" comes on top of the figure just told
_ORDINALS = (
    "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
_ORDINAL = re.compile(rf"\b(?:{'|'.join(_ORDINALS)})\b", re.IGNORECASE)


def relate(new: Draft, old: Draft, taken: int) -> Relation:
    """How ``new`` stands to ``old``, told before it in the same report.

    :param taken: how many of ``old`` are already accounted for by its parts.
    """
    a, b = new.n, old.n
    if a is None or b is None or _denies(new) != _denies(old) or _puts_right(new, old):
        return "none"
    if "zero" in {new.count.shape, old.count.shape}:
        return _of_none(new, old)
    if not new.quantified:
        return _of_plural(new, old, b)
    if not old.quantified:
        return _to_plural(new, old)
    if of_both_sides(new, old) or _others(new, old, a, b):
        return "adds"
    if new.names or old.names:
        named = _of_names(new, old, a, b, taken)
        if named is not None:
            return named
    alike = _of_as_many(new, old) if a == b else None
    if alike is not None:
        return alike
    if new.partitive:
        return _of_partitive(new, old, fits=a <= b)
    if new.additional:
        return _of_additional(new, old, a, b, taken)
    return _of_figures(new, old, a, b, taken)


def _of_partitive(new: Draft, old: Draft, *, fits: bool) -> Relation:
    """ "Two of them", "one of its soldiers" after 50 gunmen: none of these."""
    if of_other_kinds(new, old) or (new.attackers and of_other_kinds(old, new)):
        return "none" if rival_speakers(new, old) else "adds"
    if _struck_back(new, old):
        return "none" if new.places or new.times else "adds"
    return "part" if fits else "none"


def _struck_back(new: Draft, old: Draft) -> bool:
    """ "21 people died. Soldiers killed seven of the attackers": none of the 21."""
    told = bool(new.attackers) and new.attackers == new.n and bool(new.perpetrators)
    armed = any(v.status == "combatant" for v in old.victims)
    return told and not old.attackers and not armed and not of_a_kind(old)


def _denies(draft: Draft) -> bool:
    """ "Residents said 11 farmers were killed. The minister denied that they were farmers": what
    one says stays said, whoever denies it."""
    return draft.said_by[-1].stance == "denies"


def _puts_right(new: Draft, old: Draft) -> bool:
    """ "The ministry corrected its count to 23": no part of the 32 that it takes back."""
    return new.rule.endswith(PUT_RIGHT) and old.said_by[-1].stance == "retracts"


def _of_as_many(new: Draft, old: Draft) -> Relation | None:
    """Of two equal numbers, what words for "others" say; None where they say nothing."""
    if _contrasted(new, old):
        return "none" if rival_speakers(new, old) else "restates"
    return "restates" if _heads_more(new, old) else None


def _contrasted(new: Draft, old: Draft) -> bool:
    """ "Five others" after "one died and five others were hurt": the same five."""
    return (new.contrasts or (old.contrasts and new.additional)) and fit(new, old)


def _heads_more(new: Draft, old: Draft) -> bool:
    """ "Ten more deaths", a headline says: they are the ten that the body tells of; of "Bodies of
    three teachers found" are "the bodies of three of them"."""
    told = new.additional or new.partitive
    more = old.additional or (new.partitive and not new.additional)
    return old.headline and more and told and not new.headline


def _of_none(new: Draft, old: Draft) -> Relation:
    """A "nobody" beside another figure: "one clerk was hurt; no injuries to soldiers"."""
    same = new.count.shape == old.count.shape
    if not same and new.partitive and new.count.shape == "zero" and not rival_speakers(new, old):
        return "part"
    return "restates" if same and new.partitive == old.partitive else "none"


def _others(new: Draft, old: Draft, a: int, b: int) -> bool:
    """Whether the words themselves say that these are none of those told of before."""
    if _himself(new) != _himself(old) and (new.sentence == old.sentence or a == b):
        return not _tells_of_himself(old if _himself(new) else new, a == b)
    if new.kind in {"definite", "pronoun"} or new.partitive or old.headline or share_name(new, old):
        return False
    apart_by = new.sentence_index - old.sentence_index
    attackers = all_attackers(new) and old.attackers != a and not all_attackers(old)
    if attackers and 0 < apart_by <= _NEAR and new.kind == "number":
        return True  # "a bomber killed six. Two accomplices were shot by officers"
    if new.besides and 0 <= apart_by <= _NEAR and (of_a_kind(old) or b == 1):
        return not new.heads & old.heads
    return new.sequel and apart_by > 0 and a != b


def _himself(draft: Draft) -> bool:
    """ "killed himself": who did it to others is none of them."""
    return not draft.heads.isdisjoint(word_set("people", "reflexive"))


def _tells_of_himself(other: Draft, as_many: bool) -> bool:
    """ "A boy is in stable condition; he shot himself": how the same one fares."""
    return as_many and (other.kind == "pronoun" or other.pattern in _FARING)


def _counted_alike(a: Draft, b: Draft) -> bool:
    """ "Fourth victim of blast dies ... A fourth victim has died": the same one."""
    return bool(_ordinals(a) & _ordinals(b))


def _ordinals(draft: Draft) -> set[int]:
    """Of "a fourth victim" 4."""
    found = (m.group().casefold() for v in draft.victims[:1] for m in _ORDINAL.finditer(v.text))
    return {_ORDINALS.index(word) + 2 for word in found}


def _of_plural(new: Draft, old: Draft, b: int) -> Relation:
    """ "the victims", "protesters were killed" after ``old``."""
    if rival_words(new, old):
        return "none"
    if new.partitive:
        return "part" if old.quantified and b > 1 else "restates"
    if of_the_enemy(new) and rival_speakers(new, old) and not of_the_enemy(old):
        return "none"  # "60 died, medics said; the army said that it had killed fighters alone"
    if of_the_enemy(new) and old.own and old.quantified:
        return "part"  # "20 were wounded. The army said it had shot several gunmen": not its figure
    if new.kind in {"definite", "pronoun"} or fit(new, old):
        return "restates"
    return "part" if old.quantified else "none"


def _to_plural(new: Draft, old: Draft) -> Relation:
    """A number after "protesters were killed"."""
    if rival_words(old, new):
        return "none"
    if new.contrasts and fit(new, old):
        return "restates"
    if old.headline and (new.count.low or 0) > 1 and persons_fit(new, old) and not new.partitive:
        return "restates"  # "Teens hurt in blast": the body gives the headline's number
    one_named = bool(new.names) and new.count.low == 1
    if new.partitive or one_named or new.additional or not fit(new, old):
        return "part"
    return "restates"


def _of_names(new: Draft, old: Draft, a: int, b: int, taken: int) -> Relation | None:
    """Where victims are named; None where the names decide nothing."""
    if new.names and old.names:
        if share_name(new, old):
            return "restates"
        return "part" if a < b and b > 1 else "adds"
    if new.names and len(new.names) == a:
        if a == 1 and _is_one(old):
            return "restates" if persons_fit(new, old) else "adds"
        if a < b:
            return "part"
        return "restates" if a == b else "none"
    if old.names and a == b and new.kind in {"pronoun", "definite", "indefinite", "number"}:
        return "restates" if persons_fit(new, old) and not new.additional else "adds"
    return None


def _of_additional(new: Draft, old: Draft, a: int, b: int, taken: int) -> Relation:
    """ "another three": on top of the figure, or, far from it, some more of those it holds."""
    if a == 1 < b and any(nth <= b for nth in _ordinals(new)):
        return "part"  # "four were hit ... a fourth passenger was badly hurt"
    if old.contrasts and rival_speakers(new, old):
        return "none"  # of two who count the hurt beside the dead none counts on top of the other
    if a >= b:
        return "restates" if a == b and _counted_alike(new, old) else "adds"
    far = new.sentence_index - old.sentence_index > _NEAR
    more = old.additional and not old.contrasts
    elaborates = not more and taken + a <= b and (far or taken > 0)
    return "part" if elaborates or new.kind == "definite" else "adds"


def _of_figures(new: Draft, old: Draft, a: int, b: int, taken: int) -> Relation:
    """Two numbers that no word ties to each other."""
    if _inside_range(new, old) or _inside_range(old, new):
        return "part" if _inside_range(new, old) else "whole"
    listed = not old.headline or new.sentence == old.sentence
    if listed and (of_other_kinds(new, old) or of_other_kinds(old, new)):
        return "none" if rival_speakers(new, old) and against(new, old) else "adds"
    if a != b and (by_others(new, old) or told_anew(new, old)):
        return "none"
    shapes = {new.count.shape, old.count.shape}
    # "at least three" and "at least 38" are two figures, though both bounds can be met
    loose = len(shapes) == 1 and shapes.isdisjoint(_OPEN)
    alike = a == b or loose or new.kind == "definite"
    ceiling = shapes & _CEILINGS and len(shapes) > 1
    if alike and not ceiling and _bounds_meet(new.count, old.count):
        return _of_same_figure(new, old)
    if ceiling and not of_a_kind(new):
        return "none"  # "up to 15" holds no parts: another figure below it stands beside it
    if a < b:
        return "part" if _lies_inside(new, old, taken + a <= b) else "none"
    # a larger figure takes in the smaller one only where that plainly counts some of them
    if old.early and not new.early:
        return "whole"
    if rival_speakers(new, old) or old.additional or (a >= _VAST and a > _TIMES * b):
        return "none"
    total = new.pattern in TOTALS and old.pattern != new.pattern and not _above_own(new, old)
    return "whole" if total or of_a_kind(old) or b == 1 else "none"


def _inside_range(new: Draft, old: Draft) -> bool:
    """ "Between 19 and 22 people were killed ... the toll rose to 22": one of what it may be."""
    low, high = old.count.low, old.count.high
    if old.count.shape != "range" or low is None or high is None or not new.count.is_exact:
        return False
    counts = (new.kind == "number" or new.pattern in TOTALS) and fit(new, old)
    inside = counts and not new.partitive and low <= (new.n or 0) <= high
    return inside and not rival_speakers(new, old)


def _lies_inside(new: Draft, old: Draft, room: bool) -> bool:
    """Whether a smaller figure counts some of those of a larger one told before it.

    :param room: whether the parts told so far leave room for it; what others say and who is told
        of by name or kind may well have been counted in one of them.
    """
    if new.early and not old.early:
        return True
    if new.pattern == "body" and new.said_by[-1].kind == "medic" and not of_a_kind(new):
        return True  # a hospital counts the bodies that were brought to it
    if rival_speakers(new, old) and not of_a_kind(new):
        return False
    if of_the_enemy(old) and not of_the_enemy(new) and new.paragraph != old.paragraph:
        return False  # an army's "20 fighters" hold none of those that others tell of
    return room or bool(speaker_key(new)) or of_a_kind(new)


def _above_own(new: Draft, old: Draft) -> bool:
    """Whether somebody goes beyond bounds that the report itself gives: both stand."""
    bounded = old.count.shape in _BOUNDS or bool(old.repeats)
    return bool(speaker_key(new)) and old.own and bounded


def _of_same_figure(new: Draft, old: Draft) -> Relation:
    # a headline's "state media say" is no other source than the agency that the body names
    heads = old.headline and new.sentence_index - old.sentence_index <= _NEAR
    if rival_speakers(new, old) and not (heads and fit(new, old)):
        return "none"
    if new.kind == "pronoun" and persons_fit(new, old):
        # "shot his wife and then himself": not the wife
        himself = bool(new.attackers) and not old.attackers and "active" in old.rule
        return "adds" if himself and new.sentence == old.sentence else "restates"
    both_new = new.kind == old.kind and new.sentence == old.sentence and not new.headline
    if both_new and new.kind == "indefinite" and _is_one(new):
        return "adds"  # "a man was hit in the leg and a man in the arm"
    if both_new and new.kind == "number" and _is_bare(new) and new.pattern == old.pattern:
        return "adds"  # "two clerks died at the scene and two died on the way to a clinic"
    if fit(new, old):
        return "restates"
    if new.sentence == old.sentence or not persons_fit(new, old):
        return "adds"
    return "restates"


def _is_bare(draft: Draft) -> bool:
    """Whether a number stands alone ("two died"): a headline printed twice has its noun again."""
    return bool(draft.victims) and len(draft.victims[0].text.split()) == 1


def fit(a: Draft, b: Draft) -> bool:
    """Whether nouns, sex and age allow that the same people are meant."""
    return heads_fit(a, b) and persons_fit(a, b)


def heads_fit(a: Draft, b: Draft) -> bool:
    """Whether the nouns allow that the same people are meant ("two refugees", "two soldiers")."""
    generic = word_set("people", "generic")
    return bool(
        a.heads & b.heads or a.heads & generic or b.heads & generic or not a.heads or not b.heads
    )


def persons_fit(a: Draft, b: Draft) -> bool:
    """Whether sex and age allow that the same people are meant."""
    if not a.victims or not b.victims:
        return True
    one, other = a.victims[0], b.victims[0]
    if {one.sex, other.sex} == {"male", "female"}:
        return False
    if a.years and b.years and _is_one(a) and _is_one(b):
        return bool(a.years & b.years)
    # a "youth" may be told of as a child and as a man
    young = word_set("people", "youth") & (a.heads | b.heads)
    return {one.age, other.age} != {"child", "adult"} or bool(young)


def _bounds_meet(a: Count, b: Count) -> bool:
    """Whether one number may satisfy both counts; "about" leaves a tenth either way."""
    if a.is_exact and b.is_exact:
        return a.low == b.low
    (low_a, high_a), (low_b, high_b) = _bounds(a), _bounds(b)
    return low_a <= high_b and low_b <= high_a


def _bounds(count: Count) -> tuple[float, float]:
    if count.shape == "about" and count.best is not None:
        return int(count.best * 0.9), int(count.best * 1.1) + 1
    return count.low or 0, count.high if count.high is not None else float("inf")


def share_name(a: Draft, b: Draft) -> bool:
    """Whether a victim of one bears the last name of a victim of the other.

    With one first name, a last name may be spelled in two ways ("Nasser", "Nassir") or be left
    out ("Marwan").
    """
    return any(
        _one_name(n.casefold().split(), m.casefold().split()) for n in a.names for m in b.names
    )


def _one_name(a: Sequence[str], b: Sequence[str]) -> bool:
    if a[-1] in b or b == a[:1]:
        return True
    alike = SequenceMatcher(None, a[-1], b[-1]).ratio() >= _SPELLED_ALIKE
    return a[0] == b[0] and len(a) > 1 and len(b) > 1 and alike


def _is_one(draft: Draft) -> bool:
    return draft.count.is_exact and draft.count.low == 1
