"""One report's telling of one event: its claims that go together, and what they say of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, groupby, pairwise

from tollbook.record import Claim, Interval, Place, Span
from tollbook.record.text import fold
from tollbook.record.vocabulary import TOLL_HARMS, Harm
from tollbook.tally.entry import Entry
from tollbook.tally.geography import finest, lie, roughness
from tollbook.tally.named import Named, named
from tollbook.tally.points import Points, add_points, points_of
from tollbook.tally.ties import NO_TIES, Ties, crossed
from tollbook.tally.words import content_words, means_families, words

LONG_AGO, FAR_OFF = 0, 10**7

_COUNTRY = 9  # roughness of a country; a region is coarser
_FAR_MORE = 1.5  # times as many: more than two counts of one event differ


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """Claims of one report about one event, with the features that linking goes by.

    :ivar key: the least of its claims' ids; what order of work is decided by.
    :ivar interval: the days it may have been; None: not known at all.
    :ivar first / last: the interval's ends as day numbers, far out where not known: comparing
        these is what linking does most.
    :ivar days: width of the interval in days; None: open or not known.
    :ivar scattered: how many places far from each other the claims name together.
    :ivar tolls: the report's own figure for each harm.
    :ivar yearless: month and day where no year is known; None: the year is known, or no day is.
    :ivar names: the dead and injured by name, folded.
    :ivar people: who is named in its report, or in its own paragraphs where that tells of more.
    :ivar past: told as background.
    :ivar supplied: whether a rule supplied its days, and no words of it did.
    :ivar bare: whether it tells of an attack and of nobody hurt by it.
    :ivar targets: words for the things attacked, where it tells of attacks alone; those of people
        left out.
    """

    key: str
    report: str
    entries: tuple[Entry, ...]
    interval: Interval | None
    first: int
    last: int
    days: int | None
    places: tuple[Place, ...]
    candidates: tuple[Place, ...]
    scattered: int
    tolls: tuple[tuple[Harm, Points], ...]
    actors: frozenset[str]
    names: frozenset[str]
    means: frozenset[str]
    roles: frozenset[str]
    words: frozenset[str]
    people: Named
    past: bool
    supplied: bool
    bare: bool
    as_of: date | None
    targets: frozenset[str]
    yearless: tuple[int, int] | None = None


def tellings(entries: Iterable[Entry], ties: Ties = NO_TIES) -> list[Telling]:
    """Claims grouped within each report, in the order of their keys.

    Claims go together unless day or place part them, or one is background; those that the
    reader tied together (a part, an addition) always do. A claim that fits several groups joins
    the one told of last before it.
    """
    by_report: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_report[entry.claim.report].append(entry)
    found: list[Telling] = []
    for mine in by_report.values():
        groups = _groups(mine, ties)
        found += [telling(group, alone=len(groups) == 1) for group in groups]
    return sorted(found, key=lambda t: t.key)


def _groups(entries: list[Entry], ties: Ties) -> list[list[Entry]]:
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
    if a.claim.past != b.claim.past or _of_a_wider_area(a, b) or _of_a_wider_area(b, a):
        return True
    if _in_one_breath(a.claim, b.claim) or _in_one_breath(b.claim, a.claim):
        return False
    if a.claim.sentence == b.claim.sentence and a.places == b.places:
        same_day = a.when is None or b.when is None or a.when.interval.overlaps(b.when.interval)
        return not same_day
    if a.when is not None and b.when is not None and not a.when.interval.overlaps(b.when.interval):
        return True
    if a.places and b.places and _all_apart(a.places, b.places):
        return True
    if (a.when is None) != (b.when is None) and _other_times(a.claim, b.claim):
        return True
    if a.claim.past:
        # background events are told side by side: only a shared day or place joins them
        return not (
            (a.when and b.when) or (a.places and b.places and not _all_apart(a.places, b.places))
        )
    return False


def _in_one_breath(a: Claim, b: Claim) -> bool:
    """ "One died and three were hurt near the bridge": two harms of one sentence, no day or place
    of it one's alone; or the sentence of one says the other again.
    """
    if a.harm == b.harm or "attacked" in (a.harm, b.harm):
        return False
    low, high = b.sentence
    if a.sentence != b.sentence:
        return any(low <= span.start < high for span in a.repeats)
    return _quotes(a.places) == _quotes(b.places) and _quotes(a.times) == _quotes(b.times)


def _quotes(spans: Iterable[Span]) -> set[str]:
    return {span.quote for span in spans}


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
    wide, narrow = points_of(a.claim.count, {}), points_of(b.claim.count, {})
    if wide is None or narrow is None or wide.vague or narrow.vague:
        return False
    more = wide.top > _FAR_MORE * narrow.top and wide.top - narrow.top > 2
    return more and all(roughness(p) < _COUNTRY for p in b.places)


def _all_apart(mine: Sequence[Place], theirs: Sequence[Place]) -> bool:
    """Whether no place of one can be a place of the other; near is not enough in one report."""
    for a in mine:
        for b in theirs:
            how, km = lie(a, b)
            if how in ("same", "inside", "unknown"):
                return False
            if how == "near" and km is not None and km <= max(a.radius_km, b.radius_km):
                return False
    return True


def telling(entries: Sequence[Entry], *, alone: bool = True) -> Telling:
    """What a group of one report's claims says of its event.

    :param alone: whether the report tells of nothing else.
    """
    claims = [e.claim for e in entries]
    bare = all(c.harm == "attacked" for c in claims)
    dated = [e.supplied for e in entries if e.when is not None]
    interval = common_interval(e.when.interval for e in entries if e.when is not None)
    places = _places(entries)
    candidates = () if places else tuple(dict.fromkeys(p for e in entries for p in e.candidates))
    return Telling(
        key=min(e.id for e in entries),
        report=claims[0].report,
        entries=tuple(entries),
        interval=interval,
        first=interval.start.toordinal() if interval and interval.start else LONG_AGO,
        last=interval.end.toordinal() if interval and interval.end else FAR_OFF,
        days=_width(interval),
        places=places,
        candidates=candidates,
        scattered=_scattered(places),
        tolls=tuple(_tolls(entries)),
        actors=frozenset(
            i for e in entries for a in e.actors for i in (a.id, a.parent) if i is not None
        ),
        names=frozenset(fold(n) for c in claims for g in c.victims for n in g.names),
        means=means_families(m for c in claims for m in c.means),
        roles=frozenset(g.role for c in claims for g in c.victims if g.role),
        words=content_words(
            [e.report.text[slice(*e.claim.sentence)] for e in entries]
            + [c.evidence.quote for c in claims]
        ),
        people=named(_story(entries, alone=alone), _not_people(entries)),
        past=claims[0].past,
        supplied=bool(dated) and all(dated),
        bare=bare,
        as_of=entries[0].as_of,
        targets=_things(claims) if bare else frozenset(),
        yearless=next((e.yearless for e in entries if e.yearless), None),
    )


def _story(entries: Sequence[Entry], *, alone: bool) -> Iterator[str]:
    """The words around the claims: the report's body, or the paragraphs that hold a claim."""
    report = entries[0].report
    if alone:
        yield report.text[report.body_start :]
        return
    seen: set[int] = set()
    for entry in entries:
        start = report.text.rfind("\n", 0, entry.claim.evidence.start) + 1
        if start >= report.body_start and start not in seen:
            seen.add(start)
            end = report.text.find("\n", entry.claim.evidence.end)
            yield report.text[start : end if end >= 0 else None]


