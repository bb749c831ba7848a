"""The suites, one module each: a file put here that has a ``SUITE`` is registered."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from tollbook.errors import UsageError
from tollbook.evals.suite import Case, Suite


def suite_names() -> tuple[str, ...]:
    """The suites there are, in alphabetical order."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def load_suite(name: str) -> Suite[Case]:
    """The suite of that name.

    :raises UsageError: for a name that is not known, listing those that are.
    """
    if name not in suite_names():
        raise UsageError(
            "there is no suite of this name",
            value=name,
            where="tollbook.evals.suites",
            next=f"use one of: {', '.join(suite_names())}",
        )
    suite = import_module(f"{__name__}.{name}").SUITE
    if not isinstance(suite, Suite):
        raise TypeError(f"{name}.SUITE is no Suite")
    return suite
