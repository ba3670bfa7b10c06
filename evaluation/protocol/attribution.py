"""The protocol of the attribution corpus: content tokens, spans, and content with its source.

Restates the protocol that stands with the corpus (PolNeAR; Newell et al. 2018): tokens are words,
marks do not count; a pair matches at a token overlap of one half, one to one, best first; end to
end it is right where the source is right too. The quoted part holds the attributions with a double
quotation mark in their content.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.protocol.counting import Counts
from evaluation.protocol.figures import Figure, f1, precision, recall

OVERLAP = 0.5
PARTS = ("all", "quoted", "unquoted")

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_MARK = re.compile("[\"“”„«»]|``|''")
_UNNAMING = frozenset(
    ("the", "a", "an", "of", "for", "in", "and", "to", "at", "by", "on", "his", "her", "their",
     "its", "who", "which", "that", "mr", "mrs", "ms", "said")
)  # fmt: skip

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Attributed:
    """One attribution: content, source (may be empty), and the speaker's name where known."""

    content: Spans
    source: Spans = ()
    speaker: str | None = None


@dataclass(frozen=True)
class _Item:
    content: frozenset[int]
    source: frozenset[int]
    source_text: str
    speaker: str | None
    quoted: bool


def count_attributions(
    text: str, gold: Sequence[Attributed], found: Sequence[Attributed]
) -> Counts:
    """The counts of one article, for all attributions and for the quoted and unquoted ones."""
    tokens = _token_index(text)
    wanted = _items(text, tokens, gold, touching=False)
    given = _items(text, tokens, found, touching=True)
    matched = _matched(wanted, given)
    return sum((_part(part, wanted, given, matched) for part in PARTS), Counts())


def _part(
    part: str, wanted: Sequence[_Item], given: Sequence[_Item], matched: dict[int, int]
) -> Counts:
    back = {j: i for i, j in matched.items()}

    def belongs(quoted: bool) -> bool:
        return part == "all" or quoted == (part == "quoted")

    gold = [i for i, item in enumerate(wanted) if belongs(item.quoted)]
    kept = [
        j
        for j, item in enumerate(given)
        if belongs(wanted[back[j]].quoted if j in back else item.quoted)
    ]
    gold_tokens = frozenset[int]().union(*(wanted[i].content for i in gold))
    kept_tokens = frozenset[int]().union(*(given[j].content for j in kept))
    hits = [(wanted[i], given[matched[i]]) for i in gold if i in matched]
    return Counts(
        {
            f"{part}_gold": len(gold),
            f"{part}_pred": len(kept),
            f"{part}_span": len(hits),
            f"{part}_exact": sum(one.content == other.content for one, other in hits),
            f"{part}_end": sum(_source_right(one, other) for one, other in hits),
            f"{part}_token_gold": len(gold_tokens),
            f"{part}_token_pred": len(kept_tokens),
            f"{part}_token_tp": len(gold_tokens & kept_tokens),
        }
    )


def _matched(wanted: Sequence[_Item], given: Sequence[_Item]) -> dict[int, int]:
    candidates = []
    for i, one in enumerate(wanted):
        for j, other in enumerate(given):
            shared = len(one.content & other.content)
            if shared and shared >= OVERLAP * len(one.content | other.content):
                share = shared / len(one.content | other.content)
                candidates.append((-share, not _source_right(one, other), i, j))
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in sorted(candidates):
        if i not in matched and j not in taken:
            matched[i] = j
            taken.add(j)
    return matched


def _source_right(gold: _Item, found: _Item) -> bool:
    if not gold.source:
        return not found.source and not found.speaker
    if found.source:
        return bool(found.source & gold.source)
    return bool(_names(found.speaker or "") & _names(gold.source_text))


def _names(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(text)) - _UNNAMING


def _items(
    text: str, tokens: Sequence[int | None], items: Sequence[Attributed], *, touching: bool
) -> list[_Item]:
    made = []
    for item in items:
        content = _covered(tokens, item.content)
        if content:
            made.append(
                _Item(
                    content,
                    _covered(tokens, item.source),
                    " ".join(text[a:b] for a, b in item.source),
                    item.speaker,
                    _has_mark(text, item.content, touching=touching),
                )
            )
    return made


def _token_index(text: str) -> list[int | None]:
    index: list[int | None] = [None] * len(text)
    for number, word in enumerate(_WORD.finditer(text)):
        index[word.start() : word.end()] = [number] * (word.end() - word.start())
    return index


def _covered(tokens: Sequence[int | None], spans: Spans) -> frozenset[int]:
    return frozenset(t for a, b in spans for t in tokens[max(a, 0) : b] if t is not None)


def _has_mark(text: str, spans: Spans, *, touching: bool) -> bool:
    for a, b in spans:
        if _MARK.search(text[a:b]):
            return True
        if touching:
            left = text[max(0, a - 4) : a].rstrip()[-1:]
            right = text[b : b + 5].lstrip(" ,.?!\n")[:1]
            if _MARK.match(left) or _MARK.match(right):
                return True
    return False


def _figures(part: str, key: str, words: str) -> tuple[Figure, ...]:
    counts = (f"{part}_{key}", f"{part}_pred", f"{part}_gold")
    name = {"end": "end_to_end", "span": "span", "exact": "exact"}[key]
    return (
        Figure(f"{part}_{name}_P", part, f"{words}, precision", precision(*counts)),
        Figure(f"{part}_{name}_R", part, f"{words}, recall", recall(counts[0], counts[2])),
        Figure(f"{part}_{name}_F1", part, f"{words}, F1", f1(*counts)),
    )


ATTRIBUTION_FIGURES: tuple[Figure, ...] = tuple(
    figure
    for part in PARTS
    for figure in (
        *_figures(part, "end", f"{part}, end to end"),
        _figures(part, "span", f"{part}, content")[2],
        _figures(part, "exact", f"{part}, content exact")[2],
        Figure(
            f"{part}_token_F1",
            part,
            f"{part}, content by word, F1",
            f1(f"{part}_token_tp", f"{part}_token_pred", f"{part}_token_gold"),
        ),
    )
)
