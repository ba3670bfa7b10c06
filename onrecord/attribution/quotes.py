"""Quotation marks: which words stand between them, also where a mark is missing.

The marks of several countries are understood: “…”, "…", „…“, „…”, «…», »…«, ‹…›, ”…”, ‘…’ and
'…'. A mark that is never closed costs no more than its own sentence; one that is never opened is
ignored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.record import Span
from onrecord.text import sentences

_STRAIGHT = '"'
_CLOSES = {  # an opening mark, and the marks that can close it
    "“": '”"',
    "„": '“”"',
    "‟": "”",
    "”": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    '"': '"”',
    "‘": "’",
    "'": "'",
}
_MARKS = frozenset("“”„‟«»‹›\"‘’'")
_BEFORE_OPENING = "([{–—-/:>,…"
_TERMINAL = ".?!…"


@dataclass(frozen=True)
class Quote:
    """Words between quotation marks.

    ``outer`` includes the marks, ``inner`` does not; ``closed`` is False where the closing mark is
    missing; ``runs_on`` where it is missing because the next paragraph goes on with the quote.
    """

    outer: Span
    inner: Span
    closed: bool = True
    runs_on: bool = False
    single: bool = False


def find_quotes(text: str, paragraphs: Sequence[Span]) -> tuple[tuple[Quote, ...], ...]:
    """The outermost quotes of each paragraph, in order: one tuple a paragraph.

    >>> text = 'He said: “Go.” „Where?“'
    >>> [q.inner.of(text) for q in find_quotes(text, [Span(0, len(text))])[0]]
    ['Go.', 'Where?']
    """
    text = _with_double_marks(text)
    found = [_quotes_of(text, paragraph) for paragraph in paragraphs]
    for i, quotes in enumerate(found[:-1]):
        if quotes and not quotes[-1].closed and _opens_with_mark(text, paragraphs[i + 1]):
            found[i] = (*quotes[:-1], _run_on(text, quotes[-1], paragraphs[i]))
    return tuple(found)


def _with_double_marks(text: str) -> str:
    """The text with two single marks (''…'', ``…'') as one double mark and a blank: same length."""
    if "''" not in text and "``" not in text:
        return text
    opened = re.sub(r"(?<![^\s(\[{–—-])(?:''|``)(?=\S)", ' "', text)
    return re.sub(r"''", '" ', opened)


def _opens_with_mark(text: str, paragraph: Span) -> bool:
    start = paragraph.trimmed(text).start
    return start < paragraph.end and text[start] in _MARKS and text[start] != "’"


def _run_on(text: str, quote: Quote, paragraph: Span) -> Quote:
    inner = Span(quote.inner.start, paragraph.end).trimmed(text)
    return replace(quote, inner=inner, outer=Span(quote.outer.start, inner.end), runs_on=True)


_DASH_SPEECH = re.compile(
    r"\s*[–—-]\s+(?P<first>[^–—\n]+?[,.!?…])\s+[–—-]\s*(?P<cue>[^–—\n]+?)"
    r"(?:[.,]\s+[–—-]\s*(?P<second>[^–—\n]+))?\s*"
)


def _dash_speech(text: str, paragraph: Span) -> tuple[Quote, ...]:
    """Direct speech set off by dashes, as in many languages: "– We held, – said Ba. – Barely."."""
    match = _DASH_SPEECH.fullmatch(text, *paragraph)
    if match is None or not text[match.start("cue")].islower():
        return ()
    spans = [Span(*match.span(name)) for name in ("first", "second") if match[name]]
    return tuple(Quote(span.trimmed(text), span.trimmed(text, ",")) for span in spans)


def _quotes_of(text: str, paragraph: Span) -> tuple[Quote, ...]:
    dashed = _dash_speech(text, paragraph)
    if dashed:
        named = (q for q in _scan(text, paragraph, single=False) if q.closed)
        beside = [q for q in named if not any(q.outer.meets(d.outer) for d in dashed)]
        return tuple(sorted([*dashed, *beside], key=lambda quote: quote.outer))
    doubles = list(_scan(text, paragraph, single=False))
    covered = [quote.outer for quote in doubles]
    singles = [
        quote
        for quote in _scan(text, paragraph, single=True)
        if quote.closed and not any(quote.outer.meets(span) for span in covered)
    ]
    return tuple(sorted(doubles + singles, key=lambda quote: quote.outer))


def inner_quotes(text: str, span: Span) -> tuple[Quote, ...]:
    """The closed quotes inside a quote, such as ‘scare’ quotes in direct speech.

    >>> text = "the number grew thanks to ‘gifts’"
    >>> [q.inner.of(text) for q in inner_quotes(text, Span(0, len(text)))]
    ['gifts']
    """
    found = [*_scan(text, span, single=True), *_scan(text, span, single=False)]
    return tuple(sorted((q for q in found if q.closed), key=lambda quote: quote.outer))


def _scan(text: str, span: Span, *, single: bool) -> Iterator[Quote]:
    opened: int | None = None
    for place in range(span.start, span.end):
        mark = text[place]
        if mark not in _MARKS or (mark in "‘’'") != single:
            continue
        if opened is not None and mark in _CLOSES[text[opened]] and _may_close(text, place, opened):
            yield _closed(text, opened, place, single=single)
            opened = None
        elif _may_open(text, place, span):
            if opened is not None:
                yield _unclosed(text, opened, place, single=single)
            opened = place
    if opened is not None:
        yield _unclosed(text, opened, span.end, single=single)


def _may_open(text: str, place: int, span: Span) -> bool:
    mark = text[place]
    if mark not in _CLOSES:
        return False
    before = text[place - 1] if place > span.start else " "
    after = text[place + 1] if place + 1 < span.end else " "
    if mark in "„“‟‘«‹" and not after.isspace():
        return mark != "‘" or not before.isalnum()
    if mark == "«":  # French spacing puts a space inside
        return True
    free = before.isspace() or before in _BEFORE_OPENING or before in _MARKS
    return free and not after.isspace() and after not in ".,;)"


def _may_close(text: str, place: int, opened: int) -> bool:
    mark = text[place]
    after = text[place + 1] if place + 1 < len(text) else " "
    if mark in "’'":
        return not after.isalnum() and place - opened > 1
    if mark == _STRAIGHT:
        before = text[place - 1]
        looks_opening = (before.isspace() or before in "([{—–") and after.isalnum()
        return not looks_opening
    return True


def _closed(text: str, opened: int, closing: int, *, single: bool) -> Quote:
    inner = Span(opened + 1, closing).trimmed(text)
    return Quote(Span(opened, closing + 1), inner, single=single)


def _unclosed(text: str, opened: int, limit: int, *, single: bool) -> Quote:
    """The words evidently quoted: up to the first full stop, question or exclamation mark."""
    room = Span(opened + 1, limit)
    first = next(iter(sentences(text, room)), Span(opened + 1, opened + 1))
    end = next(
        (
            place + 1
            for place in range(first.start, first.end)
            if text[place] in "?!" and text[place + 1 : place + 2] in ("", " ", "\n")
        ),
        first.end,
    )
    inner = Span(opened + 1, end).trimmed(text, "".join(_MARKS))
    return Quote(Span(opened, inner.end), inner, closed=False, single=single)
