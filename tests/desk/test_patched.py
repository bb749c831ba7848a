"""A list with a few rows changed beside it is the list made anew, whatever is asked of it."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tollbook.publish.lists.asked import Asked
from tollbook.publish.lists.index import ListIndex
from tollbook.publish.lists.nouns import Entry
from tollbook.publish.lists.patched import PatchedList, Placed

_DAYS = st.none() | st.integers(1, 4).map(lambda n: date(2019, 10, n))
_NUMBERS = st.none() | st.integers(0, 3)


def _entry(own: str, day: date | None, number: int | None, harm: str) -> Entry:
    return Entry(own, {"harm": harm}, day, number, f"{harm} words of {own}")


_ANY = st.tuples(_DAYS, _NUMBERS, st.sampled_from(["killed", "injured"]))
_ASKED = st.builds(
    lambda harm, words, since, sort: Asked(
        "incidents",
        (("harm", harm),) if harm else (),
        words,
        since,
        None,
        sort,
    ),
    st.sampled_from(["", "killed"]),
    st.sampled_from(["", "injur", "words"]),
    _DAYS,
    st.sampled_from(["", "day", "-day", "number", "-number"]),
)


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_a_patched_list_is_the_list_made_anew(data: st.DataObject) -> None:
    old = [
        _entry(f"inc_{n}", *what) for n, what in enumerate(data.draw(st.lists(_ANY, max_size=12)))
    ]
    base = ListIndex.of("incidents", old)
    gone = data.draw(st.frozensets(st.integers(0, max(len(old) - 1, 0)), max_size=5))
    gone &= set(range(len(old)))
    places = data.draw(st.lists(st.tuples(st.integers(0, len(old)), _ANY), max_size=5))
    fresh = [
        Placed(at, (n, 0, ""), _entry(f"inc_new{n}", *what)) for n, (at, what) in enumerate(places)
    ]
    now: list[Entry] = []
    for row in range(len(old) + 1):
        now += [p.entry for p in fresh if p.at == row]
        now += [old[row]] if row < len(old) and row not in gone else []
    anew = ListIndex.of("incidents", now)
    patched = PatchedList.of(base, gone, fresh)
    asked = data.draw(_ASKED)
    every = list(anew.ids_of(asked))
    assert list(patched.ids_of(asked)) == every
    assert patched.count(asked) == anew.count(asked) == len(every)
    assert patched.counts(asked) == anew.counts(asked)
    size = data.draw(st.integers(1, 4))
    assert patched.page(asked, size) == anew.page(asked, size)
    for own in every:
        for beside in ({"after": own}, {"before": own}):
            there = Asked(
                asked.kind, asked.facets, asked.words, asked.since, None, asked.sort, **beside
            )
            assert patched.page(there, size) == anew.page(there, size)
            at = every.index(own)
            wanted = (
                every[at + 1 : at + 1 + size]
                if "after" in beside
                else every[max(at - size, 0) : at]
            )
            assert list(anew.page(there, size).ids) == wanted
