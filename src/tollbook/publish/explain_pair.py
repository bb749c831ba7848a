"""Why two claims or incidents are one event, or two: the score, its evidence, what forbids it."""

from __future__ import annotations

from tollbook.publish.explain_claim import Explanation, Point, Section, explanation
from tollbook.tally.pairwise import Compared, Comparison

_SHOWN = 5  # pairs shown in full; the rest are counted


def explain_pair(one: str, other: str, compared: Comparison) -> Explanation:
    """The answer to "are these one?", the best-tied pair of tellings first.

    :param one / other: the ids asked about.
    """
    sections = [Section("The answer", tuple(_answer(compared)))]
    for pair in compared.pairs[:_SHOWN]:
        sections += _pair(pair, compared)
    return explanation(f"{one} {other}", "pair", f"{one} and {other}", sections)


def _answer(compared: Comparison) -> list[Point]:
    points = [Point(f"{claim} enters no incident") for claim in compared.outside]
    if not compared.pairs:
        return [*points, Point("there is nothing to compare: one telling holds both, or none does")]
    forbidden = sum(pair.forbids is not None for pair in compared.pairs)
    many = len(compared.pairs)
    if forbidden:
        points.append(Point(f"two: {forbidden} of {many} pairs of tellings cannot be one"))
    elif compared.mean is not None:
        tied = compared.mean >= compared.threshold
        points.append(
            Point(
                f"{'tied' if tied else 'not tied'}: {compared.mean:+.2f} points on average over "
                f"{many} pair{'s' if many > 1 else ''} of tellings; {compared.threshold:+.2f} is "
                "asked for"
            )
        )
        rest = compared.but_for_figures
        if not tied and rest is not None and rest >= compared.threshold:
            points.append(
                Point(
                    f"one telling against several, and without figures that differ {rest:+.2f}: it "
                    "joins them if two of these give one number near its own, and nothing else fits"
                )
            )
    return points


def _pair(pair: Compared, compared: Comparison) -> list[Section]:
    total = "forbidden" if pair.points is None else f"{pair.points:+.2f} points"
    found = []
    if pair.forbids is not None:
        found.append(Point(f"forbidden: {pair.forbids}"))
    if not pair.met:
        found.append(Point("they share no block of time, place or evidence: never compared"))
    found.append(Point(f"{compared.prior:+.2f}  before anything is known"))
    found += [Point(f"{weighed.points:+.2f}  {weighed.words}") for weighed in pair.weighed]
    return [Section(f"{pair.one} and {pair.other}: {total}", tuple(found))]
