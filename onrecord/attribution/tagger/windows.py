"""Windows: paragraphs packed into inputs of a bounded number of pieces.

A window is `[CLS] paragraph [SEP] paragraph [SEP] …`. Paragraphs are never cut unless one
alone is too long; then it is cut after a sentence where possible.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .pieces import Pieces

_SENTENCE_ENDS = frozenset(".!?…")
_CLOSERS = frozenset("\"”’»“)]'")


@dataclass(frozen=True, slots=True)
class Window:
    """One input of the model.

    `ids`, `features`: numbers in reading order, separators included; `parts`: for each paragraph
    (or part of one) its pieces and the position of its first piece in the window.
    """

    ids: list[int]
    features: list[int]
    parts: list[tuple[Pieces, int]]


def cut_long(text: str, pieces: Pieces, limit: int) -> Iterator[Pieces]:
    """Parts of at most `limit` pieces (> 0), cut after a sentence, else a word, else anywhere."""
    start = 0
    while len(pieces) - start > limit:
        end = _best_cut(text, pieces, start, limit)
        yield pieces.part(start, end)
        start = end
    if start < len(pieces):
        yield pieces.part(start, len(pieces))


def _best_cut(text: str, pieces: Pieces, start: int, limit: int) -> int:
    """The last good end of a part in (start + limit/3, start + limit]."""
    word = 0
    for end in range(start + limit, start + max(1, limit // 3), -1):
        if pieces.ends[end - 1] == pieces.starts[end]:
            continue
        word = word or end
        last = end - 1
        while last > start and text[pieces.starts[last]] in _CLOSERS:
            last -= 1
        if text[pieces.starts[last]] in _SENTENCE_ENDS:
            return end
    return word or start + limit


def pack(
    text: str, paragraphs: Iterable[Pieces], limit: int, longest: int, cls: int, sep: int
) -> Iterator[Window]:
    """Whole paragraphs packed greedily, in order, into windows.

    `limit`: pieces in a window of several paragraphs; `longest`: pieces in a window that a single
    long paragraph may fill (longest >= limit >= 3), both with the separators counted.
    """
    waiting: list[Pieces] = []
    size = 1
    for whole in paragraphs:
        for part in cut_long(text, whole, longest - 2):
            if waiting and size + len(part) + 1 > limit:
                yield _window(waiting, cls, sep)
                waiting, size = [], 1
            waiting.append(part)
            size += len(part) + 1
    if waiting:
        yield _window(waiting, cls, sep)


def _window(parts: Sequence[Pieces], cls: int, sep: int) -> Window:
    ids, features = [cls], [0]
    placed: list[tuple[Pieces, int]] = []
    for part in parts:
        placed.append((part, len(ids)))
        ids += [*part.ids, sep]
        features += [*part.features, 0]
    return Window(ids, features, placed)
