"""Frames matched on a parsed sentence: who was harmed, by whom, and how it was put.

Each pattern is a small function from a trigger token to hits. They only look at the tree; what
a hit amounts to (scope, speaker, modality) is decided in :mod:`tollbook.read.assemble`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tollbook.read.frames import Frame, by_form
from tollbook.read.numbers import NumberPhrase
from tollbook.read.people import ADDITIONAL, People, Phrases, people_of
from tollbook.read.words import word_set
from tollbook.record import Count, Span, VictimGroup, add_counts
from tollbook.record.vocabulary import Harm

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj"})
_CLIMB = frozenset("xcomp ccomp advcl conj pcomp oprd acomp dep".split())
_VERBAL = frozenset({"VB", "VBD", "VBN", "VBG", "VBZ", "VBP"})
_RELATIVE = frozenset({"who", "whom", "that", "which"})
_FATAL = frozenset("dead fatally mortally".split())
_FIND = frozenset(
    """find finds found finding recover recovers recovered recovering discover discovered pull pulled
    retrieve retrieved receive received bring brought count counted identify identified dump dumped
    unearth unearthed exhume exhumed deliver delivered arrive arrived wash washed locate located see
    seen lay lying collect collected transfer transferred remove removed dig dug""".split()
)
_TAKE_LIVES = frozenset(
    "claim claims claimed claiming take takes took taken taking cost costs costing".split()
)
_LOSE = frozenset("lose loses lost losing".split())
_FEARED = frozenset("feared presumed believed missing".split())
_DEAD_NEXT = frozenset(
    "end ends heat line lines zone wood weight ringer center sea body-count reckoning poets letter letters".split()
)


@dataclass(frozen=True, slots=True)
class Hit:
    """One harm found by one frame in one sentence.

    :ivar harm: the frame's, or what the words around it make of it ("shot dead").
    :ivar agents: tokens of who did it; :ivar target: token of what was attacked.
    :ivar negated: told not to have happened, or not reported.
    """

    frame: Frame
    harm: Harm
    trigger: Token
    people: People | None
    agents: tuple[Token, ...] = ()
    target: Token | None = None
    negated: bool = False
    rule: str = ""


def children(token: Token, *deps: str) -> list[Token]:
    return [c for c in token.children if c.dep_ in deps]


def is_passive(verb: Token) -> bool:
    """Whether a participle's subject is the one it happened to."""
    if children(verb, "auxpass", "nsubjpass"):
        return True
    if verb.tag_ not in {"VBN", "VBD"} or children(verb, "dobj"):
        return False
    if verb.dep_ in {"acl", "relcl"} and verb.tag_ == "VBN" and not children(verb, "nsubj"):
        return True
    if children(verb, "agent"):
        return True
    if verb.dep_ == "conj" and verb.head.tag_ in _VERBAL and not children(verb, "nsubj"):
        return is_passive(verb.head)
    return verb.dep_ in {"oprd", "ccomp", "xcomp", "advcl", "acomp", "amod"} and verb.tag_ == "VBN"


def own_subjects(verb: Token) -> list[Token]:
    found = children(verb, "nsubjpass", "nsubj")
    out = []
    for subject in found:
        if subject.lower_ in _RELATIVE and verb.dep_ == "relcl":
            out.append(verb.head)
        else:
            out.append(subject)
    return out


def _main_verb(token: Token) -> Token:
    """The verb above a relative clause that is in no relative clause itself."""
    while token.head != token:
        token = token.head
        if token.tag_ in _VERBAL and token.dep_ not in {"relcl", "acl"}:
            return token
    return token


def _coordination_root(noun: Token) -> Token:
    """ "149 civilians and eight guards killed": the participle is said of all of them."""
    root = noun
    while root.dep_ == "conj" and root.head.tag_ in {"NNS", "NN", "CD"}:
        root = root.head
    clean = all(t.lower_ not in by_form() for t in root.doc[root.i : noun.i])
    return root if clean else noun


_ACCUSE = frozenset(
    """accuse accuses accused accusing blame blames blamed blaming charge charged charges charging suspect
    suspected convict convicted indict indicted""".split()
)


def accused_of(verb: Token) -> list[Token]:
    """Whom an accusation names: "accused the militia of killing", "was charged with killing"."""
    prep = verb.head
    if verb.dep_ != "pcomp" or prep.lower_ not in {"of", "for", "with"}:
        return []
    accuse = prep.head
    if accuse.lower_ not in _ACCUSE:
        return []
    return children(accuse, "dobj") or children(accuse, "nsubjpass") or subjects(accuse)


