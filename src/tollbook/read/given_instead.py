"""Another body's figure of the harm just told, in words that name no harm.

"Officials said 12 people died. Residents put the figure at more than 40": no frame reads the second
sentence, and its figure rivals the first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tollbook.read.draft import Draft
from tollbook.read.kinds import kind_of
from tollbook.read.numbers import find_numbers
from tollbook.read.relate import TOTALS
from tollbook.read.sentences import Sentence
from tollbook.read.speakers import REPORT
from tollbook.read.words import per_words, word_set
from tollbook.record import Lexicon, Span, Speaker, Why

_HARMS = ("killed", "abducted", "missing", "injured", "detained")
_BEHIND = 2  # sentences behind a figure within which another may be given for it
_WHO = r"(?P<who>(?:the |an? |one |two |some |local |other )?[^,;:.()\n]{2,70}?)"
_ENDS = re.compile(
    r"(?:\s+(?:people|dead|killed|or more|or higher))*\s*(?:[.,;]|$|\bwhile\b|\band\b|\bbut\b)"
)


@per_words
def _gives() -> re.Pattern[str]:
    verbs, nouns = (
        "|".join(sorted(word_set("bearing", "gives_figure", key))) for key in ("verbs", "nouns")
    )
    return re.compile(
        rf"(?:^|[;,]\s*|\b(?:while|but|and)\s+){_WHO}\s+(?:(?:has|have|(?P<before>had)|later)\s+)?"
        rf"(?P<verb>{verbs})\s+(?:the|that|its|their|this)\s+(?:{nouns})\s+(?:at|as)\s+",
        re.IGNORECASE,
    )


def with_figures_given(
    drafts: Sequence[Draft], sentences: Sequence[Sentence], text: str, lexicon: Lexicon
) -> list[Draft]:
    """The drafts, and figures that somebody else gives of the harm that they tell.

    Where such words name the harm and neither day nor place, these are of the harm told before.

    :param sentences: the report's, parsed or not.
    """
    out = [_placed(d, drafts) for d in drafts]
    for sentence in sentences:
        if sentence.headline:
            continue
        given = _given(sentence, out, text, lexicon)
        if given is not None:
            out.append(given)
    return out


def _placed(draft: Draft, drafts: Sequence[Draft]) -> Draft:
    """ "A spokesman put the number of dead at 20": where and when those told just before died."""
    totals = draft.pattern in TOTALS and draft.scope == "incident" and draft.quantified
    bare = not (draft.places or draft.times or draft.headline or draft.past)
    if not (totals and bare) or len(draft.said_by) == 1:
        return draft
    before = [
        d
        for d in drafts
        if d.harm == draft.harm
        and d.scope == "incident"
        and d.quantified
        and d.places
        and d.paragraph == draft.paragraph
        and 0 < draft.sentence_index - d.sentence_index <= _BEHIND
        and not (d.headline or d.past or d.partitive)
    ]
    if not before:
        return draft
    last = max(before, key=lambda d: d.order)
    inherited = tuple(dict.fromkeys((*draft.inherited, "places", "when")))
    return replace(draft, places=last.places, times=last.times, inherited=inherited)


def _given(
    sentence: Sentence, drafts: Sequence[Draft], text: str, lexicon: Lexicon
) -> Draft | None:
    words = sentence.text_of(text)
    match = _gives().search(words)
    if match is None:
        return None
    numbers = [n for n in find_numbers(words[match.end() :], ()) if n.start == 0]
    if not numbers or _ENDS.match(words, match.end() + numbers[0].end) is None:
        return None
    start, end = match.start("who"), match.end() + numbers[0].end
    quote = words[start:end].rstrip()
    evidence = Span(sentence.start + start, sentence.start + start + len(quote), quote)
    if any(d.evidence.start < evidence.end and evidence.start < d.evidence.end for d in drafts):
        return None
    of = _rivalled(evidence, sentence, drafts)
    if of is None:
        return None
    at = sentence.start + start
    who = Span(at, at + len(match["who"]), match["who"])
    kind = kind_of(who.quote, lexicon)
    said = Speaker(who.quote, match["verb"].casefold(), kind, "asserts", "third_party", who)
    return replace(
        of,
        order=max(d.order for d in drafts) + 1,
        count=numbers[0].count,
        kind="number",
        heads=frozenset({"people"}),
        names=(),
        additional=False,
        partitive=False,
        attackers=None,
        victims=(),
        parts=(),
        modality="reported",
        said_by=(REPORT, said),
        evidence=evidence,
        sentence=(sentence.start, sentence.end),
        sentence_index=sentence.index,
        paragraph=sentence.paragraph,
        rule="given/instead: another's figure",
        repeats=(),
        own=False,
        early=match["before"] is not None,  # "had put the figure at three"
        inherited=tuple(dict.fromkeys((*of.inherited, "places", "when"))),
        why=(
            Why("harm", "of the figure told before", of.evidence),
            Why("count", f"shape {numbers[0].count.shape}", evidence),
            Why("said_by", said.verb or "", who),
        ),
    )


def _rivalled(evidence: Span, sentence: Sentence, drafts: Sequence[Draft]) -> Draft | None:
    """The last figure told before it, a few sentences back at most: of several harms the dead."""
    told = [
        d
        for d in drafts
        if d.quantified
        and d.harm in _HARMS
        and d.scope in {"incident", "cumulative"}
        and d.modality in {"fact", "reported"}
        and d.evidence.end <= evidence.start
        and 0 <= sentence.index - d.sentence_index <= _BEHIND
        and not (d.headline or d.past or d.partitive)
    ]
    last = max((d.sentence_index for d in told), default=None)
    near = [d for d in told if d.sentence_index == last]
    return min(near, key=lambda d: (_HARMS.index(d.harm), -d.order), default=None)
