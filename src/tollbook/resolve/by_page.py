"""Where an event was by the page alone: the town in its address, the home of its local outlet.

Papers and stations print the news of their own town without a dateline (AP Stylebook,
"datelines"), so that a report which names nothing but a street is mostly from around there. No
words say so: the home of the outlet is kept as a candidate, with this reason, for a person to take.
"""

from __future__ import annotations

from tollbook.record import Claim, Place
from tollbook.resolve.choice import Choice
from tollbook.resolve.gazetteer import Gazetteer
from tollbook.resolve.located import Located
from tollbook.resolve.named_only import unlisted_town
from tollbook.resolve.nesting import UNITS, WIDE, holds, shares
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


def of_outlet(claim: Claim, scene: Scene, local: Place | None) -> tuple[Located, ...]:
    """Where the outlet is from, as a candidate and no place, for the event of a claim in a report
    that names no place for it: it may be there, but no words say so. Empty: the report names some
    place that does not hold it, be it one that may be several or that no gazetteer has, it is about
    another country, or nothing says where the outlet is.

    :param local: the outlet's home; None: no listed local outlet, then the towns of its name behind
        the headline ("- WXYZ.com-Kut").
    """
    homes = (local,) if local is not None else _of_masthead(scene)
    if not homes:
        return _of_body(claim, scene)
    if any(scene.home not in (None, home.country) for home in homes):
        return ()
    for mention in scene.mentions:
        span = mention.span
        choice = scene.choices.get(span)
        if choice is None or span.start in scene.masthead or not scene.means_place(span):
            continue
        place = choice.place
        if place is not None:
            if not any(shares(place, home) for home in homes):
                return ()
        elif choice.candidates or unlisted_town(span.quote, homes[0]) is not None:
            return ()  # not a street or a hospital
    why = (f"no place is named; the outlet is of {homes[0].name}",)
    return (Located(Choice(claim.evidence, None, homes, _SCORE, why), None, "report", why),)


def _of_body(claim: Claim, scene: Scene) -> tuple[Located, ...]:
    """The one country in the name of a station or body that speaks ("the Kenya Red Cross said"),
    where the report names no other place: a candidate, since these speak of other countries too."""
    if any(scene.means_place(m.span) for m in scene.mentions if m.span in scene.choices):
        return ()
    named = [m.span for m in scene.mentions if scene.use.school(m.span)]
    places = {p.id: (p, s) for s in named if (p := scene.choices[s].place) is not None}
    if len(places) != 1:
        return ()
    ((place, span),) = places.values()
    if place.level != "country":
        return ()
    why = (f"no place is named; a body that speaks has {span.quote!r} in its name",)
    return (Located(Choice(claim.evidence, None, (place,), _SCORE, why), None, "report", why),)


def _of_masthead(scene: Scene) -> tuple[Place, ...]:
    """The towns in the name of the outlet behind the headline."""
    found = {
        choice.place.id: choice.place
        for span, choice in scene.choices.items()
        if span.start in scene.masthead
        and choice.place is not None
        and choice.place.level not in UNITS
        and scene.means_place(span)
    }
    return tuple(found.values())
