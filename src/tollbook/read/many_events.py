"""Words by which a figure is of several events, or of one."""

from __future__ import annotations

from tollbook.read.word_lists import PatternList

EVERYWHERE = PatternList("events", "many_events", "everywhere")
"""Over a whole land, or several towns."""
SUMMED_UP = PatternList("events", "many_events", "summed_up")
"""Several events: whoever counts those harmed in all of them gives a total."""
SEVERAL_EVENTS = PatternList("events", "many_events", "several_events")
"""Several events, with a number or a word for one."""
SUM_OF_EVENTS = PatternList("events", "many_events", "sum_of_events")
"""What somebody sums up who then tells one event in each paragraph."""
AT_ONE_SPOT = PatternList("events", "many_events", "at_one_spot")
"""At one spot, so of one event."""
