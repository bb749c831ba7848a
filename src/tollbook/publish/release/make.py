"""``tollbook release``: gates, then a folder that is whole or not there."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from tollbook import __version__
from tollbook.errors import NO_ROOM, CheckFailed, StorageFull, UsageError
from tollbook.publish.charter_words import charter_in_words
from tollbook.publish.release import rows as r
from tollbook.publish.release.changes import Before, Now, changes, read_before, redirects
from tollbook.publish.release.check import check_release, sums_wrong
from tollbook.publish.release.discretion import Containing, Discretion
from tollbook.publish.release.gates import Facts, Gate, pass_gates, stop_unless_all_hold
from tollbook.publish.release.leaks import Names, leaks
from tollbook.publish.release.outgoing import Outgoing, outgoing, subjects
from tollbook.publish.release.profile import Profile
from tollbook.publish.release.texts import Sheet
from tollbook.publish.release.written import write_release
from tollbook.record import Place
from tollbook.resolve.gazetteer import Gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tollbook.book import Book
    from tollbook.view import View

_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?")
RELEASES = Path("out") / "releases"
SUMS = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class Made:
    """A release as it was made.

    :ivar digest: SHA-256 of its SHA256SUMS: names the very bytes.
    :ivar before: name of the release that it was compared with; None: there was none.
    """

    folder: str
    digest: str
    files: int
    size: int
    gates: tuple[Gate, ...]
    counts: Mapping[str, int]
    before: str | None


def release(
    book: Book,
    name: str,
    profile: Profile,
    *,
    previous: Path | None = None,
    on: date | None = None,
    containing: Containing | None = None,
) -> Made:
    """Makes ``out/releases/NAME`` in the book's folder.

    The same book, policy, profile, previous release and version give the same bytes.

    :param previous: the release to compare with; None: the latest in ``out/releases``.
    :param on: the day that it is of; None: of the last capture or decision.
    :param containing: the places that contain a place; None: as the gazetteer has it.
    :raises UsageError: the name cannot be used, or there is a release of that name.
    :raises CheckFailed: a gate does not hold; nothing is left behind then.
    """
    target = _target(book.folder, name)
    if containing is None:
        with _gazetteer() as found:
            return release(book, name, profile, previous=previous, on=on, containing=found)
    view, whole = book.view(), book.unmasked()
    day = on or _last_day(book)
    before = _before(target, previous)
    allowed = Discretion(view, profile, containing)
    public = book.ledger.public_ids.give(subjects(view))
    out = outgoing(view, allowed, public)
    policy = book.rules(view.policy)
    sheet = Sheet(
        name=name,
        title=profile.title or view.charter.title or "Documented deaths",
        on=day,
        version=__version__,
        policy=policy,
        profile=profile,
        charter=view.charter,
        charter_words=charter_in_words(view.charter),
    )
    out = _with_changes(out, before, sheet, view, public)
    broken = book.ledger.check_chain()
    facts = Facts(
        view=whole,
        out=out,
        profile=profile,
        tallied=book.ledger.tallied_with() is not None,
        unread=len({report.id for report in book.ledger.reports()} - set(book.ledger.readers())),
        chain_breaks_at=broken.id if broken else None,
        decisions_cut=book.ledger.decisions_cut(),
    )
    gates = pass_gates(facts)
    stop_unless_all_hold(gates, str(book.folder))
    with _staged(target) as part:
        ours = write_release(part, sheet, out, gates, before)
        files = sorted(str(p.relative_to(part)) for p in part.rglob("*") if p.is_file())
        names = Names(_private_names(book, view, allowed))
        private = leaks(part, files, mask=book.mask, beside=out.beside, names=names, ours=ours)
        leak = Gate(
            "withheld",
            "no withheld or private name, and no id of the book, is in any byte",
            tuple(f"{found.file}, {found.where}: {found.kind}" for found in private),
            "tollbook withhold NAME, or see docs/profiles.md; please report it",
        )
        stop_unless_all_hold([leak], str(book.folder))
        sums = _sums(part, files)
        (part / SUMS).write_bytes(sums)
        wrong = check_release(part)
        if wrong:
            raise CheckFailed(
                f"nothing was released: it does not check: {wrong[0].why}",
                value=wrong[0].what,
                where=wrong[0].where,
                next="this is a fault of tollbook: please report it",
            )
        size = sum((part / file).stat().st_size for file in files)
    return Made(
        folder=str(target),
        digest=hashlib.sha256(sums).hexdigest(),
        files=len(files) + 1,
        size=size + len(sums),
        gates=(*gates, leak),
        counts={table: len(out.of(table)) for table in r.TABLES},
        before=before.name if before else None,
    )


def _target(book: Path, name: str) -> Path:
    if not _NAME.fullmatch(name):
        raise UsageError(
            "a release is named with letters, digits, dots, hyphens and underscores",
            value=name,
            next="for example: tollbook release 2019-12",
        )
    target = book / RELEASES / name
    if target.exists():
        raise UsageError(
            "there is a release of this name, and releases are never changed",
            value=name,
            where=str(target),
            next="give the new one another name",
        )
    return target


@contextmanager
def _gazetteer() -> Iterator[Containing]:
    """What contains a place, by the gazetteer: its parents, its province, its country."""
    with closing(Gazetteer.open()) as gazetteer:

        def containing(place: Place) -> Iterable[Place]:
            for parent in place.parents:
                found = gazetteer.place(parent)
                if found is not None:
                    yield found
            province = gazetteer.province(place.admin1) if place.admin1 else None
            country = gazetteer.country(place.country) if place.country else None
            yield from (p for p in (province, country) if p is not None)

        yield containing


def _last_day(book: Book) -> date:
    """Of the last capture or decision, UTC."""
    days = [capture.taken_at.date() for capture in book.ledger.captures()]
    days += [decision.decided_at.date() for decision in book.ledger.decisions()]
    if not days:
        raise UsageError(
            "the book is empty", where=str(book.folder), next="tollbook run saved-pages/"
        )
    return max(days)


def _before(target: Path, previous: Path | None) -> Before | None:
    """The release to compare with, checked.

    :raises CheckFailed: it is not as it was made: nothing may rest on it.
    """
    if previous is None:
        there = target.parent
        previous = _last(there) if there.is_dir() else None
        if previous is None:
            return None
    wrong = list(sums_wrong(previous))  # an earlier tollbook's tables may have other columns
    if wrong:
        raise CheckFailed(
            f"the release before is not as it was made: {wrong[0].why}",
            value=wrong[0].what,
            where=str(previous),
            next="restore it, or name another with --previous",
        )
    return read_before(previous, hashlib.sha256((previous / SUMS).read_bytes()).hexdigest())


def _last(there: Path) -> Path | None:
    """The release that no other was held against; of several the one of the latest day."""
    told: dict[Path, tuple[str, str, str | None]] = {}
    for file in sorted(there.glob("*/release.json")):
        about = json.loads(file.read_text("utf-8"))
        before = about["previous"]["name"] if about["previous"] else None
        told[file.parent] = (about["date"], about["name"], before)
    followed = {before for _, _, before in told.values()}
    heads = [folder for folder, (_, name, _) in told.items() if name not in followed]
    return max(heads or told, key=lambda folder: told[folder][:2], default=None)


def _with_changes(
    out: Outgoing, before: Before | None, sheet: Sheet, view: View, public: Mapping[str, str]
) -> Outgoing:
    incidents = cast("tuple[r.IncidentRow, ...]", out.of("incidents"))
    figures: dict[str, set[str]] = {}
    for figure in cast("tuple[r.FigureRow, ...]", out.of("figures")):
        figures.setdefault(figure.incident, set()).add(figure.claim)
    decisions: dict[str, set[str]] = {}
    for decision in cast("tuple[r.DecisionRow, ...]", out.of("decisions")):
        if decision.incident:
            decisions.setdefault(decision.incident, set()).add(str(decision.number))
    survivors = {}
    for merged in view.redirects:
        now = view.incident_now(merged)
        if now is not None and merged in public:
            survivors[public[merged]] = public[now.id]
    now_ = Now(
        name=sheet.name,
        policy=sheet.policy.name,
        tollbook=sheet.version,
        incidents=incidents,
        tolls=cast("tuple[r.TollRow, ...]", out.of("tolls")),
        figures={own: frozenset(claims) for own, claims in figures.items()},
        decisions={own: frozenset(numbers) for own, numbers in decisions.items()},
        survivors=survivors,
    )
    more: dict[str, tuple[r.Row, ...]] = {
        "changes": tuple(changes(before, now_)),
        "redirects": tuple(redirects(before, now_)),
    }
    return Outgoing({**out.tables, **more}, out.beside)


def _private_names(book: Book, view: View, allowed: Discretion) -> Iterable[str]:
    """Names that may stand nowhere: of victims, of those who decided, and those withheld."""
    yield from allowed.private
    yield from (decision.decided_by for decision in view.decisions)
    for each in book.ledger.withheld():
        yield from (each.value, *each.spellings)


@contextmanager
def _staged(target: Path) -> Iterator[Path]:
    """A folder beside the target that takes its name when all went well, and else goes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    try:
        yield part
        part.chmod(0o755)
        for file in part.rglob("*"):
            if file.is_file():
                file.chmod(0o444)  # a release is never changed
        part.rename(target)
    except OSError as fault:
        shutil.rmtree(part, ignore_errors=True)
        if fault.errno in NO_ROOM:
            raise StorageFull(
                "no room for the release",
                where=str(target.parent),
                next="free some space and run the same command again; nothing was released",
            ) from fault
        raise
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


def _sums(part: Path, files: Iterable[str]) -> bytes:
    """As ``sha256sum`` writes and reads them."""
    lines = []
    for name in files:
        digest = hashlib.sha256((part / name).read_bytes()).hexdigest()
        lines.append(f"{digest}  {name}\n")
    return "".join(lines).encode("utf-8")
