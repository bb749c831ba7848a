"""Which claims tell of one incident, what they add up to, and how totals fit them.

Claims and what they resolve to come in; incidents with tolls by a named policy, and accounts of
running totals, go out. Pure: nothing is read or written but the policy files.
"""

from tollbook.tally.charter import CHARTER, example_charter, load_charter
from tollbook.tally.nesting import Extent, Nested, nesting
from tollbook.tally.policy import Policy, load_policy, policy_names
from tollbook.tally.reckoning import Tallied, tally
from tollbook.tally.totals import Total, totals

__all__ = [
    "CHARTER",
    "Extent",
    "Nested",
    "Policy",
    "Tallied",
    "Total",
    "example_charter",
    "load_charter",
    "load_policy",
    "nesting",
    "policy_names",
    "tally",
    "totals",
]
