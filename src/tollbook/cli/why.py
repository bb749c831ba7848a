"""``tollbook why``: how do you know?"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tollbook.cli.options import as_of_option, book_option, json_option, opened
from tollbook.cli.output import console

if TYPE_CHECKING:
    from tollbook.publish.explain_claim import Explanation


@click.command(
    epilog="""\b
Examples:
  tollbook why inc_5d1f0c                  (the beginning of an id is enough)
  tollbook why clm_0123456789abcdef --book iraq-2019
  tollbook why acc_77 --json"""
)
@click.argument("id", metavar="ID")
@as_of_option
@book_option
@json_option
def why(id: str, moment: int | date | None, book: Path, as_json: bool) -> None:
    """Explain a claim, an incident's toll or an account: "how do you know?".

    Shows the exact words, who said them, which rule read them, what they resolve to, and every
    figure that was used or set aside, with the reason. Evidence stands between « and ».
    """
    from tollbook.errors import UsageError  # noqa: PLC0415 - heavy
    from tollbook.publish.assemble import to_bytes  # noqa: PLC0415
    from tollbook.publish.explain import explain  # noqa: PLC0415
    from tollbook.record import Account, Claim, Incident  # noqa: PLC0415

    with opened(book, moment) as there:
        view = there.view()
        record = there.find(id, view)
    if not isinstance(record, Claim | Incident | Account):
        raise UsageError(
            "why explains claims, incidents and accounts",
            value=record.id,
            next=f"see it: tollbook show {record.id}",
        )
    explanation = explain(view, record)
    if as_json:
        click.echo(to_bytes(explanation), nl=False)
    else:
        _print(explanation)


def _print(explanation: Explanation) -> None:
    from tollbook.publish.page import Page  # noqa: PLC0415 - slow to load

    page = Page(console())
    page.line(f"{explanation.id}  {explanation.title}", style="bold")
    for section in explanation.sections:
        page.heading(section.heading)
        for point in section.points:
            page.line(point.words, indent=2)
            for line in point.below:
                page.line(line, indent=6)
