"""The checks of ``tollbook doctor``."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tollbook import __version__
from tollbook.errors import TollbookError
from tollbook.settings import BOOK_FILE, IN_THE_FOLDER, Settings, load_settings

if TYPE_CHECKING:
    from tollbook.book import Book
    from tollbook.read import Reader

_MAX_LISTED = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at.

    :ivar state: "note" is worth knowing but no fault.
    :ivar next: how to mend it; None: nothing to do.
    """

    what: str
    state: Literal["ok", "note", "wrong"]
    detail: str
    next: str | None = None


@dataclass(frozen=True, slots=True)
class _Installed:
    """The versions that a run would read with now; None: that part does not load."""

    reader: str | None
    atlas: str | None


def check_all(book: Path, *, book_must_be_there: bool) -> list[Finding]:
    """All checks, installation first. Nothing is changed, nothing is downloaded."""
    findings = [_python(), *_packages()]
    try:
        settings = load_settings(book / "tollbook.toml")
    except TollbookError as fault:
        findings.append(_wrong("settings", fault))
        settings = Settings()
    reader, signature = _reader(settings, book)
    gazetteer, atlas = _gazetteer(book)
    findings += [_model(settings), *reader, _policy(settings, book), gazetteer]
    if (book / BOOK_FILE).exists() or settings.store != IN_THE_FOLDER:
        findings += _book(book, _Installed(signature, atlas))
    elif book_must_be_there:
        detail = f"none at {book}"
        findings.append(Finding("book", "wrong", detail, f"tollbook run PATH --book {book}"))
    else:
        findings.append(Finding("book", "note", f"none at {book} yet", "tollbook run PATH"))
    return findings


def _wrong(what: str, fault: TollbookError) -> Finding:
    parts = [fault.message, fault.value, fault.where]
    return Finding(what, "wrong", "; ".join(p for p in parts if p), fault.next)


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding("python", "ok", f"{version}, tollbook {__version__}")


def _packages() -> Iterator[Finding]:
    """Each package that tollbook declares, against the versions it declares."""
    from packaging.requirements import Requirement  # noqa: PLC0415 - only here

    found, missing = [], False
    for line in sorted(metadata.requires("tollbook") or [], key=str.casefold):
        wanted = Requirement(line)
        if wanted.marker is not None and not wanted.marker.evaluate({"extra": ""}):
            continue
        try:
            version = metadata.version(wanted.name)
        except metadata.PackageNotFoundError:
            missing = True
            mend = f'pip install "{wanted.name}{wanted.specifier}"'
            yield Finding("package", "wrong", f"{wanted.name} is not installed", mend)
            continue
        if wanted.specifier.contains(version, prereleases=True):
            found.append(f"{wanted.name} {version}")
        else:
            detail = f"{wanted.name} {version} is installed, {wanted.specifier} is needed"
            mend = f'pip install "{wanted.name}{wanted.specifier}"'
            yield Finding("package", "wrong", detail, mend)
    if not missing:
        yield Finding("packages", "ok", ", ".join(found))


def _model(settings: Settings) -> Finding:
    name = settings.model
    package = re.sub(r"[_.]+", "-", name)
    mend = f"pip install {package}"
    if importlib.util.find_spec(name) is None:
        return Finding("model", "wrong", f"{name} is not installed", mend)
    import warnings  # noqa: PLC0415 - beside spaCy, which is slow to load

    import spacy  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # W095: made for an earlier spaCy; tested with this
            made = spacy.load(name).meta
    except Exception as fault:  # noqa: BLE001 - whatever keeps a model from loading is the finding
        detail = f"{name} does not load ({type(fault).__name__}: {fault})"
        return Finding("model", "wrong", detail, f"pip install --force-reinstall {package}")
    origin = f"{made.get('lang')}_{made.get('name')} {made.get('version')}"
    return Finding("model", "ok", f"{name} loads ({origin})")


def _reader(settings: Settings, book: Path) -> tuple[list[Finding], str | None]:
    """The reader, and the examples of the frames that the book's users wrote."""
    from tollbook import read  # noqa: PLC0415 - heavy
    from tollbook.batch import signature  # noqa: PLC0415

    try:
        reader = read.load_reader(settings.reader, settings, book / "hand")
        own = list(own_frames_checked(reader))
    except TollbookError as fault:
        return [_wrong("reader", fault)], None
    return [Finding("reader", "ok", signature(reader)), *own], signature(reader)


def own_frames_checked(reader: Reader) -> Iterator[Finding]:
    """Whether the examples of the users' own frames read as they say."""
    from tollbook.read.checks import failing, own_frames  # noqa: PLC0415 - heavy

    found = own_frames()
    wrong = 0
    for frame in found:
        where = f"{frame.file}, frame {frame.name!r}"
        if not frame.examples:
            mend = 'add examples = [["A sentence.", 2, 2, 2]]'
            yield Finding("frames", "note", f"{where} has no example", mend)
        for failed in failing(reader, frame):
            wrong += 1
            detail = f"{where}: {failed.text!r} reads as {failed.got}; the frame says "
            mend = "mend the example, or the frame's forms and pattern (docs/words.md)"
            yield Finding("frames", "wrong", detail + failed.wanted, mend)
    if found and not wrong:
        tried = sum(len(f.examples) + len(f.harmless) for f in found)
        number = f"{len(found):,} of your own, {tried:,} examples read as they say"
        yield Finding("frames", "ok", number)


