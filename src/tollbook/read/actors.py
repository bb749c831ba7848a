"""Known actors by the forms that newspapers print, found in the whole text."""

from __future__ import annotations

import re

from tollbook.read.words import per_words
from tollbook.record import Actor, Lexicon, Span
from tollbook.record.text import clean_for_parsing

ACRONYM = 5
"""Forms up to this many letters match only as they are written; longer ones in any case."""

_WORD = re.compile(r"\w+")
_Form = tuple[int, str, str]  # rank (longest first), folded, as given


class ActorNames:
    """The actors of one lexicon, made ready once.

    A report names few of several hundred forms. Only those whose first word stands in it are
    looked for.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._by_first_word: dict[str, list[_Form]] = {}
        self._actors = {clean_for_parsing(f).casefold(): a for f, a in lexicon.actors.items()}
        forms = sorted({clean_for_parsing(f) for f in lexicon.actors}, key=lambda f: (-len(f), f))
        for rank, form in enumerate(forms):
            folded = form.casefold()
            first = _WORD.search(folded)
            if first is not None:
                known = (rank, folded, form)
                self._by_first_word.setdefault(first.group(), []).append(known)

    def actor_of(self, words: str) -> Actor | None:
        """The actor whose form these words are; None: they are nobody's."""
        return self._actors.get(clean_for_parsing(words).casefold())

    def spans(self, text: str) -> list[Span]:
        """Where actors are named, in order; the longest form wins where two overlap."""
        plain = clean_for_parsing(text)
        folded = plain.casefold()
        words = self._by_first_word.keys() & set(_WORD.findall(folded))
        found: list[Span] = []
        for _, known, form in sorted(f for w in words for f in self._by_first_word[w]):
            if known not in folded:
                continue
            for match in _pattern(form).finditer(plain):
                start, end = match.span()
                if not any(s.start < end and start < s.end for s in found):
                    found.append(Span(start, end, text[start:end]))
        return sorted(found, key=lambda s: s.start)


@per_words
def _pattern(form: str) -> re.Pattern[str]:
    body = re.escape(form).replace("'", "['\u2019\u02bc]?").replace(r"\ ", r"[\s\u00a0]+")
    return re.compile(rf"(?<!\w){body}(?!\w)", 0 if len(form) <= ACRONYM else re.IGNORECASE)
