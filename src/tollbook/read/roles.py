"""Who is said to have done it, and what was attacked, in the words of the report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tollbook.read.bystanders import all_of, behind_disguise, did_nothing, was_harmed_before
from tollbook.read.coordination import people_of
from tollbook.read.doers import is_actor, is_state, names_actor, says_where
from tollbook.read.harms import DEAD_OR_HURT
from tollbook.read.hit import Hit
from tollbook.read.means import is_means
from tollbook.read.people import People
from tollbook.read.phrases import Phrases
from tollbook.read.set_off import who_set_off
from tollbook.read.ties import tied_to
from tollbook.read.trailing import trails
from tollbook.read.tree import (
    VERBAL,
    accused_of,
    by_agents,
    children,
    left_edge,
    objects_of,
    own_subjects,
    subjects,
)
from tollbook.read.unsaid import is_unsaid
from tollbook.read.words import nouns, word_set
from tollbook.record import EMPTY_LEXICON, Lexicon, Span
from tollbook.record.vocabulary import Surety

if TYPE_CHECKING:
    from spacy.tokens import Token

_ACROSS = 14  # tokens between the harm and the act it came from
_NAME_TAIL = 12  # tokens in which a doer's organisation is named
_HELD = 5  # tokens of "of ..." that still belong to a doer's name
_BY_FIRING = DEAD_OR_HURT | {"abducted"}  # of whom "police fired" tells who did it
_BEFORE = re.compile(r"\b(?:before|until)\b", re.IGNORECASE)
_NOT_NAMED = frozenset({"and", "both", "dead"})  # "shot dead two men": the parser's "dead two men"
_ALLEGED = frozenset({"suspected", "alleged", "presumed", "apparent"})
_PERHAPS = frozenset({"allegedly", "reportedly", "apparently", "possibly", "presumably"})
_CIRCUMSTANCES = ("in", "by", "during", "with", "from", "after")
_LEFT = re.compile(  # between who did it and the harm that it led to
    r"(?: (?:on|in|at|near|outside|around)\b[^,;]{1,40}?)?(?: (?:that|which))?(?: has| have| had)?"
    r"(?: also)?(?: (?:left|leaving)(?: [\w-]+){1,4}?)? ",
    re.IGNORECASE,
)
_LED_TO = re.compile(
    r"(?: [\w'-]+){0,8}? (?:in which|that|which|where|left|leaves|leaving)\b(?: [\w'-]+){0,6} ",
    re.IGNORECASE,
)
# words that stand for somebody named elsewhere
_POINTERS = frozenset({
    "which", "that", "who", "whom", "it", "this", "they", "he", "she", "them", "him", "her", "we",
    "i", "us", "another", "others",
})  # fmt: skip


def phrase(token: Token, offset: int, lexicon: Lexicon = EMPTY_LEXICON) -> Span:
    """The words of the noun phrase headed by ``token``: its left part, the head, and "of ...".

    :param offset: where the sentence starts in the report's text.
    :param lexicon: organisations that the phrase goes on to where it names one.
    """
    doc = token.doc
    start, end = left_edge(token), max(_of_whom(token), _named_with(token, lexicon))
    while start < end and (doc[start].is_punct or doc[start].lower_ in _NOT_NAMED):
        start += 1
    words = doc[start : end + 1]
    return Span(offset + words.start_char, offset + words.end_char, words.text)


def _named_with(token: Token, lexicon: Lexicon) -> int:
    """The last token of an organisation that a noun phrase names: "a column of the pro-Castro group
    Army of the North", "terrorists from the Red Front"."""
    last = token.i
    bodies = word_set("roles", "bodies")
    for other in token.doc[token.i + 1 : token.i + _NAME_TAIL]:
        led = other.lower_ == "led" and other.i + 1 < len(token.doc) and other.nbor().lower_ == "by"
        if (other.tag_ in VERBAL and not led) or other.text in {",", ";", ":"}:
            break
        named = other.lower_ in bodies and other.text[:1].isupper() and other.tag_[:3] == "NNP"
        if (named or lexicon.is_actor(other.text)) and _stands_under(other, token):
            last = other.i
    opened = token.doc[token.i : last + 1].text
    if any(opened.count(a) > opened.count(b) for a, b in ("()", "[]")):
        last += 1
    return min(last, len(token.doc) - 1)


def _stands_under(token: Token, head: Token) -> bool:
    """Whether a word belongs to the phrase of another, not to one that is listed beside it."""
    while token not in (head, token.head):
        if token.dep_ == "conj" and token.head == head:
            return False
        token = token.head
    return token == head


