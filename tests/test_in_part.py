"""A report that comes is tallied with what it touches alone, and all is as a whole tally has it."""

# ruff: noqa: S608 - what is put into SQL stands here
from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Connection, select

from postgres import Server, settle
from tollbook import in_part, pipeline, tally
from tollbook.dated import effective_dates
from tollbook.errors import TollbookError
from tollbook.evals.world import Knobs, as_claims, make_world
from tollbook.evals.world.rendered import Rendered
from tollbook.followed import up_to_date
from tollbook.ledger import Ledger
from tollbook.ledger import schema as t
from tollbook.record import (
    Claim,
    Count,
    Lexicon,
    Mention,
    Published,
    Reading,
    Report,
    Resolution,
    in_force,
)
from tollbook.record.decided import (
    Corrected,
    Dated,
    Merged,
    Pair,
    Payload,
    Placed,
    ScopeSet,
    SourceDeclared,
    StanceSet,
    TollSet,
    encode,
)
from tollbook.record.vocabulary import Scope, Stance, Verb
from tollbook.resolve.gazetteer import Gazetteer
from tollbook.tally import block, postings

# much that is loosely told, and copied: then blocks of every kind are full
KNOBS = Knobs(
    days=24, towns=5, rate=0.06, copied=0.25, any_day=0.1, no_day=0.1, province_only=0.1,
    no_place=0.05, enemy=0.3, denied=0.2, misprints=0.1, retracted=0.4, totals_every=24,
    provinces_counted=1, summaries=3.0,
)  # fmt: skip
# one in which speakers give one total after another, and one in which they take figures back
TOTALS = replace(KNOBS, totals_every=3)
TAKEN_BACK = replace(KNOBS, misprints=1.0, retracted=1.0, totals_every=12)
WORLDS = (KNOBS, TOTALS, TAKEN_BACK)
WHEN = datetime(2024, 5, 3, 12, 0, tzinfo=UTC)
WHO, WHY = "A. Recorder", "the hospital's list"


class WorldAtlas:
    """Resolves words to what a made-up world says of them; days are those of the world, as far off
    as the date that they are counted from is from the report's own."""

    version = "1"
    lexicon = Lexicon()

    def __init__(self, world: Rendered) -> None:
        self._own = effective_dates(world.reports, world.copies)
        self._found: defaultdict[str, list[Resolution]] = defaultdict(list)
        for resolution in world.resolutions:
            self._found[resolution.subject].append(resolution)

    def resolve(
        self,
        report: Report,
        claims: Sequence[Claim],
        mentions: Sequence[Mention],
        published: Published | None,
    ) -> tuple[Resolution, ...]:
        own = self._own[report.id]
        off = published.end - own.end if published and own else timedelta()
        return tuple(_later(found, off) for claim in claims for found in self._found[claim.id])


def _later(resolution: Resolution, off: timedelta) -> Resolution:
    when = resolution.when
    if when is None:
        return resolution
    start, end = (None if day is None else day + off for day in (when.start, when.end))
    return replace(resolution, when=replace(when, start=start, end=end))


def story_of(original: str) -> str:
    """Words that no other story has: sentences of made-up worlds are much alike."""
    sha = hashlib.sha512(original.encode()).hexdigest()
    return "\n\n" + " ".join(f"w{sha[n : n + 4]}" for n in range(0, len(sha), 2))


class Growing:
    """A book into which the reports of a made-up world come."""

    def __init__(self, ledger: Ledger, seed: int) -> None:
        self.ledger = ledger
        self.world = as_claims(make_world(Gazetteer.open(), WORLDS[seed % 3], seed))
        self.atlas = WorldAtlas(self.world)
        self.policy = tally.load_policy("default")

    def take(self, report: Report) -> None:
        sha = hashlib.sha256(report.id.encode()).hexdigest()
        self.ledger.take(
            sha, report.id.encode(), media_type="text/plain", origin="", record=None, taken_at=WHEN
        )
        text = report.text + story_of(self.world.copies.get(report.id, report.id))
        self.ledger.put_report(replace(report, capture=sha, text=text), extractor="world 1")
        claims = tuple(c for c in self.world.claims if c.report == report.id)
        said = tuple(s for s in self.world.statements if s.report == report.id)
        self.ledger.put_reading(Reading(report.id, "world 1", claims, said), lexicon_version="1")

    def begin(self, without: Sequence[Report]) -> None:
        late = {report.id for report in without}
        for report in self.world.reports:
            if report.id not in late:
                self.take(report)
        self.settle()

    def settle(self) -> None:
        pipeline.settle(self.ledger, self.policy, atlas=self.atlas)

    def in_part(self) -> bool:
        return in_part.tallied_in_part(self.ledger, self.policy, self.atlas) is not None

    def decide(self, verb: Verb, subject: str, value: Payload | None = None) -> None:
        self.ledger.decide(
            verb, subject, decided_by=WHO, reason=WHY, decided_at=WHEN,
            after=None if value is None else encode(value),
        )  # fmt: skip

    def figures(self) -> list[object]:
        """All that a tally writes; tellings by their keys, whatever their numbers are."""
        ledger = self.ledger
        with ledger._store.reading() as c:
            told = {row.number: row for row in c.execute(select(t.tellings))}
            name = {number: row.key for number, row in told.items()}
            return [
                ledger.derived_digest(), ledger.issued(), ledger.redirects(),
                ledger.rows_changed(), ledger.followed(), ledger.parts.untallied(),
                sorted((row.key, row.report, bytes(row.blocks)) for row in told.values()),
                sorted((b, name[n]) for b, n in c.execute(select(t.telling_blocks)).all()),
                sorted((name[a], name[b], s) for a, b, s in c.execute(select(t.telling_ties))),
                sorted(tuple(row) for row in c.execute(select(t.windows))),
                sorted(tuple(row) for row in c.execute(select(t.documented))),
                sorted(tuple(row) for row in c.execute(select(t.taken_back))),
                _all_there(c, t.documented.c.scene, t.scenes.c.scene),
                _all_there(c, t.windows.c.area, t.areas.c.area),
            ]  # fmt: skip

    def is_whole(self) -> bool:
        mine = self.figures()
        self.settle()
        return mine == self.figures()


