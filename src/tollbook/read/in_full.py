"""A speaker in full: name and post, where one stands beside the other between commas.

"The governor, Amin Farouq, said" and "Amin Farouq, the governor of Abia, said" are one person whom
other reports call "Governor Farouq" or "the governor". The post says what kind of speaker it is;
the name, whether two reports quote one.
"""

from __future__ import annotations

from tollbook.read.kinds import kind_of
from tollbook.read.word_lists import PatternList
from tollbook.read.words import word_set
from tollbook.record import Lexicon, Span
from tollbook.record.vocabulary import SpeakerKind

_IS_NAME = PatternList("cues", "speaker_in_full", "name")
_NAME_BEHIND = PatternList("cues", "speaker_in_full", "name_behind")
_POST_BEHIND = PatternList("cues", "speaker_in_full", "post_behind")
_POST_BEFORE = PatternList("cues", "speaker_in_full", "post_before")
_TAIL = PatternList("cues", "speaker_in_full", "tail")


def in_full(text: str, span: Span, start: int = 0) -> Span:
    """The speaker's words with the name or the post beside them; as they were where none stands.

    :param text: a sentence, or the whole report.
    :param start: where the text starts in the report, to which ``span`` belongs.
    """
    low, high = span.start - start, span.end - start
    if _IS_NAME.fullmatch(span.quote) and not _is_post(span.quote):
        before = _POST_BEFORE.search(text, 0, low)
        if before is not None and _is_post(before["more"]):
            low = before.start("more")
        else:
            behind = _POST_BEHIND.match(text, high)
            high = behind.end("more") if behind and _is_post(behind["more"]) else high
    elif _is_post(span.quote):
        behind = _NAME_BEHIND.match(text, high)
        high = behind.end("more") if behind else high
    if (low, high) == (span.start - start, span.end - start):
        return span
    return Span(start + low, start + high, text[low:high])


def kind_in_full(name: str, full: str, lexicon: Lexicon) -> SpeakerKind:
    """The kind of speaker that the name tells, else its post; "unknown" where neither does."""
    kind = kind_of(name, lexicon)
    return kind if kind != "unknown" else kind_of(full, lexicon)


def _is_post(words: str) -> bool:
    """Whether the words end in, or before "of" and the like, what one person is ("the mayor")."""
    head = _TAIL.pattern.split(words, 1)[0].split()
    return bool(head) and head[-1].casefold() in word_set("cues", "speaker_posts", "words")
