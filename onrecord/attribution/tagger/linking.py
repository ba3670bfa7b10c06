"""Which source and which cue belong to which content, inside one paragraph.

A link vector (query) of a content is compared with the vectors (keys) of the pieces of each
candidate; "none" is a candidate of its own. Contents that share a cue become one attribution.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .config import TAGS
from .decoding import CONTENT, CUE, SOURCE, Part

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]


FAR = 10
"""Pieces between two contents of one cue, where the cue is not between them, at most."""

SURE = 0.5
"""Probability from which a link alone makes a source."""


@dataclass(frozen=True, slots=True)
class Linked:
    """Contents with their cue and source, and the probabilities behind them.

    `inside`: mean probability of content over its pieces; `border`: probability that the first
    content begins and the last one ends where it does; `link`: probability of the source (or of
    none).
    """

    contents: tuple[Part, ...]
    cue: Part | None
    source: Part | None
    inside: float
    border: float
    link: float


def _shares(
    rows: Floats, role: int, width: int, content: Part, found: Sequence[Part]
) -> list[float]:
    """Probability of each candidate, then of none; sums to 1."""
    base = len(TAGS) + role * (3 * width + 2)
    query = rows[content.first, base : base + width]
    query = query + rows[content.last, base + width : base + 2 * width]
    key, none = base + 2 * width, base + 3 * width
    each = (rows[:, key : key + width] @ query / math.sqrt(width)).tolist()
    scores = [max(each[c.first : c.last + 1]) for c in found]
    scores.append(float(rows[content.first, none] + rows[content.last, none + 1]))
    top = max(scores)
    powers = [math.exp(s - top) for s in scores]
    total = sum(powers)
    return [p / total for p in powers]


def unseen(rows: Floats, parts: Sequence[Part], width: int) -> list[tuple[int, int]]:
    """Where a content's links say that its source or cue begins, but the tags show none.

    Gives (piece, kind). Decoding again with a span begun there brings it in.
    """
    contents = [p for p in parts if p.kind == CONTENT]
    found: set[tuple[int, int]] = set()
    for role, kind in enumerate((SOURCE, CUE)):
        taken = {i for p in parts if p.kind in (CONTENT, kind) for i in range(p.first, p.last + 1)}
        for content in contents:
            pieces = [Part(kind, i, i) for i in range(len(rows))]
            shares = _shares(rows, role, width, content, pieces)
            best = _best(shares)
            if best < len(rows) and best not in taken and shares[best] >= SURE:
                found.add((best, kind))
    return sorted(found)


def _best(shares: Sequence[float]) -> int:
    return max(range(len(shares)), key=shares.__getitem__)


def link(rows: Floats, chances: Floats, parts: Sequence[Part], width: int) -> list[Linked]:
    """The attributions of a paragraph, in the order of their first content.

    `rows`: model output [pieces, columns]; `chances`: tag probabilities [pieces, tags]; `parts`:
    spans from the decoder; `width`: length of a link vector.
    """
    sources = [p for p in parts if p.kind == SOURCE]
    linked: list[Linked] = []
    for cue, contents in _grouped(rows, parts, width):
        sizes = [c.last - c.first + 1 for c in contents]
        shares = [_shares(rows, 0, width, c, sources) for c in contents]
        mixed = [
            sum(s[i] * n for s, n in zip(shares, sizes, strict=True)) / sum(sizes)
            for i in range(len(sources) + 1)
        ]
        best = _best(mixed)
        inside = sum(float(chances[c.first : c.last + 1, 1:3].sum()) for c in contents) / sum(sizes)
        source = sources[best] if best < len(sources) else None
        border = _border(chances, contents)
        linked.append(Linked(tuple(contents), cue, source, min(inside, 1.0), border, mixed[best]))
    return sorted(linked, key=lambda one: one.contents[0].first)


def _grouped(
    rows: Floats, parts: Sequence[Part], width: int
) -> list[tuple[Part | None, list[Part]]]:
    """Each cue with its contents; contents without one stand alone.

    A content that is far from the rest of its group, on the side away from the cue, takes the next
    best cue if that one is free, or none.
    """
    cues = [p for p in parts if p.kind == CUE]
    groups: list[list[Part]] = [[] for _ in cues]
    shares: dict[Part, list[float]] = {}
    alone: list[Part] = []
    for part in parts:
        if part.kind == CONTENT:
            shares[part] = _shares(rows, 1, width, part, cues)
            best = _best(shares[part])
            (groups[best] if best < len(cues) else alone).append(part)
    strays = [(i, c) for i, cue in enumerate(cues) for c in _strays(cue, groups[i])]
    for number, content in strays:
        groups[number].remove(content)
        left = [0.0 if i == number else share for i, share in enumerate(shares[content])]
        best = _best(left)
        free = best < len(cues) and not groups[best]
        (groups[best] if free else alone).append(content)
    found: list[tuple[Part | None, list[Part]]] = [(None, [content]) for content in alone]
    return found + [(c, group) for c, group in zip(cues, groups, strict=True) if group]


def _strays(cue: Part, contents: Sequence[Part]) -> list[Part]:
    """Contents beyond a gap of more than FAR pieces that does not hold the cue."""
    before = [c for c in contents if c.first < cue.first]
    after = [c for c in contents if c.first >= cue.first]
    for i in range(len(before) - 1, 0, -1):
        if before[i].first - before[i - 1].last - 1 > FAR:
            before = before[:i]
            break
    else:
        before = []
    for i in range(1, len(after)):
        if after[i].first - after[i - 1].last - 1 > FAR:
            after = after[i:]
            break
    else:
        after = []
    return before + after


def _border(chances: Floats, contents: Sequence[Part]) -> float:
    """Probability that the first content begins and the last one ends here, taken apart."""
    begins = float(chances[contents[0].first, 1])
    after = contents[-1].last + 1
    ends = 1.0 - float(chances[after, 2]) if after < len(chances) else 1.0
    return min(max(begins * ends, 0.0), 1.0)
