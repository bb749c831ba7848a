"""Harm told by a noun that counts or sums up: deaths, casualties, a toll, the number of dead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from tollbook.read.axes import group_of, noun_of
from tollbook.read.coordination import people_of
from tollbook.read.frames import Frame
from tollbook.read.hit import Hit, asserted_none, first_people, numbered
from tollbook.read.numbers import NumberPhrase
from tollbook.read.people import People, only_counted
from tollbook.read.phrases import Phrases
from tollbook.read.tree import by_agents, children, objects_of, subjects
from tollbook.read.word_lists import PatternList
from tollbook.read.words import per_words, table, word_set
from tollbook.record import Count, Span, VictimGroup
from tollbook.record.vocabulary import Harm

if TYPE_CHECKING:
    from spacy.tokens import Token

_TOLL_AFTER = 120  # characters after "toll" in which its number may stand
_RISEN_TO = PatternList("figures", "totals", "risen_to")
_TOLL_BEFORE = 40  # ... and before it ("45, the official death toll")
_FROM_BEFORE = PatternList("figures", "totals", "from_before")
_FROM = PatternList("figures", "totals", "from")
_IS_TOLL = PatternList("figures", "totals", "is_toll")
_CAME_TO = PatternList("figures", "totals", "came_to")
_INJURY_TOLL = PatternList("figures", "totals", "injury_toll")
_IS_THE_NUMBER = PatternList("figures", "totals", "is_the_number")
_BRINGING_TO = PatternList("figures", "totals", "bringing_to")
_THE = PatternList("figures", "totals", "the")
_NUMBER_OF = PatternList("figures", "totals", "number_of")


@per_words
def _counted() -> dict[str, Harm]:
    """What "the number of" counts, and the harm that it is."""
    counted: dict[str, Harm] = table("figures")["totals"]["counted"]
    return counted


def number_of_harm() -> frozenset[str]:
    """What "the number of" counts where it tells of harm."""
    return frozenset(w for w in _counted() if " " not in w)


def noun(token: Token, frame: Frame, phrases: Phrases) -> Iterator[Hit]:
    """ "the death of two children", "the killing of X by Y", "14 deaths"."""
    if not _is_event(token):
        return
    none = asserted_none(token, frame, phrases)
    if none is not None:
        yield none
        return
    people, rule = first_people(objects_of(token, "of", "to"), phrases), "of"
    if people is None:
        people, rule = first_people(_possessors(token, frame), phrases), "possessor"
    number = _number_of_events(token, phrases)
    counts = number is not None and (token.lower_ in frame.count_forms or _is_one(number, token))
    if people is not None:
        if number is not None and counts and people.count.shape == "plural":
            start = min(people.start, number.start)
            people = replace(people, count=number.count, kind="number", start=start)
        # "the fatal shooting of two men"
        fatal = any(c.lower_ in {"fatal", "deadly"} for c in children(token, "amod"))
        harm = "killed" if fatal else frame.harm
        yield Hit(frame, harm, token, people, tuple(by_agents(token)), rule=rule)
    elif number is None:
        yield from _carried_out(token, frame)
    elif counts:
        yield numbered(token, frame, number, phrases, frame.harm)


def _possessors(token: Token, frame: Frame) -> list[Token]:
    """ "the girl's injuries"; those somebody died of tell of no further wounded."""
    of = token.head.head.lower_ if token.dep_ == "pobj" else ""
    if frame.harm == "injured" and of in word_set("cues", "dying"):
        return []
    return children(token, "poss")


def _is_event(token: Token) -> bool:
    """Whether the word names a harm here, and is no verb and no part of another name."""
    if token.tag_ not in {"NN", "NNS", "VBG"} or token.dep_ == "compound":
        return False
    if token.tag_ == "VBG" and children(token, "dobj"):
        return False
    # "we died a hundred deaths"
    return not (token.dep_ == "dobj" and token.head.lower_ in {"died", "die", "dying"})


def _is_one(number: NumberPhrase, token: Token) -> bool:
    """ "led to one injury", "one death was reported": the number counts a single one."""
    one = number.count.low == 1 and number.core_end < token.idx
    return (
        one and token.tag_ == "NN" and token.dep_ in {"dobj", "pobj", "nsubj", "nsubjpass", "attr"}
    )


def _number_of_events(token: Token, phrases: Phrases) -> NumberPhrase | None:
    number = phrases.number_before(token)
    if number is None and token.dep_ == "pobj" and token.head.lower_ == "of":
        number = phrases.number_at(token.head.head)  # "a number of deaths", "dozens of killings"
        if number is not None and number.count.shape == "zero":
            return None  # "none of the killings led to a trial": there were killings
    return number


def _carried_out(token: Token, frame: Frame) -> Iterator[Hit]:
    """ "The troops carried out the killings": victims told of elsewhere, but who did it."""
    verb = token.head
    if token.dep_ != "dobj" or verb.lower_ not in word_set("cues", "deeds", "committing"):
        return
    start, end, words = token.idx, token.idx + len(token), token.text
    group = VictimGroup(words, span=Span(start, end, words))
    heads = frozenset({"killed"})
    done = People(Count.plural(words), (group,), "definite", start, end, heads)
    yield Hit(frame, frame.harm, token, done, tuple(subjects(verb)), rule="carried out")


def count_noun(token: Token, frame: Frame, phrases: Phrases) -> Iterator[Hit]:
    """ "12 fatalities", "no casualties", "caused casualties"."""
    none = asserted_none(token, frame, phrases)
    number = phrases.number_before(token)
    if none is not None:
        yield none
    elif number is not None:
        yield numbered(token, frame, number, phrases, frame.harm)
    elif token.dep_ in {"dobj", "attr", "nsubjpass"} and token.head.lower_ not in {
        "avoid",
        "minimise",
        "minimize",
    }:
        people = people_of(token, phrases)
        if people is not None and people.kind in {"plural", "indefinite"}:
            yield Hit(frame, frame.harm, token, people, rule="counted noun")


def toll(token: Token, frame: Frame, phrases: Phrases) -> Iterator[Hit]:
    """ "the death toll rose from 12 to 14": the number the toll came to."""
    text = phrases.text
    after = _toll_after(token, phrases)
    number = after or _toll_before(token, phrases)
    if number is None:
        return
    if after is not None and after.count.shape == "range" and _FROM.match(text, after.start):
        # "rose from 12 to 14": where it came to
        number = replace(after, count=Count.exact(after.count.high or 0, after.count.raw))
    elif after is not None and not _CAME_TO.search(text, token.idx, after.core_start):
        return
    harm = frame.harm
    previous = text[max(0, token.idx - 24) : token.idx].casefold()
    if _INJURY_TOLL.search(previous):
        harm = "injured" if "casualty" not in previous else "killed_or_injured"
    people = only_counted(text, number.start, number.end, number.count, "number")
    yield Hit(frame, harm, token, people, rule="toll")


def _toll_after(token: Token, phrases: Phrases) -> NumberPhrase | None:
    """The first number after the word that is not where the toll rose from."""
    text = phrases.text
    for number in phrases.numbers:
        far = number.start >= token.idx + _TOLL_AFTER
        if far and not _RISEN_TO.search(text[max(0, number.start - 30) : number.start]):
            continue
        if not token.idx < number.start < token.idx + 3 * _TOLL_AFTER or not number.count.positive:
            continue
        if not _FROM_BEFORE.search(text[max(0, number.start - 6) : number.start]):
            return number
    return None


def _toll_before(token: Token, phrases: Phrases) -> NumberPhrase | None:
    """ "45, the official death toll": the number right before the words of the toll."""
    near = [
        n for n in phrases.numbers if 0 <= token.idx - n.end < _TOLL_BEFORE and n.count.positive
    ]
    if near and _IS_TOLL.fullmatch(phrases.text, near[-1].end, token.idx):
        return near[-1]
    return None


def number_of(token: Token, frame: Frame, phrases: Phrases) -> Iterator[Hit]:
    """ "the number of people killed rose to 45", "45 is the number of people killed"."""
    text = phrases.text
    said = _NUMBER_OF.match(text, token.idx)
    if said is None:
        return
    harm = _counted()[said["what"].casefold()]
    for number in phrases.numbers:
        if number.end <= token.idx and _is_the_number(text, number, token.idx):
            yield _reaching(numbered(token, frame, number, phrases, harm), said.group(), said.end())
            return
    for hit in toll(token, frame, phrases):
        yield _reaching(replace(hit, harm=harm, agents=_of_those(token)), said.group(), said.end())


def _of_those(token: Token) -> tuple[Token, ...]:
    """ "The number of people killed by a suicide bomber": who killed them."""
    verbs = (t for t in token.subtree if t.tag_ == "VBN" and t.lower_ in _counted())
    return next((tuple(found) for v in verbs if (found := by_agents(v))), ())


def _is_the_number(text: str, number: NumberPhrase, at: int) -> bool:
    """ "45 is the number of", "bring to 15 the number of"."""
    if _IS_THE_NUMBER.fullmatch(text, number.end, at):
        return True
    brought = _BRINGING_TO.search(text[max(0, number.start - _TOLL_BEFORE) : number.start])
    return brought is not None and _THE.fullmatch(text, number.end, at) is not None


def _reaching(hit: Hit, words: str, end: int) -> Hit:
    """The hit with its people reaching as far as the words that say who is counted.

    :param words: these words ("number of civilians killed").
    """
    if hit.people is None:
        return hit
    start = min(hit.trigger.idx, hit.people.start)
    people = replace(hit.people, start=start, end=max(end, hit.people.end))
    named = [noun for w in words.casefold().split() if (noun := noun_of(w)) is not None]
    if not named:
        return replace(hit, people=people)
    group = group_of(words, 0, len(words), people.count, words=words.casefold().split())
    groups = tuple(replace(group, text=g.text, span=g.span) for g in people.groups[:1])
    heads = frozenset({named[0].lemma})
    return replace(hit, people=replace(people, groups=groups, heads=heads))
