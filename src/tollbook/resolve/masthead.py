"""The name of an outlet behind a headline ("... - WXYZ.com-Kut"), with the towns that it is for."""

from __future__ import annotations

import re

from tollbook.record import Report

_SEPARATOR = r"(?: [-|:\u2013\u2014\u00ab\u00bb]+ | :: )"
_MASTHEAD = re.compile(
    rf"{_SEPARATOR}(?=(?:(?!{_SEPARATOR})[^\n])*?(?:\.com\b|\b[Nn]ews\b|\bTV\b|\bWeather\b|\bRadio\b"
    rf"|\b[KW][A-Z]{{2,3}}\b))[^\n]*$"
)
"""The name of an outlet behind a headline, with the towns that it is for ("... - WXYZ.com-Kut")."""

_OUTLET = re.compile(r"(?: [-|:\u2013\u2014]+ | :: )[^-|\n]*$")


def headline_and_masthead(report: Report) -> tuple[int, range]:
    """Where the headline proper ends, and the offsets of the outlet's name with its towns; an
    empty range where none is told from the headline."""
    end = max(0, report.body_start - 2)
    masthead = _MASTHEAD.search(report.text, 0, end)
    behind = masthead or _OUTLET.search(report.text, 0, end)
    return (
        behind.start() if behind else end,
        range(masthead.start(), end) if masthead else range(0),
    )
