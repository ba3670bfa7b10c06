"""Words with their places."""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord.record import Span

_TOKEN = re.compile(r"\d+(?:st|nd|rd|th)\b|\d+(?:[.,]\d+)*|\w+(?:['’\-]\w+)*|[^\w\s]")


class Token(NamedTuple):
    """A word, figure or mark, and its place in the text."""

    start: int
    end: int
    text: str

    @property
    def span(self) -> Span:
        """The token's place."""
        return Span(self.start, self.end)

    @property
    def lower(self) -> str:
        """The token case folded, with straight apostrophes, as word lists keep it."""
        return self.text.casefold().replace("’", "'")

    @property
    def is_word(self) -> bool:
        """Whether this is a word or figure, not a mark."""
        return self.text[0].isalnum() or self.text[0] == "_"

    @property
    def is_capitalised(self) -> bool:
        """Whether the token begins with a capital letter."""
        return self.text[0].isupper()


def tokens(text: str, span: Span | None = None) -> tuple[Token, ...]:
    """The words, figures and marks of ``text`` (of one ``span`` of it), in order.

    >>> [t.text for t in tokens("Brigade’s 1,200 men fled.")]
    ['Brigade’s', '1,200', 'men', 'fled', '.']
    """
    start, end = span if span is not None else Span(0, len(text))
    return tuple(Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text, start, end))