def subjects(verb: Token) -> list[Token]:
    """The subject of a verb, from the verb that governs it where it has none of its own."""
    token = verb
    for _ in range(6):
        found = own_subjects(token)
        if found:
            return found
        if token.dep_ in {"acl", "relcl"}:
            return [_coordination_root(token.head)]
        if token.dep_ == "advcl" and token.tag_ == "VBG" and token.head.dep_ == "relcl" and token.i:
            if token.doc[token.i - 1].text == ",":
                # "fired on protesters who blocked the bridge, killing 25": not the protesters
                token = _main_verb(token.head)
                continue
        accused = accused_of(token)
        if accused:
            return accused
        if token.dep_ == "prep" or token.dep_ in _CLIMB:
            if token.dep_ in {"xcomp", "ccomp"} and children(token.head, "dobj"):
                if token.head.tag_ != "VBN" or token.dep_ == "xcomp":
                    return children(token.head, "dobj")
            token = token.head
            continue
        return []
    return []


def _relative_object(verb: Token) -> list[Token]:
    """ "the men whom they killed", "the 12 people the bomb killed"."""
    if verb.dep_ != "relcl":
        return []
    objects = children(verb, "dobj")
    if objects and objects[0].lower_ in _RELATIVE:
        return [verb.head]
    if not objects and children(verb, "nsubj") and not children(verb, "auxpass", "nsubjpass"):
        subject = children(verb, "nsubj")[0]
        if subject.lower_ not in _RELATIVE:
            return [verb.head]
    return []


def by_agents(token: Token) -> list[Token]:
    """Who stands after "by": agents of a passive, or of a noun ("the killing of X by Y")."""
    found = []
    for child in token.children:
        if child.dep_ in {"agent", "prep"} and child.lower_ == "by":
            found += children(child, "pobj")
        elif child.dep_ == "prep" and child.lower_ in {"in", "during", "after", "at"}:
            for obj in children(child, "pobj"):
                if obj.lower_ in {"hands"}:
                    for of in children(obj, "prep"):
                        found += children(of, "pobj")
                else:
                    found += [a for a in by_agents(obj) if child.lower_ != "at"]
        elif child.dep_ == "prep" and child.lower_ == "of" and token.lower_ == "killing":
            for obj in children(child, "pobj"):
                found += [
                    a
                    for p in children(obj, "prep")
                    if p.lower_ == "by"
                    for a in children(p, "pobj")
                ]
    return found


def _negated(verb: Token) -> bool:
    if any(c.dep_ == "neg" and c.lower_ != "only" for c in verb.children):
        return True
    head = verb.head
    return verb.dep_ in {"xcomp", "acomp"} and any(c.dep_ == "neg" for c in head.children)


def _among(token: Token) -> list[Token]:
    """ "A man and two women were among those killed": the subject, not "those"."""
    if token.lower_ in {"those", "people", "victims", "dead", "killed", "injured", "wounded"}:
        prep = token.head
        if prep.lower_ in {"among", "amongst"} and prep.dep_ == "prep":
            return own_subjects(prep.head)
    return []


def _people(tokens: list[Token], phrases: Phrases) -> People | None:
    for token in [*(a for t in tokens for a in _among(t)), *tokens]:
        people = people_of(token, phrases)
        if people is not None:
            return people
    return None


def _among_number(token: Token, phrases: Phrases) -> NumberPhrase | None:
    """ "Women among 12-14 killed": the number right before the word, after "among"."""
    text = phrases.doc.text
    for number in phrases.numbers:
        near = number.end <= token.idx and not text[number.end : token.idx].strip()
        if near and re.search(r"\bamong(?:st)?\s+(?:the\s+)?$", text[: number.start], re.I):
            return number
    return None


def _whole_of_parts(token: Token, frame: Frame, phrases: Phrases, harm: Harm) -> Hit | None:
    number = _among_number(token, phrases)
    if number is None:
        return None
    hit = _numbered(token, frame, number.count, number.start, phrases, harm)
    named = own_subjects(token) or own_subjects(token.head) or own_subjects(token.head.head)
    inside = _people([t for t in named if t.idx < number.start], phrases)
    if hit.people is None or inside is None:
        return hit
    return replace(hit, people=replace(hit.people, parts=inside.groups))


