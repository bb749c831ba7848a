"""A book made from a backup, which is checked before it takes its place."""

from __future__ import annotations

import shutil
from pathlib import Path

from tollbook.errors import BookError, CheckFailed
from tollbook.ledger.backup import copy_of_backup
from tollbook.ledger.capture_files import flush_folder
from tollbook.ledger.ledger import Ledger
from tollbook.ledger.verify import verify


def restore(source: Path, target: Path) -> None:
    """Makes the book ``target`` from the backup ``source``, which is only read.

    It is copied beside its place, brought up to date, checked, and only then renamed: whatever
    stops this leaves no half of a book under the name.

    :raises BookError: where ``target`` holds anything, or ``source`` is no book.
    :raises CheckFailed: where the backup is not as it was written.
    :raises StorageFull: where there is no room.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise BookError(
            "a book is restored into a new or empty folder; nothing is written over",
            where=str(target),
            next="name another folder with --book, or move this one away",
        )
    beside = target.with_name(f".{target.name}.restoring")
    try:
        shutil.rmtree(beside, ignore_errors=True)  # what an earlier attempt left
        copy_of_backup(source, beside)
        with Ledger.open(beside) as book:
            findings = verify(book)
        if findings:
            first = findings[0]
            raise CheckFailed(
                f"the backup is not as it was written: {first.why}",
                value=first.what,
                where=first.where.replace(str(beside), str(source)),
                next=f"tollbook verify --book {source} shows all of it",
            )
        if target.exists():
            target.rmdir()
        beside.rename(target)
        flush_folder(target.parent)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
