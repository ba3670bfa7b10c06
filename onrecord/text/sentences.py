"""Where sentences begin and end."""

from __future__ import annotations

import re

from onrecord.record import Span
from onrecord.text.lexicon import words

_CLOSERS = "\"'”’»“›)]}"
_END = re.compile(rf"[.!?…]+[{re.escape(_CLOSERS)}]*(?=\s|$)|\n\s*\n")
_LAST_WORD = re.compile(r"[\w.]*\w(?=[.!?…]+$)")
_AFTER_PREPOSITION = re.compile(r"\b(?:on|via|to|from|and|or|over)\s\w[.!?…]+$")
_OPENERS = "\"'“‘«„‹([{—–-•*#@"


def sentences(text: str, span: Span | None = None) -> tuple[Span, ...]:
    """The sentences of ``text`` (of one ``span`` of it): trimmed, ordered, disjoint.

    A full stop inside a title, an abbreviation, an initial or a figure ends nothing; closing
    marks stay with their sentence.

    >>> text = "Gen. Ilke left. “Why?” she asked."
    >>> [s.of(text) for s in sentences(text)]
    ['Gen. Ilke left.', '“Why?” she asked.']
    """
    whole = span if span is not None else Span(0, len(text))
    cuts = [m.end() for m in _END.finditer(text, *whole) if _ends_here(text, m, whole)]
    starts = [whole.start, *cuts]
    pieces = (Span(a, b).trimmed(text) for a, b in zip(starts, [*cuts, whole.end], strict=True))
    return tuple(piece for piece in pieces if piece.end > piece.start)


def _ends_here(text: str, mark: re.Match[str], whole: Span) -> bool:
    if mark.group()[0] not in ".!?…":
        return True
    rest = text[mark.end() : whole.end].lstrip()
    if not rest:
        return True
    following = rest[0]
    if following.islower():
        return False
    stop = mark.group().rstrip(_CLOSERS)
    if stop == "." and _is_abbreviated(text, mark.start(), following):
        return False
    return _can_begin(following)


def _can_begin(character: str) -> bool:
    return not character.isalpha() or not character.islower() or character in _OPENERS


def _is_abbreviated(text: str, stop: int, following: str) -> bool:
    before = text[max(0, stop - 16) : stop + 1]
    match = _LAST_WORD.search(before)
    if match is None:
        return False
    word = match.group().casefold()
    if word in words("abbreviations", "titles"):
        return following.isupper() or following.isdigit()
    if word in words("abbreviations", "others"):
        return not following.isupper()
    if len(word) != 1 or not word.isalpha() or not following.isupper():
        return False
    return not _AFTER_PREPOSITION.search(before)
