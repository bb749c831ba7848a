"""Profiles: which fields, names and precision go out, by ``hand/profiles.toml``.

Without the file the defaults hold, and they let out the least: no name of any person, evidence in
its own few words, places of sexual violence and torture no finer than the district.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import msgspec

from tollbook.errors import UsageError
from tollbook.record.vocabulary import PlaceLevel
from tollbook.settings import written_toml

QuoteOf = Literal["words", "sentence"]
"""What is quoted: the words that assert the harm, or the sentence around them."""

SpeakersBy = Literal["office", "name"]
"""How speakers go out: by office and kind, or officials and spokespeople by name too."""


@dataclass(frozen=True, slots=True)
class Gates:
    """What must hold before anything goes out.

    :ivar least_incidents / least_reports: fewer than these are no release.
    :ivar unread: how many reports may not have been read yet.
    """

    least_incidents: int = 1
    least_reports: int = 1
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Profile:
    """What goes out. Names of minors, injured, detained and witnesses never do.

    :ivar names_of_the_dead: adults named as killed go out with name, sex and age group.
    :ivar speakers: "office", or "name" for officials, police, military, parties, NGOs.
    :ivar persons: persons whose names may go out wherever they stand: publicly charged or in
        command.
    :ivar quote / quote_words: what is quoted, and its most words; 0: no quote is longer than that.
    :ivar notes: words of notes that recorders typed go out, masked as quotes are.
    :ivar titles / urls: headlines and addresses of reports.
    :ivar finest_place: places finer than this are given by what contains them.
    :ivar sensitive_place: the same where the harm was sexual violence or torture.
    :ivar sensitive_words: what tells of such harm, as regular expressions over folded text.
    :ivar site: whether the release has the map site.
    :ivar title / authors / licence / contact: printed with the release; empty: not said.
    """

    name: str = "default"
    title: str = ""
    authors: tuple[str, ...] = ()
    licence: str = ""
    contact: str = ""
    names_of_the_dead: bool = False
    speakers: SpeakersBy = "office"
    persons: tuple[str, ...] = ()
    quote: QuoteOf = "words"
    quote_words: int = 40
    notes: bool = False
    titles: bool = True
    urls: bool = True
    finest_place: PlaceLevel = "exact"
    sensitive_place: PlaceLevel = "district"
    sensitive_words: tuple[str, ...] = (
        r"rap(?:e|es|ed|ing|ist|ists)",
        r"sexual\w*",
        r"molest\w*",
        r"sodomi[sz]\w*",
        r"tortur\w*",
        r"stripped naked",
        r"electrocut\w*",
        r"genital\w*",
    )
    site: bool = True
    gates: Gates = field(default_factory=Gates)

    def __post_init__(self) -> None:
        if self.quote_words < 1:
            raise ValueError("quote_words is 1 or more: a figure without its words is no figure")


def load_profile(hand: Path, name: str = "default") -> Profile:
    """The profile of that name in ``hand/profiles.toml``, a table each: ``[default]``.

    :raises UsageError: the file cannot be used, or has no such profile.
    """
    file = hand / "profiles.toml"
    given = _tables(file) if file.exists() else {}
    if name not in given:
        if name == "default":
            return Profile()
        raise UsageError(
            "there is no profile of this name",
            value=name,
            where=str(file),
            next=f"use one of: {', '.join(sorted({'default', *given}))}; or add a table [{name}]",
        )
    table = given[name]
    unknown = sorted(set(table) - set(Profile.__dataclass_fields__) | {"name"} & set(table))
    if unknown:
        raise UsageError(
            "the profile names something unknown",
            value=", ".join(unknown),
            where=f"{file}, [{name}]",
            next=f"use: {', '.join(sorted(set(Profile.__dataclass_fields__) - {'name'}))}",
        )
    try:
        return msgspec.convert({**table, "name": name}, Profile)
    except (msgspec.ValidationError, ValueError) as fault:
        raise UsageError(
            f"the profile cannot be used: {fault}",
            where=f"{file}, [{name}]",
            next="see docs/profiles.md for every key",
        ) from fault


def _tables(file: Path) -> dict[str, dict[str, object]]:
    given = written_toml(file, "the file of profiles", next="mend the file")
    loose = [key for key, value in given.items() if not isinstance(value, dict)]
    if loose:
        raise UsageError(
            "a key stands outside any profile",
            value=", ".join(loose),
            where=str(file),
            next="write it under a table, as in: [default]",
        )
    return {key: value for key, value in given.items() if isinstance(value, dict)}
