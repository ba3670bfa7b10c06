"""The figures a set is judged by, each from counts that may be added up over reports."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from evaluation.protocol.counting import CLAIM_FIELDS, DOCUMENT_FIELDS, STATEMENT_FIELDS

Direction = Literal["higher", "lower"]
Tally = Mapping[str, int]


@dataclass(frozen=True)
class Ratio:
    """A rate with what it is made of; ``empty`` where there was nothing to rate."""

    value: float
    part: int
    whole: int
    empty: bool = False


@dataclass(frozen=True)
class Figure:
    """One figure: its key in reports and floors, its group, its words, and which way is better.

    ``kind`` is ``rate`` for shares from 0 to 1 and ``count`` for plain numbers. ``interval`` is
    False where a figure cannot be taken apart by report.
    """

    key: str
    group: str
    words: str
    of: Callable[[Tally], Ratio]
    better: Direction = "higher"
    kind: Literal["rate", "count"] = "rate"
    interval: bool = True


def precision(right: str, given: str, wanted: str) -> Callable[[Tally], Ratio]:
    """Right ones among those given; 1 where nothing was given or wanted."""

    def of(tally: Tally) -> Ratio:
        given_, empty = tally[given], not tally[given] and not tally[wanted]
        value = 1.0 if empty else tally[right] / given_ if given_ else 0.0
        return Ratio(value, tally[right], given_, empty)

    return of


def recall(right: str, wanted: str) -> Callable[[Tally], Ratio]:
    """Right ones among those wanted; 1 where nothing was wanted."""

    def of(tally: Tally) -> Ratio:
        whole = tally[wanted]
        return Ratio(tally[right] / whole if whole else 1.0, tally[right], whole, not whole)

    return of


def f1(right: str, given: str, wanted: str) -> Callable[[Tally], Ratio]:
    """Harmonic mean of precision and recall, as twice the right ones over all on both sides."""

    def of(tally: Tally) -> Ratio:
        part, whole = 2 * tally[right], tally[given] + tally[wanted]
        return Ratio(part / whole if whole else 1.0, part, whole, not whole)

    return of


def accuracy(right: str, matched: str, wanted: str) -> Callable[[Tally], Ratio]:
    """Right ones among the matched; 0 where something was wanted and nothing matched."""

    def of(tally: Tally) -> Ratio:
        whole = tally[matched]
        value = tally[right] / whole if whole else 0.0 if tally[wanted] else 1.0
        return Ratio(value, tally[right], whole, not whole and not tally[wanted])

    return of


def share(part: str, whole: str) -> Callable[[Tally], Ratio]:
    """A share that is better small; 0 where there is nothing to share."""

    def of(tally: Tally) -> Ratio:
        whole_ = tally[whole]
        return Ratio(tally[part] / whole_ if whole_ else 0.0, tally[part], whole_, not whole_)

    return of


def number(key: str) -> Callable[[Tally], Ratio]:
    """A plain number."""
    return lambda tally: Ratio(float(tally[key]), tally[key], 1)


def _triple(group: str, name: str, words: str, letter: str) -> tuple[Figure, ...]:
    right, given, wanted = f"{letter}_tp", f"{letter}_pred", f"{letter}_gold"
    return (
        Figure(f"{name}_P", group, f"{words}, precision", precision(right, given, wanted)),
        Figure(f"{name}_R", group, f"{words}, recall", recall(right, wanted)),
        Figure(f"{name}_F1", group, f"{words}, F1", f1(right, given, wanted)),
    )


_MANNERS = tuple(
    figure
    for manner in ("ironic", "depicted")
    for figure in _triple("manner", manner, f"{manner} statements", f"m_{manner}")[:2]
)
_LINKS = tuple(
    Figure(f.key, f.group, f.words, f.of, interval=False)
    for f in _triple("across reports", "same_claim", "claims shared", "l")[:2]
)

CASE_FIGURES: tuple[Figure, ...] = (
    *_triple("statements", "statements", "statements", "s"),
    *(
        Figure(
            f"statement_{name}_acc",
            "statements",
            f"{name.replace('_', ' ')} right",
            accuracy(f"s_ok_{name}", "s_tp", "s_gold"),
        )
        for name in STATEMENT_FIELDS
    ),
    Figure(
        "wrong_speaker_rate",
        "statements",
        "a wrong speaker named",
        share("s_wrong_speaker", "s_tp"),
        "lower",
    ),
    *_MANNERS,
    Figure(
        "ironic_marked_R",
        "manner",
        "marked irony, recall",
        recall("m_marked_tp", "m_marked_gold"),
    ),
    Figure(
        "depicted_leaks",
        "manner",
        "invented words leaked",
        number("depicted_leaks"),
        "lower",
        "count",
    ),
    Figure(
        "advertising_token_R",
        "blocks",
        "advertising, recall by word",
        accuracy("ad_tp", "ad_gold", "ad_gold"),
    ),
    Figure(
        "advertising_fp_share",
        "blocks",
        "other words flagged",
        share("ad_fp", "other_words"),
        "lower",
    ),
    *_triple("unknowns", "unknowns", "unknowns", "u")[:2],
    *_triple("claims", "claims", "claims", "c"),
    *(
        Figure(
            f"claim_{name}_acc",
            "claims",
            f"{name} right",
            accuracy(f"c_ok_{name}", "c_tp", "c_gold"),
        )
        for name in CLAIM_FIELDS
    ),
    *_triple("across reports", "syndication", "syndicated copies", "syn")[:2],
    *_LINKS,
    *(
        Figure(
            f"doc_{name}_acc",
            "document",
            f"{name} right",
            accuracy(f"d_ok_{name}", f"d_gold_{name}", f"d_gold_{name}"),
        )
        for name in DOCUMENT_FIELDS
    ),
    Figure(
        "text_whole", "document", "visible text kept whole", accuracy("whole", "reports", "reports")
    ),
    Figure(
        "broken_rules",
        "document",
        "rules of the Record broken",
        number("broken_rules"),
        "lower",
        "count",
    ),
    Figure("failures", "document", "reports that raised", number("failures"), "lower", "count"),
)
