"""The picture of the timeline: documented harm by day, week or month, and added up."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING

from tollbook.publish.plot_style import BLUE, SKY, Form, at, day_axis, foot_words, picture
from tollbook.publish.timeline import Bar, Timeline
from tollbook.publish.wording import day_in_words, harm_in_words, plural

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_NAMED = 6  # bars with their figures written over them


def plot_timeline(line: Timeline, form: Form, *, policy: str) -> bytes:
    """The picture, the same bytes for the same book and the same matplotlib.

    :raises MissingPart: matplotlib is not installed.
    :raises ValueError: there is nothing to draw.
    """
    if not line.all:
        raise ValueError("a timeline takes one dated incident or more")

    def draw(figure: Figure) -> None:
        upper, lower = figure.subplots(2, 1, height_ratios=(3, 2), sharex=True)
        _bars(upper, line)
        _added(lower, line)
        day_axis(lower, min(b.start for b in line.all), max(b.end for b in line.all))
        figure.legend(
            *upper.get_legend_handles_labels(),
            loc="outside upper left",
            ncols=3,
            fontsize=7.5,
            frameon=False,
        )

    undated = f"{plural(line.undated, 'incident')} without known days not drawn." * (
        line.undated > 0
    )
    more = "An arrow says: or more." * any(bar.open_above for bar in line.all)
    return picture(form, (8.4, 5.6), draw, foot=foot_words(policy, more, undated))


def title(line: Timeline) -> str:
    """What it shows: "Killed by day: 79 to 86 or more, best 86, documented in 5 incidents, ..."."""
    best, least = sum(b.best for b in line.all), sum(b.min for b in line.all)
    most = sum(b.max for b in line.all)
    first, last = min(b.start for b in line.all), max(b.end for b in line.all)
    incidents = plural(sum(b.incidents for b in line.all), "incident")
    figure = f"{best:,}" if least == best == most else f"{least:,} to {most:,}"
    figure += " or more" if any(b.open_above for b in line.all) else ""
    figure += "" if least == best == most else f", best {best:,},"
    when = (
        day_in_words(first) if first == last else f"{day_in_words(first)} to {day_in_words(last)}"
    )
    harm = harm_in_words(line.harm).capitalize()
    return f"{harm} by {line.width}: {figure} documented in {incidents}, {when}"


def _bars(panel: Axes, line: Timeline) -> None:
    panel.set_title(title(line), loc="left", fontsize=10, fontweight="bold")
    for bars, label, look in (
        (line.wide, f"best figure, on days of more than one {line.width}",
         {"color": SKY, "alpha": 0.45, "hatch": "///", "edgecolor": BLUE, "linewidth": 0.5}),
        (line.bars, f"best figure of the {line.width}", {"color": BLUE}),
    ):  # fmt: skip
        if bars:
            panel.bar(
                [at(b.start) for b in bars],
                [b.best for b in bars],
                width=[(b.end - b.start).days + 0.9 for b in bars],
                align="edge",
                label=label,
                **look,
            )
    _ranges(panel, line)
    top = max(max(b.max, b.best) for b in line.all)
    panel.set_ylim(0, top * 1.25 or 1)
    for bar in sorted(line.all, key=lambda b: -b.best)[:_NAMED]:
        words = f"{bar.best:,}" if bar.min == bar.max else f"{bar.min:,}–{bar.max:,}"
        words += " or more" if bar.open_above else ""
        panel.annotate(
            words,
            (_middle(bar), max(bar.max, bar.best)),
            (0, 13 if bar.open_above else 3),
            textcoords="offset points",
            ha="center",
            fontsize=7.5,
        )
    panel.set_ylabel(f"people {harm_in_words(line.harm)}")
    panel.grid(axis="y", color="#dddddd", linewidth=0.6)
    panel.set_axisbelow(True)


def _ranges(panel: Axes, line: Timeline) -> None:
    """From least to most; an arrow where more is said."""
    ranged = [b for b in line.all if b.min != b.max]
    if ranged:
        panel.errorbar(
            [_middle(b) for b in ranged],
            [b.best for b in ranged],
            yerr=[[b.best - b.min for b in ranged], [b.max - b.best for b in ranged]],
            fmt="none",
            ecolor="black",
            elinewidth=1.2,
            capsize=2.5,
            label="least to most stated",
            zorder=3,
        )
    for bar in line.all:
        if bar.open_above:
            panel.annotate(
                "",
                (_middle(bar), bar.max),
                (0, 12),
                textcoords="offset points",
                arrowprops={"arrowstyle": "<-", "color": "black", "linewidth": 1},
            )


def _middle(bar: Bar) -> float:
    return at(bar.start) + ((bar.end - bar.start).days + 0.9) / 2


def _added(panel: Axes, line: Timeline) -> None:
    """What is documented by the end of a day: the least is sure by then, the most may be."""
    changes: dict[date, list[int]] = {}
    for bar in line.all:
        changes.setdefault(bar.start, [0, 0, 0])[2] += bar.max
        late = changes.setdefault(bar.end, [0, 0, 0])
        late[0] += bar.min
        late[1] += bar.best
    days = sorted(changes)
    least, best, most = (list(accumulate(changes[d][n] for d in days)) for n in range(3))
    ends = [*(at(d) for d in days), at(days[-1] + timedelta(1))]
    panel.fill_between(
        ends,
        [*least, least[-1]],
        [*most, most[-1]],
        step="post",
        color=BLUE,
        alpha=0.25,
        linewidth=0,
    )
    panel.step(ends, [*best, best[-1]], where="post", color=BLUE, linewidth=1.6)
    panel.set_title("Added up: least to most (band) and best (line)", loc="left", fontsize=8.5)
    panel.set_ylim(0, max(most) * 1.15 or 1)
    panel.grid(axis="y", color="#dddddd", linewidth=0.6)