def _all_there(c: Connection, used: Column[int], kept: Column[int]) -> bool:
    """Whether the places that rows name are kept."""
    return set(c.execute(select(used)).scalars()) <= set(c.execute(select(kept)).scalars())


VERBS: tuple[Verb, ...] = (
    *("reject", "reject", "correct", "same", "different", "accept", "toll", "merge", "scope"),
    *("place", "date", "stance", "undo", "undo"),
)
STANCES: tuple[Stance, ...] = ("asserts", "denies", "doubts", "retracts")
SCOPES: tuple[Scope, ...] = ("incident", "cumulative", "generic")


def some_value(
    verb: Verb, chance: Random, claims: Sequence[str], incidents: Sequence[str]
) -> Payload | None:
    match verb:
        case "correct":
            return Corrected("count", Count.exact(chance.randrange(1, 9)))
        case "same" | "different":
            return Pair(chance.choice(claims))
        case "merge":
            return Merged((chance.choice(incidents),))
        case "toll":
            return TollSet("killed", 2, 3, 7, False)
        case "scope":
            return ScopeSet(chance.choice(SCOPES))
        case "place":
            return Placed("the old market", 9.05, 7.5, "landmark")
        case "date":
            return Dated(date(2019, 3, 2), date(2019, 3, 4))
        case "stance":
            return StanceSet(chance.choice(STANCES))
    return None


def decide_something(growing: Growing, chance: Random) -> None:
    """One decision at random, as far as it may be taken."""
    ledger = growing.ledger
    claims = [claim.id for claim in ledger.claims()]
    incidents = [incident.id for incident in ledger.incidents()]
    if not claims or not incidents:
        return  # all reports of a small world are still to come
    verb = chance.choice(VERBS)
    subject = chance.choice(incidents if verb in ("toll", "merge") else claims)
    if verb == "undo":
        taken = [d.id for d in in_force(ledger.decisions())]
        if not taken:
            return
        subject = chance.choice(taken)
    value = some_value(verb, chance, claims, incidents)
    if verb == "correct" and chance.random() < 0.5:
        subject = chance.choice(ledger.reports()).id
        value = Corrected("published", f"2019-03-{chance.randrange(1, 29):02}")
    with suppress(TollbookError):  # it cannot be said of this record
        growing.decide(verb, subject, value)


