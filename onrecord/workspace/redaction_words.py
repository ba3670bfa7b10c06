"""Finding words that have to go, in any spelling: case, accents, script, hyphens, hidden marks."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from typing import Any
from urllib.parse import unquote

from anyascii import anyascii

from onrecord.record import Span
from onrecord.text import lexicon

BLOCK = "█"
"""What stands for each character that was taken out."""

_TINY = 2
_SHORT = 3
_JOINED = 6
_ENDING = "[a-z]{0,3}"
_WORD = re.compile(r"[^\W_]+")


class _Folding(dict[int, str]):
    """Characters to what they are compared as, learnt as they come."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        hidden = unicodedata.category(character) in ("Mn", "Me", "Cf")
        plain = "" if hidden else (anyascii(character).lower() or character.lower())
        self[code] = " " if character.isspace() else plain
        return self[code]


_FOLDING = _Folding()


def folded(text: str) -> str:
    """The text as it is compared: small letters of the Latin alphabet, no accents.

    >>> folded("Владимир Müller")
    'vladimir muller'
    """
    return text.translate(_FOLDING)


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name, folded."""
    return tuple(_WORD.findall(folded(name)))


def name_parts(name: str) -> frozenset[str]:
    """The words of a name that may stand alone, folded; those that decline without their ending.

    >>> sorted(name_parts("Анна Щука"))
    ['ann', 'anna', 'shchuk', 'shchuka']
    """
    parts = set(name_words(name))
    for word in re.findall(r"[^\W\d_]{4,}", name):
        if unicodedata.name(word[-1], "").startswith("CYRILLIC"):
            parts.update(
                name_words(word[:-1]) if word[-1].lower() in _lexicon()["cyrillic_endings"] else ()
            )
    return frozenset(parts)


class Wanted:
    """Words that have to go.

    Args:
        names: whole names; they go however their words are joined ("ada-ba", "#AdaBa").
        parts: single words of names; they go alone too, with an ending of up to three letters.
        passages: they go whole, and so does every long run of their words.

    >>> wanted = Wanted(names=["Ilva Brandt"], parts=["ilva", "brandt"])
    >>> wanted.blacked("Brandt’s sister; @ilvabrandt; ILVA")
    '██████’s sister; @██████████; ████'
    """

    def __init__(
        self,
        names: Iterable[str] = (),
        parts: Iterable[str] = (),
        passages: Iterable[str] = (),
    ) -> None:
        self._names = _names_pattern(names, parts)
        self._runs: dict[int, set[tuple[str, ...]]] = {}
        for passage in passages:
            words = name_words(passage)
            if words:
                size = min(_lexicon()["run"], len(words))
                runs = (words[at : at + size] for at in range(len(words) - size + 1))
                self._runs.setdefault(size, set()).update(runs)

    def names_in(self, text: str) -> list[Span]:
        """Where names and their parts stand."""
        if self._names is None:
            return []
        plain = folded(text)
        found = [Span(*m.span()) for m in self._names.finditer(plain)]
        if not found:
            return []
        return [span for span in _unfolded(text, plain, found) if _is_name(text, span)]

    def passages_in(self, text: str) -> list[Span]:
        """Where passages, or long runs of their words, stand."""
        if not self._runs:
            return []
        plain = folded(text)
        words = list(_WORD.finditer(plain))
        told = [word.group() for word in words]
        found: list[Span] = []
        for size, runs in self._runs.items():
            found.extend(
                Span(words[at].start(), words[at + size - 1].end())
                for at in range(len(words) - size + 1)
                if tuple(told[at : at + size]) in runs
            )
        return _unfolded(text, plain, merged(found)) if found else []

    def blacked(self, text: str) -> str:
        """The text with blocks in place of what has to go; as long as before."""
        return blacked(text, [*self.names_in(text), *self.passages_in(text)])

    def hides_in(self, address: str) -> bool:
        """Whether an address or a file's name holds the words, also written with % or &."""
        forms = {address, unquote(address), unescape(unquote(address)), unquote(address, "latin-1")}
        return any(self.names_in(form) or self.passages_in(form) for form in forms)


def merged(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that touch made one."""
    made: list[Span] = []
    for span in sorted(spans):
        if made and span.start <= made[-1].end:
            made[-1] = Span(made[-1].start, max(made[-1].end, span.end))
        else:
            made.append(span)
    return made


def blacked(text: str, spans: Iterable[Span], keep: Sequence[int] = ()) -> str:
    """The text with a block for every character in the spans, but those at the places ``keep``."""
    kept = set(keep)
    pieces, at = [], 0
    for start, end in merged(spans):
        pieces.append(text[at:start])
        pieces.append("".join(text[i] if i in kept else BLOCK for i in range(start, end)))
        at = end
    return "".join((*pieces, text[at:]))


def _lexicon() -> dict[str, Any]:
    return lexicon("redaction")


def _names_pattern(names: Iterable[str], parts: Iterable[str]) -> re.Pattern[str] | None:
    whole = sorted({_joined(name_words(name)) for name in names}, key=len, reverse=True)
    alone = sorted({_part(part) for part in parts}, key=len, reverse=True)
    options = [option for option in (*whole, *alone) if option]
    return re.compile("|".join(options)) if options else None


def _joined(words: tuple[str, ...]) -> str:
    body = r"[\W_]*".join(map(re.escape, words))
    if len("".join(words)) >= _JOINED:
        return body
    return rf"(?<![^\W_]){body}(?![^\W_])" if body else ""


def _part(word: str) -> str:
    ending = _ENDING if len(word) > _SHORT else ""
    return rf"(?<![^\W_]){re.escape(word)}{ending}(?![^\W_])" if len(word) > 1 else ""


def _is_name(text: str, span: Span) -> bool:
    """A particle, or a word of two letters, is a name only where it is not written small."""
    words = folded(span.of(text))
    return (len(words) > _TINY and words not in _lexicon()["particles"]) or not text[
        span.start
    ].islower()


def _unfolded(text: str, plain: str, spans: Sequence[Span]) -> list[Span]:
    """Spans of the folded text, as spans of the text, with the hidden marks at their ends."""
    if len(plain) == len(text) and text.isascii():
        return list(spans)
    starts = list(_places(text))
    return [_whole(text, starts, span) for span in spans]


def _places(text: str) -> Iterator[int]:
    """Where in the folded text each character of the text begins."""
    at = 0
    for character in text:
        yield at
        at += len(_FOLDING[ord(character)])


def _whole(text: str, starts: Sequence[int], span: Span) -> Span:
    """The characters that a span of the folded text comes from, with hidden marks after them."""
    start = bisect_right(starts, span.start) - 1
    while start > 0 and starts[start - 1] == starts[start]:
        start -= 1  # hidden marks begin where the next character does
    end = bisect_right(starts, span.end - 1)
    while end < len(text) and _FOLDING[ord(text[end])] == "":
        end += 1
    return Span(start, end)
