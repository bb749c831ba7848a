"""``tollbook doctor``: what is installed, what state the book is in, how to mend it."""

from __future__ import annotations

from pathlib import Path

import click

from tollbook.cli.options import book_option, json_option

FAILED = 3


@click.command(
    epilog="""\b
Examples:
  tollbook doctor
  tollbook doctor --book iraq-2019 --json
\b
Ends with 3 where something is wrong."""
)
@book_option
@json_option
@click.pass_context
def doctor(ctx: click.Context, book: Path, as_json: bool) -> int:
    """Check the installation and the book, and say how to mend what is wrong."""
    from tollbook.cli.checkup import check_all  # noqa: PLC0415 - heavy
    from tollbook.publish.assemble import to_bytes  # noqa: PLC0415

    named = ctx.get_parameter_source("book") is not click.core.ParameterSource.DEFAULT
    findings = check_all(book, book_must_be_there=named)
    wrong = [finding for finding in findings if finding.state == "wrong"]
    if as_json:
        click.echo(to_bytes({"findings": findings, "ok": not wrong}, indent=2), nl=False)
        return FAILED if wrong else 0
    for finding in findings:
        click.echo(f"{finding.state:<6} {finding.what}: {finding.detail}")
        if finding.next:
            click.echo(f"       next: {finding.next}")
    n = len(wrong)
    click.echo(f"{n} {'thing is' if n == 1 else 'things are'} wrong." if n else "All is well.")
    return FAILED if wrong else 0