def _along_with(verb: Token, people: People, phrases: Phrases) -> People:
    """ "was killed with two others": those after "with" or "along with" were killed too."""
    for prep in verb.children:
        if prep.dep_ != "prep" or prep.lower_ not in {"with", "alongside", "along"}:
            continue
        holders = [prep, *(c for c in prep.children if c.lower_ == "with")]
        for obj in (o for h in holders for o in children(h, "pobj")):
            more = people_of(obj, phrases)
            if more is None or more.start < people.end or more.kind in {"plural", "none"}:
                continue
            if more.attackers or not more.count.positive:
                continue
            text = phrases.doc.text
            return replace(
                people,
                count=add_counts([people.count, more.count], text[people.start : more.end]),
                groups=(*people.groups, *more.groups),
                end=more.end,
                heads=people.heads | more.heads,
                names=(*people.names, *more.names),
                kind="number",
            )
    return people


def _aims(verb: Token, phrases: Phrases) -> bool:
    """ "shot back", "shot at the crowd", "shot over the bar": the subject shoots."""
    if any(c.lower_ in {"back", "wide", "first"} for c in children(verb, "advmod", "prt")):
        return True
    for prep in children(verb, "prep"):
        if prep.lower_ in {"at", "on", "into", "towards", "toward"}:
            return any(people_of(o, phrases) is not None for o in children(prep, "pobj"))
        if prep.lower_ in {"over", "past"}:
            return True
    return False


def _transitive_roles(verb: Token, phrases: Phrases) -> tuple[People | None, list[Token], bool]:
    """Victims, agents and whether the tree gave a victim position at all."""
    objects = children(verb, "dobj") or _relative_object(verb)
    if not objects and verb.dep_ not in {"relcl"}:
        for conj in children(verb, "conj"):
            if conj.tag_ in _VERBAL and not is_passive(conj) and not own_subjects(conj):
                objects = children(conj, "dobj")
                if objects and not is_passive(verb):
                    break
                objects = []
    if is_passive(verb):
        return _people(subjects(verb), phrases), by_agents(verb), True
    if objects:
        return _people(objects, phrases), subjects(verb) if verb.dep_ != "amod" else [], True
    if verb.tag_ in {"VBD", "VBN"} and not _aims(verb, phrases):
        # headline style: "Three killed in blast"
        victims = _people(own_subjects(verb), phrases)
        if victims is not None:
            return victims, by_agents(verb), True
    return None, [], False


def transitive(token: Token, frame: Frame, phrases: Phrases) -> Iterator[Hit]:
    if token.dep_ == "amod" and token.tag_ in {"VBN", "JJ", "VBD"}:
        people = people_of(token.head, phrases)
        if people is not None:
            yield Hit(frame, frame.harm, token, people, rule="participle before the noun")
        return
    if token.tag_ in {"NN", "NNS"} and token.lower_.endswith("ing"):
        return
    if frame.particle and not any(
        c.lower_ == frame.particle and c.dep_ in {"prt", "advmod", "prep"} for c in token.children
    ):
        return
    if token.lower_ == "killed" and token.dep_ in {"pobj", "dobj", "nsubj", "attr", "nsubjpass"}:
        # "12 killed", "most of those killed" taken for a noun by the parser
        yield from state(token, frame, phrases)
        return
    whole = _whole_of_parts(token, frame, phrases, frame.harm)
    if whole is not None:
        yield whole
        return
    if any(
        c.lower_ == "at" and c.dep_ == "prep" and not children(c, "pobj") for c in token.children
    ):
        return  # "was shot at"
    people, agents, _ = _transitive_roles(token, phrases)
    rule = "passive" if is_passive(token) else "active"
    if people is not None:
        people = _along_with(token, people, phrases)
    else:
        people, rule = _nearby_number(token, phrases), "number beside the verb"
    if people is None:
        people, rule = _counted_before(token, phrases), "counted people before the verb"
    if people is not None:
        harm: Harm = "killed" if frame.name == "injure" and _fatal(token) else frame.harm
        yield Hit(frame, harm, token, people, tuple(agents), negated=_negated(token), rule=rule)


def _counted_before(token: Token, phrases: Phrases) -> People | None:
    """A counted noun before "were killed" that the parser tied to something else.

    "on Saturday, October 21, 2023, nine civilians, including six children, were killed": the
    last counted people before the verb that stand under no "including".
    """
    if not any(
        c.lower_ in {"was", "were", "been"} and c.dep_ in {"auxpass", "aux"} for c in token.children
    ):
        return None
    inside = {
        t.i
        for i in token.doc
        if i.lower_ in {"including", "among"} and i.i < token.i
        for t in i.subtree
    }
    table = by_form()
    for left in reversed(range(token.i)):
        word = token.doc[left]
        if word.lower_ in table and word.tag_ in _VERBAL:
            return None
        if word.i not in inside and word.tag_ in {"NNS", "NN"} and phrases.number_before(word):
            people = people_of(word, phrases)
            if people is not None:
                return people
    return None


