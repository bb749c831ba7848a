"""What a book's figures follow from beside its records: the rules, and the decisions heard."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

import msgspec

from tollbook import tally
from tollbook.ledger import Ledger
from tollbook.ledger.figures import Follows
from tollbook.record import Charter

_PARTS = (
    *("tally", "hand", "record", "resolve", "intake", "ledger"),
    *("pipeline.py", "dated.py", "kept_parts.py", "kept_texts.py", "amending.py"),
    *("in_part.py", "decided_part.py", "moved_accounts.py", "totals_in_part.py"),
    "ties_in_part.py",
)


def rules_of(policy: tally.Policy, charter: Charter) -> str:
    """A digest of a policy, a charter and the code that goes by them."""
    said = msgspec.json.encode((policy, charter), order="deterministic")
    return hashlib.sha256(_code().encode() + said).hexdigest()


def follows_now(ledger: Ledger, policy: tally.Policy) -> Follows:
    """What figures worked out from the book as it is follow from.

    :raises UsageError: the charter cannot be used.
    """
    charter = tally.load_charter(ledger.folder / "hand")
    return Follows(rules_of(policy, charter), ledger.last_decision())


def up_to_date(ledger: Ledger, policy: tally.Policy) -> bool:
    """Whether the figures follow from the book as it is: then a tally would change nothing.

    :raises UsageError: the charter cannot be used.
    """
    followed = ledger.followed()
    if followed is None or ledger.parts.untallied():
        return False
    return followed == follows_now(ledger, policy)


@cache
def _code() -> str:
    """A digest of all files of the parts that figures come from, weights and word lists among
    them: whoever changes one changes the rules. Readers name their own version."""
    sha = hashlib.sha256()
    for part in _PARTS:
        _take(resources.files("tollbook") / part, part, sha)
    return sha.hexdigest()


def _take(at: Traversable, name: str, sha: hashlib._Hash) -> None:
    if at.is_dir():
        for each in sorted(at.iterdir(), key=lambda inner: inner.name):
            if each.name != "__pycache__":
                _take(each, f"{name}/{each.name}", sha)
        return
    data = at.read_bytes()
    sha.update(f"{name} {len(data)}:".encode())
    sha.update(data)
