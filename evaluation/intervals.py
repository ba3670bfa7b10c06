"""How far a figure would move with other reports of the same kind."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

Tally = Mapping[str, int]
Interval = tuple[float, float]

SAMPLES = 1000
SEED = 20220912
LEVEL = 0.95


def added(tallies: Sequence[Tally]) -> Counter[str]:
    """The counts of several reports, added up."""
    total: Counter[str] = Counter()
    for tally in tallies:
        total.update(tally)
    return total


def samples(tallies: Sequence[Tally], times: int = SAMPLES, seed: int = SEED) -> list[Counter[str]]:
    """Totals of ``times`` draws of as many reports as there are, with replacement."""
    draw = random.Random(seed)
    return [added(draw.choices(tallies, k=len(tallies))) for _ in range(times)]


def interval(
    drawn: Sequence[Tally], figure: Callable[[Tally], float], level: float = LEVEL
) -> Interval:
    """The middle ``level`` of a figure over the draws (percentile bootstrap, Efron 1979).

    >>> interval([{"n": n} for n in range(101)], lambda tally: tally["n"])
    (2, 98)
    """
    values = sorted(figure(tally) for tally in drawn)
    cut = int((1 - level) / 2 * len(values))
    return values[cut], values[len(values) - 1 - cut]
