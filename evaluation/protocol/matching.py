"""Which prediction answers which annotation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from evaluation.protocol.annotation import ClaimedWords, SaidWords
from evaluation.protocol.words import Content, bag, overlap, same_name, same_number, size

_Gold = TypeVar("_Gold")
_Found = TypeVar("_Found")

Weight = tuple[Any, ...]
Pairs = dict[int, int]

STATEMENT_OVERLAP = 0.5
CLAIM_OVERLAP = 0.3
UNKNOWN_OVERLAP = 0.5
OPTIONAL_SHARE = 0.8


def pairs(
    gold: Sequence[_Gold],
    found: Sequence[_Found],
    weight: Callable[[_Gold, _Found], Weight | None],
) -> Pairs:
    """One-to-one pairs by their places, the heaviest first; None means "no pair"."""
    candidates = [
        (w, -i, -j)
        for i, one in enumerate(gold)
        for j, other in enumerate(found)
        if (w := weight(one, other)) is not None
    ]
    candidates.sort(reverse=True)
    matched: Pairs = {}
    taken: set[int] = set()
    for _, i, j in candidates:
        if -i not in matched and -j not in taken:
            matched[-i] = -j
            taken.add(-j)
    return dict(sorted(matched.items()))


def speaker_right(gold: SaidWords, found: SaidWords) -> bool:
    """Whether the right source is named. For depicted words their maker is accepted too."""
    if same_name(gold.speaker, found.speaker):
        return True
    if gold.manner == "depicted" and found.speaker and gold.quoted_via:
        return same_name(gold.quoted_via, found.speaker)
    return gold.speaker_kind == "unknown" and (not found.speaker or found.speaker_kind == "unknown")


def statement_weight(gold: SaidWords, found: SaidWords) -> Weight | None:
    """The overlap of the words of all pieces, if it suffices; then the better description."""
    share = overlap(bag(gold.content), bag(found.content))
    if share < STATEMENT_OVERLAP:
        return None
    return (
        round(share, 6),
        speaker_right(gold, found),
        gold.form == found.form,
        gold.cue == found.cue,
    )


def claim_weight(gold: ClaimedWords, found: ClaimedWords) -> Weight | None:
    """The overlap of the words, for claims of one kind and, where there is one, one figure."""
    if gold.kind != found.kind:
        return None
    share = overlap(bag(gold.text), bag(found.text))
    if share < CLAIM_OVERLAP:
        return None
    if gold.value is not None and not same_number(gold.value, found.value):
        return None
    return (
        round(share, 6),
        gold.value == found.value,
        gold.item == found.item,
        same_name(gold.by, found.by),
        gold.window == found.window,
        gold.certainty == found.certainty,
    )


def unknown_weight(gold: str, found: str) -> Weight | None:
    """The overlap of the words, if it suffices."""
    share = overlap(bag(gold), bag(found))
    return (round(share, 6),) if share >= UNKNOWN_OVERLAP else None


def in_optional(content: Content, optional: Sequence[str]) -> bool:
    """Whether four fifths of the words lie in one passage where nothing is punished."""
    counts = bag(content)
    whole = size(counts)
    return whole > 0 and any(
        size(counts & bag(passage)) >= OPTIONAL_SHARE * whole for passage in optional
    )
