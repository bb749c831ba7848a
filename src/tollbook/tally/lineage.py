"""Where a figure goes back to: the last speaker of its chain, an agency, or the outlet itself.

Independence is proven at the primary source only (design.md, "Lineages"): copies, and papers
that quote one official, are one; speakers without a name ("police") may be one and the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tollbook.record import Claim, Report, Speaker
from tollbook.record.vocabulary import SpeakerKind
from tollbook.tally.words import tokens, words

_HEAD = 240  # characters of the body in which an agency signs at the start
_TAIL = 80  # and at the end
_OUTLETS = frozenset({"report", "media"})


@dataclass(frozen=True, slots=True)
class Root:
    """The primary source of one figure, as far as the report tells.

    :ivar name: as printed: "police", "Ministry of Health", "AFP", "Basra Post".
    :ivar words: what identifies it; empty for a speaker without a name.
    :ivar kind: kind of speaker; "report" for an outlet's own voice.
    """

    name: str
    words: frozenset[str]
    kind: SpeakerKind

    @property
    def named(self) -> bool:
        return bool(self.words)


def last_speaker(claim: Claim) -> Speaker:
    """Who the figure comes from: the innermost of the chain."""
    return claim.said_by[-1]


def credited_agency(report: Report) -> str | None:
    """The wire service that a report says it comes from ("BASRA (AFP) -"); None: it names none."""
    known = words()
    body = report.text[report.body_start :]
    for piece in (body[:_HEAD], body[-_TAIL:]):
        found = known.agency_credit.search(piece)
        if found:
            return next(g for g in found.groups() if g)
    return None


def outlet_root(report: Report) -> Root:
    """The outlet's own voice: the agency it credits, else its name, else the report alone."""
    name = credited_agency(report) or report.source
    if name is None:
        return Root(f"report {report.id}", frozenset({report.id}), "report")
    return Root(name, frozenset(tokens(name)) or frozenset({name}), "report")


def root_of(claim: Claim, original: Report) -> Root:
    """The primary source of a claim's figure.

    :param original: the report it stands in, or for a copy the report that was copied.
    """
    speaker = last_speaker(claim)
    if speaker.kind == "report":
        return outlet_root(original)
    known = words()
    said = frozenset(tokens(speaker.speaker))
    if speaker.kind == "media" and said - known.generic_speaker:
        return Root(speaker.speaker, said, speaker.kind)
    if not said - known.generic_speaker:
        # "the health ministry" is made of such words too, but a ministry is one body
        body = said & {"ministry", "department", "union"}
        if body and len(said - known.speaker_noise) > 1:
            return Root(speaker.speaker, said - known.speaker_noise, speaker.kind)
        return Root(speaker.speaker, frozenset(), speaker.kind)
    return Root(speaker.speaker, (said - known.speaker_noise) or said, speaker.kind)


def same_source(a: Root, b: Root) -> bool:
    """Whether two roots are surely one source.

    One speaker's name may hold the other's ("Colonel Salim", "Colonel Hadi Salim"); outlets
    must have the same name ("Post" is not "Basra Post").
    """
    if not a.named or not b.named:
        return False
    if a.kind in _OUTLETS or b.kind in _OUTLETS:
        return a.words == b.words
    return a.words <= b.words or b.words <= a.words


def lineages(roots: Iterable[Root]) -> Mapping[Root, str]:
    """The lineage of each root, as the name of its first-known form.

    Roots whose names hold one another are one; a speaker without a name joins a named one of
    the same kind, else all of that kind are one. The number of different values is the proven
    minimum of independent sources.
    """
    found = sorted(set(roots), key=lambda r: (len(r.words), sorted(r.words), r.kind, r.name))
    heads: list[Root] = []
    lineage: dict[Root, str] = {}
    for root in (r for r in found if r.named):
        head = next((h for h in heads if same_source(h, root)), None)
        if head is None:
            heads.append(root)
            head = root
        lineage[root] = head.name
    by_kind: dict[str, str] = {}
    for head in heads:
        by_kind.setdefault(head.kind, head.name)
    for root in (r for r in found if not r.named):
        lineage[root] = by_kind.get(root.kind, f"{root.kind}, unnamed")
    return lineage


def at_most(told: Iterable[tuple[Root, str]]) -> int:
    """How many independent sources there may be: the possible maximum beside the proven minimum.

    Each different name may be another body, and a speaker without a name another person in each
    report.

    :param told: roots with the id of the report, or for a copy of the one that was copied.
    """
    return len({(r.words, r.kind, "" if r.named else report) for r, report in told})
