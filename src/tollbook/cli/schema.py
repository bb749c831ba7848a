"""``tollbook schema``: the JSON Schema of what ``--json`` prints."""

from __future__ import annotations

import click


@click.command(epilog="Example:  tollbook schema > tollbook.schema.json")
def schema() -> None:
    """Print the JSON Schema of what `tollbook run --json` prints."""
    from tollbook.publish.schema import schema_json  # noqa: PLC0415 - heavy

    click.echo(schema_json(), nl=False)
