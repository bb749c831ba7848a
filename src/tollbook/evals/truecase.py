"""The word list by which MUC-4's capitals are recased before they are measured."""

from __future__ import annotations

import warnings
from functools import cache

from tollbook.read.recase import Rank, rank_of


@cache
def model_rank(model: str) -> Rank:
    """The ranks of a spaCy pipeline's word vectors.

    :raises OSError: the pipeline is not installed.
    """
    import spacy  # noqa: PLC0415 - slow to load, and only this needs it

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # W095: made for an earlier spaCy; the words are the same
        nlp = spacy.load(model, exclude=["tok2vec", "tagger", "parser", "ner", "lemmatizer"])
    return rank_of(nlp)
