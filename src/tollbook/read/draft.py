"""A claim in the making: what the frames found in one sentence, before the report is read whole."""

from __future__ import annotations

from dataclasses import dataclass

from tollbook.read.people import Kind
from tollbook.record import Count, Perpetrator, Span, Speaker, VictimGroup, Why
from tollbook.record.vocabulary import Harm, Modality, Scope

PUT_RIGHT = "put right"
"""At the end of a rule: the figure takes the place of one that its speaker gave before."""


@dataclass(frozen=True, slots=True)
class Draft:
    """As a Claim, with what the merger needs to see whether two drafts say the same.

    :ivar order: place among the drafts of the report, and what ``part_of`` and ``adds_to`` name.
    :ivar kind: how the victims are introduced; :ivar heads: their head nouns, lower case.
    :ivar years: the victims' ages as told ("a 12-year-old", "Ali, 24,").
    :ivar contrasts: told as others than those of another harm just before ("one died; five others
        were hurt"), so perhaps not as more than others of its own harm.
    :ivar pattern: the frame's pattern; :ivar headline: told in the headline.
    :ivar besides: told with an "also".
    :ivar sequel: told of a further attack, later than those told before.
    :ivar separate: told of another event than those told before ("in a separate incident").
    :ivar inherited: claim fields taken from an earlier mention.
    :ivar own: told in the report's own voice, in one of its tellings.
    :ivar named_beside: where those of ``places`` start that do not say where the harm was: where
        the harmed were taken, where somebody is from, whose officers came.
    :ivar said_in: where those start that "in" or "near" stands before.
    :ivar lowered: without those of its figure who died later.
    :ivar section: which heading of a day it stands under, from 1; 0: none, or its words say another
        day.
    :ivar days_above: the day that its paragraph gave before, where it names none itself.
    :ivar places_above: the place of the deed that its paragraph told before, where it has none.
    :ivar before_it: of an event before the one that its sentence tells ("a day after two died").
    :ivar early: told as a first count, which others replace ("initially", "so far").
    """

    order: int
    harm: Harm
    count: Count
    kind: Kind
    heads: frozenset[str]
    names: tuple[str, ...]
    additional: bool
    partitive: bool
    attackers: int | None
    victims: tuple[VictimGroup, ...]
    parts: tuple[VictimGroup, ...]
    scope: Scope
    modality: Modality
    said_by: tuple[Speaker, ...]
    evidence: Span
    sentence: tuple[int, int]
    sentence_index: int
    paragraph: tuple[int, int]
    headline: bool
    rule: str
    pattern: str
    perpetrators: tuple[Perpetrator, ...] = ()
    ordered_by: tuple[str, ...] = ()
    target: str | None = None
    means: tuple[str, ...] = ()
    cause: str | None = None
    places: tuple[Span, ...] = ()
    times: tuple[Span, ...] = ()
    area: Span | None = None
    period: Span | None = None
    past: bool = False
    besides: bool = False
    sequel: bool = False
    separate: bool = False
    inherited: tuple[str, ...] = ()
    repeats: tuple[Span, ...] = ()
    part_of: int | None = None
    years: frozenset[int] = frozenset()
    contrasts: bool = False
    adds_to: int | None = None
    own: bool = False
    named_beside: frozenset[int] = frozenset()
    said_in: frozenset[int] = frozenset()
    early: bool = False
    lowered: bool = False
    section: int = 0
    days_above: frozenset[str] = frozenset()
    places_above: tuple[Span, ...] = ()
    before_it: bool = False
    why: tuple[Why, ...] = ()

    @property
    def n(self) -> int | None:
        """The number the words come nearest to; None: they give none."""
        return self.count.nearest

    @property
    def quantified(self) -> bool:
        """Whether the words give a number, or a bound of one."""
        return self.count.quantified

    @property
    def points_back(self) -> bool:
        """Whether it only points at dead already told of ("those killed", "the victims")."""
        return (
            not self.quantified
            and self.count.positive
            and (self.kind in {"definite", "pronoun"} or self.partitive)
        )
