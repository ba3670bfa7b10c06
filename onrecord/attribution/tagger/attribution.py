"""What the tagger returns."""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[int, int]
"""[start, end) in code points of the text."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Content that the text attributes to a source.

    `content`: its pieces in reading order, at least one, never overlapping; `cue`, `source`: one
    span or none; `score`: 0..1, an estimate of the chance that content and source are right.

    >>> Attribution(((0, 9),), ((12, 16),), ((10, 12),), 0.9).score
    0.9
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    score: float
