"""The page of measured figures: ``docs/accuracy.md`` shows ``evals/floors.json`` beside the goals.

The tables are made, never typed: a test holds page and figures equal.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from tollbook.errors import UsageError
from tollbook.evals.floors import Floor, Floors, read_floors

FLOORS, GOALS, PAGE = Path("evals/floors.json"), Path("evals/goals.toml"), Path("docs/accuracy.md")
BEGIN, END = "<!-- made by scripts/accuracy -->", "<!-- to here -->"


class Measure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A figure that the page shows.

    :ivar means: of what it is, in words.
    :ivar goal: the least that was promised of it; None: reported only.
    :ivar at_most: the goal is the most, and lower is better.
    """

    key: str
    means: str
    goal: float | None = None
    at_most: bool = False

    def missed_by(self, figure: float) -> bool:
        """Whether a figure falls short of the goal, to the four decimals that are kept."""
        if self.goal is None:
            return False
        return figure > self.goal if self.at_most else figure < self.goal


class Shown(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A suite as the page shows it."""

    name: str
    about: str
    metrics: list[Measure]


class Goals(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What ``evals/goals.toml`` holds."""

    suite: list[Shown]


def read_goals(path: Path) -> list[Shown]:
    """The suites in the order of the page.

    :raises UsageError: where the file is not there or holds anything else.
    """
    try:
        return msgspec.toml.decode(path.read_bytes(), type=Goals).suite
    except (OSError, msgspec.DecodeError) as fault:
        raise UsageError(
            f"the goals cannot be read: {fault}",
            where=str(path),
            next="mend the file: suites with a name, what they are about, and metrics",
        ) from fault


def tables(floors: Floors, shown: Sequence[Shown]) -> str:
    """The page's tables, in Markdown.

    :raises UsageError: where a suite was never measured over all its items (or its kept sample),
        or a figure that the goals name is not among those measured.
    """
    return "\n".join(line for suite in shown for line in _table(floors, suite))


def _table(floors: Floors, suite: Shown) -> Iterator[str]:
    kept = floors.get(suite.name, {})
    over_all, part = kept.get("all"), kept.get("150")
    floor = over_all or part
    if floor is None:
        raise UsageError(
            f"no figures are kept of the suite {suite.name!r}",
            where=str(FLOORS),
            next=f"tollbook eval {suite.name} --floors {FLOORS} --write",
        )
    yield f"### {suite.about} (`{suite.name}`)"
    yield ""
    of = f"{floor.items:,} items" + ("" if over_all else ", a sample")
    yield f"{of}; reader {floor.reader}; data SHA-256 {floor.data_digest[:16]}."
    yield ""
    yield "| measure | key | goal | figure | sample of 150 |"
    yield "|---|---|---|---|---|"
    for measure in suite.metrics:
        figure = _figure(floor, measure, suite)
        goal = "-" if measure.goal is None else _goal(measure)
        missed = " (missed)" if measure.missed_by(figure) else ""
        sample = part.metrics.get(measure.key) if part else None
        beside = "-" if sample is None else _short(sample)
        shown = f"{_short(figure)}{missed}"
        yield f"| {measure.means} | `{measure.key}` | {goal} | {shown} | {beside} |"
    yield ""


def _figure(floor: Floor, measure: Measure, suite: Shown) -> float:
    figure = floor.metrics.get(measure.key)
    if figure is None:
        raise UsageError(
            f"no figure {measure.key!r} is kept of the suite {suite.name!r}",
            where=str(FLOORS),
            next=f"correct the key in {GOALS}, or measure it again",
        )
    return figure


def _goal(measure: Measure) -> str:
    word = "at most " if measure.at_most else ""
    return f"{word}{_short(measure.goal or 0.0, places=2)}"


def _short(figure: float, places: int = 3) -> str:
    """ "0.8066" as ".807"; 1 and 0 keep their digit."""
    text = f"{figure:.{places}f}"
    return text[1:] if text.startswith("0") and figure > 0 else text


def renewed(page: str, made: str) -> str:
    """The page with its tables replaced by those that were made.

    :raises UsageError: where the page lacks the two marks.
    """
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise UsageError(
            "the page has no place for the figures",
            where=str(PAGE),
            next=f"put {BEGIN!r} and {END!r} on lines of their own",
        )
    return f"{before}{BEGIN}\n\n{made}\n{END}{after}"


def main() -> None:
    """Write the figures into the page; run at the project's root."""
    try:
        made = tables(read_floors(FLOORS), read_goals(GOALS))
        PAGE.write_text(renewed(PAGE.read_text("utf-8"), made), "utf-8")
    except (UsageError, OSError) as fault:
        sys.exit(str(fault))


if __name__ == "__main__":
    main()
