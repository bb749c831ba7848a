""" "He is the third person to die": no further one, but a toll of three."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tollbook.read.draft import Draft
from tollbook.record import Count, Why

_ORDINALS = "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_NTH = {word: n for n, word in enumerate(_ORDINALS.split(" "), 2)}
_IS_NTH = re.compile(
    r"\b(?:(?:he|she|it|that|this|[A-Z]\w+)\s+(?:is|was|became|becomes)|(?:his|her|the) death is)"
    r"\s+"
    rf"(?:at least\s+)?the\s+(?P<nth>{'|'.join(_NTH)}|\d{{1,2}}(?:st|nd|rd|th))\s+(?:\w+\s+)?"
    r"(?:person|victim|fatality|death|man|woman|resident|villager|student|protester|demonstrator)\b",
    re.IGNORECASE,
)
_OVER_TIME = re.compile(
    r"\b(?:(?:this|last|past) (?:year|month|week)|since|in (?:19|20)\d\d|(?:in|over) (?:the )?"
    r"(?:past|last|\w+) (?:days|weeks|months|years)|so far)\b",
    re.IGNORECASE,
)


def ordinals_as_tolls(drafts: Sequence[Draft], text: str) -> list[Draft]:
    """The drafts, "he is the third person to die" as three, of whom he is one.

    Not over a year or a wave ("the third killed this year"), which then adds nobody.

    :param text: the report's.
    """
    return [_toll(d, text) for d in drafts]


def _toll(draft: Draft, text: str) -> Draft:
    if draft.harm != "killed" or draft.scope != "incident" or draft.n != 1:
        return draft
    said = _IS_NTH.search(text, *draft.sentence)
    if said is None or not said.start() <= draft.evidence.start <= said.end():
        return draft
    nth = said["nth"].casefold()
    n = _NTH.get(nth) or int(re.sub(r"\D", "", nth))
    if n < 2:
        return draft
    if _OVER_TIME.search(text, *draft.sentence):
        return replace(draft, kind="definite", additional=False)
    why = Why("count", f"the {nth} to die: {n} in all", draft.evidence)
    return replace(
        draft,
        count=Count.exact(n, said["nth"]),
        kind="number",
        pattern="toll",
        victims=(),
        additional=False,
        besides=False,
        why=(*draft.why, why),
    )
