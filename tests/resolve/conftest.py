"""The real index, opened once; built first where the user's cache has none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tollbook.resolve import Atlas


@pytest.fixture(scope="session")
def atlas() -> Iterator[Atlas]:
    opened = Atlas.open()
    yield opened
    opened.close()
