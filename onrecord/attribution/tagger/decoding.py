"""Tags to spans: Viterbi over BIO tags, many paragraphs at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from .config import TAGS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]

CONTENT, CUE, SOURCE = 0, 1, 2
FORBIDDEN = -1e9


class Part(NamedTuple):
    """A span of pieces, both ends included; `kind` is CONTENT, CUE or SOURCE."""

    kind: int
    first: int
    last: int


class Decoder:
    """Finds the best tag sequence under a transition prior.

    >>> import numpy as np
    >>> flat = ((0.0,) * 7,) * 7
    >>> scores = np.array([[0, 0, 3, 0, 0, 0, 0], [0, 0, 2, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0, 0]])
    >>> Decoder(flat, flat[0]).spans([scores], [[False, False, False]])
    [[Part(kind=0, first=0, last=1)]]
    """

    def __init__(self, transitions: Sequence[Sequence[float]], first: Sequence[float]) -> None:
        import numpy as np

        count = len(TAGS)
        legal = np.array(transitions, dtype=np.float64)
        inner = np.full((count, count), FORBIDDEN)
        self._first = np.array(first, dtype=np.float64)
        for i in range(count):
            inner[i, i + i % 2] = 0.0  # O stays O; B-x and I-x go on with I-x
            if i and i % 2 == 0:
                legal[[j for j in range(count) if j not in (i, i - 1)], i] = FORBIDDEN
                self._first[i] = FORBIDDEN
        self._steps = np.stack([legal, inner])

    def spans(self, scores: Sequence[Floats], inner: Sequence[Sequence[bool]]) -> list[list[Part]]:
        """The spans of each paragraph, in reading order.

        `scores`: for each paragraph [pieces, tags] log scores (at least one piece); `inner`: for
        each piece whether it is inside a word, where no span may begin or end.
        """
        import numpy as np

        if not scores:
            return []
        lengths = np.array([len(s) for s in scores])
        size, count = int(lengths.max()), len(TAGS)
        padded = np.zeros((size, len(scores), count))
        which = np.zeros((size, len(scores)), dtype=np.intp)
        for number, rows in enumerate(scores):
            padded[: len(rows), number] = rows
            which[: len(rows), number] = inner[number]
        back = np.empty((size, len(scores), count), dtype=np.intp)
        best = padded[0] + self._first
        stay = np.arange(count)
        for t in range(1, size):
            ways = best[:, :, None] + self._steps[which[t]]
            going = (t < lengths)[:, None]
            back[t] = np.where(going, ways.argmax(axis=1), stay)
            best = np.where(going, ways.max(axis=1) + padded[t], best)
        tags = np.empty((size, len(scores)), dtype=np.intp)
        tags[-1] = best.argmax(axis=1)
        rows_of = np.arange(len(scores))
        for t in range(size - 1, 0, -1):
            tags[t - 1] = back[t, rows_of, tags[t]]
        return [_parts(tags[:n, i].tolist()) for i, n in enumerate(lengths.tolist())]


def _parts(tags: list[int]) -> list[Part]:
    """Spans of a legal tag sequence."""
    parts: list[Part] = []
    for place, tag in enumerate(tags):
        if tag % 2:
            parts.append(Part(tag // 2, place, place))
        elif tag:
            parts[-1] = parts[-1]._replace(last=place)
    return parts
