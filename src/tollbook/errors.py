"""One tree of errors. Each names what was wrong, where it was looked for and what to do next.

TollbookError                exit 2   could not start or go on
+-- UsageError               exit 2   an argument that cannot be used
+-- NothingToRead            exit 2   no readable path among those given
+-- BookError                exit 2   the book's folder or file cannot be opened or written
|   +-- NewerBook            exit 2   written by a later tollbook
|   +-- BookInUse            exit 2   locked by another run
|   +-- DecidedMeanwhile     exit 2   somebody else decided on the record since it was looked at
|   +-- StorageFull          exit 2   no room left; nothing half-written
+-- MissingPart              exit 2   something that must be installed is not (model, gold data)
+-- NotFound                 exit 2   no record with this id
+-- CheckFailed              exit 3   a check of the book failed
"""

from __future__ import annotations

import errno

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""What the system says when disk or quota is full, or a file may not grow (``ulimit -f``).
Python ignores the signal SIGXFSZ that would end the process there."""


class TollbookError(Exception):
    """Base of all errors that are meant for people.

    :param message: what was wrong, one sentence, no full stop needed.
    :param value: the offending value; None: there is no single one.
    :param where: where it was found or looked for; None: not applicable.
    :param next: what to do, preferably a command.
    """

    exit_code = 2

    def __init__(
        self,
        message: str,
        *,
        value: str | None = None,
        where: str | None = None,
        next: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.value = value
        self.where = where
        self.next = next

    def __str__(self) -> str:
        lines = [self.message]
        if self.value is not None:
            lines.append(f"  value: {self.value}")
        if self.where is not None:
            lines.append(f"  where: {self.where}")
        if self.next is not None:
            lines.append(f"  next:  {self.next}")
        return "\n".join(lines)


class UsageError(TollbookError):
    """An argument that cannot be used."""


class NothingToRead(TollbookError):
    """None of the paths given can be read."""


class BookError(TollbookError):
    """The book cannot be opened or written."""


class NewerBook(BookError):
    """The book was written by a later version of tollbook."""


class BookInUse(BookError):
    """Another run holds the book."""


class DecidedMeanwhile(BookError):
    """Somebody else decided on the record since it was looked at; ``value`` names the decision."""


class StorageFull(BookError):
    """No room left on the device."""


class MissingPart(TollbookError):
    """Something that must be installed or present is not."""


class NotFound(TollbookError):
    """No record has this id."""


class CheckFailed(TollbookError):
    """A check of the book failed."""

    exit_code = 3
