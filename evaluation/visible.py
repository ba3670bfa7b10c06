"""The visible text of a report, worked out a second time, apart from the product's reading."""

from __future__ import annotations

from html.parser import HTMLParser

from evaluation.protocol.words import plain

_HIDDEN = frozenset(("script", "style", "head", "template", "noscript", "svg", "iframe"))
_INLINE = frozenset(
    ("a", "b", "i", "em", "strong", "span", "u", "s", "small", "sup", "sub", "abbr", "q", "cite",
     "mark", "code", "time", "label", "font", "bdi", "wbr", "data", "kbd")
)  # fmt: skip


class _Visible(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _HIDDEN:
            self.hidden.append(tag)
        elif tag not in _INLINE:
            self.parts.append(" ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag not in _INLINE:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if self.hidden and tag == self.hidden[-1]:
            self.hidden.pop()
        elif tag not in _INLINE:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)


def visible_text(source: str, *, is_html: bool) -> str:
    """What a reader sees, white space folded. Block tags become a space, inline tags nothing.

    >>> visible_text("<p>Two <b>tan</b>ks</p><p>left", is_html=True)
    'Two tanks left'
    """
    if not is_html:
        return plain(source)
    page = _Visible()
    page.feed(source)
    page.close()
    return plain("".join(page.parts))