def _nearby_number(token: Token, phrases: Phrases) -> People | None:
    """ "6 shot", "killing at least 12": a number right beside the verb that no noun follows."""
    text = phrases.doc.text
    for number in phrases.numbers:
        gap_after = text[number.end : token.idx]
        gap_before = text[token.idx + len(token) : number.start]
        after_ok = number.end <= token.idx and re.fullmatch(
            r"\s+(?:(?:were|was|are|people|persons|dead|have been|others|more|reported|reportedly)\s+){0,3}",
            gap_after,
        )
        before_ok = (
            number.start >= token.idx + len(token)
            and gap_before.strip() == ""
            and re.match(
                r"\s*(?:$|[.,;:]|in\b|and\b|at\b|on\b|people|persons|others?\b|more\b|of\b)",
                text[number.end :],
            )
        )
        if after_ok or before_ok:
            words = text[number.start : number.end]
            span = Span(number.start, number.end, words)
            return People(
                number.count,
                (VictimGroup(words, count=number.count, span=span),),
                "none" if number.count.shape == "zero" else "number",
                number.start,
                number.end,
                frozenset({"people"}),
                additional="others" in gap_after or "more" in gap_after,
            )
    return None


def _fatal(verb: Token) -> bool:
    """Whether words around the verb make it deadly: "shot dead", "beaten to death"."""
    for child in verb.children:
        if child.lower_ in _FATAL:
            return True
        if child.lower_ == "to" and any(c.lower_ == "death" for c in child.children):
            return True
        if child.lower_ == "alive" and verb.lower_.startswith("burn"):
            return True
        if child.dep_ == "conj" and child.lower_ in {"killed", "killing", "kill", "murdered"}:
            return True
    around = verb.doc[max(0, verb.i - 1) : verb.i + 2].text.casefold()
    return "fatally" in around


def violence(token: Token, frame: Frame, phrases: Phrases) -> Iterator[Hit]:
    fatal = _fatal(token)
    if token.lower_ in frame.only_upgraded and not fatal:
        return
    if token.tag_ not in _VERBAL and not fatal:
        return
    for hit in transitive(token, frame, phrases):
        if hit.people is None:
            continue
        yield replace(
            hit,
            harm="killed" if fatal else frame.harm,
            rule=hit.rule + (", fatal" if fatal else ""),
        )


def intransitive(token: Token, frame: Frame, phrases: Phrases) -> Iterator[Hit]:
    if token.tag_ not in _VERBAL or children(token, "acomp", "attr"):
        return
    if token.lower_ == "dying" and any(c.tag_ == "VB" for c in children(token, "xcomp")):
        return  # "dying to see the match"
    found = [token.head] if token.dep_ in {"acl"} else subjects(token)
    people = _people(found, phrases) or _nearby_number(token, phrases)
    if people is not None:
        people = _along_with(token, people, phrases)
        yield Hit(frame, frame.harm, token, people, negated=_negated(token), rule="subject")


def _state_holders(token: Token) -> list[Token]:
    """Whom an adjective such as "dead" is said of."""
    own = children(token, "nsubj", "nsubjpass")
    if own:
        return own
    head = token.head
    if token.dep_ in {
        "acomp",
        "oprd",
        "attr",
        "xcomp",
        "ccomp",
        "advmod",
        "dep",
        "dobj",
        "conj",
        "npadvmod",
        "advcl",
    }:
        if children(head, "nsubjpass"):
            return children(head, "nsubjpass")
        objects = [o for o in children(head, "dobj") if o != token]
        if objects:
            return objects
        if token.dep_ == "conj" and head.tag_ in {"JJ", "VBN", "NN"}:
            return _state_holders(head)
        return subjects(head)
    if token.dep_ in {"amod"}:
        return [head]
    if token.dep_ == "acl":
        return [head]
    return []


