"""When a page says it was published, with the kind of evidence. No evidence: no date.

htmldate's general search is not used: it is wrong on about 9 % of pages (stack.md 5.2), mostly
where it falls back on any date in the page. A clock is never read here: neither today nor the day
of saving can become a date of publication.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from tollbook.intake.bylines import dated_byline, dateline_of
from tollbook.intake.furniture import ends_a_sentence
from tollbook.intake.moments import one_moment
from tollbook.intake.page_head import PageHead
from tollbook.intake.stamps import (
    Days,
    is_only_a_stamp,
    read_foreign_stamp,
    read_stamp,
    stamp_in_url,
)
from tollbook.record import Published
from tollbook.record.text import fold
from tollbook.record.vocabulary import DateBasis

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_FIRST_PAGES = date(1994, 1, 1)  # no news page is older; earlier stamps are epoch zeros

_META_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "article:published_date",
    "article:published",
    "datepublished",
    "og:published_time",
    "og:pubdate",
    "bt:pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_date",
    "publication_date",
    "article_date_original",
    "article.published",
    "article:post_date",
    "date.issued",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dcterms.created",
    "dc.date",
    "dc.date.created",
    "citation_publication_date",
    "citation_date",
    "originalpublicationdate",
    "release:date",
    "datecreated",
    "date",
    "outbrain-date",
    "ptime",
)
_DATED_NAME = re.compile(
    r"date|time|publi|posted|byline|dateline|meta|info|fecha|datum|data|tarih", re.I
)
_CHANGED = re.compile(r"updat|modif|changed|edited|corrected", re.I)
_ELSEWHERE = re.compile(
    r"relat|sidebar|widget|comment|footer|recent|popular|trending|teaser|promo|copyright|calendar",
    re.I,
)
_MAX_LABEL = 120
_Stamped = tuple[Days, str]
"""The days of a stamp, and its words."""

_REACH = 80  # elements looked at on either side of the headline


def published_on(tree: HtmlElement, head: PageHead) -> Published | None:
    """The page's date of publication; None: no evidence, or only evidence of a change.

    Meta elements and JSON-LD give basis ``meta`` (where they disagree by a day, as time zones make
    them, the day that the address or more of them give), the address ``url``, a date shown beside
    the headline ``text``.
    """
    in_url = _sane(stamp_in_url(head.url)) if head.url else None
    stated = [stamp for stamp in _stated(head) if stamp]
    if stated:
        counted = Counter(days for days, _ in stated)
        if in_url and in_url in counted:
            counted[in_url] += len(stated)
        most = max(counted.values())
        best = next(days for days, _ in stated if counted[days] == most)
        return _published(best, "meta", [text for _, text in stated])
    if in_url and in_url[0] == in_url[1]:
        return _published(in_url, "url", [])
    shown = _shown(tree, head.title)
    if shown:
        return _published(shown[0], "text", [shown[1]])
    if in_url:
        return _published(in_url, "url", [])
    return None


def _published(days: Days, basis: DateBasis, stamps: list[str]) -> Published:
    at = one_moment(stamps, days[0]) if days[0] == days[1] else None
    return Published(days[0], days[1], basis, at)


def _stated(head: PageHead) -> Iterator[_Stamped | None]:
    for name in _META_NAMES[:10]:
        yield _read(head.meta(name))
    yield _read(head.linked.published)
    for name in _META_NAMES[10:]:
        yield _read(head.meta(name))
    if head.linked.published is None:
        yield _read(head.linked.created)


def _read(stamp: str | None) -> _Stamped | None:
    return _stamped(read_stamp(stamp), stamp) if stamp else None


def _stamped(days: Days | None, text: str) -> _Stamped | None:
    sane = _sane(days)
    return (sane, text) if sane else None


def _sane(days: Days | None) -> Days | None:
    return days if days and days[0] >= _FIRST_PAGES else None


def _shown(tree: HtmlElement, title: str | None) -> _Stamped | None:
    """A date on display by the headline: in a ``time`` element, one named for a date, or alone.

    What stands above the headline counts only beside it: sites print today's date in their header,
    which in a saved page is the day it was saved.
    """
    elements = [e for e in tree.iter() if isinstance(e.tag, str)]
    for element in elements:
        marked = element.tag == "time" and element.get("pubdate") is not None
        if marked and (stamp := _label(element)):
            return stamp
    at = _headline(elements, title)
    if at is None:
        near = [e for e in elements if e.tag == "time"][:1]
    else:
        above = elements[max(0, at - _REACH // 2) : at]
        beside = set(_around(elements[at]))
        near = elements[at : at + _REACH]
        near += [e for e in reversed(above) if beside.intersection(e.iterancestors())]
    return next((stamp for e in near if (stamp := _by_headline(e))), None)


def _headline(elements: list[HtmlElement], title: str | None) -> int | None:
    """Where the headline stands: the h1 with the title's words, else any h1, else any element."""
    h1s = [i for i, e in enumerate(elements) if e.tag == "h1"]
    wanted = fold(title) if title else None
    for i in h1s:
        if wanted and fold(elements[i].text_content()[:400]) == wanted:
            return i
    if h1s:
        return h1s[0]
    for i, element in enumerate(elements):
        shown = element.text if element.tag not in ("title", "script", "option", "a") else None
        if wanted and shown and len(shown) < 400 and fold(shown) == wanted:
            return i
    return None