def _not_people(entries: Sequence[Entry]) -> set[str]:
    """Folded names of the places, perpetrators and speakers of the claims."""
    found: set[str] = set()
    for e in entries:
        found.update(fold(p.name) for p in chain(e.places, e.candidates))
        found.update(fold(s.quote) for s in e.claim.places)
        found.update(fold(p.text) for p in e.claim.perpetrators)
        found.update(fold(s.speaker) for s in e.claim.said_by)
    return found


def _places(entries: Sequence[Entry]) -> tuple[Place, ...]:
    """Where people were harmed; of parts and of attacks told with it only what fits there."""
    here = {e.id for e in entries}
    found: list[Place] = []
    ranked = sorted(entries, key=lambda e: _standing(e.claim, here))
    for _, group in groupby(ranked, key=lambda e: _standing(e.claim, here)):
        named = [p for e in group for p in e.places]
        found += [p for p in named if not found or not _all_apart([p], found)]
    return finest(found)


def _standing(claim: Claim, here: Container[str]) -> int:
    """How much a claim says of where its event was: 0 figures, 1 their parts, 2 attacks."""
    if claim.harm == "attacked":
        return 2
    return int(claim.part_of in here or claim.adds_to in here)


def _things(claims: Iterable[Claim]) -> frozenset[str]:
    """Words for the things that were attacked; empty: people, or nothing is said."""
    return content_words(c.target for c in claims if c.target) - words().people


def common_interval(intervals: Iterable[Interval]) -> Interval | None:
    """The days that all allow; where none is, those of the narrowest; None: nothing known."""
    known = sorted((i for i in intervals if i.known), key=lambda i: (_width(i) or 10**6, str(i)))
    if not known:
        return None
    common = known[0]
    for other in known[1:]:
        if not common.overlaps(other):
            continue
        common = Interval(
            max((s for s in (common.start, other.start) if s), default=None),
            min((e for e in (common.end, other.end) if e), default=None),
        )
    return common


def _width(interval: Interval | None) -> int | None:
    if interval is None or interval.start is None or interval.end is None:
        return None
    return (interval.end - interval.start).days + 1


def _scattered(places: Sequence[Place]) -> int:
    """1 for one place (or none), more where places lie far from each other."""
    apart = 1
    for a, b in pairwise(places):
        if lie(a, b)[0] == "apart":
            apart += 1
    return apart


def _tolls(entries: Sequence[Entry]) -> Iterable[tuple[Harm, Points]]:
    """The report's own figure for each harm, for comparing with other reports'."""
    by_harm: dict[Harm, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.claim.harm != "attacked":
            by_harm[entry.claim.harm].append(entry)
    for harm in (h for h in TOLL_HARMS if h in by_harm):
        mine = {e.id: e.claim for e in by_harm[harm]}
        totals: dict[str, list[Points]] = defaultdict(list)
        for claim in mine.values():
            points = points_of(claim.count, {})
            if points is None or claim.part_of in mine:
                continue
            base = claim.adds_to if claim.adds_to in mine else claim.id
            totals[base].append(points)
        if totals:
            sums = [add_points(parts) for parts in totals.values()]
            yield harm, max(sums, key=lambda p: (not p.vague, p.top, not p.open_above, str(p)))
