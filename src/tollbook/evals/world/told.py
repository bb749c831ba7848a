"""What a world's outlets tell: articles, before they are rendered as claims or as texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tollbook.evals.world.truth import Happening
from tollbook.record import Count, Place
from tollbook.record.vocabulary import Harm, SpeakerKind, Stake, Stance

DayGiven = Literal["day", "days", "none"]
PlaceGiven = Literal["quarter", "town", "province", "none"]


@dataclass(frozen=True, slots=True)
class Source:
    """Somebody who counts.

    :ivar key: who it truly is; two of one key are one source, however they are called.
    :ivar words: as reports call it ("the health ministry"); an outlet's or agency's own name.
    :ivar kind: "report" for an outlet or agency that speaks for itself.
    :ivar named: a body or person; False: anybody of its kind ("police").
    """

    key: str
    words: str
    kind: SpeakerKind
    named: bool = True
    stake: Stake = "third_party"

    @property
    def credible(self) -> bool:
        """Whether it sees the truth, but for the world's stated errors, and gains nothing."""
        return self.stake != "enemy_losses"


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What one article says of one incident, from one source.

    :ivar counts: the number for each harm, as it is put.
    :ivar settled: given after the early days (:attr:`Knobs.early_low` no longer applies).
    :ivar fighters: how many of the dead it says were fighters; None: it does not say.
    :ivar stance: "denies": the source says that nobody was; "retracts": an outlet takes its own
        number back. Neither counts anywhere.
    :ivar role: what it calls the victims; None: people.
    """

    happening: Happening
    source: Source
    counts: tuple[tuple[Harm, Count], ...]
    day: DayGiven
    place: PlaceGiven
    settled: bool
    fighters: int | None = None
    stance: Stance = "asserts"
    role: str | None = None

    @property
    def asserts(self) -> bool:
        return self.stance == "asserts"


@dataclass(frozen=True, slots=True, eq=False)
class Stated:
    """A running total as a speaker gives it.

    :ivar until: None: to the day it is given.
    """

    number: int
    speaker: Source
    harm: Harm
    count: Count
    area: Place
    since: date
    until: date | None
    given: date

    @property
    def last_day(self) -> date:
        return self.until or self.given


@dataclass(frozen=True, slots=True, eq=False)
class Article:
    """One report.

    :ivar credit: the agency it names as its source; None: it names none.
    :ivar copy_of: number of the article whose text it repeats; None: its own text.
    """

    number: int
    outlet: str
    published: date
    country: Place
    told: tuple[Told, ...] = ()
    totals: tuple[Stated, ...] = ()
    credit: str | None = None
    copy_of: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """All that is true of a world and all that its outlets say.

    :ivar happenings: by their numbers.
    :ivar articles: in order of publication, numbered from 0; copies come after what they copy.
    :ivar totals: every running total once, by its number.
    """

    seed: int
    happenings: Sequence[Happening]
    articles: Sequence[Article]
    totals: Sequence[Stated]

    def tellings_of(self) -> dict[int, list[Told]]:
        """Happening's number -> everything that is told of it, copies' repetitions left out."""
        found: dict[int, list[Told]] = {}
        for article in self.articles:
            if article.copy_of is None:
                for told in article.told:
                    found.setdefault(told.happening.number, []).append(told)
        return found
