"""The words around an attribution's content: where a reporter marks manner and channel."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.attribution.found import Found
from onrecord.attribution.frames import Paragraph
from onrecord.record import Span

_HIDDEN = "\ue000"


@dataclass(frozen=True)
class Scenery:
    """A stretch of text with some words hidden: every other character keeps its place."""

    words: str
    start: int

    def find(self, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], Span]]:
        """The matches of a pattern in the words that show, each with its place in the document."""
        for match in pattern.finditer(self.words):
            yield match, self.place(match)

    def place(self, match: re.Match[str], group: int = 0) -> Span:
        """Where a match, or one group of it, stands in the document."""
        return Span(match.start(group) + self.start, match.end(group) + self.start)


def scenery(text: str, window: Span, hide: Iterable[Span] = ()) -> Scenery:
    """The words of a window, without those of the spans to hide.

    >>> scenery("He said: go now.", Span(0, 16), [Span(9, 15)]).words.startswith("He said: ")
    True
    """
    characters = list(text[window.start : window.end])
    for span in hide:
        start = max(span.start, window.start) - window.start
        end = min(span.end, window.end) - window.start
        if end > start:
            characters[start:end] = _HIDDEN * (end - start)
    return Scenery("".join(characters), window.start)


def scene_of(
    text: str, found: Found, paragraph: Paragraph | None, siblings: Sequence[Found] = ()
) -> Scenery:
    """What introduces the content: its scene without contents, and without other quotes.

    What stands before the content of an earlier attribution of the same sentence is that one's.
    """
    window = _own_part(found, siblings)
    hide = [*found.content]
    if paragraph is not None:
        hide.extend(q.outer for q in paragraph.quotes if not q.outer.holds(found.scene))
    for other in siblings:
        hide.extend(piece for piece in other.content if not piece.holds(found.scene))
    return scenery(text, window, hide)


def _own_part(found: Found, siblings: Sequence[Found]) -> Span:
    if not found.cue:
        return found.scene
    cue = found.cue[0].start
    ends = [
        piece.end
        for other in siblings
        if other is not found and not other.inner
        for piece in other.content
        if found.scene.start <= piece.start and piece.end <= cue and not _shares(piece, found)
    ]
    return Span(max(ends, default=found.scene.start), found.scene.end)


def _shares(piece: Span, found: Found) -> bool:
    return any(piece.meets(own) for own in found.content)


def sentence_before(paragraph: Paragraph, place: int) -> Span | None:
    """The sentence directly before the one that holds ``place``, in the same paragraph."""
    before: Span | None = None
    for frame in paragraph.frames:
        if frame.span.end > place:
            return before
        before = frame.span
    return before
