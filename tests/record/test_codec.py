"""Records to JSON and back: nothing lost, the same bytes for equal records."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.record import (
    Anchor,
    Claim,
    Count,
    Includes,
    Interval,
    Perpetrator,
    Published,
    Span,
    Speaker,
    VictimGroup,
    Why,
)
from tollbook.record.codec import from_json, to_json
from tollbook.record.vocabulary import HARMS, SCOPES

words = st.text(max_size=20)
bounds = st.lists(st.integers(0, 10**6), min_size=3, max_size=3).map(sorted)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    quote = draw(st.text(min_size=1, max_size=20))
    start = draw(st.integers(0, 10**5))
    return Span(start, start + len(quote), quote)


@st.composite
def counts(draw: st.DrawFn) -> Count:
    low, best, high = draw(bounds)
    maybe = st.booleans()
    return Count(
        low if draw(maybe) else None,
        best if draw(maybe) else None,
        high if draw(maybe) else None,
        draw(st.sampled_from(["exact", "range", "vague"])),
        draw(words),
    )


groups = st.builds(
    VictimGroup,
    text=words,
    role=st.none() | words,
    count=st.none() | counts(),
    span=st.none() | spans(),
)
speakers = st.builds(
    Speaker,
    speaker=words,
    verb=st.none() | words,
    kind=st.sampled_from(["report", "medic", "official"]),
    stance=st.sampled_from(["asserts", "denies"]),
    stake=st.just("unknown"),
    span=st.none() | spans(),
)
claims = st.builds(
    Claim,
    id=words,
    report=words,
    harm=st.sampled_from(HARMS),
    count=counts(),
    scope=st.sampled_from(SCOPES),
    modality=st.sampled_from(["fact", "reported", "hypothetical", "future"]),
    said_by=st.lists(speakers, min_size=1, max_size=3).map(tuple),
    evidence=spans(),
    sentence=st.tuples(st.integers(0, 9), st.integers(10, 99)),
    rule=words,
    reader=words,
    area=st.none() | spans(),
    victims=st.lists(groups, max_size=2).map(tuple),
    perpetrators=st.lists(
        st.builds(Perpetrator, text=words, surety=st.just("stated")), max_size=2
    ).map(tuple),
    includes=st.builds(Includes, attackers=st.none() | st.integers(0, 9)),
    part_of=st.none() | words,
    why=st.lists(st.builds(Why, field=words, rule=words), max_size=2).map(tuple),
)


@given(claims)
def test_a_claim_survives(claim: Claim) -> None:
    assert from_json(to_json(claim), Claim) == claim


@given(counts())
def test_unknown_is_null_and_never_left_out(count: Count) -> None:
    fields = json.loads(to_json(count))
    assert fields == {
        "low": count.low,
        "best": count.best,
        "high": count.high,
        "shape": count.shape,
        "raw": count.raw,
    }


def test_the_canonical_form_is_sorted_and_tight() -> None:
    assert to_json(Count.exact(3, "three")) == (
        '{"best":3,"high":3,"low":3,"raw":"three","shape":"exact"}'
    )


def test_dates_are_iso() -> None:
    published = Published(date(2019, 11, 28), date(2019, 11, 28), "meta")
    text = to_json(published)
    assert text == '{"at":null,"basis":"meta","end":"2019-11-28","start":"2019-11-28"}'
    assert from_json(text, Published) == published


def test_a_moment_keeps_its_zone() -> None:
    at = datetime(2019, 11, 28, 1, 30, tzinfo=timezone(timedelta(hours=3)))
    published = Published(date(2019, 11, 28), date(2019, 11, 28), "meta", at)
    back = from_json(to_json(published), Published)
    assert back == published
    assert back.at is not None
    assert back.at.utcoffset() == timedelta(hours=3)


@pytest.mark.parametrize(
    "at", [datetime(2019, 11, 28, 1, 30), datetime(2019, 11, 29, 1, 30, tzinfo=UTC)]
)
def test_a_moment_without_a_zone_or_of_another_day_is_refused(at: datetime) -> None:
    with pytest.raises(ValueError, match="no moment"):
        Published(date(2019, 11, 28), date(2019, 11, 28), "meta", at)


def test_letters_of_any_script_stay_letters() -> None:
    anchor = Anchor("0" * 64, "killed", "قتل", "", "")
    assert "قتل" in to_json(anchor)
    assert from_json(to_json(anchor), Anchor) == anchor


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('{"low":"3","best":3,"high":3,"shape":"exact"}', Count),
        ('{"low":3,"best":3,"high":3,"shape":"a guess"}', Count),
        ('{"low":5,"best":4,"high":3,"shape":"range"}', Count),
        ('{"start":"2019-13-01","end":null}', Interval),
        ('{"start":"2019-10-07","end":"2019-10-01"}', Interval),
        ('{"start":4,"end":9,"quote":"too short"}', Span),
        ("[]", Count),
    ],
)
def test_json_that_does_not_fit_is_refused(text: str, kind: type) -> None:
    with pytest.raises(msgspec.ValidationError):
        from_json(text, kind)
