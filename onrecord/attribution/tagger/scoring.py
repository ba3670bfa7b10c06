"""One number for how far an attribution can be trusted."""

from __future__ import annotations

import math
from collections.abc import Sequence

from .linking import Linked


def evidence(linked: Linked) -> tuple[float, ...]:
    """What the score is made of.

    Log odds of inside, of border and of the link; whether there is a source, whether a cue (0, 1).
    """
    return (
        _odds(linked.inside),
        _odds(linked.border),
        _odds(linked.link),
        float(linked.source is not None),
        float(linked.cue is not None),
    )


def score(linked: Linked, weights: Sequence[float]) -> float:
    """Logistic regression on `evidence`, in 0..1; the last weight is the constant.

    >>> from .decoding import Part
    >>> sure = Linked((Part(0, 0, 3),), None, None, 0.99, 0.9, 0.95)
    >>> round(score(sure, (0, 1, 0, 0, 0, 0)), 3)
    0.9
    """
    total = weights[-1]
    for weight, value in zip(weights, evidence(linked), strict=False):
        total += weight * value
    return 1.0 / (1.0 + math.exp(-max(min(total, 30.0), -30.0)))


def _odds(chance: float) -> float:
    """Log odds, kept finite (0.001..0.999)."""
    kept = min(max(chance, 0.001), 0.999)
    return math.log(kept / (1.0 - kept))
