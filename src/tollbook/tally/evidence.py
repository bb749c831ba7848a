"""Typed evidence that two tellings are of one event: days, tolls, people, names and words.

Each piece is a kind, which the weights know, and what its sentence is filled with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from tollbook.record.vocabulary import Harm
from tollbook.tally.geography import TOWN, roughness
from tollbook.tally.hours import compare_hours
from tollbook.tally.points import Points
from tollbook.tally.telling import Telling, speaker_of
from tollbook.tally.words import FROM_AFAR, unlike_means

SLACK_DAYS = 1
"""Two exact days this far apart may still be one event told across midnight."""

NEWS_DAYS = 3
EARLY_DAYS = 2
"""Counts of the first 48 hours are early ones, which later and higher ones take the place of."""

WEEK = 7
FORTNIGHT = 14
LONG_DAYS = 31

_MANY = 3
_BARRAGE = frozenset({"from_the_air", "shelling"})
_MASSACRE = 10
"""Dead from which on strikes are rare, however many fall on one area on one day."""

_CATASTROPHE = 100

Evidence = tuple[str, tuple[object, ...]]


def of_days(a: Telling, b: Telling) -> Iterator[Evidence]:
    if a.days is not None and b.days is not None and a.interval and b.interval:
        gap = max(a.first - b.last, b.first - a.last, 0)
        wide = max(a.days, b.days)
        if gap and (a.supplied or b.supplied):
            yield "supplied_near" if gap <= WEEK else "supplied_apart", (gap,)
        elif gap > SLACK_DAYS:
            yield "days_apart" if gap <= WEEK else "weeks_apart", (gap,)
        elif gap:
            yield "next_day", (a.interval.start, b.interval.start)
        elif wide == 1:
            yield "same_day", (a.interval.start,)
            hours = compare_hours(a.hour, b.hour) if a.hour and b.hour else None
            if hours is not None:
                yield hours, ()
        elif wide <= WEEK:
            yield "days_overlap", (str(a.interval.start), str(b.interval.start))
        elif wide <= LONG_DAYS:
            yield "weeks_overlap", ()
        else:
            yield "long_overlap", ()
        return
    yield "day_unknown", ()
    first = a.interval.start if a.days is not None and a.interval else a.as_of
    second = b.interval.start if b.days is not None and b.interval else b.as_of
    if first is None or second is None:
        return
    gap = abs((first - second).days)
    if gap <= WEEK:
        yield "news_close" if gap <= NEWS_DAYS else "news_near", (first, second)
    elif gap <= FORTNIGHT:
        yield "news_later", (first, second)
    else:
        yield "news_past", (first, second)


Tolls = Sequence[tuple[Harm, Points]]


def toll_evidence(a: Telling, b: Telling) -> list[list[Evidence]]:
    """What the figures say, in each way that they may be held; the best of it counts.

    As they stand; as the reader had them (a person who corrects a figure does not say that it is
    of another event); and, where reports give rival figures, as a speaker has them whom both quote.
    """
    sides = (dict.fromkeys((t.tolls, t.tolls_as_read)) for t in (a, b))
    first, *read = (_of_tolls(a, b, mine, theirs) for mine, theirs in product(*sides))
    ways = [list(first), *([_marked(e, "as read") for e in found] for found in read)]
    if a.rivals or b.rivals:
        mine, theirs = _by_speaker(a), _by_speaker(b)
        for speaker in sorted(mine.keys() & theirs.keys()):
            found = _of_tolls(a, b, mine[speaker], theirs[speaker])
            same = [_marked(e, "by one speaker") for e in found if e[0] in SAME_FIGURE]
            ways += [same] if same else []
    return ways


def _by_speaker(telling: Telling) -> Mapping[str, Tolls]:
    """The tolls by whom the report quotes with them; empty: it says them itself, or in part."""
    if telling.rivals:
        return dict(telling.rivals)
    speakers = {speaker_of(e.claim) for e in telling.entries}
    only = speakers.pop() if len(speakers) == 1 else None
    return {only: telling.tolls} if only else {}


def _marked(evidence: Evidence, how: str) -> Evidence:
    kind, (harm, mine, theirs) = evidence
    return kind, (harm, mine, f"{theirs}, {how}")


def _of_tolls(a: Telling, b: Telling, tolls: Tolls, others: Tolls) -> Iterator[Evidence]:
    theirs = dict(others)
    best: Evidence | None = None
    worst: Evidence | None = None
    for harm, mine in tolls:  # the gravest first: the hurt are counted in many ways
        other = theirs.get(harm)
        if other is None or mine.vague or other.vague:
            continue
        kind = _compare(mine, other, a, b)
        if _boasted(harm, mine, other, a, b) and _AGREEMENT.index(kind) > _LAST_THAT_AGREES:
            continue
        found: Evidence = (kind, (harm, mine.in_words(), other.in_words()))
        if _AGREEMENT.index(kind) <= _LAST_THAT_AGREES:
            best = min(best or found, found, key=lambda e: _AGREEMENT.index(e[0]))
        elif best is None:
            worst = worst or found
    if best:
        yield best
    if worst:
        yield worst


def of_scale(a: Telling, b: Telling) -> Iterator[Evidence]:
    """A hundred dead or more in both: events so great are rare, whoever counts them.

    Not where the numbers are such as of two events, nor where one side's boast makes it great.
    """
    one, other = (dict(t.tolls).get("killed") for t in (a, b))
    if one is None or other is None or one.vague or other.vague:
        return
    low, high = sorted((one.top, other.top))
    if low >= _CATASTROPHE and high <= 3 * low and not _boasted("killed", one, other, a, b):
        yield "same_scale", (one.in_words(), other.in_words())


def of_dead_unsaid(a: Telling, b: Telling) -> Iterator[Evidence]:
    """The hurt alone, told when another had told of dead: nobody leaves out the dead of an attack.

    Before that they may not have died yet.
    """
    for teller, other in ((a, b), (b, a)):
        told, harms = dict(teller.tolls).get("killed"), dict(other.tolls)
        if told is None or told.top < 1 or "injured" not in harms or "killed" in harms:
            continue
        if teller.as_of and other.as_of and teller.as_of <= other.as_of:
            yield "dead_unsaid", (told.in_words(),)


def _boasted(harm: Harm, mine: Points, other: Points, a: Telling, b: Telling) -> bool:
    """Whether the higher of two figures is a side's claim about its enemy's dead alone.

    How far such a claim goes beyond the other says nothing about which event it is of.
    """
    higher = a if mine.top > other.top else b
    return harm in higher.boasted


_AGREEMENT = (
    "equal_large",
    "equal_small",
    "equal_tiny",
    "agree",
    "nearly_equal",
    "growing",
    "differ_little",
    "differ",
    "differ_much",
)
_LAST_THAT_AGREES = _AGREEMENT.index("nearly_equal")
SAME_FIGURE = frozenset(_AGREEMENT[:3])
FIGURES_DIFFER = frozenset(_AGREEMENT[-3:])
"""Kinds of evidence that figures are those of two events."""


def _compare(mine: Points, other: Points, a: Telling, b: Telling) -> str:
    if mine.top == other.top:
        size = mine.top
        return "equal_large" if size >= 10 else "equal_small" if size >= 3 else "equal_tiny"
    low, high = sorted((mine, other), key=lambda p: p.top)
    gap, times = high.top - low.top, high.top / max(low.top, 1)
    if (low.admits(high.top) and times <= 2) or (high.low is None and high.admits(low.top)):
        return "agree"
    if low.is_zero:
        return "differ_little"  # that nobody was hurt is what a denial says of the same event
    earlier, later = (a, b) if low is mine else (b, a)
    if times <= 4 and _may_have_grown(earlier, later):
        return "growing"
    if low.top >= 5 and times <= 1.2:
        return "nearly_equal"
    if gap <= 2 or times <= 1.5:
        return "differ_little"
    return "differ" if times <= 3 or low.admits(high.top) else "differ_much"


def _may_have_grown(earlier: Telling, later: Telling) -> bool:
    """Whether the one that gives more was told within the week after the one that gives less.

    Or at any time from its day on, where that one was told within the first days of the event.
    """
    if earlier.as_of is None or later.as_of is None:
        return False
    after = (later.as_of - earlier.as_of).days
    if 0 < after <= WEEK:
        return True
    # of one event the day is one that both allow; of one date either report may be the first
    happened = max(earlier.first, later.first)
    return after >= 0 and earlier.as_of.toordinal() - happened <= EARLY_DAYS


def of_people(a: Telling, b: Telling) -> Iterator[Evidence]:
    barrage = _barrage(a, b)
    if barrage is not None and not (_kills_many(a) and _kills_many(b)):
        yield "same_barrage", (barrage,)
    if a.actors and b.actors:
        if a.actors & b.actors:
            yield "gunners" if barrage is not None else "same_actor", ()
        else:
            yield "other_actor", ()
    if a.sides & b.sides and not a.actors & b.actors:
        yield "same_side", (min(a.sides & b.sides),)
    if a.names and b.names:
        shared = a.names & b.names
        if shared:
            yield "same_name", (len(shared),)
        elif _all_named(a) and _all_named(b):
            yield "other_names", ()
    if a.roles & b.roles:
        yield "same_role", (min(a.roles & b.roles),)
    if a.means and b.means and barrage is None:
        shared_means = a.means & b.means
        if shared_means:
            yield "same_means", (min(shared_means),)
        else:
            kind = "unlike_means" if unlike_means(a.means, b.means) else "other_means"
            yield kind, (min(a.means), min(b.means))


def _barrage(a: Telling, b: Telling) -> str | None:
    """How both were struck, where it may have been from the air or by shells; None: otherwise.

    A telling without means says nothing against it. Only where both give a day and a town: of what
    happened some day in a province nothing else is said.
    """
    if not all(_may_be_barrage(t) and t.days is not None and _in_town(t) for t in (a, b)):
        return None
    return min((a.means | b.means) & _BARRAGE, default=None)


def _may_be_barrage(telling: Telling) -> bool:
    """Also "an air strike, an explosion"; not a bombing alone, which is mostly a bomb's."""
    struck = not _BARRAGE.isdisjoint(telling.means)
    return not telling.means or (struck and telling.means <= FROM_AFAR)


