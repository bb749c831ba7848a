"""Title, outlet and address of a page, as the page itself gives them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tollbook.intake.linked_data import LinkedData, read_linked_data
from tollbook.intake.mastheads import (
    Shown,
    headline_shown,
    outlet_in_title,
    parts_of,
    read_shown,
)
from tollbook.intake.prose import tidy
from tollbook.record.text import fold

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MAX_TITLE = 300


@dataclass(frozen=True, slots=True)
class PageHead:
    """What the head of a page (and its h1) states. None: not stated."""

    title: str | None
    source: str | None
    url: str | None
    metas: tuple[tuple[str, str], ...]
    linked: LinkedData

    def meta(self, *names: str) -> str | None:
        """The first non-empty meta of these names, in the order of the names."""
        for name in names:
            for key, value in self.metas:
                if key == name and value:
                    return value
        return None


def read_head(tree: HtmlElement) -> PageHead:
    """Facts of the head, from meta elements, JSON-LD, title and h1."""
    metas = tuple(_metas(tree))
    linked = read_linked_data(
        script.text or ""
        for script in tree.iter("script")
        if "ld+json" in (script.get("type") or "").lower()
    )
    head = PageHead(None, None, None, metas, linked)
    stated = _stated_titles(tree, head)
    shown = read_shown(tree)
    proven = next((found for title in stated if (found := outlet_in_title(title, shown))), None)
    source = _source(head) or (proven[1] if proven else None)
    title = _title(tree, stated, source, shown)
    return PageHead(title, source, _url(tree, head), metas, linked)


def _metas(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    for meta in tree.iter("meta"):
        value = " ".join((meta.get("content") or meta.get("datetime") or "").split())
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if key := meta.get(attribute):
                yield key.strip().lower(), value


def _source(head: PageHead) -> str | None:
    """The outlet as named by the page. Never from the domain: a domain is not an outlet's name."""
    stated = (
        head.meta("og:site_name"),
        head.linked.publisher,
        head.linked.site,
        head.meta("application-name", "publisher", "dc.publisher", "apple-mobile-web-app-title"),
    )
    for name in stated:
        clean = tidy(html.unescape(name)) if name else ""
        if clean and len(clean) <= 120 and "://" not in clean and not _is_domain(clean):
            return clean
    return None


def _is_domain(name: str) -> bool:
    return bool(re.fullmatch(r"(?:www\.)[\w.-]+|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net)", name, re.I))


def _url(tree: HtmlElement, head: PageHead) -> str | None:
    canonical = (
        link.get("href")
        for link in tree.iter("link")
        if (link.get("rel") or "").strip().lower() == "canonical"
    )
    candidates: tuple[str | None, ...] = (*canonical, head.meta("og:url"), head.linked.url)
    for url in candidates:
        if url and re.match(r"https?://[^/\s]+/?\S*$", url.strip()):
            return url.strip()
    return None


def _stated_titles(tree: HtmlElement, head: PageHead) -> list[str]:
    element = next(tree.iter("title"), None)
    return [
        clean
        for raw in (
            head.meta("og:title", "twitter:title"),
            head.linked.headline,
            element.text_content() if element is not None else None,
        )
        if raw and (clean := tidy(html.unescape(raw)))
    ]


def _title(tree: HtmlElement, stated: list[str], source: str | None, shown: Shown) -> str | None:
    """The headline: what the page shows (h1) where the head confirms it, else what the head says.

    A site's name is cut off only where the page proves that it is one: by naming itself so, or by
    giving the same headline elsewhere without it.
    """
    h1s = [t for h1 in tree.iter("h1") if (t := tidy(h1.text_content())) and len(t) < _MAX_TITLE]
    for h1 in h1s:
        if any(fold(h1) in fold(title) for title in stated) and _says_more(h1, source):
            return h1
    for title in stated:
        bare = without_site(title, source, stated)
        if bare == title:
            bare = headline_shown(title, shown) or title
        if bare and _says_more(bare, source):
            return bare[:_MAX_TITLE].strip()
    if len(h1s) == 1 and _says_more(h1s[0], source):
        return h1s[0]
    return None


def _says_more(title: str, source: str | None) -> bool:
    """Whether a title is more than the site's own name or one word of a menu."""
    return len(title.split()) > 1 and (source is None or fold(title) != fold(source))


def without_site(title: str, source: str | None, others: list[str]) -> str:
    """A title without the site's name at its end or start, where that is proven."""
    for kept, dropped in parts_of(title):
        is_site = source is not None and fold(dropped) == fold(source)
        is_known = len(kept.split()) > 2 and any(
            fold(kept) == fold(other) for other in others if other != title
        )
        if is_site or is_known:
            return kept
    return title
