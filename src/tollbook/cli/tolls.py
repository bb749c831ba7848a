"""Tolls that changed, as commands print them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tollbook.changes import Change
    from tollbook.record import Toll


def toll_line(change: Change) -> str:
    """One toll before and after, on one line."""
    before, after = _toll(change.before), _toll(change.after)
    return f"{change.incident}  {change.harm.replace('_', ' ')}: {before} -> {after}"


def toll_change(change: Change) -> dict[str, object]:
    """One toll before and after, for JSON."""
    from tollbook.publish.assemble import toll_doc  # noqa: PLC0415 - heavy

    return {
        "incident": change.incident,
        "harm": change.harm,
        "before": toll_doc(change.before) if change.before else None,
        "after": toll_doc(change.after) if change.after else None,
    }


def _toll(toll: Toll | None) -> str:
    from tollbook.publish.wording import sources_in_words, toll_in_words  # noqa: PLC0415 - heavy

    if toll is None:
        return "no figure"
    return f"{toll_in_words(toll)} ({sources_in_words(toll)})"
