"""What a page says of itself in JSON-LD (schema.org), as plain facts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_ARTICLE_TYPES = frozenset(
    {
        "article",
        "newsarticle",
        "reportagenewsarticle",
        "analysisnewsarticle",
        "backgroundnewsarticle",
        "opinionnewsarticle",
        "reviewnewsarticle",
        "liveblogposting",
        "blogposting",
        "socialmediaposting",
        "report",
        "scholarlyarticle",
        "advertisercontentarticle",
    }
)
_PAGE_TYPES = frozenset({"webpage", "itempage", "collectionpage"})
_SITE_TYPES = frozenset({"website"})
_MAX_NODES = 5000
_PUBLISHED = re.compile(r'"datePublished"\s*:\s*"([^"\\]{4,40})"')


@dataclass(frozen=True, slots=True)
class LinkedData:
    """Facts from JSON-LD. None: not stated.

    :ivar published: the article's own ``datePublished``, as written.
    :ivar created: ``dateCreated``, as written; weaker.
    """

    headline: str | None = None
    publisher: str | None = None
    site: str | None = None
    url: str | None = None
    published: str | None = None
    created: str | None = None


def read_linked_data(scripts: Iterable[str]) -> LinkedData:
    """Facts of the page's main article from its JSON-LD blocks.

    The first node of an article type wins, field by field; a plain WebPage stands in where there
    is none. Blocks that are no JSON still give a date where all dates in them agree.
    """
    articles: list[dict[str, object]] = []
    pages: list[dict[str, object]] = []
    sites: list[dict[str, object]] = []
    named: dict[str, str] = {}
    broken: set[str] = set()
    for script in scripts:
        try:
            tree: object = json.loads(script.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            broken.update(_PUBLISHED.findall(script))
            continue
        for node in _nodes(tree):
            types = _types(node)
            if types & _ARTICLE_TYPES:
                articles.append(node)
            elif types & _PAGE_TYPES:
                pages.append(node)
            elif types & _SITE_TYPES:
                sites.append(node)
            if isinstance(node.get("@id"), str) and (name := _text(node.get("name"))):
                named.setdefault(str(node["@id"]), name)
    main = articles or pages
    rescue = broken.pop() if len(broken) == 1 and not articles else None
    return LinkedData(
        headline=_first(_text(n.get("headline")) for n in articles),
        publisher=_first(_name(n.get("publisher"), named) for n in main),
        site=_first(_text(n.get("name")) for n in sites),
        url=_first(_text(n.get("url")) for n in articles),
        published=_first(_text(n.get("datePublished")) for n in main) or rescue,
        created=_first(_text(n.get("dateCreated")) for n in articles),
    )


def _nodes(tree: object) -> Iterator[dict[str, object]]:
    """Objects in document order, breadth bounded; what is nested in a list of links is not ours."""
    waiting = [tree]
    for _ in range(_MAX_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting[:0] = node
        elif isinstance(node, dict):
            yield node
            inner = (node.get(key) for key in ("@graph", "mainEntity", "mainEntityOfPage"))
            waiting.extend(value for value in inner if isinstance(value, dict | list))


def _types(node: dict[str, object]) -> set[str]:
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return {k.rsplit("/", 1)[-1].casefold() for k in kinds if isinstance(k, str)}


def _text(value: object) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    return value.strip() or None if isinstance(value, str) else None


def _name(value: object, named: dict[str, str]) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        return _text(value.get("name")) or named.get(str(value.get("@id")))
    return _text(value)


def _first(values: Iterable[str | None]) -> str | None:
    return next((v for v in values if v), None)
