"""B-cubed: how well one grouping of items agrees with another (Bagga and Baldwin 1998)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping


def b_cubed(
    gold: Mapping[str, str], predicted: Mapping[str, str]
) -> dict[str, tuple[float, float]]:
    """Precision and recall of each item.

    Precision: the share of its predicted cluster that is of its gold cluster; recall: the share
    of its gold cluster that is in its predicted one.

    :param gold: item -> name of its gold cluster.
    :param predicted: item -> name of its predicted cluster; must have every item of ``gold``.
    """
    gold_members, predicted_members = _members(gold), _members({i: predicted[i] for i in gold})
    scores = {}
    for item in gold:
        theirs, ours = gold_members[gold[item]], predicted_members[predicted[item]]
        shared = len(theirs & ours)
        scores[item] = (shared / len(ours), shared / len(theirs))
    return scores


def _members(clusters: Mapping[str, str]) -> dict[str, set[str]]:
    members: defaultdict[str, set[str]] = defaultdict(set)
    for item, cluster in clusters.items():
        members[cluster].add(item)
    return members