def state(token: Token, frame: Frame, phrases: Phrases) -> Iterator[Hit]:
    """ "12 dead", "left 12 dead", "found dead", "are missing"."""
    following = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    if following in _DEAD_NEXT or (token.is_title and following == "sea"):
        return
    if (
        frame.harm != "missing"
        and token.tag_ in _VERBAL
        and token.dep_
        not in {
            "oprd",
            "acl",
            "acomp",
            "amod",
            "pobj",
            "dobj",
            "nsubj",
            "conj",
            "attr",
            "nsubjpass",
        }
    ):
        if frame.harm == "injured" or token.tag_ != "VBN":
            return  # a verb: the transitive frame reads it
    harm: Harm = frame.harm
    if frame.name == "dead" and (
        token.head.lower_ in _FEARED or any(c.lower_ in _FEARED for c in token.children)
    ):
        harm = "missing"
    whole = _whole_of_parts(token, frame, phrases, harm)
    if whole is not None:
        yield whole
        return
    number = phrases.number_before(token)
    if number is not None and (token.dep_ not in {"amod"} or not phrases.number_before(token.head)):
        gap = token.doc.text[number.end : token.idx].strip()
        if gap.casefold() in {"", "people", "persons", "were", "others", "more"}:
            yield _numbered(token, frame, number.count, number.start, phrases, harm)
            return
    people = _people(_state_holders(token), phrases) or _nearby_number(token, phrases)
    if people is not None:
        yield Hit(frame, harm, token, people, negated=_negated(token.head), rule="state")


def _numbered(
    token: Token, frame: Frame, count: Count, start: int, phrases: Phrases, harm: Harm
) -> Hit:
    text = phrases.doc.text
    end = token.idx + len(token)
    words = text[start:end]
    before = text[max(0, start - 10) : start].casefold()
    people = People(
        count,
        (VictimGroup(words, count=count, span=Span(start, end, words)),),
        "none" if count.shape == "zero" else "definite" if before.endswith("the ") else "number",
        start,
        end,
        frozenset({"people"}),
        additional=bool(ADDITIONAL.search(before + words)),
    )
    return Hit(frame, harm, token, people, rule="number before the word")


_NO = re.compile(r"\b(?:no|without(?: any)?|zero)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_REPORTED = re.compile(
    r"\breports?\b|\breported\b|\bconfirmed\b|\bword on\b|\bdetails\b", re.IGNORECASE
)


def _asserted_none(token: Token, frame: Frame, phrases: Phrases) -> Hit | None:
    """ "no casualties" is nobody; "no reports of casualties" says nothing."""
    text = phrases.doc.text
    window = text[max(0, token.idx - 40) : token.idx]
    no_here = _NO.search(window)
    reports = re.search(
        r"\bno\s+(?:\w+\s+){0,3}(?:reports?|word|news|information|details)\s+(?:\w+\s+){0,3}(?:of|on|about)\s+(?:any\s+)?(?:\w+\s+){0,3}$",
        window,
        re.IGNORECASE,
    )
    if reports:
        start = token.idx - len(window) + reports.start()
        count = Count.not_reported(text[start : token.idx + len(token)])
    elif no_here:
        start = token.idx - len(window) + no_here.start()
        raw = text[start : token.idx + len(token)]
        said = token.head.lower_ in {"reported", "known", "confirmed", "recorded"} or any(
            c.lower_ in {"reported", "known", "confirmed"} for c in token.rights
        )
        count = Count.not_reported(raw) if said else Count.exact(0, raw)
    else:
        return None
    end = token.idx + len(token)
    words = text[start:end]
    people = People(
        count,
        (VictimGroup(words, count=count, span=Span(start, end, words)),),
        "none",
        start,
        end,
        frozenset({"people"}),
    )
    return Hit(frame, frame.harm, token, people, rule="nobody")


