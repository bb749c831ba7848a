"""Titles of other videos that pages print with their running times: "1:21 Two shot at a fair".

Each is of another story. Times that rise or fall are those of a day told by the hour, and stay.
"""

from __future__ import annotations

import re

_TITLE = re.compile(r"(?m)^(\d{1,2}):(\d\d) (?=[\"'\u2018\u201c]?[A-Z0-9])([^\n]{8,140})$")
_ENDS = re.compile(r"[.;,:]$")
_FEWEST = 3


def video_titles(text: str, body_start: int = 0) -> frozenset[int]:
    """Where the lines that are titles of videos start; empty: there is no list of them.

    :param body_start: no line of the headline is one.
    """
    lines = [m for m in _TITLE.finditer(text, body_start) if not _ENDS.search(m[3].rstrip())]
    if len(lines) < _FEWEST:
        return frozenset()
    times = [60 * int(m[1]) + int(m[2]) for m in lines]
    if times in (sorted(times), sorted(times, reverse=True)):
        return frozenset()
    return frozenset(m.start() for m in lines)
