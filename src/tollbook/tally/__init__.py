"""Which claims tell of one incident, what they add up to, and how totals fit them.

Claims and what they resolve to come in; incidents with tolls by a named policy, and accounts of
running totals, go out. Pure: nothing is read or written but the policy files.
"""

from tollbook.tally.policy import Policy, load_policy, policy_names
from tollbook.tally.reckoning import Tallied, tally

__all__ = ["Policy", "Tallied", "load_policy", "policy_names", "tally"]
