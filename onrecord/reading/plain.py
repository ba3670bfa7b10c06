"""Plain text and Markdown: where paragraphs, headings and lists begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.reading.layout import MAX_CHARACTERS, Layout, Metadata, Stretch, TooLargeError
from onrecord.record import BlockKind, Span

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_ITEM = re.compile(r"\s*(?:[-*+•·▪◦‣]|\d{1,2}[.)])\s+\S")
_MARKED_HEADING = re.compile(r"#{1,6}\s+\S")
_CHAT = re.compile(
    r"\[?\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? +\d{1,2}:\d{2}(?::\d{2})?(?: ?[AP]M)?\]?(?: [-–])? "
    r"|\[\d{1,2}:\d{2}(?::\d{2})?\] ",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"\s*[—–-]{1,2}\s*\S[^\n]{0,80}\(@\w{2,}\)")
_TURN = re.compile(r"[^\W\d_][\w .'’-]{0,40}(?: \([^)]{1,40}\))?: \S")
_SENTENCE_END = tuple(".:;,…")
_BEFORE_A_TITLE = frozenset({"advertising", "boilerplate"})
_LONGEST_HEADING = 120
_LONGEST_TITLE = 200
_WIDEST_WRAP = 120


def lay_out(text: str) -> Layout:
    r"""The stretches of a plain text.

    A blank line parts paragraphs. Lines that were wrapped at a fixed width are one paragraph;
    other single lines stand by themselves.

    Raises:
        TooLargeError: where the text is longer than a report can be.

    >>> text = "Bridge reopens\n\nIt carried lorries again on Monday."
    >>> [s.kind for s in mark_headings(text, lay_out(text).stretches)]
    ['title', 'paragraph']
    """
    if len(text) > MAX_CHARACTERS:
        raise TooLargeError(f"it has more than {MAX_CHARACTERS:,} characters")
    groups = _groups(text)
    width = _wrap_width(text, groups)
    stretches: list[Stretch] = []
    for group in groups:
        stretches.extend(_of_group(text, group, width))
    return Layout(text, tuple(stretches), Metadata())


def mark_headings(text: str, stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """The stretches with the title and headings among the paragraphs labelled.

    The title is the first line that is not paid text, if it reads like a heading.
    """
    marked = list(stretches)
    _mark_title(text, marked)
    _mark_headings(text, marked)
    return tuple(marked)


def _groups(text: str) -> list[list[Span]]:
    """Lines that hold more than white space, together where no blank line parts them."""
    groups: list[list[Span]] = []
    last_end = -1
    for match in _LINE.finditer(text):
        if match.group().isspace():
            continue
        between = text[last_end : match.start()] if last_end >= 0 else "\n\n"
        if "\x0c" in between or len(re.findall(r"\n|\r|\x85|\u2028|\u2029", between)) > 1:
            groups.append([])
        groups[-1].append(Span(match.start(), match.end()))
        last_end = match.end()
    return groups


def _wrap_width(text: str, groups: Sequence[Sequence[Span]]) -> int:
    """The width at which the text was wrapped, 0 where it was not."""
    breaks = [pair for group in groups for pair in pairwise(group)]
    if not breaks:
        return 0
    width = max(_width(text, line) for group in groups if len(group) > 1 for line in group)
    if width > _WIDEST_WRAP:
        return 0
    full = sum(_is_full(text, line, following, width) for line, following in breaks)
    return width if full >= 0.7 * len(breaks) else 0


def _width(text: str, line: Span) -> int:
    return len(line.of(text).rstrip())


def _is_full(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether the next line's first word would not have fitted on this line."""
    first_word = following.of(text).split(maxsplit=1)[0]
    return _width(text, line) + 1 + len(first_word) > width - 2


def _of_group(text: str, group: list[Span], width: int) -> Iterator[Stretch]:
    for run in _runs(text, group):
        if sum(_is_item(text, line) for line in run) > 1:
            for item in _items(text, run):
                yield Stretch(item, "list", group=run[0].start)
            continue
        for lines in _paragraphs(text, run, width):
            span = Span(lines[0].start, lines[-1].end).trimmed(text)
            kind: BlockKind = "paragraph"
            if _MARKED_HEADING.match(span.of(text)):
                kind = "heading"
            elif _SIGNATURE.match(lines[-1].of(text)):
                kind = "embedded_post"
            yield Stretch(span, kind)


def _runs(text: str, group: list[Span]) -> Iterator[list[Span]]:
    """The group cut where a list begins or ends; an item's indented lines stay with it."""
    run: list[Span] = []
    listing = False
    for line in group:
        item = _is_item(text, line)
        goes_on = item or line.of(text)[:2].isspace()
        if run and (listing != item if item or not listing else not goes_on):
            yield run
            run = []
        listing = item or (listing and bool(run) and goes_on)
        run.append(line)
    yield run


def _is_item(text: str, line: Span) -> bool:
    return _ITEM.match(line.of(text)) is not None


def _items(text: str, run: list[Span]) -> Iterator[Span]:
    held = run[0]
    for line in run[1:]:
        if _is_item(text, line):
            yield held.trimmed(text)
            held = line
        else:
            held = Span(held.start, line.end)
    yield held.trimmed(text)


def _paragraphs(text: str, group: list[Span], width: int) -> Iterator[list[Span]]:
    held = [group[0]]
    chat = sum(bool(_CHAT.match(line.of(text))) for line in group) > 1
    for line, following in pairwise(group):
        if _goes_on(text, line, following, width, chat):
            held.append(following)
        else:
            yield held
            held = [following]
    yield held


def _goes_on(text: str, line: Span, following: Span, width: int, chat: bool) -> bool:
    words = following.of(text)
    if chat:
        return not _CHAT.match(words)
    if _SIGNATURE.match(words):
        return True
    if _MARKED_HEADING.match(words) or _MARKED_HEADING.match(line.of(text)) or not width:
        return False
    indented = words[:1].isspace() and not line.of(text)[:1].isspace()
    return not indented and _is_full(text, line, following, width)


def _mark_title(text: str, stretches: list[Stretch]) -> None:
    place = next((n for n, s in enumerate(stretches) if s.kind not in _BEFORE_A_TITLE), None)
    if place is None or place == len(stretches) - 1:
        return
    first = stretches[place]
    words = first.span.of(text)
    if first.kind == "heading" or (
        first.kind == "paragraph"
        and "\n" not in words
        and len(words) <= _LONGEST_TITLE
        and _reads_like_heading(words)
    ):
        stretches[place] = Stretch(first.span, "title")


def _mark_headings(text: str, stretches: list[Stretch]) -> None:
    for number, stretch in enumerate(stretches[1:-1], start=1):
        words = stretch.span.of(text)
        if (
            stretch.kind == "paragraph"
            and len(words) <= _LONGEST_HEADING
            and "\n" not in words
            and stretches[number + 1].kind in ("paragraph", "list")
            and _reads_like_heading(words)
            and len(words.split()) <= 12
            and not words.startswith(("(", "[", "—", "–", "-"))
            and not _CHAT.match(words)
            and not _TURN.match(words)
            and not words.endswith("?")
        ):
            stretches[number] = Stretch(stretch.span, "heading")


def _reads_like_heading(words: str) -> bool:
    bare = words.rstrip("\"'”’»“ ")
    return bool(bare) and not bare.endswith(_SENTENCE_END) and any(c.isalpha() for c in bare)
