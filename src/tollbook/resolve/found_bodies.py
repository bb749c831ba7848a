"""The day a body was found, kept apart from the day of death.

"The body of a teacher abducted on Monday was found on Friday": she died between the two. Where
nothing says when the dead were last alive, the day of finding is the latest day only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tollbook.record import Span

_FIND = r"(?:found|discovered|recovered|exhumed|unearthed|retrieved|washed (?:up|ashore)|turned up)"
_BODY = r"(?:bod(?:y|ies)|corpses?|remains|mass graves?)"
_BODY_FOUND = re.compile(
    rf"\b{_BODY}\b[^.;]{{0,140}}?\b(?:was|were|been|being|are|is|,|had|have) (?:\w+ )?{_FIND}\b"
    rf"|\b{_BODY} (?:later )?(?:found|discovered|recovered|unearthed)\b"
    rf"|\b{_BODY} (?:washed|turned) (?:up|ashore)\b"
    rf"|\b(?:{_FIND}|finds?|discovers?|recovers?)\b (?:[\w,-]+ ){{0,6}}?{_BODY}\b",
    re.IGNORECASE,
)
_KINDS = (
    ("found", re.compile(rf"\b(?:{_FIND}|finds?|discovers?|recovers?)\b", re.IGNORECASE)),
    (
        "alive",
        re.compile(
            r"\b(?:abducted|kidnapp?ed|seized|detained|taken|disappear(?:ed|ance)|missing|vanished"
            r"|last seen|captured|snatched|arrested|abduction|kidnapp?ing|left (?:home|work))\b",
            re.IGNORECASE,
        ),
    ),
    (
        "died",
        re.compile(
            r"\b(?:killed|shot|died|executed|murdered|slain|stabbed|beheaded|strangled|drowned"
            r"|attack(?:ed)?|clash(?:es)?|fighting|bombing|blast|raid|strike|airstrike|shooting)\b",
            re.IGNORECASE,
        ),
    ),
)
_AFTER = 15  # words after a time count as so many characters farther


def body_days(
    text: str, sentence: tuple[int, int], spans: Sequence[Span]
) -> tuple[Span | None, Span | None]:
    """The day of finding and the day last alive, as a sentence about a found body gives them.

    :param spans: the times of the sentence.
    :returns: None, None where it tells of no finding, or says when they died.
    """
    if _BODY_FOUND.search(text, *sentence) is None:
        return None, None
    kinds = {span: _kind(text, sentence, span) for span in spans}
    if "died" in kinds.values():
        return None, None
    found = next((s for s, kind in kinds.items() if kind == "found"), None)
    alive = next((s for s, kind in kinds.items() if kind == "alive"), None)
    return found, alive


def _kind(text: str, sentence: tuple[int, int], span: Span) -> str:
    """The kind of the nearest verb; "" where there is none."""
    best, nearest = "", 10_000
    for kind, cue in _KINDS:
        for match in cue.finditer(text, *sentence):
            before = match.end() <= span.start
            far = span.start - match.end() if before else match.start() - span.end + _AFTER
            if far < nearest:
                best, nearest = kind, far
    return best
