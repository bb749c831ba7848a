"""What one report says of one event, as figures: one for each harm and source it gives.

A figure is a base claim with what the report adds to it; parts are never added. What one source
says several times in one report is one figure; what different sources say are alternatives.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tollbook.record.text import squeeze
from tollbook.record.vocabulary import SpeakerKind, Stake, VictimStatus
from tollbook.tally.entry import Entry
from tollbook.tally.lineage import Root, last_speaker, root_of
from tollbook.tally.points import Points, add_points, counted, status_of
from tollbook.tally.policy import Policy


@dataclass(frozen=True, slots=True, eq=False)
class Stated:
    """One figure of one report, from one source.

    :ivar lead: the claim it rests on.
    :ivar adds: claims whose victims were added to it.
    :ivar restated: claims that say it again, or say less.
    :ivar parts: claims of some of those whom it counts.
    :ivar overtaken: why a later report took its place, whoever gave it; empty: none did.
    :ivar on_top: whether its claim counts those who died later, added here to what was told before.
    """

    lead: Entry
    points: Points
    root: Root
    adds: tuple[Entry, ...] = ()
    restated: tuple[Entry, ...] = ()
    parts: tuple[Entry, ...] = ()
    note: str = ""
    overtaken: str = ""
    on_top: bool = False

    @property
    def as_of(self) -> date | None:
        return self.lead.as_of

    @property
    def kind(self) -> SpeakerKind:
        return last_speaker(self.lead.claim).kind

    @property
    def stake(self) -> Stake:
        return last_speaker(self.lead.claim).stake

    @property
    def key(self) -> str:
        return self.lead.id

    def who(self) -> str:
        """Who says it, where and when: "police, in Basra Post, 2019-10-05"."""
        report = self.lead.report
        outlet = report.source or f"report {report.id}"
        speaker = last_speaker(self.lead.claim)
        said = f"{outlet} itself" if speaker.kind == "report" else f"{self.root.name}, in {outlet}"
        return f"{said}, {self.as_of}" if self.as_of else f"{said}, undated"


@dataclass(frozen=True, slots=True)
class Said:
    """All of one report about one harm of one event.

    :ivar left_out: claim id -> why it is no figure of its own.
    """

    stated: tuple[Stated, ...]
    left_out: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class _Base:
    entry: Entry
    points: Points
    adds: tuple[Entry, ...]
    parts: tuple[Entry, ...]
    note: str


def said(entries: Sequence[Entry], elsewhere: frozenset[str], policy: Policy) -> Said:
    """The figures of one report about one harm of one event.

    :param entries: the report's claims of that harm linked to the event.
    :param elsewhere: ids of the report's claims of other harms linked to the event.
    """
    here = {e.id: e for e in entries}
    left_out: dict[str, str] = {}
    parts: dict[str, list[Entry]] = defaultdict(list)
    adds: dict[str, list[Entry]] = defaultdict(list)
    bases: list[Entry] = []
    for entry in sorted(entries, key=lambda e: (e.claim.evidence.start, e.id)):
        whole, base = entry.claim.part_of, _base_of(entry, here)
        if whole is not None and whole in here:
            parts[whole].append(entry)
            left_out[entry.id] = f"a part of {_quoted(here[whole])}: already counted there"
        elif base is not None:
            adds[base].append(entry)
        else:
            bases.append(entry)
    found: list[_Base] = []
    for entry in bases:
        base_found = _summed(
            entry,
            adds[entry.id],
            parts,
            elsewhere=elsewhere,
            policy=policy,
            left_out=left_out,
        )
        if base_found is not None:
            found.append(base_found)
    by_root: dict[Root, list[_Base]] = defaultdict(list)
    for item in found:
        by_root[root_of(item.entry.claim, item.entry.original)].append(item)
    voices = _one_voice([_joined(root, items) for root, items in by_root.items()])
    return Said(tuple(_with_other_kinds(s, voices, policy) for s in voices), left_out)


def _with_other_kinds(figure: Stated, voices: Sequence[Stated], policy: Policy) -> Stated:
    """Who counts one kind of the dead alone, with the others whom the report counts.

    "Three officers and five attackers died, police said. A doctor counted four policemen": nine by
    the doctor, for he says nothing of the attackers.
    """
    kind = _kind_of(figure.lead)
    if figure.adds or kind in {None, "unknown"}:
        return figure
    for other in voices:
        members = (other.lead, *other.adds)
        kinds = [_kind_of(m) for m in members]
        if other is figure or kind not in kinds or None in kinds or len(set(kinds)) == 1:
            continue
        rest = [m for m, k in zip(members, kinds, strict=True) if k != kind]
        points = [p for m in rest if (p := counted(m.claim, policy).points) is not None]
        if points and len(points) == len(rest):
            note = "with those of other kinds whom its report counts"
            together = add_points([figure.points, *points])
            return replace(figure, points=together, adds=tuple(rest), note=note)
    return figure


def _kind_of(entry: Entry) -> str | None:
    """The one kind of people that a claim counts: attackers, or their status; None: several."""
    claim = entry.claim
    if claim.includes.attackers and claim.includes.attackers == claim.count.nearest:
        return "attackers"
    return status_of(claim)


def _base_of(entry: Entry, here: Mapping[str, Entry]) -> str | None:
    """The claim to whose figure this one is added in the end; None: it stands for itself."""
    seen = {entry.id}
    at = entry
    while (onto := at.claim.adds_to) is not None and onto in here:
        if onto in seen:
            return None
        at = here[onto]
        seen.add(onto)
    return None if at is entry else at.id


def _summed(
    entry: Entry,
    additions: Sequence[Entry],
    parts: Mapping[str, list[Entry]],
    *,
    elsewhere: frozenset[str],
    policy: Policy,
    left_out: dict[str, str],
) -> _Base | None:
    """A base with its additions; None where the policy counts nothing of either."""
    pieces: list[Points] = []
    kept: list[Entry] = []
    notes: list[str] = []
    both_sides = len({_of_the_enemy(m) for m in (entry, *additions)}) > 1
    for member in (entry, *additions):
        own = counted(member.claim, policy, [p.claim for p in parts.get(member.id, ())])
        if own.points is None:
            left_out[member.id] = own.why
            continue
        piece = _at_least_its_parts(own.points, parts.get(member.id, ()), policy)
        if both_sides and _of_the_enemy(member):
            piece = Points(0, 0, piece.high)
            notes.append("its enemy's dead raise the most alone")
        pieces.append(piece)
        kept.append(member)
        if own.why:
            notes.append(own.why)
    if not pieces:
        return None
    kept.sort(key=_of_the_enemy)  # who counts for the least leads
    points = add_points(pieces)
    whole = entry.claim.part_of or entry.claim.adds_to
    if whole is not None and whole not in elsewhere and whole != entry.id:
        points = replace(points, open_above=True)
        notes.append("it is part of a figure that was set aside, so there were this many or more")
    inside = tuple(part for member in kept for part in parts.get(member.id, ()))
    return _Base(kept[0], points, tuple(kept[1:]), inside, "; ".join(notes))


def _of_the_enemy(entry: Entry) -> bool:
    """Whether somebody speaks of the enemy's dead, which raise the most and nothing else."""
    return last_speaker(entry.claim).stake == "enemy_losses"


