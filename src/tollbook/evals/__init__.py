"""Suites that measure tollbook on public gold data, item by item.

A suite is one module of :mod:`tollbook.evals.suites`; its ``SUITE`` says which files it reads,
what one item is, how the item is worked out and which metrics the outcomes give. The gold
itself is never part of the project: it lies in the folder that ``TOLLBOOK_GOLD`` names.
"""

from tollbook.evals.gold import Gold, GoldMissing
from tollbook.evals.items import Difference, compare, read_items, write_items
from tollbook.evals.runner import EvalReport, run_suite
from tollbook.evals.suite import Mark, Metric, Outcome, Suite
from tollbook.evals.suites import load_suite, suite_names

__all__ = [
    "Difference",
    "EvalReport",
    "Gold",
    "GoldMissing",
    "Mark",
    "Metric",
    "Outcome",
    "Suite",
    "compare",
    "load_suite",
    "read_items",
    "run_suite",
    "suite_names",
    "write_items",
]
