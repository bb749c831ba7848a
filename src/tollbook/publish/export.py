"""What the book can be exported as: formats by name, each with the policy it follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tollbook.errors import UsageError
from tollbook.publish.csv_text import csv_bytes
from tollbook.publish.ged import export_ged, ged_csv
from tollbook.record.ged import ForeignIncident
from tollbook.view import View


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for beside the format.

    :ivar residual_speaker: of ``ged``: whose totals give residual rows; None: nobody's.
    """

    residual_speaker: str | None = None


def foreign_files(rows: Sequence[ForeignIncident], recorder: str) -> dict[str, bytes]:
    """Another recorder's rows as they were imported, typed and written again.

    :raises UsageError: there are none.
    """
    if not rows:
        raise UsageError(
            "the book holds no table of this recorder",
            value=recorder,
            where="--foreign",
            next="tollbook import ged FILE takes one in; tollbook info names those there are",
        )
    said = (
        f"{len(rows):,} rows of {recorder}, as they were imported, in the columns of UCDP GED.\n"
        "They are that recorder's data and follow its terms; tollbook computed nothing in them.\n"
    )
    return {
        "ged.csv": ged_csv(row.row for row in rows),
        "faults.csv": csv_bytes(
            ("row", "id", "fault"),
            ((each.number, each.row.id, fault) for each in rows for fault in each.faults),
        ),
        "README.txt": said.encode("utf-8"),
    }


@dataclass(frozen=True, slots=True)
class Format:
    """A form that others read.

    :ivar policy: the policy that its figures follow unless another is asked for; None: the
        book's own.
    :ivar about: what it is, in words, for the command's help.
    :ivar files: the view and what was asked for -> file name -> bytes, the main file first.
    """

    policy: str | None
    about: str
    files: Callable[[View, Options], Mapping[str, bytes]]


FORMATS: Mapping[str, Format] = {
    "ged": Format(
        "ucdp-like",
        "the 49 columns of UCDP GED",
        lambda view, asked: export_ged(view, residual_speaker=asked.residual_speaker).files(),
    ),
}


def written_to(files: Mapping[str, bytes], out: Path) -> dict[Path, bytes]:
    """Where each file goes: into a folder under its own name; or, where ``out`` names a file of
    the main file's kind, the main one there and the others beside it.

    :raises UsageError: ``out`` names a file of another kind.
    """
    main = next(iter(files))
    if not out.suffix:
        return {out / name: content for name, content in files.items()}
    if out.suffix != Path(main).suffix:
        raise UsageError(
            f"this format's main file is a {Path(main).suffix} file",
            value=str(out),
            where="--out",
            next=f"for example: --out {out.with_suffix(Path(main).suffix)}, or a folder",
        )
    return {
        out if name == main else out.with_name(f"{out.stem}-{name}"): content
        for name, content in files.items()
    }