def grow(ledger: Ledger, seed: int, steps: int, *, crowd: int = block.CROWD) -> list[bool]:
    """Reports and decisions, a few at a time; whether each was done in part."""
    chance = Random(seed)  # noqa: S311  # a choice in a test
    growing = Growing(ledger, seed)
    there = list(growing.world.reports)
    late = chance.sample(there, min(2 * steps, len(there)))
    done: list[bool] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(block, "CROWD", crowd)
        patch.setattr(postings, "CROWD", crowd)
        growing.begin(late)
        while late:
            for _ in range(chance.choice((0, 1, 1, 2))):
                decide_something(growing, chance)
            for _ in range(chance.choice((0, 1, 2))):
                if late:
                    growing.take(late.pop())
            done.append(growing.in_part())
            if done[-1]:
                assert growing.is_whole()
            else:
                growing.settle()
    return done


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.integers(0, 10_000), st.sampled_from([3, 30, 2_000]))
def test_reports_that_come_one_by_one_give_what_a_whole_tally_gives(
    empty: Path, seed: int, crowd: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(empty, Path(folder) / "book")
        with Ledger.open(Path(folder) / "book") as ledger:
            grow(ledger, seed, 5, crowd=crowd)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made-once") / "book"
    Ledger.open(folder, create=True).close()
    return folder


@pytest.fixture
def ledger(empty: Path, tmp_path: Path) -> Ledger:
    shutil.copytree(empty, tmp_path / "book")
    return Ledger.open(tmp_path / "book")


@pytest.mark.parametrize("seed", [3, 4, 5])
def test_so_it_is_in_a_database_of_postgresql(
    server: Server, database: str, tmp_path: Path, seed: int
) -> None:
    settle(tmp_path / "book", server.url(database))
    with Ledger.open(tmp_path / "book") as ledger:
        assert any(grow(ledger, seed, 5))


def test_most_reports_are_tallied_in_part(ledger: Ledger) -> None:
    with ledger:
        done = grow(ledger, 5, 8)
    assert sum(done) > len(done) / 2


def is_plain(growing: Growing) -> Callable[[Report], bool]:
    """Whether a report tells of something, in no copy of another one."""
    told = {c.report for c in growing.world.claims}
    copies = {*growing.world.copies, *growing.world.copies.values()}
    return lambda r: r.id in told - copies


def test_a_run_of_one_new_report_tallies_no_whole_book(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ledger:
        growing = Growing(ledger, 1)
        new = next(filter(is_plain(growing), growing.world.reports))
        growing.begin([new])
        growing.take(new)
        assert not up_to_date(ledger, growing.policy)
        monkeypatch.setattr(tally, "tally", None)
        assert growing.in_part()
        assert up_to_date(ledger, growing.policy)
        monkeypatch.undo()
        assert growing.is_whole()


def told_as(growing: Growing, **said: str) -> list[Report]:
    """Reports with a claim of which something is so."""
    told = {
        c.report
        for c in growing.world.claims
        if said.items() <= {"scope": c.scope, "stance": c.said_by[-1].stance}.items()
    }
    return [report for report in growing.world.reports if report.id in told]


@pytest.mark.parametrize("said", [{"scope": "cumulative"}, {"stance": "retracts"}])
def test_totals_and_what_is_taken_back_are_tallied_in_part(
    ledger: Ledger, said: dict[str, str]
) -> None:
    with ledger:
        growing = Growing(ledger, 1)
        late = told_as(growing, **said)[:2]
        assert late
        growing.begin(late)
        before = growing.figures()
        for report in late:
            growing.take(report)
            assert growing.in_part()
            assert growing.is_whole()
        assert growing.figures() != before


def test_the_series_that_a_total_joins_is_told_of_it(ledger: Ledger) -> None:
    with ledger:
        growing = Growing(ledger, 4)
        growing.begin([])
        claim_of = {a.id: a.claim for a in ledger.accounts()}
        later, earlier = next(
            (a.id, a.after.account) for a in ledger.accounts() if a.after is not None
        )
        growing.decide("reject", claim_of[earlier])
        assert growing.in_part()
        (followed,) = ledger.fetching.accounts([later]).values()
        assert followed.after is None or followed.after.account != earlier
        assert growing.is_whole()


def test_a_report_of_another_date_is_tallied_in_part(ledger: Ledger) -> None:
    with ledger:
        growing = Growing(ledger, 1)
        growing.begin([])
        report = next(filter(is_plain(growing), ledger.reports()))
        mine = {c.id for c in ledger.claims() if c.report == report.id}
        days = {r.when for r in ledger.resolutions() if r.subject in mine}
        growing.decide("correct", report.id, Corrected("published", "2019-08-03"))
        assert growing.in_part()
        assert {r.when for r in ledger.resolutions() if r.subject in mine} != days
        assert growing.is_whole()


def changed_rule(growing: Growing) -> None:
    growing.policy = tally.load_policy("ibc-like")


def source_declared(growing: Growing) -> None:
    growing.decide("source", "book", SourceDeclared("the ministry", "office"))


def read_again(growing: Growing) -> None:
    growing.take(growing.ledger.reports()[-1])


def another_atlas(growing: Growing) -> None:
    growing.atlas.version = "2"


@pytest.mark.parametrize("change", [changed_rule, source_declared, read_again, another_atlas])
def test_what_a_part_cannot_tell_is_left_to_a_whole_tally(
    ledger: Ledger, change: Callable[[Growing], None]
) -> None:
    with ledger:
        growing = Growing(ledger, 1)
        new = next(filter(is_plain(growing), growing.world.reports))
        growing.begin([new])
        growing.take(new)
        change(growing)
        before = ledger.incidents()
        assert not growing.in_part()
        assert ledger.incidents() == before


def test_figures_that_are_not_what_was_reckoned_are_not_changed_in_part(ledger: Ledger) -> None:
    with ledger:
        growing = Growing(ledger, 1)
        growing.begin([])
        report_of = {claim.id: claim.report for claim in ledger.claims()}
        told_of = [{report_of[own] for own in each.claims} for each in ledger.incidents()]
        plain = is_plain(growing)
        new = next(
            r for r in ledger.reports()
            if plain(r) and any(r.id in reports and len(reports) > 1 for reports in told_of)
        )  # fmt: skip
        ledger.drop_report(new.id)
        growing.settle()
        growing.take(new)
        with ledger._store.writing() as c:
            said, other = '"contested":false', '"contested":true'
            c.exec_driver_sql(f"UPDATE incidents SET body = replace(body, '{said}', '{other}')")
        assert not growing.in_part()
