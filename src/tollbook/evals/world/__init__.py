"""The synthetic world: true incidents, outlets that tell of them, and what the tally makes of it.

:func:`make_world` makes a world from :class:`Knobs` and a seed; :func:`as_claims` renders it as
records for the tally, :func:`as_texts` as texts for the whole chain. The same arguments always
give the same world.
"""

from tollbook.evals.world.claims import as_claims
from tollbook.evals.world.knobs import FOR_TEXTS, Knobs, of_size
from tollbook.evals.world.press import make_world
from tollbook.evals.world.rendered import Rendered
from tollbook.evals.world.texts import Texts, as_texts
from tollbook.evals.world.told import World

__all__ = [
    "FOR_TEXTS",
    "Knobs",
    "Rendered",
    "Texts",
    "World",
    "as_claims",
    "as_texts",
    "make_world",
    "of_size",
]
