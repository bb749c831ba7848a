"""The picture of the sources: who tells of it, what is copied, how many are independent."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tollbook.publish.plot_style import BLUE, GREEN, ORANGE, Form, foot_words, picture
from tollbook.publish.spared import Spared
from tollbook.publish.wording import plural
from tollbook.record.vocabulary import Harm
from tollbook.view import View

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST = 18
"""Outlets drawn; the rest are added up in one bar."""
_UNKNOWN = "outlet not known"
_NAMED = 34  # letters of an outlet's name


@dataclass(frozen=True, slots=True)
class Outlet:
    """Reports of one outlet that tell of an incident.

    :ivar own: reports that copy none; ``copies``: the others.
    """

    name: str
    own: int
    copies: int

    @property
    def reports(self) -> int:
        return self.own + self.copies


@dataclass(frozen=True, slots=True)
class Sources:
    """Outlets, most reports first; and incidents by their independent sources.

    :ivar lineages: number of independent sources proven -> incidents with a toll of this harm.
    """

    harm: Harm
    outlets: tuple[Outlet, ...]
    lineages: dict[int, int]


def sources_of(view: View, harm: Harm) -> Sources:
    """Who tells of the incidents with a toll of this harm."""
    incidents = [(i, t) for i in view.incidents if (t := i.toll(harm)) is not None]
    reports = {r.id: r for i, _ in incidents for r in view.reports_of(i)}
    spared = Spared(view)
    own: Counter[str] = Counter()
    copies: Counter[str] = Counter()
    for report in reports.values():
        name = spared.outlet(report) or _UNKNOWN  # who told a recorder is no outlet
        (copies if report.id in view.copies else own)[name] += 1
    outlets = [Outlet(name, own[name], copies[name]) for name in own | copies]
    return Sources(
        harm,
        tuple(sorted(outlets, key=lambda o: (o.name == _UNKNOWN, -o.reports, o.name))),
        dict(sorted(Counter(toll.lineages for _, toll in incidents).items())),
    )


def title(sources: Sources) -> str:
    """What it shows: "18 reports by 6 outlets, 2 of them copies, tell of 5 incidents"."""
    reports = sum(o.reports for o in sources.outlets)
    copies = sum(o.copies for o in sources.outlets)
    incidents = plural(sum(sources.lineages.values()), "incident")
    copied = f", {copies:,} of them copies," if copies else ""
    told = "tells" if reports == 1 else "tell"
    outlets = plural(len(sources.outlets), "outlet")
    return f"{plural(reports, 'report')} by {outlets}{copied} {told} of {incidents}"


def plot_sources(sources: Sources, form: Form, *, policy: str) -> bytes:
    """The picture, the same bytes for the same book and the same matplotlib.

    :raises MissingPart: matplotlib is not installed.
    :raises ValueError: there is nothing to draw.
    """
    if not sources.outlets:
        raise ValueError("a picture of sources takes one report or more")
    shown = list(sources.outlets[:MOST])
    rest = sources.outlets[MOST:]
    if rest:
        shown.append(
            Outlet(f"{len(rest):,} others", sum(o.own for o in rest), sum(o.copies for o in rest))
        )

    def draw(figure: Figure) -> None:
        left, right = figure.subplots(1, 2, width_ratios=(3, 2))
        figure.suptitle(title(sources), x=0.01, ha="left", fontsize=10, fontweight="bold")
        _outlets(left, shown)
        _lineages(right, sources)

    foot = foot_words(policy, "Independent: proven to go back to sources of their own; a minimum.")
    return picture(form, (8.4, 1.9 + 0.26 * max(len(shown), 7)), draw, foot=foot)


def _outlets(panel: Axes, outlets: list[Outlet]) -> None:
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415 - optional and slow to load

    names = [o.name if len(o.name) <= _NAMED else f"{o.name[: _NAMED - 1]}…" for o in outlets]
    places = range(len(outlets))
    panel.barh(places, [o.own for o in outlets], color=BLUE, label="own reports", height=0.7)
    if any(o.copies for o in outlets):
        panel.barh(
            places,
            [o.copies for o in outlets],
            left=[o.own for o in outlets],
            color=ORANGE,
            hatch="///",
            edgecolor="white",
            linewidth=0,
            height=0.7,
            label="copies of another's words",
        )
    for place, outlet in zip(places, outlets, strict=True):
        panel.text(outlet.reports, place, f" {outlet.reports:,}", va="center", fontsize=7.5)
    panel.set_yticks(places, names, fontsize=8)
    panel.invert_yaxis()
    panel.set_xlim(0, max(o.reports for o in outlets) * 1.15)
    panel.xaxis.set_major_locator(MaxNLocator(integer=True))
    panel.set_title("Reports by outlet", loc="left", fontsize=8.5)
    panel.legend(loc="lower right", fontsize=7.5, frameon=False)
    panel.tick_params(axis="y", length=0)


def _lineages(panel: Axes, sources: Sources) -> None:
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415 - optional and slow to load

    numbers = sources.lineages
    grouped = {str(n): count for n, count in numbers.items() if n < 5}
    many = sum(count for n, count in numbers.items() if n >= 5)
    if many:
        grouped["5 or more"] = many
    places = range(len(grouped))
    panel.bar(places, list(grouped.values()), color=GREEN, width=0.65)
    for place, count in zip(places, grouped.values(), strict=True):
        panel.text(place, count, f"{count:,}", ha="center", va="bottom", fontsize=8)
    panel.set_xticks(places, list(grouped))
    panel.set_ylim(0, max(grouped.values()) * 1.2)
    panel.yaxis.set_major_locator(MaxNLocator(integer=True))
    panel.set_xlabel("independent sources", fontsize=8)
    panel.set_title("Incidents by independent sources", loc="left", fontsize=8.5)
