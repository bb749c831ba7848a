"""Whether a fitted ranking of candidate doers beats the rules: fit, add to the rules, measure.

    scripts/roles                 fit on MUC-4's training part, measure on muc4 and roles, print
    scripts/roles --limit 100     on fewer training reports and items

Logistic regression and gradient boosting over the features of :mod:`tollbook.evals.role_pairs`.
The threshold from which a candidate is taken is chosen on held-out folds of the training part.
Nothing is written: weights would be shipped only where two suites gain and none loses, and
docs/rooms/read.md says what was measured.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from tollbook.batch import Reader
from tollbook.evals.bench import Bench
from tollbook.evals.gold import Gold
from tollbook.evals.kept import kept_folder
from tollbook.evals.role_pairs import Candidate, Candidates, Features, Labelled, labelled, messages
from tollbook.evals.runner import run_suite
from tollbook.evals.suite import harmonic
from tollbook.evals.suites import load_suite
from tollbook.record import Claim, Lexicon, Perpetrator, Reading, Report
from tollbook.settings import Settings

if TYPE_CHECKING:
    from sklearn.ensemble import GradientBoostingClassifier
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

FOLDS = 5
SUITES: Mapping[str, tuple[str, ...]] = {
    "muc4": ("perp_org_f1", "perp_org_p", "perp_org_r", "gtt_f1"),
    "roles": ("attacker_head_f1", "attacker_p", "attacker_r", "rams_attacker_head_f1"),
}
_STEPS = tuple(n / 20 for n in range(2, 20))


class Model(Protocol):
    """What gives each candidate a chance of being right."""

    def chances(self, features: Sequence[Features]) -> list[float]: ...


@dataclass(frozen=True, slots=True)
class Fitted:
    """One of scikit-learn's models with the places of its features."""

    vectorizer: DictVectorizer
    model: LogisticRegression | GradientBoostingClassifier

    def chances(self, features: Sequence[Features]) -> list[float]:
        if not features:
            return []
        rows = self.vectorizer.transform(features)
        return [float(p) for p in self.model.predict_proba(rows)[:, 1]]


def fit(rows: Sequence[Labelled], kind: str) -> Fitted:
    """:param kind: "logistic" or "boosting"."""
    from sklearn.ensemble import GradientBoostingClassifier  # noqa: PLC0415 - slow to load
    from sklearn.feature_extraction import DictVectorizer  # noqa: PLC0415
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    vectorizer = DictVectorizer(sparse=False)
    table = vectorizer.fit_transform([row.candidate.features for row in rows])
    right = [row.right for row in rows]
    model: LogisticRegression | GradientBoostingClassifier
    if kind == "logistic":
        model = LogisticRegression(C=0.3, max_iter=2000)
    else:
        model = GradientBoostingClassifier(n_estimators=150, max_depth=3, random_state=1)
    model.fit(table, right)
    return Fitted(vectorizer, model)


@dataclass(frozen=True, slots=True)
class Choice:
    """From which chance on a candidate is taken, and what that gave on held-out folds.

    :ivar f1: of the rules with the candidates added; :ivar rules: of the rules alone.
    """

    take: float
    f1: float
    rules: float


def choose(rows: Sequence[Labelled], kind: str) -> Choice:
    """The threshold that is best on folds of reports that the model was not fitted on."""
    documents = sorted({row.document for row in rows})
    fold = {own: n % FOLDS for n, own in enumerate(documents)}
    chance: list[tuple[Labelled, float]] = []
    for k in range(FOLDS):
        model = fit([row for row in rows if fold[row.document] != k], kind)
        held = [row for row in rows if fold[row.document] == k]
        chances = model.chances([row.candidate.features for row in held])
        chance += zip(held, chances, strict=True)
    right = sum(row.right for row in rows)

    def f1(taken: Sequence[Labelled]) -> float:
        hits = sum(row.right for row in taken)
        return harmonic(hits / len(taken), hits / right) or 0.0 if taken and right else 0.0

    rules = f1([row for row in rows if row.candidate.by_rules])
    scored = [
        (f1([row for row, p in chance if row.candidate.by_rules or p >= take]), take)
        for take in _STEPS
    ]
    best, take = max(scored)
    return Choice(take, best, rules)


