"""The nouns: frozen dataclasses and their arithmetic. No I/O, no other room."""

from tollbook.record.charter import EVERYTHING, Causes, Charter
from tollbook.record.claim import (
    Claim,
    Includes,
    Perpetrator,
    Reading,
    Speaker,
    VictimGroup,
    Why,
)
from tollbook.record.count import Count, add_counts
from tollbook.record.decision import Anchor, Choice, Decision, in_force
from tollbook.record.geoprecision import geo_precision, where_prec
from tollbook.record.incident import (
    Account,
    Figure,
    Incident,
    IncidentActor,
    Link,
    Overruled,
    Step,
    Sum,
    Toll,
    Transition,
)
from tollbook.record.interval import Interval, Published, When
from tollbook.record.lexicon import EMPTY_LEXICON, Lexicon, PlaceName
from tollbook.record.report import Capture, Mention, Report, SetAside, Span, Statement
from tollbook.record.resolution import Actor, Place, Resolution
from tollbook.record.rulings import NO_RULINGS, Rulings

__all__ = [
    "EMPTY_LEXICON",
    "EVERYTHING",
    "NO_RULINGS",
    "Account",
    "Actor",
    "Anchor",
    "Capture",
    "Causes",
    "Charter",
    "Choice",
    "Claim",
    "Count",
    "Decision",
    "Figure",
    "Incident",
    "IncidentActor",
    "Includes",
    "Interval",
    "Lexicon",
    "Link",
    "Mention",
    "Overruled",
    "Perpetrator",
    "Place",
    "PlaceName",
    "Published",
    "Reading",
    "Report",
    "Resolution",
    "Rulings",
    "SetAside",
    "Span",
    "Speaker",
    "Statement",
    "Step",
    "Sum",
    "Toll",
    "Transition",
    "VictimGroup",
    "When",
    "Why",
    "add_counts",
    "geo_precision",
    "in_force",
    "where_prec",
]