def _of_whom(token: Token) -> int:
    """The last token of "members of the security forces", "soldiers of the 3rd brigade"."""
    for child in children(token, "prep"):
        if child.lower_ == "of" and child.i == token.i + 1:
            held = children(child, "pobj")
            if held and held[0].i - token.i <= _HELD:
                return held[0].i
    return token.i


def _surety(token: Token, hit: Hit) -> Surety:
    """How sure the words are that it was this one: stated, alleged or accused."""
    if accused_of(hit.trigger):
        above = hit.trigger.head.head.lower_
        return "alleged" if above.startswith("suspect") else "accused"
    start = left_edge(token)
    if token.dep_ in {"compound", "amod", "nmod", "poss"} and is_means(token.head):
        start = min(start, left_edge(token.head))  # "an alleged Coalition air strike"
    words = {t.lower_ for t in token.doc[start : token.i + 1]}
    reported = word_set("cues", "reported")
    if words & _ALLEGED or words & reported:
        return "alleged"
    by = token.head
    before = by.nbor(-1).lower_ if by.i else ""
    around = {c.lower_ for t in (hit.trigger, by) for c in t.children} | {before}
    if around & _PERHAPS:
        return "alleged"
    return "alleged" if _held_to_have(hit.trigger) else "stated"


def _held_to_have(trigger: Token) -> bool:
    """ "believed to have killed", "it is alleged that guards killed"."""
    above = trigger.head
    if trigger.dep_ not in {"xcomp", "ccomp", "acl"} or above.tag_ != "VBN":
        return False
    return above.lower_ in word_set("cues", "reported") | {"suspected"}


def _behind(token: Token, lexicon: Lexicon) -> list[Token]:
    """Who is behind an act or weapon: "Israeli airstrike", "X-led attack", "an attack by X"."""
    # a name that the parser has in one token may be taken for a number
    modifiers = children(token, "compound", "amod", "poss", "nmod", "nummod")
    modifiers += [c for m in modifiers if m.lower_ == "led" for c in children(m, "npadvmod")]
    owners = [c for c in children(token, "poss") if c.lower_ in nouns()]
    if is_means(token):
        modifiers += objects_of(token, "of")  # "a drone of the regime's forces"
    named = (
        m
        for m in modifiers
        if (names_actor(m, lexicon) or is_state(m, lexicon)) and not says_where(m, token, lexicon)
    )
    found = {c.i: c for c in [*named, *owners]}
    return [*found.values(), *by_agents(token)]


def _acts_by(hit: Hit, lexicon: Lexicon) -> list[Token]:
    """Doers after an act that led to the harm: "a raid by the army left 12 dead".

    Read from the order of words, since a first "shelling" is parsed as a clause. What killed two
    "and wounded one other" wounded that one too.
    """
    doc, trigger = hit.trigger.doc, hit.trigger
    while trigger.dep_ == "conj" and trigger.head.tag_ in VERBAL and not own_subjects(trigger):
        trigger = trigger.head
    for act in doc[max(0, trigger.i - _ACROSS) : trigger.i]:
        if act.lower_ not in word_set("means", "doings"):
            continue
        for doer in by_agents(act):
            last = max(t.i for t in (doer, *all_of(doer)))
            between = doc.text[doc[last].idx + len(doc[last]) : trigger.idx]
            if last < trigger.i and _LEFT.fullmatch(between) and names_actor(doer, lexicon):
                return all_of(doer)
    return []


def _acts_beside(hit: Hit, lexicon: Lexicon) -> list[Token]:
    """Doers named with their act near the harm: "killed in police firing", "when troops fired".

    Read from the order of words, since such compounds are often parsed wrongly.
    """
    doc, trigger = hit.trigger.doc, hit.trigger
    if (set_off := who_set_off(trigger, lexicon)) is not None:
        return set_off
    last = trigger.i
    if not children(trigger, "prep", "agent", "npadvmod", "advcl"):
        # "five were killed and two wounded on Sunday when militiamen attacked": both were
        last = max([last, *(c.i for c in children(trigger, "conj") if c.tag_ in VERBAL)])
    for token in doc[max(0, trigger.i - _ACROSS) : last + _ACROSS]:
        if token.i == 0 or token == trigger or _goes_on(token, trigger):
            continue
        if _BEFORE.search(doc.text[trigger.idx + len(trigger) : token.idx]):
            break  # "three were killed before troops shot the gunmen": by others
        before = doc[token.i - 1]
        if before.lower_ in {"people", "men"} or not _is_act_of(token, before, hit):
            continue
        if _told_of_them(trigger, token) or trails(trigger) == token:
            continue
        if names_actor(before, lexicon) and not says_where(before, token, lexicon):
            return [before]
    return []


