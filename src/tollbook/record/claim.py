"""A claim: one asserted harm to people, or an attack, as a report says it."""

from __future__ import annotations

from dataclasses import dataclass, field

from tollbook.record.count import Count
from tollbook.record.report import Mention, SetAside, Span, Statement
from tollbook.record.vocabulary import (
    AgeGroup,
    Harm,
    Modality,
    Scope,
    Sex,
    SpeakerKind,
    Stake,
    Stance,
    Surety,
    VictimStatus,
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """One link of a chain of who told whom, from the report inwards.

    :ivar speaker: as named ("a medic at the hospital"); "report" for the report's own voice.
    :ivar verb: the word that attributes ("said", "according to"); None for the report itself.
    """

    speaker: str
    verb: str | None
    kind: SpeakerKind
    stance: Stance
    stake: Stake
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class VictimGroup:
    """Who was harmed, in the words of the report, on four independent axes.

    :ivar count: how many of this group; None: not said apart from the claim's own count.
    :ivar names: persons named as victims; kept in the book, never published by default.
    """

    text: str
    status: VictimStatus = "unknown"
    role: str | None = None
    sex: Sex = "unknown"
    age: AgeGroup = "unknown"
    count: Count | None = None
    span: Span | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Perpetrator:
    """Who is said to have done it, in the words of the report."""

    text: str
    surety: Surety
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Includes:
    """What the claim's figure contains.

    :ivar attackers: how many of the figure were attackers; None: not said.
    :ivar parts: groups counted inside the figure ("including two police officers").
    """

    attackers: int | None = None
    parts: tuple[VictimGroup, ...] = ()


@dataclass(frozen=True, slots=True)
class Why:
    """Which words and which rule gave one field of a claim."""

    field: str
    rule: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One asserted harm, with its exact words. Made by a reader, never changed after.

    Places and times are words here (spans); what they mean is a Resolution, made elsewhere.

    :ivar count: always there; ``Count.unknown()`` where nothing is said (and for attacks).
    :ivar said_by: the chain of speakers, outermost (the report) first; never empty.
    :ivar area: for a cumulative claim, the words that name the area; None: not said.
    :ivar period: for a cumulative claim, the words that name the period; None: not said.
    :ivar target: what was attacked, where it is no person ("a church").
    :ivar cause: None: direct violence; else execution, crush, custody (died while held), illness,
        natural (of old age, peacefully), accident, disaster or suicide.
    :ivar places: words naming where, from the claim's own clause first.
    :ivar times: words naming when; the first is the claim's own.
    :ivar past: told as background (history, a trial): not today's event.
    :ivar inherited: names of fields taken from an earlier mention.
    :ivar evidence: the words that assert the harm, as short as they can be and still say it.
    :ivar sentence: the sentence's start and end.
    :ivar rule: frame or rule that made it; ``reader``: reader's name and version.
    :ivar repeats: further places in the same report that say the same (headline, lede ...).
    :ivar part_of: id of the claim of this report whose figure already holds these victims
        ("two of the dead were medics"): never added to it.
    :ivar adds_to: id of the claim of this report to whose figure these victims come in
        addition ("another three died in hospital"). Claims of one report that are tied by
        neither are restatements of one figure, or tell of different incidents.
    """

    id: str
    report: str
    harm: Harm
    count: Count
    scope: Scope
    modality: Modality
    said_by: tuple[Speaker, ...]
    evidence: Span
    sentence: tuple[int, int]
    rule: str
    reader: str
    area: Span | None = None
    period: Span | None = None
    victims: tuple[VictimGroup, ...] = ()
    perpetrators: tuple[Perpetrator, ...] = ()
    ordered_by: tuple[str, ...] = ()
    target: str | None = None
    means: tuple[str, ...] = ()
    cause: str | None = None
    places: tuple[Span, ...] = ()
    times: tuple[Span, ...] = ()
    past: bool = False
    includes: Includes = field(default_factory=Includes)
    inherited: tuple[str, ...] = ()
    repeats: tuple[Span, ...] = ()
    part_of: str | None = None
    adds_to: str | None = None
    why: tuple[Why, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether the claim may enter a figure at all: asserted, real, and says a number."""
        return (
            self.modality in ("fact", "reported")
            and self.harm != "attacked"
            and self.count.says_something
            and self.said_by[-1].stance not in ("denies", "retracts")
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one reader found in one report.

    :ivar set_aside: sentences with a trigger that gave no claim, with the reason.
    """

    report: str
    reader: str
    claims: tuple[Claim, ...] = ()
    statements: tuple[Statement, ...] = ()
    mentions: tuple[Mention, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
