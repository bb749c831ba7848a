"""Numbers as they were said: bounds and a best value, none of them guessed.

The table of shapes (design.md, "Numbers from words"):

=================================  ====  ====  ====
words                              low   best  high
=================================  ====  ====  ====
12, twelve, a man, two and a third 12    12    12
over / more than 180               181   None  None
at least 12, 12 or more            12    None  None
up to 20                           None  None  20
fewer than 20                      None  None  19
about 50                           None  50    None
nearly 50                          None  49    49
between 5 and 7, 5-7, five or six  5     None  7
several, dozens; a bare plural     2     None  None
killed, no number, one or more     1     None  None
no one was killed                  0     0     0
"no reports of casualties"         None  None  None
=================================  ====  ====  ====

``None`` means unknown, never zero and never a guess.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tollbook.record.vocabulary import Shape


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people, with the words it was read from.

    :ivar low: the least the words allow, in people; None: they set no floor.
    :ivar best: the number the words give as likely; None: they give none.
    :ivar high: the most the words allow; None: they set no ceiling.
    :ivar shape: how the number was put.
    :ivar raw: the words, as they stand in the report ("" where inferred from none).
    :raises ValueError: for a negative number or bounds out of order.
    """

    low: int | None
    best: int | None
    high: int | None
    shape: Shape
    raw: str = ""

    def __post_init__(self) -> None:
        known = [n for n in (self.low, self.best, self.high) if n is not None]
        if any(n < 0 for n in known) or known != sorted(known):
            raise ValueError(f"a count must have 0 <= low <= best <= high, not {self}")

    @classmethod
    def exact(cls, n: int, raw: str = "") -> Count:
        return cls(n, n, n, "zero" if n == 0 else "exact", raw)

    @classmethod
    def at_least(cls, n: int, raw: str = "") -> Count:
        return cls(n, None, None, "at_least", raw)

    @classmethod
    def more_than(cls, n: int, raw: str = "") -> Count:
        """ "over 180" is 181 or more: people are whole."""
        return cls(n + 1, None, None, "more_than", raw)

    @classmethod
    def at_most(cls, n: int, raw: str = "") -> Count:
        return cls(None, None, n, "at_most", raw)

    @classmethod
    def less_than(cls, n: int, raw: str = "") -> Count:
        return cls(None, None, max(n - 1, 0), "less_than", raw)

    @classmethod
    def about(cls, n: int, raw: str = "") -> Count:
        return cls(None, n, None, "about", raw)

    @classmethod
    def nearly(cls, n: int, raw: str = "") -> Count:
        """ "nearly 50" says that 50 was not reached."""
        return cls(None, max(n - 1, 0), max(n - 1, 0), "nearly", raw)

    @classmethod
    def between(cls, a: int, b: int, raw: str = "") -> Count:
        """A range in either order; equal ends are an exact number."""
        low, high = sorted((a, b))
        return cls.exact(low, raw) if low == high else cls(low, None, high, "range", raw)

    @classmethod
    def vague(cls, raw: str) -> Count:
        """ "several", "dozens", "hundreds": a plural and no more; the word is kept in ``raw``."""
        return cls(2, None, None, "vague", raw)

    @classmethod
    def plural(cls, raw: str = "") -> Count:
        """A bare plural ("protesters were killed")."""
        return cls(2, None, None, "plural", raw)

    @classmethod
    def some(cls, raw: str = "") -> Count:
        """Killed, with no number at all: one or more."""
        return cls(1, None, None, "some", raw)

    @classmethod
    def not_reported(cls, raw: str = "") -> Count:
        """ "no immediate reports of casualties": says nothing about how many; enters nothing."""
        return cls(None, None, None, "not_reported", raw)

    @classmethod
    def unknown(cls, raw: str = "") -> Count:
        return cls(None, None, None, "unknown", raw)

    @property
    def is_exact(self) -> bool:
        return self.low is not None and self.low == self.best == self.high

    @property
    def says_something(self) -> bool:
        """Whether the words bound the number at all."""
        return (self.low, self.best, self.high) != (None, None, None)

    @property
    def quantified(self) -> bool:
        """Whether the words give a number, or a bound of one; "several" gives none."""
        return self.shape not in ("plural", "vague", "some", "unknown", "not_reported")

    @property
    def nearest(self) -> int | None:
        """The number the words come nearest to: best, else a stated ceiling, else the floor."""
        if self.best is None and self.shape in ("at_most", "less_than"):
            return self.high
        return next((n for n in (self.best, self.low, self.high) if n is not None), None)

    @property
    def positive(self) -> bool:
        """Whether the words say that somebody was harmed."""
        return any(n is not None and n > 0 for n in (self.low, self.best, self.high))

    def in_words(self) -> str:
        """The figure as it is printed for people; never hides an open end."""
        if self.is_exact:
            return f"{self.low:,}"
        match self.shape:
            case "about":
                return f"about {self.best:,}"
            case "not_reported" | "unknown":
                return "not stated"
            case _:
                pass
        if self.low is not None and self.high is not None:
            return f"{self.low:,} to {self.high:,}"
        if self.low is not None:
            return f"{self.low:,} or more"
        if self.high is not None:
            return f"up to {self.high:,}"
        return "not stated"


def _sum(values: Iterable[int | None]) -> int | None:
    total = 0
    for value in values:
        if value is None:
            return None
        total += value
    return total


def add_counts(parts: Iterable[Count], raw: str = "") -> Count:
    """The count of several disjoint groups together ("two brothers and their cousin").

    An unknown bound of one part makes that bound of the sum unknown, except that a part
    with no floor still adds at least nothing: the floor is the sum of the known floors.

    :raises ValueError: for no parts.
    """
    parts = tuple(parts)
    if not parts:
        raise ValueError("cannot add up no counts")
    if len(parts) == 1:
        return parts[0]
    low = sum(p.low or 0 for p in parts) if any(p.low is not None for p in parts) else None
    best = _sum(p.best for p in parts)
    high = _sum(p.high for p in parts)
    if low is not None and low == best == high:
        return Count.exact(low, raw)
    if best is not None and low is not None and best < low:
        best = None
    if low is not None and high is not None:
        return Count(low, best, high, "range", raw)
    if low is not None:
        return Count(low, best, high, "at_least", raw)
    return Count(low, best, high, "about" if best is not None else "at_most", raw)
