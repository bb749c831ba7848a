"""Which incidents stand in a balance: the quick way gives what looking at each gives."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tally_world import BAGHDAD, IRAQ, NAJAF, World

from tollbook.record import Count

START = date(2019, 1, 1)
DAYS = st.integers(0, 60)
INCIDENTS = st.lists(
    st.tuples(DAYS, st.sampled_from([0, 0, 3, 20]), st.sampled_from([BAGHDAD, NAJAF])),
    min_size=1,
    max_size=12,
)


@settings(max_examples=40, deadline=None)
@given(INCIDENTS, DAYS, st.integers(0, 40))
def test_shares_are_those_of_the_days_asked_for(
    incidents: list[tuple[int, int, object]], since: int, more: int
) -> None:
    world = World()
    spans = {}
    for number, (first, wide, place) in enumerate(incidents):
        on = tuple((START + timedelta(days=first + n)).isoformat() for n in (0, wide))
        report = world.report(f"r{number}", "2019-06-01")
        own = world.claim(report, 3 + 7 * number, at=place, on=on)  # type: ignore[arg-type]
        spans[own] = (first, first + wide)
    ends = tuple((START + timedelta(days=since + n)).isoformat() for n in (0, more))
    total = world.report("total", "2019-06-02")
    world.claim(total, Count.exact(500), area=IRAQ, since=ends)  # type: ignore[arg-type]
    tallied = world.tally()
    days = {}
    for incident in tallied.incidents:
        assert incident.when is not None
        assert incident.when.start is not None
        assert incident.when.end is not None
        days[incident.id] = tuple(
            (d - START).days for d in (incident.when.start, incident.when.end)
        )
    (account,) = tallied.accounts
    last = since + more
    sure = {i for i, (a, b) in days.items() if since <= a and b <= last}
    met = {i for i, (a, b) in days.items() if a <= last and b >= since}
    assert set(account.inside) == sure
    assert set(account.possibly_inside) == met - sure
