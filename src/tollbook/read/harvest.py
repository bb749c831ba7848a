"""What the sentences of one report give, one after another, before the report is read whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tollbook.read.antecedents import Before, with_antecedent
from tollbook.read.assemble import draft_of
from tollbook.read.context import fold_included
from tollbook.read.draft import Draft
from tollbook.read.harms import DEAD_OR_HURT
from tollbook.read.hit import Hit
from tollbook.read.idioms import may_hold_idiom
from tollbook.read.match import hits
from tollbook.read.orders import Order, orders_in
from tollbook.read.phrases import Phrases
from tollbook.read.pointing import accusing
from tollbook.read.quoted import Quotation, quotations
from tollbook.read.scope import speaks_of_wave
from tollbook.read.sentences import Sentence
from tollbook.read.speakers import stance_of
from tollbook.read.spoken_before import STANDING_IN, Spoke, spoke_in, stands_for
from tollbook.read.stated import PLAIN_CUES
from tollbook.read.statements import CUES, Told, find_statements
from tollbook.read.tails import Tail, tail_speakers
from tollbook.read.where_when import Setting
from tollbook.read.written import speaker_as_written
from tollbook.record import Lexicon, Mention, Report, SetAside, Span, Speaker

if TYPE_CHECKING:
    from spacy.tokens import Doc

# head nouns that never bring anybody new into a report
_TOGETHER = 4  # words from the one word of harm to the other ("killed and later wounded")
_KNOWN_DEAD = frozenset({"those", "dead", "victim", "injured", "wounded", "killed", "body"})


@dataclass(slots=True)
class Harvest:
    """Drafts, orders and statements of one report, gathered sentence by sentence.

    :ivar times: expressions of time in the whole text; :ivar actors: known actors in it.
    """

    report: Report
    lexicon: Lexicon
    places: tuple[Mention, ...]
    times: tuple[Span, ...]
    actors: Sequence[Span]
    orders: list[Order] = field(init=False, default_factory=list)
    statements: list[Told] = field(init=False, default_factory=list)
    set_aside: list[SetAside] = field(init=False, default_factory=list)
    _drafts: list[Draft] = field(init=False, default_factory=list)
    _including: list[tuple[int, int, int]] = field(init=False, default_factory=list)
    _wave: bool = field(init=False, default=False)
    _last: Before | None = field(init=False, default=None)
    _quotations: list[Quotation] = field(init=False, default_factory=list)
    _spoke: Spoke | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self._quotations = quotations(self.report.text, self.lexicon)

    def add(self, sentence: Sentence, phrases: Phrases, tail: Tail | None) -> None:
        """Take in the next sentence.

        :param phrases: its parse and numbers; :param tail: the attribution cut off before parsing.
        """
        doc = phrases.doc
        self._wave = self._wave or speaks_of_wave(phrases.text)
        setting = self._setting(sentence, tail, sentence.start + len(phrases.text))
        before = len(self._drafts)
        real = self._without_negated(hits(phrases), sentence)
        for hit in real:
            draft = draft_of(hit, real, phrases, setting, len(self._drafts))
            if draft is not None:
                told = self._drafts[:before]
                own = Before(sentence, phrases)
                self._drafts.append(
                    with_antecedent(
                        draft, hit, self._last, own,
                        told=told, report=self.report, lexicon=self.lexicon,
                    )
                )  # fmt: skip
        self._last = Before(sentence, phrases)
        self.orders += orders_in(doc, sentence.start, sentence.index, self.lexicon)
        self._including += _including(doc, sentence.start)
        if tail is not None or _may_state(phrases.text):
            told_now = find_statements(
                doc,
                self.report,
                sentence,
                self.lexicon,
                actors=self.actors,
                tail=setting.tail,
            )
            self.statements += [self._named(one, sentence) for one in told_now]
        spoke = spoke_in(doc, sentence, self.lexicon, setting.tail)
        if spoke is not None:
            self._spoke = replace(spoke, speaker=speaker_as_written(spoke.speaker, self.report))

    def _named(self, told: Told, sentence: Sentence) -> Told:
        """A statement with the name of whom a "he" or "it" that makes it stands for."""

        def named(names: tuple[str, ...]) -> tuple[str, ...]:
            found = ((n, stands_for(n, self._spoke, sentence)) for n in names)
            return tuple(n if who is None else who.speaker for n, who in found)

        said = told.statement
        # who is a pronoun for nobody known did nothing that a book could name
        parties = tuple(p for p in named(said.parties) if p.casefold() not in STANDING_IN)
        said = replace(said, said_by=named(said.said_by), parties=parties)
        return replace(told, statement=said)

    def drafts(self) -> list[Draft]:
        """The drafts of all sentences; those that only point back are set aside."""
        drafts = fold_included(_contrasted(self._drafts), self._including)
        told = _of_both_harms(drafts, self.report.text)
        pointing = [d for d in told if d.points_back and not _opens(d, told)]
        aside = {d.order for d in pointing}
        for draft in pointing:
            why = "points back at people told of elsewhere; no figure of its own"
            self._put_aside(draft.evidence, why)
        kept = [d for d in told if d.order not in aside]
        quoted = [d for d in pointing if len(d.said_by) > 1]
        self.statements += [t for d in quoted if (t := accusing(d, self.report)) is not None]
        own = [d for d in pointing if len(d.said_by) == 1]
        return _with_doers([_as_attacker(d, told) for d in kept], own)

    def _setting(self, sentence: Sentence, tail: Tail | None, end: int) -> Setting:
        figures = (d.n or 0 for d in self._drafts if d.scope == "incident" and d.quantified)
        whole = self.report.text[sentence.start : sentence.end]
        return Setting(
            report=self.report,
            sentence=sentence,
            lexicon=self.lexicon,
            places=self.places,
            times=self.times,
            wave=self._wave,
            largest=max(figures, default=0),
            tail=self._tail(tail, whole, sentence.start),
            quotations=self._quotations,
            end=end,
            spoke=self._spoke,
        )

    def _tail(self, tail: Tail | None, whole: str, start: int) -> tuple[Speaker, ...]:
        if tail is None:
            return ()
        return tail_speakers(tail, whole, start, self.lexicon, stance_of(tail.verb))

    def _without_negated(self, found: Sequence[Hit], sentence: Sentence) -> list[Hit]:
        for hit in found:
            if hit.negated:
                start = sentence.start + hit.trigger.idx
                words = self.report.span(start, start + len(hit.trigger))
                self._put_aside(words, "told not to have happened")
        return [h for h in found if not h.negated]

    def _put_aside(self, span: Span, why: str) -> None:
        where = f"{self.report.id} at {span.start}"
        self.set_aside.append(
            SetAside(f"{span.quote!r}", why, where, "look at it with tollbook show")
        )


def _may_state(words: str) -> bool:
    """Whether a sentence has a word without which it makes no statement."""
    cued = CUES.search(words) or PLAIN_CUES.search(words)
    return cued is not None or may_hold_idiom(words)


def times_in(sentence: Sentence, times: Sequence[Span]) -> list[Span]:
    """Expressions of time in a sentence, as offsets in it; ``times`` are those of the text."""
    start = sentence.start
    return [
        Span(t.start - start, t.end - start, t.quote)
        for t in times
        if start <= t.start and t.end <= sentence.end
    ]


def _including(doc: Doc, offset: int) -> list[tuple[int, int, int]]:
    """Stretches that an "including" governs: sentence start, start, end, as in the report."""
    found = []
    for token in doc:
        if token.lower_ == "including":
            last = token.right_edge
            found.append((offset, offset + token.idx, offset + last.idx + len(last)))
    return found


def _of_both_harms(drafts: Sequence[Draft], text: str) -> list[Draft]:
    """ "30 people were killed and wounded": one number for two harms is neither's own."""
    out: list[Draft] = []
    for draft in drafts:
        twin = next((i for i, d in enumerate(out) if _share_number(d, draft, text)), None)
        if twin is None:
            out.append(draft)
        else:
            out[twin] = replace(out[twin], harm="killed_or_injured")
    return out


