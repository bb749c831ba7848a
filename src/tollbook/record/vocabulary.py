"""The closed vocabularies of the book, as types.

Every word here is part of the published data model: the JSON Schema, the codebook and the
store use exactly these strings. Adding one is a change of record (its own commit, with its
migration where stored rows are affected).
"""

from __future__ import annotations

from typing import Literal, get_args

Harm = Literal[
    "killed",
    "injured",
    "killed_or_injured",
    "missing",
    "abducted",
    "detained",
    "attacked",
]
"""What is said to have been done. ``killed_or_injured`` is for "casualties" and "30 killed and
wounded"; ``missing`` includes "feared dead"; ``attacked`` keeps a target and has no toll."""

Scope = Literal["incident", "cumulative", "generic", "unclear"]
"""What a statement covers: one dated or placed event; a total over a period, campaign or area;
something habitual; or not decided (goes to a person, is summed nowhere)."""

Modality = Literal["fact", "reported", "hypothetical", "future"]
"""``hypothetical`` and ``future`` never count."""

Shape = Literal[
    "exact",
    "at_least",
    "more_than",
    "at_most",
    "less_than",
    "about",
    "nearly",
    "range",
    "vague",
    "plural",
    "some",
    "zero",
    "not_reported",
    "unknown",
]
"""How a number was put into words; see :mod:`tollbook.record.count`."""

Stance = Literal["asserts", "denies", "doubts", "relays", "retracts"]

SpeakerKind = Literal[
    "official",
    "military",
    "police",
    "medic",
    "witness",
    "ngo",
    "media",
    "party",
    "armed_group",
    "international",
    "relative",
    "anonymous",
    "report",
    "unknown",
]
"""``report`` is the report's own voice, the outermost link of every chain."""

Stake = Literal["own_losses", "own_doing", "enemy_losses", "third_party", "unknown"]
"""What the speaker stands to gain: own losses and own doing conceded are statements against
interest; enemy losses claimed by the killer are not."""

Surety = Literal["stated", "alleged", "accused", "self_claimed", "denied"]

VictimStatus = Literal["civilian", "combatant", "security", "unknown"]
"""Only status partitions a toll; role, sex and age describe parts of the whole."""

Sex = Literal["female", "male", "mixed", "unknown"]
AgeGroup = Literal["child", "adult", "elderly", "mixed", "unknown"]

StatementKind = Literal[
    "denial",
    "blame",
    "claim_of_responsibility",
    "concession",
    "affiliation",
    "evidence",
    "doubt",
    "retraction",
    "correction",
]

Disputed = Literal["responsibility", "figure", "event"]
"""What of a harm a denial, a doubt, a retraction or a correction disputes: who did it, how many
there were, or whether it happened at all."""

MentionKind = Literal["place", "actor", "time"]

PlaceLevel = Literal[
    "exact",
    "street",
    "landmark",
    "neighbourhood",
    "village",
    "town",
    "city",
    "district",
    "province",
    "country",
    "region",
]

PlaceRelation = Literal["at", "near", "away", "between"]
"""How an event lies to the place that its words name: in it; near, outside or around it; at a
stated distance or bearing from it; on the way from it to another."""

DateBasis = Literal["meta", "url", "text", "given", "none"]
"""Where a publication date was read; ``given`` is a field of a JSONL record."""

Confidence = Literal["high", "fair", "low"]
"""How far a publication date can be trusted, by where it was read."""

Precision = Literal["day", "days", "week", "month", "year", "period", "bound"]
"""How fine a date is. ``bound``: only one end is known (the report's own date caps it)."""

Verdict = Literal[
    "consistent",
    "incidents_missing",
    "over_documented",
    "not_comparable",
    "undetermined",
    "contradicts_earlier",
]

Grade = Literal["confirmed", "fair", "weak", "contested", "discounted"]

Verb = Literal[
    "accept",
    "correct",
    "reject",
    "unsure",
    "same",
    "different",
    "split",
    "merge",
    "place",
    "actor",
    "date",
    "toll",
    "stance",
    "scope",
    "transition",
    "add",
    "source",
    "withhold",
    "note",
    "reopen",
    "undo",
    "redact",
    "purge",
]
"""What a person can decide; each decision is one appended row. What each verb replaces is in
:mod:`tollbook.record.decided`. ``redact`` and ``purge`` record that words were destroyed."""

SourceKind = Literal["outlet", "agency", "office", "party", "ngo", "witness"]
"""What a source of reports is, where a person declared it."""

Sealed = Literal["decided_by", "before", "after", "reason", "words"]
"""What of a decision can be destroyed later; ``words``: those of its anchor."""

TOLL_HARMS: tuple[Harm, ...] = tuple(h for h in get_args(Harm) if h != "attacked")
"""The harms that have a toll, in the order they are printed."""

HARMS: tuple[Harm, ...] = get_args(Harm)
SCOPES: tuple[Scope, ...] = get_args(Scope)
VERBS: tuple[Verb, ...] = get_args(Verb)
