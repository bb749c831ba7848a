"""Fitting the weights of linking, and holding them against those set by hand.

    scripts/weights               read, fit, compare on held-out folds, print
    scripts/weights --write       keep the fitted weights in tally/weights.json

A logistic regression over the kinds of evidence of labelled pairs (:mod:`tollbook.evals.pairs`),
held towards the weights set by hand (``tally/weights.toml``): each kind departs from its own the
further the more pairs ask for it. So a kind that the gold hardly has keeps what was reasoned for
it. The threshold stays as set by hand.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from importlib import resources
from math import exp
from pathlib import Path

import msgspec

from tollbook.evals.bench import Bench
from tollbook.evals.clusters import b_cubed
from tollbook.evals.gold import Gold, in_md5_order
from tollbook.evals.kept import kept_folder
from tollbook.evals.pairs import (
    FILES,
    Pair,
    Told,
    pairs_of,
    read_books,
    shelves,
    told_of,
    told_of_world,
)
from tollbook.evals.suite import harmonic
from tollbook.evals.suites import gva
from tollbook.settings import Settings
from tollbook.tally.link import link
from tollbook.tally.score import Scorer, Weights, default_weights, weights_by_hand

FOLDS = 5
SETS = ("gva", "airwars", "world")


@dataclass(frozen=True, slots=True)
class FitSettings:
    """What a fit can be told.

    :ivar pull: strength of the pull towards the weights set by hand: how many pairs with one kind
        of evidence alone, at even odds, would speak for its weight as strongly.
    :ivar narratives: how much a pair of narratives counts beside one of news: two halves of a
        text stand in for two reports.
    :ivar worlds: the same of a pair in a made-up world.
    :ivar seeds: of these worlds; the others are for measuring.
    """

    pull: float = 10.0
    narratives: float = 0.2
    worlds: float = 0.2
    seeds: tuple[int, ...] = (1, 2, 3, 4, 5)

    def worth(self, book: str) -> float:
        return {"gva": 1.0, "airwars": self.narratives, "world": self.worlds}[
            book.split(maxsplit=1)[0]
        ]


def fit(pairs: Sequence[Pair], by_hand: Weights, settings: FitSettings) -> dict[str, float]:
    """Weights by kind, the prior among them, as natural logarithms of odds."""
    kinds = ["prior", *sorted(k for k in by_hand.weights if k != "prior")]
    place = {kind: n for n, kind in enumerate(kinds)}
    table: list[list[float]] = []
    same: list[bool] = []
    share: list[float] = []
    for pair in pairs:
        row = [0.0] * len(kinds)
        for kind in ("prior", *pair.kinds):
            row[place[kind]] = 1.0
        table.append(row)
        same.append(pair.one_event)
        share.append(pair.share * settings.worth(pair.book))
    for kind in kinds:
        # made-up pairs with this kind alone, at the odds set by hand
        odds = 1 / (1 + exp(-by_hand.weights[kind]))
        for one_event, chance in ((True, odds), (False, 1 - odds)):
            table.append([1.0 if k == kind else 0.0 for k in kinds])
            same.append(one_event)
            share.append(settings.pull * chance / (odds * (1 - odds)))
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - slow to load

    model = LogisticRegression(C=1e6, fit_intercept=False, max_iter=5000, tol=1e-5)
    model.fit(table, same, share)
    return {kind: round(float(model.coef_[0][n]), 3) for kind, n in place.items()}


def grouping(told: Sequence[Told], weights: Weights) -> tuple[float, float]:
    """B-cubed F1 of all documents, and of those of events with two or more in books of ten."""
    all_documents: list[tuple[float, float]] = []
    hard: list[tuple[float, float]] = []
    for book in told:
        scorer = Scorer(weights)
        home = {
            telling.key: str(number)
            for number, cluster in enumerate(link(book.tellings, scorer))
            for telling in cluster.tellings
        }
        linked = {own: home.get(book.main.get(own, ""), own) for own in book.event_of}
        size = Counter(book.event_of.values())
        for own, found in b_cubed(book.event_of, linked).items():
            all_documents.append(found)
            if len(book.event_of) >= gva.HARD_DOCUMENTS and size[book.event_of[own]] > 1:
                hard.append(found)
    return _f1(all_documents), _f1(hard)


def _f1(found: Sequence[tuple[float, float]]) -> float:
    """Harmonic mean of the means of precision and recall; 0 of nothing."""
    if not found:
        return 0.0
    return harmonic(*(sum(side) / len(found) for side in zip(*found, strict=True))) or 0.0


def fitted_weights(pairs: Sequence[Pair], settings: FitSettings) -> Weights:
    """The fitted weights with the threshold set by hand."""
    by_hand = weights_by_hand()
    return Weights(by_hand.threshold, fit(pairs, by_hand, settings))


def main(arguments: Sequence[str] | None = None) -> int:
    """Read, fit, compare, and with ``--write`` keep."""
    parser = argparse.ArgumentParser(description="Fit the weights of linking on gold pairs.")
    parser.add_argument("--write", action="store_true", help="keep them in tally/weights.json")
    parser.add_argument("--pull", type=float, default=FitSettings().pull)
    given = parser.parse_args(arguments)
    settings = FitSettings(pull=given.pull)
    gold = Gold.from_environment()
    books = read_books(shelves(gold), Bench.open(Settings(), kept_folder()))
    scorer = Scorer(weights_by_hand())
    told = [*(told_of(book) for book in books), *map(told_of_world, settings.seeds)]
    pairs = [pairs_of(t, scorer) for t in told]
    _say(f"{len(told)} books, {sum(map(len, pairs))} pairs")
    held = _held_out(told, pairs, settings)
    weights = fitted_weights([p for mine in pairs for p in mine], settings)
    for kind, value in sorted(weights.weights.items(), key=lambda item: -abs(item[1])):
        count = sum(kind in p.kinds for mine in pairs for p in mine)
        by_hand = weights_by_hand().weights[kind]
        _say(f"  {kind:<18} {value:7.3f}   by hand {by_hand:6.2f}   in {count} pairs")
    _say(f"  threshold {weights.threshold}")
    if given.write:
        document = {
            "threshold": weights.threshold,
            "weights": dict(sorted(weights.weights.items())),
            "data_digest": gold.digest(FILES),
            "files": FILES,
            "pairs": sum(map(len, pairs)),
            "settings": asdict(settings),
            "held_out": held,
        }
        path = Path(str(resources.files("tollbook.tally") / "weights.json"))
        path.write_bytes(msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n")
        _say(f"written: {path}")
    return 0


def _held_out(
    told: Sequence[Told],
    pairs: Sequence[Sequence[Pair]],
    settings: FitSettings,
) -> dict[str, dict[str, float]]:
    """Each fold's books grouped by weights fitted on the other folds, and by those set by hand."""
    order = in_md5_order([book.book for book in told])
    fold = {number: place % FOLDS for place, number in enumerate(order)}
    results: dict[str, list[tuple[float, float, int]]] = {}
    for k in range(FOLDS):
        here = [n for n in fold if fold[n] == k]
        rest = [n for n in fold if fold[n] != k]
        fitted = fitted_weights([p for n in rest for p in pairs[n]], settings)
        for name, weights in (
            ("by_hand", weights_by_hand()), ("kept", default_weights()), ("fitted", fitted),
        ):  # fmt: skip
            for of in SETS:
                mine = [told[n] for n in here if told[n].book.startswith(of)]
                if not mine:
                    continue
                whole, hard = grouping(mine, weights)
                docs = sum(len(t.event_of) for t in mine)
                results.setdefault(f"{of}_{name}", []).append((whole, hard, docs))
                _say(f"  fold {k} {of:<8} {name:<8} b3_f1 {whole:.4f}  hard {hard:.4f}")
    means = {name: _mean(found) for name, found in results.items()}
    for name, mean in sorted(means.items()):
        _say(f"{name}: {mean}")
    return means


def _mean(found: Iterable[tuple[float, float, int]]) -> dict[str, float]:
    rows = list(found)
    documents = sum(n for _, _, n in rows)
    return {
        "b3_f1": round(sum(whole * n for whole, _, n in rows) / documents, 4),
        "b3_f1_hard": round(sum(hard * n for _, hard, n in rows) / documents, 4),
    }


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
