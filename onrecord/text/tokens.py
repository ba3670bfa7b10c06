"""Words with their places."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from onrecord.record import Span
from onrecord.text.lexicon import fold

_TOKEN = re.compile(r"\d+(?:st|nd|rd|th)\b|\d+(?:[.,]\d+)*|\w+(?:['’\-]\w+)*|[^\w\s]")


class Token(NamedTuple):
    """A word, figure or mark, and its place in the text.

    ``lower`` is the token case folded, with straight apostrophes, as word lists keep it;
    ``is_word`` says whether it is a word or figure, not a mark.
    """

    start: int
    end: int
    text: str
    lower: str
    is_word: bool

    @property
    def span(self) -> Span:
        """The token's place."""
        return Span(self.start, self.end)

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
    return tuple(
        [
            Token(match.start(), match.end(), *_word(match.group()))
            for match in _TOKEN.finditer(text, start, end)
        ]
    )


@lru_cache(maxsize=1 << 14)
def _word(text: str) -> tuple[str, str, bool]:
    """A token's text, the text folded, and whether it is a word."""
    return text, fold(text), text[0].isalnum() or text[0] == "_"
