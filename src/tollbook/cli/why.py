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
  tollbook why acc_77 --json
  tollbook why inc_5d1f0c inc_8a             (are these two one? what ties or parts them)"""
)
@click.argument("id", metavar="ID")
@click.argument("other", metavar="[OTHER]", required=False)
@as_of_option
@book_option
@json_option
def why(id: str, other: str | None, moment: int | date | None, book: Path, as_json: bool) -> None:
    """Explain a claim, an incident's toll or an account: "how do you know?".

    Shows the exact words, who said them, which rule read them, what they resolve to, and every
    figure that was used or set aside, with the reason. Evidence stands between « and ».

    With a second id, of claims or incidents: whether the two are one event. Every piece of
    evidence with its points, the sum, what is asked for, and what forbids it.
    """
    from tollbook.errors import UsageError  # noqa: PLC0415 - heavy
    from tollbook.publish.explain import explain  # noqa: PLC0415
    from tollbook.publish.explain_pair import explain_pair  # noqa: PLC0415
    from tollbook.record import Account, Claim, Incident  # noqa: PLC0415

    with opened(book, moment) as there:
        view = there.view()
        record = there.find(id, view)
        beside = None if other is None else there.find(other, view)
        if beside is not None and beside.id == record.id:
            raise UsageError(
                "the two ids are of one record",
                value=record.id,
                next=f"name another one; or see this one: tollbook why {record.id}",
            )
        if isinstance(record, Claim | Incident) and isinstance(beside, Claim | Incident):
            explanation = explain_pair(record.id, beside.id, there.compare(record, beside))
            _show(explanation, as_json=as_json)
            return
    if beside is not None:
        raise UsageError(
            "two claims or incidents can be held against each other",
            value=f"{record.id} and {beside.id}",
            next="see the ids: tollbook list claims; tollbook list incidents",
        )
    if not isinstance(record, Claim | Incident | Account):
        raise UsageError(
            "why explains claims, incidents and accounts",
            value=record.id,
            next=f"see it: tollbook show {record.id}",
        )
    _show(explain(view, record), as_json=as_json)


def _show(explanation: Explanation, *, as_json: bool) -> None:
    from tollbook.publish.assemble import to_bytes  # noqa: PLC0415 - heavy

    if as_json:
        click.echo(to_bytes(explanation), nl=False)
    else:
        _print(explanation)


def _print(explanation: Explanation) -> None:
    from tollbook.publish.page import Page  # noqa: PLC0415 - slow to load

    page = Page(console())
    # of two ids the title is these ids
    of_two = explanation.kind == "pair"
    head = explanation.title if of_two else f"{explanation.id}  {explanation.title}"
    page.line(head, style="bold")
    for section in explanation.sections:
        page.heading(section.heading)
        for point in section.points:
            page.line(point.words, indent=2)
            for line in point.below:
                page.line(line, indent=6)
