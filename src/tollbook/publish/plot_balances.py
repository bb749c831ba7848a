"""The picture of the balances: stated totals against the documented band, over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from tollbook.publish.band import Band, Stated
from tollbook.publish.plot_style import (
    BLUE,
    VERMILLION,
    Form,
    at,
    day_axis,
    foot_words,
    picture,
)
from tollbook.publish.wording import VERDICT, day_in_words, harm_in_words, plural

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PANELS = 3
"""How many groups of totals one picture holds; more would be too small to read."""

_DOCUMENTED, _STATED = BLUE, VERMILLION
# The verdicts have marks of their own: nothing is said by colour alone.
_MARKS = {
    "consistent": "o",
    "incidents_missing": "^",
    "over_documented": "v",
    "undetermined": "s",
    "not_comparable": "D",
    "contradicts_earlier": "X",
}
_NAMED = 24  # letters of a speaker's name beside a mark
_LABELS = 8  # totals with a name beside them in one panel


def plot_balances(bands: Sequence[Band], form: Form, *, policy: str, left_out: int = 0) -> bytes:
    """The picture, the same bytes for the same book and the same matplotlib.

    :param bands: what to draw, one panel each; at least one.
    :param left_out: how many groups of totals are not drawn.
    :raises MissingPart: matplotlib is not installed.
    :raises ValueError: there is nothing to draw.
    """
    if not bands:
        raise ValueError("a picture takes one band or more")

    def draw(figure: Figure) -> None:
        axes = figure.subplots(len(bands), 1, squeeze=False)
        for band, (panel,) in zip(bands, axes, strict=True):
            _panel(panel, band)
        _key(figure)

    more = f"{plural(left_out, 'group')} of totals not drawn." if left_out else ""
    never = "Totals are never added to incidents or to each other."
    size = (8.4, 1.2 + 3.2 * len(bands))
    return picture(form, size, draw, foot=foot_words(policy, never, more))


def _panel(panel: Axes, band: Band) -> None:
    panel.set_title(title(band), loc="left", fontsize=10, fontweight="bold")
    # a day is drawn from its morning to the next, so that a band of one day is seen
    steps = (*band.documented, replace(band.documented[-1], day=_next(band.documented[-1].day)))
    days = [at(step.day) for step in steps]
    panel.fill_between(
        days,
        [step.min for step in steps],
        [step.max for step in steps],
        step="post",
        color=_DOCUMENTED,
        alpha=0.25,
        linewidth=0,
        label="documented here, least to most",
    )
    panel.step(
        days,
        [step.best for step in steps],
        where="post",
        color=_DOCUMENTED,
        linewidth=1.6,
        label="best figures of the incidents surely inside",
    )
    for verdict, mark in _MARKS.items():
        mine = [s for s in band.stated if s.verdict == verdict]
        if mine:
            panel.scatter(
                [at(s.day) for s in mine],
                [_height(s) for s in mine],
                marker=mark,
                s=34,
                color=_STATED,
                edgecolor="black",
                linewidth=0.5,
                zorder=3,
                label=f"stated: {VERDICT[verdict]}",
            )
    for stated in band.stated:
        _bounds(panel, stated)
    top = max([*(step.max for step in band.documented), *(_height(s) for s in band.stated), 1])
    panel.set_ylim(0, top * 1.25)
    shown = [step.day for step in steps] + [s.day for s in band.stated]
    day_axis(panel, min(shown), max(shown))
    _names(panel, band, top)
    panel.set_ylabel(f"people {harm_in_words(band.harm)}")
    panel.grid(axis="y", color="#dddddd", linewidth=0.6)
    panel.set_axisbelow(True)


def title(band: Band) -> str:
    """What a panel shows: "Killed in Iraq since 1 Oct 2019: 5 totals stated, 9 incidents ..."."""
    who = f" ({', '.join(band.only)} only)" if band.only else ""
    where = f" in {band.area}" if band.area else ", area not said"
    since = f" since {day_in_words(band.start)}" if band.start else ""
    return (
        f"{harm_in_words(band.harm).capitalize()}{who}{where}{since}: "
        f"{plural(len(band.stated), 'total')} stated, {plural(band.incidents, 'incident')} inside"
    )


def _height(stated: Stated) -> int:
    """Where the mark stands: at the least stated, else at the most."""
    return stated.low if stated.low is not None else stated.high or 0


def _bounds(panel: Axes, stated: Stated) -> None:
    """A line to the most; an arrow where more may be meant ("more than 300")."""
    low = _height(stated)
    if stated.high is None:
        panel.annotate(
            "",
            xy=(at(stated.day), low),
            xytext=(0, 16),
            textcoords="offset points",
            arrowprops={"arrowstyle": "<-", "color": _STATED, "linewidth": 1},
        )
    elif stated.high > low:
        panel.vlines(at(stated.day), low, stated.high, color=_STATED, linewidth=1)


def _names(panel: Axes, band: Band, top: int) -> None:
    """Who said it, beside the mark; names too near the last one are left out, not overprinted."""
    left, right = panel.get_xlim()
    last: float | None = None
    for stated in sorted(band.stated, key=_height, reverse=True)[:_LABELS]:
        height = _height(stated)
        if last is not None and last - height < top * 0.07:
            continue
        last = height
        name = stated.speaker
        name = name if len(name) <= _NAMED else f"{name[: _NAMED - 1].rstrip()}…"
        early = at(stated.day) < left + (right - left) / 2
        panel.annotate(
            name,
            xy=(at(stated.day), height),
            xytext=(8 if early else -8, -3),
            textcoords="offset points",
            ha="left" if early else "right",
            fontsize=7.5,
        )


def _next(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def _key(figure: Figure) -> None:
    """One key for all panels, each mark once."""
    found: dict[str, Artist] = {}
    for panel in figure.axes:
        for handle, label in zip(*panel.get_legend_handles_labels(), strict=True):
            found.setdefault(label, handle)
    figure.legend(
        found.values(),
        found.keys(),
        loc="outside upper left",
        ncols=2,
        fontsize=7.5,
        frameon=False,
    )
