"""``tollbook rebuild`` and ``tollbook read``: the book worked out again from what it keeps."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tollbook.cli.options import book_option, json_option
from tollbook.cli.progress import watched

if TYPE_CHECKING:
    from tollbook.changes import Change
    from tollbook.record import Claim
    from tollbook.record.withheld import Mask
    from tollbook.rework import Moved, Rebuilt
    from tollbook.view import View

FAILED = 3
_SHOWN = 20


@click.command(
    epilog="""\b
Examples:
  tollbook rebuild
  tollbook rebuild --book iraq-2019 --json
\b
Ends with 3 where the records are not the same though nothing that makes them has changed."""
)
@book_option
@json_option
def rebuild(book: Path, as_json: bool) -> int:
    """Drop all that can be worked out again, work it out again, and compare.

    Captures, decisions, the register of incident ids and readings that cannot be repeated are
    kept. All else (reports, claims, places, incidents, tolls, accounts) follows from them and must
    come out the same; a digest over all of it, before and after, shows whether it did.
    """
    from tollbook import rework  # noqa: PLC0415 - heavy
    from tollbook.publish.assemble import to_bytes  # noqa: PLC0415
    from tollbook.settings import load_settings  # noqa: PLC0415

    settings = load_settings(book / "tollbook.toml")
    with watched() as progress, redirect_stdout(sys.stderr):
        done = rework.rebuild(book, settings, progress=progress)
    masking = _masking(book)
    if masking is not None:
        view, mask = masking
        done = replace(done, set_asides=view.shown(done.set_asides, mask))
    if as_json:
        facts = {"same": done.same, "before": done.before, "after": done.after}
        facts |= {"reports": done.reports, "claims": done.claims}
        facts |= {"made_before": done.made_before, "made_now": done.made_now}
        click.echo(to_bytes({**facts, "set_aside": done.set_asides}, indent=2), nl=False)
    else:
        for line in _rebuilt(done):
            click.echo(line)
    if not done.same and not done.explained:
        return FAILED
    return 1 if done.set_asides else 0


def _rebuilt(done: Rebuilt) -> Iterator[str]:
    yield f"{done.reports:,} reports and {done.claims:,} claims worked out again."
    yield f"before  {done.before}"
    yield f"after   {done.after}"
    if done.same:
        yield "The same."
        return
    if done.explained:
        yield "Not the same: other parts made it before."
        yield from _parts_changed(done)
        return
    yield "Not the same, and nothing that makes it has changed: a record had been changed by hand,"
    yield "or the reader does not read one text twice alike."
    for aside in done.set_asides[:_SHOWN]:
        yield f"  set aside: {aside.what}: {aside.why}"


def _parts_changed(done: Rebuilt) -> Iterator[str]:
    was, now = done.made_before, done.made_now
    for name, before, after in (
        ("extracted by", was.extractors, now.extractors),
        ("read by", was.readers, now.readers),
        ("places and names", was.places_and_names, now.places_and_names),
    ):
        if before != after:
            yield f"  {name}: {'; '.join(before) or 'nothing'} -> {'; '.join(after) or 'nothing'}"
    if was.policy != now.policy:
        yield f"  policy: {was.policy or 'no figures'} -> {now.policy}"


@click.command(
    epilog="""\b
