"""Where words stand in a document's text."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A half-open stretch ``[start, end)`` of a text, in Unicode code points.

    >>> Span(4, 9).of("The tanks left.")
    'tanks'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of ``text`` that this span covers."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def trimmed(self, text: str, marks: str = "") -> Span:
        """The span without white space, and without ``marks``, at its ends."""
        start, end = self
        while start < end and (text[start].isspace() or text[start] in marks):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in marks):
            end -= 1
        return Span(start, end)


Spans = tuple[Span, ...]
"""Pieces of one thing, in the order of the text, disjoint."""


def hull(spans: Spans) -> Span:
    """The smallest span that covers all of ``spans``.

    Raises:
        ValueError: where ``spans`` is empty.
    """
    return Span(min(s.start for s in spans), max(s.end for s in spans))