def _is_act_of(act: Token, doer: Token, hit: Hit) -> bool:
    """Whether ``act``, right after ``doer``, is a way of doing the harm of the hit."""
    named = act.lower_ in word_set("means", "doings")
    named = named and (act.i > hit.trigger.i or _led_to(act, hit.trigger))
    fired = act.lower_ in word_set("cues", "deeds", "firing")
    if act.lower_ in word_set("cues", "deeds", "from_afar"):
        fired = fired and hit.trigger.lower_ not in word_set("cues", "deeds", "at_hand")
    return (named and not is_means(doer)) or (
        fired and act.tag_ in {"VBD", "VBP", "VBZ"} and hit.harm in _BY_FIRING
    )


def _told_of_them(trigger: Token, act: Token) -> bool:
    """ "Police fired gas at the funeral of a student killed last week": who the student was."""
    if any(t.lower_ in word_set("roles", "mourning") for t in act.doc[act.i : trigger.i]):
        return True
    word = trigger.head if trigger.dep_ in {"oprd", "acomp"} else trigger
    noun = word.head
    if word.dep_ not in {"acl", "relcl"} or noun.dep_ != "pobj" or act.i > noun.i:
        return False
    return noun.head.head.dep_ == "pobj" or noun.head.head.tag_.startswith("NN")


def _led_to(act: Token, trigger: Token) -> bool:
    """ "police firing in which one person was killed", "the raid that left two dead"."""
    between = act.doc.text[act.idx + len(act) : trigger.idx]
    return _LED_TO.fullmatch(between) is not None


def _goes_on(act: Token, trigger: Token) -> bool:
    """ "Two were stabbed to death and the police fired in the air": told beside it, not of it."""
    return act.i > trigger.i and act.dep_ == "conj" and act.head == trigger


def _is_victim(token: Token, victims: People | None) -> bool:
    return victims is not None and victims.start <= token.idx < victims.end


def _only_where(token: Token, trigger: Token, lexicon: Lexicon) -> bool:
    """ "a blast in Basra, Iraq, which killed 12": the place that a clause follows did nothing."""
    if trigger.dep_ != "relcl" or trigger.head != token:
        return False
    return token.ent_type_ in {"GPE", "LOC"} or lexicon.place_name(token.text) != "no"


def _agents(hit: Hit, phrases: Phrases, lexicon: Lexicon) -> list[Token]:
    """The doers that the tree gives; for a weapon or an act, who is behind it."""
    found: list[Token] = []
    for token in (t for agent in _doers_before(hit) for t in all_of(agent)):
        if _is_victim(token, hit.people) or _only_where(token, hit.trigger, lexicon):
            continue
        if did_nothing(token, hit.trigger):
            continue
        if is_actor(token, phrases, lexicon):
            found.append(token)
        else:
            found += _behind(token, lexicon) or _fired(token)
    return found


def _fought(hit: Hit, lexicon: Lexicon) -> list[Token]:
    """ "Killed in a clash with militants": those whom the dead fought."""
    told_in = objects_of(hit.trigger, "in", "during", "after")
    acts = [t for t in told_in if t.lower_ in word_set("roles", "clashes")]
    found = [t for act in acts for t in objects_of(act, "with") or objects_of(hit.trigger, "with")]
    return [t for t in found if t.lower_ in nouns() or names_actor(t, lexicon)]


def _who_fired(hit: Hit, phrases: Phrases, lexicon: Lexicon) -> list[Token]:
    """ "killed when shells fired by troops landed", "by a mine planted by rebels"."""
    shots = word_set("means", "projectiles")
    clauses = [hit.trigger, *children(hit.trigger, "advcl")]
    near = [t for c in clauses for t in (*children(c, "nsubj", "nsubjpass"), *by_agents(c))]
    fired = [a for t in near if t.lower_ in shots or is_means(t) for a in children(t, "acl")]
    found = [who for verb in fired if verb.tag_ == "VBN" for who in by_agents(verb)]
    return [t for t in found if is_actor(t, phrases, lexicon)]


