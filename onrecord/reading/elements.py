"""What the name, role and class of an HTML element say about the text it holds."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal
from urllib.parse import urlsplit

import msgspec

from onrecord.record import ChannelName
from onrecord.text import lexicon, words

Hint = Literal[
    "advertising", "promoted", "boilerplate", "small", "post", "caption", "list", "heading", "main"
]

_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_LONGEST_NAME = 400
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS = frozenset({"ul", "ol", "dl"})
_POST_HOLDERS = frozenset({"blockquote", "section", "figure", "div", "article"})


def hint(tag: str, attributes: dict[str, str]) -> Hint | None:
    """What an element's markup says of its text; None where it says nothing.

    >>> hint("aside", {"class": "ad-box"})
    'advertising'
    >>> hint("p", {"class": "lead"}) is None
    True
    """
    if tag in ("html", "body"):
        return None
    if tag in words("markup", "main_tags") or _is_main(attributes):
        return "main"
    names = name_parts(attributes)
    return (
        _paid(names, attributes)
        or _structural(tag, names, attributes)
        or _furniture(tag, names, attributes)
    )


def name_parts(attributes: dict[str, str]) -> frozenset[str]:
    """The folded words of an element's class and id, and whole names without marks."""
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}"[:_LONGEST_NAME]
    parts = {part.lower() for part in _PART.findall(names)}
    parts.update(re.sub(r"[^a-z]", "", name.lower()) for name in names.split())
    return frozenset(parts)


def platform(attributes: dict[str, str]) -> ChannelName | None:
    """The network that an element's attributes name."""
    known = _platforms()
    stated = attributes.get("data-network") or attributes.get("data-platform") or ""
    if stated.strip().lower() in known:
        return known[stated.strip().lower()]
    if "x" in attributes.get("class", "").lower().split():
        return "X"
    for part in sorted(name_parts(attributes) - {"x", "signal", "threads"}):
        if part in known:
            return known[part]
    return platform_of_address(attributes.get("cite") or attributes.get("href") or "")


def platform_of_address(address: str) -> ChannelName | None:
    """The network an address leads to."""
    try:
        host = urlsplit(address.strip()).hostname or ""
    except ValueError:
        return None
    return _platforms().get(host.removeprefix("www.").removeprefix("mobile."))


@cache
def _platforms() -> dict[str, ChannelName]:
    return msgspec.convert(lexicon("markup")["platforms"], dict[str, ChannelName])


def _is_main(attributes: dict[str, str]) -> bool:
    return attributes.get("role", "").lower() in words("markup", "main_roles") or attributes.get(
        "itemprop", ""
    ).lower() in words("markup", "main_itemprops")


def _paid(names: frozenset[str], attributes: dict[str, str]) -> Hint | None:
    labelled = attributes.get("aria-label", "").lower()
    if names & words("markup", "not_advertising"):
        return None
    if (
        names & words("markup", "advertising")
        or any(name in attributes for name in ("data-ad", "data-ad-slot", "data-ad-unit"))
        or labelled in words("markup", "advertising")
    ):
        return "advertising"
    return None


def _structural(tag: str, names: frozenset[str], attributes: dict[str, str]) -> Hint | None:
    is_post = bool(names & words("markup", "post")) or "data-network" in attributes
    if tag == "blockquote" and (is_post or platform_of_address(attributes.get("cite", ""))):
        return "post"
    if tag in _POST_HOLDERS and (
        "data-network" in attributes or "data-telegram-post" in attributes
    ):
        return "post"
    if tag in ("figcaption", "caption") or names & words("markup", "caption"):
        return "caption"
    if tag in _HEADINGS:
        return "heading"
    return None


def _furniture(tag: str, names: frozenset[str], attributes: dict[str, str]) -> Hint | None:
    role = attributes.get("role", "").lower()
    if names & words("markup", "boilerplate") or role in words("markup", "boilerplate_roles"):
        return "boilerplate"
    if names & words("markup", "promoted"):
        return "promoted"
    if tag in words("markup", "boilerplate_tags"):
        return "promoted" if tag == "aside" else "boilerplate"
    if tag in _LISTS:
        return "list"
    if names & words("markup", "small_boilerplate"):
        return "small"
    return None
