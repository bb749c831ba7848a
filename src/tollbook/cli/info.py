"""``tollbook info``: what a book holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tollbook.cli.options import book_option, json_option

if TYPE_CHECKING:
    from tollbook.book import Book


@click.command(epilog="Example:  tollbook info --book iraq-2019")
@book_option
@json_option
def info(book: Path, as_json: bool) -> None:
    """Count what the book holds, and name what made it."""
    from tollbook.book import Book  # noqa: PLC0415 - heavy
    from tollbook.publish.assemble import to_bytes  # noqa: PLC0415

    with Book.open(book) as opened:
        facts = facts_of(opened)
    if as_json:
        click.echo(to_bytes(facts, indent=2), nl=False)
        return
    width = max(len(name) for name in facts)
    for name, value in facts.items():
        shown = "not known" if value is None else f"{value:,}" if isinstance(value, int) else value
        click.echo(f"{name.replace('_', ' '):<{width}}  {shown}")


def facts_of(book: Book) -> dict[str, str | int | None]:
    """Counts and origins, in the order they are printed."""
    from tollbook import __version__  # noqa: PLC0415 - beside the heavy ones
    from tollbook.publish.charter_words import charter_in_words  # noqa: PLC0415
    from tollbook.publish.document import NOTICE  # noqa: PLC0415
    from tollbook.publish.wording import interval_in_words  # noqa: PLC0415
    from tollbook.record import Interval, in_force  # noqa: PLC0415

    view = book.view()
    days = [r.published for r in view.reports if r.published]
    span = Interval(min(d.start for d in days), max(d.end for d in days)) if days else None
    made_by = set(book.ledger.readers().values())
    return {
        "book": str(book.folder),
        "tollbook": __version__,
        "captures": len(book.captures()),
        "reports": len(view.reports),
        "copies_of_another": len(view.copies),
        "published": interval_in_words(span),
        "claims": len(view.claims),
        "statements": len(view.statements),
        "incidents": len(view.incidents),
        "running_totals": len(view.accounts),
        "set_aside": len(set(view.set_asides)),
        "tables_of_others": "; ".join(t.recorder for t in book.ledger.foreign.all()) or "none",
        "decisions": len(view.decisions),
        "decisions_in_force": len(in_force(view.decisions)),
        "counted": charter_in_words(view.charter),
        "notice": NOTICE,
        "policy": book.ledger.tallied_with() or "no figures yet: tollbook run",
        "reader": "; ".join(sorted(reader for reader, _ in made_by)) or None,
        "places_and_names": "; ".join(sorted({lexicon for _, lexicon in made_by})) or None,
        "derived_digest": book.ledger.derived_digest(),
    }
