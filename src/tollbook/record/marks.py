"""What a reader's ``rule`` may end with: how claims of one report lie to each other."""

from __future__ import annotations

LISTED_BY_PLACE = "listed by place"
"""A number of a list over places: of another event than the numbers before it."""

TABLE_ROW = "table/row"
"""At the start of a rule: read from the cells of a table's row."""

ANOTHER_EVENT = "another event"
"""Told of another event than the sentences before it ("in a separate attack")."""

EARLIER_EVENT = "an earlier event"
"""Told of what was before the event of its sentence ("a day after gunmen killed two")."""

SUM_OF_TOLD = "the sum of events told"
"""A total of just those events that its report tells one by one."""
