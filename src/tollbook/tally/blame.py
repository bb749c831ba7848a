"""Who is said to have done it: every perpetrator with who says so, and whether sides dispute it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from tollbook.record import Actor, IncidentActor, Statement
from tollbook.record.resolution import government_id
from tollbook.record.text import squeeze
from tollbook.record.vocabulary import SpeakerKind
from tollbook.tally.entry import Entry
from tollbook.tally.lineage import last_speaker
from tollbook.tally.policy import Policy
from tollbook.tally.words import tokens, words

_A_COUNTRY = 4  # letters of the shortest country that its people's name begins with
_LETTERS = 3  # of the shortest name that first letters make
_PEOPLE = frozenset({"i", "is", "n", "ns", "an", "ans", "ian", "ians", "ese"})
_STATE = frozenset({"government", "state_force", "police"})
_SIDES = frozenset({"official", "military", "police", "armed_group", "party"})
"""Kinds of speakers that may have a part in what they tell of."""
_OWNING = frozenset({"claim_of_responsibility", "concession"})


@dataclass(frozen=True, slots=True)
class Blame:
    """The perpetrators of one event.

    :ivar contested: credible sources name perpetrators that cannot be one.
    :ivar accepted: a side that could have done it says that it did.
    """

    perpetrators: tuple[IncidentActor, ...]
    contested: bool
    accepted: bool


@dataclass(frozen=True, slots=True)
class _Accusation:
    text: str
    actor: Actor | None
    surety: str
    speaker: str
    kind: SpeakerKind
    claim: str
    report: str


def blame(entries: Sequence[Entry], statements: Sequence[Statement], policy: Policy) -> Blame:
    """Perpetrators of one event from its claims and the statements about them.

    A denial lowers no figure and disputes nothing by itself: contested takes a credible source
    that names somebody else (design.md, "Policies").
    """
    harmed = {_sentence(e) for e in entries if e.claim.harm != "attacked" and e.claim.perpetrators}
    accusations = [
        a
        for e in sorted(entries, key=lambda e: e.id)
        if e.claim.harm != "attacked" or _sentence(e) not in harmed
        for a in _accusations(e)
    ]
    stated = [
        a for s in sorted(statements, key=lambda s: s.id) for a in _from_statement(s, accusations)
    ]
    accusations = _without_owners([*_own_words(accusations, stated, entries), *stated])
    accusations = [_by_the_accused(a, accusations) for a in accusations]
    named: dict[tuple[str, str], list[_Accusation]] = defaultdict(list)
    for a in accusations:
        named[(a.actor.id if a.actor else squeeze(a.text).casefold(), a.surety)].append(a)
    return Blame(
        tuple(_shown(mine) for _, mine in sorted(named.items())),
        _contested(accusations, policy),
        any(a.surety == "self_claimed" for a in accusations)
        or any(s.kind in _OWNING and s.parties for s in statements)
        or any(last_speaker(e.claim).stake == "own_doing" for e in entries),
    )


def _sentence(entry: Entry) -> tuple[str, tuple[int, int]]:
    """ "Fifteen were killed when militants blew themselves up as troops raided a house": who did
    the harm is said, and the raid is told beside it."""
    return entry.report.id, entry.claim.sentence


def _accusations(entry: Entry) -> list[_Accusation]:
    speaker = last_speaker(entry.claim)
    name = speaker.speaker
    if speaker.kind == "report":
        name = entry.report.source or f"report {entry.report.id}"
    return [
        _Accusation(
            p.text,
            entry.by_words.get(squeeze(p.text)),
            p.surety,
            name,
            speaker.kind,
            entry.id,
            entry.report.id,
        )
        for p in entry.claim.perpetrators
        if not (p.surety == "accused" and _its_own(p.text))
    ]


def _own_words(
    accusations: Sequence[_Accusation], stated: Sequence[_Accusation], entries: Sequence[Entry]
) -> list[_Accusation]:
    """Accusations but those that claims have of a statement: who gives the figure does not accuse.

    "Fourteen died, medics said. Residents blamed the militia": the residents, not the medics, nor
    the report that tells of it.
    """
    inherited = {e.id for e in entries if "perpetrators" in e.claim.inherited}
    theirs = {(a.claim, squeeze(a.text).casefold(), a.surety) for a in stated}
    return [
        a
        for a in accusations
        if (a.claim not in inherited and a.kind != "report")
        or (a.claim, squeeze(a.text).casefold(), a.surety) not in theirs
    ]


def _by_the_accused(one: _Accusation, others: Sequence[_Accusation]) -> _Accusation:
    """What a side says of another is an accusation where that other denies it, or accuses it.

    "The ministry said Ukraine had hit the prison. Ukraine's army said Russian guns had shelled it":
    neither is stated as a thing known.
    """
    if one.surety != "stated" or one.kind not in _SIDES:
        return one
    denied = any(
        o.surety == "denied" and _speaks_for(o.text, one)
        for o in others
        if o.speaker != one.speaker
    )
    named = [o for o in others if o.surety in {"stated", "accused", "alleged"}]
    itself = any(_speaks_for(one.speaker, o) for o in named if o.speaker != one.speaker)
    return replace(one, surety="accused") if denied or itself else one


def _speaks_for(speaker: str, accused: _Accusation) -> bool:
    """Whether a speaker is the one accused, or of its state ("Russia's defence ministry").

    Not where its name says more: the Pakistani Taliban are not Pakistan.
    """
    names = (accused.text, accused.actor.name if accused.actor else "")
    theirs = {_bare(t) for name in names for t in tokens(name)} - words().nondescript
    said = [_bare(t) for t in squeeze(speaker).split()]
    mine = [w for w in said if any(_one_people(w, t) for t in theirs)]
    more = [t for t in squeeze(speaker).split()[1:] if t[:1].isupper() and _bare(t) not in mine]
    return bool(mine) and not more


def _without_owners(accusations: Sequence[_Accusation]) -> list[_Accusation]:
    """Without the denials of who says that it was them: "the command said that its forces carried
    out the strike and that no civilians were killed" denies no deed."""
    owners = {squeeze(a.text).casefold() for a in accusations if a.surety == "self_claimed"}
    return [
        a for a in accusations if a.surety != "denied" or squeeze(a.text).casefold() not in owners
    ]


