"""Questions to a dependency tree: subjects, objects, agents, and whom an accusation names.

Labels are those of the ClearNLP scheme that spaCy's English models use (nsubj, dobj, pobj ...).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tollbook.read.frames import by_form
from tollbook.read.words import nouns, word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

VERBAL = frozenset({"VB", "VBD", "VBN", "VBG", "VBZ", "VBP"})
RELATIVE = frozenset({"who", "whom", "that", "which"})
# relations through which a verb without a subject borrows that of the word above it
_CLIMB = frozenset({"prep", "xcomp", "ccomp", "advcl", "conj", "pcomp", "oprd", "acomp", "dep"})
_FINITE = frozenset({"VBZ", "VBP", "VBD"})
_ONES = frozenset({"one", "both"})  # numbers that the tagger may take for nouns
_HIGHEST = 6  # steps up in search of a subject; longer chains are misparses
# relations of words that belong to a noun's own left part
_LEFT = frozenset(
    {
        "det",
        "amod",
        "nummod",
        "quantmod",
        "compound",
        "poss",
        "predet",
        "advmod",
        "nmod",
        "case",
        "punct",
        "neg",
        "npadvmod",
    }
)


def children(token: Token, *deps: str) -> list[Token]:
    """The children in one of these relations, in the order of the sentence."""
    return [c for c in token.children if c.dep_ in deps]


def objects_of(token: Token, *prepositions: str) -> list[Token]:
    """What stands after one of these prepositions under ``token`` ("the bodies of X and Y": X)."""
    return [
        obj
        for prep in children(token, "prep")
        if prep.lower_ in prepositions
        for obj in children(prep, "pobj")
    ]


def left_edge(token: Token) -> int:
    """Index of the first token of the noun phrase headed by ``token``, its left part only."""
    edge = token.i
    apart = any(child.dep_ == "prep" for child in token.lefts)  # ", among them a woman"
    for child in token.lefts:
        if child.dep_ in _LEFT and not (apart and child.is_punct):
            edge = min(edge, left_edge(child))
    return edge


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
    if verb.dep_ == "conj" and verb.head.tag_ in VERBAL and not children(verb, "nsubj"):
        return is_passive(verb.head)
    return verb.dep_ in {"oprd", "ccomp", "xcomp", "advcl", "acomp", "amod"} and verb.tag_ == "VBN"


def is_negated(verb: Token) -> bool:
    """Whether a "not" stands with the verb, or with the one whose complement it is."""
    if any(c.dep_ == "neg" and c.lower_ != "only" and not _contrasts(c) for c in verb.children):
        return True
    if verb.i and verb.nbor(-1).lower_ in {"nearly", "almost"} and verb.nbor(-1).head == verb:
        return True  # "nearly died"; in "nearly 40 died" it stands with the number
    return verb.dep_ in {"xcomp", "acomp"} and bool(children(verb.head, "neg"))


def _contrasts(neg: Token) -> bool:
    """ "Fifty-five people died, not 58": a number that it was not, behind a comma."""
    at, doc = neg.i, neg.doc
    behind = doc[at + 1 : at + 3]
    return at > 0 and doc[at - 1].text == "," and any(t.tag_ == "CD" for t in behind)


def denied(adverb: Token) -> bool:
    """ "non-fatally": the adverb says that it was not so."""
    before = adverb.doc[max(0, adverb.i - 2) : adverb.i].text.casefold().rstrip("-\u2013 ")
    return before.endswith(("non", "not"))


def number_of_them(adverb: Token) -> Token | None:
    """The number of "one fatally", "two of them fatally"; None: the adverb is the verb's."""
    doc, at = adverb.doc, adverb.i - 1
    if at >= 1 and doc[at].lower_ in {"them", "whom"} and doc[at - 1].lower_ == "of":
        at -= 2
    number = doc[at].tag_ == "CD" or doc[at].lower_ in _ONES
    counts = at >= 0 and number and not doc[at].lower_.endswith("old")
    return doc[at] if counts else None


def own_subjects(verb: Token) -> list[Token]:
    """The verb's own subjects; for a "who" or "that", the noun it stands for.

    Of "said that shelling by the army killed four" the shelling, which is parsed as a clause.
    """
    found = children(verb, "nsubjpass", "nsubj", "csubj")
    if len(found) > 1:  # "four died, a cook among them, and eight were hurt": not the cook
        found = [s for s in found if not _is_among_others(s)] or found
    return [
        _antecedent(subject, verb)
        if subject.lower_ in RELATIVE and verb.dep_ == "relcl"
        else subject
        for subject in found
    ]


def _is_among_others(noun: Token) -> bool:
    among = objects_of(noun, "among", "amongst")
    return any(o.lower_ in {"them", "whom"} for o in among)


def _antecedent(pronoun: Token, verb: Token) -> Token:
    """Of "the chief of Hamas, who was killed" the chief, though "who" stands with the name."""
    head = verb.head
    if pronoun.lower_ == "who" and head.dep_ == "pobj" and head.head.lower_ == "of":
        holder = head.head.head
        named = head.tag_ in {"NNP", "NNPS"} and head.ent_type_ != "PERSON"
        if named and holder.tag_ in {"NN", "NNS"} and holder.lower_ in nouns():
            return holder
    return head


