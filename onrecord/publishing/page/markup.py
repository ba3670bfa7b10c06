"""HTML that is safe by construction: text is escaped unless it is already ``Html``."""

from __future__ import annotations

import html
from collections.abc import Iterable

from onrecord.publishing.cleaning import visible

_VOID = frozenset({"meta", "br", "link"})


class Html(str):
    """Markup made here, never a report's words."""

    __slots__ = ()


def element(kind: str, /, *children: str, **attributes: str | bool | None) -> Html:
    """One element. Children are escaped unless ``Html``; an attribute of None is left out.

    A trailing underscore of an attribute's name is dropped, other underscores become hyphens.

    >>> element("p", "1 < 2 ", element("b", "!"), class_="sum", aria_label='"', hidden=None)
    '<p class="sum" aria-label="&quot;">1 &lt; 2 <b>!</b></p>'
    """
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    if kind in _VOID:
        return Html(f"<{kind}{written}>")
    return Html(f"<{kind}{written}>{joined(children)}</{kind}>")


def joined(children: Iterable[str]) -> Html:
    """Children one after another, escaped unless they are ``Html``."""
    return Html("".join(child if isinstance(child, Html) else escaped(child) for child in children))


def escaped(text: str) -> Html:
    """Text as HTML, control characters made visible."""
    return Html(html.escape(visible(text), quote=True))


def _attribute(key: str, value: str | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escaped(value)}"'
