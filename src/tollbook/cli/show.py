"""``tollbook show``: one record, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tollbook.cli.options import as_of_option, book_option, json_option, opened

if TYPE_CHECKING:
    from tollbook.view import Found, View


@click.command(
    epilog="""\b
Examples:
  tollbook show rep_0123456789abcdef
  tollbook show inc_5d1f --json          (the beginning of an id is enough)"""
)
@click.argument("id", metavar="ID")
@as_of_option
@book_option
@json_option
def show(id: str, moment: int | date | None, book: Path, as_json: bool) -> None:
    """Show one record (report, claim, incident, account, decision) field by field."""
    import msgspec  # noqa: PLC0415 - heavy

    from tollbook.publish.assemble import to_bytes  # noqa: PLC0415

    with opened(book, moment) as there:
        view = there.view()
        record = there.find(id, view)
    document = _document(view, record)
    if as_json:
        click.echo(to_bytes(document, indent=2), nl=False)
        return
    for line in _lines(msgspec.to_builtins(document)):
        click.echo(line)
    if record.id.startswith(("clm_", "inc_", "acc_")):
        click.echo(f"Next: tollbook why {record.id}", err=True)


def _document(view: View, record: Found) -> object:
    from tollbook.publish import assemble, assemble_reports  # noqa: PLC0415 - heavy
    from tollbook.record import (  # noqa: PLC0415
        Account,
        Claim,
        Incident,
        Mention,
        Report,
        Statement,
    )

    match record:
        case Report():
            return assemble_reports.report_doc(view, record)
        case Claim():
            return assemble_reports.claim_doc(view, record)
        case Incident():
            return assemble.incident_doc(view, record)
        case Account():
            return assemble.account_doc(record)
        case Statement():
            return assemble_reports.statement_doc(record)
        case Mention():
            return assemble_reports.mention_doc(view, record)
        case _:
            return record


def _lines(value: object, indent: int = 0) -> Iterator[str]:
    """Nested fields as indented lines; "-" starts each item of a list, "not known" is null."""
    pad = "  " * indent
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, dict | list) and inner:
                yield f"{pad}{key}:"
                yield from _lines(inner, indent + 1)
            else:
                yield f"{pad}{key}: {_scalar(inner, pad)}"
    elif isinstance(value, list):
        for item in value:
            first, *rest = list(_lines(item, indent + 1)) or [""]
            yield f"{pad}- {first.strip()}"
            yield from rest
    else:
        yield f"{pad}{_scalar(value, pad)}"


def _scalar(value: object, pad: str) -> str:
    if value is None:
        return "not known"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value in ([], {}):
        return "none"
    return f"\n{pad}  ".join(str(value).splitlines())