def _contrasted(drafts: Sequence[Draft]) -> list[Draft]:
    """ "One man died and five others were hurt": others than the dead, not yet more of the hurt."""
    out: list[Draft] = []
    for draft in drafts:
        told = [d for d in out if d.harm in DEAD_OR_HURT | {"detained"} and d.count.positive]
        last = told[-1] if told else None
        other = last is not None and _of_other_harms(last, draft)
        if not (draft.additional and other and last is not None):
            out.append(draft)
        elif last.sentence == draft.sentence:
            out.append(replace(draft, additional=False, contrasts=True))
        elif draft.sentence_index - last.sentence_index == 1:
            out.append(replace(draft, contrasts=True))
        else:
            out.append(draft)
    return out


def _of_other_harms(last: Draft, draft: Draft) -> bool:
    """Whether "others" may be others than those of another harm: the dead, or one arrested.

    "A boy was arrested over the death of another boy": another than himself.
    """
    if last.harm == "detained":
        return draft.harm in DEAD_OR_HURT and last.sentence == draft.sentence
    return {last.harm, draft.harm} == DEAD_OR_HURT


def _share_number(a: Draft, b: Draft, text: str) -> bool:
    """Whether two harms of one sentence are told of the same number of people.

    "Three were killed and up to six injured" gives each its own, whatever the parser makes of it.
    """
    if {a.harm, b.harm} != DEAD_OR_HURT or a.sentence != b.sentence:
        return False
    if not a.victims or not b.victims or a.victims[0].span != b.victims[0].span:
        return False
    ends = sorted((a.evidence.end, b.evidence.end))
    if len(text[slice(*ends)].split()) > _TOGETHER:
        return False
    return a.quantified and (a.n or 0) > 1


def _as_attacker(draft: Draft, told: Sequence[Draft]) -> Draft:
    """ "Berg shot two clerks ... Police killed Berg": who did it to others is an attacker."""
    if draft.attackers is not None or len(draft.names) != 1 or draft.n != 1:
        return draft
    last = draft.names[0].split()[-1]
    did = (
        p
        for d in told
        if d.order != draft.order and d.scope == "incident" and d.modality != "hypothetical"
        for p in d.perpetrators
    )
    if any(p.text.split()[-1:] == [last] for p in did):
        return replace(draft, attackers=1)
    return draft


def _with_doers(drafts: list[Draft], pointing: Sequence[Draft]) -> list[Draft]:
    """ "The security forces carried out the killings": who did it, for the killing told before."""
    for pointer in pointing:
        before = [
            d
            for d in drafts
            if d.harm == pointer.harm and d.order < pointer.order and d.scope == "incident"
        ]
        if pointer.perpetrators and before and not before[-1].perpetrators:
            told = before[-1]
            named = replace(
                told,
                perpetrators=pointer.perpetrators,
                inherited=tuple(dict.fromkeys((*told.inherited, "perpetrators"))),
            )
            drafts = [named if d is told else d for d in drafts]
    return drafts


def _opens(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a definite is the first word on these people ("The demonstrators were killed")."""
    if draft.pattern in {"noun", "state"} or draft.partitive or draft.kind == "pronoun":
        return False
    if draft.heads & _KNOWN_DEAD:
        return False
    return not any(
        d.harm == draft.harm and d.order < draft.order and d.count.positive for d in drafts
    )
