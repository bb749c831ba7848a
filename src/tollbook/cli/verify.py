"""``tollbook verify``: whether the book is what was put into it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tollbook.cli.options import book_option, json_option

if TYPE_CHECKING:
    from tollbook.ledger.verify import Finding

FAILED = 3


@click.command(
    epilog="""\b
Examples:
  tollbook verify
  tollbook verify --log kept-elsewhere.jsonl
  tollbook verify --book iraq-2019 --json
  tollbook verify book/out/releases/2019-12    (a release, without its book)
\b
Ends with 3 where anything is not as it was written."""
)
@click.argument(
    "release", metavar="[RELEASE]", required=False, type=click.Path(path_type=Path, exists=True)
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
def verify(release: Path | None, exported: Path | None, book: Path, as_json: bool) -> int:
    """Check that nothing in the book, or in a release, was changed, and name what was.

    Every capture is hashed again, the chain of decisions replayed, every derived record compared
    with its digest from when it was written, and every quote looked up in its report. With --log,
    decisions cut off the end of the book or of the exported log are found too. Nothing is changed.

    With RELEASE, the folder that tollbook release made, that folder alone is checked: every file
    against its digest, the tables against one another, against release.json and against the site.
    """
    if release is not None:
        return _print(*_of_release(release), as_json=as_json)
    from tollbook.ledger import Ledger  # noqa: PLC0415 - heavy
    from tollbook.ledger.verify import verify as check  # noqa: PLC0415

    with Ledger.open(book) as opened:
        lines = exported.read_text("utf-8", "replace").splitlines() if exported else None
        findings = check(opened, exported=lines)
        counts = f"{len(opened.captures()):,} captures, {len(opened.decisions()):,} decisions"
        counts += f", {len(opened.claims()):,} claims"
    return _print(findings, counts, as_json=as_json)


def _of_release(release: Path) -> tuple[list[Finding], str]:
    from tollbook.publish.release.check import check_release, said_of  # noqa: PLC0415 - heavy

    findings = check_release(release)
    return findings, "" if findings else said_of(release)


def _print(findings: list[Finding], counts: str, *, as_json: bool) -> int:
    from tollbook.publish.assemble import to_bytes  # noqa: PLC0415 - heavy

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