def _from_statement(statement: Statement, known: Sequence[_Accusation]) -> list[_Accusation]:
    surety = {"denial": "denied", "blame": "accused"}.get(statement.kind)
    if statement.kind in _OWNING:
        surety = "self_claimed"
    if surety is None or statement.about is None:
        return []
    if surety == "denied" and not _denies_deed(statement, known):
        return []
    speaker = statement.said_by[-1] if statement.said_by else "not said"
    same = {form: a.actor for a in known if a.actor for form in _forms(a.text, a.actor)}
    own = [p for p in statement.parties if _its_own(p)]
    if surety == "accused" and own:
        # "Islamic State said that its fighters had carried out the attack": it says it did
        return [
            _Accusation(
                speaker,
                same.get(_bare(speaker)),
                "self_claimed",
                speaker,
                "unknown",
                statement.about,
                statement.report,
            )
        ]
    return [
        _Accusation(
            party,
            same.get(_bare(party)),
            surety,
            speaker,
            "unknown",
            statement.about,
            statement.report,
        )
        for party in statement.parties
        if surety != "accused" or party != speaker
    ]


def _bare(words: str) -> str:
    """Words for a party without an article before and a possessive behind."""
    return re.sub(r"^the |['\u2019]s?$", "", squeeze(words).casefold())


def _forms(words: str, actor: Actor) -> tuple[str, ...]:
    """How else the one accused may be called: by its name in full, by its first letters."""
    capitals = "".join(word[0] for word in actor.name.split() if word[0].isupper())
    short = (capitals.casefold(),) if len(capitals) >= _LETTERS else ()
    return (_bare(words), _bare(actor.name), *short)


def _its_own(party: str) -> bool:
    """Whether words name those of whoever speaks ("its fighters")."""
    return squeeze(party).casefold().split(" ")[0] in {"its", "our", "their"}


