"""HTML as it is found, cut into text, start tags and end tags in time linear in its length.

The standard library's parser needs quadratic time on hostile pages and raises on some; a tree
builder loses the order of what stands in the wrong place. This one only cuts, and never raises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_NAME = r"[a-zA-Z][^\t\n\r\f />\x00]*+"
_START = re.compile(rf"<({_NAME})((?:[^=>]++|=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^>\s\"'][^>\s]*+|))*+)>")
_SIMPLE_START = re.compile(rf"<({_NAME})([^>]*+)>")
_END = re.compile(rf"</\s*+({_NAME})")
_ATTRIBUTE = re.compile(
    r"([^\s=/]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^>\s\"'][^>\s]*+)|))?"
)
_COMMENT_END = re.compile(r"--!?\s*+>")
_RAW = {name: re.compile(rf"</\s*+{name}(?=[\s/>])", re.IGNORECASE) for name in ("script", "style")}
_MANY_FAILURES = 20


class Text(NamedTuple):
    """Characters between tags, with their character references resolved."""

    data: str
    raw: bool = False


class Start(NamedTuple):
    """A start tag: its name in lower case, and the characters of its attributes."""

    tag: str
    source: str
    closed: bool

    def attributes(self) -> dict[str, str]:
        """Attributes by lower-case name, the first of each name, values resolved."""
        found: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(self.source):
            name = match.group(1).lower()
            value = match.group(2) or match.group(3) or match.group(4) or ""
            found.setdefault(name, unescape(value) if "&" in value else value)
        return found


class End(NamedTuple):
    """An end tag: its name in lower case."""

    tag: str


Piece = Text | Start | End


def pieces(markup: str) -> Iterator[Piece]:
    """The text, start tags and end tags of ``markup``, in order.

    Comments, declarations and processing instructions yield nothing; neither does a tag that the
    end of the page cuts off. The content of scripts and styles is one raw ``Text``.

    >>> [type(p).__name__ for p in pieces("<p>Five &lt; six</p><!-- x -->")]
    ['Start', 'Text', 'End']
    """
    return _Cutter(markup).run()


class _Cutter:
    def __init__(self, markup: str) -> None:
        self.markup = markup
        self.at = 0
        self.last_close = markup.rfind(">")
        self.last_comment_close = markup.rfind("--")
        self.failures = 0

    def run(self) -> Iterator[Piece]:
        markup, size = self.markup, len(self.markup)
        while self.at < size:
            opening = markup.find("<", self.at)
            if opening < 0:
                yield Text(unescape(markup[self.at :]))
                return
            if opening > self.at:
                yield Text(unescape(markup[self.at : opening]))
            self.at = opening
            yield from self._markup()

    def _markup(self) -> Iterator[Piece]:
        following = self.markup[self.at + 1 : self.at + 2]
        if following.isascii() and following.isalpha():
            yield from self._start()
        elif following == "/":
            yield from self._end()
        elif following in ("!", "?"):
            self._skip()
        else:
            yield Text("<")
            self.at += 1

    def _start(self) -> Iterator[Piece]:
        if self.at > self.last_close:
            self._drop_half_tag()
            return
        pattern = _START if self.failures < _MANY_FAILURES else _SIMPLE_START
        match = pattern.match(self.markup, self.at)
        if match is None:
            self.failures += 1
            match = _SIMPLE_START.match(self.markup, self.at)
        if match is None:
            yield Text("<")
            self.at += 1
            return
        tag, source = match.group(1).lower(), match.group(2)
        self.at = match.end()
        closed = source.endswith("/")
        yield Start(tag, source[:-1] if closed else source, closed)
        if tag in _RAW and not closed:
            end = _RAW[tag].search(self.markup, self.at)
            stop = end.start() if end else len(self.markup)
            yield Text(self.markup[self.at : stop], raw=True)
            self.at = stop

    def _drop_half_tag(self) -> None:
        following = self.markup.find("<", self.at + 1)
        self.at = following if following >= 0 else len(self.markup)

    def _end(self) -> Iterator[Piece]:
        close = self.markup.find(">", self.at) if self.at < self.last_close else -1
        if close < 0:
            self._drop_half_tag()
            return
        match = _END.match(self.markup, self.at)
        self.at = close + 1
        if match is not None:
            yield End(match.group(1).lower())

    def _skip(self) -> None:
        markup = self.markup
        if markup.startswith("<!--", self.at) and self.at + 2 <= self.last_comment_close:
            match = _COMMENT_END.search(markup, self.at + 2)
            if match is not None:
                self.at = match.end()
                return
            self.last_comment_close = -1
        close = markup.find(">", self.at) if self.at < self.last_close else -1
        if close < 0:
            self._drop_half_tag()
        else:
            self.at = close + 1