def _around(headline: HtmlElement) -> list[HtmlElement]:
    """The two boxes around the headline, but not the page itself."""
    boxes = [b for b in headline.iterancestors() if b.tag not in ("body", "html")]
    return boxes[:2]


def _by_headline(element: HtmlElement) -> _Stamped | None:
    named = " ".join(element.get(a) or "" for a in ("class", "id", "itemprop"))
    if _CHANGED.search(named) or _in_another_box(element):
        return None
    if (element.tag == "time" or _DATED_NAME.search(named)) and (stamp := _label(element)):
        return stamp
    for words in (element.text, element.tail):
        line = " ".join((words or "").split())
        if not line or _CHANGED.search(line):
            continue
        if is_only_a_stamp(line) or dated_byline(line) is not None:
            return _read(line)
    return None


def _label(element: HtmlElement) -> _Stamped | None:
    """The date an element shows, or states in its ``datetime``; None where it tells of a change."""
    text = " ".join(element.text_content().split())
    if _CHANGED.match(text):
        return None
    stamp = element.get("datetime")
    if stamp and (read := _read(stamp)):
        return read
    if not text or len(text) > _MAX_LABEL:
        return None
    before_change = _CHANGED.split(text)[0]
    days = read_stamp(before_change) or read_foreign_stamp(before_change)
    return _stamped(days, before_change)


def _in_another_box(element: HtmlElement) -> bool:
    for box in (element, *element.iterancestors()):
        if box.tag in ("footer", "aside", "nav"):
            return True
        if box.tag in ("body", "article", "main", "html"):
            return False
        if _ELSEWHERE.search(" ".join((box.get("class") or "", box.get("id") or ""))):
            return True
    return False


def published_in_lines(lines: list[str]) -> Published | None:
    """The date in the head of a plain text; None: none that is surely its own.

    Counts: a line that is nothing but a date (not of a change) among the first eight, a full
    date in the dateline with which a paragraph among them begins ("BAGHDAD, 5 October 2019 -"),
    or a name and a date on a line between headline and text ("Baghdad, 5 October 2019").
    """
    in_head = True
    stamp: str | None
    for i, line in enumerate(lines[:8]):
        in_head = in_head and not ends_a_sentence(line)
        own_line = is_only_a_stamp(line) or (in_head and i > 0 and dated_byline(line) is not None)
        if own_line:
            if _CHANGED.search(line):
                continue
            stamp = line
        else:
            stamp = dateline_of(line)
        days = read_stamp(stamp) if stamp else None
        if stamp and days:
            return _published(days, "text", [stamp])
    return None