def _kills_many(telling: Telling) -> bool:
    killed = dict(telling.tolls).get("killed")
    return killed is not None and not killed.vague and killed.top >= _MASSACRE


def _in_town(telling: Telling) -> bool:
    return any(roughness(place) <= TOWN for place in telling.places)


def same_person(a: Telling, b: Telling) -> bool:
    """Whether one private person is named in both stories: a victim, or one whose age is given."""
    if not a.names.isdisjoint(b.names):
        return True
    mine, theirs = a.people, b.people
    return (
        not mine.aged.isdisjoint(theirs.aged)
        or not mine.aged.isdisjoint(theirs.others)
        or not theirs.aged.isdisjoint(mine.others)
    )


def of_names(a: Telling, b: Telling) -> Iterator[Evidence]:
    """Full names in both stories; those of places, bodies and speakers apart."""
    mine, theirs = a.people, b.people
    if not (mine.aged or mine.others) or not (theirs.aged or theirs.others):
        return
    shared = len((mine.aged | mine.others) & (theirs.aged | theirs.others))
    if same_person(a, b):
        yield "same_person", (max(shared, 1),)
    elif shared > 1:
        yield "same_people", (shared,)
    elif shared:
        yield "one_in_both", ()
    elif mine.aged and theirs.aged:
        yield "other_persons", ()
    else:
        fewer = min(len(mine.aged | mine.others), len(theirs.aged | theirs.others))
        yield "nobody_of_many" if fewer >= _MANY else "nobody_in_both", ()


def of_families(a: Telling, b: Telling) -> Iterator[Evidence]:
    """Whose family, or whose home, both tell of: strikes on one street are told apart by these."""
    if a.families and b.families:
        yield "other_family" if a.families.isdisjoint(b.families) else "same_family", ()


def _all_named(t: Telling) -> bool:
    killed = dict(t.tolls).get("killed")
    return killed is not None and 0 < killed.top <= len(t.names)


def of_attack(a: Telling, b: Telling) -> Iterator[Evidence]:
    yield "attack_alone", ()
    things, other = (a.targets, b) if a.bare else (b.targets, a)
    if things and things.isdisjoint(other.words):
        yield "other_target", (" ".join(sorted(things)),)


def of_words(a: Telling, b: Telling) -> Iterator[Evidence]:
    fewer = min(len(a.words), len(b.words))
    if fewer < 3:
        return
    share = len(a.words & b.words) / fewer
    if share >= 0.5:
        yield "words_alike", (round(100 * share),)
    elif share >= 0.25:
        yield "words_some", (round(100 * share),)
