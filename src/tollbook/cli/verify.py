"""``tollbook verify``: whether the book is what was put into it."""

from __future__ import annotations

from pathlib import Path

import click

from tollbook.cli.options import book_option, json_option

FAILED = 3


@click.command(
    epilog="""\b
Examples:
  tollbook verify
  tollbook verify --log kept-elsewhere.jsonl
  tollbook verify --book iraq-2019 --json
\b
Ends with 3 where anything is not as it was written."""
)
@click.option(
    "--log",
    "exported",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE",
    help="Compare the book's decisions with an exported log as well, e.g. --log decisions.jsonl.",
)
@book_option
@json_option
def verify(exported: Path | None, book: Path, as_json: bool) -> int:
    """Check that nothing in the book was changed, and name what was.

    Every capture is hashed again, the chain of decisions replayed, every derived record compared
    with its digest from when it was written, and every quote looked up in its report. With --log,
    decisions cut off the end of the book or of the exported log are found too. Nothing is changed.
    """
    from tollbook.ledger import Ledger  # noqa: PLC0415 - heavy
    from tollbook.ledger.verify import verify as check  # noqa: PLC0415
    from tollbook.publish.assemble import to_bytes  # noqa: PLC0415

    with Ledger.open(book) as opened:
        lines = exported.read_text("utf-8", "replace").splitlines() if exported else None
        findings = check(opened, exported=lines)
        counts = f"{len(opened.captures()):,} captures, {len(opened.decisions()):,} decisions"
        counts += f", {len(opened.claims()):,} claims"
    if as_json:
        click.echo(to_bytes({"ok": not findings, "findings": findings}, indent=2), nl=False)
        return FAILED if findings else 0
    for finding in findings:
        click.echo(f"wrong  {finding.what}: {finding.why}")
        click.echo(f"       where: {finding.where}")
        click.echo(f"       next:  {finding.next}")
    if findings:
        n = len(findings)
        click.echo(f"{n:,} {'thing is' if n == 1 else 'things are'} not as written.")
        return FAILED
    click.echo(f"{counts}: all as they were written.")
    return 0