def noun(token: Token, frame: Frame, phrases: Phrases) -> Iterator[Hit]:
    if token.tag_ not in {"NN", "NNS", "VBG"} or token.dep_ == "compound":
        return
    if token.tag_ == "VBG" and children(token, "dobj"):
        return
    if token.dep_ == "dobj" and token.head.lower_ in {"died", "die", "dying"}:
        return  # "we died a hundred deaths"
    none = _asserted_none(token, frame, phrases)
    if none is not None:
        yield none
        return
    found: list[Token] = []
    for prep in children(token, "prep"):
        if prep.lower_ in {"of", "to"}:
            found += children(prep, "pobj")
    people = _people(found, phrases)
    rule = "of"
    if people is None:
        people, rule = _people(children(token, "poss"), phrases), "possessor"
    counted = phrases.number_before(token)
    if counted is None and token.dep_ == "pobj" and token.head.lower_ == "of":
        counted = phrases.number_at(token.head.head)  # "a number of deaths", "dozens of killings"
    verb = token.head
    if people is None and counted is None and token.dep_ == "dobj" and verb.lower_ in _COMMIT:
        words = token.text
        span = Span(token.idx, token.idx + len(words), words)
        done = People(
            Count.plural(words),
            (VictimGroup(words, span=span),),
            "definite",
            token.idx,
            token.idx + len(words),
            frozenset({"killed"}),
        )
        yield Hit(frame, frame.harm, token, done, tuple(subjects(verb)), rule="carried out")
        return
    if people is None and counted is not None and token.lower_ in frame.count_forms:
        yield _numbered(token, frame, counted.count, counted.start, phrases, frame.harm)
        return
    if people is not None:
        if (
            counted is not None
            and token.lower_ in frame.count_forms
            and people.count.shape == "plural"
        ):
            people = replace(
                people, count=counted.count, kind="number", start=min(people.start, counted.start)
            )
        yield Hit(frame, frame.harm, token, people, tuple(by_agents(token)), rule=rule)


def count_noun(token: Token, frame: Frame, phrases: Phrases) -> Iterator[Hit]:
    none = _asserted_none(token, frame, phrases)
    if none is not None:
        yield none
        return
    number = phrases.number_before(token)
    if number is not None:
        yield _numbered(token, frame, number.count, number.start, phrases, frame.harm)
        return
    people = people_of(token, phrases)
    verb = token.head
    if (
        people is not None
        and people.kind in {"plural", "indefinite"}
        and (
            token.dep_ in {"dobj", "attr", "nsubjpass"}
            and verb.lower_ not in {"avoid", "minimise", "minimize"}
        )
    ):
        yield Hit(frame, frame.harm, token, people, rule="counted noun")


def toll(token: Token, frame: Frame, phrases: Phrases) -> Iterator[Hit]:
    """ "the death toll rose from 12 to 14": the number the toll came to."""
    text = phrases.doc.text
    window_end = min(len(text), token.idx + 120)
    after = [n for n in phrases.numbers if token.idx < n.start < window_end and n.count.positive]
    after = [n for n in after if not re.search(r"\bfrom\s+$", text[max(0, n.start - 6) : n.start])]
    before = [n for n in phrases.numbers if 0 <= token.idx - n.end < 40 and n.count.positive]
    chosen = after[0] if after else None
    if (
        chosen is not None
        and chosen.count.shape == "range"
        and re.match(r"from\b", text[chosen.start :], re.I)
    ):
        # "rose from 12 to 14": where it came to
        chosen = replace(chosen, count=Count.exact(chosen.count.high or 0, chosen.count.raw))
    if (
        chosen is None
        and before
        and re.fullmatch(
            r"[\s,]*(?:was |is |as )?(?:the |a )?(?:official |overall |total )?(?:death )?",
            text[before[-1].end : token.idx],
        )
    ):
        chosen = before[-1]
    if chosen is None:
        return
    between = text[token.idx : chosen.start]
    if (
        after
        and chosen is after[0]
        and not re.search(
            r"\b(?:to|at|of|reached|reaching|hit|passed|exceeded|exceeds|stands|stood|is|was|rose|climbed|topped|surpassed)\b|:",
            between,
        )
    ):
        return
    harm: Harm = frame.harm
    previous = text[max(0, token.idx - 24) : token.idx].casefold()
    if re.search(r"(?:injur|wound|injured|casualty)\w*\s+$", previous):
        harm = "injured" if "casualty" not in previous else "killed_or_injured"
    start, end = chosen.start, chosen.end
    words = text[start:end]
    people = People(
        chosen.count,
        (VictimGroup(words, count=chosen.count, span=Span(start, end, words)),),
        "number",
        start,
        end,
        frozenset({"people"}),
    )
    yield Hit(frame, harm, token, people, rule="toll")


_NUMBER_OF = re.compile(
    r"number of\s+(?:\w+\s+){0,3}?(?P<what>killed|dead|deaths|fatalities|died|wounded|injured|injuries|casualties|missing|detained|arrested)\b",
    re.IGNORECASE,
)
_WHAT: dict[str, Harm] = {
    "wounded": "injured",
    "injured": "injured",
    "injuries": "injured",
    "casualties": "killed_or_injured",
    "missing": "missing",
    "detained": "detained",
    "arrested": "detained",
}


