"""How far two people who read the same passages agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from passages.marks import Marked, Passage, Span

_FIELDS = (("manner", "earnest"), ("certainty", "certain"), ("act", "speech"))


def agreement(first: Sequence[Passage], second: Sequence[Passage]) -> Iterator[str]:
    """One line for each thing that was compared, over the passages that both hold.

    Statements pair where their contents overlap by half or more (tokens are characters here);
    of the pairs: same speaker, manner, certainty, act. Unknowns and advertising by overlap.

    Raises:
        ValueError: where the same passage has two texts.
    """
    others = {passage.name: passage for passage in second}
    both = [(one, others[one.name]) for one in first if one.name in others]
    for one, other in both:
        if one.text != other.text:
            raise ValueError(f"{one.name} is not the same text in both")
    pairs = [pair for one, other in both for pair in _pairs(one, other)]
    sizes = [sum(len(p.statements) for p in side) for side in zip(*both, strict=True)] or [0, 0]
    yield f"passages {len(both)}"
    yield f"statements: {_f1(len(pairs), *sizes)}"
    same = [_folded(a.head) == _folded(b.head) for a, b in pairs]
    yield f"speaker: {_share(same)}"
    for key, usual in _FIELDS:
        yield f"{key}: {_share([a.value(key, usual) == b.value(key, usual) for a, b in pairs])}"
    for name in ("unknowns", "advertising", "claims"):
        yield f"{name}: {_spans_f1([(_spans(a, name), _spans(b, name)) for a, b in both])}"


def _pairs(one: Passage, other: Passage) -> list[tuple[Marked, Marked]]:
    left = list(other.statements)
    pairs = []
    for a in one.statements:
        best = max(left, key=lambda b: _overlap(a.of("content"), b.of("content")), default=None)
        if best is not None and _overlap(a.of("content"), best.of("content")) >= 0.5:
            left.remove(best)
            pairs.append((a, best))
    return pairs


def _overlap(one: Sequence[Span], other: Sequence[Span]) -> float:
    a = {i for start, end in one for i in range(start, end)}
    b = {i for start, end in other for i in range(start, end)}
    return len(a & b) / len(a | b) if a or b else 0.0


def _spans(passage: Passage, name: str) -> tuple[Span, ...]:
    if name == "claims":
        return tuple(span for claim in passage.claims for span in claim.of("claim"))
    return passage.unknowns if name == "unknowns" else passage.advertising


def _spans_f1(pairs: Sequence[tuple[tuple[Span, ...], tuple[Span, ...]]]) -> str:
    hits = sum(
        any(_overlap([a], [b]) >= 0.5 for b in others) for ones, others in pairs for a in ones
    )
    return _f1(hits, sum(len(a) for a, _ in pairs), sum(len(b) for _, b in pairs))


def _f1(hits: int, one: int, other: int) -> str:
    value = 2 * hits / (one + other) if one + other else 1.0
    return f"F1 {value:.3f} ({hits} of {one} and {other})"


def _share(same: Sequence[bool]) -> str:
    return f"{sum(same)} of {len(same)}"


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
