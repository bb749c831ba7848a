"""Victims that the tree does not tie to the word of harm: read from the words beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from tollbook.read.coordination import people_of, up_to
from tollbook.read.frames import Frame, by_form
from tollbook.read.hit import AMONG, Hit, numbered
from tollbook.read.numbers import NumberPhrase
from tollbook.read.people import People, member_of, only_counted
from tollbook.read.phrases import Phrases
from tollbook.read.tree import VERBAL, children, left_edge
from tollbook.read.word_lists import PatternList
from tollbook.read.words import word_set
from tollbook.record import add_counts
from tollbook.record.vocabulary import Harm

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# tags of a word that can be said of the number before it: not "three shooting survivors"
_SAID_OF = frozenset({"VBD", "VBN", "VBP", "VB", "JJ"})
_AMONG = PatternList("figures", "beside", "among")
_BETWEEN_NUMBER_AND_VERB = PatternList("figures", "beside", "between_number_and_verb")
_NEXT_IN_LIST = PatternList("figures", "beside", "next_in_list")
_ALONG = PatternList("figures", "beside", "along")
_NEXT_WORDS = 4  # words behind a noun that may tell what was done to it ("others who were hurt")
_HEADS = frozenset({"NN", "NNS", "NNP", "NNPS", "CD"})
_CALLED = PatternList("figures", "beside", "called")
"""A name behind a noun, with its age ("a child named Omar Haddad (14)")."""
_SPACE = re.compile(r"\s*")
_AFTER_NUMBER = PatternList("figures", "beside", "after_number")


def whole_of_parts(token: Token, frame: Frame, phrases: Phrases, harm: Harm) -> Hit | None:
    """ "Women among 12-14 killed": the number is the whole, the subject a part of it (which
    :func:`~tollbook.read.hit.with_some` puts there)."""
    number = phrases.number_right_before(token)
    if number is None or not AMONG.search(phrases.text[: number.start]):
        return None
    return numbered(token, frame, number, phrases, harm)


def along_with(verb: Token, people: People, phrases: Phrases) -> People:
    """ "was killed with two others": those after "with" or "as well as" were killed too."""
    for other in (*_right_behind(verb.doc, people, phrases), *children(verb, "conj")):
        if not _as_well(other) or _harmed_otherwise(other, verb):
            continue
        more = people_of(other, phrases)
        if more is not None and _counted_besides(more, people):
            return _together(people, more, phrases.text)
    for prep in children(verb, "prep"):
        if prep.lower_ not in {"with", "alongside", "along"}:
            continue
        holders = [prep, *(c for c in prep.children if c.lower_ == "with")]
        for obj in (o for h in holders for o in children(h, "pobj")):
            more = people_of(obj, phrases) if not _harmed_otherwise(obj, verb) else None
            if more is not None and _counted_besides(more, people):
                return _together(people, more, phrases.text)
    return people


def _right_behind(doc: Doc, people: People, phrases: Phrases) -> Iterator[Token]:
    """ "Seven recruits, along with at least 18 others, were killed": whom the words bring in."""
    match = _ALONG.match(phrases.text, people.end)
    if match is not None:
        nouns = (t for t in doc if t.idx >= match.end() and t.tag_ in _HEADS)
        heads = (t for t in islice(nouns, 2) if t.dep_ != "nummod")
        yield from (t for t in heads if doc[left_edge(t)].idx == match.end())


def _as_well(token: Token) -> bool:
    """Whether a noun stands behind "as well as" or "along with"."""
    begins = left_edge(token)
    before = token.doc[max(0, begins - 3) : begins].text.casefold()
    return token.tag_ in _HEADS and before.endswith(("as well as", "along with", "together with"))


def _harmed_otherwise(token: Token, verb: Token) -> bool:
    """ "19 were killed with another 41 injured": those have a harm of their own."""
    inside = token.doc[token.i : max(token.right_edge.i + 2, token.i + _NEXT_WORDS)]
    harming = (t for t in inside if t.tag_ in {*VERBAL, "JJ"} and t != verb)
    return any(frame.harm != "attacked" for t in harming for frame in by_form().get(t.lower_, ()))


def _counted_besides(more: People, people: People) -> bool:
    """Whether ``more`` are victims of their own: not a crowd, and not who did it."""
    if more.start < people.end or more.kind in {"plural", "none"}:
        return False
    return not more.attackers and more.count.positive


def _together(people: People, more: People, text: str) -> People:
    return replace(
        people,
        count=add_counts([people.count, more.count], text[people.start : more.end]),
        groups=(*people.groups, *more.groups),
        end=more.end,
        heads=people.heads | more.heads,
        names=(*people.names, *more.names),
        kind="number",
    )


def listed_apart(verb: Token, people: People, phrases: Phrases) -> People:
    """Members of the victims' list that the parser tied to something else.

    "killed nine clerks, and one porter, and wounded ten": the porter hangs on the verb.
    "in the attack and a guard and a driver were wounded": the plural verb says that the driver
    is not alone.
    """
    for token in verb.doc:
        if token.idx > people.end and _goes_on_list(token, verb, people, phrases):
            more = people_of(token, phrases)
            told = {p.span for p in people.parts}
            if more is not None and more.kind in {"number", "indefinite"}:
                if any(g.span in told for g in more.groups):
                    break
                ranged = up_to(people, [more])
                people = ranged or _together(people, more, phrases.text)
    before = _before_plural_verb(verb, people, phrases)
    return _together(before, people, phrases.text) if before is not None else people


def _goes_on_list(token: Token, verb: Token, people: People, phrases: Phrases) -> bool:
    """Whether a counted noun stands right behind the victims, with only "and" between."""
    if token.tag_ not in {"NN", "NNS"}:
        return False
    subject = token.dep_ in {"nsubj", "nsubjpass"} and token.head == verb
    closes = token.dep_ == "appos" and token.doc[token.i + 1 : token.i + 3].text == ", and"
    if not (subject or token.dep_ == "conj" or closes):
        return False
    begins = token.doc[left_edge(token)].idx
    called = _CALLED.match(phrases.text, people.end)
    ends = called.end() if called is not None else people.end
    if not _NEXT_IN_LIST.fullmatch(phrases.text, ends, begins):
        return False
    return _counts(token, phrases)  # last: it looks through all numbers of the sentence


def _counts(token: Token, phrases: Phrases) -> bool:
    return phrases.number_before(token) is not None or any(
        c.lower_ in {"a", "an"} for c in token.lefts
    )


def _before_plural_verb(verb: Token, people: People, phrases: Phrases) -> People | None:
    plural = any(c.lower_ == "were" for c in children(verb, "auxpass", "aux"))
    if not plural or not (people.count.is_exact and people.count.low == 1):
        return None
    first = next((t for t in verb.doc if t.idx >= people.start), verb)
    if first.i < 2 or verb.doc[first.i - 1].lower_ != "and" or people.end > verb.idx:
        return None
    other = verb.doc[first.i - 2]
    if other.dep_ != "conj" or not _counts(other, phrases):
        return None
    return member_of(other, phrases)


def nearby_number(token: Token, phrases: Phrases) -> People | None:
    """ "6 shot", "killing at least 12": a number right beside the verb that no noun follows."""
    text = phrases.text
    verb_end = token.idx + len(token)
    for number in phrases.numbers:
        leads = (
            token.tag_ in _SAID_OF
            and number.end <= token.idx
            and _BETWEEN_NUMBER_AND_VERB.fullmatch(text, number.end, token.idx)
        )
        follows = (
            number.start >= verb_end
            and _SPACE.fullmatch(text, verb_end, number.start)
            and _AFTER_NUMBER.match(text, number.end)
        )
        if (leads or follows) and not _of_things(number, phrases):
            between = text[number.end : token.idx]
            return only_counted(
                text,
                number.start,
                number.end,
                number.count,
                "none" if number.count.shape == "zero" else "number",
                additional="others" in between or "more" in between,
            )
    return None


def _of_things(number: NumberPhrase, phrases: Phrases) -> bool:
    """ "shot hundreds of pictures": what is counted is no people."""
    behind = list(islice((t for t in phrases.doc if t.idx >= number.end), 2))
    if len(behind) < 2 or behind[0].lower_ != "of":
        return False
    counted = next((o for o in behind[0].rights if o.dep_ == "pobj"), behind[1])
    return counted.lower_ in word_set("people", "not_people")


def counted_before(token: Token, phrases: Phrases) -> People | None:
    """A counted noun before "were killed" that the parser tied to something else.

    "on Saturday, October 21, 2023, nine civilians, including six children, were killed": the
    last counted people before the verb that stand under no "including".
    """
    if not any(c.lower_ in {"was", "were", "been"} for c in children(token, "auxpass", "aux")):
        return None
    inside = {
        t.i
        for listing in token.doc[: token.i]
        if listing.lower_ in {"including", "among"}
        for t in listing.subtree
    }
    triggers = by_form()
    for left in reversed(range(token.i)):
        word = token.doc[left]
        if word.lower_ in triggers and word.tag_ in VERBAL:
            return None
        if (
            word.i not in inside
            and word.tag_ in {"NNS", "NN", "NNPS"}
            and phrases.number_before(word)
        ):
            people = people_of(word, phrases) if not _says_more(word, phrases) else None
            if people is not None:
                return people
    return None


def _says_more(word: Token, phrases: Phrases) -> bool:
    """ "25 clerks belonging to three families": the families say more of the clerks."""
    above = (t for t in word.ancestors if t.i < word.i and t.tag_ in {"NN", "NNS"})
    counted = (t for t in above if phrases.number_before(t) is not None)
    return any(member_of(t, phrases) is not None for t in counted)