def number_of(token: Token, frame: Frame, phrases: Phrases) -> Iterator[Hit]:
    """ "the number of people killed rose to 45", "45 is the number of people killed"."""
    text = phrases.doc.text
    said = _NUMBER_OF.match(text, token.idx)
    if said is None:
        return
    harm = _WHAT.get(said["what"].casefold(), frame.harm)
    for number in phrases.numbers:
        if number.end <= token.idx and re.fullmatch(
            r"\s+(?:is|was|are|were)\s+(?:now\s+)?the\s+(?:total\s+)?", text[number.end : token.idx]
        ):
            hit = _numbered(token, frame, number.count, number.start, phrases, harm)
            yield _reaching(hit, said.end())
            return
    for hit in toll(token, frame, phrases):
        yield _reaching(replace(hit, harm=harm), said.end())


def _reaching(hit: Hit, end: int) -> Hit:
    """The hit with its people reaching as far as the words that say who is counted."""
    if hit.people is None:
        return hit
    return replace(hit, people=replace(hit.people, end=max(end, hit.people.end)))


def lives(token: Token, frame: Frame, phrases: Phrases) -> Iterator[Hit]:
    verb = token.head
    while verb.dep_ in {"conj", "pobj"} and verb.head != verb and verb.tag_ not in _VERBAL:
        verb = verb.head
    if verb.lower_ in _LOSE and token.dep_ == "dobj":
        people = _people(subjects(verb), phrases)
        if people is not None:
            yield Hit(frame, frame.harm, token, people, rule="lost their lives")
        else:
            number = phrases.number_before(token)
            if number is not None:
                yield _numbered(token, frame, number.count, number.start, phrases, frame.harm)
        return
    if verb.lower_ not in _TAKE_LIVES:
        return
    none = _asserted_none(token, frame, phrases)
    if none is not None:
        yield none
        return
    of = [o for p in children(token, "prep") if p.lower_ == "of" for o in children(p, "pobj")]
    people = _people(of, phrases) or _people(children(token, "poss"), phrases)
    number = phrases.number_before(token)
    if people is not None:
        yield Hit(frame, frame.harm, token, people, tuple(subjects(verb)), rule="lives of")
    elif number is not None:
        yield _numbered(token, frame, number.count, number.start, phrases, frame.harm)


def body(token: Token, frame: Frame, phrases: Phrases) -> Iterator[Hit]:
    if token.tag_ not in {"NN", "NNS"}:
        return
    verb = token.head
    found = any(
        t.lower_ in _FIND
        for t in (verb, *children(token, "acl", "relcl"), *children(verb, "xcomp"))
    )
    if not found:
        return
    of = [o for p in children(token, "prep") if p.lower_ == "of" for o in children(p, "pobj")]
    people = _people(of, phrases) or _people(children(token, "poss"), phrases)
    number = phrases.number_before(token)
    if people is not None:
        yield Hit(frame, frame.harm, token, people, rule="bodies of")
    elif number is not None:
        yield _numbered(token, frame, number.count, number.start, phrases, frame.harm)
    elif not children(token, "poss"):
        own = people_of(token, phrases)
        if own is not None and own.kind in {"plural", "indefinite"}:
            yield Hit(frame, frame.harm, token, own, rule="bodies")


_COMMIT = frozenset(
    "carried carry carrying committed commit committing perpetrated perpetrate ordered did".split()
)
_HURTS = frozenset("injury injuries wound wounds burns burn bruises fracture fractures".split())


def suffer(token: Token, frame: Frame, phrases: Phrases) -> Iterator[Hit]:
    """ "suffered gunshot wounds", "treated for injuries"."""
    if token.tag_ not in _VERBAL:
        return
    objects = children(token, "dobj") + [
        o
        for p in children(token, "prep")
        if p.lower_ in {"for", "with", "from"}
        for o in children(p, "pobj")
    ]
    if not any(o.lower_ in _HURTS or any(c.lower_ in _HURTS for c in o.children) for o in objects):
        return
    people = _people(subjects(token), phrases)
    if people is not None:
        yield Hit(frame, frame.harm, token, people, negated=_negated(token), rule="suffered")


def light(token: Token, frame: Frame, phrases: Phrases) -> Iterator[Hit]:
    verb = token.head if token.dep_ != "pobj" else token.head.head
    if verb.lower_ not in frame.verbs:
        return
    if is_passive(verb) or children(verb, "nsubjpass"):
        people, agents = _people(subjects(verb), phrases), by_agents(verb)
    else:
        objects = [o for o in children(verb, "dobj") if o != token]
        people, agents = _people(objects, phrases), subjects(verb)
    if people is not None:
        yield Hit(
            frame,
            frame.harm,
            token,
            people,
            tuple(agents),
            negated=_negated(verb),
            rule="light verb",
        )


