"""A figure that its own sentence breaks down by place: "six: three in Basra, two in Najaf".

It is the total of events that each have a place, so it is entered beside them and never with them.
Where fewer are listed than it counts, the rest were somewhere that is not said.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from tollbook.read.draft import Draft
from tollbook.read.word_lists import PatternList
from tollbook.record import Why
from tollbook.record.lexicon import PlaceName
from tollbook.record.marks import LISTED_BY_PLACE

_OPENS = PatternList("figures", "enumerated", "opens")
_WIDE = ("country", "region")


def taken_for_lists(
    drafts: Sequence[Draft], level: Callable[[str], PlaceName], text: str
) -> list[Draft]:
    """The drafts, where a figure is broken down by place after it: a total over those places.

    :param level: what a place name is in the gazetteer.
    :param text: the report's.
    """
    return [_as_total(d, drafts, level, text) for d in drafts]


def _as_total(
    whole: Draft, drafts: Sequence[Draft], level: Callable[[str], PlaceName], text: str
) -> Draft:
    if whole.scope != "incident" or not whole.quantified or LISTED_BY_PLACE in whole.rule:
        return whole
    listed = [
        d
        for d in drafts
        if d.sentence == whole.sentence and d.harm == whole.harm and LISTED_BY_PLACE in d.rule
    ]
    if len(listed) < 2 or sum(d.n or 0 for d in listed) > (whole.n or 0):
        return whole
    first = min(d.evidence.end - len(d.count.raw) for d in listed)
    own = tuple(p for p in whole.places if p.end <= first)
    opened = _OPENS.search(text[whole.sentence[0] : first]) is not None
    if not opened and any(level(p.quote) not in _WIDE for p in own):
        return whole  # "six in Basra, three in Najaf and two in Kut": the six were in Basra
    regions = {level(p.quote) for p in own} == {level(p.quote) for d in listed for p in d.places}
    if not opened and own and regions:
        return (
            whole  # "three in the Donetsk region, two in the Kherson region and one in Kharkiv's"
        )
    of = " + ".join(str(d.n) for d in listed)
    why = Why("scope", f"cumulative: broken down by place in its sentence, {of}", whole.evidence)
    period = whole.period or (whole.times[0] if whole.times else None)
    places = own or tuple(dict.fromkeys(p for d in listed for p in d.places))
    area = own[0] if own else None
    return replace(
        whole, scope="cumulative", places=places, area=area, period=period, why=(*whole.why, why)
    )
