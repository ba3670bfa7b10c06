"""Which words two texts share, in which runs, and what differs between the runs.

Exact: equal runs of words are found by seeds and extended as far as they go (greedy string tiling,
Wise 1993), longest first, so that reordered paragraphs are found too; neighbouring runs are joined
to passages over small gaps, and the gaps are compared word by word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from onrecord.corroboration.rules import AlignmentRules, copy_rules


@dataclass(frozen=True, order=True)
class Run:
    """Equal words: ``length`` of them from word ``first`` of one text and ``second`` of another."""

    first: int
    second: int
    length: int


@dataclass(frozen=True)
class Gap:
    """What stands between two runs of a passage: word ranges ``[first, first_end)`` on both."""

    first: int
    first_end: int
    second: int
    second_end: int


@dataclass(frozen=True)
class Aligned:
    """A passage both texts share: its runs in order, and the gaps between them."""

    runs: tuple[Run, ...]
    gaps: tuple[Gap, ...]

    @property
    def words(self) -> int:
        """How many words are equal."""
        return sum(run.length for run in self.runs)


def align(first: Sequence[str], second: Sequence[str]) -> tuple[Aligned, ...]:
    """The passages two texts share, in the order of the first.

    >>> one = "since Tuesday the army has retaken 340 square miles along the river Aldo".split()
    >>> other = "since Tuesday the army has retaken 430 square miles along the river Aldo".split()
    >>> passage, = align(one, other)
    >>> passage.words, [(one[g.first], other[g.second]) for g in passage.gaps]
    (12, [('340', '430')])
    """
    rules = copy_rules().alignment
    runs = sorted(_tiles(first, second, rules))
    passages = (_passage(part, first, second) for part in _chained(runs, rules))
    return tuple(p for p in passages if p.words >= rules.passage)


def _tiles(first: Sequence[str], second: Sequence[str], rules: AlignmentRules) -> Iterator[Run]:
    """Equal runs that do not overlap in either text, longest first."""
    taken_first, taken_second = bytearray(len(first)), bytearray(len(second))
    found = sorted(_maximal(first, second, rules), key=lambda run: (-run.length, run))
    for run in found:
        for part in _free(run, taken_first, taken_second):
            if part.length < rules.run:
                continue
            taken_first[part.first : part.first + part.length] = b"\1" * part.length
            taken_second[part.second : part.second + part.length] = b"\1" * part.length
            yield part


def _maximal(first: Sequence[str], second: Sequence[str], rules: AlignmentRules) -> Iterator[Run]:
    """Every equal run that can be extended on neither side, of at least ``run`` words."""
    size = rules.run
    seeds: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in range(len(first) - size + 1):
        seeds[tuple(first[i : i + size])].append(i)
    for j in range(len(second) - size + 1):
        places = seeds.get(tuple(second[j : j + size]), ())
        if len(places) > rules.refrain:
            continue
        for i in places:
            if i and j and first[i - 1] == second[j - 1]:
                continue
            length = size
            while (
                i + length < len(first)
                and j + length < len(second)
                and first[i + length] == second[j + length]
            ):
                length += 1
            yield Run(i, j, length)


def _free(run: Run, taken_first: bytearray, taken_second: bytearray) -> Iterator[Run]:
    """The stretches of a run that no longer run has taken."""
    start: int | None = None
    for at in range(run.length + 1):
        taken = at == run.length or taken_first[run.first + at] or taken_second[run.second + at]
        if not taken and start is None:
            start = at
        elif taken and start is not None:
            yield Run(run.first + start, run.second + start, at - start)
            start = None


def _chained(runs: Sequence[Run], rules: AlignmentRules) -> Iterator[list[Run]]:
    """Runs that follow one another in both texts with small gaps only."""
    chain: list[Run] = []
    for run in runs:
        if chain:
            last = chain[-1]
            gap_first = run.first - last.first - last.length
            gap_second = run.second - last.second - last.length
            if not (0 <= gap_first <= rules.bridge and 0 <= gap_second <= rules.bridge):
                yield chain
                chain = []
        chain.append(run)
    if chain:
        yield chain


def _passage(chain: Sequence[Run], first: Sequence[str], second: Sequence[str]) -> Aligned:
    runs: list[Run] = [chain[0]]
    gaps: list[Gap] = []
    for before, after in pairwise(chain):
        i, j = before.first + before.length, before.second + before.length
        matcher = SequenceMatcher(
            None, first[i : after.first], second[j : after.second], autojunk=False
        )
        for tag, a, b, c, d in matcher.get_opcodes():
            if tag == "equal":
                runs.append(Run(i + a, j + c, b - a))
            else:
                gaps.append(Gap(i + a, i + b, j + c, j + d))
        runs.append(after)
    return Aligned(tuple(runs), tuple(gaps))
