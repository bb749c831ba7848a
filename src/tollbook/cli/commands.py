"""The command group, with its commands by name; each lives in a file of its own."""

from __future__ import annotations

import click

from tollbook import __version__
from tollbook.cli.group import CommandPlace, TollbookGroup

# The first line of each command's help stands here too: `tollbook --help` then loads none of them.
_COMMANDS = {
    "run": CommandPlace(
        "tollbook.cli.run",
        "run",
        "Read files and folders into the book and print what they add up to.",
    ),
    "list": CommandPlace(
        "tollbook.cli.listing",
        "list_records",
        "List claims, incidents, reports, accounts, what was set aside, decisions, or orphans.",
    ),
    "show": CommandPlace(
        "tollbook.cli.show",
        "show",
        "Show one record (report, claim, incident, account, decision) field by field.",
    ),
    "why": CommandPlace(
        "tollbook.cli.why",
        "why",
        'Explain a claim, an incident\'s toll or an account: "how do you know?".',
    ),
    "tally": CommandPlace(
        "tollbook.cli.tally",
        "tally",
        "Add up the book by a named policy, or compare policies over the same claims.",
    ),
    "accounts": CommandPlace(
        "tollbook.cli.accounts",
        "accounts",
        "Print the balance sheet: every running total held against the incidents inside it.",
    ),
    "plot": CommandPlace(
        "tollbook.cli.plot",
        "plot",
        "Draw the book: totals against what is documented, a timeline, a map, the sources.",
    ),
    "import": CommandPlace(
        "tollbook.cli.import_table",
        "import_table",
        "Take another recorder's table into the book, or your own as opening entries.",
    ),
    "compare": CommandPlace(
        "tollbook.cli.compare",
        "compare",
        "Match the incidents of two recorders and print where they agree and differ.",
    ),
    "export": CommandPlace(
        "tollbook.cli.export",
        "export",
        "Write the book in a form that others read. Nothing in the book changes.",
    ),
    "release": CommandPlace(
        "tollbook.cli.release",
        "release",
        "Publish the book as a folder of tables, pages and a map site that anybody can check.",
    ),
    "desk": CommandPlace(
        "tollbook.cli.desk",
        "desk",
        "Open the book in a browser, to review it.",
    ),
    "queue": CommandPlace(
        "tollbook.cli.desk",
        "queue",
        "List what needs a person and why, most useful first.",
    ),
    "decide": CommandPlace(
        "tollbook.cli.decide",
        "decide",
        "Decide on records: accept, reject, correct, tie, part, place, add, undo and more.",
    ),
    "read": CommandPlace(
        "tollbook.cli.rework",
        "read",
        "Read the book's captures again and print what moved.",
    ),
    "rebuild": CommandPlace(
        "tollbook.cli.rework",
        "rebuild",
        "Drop all that can be worked out again, work it out again, and compare.",
    ),
    "log": CommandPlace(
        "tollbook.cli.log",
        "log",
        "Show, export or import the log of decisions.",
    ),
    "verify": CommandPlace(
        "tollbook.cli.verify",
        "verify",
        "Check that nothing in the book, or in a release, was changed, and name what was.",
    ),
    "backup": CommandPlace(
        "tollbook.cli.backup",
        "backup",
        "Copy the book as it stands into a new folder, even while a run writes to it.",
    ),
    "restore": CommandPlace(
        "tollbook.cli.backup",
        "restore",
        "Make a book from a backup, checked on the way.",
    ),
    "copy": CommandPlace(
        "tollbook.cli.copy_book",
        "copy",
        "Copy a book into a PostgreSQL database, or back into a folder, and prove it equal.",
    ),
    "sample": CommandPlace(
        "tollbook.cli.second_coding",
        "sample",
        "Draw a blind sample to be coded by hand: words, without what anybody read in them.",
    ),
    "agreement": CommandPlace(
        "tollbook.cli.second_coding",
        "agreement",
        "Measure how far coders agree, field by field: Krippendorff's alpha and its interval.",
    ),
    "progress": CommandPlace(
        "tollbook.cli.second_coding",
        "progress",
        "Count what each person decided, week by week, and what is left.",
    ),
    "user": CommandPlace(
        "tollbook.cli.user",
        "user",
        "Say who may open the desk of a team: add, list, disable, password, role, token, sign-ins.",
    ),
    "grant": CommandPlace(
        "tollbook.cli.copy_book",
        "grant",
        "Let a database role work in the book, and change nothing that is kept for ever.",
    ),
    "gazetteer": CommandPlace(
        "tollbook.cli.gazetteer",
        "gazetteer",
        "Add places that the installed gazetteer lacks, list what was added, take it out.",
    ),
    "withhold": CommandPlace(
        "tollbook.cli.withhold",
        "withhold",
        "Mask a name in everything that tollbook prints, in all its spellings.",
    ),
    "redact": CommandPlace(
        "tollbook.cli.destroy",
        "redact",
        "Destroy words of a decision for good; the log still verifies.",
    ),
    "purge": CommandPlace(
        "tollbook.cli.destroy",
        "purge",
        "Destroy a page: its bytes, its text and all that was read in it.",
    ),
    "info": CommandPlace(
        "tollbook.cli.info",
        "info",
        "Count what the book holds, and name what made it.",
    ),
    "doctor": CommandPlace(
        "tollbook.cli.doctor",
        "doctor",
        "Check the installation and the book, and say how to mend what is wrong.",
    ),
    "schema": CommandPlace(
        "tollbook.cli.schema",
        "schema",
        "Print the JSON Schema of what `tollbook run --json` prints.",
    ),
    "eval": CommandPlace(
        "tollbook.cli.evaluate",
        "evaluate",
        "Measure tollbook on public gold data and print the figures, each 0 to 1.",
    ),
}


@click.group(
    "tollbook",
    cls=TollbookGroup,
    places=_COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Start with:
  tollbook run saved-pages/
  tollbook why inc_0123
\b
Exit codes: 0 all read; 1 something was set aside; 2 could not start or go on;
3 a check failed; 130 interrupted, with the book intact.""",
)
@click.version_option(__version__, "-V", "--version", message="tollbook %(version)s")
def cli() -> None:
    """Bookkeeping of death tolls from news reports.

    Reads saved news pages, keeps what they say about people killed and harmed, and works out
    how many: per incident, with every figure leading back to the exact words.
    """