class RankedReader:
    """A reader whose claims take over the candidates that the model is sure enough of."""

    def __init__(
        self,
        reader: Reader,
        candidates: Candidates,
        model: Model,
        take: float,
        *,
        armed_only: bool = False,
    ) -> None:
        """:param armed_only: take armed groups alone, where the rules have nobody."""
        self._reader, self._candidates, self._model = reader, candidates, model
        self._take, self._armed_only = take, armed_only
        self.name = reader.name
        self.version = f"{reader.version}+ranked"

    def read(self, report: Report, lexicon: Lexicon) -> Reading:
        reading = self._reader.read(report, lexicon)
        found = [c for c in self._candidates.of(report, reading) if not c.by_rules]
        if self._armed_only:
            found = [c for c in found if is_careful(c)]
        chances = self._model.chances([c.features for c in found])
        sure = [c for c, p in zip(found, chances, strict=True) if p >= self._take]
        claims = tuple(_with(claim, sure) for claim in reading.claims)
        return replace(reading, claims=claims)


def is_careful(candidate: Candidate) -> bool:
    """Whether it is an armed group beside a claim for which the rules have nobody."""
    armed = candidate.actor.kind in {"armed_group", "militia"}
    return armed and bool(candidate.features["no doer"])


def _with(claim: Claim, sure: Sequence[Candidate]) -> Claim:
    own = [c for c in sure if c.claim == claim.id]
    if not own:
        return claim
    added = (Perpetrator(c.span.quote, "alleged", c.span) for c in own)
    inherited = tuple(dict.fromkeys((*claim.inherited, "perpetrators")))
    return replace(claim, perpetrators=(*claim.perpetrators, *added), inherited=inherited)


def main(arguments: Sequence[str] | None = None) -> int:
    """Read, fit, choose, measure."""
    parser = argparse.ArgumentParser(description="Fit a ranking of candidate doers on gold.")
    parser.add_argument("--train", type=int, default=400, help="training reports")
    parser.add_argument(
        "--armed-only", action="store_true", help="armed groups, where none is read"
    )
    parser.add_argument("--limit", type=int, default=None, help="items of each suite")
    given = parser.parse_args(arguments)
    gold, settings = Gold.from_environment(), Settings()
    bench = Bench.open(settings, kept_folder())
    candidates = Candidates(settings.model, bench.atlas.lexicon)
    rows: list[Labelled] = []
    for message in messages(gold, given.train):
        rows += labelled(message, bench, candidates)
        bench.forget()
    _say(f"{given.train} reports, {len(rows)} candidates, {sum(r.right for r in rows)} right")
    if given.armed_only:
        rows = [row for row in rows if row.candidate.by_rules or is_careful(row.candidate)]
    _measure("rules", None, gold, settings, given)
    for kind in ("logistic", "boosting"):
        choice = choose(rows, kind)
        _say(f"{kind}: taken from {choice.take:.2f}")
        _say(f"  held out, by candidate: {choice.f1:.4f}, rules {choice.rules:.4f}")
        if kind == "logistic":
            _heaviest(fit(rows, kind))
        _measure(kind, (fit(rows, kind), choice.take, candidates), gold, settings, given)
    return 0


def _measure(
    name: str,
    ranked: tuple[Model, float, Candidates] | None,
    gold: Gold,
    settings: Settings,
    given: argparse.Namespace,
) -> None:
    for suite, metrics in SUITES.items():
        base = Bench.open(settings, kept_folder())
        if ranked is not None:
            model, take, candidates = ranked
            armed = bool(given.armed_only)
            reader = RankedReader(base.reader, candidates, model, take, armed_only=armed)
            base = Bench.of(reader, base.atlas, settings.model)
        report = run_suite(
            load_suite(suite), gold, settings=settings, limit=given.limit, bench=base
        )
        told = ", ".join(f"{m} {report.metrics[m] or 0:.4f}" for m in metrics)
        _say(f"  {name:<9} {suite:<6} {told}")


def _heaviest(model: Fitted) -> None:
    slopes = getattr(model.model, "coef_", None)
    if slopes is not None:
        names = model.vectorizer.get_feature_names_out()
        weights = sorted(zip(slopes[0], names, strict=True), key=lambda w: -abs(w[0]))
        _say("  " + "; ".join(f"{name} {weight:+.2f}" for weight, name in weights[:16]))


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
