"""What a speaker goes on to say behind a semicolon, without another verb of saying."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tollbook.read.attribution import speech
from tollbook.read.stated import Found, kind_of_words, name_of
from tollbook.read.tree import VERBAL, own_subjects
from tollbook.read.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc


def behind_semicolon(doc: Doc) -> Iterator[Found]:
    """ "An official said jets had struck camps; claims that civilians were hit were baseless": he
    says that too, where nobody else is said to."""
    marks = [t.i for t in doc if t.text == ";"]
    if not marks:
        return
    rest = doc[marks[-1] + 1 :]
    saying = [t for t in doc if t.lower_ in speech() and t.tag_ in VERBAL and own_subjects(t)]
    before = [t for t in saying if t.i < marks[-1]]
    if not before or len(before) < len(saying) or kind_of_words(rest.text) != "denial":
        return
    who = own_subjects(before[-1])[0]
    office = who.lower_ in word_set("bearing", "statements", "offices")
    name = (name_of(who),)
    end = rest.end_char - (rest.text[-1:] == ".")
    yield Found("denial", rest.start_char, end, name, () if office else name, back=True)
