"""A web page's stretches: which lines are the report, and which are the page around it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.reading.cues import is_label
from onrecord.reading.elements import Hint
from onrecord.reading.layout import MAX_CHARACTERS, Layout, Stretch, TooLargeError
from onrecord.reading.maintext import inside_main, report_lines
from onrecord.reading.markup import MAX_ELEMENTS, Element, Line, Page, read_page
from onrecord.reading.metadata import page_metadata
from onrecord.record import BlockKind

_SMALL = 160
_WHOLE = 0.6
_LONGEST_LABEL = 80
_STOPS = (".", "!", "?", "…", "”", '"', "»")
_LARGEST_BOX = 1_500
_BOX_DEPTH = 6
_LINKS = 0.5
_ONLY_LINK = 0.9
_SHORTEST_TITLE = 8
_SEPARATORS = frozenset("|-–—·•:")


@dataclass(frozen=True, slots=True)
class _Region:
    """The outermost element that settles what its text is."""

    hint: Hint
    element: int


def lay_out(markup: str) -> Layout:
    """The visible text of a page and its stretches, labelled from the markup.

    Raises:
        TooLargeError: where the page shows more than a report can.

    >>> layout = lay_out("<nav>Home</nav><h1>Dam holds</h1><p>It held on Monday.</p>")
    >>> [(s.kind, s.span.of(layout.text)) for s in layout.stretches][:2]
    [('boilerplate', 'Home'), ('title', 'Dam holds')]
    """
    page = read_page(markup)
    if page.too_large:
        raise TooLargeError(
            f"it has more than {MAX_CHARACTERS:,} characters of text or {MAX_ELEMENTS:,} elements"
        )
    metadata = page_metadata(page)
    title = _title_line(page, metadata.title)
    _label_boxes(page)
    regions = _regions(page, title)
    outside = [region is not None and region.hint == "boilerplate" for region in regions]
    report = report_lines(markup, page, [outside[line.element] for line in page.lines])
    stretches = tuple(
        _stretch(page, line, regions[line.element], title, is_report)
        for line, is_report in zip(page.lines, report, strict=True)
    )
    return Layout(page.text, stretches, metadata)


def _label_boxes(page: Page) -> None:
    """Marks the smallest box around a label such as "Sponsored" as paid text."""
    for number, line in enumerate(page.lines):
        words = page.text[line.start : min(line.end, line.start + _LONGEST_LABEL)]
        lead = page.text[line.start : min(line.lead, line.start + _LONGEST_LABEL)]
        if line.linked or not (is_label(words) or is_label(lead)):
            continue
        box = _box(page, number, line)
        if box is not None:
            box.hint = "advertising"


def _box(page: Page, number: int, line: Line) -> Element | None:
    place = line.element
    for _ in range(_BOX_DEPTH):
        element = page.elements[place]
        if place <= 0 or element.tag == "body" or element.holds_main or element.holds_title:
            return None
        size = element.end - element.start
        if element.last - element.first > 1 or line.start < line.lead < line.end:
            at_edge = number in (element.first, element.last - 1)
            return element if at_edge and size <= _LARGEST_BOX else None
        place = element.parent
    return None


def _title_line(page: Page, printed: str | None) -> Line | None:
    """The line of the shown h1: of several, the one in the main part, or like the stated title.

    Without any, a line that says what the page states as its title, but for the outlet's name.
    """
    inside = inside_main(page)
    lines = [line for line in page.lines if _within_tag(page, line, "h1")]
    if not lines:
        stated = printed or ""
        return next((line for line in page.lines if _states(line.span.of(page.text), stated)), None)

    def fitness(line: Line) -> tuple[int, bool]:
        words = set(line.span.of(page.text).casefold().split())
        common = len(words & set((printed or "").casefold().split()))
        return common, inside[line.element]

    return max(lines, key=fitness)


def _states(words: str, title: str) -> bool:
    if len(words) < _SHORTEST_TITLE or not title.startswith(words):
        return False
    rest = title[len(words) :]
    return not rest or (rest[0].isspace() and rest.lstrip()[:1] in _SEPARATORS)


def _within_tag(page: Page, line: Line, tag: str) -> bool:
    number = line.element
    for _ in range(4):
        if number <= 0:
            return False
        if page.elements[number].tag == tag:
            return True
        number = page.elements[number].parent
    return False


def _regions(page: Page, title: Line | None) -> list[_Region | None]:
    """For each element the region that holds it; parents come first, so one pass is enough."""
    regions: list[_Region | None] = [None] * len(page.elements)
    for number, element in enumerate(page.elements):
        above = regions[element.parent] if element.parent >= 0 else None
        own = _own_hint(page, element, title)
        regions[number] = above
        if own is not None and _replaces(own, above):
            regions[number] = _Region(own, number)
    return regions


def _own_hint(page: Page, element: Element, title: Line | None) -> Hint | None:
    """An element's hint where its extent bears it out."""
    if element.hint in (None, "main"):
        return None
    size = element.end - element.start
    holds_title = title is not None and element.first <= _index(page, title) < element.last
    if element.hint == "heading":
        return "heading"
    if element.holds_main or holds_title:
        return None
    if element.hint in ("boilerplate", "promoted", "advertising") and size > _WHOLE * len(
        page.text
    ):
        return None
    if element.hint == "small" and size > _SMALL:
        return None
    if element.hint == "list" and element.holds_heading:
        return None
    return element.hint


def _index(page: Page, line: Line) -> int:
    low, high = 0, len(page.lines)
    while low < high:
        middle = (low + high) // 2
        if page.lines[middle].start < line.start:
            low = middle + 1
        else:
            high = middle
    return low


def _replaces(own: Hint, above: _Region | None) -> bool:
    if above is None:
        return True
    if above.hint in ("advertising", "post", "caption"):
        return False
    if own == "advertising":
        return True
    return above.hint in ("promoted", "list") and own in ("boilerplate", "post", "caption")


_KINDS: dict[Hint, BlockKind] = {
    "advertising": "advertising",
    "promoted": "boilerplate",
    "boilerplate": "boilerplate",
    "small": "boilerplate",
    "post": "embedded_post",
    "caption": "caption",
    "list": "list",
    "heading": "heading",
}


def _stretch(
    page: Page, line: Line, region: _Region | None, title: Line | None, is_main: bool
) -> Stretch:
    linked = line.linked / max(1, line.end - line.start)
    if title is not None and line is title:
        return Stretch(line.span, "title", settled=True)
    if region is None:
        is_link = linked > _ONLY_LINK and not line.span.of(page.text).endswith(_STOPS)
        kind: BlockKind = "paragraph" if is_main and not is_link else "boilerplate"
        return Stretch(line.span, kind, linked=linked)
    kind = _KINDS[region.hint]
    if region.hint == "promoted" and is_main and linked < _LINKS:
        kind = "paragraph"
    if kind in ("list", "heading") and not is_main:
        kind = "boilerplate"
    return Stretch(
        line.span,
        kind,
        group=region.element,
        platform=page.elements[region.element].platform,
        settled=region.hint in ("advertising", "boilerplate", "post"),
        linked=linked,
        boxed=region.hint == "promoted",
    )