def attack(token: Token, frame: Frame, phrases: Phrases) -> Iterator[Hit]:
    if token.tag_ in _VERBAL:
        objects = children(token, "dobj")
        if is_passive(token):
            target, agents = subjects(token)[:1], by_agents(token)
        elif objects:
            target, agents = objects[:1], subjects(token)
        else:
            return
        if target and not _negated(token):
            yield Hit(frame, "attacked", token, None, tuple(agents), target[0], rule="attack")
        return
    if token.tag_ not in {"NN", "NNS"}:
        return
    for prep in children(token, "prep"):
        if prep.lower_ in {"on", "against"}:
            for obj in children(prep, "pobj"):
                if obj.ent_type_ in {"DATE", "TIME"}:
                    continue
                yield Hit(
                    frame, "attacked", token, None, tuple(by_agents(token)), obj, rule="attack on"
                )


def fire_on(token: Token, frame: Frame, phrases: Phrases) -> Iterator[Hit]:
    """ "fired on", "opened fire on", "firing directly at"."""
    if token.lower_ == "opened":
        return
    if token.tag_ in {"NN", "NNS"} and token.head.lower_ in {"set", "sets", "setting"}:
        places = [
            o
            for v in (token, token.head)
            for p in children(v, "prep")
            if p.lower_ == "to"
            for o in children(p, "pobj")
        ]
        for obj in places[:1]:
            yield Hit(
                frame, "attacked", token, None, tuple(subjects(token.head)), obj, rule="set fire to"
            )
        return
    verb = token if token.tag_ in _VERBAL else token.head
    if token.tag_ not in _VERBAL and verb.lower_ not in {"open", "opened", "opens", "opening"}:
        return
    preps = children(token, "prep") + (children(verb, "prep") if verb != token else [])
    for prep in preps:
        if prep.lower_ in {"on", "at", "upon", "into", "toward", "towards"}:
            for obj in children(prep, "pobj"):
                people = people_of(obj, phrases)
                if people is not None or obj.lower_ in {
                    "crowd",
                    "crowds",
                    "house",
                    "home",
                    "vehicle",
                    "car",
                }:
                    yield Hit(
                        frame, "attacked", token, None, tuple(subjects(verb)), obj, rule="fired on"
                    )
                    return


_PATTERNS: dict[str, Callable[[Token, Frame, Phrases], Iterator[Hit]]] = {
    "transitive": transitive,
    "violence": violence,
    "intransitive": intransitive,
    "state": state,
    "noun": noun,
    "count_noun": count_noun,
    "toll": toll,
    "lives": lives,
    "body": body,
    "suffer": suffer,
    "light": light,
    "attack": attack,
    "fire_on": fire_on,
    "number_of": number_of,
}


def hits(phrases: Phrases) -> list[Hit]:
    """All harms that the frames find in a sentence, in the order of their triggers."""
    found: list[Hit] = []
    table = by_form()
    for token in phrases.doc:
        for frame in table.get(token.lower_, ()):
            found.extend(_PATTERNS[frame.pattern](token, frame, phrases))
    return _without_doubles(found)


def _without_doubles(found: list[Hit]) -> list[Hit]:
    """Of several hits on the same people and harm in one sentence the first, the most telling."""
    kept: list[Hit] = []
    for hit in found:
        if hit.people is None:
            kept.append(hit)
            continue
        same = [
            k
            for k in kept
            if k.people is not None
            and k.people.start < hit.people.end
            and hit.people.start < k.people.end
        ]
        if any(k.harm == hit.harm for k in same):
            continue
        if (
            hit.harm == "injured"
            and any(k.harm == "killed" and k.frame.pattern != "toll" for k in same)
            and hit.frame.name in {"shoot", "beat", "wounded"}
        ):
            continue
        kept.append(hit)
    drop = set()
    for i, a in enumerate(kept):
        for b in kept:
            if (
                a.frame.name in {"shoot", "beat"}
                and a.harm == "injured"
                and b.harm == "killed"
                and a.people
                and b.people
                and a.people.start < b.people.end
                and b.people.start < a.people.end
            ):
                drop.add(i)
    return [h for i, h in enumerate(kept) if i not in drop]


__all__ = [
    "Hit",
    "by_agents",
    "children",
    "hits",
    "is_passive",
    "own_subjects",
    "subjects",
    "word_set",
]
