"""Sentences as attribution sees them: words and marks outside quotes, each quote as one item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from onrecord.attribution.cues import cue_verbs
from onrecord.attribution.quotes import Quote, find_quotes
from onrecord.record import ChannelName, Document, Post, Span
from onrecord.text import sentences, tokens

_READ = frozenset({"paragraph", "list", "caption", "embedded_post"})
_TERMINAL = ".?!…"
_TAIL_WORDS = 12
_STAMP = re.compile(
    r"\d{1,2}[:.h]\d{2}(?:\s*[ap]\.?m\b\.?)?(?:\s*(?:UTC|GMT|CET|CEST|EST))?\s*(?:[-–—|:•]\s*)?(?=\S)"
)
_BULLET = re.compile(r"(?:\d{1,3}[/.)]\s+)?(?:[^\w\s\"'“”„‟«»‹›‘’(@#<]+\s*)*")
_DATELINE = re.compile(
    r"[A-Z][A-Z'’.\- ]{2,}[A-Z](?:,[^–—:“\"\n]{0,40})?(?:\s*\([^)\n]{2,40}\))?\s+[–—-]+\s+"
    r"|[A-Z][\w'’\- ]{2,30}(?:,\s[^–—:“\"\n()]{2,30})?\s*\([A-Z][\w/ .]{1,30}\)\s*[–—-]+\s+"
)


@dataclass(frozen=True)
class Item:
    """A word, a mark, or a whole quote."""

    span: Span
    lower: str
    capitalised: bool = False
    quote: Quote | None = None

    @cached_property
    def is_word(self) -> bool:
        """Whether this is a word or figure outside quotes."""
        return self.quote is None and self.lower[:1].isalnum()


@dataclass(frozen=True)
class Frame:
    """One sentence: its place, and its items in order."""

    span: Span
    items: tuple[Item, ...]

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotes of the sentence."""
        return tuple(item.quote for item in self.items if item.quote)

    @property
    def is_bare_quote(self) -> bool:
        """Whether nothing but one quote and marks stands here."""
        return len(self.quotes) == 1 and not any(item.is_word for item in self.items)

    def spanning(self, start: int, end: int) -> Span:
        """The text covered by the items ``start`` to ``end`` (exclusive)."""
        return Span(self.items[start].span.start, self.items[end - 1].span.end)


@dataclass(frozen=True)
class Paragraph:
    """One block that attribution reads, with its sentences."""

    span: Span
    kind: str
    frames: tuple[Frame, ...]
    platform: ChannelName | None = None
    post: Post | None = None

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotes of the paragraph, in order."""
        return tuple(quote for frame in self.frames for quote in frame.quotes)


def paragraphs(document: Document) -> tuple[Paragraph, ...]:
    """The blocks of running text with their sentences and quotes, in order."""
    blocks = [block for block in document.blocks if block.kind in _READ]
    spans = [block.span for block in blocks]
    quotes = find_quotes(document.text, spans)
    return tuple(
        Paragraph(
            block.span,
            block.kind,
            tuple(_frames(document.text, block.span, found)),
            block.platform,
            block.post,
        )
        for block, found in zip(blocks, quotes, strict=True)
    )


def frames_of(text: str, span: Span, quotes: tuple[Quote, ...] = ()) -> tuple[Frame, ...]:
    """The sentences of any stretch of text, given its quotes."""
    return tuple(_frames(text, span, quotes))


def _frames(text: str, span: Span, quotes: tuple[Quote, ...]) -> Iterator[Frame]:
    for prefix in (_BULLET, _STAMP, _DATELINE):
        match = prefix.match(text, *span)
        if match:
            span = Span(match.end(), span.end)
    quotes = tuple(quote for quote in quotes if span.holds(quote.outer))
    masked = _masked(text, span, quotes)
    for sentence in sentences(masked):
        place = Span(sentence.start + span.start, sentence.end + span.start)
        yield Frame(place, tuple(_items(text, place, quotes)))


def _masked(text: str, span: Span, quotes: tuple[Quote, ...]) -> str:
    """The stretch with each quote hidden, and a full stop where a quote ends its sentence."""
    characters = list(text[span.start : span.end])
    for quote in quotes:
        start, end = quote.outer.start - span.start, quote.outer.end - span.start
        hidden = ["q"] * (end - start)
        if not text[quote.inner.start : quote.inner.start + 1].islower():
            hidden[0] = "Q"
        if _ends_sentence(text, quote, span):
            hidden[-1] = "."
        characters[start:end] = hidden
    return "".join(characters)


def _ends_sentence(text: str, quote: Quote, span: Span) -> bool:
    if quote.inner.end <= quote.inner.start or text[quote.inner.end - 1] not in _TERMINAL:
        return False
    rest = Span(quote.outer.end, span.end).trimmed(text)
    if rest.end <= rest.start or not text[rest.start].isupper():
        return True
    if text[quote.inner.end - 1] not in "?!":
        return True
    return not _is_tail(text, rest)


def _is_tail(text: str, rest: Span) -> bool:
    """Whether a short clause with a cue verb follows, as in “Why?” Colonel Ba asked."""
    forms = cue_verbs()
    for count, token in enumerate(tokens(text, rest)):
        if token.text in '.:;"“„«' or count > _TAIL_WORDS:
            return False
        if (token.lower,) in forms:
            after = text[token.end : rest.end].lstrip()[:1]
            return after in ("", ".", ",", "\n") or after.isalpha()
    return False


def _items(text: str, sentence: Span, quotes: tuple[Quote, ...]) -> Iterator[Item]:
    place = sentence.start
    for quote in quotes:
        if not sentence.meets(quote.outer):
            continue
        yield from _words(text, Span(place, max(place, quote.outer.start)))
        yield Item(quote.outer, "", quote=quote)
        place = quote.outer.end
    yield from _words(text, Span(place, max(place, sentence.end)))


def _words(text: str, span: Span) -> Iterator[Item]:
    for token in tokens(text, span):
        yield Item(token.span, token.lower, token.is_capitalised)
