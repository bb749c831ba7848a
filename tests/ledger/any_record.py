"""Any record of a kind: from its own types, within what the records themselves allow."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from hypothesis import strategies as st

from tollbook.record import (
    Account,
    Claim,
    Count,
    Incident,
    Interval,
    Mention,
    Published,
    Report,
    Resolution,
    SetAside,
    Span,
    Statement,
)

_days = st.none() | st.dates()


@st.composite
def _counts(draw: st.DrawFn) -> Count:
    numbers = sorted(draw(st.lists(st.integers(0, 10**6), min_size=3, max_size=3)))
    known = draw(st.tuples(st.booleans(), st.booleans(), st.booleans()))
    low, best, high = (n if k else None for n, k in zip(numbers, known, strict=True))
    return Count(
        low, best, high, draw(st.sampled_from(["exact", "range", "vague"])), draw(st.text())
    )


@st.composite
def _spans(draw: st.DrawFn) -> Span:
    quote = draw(st.text(min_size=1, max_size=12))
    start = draw(st.integers(0, 10**5))
    return Span(start, start + len(quote), quote)


@st.composite
def _published(draw: st.DrawFn) -> Published:
    basis = draw(st.sampled_from(["meta", "url", "text", "given"]))
    if draw(st.booleans()):
        minutes = draw(st.integers(-14 * 60, 14 * 60))
        zone = timezone(timedelta(minutes=minutes))
        at = draw(st.datetimes(min_value=datetime(2, 1, 1), max_value=datetime(9998, 1, 1)))
        return Published(at.date(), at.date(), basis, at.replace(tzinfo=zone))
    start, end = sorted((draw(st.dates()), draw(st.dates())))
    return Published(start, end, basis)


@st.composite
def _intervals(draw: st.DrawFn) -> Interval:
    start, end = draw(_days), draw(_days)
    return Interval(*sorted((start, end))) if start and end else Interval(start, end)


st.register_type_strategy(Count, _counts())
st.register_type_strategy(Span, _spans())
st.register_type_strategy(Interval, _intervals())
st.register_type_strategy(Published, _published())
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
st.register_type_strategy(str, st.text(max_size=12))
st.register_type_strategy(int, st.integers(0, 10**6))

any_report = st.from_type(Report)
any_claim = st.from_type(Claim)
any_statement = st.from_type(Statement)
any_mention = st.from_type(Mention)
any_set_aside = st.from_type(SetAside)
any_resolution = st.from_type(Resolution)
any_incident = st.from_type(Incident)
any_account = st.from_type(Account)
