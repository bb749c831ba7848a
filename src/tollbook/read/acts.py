"""Harm told by a verb: somebody kills, shoots, dies, is hurt, or is taken somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from tollbook.read.beside import (
    along_with,
    counted_before,
    listed_apart,
    nearby_number,
    whole_of_parts,
)
from tollbook.read.coordination import people_of
from tollbook.read.frames import Frame, by_form
from tollbook.read.hit import Hit, first_people, numbered
from tollbook.read.numbers import NumberPhrase
from tollbook.read.people import People
from tollbook.read.phrases import Phrases
from tollbook.read.states import state
from tollbook.read.trailing import active_doers
from tollbook.read.tree import (
    VERBAL,
    by_agents,
    children,
    denied,
    is_negated,
    is_passive,
    number_of_them,
    objects_of,
    own_subjects,
    relative_object,
    subjects,
)
from tollbook.read.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_HIMSELF = frozenset({"himself", "herself", "themselves"})
MADE_DEADLY_BY = frozenset({"death", "alive", "killed", "killing", "kill", "murdered"})
"""Words that make a verb of violence deadly, beside those that the data lists as such."""

_BODIES = frozenset({"body", "bodies", "corpse", "corpses", "remains"})
_KILLING = MADE_DEADLY_BY - {"death", "alive"}
_SCORE = re.compile(r"\s+(?:\w+\s+)?\d{1,3}\s?[-\u2013]\s?\d{1,3}\b")
_OBJECT = 9  # words from "shot" within which whoever was shot dead is named
_NOMINAL = frozenset({"pobj", "dobj", "nsubj", "attr", "nsubjpass"})


def transitive(token: Token, frame: Frame, phrases: Phrases) -> Iterator[Hit]:
    """Somebody or something VERBs somebody, in the active, the passive or a headline's style."""
    if token.dep_ == "amod" and token.tag_ in {"VBN", "JJ", "VBD"} and not _listed(token):
        number = phrases.number_right_before(token)
        if number is not None:
            # "3-5 killed, possibly civilians": the number is counted, not the noun that follows
            yield numbered(token, frame, number, phrases, frame.harm)
            return
        people = people_of(token.head, phrases)
        if people is not None:
            yield Hit(frame, frame.harm, token, people, rule="participle before the noun")
        return
    if not _is_this_act(token, frame):
        return
    number = _recorded(token, phrases) or _in_a_row(token, phrases)
    if number is not None:
        yield numbered(token, frame, number, phrases, frame.harm)
        return
    if token.lower_ == "killed" and token.dep_ in _NOMINAL:
        # "12 killed", "most of those killed" taken for a noun by the parser
        yield from state(token, frame, phrases)
        return
    whole = whole_of_parts(token, frame, phrases, frame.harm)
    if whole is not None:
        yield whole
    elif not _missed(token):
        yield from _clause(token, frame, phrases)


def _recorded(token: Token, phrases: Phrases) -> NumberPhrase | None:
    """ "The province recorded 44 killed": the number is its object, not the province."""
    verb = token.head
    if token.tag_ not in {"VBN", "VBD"} or verb.lower_ not in word_set("cues", "recording"):
        return None
    return phrases.number_right_before(token)


_ROW_BEFORE = re.compile(r"(?:^|[,;:(\u2013\u2014]|\band)\s*$")


def _in_a_row(token: Token, phrases: Phrases) -> NumberPhrase | None:
    """ "19 killed, 9 injured, 37 abducted": each number is that of the word right behind it."""
    number = phrases.number_right_before(token) if token.tag_ in {"VBN", "VBD"} else None
    alone = number is not None and _ROW_BEFORE.search(phrases.text[: number.start]) is not None
    return number if alone and _listed(token) else None


def _listed(token: Token) -> bool:
    """ "Man killed, woman hurt": the participle is not the next noun's, for all the parser says."""
    return token.i + 1 < len(token.doc) and token.doc[token.i + 1].text in {",", ";"}


