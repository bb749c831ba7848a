"""Files that go out: whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from tollbook.errors import UsageError


def write_whole(path: Path, content: bytes) -> None:
    """Write a file, in the place of one that is there; folders on the way are made.

    A half-written file never stands under the name.

    :raises UsageError: the folder cannot be written to, or the disk is full.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            part = Path(file.name)
            try:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
                part.chmod(0o644)  # a temporary file is for its maker alone
                part.replace(path)
            except BaseException:
                part.unlink(missing_ok=True)
                raise
    except OSError as fault:
        raise UsageError(
            f"the file cannot be written: {fault.strerror or fault}",
            value=str(path),
            where=str(path.parent),
            next="name another place, or make room there",
        ) from fault
