"""Samples of texts by which copies are found without comparing each text with every other.

FracMinHash (Irber et al. 2022, https://doi.org/10.1101/2022.01.11.475838): a shingle is kept if its
hash falls below a fixed share of all hashes. Two samples then hold the same shingles of what their
texts share, whatever the lengths of the texts, and the share of a short text that stands in a long
one (containment) can be read from them. Classical MinHash with a fixed number of minima estimates
resemblance over the union, and banding on it loses a paragraph that is copied into a long report:
that is the case looked for here. Each kept hash is a key of an index, a band of one row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from onrecord.corroboration.rules import SketchRules, copy_rules
from onrecord.corroboration.types import Sketch
from onrecord.corroboration.words import folded, stretches, words_between
from onrecord.record import Document

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ODD = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93)
_MIX = (0xBF58476D1CE4E5B9, 0x94D049BB133111EB)

Lookup = Callable[[Sequence[int]], Iterable[tuple[int, str]]]
"""Asks an index: of these keys, which does which report hold? Pairs of key and report name."""


def sketch(document: Document) -> Sketch:
    """The sample of a document: about an eighth of its shingles, as ascending 63-bit numbers.

    Of a short text the smallest hashes are kept even if they lie above the share: two posts of one
    sentence keep the same ones.

    Shingles that lie wholly between quotation marks are left out: a speech that two reports quote
    makes them no copies.

    >>> from onrecord.record import Block
    >>> text = "The bridge over the canal was closed to all traffic on Sunday evening. " * 3
    >>> block = Block(start=0, end=len(text), kind="paragraph")
    >>> one = Document(id="sha256:0", text=text, blocks=(block,))
    >>> sketch(one) == sketch(one), len(sketch(one))
    (True, 12)
    """
    hashes: list[int] = []
    own: list[bool] = []
    for start, end, is_own in stretches(document):
        found = words_between(document.text, start, end)
        hashes += map(_hash, found)
        own += [is_own] * len(found)
    return _sampled(hashes, own)


def _sampled(hashes: Sequence[int], own: Sequence[bool]) -> Sketch:
    """The shingles of a row of words (hashed) that are kept."""
    import numpy as np

    rules = copy_rules().sketch
    size = rules.shingle
    windows = len(hashes) - size + 1
    if windows < 1:
        return ()
    words = np.array(hashes, dtype=np.uint64)
    mine = np.array(own, dtype=bool)
    mixed = np.zeros(windows, dtype=np.uint64)
    any_own = np.zeros(windows, dtype=bool)
    for at in range(size):
        mixed = (mixed + words[at : at + windows]) * np.uint64(_ODD[at % len(_ODD)])
        mixed ^= mixed >> np.uint64(29)
        any_own |= mine[at : at + windows]
    kept = np.unique((_finished(mixed) >> np.uint64(1))[any_own])
    below = int(np.searchsorted(kept, np.uint64(2**63 // rules.rate)))
    return tuple(int(key) for key in kept[: max(below, rules.fewest)])


def candidates(keys: Sketch, lookup: Lookup, sizes: Callable[[str], int]) -> tuple[str, ...]:
    """The reports worth comparing word by word, most in common first.

    ``lookup`` asks the index, which keeps the first ``crowded()`` holders of a key and no more;
    ``sizes`` says how many keys a report has.

    >>> held = {1: ["a", "b"], 2: ["a"], 3: ["a"]}
    >>> ask = lambda keys: [(key, name) for key in keys for name in held.get(key, [])]
    >>> candidates((1, 2, 3, 9), ask, lambda name: 5)
    ('a',)
    """
    rules = copy_rules().sketch
    common = Counter(name for _, name in lookup(keys))
    found = [
        (count, name) for name, count in common.items() if _enough(count, keys, sizes(name), rules)
    ]
    found.sort(key=lambda pair: (-pair[0], pair[1]))
    return tuple(name for _, name in found[: rules.most_candidates])


def crowded() -> int:
    """How many reports an index keeps for a key: the first ones, and no more."""
    return copy_rules().sketch.crowded


class Index:
    """An index of sketches in memory, for a folder; a workspace keeps the same in a table.

    >>> index = Index()
    >>> index.add("a", (1, 2, 3, 4))
    >>> index.candidates((2, 3, 4, 5))
    ('a',)
    """

    def __init__(self) -> None:
        self._held: dict[int, list[str]] = {}
        self._sizes: dict[str, int] = {}

    def add(self, name: str, keys: Sketch) -> None:
        """Files a report's sketch."""
        limit = crowded()
        self._sizes[name] = len(keys)
        for key in keys:
            holders = self._held.setdefault(key, [])
            if len(holders) < limit:
                holders.append(name)

    def candidates(self, keys: Sketch) -> tuple[str, ...]:
        """The filed reports worth comparing with a text of this sketch."""
        return candidates(keys, self._lookup, self._sizes.__getitem__)

    def _lookup(self, keys: Sequence[int]) -> Iterable[tuple[int, str]]:
        return ((key, name) for key in keys for name in self._held.get(key, ()))


def _enough(count: int, keys: Sketch, size: int, rules: SketchRules) -> bool:
    smaller = min(len(keys), size)
    return count >= min(rules.least_common, smaller) and count >= rules.least_share * smaller


def _finished(mixed: NDArray[np.uint64]) -> NDArray[np.uint64]:
    import numpy as np

    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(_MIX[0])
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(_MIX[1])
    return mixed ^ (mixed >> np.uint64(31))


@lru_cache(maxsize=200_000)
def _hash(word: str) -> int:
    return int.from_bytes(blake2b(folded(word).encode(), digest_size=8).digest(), "big")