def _is_this_act(token: Token, frame: Frame) -> bool:
    """Whether the word is a verb here, with the particle that the frame asks for ("down")."""
    if token.tag_ in {"NN", "NNS"} and token.lower_.endswith("ing"):
        return False
    particles = {c.lower_ for c in children(token, "prt", "advmod", "prep")}
    return not frame.particle or frame.particle in particles


def _missed(token: Token) -> bool:
    """ "was shot at": nobody was hit."""
    return any(c.lower_ == "at" and not children(c, "pobj") for c in children(token, "prep"))


def _clause(token: Token, frame: Frame, phrases: Phrases) -> Iterator[Hit]:
    people, agents = _victims_and_agents(token, phrases)
    rule = "passive" if is_passive(token) else "active"
    if people is not None:
        people = along_with(token, listed_apart(token, people, phrases), phrases)
    else:
        people, rule = nearby_number(token, phrases), "number beside the verb"
    if people is None:
        people, rule = counted_before(token, phrases), "counted people before the verb"
    if people is not None and (inner := _all_of_them(token, people, phrases)) is not None:
        yield numbered(token, frame, inner, phrases, frame.harm)
        return
    if people is not None:
        harm = "killed" if frame.harm == "injured" and _is_mortal(token) else frame.harm
        if harm == "injured" and people.heads & _BODIES:
            return  # "many of the bodies were burned"
        yield Hit(frame, harm, token, people, tuple(agents), negated=is_negated(token), rule=rule)
        for other in children(token, "conj"):
            # "shot his wife and then himself"
            himself = people_of(other, phrases) if other.lower_ in _HIMSELF else None
            if himself is not None:
                yield Hit(frame, harm, token, himself, tuple(agents), rule="and then himself")


_OF_ALL = re.compile(r"\bof (?:the|those|these|its|their|some|about|around|at least)? ?$")


def _all_of_them(token: Token, people: People, phrases: Phrases) -> NumberPhrase | None:
    """ "Nineteen of the 32 people kidnapped were freed": 32 were kidnapped, whatever became of
    nineteen."""
    if token.tag_ not in {"VBN", "VBD"} or token.i == 0 or _listed(token):
        return None
    noun = token.doc[token.i - 1]
    if not noun.tag_.startswith("NN"):
        return None  # "a woman of 60 was killed"
    inner = phrases.number_right_before(noun)
    if inner is None or people.start >= inner.start:
        return None
    return inner if _OF_ALL.search(phrases.text[people.start : inner.start]) else None


def _victims_and_agents(verb: Token, phrases: Phrases) -> tuple[People | None, list[Token]]:
    """Whom the verb happened to and who did it; (None, []) where the tree does not say."""
    if is_passive(verb):
        return first_people(subjects(verb), phrases), by_agents(verb)
    direct = [o for o in children(verb, "dobj") if not _broken_off(verb, o, phrases)]
    direct = [o for o in direct if not _next_in_row(verb, o)]
    objects = direct or relative_object(verb) or _shared_object(verb)
    if objects:
        return first_people(objects, phrases), active_doers(verb)
    if verb.tag_ in {"VBD", "VBN"} and not _aims(verb, phrases):
        # headline style: "Three killed in blast"
        victims = first_people(own_subjects(verb), phrases)
        if victims is not None:
            return victims, by_agents(verb)
    return None, []


def _broken_off(verb: Token, noun: Token, phrases: Phrases) -> bool:
    """ "9 to 25 killed, perhaps four civilians": a comment on the number before the verb."""
    if not phrases.text[verb.idx + len(verb) :].lstrip().startswith((",", "-", "\u2013", "(")):
        return False
    return any(
        phrases.number_at(s) is not None for s in own_subjects(verb) if s.i < verb.i < noun.i
    )


def _next_in_row(verb: Token, noun: Token) -> bool:
    """ "Man killed, woman injured in Kut": she is the next harm's, and he killed nobody."""
    if verb.tag_ not in {"VBD", "VBN"} or verb.i + 1 >= len(verb.doc) or noun.i <= verb.i:
        return False
    harmed = [c for c in children(noun, "acl") if c.tag_ == "VBN" and c.lower_ in by_form()]
    return verb.nbor().text == "," and bool(harmed)


