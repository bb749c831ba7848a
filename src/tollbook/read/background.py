"""What a report tells as background: another time than its own, or a deed that this one answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tollbook.read.frames import by_form
from tollbook.read.harms import DEAD_OR_HURT
from tollbook.read.words import pattern, per_words, table, word_set
from tollbook.record import Report, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
_WORD = re.compile(r"[a-z]+")
_OPEN_PERIOD = re.compile(r"since|from|between", re.IGNORECASE)
_DATED_ENTRY = re.compile(
    r"\W*(?:\d{1,2}[/.]\d{1,2}[/.](?P<last>(?:1[89]|20)\d\d)\b|(?P<first>(?:1[89]|20)\d\d)-\d\d-\d\d\b)"
)
"""The date that an entry of a chronicle opens with ("02/16/1962: ...")."""
_ON_A_DAY = re.compile(
    r"\bon\s+(?:the|its|his|her|their)?\s*(?:eve of the\s+)?(?:[\w-]+\s+){0,2}anniversary of\b",
    re.IGNORECASE,
)
"""A day that goes by an older event; what happened on it is new."""
_BELOW = frozenset({"pobj", "dobj", "pcomp", "prep", "acomp", "amod", "conj", "attr", "xcomp"})
_COMPARED = re.compile(
    r"\b(?:since|of|in) (?:[A-Z][a-z]+ )?(?:\d{1,2},? )?(?P<year>(?:1[89]|20)\d\d), "
    r"(?:when|in which)\b"
)
"""An earlier event that one is held against ("the deadliest since May 2014, when 30 died")."""
_HIGHEST = 4  # steps up from a noun of harm to the act that answers it


def _past_words() -> re.Pattern[str]:
    return pattern("cues", "background", "patterns", before=r"\b", after=r"\b")


@per_words
def _named_by_year() -> re.Pattern[str]:
    """ "the 2015 attacks": an event that its year tells from others."""
    before = "|".join(table("cues")["background"]["comparing"])
    return re.compile(
        rf"(?P<compared>\b(?:{before})\s+)?\b(?:the|an?|its|their|his|her)\s+(?:[a-z]+\s+)?"
        rf"(?P<year>(?:1[89]|20)\d\d)\s+(?:[A-Z][\w-]+\s+){{0,3}}[a-z]+"
    )


def is_past(report: Report, sentence: str, trigger: Token, times: Sequence[Span]) -> bool:
    """Whether a harm is told as background.

    By words ("years ago", "anniversary"), by another year than the report's own, as an event
    that goes by an earlier year ("the 2015 attacks"), or as what another deed answers ("in
    retaliation for the killing of").
    """
    told = _ON_A_DAY.sub(" ", sentence)
    if _past_words().search(told) or _is_answered(trigger) or _is_of_old(trigger):
        return True
    own = own_year(report)
    if own is None:
        # a trial comes long after the deed that it gives the year of
        courts = word_set("cues", "courts")
        tried = not courts.isdisjoint(_WORD.findall(sentence.casefold()))
        return tried and any(_YEAR.search(t.quote) for t in times)
    if any(int(y) < own for y in _years_naming(sentence, trigger)):
        return True
    compared = _COMPARED.search(sentence[: max(0, trigger.idx)])
    if compared is not None and int(compared["year"]) < own:
        return True
    years = [int(y) for t in times for y in _YEAR.findall(t.quote)]
    over = bool(years) and all(y < own for y in years)
    return over and not any(_OPEN_PERIOD.match(t.quote) for t in times)


def _is_of_old(trigger: Token) -> bool:
    """ "The commander, wanted for the killing of 12, was shot": a deed that he is known for.

    Only of somebody who is himself told as harmed: whoever is jailed for a killing is jailed for
    the one that the report is about.
    """
    if trigger.tag_ not in {"NN", "NNS"}:
        return False
    token = trigger
    for _ in range(_HIGHEST + 2):
        token = token.head
        if token.dep_ in {"relcl", "acl"}:
            between = {t.lower_ for t in token.doc[token.i : trigger.i]}
            frames = by_form().get(token.head.head.lower_, ())
            harmed = any(f.harm in DEAD_OR_HURT for f in frames)
            his = harmed and "subj" in token.head.dep_
            return his and not between.isdisjoint(word_set("cues", "background", "known_for"))
        if token.dep_ not in _BELOW:
            return False
    return False


def own_year(report: Report) -> int | None:
    """The year a report was published in, or that its dated entry opens with; None: unknown."""
    if report.published is not None:
        return report.published.start.year
    opens = _DATED_ENTRY.match(report.text)
    return int(opens["last"] or opens["first"]) if opens else None


def _years_naming(sentence: str, trigger: Token) -> list[str]:
    """Years that name the event of this harm: with no comma between the two."""
    found = []
    for match in _named_by_year().finditer(sentence):
        low, high = sorted((match.start(), trigger.idx))
        if not match["compared"] and "," not in sentence[low:high]:
            found.append(match["year"])
    verb = trigger
    while verb.dep_ in {"conj", "xcomp", "advcl", "dobj"} and verb.head != verb:
        verb = verb.head
    if trigger.tag_ in {"NN", "NNS"}:  # "hanged for the 2015 killing of"
        found += [t.text for t in trigger.lefts if _YEAR.fullmatch(t.text)]
    if verb.dep_ == "relcl":
        # "the worst since the 2015 attacks, which killed 130"
        found += [t.text for t in verb.head.lefts if _YEAR.fullmatch(t.text)]
    return found


def _is_answered(trigger: Token) -> bool:
    """ "to avenge the murder of", "in revenge for the killing of"."""
    token = trigger
    for _ in range(_HIGHEST):
        if token.dep_ not in {"pobj", "dobj", "pcomp", "prep"}:
            return False
        token = token.head
        if token.lower_ in word_set("cues", "background", "answers"):
            return True
    return False
