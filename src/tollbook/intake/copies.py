"""Which reports are copies of which: the same story word for word, lightly edited, or cut off.

A copy may have another headline, a credit line, small edits, or stop early. What makes two texts
*not* copies, however alike they are, is another figure: an update that only raises the toll says
something new. So every candidate is aligned word by word, and a number that stands in one text
and not at the same place of the other keeps them apart. Nor are they copies where all they share
is what many pages carry (see :mod:`tollbook.intake.own_text`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

from tollbook.intake.figures import is_figure, without_days
from tollbook.intake.own_text import (
    LONGEST_REPRINT_DAYS,
    OwnText,
    Page,
    days_apart,
    own_text,
    page_of,
    same_headline,
    shares_subject,
    standing_in,
)
from tollbook.record import Report
from tollbook.record.ids import digest_of

if TYPE_CHECKING:
    from rensa import RMinHash

Key = tuple[object, ...]

_PERMUTATIONS, _BANDS = 126, 42  # three rows a band: .94 of pairs at Jaccard .4, 1.0 at .6
_SEED = 42
_NEAR = 0.7  # Jaccard of shingles: about one word in twenty-five changed
_WITHIN = 0.9  # share of the shorter text's shingles that the longer one has
_MIN_WORDS = 25  # texts with fewer of their own are copies only where title and words are equal
_HEAD_WORDS = 15  # credit and dateline before the first common words
_AS_FULL = 5  # words: texts that differ by no more in length are equally full


class TextKeeper(Protocol):
    """Takes down what copies are found by, so that a report that comes later is held against few.

    :meth:`text` is called for each report, :meth:`standing` once before.
    """

    def standing(self, paragraphs: Collection[str]) -> None:
        """All paragraphs that many pages carry."""

    def text(self, report: str, shingles: int, keys: Sequence[Key]) -> None:
        """A report's page by how many shingles it has, and by its keys."""


def copy_groups(reports: Sequence[Report], keeper: TextKeeper | None = None) -> dict[str, str]:
    """Report id to the id of the report it copies; originals are not in it.

    The original is the fullest text of a group, so that nothing it says is lost; among those that
    are as full the earliest by published date (undated ones last), then by sequence, then by id.
    Reports are compared with the fullest of each group only, so that copies form no chains, and
    the result does not depend on the order of ``reports``.

    :param keeper: takes down what copies are found by later.
    """
    from rensa import RMinHashLSH  # noqa: PLC0415 - slow to load

    arrival = sorted({r.id: r for r in reports}.values(), key=arrived)
    pages = [page_of(report) for report in arrival]
    standing = standing_in(pages)
    texts = [own_text(page, standing) for page in pages]
    if keeper is not None:
        keeper.standing(standing)
    order = sorted(range(len(texts)), key=lambda i: (-len(texts[i].words), i))
    index = RMinHashLSH(threshold=0.5, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    groups: list[list[int]] = []  # the fullest first; others may copy it
    equal: dict[str, list[int]] = defaultdict(list)
    with_paragraph: dict[str, list[int]] = defaultdict(list)
    for i in order:
        text = texts[i]
        candidates = set(equal[_key(text)])
        sketch = sketch_of(text)
        if keeper is not None:
            keeper.text(text.id, len(pages[i].shingles), keys_of(pages[i], text, sketch))
        if sketch is not None:
            candidates.update(index.query(sketch))
            candidates.update(g for p in text.paragraphs for g in with_paragraph[p])
        group = next((g for g in sorted(candidates) if is_copy(texts[groups[g][0]], text)), None)
        if group is not None:
            groups[group].append(i)
            continue
        number = len(groups)
        groups.append([i])
        equal[_key(text)].append(number)
        if sketch is not None:
            index.insert(number, sketch)
            for paragraph in text.paragraphs:
                with_paragraph[paragraph].append(number)
    copies: dict[str, str] = {}
    for members in groups:
        original = min(i for i in members if as_full(texts[i], texts[members[0]]))
        copies.update((texts[i].id, texts[original].id) for i in members if i != original)
    return copies


def sketch_of(text: OwnText) -> RMinHash | None:
    """What alike texts are found by; None: too few of its words are its own."""
    from rensa import RMinHash  # noqa: PLC0415 - slow to load

    if text.own < _MIN_WORDS:
        return None
    sketch = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    sketch.update(sorted(text.shingles))
    return sketch


def keys_of(page: Page, text: OwnText, sketch: RMinHash | None) -> list[Key]:
    """Texts that may be copies share a key; so do pages with a paragraph in common."""
    keys: list[Key] = [("paragraph", paragraph) for paragraph in page.paragraphs]
    keys.append(("equal", _key(text)))
    if sketch is not None:
        said = sketch.digest()
        rows = _PERMUTATIONS // _BANDS
        keys += [("band", n, *said[rows * n : rows * (n + 1)]) for n in range(_BANDS)]
    return keys


def arrived(report: Report) -> tuple[date, int, str]:
    """Place in the order of arrival."""
    return (report.published.start if report.published else date.max, report.sequence, report.id)


def _key(text: OwnText) -> str:
    """Equal for equal bodies; those with little of their own count with their headline."""
    if text.own >= _MIN_WORDS:
        return digest_of(*text.words)
    return digest_of(*text.headline, *sorted(text.title_numbers), "", *text.words)


def as_full(text: OwnText, fullest: OwnText) -> bool:
    """Whether a text says as much as the fullest of its group: in words, and in figures."""
    return len(text.words) >= len(fullest.words) - _AS_FULL and text.figures() >= fullest.figures()


def is_copy(original: OwnText, text: OwnText) -> bool:
    """Whether ``text`` is a copy of one that is as full or fuller: enough words in common, the
    same subject, and no figure that differs."""
    if min(original.own, text.own) < _MIN_WORDS:
        return _key(original) == _key(text)
    if not same_headline(original, text):
        apart = days_apart(original.published, text.published)
        if apart is not None and apart > LONGEST_REPRINT_DAYS:
            return False
        if not shares_subject(original, text):
            return False
    shared = len(original.shingles & text.shingles)
    near = shared >= _NEAR * len(original.shingles | text.shingles)
    if not near and shared < _WITHIN * min(len(original.shingles), len(text.shingles)):
        return False
    return not _figures_differ(original, text)


def _figures_differ(original: OwnText, text: OwnText) -> bool:
    """Whether a number stands in one text and not at the same place of the other.

    What the original alone has at its very end does not count (the copy was cut off there), nor
    days of a month before the first common words. A number in a headline must stand somewhere in
    the other report.
    """
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - slow to load

    for one, other in ((original, text), (text, original)):
        if one.title_numbers - set(other.words) - other.title_numbers:
            return True
    codes = list(Indel.opcodes(original.words, text.words))
    same = [c for c in codes if c.tag == "equal"]
    if not same:
        return True
    first, last = same[0], same[-1]
    for code in codes:
        if code.tag == "equal":
            continue
        mine = original.words[code.src_start : code.src_end]
        theirs = text.words[code.dest_start : code.dest_end]
        at_end = code.src_start >= last.src_end and code.dest_start >= last.dest_end
        at_start = code.src_end <= first.src_start and code.dest_end <= first.dest_start
        if at_end:
            mine = ()
        elif at_start and len(mine) + len(theirs) <= _HEAD_WORDS:
            mine, theirs = without_days(mine), without_days(theirs)
        if any(is_figure(w) for w in mine + theirs):
            return True
    return False