def _shared_object(verb: Token) -> list[Token]:
    """ "shot and killed three men": the object stands with the second verb."""
    if verb.dep_ == "relcl":
        return []
    for other in children(verb, "conj"):
        if other.tag_ in VERBAL and not is_passive(other) and not own_subjects(other):
            objects = children(other, "dobj")
            if objects:
                return objects
    return []


def _aims(verb: Token, phrases: Phrases) -> bool:
    """ "shot back", "shot at the crowd", "shot over the bar": the subject shoots."""
    if any(c.lower_ in {"back", "wide", "first"} for c in children(verb, "advmod", "prt")):
        return True
    for prep in children(verb, "prep"):
        if prep.lower_ in {"at", "on", "into", "towards", "toward"}:
            aimed_at = children(prep, "pobj")
            aimed_at += [
                t for o in aimed_at for t in objects_of(o, "of")
            ]  # "thousands of mourners"
            if any(people_of(o, phrases) is not None for o in aimed_at):
                return True
        if prep.lower_ in {"over", "past"}:
            return True
    return False


def violence(token: Token, frame: Frame, phrases: Phrases) -> Iterator[Hit]:
    """As transitive; a killing only where the words beside the verb make it deadly."""
    fatal = deadly(token)
    if token.lower_ in frame.only_upgraded and not fatal:
        return
    number = phrases.number_right_before(token)
    if token.tag_ == "NN" and token.lower_ == "shot" and number is not None:
        # "Four shot in Basra": more than one shot would be "shots"
        if token.dep_ != "compound" and (number.count.low or 0) > 1:
            yield numbered(token, frame, number, phrases, "killed" if fatal else frame.harm)
        return
    if not fatal and (token.tag_ not in VERBAL or is_contest(token)):
        return
    shot = _shot_dead(token, phrases) if fatal and not is_passive(token) else None
    if shot is not None:
        doers = tuple(subjects(token) or children(token, "compound"))
        yield Hit(frame, "killed", token, shot, doers, rule="active, fatal")
        return
    for hit in transitive(token, frame, phrases):
        yield replace(hit, harm="killed", rule=f"{hit.rule}, fatal") if fatal else hit


def _shot_dead(verb: Token, phrases: Phrases) -> People | None:
    """ "A sniper shot dead a woman", where the parser takes the woman for no object of the verb."""
    behind = list(islice(verb.doc[verb.i + 1 :], _OBJECT))
    if children(verb, "dobj") or len(behind) < 3 or behind[0].lower_ != "dead":
        return None
    if behind[1].tag_ not in {"DT", "CD", "PDT"}:
        return None
    noun = next((t for t in behind[1:] if t.tag_ in {"NN", "NNS"}), None)
    people = people_of(noun, phrases) if noun is not None else None
    return people if people is not None and people.start <= behind[2].idx else None


def is_contest(verb: Token) -> bool:
    """ "beaten 3-0", "beaten on points", "shot down in the debate": nobody is hurt."""
    if not verb.lower_.startswith("beat") and not any(c.lower_ == "down" for c in verb.children):
        return False
    if _SCORE.match(verb.doc.text, verb.idx + len(verb)):
        return True
    contests = word_set("cues", "contests")
    return any(o.lower_ in contests for o in objects_of(verb, "in", "on", "at", "by"))


def _is_mortal(verb: Token) -> bool:
    """ "fatally injured", "mortally wounded"; not "non-fatally", nor "four hurt, one fatally"."""
    near = verb.doc[max(0, verb.i - 1) : verb.i + 2]
    found = {t.i: t for t in (*verb.children, *near)}
    return any(
        t.lower_ in {"fatally", "mortally"} and not denied(t) and number_of_them(t) is None
        for t in found.values()
    )