def _at_least_its_parts(whole: Points, parts: Sequence[Entry], policy: Policy) -> Points:
    """ "Children were shot ... a boy of ten, a girl of nine and her brother": three or more.

    Single persons add up; a number stands for all of them, since it may hold the single ones.
    """
    if not whole.vague:
        return whole
    own = (counted(part.claim, policy).points for part in parts)
    tops = [p.top for p in own if p is not None and not p.vague]
    least = max([sum(1 for top in tops if top == 1), *tops], default=0)
    if least <= whole.top:
        return whole
    return Points(least, least, least, open_above=True)


def _joined(root: Root, items: Sequence[_Base]) -> Stated:
    """One source's figure from all it is quoted with in one report."""
    by_status: dict[VictimStatus | None, list[_Base]] = defaultdict(list)
    for item in items:
        status = status_of(item.entry.claim)
        by_status[None if status == "unknown" else status].append(item)
    groups = [by_status[s] for s in sorted(s for s in by_status if s is not None)]
    own = [i for i in items if not _of_the_enemy(i.entry)]
    best = _fullest(own or items)
    if len(groups) > 1:
        # civilians and fighters partition the dead: such figures add up
        tops = sorted(map(_fullest, groups), key=lambda t: _of_the_enemy(t.entry))
        both_sides = len({_of_the_enemy(t.entry) for t in tops}) > 1
        together = add_points(
            [
                Points(0, 0, t.points.high) if both_sides and _of_the_enemy(t.entry) else t.points
                for t in tops
            ]
        )
        if not by_status.get(None) or together.top > _fullest(by_status[None]).points.top:
            adds = tuple(e for t in tops for e in (t.entry, *t.adds) if e is not tops[0].entry)
            used = {e.id for e in (tops[0].entry, *adds)}
            return Stated(
                tops[0].entry,
                together,
                root,
                adds,
                tuple(i.entry for i in items if i.entry.id not in used),
                note="civilians and fighters of this report added up",
            )
    others = tuple(i.entry for i in items if i is not best)
    unused_adds = tuple(a for i in items if i is not best for a in i.adds)
    points, note = _up_to(best, own or items)
    most = max(i.points.high for i in items)
    if own and len(own) < len(items) and most > points.high:
        points = replace(points, high=most)
        note = "; ".join(n for n in (note, "its enemy's dead raise the most alone") if n)
    return Stated(best.entry, points, root, best.adds, others + unused_adds, best.parts, note)


