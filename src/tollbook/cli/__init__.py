"""The command line. Nothing heavy is imported until a command runs."""

from tollbook.cli.commands import cli

__all__ = ["cli", "main"]


def main() -> None:
    """Entry point of the ``tollbook`` script."""
    cli(prog_name="tollbook")
