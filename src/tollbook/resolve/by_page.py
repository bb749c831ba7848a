"""Where an event was by the page alone: the town in its address, the home of its local outlet.

Papers and stations print the news of their own town without a dateline (AP Stylebook,
"datelines"), so that a report which names nothing but a street is from around there. The place says
so: near the town, as far as UCDP's code for that reaches, with a low score and this reason.
"""

from __future__ import annotations

from dataclasses import replace

from tollbook.record import Claim, Place
from tollbook.record.geoprecision import FAR_KM
from tollbook.resolve.choice import Choice
from tollbook.resolve.gazetteer import Gazetteer
from tollbook.resolve.located import Located
from tollbook.resolve.named_only import unlisted_town
from tollbook.resolve.nesting import WIDE, holds, shares
from tollbook.resolve.page_address import town_in_words
from tollbook.resolve.scene import Scene

_SCORE = 0.3


def town_of_page(
    claim: Claim, scene: Scene, home: Place | None, gazetteer: Gazetteer | None
) -> tuple[Located, ...]:
    """The town that the page's address names, where the report itself names none but the
    county or province that it lies in.

    :param home: the country that the report is about; None: none stands out.
    """
    centre = scene.centre
    if gazetteer is None or home is None:
        return ()
    if centre is not None and centre.place.level not in (*WIDE, "district"):
        return ()
    town = town_in_words(scene.address, gazetteer, home.country or "", scene.anchors)
    if town is None or (centre is not None and not holds(centre.place, town)):
        return ()
    why = ("the page's address names it",)
    return (Located(Choice(claim.evidence, town, (), 0.4, why), town, "report", why),)


def near_outlet(claim: Claim, scene: Scene, local: Place | None) -> tuple[Located, ...]:
    """Near the home of a local outlet, for the event of a claim; empty: the report names some
    place that does not hold it, be it one that may be several or that no gazetteer has, it is about
    another country, or the outlet is no listed local one.

    :param local: the outlet's home; None: not listed.
    """
    if local is None or scene.home not in (None, local.country):
        return ()
    for mention in scene.mentions:
        span = mention.span
        choice = scene.choices.get(span)
        if choice is None or span.start in scene.masthead or not scene.means_place(span):
            continue
        place = choice.place
        if place is not None:
            if not shares(place, local):
                return ()
        elif choice.candidates or unlisted_town(span.quote, local) is not None:
            return ()  # not a street or a hospital
    why = (f"no place is named; the outlet is of {local.name}",)
    near = replace(local, relation="near", radius_km=max(local.radius_km, FAR_KM))
    return (Located(Choice(claim.evidence, near, (), _SCORE, why), near, "report", why),)