def _up_to(best: _Base, items: Sequence[_Base]) -> tuple[Points, str]:
    """ "At least two ... up to seven", both of one source: between two and seven."""
    points = best.points
    ceilings = [i.points.high for i in items if i.points.low is None and i is not best]
    most = min((n for n in ceilings if n > points.high), default=None)
    if points.low is None or points.vague or most is None:
        return points, best.note
    up = f"the same source says up to {most:,}"
    note = "; ".join(n for n in (best.note, up) if n)
    return replace(points, high=most, open_above=False), note


def _fullest(items: Sequence[_Base]) -> _Base:
    """The most complete of several statements of one source: a number before a word, the higher."""

    def rank(item: _Base) -> tuple[bool, bool, bool, int, bool, int]:
        p = item.points
        return (
            not p.vague,
            not p.approximate,
            p.best is not None,
            p.top,
            not p.open_above,
            -item.entry.claim.evidence.start,
        )

    return max(items, key=rank)


def _one_voice(figures: Sequence[Stated]) -> list[Stated]:
    """The report's own figure folded into that of a source it quotes, where the two agree."""
    own = [f for f in figures if f.kind == "report"]
    quoted = sorted(
        (f for f in figures if f.kind != "report"), key=lambda f: (-f.points.top, f.key)
    )
    for figure in own:
        host = next((q for q in quoted if _says_the_same(figure, q.points)), None)
        if host is None:
            quoted.append(figure)
        else:
            more = (figure.lead, *figure.adds, *figure.restated)
            quoted[quoted.index(host)] = replace(host, restated=(*host.restated, *more))
    return sorted(quoted, key=lambda f: f.key)


def _says_the_same(figure: Stated, quoted: Points) -> bool:
    """Whether a report's own figure is its source's, perhaps in looser words.

    "At least 12" and "12 to 19" are bounds that the report sets itself, knowing what it quotes:
    a higher figure of a source leaves them standing.
    """
    own = figure.points
    if quoted.vague and not own.vague:
        return False
    if own.vague:
        return True
    if own.low != own.high:
        return False
    if own.top == quoted.top:
        return True
    bounds = figure.lead.claim.count.shape == "at_least"
    return not bounds and own.top < quoted.top and own.admits(quoted.top)


def _quoted(entry: Entry) -> str:
    return f'"{squeeze(entry.claim.evidence.quote)}"'
