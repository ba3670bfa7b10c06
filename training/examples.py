"""Articles as training windows: pieces, BIO tags and links."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.attribution.tagger.pieces import PieceReader, Pieces
from onrecord.attribution.tagger.windows import Window, pack

from .corpus import Article, Gold, Span

TAGS = ("O", "B-content", "I-content", "B-cue", "I-cue", "B-source", "I-source")
PARTS = ("content", "cue", "source")
NONE = -1
"""Link target of a content without a source or cue in its paragraph."""


@dataclass(slots=True)
class Example:
    """One window with its answers.

    `tags`: a tag number for each piece, -1 on separators; `links`: for each content span
    (first piece, last piece, first piece of its source or NONE, first piece of its cue or NONE);
    `paragraphs`: the paragraph number of each piece, -1 on separators.
    """

    window: Window
    tags: list[int] = field(default_factory=list)
    paragraphs: list[int] = field(default_factory=list)
    links: list[tuple[int, int, int, int]] = field(default_factory=list)


def paragraphs_of(text: str) -> list[Span]:
    """The [start, end) of the lines that hold anything."""
    found = re.finditer(r"\S(?:[^\n]*\S)?", text)
    return [m.span() for m in found]


def _place(pieces: Pieces, offset: int, span: Span) -> Span | None:
    """First and last piece (window positions) that overlap the span, or None."""
    inside = [
        i for i in range(len(pieces)) if pieces.starts[i] < span[1] and span[0] < pieces.ends[i]
    ]
    return (inside[0] + offset, inside[-1] + offset) if inside else None


def label(window: Window, attributions: Sequence[Gold]) -> Example:
    """The answers for one window; spans are in the offsets of the window's pieces."""
    size = len(window.ids)
    example = Example(window, [-1] * size, [-1] * size)
    for number, (pieces, offset) in enumerate(window.parts):
        low, high = pieces.starts[0], pieces.ends[-1]
        example.tags[offset : offset + len(pieces)] = [0] * len(pieces)
        example.paragraphs[offset : offset + len(pieces)] = [number] * len(pieces)
        for gold in attributions:
            if not any(s < high and low < e for spans in gold for s, e in spans):
                continue
            found = [[p for s in spans if (p := _place(pieces, offset, s))] for spans in gold]
            for kind, spans in enumerate(found):
                for first, last in spans:
                    example.tags[first : last + 1] = [2 * kind + 2] * (last + 1 - first)
                    example.tags[first] = 2 * kind + 1
            content, cue, source = found
            targets = (source[0][0] if source else NONE, cue[0][0] if cue else NONE)
            example.links += [(first, last, *targets) for first, last in content]
    return example


def examples(
    article: Article, reader: PieceReader, rng: random.Random | None, limit: int
) -> Iterator[Example]:
    """The windows of an article, of at most `limit` pieces.

    With `rng` the windows' borders and the limit vary, so that a paragraph is seen at several
    positions.
    """
    text = article.text
    read = [reader.read(text, *span) for span in paragraphs_of(text)]
    read = [pieces for pieces in read if len(pieces)]
    groups = [read]
    size = limit
    if rng is not None:
        size = rng.choice((limit // 3, limit // 2, 2 * limit // 3, limit))
        cut = rng.randrange(min(len(read), 4)) if read else 0
        groups = [read[:cut], read[cut:]]
    for group in groups:
        for window in pack(text, group, size, limit, reader.cls, reader.sep):
            yield label(window, article.attributions)