Examples:
  tollbook read                 (what other versions made than those installed)
  tollbook read --all
  tollbook read --all --book iraq-2019 --json"""
)
@click.option("--all", "all_of_it", is_flag=True, help="Every capture, whoever read it last.")
@book_option
@json_option
def read(all_of_it: bool, book: Path, as_json: bool) -> int:
    """Read the book's captures again and print what moved.

    For use after an upgrade or a change of reader. Prints the claims that are new, gone or changed,
    the tolls that moved, and what became of each decision: still about the same record, carried
    over by its words, or an orphan that waits for a person.
    """
    from tollbook import rework  # noqa: PLC0415 - heavy
    from tollbook.changes import changes  # noqa: PLC0415
    from tollbook.settings import load_settings  # noqa: PLC0415

    settings = load_settings(book / "tollbook.toml")
    with watched() as progress, redirect_stdout(sys.stderr):
        moved = rework.read_again(book, settings, all_of_it=all_of_it, progress=progress)
    tolls = changes(moved.before, moved.after)
    moved = _shown(moved, book)
    if as_json:
        _print_json(moved, tolls)
    else:
        for line in _moved(moved, tolls):
            click.echo(line)
    return 1 if moved.set_asides else 0


def _masking(book: Path) -> tuple[View, Mask] | None:
    """The book as it may be shown, and its mask; None: no name is withheld."""
    from tollbook.book import Book  # noqa: PLC0415 - heavy

    with Book.open(book) as opened:
        return (opened.view(), opened.mask) if opened.mask else None


def _shown(moved: Moved, book: Path) -> Moved:
    """What moved, with withheld names masked."""
    masking = _masking(book)
    if masking is None:
        return moved
    view, mask = masking

    def claim(each: Claim) -> Claim:
        return mask.record(each, parts=each.report in view.beside)

    decided = {carried.decision.id: carried for carried in view.carried}
    return replace(
        moved,
        new=tuple(map(claim, moved.new)),
        gone=tuple(map(claim, moved.gone)),
        changed=tuple((claim(was), claim(now)) for was, now in moved.changed),
        carried=tuple(
            decided.get(c.decision.id) or mask.record(c, parts=True) for c in moved.carried
        ),
        set_asides=view.shown(moved.set_asides, mask),
    )


def _moved(moved: Moved, tolls: Iterable[Change]) -> Iterator[str]:
    from tollbook.cli.tolls import toll_line  # noqa: PLC0415

    yield f"{moved.read:,} reports read."
    for name, claims in (("new", moved.new), ("gone", moved.gone)):
        yield f"{len(claims):,} claims {name}"
        yield from _some([_claim(claim) for claim in claims])
    yield f"{len(moved.changed):,} claims changed"
    yield from _some([f"{_claim(now)} (was {_says(was)})" for was, now in moved.changed])
    lines = [toll_line(change) for change in tolls]
    yield f"{len(lines):,} tolls changed"
    yield from _some(lines)
    ways = Counter(carried.how for carried in moved.carried)
    yield (
        f"{len(moved.carried):,} decisions in force: {ways['id']:,} by id, "
        f"{ways['anchor']:,} by their words, {ways['orphan']:,} orphans"
    )
    yield from _some(
        f"{c.decision.id} {c.decision.verb} {c.decision.subject} -> {c.subject or 'orphan'}: "
        f"{c.why}"
        for c in moved.carried
        if c.how != "id"
    )
    if ways["orphan"]:
        yield "Next: tollbook list orphans"


def _some(lines: Iterable[str]) -> Iterator[str]:
    known = list(lines)
    yield from (f"  {line}" for line in known[:_SHOWN])
    if len(known) > _SHOWN:
        yield f"  and {len(known) - _SHOWN:,} more (--json has them all)"


def _claim(claim: Claim) -> str:
    from tollbook.record.text import squeeze  # noqa: PLC0415 - beside the heavy ones

    return f'{claim.id}  {_says(claim)}: "{squeeze(claim.evidence.quote)}"'


def _says(claim: Claim) -> str:
    return f"{claim.harm.replace('_', ' ')} {claim.count.in_words()}, {claim.scope}"


def _print_json(moved: Moved, tolls: Iterable[Change]) -> None:
    from tollbook.cli.tolls import toll_change  # noqa: PLC0415
    from tollbook.publish.assemble import to_bytes  # noqa: PLC0415

    document = {
        "read": moved.read,
        "new": moved.new,
        "gone": moved.gone,
        "changed": [{"before": was, "after": now} for was, now in moved.changed],
        "tolls": [toll_change(change) for change in tolls],
        "decisions": moved.carried,
        "set_aside": moved.set_asides,
    }
    click.echo(to_bytes(document, indent=2), nl=False)
