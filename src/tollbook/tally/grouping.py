"""Which claims of one report go together: unless day or place part them, or one is background."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import product

from tollbook.record import Claim, Interval, Place, Span
from tollbook.record.marks import ANOTHER_EVENT, LISTED_BY_PLACE
from tollbook.tally.arrests import is_over_a_deed
from tollbook.tally.entry import Entry
from tollbook.tally.geography import lie, roughness
from tollbook.tally.points import points_of
from tollbook.tally.ties import Ties, crossed
from tollbook.tally.words import content_words, means_families, tokens, unlike_means

_COUNTRY = 9  # roughness of a country; a region is coarser
_TOWNS = range(4, 7)  # roughness of a village, a town or a city
_MONTH = 31  # days from which on a time is no day of one event
_FEW_DAYS = 3
_GREAT = 10  # people from which on two events of one report hardly have one number
_FAR_MORE = 1.5  # times as many: more than two counts of one event differ


def groups_of(entries: list[Entry], ties: Ties) -> list[list[Entry]]:
    """The claims of one report, those that go together in one list.

    Those that the reader tied (a part, an addition) always do, unless a person parted them; a
    claim that fits several groups joins the one told of last before it.
    """
    entries.sort(key=lambda e: (e.claim.evidence.start, e.id))
    here = {e.id: e for e in entries}
    tied: dict[str, str] = {}

    def head(claim_id: str) -> str:
        while claim_id in tied:
            claim_id = tied[claim_id]
        return claim_id

    for entry in entries:
        for other in (entry.claim.part_of, entry.claim.adds_to):
            if other is None or other not in here or ties.part((entry.id,), (other,)):
                continue
            if head(entry.id) != head(other):
                tied[head(entry.id)] = head(other)
    bundles: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        bundles[head(entry.id)].append(entry)
    groups: list[list[Entry]] = []
    for bundle in bundles.values():
        # the nearest group told of before it, of those that nothing parts it from
        before = sorted(groups, key=_last_start, reverse=True)
        group = next((g for g in before if _fits(bundle, g, ties)), None)
        if group is None:
            groups.append(list(bundle))
        else:
            group.extend(bundle)
    return groups


def _last_start(group: list[Entry]) -> int:
    return max(e.claim.evidence.start for e in group)


def _fits(bundle: Sequence[Entry], group: Sequence[Entry], ties: Ties) -> bool:
    if crossed(bundle, group, ties):
        return False
    mine, theirs = _wholes(bundle), _wholes(group)
    if any(_in_one_headline(a, b) for a in mine for b in theirs):
        return True
    return all(not _parted(a, b) for a in mine for b in theirs)


def _wholes(entries: Sequence[Entry]) -> list[Entry]:
    """The claims that are no part of another of these.

    "Five were wounded at noon ... one of them, hit earlier, was a boy": it is the five whose day
    ties them to the dead of the same attack. A part goes wherever its figure goes.
    """
    here = {e.id for e in entries}
    return [e for e in entries if e.claim.part_of not in here] or list(entries)


def _in_one_headline(a: Entry, b: Entry) -> bool:
    """Whether the headline tells of both ("One dead, four wounded in market blast")."""
    return a.claim.harm != b.claim.harm and all(
        any(span.start < e.report.body_start for span in (e.claim.evidence, *e.claim.repeats))
        and e.claim.harm != "attacked"
        and not e.claim.past
        for e in (a, b)
    )


def _parted(a: Entry, b: Entry) -> bool:
    """Whether two claims of one report cannot tell of one event."""
    if a.yearless and b.yearless and a.yearless != b.yearless:
        return True
    if is_over_a_deed(a) != is_over_a_deed(b) and a.claim.past == b.claim.past:
        return False
    if a.claim.past != b.claim.past or _of_a_wider_area(a, b) or _of_a_wider_area(b, a):
        return True
    if _in_one_breath(a.claim, b.claim) or _in_one_breath(b.claim, a.claim):
        return False
    by_words = any(_told_apart(x, y) or _listed_elsewhere(x, y) for x, y in ((a, b), (b, a)))
    if by_words or _of_two_deeds(a, b):
        return True
    if a.claim.sentence == b.claim.sentence and a.places == b.places:
        same_day = a.when is None or b.when is None or a.when.interval.overlaps(b.when.interval)
        return not same_day
    if _on_other_days(a, b) or _of_long(a, b) or _of_long(b, a) or _at_other_places(a, b):
        return True
    if (a.when is None) != (b.when is None) and _other_times(a.claim, b.claim):
        return True
    if a.claim.past:
        # background events are told side by side: only a shared day or place joins them
        return not (
            (a.when and b.when) or (a.places and b.places and not all_apart(a.places, b.places))
        )
    return False


def _told_apart(a: Entry, b: Entry) -> bool:
    """Whether the words part a claim from those of the sentences before it.

    "In a separate attack", "hours later a second raid": of the same town and day, perhaps.
    """
    if ANOTHER_EVENT not in a.claim.rule:
        return False
    return a.report.body_start <= b.claim.sentence[0] < a.claim.sentence[0]


def _of_two_deeds(a: Entry, b: Entry) -> bool:
    """Whether two sentences tell each of somebody else who did something quite unlike.

    "Police shells killed three in Hit on Friday. Gunmen with knives killed six there."
    """
    if a.claim.sentence == b.claim.sentence or "perpetrators" in (
        *a.claim.inherited,
        *b.claim.inherited,
    ):
        return False
    mine, theirs = ({w for p in e.claim.perpetrators for w in tokens(p.text)} for e in (a, b))
    if not mine or not theirs or mine & theirs:
        return False
    return unlike_means(means_families(a.claim.means), means_families(b.claim.means))


def _listed_elsewhere(a: Entry, b: Entry) -> bool:
    """ "14 were killed in Hit and six at a wake in Haditha": each number has a place of its own.

    Also where the gazetteer lacks the places.
    """
    if LISTED_BY_PLACE not in a.claim.rule or a.claim.harm != b.claim.harm:
        return False
    return a.claim.sentence == b.claim.sentence


def _at_other_places(a: Entry, b: Entry) -> bool:
    if not (a.places and b.places) or lends_its_place(a) or lends_its_place(b):
        return False
    return all_apart(a.places, b.places) or _two_towns(a, b)


def lends_its_place(entry: Entry) -> bool:
    """Whether a headline names no place: it was given one from elsewhere in the report."""
    low, high = entry.claim.sentence
    if entry.claim.evidence.start >= entry.report.body_start:
        return False
    return not any(low <= span.start < high for span in entry.claim.places)


def _two_towns(a: Entry, b: Entry) -> bool:
    """Whether two sentences each give a day and a town of their own, however near the towns are."""
    if a.claim.sentence == b.claim.sentence or not (a.on_the_spot and b.on_the_spot):
        return False
    if any(roughness(p) not in _TOWNS for p in (*a.places, *b.places)):
        return False
    return all(lie(p, q)[0] in {"near", "apart"} for p, q in product(a.places, b.places))


def _on_other_days(a: Entry, b: Entry) -> bool:
    """Whether the words give two days; one that a rule supplied parts nothing in one report.

    Nor does the day before where so many died: "84 people died on Thursday", and the date of the
    picture above it.
    """
    if a.when is None or b.when is None or a.ruled != b.ruled:
        return False
    one, other = a.when.interval, b.when.interval
    if one.overlaps(other):
        return False
    return not (_same_great_figure(a.claim, b.claim) and _a_day_apart(one, other))


def _same_great_figure(a: Claim, b: Claim) -> bool:
    mine, theirs = points_of(a.count, {}), points_of(b.count, {})
    if a.harm != b.harm or mine is None or theirs is None or mine.vague or theirs.vague:
        return False
    return mine.top == theirs.top >= _GREAT


def _a_day_apart(a: Interval, b: Interval) -> bool:
    if a.days != 1 or b.days != 1 or a.start is None or b.start is None:
        return False
    return abs((a.start - b.start).days) == 1


def _of_long(a: Entry, b: Entry) -> bool:
    """Whether one is told with months and the other, in another sentence, with a day or a few.

    "Some 1,200 were killed, since October ...; two rockets fell on Sunday": not what the Sunday
    did, though it lies in those months.
    """
    if a.when is None or b.when is None or a.claim.sentence == b.claim.sentence:
        return False
    if not a.claim.counts:
        return False
    long, short = a.when.interval.days, b.when.interval.days
    return long is not None and short is not None and long > _MONTH and short <= _FEW_DAYS


def _in_one_breath(a: Claim, b: Claim) -> bool:
    """ "One died and three were hurt near the bridge": two harms of one sentence, no day or place
    of it one's alone; or the sentence of one says the other again.
    """
    if a.harm == b.harm or "attacked" in (a.harm, b.harm):
        return False
    low, high = b.sentence
    if a.sentence != b.sentence:
        return any(low <= span.start < high for span in a.repeats)

    def inside(spans: Iterable[Span]) -> set[str]:
        return {span.quote for span in spans if low <= span.start < high}

    return inside(a.places) == inside(b.places) and inside(a.times) == inside(b.times)


def _other_times(a: Claim, b: Claim) -> bool:
    """Whether both name a time of their own and the words share nothing.

    In an undated report "last Friday" cannot be resolved, but it is not the "28 November"
    that another sentence names.
    """
    if "when" in a.inherited or "when" in b.inherited or not a.times or not b.times:
        return False
    mine, theirs = (content_words(t.quote for t in c.times) for c in (a, b))
    return bool(mine and theirs) and not mine & theirs


def _of_a_wider_area(a: Entry, b: Entry) -> bool:
    """Whether ``a`` counts far more people in a whole country than ``b`` does somewhere in it.

    A report that gives 25 for a town and 41 for the country gives two figures, not one twice.
    """
    if a.claim.harm != b.claim.harm or not a.places or not b.places:
        return False
    if not all(roughness(p) >= _COUNTRY for p in a.places):
        return False
    wide, narrow = (points_of((e.as_read or e.claim).count, {}) for e in (a, b))
    if wide is None or narrow is None or wide.vague or narrow.vague:
        return False
    more = wide.top > _FAR_MORE * narrow.top and wide.top - narrow.top > 2
    return more and all(roughness(p) < _COUNTRY for p in b.places)


def all_apart(mine: Sequence[Place], theirs: Sequence[Place]) -> bool:
    """Whether no place of one can be a place of the other; near is not enough in one report."""
    for a in mine:
        for b in theirs:
            how, km = lie(a, b)
            if how in ("same", "inside", "unknown"):
                return False
            if how == "near" and km is not None and km <= max(a.radius_km, b.radius_km):
                return False
    return True
