"""What the book can be exported as: formats by name, each with the policy it follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tollbook.errors import UsageError
from tollbook.publish.airwars_like import airwars_files
from tollbook.publish.archive_imports import bayanat_files, uwazi_files
from tollbook.publish.csv_text import csv_bytes
from tollbook.publish.ftm import ftm_files
from tollbook.publish.ged import export_ged, ged_csv
from tollbook.publish.hxl import hxl_files
from tollbook.publish.ibc_like import ibc_files
from tollbook.publish.plain_formats import as_csv, as_geojson, as_jsonl, as_parquet
from tollbook.publish.spared import places_without_persons
from tollbook.publish.type_table import load_types, typed_files
from tollbook.record.ged import ForeignIncident
from tollbook.view import View


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for beside the format.

    :ivar residual_speaker: of ``ged``: whose totals give residual rows; None: nobody's.
    :ivar nouns: of the plain formats: which tables; empty: all.
    :ivar hand: the book's folder of what people wrote.
    """

    residual_speaker: str | None = None
    nouns: Sequence[str] = ()
    hand: Path = field(default_factory=lambda: Path("hand"))


@dataclass(frozen=True, slots=True)
class Format:
    """A form that others read.

    :ivar policy: the policy that its figures follow unless another is asked for; None: the
        book's own.
    :ivar about: what it is, in words, for the command's help.
    :ivar files: the view and what was asked for -> file name -> bytes, the main file first.
    :ivar plain: whether it writes one file for each noun.
    """

    policy: str | None
    about: str
    files: Callable[[View, Options], Mapping[str, bytes]]
    plain: bool = False


FORMATS: Mapping[str, Format] = {
    "ged": Format(
        "ucdp-like",
        "the 49 columns of UCDP GED",
        lambda view, asked: export_ged(view, residual_speaker=asked.residual_speaker).files(),
    ),
    "ibc-like": Format("ibc-like", "Iraq Body Count's variables", lambda view, _: ibc_files(view)),
    "airwars-like": Format(
        "airwars-like", "Airwars' fields, as JSON", lambda view, _: airwars_files(view)
    ),
    "csv": Format(
        None, "every noun as CSV", lambda view, asked: as_csv(view, asked.nouns), plain=True
    ),
    "jsonl": Format(
        None, "as JSON lines", lambda view, asked: as_jsonl(view, asked.nouns), plain=True
    ),
    "parquet": Format(
        None, "as Parquet", lambda view, asked: as_parquet(view, asked.nouns), plain=True
    ),
    "geojson": Format(
        None, "as GeoJSON", lambda view, asked: as_geojson(view, asked.nouns), plain=True
    ),
    "hxl": Format(None, "incidents with HXL's hashtags", lambda view, _: hxl_files(view)),
    "ftm": Format(None, "FollowTheMoney entities", lambda view, _: ftm_files(view)),
    "bayanat": Format(None, "sheets for Bayanat", lambda view, _: bayanat_files(view)),
    "uwazi": Format(None, "a sheet for Uwazi", lambda view, _: uwazi_files(view)),
    "acled-like": Format(
        "acled-like",
        "ACLED-shaped events, by hand/types.toml",
        lambda view, asked: typed_files(view, "acled", load_types(asked.hand, "acled")),
    ),
    "plover": Format(
        None,
        "PLOVER-shaped events, by hand/types.toml",
        lambda view, asked: typed_files(view, "plover", load_types(asked.hand, "plover")),
    ),
}


def files_of(name: str, view: View, asked: Options) -> Mapping[str, bytes]:
    """The files of a format; of one for others, places that a person typed name nobody."""
    form = FORMATS[name]
    return form.files(view if form.plain else places_without_persons(view), asked)


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
        f"{len(rows):,} rows of {rows[0].recorder}, as they were imported, in the columns of UCDP "
        "GED.\nThey are that recorder's data and follow its terms; tollbook computed nothing in "
        "them.\n"
    )
    return {
        "ged.csv": ged_csv(row.row for row in rows),
        "faults.csv": csv_bytes(
            ("row", "id", "fault"),
            ((each.number, each.row.id, fault) for each in rows for fault in each.faults),
        ),
        "README.txt": said.encode("utf-8"),
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
