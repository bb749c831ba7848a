"""How all pictures look: colours that any eye can tell apart, the same bytes for the same book."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from tollbook.errors import MissingPart
from tollbook.publish.document import NOTICE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Form = Literal["svg", "png"]

# Okabe and Ito's colours, which people with any kind of colour blindness can tell apart. Nothing
# is said by colour alone: marks, hatches and words say it too.
BLUE: Final = "#0072B2"
VERMILLION: Final = "#D55E00"
ORANGE: Final = "#E69F00"
GREEN: Final = "#009E73"
SKY: Final = "#56B4E9"
GREY: Final = "#8c8c8c"
LAND: Final = "#f3f1ec"
LINE: Final = "#b9b4a8"

_STYLE = {
    "svg.hashsalt": "tollbook",
    "svg.fonttype": "path",
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "hatch.linewidth": 0.6,
}


def picture(
    form: Form, size: tuple[float, float], draw: Callable[[Figure], None], *, foot: str
) -> bytes:
    """A picture of that size in inches, drawn by ``draw``, with a line of words below.

    :raises MissingPart: matplotlib is not installed.
    """
    try:
        import matplotlib as mpl  # noqa: PLC0415 - optional and slow to load
        from matplotlib.figure import Figure  # noqa: PLC0415
    except ImportError as fault:
        raise MissingPart(
            "plots need matplotlib, which is not installed",
            value="matplotlib",
            where="this Python's packages",
            next='pip install "tollbook[plots]"',
        ) from fault
    with mpl.rc_context(_STYLE):
        figure = Figure(figsize=size, layout="constrained")
        draw(figure)
        figure.supxlabel(foot, fontsize=7, x=0.01, ha="left", color="#444444")
        out = io.BytesIO()
        nothing = {"Date": None} if form == "svg" else {"Software": None}
        figure.savefig(out, format=form, dpi=150, metadata=nothing)
    return out.getvalue()


def foot_words(policy: str, *more: str) -> str:
    """The line below: by which policy, and that it is a floor."""
    return " ".join([f"By policy {policy}; {NOTICE}.", *(words for words in more if words)])


def at(day: date) -> float:
    """Where a day stands on the axis: days since 1 January 1970, as matplotlib counts."""
    return float(day.toordinal() - date(1970, 1, 1).toordinal())


def day_axis(panel: Axes, first: date, last: date) -> None:
    """Days along the bottom, with some room on either side."""
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter  # noqa: PLC0415

    locator = AutoDateLocator(interval_multiples=True)
    panel.xaxis.set_major_locator(locator)
    panel.xaxis.set_major_formatter(ConciseDateFormatter(locator))
    around = max((at(last) - at(first)) * 0.05, 3.0)
    panel.set_xlim(at(first) - around, at(last) + around)
