"""What a page declares about itself: title, outlet, publication date."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from onrecord.reading.layout import Metadata
from onrecord.reading.markup import Page

_DATE_NAMES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "date",
    "publishdate", "publish-date", "pubdate", "publication_date", "sailthru.date",
    "parsely-pub-date", "article.published", "cxenseparse:recs:publishtime", "timestamp",
    "citation_publication_date", "release_date", "weibo: article:create_at", "dc.date.created",
)  # fmt: skip
_OUTLET_NAMES = ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_journal_title")
_TITLE_NAMES = ("og:title", "dc.title", "dcterms.title", "twitter:title")
_REPORTS = frozenset(
    {"newsarticle", "article", "reportagenewsarticle", "analysisnewsarticle", "liveblogposting",
     "blogposting", "opinionnewsarticle", "backgroundnewsarticle", "reviewnewsarticle", "report",
     "socialmediaposting", "webpage", "claimreview"}
)  # fmt: skip
_OUTLETS = frozenset({"newsmediaorganization", "website"})
_DEEPEST = 12
_WHITE = re.compile(r"\s+")
_MACHINE = re.compile(r"\btranslated-(?:ltr|rtl)\b")


def page_metadata(page: Page) -> Metadata:
    """Title, outlet and dates as the page's head, JSON-LD and time elements state them.

    Dates come in order of trust. The outlet is never taken from the author.
    """
    metas: dict[str, str] = {}
    for name, content in page.metas:
        metas.setdefault(name, content)
    data = [entry for script in page.json_ld for entry in _entries(script)]
    data.sort(key=_rank)
    return Metadata(
        title=_first(
            [metas.get(name) for name in _TITLE_NAMES[:1]]
            + [_text(entry.get("headline")) for entry in data]
            + [metas.get(name) for name in _TITLE_NAMES[1:]]
            + [page.head_title]
        ),
        outlet=_first(
            [metas.get("og:site_name")]
            + [_name(entry.get("publisher")) for entry in data]
            + [metas.get(name) for name in _OUTLET_NAMES[1:]]
            + [_name(entry) for entry in data if _kind(entry) in _OUTLETS]
        ),
        dates=tuple(_dates(page, metas, data)),
        translated=bool(_MACHINE.search(page.html_class)),
    )


def _dates(page: Page, metas: dict[str, str], data: list[dict[str, Any]]) -> Iterator[str]:
    for name in _DATE_NAMES:
        if name in metas:
            yield metas[name]
    for key in ("datePublished", "dateCreated", "uploadDate"):
        for entry in data:
            value = entry.get(key)
            if isinstance(value, str):
                yield value
    yield from page.times[:1]


def _entries(script: str) -> Iterator[dict[str, Any]]:
    """The objects of one JSON-LD script: lists and ``@graph`` opened, damage forgiven."""
    try:
        found = json.loads(script.strip().removeprefix("<!--").removesuffix("-->"), strict=False)
    except (ValueError, RecursionError):
        return
    waiting = [(found, 0)]
    while waiting:
        value, depth = waiting.pop(0)
        if depth > _DEEPEST:
            continue
        if isinstance(value, list):
            waiting.extend((item, depth + 1) for item in value)
        elif isinstance(value, dict):
            yield value
            waiting.extend(
                (value[key], depth + 1) for key in ("@graph", "mainEntity") if key in value
            )


def _rank(entry: dict[str, Any]) -> int:
    kind = _kind(entry)
    if kind in ("webpage", "claimreview"):
        return 1
    return 0 if kind in _REPORTS else 2


def _kind(entry: dict[str, Any]) -> str:
    kind = entry.get("@type")
    if isinstance(kind, list):
        kind = next((k for k in kind if isinstance(k, str)), "")
    return kind.lower() if isinstance(kind, str) else ""


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        return _first([_name(item) for item in value[:5] if not isinstance(item, list)])
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _text(value: Any) -> str | None:
    if not isinstance(value, str) or value.startswith(("http://", "https://")):
        return None
    return value


def _first(values: list[str | None]) -> str | None:
    for value in values:
        folded = _WHITE.sub(" ", value or "").strip()
        if folded:
            return folded
    return None
