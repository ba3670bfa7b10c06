"""A report's words as they are compared: folded, spelt one way, with their places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.corroboration.rules import copy_rules
from onrecord.record import Document, Span
from onrecord.text import fold, lexicon

_WORD = re.compile(
    r"\d+(?:[.,]\d+)*|[\u3040-\u30ff\u3400-\u9fff]|[^\W\d_]+(?:['’][^\W\d_]+)*", re.UNICODE
)
_QUOTED = re.compile(r"[“„«][^“”„«»\n]{1,2000}[”“»]|\"[^\"\n]{1,2000}\"|»[^«»\n]{1,2000}«")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_LEFT_OUT = frozenset({"advertising", "boilerplate"})
_SHORT = 6


@dataclass(frozen=True)
class Words:
    """The words of a report: folded forms, their places, and which are the writer's own.

    Advertising and boilerplate are left out. ``own[i]`` is False inside quotation marks.
    """

    forms: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    own: tuple[bool, ...]

    def __len__(self) -> int:
        return len(self.forms)

    def span(self, first: int, end: int) -> Span:
        """The stretch of text from word ``first`` up to, not with, word ``end``."""
        return Span(self.spans[first][0], self.spans[end - 1][1])


def words_of(document: Document) -> Words:
    """The words of a document, in order.

    >>> from onrecord.record import Block
    >>> text = "Nine armoured cars, “no more”, were lost."
    >>> block = Block(start=0, end=len(text), kind="paragraph")
    >>> found = words_of(Document(id="sha256:0", text=text, blocks=(block,)))
    >>> " ".join(found.forms)
    '9 armored cars no more were lost'
    >>> found.own
    (True, True, True, False, False, True, True)
    """
    forms: list[str] = []
    spans: list[tuple[int, int]] = []
    own: list[bool] = []
    for start, end, is_own in stretches(document):
        before = len(forms)
        for match in _WORD.finditer(document.text, start, end):
            forms.append(folded(match.group()))
            spans.append(match.span())
        own += [is_own] * (len(forms) - before)
    return Words(tuple(forms), tuple(spans), tuple(own))


def stretches(document: Document) -> Iterator[tuple[int, int, bool]]:
    """The report's text without advertising and boilerplate, cut at quotation marks.

    Each stretch with its start and end, and whether it is the writer's own.
    """
    for block in document.blocks:
        if block.kind in _LEFT_OUT:
            continue
        at = block.start
        for match in _QUOTED.finditer(document.text, block.start, block.end):
            yield at, match.start(), True
            yield match.start(), match.end(), False
            at = match.end()
        yield at, block.end, True


def words_between(text: str, start: int, end: int) -> list[str]:
    """The words of a stretch of text, as printed."""
    return _WORD.findall(text, start, end)


def words_in(text: str) -> tuple[str, ...]:
    """The folded words of any text.

    >>> words_in("Nine armoured cars")
    ('9', 'armored', 'cars')
    """
    return tuple(folded(match.group()) for match in _WORD.finditer(text))


@lru_cache(maxsize=200_000)
def folded(word: str) -> str:
    """A word in the one form in which it is compared.

    >>> folded("Kilometres"), folded("1,300"), folded("Neighbouring"), folded("twelve")
    ('kilometers', '1300', 'neighboring', '12')
    """
    if word[0].isdigit():
        return word.replace(",", "") if _THOUSANDS.fullmatch(word) else word
    plain = fold(_bare(word))
    if plain in _number_words():
        return _number_words()[plain]
    plain = copy_rules().spelling.words.get(plain, plain)
    if len(plain) >= _SHORT:
        for pattern, replacement in _spellings():
            plain = pattern.sub(replacement, plain)
    return plain


def is_figure(form: str) -> bool:
    """Whether a folded word is a number."""
    return form[0].isdigit()


def _bare(word: str) -> str:
    if word.isascii():
        return word
    parts = unicodedata.normalize("NFKD", word)
    return "".join(c for c in parts if not unicodedata.combining(c))


@cache
def _spellings() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(p), r) for p, r in copy_rules().spelling.rules)


@cache
def _number_words() -> dict[str, str]:
    found = lexicon("quantities")
    every = {**found["ones"], **found["tens"]}
    return {word: str(value) for word, value in every.items() if value > 1}
