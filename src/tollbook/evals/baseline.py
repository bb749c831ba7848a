"""The figures of the last full runs, kept in the project beside the digest of their data."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec

from tollbook.errors import UsageError
from tollbook.evals.runner import EvalReport


class BaselineEntry(msgspec.Struct, frozen=True):
    """One suite's figures. Only figures: a baseline never holds words of the gold."""

    data_digest: str
    items: int
    reader: str
    metrics: dict[str, float | None]


def read_baseline(path: Path) -> dict[str, BaselineEntry]:
    """The entries by suite; none where the file is not there.

    :raises UsageError: where the file is no baseline.
    """
    if not path.exists():
        return {}
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, BaselineEntry])
    except msgspec.DecodeError as fault:
        raise UsageError(
            f"the baseline cannot be read: {fault}",
            where=str(path),
            next="mend it, or move it away and measure again",
        ) from fault


def update_baseline(path: Path, measured: EvalReport) -> None:
    """Put one suite's figures into the baseline, leaving the other suites as they are."""
    entries = read_baseline(path)
    entries[measured.suite] = BaselineEntry(
        measured.data_digest, measured.items, measured.reader, measured.metrics
    )
    plain = {name: msgspec.to_builtins(entries[name]) for name in sorted(entries)}
    path.write_text(json.dumps(plain, indent=2) + "\n", "utf-8")
