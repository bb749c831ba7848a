"""Which parsed sentences turn on names: finding names costs as much as the parse itself.

Most sentences with a word of harm tell of none whoever they name ("the shooting range"). Those
are found by reading them as if no word were a name, and as if every word were one: where neither
gives anything, no name would.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tollbook.read.match import hits
from tollbook.read.numbers import NumberPhrase
from tollbook.read.phrases import Phrases
from tollbook.read.statements import CUES
from tollbook.read.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc


def turns_on_names(doc: Doc, numbers: Sequence[NumberPhrase]) -> bool:
    """Whether names in this sentence may decide what is read from it.

    :param doc: the parse, without names; :param numbers: its number phrases.
    """
    phrases = Phrases(doc, numbers)
    if CUES.search(phrases.text):
        return True
    ordering = word_set("cues", "deeds", "ordering")
    if any(token.lower_ in ordering for token in doc):
        return True
    if hits(phrases):
        return True
    phrases.persons = frozenset(range(len(doc)))
    return bool(hits(phrases))