def _himself(hit: Hit, phrases: Phrases) -> list[Token]:
    """Who killed "himself and three policemen", where the parse gives the verb to others.

    "A man blew himself up as officers closed in, killing himself and three": not the officers.
    """
    if hit.people is None or not hit.people.heads & {"himself", "herself"}:
        return []
    if not hit.agents or any(a.tag_ in {"NN", "NNP", "PRP"} for a in hit.agents):
        return []
    verb = hit.trigger
    while verb.head != verb:
        verb = verb.head
        one = [s for s in subjects(verb) if s.tag_ in {"NN", "NNP"}]
        found = [s for s in one if people_of(s, phrases) is not None]
        if found and verb.tag_ in VERBAL:
            return found
    return []


def _doers_before(hit: Hit) -> list[Token]:
    """The hit's agents; in place of whom the verb before it harmed, who did that."""
    found: list[Token] = []
    if accused_of(hit.trigger) and is_unsaid(hit.trigger.head.head):
        return []
    for agent in hit.agents:
        harmed = was_harmed_before(agent, hit.trigger)
        found += subjects(agent.head) if harmed and agent.dep_ == "dobj" else [agent] * (not harmed)
    return found


def _fired(shots: Token) -> list[Token]:
    """ "police fired 40 rounds, killing two": who fired what killed them."""
    if shots.lower_ not in word_set("means", "projectiles") or shots.dep_ != "dobj":
        return []
    if shots.head.lower_ not in word_set("cues", "deeds", "firing"):
        return []
    return subjects(shots.head)


def _circumstances(hit: Hit) -> list[Token]:
    """Weapons and acts the harm came from: "died in an attack", "the raid in which two died"."""
    found = [*objects_of(hit.trigger, *_CIRCUMSTANCES)]
    for agent in children(hit.trigger, "agent"):
        if agent.lower_ in _CIRCUMSTANCES:
            found += children(agent, "pobj")
    clause = hit.trigger
    while clause.dep_ in {"oprd", "acomp", "conj", "ccomp", "xcomp"}:
        clause = clause.head
    told_of = [clause.head] if clause.dep_ == "relcl" else []
    return [t for t in (*sorted(found, key=lambda t: t.head.i), *told_of) if is_means(t)]


def acts_of(hit: Hit) -> list[Token]:
    """Words for the deed that did the harm: the trigger itself, or the attack that it came from."""
    trigger = hit.trigger
    clause = trigger
    while clause.dep_ in {"oprd", "acomp", "conj", "ccomp"} and clause.head != clause:
        clause = clause.head
    above = [clause.head] if clause.dep_ == "relcl" else []
    means = [a for a in hit.agents if is_means(a)]
    return [trigger, *(t for t in (*_circumstances(hit), *above, *means) if t.i != trigger.i)]


def doers_in(hit: Hit, phrases: Phrases, lexicon: Lexicon) -> list[tuple[Token, Surety]]:
    """Who is said to have done it, in this sentence, and how surely; nobody twice."""
    agents = _himself(hit, phrases) or _agents(hit, phrases, lexicon)
    tied = {
        doer.i: (doer, surety)
        for act in acts_of(hit)
        for doer, surety in tied_to(act)
        if is_actor(doer, phrases, lexicon) and not _is_victim(doer, hit.people)
    }
    found = agents or [t for act in _circumstances(hit) for t in _behind(act, lexicon)]
    found = found or _fought(hit, lexicon) or _who_fired(hit, phrases, lexicon)
    found = found or [a for a in _by_treatment(hit.trigger) if is_actor(a, phrases, lexicon)]
    if not found and not tied and hit.people is not None:
        acted = _acts_by(hit, lexicon) or _acts_beside(hit, lexicon)
        found = [t for t in acted if not _is_victim(t, hit.people)]
    told = {t.i: (t, _surety(t, hit)) for t in found if t.i not in tied}
    both = {**told, **{i: one for d, s in tied.values() for i, one in _members(d, s)}}
    did = {w.i: (w, s) for d, s in both.values() for w in behind_disguise(d)}
    return [one for one in did.values() if _may_do(one[0])]


def _may_do(doer: Token) -> bool:
    """Whether a word can be who did it: no pronoun for another, and no verb of the parse."""
    pointer = doer.lower_ in _POINTERS and doer.text != "US"  # the country, not "us"
    return not pointer and doer.tag_ not in {"VBD", "VBZ", "VBP"}


def _by_treatment(trigger: Token) -> list[Token]:
    """ "died in custody after being beaten by guards"."""
    verbs = [v for p in children(trigger, "prep") for v in children(p, "pcomp")]
    return [agent for verb in verbs if verb.tag_ == "VBN" for agent in by_agents(verb)]


def _members(doer: Token, surety: Surety) -> list[tuple[int, tuple[Token, Surety]]]:
    return [(t.i, (t, surety)) for t in all_of(doer)]