def subjects(verb: Token) -> list[Token]:
    """The subject of a verb, from the verb that governs it where it has none of its own."""
    token = verb
    for _ in range(_HIGHEST):
        found = own_subjects(token)
        if found:
            return found
        if token.dep_ in {"acl", "relcl"}:
            return _counted_as(token.head) or [coordination_root(_described(token))]
        if token.dep_ == "advcl" and token.tag_ in _FINITE and children(token, "mark"):
            # "Kut will mourn after rocket kills 12": not the city, whatever the parse makes of it
            return children(token, "compound")
        if _comments_on_main_clause(token):
            token = _main_verb(token.head)
            continue
        accused = accused_of(token)
        if accused:
            return accused
        if token.dep_ not in _CLIMB or (token.dep_ == "ccomp" and children(token, "mark")):
            return []  # whoever says "that four were killed" is no subject of what is said
        if _object_controls(token):
            return children(token.head, "dobj")
        token = token.head
    return []


def _described(participle: Token) -> Token:
    """The noun that a participle describes: of "Six men, all farmers, killed in" the men."""
    head = participle.head
    if participle.i == 0 or not participle.doc[participle.i - 1].is_punct:
        return head
    if head.dep_ == "appos":
        return head.head
    if head.dep_ == "pobj" and head.head.lower_ == "including" and head.head.head.tag_ == "NNS":
        return head.head.head
    return head


def _counted_as(noun: Token) -> list[Token]:
    """ "two of the dead were children killed at home": the two, of whom it says what they were."""
    if noun.dep_ != "attr" or noun.tag_ != "NNS" or children(noun, "nummod"):
        return []
    return [s for s in own_subjects(noun.head) if s.tag_ == "CD"]


def _comments_on_main_clause(verb: Token) -> bool:
    """ "fired on protesters who blocked the bridge, killing 25": not the protesters killed."""
    return (
        verb.dep_ == "advcl"
        and verb.tag_ == "VBG"
        and verb.head.dep_ == "relcl"
        and verb.i > 0
        and verb.doc[verb.i - 1].text == ","
    )


def _object_controls(verb: Token) -> bool:
    """Whether the object of the verb above is the subject of this one ("forced him to kneel")."""
    above = verb.head
    if verb.dep_ not in {"xcomp", "ccomp"} or not children(above, "dobj"):
        return False
    return above.tag_ != "VBN" or verb.dep_ == "xcomp"


def _main_verb(token: Token) -> Token:
    """The verb above a relative clause that is in no relative clause itself."""
    while token.head != token:
        token = token.head
        if token.tag_ in VERBAL and token.dep_ not in {"relcl", "acl"}:
            return token
    return token


def coordination_root(noun: Token) -> Token:
    """ "149 civilians and eight guards killed": the participle is said of all of them."""
    root = noun
    counted = root.tag_ == "CD" or bool(children(root, "nummod"))
    whole = root.head.head if root.dep_ == "pobj" and root.head.lower_ == "including" else root
    if whole is not root and (not counted or whole.dep_ == "ROOT"):
        root = whole  # "4 militants including westerners killed"
    while root.dep_ == "conj" and root.head.tag_ in {"NNS", "NN", "CD"}:
        root = root.head
    triggers = by_form()
    # a harm told in between ends the list: "three killed and eight guards wounded"
    clean = all(t.lower_ not in triggers for t in root.doc[root.i : noun.i])
    return root if clean else noun


def accused_of(verb: Token) -> list[Token]:
    """Whom an accusation names: "accused the militia of killing", "was charged with killing"."""
    while verb.dep_ == "conj" and verb.tag_ == "VBG" and not own_subjects(verb):
        verb = verb.head  # "of opening fire and killing"
    prep = verb.head
    if verb.dep_ != "pcomp" or prep.lower_ not in {"of", "for", "with"}:
        return []
    accusing = prep.head
    if accusing.lower_ not in word_set("cues", "accusing", "verbs"):
        return []
    return children(accusing, "dobj") or children(accusing, "nsubjpass") or subjects(accusing)


def relative_object(verb: Token) -> list[Token]:
    """ "the men whom they killed", "the 12 people the bomb killed"."""
    if verb.dep_ != "relcl":
        return []
    objects = children(verb, "dobj")
    if objects and objects[0].lower_ in RELATIVE:
        return [verb.head]
    doers = children(verb, "nsubj")
    if objects or not doers or children(verb, "auxpass", "nsubjpass"):
        return []
    return [verb.head] if doers[0].lower_ not in RELATIVE else []


def by_agents(token: Token) -> list[Token]:
    """Who stands after "by": agents of a passive, or of a noun ("the killing of X by Y")."""
    found: list[Token] = []
    for child in children(token, "agent", "prep"):
        if child.lower_ == "by":
            found += children(child, "pobj")
            found += [o for other in children(child, "conj") for o in children(other, "pobj")]
        elif child.dep_ == "agent":
            continue
        elif child.lower_ in {"in", "during", "after", "at"}:
            found += _agents_within(child)
        elif child.lower_ == "of" and token.lower_ == "killing":
            found += [a for obj in children(child, "pobj") for a in objects_of(obj, "by")]
    return found


def _agents_within(prep: Token) -> list[Token]:
    """Doers inside a circumstance: "in a raid by troops", "at the hands of the militia"."""
    found: list[Token] = []
    for obj in children(prep, "pobj"):
        if obj.lower_ == "hands":
            found += [a for of in children(obj, "prep") for a in children(of, "pobj")]
        elif prep.lower_ != "at":
            found += by_agents(obj)
    return found