def deadly(verb: Token) -> bool:
    """Whether words around the verb make it deadly: "shot dead", "beaten to death"."""
    for child in verb.children:
        if _of_others(child):
            continue  # "five shot, one dead", "four shot, one killed"
        if child.lower_ == "dead":
            return True
        if child.lower_ == "to" and any(c.lower_ == "death" for c in child.children):
            return True
        if child.lower_ == "alive" and verb.lower_.startswith("burn"):
            return True
        if child.dep_ == "conj" and child.lower_ in _KILLING:
            return True
    # "shot dead three shopkeepers": the parser gives "dead" to the shopkeepers
    return _is_mortal(verb) or verb.doc[verb.i : verb.i + 2].text.casefold().endswith(" dead")


def _of_others(word: Token) -> bool:
    """Whether a word of death has people of its own beside those of the verb above it."""
    return bool(own_subjects(word)) or (word.i > 0 and word.nbor(-1).tag_ == "CD")


def intransitive(token: Token, frame: Frame, phrases: Phrases) -> Iterator[Hit]:
    """The subject is the victim: "seven passengers died"."""
    if token.tag_ not in VERBAL or children(token, "acomp", "attr"):
        return
    if token.lower_ == "dying" and any(c.tag_ == "VB" for c in children(token, "xcomp")):
        return  # "dying to see the match"
    own = own_subjects(token)  # "reports that nine people had died"
    found = [token.head] if token.dep_ == "acl" and not own else subjects(token)
    people = first_people(found, phrases) or nearby_number(token, phrases)
    if people is not None:
        people = along_with(token, listed_apart(token, people, phrases), phrases)
        yield Hit(frame, frame.harm, token, people, negated=is_negated(token), rule="subject")


def suffer(token: Token, frame: Frame, phrases: Phrases) -> Iterator[Hit]:
    """ "suffered gunshot wounds", "treated for injuries"."""
    if token.tag_ not in VERBAL:
        return
    hurts = word_set("cues", "injuries", "nouns")
    objects = children(token, "dobj") + objects_of(token, "for", "with", "from")
    objects += [c for o in objects for c in children(o, "conj")]
    hurt = any(o.lower_ in hurts or any(c.lower_ in hurts for c in o.children) for o in objects)
    if not hurt and not any(_is_broken(o) for o in objects):
        return
    people = first_people(subjects(token), phrases)
    if people is not None:
        yield Hit(frame, frame.harm, token, people, negated=is_negated(token), rule="suffered")


def _is_broken(noun: Token) -> bool:
    """ "a broken arm", "two fractured ribs"."""
    limbs = word_set("means", "limbs") | word_set("means", "body")
    broken = word_set("means", "broken")
    return noun.lower_ in limbs and any(c.lower_ in broken for c in noun.children)


def light(token: Token, frame: Frame, phrases: Phrases) -> Iterator[Hit]:
    """A noun that tells the harm with a verb that says little: "taken hostage", "into custody"."""
    verb = token.head if token.dep_ != "pobj" else token.head.head
    if verb.lower_ not in frame.verbs:
        return
    counted = phrases.number_right_before(token)
    if counted is not None and token.dep_ in {"dobj", "nsubjpass"}:  # "seized 253 hostages"
        yield replace(
            numbered(token, frame, counted, phrases, frame.harm),
            agents=tuple(by_agents(verb) if is_passive(verb) else active_doers(verb)),
        )
        return
    if is_passive(verb):
        people, agents = first_people(subjects(verb), phrases), by_agents(verb)
    else:
        objects = [o for o in children(verb, "dobj") if o != token] or children(token, "nsubj")
        people, agents = first_people(objects, phrases), subjects(verb)
    if people is None and verb.tag_ in {"VBN", "VBD"}:
        # "30 were killed and 12 taken hostage": the number alone
        people = nearby_number(verb, phrases)
    if people is not None:
        negated = is_negated(verb)
        found = tuple(agents)
        yield Hit(frame, frame.harm, token, people, found, negated=negated, rule="light verb")