def _denies_deed(statement: Statement, known: Sequence[_Accusation]) -> bool:
    """Whether a denial may be that of a perpetrator: who only disputes a figure is none.

    Who denies that it happened is one where somebody names them. The statement is kept as it is.
    """
    if statement.disputes in {None, "responsibility"}:
        return True
    accused = {_bare(a.text) for a in known}
    parties = (_bare(p) for p in statement.parties)
    return statement.disputes == "event" and any(p in accused for p in parties)


def _shown(mine: Sequence[_Accusation]) -> IncidentActor:
    first = min(mine, key=lambda a: (a.actor is None, a.text))
    return IncidentActor(
        text=first.actor.name if first.actor else first.text,
        actor=first.actor.id if first.actor else None,
        surety=first.surety,
        said_by=tuple(sorted({a.speaker for a in mine})),
        claims=tuple(sorted({a.claim for a in mine})),
    )


def _contested(accusations: Sequence[_Accusation], policy: Policy) -> bool:
    credible = [a for a in accusations if a.surety != "denied" and _credible(a, policy)]
    by_speaker = {(a.speaker, a.text): a for a in credible}
    of_both = _telling_of_both(accusations)
    return any(
        a.speaker != b.speaker
        and (
            _cannot_be_one(a, b) or (_gunmen_or_state(a, b) and not of_both & {a.report, b.report})
        )
        for a, b in combinations(by_speaker.values(), 2)
    )


def _telling_of_both(accusations: Sequence[_Accusation]) -> set[str]:
    """Reports to which gunmen and a state's forces did their part: they fought each other."""
    stated = [a for a in accusations if a.surety == "stated"]
    by_gunmen = {a.report for a in stated if _gunmen(a)}
    return by_gunmen & {a.report for a in stated if _of_a_state(a)}


def _gunmen_or_state(a: _Accusation, b: _Accusation) -> bool:
    """Whether one names gunmen and the other a state's forces: papers call these by their name."""
    return any(_gunmen(x) and _of_a_state(y) for x, y in ((a, b), (b, a)))


def _credible(accusation: _Accusation, policy: Policy) -> bool:
    """Whether the accuser takes no part, and does not speak of itself."""
    if accusation.kind in policy.partisan:
        return False
    return tokens(accusation.speaker) != tokens(accusation.text)


def _one_people(a: str, b: str) -> bool:
    """Whether two words are one, or a country and its people ("Israel", "Israeli")."""
    short, long = sorted((a, b), key=len)
    return long == short or (
        len(short) >= _A_COUNTRY and long.startswith(short) and long[len(short) :] in _PEOPLE
    )


def _of_one_state(a: Actor, b: Actor) -> bool:
    """An air force and its government, though an army stands between them; no rival government."""
    if a.country is None or a.country != b.country:
        return False
    government = government_id(a.country)
    return all(x.kind in _STATE and (x.parent is not None or x.id == government) for x in (a, b))


def _cannot_be_one(a: _Accusation, b: _Accusation) -> bool:
    if a.actor and b.actor:
        own = {i for i in (a.actor.id, a.actor.parent) if i}
        shared = own & {i for i in (b.actor.id, b.actor.parent) if i}
        return not shared and not _of_one_state(a.actor, b.actor)
    known = words()
    mine = set(tokens(a.text)) - known.nondescript
    theirs = set(tokens(b.text)) - known.nondescript
    if not mine or not theirs or any(_one_people(m, t) for m in mine for t in theirs):
        return False
    sides = {known.family_of.get(w) for w in mine}, {known.family_of.get(w) for w in theirs}
    return not (sides[0] & sides[1] - {None})


def _gunmen(accusation: _Accusation) -> bool:
    """ "Masked gunmen": nobody in particular, and no force that has a name."""
    known = words()
    said = set(tokens(accusation.text))
    return said <= known.nondescript and not said.isdisjoint(known.gunmen)


def _of_a_state(accusation: _Accusation) -> bool:
    """Whether a state's forces are accused, by their kind or in words ("riot police")."""
    if accusation.actor is not None:
        return accusation.actor.kind in _STATE
    families = {words().family_of.get(word) for word in tokens(accusation.text)}
    return families - {None} == {"state_forces"}