def _policy(settings: Settings, book: Path) -> Finding:
    from tollbook import tally  # noqa: PLC0415 - heavy

    try:
        policy = tally.load_policy(settings.policy, hand=book / "hand")
    except TollbookError as fault:
        return _wrong("policy", fault)
    return Finding("policy", "ok", policy.name)


def _gazetteer(book: Path) -> tuple[Finding, str | None]:
    """Opens the index, and builds it where it is not there yet: nothing else would show that it
    can be built."""
    from tollbook import resolve  # noqa: PLC0415 - heavy

    built: list[str] = []
    try:
        atlas = resolve.Atlas.open(hand=book / "hand", on_build=built.append)
    except TollbookError as fault:
        return _wrong("gazetteer", fault), None
    detail = f"{atlas.version}{', built just now' if built else ''}"
    return Finding("gazetteer", "ok", detail), atlas.version


def _book(folder: Path, installed: _Installed) -> list[Finding]:
    from tollbook.book import Book  # noqa: PLC0415 - heavy

    try:
        with Book.open(folder) as book:
            return [
                _contents(book),
                *_store(book),
                *_verified(book),
                *_orphans(book),
                *_older(book, installed),
                *_figures(book),
            ]
    except TollbookError as fault:
        return [_wrong("book", fault)]


def _contents(book: Book) -> Finding:
    detail = f"{book.folder}: {len(book.captures()):,} captures, {len(book.reports()):,} reports, "
    detail += f"{len(book.claims()):,} claims"
    return Finding("book", "ok", detail)


def _store(book: Book) -> Iterator[Finding]:
    """Where the rows are kept, and whether what is acknowledged there is safe."""
    risks = book.ledger.settings_at_risk()
    for risk in risks:
        detail = f"the database server may lose what it has acknowledged: {risk}"
        yield Finding("store", "wrong", detail, "set it on in the server's postgresql.conf")
    file = book.folder / BOOK_FILE
    if book.settings.store != IN_THE_FOLDER and file.exists():
        detail = f"the settings name a database, and {file} is there too"
        yield Finding("store", "note", detail, "move the file away: it is no longer the book")


def _verified(book: Book) -> Iterator[Finding]:
    """The file, every capture's digest, the log's chain, every quote against its report."""
    from tollbook.ledger.verify import verify  # noqa: PLC0415 - heavy

    faults = verify(book.ledger)
    for fault in faults[:_MAX_LISTED]:
        yield Finding("contents", "wrong", f"{fault.what}: {fault.why} ({fault.where})", fault.next)
    if len(faults) > _MAX_LISTED:
        yield Finding("contents", "wrong", f"and {len(faults) - _MAX_LISTED:,} faults more")
    if not faults:
        yield Finding("contents", "ok", "captures unchanged, log whole, every quote in its report")


def _orphans(book: Book) -> Iterator[Finding]:
    """Decisions in force whose record is gone: they wait for a person."""
    view = book.view()
    if view.orphans:
        named = ", ".join(orphan.decision.id for orphan in view.orphans[:_MAX_LISTED])
        detail = f"{len(view.orphans):,} of {len(view.decisions):,} are about records that are "
        yield Finding("decisions", "note", f"{detail}gone: {named}", "tollbook list orphans")


def _older(book: Book, installed: _Installed) -> Iterator[Finding]:
    """Whether reports were extracted, read or resolved by other versions than those installed."""
    from tollbook import intake  # noqa: PLC0415 - heavy

    readers, resolved = book.ledger.readers(), book.ledger.resolved_with()
    older = Counter[str]()
    for report, extractor in book.ledger.extractors().items():
        older["taken from their pages"] += extractor != intake.EXTRACTOR
        if report not in readers:
            continue
        reader, lexicon = readers[report]
        atlas = (lexicon, resolved[report][0] if report in resolved else None)
        older["read"] += installed.reader not in (None, reader)
        older["given places and names"] += installed.atlas is not None and atlas != (
            installed.atlas,
            installed.atlas,
        )
    for done, number in older.items():
        if number:
            detail = f"{_reports(number)} {done} by another version than the one installed"
            yield Finding("versions", "note", detail, f"tollbook run --book {book.folder}")


def _reports(number: int) -> str:
    return f"{number:,} report was" if number == 1 else f"{number:,} reports were"


def _figures(book: Book) -> Iterator[Finding]:
    """Whether anything is left to read or to tally."""
    mend = f"tollbook run --book {book.folder}"
    left = len(book.ledger.extractors().keys() - book.ledger.readers().keys())
    if left:
        yield Finding("reading", "note", f"{left:,} reports are not read yet", mend)
    tallied = book.ledger.tallied_with()
    if tallied is None:
        yield Finding("figures", "note", "not worked out yet, or withdrawn", mend)
    elif tallied != book.settings.policy:
        detail = f"worked out by policy {tallied}; the settings say {book.settings.policy}"
        yield Finding("figures", "note", detail, mend)
    else:
        yield Finding("figures", "ok", f"worked out by policy {tallied}")
