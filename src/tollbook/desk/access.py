"""What each role may ask of the desk: every page and every verb, in one table.

A test holds that each route of the desk stands here, and asks for each as each role.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from tollbook.desk.acts import Act
from tollbook.desk.who import Who
from tollbook.errors import UsageError
from tollbook.record import Decision
from tollbook.record.people import Role, at_least

Needed = Role | Literal["anybody"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One route and the least role that may ask for it.

    :ivar path: as the route has it, with names in braces.
    """

    method: Literal["GET", "POST"]
    path: str
    needs: Needed

    def fits(self, method: str, path: str) -> bool:
        """Whether a request is for this route."""
        method = "GET" if method == "HEAD" else method
        pattern = re.sub(r"\{\w+\}", "[^/]+", self.path)
        return self.method == method and re.fullmatch(pattern, path) is not None


VERBS: Mapping[Act, Role] = MappingProxyType(
    {
        **dict.fromkeys(("accept", "reject", "unsure", "reopen", "note", "add", "undo"), "coder"),
        **dict.fromkeys(("correct", "stance", "scope", "place", "date", "actor"), "coder"),
        **dict.fromkeys(("same", "different", "split", "merge", "move"), "adjudicator"),
        **dict.fromkeys(("toll", "transition", "source"), "adjudicator"),
    }
)
"""The least role for each verb. A coder undoes their own decisions only."""

TABLE: tuple[Rule, ...] = (
    Rule("GET", "/sign-in", "anybody"),
    Rule("POST", "/sign-in", "anybody"),
    Rule("POST", "/sign-out", "reader"),
    Rule("GET", "/", "reader"),
    Rule("GET", "/claim/{id}", "reader"),
    Rule("GET", "/report/{id}", "reader"),
    Rule("GET", "/incident/{id}", "reader"),
    Rule("GET", "/account/{id}", "reader"),
    Rule("GET", "/balances", "reader"),
    Rule("GET", "/sources", "reader"),
    Rule("GET", "/log", "reader"),
    Rule("GET", "/told", "reader"),
    Rule("GET", "/list/{name}", "reader"),
    Rule("GET", "/jump", "reader"),
    Rule("GET", "/sample", "reader"),
    Rule("GET", "/add", "coder"),
    Rule("POST", "/add", "coder"),
    Rule("GET", "/find/places", "reader"),
    Rule("GET", "/help", "reader"),
    Rule("GET", "/coding", "coder"),
    Rule("POST", "/coding", "coder"),
    Rule("GET", "/adjudicate", "adjudicator"),
    Rule("POST", "/adjudicate", "adjudicator"),
    Rule("GET", "/progress", "adjudicator"),
    Rule("GET", "/people", "admin"),
    *(Rule("POST", f"/decide/{verb}", role) for verb, role in VERBS.items()),
)


def needed(method: str, path: str, rules: Sequence[Rule] = TABLE) -> Needed:
    """The least role for a request. What no rule names is there for nobody but an admin, who
    then reads that there is no such page."""
    return next((rule.needs for rule in rules if rule.fits(method, path)), "admin")


def may(who: Who | None, method: str, path: str) -> bool:
    """Whether somebody, or nobody, may ask for this."""
    needs = needed(method, path)
    if needs == "anybody":
        return True
    if who is None or (method not in ("GET", "HEAD") and not who.decides):
        return False
    return at_least(who.role, needs)


def refuse_undo_of_others(who: Who | None, asked: Sequence[str], log: Sequence[Decision]) -> None:
    """A coder takes back what they decided themselves.

    :param asked: ids of the decisions or batches to undo.
    :raises UsageError: one of them is somebody else's.
    """
    if who is None or at_least(who.role, "adjudicator"):
        return
    for decision in log:
        if {decision.id, decision.batch} & set(asked) and decision.decided_by != who.name:
            raise UsageError(
                "this is somebody else's decision: an adjudicator can undo it",
                value=decision.id,
                next="decide anew on the record, or ask an adjudicator",
            )
