"""The fitted ranking of candidate doers: what it is told of a report, and what it adds."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tollbook.evals.fit_roles import RankedReader, choose, fit
from tollbook.evals.role_pairs import Candidate, Candidates, Features, Labelled
from tollbook.read import RulesReader
from tollbook.record import Actor, Lexicon, Report, Span
from tollbook.settings import Settings

FRONT = Actor("tb:front", "Red Front", "armed_group", None)
GUARD = Actor("tb:guard", "Navy Guard", "state_force", None)
NAMES = Lexicon(actors={"Red Front": FRONT, "Navy Guard": GUARD})
TEXT = "Two farmers were killed on Monday. The Red Front has long fought the Navy Guard there."


def row(n: int, right: bool, by_rules: bool = False) -> Labelled:
    features = {"good": float(right), "bad": float(not right)}
    span = Span(0, 3, "Red")
    return Labelled(f"d{n}", Candidate("clm", FRONT, span, ("red",), features, by_rules), right)


ROWS = [row(n, n % 3 == 0, by_rules=n % 6 == 0) for n in range(60)]


@pytest.mark.parametrize("kind", ["logistic", "boosting"])
def test_a_fit_tells_right_from_wrong(kind: str) -> None:
    good, bad = fit(ROWS, kind).chances([{"good": 1.0}, {"bad": 1.0}])
    assert good > 0.5 > bad


@pytest.mark.parametrize("kind", ["logistic", "boosting"])
def test_the_threshold_is_that_which_helps_held_out_reports_most(kind: str) -> None:
    choice = choose(ROWS, kind)
    assert choice.f1 == 1.0
    assert choice.rules == pytest.approx(2 / 3)  # all right, half of them found


class Sure:
    """A model that is sure of armed groups."""

    def chances(self, features: Sequence[Features]) -> list[float]:
        return [float(f.get("kind=armed_group", 0.0)) for f in features]


def report() -> Report:
    return Report("rep_x", "0" * 64, None, TEXT, "en", None, None, None)


def test_candidates_are_the_organisations_beside_each_claim(reader: RulesReader) -> None:
    reading = reader.read(report(), NAMES)
    found = {c.actor.id: c for c in Candidates(Settings().model, NAMES).of(report(), reading)}
    assert found.keys() == {"tb:front", "tb:guard"}
    front = found["tb:front"].features
    assert (front["kind=armed_group"], front["behind 1"], front["dep=nsubj"]) == (1.0, 1.0, 1.0)
    assert front["rules have it"] == 0.0
    assert "dep=dobj" in found["tb:guard"].features


def test_a_ranked_reader_adds_whom_it_is_sure_of_and_marks_it(reader: RulesReader) -> None:
    candidates = Candidates(Settings().model, NAMES)
    ranked = RankedReader(reader, candidates, Sure(), 0.5)
    (claim,) = ranked.read(report(), NAMES).claims
    assert [(p.text, p.surety) for p in claim.perpetrators] == [("Red Front", "alleged")]
    assert "perpetrators" in claim.inherited
    (plain,) = reader.read(report(), NAMES).claims
    assert plain.perpetrators == ()
    assert ranked.version != reader.version
