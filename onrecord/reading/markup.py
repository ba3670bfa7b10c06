"""HTML: the visible text in document order, and the page's elements around it.

The visible text is what a reader sees with styles off: scripts, styles, the head, templates and
frames left out, soft hyphens dropped, white space folded. Inline elements join their text, all
others part it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from onrecord.reading.elements import Hint, hint, platform, platform_of_address
from onrecord.reading.layout import MAX_CHARACTERS
from onrecord.reading.tagsoup import End, Start, Text, pieces
from onrecord.record import ChannelName, Span

SKIPPED = frozenset({"script", "style", "head", "template", "noscript", "svg", "iframe"})
JOINING = frozenset(
    {"a", "b", "i", "em", "strong", "span", "u", "s", "small", "sup", "sub", "abbr", "q", "cite",
     "mark", "code", "time", "label", "font", "bdi", "wbr", "data", "kbd"}
)  # fmt: skip
_SPACING = frozenset(
    {"img", "input", "picture", "source", "ins", "del", "var", "samp", "dfn", "big", "tt", "strike",
     "acronym", "bdo", "button", "td", "th", "area", "map", "canvas", "object", "embed", "video",
     "audio", "track", "param", "meta", "link", "nobr", "ruby", "rt", "rp", "output", "meter",
     "progress"}
)  # fmt: skip
_LINE = frozenset({"br", "li", "tr", "dt", "dd", "option", "hr"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
     "track", "wbr"}
)  # fmt: skip
_BODY = frozenset(
    {"body", "main", "article", "section", "header", "footer", "nav", "aside", "div", "p", "h1",
     "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "figure", "blockquote"}
)  # fmt: skip
MAX_ELEMENTS = 200_000
_WHITE = re.compile(r"\s+")
_HEAD_END = re.compile(r"</\s*head", re.IGNORECASE)


@dataclass(slots=True)
class Element:
    """An element that parts the text: where it stands and what its markup says."""

    tag: str
    parent: int
    hint: Hint | None = None
    platform: ChannelName | None = None
    start: int = 0
    end: int = 0
    first: int = 0
    last: int = 0
    holds_main: bool = False
    holds_title: bool = False
    holds_heading: bool = False


@dataclass(slots=True)
class Line:
    """Text without a break inside it, the innermost element around it, its linked characters.

    ``lead`` is where an inline element that opens the line ends, ``start`` where there is none.
    """

    start: int
    end: int
    element: int
    linked: int = 0
    lead: int = 0

    @property
    def span(self) -> Span:
        """The line's place in the page's text."""
        return Span(self.start, self.end)


@dataclass(slots=True)
class Page:
    """A page as read: text, lines, elements (parents first) and what its head declares."""

    text: str = ""
    lines: list[Line] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    metas: list[tuple[str, str]] = field(default_factory=list)
    json_ld: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    head_title: str = ""
    html_class: str = ""
    too_large: bool = False


def read_page(markup: str) -> Page:
    r"""The page that ``markup`` shows. Never raises; time is linear in the length.

    Reading stops where a page passes ``MAX_CHARACTERS`` of text or ``MAX_ELEMENTS``; the page is
    then ``too_large``.

    >>> read_page("<p>One<b>self</b></p><p>Two</p>").text
    'Oneself\n\nTwo'
    """
    reader = _Reader(markup)
    for piece in pieces(markup):
        if isinstance(piece, Text):
            reader.text(piece)
        elif isinstance(piece, Start):
            reader.start(piece)
        else:
            reader.end(piece)
        if reader.length > MAX_CHARACTERS or len(reader.page.elements) > MAX_ELEMENTS:
            reader.page.too_large = True
            break
    return reader.close()


class _Reader:
    """Walks over a page once, keeping the open elements and the text so far."""

    def __init__(self, markup: str) -> None:
        self.page = Page(elements=[Element("", -1)])
        self.out: list[str] = []
        self.length = 0
        self.gap = ""
        self.skipping: list[str] = []
        self.open: list[int] = [0]
        self.counts: dict[str, int] = {}
        self.links = 0
        self.lines_before_inline = -1
        self.line: Line | None = None
        self.head_closes = _HEAD_END.search(markup) is not None
        self.in_title = False
        self.script = ""

    def text(self, piece: Text) -> None:
        if self.skipping:
            self._hidden(piece.data)
            return
        data = _WHITE.sub(" ", piece.data.replace("\u00ad", ""))
        if not data:
            return
        core = data.strip(" ")
        if data[0] == " " and not self.gap:
            self.gap = " "
        if core:
            self._emit(core)
        if data[-1] == " " and core:
            self.gap = " "

    def _hidden(self, data: str) -> None:
        if self.in_title:
            self.page.head_title += data
        elif self.script == "application/ld+json" and self.skipping[-1] == "script":
            self.page.json_ld.append(data)

    def _emit(self, core: str) -> None:
        gap = self.gap if self.length else ""
        if gap == "\n\n" or (self.line and self.line.element != self.open[-1]):
            self.line = None
        self.gap = ""
        if gap:
            self.out.append(gap)
            self.length += len(gap)
        self.out.append(core)
        if self.line is None:
            self.line = Line(self.length, self.length, self.open[-1], lead=self.length)
            self.page.lines.append(self.line)
        self.length += len(core)
        self.line.end = self.length
        if self.links:
            self.line.linked += len(core)

    def start(self, piece: Start) -> None:
        tag = piece.tag
        self._leave_unclosed_head(tag)
        if tag in SKIPPED and not piece.closed:
            self.skipping.append(tag)
            self.script = piece.attributes().get("type", "").lower() if tag == "script" else ""
            return
        self._declared(piece)
        if self.skipping:
            self.in_title = tag == "title" and "head" in self.skipping and not piece.closed
            if tag not in JOINING and tag != "title":
                self._part(" ")
            return
        self._visible(piece)

    def _leave_unclosed_head(self, tag: str) -> None:
        if self.skipping == ["head"] and not self.head_closes and tag in _BODY:
            self.skipping.clear()

    def _declared(self, piece: Start) -> None:
        page = self.page
        if piece.tag == "meta":
            given = piece.attributes()
            name = given.get("property") or given.get("name") or given.get("itemprop") or ""
            if name and given.get("content"):
                page.metas.append((name.strip().lower(), given["content"]))
        elif piece.tag == "time":
            page.times.extend(filter(None, [piece.attributes().get("datetime")]))
        elif piece.tag == "html":
            given = piece.attributes()
            page.html_class += " " + given.get("class", "")

    def _visible(self, piece: Start) -> None:
        tag = piece.tag
        if tag in JOINING:
            self.lines_before_inline = len(self.page.lines)
            if tag == "a" and not piece.closed:
                self.links += 1
                self._note_address(piece)
            return
        twice = tag == "br" and self.gap == "\n"
        self._part("\n\n" if twice else _break_of(tag))
        if piece.closed or tag in _VOID or tag in _SPACING:
            return
        self._close_implied(tag)
        self._push(piece)

    def _note_address(self, piece: Start) -> None:
        for number in reversed(self.open[-4:]):
            element = self.page.elements[number]
            if element.hint == "post" and element.platform is None:
                element.platform = platform_of_address(piece.attributes().get("href", ""))

    def _close_implied(self, tag: str) -> None:
        innermost = self.page.elements[self.open[-1]].tag
        if innermost == "p" or (tag == innermost and tag in ("li", "dt", "dd", "tr", "option")):
            self._pop()

    def _push(self, piece: Start) -> None:
        tag = piece.tag
        found, network = _said_by(piece)
        element = Element(
            tag,
            self.open[-1],
            found,
            network,
            start=self.length,
            first=len(self.page.lines),
            holds_main=found == "main",
            holds_title=tag == "h1",
            holds_heading=tag in ("h1", "h2", "h3"),
        )
        self.page.elements.append(element)
        self.open.append(len(self.page.elements) - 1)
        self.counts[tag] = self.counts.get(tag, 0) + 1

    def _pop(self) -> str:
        elements = self.page.elements
        element = elements[self.open.pop()]
        element.end, element.last = self.length, len(self.page.lines)
        self.counts[element.tag] -= 1
        above = elements[self.open[-1]]
        above.holds_main |= element.holds_main
        above.holds_title |= element.holds_title
        above.holds_heading |= element.holds_heading
        return element.tag

    def end(self, piece: End) -> None:
        tag = piece.tag
        if tag == "title":
            self.in_title = False
        if self.skipping and tag == self.skipping[-1]:
            self.skipping.pop()
            return
        if tag in JOINING:
            if not self.skipping:
                self._end_inline(tag)
            return
        self._part(" " if self.skipping else _break_of(tag))
        if not self.skipping and self.counts.get(tag):
            while self._pop() != tag:
                pass

    def _end_inline(self, tag: str) -> None:
        if tag == "a" and self.links:
            self.links -= 1
        opened_line = len(self.page.lines) == self.lines_before_inline + 1
        if self.line is not None and opened_line and self.line.lead == self.line.start:
            self.line.lead = self.line.end

    def _part(self, gap: str) -> None:
        if len(gap) > len(self.gap) or (gap == "\n" and self.gap == " "):
            self.gap = gap

    def close(self) -> Page:
        while len(self.open) > 1:
            self._pop()
        root = self.page.elements[0]
        root.end, root.last = self.length, len(self.page.lines)
        self.page.text = "".join(self.out)
        return self.page


@lru_cache(maxsize=4096)
def _said_by(piece: Start) -> tuple[Hint | None, ChannelName | None]:
    """An element's hint and, of a post, its network; pages repeat the same few start tags."""
    attributes = piece.attributes()
    found = hint(piece.tag, attributes)
    return found, platform(attributes) if found == "post" else None


def _break_of(tag: str) -> str:
    if tag in _SPACING:
        return " "
    return "\n" if tag in _LINE else "\n\n"
